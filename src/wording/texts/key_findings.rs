//! Which wordings the key findings need.

use crate::wording::text::{Text, wordings};

wordings! {
    /// The key findings, each a sentence without a full stop. `{nps}` is the score of the reported period, `{then}` that
    /// of `{earlier}`, which stands in the form after "in"; `{change}` points with sign and unit, `{value}` a benchmark's.
    pub(crate) struct KeyFindings {
        /// `{nps}`, `{then}`, `{earlier}`, `{change}`
        pub(crate) rose: Text,
        /// `{nps}`, `{then}`, `{earlier}`, `{change}`
        pub(crate) fell: Text,
        /// `{nps}`, `{then}`, `{earlier}`
        pub(crate) no_clear_change: Text,
        /// `{nps}`, `{then}`, `{earlier}`, `{year_then}`, `{year_earlier}`
        pub(crate) no_clear_change_twice: Text,
        /// `{earlier}`, `{change}`, `{part}`: points with sign
        pub(crate) shift: Text,
        /// `{earlier}`, `{change}`, `{part}`, `{region}`, its `{nps}` and `{then}`
        pub(crate) region_part: Text,
        /// `{nps}`, `{value}`, `{name}`
        pub(crate) target_reached: Text,
        /// `{nps}`, `{value}`, `{name}`
        pub(crate) target_missed: Text,
        /// `{nps}`, `{value}`, `{name}`, `{chance}`
        pub(crate) target_open: Text,
        /// `{nps}`, `{value}`, `{name}`
        pub(crate) above_benchmark: Text,
        /// `{nps}`, `{value}`, `{name}`
        pub(crate) below_benchmark: Text,
        /// `{nps}`, `{value}`: the others' score
        pub(crate) above_others: Text,
        /// `{nps}`, `{value}`
        pub(crate) below_others: Text,
        /// `{nps}`, `{value}`, `{group}`
        pub(crate) above_peers: Text,
        /// `{nps}`, `{value}`, `{group}`
        pub(crate) below_peers: Text,
        /// `{region}`, `{nps}`, `{points}`: how far from the rest
        pub(crate) region_above: Text,
        /// `{region}`, `{nps}`, `{points}`
        pub(crate) region_below: Text,
        /// `{region}`, `{nps}`, `{then}`, `{earlier}`, `{change}`
        pub(crate) region_rose: Text,
        /// `{region}`, `{nps}`, `{then}`, `{earlier}`, `{change}`
        pub(crate) region_fell: Text,
        /// `{region}`, `{nps}`, `{value}`, `{name}`
        pub(crate) region_target_reached: Text,
        /// `{region}`, `{nps}`, `{value}`, `{name}`
        pub(crate) region_target_missed: Text,
        /// `{region}`, `{nps}`, `{value}`, `{name}`
        pub(crate) region_above_benchmark: Text,
        /// `{region}`, `{nps}`, `{value}`, `{name}`
        pub(crate) region_below_benchmark: Text,
        /// `{nps}`, `{limits}`: both ends
        pub(crate) above_limits: Text,
        /// `{nps}`, `{limits}`
        pub(crate) below_limits: Text,
        /// `{centre}`, `{span}`
        pub(crate) run_above: Text,
        /// `{centre}`, `{span}`
        pub(crate) run_below: Text,
        /// What is defined.
        pub(crate) term: Text,
        /// How they are chosen.
        pub(crate) method: Text,
    }
}
