//! Numbers as people write them: either mark before the decimals, and marks between thousands.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The mark before the decimals of a number; the other one may then stand between thousands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decimal {
    /// `1,250.5`
    Point,
    /// `1.250,5`
    Comma,
}

impl Decimal {
    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Point => Self::Comma,
            Self::Comma => Self::Point,
        }
    }

    /// The one that a character is.
    const fn of(mark: u8) -> Option<Self> {
        match mark {
            b'.' => Some(Self::Point),
            b',' => Some(Self::Comma),
            _ => None,
        }
    }
}

/// What a number tells of the mark before the decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tells {
    /// Nothing: it has neither mark.
    Nothing,
    /// That it is this one: the number can be read in no other way.
    That(Decimal),
    /// It may be this one, or stand between thousands: `1,250` is a little more than one or more than a thousand.
    Either(Decimal),
}

/// What the numbers of a column have told of the mark before decimals.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MarksSeen {
    /// Whether a number can have the point before its decimals and nothing else, and the same of the comma.
    shown: [bool; 2],
    /// Whether a number with one point may be read in two ways, and the same of the comma.
    open: [bool; 2],
}

impl MarksSeen {
    /// Notes a number; tells whether it is the first one that may be read in two ways.
    #[inline]
    pub fn note(&mut self, tells: Tells) -> bool {
        match tells {
            Tells::Nothing => false,
            Tells::That(mark) => {
                self.shown[mark as usize] = true;
                false
            }
            Tells::Either(mark) => {
                let is_first = self.open == [false; 2];
                self.open[mark as usize] = true;
                is_first
            }
        }
    }

    /// Adds what others have told.
    pub fn merge(&mut self, other: Self) {
        for (mine, other) in
            self.shown.iter_mut().zip(other.shown).chain(self.open.iter_mut().zip(other.open))
        {
            *mine |= other;
        }
    }

    /// Whether a number may be read in two ways.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.open != [false; 2]
    }

    /// The mark before decimals, where the numbers leave no doubt of it.
    #[must_use]
    pub fn mark(&self) -> Option<Decimal> {
        match self.shown {
            [true, false] => Some(Decimal::Point),
            [false, true] => Some(Decimal::Comma),
            _ => None,
        }
    }

    /// Whether some numbers show the one mark, and some the other.
    #[must_use]
    pub fn tells_both(&self) -> bool {
        self.shown == [true; 2]
    }

    /// Whether every number that may be read in two ways has this mark in it, and so was read as it should be.
    #[must_use]
    pub fn were_read_by(&self, mark: Decimal) -> bool {
        !self.open[mark.other() as usize]
    }

    /// What to say of a number of theirs that may be read in two ways, and what to do about it; nothing of any other.
    #[must_use]
    pub fn doubt(self, text: &str) -> Option<(String, &'static str)> {
        let Tells::Either(own) = Number::read(text.as_bytes(), None)?.tells else { return None };
        let value = |mark| Number::read(text.as_bytes(), Some(mark)).map(|number| number.value());
        let why = if self.tells_both() {
            "other numbers in the column have a point before decimals, and others a comma"
        } else {
            "no number in the column tells which"
        };
        let text: String = text.chars().take(QUOTED).collect();
        let what = format!("`{text}` may be {} or {}, and {why}", value(own)?, value(own.other())?);
        Some((what, "set `source.decimal` to `comma` or `point`, whichever stands before decimals"))
    }
}

/// How much of a number a message quotes, in characters.
const QUOTED: usize = 40;

/// A number as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number<'a> {
    is_negative: bool,
    /// The digits before the decimals, without the marks between them.
    whole: Cow<'a, [u8]>,
    fraction: &'a [u8],
    /// What it tells of the mark before decimals.
    pub tells: Tells,
}

/// A run of digits, and the mark before it; none before the first run.
type Run<'a> = (Option<u8>, &'a [u8]);

/// Stands for all marks that can only be between thousands: spaces and apostrophes.
const SPACE: u8 = b' ';

