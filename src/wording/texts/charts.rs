//! Which wordings charts and their tables need.

use super::{ByLength, Text, wordings};

wordings! {
    /// The diverging bars of groups. Every subtitle and caption has `{place}` and `{period}`, or `{span}`.
    pub(in crate::wording) struct Composition {
        /// `{promoters}`, `{detractors}`: shares
        pub(in crate::wording) more_promoters: Text,
        /// `{promoters}`, `{detractors}`
        pub(in crate::wording) more_detractors: Text,
        /// `{promoters}`
        pub(in crate::wording) even: Text,
        pub(in crate::wording) plain: Text,
        /// `{subject}`
        pub(in crate::wording) subtitle: Text,
        /// `{period}`, `{detractors}`, `{passives}`, `{promoters}`, `{nps}`
        pub(in crate::wording) description: Text,
        pub(in crate::wording) description_plain: Text,
        pub(in crate::wording) how_to_read: Text,
        /// `{subject}`
        pub(in crate::wording) caption: Text,
    }

    /// The bars of scores.
    pub(in crate::wording) struct Histogram {
        /// `{score}`, `{count}`, `{n}`
        pub(in crate::wording) most_frequent: Text,
        /// `{mean}`, `{low}`, `{high}`
        pub(in crate::wording) mean: Text,
        /// `{subject}`
        pub(in crate::wording) subtitle: Text,
        /// `{low}`, `{high}`, `{detractors_to}`, `{promoters_from}`
        pub(in crate::wording) description: Text,
        pub(in crate::wording) how_to_read: Text,
        /// `{subject}`
        pub(in crate::wording) caption: Text,
    }

    /// The line over time. `{span}`: from its first to its last period.
    pub(in crate::wording) struct TrendChart {
        /// `{points}`, `{earlier}`
        pub(in crate::wording) rose: Text,
        /// `{points}`, `{earlier}`
        pub(in crate::wording) fell: Text,
        /// `{then}`, `{earlier}`
        pub(in crate::wording) unclear: Text,
        /// `{span}`
        pub(in crate::wording) plain: Text,
        /// No period has a score.
        pub(in crate::wording) hidden: Text,
        /// `{confidence}`, `{subject}`
        pub(in crate::wording) subtitle: ByLength,
        /// `{span}`, `{lowest}`, `{lowest_period}`, `{highest}`, `{highest_period}`
        pub(in crate::wording) description: Text,
        /// `{confidence}`
        pub(in crate::wording) how_to_read: Text,
        /// Where a period stands alone between gaps.
        pub(in crate::wording) how_alone: Text,
        pub(in crate::wording) how_benchmarks: Text,
        /// `{subject}`
        pub(in crate::wording) caption: ByLength,
    }

    /// The dots of regions. `{above}` and `{below}` are names, or how many regions.
    pub(in crate::wording) struct Regions {
        /// `{above}`
        pub(in crate::wording) above: Text,
        /// `{below}`
        pub(in crate::wording) below: Text,
        /// `{above}`, `{below}`
        pub(in crate::wording) both: Text,
        pub(in crate::wording) none: Text,
        pub(in crate::wording) plain: Text,
        /// No region has a score.
        pub(in crate::wording) hidden: Text,
        /// `{n}`: regions that are not listed, `{answers}`: how many they have
        pub(in crate::wording) folded: Text,
        /// `{n}`; how many answers they have is not said
        pub(in crate::wording) all_folded: Text,
        /// `{confidence}`, `{subject}`
        pub(in crate::wording) subtitle: Text,
        /// `{regions}`, `{highest}`, `{highest_region}`, `{lowest}`, `{lowest_region}`
        pub(in crate::wording) description: Text,
        pub(in crate::wording) description_unranked: Text,
        /// `{confidence}`
        pub(in crate::wording) how_to_read: Text,
        /// Where some region has a low base.
        pub(in crate::wording) how_low_bases: Text,
        /// `{subject}`
        pub(in crate::wording) caption: Text,
        /// `{subject}`
        pub(in crate::wording) compared_caption: Text,
        /// `{subject}`
        pub(in crate::wording) compared_with_rest_caption: Text,
        /// `{subject}`
        pub(in crate::wording) benchmarks_caption: Text,
    }

    /// The bullet of benchmarks. `{above}` and `{below}` are `one`, `several`, or how many benchmarks.
    pub(in crate::wording) struct Benchmarks {
        /// `{name}`: one among other words
        pub(in crate::wording) name: Text,
        /// `{names}`: of one
        pub(in crate::wording) one: Text,
        /// `{names}`: of two or three
        pub(in crate::wording) several: Text,
        /// `{above}`
        pub(in crate::wording) above: Text,
        /// `{below}`
        pub(in crate::wording) below: Text,
        /// `{above}`, `{below}`
        pub(in crate::wording) both: Text,
        pub(in crate::wording) none: Text,
        pub(in crate::wording) low_base: Text,
        /// `{confidence}`, `{subject}`
        pub(in crate::wording) subtitle: Text,
        /// `{nps}`, `{interval}`, `{list}`
        pub(in crate::wording) description: Text,
        /// `{confidence}`
        pub(in crate::wording) how_to_read: Text,
        /// `{subject}`
        pub(in crate::wording) caption: Text,
    }
}
