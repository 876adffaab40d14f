//! Texts into days, under a stated order of day, month and year: a date, and perhaps a time of day with a time zone
//! after it.
//!
//! The day is the one that is written. Only where a zone is asked for, and the text has an offset from UTC that can be
//! known, it is the day that this moment falls on in that zone. An abbreviation such as `CET` or `IST` may stand for
//! several offsets, and so for none here.

mod form;
mod month;
mod parts;
#[cfg(test)]
mod tests;
mod time;
mod zone;

pub use form::{FORMS, Form};

use crate::config::DateOrder;
use crate::survey::{Day, TimeZone};

use parts::{Parts, after_spaces, number, parts};

/// How an order is named in messages and reports.
#[must_use]
pub const fn name(order: DateOrder) -> &'static str {
    match order {
        DateOrder::YearMonthDay => "YYYY-MM-DD",
        DateOrder::DayMonthYear => "DD.MM.YYYY",
        DateOrder::MonthDayYear => "MM/DD/YYYY",
        DateOrder::UnixTime => "unix",
    }
}

/// The day that a trimmed text names under this order, or nothing when it names none of 1900 to 2199. A time of day
/// may follow; it must be one. Where a zone is given, the day is the one that this time falls on there.
#[must_use]
pub(super) fn read(text: &[u8], order: DateOrder, zone: Option<TimeZone>) -> Option<Day> {
    if order == DateOrder::UnixTime
        && let Some(moment) = unix_time(text)
    {
        return Day::from_epoch(zone.map_or(moment.div_euclid(A_DAY), |zone| zone.day_at(moment)));
    }
    let Start { day, rest, .. } = start(text, order)?;
    // Days of XML may have a zone and no time.
    if rest.is_empty() || zone::plain(rest).is_some() {
        return Some(day);
    }
    let time = time::read(rest)?;
    match zone.and_then(|zone| Some((zone, time.moment(day)?))) {
        Some((zone, moment)) => Day::from_epoch(zone.day_at(moment)),
        None => Some(day),
    }
}

/// The moment that such a text names, in seconds since 1970-01-01: the start of the day where there is no time; and where an offset
/// is not known, what clocks of that zone show, or of UTC where none is given.
#[must_use]
pub(super) fn moment(text: &[u8], order: DateOrder, zone: Option<TimeZone>) -> Option<i64> {
    if order == DateOrder::UnixTime
        && let Some(moment) = unix_time(text)
    {
        return Some(moment);
    }
    let Start { day, rest, .. } = start(text, order)?;
    let time = time::read(rest);
    let seconds = time.map_or(0, time::Time::seconds);
    let known = time.and_then(|time| time.moment(day));
    let here = || zone.and_then(|zone| zone.moment(day, seconds));
    Some(known.or_else(here).unwrap_or_else(|| i64::from(day.since_epoch()) * A_DAY + i64::from(seconds)))
}

/// Seconds of a day.
const A_DAY: i64 = 86_400;

/// The seconds since 1970-01-01 that a number of 9 to 14 digits stands for, perhaps with a fraction: those of 12 digits or more
/// are thousandths.
fn unix_time(text: &[u8]) -> Option<i64> {
    let end = text.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    let is_fraction = matches!(rest, [b'.', rest @ ..] if rest.iter().all(u8::is_ascii_digit));
    if !(9..=14).contains(&end) || !(rest.is_empty() || is_fraction) {
        return None;
    }
    let number: i64 = str::from_utf8(digits).ok()?.parse().ok()?;
    Some(if end > 11 { number / 1000 } else { number })
}

/// The day that a text starts with under this order, whatever follows it; nothing where it starts with none.
#[must_use]
pub(super) fn leading(text: &[u8], order: DateOrder) -> Option<Day> {
    start(super::trimmed(text), order).map(|start| start.day)
}

/// The day that a number stands for in a spreadsheet, which keeps dates as days since 1899-12-30 and times as fractions of
/// them; nothing outside 1990 to 2099. Some workbooks count from [another day](SPREADSHEETS_DIFFER), and the number does not
/// tell which: so it is never read, only explained.
#[must_use]
pub fn spreadsheet_day(text: &[u8]) -> Option<Day> {
    let (number, rest) = number(super::trimmed(text))?;
    let is_fraction = |rest: &[u8]| !rest.is_empty() && rest.iter().all(u8::is_ascii_digit);
    let is_number = rest.is_empty() || matches!(rest, [b'.' | b',', rest @ ..] if is_fraction(rest));
    let day = Day::from_epoch(i64::from(number.value) - UNIX_EPOCH)?;
    (is_number && (1990..2100).contains(&day.year())).then_some(day)
}

/// The number of 1970-01-01 in most spreadsheets.
const UNIX_EPOCH: i64 = 25_569;

/// So many days later a number is that counts from 1904-01-01, as workbooks of old Macintosh programs do.
pub const SPREADSHEETS_DIFFER: i64 = 1_462;

/// Whether a trimmed text names a day whose month is written as a word, so that every order reads the same.
#[must_use]
pub(super) fn names_its_month(text: &[u8]) -> bool {
    let named = start(text, DateOrder::YearMonthDay).filter(|start| start.names_its_month);
    named.is_some_and(|start| start.rest.is_empty() || time::read(start.rest).is_some())
}

/// What a text starts with.
struct Start<'a> {
    day: Day,
    names_its_month: bool,
    /// What follows the date.
    rest: &'a [u8],
}

fn start(text: &[u8], order: DateOrder) -> Option<Start<'_>> {
    let is_plain = text.first().is_some_and(u8::is_ascii_digit);
    let text = if is_plain { text } else { after_spaces(month::after_weekday(text)) };
    match numeric(text, order) {
        Some((day, rest)) => Some(Start { day, names_its_month: false, rest }),
        None => month::read(text).map(|(day, rest)| Start { day, names_its_month: true, rest }),
    }
}

/// A date of three numbers, and what follows it. A number of four digits that comes first is the year in every order.
fn numeric(text: &[u8], order: DateOrder) -> Option<(Day, &[u8])> {
    let Parts { numbers: [a, b, c], rest, .. } = parts(text)?;
    let (year, month, day) = match order {
        _ if a.digits == 4 => (a, b, c),
        DateOrder::YearMonthDay | DateOrder::UnixTime => return None,
        DateOrder::DayMonthYear => (c, b, a),
        DateOrder::MonthDayYear => (c, a, b),
    };
    let century = match year.digits {
        4 => 0,
        2 => 2000,
        _ => return None,
    };
    if month.digits > 2 || day.digits > 2 {
        return None;
    }
    Some((Day::new(i32::try_from(year.value).ok()? + century, month.value, day.value)?, rest))
}
