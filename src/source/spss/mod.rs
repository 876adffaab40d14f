//! SPSS files, `.sav` and `.zsav`. The needed variables are read once and whole, and kept as a [`Table`].
//!
//! Written after the description of system files in the PSPP Developers Guide. A variable whose values have labels gives these, but where
//! numbers are needed; a value without a label is its number.

mod data;
mod dictionary;
mod fault;

use std::fs::{self, File};
use std::io::{BufReader, Read, Seek};
use std::path::Path;

use super::needed::Needed;
use super::open::{Stamp, failed};
use super::parquet::Holds;
use super::table::{Filling, Table, Value, most_rows};
use crate::config::Source;
use crate::error::Problem;
use crate::survey::canonical;

use data::{Data, Element};
use dictionary::{Dictionary, Format, Variable};
use fault::Fault;

/// What is known of a file, and its needed variables.
#[derive(Debug)]
pub(super) struct About {
    pub(super) stamp: Stamp,
    /// Names of the variables, in their canonical form.
    pub(super) names: Vec<String>,
    pub(super) table: Table,
    pub(super) noticed: Vec<Problem>,
}

/// Seconds of a day.
const A_DAY: f64 = 86_400.0;

/// Days from the first one of the Gregorian calendar, 1582-10-14, which these files count from, to 1970-01-01.
const BEFORE_1970: f64 = 141_428.0;

/// Reads the needed variables of a file; nothing where it is no SPSS file, or cannot be opened.
///
/// # Errors
/// When it cannot be read.
pub(super) fn about(path: &Path, source: &Source, needed: &[Needed]) -> Result<Option<About>, Problem> {
    let is_file = fs::metadata(path).is_ok_and(|about| about.is_file());
    let Some(mut file) = is_file.then(|| File::open(path).ok()).flatten() else { return Ok(None) };
    let mut start = Vec::new();
    file.by_ref().take(4).read_to_end(&mut start).map_err(|error| failed(path, &error))?;
    if !matches!(start.as_slice(), b"$FL2" | b"$FL3") {
        return Ok(None);
    }
    file.rewind().map_err(|error| failed(path, &error))?;
    let stamp = Stamp::of(&file.metadata().map_err(|error| failed(path, &error))?);
    read(file, source, needed)
        .map(|(names, table, noticed)| {
            let noticed = noticed.into_iter().map(|what| Problem::new(what).in_file(path)).collect();
            Some(About { stamp, names, table, noticed })
        })
        .map_err(|fault| fault.problem(path))
}

fn read(file: File, source: &Source, needed: &[Needed]) -> Result<(Vec<String>, Table, Vec<String>), Fault> {
    let most = most_rows(file.metadata()?.len(), needed.len());
    let mut file = BufReader::with_capacity(256 << 10, file);
    let dictionary = Dictionary::read(&mut file)?;
    let mut names: Vec<String> =
        dictionary.variables.iter().map(|variable| canonical(&variable.name).into_owned()).collect();
    source.rename(&mut names);
    let place =
        |name: &String| needed.iter().position(|needed| !name.is_empty() && needed.column.value == *name);
    let wanted: Vec<Option<usize>> = names.iter().map(place).collect();
    let mut filling = Filling::new(needed.len());
    let mut data = Data::new(file, &dictionary)?;
    let mut missing = vec![0_u64; needed.len()];
    let (mut row, mut bytes) = (0, Vec::new());
    while data.has_more()? {
        if row as u64 == most {
            return Err(Fault::Damaged("it says that it has more rows than a file of its size can have"));
        }
        // Rows are rows, whatever is in them.
        for (variable, column) in dictionary.variables.iter().zip(&wanted) {
            let is_filled = if variable.width == 0 {
                let element = data.next_number()?;
                put_number(&mut filling, (row, *column), (variable, element), (needed, &mut missing))
            } else {
                read_text(&mut data, variable, &mut bytes)?;
                put_text(&mut filling, (row, *column), (variable, &bytes), &dictionary)
            };
            if is_filled {
                filling.fill(row);
            }
        }
        filling.has_row(row);
        row += 1;
    }
    if dictionary.rows.is_some_and(|rows| row < rows) {
        return Err(Fault::Damaged("it has fewer rows than it says: it is cut short"));
    }
    let noticed = missing.iter().zip(needed).filter(|(count, _)| **count > 0).map(|(count, needed)| {
        let values = crate::error::counted(*count, "value");
        format!(
            "{values} of the variable `{}` stand for no answer, as the file says, and are read as blank",
            needed.column.value
        )
    });
    let noticed = noticed.collect();
    Ok((names, filling.done(), noticed))
}

/// Puts a number into its cell, and tells whether there is one.
fn put_number(
    filling: &mut Filling,
    (row, column): (usize, Option<usize>),
    (variable, element): (&Variable, Element),
    (needed, missing): (&[Needed], &mut [u64]),
) -> bool {
    let Element::Value(number) = element else { return false };
    if number.is_nan() {
        return false;
    }
    if variable.is_missing(number) {
        missing.iter_mut().skip(column.unwrap_or(usize::MAX)).take(1).for_each(|count| *count += 1);
        return false;
    }
    let Some(column) = column else { return true };
    let takes_words = needed.get(column).is_some_and(|needed| (needed.takes)(Holds::Truths));
    let label = variable.labels.get(&number.to_bits()).filter(|_| takes_words);
    let value = match (label, variable.format) {
        (Some(label), _) => Value::Text(label),
        (None, Format::Date) => moment(number).map_or(Value::Number(number), Value::Local),
        (None, Format::Other) => Value::Number(number),
    };
    filling.put(row, column, value);
    true
}

/// A moment, in whole seconds since 1970-01-01.
fn moment(seconds: f64) -> Option<i64> {
    let moment = seconds.floor() - BEFORE_1970 * A_DAY;
    #[expect(clippy::cast_possible_truncation, reason = "it is within these bounds")]
    (-1e6 * A_DAY..1e6 * A_DAY).contains(&moment).then_some(moment as i64)
}

/// Reads a text without the blanks at its end.
fn read_text(data: &mut Data, variable: &Variable, bytes: &mut Vec<u8>) -> Result<(), Fault> {
    bytes.clear();
    for width in variable.segments() {
        let start = bytes.len();
        for _ in 0..width.elements {
            match data.next()? {
                Element::Bytes(part) => bytes.extend_from_slice(&part),
                Element::Value(number) => bytes.extend_from_slice(&number.to_le_bytes()),
                Element::Missing => bytes.extend_from_slice(&[b' '; 8]),
            }
        }
        bytes.truncate(start + width.bytes);
    }
    let end = bytes.iter().rposition(|byte| !matches!(byte, b' ' | 0)).map_or(0, |last| last + 1);
    bytes.truncate(end);
    Ok(())
}

fn put_text(
    filling: &mut Filling,
    (row, column): (usize, Option<usize>),
    (variable, bytes): (&Variable, &[u8]),
    dictionary: &Dictionary,
) -> bool {
    if bytes.is_empty() {
        return false;
    }
    if let Some(column) = column {
        let text = dictionary.text(bytes);
        let label = variable.texts.get(bytes);
        filling.put(row, column, Value::Text(label.map_or(&*text, String::as_str)));
    }
    true
}
