//! Triple-S surveys: a definition in XML, and beside it a file with the data. Needed variables are read once and whole, and kept as a
//! [`Table`].
//!
//! Written after the Triple-S XML Standard, version 2.0, which takes in 1.1 and 1.2. Of a variable of `single` type a cell is the label
//! of its value, but where numbers are needed; of one of `multiple` type the labels of all chosen values, with semicolons between them.

mod data;
mod definition;
mod fault;
#[cfg(test)]
mod tests;
mod value;

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::needed::Needed;
use super::open::{Stamp, open};
use super::table::Table;
use crate::config::Source;
use crate::error::{Problem, counted};
use crate::survey::{Encoding, canonical};

use definition::Definition;
use fault::Fault;

/// What is known of a survey, and its needed variables.
#[derive(Debug)]
pub(super) struct About {
    pub(super) stamp: Stamp,
    /// Names of the variables, in their canonical form.
    pub(super) names: Vec<String>,
    pub(super) table: Table,
    /// Number of the first row in the file of the data, which is this.
    pub(super) first_row: u64,
    pub(super) data: PathBuf,
    pub(super) noticed: Vec<Problem>,
}

/// How much is looked at for the first element.
const START: u64 = 64 << 10;

/// No definition is longer, in bytes.
const LONGEST: u64 = 64 << 20;

/// Reads the needed variables of a survey; nothing where the file is no definition of one, or cannot be opened.
///
/// # Errors
/// When the definition or the data cannot be read.
pub(super) fn about(path: &Path, source: &Source, needed: &[Needed]) -> Result<Option<About>, Problem> {
    let Some((stamp, text)) = definition(path)? else { return Ok(None) };
    let survey = Definition::read(&text).map_err(|fault| fault.problem(path))?;
    let data = data::beside(path, &survey)?;
    crate::files::keep_in_mind(&data);
    let read =
        data::read(&data, &survey, source.encoding, needed).map_err(|fault| fault.problem_of_data(&data))?;
    let without_label = read.without_label.iter().zip(needed).filter(|(count, _)| **count > 0);
    let without_label = without_label.map(|(count, needed)| {
        let values = counted(*count, "value");
        let what = format!(
            "{values} of the variable `{}` have no label in `{}`",
            needed.column.value,
            path.display()
        );
        Problem::new(what).in_file(&data).hint("they are told by their codes")
    });
    let guess = read.guess.map(|encoding| {
        let what = format!("`{}` is read as {}, which is a guess", data.display(), encoding.name());
        Problem::new(what).in_file(&data).hint("if letters are wrong, state `source.encoding`")
    });
    let noticed = guess.into_iter().chain(without_label).collect();
    let mut names: Vec<String> =
        survey.variables.iter().map(|variable| canonical(&variable.name).into_owned()).collect();
    source.rename(&mut names);
    let first_row = survey.skip.saturating_add(1);
    Ok(Some(About { stamp, names, table: read.table, first_row, data, noticed }))
}

/// The text of a file, where that is a definition.
fn definition(path: &Path) -> Result<Option<(Stamp, String)>, Problem> {
    let is_file = fs::metadata(path).is_ok_and(|about| about.is_file());
    let Some(opened) = is_file.then(|| open(path, Encoding::UTF_8).ok()).flatten() else { return Ok(None) };
    let (mut bytes, stamp, is_recoded) = (opened.ahead, opened.stamp, opened.mark.is_some());
    let mut rest = opened.bytes;
    // What is wrong with the file is told where texts are read.
    if bytes.trim_ascii_start().first() != Some(&b'<')
        || rest.by_ref().take(START).read_to_end(&mut bytes).is_err()
    {
        return Ok(None);
    }
    if memchr::memmem::find(&bytes, b"<sss").is_none() {
        return Ok(None);
    }
    let read = rest.take(LONGEST).read_to_end(&mut bytes);
    read.map_err(|error| Fault::from(error).problem(path))?;
    if bytes.len() as u64 > LONGEST {
        return Err(Fault::damaged("it is longer than any").problem(path));
    }
    let stated = if is_recoded { None } else { stated(&bytes).map_err(|fault| fault.problem(path))? };
    let text = stated.unwrap_or(Encoding::UTF_8).text(&bytes).0.into_owned();
    Ok(Some((stamp, text)))
}

/// The encoding that the first line of an XML text states.
fn stated(text: &[u8]) -> Result<Option<Encoding>, Fault> {
    let line = text.trim_ascii_start();
    let end = memchr::memmem::find(line, b"?>").unwrap_or(0);
    let line = String::from_utf8_lossy(line.get(..end).unwrap_or_default());
    let Some((_, after)) = line.split_once("encoding") else { return Ok(None) };
    let Some(label) = after.split(['"', '\'']).nth(1) else { return Ok(None) };
    let encoding = Encoding::named(label).ok_or_else(|| Fault::Encoding(label.to_owned()))?;
    // It could not have been read as far as this if it were in units of two bytes.
    let is_wide = [Encoding::UTF_16LE, Encoding::UTF_16BE].contains(&encoding);
    Ok(Some(encoding).filter(|_| !is_wide))
}
