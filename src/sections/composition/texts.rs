//! Which wordings explain this part.

use crate::wording::Text;
use crate::wording::text::wordings;

wordings! {
    /// What explains answers by score.
    pub(crate) struct ExplainTexts {
        /// `{of}`
        pub(crate) answers: Text,
        /// `{score}`, `{of}`
        pub(crate) of_score: Text,
        /// `{of}`
        pub(crate) weight: Text,
        /// `{score}`, `{of}`
        pub(crate) weight_of_score: Text,
        pub(crate) weights_are: Text,
    }
}
