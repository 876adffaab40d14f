//! Which wordings control limits and trailing windows of the trend need.

use super::{Plural, Text, wordings};

wordings! {
    /// Whether the trend is calm.
    pub(crate) struct Control {
        /// Key to the limits.
        pub(crate) limits: Text,
        /// Key to a cross.
        pub(crate) cross: Text,
        /// `{run}`
        pub(crate) calm: Text,
        /// `{earlier}`: where the change since then is clear all the same
        pub(crate) calm_beside_change: Text,
        /// `{periods}`
        pub(crate) outside: Text,
        /// `{run}`, `{spans}`, `{centre}`
        pub(crate) above: Text,
        /// `{run}`, `{spans}`, `{centre}`
        pub(crate) below: Text,
        pub(crate) how_to_read: Text,
        /// Column heads: lower and upper limit.
        pub(crate) head: [Text; 2],
        pub(crate) term: Text,
        pub(crate) by_base: Text,
        pub(crate) moving_range: Text,
        /// `{run}`
        pub(crate) signs: Text,
        pub(crate) source: Text,
    }

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
