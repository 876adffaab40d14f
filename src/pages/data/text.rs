//! Figures as CSV, for programs that read text, and for people.

use csv::{Terminator, WriterBuilder};

use super::list::{COLUMNS, Cell, FigureList};
use crate::pages::mailing::{BYTE_ORDER_MARK, harmless};
use crate::survey::Day;

/// One row for each figure: numbers with a point and a plain minus, dates as `2026-09-30`, blank where there is none.
pub(super) fn csv(lists: &[&FigureList]) -> Vec<u8> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    // Writing into memory does not fail.
    let _ = writer.write_record(COLUMNS);
    for row in lists.iter().flat_map(|list| list.rows()) {
        let _ = writer.write_record(row.iter().map(text));
    }
    [BYTE_ORDER_MARK.as_bytes(), &writer.into_inner().unwrap_or_default()].concat()
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
