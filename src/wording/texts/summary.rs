//! Which wordings the e-mail needs, beside those of the page.

use crate::wording::text::{Text, wordings};

wordings! {
    /// The e-mail that a report goes out with.
    pub(crate) struct Summary {
        /// `{score}`, `{level}`
        pub(crate) score: Text,
        /// `{file}`
        pub(crate) attached: Text,
    }
}
