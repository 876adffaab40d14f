//! What is said of drivers.

use crate::wording::Text;
use crate::wording::text::wordings;

wordings! {
    /// What is said of what goes together with the score.
    pub(crate) struct DriverTexts {
        /// The heading of the part.
        pub(crate) heading: Text,
        /// `{first}`: one weighs clearly more than all others; none does; there are no weights.
        pub(crate) leads: Text,
        pub(crate) none_leads: Text,
        pub(crate) refused_title: Text,
        /// `{subject}`
        pub(crate) subtitle: Text,
        pub(crate) how: Text,
        /// `{subject}`
        pub(crate) caption: Text,
        /// `{cut}`, `{subject}`: the table of weights by the values of a cut.
        pub(crate) by_caption: Text,
        /// That this is no cause.
        pub(crate) no_cause: Text,
        /// `{n}`, `{left}`: the answers that it is of.
        pub(crate) base: Text,
        /// `{r}`, `{low}`, `{high}`, `{confidence}`
        pub(crate) explained: Text,
        /// What is across and what is up.
        pub(crate) axes: [Text; 2],
        /// Keys of the chart: what weighs much and is rated low, the others, the means.
        pub(crate) keys: [Text; 3],
        /// The heads of the table.
        pub(crate) heads: [Text; 9],
        /// Rated below the mean or above, by how much it weighs: less and below, less and above, more and below, more and above.
        pub(crate) quadrants: [Text; 4],
        /// Why there are no weights: weights, too few answers (`{least}`), one group, a constant and one that is the groups
        /// (`{driver}`), two that are the same (`{drivers}`), several that follow from each other (`{drivers}`).
        pub(crate) weighted: Text,
        pub(crate) too_few: Text,
        pub(crate) one_group: Text,
        pub(crate) constant: Text,
        pub(crate) groups: Text,
        pub(crate) same: Text,
        pub(crate) follow: Text,
        /// What the method calls it, how it is made, and where it was published.
        pub(crate) term: Text,
        pub(crate) method: Text,
        pub(crate) source: Text,
    }

    /// What explains the numbers of drivers.
    pub(crate) struct ExplainTexts {
        /// What each is: the numbers of answers, the least one, R²; `{driver}`: a correlation, a weight, its share, how far up its
        /// scale it is rated, its mean.
        pub(crate) of_n: [Text; 2],
        pub(crate) of_left_out: [Text; 2],
        pub(crate) of_least: [Text; 2],
        pub(crate) of_r_squared: Text,
        /// `{of}`, `{value}`: the same, of some answers only.
        pub(crate) of_value: Text,
        pub(crate) of_correlation: Text,
        pub(crate) of_weight: Text,
        pub(crate) of_share: Text,
        pub(crate) of_mean: Text,
        pub(crate) of_performance: Text,
        /// `{of}`: the ends of an interval.
        pub(crate) of_low: Text,
        pub(crate) of_high: Text,
        /// What all rest on: the answers and their correlations.
        pub(crate) correlations: Text,
        /// The head of the column of correlations with the group.
        pub(crate) with_group: Text,
        /// How correlations, weights and ends come about; `{draws}`, `{groups}`, `{confidence}`
        pub(crate) product: Text,
        pub(crate) sum: Text,
        pub(crate) draws: Text,
    }
}
