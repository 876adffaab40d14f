//! Rows that stand in several files: the same answers exported twice, in files that are not the same as a whole.

use std::collections::BTreeMap;
use std::hash::{BuildHasher, Hasher};

use polars::prelude::PlFixedStateQuality;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::source::{Input, Inputs, Row};

/// How much text, in bytes, is looked at row by row. Of more, one row in two, four, eight and so on is: by what is in it, so
/// that it is the same ones in every file. What is kept of the rows is then bounded.
const LOOKED_AT: u64 = 64 << 20;

/// The rows of files that can be compared, as numbers.
#[derive(Debug, Clone)]
pub(super) struct Repeats {
    hasher: PlFixedStateQuality,
    /// Which files have headings of another's, each with the number that it shares with them and the order of its columns
    /// there.
    kin: Vec<Option<(usize, Option<Vec<usize>>)>>,
    /// Rows whose number has none of these bits are looked at.
    mask: u64,
    /// The number of each row, and its file.
    seen: Vec<(u64, usize)>,
}

/// How many rows of each file stand in another one too.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Repeated {
    /// By position of the file in the inputs; the file that has most of a row is not counted.
    pub by_file: BTreeMap<usize, u64>,
    /// Whether not every row was looked at, so that these are about so many.
    pub about: bool,
}

/// How many rows of all files stand in another one too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RepeatedRows {
    /// How many; the file that has most of a row is not counted.
    pub rows: u64,
    /// Whether not every row was looked at, so that it is about so many.
    pub about: bool,
}

impl Repeated {
    /// Those of all files.
    pub(super) fn rows(&self) -> RepeatedRows {
        RepeatedRows { rows: self.by_file.values().sum(), about: self.about }
    }
}

impl Repeats {
    /// Nothing seen yet; nothing at all where no two files can be compared.
    pub(super) fn new(inputs: &Inputs) -> Option<Self> {
        let mut sharing: BTreeMap<usize, usize> = BTreeMap::new();
        for kin in inputs.files.iter().filter_map(Input::kin) {
            *sharing.entry(kin).or_default() += 1;
        }
        let shared = |kin: &usize| sharing.get(kin).is_some_and(|files| *files > 1);
        let own = |input: &Input| Some((input.kin().filter(shared)?, input.order().map(<[usize]>::to_vec)));
        let kin: Vec<Option<(usize, Option<Vec<usize>>)>> = inputs.files.iter().map(own).collect();
        let sizes = inputs.files.iter().zip(&kin).filter(|(_, kin)| kin.is_some());
        let size: u64 = sizes.map(|(input, _)| input.size()).sum();
        let mut mask = 0;
        while size / (mask + 1) > LOOKED_AT {
            mask = 2 * mask + 1;
        }
        let hasher = PlFixedStateQuality::with_seed(0);
        kin.iter().any(Option::is_some).then(|| Self { hasher, kin, mask, seen: Vec::new() })
    }

    /// Looks at a row of a file.
    #[inline]
    pub(super) fn look(&mut self, file: usize, row: &impl Row) {
        let Some(Some((kin, order))) = self.kin.get(file) else { return };
        let mut hasher = self.hasher.build_hasher();
        hasher.write_usize(*kin);
        if !row.write_cells(order.as_deref(), &mut hasher) {
            return;
        }
        let number = hasher.finish();
        if number & self.mask == 0 {
            self.seen.push((number, file));
        }
    }

    /// Puts what was seen in order; each worker can do that for itself.
    pub(super) fn sort(&mut self) {
        self.seen.sort_unstable();
    }

    /// Adds what another worker has seen.
    pub(super) fn merge(&mut self, other: Self) {
        self.seen.extend(other.seen);
    }

    /// How often rows stand in several files. Of a row that stands twice in one file and once in another, one is repeated.
    pub(super) fn found(mut self) -> Repeated {
        self.seen.sort_by_key(|row| *row);
        let mut found = Repeated { by_file: BTreeMap::new(), about: self.mask > 0 };
        for alike in self.seen.chunk_by(|(a, _), (b, _)| a == b) {
            if alike.first().map(|(_, file)| file) == alike.last().map(|(_, file)| file) {
                continue;
            }
            let mut files: Vec<(usize, u64)> = alike
                .chunk_by(|(_, a), (_, b)| a == b)
                .filter_map(|rows| Some((rows.first()?.1, rows.len() as u64)))
                .collect();
            // The first of several files with as many keeps its rows.
            files.sort_by_key(|(file, rows)| (std::cmp::Reverse(*rows), *file));
            for (file, rows) in files.into_iter().skip(1) {
                *found.by_file.entry(file).or_default() += rows * (self.mask + 1);
            }
        }
        found
    }
}
