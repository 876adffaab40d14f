//! What stays of a report once it is written.

use serde::Serialize;

use crate::error::{Error, Problem};
use crate::other;
use crate::output::sha256_of_texts;
use crate::pages::{FigureList, Letter};
use crate::report::{self, Entry};

/// What stays of a report once it is written: little, as there may be very many.
pub(super) struct Card {
    pub(super) entry: Entry,
    pub(super) key: String,
    pub(super) letter: Letter,
    /// Its figures, where they are to be listed with those of all others.
    pub(super) figures: Option<FigureList>,
    /// Its own list of whom to follow up, where it is to have one and until that is written.
    pub(super) follow_up: Option<Vec<u8>>,
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

/// What files are known by that this version makes from these figures, templates and another text.
pub(super) fn key(figures: &impl Serialize, templates: &str, text: &[u8]) -> Result<String, Error> {
    let essence = report::essence(figures).map_err(|error| other(&error))?;
    let made_by = report::GENERATOR.as_bytes();
    Ok(sha256_of_texts(&[made_by, templates.as_bytes(), &essence, text]))
}
