//! Texts into days, under a stated order of day, month and year.

use crate::config::DateOrder;
use crate::survey::Day;

/// How an order is named in messages and reports.
#[must_use]
pub const fn name(order: DateOrder) -> &'static str {
    match order {
        DateOrder::YearMonthDay => "YYYY-MM-DD",
        DateOrder::DayMonthYear => "DD.MM.YYYY",
        DateOrder::MonthDayYear => "MM/DD/YYYY",
    }
}

/// The day that a trimmed text names under this order, or nothing when it names none of 1900 to 2199. A time
/// of day may follow; it must be one, and is left out of account.
#[must_use]
pub(super) fn read(text: &[u8], order: DateOrder) -> Option<Day> {
    let (parts, rest) = parts(text)?;
    let [a, b, c] = parts;
    let (year, month, day) = match order {
        DateOrder::YearMonthDay => (a, b, c),
        DateOrder::DayMonthYear => (c, b, a),
        DateOrder::MonthDayYear => (c, a, b),
    };
    if month.digits > 2 || day.digits > 2 || !is_time_of_day(rest) {
        return None;
    }
    let century = match (year.digits, order) {
        (4, _) => 0,
        (2, DateOrder::DayMonthYear | DateOrder::MonthDayYear) => 2000,
        _ => return None,
    };
    Day::new(i32::try_from(year.value).ok()? + century, month.value, day.value)
}

/// A run of digits.
#[derive(Clone, Copy)]
struct Number {
    value: u32,
    digits: usize,
}

/// The three numbers of a date, and what follows them.
fn parts(text: &[u8]) -> Option<([Number; 3], &[u8])> {
    let (first, rest) = number(text)?;
    if first.digits == 8 {
        let part = |value, digits| Number { value, digits };
        let (year, month_day) = (first.value / 10_000, first.value % 10_000);
        return Some(([part(year, 4), part(month_day / 100, 2), part(month_day % 100, 2)], rest));
    }
    let (&separator, rest) = rest.split_first()?;
    if !matches!(separator, b'-' | b'.' | b'/' | b' ') {
        return None;
    }
    let (second, rest) = number(rest)?;
    let (&again, rest) = rest.split_first()?;
    let (third, rest) = number(rest)?;
    (again == separator).then_some(([first, second, third], rest))
}

/// A number of one to eight digits, and what follows it.
fn number(text: &[u8]) -> Option<(Number, &[u8])> {
    let (mut value, mut digits, mut rest) = (0, 0, text);
    while let [digit @ b'0'..=b'9', after @ ..] = rest {
        value = value * 10 + u32::from(digit - b'0');
        digits += 1;
        rest = after;
        if digits > 8 {
            return None;
        }
    }
    (digits > 0).then_some((Number { value, digits }, rest))
}

/// Whether what follows a date is nothing, or `H:MM[:SS[.fff]] [AM|PM] [Z|±HH[[:]MM]]` after a space or `T`.
fn is_time_of_day(text: &[u8]) -> bool {
    text.is_empty() || after_time(text).is_some_and(is_zone)
}

/// What follows the time of day, if there is one.
fn after_time(text: &[u8]) -> Option<&[u8]> {
    let rest = match text {
        [b'T' | b't', rest @ ..] => rest,
        _ => Some(after_spaces(text)).filter(|rest| rest.len() < text.len())?,
    };
    let (hour, rest) = number(rest).filter(|(hour, _)| hour.digits <= 2)?;
    let (_, mut rest) = sixtieths(rest.strip_prefix(b":")?)?;
    if let Some(seconds) = rest.strip_prefix(b":") {
        (_, rest) = sixtieths(seconds)?;
        if let [b'.' | b',', fraction @ ..] = rest {
            let digits = fraction.iter().take_while(|byte| byte.is_ascii_digit()).count();
            rest = fraction.get(digits..).filter(|_| digits > 0)?;
        }
    }
    match after_spaces(rest) {
        [b'A' | b'a' | b'P' | b'p', b'M' | b'm', rest @ ..] if (1..=12).contains(&hour.value) => Some(rest),
        _ if hour.value <= 23 => Some(rest),
        _ => None,
    }
}

/// Whether a text is nothing or a time zone.
fn is_zone(text: &[u8]) -> bool {
    match after_spaces(text) {
        [] | b"Z" | b"z" | b"UTC" | b"GMT" => true,
        [b'+' | b'-', h, i, b':', m, n] => [h, i, m, n].into_iter().all(u8::is_ascii_digit),
        [b'+' | b'-', offset @ ..] => matches!(offset.len(), 2 | 4) && offset.iter().all(u8::is_ascii_digit),
        _ => false,
    }
}

