//! What a cell looks like to whoever does not know what its column is for.

use super::evidence::DateEvidence;
use super::label;
use super::trim::trimmed;
use crate::source::Cell;
use crate::survey::Number;

/// What a cell looks like. It may look like several things: `20260930` is a number and a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Look {
    /// The whole number that it holds, as the score of a survey may.
    pub whole: Option<i64>,
    /// Whether that stands beside words: `10 - definitely`.
    pub is_labelled: bool,
    /// The number that it holds, whole or not.
    pub number: Option<f64>,
    /// What it says of how dates are written; none where it is typed as a day or a moment.
    pub date: Option<DateEvidence>,
}

impl Look {
    /// What a cell looks like; nothing where it is blank.
    #[must_use]
    pub fn of(cell: Cell<'_>) -> Option<Self> {
        if cell.is_blank() {
            return None;
        }
        if cell.is_dated() {
            return Some(Self { whole: None, is_labelled: false, number: None, date: None });
        }
        let text = cell.text();
        let text = trimmed(&text);
        let number = Number::read(text, None).map(|number| number.value());
        let label = label::score(text).filter(|_| number.is_none() && cell.is_text());
        #[expect(clippy::cast_possible_truncation, reason = "it is within these bounds")]
        let whole =
            number.filter(|number| number.fract() == 0.0 && number.abs() < 1e15).map(|number| number as i64);
        Some(Self {
            whole: whole.or(label),
            is_labelled: label.is_some(),
            number,
            date: Some(DateEvidence::of(text)),
        })
    }

    /// The moment that a number may be, in seconds or thousandths of seconds since 1970-01-01: one of 2001 to 2065.
    #[must_use]
    pub fn is_unix_time(self) -> bool {
        let is_time = |number: i64| (1_000_000_000..3_000_000_000).contains(&number);
        self.whole.is_some_and(|number| is_time(number) || is_time(number / 1000))
    }
}
