//! Figures as a workbook, for spreadsheets: a number is a number and a day a day there, whatever language they are set to. Of
//! CSV each takes what its language writes so: where decimals have a comma, `12.5` is a text, or the twelfth of May.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::list::{COLUMNS, Cell, FigureList};

/// How many rows a sheet has room for below its header.
const ROWS: usize = 1_048_575;

/// How many UTF-16 units a cell has room for.
const UNITS: usize = 32_767;

/// 1970-01-01 by the days that spreadsheets count.
const EPOCH: f64 = 25_569.0;

/// The format of a day in the language that a spreadsheet is set to, by its number in the list that all of them have.
const DAY: u8 = 14;

/// One row for each figure, on as many sheets as it takes.
pub(super) fn xlsx(lists: &[&FigureList]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // Equal figures are equal bytes, whenever they are written.
    let created = ExcelDateTime::from_ymd(1980, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let day = Format::new().set_num_format_index(DAY);
    let mut rows = lists.iter().flat_map(|list| list.rows()).peekable();
    for sheet_number in 1.. {
        let name = if sheet_number == 1 { "figures".to_owned() } else { format!("figures {sheet_number}") };
        let sheet = workbook.add_worksheet_with_low_memory()?.set_name(name)?;
        header(sheet)?;
        for (at, row) in (1..).zip(rows.by_ref().take(ROWS)) {
            for (column, cell) in (0..).zip(row) {
                put(sheet, (at, column), &cell, &day)?;
            }
        }
        if rows.peek().is_none() {
            break;
        }
    }
    workbook.save_to_buffer()
}

/// The names of the columns, which stay in sight.
fn header(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    for (column, name) in (0..).zip(COLUMNS) {
        sheet.write_string_with_format(0, column, name, &bold)?;
        if name.ends_with("_day") {
            // A day that is wider than its column is shown as `####`.
            sheet.set_column_width(column, 12)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

fn put(sheet: &mut Worksheet, (row, column): (u32, u16), cell: &Cell, day: &Format) -> Result<(), XlsxError> {
    match cell {
        // Written as a text it is one, whatever it looks like: neither a formula nor a number.
        Cell::Text(Some(text)) => sheet.write_string(row, column, fitting(text))?,
        Cell::Date(Some(days)) => {
            sheet.write_number_with_format(row, column, f64::from(*days) + EPOCH, day)?
        }
        Cell::Number(Some(number)) => sheet.write_number(row, column, *number)?,
        Cell::Whole(Some(n)) => {
            #[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
            let n = *n as f64;
            sheet.write_number(row, column, n)?
        }
        Cell::Text(None) | Cell::Date(None) | Cell::Number(None) | Cell::Whole(None) => sheet,
    };
    Ok(())
}

/// As much of a text as a cell has room for.
fn fitting(text: &str) -> String {
    let mut room = UNITS;
    let mut fits = |c: &char| {
        room.checked_sub(c.len_utf16()).is_some_and(|left| {
            room = left;
            true
        })
    };
    text.chars().take_while(|c| fits(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_where_a_cell_ends_and_no_letter_is_halved() {
        let long = "ж".repeat(UNITS - 1);
        assert_eq!(fitting(&long), long);
        assert_eq!(fitting(&(long.clone() + "😀ж")), long);
        assert_eq!(fitting(&(long.clone() + "жж")), long + "ж");
    }
}
