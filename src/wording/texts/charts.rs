//! Which wordings charts and their tables need.

use crate::wording::text::{ByLength, Text, wordings};

wordings! {
    /// The diverging bars of groups. Every subtitle and caption has `{place}` and `{period}`, or `{span}`.
    pub(crate) struct Composition {
        /// `{promoters}`, `{detractors}`: shares
        pub(crate) more_promoters: Text,
        /// `{promoters}`, `{detractors}`
        pub(crate) more_detractors: Text,
        /// `{promoters}`
        pub(crate) even: Text,
        pub(crate) plain: Text,
        /// `{subject}`
        pub(crate) subtitle: Text,
        /// `{period}`, `{detractors}`, `{passives}`, `{promoters}`, `{nps}`
        pub(crate) description: Text,
        pub(crate) description_plain: Text,
        pub(crate) how_to_read: Text,
        /// `{subject}`
        pub(crate) caption: Text,
    }

    /// The bars of scores.
    pub(crate) struct Histogram {
        /// `{score}`, `{count}`, `{n}`
        pub(crate) most_frequent: Text,
        /// `{mean}`, `{low}`, `{high}`
        pub(crate) mean: Text,
        /// `{subject}`
        pub(crate) subtitle: Text,
        /// `{low}`, `{high}`, `{detractors_to}`, `{promoters_from}`
        pub(crate) description: Text,
        pub(crate) how_to_read: Text,
        /// `{subject}`
        pub(crate) caption: Text,
    }

    /// The line over time. `{span}`: from its first to its last period.
    pub(crate) struct TrendChart {
        /// `{points}`, `{earlier}`
        pub(crate) rose: Text,
        /// `{points}`, `{earlier}`
        pub(crate) fell: Text,
        /// `{then}`, `{earlier}`
        pub(crate) unclear: Text,
        /// `{span}`
        pub(crate) plain: Text,
        /// No period has a score.
        pub(crate) hidden: Text,
        /// `{confidence}`, `{subject}`
        pub(crate) subtitle: ByLength,
        /// `{span}`, `{lowest}`, `{lowest_period}`, `{highest}`, `{highest_period}`
        pub(crate) description: Text,
        /// `{confidence}`
        pub(crate) how_to_read: Text,
        /// Where a period stands alone between gaps.
        pub(crate) how_alone: Text,
        pub(crate) how_benchmarks: Text,
        /// `{subject}`
        pub(crate) caption: ByLength,
    }

    /// The dots of regions. `{above}` and `{below}` are names, or how many regions.
    pub(crate) struct Regions {
        /// `{above}`
        pub(crate) above: Text,
        /// `{below}`
        pub(crate) below: Text,
        /// `{above}`, `{below}`
        pub(crate) both: Text,
        pub(crate) none: Text,
        pub(crate) plain: Text,
        /// No region has a score.
        pub(crate) hidden: Text,
        /// `{n}`: regions that are not listed, `{answers}`: how many they have
        pub(crate) folded: Text,
        /// `{n}`, `{answers}`, `{limit}`: the same of those with fewer answers than that too
        pub(crate) small_folded: Text,
        /// `{n}`; how many answers they have is not said
        pub(crate) all_folded: Text,
        /// `{confidence}`, `{subject}`
        pub(crate) subtitle: Text,
        /// `{regions}`, `{highest}`, `{highest_region}`, `{lowest}`, `{lowest_region}`
        pub(crate) description: Text,
        pub(crate) description_unranked: Text,
        /// `{confidence}`
        pub(crate) how_to_read: Text,
        /// Where some region has a low base.
        pub(crate) how_low_bases: Text,
        /// `{subject}`
        pub(crate) caption: Text,
        /// `{subject}`
        pub(crate) compared_caption: Text,
        /// `{subject}`
        pub(crate) compared_with_rest_caption: Text,
        /// `{subject}`
        pub(crate) benchmarks_caption: Text,
    }

    /// The bullet of benchmarks. `{above}` and `{below}` are `one`, `several`, or how many benchmarks.
    pub(crate) struct Benchmarks {
        /// `{name}`: one among other words
        pub(crate) name: Text,
        /// `{names}`: of one
        pub(crate) one: Text,
        /// `{names}`: of two or three
        pub(crate) several: Text,
        /// `{above}`
        pub(crate) above: Text,
        /// `{below}`
        pub(crate) below: Text,
        /// `{above}`, `{below}`
        pub(crate) both: Text,
        pub(crate) none: Text,
        pub(crate) low_base: Text,
        /// `{confidence}`, `{subject}`
        pub(crate) subtitle: Text,
        /// `{nps}`, `{interval}`, `{list}`
        pub(crate) description: Text,
        /// `{confidence}`
        pub(crate) how_to_read: Text,
        /// `{subject}`
        pub(crate) caption: Text,
    }
}
