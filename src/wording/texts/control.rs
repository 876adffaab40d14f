//! Which wordings trailing windows of the trend need.

use crate::wording::text::{Plural, Text, wordings};

wordings! {
    /// The score of the last periods together. `{n}`: how many.
    pub(crate) struct Trailing {
        pub(crate) weeks: Plural,
        pub(crate) months: Plural,
        pub(crate) quarters: Plural,
        pub(crate) half_years: Plural,
        pub(crate) years: Plural,
        /// `{nps}`
        pub(crate) score: Text,
        /// `{window}`
        pub(crate) how_to_read: Text,
        pub(crate) term: Text,
        /// `{window}`
        pub(crate) method: Text,
    }
}
