//! What is noted of rows beside the answers in them.

use std::collections::BTreeMap;

use super::days::Days;
use super::{Noticed, Opened};
use crate::source::Spot;

/// What was noted of the rows of one worker, or of all.
#[derive(Debug, Default)]
pub(super) struct Noted {
    /// What was noticed of all rows.
    pub(super) noticed: Noticed,
    /// The same of each file, by its position in the inputs.
    pub(super) noticed_in: BTreeMap<usize, Noticed>,
    /// The first and the last day of a used row.
    pub(super) days: Days,
    /// The first number or date of each file that may be read in two ways, by the position of the file in the inputs.
    pub(super) opened: BTreeMap<(Opened, usize), (Spot, Vec<u8>)>,
    /// The first date that is one only in another order than was found out.
    pub(super) swapped: Option<(Spot, Vec<u8>)>,
    /// In how many rows cells tell nothing of a column, by its position among those that others tell.
    pub(super) missed: BTreeMap<usize, u64>,
}

impl Noted {
    /// Adds what was noticed of rows of a file.
    pub(super) fn notice(&mut self, file: usize, noticed: &Noticed) {
        self.noticed.merge(noticed);
        self.noticed_in.entry(file).or_default().merge(noticed);
    }

    /// Adds in how many rows cells tell nothing of columns.
    pub(super) fn miss(&mut self, missed: impl IntoIterator<Item = (usize, u64)>) {
        for (told, rows) in missed {
            *self.missed.entry(told).or_default() += rows;
        }
    }

    /// Adds what another worker has noted.
    pub(super) fn merge(&mut self, other: Self) {
        for (file, noticed) in other.noticed_in {
            self.notice(file, &noticed);
        }
        self.days.merge(other.days);
        for (opened, first) in other.opened {
            let earlier = self.opened.entry(opened).or_insert_with(|| first.clone());
            if first < *earlier {
                *earlier = first;
            }
        }
        self.swapped = self.swapped.take().into_iter().chain(other.swapped).min();
        self.miss(other.missed);
    }
}
