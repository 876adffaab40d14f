//! Periods and timelines. A period knows its calendar, so periods of two kinds never meet in one series; a
//! timeline has no gaps, so an empty month is a visible zero.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::day::Day;

/// How long a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Granularity {
    /// Monday to Sunday, numbered as ISO 8601 does.
    Week,
    /// A calendar month.
    Month,
    /// Three months.
    Quarter,
    /// Six months.
    HalfYear,
    /// Twelve months.
    Year,
}

impl Granularity {
    /// Months in a period; none for a week.
    fn months(self) -> Option<i32> {
        match self {
            Self::Week => None,
            Self::Month => Some(1),
            Self::Quarter => Some(3),
            Self::HalfYear => Some(6),
            Self::Year => Some(12),
        }
    }
}

/// A month of the year, 1 to 12.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, JsonSchema, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
#[schemars(extend("minimum" = 1, "maximum" = 12))]
pub struct Month(u8);

impl Month {
    /// January.
    pub const JANUARY: Self = Self(1);

    /// A month from its number, 1 to 12.
    #[must_use]
    pub fn new(number: u8) -> Option<Self> {
        (1..=12).contains(&number).then_some(Self(number))
    }

    /// 1 to 12.
    #[must_use]
    pub fn number(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Month {
    type Error = String;

    fn try_from(number: u8) -> Result<Self, String> {
        Self::new(number).ok_or_else(|| format!("{number} is no month: 1 to 12"))
    }
}

impl From<Month> for u8 {
    fn from(month: Month) -> Self {
        month.0
    }
}

/// How days are cut into periods: the length, and the month in which the (financial) year starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    /// Length of a period.
    pub by: Granularity,
    /// First month of the year; quarters, half-years and years are counted from it.
    pub year_starts: Month,
}

/// One week, month, quarter, half-year or year of a [`Calendar`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, JsonSchema, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct Period {
    calendar: Calendar,
    ordinal: i32,
}

/// A text that names no period of a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeriodKeyError {
    /// A key that would do.
    pub example: String,
}

impl fmt::Display for PeriodKeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a period of this calendar: expected a key like `{}`", self.example)
    }
}

impl Calendar {
    /// The period that a day falls into.
    #[must_use]
    pub fn period_of(self, day: Day) -> Period {
        let ordinal = match self.by.months() {
            None => (day.since_epoch() + 3).div_euclid(7),
            Some(months) => self.months_to(day.year(), day.month()).div_euclid(months),
        };
        Period { calendar: self, ordinal }
    }

    /// How many periods a year has; 52 weeks.
    #[must_use]
    pub fn in_a_year(self) -> i32 {
        self.by.months().map_or(52, |months| 12 / months)
    }

    /// The period with an ordinal, as [`Period::ordinal`] gives it.
    #[must_use]
    pub fn period(self, ordinal: i32) -> Period {
        Period { calendar: self, ordinal }
    }

    /// The period of a folder, as [`Period::folder`] names it; nothing where it is none of this calendar's.
    #[must_use]
    pub fn period_of_folder(self, name: &str) -> Option<Period> {
        let period = self.parse(&name.replace('_', "/")).ok()?;
        (period.folder() == name).then_some(period)
    }

    /// The period with a key, as [`Period::key`] writes it.
    ///
    /// # Errors
    /// When the text is no such key; the error holds one that is.
    pub fn parse(self, key: &str) -> Result<Period, PeriodKeyError> {
        let example = || PeriodKeyError {
            example: Day::new(2026, 8, 15).map_or_else(String::new, |d| self.period_of(d).key()),
        };
        let year = key.get(..4).and_then(|y| y.parse::<i32>().ok()).ok_or_else(example)?;
        // A year holds at most 53 periods: try each, so that writing and reading cannot differ.
        let start = Day::new(year, 1, 1).ok_or_else(example)?;
        let first = self.period_of(start).ordinal;
        (first - 1..=first + 55)
            .map(|ordinal| self.period(ordinal))
            .find(|period| period.key() == key)
            .ok_or_else(example)
    }

    /// Months from the first month of the financial year 0.
    fn months_to(self, year: i32, month: u32) -> i32 {
        year * 12 + i32::try_from(month).unwrap_or(1) - i32::from(self.year_starts.number())
    }
}

impl Period {
    /// The calendar it belongs to.
    #[must_use]
    pub fn calendar(self) -> Calendar {
        self.calendar
    }