impl<'a> Number<'a> {
    /// The number that a trimmed text holds; nothing where it holds none. Of what may be read in two ways, `decimal` says
    /// which is meant; without it the mark is taken to be before decimals.
    #[must_use]
    pub fn read(text: &'a [u8], decimal: Option<Decimal>) -> Option<Self> {
        let (is_negative, digits) = match text {
            [b'-', rest @ ..] | [0xe2, 0x88, 0x92, rest @ ..] => (true, rest),
            [b'+', rest @ ..] => (false, rest),
            _ => (false, text),
        };
        let (first, mut rest) = run(digits);
        let number = |whole, fraction, tells| Some(Self { is_negative, whole, fraction, tells });
        let mut runs: Vec<Run<'a>> = Vec::new();
        while !rest.is_empty() {
            let (mark, after) = mark(rest)?;
            let (digits, after) = run(after);
            runs.push((Some(mark), digits));
            rest = after;
        }
        let (last, between) = match runs.split_last() {
            None if first.is_empty() => return None,
            None => return number(Cow::Borrowed(first), &[], Tells::Nothing),
            Some(((mark, digits), between)) => ((mark.unwrap_or(SPACE), *digits), between),
        };
        let joined = |runs: &[Run<'a>]| {
            let all = std::iter::once(first).chain(runs.iter().map(|(_, digits)| *digits));
            Cow::Owned(all.collect::<Vec<_>>().concat())
        };
        match (Decimal::of(last.0), between) {
            (Some(own), []) => {
                if first.is_empty() && last.1.is_empty() {
                    return None;
                }
                let is_open = are_thousands(first, &runs);
                if is_open && decimal == Some(own.other()) {
                    return number(joined(&runs), &[], Tells::Either(own));
                }
                let tells = if is_open { Tells::Either(own) } else { Tells::That(own) };
                number(Cow::Borrowed(first), last.1, tells)
            }
            // Several of one mark are between thousands, and so the other one is before decimals.
            (own, _) if are_thousands(first, &runs) => {
                number(joined(&runs), &[], own.map_or(Tells::Nothing, |own| Tells::That(own.other())))
            }
            (Some(own), between) if are_thousands(first, between) => {
                let is_other = between.iter().all(|(mark, _)| *mark != Some(last.0));
                if is_other { number(joined(between), last.1, Tells::That(own)) } else { None }
            }
            _ => None,
        }
    }

    /// Whether it has no decimals other than zeros.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.fraction.iter().all(|digit| *digit == b'0')
    }

    /// It without its decimals; one beyond the range is as large as can be.
    #[must_use]
    pub fn whole(&self) -> i64 {
        let digits = self.whole.iter().map(|digit| i64::from(digit - b'0'));
        let value = digits.fold(0_i64, |value, digit| value.saturating_mul(10).saturating_add(digit));
        if self.is_negative { -value } else { value }
    }

    /// It as the nearest number of the machine.
    #[must_use]
    pub fn value(&self) -> f64 {
        let sign: &[u8] = if self.is_negative { b"-" } else { b"" };
        let text = [sign, &self.whole, b".", self.fraction].concat();
        str::from_utf8(&text).ok().and_then(|text| text.parse().ok()).unwrap_or(f64::NAN)
    }
}

/// A number with a comma before every three digits, as messages show it.
#[must_use]
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The digits that a text begins with, and what follows them.
fn run(text: &[u8]) -> (&[u8], &[u8]) {
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    text.split_at(digits)
}

/// The mark that a text begins with, and what follows it.
fn mark(text: &[u8]) -> Option<(u8, &[u8])> {
    match text {
        [mark @ (b'.' | b','), rest @ ..] => Some((*mark, rest)),
        // A space, an apostrophe, a no-break space; then a thin one, a narrow no-break one and a typographic apostrophe.
        [b' ' | b'\'', rest @ ..] | [0xc2, 0xa0, rest @ ..] | [0xe2, 0x80, 0x89 | 0xaf | 0x99, rest @ ..] => {
            Some((SPACE, rest))
        }
        _ => None,
    }
}

