//! Where a record is, and why reading cannot go on there.

use std::path::Path;

use crate::error::Problem;

/// Where a record is, in the order of files and rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    /// Position of the file in the inputs.
    pub file: usize,
    /// Number of the chunk in the file, from 0.
    pub chunk: usize,
    /// Number of the row in the chunk, from 0.
    pub row: u64,
}

impl Spot {
    /// So many rows further on in the chunk.
    #[must_use]
    pub fn after(self, rows: usize) -> Self {
        Self { row: self.row + rows as u64, ..self }
    }
}

/// Why reading cannot go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The record, or the first record that was not read.
    pub spot: Spot,
    /// What is wrong; when it has no place yet, its place is the record.
    pub problem: Problem,
    /// The column, where one is meant.
    pub column: Option<String>,
}

/// A file is read twice, for its header and for its rows, and must be the same both times.
pub(super) fn changed(path: &Path) -> Problem {
    Problem::new(format!("`{}` changed while it was read", path.display()))
        .in_file(path)
        .hint("run again when nothing writes to it")
}
