//! Which wordings control limits need.

use crate::wording::Text;
use crate::wording::text::wordings;

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

wordings! {
    /// What explains the trend and its control limits.
    pub(crate) struct ExplainTexts {
        /// What a window is, and by what it is stated.
        pub(crate) trailing: [Text; 2],
        pub(crate) listed_centre: Text,
        pub(crate) centre: Text,
        /// `{period}`
        pub(crate) limits: Text,
        /// `{period}`
        pub(crate) lower: Text,
        /// `{period}`
        pub(crate) upper: Text,
        /// `{period}`
        pub(crate) whether_outside: Text,
        /// A column head: the variance of one answer.
        pub(crate) variance: Text,
        /// A column head: the distance from the score before.
        pub(crate) from_before: Text,
        /// `{first}`, `{last}`, `{centre}`
        pub(crate) run_above: Text,
        /// `{first}`, `{last}`, `{centre}`
        pub(crate) run_below: Text,
        pub(crate) hardly_chance: Text,
        /// `{period}`
        pub(crate) outside: Text,
        /// `{nps}`, `{low}`, `{high}`, `{period}`
        pub(crate) below: Text,
        /// `{nps}`, `{low}`, `{high}`, `{period}`
        pub(crate) above: Text,
        /// What else the limits show, and how it is read.
        pub(crate) control: [Text; 2],
    }
}
