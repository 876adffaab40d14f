//! Between which days answers were given.

use std::cmp::Reverse;

use crate::source::Spot;

/// The first and the last day of a used row, counted from 1970-01-01, each with the first row of that day.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Days {
    pub(super) first: Option<(i32, Spot)>,
    pub(super) last: Option<(i32, Spot)>,
}

impl Days {
    /// Looks at a row.
    #[inline]
    pub(super) fn look(&mut self, day: i32, spot: Spot) {
        if self.first.is_none_or(|first| (day, spot) < first) {
            self.first = Some((day, spot));
        }
        if self.last.is_none_or(|(last, known)| (day, Reverse(spot)) > (last, Reverse(known))) {
            self.last = Some((day, spot));
        }
    }

    /// Adds what another worker has seen.
    pub(super) fn merge(&mut self, other: Self) {
        self.first = self.first.into_iter().chain(other.first).min();
        let latest = |(day, spot): (i32, Spot)| (Reverse(day), spot);
        self.last = self.last.into_iter().chain(other.last).min_by_key(|last| latest(*last));
    }
}
