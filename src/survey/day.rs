//! A calendar day.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A calendar day, written `YYYY-MM-DD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[schemars(extend("pattern" = "^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"))]
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

/// The first and the last of some days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Days {
    /// The first.
    pub first: Day,
    /// The last, which may be the same.
    pub last: Day,
}

impl Days {
    /// Those of both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self { first: self.first.min(other.first), last: self.last.max(other.last) }
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
    let is_written = text.len() == 10
        && text
            .bytes()
            .enumerate()
            .all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() });
    let first = |month| year.and_then(|year| Day::new(i32::try_from(year).ok()?, month, 1));
    let (Some(month), Some(_), true) = (month, first(1), is_written) else {
        let years = if is_written { " of the years 1900 to 2199" } else { " written as YYYY-MM-DD" };
        let meant = meant(text).map(|day| format!(": write it as {day}")).unwrap_or_default();
        return format!("`{text}` is not a day{years}{meant}");
    };
    match first(month) {
        None => format!("there is no day `{text}`: months are 01 to 12"),
        Some(Day(first)) => {
            format!("there is no day `{text}`: that month has {} days", first.num_days_in_month())
        }
    }
}

/// The day that a text means which is written in another way, where that leaves no choice: with the year first, with points
/// and the day first, or with a day that is no month.
fn meant(text: &str) -> Option<Day> {
    let parts: Vec<&str> = text.trim().split(['.', '/', '-', ' ']).collect();
    let [first, second, third] = parts.as_slice() else { return None };
    let number = |text: &str| text.parse::<u32>().ok();
    let (first, second, last) = (number(first)?, number(second)?, number(third)?);
    let day = |year: u32, month, day| Day::new(i32::try_from(year).ok()?, month, day);
    if first > 31 {
        return day(first, second, last);
    }
    let either = (day(last, second, first), day(last, first, second));
    match either {
        (Some(day), None) | (None, Some(day)) => Some(day),
        (Some(day_first), Some(month_first)) => {
            (text.contains('.') || day_first == month_first).then_some(day_first)
        }
        (None, None) => None,
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
            ("3.2.2026", "`3.2.2026` is not a day written as YYYY-MM-DD: write it as 2026-02-03"),
            ("05.10.2026", "`05.10.2026` is not a day written as YYYY-MM-DD: write it as 2026-10-05"),
            ("10/25/2026", "`10/25/2026` is not a day written as YYYY-MM-DD: write it as 2026-10-25"),
            // Which is the month is not to be told.
            ("05/10/2026", "`05/10/2026` is not a day written as YYYY-MM-DD"),
            ("45.10.2026", "`45.10.2026` is not a day written as YYYY-MM-DD"),
            ("2026-2-03", "`2026-2-03` is not a day written as YYYY-MM-DD: write it as 2026-02-03"),
        ] {
            assert_eq!(text.parse::<Day>().expect_err("no day"), expected);
        }
        assert!("1-2-3".parse::<Day>().is_err());
        assert_eq!(Day::from_epoch(0).map(|d| d.to_string()).as_deref(), Some("1970-01-01"));
    }
}
