//! Cells into weights.

use super::trimmed;
use crate::error::Problem;
use crate::source::Cell;
use crate::survey::{Decimal, LARGEST_WEIGHT, Number, Tells};

/// Why an answer has no usable weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// It is blank or zero: the answer stands for nobody.
    None,
    /// It is none.
    Bad,
}

/// The weight that a cell holds, above 0 and at most [`LARGEST_WEIGHT`], and what it tells of the mark before decimals.
///
/// # Errors
/// When there is none, or what is there is none.
pub(super) fn read(cell: Cell<'_>, decimal: Option<Decimal>) -> Result<(f64, Tells), Fault> {
    let (value, tells) = match cell {
        Cell::Real(number) => (Some(number).filter(|number| !number.is_nan()), Tells::Nothing),
        // The text of a typed number has a point before its decimals, whatever is stated of texts.
        Cell::Decimal(..) => {
            (written(&cell.text(), Some(Decimal::Point))?.map(|(value, _)| value), Tells::Nothing)
        }
        cell => match written(&cell.text(), decimal)? {
            Some((value, tells)) => (Some(value), tells),
            None => (None, Tells::Nothing),
        },
    };
    match value {
        None | Some(0.0) => Err(Fault::None),
        Some(weight) if weight > 0.0 && weight <= LARGEST_WEIGHT => Ok((weight, tells)),
        Some(_) => Err(Fault::Bad),
    }
}

/// What is wrong with a text that is no weight.
pub(super) fn problem(text: &[u8]) -> Problem {
    let text: String = String::from_utf8_lossy(text).trim().chars().take(40).collect();
    Problem::new(format!("`{text}` is not a weight"))
        .hint(format!("a weight is a number above 0 and at most {LARGEST_WEIGHT}, such as 0.75"))
        .hint("rows without a weight, or with one of 0, are left out and counted")
}

/// The number in a cell; nothing in a blank one.
fn written(text: &[u8], decimal: Option<Decimal>) -> Result<Option<(f64, Tells)>, Fault> {
    let text = trimmed(text);
    if text.is_empty() {
        return Ok(None);
    }
    let number = Number::read(text, decimal).ok_or(Fault::Bad)?;
    Ok(Some((number.value(), number.tells)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_is_a_number_above_zero() {
        fn read(cell: Cell<'_>) -> Result<f64, Fault> {
            super::read(cell, None).map(|(weight, _)| weight)
        }
        let text = |text: &str| read(Cell::Written(text.as_bytes()));
        for (written, expected) in [
            ("1", 1.0),
            ("0,75", 0.75),
            (" 1.5 ", 1.5),
            ("+2", 2.0),
            ("1000000", 1e6),
            ("\"0,5\"", 0.5),
            ("1.000,5", 1000.5),
        ] {
            assert_eq!(text(written), Ok(expected), "{written}");
        }
        assert_eq!(read(Cell::Real(0.1)), Ok(0.1));
        assert_eq!(read(Cell::Whole(3)), Ok(3.0));
        assert_eq!(read(Cell::Decimal(125, 2)), Ok(1.25));
        let blank = [text(""), text("0,0"), text("-0"), read(Cell::Real(f64::NAN))];
        assert_eq!(blank, [Err(Fault::None); 4]);
        for bad in ["-1", "many", "1e3", "inf", "NaN", "1000000.5", "."] {
            assert_eq!(text(bad), Err(Fault::Bad), "{bad}");
        }
        assert_eq!(read(Cell::Real(f64::INFINITY)), Err(Fault::Bad));
    }
}
