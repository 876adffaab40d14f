//! Texts into whole numbers.

use super::Reason;

/// The whole number that a trimmed text holds: `9`, `+9`, `9.0` and `9,0` are all nine. One beyond the range
/// is as large as can be.
///
/// # Errors
/// With the reason when the text is blank, no number, or a number that is not whole.
pub(super) fn read(text: &[u8]) -> Result<i64, Reason> {
    match text {
        [] => return Err(Reason::BlankScore),
        [digit @ b'0'..=b'9'] => return Ok(i64::from(digit - b'0')),
        _ => {}
    }
    let (is_negative, unsigned) = match text {
        [b'-', rest @ ..] | [0xe2, 0x88, 0x92, rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    let point = unsigned.iter().position(|byte| matches!(byte, b'.' | b','));
    let (whole, fraction) = match point.and_then(|at| unsigned.split_at_checked(at)) {
        Some((whole, [_, fraction @ ..])) => (whole, fraction),
        _ => (unsigned, &[][..]),
    };
    let is_number = whole.iter().chain(fraction).all(u8::is_ascii_digit);
    if !is_number || whole.len() + fraction.len() == 0 {
        return Err(Reason::ScoreNotANumber);
    }
    if fraction.iter().any(|&digit| digit != b'0') {
        return Err(Reason::ScoreNotWhole);
    }
    let value = whole
        .iter()
        .fold(0_i64, |value, digit| value.saturating_mul(10).saturating_add(i64::from(digit - b'0')));
    Ok(if is_negative { -value } else { value })
}

/// The number that a trimmed text holds, with a point or a comma before its decimals; nothing where it holds none.
pub(super) fn decimal(text: &[u8]) -> Option<f64> {
    let text = str::from_utf8(text).ok()?;
    let (sign, digits) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(digits) => ("-", digits),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let is_plain = digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b',');
    if !is_plain || digits.matches(['.', ',']).count() > 1 {
        return None;
    }
    format!("{sign}{}", digits.replace(',', ".")).parse().ok()
}

/// The whole number that a number is; one beyond the range is as large as can be.
///
/// # Errors
/// When it is none: not a number, which is how some programs write that there is none, or not whole.
#[expect(clippy::cast_possible_truncation, reason = "a number beyond the range becomes the largest one")]
pub(super) fn whole(number: f64) -> Result<i64, Reason> {
    if number.is_nan() {
        Err(Reason::BlankScore)
    } else if number.is_finite() && number.fract() != 0.0 {
        Err(Reason::ScoreNotWhole)
    } else {
        Ok(number as i64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert_eq!(read(text.as_bytes()), Ok(expected), "{text}");
        }
        assert_eq!(read(&b"9".repeat(1000)), Ok(i64::MAX));
        assert_eq!(read(&[b"-", &b"9".repeat(1000)[..]].concat()), Ok(-i64::MAX));
    }

    #[test]
    fn what_is_no_whole_number_says_why() {
        for (text, reason) in [
            ("", Reason::BlankScore),
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
            assert_eq!(read(text.as_bytes()), Err(reason), "{text}");
        }
    }
}
