//! What an export holds, for whoever has no config yet: what its columns may be for, by how they are called and what is in them, and a
//! config that says so.
//!
//! All of it is a guess, and told as one: whatever may well be otherwise stands among the doubts.

mod columns;
mod config;
mod names;
mod roles;
mod words;

use std::path::{Path, PathBuf};

use crate::config::{Named, Preset, Source, presets};
use crate::error::{Error, Kind, Problem};
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
    let files = paths.iter().map(|path| Named { value: path.to_string_lossy().into_owned(), place: None });
    let plain = Source { files: files.collect(), ..Source::default() };
    let all = |glanced: Vec<Result<Glance, Problem>>| {
        let (mut found, mut problems) = (Vec::new(), Vec::new());
        for (path, glance) in paths.iter().zip(glanced) {
            match glance {
                Ok(glance) => found.push((path.clone(), glance)),
                Err(problem) => problems.push(problem),
            }
        }
        if problems.is_empty() { Ok(found) } else { Err(Error { kind: Kind::Data, problems }) }
    };
    let at_first = all(paths.iter().map(|path| glance(path, &plain)).collect())?;
    let preset = known(&at_first);
    let (files, source) = match &preset {
        None => (at_first, plain),
        Some(preset) => {
            let source = Source { files: plain.files, only: Vec::new(), ..preset.source.clone() };
            (all(paths.iter().map(|path| glance(path, &source)).collect())?, source)
        }
    };
    let (columns, rows) = columns::look(&files, &source).map_err(unreadable)?;
    let roles = roles::guess(&columns, rows, preset.as_ref());
    Ok(Found { files, source, preset, columns, rows, roles })
}

/// The preset that all files fit, and of several the one that is known by most.
fn known(files: &[(PathBuf, Glance)]) -> Option<Preset> {
    let fits = |preset: &Preset| files.iter().all(|(_, glance)| preset.fits(&glance.headings));
    presets()
        .into_iter()
        .filter(|preset| !files.is_empty() && fits(preset))
        .max_by_key(|preset| preset.known_by.len())
}

fn unreadable(faults: Faults) -> Error {
    Error { kind: Kind::Data, problems: faults.config.into_iter().chain(faults.data).collect() }
}

/// The name of a file without its folder and ending, as the title of a report.
fn title(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}
