//! Which wordings the figures of regions over time need.

use super::{Text, wordings};

wordings! {
    /// Regions over time: the map of regions and periods, and the lines of each.
    pub(in crate::wording) struct History {
        /// `{lowest}`, `{lowest_region}`, `{lowest_period}`, `{highest}`, `{highest_region}`, `{highest_period}`
        pub(in crate::wording) span: Text,
        /// Where no score can be shown.
        pub(in crate::wording) hidden: Text,
        /// `{subject}`
        pub(in crate::wording) map_subtitle: Text,
        /// `{subject}`
        pub(in crate::wording) map_caption: Text,
        /// `{nps}`: what colours are measured from.
        pub(in crate::wording) map_how: Text,
        /// `{n}`: only so many periods are drawn.
        pub(in crate::wording) latest: Text,
        /// Key to a cell: hatched.
        pub(in crate::wording) hatched: Text,
        /// Key to a cell: no answers.
        pub(in crate::wording) empty: Text,
        /// `{earlier}` in the form after "in", `{above}`: names or numbers of regions.
        pub(in crate::wording) rose: Text,
        /// `{earlier}`, `{below}`
        pub(in crate::wording) fell: Text,
        /// `{earlier}`, `{above}`, `{below}`
        pub(in crate::wording) both: Text,
        /// `{earlier}`
        pub(in crate::wording) none: Text,
        pub(in crate::wording) plain: Text,
        /// `{confidence}`, `{subject}`
        pub(in crate::wording) panels_subtitle: Text,
        /// `{confidence}`
        pub(in crate::wording) panels_how: Text,
        /// `{confidence}`, `{subject}`
        pub(in crate::wording) panels_caption: Text,
        /// Key to a line: the score of all answers.
        pub(in crate::wording) all: Text,
    }
}
