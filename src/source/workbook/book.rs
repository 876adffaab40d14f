//! The sheets of a workbook and their cells. The only place that names the `calamine` crate.
//!
//! XLSX and XLSB give the cells of the one sheet that is asked for, one after another; of XLS and ODS calamine reads all sheets when
//! it opens them.

use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek};
use std::ops::ControlFlow;
use std::path::Path;

use calamine::{
    Data, DataRef, ExcelDateTime, Ods, Reader, SheetType, SheetVisible, Xls, Xlsb, XlsbError, Xlsx, XlsxError,
};
use zip::ZipArchive;

use super::archive::{self, Kind};
use super::fault::Fault;
use super::{ods, ole};
use crate::source::guard::guarded;
use crate::source::row::SECONDS_A_DAY;
use crate::source::table::Value;
use crate::survey::Day;

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Held<'a> {
    Nothing,
    Value(Value<'a>),
    /// An error of a formula, such as `#N/A`.
    Error,
}

/// Where a cell is: its row and its column, from 0.
pub(super) type At = (u32, u32);

/// Who is given cells; they come row by row as a rule, and a file may have them in another order.
pub(super) type Each<'a> = &'a mut dyn FnMut(At, Held<'_>) -> ControlFlow<()>;

/// A sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sheet {
    pub(super) name: String,
    /// Its position in the workbook, from 0.
    pub(super) number: usize,
    pub(super) is_hidden: bool,
}

/// An open workbook.
pub(super) struct Book {
    kind: Open,
    pub(super) sheets: Vec<Sheet>,
    /// How many errors that have no name were passed over when cells were given last; where they are is not known.
    pub(super) unknown: u64,
}

enum Open {
    Xlsx(Box<Xlsx<BufReader<File>>>),
    Xlsb(Box<Xlsb<BufReader<File>>>),
    Xls(Box<Xls<Cursor<Vec<u8>>>>),
    Ods(Box<Ods<BufReader<File>>>),
}

/// No sheet has more rows or columns.
const ROWS: u32 = 1 << 20;
const COLUMNS: u32 = 1 << 14;

/// Gives the cells of a sheet one after another, of the two kinds of workbooks that are alike but for their types.
macro_rules! give_cells {
    ($book:ident, $sheet:ident, $unknown_error:pat, $unknown:ident, $each:ident) => {{
        let mut cells = $book.worksheet_cells_reader($sheet).map_err(Fault::damaged)?;
        loop {
            match cells.next_cell() {
                Ok(Some(cell)) if give(cell.get_position(), held(cell.get_value()), $each)?.is_continue() => {
                }
                Ok(_) => return Ok(()),
                Err($unknown_error) => *$unknown += 1,
                Err(error) => return Err(Fault::damaged(error)),
            }
        }
    }};
}

impl Book {
    /// Opens a file; nothing where it is no workbook.
    ///
    /// # Errors
    /// When it is one that cannot be read.
    pub(super) fn open(path: &Path, mut file: File) -> Result<Option<Self>, Fault> {
        let mut start = Vec::new();
        file.by_ref().take(ole::MAGIC.len() as u64).read_to_end(&mut start)?;
        file.rewind()?;
        let kind = if start == ole::MAGIC {
            let size = file.metadata()?.len();
            let mut bytes = Vec::new();
            file.take(ole::LARGEST).read_to_end(&mut bytes)?;
            let checked = ole::check(&bytes);
            if size > ole::LARGEST && !matches!(checked, Err(Fault::Locked)) {
                return Err(Fault::TooLarge("XLS"));
            }
            checked?;
            Open::Xls(Box::new(guarded(|| Xls::new(Cursor::new(bytes))).ok_or_else(disagree)?.map_err(
                |error| match error {
                    calamine::XlsError::Password => Fault::Locked,
                    error => Fault::damaged(error),
                },
            )?))
        } else if start.starts_with(b"PK\x03\x04") {
            let Ok(mut archive) = ZipArchive::new(BufReader::new(file.try_clone()?)) else {
                return if seems_cut(path, file)? {
                    Err(Fault::damaged("it is cut short"))
                } else {
                    Ok(None)
                };
            };
            let Some(kind) = archive::kind(&archive) else { return Ok(None) };
            archive::check(&mut archive)?;
            match kind {
                Kind::Xlsx => archive::check_texts(&mut archive)?,
                Kind::Xlsb => {}
                Kind::Ods => ods::check(&mut archive)?,
            }
            file.rewind()?;
            let file = BufReader::new(file);
            let opened = guarded(|| match kind {
                Kind::Xlsx => Xlsx::new(file).map(|book| Open::Xlsx(Box::new(book))).map_err(Fault::damaged),
                Kind::Xlsb => Xlsb::new(file).map(|book| Open::Xlsb(Box::new(book))).map_err(Fault::damaged),
                Kind::Ods => Ods::new(file).map(|book| Open::Ods(Box::new(book))).map_err(Fault::damaged),
            });
            opened.ok_or_else(disagree)??
        } else {
            return Ok(None);
        };
        let sheets = match &kind {
            Open::Xlsx(book) => book.sheets_metadata(),
            Open::Xlsb(book) => book.sheets_metadata(),
            Open::Xls(book) => book.sheets_metadata(),
            Open::Ods(book) => book.sheets_metadata(),
        };
        let sheets = sheets.iter().enumerate().filter(|(_, sheet)| sheet.typ == SheetType::WorkSheet);
        let sheets = sheets
            .map(|(number, sheet)| Sheet {
                name: sheet.name.clone(),
                number,
                is_hidden: sheet.visible != SheetVisible::Visible,
            })
            .collect();
        Ok(Some(Self { kind, sheets, unknown: 0 }))
    }

