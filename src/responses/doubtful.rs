//! Names that are no text in the encoding of their file, or are one in another: none is lost, and all are told.

use std::collections::{BTreeMap, BTreeSet};

use super::names::Names;
use crate::source::Spot;
use crate::survey::Encoding;

/// How many cells of a column are named.
const FIRST: usize = 5;

/// Cells with such names.
#[derive(Debug, Default)]
pub(super) struct Doubtful {
    /// By file and column: how many, and the first of them.
    cells: BTreeMap<(usize, usize), (u64, Vec<Spot>)>,
}

/// What became of such names.
#[derive(Debug, Default)]
pub(super) struct Guessed {
    /// What bytes were taken for that are no UTF-8 where they should be; none where there are none.
    pub(super) encoding: Option<Encoding>,
    /// All such names as they were read.
    pub(super) names: BTreeSet<String>,
}

impl Doubtful {
    /// Notes some columns of a row; one may be there several times.
    #[cold]
    pub(super) fn note(&mut self, columns: BTreeSet<usize>, spot: Spot) {
        for column in columns {
            let (cells, first) = self.cells.entry((spot.file, column)).or_default();
            *cells += 1;
            let at = first.partition_point(|first| *first < spot);
            first.insert(at, spot);
            first.truncate(FIRST);
        }
    }

    /// Adds what another worker has noted.
    pub(super) fn merge(&mut self, other: Self) {
        for (at, (cells, first)) in other.cells {
            let mine = self.cells.entry(at).or_default();
            mine.0 += cells;
            mine.1.extend(first);
            mine.1.sort_unstable();
            mine.1.truncate(FIRST);
        }
    }

    /// How many there are.
    pub(super) fn count(&self) -> u64 {
        self.cells.values().map(|(cells, _)| cells).sum()
    }

    /// The files that they are in.
    pub(super) fn files(&self) -> BTreeSet<usize> {
        self.cells.keys().map(|(file, _)| *file).collect()
    }

    /// The first of them in the order of files and rows, each with its column.
    pub(super) fn first(&self) -> Vec<(Spot, usize)> {
        let of = |((_, column), (_, first)): (&(usize, usize), &(u64, Vec<Spot>))| {
            first.iter().map(|spot| (*spot, *column)).collect::<Vec<_>>()
        };
        let mut all: Vec<(Spot, usize)> = self.cells.iter().flat_map(of).collect();
        all.sort_unstable();
        all.truncate(FIRST);
        all
    }
}

/// Reads what was left unread until all such bytes were seen, whoever saw them: what they are in is a guess from all of them
/// together, as few letters tell little.
pub(super) fn guess(mut all: Vec<&mut Names>) -> Guessed {
    let unread: BTreeSet<&[u8]> = all.iter().flat_map(|names| names.unread_names()).collect();
    let encoding = (!unread.is_empty()).then(|| Encoding::guessed(unread.into_iter()));
    let mut found = BTreeSet::new();
    for names in &mut all {
        if let Some(encoding) = encoding {
            names.read_as(encoding);
        }
        found.extend(names.doubtful_names().map(str::to_owned));
    }
    Guessed { encoding, names: found }
}
