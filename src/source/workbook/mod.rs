//! Workbooks: XLSX, XLSB, XLS and ODS. The needed columns of one sheet are read once and whole, and kept as a [`Table`].
//!
//! A workbook is a program's file, and may be damaged, or made to harm: whatever calamine would not come to an end with is looked for
//! before, and where it panics that is told as damage.

mod archive;
mod book;
mod choice;
mod fault;
mod hidden;
mod ods;
mod ole;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::ops::ControlFlow;
use std::path::Path;

use super::described::SheetRead;
use super::names::name;
use super::open::{Stamp, failed};
use super::table::{Filling, Table};
use crate::config::Source;
use crate::error::{Problem, counted};

use book::{At, Book, Held};
use fault::Fault;

/// What is known of a workbook, and the needed columns of its sheet.
#[derive(Debug)]
pub(super) struct About {
    pub(super) stamp: Stamp,
    /// Headings by their columns, not yet in their canonical form.
    pub(super) headings: Vec<String>,
    /// The needed columns that there are, in the order of what was wanted.
    pub(super) table: Table,
    /// The sheet, whose rows are counted from 1.
    pub(super) sheet: SheetRead,
    /// The number of the first row of answers.
    pub(super) first_row: u64,
    /// Which row was taken for the header, where it was found and not stated, and some columns are not in it.
    pub(super) taken: Option<String>,
    /// The cells of the rows below the first of the header that are no answers.
    pub(super) passed_over: Vec<Vec<String>>,
    /// What is worth telling though every row was read.
    pub(super) noticed: Vec<Problem>,
}

/// Reads the needed columns of a workbook, whose header is the row that has the required ones; nothing where the file is none, or cannot be opened.
///
/// # Errors
/// When it cannot be read, and when it has no such sheet or several that may be meant.
pub(super) fn about(
    path: &Path,
    source: &Source,
    (wanted, required): (&[&str], &[&str]),
) -> Result<Option<About>, Problem> {
    // What is no file is told where texts are opened.
    let Some(file) =
        fs::metadata(path).is_ok_and(|about| about.is_file()).then(|| File::open(path).ok()).flatten()
    else {
        return Ok(None);
    };
    let stamp = Stamp::of(&file.metadata().map_err(|error| failed(path, &error))?);
    let Some(mut book) = Book::open(path, file).map_err(|fault| fault.problem(path))? else {
        return Ok(None);
    };
    let choice::Choice { sheet, header, headings, taken, passed_over } =
        choice::choose(&mut book, path, source, required)?;
    let mut noticed = Vec::new();
    if sheet.is_hidden {
        let what = format!("the sheet `{}` of `{}` is hidden, and was read", sheet.name, name(path));
        noticed.push(
            Problem::new(what).in_file(path).hint("if another one is meant, name it in `source.sheet`"),
        );
    }
    // For each column of the sheet which needed one it is.
    let needed: Vec<Option<usize>> = headings
        .iter()
        .map(|heading| wanted.iter().position(|wanted| !heading.is_empty() && wanted == heading))
        .collect();
    let above = header + u32::try_from(source.rows_above()).unwrap_or(0);
    let (table, errors) =
        read(&mut book, (&sheet.name, above), &needed, wanted.len()).map_err(|fault| fault.problem(path))?;
    for (column, (count, first)) in errors {
        let what = format!(
            "{} of the column `{}` of `{}` {} an error such as `#N/A`, and {} as blank: the first is {} of the sheet `{}`",
            counted(count, "cell"),
            wanted.get(column).unwrap_or(&""),
            name(path),
            if count == 1 { "holds" } else { "hold" },
            if count == 1 { "is read" } else { "are read" },
            reference(first),
            sheet.name,
        );
        noticed.push(Problem::new(what).in_file(path).hint("mend the formula there, if the value is known"));
    }
    if book.unknown > 0 {
        let n = book.unknown;
        let (hold, are) = if n == 1 { ("holds", "is") } else { ("hold", "are") };
        let what = format!(
            "{} of the sheet `{}` of `{}` {hold} an error that is not known, and {are} read as blank",
            counted(n, "cell"),
            sheet.name,
            name(path)
        );
        noticed
            .push(Problem::new(what).in_file(path).hint("mend the formulas there, if the values are known"));
    }
    let of_kind = hidden::rows(path, book.archived(), sheet.number);
    let last = above.saturating_add(u32::try_from(table.rows()).unwrap_or(u32::MAX));
    let below = of_kind.into_iter().flat_map(|rows| rows.start.max(above)..rows.end.min(last));
    let hidden_rows = below.filter(|row| table.is_filled((row - above) as usize)).count() as u64;
    let sheet = SheetRead { name: sheet.name, header_row: u64::from(header) + 1, hidden_rows };
    // Rows are counted from 1.
    let first_row = u64::from(above) + 1;
    Ok(Some(About { stamp, headings, table, sheet, first_row, taken, passed_over, noticed }))
}

