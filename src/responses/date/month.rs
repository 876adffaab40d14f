//! Dates whose month is a word, in English, Russian or Ukrainian, which leaves no doubt about the order: `28 Sep 2026`, `Sep 28, 2026`,
//! `2026-Sep-28`, `28 сентября 2026 г.`, and `Mon Sep 28 14:05:33 CEST 2026` as Unix writes it.

use super::super::month::MONTHS;
use super::parts::{after_spaces, after_year, number};
use crate::survey::Day;

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// A date, and what follows it; of a time that stands within the date, that.
pub(super) fn read(text: &[u8]) -> Option<(Day, &[u8])> {
    if let Some((month, rest)) = month(text) {
        let (day, rest) = number(gap(rest)?)?;
        let rest = after_ordinal(rest);
        let (year, rest) = match number(gap(rest)?) {
            Some((year, rest)) if year.digits == 4 => (year, rest),
            // The year may come after the time.
            _ => {
                let (time, year) = rest.split_at_checked(rest.len().checked_sub(4)?)?;
                (number(year)?.0, time.strip_suffix(b" ")?)
            }
        };
        return if year.digits == 4 { Some((named(year.value, month, day.value)?, rest)) } else { None };
    }
    let (first, rest) = number(text)?;
    let (month, rest) = month(gap(after_ordinal(rest))?)?;
    let (last, rest) = number(gap(rest)?)?;
    let (year, day) = match (first.digits, last.digits) {
        (4, 1 | 2) => (first.value, last.value),
        (1 | 2, 4) => (last.value, first.value),
        (1 | 2, 2) => (2000 + last.value, first.value),
        _ => return None,
    };
    Some((named(year, month, day)?, after_year(rest)))
}

fn named(year: u32, month: u32, day: u32) -> Option<Day> {
    Day::new(i32::try_from(year).ok()?, month, day)
}

/// What follows the name of a day of the week; the same text where it starts with none.
pub(super) fn after_weekday(text: &[u8]) -> &[u8] {
    word(text, WEEKDAYS).map_or(text, |(_, rest)| rest.strip_prefix(b",").unwrap_or(rest))
}

/// The number of the month that a text starts with, and what follows.
fn month(text: &[u8]) -> Option<(u32, &[u8])> {
    let (at, rest) = word(text, MONTHS.map(|[english, ..]| english)).or_else(|| cyrillic(text))?;
    Some((u32::try_from(at).ok()? + 1, rest))
}

/// Which of these words a text starts with, in full or as its first three letters or more, and what follows it.
fn word<'a, const N: usize>(text: &'a [u8], words: [&str; N]) -> Option<(usize, &'a [u8])> {
    let length = text.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let (start, rest) = text.split_at_checked(length).filter(|_| length >= 3)?;
    let is_meant = |word: &&str| word.as_bytes().get(..length).is_some_and(|w| w.eq_ignore_ascii_case(start));
    let at = words.iter().position(is_meant)?;
    Some((at, rest.strip_prefix(b".").unwrap_or(rest)))
}

/// The same of the months in Russian and Ukrainian.
fn cyrillic(text: &[u8]) -> Option<(usize, &[u8])> {
    // Letters of two bytes in UTF-8; no such word is longer than ten.
    let is_letter = |pair: &&[u8; 2]| matches!(pair, [0xd0..=0xd2, 0x80..=0xbf]);
    let length = 2 * text.as_chunks().0.iter().take(11).take_while(is_letter).count();
    let (start, rest) = text.split_at_checked(length).filter(|_| (6..=20).contains(&length))?;
    let start = str::from_utf8(start).ok()?.to_lowercase();
    let is_meant = |[_, names @ ..]: &[&str; 5]| names.iter().any(|name| name.starts_with(start.as_str()));
    Some((MONTHS.iter().position(is_meant)?, rest.strip_prefix(b".").unwrap_or(rest)))
}

/// What follows what stands between the parts of a date: spaces, a comma and spaces, a hyphen or a slash.
fn gap(text: &[u8]) -> Option<&[u8]> {
    let rest = match text {
        [b'-' | b'/' | b',', rest @ ..] => rest,
        _ => text,
    };
    let rest = after_spaces(rest);
    (rest.len() < text.len()).then_some(rest)
}

/// What follows the ending of an ordinal number, where there is one.
fn after_ordinal(text: &[u8]) -> &[u8] {
    let endings: [&[u8]; 5] = [b"st", b"nd", b"rd", b"th", b"."];
    endings.into_iter().find_map(|ending| text.strip_prefix(ending)).unwrap_or(text)
}
