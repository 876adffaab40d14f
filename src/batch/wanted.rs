//! What is wanted of a batch, and the files that it makes.

use std::num::NonZeroUsize;

use crate::output::{AT_RISK, FIGURES, FOLLOW_UP, PAGE, PDF};
use crate::print::Printer;

/// What is wanted of a batch.
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
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
    /// Whether the figures of each report, and of all reports together, are listed in files of their own.
    pub figures: bool,
    /// Whether whom to follow up is listed for who sends the reports, and whether for each client, too.
    pub follow_up: [bool; 2],
    /// Whether the accounts at risk are listed for who sends the reports.
    pub at_risk: bool,
    /// What prints each report; none: they are not printed.
    pub printer: Option<&'a Printer>,
    /// Told how many reports are done, of how many.
    pub progress: &'a (dyn Fn(u64, u64) + Sync),
}

impl Wanted<'_> {
    /// The files of a report.
    pub(super) fn files(&self) -> Vec<&'static str> {
        let printed = self.printer.is_some().then_some(PDF);
        let [_, is_followed_up] = self.follow_up;
        let listed = self.listed().chain(is_followed_up.then_some(FOLLOW_UP));
        FILES.into_iter().chain(printed).chain(listed).collect()
    }

    /// The files about all reports together.
    pub(super) fn index_files(&self) -> Vec<&'static str> {
        let [is_followed_up, _] = self.follow_up;
        let listed = self.listed().chain(is_followed_up.then_some(FOLLOW_UP));
        let listed = listed.chain(self.at_risk.then_some(AT_RISK));
        INDEX_FILES.into_iter().chain([LEDGER]).chain(listed).collect()
    }

    /// The files of figures.
    fn listed(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.figures.then_some(FIGURES).into_iter().flatten()
    }

    /// What tells reports with more files from those without.
    pub(super) fn more(&self) -> String {
        let printed = self.printer.is_some().then_some(PDF);
        printed.into_iter().chain(self.listed()).collect()
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

/// The files that each report has.
pub const FILES: [&str; 4] = [PAGE, "report.json", "summary.html", "summary.txt"];

/// What is kept for the next run.
pub const LEDGER: &str = "ledger.json";

/// The files about all reports together, apart from what is for the next run.
pub const INDEX_FILES: [&str; 3] = ["index.html", "index.json", "mailing.csv"];
