//! Calendar days and quarters. No clock.

use std::fmt;

use crate::random::Random;

/// A day, counted from 1970-01-01.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day(u32);

impl Day {
    /// The day of a date from 1970 on. After Hinnant, "chrono-compatible low-level date algorithms".
    pub(crate) const fn new(year: u32, month: u32, day: u32) -> Self {
        let year = if month <= 2 { year - 1 } else { year };
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        Self(year * 365 + year / 4 - year / 100 + year / 400 + of_year - 719_468)
    }

    /// The first day of a quarter, counted from the fourth quarter of 2023 as 0.
    pub(crate) const fn of_quarter(quarter: u32) -> Self {
        let months = 9 + 3 * quarter;
        Self::new(2023 + months / 12, months % 12 + 1, 1)
    }

    /// The day so many days after it.
    pub(crate) const fn later(self, days: u32) -> Self {
        Self(self.0 + days)
    }

    /// A day from `first` up to and without `end`; a Saturday or Sunday in one case of three as often.
    pub(crate) fn between(first: Self, end: Self, random: &mut Random) -> Self {
        loop {
            let day = Self(first.0 + random.below(end.0 - first.0));
            if !day.is_weekend() || random.chance(33) {
                return day;
            }
        }
    }

    // 1970-01-01 was a Thursday.
    const fn is_weekend(self) -> bool {
        matches!((self.0 + 3) % 7, 5 | 6)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let days = self.0 + 719_468;
        let era = days / 146_097;
        let of_era = days % 146_097;
        let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let shifted = (5 * of_year + 2) / 153;
        let day = of_year - (153 * shifted + 2) / 5 + 1;
        let month = (shifted + 2) % 12 + 1;
        let year = year + era * 400 + u32::from(month <= 2);
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}
