//! What became of a batch.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::folders::Remains;
use super::telling::together;
use crate::error::{Error, Kind, Problem};
use crate::survey::Client;

/// What became of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It was made.
    Built,
    /// What it is made from is what it was made from before.
    Unchanged,
    /// It could not be made.
    Failed(Error),
}

impl Fate {
    /// Why it could not be made, if it could not.
    #[must_use]
    pub fn error(&self) -> Option<&Error> {
        match self {
            Self::Failed(error) => Some(error),
            Self::Built | Self::Unchanged => None,
        }
    }
}

/// What became of a batch.
pub struct Outcome {
    /// Each client's report, by client, and how long it took.
    pub reports: Vec<(Client, Fate, Duration)>,
    /// How many wanted clients have no answer in the period.
    pub missing: usize,
    /// What is in the output folder from earlier runs.
    pub remains: Remains,
    /// What was written, relative to the folder.
    pub written: Vec<String>,
    /// What should be doubted: colours that cannot be read well, the shared ones and those of single clients, and data of
    /// single clients.
    pub warnings: Vec<Problem>,
}

impl Outcome {
    /// All that failed, as one error; nothing when nothing did.
    #[must_use]
    pub fn failed(&self) -> Option<Error> {
        let errors = self.reports.iter().filter_map(|(_, fate, _)| fate.error().cloned());
        together(errors.collect()).err().map(|error| Error { kind: Kind::Other, ..error })
    }

    /// The paths of what was written.
    #[must_use]
    pub fn paths(&self, folder: &Path) -> Vec<PathBuf> {
        self.written.iter().map(|path| folder.join(path)).collect()
    }
}
