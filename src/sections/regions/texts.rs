//! Which wordings explain this part.

use crate::wording::Text;
use crate::wording::text::wordings;

wordings! {
    /// What explains the places of regions and what they are compared with.
    pub(crate) struct ExplainTexts {
        /// `{region}`
        pub(crate) place: Text,
        pub(crate) unranked: Text,
        pub(crate) ranked: Text,
        /// The name of a place, and how it comes about.
        pub(crate) place_form: [Text; 2],
        /// What is corrected together: the regions against the rest, their changes.
        pub(crate) families: [Text; 2],
    }
}
