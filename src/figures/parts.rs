//! The parts of a whole that a cut tells apart, and the figures of those that may be shown.

use std::collections::{BTreeMap, BTreeSet};

use super::counted::Figures;
use super::estimate::{Finding, Hidden};
use super::periods::speaks_of;
use crate::config::{Config, CutBy};
use crate::facts::{self, Cells, Excerpt, Part, Visible, names};
use crate::survey::{Period, Region, Sample};

/// The answers of a part as a sample, where it may be shown.
pub(crate) fn sample_of(part: &Part, figures: Figures<'_>, population: Option<u64>) -> Option<Sample> {
    figures.sample(&part.answers, population).filter(|_| part.is_visible())
}

/// Every region of the data, those without an answer in the period too.
pub(crate) fn parts(figures: Figures<'_>, period: Option<Period>) -> BTreeMap<Region, Part> {
    let cells = &figures.excerpt.cells;
    parts_among(&names(cells), cells, figures, period)
}

/// Settings and counts with the values of a further cut as the regions, of which nothing is shown that would be found by adding and
/// subtracting, with what is shown of the regions and of the cuts before it.
#[derive(Debug, Clone)]
pub(crate) struct ByCut {
    config: Config,
    excerpt: Excerpt,
}

impl ByCut {
    pub(crate) fn figures(&self) -> Figures<'_> {
        Figures { config: &self.config, excerpt: &self.excerpt }
    }
}

/// The answers by each further cut, for a report on a period; none where these may not be told. Of weighted answers they are told
/// where nothing is hidden: what hidden ones weigh would be one more thing that is known of them.
pub(crate) fn by_cuts(figures: Figures<'_>, reported: Option<Period>) -> Vec<ByCut> {
    let Figures { config, excerpt } = figures;
    if excerpt.by_cut.is_empty() {
        return Vec::new();
    }
    let by_cut = |(cut, cells): (&CutBy, &Cells)| ByCut {
        config: config.by_cut(cut),
        excerpt: Excerpt {
            cells: cells.clone(),
            left_out: excerpt.left_out.clone(),
            is_told_rounded: excerpt.is_told_rounded,
            ..Excerpt::default()
        },
    };
    let is_plain = excerpt.cells.values().all(|answers| answers.design().is_none());
    let mut found: Vec<ByCut> = config.columns.cuts.iter().zip(&excerpt.by_cut).map(by_cut).collect();
    let speaks_of = speaks_of(config, reported);
    let (minimum, scale) = (config.method.hide_below, &config.question.scale);
    for (ordinal, crossed) in excerpt.cross.by_period(speaks_of) {
        let regions = parts(figures, ordinal.map(|ordinal| config.periods.calendar.period(ordinal)));
        let crossed = (crossed, excerpt.cross.values());
        let told = facts::parts_beside(&regions, &excerpt.by_cut, crossed, (ordinal, scale, minimum));
        if !is_plain && !told.iter().chain([&regions]).all(|parts| parts.values().all(Part::is_visible)) {
            return Vec::new();
        }
        for (by_cut, parts) in found.iter_mut().zip(told) {
            let hidden = parts.into_iter().filter(|(_, part)| !part.is_visible());
            by_cut.excerpt.withheld.insert(ordinal, hidden.map(|(value, _)| value).collect());
        }
    }
    found
}

/// The regions of a period that have answers, and may not be told.
pub(crate) fn untold(figures: Figures<'_>, period: Option<Period>) -> BTreeSet<Region> {
    let hidden = parts(figures, period).into_iter().filter(|(_, part)| !part.is_visible());
    hidden.map(|(region, _)| region).collect()
}

/// These regions in a period.
pub(crate) fn parts_among(
    names: &BTreeSet<&Region>,
    cells: &Cells,
    figures: Figures<'_>,
    period: Option<Period>,
) -> BTreeMap<Region, Part> {
    let rule = (&figures.config.question.scale, figures.config.method.hide_below);
    let ordinal = period.map(Period::ordinal);
    let mut parts = facts::parts((cells, figures.excerpt.withheld.get(&ordinal)), names, ordinal, rule);
    if ordinal.is_some_and(|ordinal| figures.excerpt.left_out.contains(&ordinal)) {
        for part in parts.values_mut() {
            part.visible = Visible::Complement;
        }
    }
    parts
}

/// What may be shown of parts of one period.
pub(crate) fn findings(figures: Figures<'_>, parts: &BTreeMap<Region, Part>) -> BTreeMap<Region, Finding> {
    // With both reasons told apart, the small parts beside their complement would be known as such.
    let withheld = parts.values().any(|part| part.visible == Visible::Complement);
    let why = if withheld { Hidden::Complement } else { Hidden::TooFew };
    let finding = |region: &Region, part: &Part| match part.visible {
        Visible::Yes => figures.finding(&part.answers, figures.population_of(region)),
        Visible::TooFew | Visible::Complement => Finding::Hidden { why },
    };
    parts.iter().map(|(region, part)| (region.clone(), finding(region, part))).collect()
}
