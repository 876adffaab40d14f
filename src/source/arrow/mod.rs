//! Arrow IPC, files and streams, which Feather calls its version 2. Needed columns are read once and whole, and kept as a [`Table`].
//!
//! Written after the Arrow Columnar Format, version 1.5. Of a batch of rows only the needed columns are read, and no more room is made for them
//! than the file has bytes, or may have had before it was packed.

mod columns;
mod fault;
mod flat;
mod messages;
mod schema;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::fs::{self, File};
use std::path::Path;

use super::guard::guarded;
use super::needed::Needed;
use super::open::{Stamp, failed};
use super::parquet::Holds;
use super::table::{Filling, Table, most_rows};
use crate::error::Problem;
use crate::survey::canonical;

use columns::{Column, Dictionaries};
use fault::Fault;
use messages::{Header, Messages};
use schema::{Schema, Type};

/// What is known of a file, and its needed columns.
#[derive(Debug)]
pub(super) struct About {
    pub(super) stamp: Stamp,
    /// Names of the columns, in their canonical form.
    pub(super) names: Vec<String>,
    pub(super) table: Table,
}

/// Reads the needed columns of a file; nothing where it is no Arrow file, or cannot be opened.
///
/// # Errors
/// When it cannot be read.
pub(super) fn about(path: &Path, needed: &[Needed]) -> Result<Option<About>, Problem> {
    let is_file = fs::metadata(path).is_ok_and(|about| about.is_file());
    let Some(file) = is_file.then(|| File::open(path).ok()).flatten() else { return Ok(None) };
    let stamp = Stamp::of(&file.metadata().map_err(|error| failed(path, &error))?);
    let read = || {
        let Some(messages) = Messages::of(file, stamp.size)? else { return Ok(None) };
        read(messages, needed, most_rows(stamp.size, needed.len())).map(Some)
    };
    let read = guarded(read).unwrap_or_else(|| Err(Fault::damaged("it is damaged")));
    let read = read.map_err(|fault| fault.problem(path))?;
    Ok(read.map(|(names, table)| About { stamp, names, table }))
}

fn read(mut messages: Messages, needed: &[Needed], most: u64) -> Result<(Vec<String>, Table), Fault> {
    let schema = messages.schema()?;
    let names: Vec<String> =
        schema.columns.iter().map(|column| canonical(&column.name).into_owned()).collect();
    let place =
        |name: &String| needed.iter().position(|needed| !name.is_empty() && needed.column.value == *name);
    let wanted: Vec<Option<usize>> = names.iter().map(place).collect();
    let mut filling = Filling::new(needed.len());
    for (column, place) in schema.columns.iter().zip(&wanted) {
        if let (Some(place), Some(holds)) = (place, column.holds()) {
            filling.says(*place, holds);
        }
    }
    let is_wanted: Vec<bool> = wanted.iter().map(Option::is_some).collect();
    let mut dictionaries: Dictionaries = HashMap::new();
    let mut rows = 0;
    while let Some(mut message) = messages.next()? {
        let (header, body) = message.parts()?;
        match header {
            Header::Dictionary(dictionary) => {
                let (id, is_delta) = (dictionary.number(0, 8, 0)?, dictionary.number(2, 1, 0)? != 0);
                let (Some(of), Some(data)) = (schema.dictionary(id), dictionary.table(1)?) else { continue };
                let columns = columns::read(body, data, &Schema::of_dictionary(of), &[true])?;
                let chunks = dictionaries.entry(id).or_default();
                if !is_delta {
                    chunks.clear();
                }
                chunks.extend(columns.into_iter().flatten());
            }
            Header::Batch(batch) => {
                let length = u64::try_from(batch.number(0, 8, 0)?).unwrap_or(u64::MAX);
                if length > most - rows {
                    return Err(Fault::damaged(
                        "it says that it has more rows than a file of its size can have",
                    ));
                }
                let columns = columns::read(body, batch, &schema, &is_wanted)?;
                put(&mut filling, (rows, length), (&columns, &wanted), &dictionaries)?;
                rows += length;
            }
            Header::Other => {}
        }
    }
    Ok((names, filling.done()))
}

/// Puts the columns of a batch into the table, from a row on.
fn put(
    filling: &mut Filling,
    (start, length): (u64, u64),
    (columns, wanted): (&[Option<Column>], &[Option<usize>]),
    dictionaries: &Dictionaries,
) -> Result<(), Fault> {
    let row = |at: u64| usize::try_from(start + at).unwrap_or(usize::MAX);
    // What is in columns that nobody needs is not known.
    let may_hold_more = wanted.iter().any(Option::is_none);
    for at in 0..length {
        filling.has_row(row(at));
        if may_hold_more {
            filling.fill(row(at));
        }
    }
    for (column, place) in columns.iter().zip(wanted) {
        let (Some(column), Some(place)) = (column, place) else { continue };
        for at in 0..length {
            let index = usize::try_from(at).unwrap_or(usize::MAX);
            if let Some(value) = column.value(index, dictionaries)? {
                filling.put(row(at), *place, value.as_value());
                filling.fill(row(at));
            }
        }
    }
    Ok(())
}

impl schema::Leaf {
    /// What the column holds where that is of no use, or its values do not tell.
    fn holds(&self) -> Option<Holds> {
        match self.kind {
            Type::Other(what) => Some(Holds::Other(what)),
            _ => None,
        }
    }
}
