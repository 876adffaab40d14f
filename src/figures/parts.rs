//! The parts of a whole that a cut tells apart, and the figures of those that may be shown.

use std::collections::{BTreeMap, BTreeSet};

use super::counted::Figures;
use super::estimate::{Finding, Hidden};
use crate::facts::{self, Cells, Part, Segments, Visible, names};
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

/// Every segment that a column tells apart, as [`parts`] has every region; nothing where of these two one hidden part would be
/// known by the other ones.
pub(crate) fn segments(
    segments: &Segments,
    figures: Figures<'_>,
    period: Option<Period>,
) -> Option<BTreeMap<Region, Part>> {
    let (ordinal, nowhere) = (period.map(Period::ordinal), BTreeSet::new());
    let beside = (&parts(figures, period), segments.meet.get(&ordinal).unwrap_or(&nowhere));
    let rule = (&figures.config.question.scale, figures.config.method.hide_below);
    facts::parts_beside(beside, &segments.cells, ordinal, rule)
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