/// All columns of a sheet whose first row of answers is known; nothing where the file is no workbook any more.
///
/// # Errors
/// When it cannot be read.
pub(super) fn whole(
    path: &Path,
    (sheet, first_row): (&SheetRead, u64),
    headings: &[String],
) -> Result<Option<(Stamp, Table)>, Problem> {
    let file = File::open(path).map_err(|error| failed(path, &error))?;
    let stamp = Stamp::of(&file.metadata().map_err(|error| failed(path, &error))?);
    let above = u32::try_from(first_row.saturating_sub(1)).unwrap_or(0);
    let all: Vec<Option<usize>> = (0..headings.len()).map(Some).collect();
    let read = |mut book: Book| read(&mut book, (&sheet.name, above), &all, all.len());
    let table = Book::open(path, file).and_then(|book| book.map(read).transpose());
    Ok(table.map_err(|fault| fault.problem(path))?.map(|(table, _)| (stamp, table)))
}

/// How many cells of a needed column are errors, and the first of them.
type Errors = BTreeMap<usize, (u64, At)>;

/// Reads so many columns below so many rows: of each column of the sheet it is said which of them it is.
fn read(
    book: &mut Book,
    (sheet, above): (&str, u32),
    needed: &[Option<usize>],
    width: usize,
) -> Result<(Table, Errors), Fault> {
    let (mut filling, mut errors) = (Filling::new(width), Errors::new());
    book.cells(sheet, &mut |at, held| {
        let Some(row) = at.0.checked_sub(above).map(|row| row as usize) else {
            return ControlFlow::Continue(());
        };
        if held == Held::Nothing {
            return ControlFlow::Continue(());
        }
        filling.fill(row);
        let Some(column) = needed.get(at.1 as usize).copied().flatten() else {
            return ControlFlow::Continue(());
        };
        if let Held::Value(value) = held {
            filling.put(row, column, value);
        } else {
            let (count, first) = errors.entry(column).or_insert((0, at));
            *count += 1;
            *first = at.min(*first);
        }
        ControlFlow::Continue(())
    })?;
    Ok((filling.done(), errors))
}

/// A cell as spreadsheets name it: `C17`.
fn reference((row, column): At) -> String {
    let (mut letters, mut rest) = (Vec::new(), column + 1);
    while rest > 0 {
        letters.push(char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap_or(0)));
        rest = (rest - 1) / 26;
    }
    let letters: String = letters.iter().rev().collect();
    format!("{letters}{}", row + 1)
}

#[cfg(test)]
mod tests {
    use super::reference;

    #[test]
    fn cells_are_named_as_spreadsheets_name_them() {
        for (at, name) in [
            ((16, 2), "C17"),
            ((0, 25), "Z1"),
            ((1, 26), "AA2"),
            ((0, 701), "ZZ1"),
            ((0, 702), "AAA1"),
            ((0, 16_383), "XFD1"),
        ] {
            assert_eq!(reference(at), name);
        }
    }
}
