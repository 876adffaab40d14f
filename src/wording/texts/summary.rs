//! Which wordings the e-mail needs, beside those of the page.

use super::{Text, wordings};

wordings! {
    /// The e-mail that a report goes out with.
    pub(in crate::wording) struct Summary {
        /// `{score}`, `{level}`
        pub(in crate::wording) score: Text,
        /// `{file}`
        pub(in crate::wording) attached: Text,
    }
}
