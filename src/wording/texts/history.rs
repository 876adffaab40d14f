//! Which wordings the figures of regions over time need.

use crate::wording::text::{Text, wordings};

wordings! {
    /// Regions over time: the map of regions and periods, and the lines of each.
    pub(crate) struct History {
        /// `{lowest}`, `{lowest_region}`, `{lowest_period}`, `{highest}`, `{highest_region}`, `{highest_period}`
        pub(crate) span: Text,
        /// Where no score can be shown.
        pub(crate) hidden: Text,
        /// `{subject}`
        pub(crate) map_subtitle: Text,
        /// `{subject}`
        pub(crate) map_caption: Text,
        /// `{nps}`: what colours are measured from.
        pub(crate) map_how: Text,
        /// `{n}`: only so many periods are drawn.
        pub(crate) latest: Text,
        /// Key to a cell: hatched.
        pub(crate) hatched: Text,
        /// Key to a cell: no answers.
        pub(crate) empty: Text,
        /// `{earlier}` in the form after "in", `{above}`: names or numbers of regions.
        pub(crate) rose: Text,
        /// `{earlier}`, `{below}`
        pub(crate) fell: Text,
        /// `{earlier}`, `{above}`, `{below}`
        pub(crate) both: Text,
        /// `{earlier}`
        pub(crate) none: Text,
        pub(crate) plain: Text,
        /// `{confidence}`, `{subject}`
        pub(crate) panels_subtitle: Text,
        /// `{confidence}`
        pub(crate) panels_how: Text,
        /// `{confidence}`, `{subject}`
        pub(crate) panels_caption: Text,
        /// Key to a line: the score of all answers.
        pub(crate) all: Text,
    }
}
