//! Times of day as programs write them after a date, with a time zone or none.

use super::parts::{after_spaces, number};
use super::zone::{self, Zone};
use crate::survey::Day;

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Time {
    /// Seconds since midnight, at the end of the day as many as it has.
    seconds: u32,
    zone: Zone,
}

/// Words between a date and a time.
const BEFORE: [&str; 8] = ["at", "à", "klo", "kl.", "um", "o", "в", "о"];

/// Words for the hour, after a time.
const AFTER: [&str; 2] = ["Uhr", "ч."];

/// How the halves of the day are written besides `AM` and `PM`, before or after a time; whether it is the second half.
const HALVES: [(&str, bool); 14] = [
    ("a.m.", false),
    ("p.m.", true),
    ("a. m.", false),
    ("p. m.", true),
    ("a.\u{a0}m.", false),
    ("p.\u{a0}m.", true),
    ("π.μ.", false),
    ("μ.μ.", true),
    ("上午", false),
    ("下午", true),
    ("午前", false),
    ("午後", true),
    ("오전", false),
    ("오후", true),
];

impl Time {
    /// The moment that it is on a day, in seconds of UTC since 1970-01-01, where that can be known.
    pub(super) fn moment(self, day: Day) -> Option<i64> {
        match self.zone {
            Zone::NotKnown => None,
            Zone::Offset(offset) => {
                Some(i64::from(day.since_epoch()) * 86_400 + i64::from(self.seconds) - i64::from(offset))
            }
            Zone::Named(zone) => zone.moment(day, self.seconds),
        }
    }

    /// Seconds since midnight.
    pub(super) fn seconds(self) -> u32 {
        self.seconds
    }
}

/// The time of day that follows a date, if nothing else does.
pub(super) fn read(text: &[u8]) -> Option<Time> {
    plain(text).or_else(|| other(text))
}

/// A time as most are written, `T09:05:33` or ` 09:05:33`, with no zone or a plain one. Long columns of dates are made of
/// these, each different from the others.
#[inline]
fn plain(text: &[u8]) -> Option<Time> {
    let [b'T' | b' ', h1, h2, b':', m1, m2, b':', s1, s2, zone @ ..] = text else { return None };
    if ![h1, h2, m1, m2, s1, s2].into_iter().all(u8::is_ascii_digit) {
        return None;
    }
    let [hour, minute, second] = [(h1, h2), (m1, m2), (s1, s2)]
        .map(|(tens, ones)| u32::from(tens - b'0') * 10 + u32::from(ones - b'0'));
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    Some(Time { seconds: hour * 3600 + minute * 60 + second, zone: zone::plain(zone)? })
}

fn other(text: &[u8]) -> Option<Time> {
    let after_t = text.strip_prefix(b"T").or_else(|| text.strip_prefix(b"t"));
    let text = if let Some(rest) = after_t {
        rest
    } else {
        let rest = after_spaces(text.strip_prefix(b",").unwrap_or(text));
        after_word(Some(rest).filter(|rest| rest.len() < text.len())?)
    };
    let (before, text) = half(text);
    let ([hour, minute, second], rest) =
        clock(text).or_else(|| after_t.is_some().then(|| basic(text)).flatten())?;
    let (after, rest) = half(after_spaces(rest));
    let hour = match (before, after) {
        // The end of the day (ISO 8601), which is the start of the next one.
        (None, None) if [hour, minute, second] == [24, 0, 0] => 24,
        // Browsers write the hour after midnight so, when they count hours from 1 to 24.
        (None, None) if hour <= 24 => hour % 24,
        (Some(is_second), None) | (None, Some(is_second)) if hour <= 12 => {
            hour % 12 + if is_second { 12 } else { 0 }
        }
        _ => return None,
    };
    // A leap second is of the day that it is written with: clocks of computers know none, and repeat the one before it.
    let seconds = hour * 3600 + minute * 60 + second.min(59);
    if rest.is_empty() {
        return Some(Time { seconds, zone: Zone::NotKnown });
    }
    let rest = AFTER.into_iter().find_map(|word| rest.strip_prefix(word.as_bytes())).unwrap_or(rest);
    Some(Time { seconds, zone: zone::read(rest)? })
}

