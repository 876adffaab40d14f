//! Rows that are left out, as CSV for whoever mends them: what is to be said of each, and then all of its cells as they were.

use std::io::Write;

use csv::{Terminator, Writer, WriterBuilder};

use crate::error::{Error, Kind, Problem};
use crate::pages::spreadsheet::BYTE_ORDER_MARK;
use crate::responses::{LeftOut, Standing, TakeRows};

/// What is said of each row. Columns of the data that are called so are left out where all of them are there, as in such a file that was
/// mended and sent back; one by chance is another column.
const COLUMNS: [&str; 6] =
    ["plaudit_file", "plaudit_sheet", "plaudit_row", "plaudit_left_out", "plaudit_reason", "plaudit_columns"];

/// After all others, what stood beyond the cells of the header.
const BEYOND: &str = "plaudit_beyond";

/// Writes rows that are left out.
pub struct LeftOutRows<W: Write> {
    writer: Writer<W>,
    /// Which columns of the data are written.
    kept: Vec<usize>,
    /// How many rows were written that are left out for a fault, are outside the question, and have answers with faults.
    counts: [u64; 3],
}

impl<W: Write> LeftOutRows<W> {
    /// Nothing yet.
    pub fn new(to: W) -> Self {
        let writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(to);
        Self { writer, kept: Vec::new(), counts: [0; 3] }
    }

    /// How many rows were written that are left out for a fault, that are outside the question, and that have answers with faults.
    ///
    /// # Errors
    /// When the last of them cannot be written.
    pub fn done(mut self) -> Result<[u64; 3], Error> {
        self.writer.flush().map_err(|error| unwritten(&error))?;
        Ok(self.counts)
    }

    fn record<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) -> Result<(), Error> {
        self.writer.write_record(cells).map_err(|error| unwritten(&error))
    }
}

impl<W: Write> TakeRows for LeftOutRows<W> {
    fn start(&mut self, columns: &[&str]) -> Result<(), Error> {
        let is_called_so = |name: &str| COLUMNS.contains(&name) || name == BEYOND;
        let is_sent_back = COLUMNS.iter().all(|ours| columns.contains(ours));
        let is_ours = |name: &str| is_sent_back && is_called_so(name);
        self.kept = (0..).zip(columns).filter(|(_, name)| !is_ours(name)).map(|(at, _)| at).collect();
        let name =
            |name: &str| if is_called_so(name) { format!("{name} of the data") } else { harmless(name) };
        let names = columns.iter().copied().filter(|name| !is_ours(name)).map(name);
        let mut names: Vec<String> = COLUMNS.map(str::to_owned).into_iter().chain(names).collect();
        names.iter_mut().take(1).for_each(|first| first.insert_str(0, BYTE_ORDER_MARK));
        self.record(names.iter().map(String::as_str).chain([BEYOND]))
    }

    fn take(&mut self, row: &LeftOut<'_>) -> Result<(), Error> {
        let standing = match row.standing {
            Standing::Fault => 0,
            Standing::Outside => 1,
            Standing::Answer => 2,
        };
        self.counts.iter_mut().skip(standing).take(1).for_each(|rows| *rows += 1);
        let said = [
            harmless(row.file),
            harmless(row.sheet.unwrap_or_default()),
            row.row.to_string(),
            ["fault", "outside", "answer"].get(standing).copied().unwrap_or_default().to_owned(),
            row.reasons.join("; "),
            harmless(&row.columns.join("; ")),
        ];
        let kept =
            self.kept.iter().map(|at| row.cells.get(*at).map_or_else(String::new, |cell| harmless(cell)));
        let cells: Vec<String> = said.into_iter().chain(kept).chain([harmless(row.beyond)]).collect();
        self.record(cells.iter().map(String::as_str))
    }
}

fn unwritten(error: &impl std::fmt::Display) -> Error {
    Error::new(Kind::Output, Problem::new(format!("the rows cannot be written: {error}")))
}

/// A text that no spreadsheet takes for a formula: one that looks like it has an apostrophe before it. Numbers with a sign are none,
/// and line breaks stay, as the text is to be what it was.
fn harmless(text: &str) -> String {
    let start = text.trim_start();
    let is_number =
        |rest: &str| rest.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
    let looks_like_it =
        start.starts_with(['=', '@']) || start.strip_prefix(['+', '-']).is_some_and(|rest| !is_number(rest));
    if looks_like_it { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_formula_has_an_apostrophe_and_all_else_is_as_it_was() {
        for text in ["=1+1", " \t=cmd", "@SUM(A1)", "+1-1", "-2+3", "\r\n=x", "-x"] {
            assert_eq!(harmless(text), format!("'{text}"));
        }
        for text in ["-5", "+380441234567", "-0,5", "a=b", "two\nlines", "", "5-", "'=1"] {
            assert_eq!(harmless(text), text);
        }
    }
}
