//! What an export holds, for whoever has no config yet: what its columns may be for, by how they are called and what is in them, and a
//! config that says so.
//!
//! All of it is a guess, and told as one: whatever may well be otherwise stands among the doubts.

mod columns;
mod config;
mod layout;
mod names;
mod roles;
mod several;
mod words;

use std::path::{Path, PathBuf};

use crate::config::{Named, Preset, Source};
use crate::error::{Error, Kind};
use crate::source::{Faults, Glance, glance};

pub use columns::Column;
pub use config::Extent;
pub use roles::{Role, Roles};

/// What was found in the files of an export.
#[derive(Debug)]
pub struct Found {
    /// The files, as they were named, and what each is.
    pub files: Vec<(PathBuf, Glance)>,
    /// How they are laid out.
    pub source: Source,
    /// The layout that is known.
    pub preset: Option<Preset>,
    /// One that is nearly theirs, and what they lack of it.
    pub nearly: Option<(Preset, Vec<String>)>,
    /// Files that were named again.
    pub again: Vec<PathBuf>,
    /// In which row each file has its header by its looks, where that is not the same in all.
    pub header_rows: Vec<(PathBuf, u32)>,
    /// What is to be said of columns that files call otherwise.
    pub joined: Vec<String>,
    /// Their columns, in the order of the first file, and then what others have besides.
    pub columns: Vec<Column>,
    /// So many rows were looked at.
    pub rows: u64,
    /// What the columns may be for.
    pub roles: Roles,
}

/// Looks at the files of an export.
///
/// # Errors
/// When one of them cannot be read.
pub fn detect(paths: &[PathBuf]) -> Result<Found, Error> {
    let (paths, again) = several::once(paths);
    let named = paths.iter().map(|path| Named { value: path.to_string_lossy().into_owned(), place: None });
    let mut source = Source { files: named.collect(), ..Source::default() };
    let mut files = glances(&paths, &source)?;
    let mut preset = layout::known(&files);
    let mut header_rows = Vec::new();
    if preset.is_none() {
        header_rows = several::header_rows(&files, &source);
        let first = header_rows.first().map_or(1, |(_, row)| *row);
        let are_alike = header_rows.iter().all(|(_, row)| *row == first);
        // Workbooks find their own.
        let is_text =
            |path: &PathBuf| files.iter().any(|(own, glance)| own == path && glance.encoded.is_some());
        let has_titles = header_rows.iter().any(|(path, row)| *row > 1 && is_text(path));
        if has_titles && are_alike {
            source.header_row = Some(first);
            files = glances(&paths, &source)?;
            preset = layout::known(&files);
        }
        if !has_titles || are_alike {
            header_rows.clear();
        }
    }
    let mut joined = Vec::new();
    if let Some(preset) = &preset {
        let (named, header_row) = (source.files, source.header_row);
        source = Source { files: named, header_row, only: Vec::new(), ..preset.source.clone() };
        files = glances(&paths, &source)?;
    } else {
        let found = several::joined(&files, &source).map_err(unreadable)?;
        joined = found.told;
        if !found.headings.is_empty() {
            source.headings = found.headings;
            files = glances(&paths, &source)?;
        }
    }
    let nearly = if preset.is_none() { layout::nearly(&files) } else { None };
    let (columns, rows) = columns::look(&files, &source).map_err(unreadable)?;
    let roles = roles::guess(&columns, rows, preset.as_ref());
    Ok(Found { files, source, preset, nearly, again, header_rows, joined, columns, rows, roles })
}

/// What each file is; with all that cannot be read.
fn glances(paths: &[PathBuf], source: &Source) -> Result<Vec<(PathBuf, Glance)>, Error> {
    let (mut found, mut problems) = (Vec::new(), Vec::new());
    for path in paths {
        match glance(path, source) {
            Ok(glance) => found.push((path.clone(), glance)),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(found) } else { Err(Error { kind: Kind::Data, problems }) }
}

fn unreadable(faults: Faults) -> Error {
    Error { kind: Kind::Data, problems: faults.config.into_iter().chain(faults.data).collect() }
}

/// The name of a file without its folder and ending, as the title of a report.
fn title(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}