/// Hour, minute and second, such as `9:05`, `09:05:33.125`, `9.05.33` or `9 h 05 min 33 s`, and what follows them.
fn clock(text: &[u8]) -> Option<([u32; 3], &[u8])> {
    let (hour, rest) = number(text).filter(|(hour, _)| hour.digits <= 2)?;
    let (&separator, after) = rest.split_first()?;
    if !matches!(separator, b':' | b'.') {
        return in_letters(hour.value, rest);
    }
    let (minute, rest) = two_digits(after, 59)?;
    match rest.split_first() {
        Some((again, seconds)) if *again == separator => {
            let (second, rest) = two_digits(seconds, 60)?;
            Some(([hour.value, minute, second], after_fraction(rest)?))
        }
        _ => Some(([hour.value, minute, 0], rest)),
    }
}

/// As they write it in Canada: `h 05 min 33 s`.
fn in_letters(hour: u32, text: &[u8]) -> Option<([u32; 3], &[u8])> {
    let (minute, rest) = two_digits(after_spaces(after_spaces(text).strip_prefix(b"h")?), 59)?;
    let Some(seconds) = after_spaces(rest).strip_prefix(b"min") else {
        return Some(([hour, minute, 0], rest));
    };
    let (second, rest) = two_digits(after_spaces(seconds), 60)?;
    Some(([hour, minute, second], after_spaces(rest).strip_prefix(b"s")?))
}

/// The same without separators: `0905` or `090533`.
fn basic(text: &[u8]) -> Option<([u32; 3], &[u8])> {
    let (time, rest) = number(text)?;
    let seconds = match time.digits {
        4 => time.value * 100,
        6 => time.value,
        _ => return None,
    };
    let [hour, minute, second] = [seconds / 10_000, seconds / 100 % 100, seconds % 100];
    (minute <= 59 && second <= 60).then_some(([hour, minute, second], after_fraction(rest)?))
}

/// A number of two digits, up to that; a leap second is the 60th.
fn two_digits(text: &[u8], most: u32) -> Option<(u32, &[u8])> {
    let (number, rest) = number(text).filter(|(number, _)| number.digits == 2 && number.value <= most)?;
    Some((number.value, rest))
}

/// What follows a fraction of a second, where there is one; a point or a comma needs one.
fn after_fraction(text: &[u8]) -> Option<&[u8]> {
    let [b'.' | b',', fraction @ ..] = text else { return Some(text) };
    let digits = fraction.iter().take_while(|byte| byte.is_ascii_digit()).count();
    fraction.get(digits..).filter(|_| digits > 0)
}

/// Whether a half of the day is named, and which; and what follows it.
#[inline]
fn half(text: &[u8]) -> (Option<bool>, &[u8]) {
    if !text.first().is_some_and(|first| matches!(first, b'A' | b'a' | b'P' | b'p' | 0x80..)) {
        return (None, text);
    }
    if let [first, b'M' | b'm', rest @ ..] = text
        && first.is_ascii()
        && !rest.first().is_some_and(u8::is_ascii_alphabetic)
    {
        return (Some(matches!(first, b'P' | b'p')), after_spaces(rest));
    }
    let named = HALVES.into_iter().find_map(|(name, is_second)| {
        let (start, rest) = text.split_at_checked(name.len())?;
        let is_whole = !rest.first().is_some_and(u8::is_ascii_alphabetic);
        (is_whole && start.eq_ignore_ascii_case(name.as_bytes())).then_some((is_second, after_spaces(rest)))
    });
    named.map_or((None, text), |(is_second, rest)| (Some(is_second), rest))
}

/// What follows a word between date and time, where there is one.
fn after_word(text: &[u8]) -> &[u8] {
    if text.first().is_some_and(u8::is_ascii_digit) {
        return text;
    }
    let after = |word: &str| {
        let rest = text.strip_prefix(word.as_bytes())?;
        Some(after_spaces(rest)).filter(|after| after.len() < rest.len())
    };
    BEFORE.into_iter().find_map(after).unwrap_or(text)
}
