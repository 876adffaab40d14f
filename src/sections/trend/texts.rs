//! Which wordings control limits need.

use crate::wording::Text;
use crate::wording::texts::wordings;

wordings! {
    /// Whether the trend is calm.
    pub(crate) struct ControlTexts {
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
}
