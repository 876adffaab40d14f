//! The parts of a whole that a cut tells apart, and what may be shown of each: none that could be found by subtraction.

use std::collections::{BTreeMap, BTreeSet};

use super::counted::Figures;
use super::estimate::{Finding, Hidden};
use super::hide::{Visible, visible};
use crate::facts::Cells;
use crate::survey::{Answers, Counts, Period, Region, Sample};

/// A region's answers of one period.
pub(crate) struct Part {
    pub(crate) answers: Answers,
    pub(crate) counts: Counts,
    visible: Visible,
}

impl Part {
    /// Answers on a scale of 0 to 10.
    #[cfg(test)]
    pub(crate) fn new(counts: Counts, visible: Visible) -> Self {
        let mut by_score = vec![0; 11];
        (by_score[0], by_score[7], by_score[10]) =
            (counts.detractors(), counts.passives(), counts.promoters());
        Self { answers: crate::survey::Histogram::new(by_score).into(), counts, visible }
    }

    /// Whether it may be shown; without answers it may, as it has nothing to hide.
    pub(crate) fn is_visible(&self) -> bool {
        self.visible == Visible::Yes
    }

    /// The answers as a sample, where it may be shown.
    pub(crate) fn sample(&self, figures: Figures<'_>, population: Option<u64>) -> Option<Sample> {
        figures.sample(&self.answers, population).filter(|_| self.is_visible())
    }
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

pub(crate) fn names(cells: &Cells) -> BTreeSet<&Region> {
    cells.keys().filter_map(|(_, region)| region.as_ref()).collect()
}

/// These regions in a period, those without an answer in it too; without a period, in all of them.
pub(crate) fn parts_among(
    names: &BTreeSet<&Region>,
    cells: &Cells,
    figures: Figures<'_>,
    period: Option<Period>,
) -> BTreeMap<Region, Part> {
    let ordinal = period.map(Period::ordinal);
    let mut regions: BTreeMap<&Region, Answers> =
        names.iter().map(|name| (*name, Answers::default())).collect();
    let of_period = cells.range((ordinal, None)..);
    for ((_, region), answers) in of_period.take_while(|((cell, _), _)| ordinal.is_none() || *cell == ordinal)
    {
        if let Some(sum) = region.as_ref().and_then(|region| regions.get_mut(region)) {
            *sum += answers;
        }
    }
    let counts: Vec<Counts> = regions.values().map(|all| all.counts(&figures.config.scale)).collect();
    let visible = visible(&counts, figures.config.method.hide_below);
    let parts = regions.into_iter().zip(counts.into_iter().zip(visible));
    parts
        .map(|((region, answers), (counts, visible))| (region.clone(), Part { answers, counts, visible }))
        .collect()
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
