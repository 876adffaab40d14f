//! Figures as CSV, for programs that read text, and for people.

use super::list::{COLUMNS, Cell, FigureList};
use crate::pages::spreadsheet::{self, harmless};
use crate::survey::Day;

/// One row for each figure: numbers with a point and a plain minus, dates as `2026-09-30`, blank where there is none.
pub(super) fn csv(lists: &[&FigureList]) -> Vec<u8> {
    let figures = lists.iter().flat_map(|list| list.rows()).map(|row| row.iter().map(text).collect());
    spreadsheet::csv(std::iter::once(COLUMNS.map(str::to_owned).to_vec()).chain(figures))
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.as_deref().map(harmless),
        Cell::Date(days) => days.and_then(|days| Day::from_epoch(days.into())).map(|day| day.to_string()),
        Cell::Number(number) => number.map(|number| number.to_string()),
        Cell::Whole(number) => number.map(|number| number.to_string()),
    }
    .unwrap_or_default()
}
