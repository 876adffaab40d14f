//! Which wordings explain this part.

use crate::wording::Text;
use crate::wording::text::wordings;

wordings! {
    /// What explains where the client stands.
    pub(crate) struct ExplainTexts {
        pub(crate) listed_place: Text,
        /// Of how many others a group is at least, and by what that is stated.
        pub(crate) min_peers: [Text; 2],
        pub(crate) clients: Text,
        pub(crate) in_mean: Text,
        pub(crate) in_group: Text,
        pub(crate) clients_counted: Text,
        pub(crate) mean: Text,
        /// `{clients}`
        pub(crate) mean_is: Text,
        /// Whose answers they are, as a subject.
        pub(crate) pooled: Text,
        pub(crate) others: Text,
        /// `{within}`
        pub(crate) peers: Text,
        /// `{period}`
        pub(crate) pooled_in: Text,
        /// `{period}`
        pub(crate) peers_in: Text,
        /// How figures of others come about.
        pub(crate) as_own: Text,
        /// `{of}`
        pub(crate) difference: Text,
        /// `{of}`
        pub(crate) p_adjusted: Text,
        /// `{of}`
        pub(crate) verdict: Text,
        /// How comparisons with others come about.
        pub(crate) as_shown: Text,
        /// `{name}`, `{of}`
        pub(crate) place_of_other: Text,
        pub(crate) found_so_too: Text,
        pub(crate) place: Text,
        pub(crate) of: Text,
        pub(crate) best: Text,
        pub(crate) worst: Text,
        /// `{clients}`, `{least}`
        pub(crate) ranked: Text,
        /// `{low}`, `{high}`
        pub(crate) own_interval: Text,
        pub(crate) surely_better: Text,
        pub(crate) surely_worse: Text,
        pub(crate) places_shared: Text,
        /// Names of places, and how they come about.
        pub(crate) place_form: [Text; 2],
        pub(crate) best_form: [Text; 2],
        pub(crate) worst_form: [Text; 2],
    }
}