    /// Position in time: the next period of the calendar has the next ordinal.
    #[must_use]
    pub fn ordinal(self) -> i32 {
        self.ordinal
    }

    /// First day.
    #[must_use]
    pub fn first_day(self) -> Day {
        let date = match self.calendar.by.months() {
            None => NaiveDate::from_epoch_days(self.ordinal * 7 - 3),
            Some(months) => {
                let months = self.ordinal * months + i32::from(self.calendar.year_starts.number()) - 1;
                let month = u32::try_from(months.rem_euclid(12) + 1).unwrap_or(1);
                NaiveDate::from_ymd_opt(months.div_euclid(12), month, 1)
            }
        };
        Day(date.unwrap_or_default())
    }

    /// Last day.
    #[must_use]
    pub fn last_day(self) -> Day {
        let next = self.calendar.period(self.ordinal + 1).first_day();
        Day(next.0.pred_opt().unwrap_or_default())
    }

    /// The period before this one.
    #[must_use]
    pub fn previous(self) -> Self {
        self.calendar.period(self.ordinal - 1)
    }

    /// The same period a year earlier; for weeks, 52 weeks earlier, which keeps the season.
    #[must_use]
    pub fn year_earlier(self) -> Self {
        self.calendar.period(self.ordinal - self.calendar.in_a_year())
    }

    /// The year it is counted in: the ISO year of a week, else the year in which its (financial) year starts.
    #[must_use]
    pub fn year(self) -> i32 {
        match self.calendar.by {
            Granularity::Week => self.first_day().0.iso_week().year(),
            Granularity::Month => self.first_day().year(),
            Granularity::Quarter => self.ordinal.div_euclid(4),
            Granularity::HalfYear => self.ordinal.div_euclid(2),
            Granularity::Year => self.ordinal,
        }
    }

    /// Its number within the year: week 1–53, month 1–12, quarter 1–4, half 1–2, year 1.
    #[must_use]
    pub fn number(self) -> u32 {
        match self.calendar.by {
            Granularity::Week => self.first_day().0.iso_week().week(),
            Granularity::Month => self.first_day().month(),
            Granularity::Quarter => u32::try_from(self.ordinal.rem_euclid(4) + 1).unwrap_or(1),
            Granularity::HalfYear => u32::try_from(self.ordinal.rem_euclid(2) + 1).unwrap_or(1),
            Granularity::Year => 1,
        }
    }

    /// Whether its year is a financial year that covers parts of two calendar years.
    #[must_use]
    pub fn spans_years(self) -> bool {
        self.calendar.year_starts != Month::JANUARY
            && !matches!(self.calendar.by, Granularity::Week | Granularity::Month)
    }

    /// The key used in config files and JSON: `2026-W37`, `2026-09`, `2026-Q3`, `2026-H2`, `2026`; with a
    /// financial year that starts in another month than January `2026/27-Q3`, `2026/27-H2`, `2026/27`.
    #[must_use]
    pub fn key(self) -> String {
        let year = self.year();
        let year_name = if self.spans_years() {
            format!("{year}/{:02}", (year + 1).rem_euclid(100))
        } else {
            year.to_string()
        };
        let number = self.number();
        match self.calendar.by {
            Granularity::Week => format!("{year_name}-W{number:02}"),
            Granularity::Month => format!("{year_name}-{number:02}"),
            Granularity::Quarter => format!("{year_name}-Q{number}"),
            Granularity::HalfYear => format!("{year_name}-H{number}"),
            Granularity::Year => year_name,
        }
    }

    /// The key as the name of a folder: `2026-Q3`, and `2026_27-Q3` where the key has a `/`.
    #[must_use]
    pub fn folder(self) -> String {
        self.key().replace('/', "_")
    }
}

/// A period as written in JSON.
#[derive(JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    /// Its name, by which it sorts: `2026`, `2026-H2`, `2026-Q3`, `2026-09`, `2026-W37`; `2026/27-Q3` where the year does
    /// not start in January.
    #[schemars(regex(pattern = "^[0-9]{4}(/[0-9]{2})?(-(H[12]|Q[1-4]|W[0-5][0-9]|[01][0-9]))?$"))]
    key: String,
    /// Its first day.
    first_day: Day,
    /// Its last day, which is part of it.
    last_day: Day,
    /// How long it is.
    by: Granularity,
    /// The month in which its year starts, 1 to 12.
    year_starts: Month,
}

