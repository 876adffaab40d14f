//! Which wordings the analyst's words need.

use crate::wording::Text;
use crate::wording::text::wordings;

wordings! {
    /// Whose words they are.
    pub(crate) struct CommentaryTexts {
        /// Heading of words of nobody in particular.
        pub(crate) analyst: Text,
        /// `{name}`: heading of somebody's words.
        pub(crate) named: Text,
        /// Heading of words that a program wrote.
        pub(crate) machine: Text,
        /// What has to be known of these.
        pub(crate) checked: Text,
    }
}
