//! Texts into whole numbers, and what they tell of how numbers are written.

use super::Reason;
use crate::source::Cell;
use crate::survey::{Decimal, Number, Tells};

/// How the numbers of each column are written that may be read in two ways, where that is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Marks {
    /// The mark before the decimals of scores.
    pub score: Option<Decimal>,
    /// The mark before the decimals of weights.
    pub weight: Option<Decimal>,
    /// That of numbers which tell classes.
    pub bands: Option<Decimal>,
}

/// The whole number that a trimmed text holds: `9`, `+9`, `9.0` and `9,0` are all nine; and what it tells of the mark before
/// decimals. One beyond the range is as large as can be.
///
/// # Errors
/// With the reason when the text is no number, or a number that is not whole.
#[inline]
pub(super) fn read(text: &[u8], decimal: Option<Decimal>) -> Result<(i64, Tells), Reason> {
    // Most scores are these, and tell nothing of a mark.
    match text {
        [digit @ b'0'..=b'9'] => return Ok((i64::from(digit - b'0'), Tells::Nothing)),
        [tens @ b'0'..=b'9', ones @ b'0'..=b'9'] => {
            return Ok((i64::from(tens - b'0') * 10 + i64::from(ones - b'0'), Tells::Nothing));
        }
        _ => {}
    }
    let number = Number::read(text, decimal).ok_or(Reason::ScoreNotANumber)?;
    if number.is_whole() { Ok((number.whole(), number.tells)) } else { Err(Reason::ScoreNotWhole) }
}

/// The number of a cell of one or two digits, as most answers are: it tells nothing of a mark.
#[inline]
pub(super) fn digits(cell: Cell<'_>) -> Option<i64> {
    match cell {
        Cell::Written([digit @ b'0'..=b'9']) | Cell::Coded([digit @ b'0'..=b'9'], _) => {
            Some(i64::from(digit - b'0'))
        }
        Cell::Written([tens @ b'0'..=b'9', ones @ b'0'..=b'9'])
        | Cell::Coded([tens @ b'0'..=b'9', ones @ b'0'..=b'9'], _) => {
            Some(i64::from(tens - b'0') * 10 + i64::from(ones - b'0'))
        }
        _ => None,
    }
}

/// What a text that is no whole number still tells of the mark before decimals.
#[cold]
pub(super) fn tells(text: &[u8]) -> Tells {
    // What may be read in two ways has been read as it is not meant to be, if at all.
    match Number::read(text, None).map(|number| number.tells) {
        Some(tells @ Tells::That(_)) => tells,
        _ => Tells::Nothing,
    }
}

/// The whole number that a number is; one beyond the range is as large as can be.
///
/// # Errors
/// When it is not whole.
#[expect(clippy::cast_possible_truncation, reason = "a number beyond the range becomes the largest one")]
pub(super) fn whole(number: f64) -> Result<i64, Reason> {
    if number.is_finite() && number.fract() != 0.0 { Err(Reason::ScoreNotWhole) } else { Ok(number as i64) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::MarksSeen;

    #[test]
    fn whole_numbers_are_read_however_they_are_written() {
        for (text, expected) in [
            ("9", 9),
            ("10", 10),
            ("9.0", 9),
            ("9,00", 9),
            ("+9", 9),
            ("-1", -1),
            ("\u{2212}1", -1),
            ("007", 7),
        ] {
            assert_eq!(read(text.as_bytes(), None).map(|(value, _)| value), Ok(expected), "{text}");
        }
        let far = |text: &[u8]| read(text, None).map(|(value, _)| value);
        assert_eq!(far(&b"9".repeat(1000)), Ok(i64::MAX));
        assert_eq!(far(&[b"-", &b"9".repeat(1000)[..]].concat()), Ok(-i64::MAX));
    }

    #[test]
    fn what_is_no_whole_number_says_why() {
        for (text, reason) in [
            ("9.5", Reason::ScoreNotWhole),
            ("9,5", Reason::ScoreNotWhole),
            ("1e1", Reason::ScoreNotANumber),
            ("NaN", Reason::ScoreNotANumber),
            ("inf", Reason::ScoreNotANumber),
            ("9.0.0", Reason::ScoreNotANumber),
            ("-", Reason::ScoreNotANumber),
            (".", Reason::ScoreNotANumber),
            ("9 of 10", Reason::ScoreNotANumber),
            ("--9", Reason::ScoreNotANumber),
        ] {
            assert_eq!(read(text.as_bytes(), None), Err(reason), "{text}");
        }
    }
    #[test]
    fn a_column_tells_its_mark_where_it_leaves_no_doubt() {
        let seen = |texts: &[&str]| {
            let mut seen = MarksSeen::default();
            for text in texts {
                seen.note(Number::read(text.as_bytes(), None).expect("a number").tells);
            }
            (seen.is_open(), seen.mark())
        };
        assert_eq!(seen(&["1,250", "850"]), (true, None));
        assert_eq!(seen(&["1,250", "850.5"]), (true, Some(Decimal::Point)));
        assert_eq!(seen(&["1,250", "0,75"]), (true, Some(Decimal::Comma)));
        assert_eq!(seen(&["1,250", "0,75", "0.75"]), (true, None));
        assert_eq!(seen(&["9.0", "9,0"]), (false, None));
    }
}