/// Two digits up to 59, or 60 for a leap second.
fn sixtieths(text: &[u8]) -> Option<(Number, &[u8])> {
    number(text).filter(|(number, _)| number.digits == 2 && number.value <= 60)
}

/// The text without spaces at its start, no-break ones included.
fn after_spaces(text: &[u8]) -> &[u8] {
    let mut rest = text;
    while let [b' ', after @ ..] | [0xc2, 0xa0, after @ ..] | [0xe2, 0x80, 0xaf, after @ ..] = rest {
        rest = after;
    }
    rest
}

#[cfg(test)]
mod tests {
    use proptest::prelude::proptest;

    use super::*;

    fn day(text: &str, order: DateOrder) -> Option<String> {
        read(text.as_bytes(), order).map(|day| day.to_string())
    }

    #[test]
    fn each_order_reads_its_own_dates() {
        use DateOrder::{DayMonthYear, MonthDayYear, YearMonthDay};
        for (text, order, expected) in [
            ("2026-09-30", YearMonthDay, "2026-09-30"),
            ("2026/9/3", YearMonthDay, "2026-09-03"),
            ("20260930", YearMonthDay, "2026-09-30"),
            ("2026-09-30T23:59:59.123Z", YearMonthDay, "2026-09-30"),
            ("20260930 7:05", YearMonthDay, "2026-09-30"),
            ("2026-09-30 07:05:00+02", YearMonthDay, "2026-09-30"),
            ("2026-09-30 07:05:00 +0200", YearMonthDay, "2026-09-30"),
            ("2026-09-30T07:05-03:30", YearMonthDay, "2026-09-30"),
            ("30.09.2026", DayMonthYear, "2026-09-30"),
            ("3/9/26", DayMonthYear, "2026-09-03"),
            ("30 09 2026 18:00", DayMonthYear, "2026-09-30"),
            ("9/30/2026 7:05 PM", MonthDayYear, "2026-09-30"),
            ("9/30/26 12:05:09\u{202f}am", MonthDayYear, "2026-09-30"),
            ("5/8/18 16:45", MonthDayYear, "2018-05-08"),
        ] {
            assert_eq!(day(text, order).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for order in [DateOrder::YearMonthDay, DateOrder::DayMonthYear, DateOrder::MonthDayYear] {
            for text in [
                "",
                "-",
                "9",
                "2026",
                "2026-13-13",
                "31.02.2026",
                "30.09-2026",
                "1899-12-31",
                "2200-01-01",
                "1.1.999",
                "2026-01-01 25:00",
                "2026-01-01 1",
                "2026-01-01x",
                "2026-01-01 13:00 PM",
                "2026-01-01 10:61",
                "2026-01-01T",
                "2026-01-01 10:00:00.",
                "2026-01-01 10:00 +1",
                "2026-01-01 10:00 +1:00",
                "123456789",
                "999999999999999999999",
                "2026-01-",
                "26-13-32",
                "٢٠٢٦-٠١-٠١",
            ] {
                assert_eq!(day(text, order), None, "{text}");
            }
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_harm(bytes: Vec<u8>, near in "[0-9]{1,9}[-./ ][0-9]{1,4}[-./ ][0-9 T:.+APMZ-]{0,20}") {
            for order in [DateOrder::YearMonthDay, DateOrder::DayMonthYear, DateOrder::MonthDayYear] {
                let _ = read(&bytes, order);
                let _ = read(near.as_bytes(), order);
            }
        }

        #[test]
        fn every_day_is_read_back(days in -25_567_i64..84_006) {
            let day = Day::from_epoch(days).expect("within 1900 to 2199");
            let (y, m, d) = (day.year(), day.month(), day.day());
            assert_eq!(read(day.to_string().as_bytes(), DateOrder::YearMonthDay), Some(day));
            assert_eq!(read(format!("{y}{m:02}{d:02}").as_bytes(), DateOrder::YearMonthDay), Some(day));
            assert_eq!(read(format!("{d}.{m}.{y}").as_bytes(), DateOrder::DayMonthYear), Some(day));
            assert_eq!(read(format!("{m:02}/{d:02}/{y}").as_bytes(), DateOrder::MonthDayYear), Some(day));
        }
    }
}
