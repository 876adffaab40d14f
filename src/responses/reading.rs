//! What texts are read against, and days by it.

use super::date::{self, Form};
use super::number::Marks;
use super::reason::Reason;
use super::trim::trimmed;
use crate::config::DateOrder;
use crate::source::Cell;
use crate::survey::{Calendar, Day, Encoding, Scale, TimeZone};

/// What texts are read against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// The scale of the scores.
    pub scale: Scale,
    /// How days are cut into periods.
    pub calendar: Calendar,
    /// Last day that counts.
    pub as_of: Day,
    /// How dates are written.
    pub order: DateOrder,
    /// How numbers are written.
    pub marks: Marks,
    /// In which zone the day of a moment is the one that counts; none: the day that is written, of an instant that of UTC.
    pub zone: Option<TimeZone>,
    /// What bytes are in that are no UTF-8 where they should be, where that is known.
    pub otherwise: Option<Encoding>,
}

/// When an answer was given.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Dated {
    /// Ordinal of the period.
    pub(super) period: i32,
    /// The day, counted from 1970-01-01.
    pub(super) day: i32,
    /// How it is written.
    pub(super) form: Form,
}

/// Why there is no telling when an answer was given, or no need to.
pub(super) enum Undated {
    Fault(Reason),
    /// It is after the reporting date; and how it is written.
    AfterReport(Day, Form),
}

const SECONDS_A_DAY: i64 = 86_400;

impl Reading {
    pub(super) fn dated_text(&self, text: &[u8]) -> Result<Dated, Undated> {
        if text.is_empty() {
            return Err(Undated::Fault(Reason::BlankDate));
        }
        let day = date::read(text, self.order, self.zone).ok_or(Undated::Fault(Reason::UnreadableDate))?;
        let form = Form::of(text, self.order);
        match self.dated(day) {
            Ok(dated) => Ok(Dated { form, ..dated }),
            Err(Undated::AfterReport(day, _)) => Err(Undated::AfterReport(day, form)),
            Err(fault) => Err(fault),
        }
    }

    /// The day of a cell.
    pub(super) fn day(&self, cell: Cell<'_>) -> Option<Day> {
        match self.days(cell) {
            Some(days) => Day::from_epoch(days),
            None => date::read(trimmed(&cell.text()), self.order, self.zone),
        }
    }

    /// The moment in a cell, in seconds since 1970-01-01: the start of a day that has no time; and a time whose zone is not known as
    /// one of the zone whose days count, or where there is none as if it were UTC.
    pub(super) fn moment(&self, cell: Cell<'_>) -> Option<i64> {
        match cell {
            Cell::Instant(moment) => Some(moment),
            Cell::Day(days) => Some(self.here(days * SECONDS_A_DAY)),
            Cell::Local(moment) => Some(self.here(moment)),
            _ => date::moment(trimmed(&cell.text()), self.order, self.zone),
        }
    }

    /// The moment at which clocks of the zone whose days count show so many seconds since 1970-01-01.
    fn here(&self, local: i64) -> i64 {
        let day = Day::from_epoch(local.div_euclid(SECONDS_A_DAY));
        let seconds = u32::try_from(local.rem_euclid(SECONDS_A_DAY)).unwrap_or_default();
        let moment = self.zone.zip(day).and_then(|(zone, day)| zone.moment(day, seconds));
        moment.unwrap_or(local)
    }

    /// The day of a cell that is typed as a day or a moment, counted from 1970-01-01.
    pub(super) fn days(&self, cell: Cell<'_>) -> Option<i64> {
        match cell {
            Cell::Day(days) => Some(days),
            Cell::Local(moment) => Some(moment.div_euclid(SECONDS_A_DAY)),
            Cell::Instant(moment) => {
                Some(self.zone.map_or(moment.div_euclid(SECONDS_A_DAY), |zone| zone.day_at(moment)))
            }
            _ => None,
        }
    }

    pub(super) fn dated_days(&self, days: i64) -> Result<Dated, Undated> {
        self.dated(Day::from_epoch(days).ok_or(Undated::Fault(Reason::UnreadableDate))?)
    }

    pub(super) fn dated(&self, day: Day) -> Result<Dated, Undated> {
        if day > self.as_of {
            return Err(Undated::AfterReport(day, Form::SETTLED));
        }
        let period = self.calendar.period_of(day).ordinal();
        Ok(Dated { period, day: day.since_epoch(), form: Form::SETTLED })
    }
}
