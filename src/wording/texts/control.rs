//! Which wordings control limits and trailing windows of the trend need.

use super::{Plural, Text, wordings};

wordings! {
    /// Whether the trend is calm.
    pub(in crate::wording) struct Control {
        /// Key to the limits.
        pub(in crate::wording) limits: Text,
        /// Key to a cross.
        pub(in crate::wording) cross: Text,
        /// `{run}`
        pub(in crate::wording) calm: Text,
        /// `{earlier}`: where the change since then is clear all the same
        pub(in crate::wording) calm_beside_change: Text,
        /// `{periods}`
        pub(in crate::wording) outside: Text,
        /// `{run}`, `{spans}`, `{centre}`
        pub(in crate::wording) above: Text,
        /// `{run}`, `{spans}`, `{centre}`
        pub(in crate::wording) below: Text,
        pub(in crate::wording) how_to_read: Text,
        /// Column heads: lower and upper limit.
        pub(in crate::wording) head: [Text; 2],
        pub(in crate::wording) term: Text,
        pub(in crate::wording) by_base: Text,
        pub(in crate::wording) moving_range: Text,
        /// `{run}`
        pub(in crate::wording) signs: Text,
        pub(in crate::wording) source: Text,
    }

    /// The score of the last periods together. `{n}`: how many.
    pub(in crate::wording) struct Trailing {
        pub(in crate::wording) weeks: Plural,
        pub(in crate::wording) months: Plural,
        pub(in crate::wording) quarters: Plural,
        pub(in crate::wording) half_years: Plural,
        pub(in crate::wording) years: Plural,
        /// `{nps}`
        pub(in crate::wording) score: Text,
        /// `{window}`
        pub(in crate::wording) how_to_read: Text,
        pub(in crate::wording) term: Text,
        /// `{window}`
        pub(in crate::wording) method: Text,
    }
}
