//! What the report on all answers would say too much with, where these are weighted or belong to clusters: decided from the
//! answers, once for every period that it speaks of.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Config;
use crate::error::Error;
use crate::facts::{Cells, Excerpt, Facts, Part, Segments};
use crate::figures::{Figures, parts, segments, speaks_of};
use crate::statistics;
use crate::survey::{Answers, Counts, Design, Period, Region, Together, Weight};

/// Decides whether figures are told rounded: to clients, and where a region is hidden; with weights also where few answers, of all
/// or of a region, are of one group, or few of a region share all that their weights depend on: what these weigh would say whose
/// they are; with clusters where all or a region have few, of which one has few answers.
/// Segments are not told then, nor where one of them is hidden or few of one share that.
///
/// # Errors
/// When the facts cannot be grouped.
pub fn guard(config: &Config, facts: &mut Facts, period: Option<Period>) -> Result<(), Error> {
    if facts.all.cells.values().all(|answers| answers.design().is_none()) {
        return Ok(());
    }
    let speaks_of = speaks_of(config, period);
    let is_raked = !config.weighting.margins.is_empty();
    let fewest = if is_raked { facts.fewest(&speaks_of)? } else { Vec::new() };
    let excerpt = &spoken_of(&facts.all, &speaks_of);
    let ordinals: BTreeSet<Option<i32>> = excerpt.cells.keys().map(|(ordinal, _)| *ordinal).collect();
    let period_of = |ordinal: Option<i32>| ordinal.map(|ordinal| config.periods.calendar.period(ordinal));
    let periods = ordinals.into_iter().map(period_of).collect();
    let all = All { figures: Figures { config, excerpt }, periods };
    let is_rare = |fewest: &u64| all.are_few(*fewest);
    let has_few_clusters = facts.all.cells.iter().filter(|((ordinal, _), _)| speaks_of(*ordinal)).any(
        // What has few clusters of which one has few answers has a region of which that is so too, or that is hidden.
        |(_, answers)| answers.design().and_then(Design::clusters).is_some_and(statistics::are_together),
    );
    let has_readers = !config.columns.reader.is_empty();
    let is_told_rounded = has_readers
        // Regions are the first that answers are shown by.
        || fewest.first().is_some_and(is_rare)
        || all.tell_of_few()
        || has_few_clusters;
    let tells_segments = !is_told_rounded
        && !fewest.iter().any(is_rare)
        && !excerpt.segments.iter().any(|by| all.hide_a_segment(by));
    if !tells_segments {
        facts.all.segments.clear();
    }
    facts.all.is_told_rounded = is_told_rounded;
    Ok(())
}

/// Fewer clusters than this are few.
const FEW_CLUSTERS: u64 = 10;

/// Takes clusters of few answers together where there are few, or where regions are the clusters: how sure a score is would say
/// how they answered.
pub fn with_small_clusters_together(config: &Config, all: &mut Excerpt) {
    let of_regions = all.cells.values().filter(|answers| is_one_cluster(answers)).count();
    let are_regions = config.columns.region.is_some() && 2 * of_regions >= all.cells.len();
    let of = if are_regions { u64::MAX } else { FEW_CLUSTERS };
    let together = Together { below: config.method.hide_below, of };
    let segments = all.segments.iter_mut().map(|by| &mut by.cells);
    for answers in [&mut all.cells].into_iter().chain(segments).flat_map(|cells| cells.values_mut()) {
        *answers = answers.with_clusters_together(together);
    }
}

/// Whether answers are of one cluster, or nearly: who knows that a region is one company knows it of most answers there.
pub(super) fn is_one_cluster(answers: &Answers) -> bool {
    let clusters = answers.design().and_then(Design::clusters);
    let answers_of = |weights: &Vec<Weight>| Weight::total(weights).answers;
    let largest = clusters.and_then(|clusters| clusters.named().values().map(answers_of).max());
    largest.is_some_and(|largest| 2 * largest >= answers.n())
}

/// The answers of these periods, not told apart by clusters, which have no say in what is hidden.
fn spoken_of(all: &Excerpt, speaks_of: impl Fn(Option<i32>) -> bool) -> Excerpt {
    let of = |cells: &Cells| -> Cells {
        let cells = cells.iter().filter(|((ordinal, _), _)| speaks_of(*ordinal));
        cells.map(|(key, answers)| (key.clone(), answers.unclustered())).collect()
    };
    let segments = all.segments.iter().map(|by| Segments { cells: of(&by.cells), meet: by.meet.clone() });
    Excerpt {
        cells: of(&all.cells),
        segments: segments.collect(),
        withheld: all.withheld.clone(),
        ..Excerpt::default()
    }
}

/// All answers of the periods that a report speaks of.
struct All<'a> {
    figures: Figures<'a>,
    periods: Vec<Option<Period>>,
}

impl All<'_> {
    fn are_few(&self, answers: u64) -> bool {
        (1..self.figures.config.method.hide_below).contains(&answers)
    }

    /// Whether a region is hidden, or few answers are of one group, whose weight would be told.
    fn tell_of_few(&self) -> bool {
        let config = self.figures.config;
        self.periods.iter().any(|period| {
            let parts = parts(self.figures, *period);
            let is_lone = |counts: Counts| self.has_lone_group(counts);
            hide_one(&parts)
                || config.is_weighted()
                    && parts.values().map(|part| part.counts).chain([self.counts(*period)]).any(is_lone)
        })
    }

    /// Whether few answers are of one group, of as many as are shown.
    fn has_lone_group(&self, counts: Counts) -> bool {
        let groups = [counts.detractors(), counts.passives(), counts.promoters()];
        !self.are_few(counts.n()) && groups.into_iter().any(|answers| self.are_few(answers))
    }

    fn counts(&self, period: Option<Period>) -> Counts {
        let Figures { config, excerpt } = self.figures;
        let ordinal = period.map(Period::ordinal);
        let cells = excerpt.cells.iter().filter(|((of, _), _)| *of == ordinal);
        cells.map(|(_, answers)| answers.counts(&config.question.scale)).sum()
    }

    /// Whether a segment is hidden, or none can be told.
    fn hide_a_segment(&self, by: &Segments) -> bool {
        let hide = |period: &Option<Period>| {
            segments(by, self.figures, *period).is_none_or(|parts| hide_one(&parts))
        };
        self.periods.iter().any(hide)
    }
}

fn hide_one(parts: &BTreeMap<Region, Part>) -> bool {
    !parts.values().all(Part::is_visible)
}
