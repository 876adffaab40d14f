//! What a single cell says about the order in which dates are written.

use super::date;
use super::trim::trimmed;
use crate::config::DateOrder;
use crate::survey::Day;

/// What a date cell says about how dates are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateEvidence {
    /// Nothing: it is blank.
    Blank,
    /// It is no date in any order.
    NoDate,
    /// It is a date in this order only.
    Only(DateOrder),
    /// It names its month by a word, and is the same day in every order.
    NamesMonth,
    /// Day and month can be swapped, which gives the same day.
    Either,
    /// Day and month can be swapped, which gives another day.
    Ambiguous {
        /// The day if the day comes first.
        day_first: Day,
        /// The day if the month comes first.
        month_first: Day,
    },
}

impl DateEvidence {
    /// The day of a trimmed text in this order.
    #[must_use]
    pub fn day(text: &[u8], order: DateOrder) -> Option<Day> {
        date::read(text, order, None)
    }

    /// What this cell says.
    #[must_use]
    pub fn of(cell: &[u8]) -> Self {
        let text = trimmed(cell);
        let day = |order| date::read(text, order, None);
        if text.is_empty() {
            Self::Blank
        } else if date::names_its_month(text) {
            Self::NamesMonth
        } else if day(DateOrder::YearMonthDay).is_some() {
            Self::Only(DateOrder::YearMonthDay)
        } else {
            match (day(DateOrder::DayMonthYear), day(DateOrder::MonthDayYear)) {
                (None, None) => Self::NoDate,
                (Some(_), None) => Self::Only(DateOrder::DayMonthYear),
                (None, Some(_)) => Self::Only(DateOrder::MonthDayYear),
                (Some(day_first), Some(month_first)) if day_first == month_first => Self::Either,
                (Some(day_first), Some(month_first)) => Self::Ambiguous { day_first, month_first },
            }
        }
    }
}

/// Whether a cell is a date only in another order: with day and month swapped or, where the year comes first, with one of
/// them before it.
pub(super) fn is_of_another_order(cell: &[u8], order: DateOrder) -> bool {
    let evidence = DateEvidence::of(cell);
    match order {
        DateOrder::YearMonthDay => matches!(
            evidence,
            DateEvidence::Only(DateOrder::DayMonthYear | DateOrder::MonthDayYear)
                | DateEvidence::Ambiguous { .. }
                | DateEvidence::Either
        ),
        DateOrder::UnixTime => false,
        DateOrder::DayMonthYear => evidence == DateEvidence::Only(DateOrder::MonthDayYear),
        DateOrder::MonthDayYear => evidence == DateEvidence::Only(DateOrder::DayMonthYear),
    }
}
