//! Which wordings explain this part.

use crate::wording::Text;
use crate::wording::text::wordings;

wordings! {
    /// What the figures of this part are in the list of figures.
    pub(crate) struct ExplainTexts {
        /// `{name}`
        pub(crate) against: Text,
        /// `{target}`
        pub(crate) chance: Text,
    }
}
