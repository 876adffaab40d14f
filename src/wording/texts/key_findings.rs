//! Which wordings the key findings need.

use super::{Text, wordings};

wordings! {
    /// The key findings, each a sentence without a full stop. `{nps}` is the score of the reported period, `{then}` that
    /// of `{earlier}`, which stands in the form after "in"; `{change}` points with sign and unit, `{value}` a benchmark's.
    pub(in crate::wording) struct KeyFindings {
        /// `{nps}`, `{then}`, `{earlier}`, `{change}`
        pub(in crate::wording) rose: Text,
        /// `{nps}`, `{then}`, `{earlier}`, `{change}`
        pub(in crate::wording) fell: Text,
        /// `{nps}`, `{then}`, `{earlier}`
        pub(in crate::wording) no_clear_change: Text,
        /// `{nps}`, `{then}`, `{earlier}`, `{year_then}`, `{year_earlier}`
        pub(in crate::wording) no_clear_change_twice: Text,
        /// `{earlier}`, `{change}`, `{part}`: points with sign
        pub(in crate::wording) shift: Text,
        /// `{earlier}`, `{change}`, `{part}`, `{region}`, its `{nps}` and `{then}`
        pub(in crate::wording) region_part: Text,
        /// `{nps}`, `{value}`, `{name}`
        pub(in crate::wording) target_reached: Text,
        /// `{nps}`, `{value}`, `{name}`
        pub(in crate::wording) target_missed: Text,
        /// `{nps}`, `{value}`, `{name}`, `{chance}`
        pub(in crate::wording) target_open: Text,
        /// `{nps}`, `{value}`, `{name}`
        pub(in crate::wording) above_benchmark: Text,
        /// `{nps}`, `{value}`, `{name}`
        pub(in crate::wording) below_benchmark: Text,
        /// `{nps}`, `{value}`: the others' score
        pub(in crate::wording) above_others: Text,
        /// `{nps}`, `{value}`
        pub(in crate::wording) below_others: Text,
        /// `{nps}`, `{value}`, `{group}`
        pub(in crate::wording) above_peers: Text,
        /// `{nps}`, `{value}`, `{group}`
        pub(in crate::wording) below_peers: Text,
        /// `{region}`, `{nps}`, `{points}`: how far from the rest
        pub(in crate::wording) region_above: Text,
        /// `{region}`, `{nps}`, `{points}`
        pub(in crate::wording) region_below: Text,
        /// `{region}`, `{nps}`, `{then}`, `{earlier}`, `{change}`
        pub(in crate::wording) region_rose: Text,
        /// `{region}`, `{nps}`, `{then}`, `{earlier}`, `{change}`
        pub(in crate::wording) region_fell: Text,
        /// `{region}`, `{nps}`, `{value}`, `{name}`
        pub(in crate::wording) region_target_reached: Text,
        /// `{region}`, `{nps}`, `{value}`, `{name}`
        pub(in crate::wording) region_target_missed: Text,
        /// `{region}`, `{nps}`, `{value}`, `{name}`
        pub(in crate::wording) region_above_benchmark: Text,
        /// `{region}`, `{nps}`, `{value}`, `{name}`
        pub(in crate::wording) region_below_benchmark: Text,
        /// `{nps}`, `{limits}`: both ends
        pub(in crate::wording) above_limits: Text,
        /// `{nps}`, `{limits}`
        pub(in crate::wording) below_limits: Text,
        /// `{centre}`, `{span}`
        pub(in crate::wording) run_above: Text,
        /// `{centre}`, `{span}`
        pub(in crate::wording) run_below: Text,
        /// What is defined.
        pub(in crate::wording) term: Text,
        /// How they are chosen.
        pub(in crate::wording) method: Text,
    }
}
