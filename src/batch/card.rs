//! What stays of a report once it is written.

use crate::error::Problem;
use crate::pages::{FigureList, Letter};
use crate::report::Entry;

/// What stays of a report once it is written: little, as there may be very many.
pub(super) struct Card {
    pub(super) entry: Entry,
    pub(super) key: String,
    pub(super) letter: Letter,
    /// Its figures, where they are to be listed with those of all others.
    pub(super) figures: Option<FigureList>,
    /// Colours of its own that cannot be read well; not yet said whose.
    pub(super) faint: Vec<Problem>,
    /// What should be doubted of its data; not yet said whose.
    pub(super) doubtful: Vec<Problem>,
}

impl Card {
    /// All that should be doubted; not yet said whose.
    pub(super) fn warnings(&self) -> Vec<Problem> {
        self.doubtful.iter().chain(&self.faint).cloned().collect()
    }
}
