//! What a run made, on its way to the output folder.

use std::collections::{BTreeMap, BTreeSet};

use super::manifest::{Entry, Manifest, State};

/// A file on its way to the output folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staged {
    /// Its path with `/` below the output folder.
    pub path: String,
    /// The folder of the report that it belongs to; none for files of no such folder.
    pub report: Option<String>,
    /// Its size.
    pub bytes: u64,
    /// The SHA-256 of its contents, in hex.
    pub sha256: String,
    /// Its number in the staging folder.
    pub(super) number: usize,
}

/// What a run made, for [`Batch::commit`](super::Batch::commit).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Made {
    /// The program and its version.
    pub generator: String,
    /// The config whose run it was, as [`super::owner()`] names it; none: the folder stays whose it is.
    pub config: Option<String>,
    /// What the files about all reports together were made from, as a hash in hex.
    pub index: Option<String>,
    /// The reports that were built, by their folder.
    pub reports: BTreeMap<String, Entry>,
    /// Their files, and those of no report's folder. Files of reports that were not built are not moved.
    pub staged: Vec<Staged>,
    /// The folders of reports that stay, and that this run has found to be as they were written.
    pub intact: BTreeSet<String>,
    /// The folders of reports that are to be removed.
    pub pruned: BTreeSet<String>,
    /// Listed files of no report's folder that are to be removed.
    pub gone: BTreeSet<String>,
    /// Whether listed files of no report's folder stay where this run did not make them; else they are removed.
    pub index_files_kept: bool,
    /// Whether files may be replaced that this program did not write, and replaced and removed that were changed after
    /// they were written.
    pub force: bool,
}

impl Manifest {
    /// Whether a run over all reports has found everything listed here to be on the disk as it was written, and made
    /// nothing.
    pub(super) fn is_all_of(&self, made: &Made) -> bool {
        let Made {
            generator,
            config,
            index,
            reports,
            staged,
            intact,
            pruned,
            gone,
            index_files_kept,
            force: _,
        } = made;
        self.state == State::Complete
            && self.generator == *generator
            && self.config == *config
            && index.is_some()
            && self.index == *index
            && *index_files_kept
            && reports.is_empty()
            && staged.is_empty()
            && pruned.is_empty()
            && gone.is_empty()
            && self.reports.keys().all(|report| intact.contains(report))
    }
}
