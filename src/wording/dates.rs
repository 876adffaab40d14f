//! Formatters of dates, from CLDR.

use icu_calendar::types::RataDie;
use icu_calendar::{Date, Gregorian};
use icu_datetime::fieldsets::{M, YM, YMD};
use icu_datetime::{DateTimeFormatterLoadError, FixedCalendarDateTimeFormatter};
use icu_locale_core::Locale;

use crate::survey::Day;

/// Formatters of dates.
pub(crate) struct Dates {
    pub(super) day: FixedCalendarDateTimeFormatter<Gregorian, YMD>,
    pub(super) month: FixedCalendarDateTimeFormatter<Gregorian, YM>,
    pub(super) short_month: FixedCalendarDateTimeFormatter<Gregorian, YM>,
    pub(super) lone_month: FixedCalendarDateTimeFormatter<Gregorian, M>,
}

impl Dates {
    /// The formatters of a locale, from CLDR.
    pub(crate) fn load(locale: &Locale) -> Result<Self, DateTimeFormatterLoadError> {
        Ok(Self {
            day: FixedCalendarDateTimeFormatter::try_new(locale.into(), YMD::long())?,
            month: FixedCalendarDateTimeFormatter::try_new(locale.into(), YM::long())?,
            short_month: FixedCalendarDateTimeFormatter::try_new(locale.into(), YM::medium())?,
            lone_month: FixedCalendarDateTimeFormatter::try_new(locale.into(), M::medium())?,
        })
    }

    /// Whether CLDR has data about the language of a locale: else its months have no names, but numbers.
    pub(super) fn are_of(locale: &Locale) -> bool {
        let september = Day::new(2026, 9, 30).zip(Self::load(locale).ok());
        september.is_some_and(|(day, dates)| !dates.day.format(&date(day)).to_string().contains("M09"))
    }
}

/// A day as ICU4X has it.
pub(super) fn date(day: Day) -> Date<Gregorian> {
    /// 1970-01-01 counted from 0001-01-01 as day 1.
    const EPOCH: i64 = 719_163;
    Date::from_rata_die(RataDie::new(EPOCH + i64::from(day.since_epoch())), Gregorian)
}
