//! Which answers are behind a figure.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::excerpt::Cells;
use crate::survey::{Answers, Region};

/// Which answers: to which question, of which periods and which regions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// Which of the further questions, by position; none: the one that leads the report.
    pub question: Option<usize>,
    /// The attribute whose values are meant, by position, where it is not the regions.
    pub by: Option<usize>,
    /// Ordinals of the periods; none: whatever their dates.
    pub periods: Option<RangeInclusive<i32>>,
    /// Those that stand together as others.
    pub gathered: BTreeSet<Region>,
    /// Of which regions.
    pub which: Which,
}

/// Answers of which regions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Which {
    /// Of all.
    All,
    /// Of this one.
    Only(Region),
    /// Of all others.
    Without(Region),
}

impl Selection {
    /// Whether an answer of this period and region is meant.
    #[must_use]
    pub fn holds(&self, period: Option<i32>, region: Option<&Region>) -> bool {
        let region =
            region.map(|region| if self.gathered.contains(region) { &Region::Others } else { region });
        let in_time =
            self.periods.as_ref().is_none_or(|range| period.is_some_and(|period| range.contains(&period)));
        in_time
            && match &self.which {
                Which::All => true,
                Which::Only(own) => region == Some(own),
                Which::Without(own) => region.is_some_and(|region| region != own),
            }
    }

    /// All answers that are meant.
    #[must_use]
    pub fn of(&self, cells: &Cells) -> Answers {
        let meant = cells.iter().filter(|((period, region), _)| self.holds(*period, region.as_ref()));
        meant.fold(Answers::default(), |mut sum, (_, answers)| {
            sum += answers;
            sum
        })
    }
}
