//! What the report on all answers would say too much with, where these are weighted or belong to clusters: decided from the
//! answers, once for every period that it speaks of.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Config;
use crate::error::Error;
use crate::facts::{Cells, Excerpt, Facts, Part};
use crate::figures::{Figures, by_cuts, parts, speaks_of};
use crate::survey::{Counts, Period, Region};

/// Decides whether figures are told rounded: to clients, and where a region is hidden; with weights also where few answers, of all
/// or of a region, are of one group, or few of a region share all that their weights depend on: what these weigh would say whose
/// they are. Further cuts are not told then, nor where a value of one is hidden or few of one share that.
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
    let has_readers = !config.columns.reader.is_empty();
    let is_told_rounded = has_readers
        // Regions are the first that answers are shown by.
        || fewest.first().is_some_and(is_rare)
        || all.tell_of_few();
    let tells_cuts =
        !is_told_rounded && !fewest.iter().any(is_rare) && !by_cuts(all.figures, period).is_empty();
    if !tells_cuts {
        facts.all.leave_out_cuts();
    }
    facts.all.is_told_rounded = is_told_rounded;
    Ok(())
}

/// Takes away how clusters answered that have few answers in a region and period, and those of hidden regions; of all that
/// clients read beside their own reports, how any did: how sure a score is would say it.
pub fn without_small_clusters(config: &Config, all: &mut Excerpt) {
    let ordinals: BTreeSet<Option<i32>> = all.cells.keys().map(|(ordinal, _)| *ordinal).collect();
    let mut hidden: BTreeSet<(Option<i32>, Region)> = BTreeSet::new();
    for ordinal in ordinals {
        let period = ordinal.map(|ordinal| config.periods.calendar.period(ordinal));
        let parts = parts(Figures { config, excerpt: all }, period);
        let of_period = parts.into_iter().filter(|(_, part)| !part.is_visible());
        hidden.extend(of_period.map(|(region, _)| (ordinal, region)));
    }
    let has_readers = !config.columns.reader.is_empty();
    for ((ordinal, region), answers) in &mut all.cells {
        let is_hidden = region.as_ref().is_some_and(|region| hidden.contains(&(*ordinal, region.clone())));
        *answers = if has_readers || is_hidden {
            answers.with_clusters_alike()
        } else {
            answers.with_small_clusters_alike(config.method.hide_below)
        };
    }
    for answers in all.by_cut.iter_mut().flat_map(BTreeMap::values_mut) {
        *answers = answers.with_small_clusters_alike(config.method.hide_below);
    }
}

/// The answers of these periods, not told apart by clusters, which have no say in what is hidden.
fn spoken_of(all: &Excerpt, speaks_of: impl Fn(Option<i32>) -> bool) -> Excerpt {
    let of = |cells: &Cells| -> Cells {
        let cells = cells.iter().filter(|((ordinal, _), _)| speaks_of(*ordinal));
        cells.map(|(key, answers)| (key.clone(), answers.unclustered())).collect()
    };
    Excerpt {
        cells: of(&all.cells),
        by_cut: all.by_cut.iter().map(of).collect(),
        cross: all.cross.clone(),
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
}

fn hide_one(parts: &BTreeMap<Region, Part>) -> bool {
    !parts.values().all(Part::is_visible)
}