    /// What kind of archive it is, if it is one.
    pub(super) fn archived(&self) -> Option<Kind> {
        match self.kind {
            Open::Xlsx(_) => Some(Kind::Xlsx),
            Open::Xlsb(_) => Some(Kind::Xlsb),
            Open::Ods(_) => Some(Kind::Ods),
            Open::Xls(_) => None,
        }
    }

    /// Gives the cells of a sheet, until no more are wanted.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(super) fn cells(&mut self, sheet: &str, each: Each<'_>) -> Result<(), Fault> {
        let (kind, unknown) = (&mut self.kind, &mut self.unknown);
        *unknown = 0;
        guarded(move || match kind {
            Open::Xlsx(book) => give_cells!(book, sheet, XlsxError::CellError(_), unknown, each),
            Open::Xlsb(book) => give_cells!(book, sheet, XlsbError::CellError(_), unknown, each),
            Open::Xls(book) => range(&book.worksheet_range(sheet).map_err(Fault::damaged)?, false, each),
            Open::Ods(book) => range(&book.worksheet_range(sheet).map_err(Fault::damaged)?, true, each),
        })
        .ok_or_else(disagree)?
    }
}

fn give(at: At, value: Held<'_>, each: Each<'_>) -> Result<ControlFlow<()>, Fault> {
    if at.0 >= ROWS || at.1 >= COLUMNS {
        return Err(Fault::damaged("a cell in it is beyond the last row or column of any sheet"));
    }
    Ok(each(at, value))
}

fn range(range: &calamine::Range<Data>, is_ods: bool, each: Each<'_>) -> Result<(), Fault> {
    let (top, left) = range.start().unwrap_or_default();
    for (row, column, data) in range.used_cells() {
        let at = (top + u32::try_from(row).unwrap_or(ROWS), left + u32::try_from(column).unwrap_or(COLUMNS));
        let value = match data {
            // In these files an error is the text that is shown.
            Data::String(text) if is_ods && is_error(text) => Held::Error,
            data => owned(data),
        };
        if give(at, value, each)?.is_break() {
            break;
        }
    }
    Ok(())
}

/// Whether a text is what spreadsheets show in place of a value.
fn is_error(text: &str) -> bool {
    let known = ["#N/A", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"];
    let of_number =
        || text.strip_prefix("Err:").is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()));
    known.contains(&text) || of_number()
}

fn held<'a>(value: &'a DataRef<'_>) -> Held<'a> {
    match value {
        DataRef::Int(number) => whole(*number),
        DataRef::Float(number) => Held::Value(Value::Number(*number)),
        DataRef::String(text) | DataRef::DurationIso(text) => written(text),
        DataRef::SharedString(text) => written(text),
        DataRef::Bool(is) => Held::Value(Value::Truth(*is)),
        DataRef::DateTime(moment) => dated(moment),
        DataRef::DateTimeIso(text) => iso(text),
        DataRef::Error(_) => Held::Error,
        DataRef::Empty => Held::Nothing,
    }
}

fn owned(value: &Data) -> Held<'_> {
    match value {
        Data::Int(number) => whole(*number),
        Data::Float(number) => Held::Value(Value::Number(*number)),
        Data::String(text) | Data::DurationIso(text) => written(text),
        Data::Bool(is) => Held::Value(Value::Truth(*is)),
        Data::DateTime(moment) => dated(moment),
        Data::DateTimeIso(text) => iso(text),
        Data::Error(_) => Held::Error,
        Data::Empty => Held::Nothing,
    }
}

