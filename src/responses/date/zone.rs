//! What programs write after a time to say in which time zone it is.

use super::parts::{after_spaces, number};
use crate::survey::TimeZone;

/// What is known of the zone of a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Zone {
    /// Nothing: none is written, or an abbreviation, which may stand for several.
    NotKnown,
    /// So many seconds ahead of UTC.
    Offset(i32),
    /// One of the IANA database.
    Named(TimeZone),
}

/// The minus sign, as typographers write it.
const MINUS: &[u8] = "\u{2212}".as_bytes();

/// The zone where the text is nothing, or as RFC 3339 writes it, which most texts are: `Z` or `+01:00`.
#[inline]
pub(super) fn plain(text: &[u8]) -> Option<Zone> {
    match text {
        [] => Some(Zone::NotKnown),
        b"Z" => Some(Zone::Offset(0)),
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2]
            if [h1, h2, m1, m2].into_iter().all(u8::is_ascii_digit) =>
        {
            let [hours, minutes] =
                [(h1, h2), (m1, m2)].map(|(tens, ones)| i32::from(tens - b'0') * 10 + i32::from(ones - b'0'));
            let seconds = hours * 3600 + minutes * 60;
            let offset = Zone::Offset(if *sign == b'-' { -seconds } else { seconds });
            (hours <= 23 && minutes <= 59).then_some(offset)
        }
        _ => None,
    }
}

/// The zone that a text names, which may do so in several ways one after another: an offset (`Z`, `+01:00`, `-0330`,
/// `+02`, `GMT+1`, `UTC+03:00`), the name of a zone (`Europe/Kyiv`) or its abbreviation (`EEST`), and anything in
/// brackets (`(Central European Standard Time)`, `[Europe/Paris]`). An offset counts for more than a name.
pub(super) fn read(text: &[u8]) -> Option<Zone> {
    let (mut zone, mut rest) = (Zone::NotKnown, after_spaces(text));
    while let Some(first) = rest.first() {
        let (found, after) = match first {
            b'(' | b'[' => match bracketed(rest)? {
                // `GMT+0200 (Central European Summer Time)`: what comes first counts.
                (Zone::Offset(_), after) if matches!(zone, Zone::Offset(_)) => (Zone::NotKnown, after),
                found => found,
            },
            b'+' | b'-' | 0xe2 if !matches!(zone, Zone::Offset(_)) => offset(rest, false)?,
            b'+' | b'-' | 0xe2 => return None,
            _ => name(rest).or_else(|| in_words(rest))?,
        };
        zone = match (zone, found) {
            // Some programs write `+0000 GMT`.
            (Zone::Offset(known), Zone::Offset(found)) if known != found => return None,
            (known @ Zone::Offset(_), _) | (known, Zone::NotKnown) => known,
            (_, found) => found,
        };
        rest = after_spaces(after);
    }
    Some(zone)
}

/// A remark in brackets, in which an offset counts; a zone by its name, in square ones.
fn bracketed(text: &[u8]) -> Option<(Zone, &[u8])> {
    let closing = if text.first() == Some(&b'[') { b']' } else { b')' };
    let end = memchr::memchr(closing, text).filter(|end| *end > 1)?;
    let (inside, after) = (text.get(1..end)?, text.get(end + 1..)?);
    // RFC 9557 marks what has to be heeded by `!`.
    let inside = inside.strip_prefix(b"!").unwrap_or(inside);
    let is_all = |found: Option<(Zone, &[u8])>| match found {
        Some((zone @ Zone::Offset(_), [])) => Some(zone),
        _ => None,
    };
    let named = if closing == b']' {
        named(inside)
    } else {
        is_all(name(inside)).or_else(|| is_all(offset(inside, false)))
    };
    Some((named.unwrap_or(Zone::NotKnown), after))
}

/// A zone of the IANA database, in whatever capitals.
fn named(text: &[u8]) -> Option<Zone> {
    let text = str::from_utf8(text).ok()?;
    let in_capitals =
        || TimeZone::names().find(|name| name.eq_ignore_ascii_case(text)).and_then(TimeZone::named);
    TimeZone::named(text).or_else(in_capitals).map(Zone::Named)
}

/// A zone by its name in words, such as `Central European Summer Time`, which may stand for several offsets.
fn in_words(text: &[u8]) -> Option<(Zone, &[u8])> {
    let is_of_words = |byte: &&u8| byte.is_ascii_alphabetic() || matches!(byte, b' ' | b'.');
    let (words, rest) = text.split_at_checked(text.iter().take_while(is_of_words).count())?;
    let words = words.trim_ascii_end();
    match words {
        b"Coordinated Universal Time" => Some((Zone::Offset(0), rest)),
        _ => words.ends_with(b" Time").then_some((Zone::NotKnown, rest)),
    }
}

/// A zone by its name or abbreviation, or UTC and perhaps an offset from it.
fn name(text: &[u8]) -> Option<(Zone, &[u8])> {
    let is_of_name = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'_' | b'-' | b'+');
    let (long, rest) = text.split_at_checked(text.iter().take_while(is_of_name).count())?;
    if long.contains(&b'/') {
        return Some((named(long)?, rest));
    }
    let text = str::from_utf8(text).ok()?;
    let (word, rest) = text.split_at(text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len()));
    let rest = rest.as_bytes();
    if word.eq_ignore_ascii_case("Z") {
        return Some((Zone::Offset(0), rest));
    }
    if ["UTC", "GMT", "UT"].iter().any(|utc| utc.eq_ignore_ascii_case(word)) {
        return Some(offset(after_spaces(rest), true).unwrap_or((Zone::Offset(0), rest)));
    }
    // What stands right after an abbreviation, such as in `MSK+2`, is an offset from that zone.
    let rest = offset(rest, true).map_or(rest, |(_, after)| after);
    let is_abbreviation = (2..=5).contains(&word.chars().count()) && word.chars().all(char::is_uppercase);
    is_abbreviation.then_some((Zone::NotKnown, rest))
}

/// An offset from UTC, with a sign, as `hh`, `hhmm` or `hh:mm`; after the name of UTC an hour may have one digit.
fn offset(text: &[u8], is_after_name: bool) -> Option<(Zone, &[u8])> {
    let (sign, rest) = match text {
        [b'+', rest @ ..] => (1, rest),
        [b'-', rest @ ..] => (-1, rest),
        _ => (-1, text.strip_prefix(MINUS)?),
    };
    let (first, rest) = number(rest)?;
    let (hours, minutes, rest) = match (first.digits, rest) {
        (1 | 2, [b':', rest @ ..]) => {
            let (minutes, rest) = number(rest).filter(|(minutes, _)| minutes.digits == 2)?;
            (first.value, minutes.value, rest)
        }
        (1 | 2, _) => (first.value, 0, rest),
        (4, _) => (first.value / 100, first.value % 100, rest),
        _ => return None,
    };
    if hours > 23 || minutes > 59 || (first.digits == 1 && !is_after_name) {
        return None;
    }
    let seconds = i32::try_from(hours * 3600 + minutes * 60).ok()?;
    Some((Zone::Offset(sign * seconds), rest))
}
