//! How a date is written, and what that tells of the order of day and month.

use super::month;
use super::parts::{Parts, after_spaces, parts};
use crate::config::DateOrder;

/// The marks between the numbers of a date.
const MARKS: [u8; 4] = *b".-/ ";

/// What a date can tell: nothing, as day and month are one number; one of two days; which comes first.
const TELLS: usize = 3;

/// How many forms there are.
pub const FORMS: usize = 2 + MARKS.len() * TELLS;

/// The mark between the numbers of a date whose order has to be known, and what it tells of that order. Dates with one mark
/// are one way of writing: what `13.08.2026` tells it does not tell of `08/01/2026`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Form(u8);

impl Form {
    /// What is the same day in every order: a day that is typed as one, or names its month.
    pub const SETTLED: Self = Self(0);
    /// The year first, with four digits, which is the same day in every order too.
    pub const YEAR_FIRST: Self = Self(1);

    /// The form of a trimmed text that is a day in this order.
    pub(in crate::responses) fn of(text: &[u8], order: DateOrder) -> Self {
        let is_plain = text.first().is_some_and(u8::is_ascii_digit);
        let text = if is_plain { text } else { after_spaces(month::after_weekday(text)) };
        let Some(Parts { numbers: [a, b, _], mark, .. }) = parts(text) else { return Self::SETTLED };
        if a.digits == 4 {
            return Self::YEAR_FIRST;
        }
        let mark = MARKS.into_iter().zip(0..).find(|(known, _)| Some(*known) == mark);
        let (Some((_, mark)), true) = (mark, order != DateOrder::YearMonthDay) else { return Self::SETTLED };
        // Both a day and a month go up to twelve.
        let tells = if a.value > 12 || b.value > 12 { 2 } else { u8::from(a.value != b.value) };
        Self(2 + mark * 3 + tells)
    }

    /// Its place among all forms.
    #[must_use]
    pub fn place(self) -> usize {
        self.0.into()
    }

    /// Every form.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..).take(FORMS).map(Self)
    }

    /// The mark between the numbers, where their order has to be known.
    #[must_use]
    pub fn mark(self) -> Option<char> {
        let at = usize::from(self.0).checked_sub(2)? / TELLS;
        MARKS.get(at).map(|mark| char::from(*mark))
    }

    /// Whether it is one of two days.
    #[must_use]
    pub fn is_open(self) -> bool {
        self.tells() == Some(1)
    }

    /// Whether it tells which of day and month comes first.
    #[must_use]
    pub fn decides(self) -> bool {
        self.tells() == Some(2)
    }

    fn tells(self) -> Option<usize> {
        usize::from(self.0).checked_sub(2).map(|at| at % TELLS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_says_its_mark_and_what_it_tells() {
        let form = |text: &str| Form::of(text.as_bytes(), DateOrder::DayMonthYear);
        for (text, mark, is_open, decides) in [
            ("13.08.2026", '.', false, true),
            ("08/13/2026 10:00", '/', false, true),
            ("08-01-26", '-', true, false),
            ("8 8 2026", ' ', false, false),
            ("Mon 08.01.2026", '.', true, false),
        ] {
            let found = form(text);
            assert_eq!(
                (found.mark(), found.is_open(), found.decides()),
                (Some(mark), is_open, decides),
                "{text}"
            );
        }
        for text in ["15 Jul 2026", "July 5, 2026"] {
            assert_eq!(form(text), Form::SETTLED, "{text}");
        }
        for text in ["2026-08-01", "20260801", "2026.08.13 10:00"] {
            assert_eq!(form(text), Form::YEAR_FIRST, "{text}");
        }
        assert_eq!(Form::all().filter(|form| form.is_open()).count(), MARKS.len());
        assert!(Form::all().all(|form| form.place() < FORMS));
    }
}
