//! What the report on all answers would say too much with, where these are weighted or belong to clusters: decided from the
//! answers, once for every period that it speaks of.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Config;
use crate::error::Error;
use crate::facts::{Cells, Excerpt, Facts, Part, Segments};
use crate::figures::{Figures, parts, segments, speaks_of};
use crate::survey::{Answers, Counts, Design, Period, Region, Weight};

/// Decides whether figures are told rounded: to clients, and where a region is hidden; with weights also where few answers, of all
/// or of a region, are of one group, or few of a region share all that their weights depend on: what these weigh would say whose
/// they are; with clusters where a region has few, of which one has few answers: how sure its score is would say how these are.
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
    let has_lone_cluster = |answers: &Answers| {
        let found = clusters(answers, config.method.hide_below);
        found.is_some_and(|(clusters, has_small)| clusters > 1 && all.are_few(clusters) && has_small)
    };
    let has_readers = !config.columns.reader.is_empty();
    let is_told_rounded = has_readers
        // Regions are the first that answers are shown by.
        || fewest.first().is_some_and(is_rare)
        || all.tell_of_few()
        || facts.all.cells.iter().any(|((of, _), answers)| speaks_of(*of) && has_lone_cluster(answers));
    let tells_segments = !is_told_rounded
        && !fewest.iter().any(is_rare)
        && !excerpt.segments.iter().any(|by| all.hide_a_segment(by));
    if !tells_segments {
        facts.all.segments.clear();
    }
    facts.all.is_told_rounded = is_told_rounded;
    Ok(())
}

/// Hides each region of two clusters of which one has few answers: how sure the score of the region is would come to these.
#[must_use]
pub fn without_two_clusters(config: &Config, excerpt: Excerpt, period: Option<Period>) -> Excerpt {
    let speaks_of = speaks_of(config, period);
    let mut withheld = excerpt.withheld.clone();
    for ((ordinal, region), answers) in excerpt.cells.iter().filter(|((ordinal, _), _)| speaks_of(*ordinal)) {
        let few = clusters(answers, config.method.hide_below);
        if let (Some(region), Some((2, true))) = (region, few) {
            withheld.entry(*ordinal).or_default().insert(region.clone());
        }
    }
    Excerpt { withheld, ..excerpt }
}

/// How many clusters there are, and whether one has fewer answers than this.
fn clusters(answers: &Answers, least: u64) -> Option<(u64, bool)> {
    let clusters = answers.design().and_then(Design::clusters)?;
    let mut named = clusters.named().values().map(|weights| Weight::total(weights).answers);
    let has_small = Weight::total(clusters.single()).answers > 0 || named.any(|answers| answers < least);
    Some((clusters.count(), has_small))
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