fn written(text: &str) -> Held<'_> {
    if text.is_empty() { Held::Nothing } else { Held::Value(Value::Text(text)) }
}

/// Numbers of spreadsheets are floating-point ones, whatever they are kept as.
fn whole(number: i64) -> Held<'static> {
    #[expect(clippy::cast_precision_loss, reason = "those that are kept as whole numbers have 30 bits")]
    Held::Value(Value::Number(number as f64))
}

/// The day of a number that is shown as a date, as the workbook counts days; the number itself, where it is no day or is shown as a
/// time of day or a length of time.
fn dated(moment: &ExcelDateTime) -> Held<'static> {
    let number = moment.as_f64();
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let time = [hour, minute, second].into_iter().fold(0, |time, part| time * 60 + i64::from(part));
    let is_day = moment.is_datetime() && (1.0..2_958_466.0).contains(&number);
    let day = Day::new(year.into(), month.into(), day.into()).filter(|_| is_day);
    Held::Value(day.map_or(Value::Number(number), |day| local(day, time)))
}

/// A day, and how many seconds of it have passed.
fn local(day: Day, time: i64) -> Value<'static> {
    Value::Local(i64::from(day.since_epoch()) * SECONDS_A_DAY + time)
}

/// The day of a date as ISO 8601 writes it, where it is one without a mark of its zone; a text otherwise.
fn iso(text: &str) -> Held<'_> {
    let (date, time) = text.split_once('T').unwrap_or((text, ""));
    let mut parts = date.splitn(3, '-').map(|part| part.parse().ok());
    let day = match (parts.next().flatten(), parts.next().flatten(), parts.next().flatten()) {
        (Some(year), Some(month), Some(day)) => {
            i32::try_from(year).ok().and_then(|year| Day::new(year, month, day))
        }
        _ => None,
    };
    let is_local = time.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.' | b','));
    match day.filter(|_| is_local) {
        Some(day) => {
            let mut parts = time.split([':', '.', ',']).map(|part| part.parse().unwrap_or(0)).chain([0; 3]);
            let [hour, minute, second] = std::array::from_fn(|_| parts.next().unwrap_or(0_i64).min(59));
            Held::Value(local(day, hour * 3600 + minute * 60 + second))
        }
        None => written(text),
    }
}

/// Whether an archive without its end seems to be a workbook, by the name of its first part.
fn seems_cut(path: &Path, mut file: File) -> Result<bool, Fault> {
    let mut start = Vec::new();
    file.rewind()?;
    file.take(256).read_to_end(&mut start)?;
    let told = crate::files::not_text(path, &start, false);
    Ok(told.is_some_and(|problem| problem.message.contains("is a workbook,")))
}

fn disagree() -> Fault {
    Fault::damaged("its parts do not agree with each other")
}

#[cfg(test)]
mod tests {
    use calamine::{ExcelDateTime, ExcelDateTimeType};

    use super::*;

    fn on_day(held: &Held<'_>) -> Option<i64> {
        match held {
            Held::Value(Value::Local(moment)) => Some(moment.div_euclid(SECONDS_A_DAY)),
            _ => None,
        }
    }

    #[test]
    fn dates_are_days_as_the_workbook_counts_them() {
        let day = |number, is_1904| dated(&ExcelDateTime::new(number, ExcelDateTimeType::DateTime, is_1904));
        // By LibreOffice Calc: 46295 is 2026-09-30 counted from 1899-12-30, 44833 counted from 1904-01-01.
        for held in [day(46_295.0, false), day(46_295.99, false), day(44_833.0, true)] {
            assert_eq!(on_day(&held), Some(20_726));
        }
        // The number of a day that is too long by a part of a millisecond is that day's.
        assert_eq!(on_day(&day(46_294.999_999_999, false)), Some(20_726));
        for number in [0.5, -3.0, 60.0, 1e12, f64::NAN] {
            assert!(matches!(day(number, false), Held::Value(Value::Number(_))), "{number}");
        }
        let length = ExcelDateTime::new(46_295.0, ExcelDateTimeType::TimeDelta, false);
        assert_eq!(dated(&length), Held::Value(Value::Number(46_295.0)));
    }

    #[test]
    fn iso_dates_without_a_zone_are_days() {
        for text in ["2026-09-30", "2026-09-30T23:59:59", "2026-09-30T10:00:00.5"] {
            assert_eq!(on_day(&iso(text)), Some(20_726), "{text}");
        }
        for text in ["2026-09-30T10:00:00Z", "2026-02-30", "2026-09", "PT3H", "2026-09-30T10:00+02:00"] {
            assert_eq!(iso(text), Held::Value(Value::Text(text)));
        }
    }
}
