//! Days in other columns than that of the answers' days: conditions and waves may ask for them. They are read in the order of day and
//! month that was found out from that one, which tells of dates with other marks, and of those in other columns, nothing.

use std::collections::BTreeMap;

use super::date::Form;
use super::evidence::DateEvidence;
use super::trim::trimmed;
use super::{Noticed, date_order_name};
use crate::config::DateOrder;
use crate::error::Problem;
use crate::source::Inputs;

/// A column that holds days.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Holder {
    /// The one at this position among those that are needed.
    At(usize),
    /// The one that is called so.
    Called(String),
}

/// The dates of other columns whose order has to be known, by column and by the mark between their numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct OtherDays(BTreeMap<(Holder, char), Dates>);

/// One date of each kind, the first in the order of letters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Dates {
    day_first: Option<String>,
    month_first: Option<String>,
    either: Option<String>,
}

impl Dates {
    /// One that is a date in this order only.
    fn of(&self, order: DateOrder) -> Option<&String> {
        match order {
            DateOrder::DayMonthYear => self.day_first.as_ref(),
            DateOrder::MonthDayYear => self.month_first.as_ref(),
            DateOrder::YearMonthDay | DateOrder::UnixTime => None,
        }
    }
}

impl OtherDays {
    /// Notes a text that is read as a day.
    pub(super) fn note(&mut self, holder: &Holder, text: &[u8]) {
        let text = trimmed(text);
        let evidence = DateEvidence::of(text);
        let order = match evidence {
            DateEvidence::Only(order @ (DateOrder::DayMonthYear | DateOrder::MonthDayYear)) => Some(order),
            DateEvidence::Ambiguous { .. } => None,
            _ => return,
        };
        let Some(mark) = Form::of(text, order.unwrap_or(DateOrder::DayMonthYear)).mark() else { return };
        let dates = self.0.entry((holder.clone(), mark)).or_default();
        let kept = match order {
            Some(DateOrder::DayMonthYear) => &mut dates.day_first,
            Some(_) => &mut dates.month_first,
            None => &mut dates.either,
        };
        let text = String::from_utf8_lossy(text).into_owned();
        *kept = Some(kept.take().map_or_else(|| text.clone(), |known| known.min(text.clone())));
    }

    /// Adds what was noted elsewhere.
    pub(super) fn merge(&mut self, other: &Self) {
        for (key, dates) in &other.0 {
            let own = self.0.entry(key.clone()).or_default();
            for (own, other) in [
                (&mut own.day_first, &dates.day_first),
                (&mut own.month_first, &dates.month_first),
                (&mut own.either, &dates.either),
            ] {
                *own = own.take().into_iter().chain(other.clone()).min();
            }
        }
    }

    /// The dates of which nothing tells that they are written in the order that all are read in; those of the column of the
    /// answers' days tell it themselves.
    pub(super) fn doubts(
        &self,
        inputs: &Inputs,
        own: Option<&str>,
        (order, noticed): (DateOrder, &Noticed),
    ) -> Vec<Problem> {
        let doubt = |((holder, mark), dates): (&(Holder, char), &Dates)| {
            let column = match holder {
                Holder::At(at) => inputs.column(Some(*at))?,
                Holder::Called(name) => name,
            };
            let other = match order {
                DateOrder::DayMonthYear => DateOrder::MonthDayYear,
                _ => DateOrder::DayMonthYear,
            };
            let is_proven = dates.of(order).is_some()
                || noticed.dates(|form| form.mark() == Some(*mark) && form.decides()) > 0;
            if own == Some(column) || (is_proven && dates.of(other).is_none()) {
                return None;
            }
            Some(dates.problem(column))
        };
        self.0.iter().filter_map(doubt).collect()
    }
}

impl Dates {
    fn problem(&self, column: &str) -> Problem {
        let name = date_order_name;
        let (day_first, month_first) = (name(DateOrder::DayMonthYear), name(DateOrder::MonthDayYear));
        match (&self.day_first, &self.month_first, &self.either) {
            (Some(one), Some(other), _) => {
                Problem::new(format!("the column `{column}` holds `{one}`, with the day first, and `{other}`, with the month first"))
                    .hint("write its dates anew as YYYY-MM-DD")
            }
            (Some(date), ..) => Problem::new(format!("`{date}` in the column `{column}` is a date with the day first"))
                .hint(format!("state it for all dates: `source.date_format: {day_first}`; or write those of one column anew as YYYY-MM-DD")),
            (_, Some(date), _) => Problem::new(format!("`{date}` in the column `{column}` is a date with the month first"))
                .hint(format!("state it for all dates: `source.date_format: {month_first}`; or write those of one column anew as YYYY-MM-DD")),
            (.., either) => {
                let date = either.as_deref().unwrap_or_default();
                Problem::new(format!("`{date}` in the column `{column}` may be read with the day or the month first"))
                    .hint(format!("set `source.date_format` to `{day_first}` or `{month_first}`"))
            }
        }
    }
}
