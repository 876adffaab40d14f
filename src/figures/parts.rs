//! The parts of a whole that a cut tells apart, and the figures of those that may be shown.

use std::collections::{BTreeMap, BTreeSet};

use super::counted::Figures;
use super::estimate::{Finding, Hidden};
use crate::facts::{self, Cells, Part, Visible, names};
use crate::survey::{Period, Region, Sample};

/// The answers of a part as a sample, where it may be shown.
pub(crate) fn sample_of(part: &Part, figures: Figures<'_>, population: Option<u64>) -> Option<Sample> {
    figures.sample(&part.answers, population).filter(|_| part.is_visible())
}

/// Every region of the data, those without an answer in the period too.
pub(crate) fn parts(figures: Figures<'_>, period: Option<Period>) -> BTreeMap<Region, Part> {
    parts_of(&figures.excerpt.cells, figures, period)
}

/// Every segment that a column tells apart, as [`parts`] has every region.
pub(crate) fn parts_of(
    cells: &Cells,
    figures: Figures<'_>,
    period: Option<Period>,
) -> BTreeMap<Region, Part> {
    parts_among(&names(cells), cells, figures, period)
}

/// These regions in a period.
pub(crate) fn parts_among(
    names: &BTreeSet<&Region>,
    cells: &Cells,
    figures: Figures<'_>,
    period: Option<Period>,
) -> BTreeMap<Region, Part> {
    let rule = (&figures.config.question.scale, figures.config.method.hide_below);
    facts::parts(cells, names, period.map(Period::ordinal), rule)
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
