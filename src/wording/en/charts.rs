//! What charts and their tables say, in English.

use super::super::texts::{Benchmarks, ByLength, Composition, Histogram, Regions, TrendChart};

pub(super) const COMPOSITION: Composition = Composition {
    more_promoters: "Promoters outnumber detractors: {promoters} against {detractors}",
    more_detractors: "Detractors outnumber promoters: {detractors} against {promoters}",
    even: "As many promoters as detractors: {promoters} each",
    plain: "Answers by group",
    subtitle: "Share of answers by group, {subject}",
    description: "Bars of the shares of detractors, promoters and passives. {period}: {detractors} detractors, {passives} passives, {promoters} promoters, NPS {nps}.",
    description_plain: "Bars of the shares of detractors, promoters and passives.",
    how_to_read: "Detractors run left from zero, promoters right; passives have a column of their own, on the same scale.",
    caption: "Answers by group, {subject}",
};

pub(super) const HISTOGRAM: Histogram = Histogram {
    most_frequent: "The most frequent score is {score} ({count} of {n})",
    mean: "The mean score is {mean} on the scale from {low} to {high}",
    subtitle: "Share of answers by score, {subject}",
    description: "Bar chart: share of answers for each score from {low} to {high}. Scores up to {detractors_to} are detractors, scores from {promoters_from} promoters.",
    how_to_read: "Each bar is one score; its height is the share of answers that gave it. Brackets name the groups.",
    caption: "Answers by score, {subject}",
};

pub(super) const TREND: TrendChart = TrendChart {
    rose: "NPS is clearly higher than in {earlier}, by {points}",
    fell: "NPS is clearly lower than in {earlier}, by {points}",
    unclear: "No clear change in NPS since {earlier} ({then})",
    plain: "NPS from {span}",
    hidden: "No period has a score that can be shown",
    subtitle: ByLength {
        week: "NPS by week with {confidence} intervals, {subject}",
        month: "NPS by month with {confidence} intervals, {subject}",
        quarter: "NPS by quarter with {confidence} intervals, {subject}",
        half_year: "NPS by half-year with {confidence} intervals, {subject}",
        year: "NPS by year with {confidence} intervals, {subject}",
    },
    description: "Line chart of NPS, {span}. Lowest: {lowest} ({lowest_period}); highest: {highest} ({highest_period}).",
    how_to_read: "The line is the NPS, the band its {confidence} confidence interval.",
    how_alone: "A period on its own has an upright line for its interval.",
    how_benchmarks: "Dashed lines are benchmarks.",
    caption: ByLength {
        week: "NPS by week, {subject}",
        month: "NPS by month, {subject}",
        quarter: "NPS by quarter, {subject}",
        half_year: "NPS by half-year, {subject}",
        year: "NPS by year, {subject}",
    },
};

pub(super) const REGIONS: Regions = Regions {
    above: "Clearly above the rest: {above}",
    below: "Clearly below the rest: {below}",
    both: "Clearly above the rest: {above}; clearly below: {below}",
    none: "No region stands clearly apart from the rest",
    plain: "NPS by region",
    hidden: "No region has a score that can be shown",
    folded: "Regions not listed, as their scores are not shown: {n}; their answers together: {answers}.",
    all_folded: "Regions not listed, as their scores are not shown: {n}.",
    subtitle: "NPS with {confidence} intervals, {subject}",
    description: "Dot plot of {regions}, ranked by NPS: from {highest} ({highest_region}) to {lowest} ({lowest_region}).",
    description_unranked: "Dot plot of NPS by region, without any ranked region.",
    how_to_read: "The dot is a region’s NPS, the line through it its {confidence} confidence interval, n its number of answers. The upright line is the NPS of all answers.",
    how_low_bases: "Regions with a low base come last, have no rank and are left out of the heading.",
    caption: "NPS by region, {subject}",
    compared_caption: "Regions compared with the rest and with the previous period, {subject}",
    compared_with_rest_caption: "Regions compared with the rest, {subject}",
    benchmarks_caption: "Regions against their own benchmarks, {subject}",
};

pub(super) const BENCHMARKS: Benchmarks = Benchmarks {
    name: "{name}",
    one: "{names}",
    several: "{names}",
    above: "NPS is clearly above {above}",
    below: "NPS is clearly below {below}",
    both: "NPS is clearly above {above}, clearly below {below}",
    none: "NPS is not clearly above or below any benchmark",
    low_base: "NPS against benchmarks: a low base, so no finding",
    subtitle: "NPS with its {confidence} interval against benchmarks, {subject}",
    description: "Bullet chart: NPS {nps}, interval {interval}. Benchmarks: {list}.",
    how_to_read: "The dot is the NPS, the line through it its {confidence} confidence interval, the upright stroke the benchmark. ▲ and ▼ mark clear differences. Shading sets the named levels apart.",
    caption: "NPS against benchmarks, {subject}",
};
