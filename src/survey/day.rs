//! A calendar day.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// A calendar day, written `YYYY-MM-DD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(pub(super) NaiveDate);

impl Day {
    /// A day of the years 1900 to 2199, or nothing when the calendar has no such day.
    #[must_use]
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        if !(1900..=2199).contains(&year) {
            return None;
        }
        NaiveDate::from_ymd_opt(year, month, day).map(Self)
    }

    /// Calendar year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// Month of the year, 1 to 12.
    #[must_use]
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// Day of the month, 1 to 31.
    #[must_use]
    pub fn day(self) -> u32 {
        self.0.day()
    }

    /// Days since 1970-01-01.
    #[must_use]
    pub fn since_epoch(self) -> i32 {
        self.0.to_epoch_days()
    }

    /// The day that many days after 1970-01-01, or nothing outside 1900 to 2199.
    #[must_use]
    pub fn from_epoch(days: i64) -> Option<Self> {
        let date = NaiveDate::from_epoch_days(i32::try_from(days).ok()?)?;
        Self::new(date.year(), date.month(), date.day())
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl FromStr for Day {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut parts = text.splitn(3, '-');
        let mut number = |digits: usize| {
            let part = parts.next()?;
            (part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse::<u32>().ok())?
        };
        let (year, month, day) = (number(4), number(2), number(2));
        year.zip(month)
            .zip(day)
            .and_then(|((y, m), d)| Self::new(i32::try_from(y).ok()?, m, d))
            .ok_or_else(|| no_day(text, year, month))
    }
}

/// Why a text is no day: it is not written as one, or the calendar has no such day.
fn no_day(text: &str, year: Option<u32>, month: Option<u32>) -> String {
    let is_written = text.len() == 10 && text.bytes().filter(u8::is_ascii_digit).count() == 8;
    let first = |month| year.and_then(|year| Day::new(i32::try_from(year).ok()?, month, 1));
    let (Some(month), Some(_), true) = (month, first(1), is_written) else {
        let years = if is_written { " of the years 1900 to 2199" } else { " written as YYYY-MM-DD" };
        return format!("`{text}` is not a day{years}");
    };
    match first(month) {
        None => format!("there is no day `{text}`: months are 01 to 12"),
        Some(Day(first)) => {
            format!("there is no day `{text}`: that month has {} days", first.num_days_in_month())
        }
    }
}

impl TryFrom<String> for Day {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_do_not_exist_are_refused() {
        assert!("2026-02-30".parse::<Day>().is_err());
        assert!("2026-2-03".parse::<Day>().is_err());
        for (text, expected) in [
            ("2026-02-30", "there is no day `2026-02-30`: that month has 28 days"),
            ("2024-02-30", "there is no day `2024-02-30`: that month has 29 days"),
            ("2026-06-00", "there is no day `2026-06-00`: that month has 30 days"),
            ("2026-13-01", "there is no day `2026-13-01`: months are 01 to 12"),
            ("1026-02-03", "`1026-02-03` is not a day of the years 1900 to 2199"),
            ("3.2.2026", "`3.2.2026` is not a day written as YYYY-MM-DD"),
            ("2026-2-03", "`2026-2-03` is not a day written as YYYY-MM-DD"),
        ] {
            assert_eq!(text.parse::<Day>().expect_err("no day"), expected);
        }
        assert!("1-2-3".parse::<Day>().is_err());
        assert_eq!(Day::from_epoch(0).map(|d| d.to_string()).as_deref(), Some("1970-01-01"));
    }
}
