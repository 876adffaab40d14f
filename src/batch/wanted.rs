//! What is wanted of a batch, and the files that it makes.

use std::num::NonZeroUsize;

use crate::output::{PAGE, PDF};
use crate::print::Printer;

/// What is wanted of a batch.
pub struct Wanted<'a> {
    /// The config whose run it is, as [`owner`](crate::output::owner) names it.
    pub config: &'a str,
    /// The clients whose reports are to be made; none: all.
    pub only: &'a [String],
    /// How many reports are made at once.
    pub jobs: NonZeroUsize,
    /// What to do about reports that cannot be made.
    pub failures: Failures,
    /// Whether unchanged reports are made again, files replaced that somebody else wrote or changed, and a folder taken over
    /// from another config.
    pub force: bool,
    /// Whether folders of clients that have no report any more are removed.
    pub prune: bool,
    /// Whether a report of whose data or colours something should be doubted cannot be made.
    pub strict: bool,
    /// What prints each report; none: they are not printed.
    pub printer: Option<&'a Printer>,
    /// Told how many reports are done, of how many.
    pub progress: &'a (dyn Fn(u64, u64) + Sync),
}

impl Wanted<'_> {
    /// The files of a report.
    pub(super) fn files(&self) -> &'static [&'static str] {
        if self.printer.is_some() { &FILES } else { &FILES[..FILES.len() - 1] }
    }
}

/// What to do about reports that cannot be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failures {
    /// Try all, tell of all that fail, and write nothing.
    TellAll,
    /// Stop at one.
    Stop,
    /// Write those that can be made.
    KeepGoing,
}

/// The files of a report; the last one where it is printed.
pub const FILES: [&str; 5] = [PAGE, "report.json", "summary.html", "summary.txt", PDF];

/// What is kept for the next run.
pub(super) const LEDGER: &str = "ledger.json";

/// The files about all reports together; the last one is for the next run.
pub const INDEX_FILES: [&str; 4] = ["index.html", "index.json", "mailing.csv", LEDGER];