impl From<Period> for Written {
    fn from(period: Period) -> Self {
        Self {
            key: period.key(),
            first_day: period.first_day(),
            last_day: period.last_day(),
            by: period.calendar.by,
            year_starts: period.calendar.year_starts,
        }
    }
}

impl TryFrom<Written> for Period {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, String> {
        let calendar = Calendar { by: written.by, year_starts: written.year_starts };
        calendar.parse(&written.key).map_err(|e| format!("`{}` is {e}", written.key))
    }
}

/// Consecutive periods of one calendar, first to last, with no gaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timeline {
    last: Period,
    length: u32,
}

impl Timeline {
    /// The `length` periods that end with `last`; at least one.
    #[must_use]
    pub fn ending(last: Period, length: u32) -> Self {
        Self { last, length: length.max(1) }
    }

    /// The periods, oldest first.
    #[must_use]
    pub fn periods(self) -> impl DoubleEndedIterator<Item = Period> {
        let Period { calendar, ordinal } = self.last;
        let length = i32::try_from(self.length).unwrap_or(i32::MAX);
        (ordinal - length + 1..=ordinal).map(move |ordinal| calendar.period(ordinal))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn calendar(by: Granularity, year_starts: u8) -> Calendar {
        Calendar { by, year_starts: Month::new(year_starts).expect("a month") }
    }

    #[test]
    fn keys_name_the_period_of_a_day() {
        let on = |by, starts| calendar(by, starts).period_of(day("2026-08-15")).key();
        assert_eq!(on(Granularity::Week, 1), "2026-W33");
        assert_eq!(on(Granularity::Month, 1), "2026-08");
        assert_eq!(on(Granularity::Quarter, 1), "2026-Q3");
        assert_eq!(on(Granularity::HalfYear, 1), "2026-H2");
        assert_eq!(on(Granularity::Year, 1), "2026");
        assert_eq!(on(Granularity::Quarter, 4), "2026/27-Q2");
        assert_eq!(on(Granularity::Quarter, 9), "2025/26-Q4");
        assert_eq!(on(Granularity::Year, 12), "2025/26");
        assert_eq!(on(Granularity::Month, 4), "2026-08");
    }

    #[test]
    fn iso_weeks_belong_to_the_year_of_their_thursday() {
        let weeks = calendar(Granularity::Week, 1);
        assert_eq!(weeks.period_of(day("2021-01-03")).key(), "2020-W53");
        assert_eq!(weeks.period_of(day("2024-12-30")).key(), "2025-W01");
    }

    #[test]
    fn every_period_of_every_calendar_is_gapless_and_reads_back() {
        use Granularity::{HalfYear, Month, Quarter, Week, Year};
        for by in [Week, Month, Quarter, HalfYear, Year] {
            for starts in 1..=12 {
                let calendar = calendar(by, starts);
                let mut period = calendar.period_of(day("2019-12-31"));
                for _ in 0..120 {
                    let next = calendar.period(period.ordinal() + 1);
                    assert_eq!(period.last_day().since_epoch() + 1, next.first_day().since_epoch());
                    assert_eq!(calendar.period_of(period.first_day()), period);
                    assert_eq!(calendar.period_of(period.last_day()), period);
                    assert_eq!(calendar.parse(&period.key()), Ok(period));
                    assert!(!period.folder().contains('/'));
                    assert_eq!(calendar.period_of_folder(&period.folder()), Some(period));
                    assert_eq!(next.previous(), period);
                    period = next;
                }
            }
        }
    }

    #[test]
    fn a_year_earlier_is_the_same_season() {
        let quarter = calendar(Granularity::Quarter, 1).parse("2026-Q3").expect("a key");
        assert_eq!(quarter.year_earlier().key(), "2025-Q3");
        let month = calendar(Granularity::Month, 1).parse("2026-01").expect("a key");
        assert_eq!(month.year_earlier().key(), "2025-01");
    }

    #[test]
    fn a_wrong_key_shows_a_right_one() {
        let error = calendar(Granularity::Quarter, 1).parse("Q3 2026").expect_err("no key");
        assert_eq!(error.example, "2026-Q3");
        assert!(calendar(Granularity::Quarter, 1).parse("2026-Q5").is_err());
        assert!(calendar(Granularity::Year, 1).parse("ü").is_err());
    }
}