/// Whether these runs of digits are thousands: one to three digits that begin with no zero, then threes, with one mark.
fn are_thousands(first: &[u8], others: &[Run<'_>]) -> bool {
    let mark = others.first().and_then(|(mark, _)| *mark);
    (1..=3).contains(&first.len())
        && first.first() != Some(&b'0')
        && others.iter().all(|(other, digits)| digits.len() == 3 && *other == mark)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert_eq, proptest};

    use super::*;

    fn read(text: &str, decimal: Option<Decimal>) -> Option<(f64, Tells)> {
        Number::read(text.as_bytes(), decimal).map(|number| (number.value(), number.tells))
    }

    #[test]
    fn a_number_is_read_however_it_is_written() {
        use Decimal::{Comma, Point};
        use Tells::{Either, Nothing, That};
        for (text, value, tells) in [
            ("9", 9.0, Nothing),
            ("-7", -7.0, Nothing),
            ("\u{2212}7", -7.0, Nothing),
            ("+7", 7.0, Nothing),
            ("007", 7.0, Nothing),
            ("9.0", 9.0, That(Point)),
            ("0,75", 0.75, That(Comma)),
            (".5", 0.5, That(Point)),
            ("5,", 5.0, That(Comma)),
            ("0,750", 0.75, That(Comma)),
            ("1250,500", 1250.5, That(Comma)),
            ("12345.678", 12_345.678, That(Point)),
            ("1,250", 1.25, Either(Comma)),
            ("-12.000", -12.0, Either(Point)),
            ("1,250.5", 1250.5, That(Point)),
            ("1.250,5", 1250.5, That(Comma)),
            ("1.250.000", 1_250_000.0, That(Comma)),
            ("1,250,000.125", 1_250_000.125, That(Point)),
            ("1 250", 1250.0, Nothing),
            ("1\u{a0}250\u{202f}000,5", 1_250_000.5, That(Comma)),
            ("1'250.50", 1250.5, That(Point)),
            ("1’250’000", 1_250_000.0, Nothing),
        ] {
            assert_eq!(read(text, None), Some((value, tells)), "{text}");
        }
    }

    #[test]
    fn what_may_be_read_in_two_ways_follows_what_is_stated() {
        use Decimal::{Comma, Point};
        for (text, stated, value) in [
            ("1,250", Comma, 1.25),
            ("1,250", Point, 1250.0),
            ("1.250", Point, 1.25),
            ("1.250", Comma, 1250.0),
            // What can be read in one way only is read so, whatever is stated.
            ("0.5", Comma, 0.5),
            ("0,5", Point, 0.5),
        ] {
            assert_eq!(read(text, Some(stated)).map(|(value, _)| value), Some(value), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "",
            "-",
            ".",
            ",",
            "--9",
            "9 of 10",
            "1e3",
            "NaN",
            "inf",
            "1,2,3",
            "1.2.3",
            "12,34,567",
            "1,250,00",
            "1.250.5",
            "0 750",
            "1 25",
            "1,250.000,5",
            "1.250 000",
            "0x1",
            "९",
        ] {
            assert_eq!(read(text, None), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn grouped_numbers_are_what_they_were(number in 0_u32..4_000_000_000, cents in 0_u32..100) {
            let digits = number.to_string();
            let grouped = |mark: &str| {
                let mut text = String::new();
                for (at, digit) in digits.chars().enumerate() {
                    if at > 0 && (digits.len() - at).is_multiple_of(3) {
                        text.push_str(mark);
                    }
                    text.push(digit);
                }
                text
            };
            let value = f64::from(number) + f64::from(cents) / 100.0;
            for (mark, point) in [(",", "."), (".", ","), (" ", ","), ("’", ".")] {
                let text = format!("{}{point}{cents:02}", grouped(mark));
                let found = read(&text, None).expect("a number").0;
                assert!((found - value).abs() < 1e-6, "{text}: {found}");
            }
        }

        #[test]
        fn any_text_is_read_without_harm(text in "[-+0-9., '\u{a0}]{0,12}") {
            let plain = read(&text, None).map(|(value, _)| value.to_bits());
            let by_mark = read(&text, Some(Decimal::Point)).map(|(value, _)| value.to_bits());
            prop_assert_eq!(plain.is_some(), by_mark.is_some());
        }
    }
}
