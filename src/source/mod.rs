//! Files into records: which files, how each is packed and laid out, and their bytes as one stream of chunks
//! that are split into the needed cells.
//!
//! What a score, a date or a region is, is not known here; cells are bytes, and go on to `responses`.

mod files;
mod header;
mod open;
mod records;
mod stream;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use crate::config::{Columns, Named, Source};
use crate::error::{Place, Problem};

use open::Stamp;

pub use records::{Cell, Layout, Row, Rows};
pub use stream::{CHUNK, Chunk, Failure, Spot, Stream};

/// How many names a list in a message holds at most.
const NAMES_SHOWN: usize = 12;

/// What is wrong with the inputs, told apart by who has to mend it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Faults {
    /// What the config asks for and the data do not have.
    pub config: Vec<Problem>,
    /// Files that cannot be used.
    pub data: Vec<Problem>,
}

/// A file, and where its needed cells are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Its path.
    pub path: PathBuf,
    /// What shows that it is still the file whose header was read.
    stamp: Stamp,
    /// Where its cells are.
    pub layout: Layout,
}

/// All files, at least one, sorted by path, and the names of the columns that are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inputs {
    /// The files.
    pub files: Vec<Input>,
    /// Name of the score column.
    pub score: String,
    /// Name of the date column.
    pub date: Option<String>,
    /// Name of the region column.
    pub region: Option<String>,
}

impl Inputs {
    /// Size of all files on disk, in bytes.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.files.iter().map(|input| input.stamp.size).sum()
    }

    /// Name of a file, without its folder.
    #[must_use]
    pub fn name(&self, file: usize) -> String {
        self.files.get(file).map(|input| name(&input.path)).unwrap_or_default()
    }
}

/// Finds the files, and in the header of each the needed columns. No row is read yet.
///
/// # Errors
/// With everything that is wrong in all files: a pattern that matches nothing, a file that cannot be read or
/// is no text, a header without a needed column or with two of that name.
pub fn inputs(source: &Source, columns: &Columns) -> Result<Inputs, Faults> {
    let mut faults = Faults::default();
    let paths = files::files(source, &mut faults);
    let needed: Vec<&Named<String>> = [Some(&columns.score), columns.date.as_ref(), columns.region.as_ref()]
        .into_iter()
        .flatten()
        .collect();
    let wanted: Vec<&str> = needed.iter().map(|column| column.value.trim()).collect();
    let mut headers = Vec::new();
    for path in paths {
        match header::read(&path, source.delimiter, &wanted) {
            Ok(header) => headers.push((path, header)),
            Err(problem) => faults.data.push(problem),
        }
    }
    for column in needed {
        faults.config.extend(missing(column, &headers));
        faults.data.extend(headers.iter().filter_map(|(path, header)| doubled(column, path, header)));
    }
    if faults != Faults::default() {
        return Err(faults);
    }
    let files = headers.into_iter().filter_map(|(path, header)| {
        let find = |column: &Named<String>| header.names.iter().position(|n| n == column.value.trim());
        let layout = Layout {
            delimiter: header.delimiter,
            width: header.names.len(),
            score: find(&columns.score)?,
            date: columns.date.as_ref().and_then(find),
            region: columns.region.as_ref().and_then(find),
        };
        Some(Input { path, stamp: header.stamp, layout })
    });
    let name = |column: &Named<String>| column.value.trim().to_owned();
    Ok(Inputs {
        files: files.collect(),
        score: name(&columns.score),
        date: columns.date.as_ref().map(name),
        region: columns.region.as_ref().map(name),
    })
}

/// The problem that some files have no such column.
fn missing(column: &Named<String>, headers: &[(PathBuf, header::Header)]) -> Option<Problem> {
    let wanted = column.value.trim();
    let without: Vec<_> =
        headers.iter().filter(|(_, header)| !header.names.iter().any(|n| n == wanted)).collect();
    let (path, header) = without.first()?;
    let files = list(without.iter().map(|(path, _)| name(path)), without.len());
    let place = column.place.clone().unwrap_or_else(|| Place::File(path.clone()));
    let names = || header.names.iter().map(String::as_str).filter(|name| !name.is_empty());
    let problem =
        Problem::new(format!("no column `{wanted}` in {files}")).at(place).did_you_mean(wanted, names());
    Some(if problem.hints.is_empty() {
        problem.hint(format!("its columns are {}", list(names(), names().count())))
    } else {
        problem
    })
}

/// The problem that a file has two columns of a needed name.
fn doubled(column: &Named<String>, path: &Path, header: &header::Header) -> Option<Problem> {
    let wanted = column.value.trim();
    let count = header.names.iter().filter(|name| *name == wanted).count();
    (count > 1).then(|| {
        Problem::new(format!("{count} columns of `{}` are named `{wanted}`", name(path)))
            .in_file(path)
            .hint("give each column a name of its own")
    })
}

/// The name of a file, without its folder.
fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// Names in backticks, the first twelve of them.
fn list(names: impl Iterator<Item = impl std::fmt::Display>, count: usize) -> String {
    let shown: Vec<_> = names.take(NAMES_SHOWN).map(|name| format!("`{name}`")).collect();
    match count.saturating_sub(shown.len()) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
