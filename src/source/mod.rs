//! Files into rows: which files, how each is packed and laid out, and all of them as one stream of chunks that
//! are split into the needed cells.
//!
//! What a score, a date or a region is, is not known here; cells go on to `responses`. A text file is split by
//! `records`, a Parquet file unpacked by `parquet`; both give the same [`Row`].

mod columns;
mod equal;
mod files;
mod header;
mod open;
mod parquet;
mod records;
mod row;
mod stream;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use crate::config::{Repeated, Source};
use crate::error::Problem;
use crate::survey::canonical;

use equal::Trace;
use open::Stamp;
use parquet::Nest;
use records::Layout;

pub use columns::Needed;
pub use parquet::Holds;
pub use row::{Cell, Row, Visitor};
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
    /// How its rows are found.
    format: Format,
    /// For text files, whose records can be compared with those of files with the same headings.
    kin: Option<Kin>,
}

/// Files with the same headings, in any order.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Kin {
    /// The same number for all of them.
    number: usize,
    /// The columns in the order of the first such file; none where it is the file's own.
    order: Option<Vec<usize>>,
}

/// How the rows of a file are found.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Format {
    /// As the records of a text file.
    Text(Layout),
    /// In row groups of columns.
    Parquet {
        /// How many row groups.
        groups: usize,
        /// Which columns are needed.
        places: Vec<usize>,
        /// What each of them holds.
        holds: Vec<Holds>,
    },
}

/// All files, at least one, sorted by path, and the names of the columns that are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inputs {
    /// The files.
    pub files: Vec<Input>,
    /// Names of the needed columns, in the order of their cells.
    pub columns: Vec<String>,
}

impl Input {
    /// The same number for files whose [records](Row::write_cells) can be compared; none for those without any.
    #[must_use]
    pub fn kin(&self) -> Option<usize> {
        self.kin.as_ref().map(|kin| kin.number)
    }

    /// In which order its columns are those of the others of its [kin](Self::kin), where not in its own.
    #[must_use]
    pub fn order(&self) -> Option<&[usize]> {
        self.kin.as_ref()?.order.as_deref()
    }

    /// Its size on disk, in bytes.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.stamp.size
    }

    /// Number of its first row, as a user counts: the header of a text file is row 1.
    #[must_use]
    pub fn first_row(&self) -> u64 {
        match self.format {
            Format::Text(_) => 2,
            Format::Parquet { .. } => 1,
        }
    }

    /// Whether its cells of a needed column are written, as texts or numbers, and not typed as days or moments.
    #[must_use]
    pub fn is_written(&self, at: usize) -> bool {
        match &self.format {
            Format::Text(_) => true,
            Format::Parquet { holds, .. } => holds.get(at).is_some_and(|holds| *holds != Holds::Dates),
        }
    }
}

impl Inputs {
    /// Size of all files on disk, in bytes.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.files.iter().map(Input::size).sum()
    }

    /// Name of a file, without its folder.
    #[must_use]
    pub fn name(&self, file: usize) -> String {
        self.files.get(file).map(|input| name(&input.path)).unwrap_or_default()
    }

    /// Name of a needed column.
    #[must_use]
    pub fn column(&self, at: Option<usize>) -> Option<&str> {
        at.and_then(|at| self.columns.get(at)).map(String::as_str)
    }
}

/// Files that a run is to write and that a later run would then read as answers, since a pattern finds them.
#[must_use]
pub fn own_outputs(source: &Source, written: &[PathBuf]) -> Vec<Problem> {
    let mut problems: Vec<Problem> = Vec::new();
    for path in written {
        let Some(pattern) = files::pattern_of(source, path) else { continue };
        let what = format!(
            "the pattern `{}` finds `{}` too, which is about to be written",
            pattern.value,
            path.display()
        );
        if problems.iter().all(|other| other.place != pattern.place) {
            let problem = Problem::new(what).at(pattern.place.clone());
            problems
                .push(problem.hint("name another folder with `--out`, or a pattern that finds answers only"));
        }
    }
    problems
}

/// Finds the files, and in the header of each the needed columns. No row is read yet.
///
/// # Errors
/// With everything that is wrong in all files: a pattern that matches nothing, a file that cannot be read or
/// is no text, a header without a needed column or with two of that name, a column that cannot hold what it is needed
/// for, files of equal contents where these are refused.
pub fn inputs(source: &Source, needed: &[Needed]) -> Result<Inputs, Faults> {
    let mut faults = Faults::default();
    let paths = files::files(source, &mut faults);
    for path in &paths {
        crate::files::keep_in_mind(path);
    }
    let wanted: Vec<&str> = needed.iter().map(|needed| needed.column.value.as_str()).collect();
    let mut heads = Vec::new();
    for path in paths {
        match head(&path, source, &wanted) {
            Ok(head) => heads.push((path, head)),
            Err(problem) => faults.data.push(problem),
        }
    }
    // That a name is empty is said already.
    for needed in needed.iter().filter(|needed| !needed.column.value.is_empty()) {
        faults.config.extend(columns::missing(&needed.column, &heads));
        let unusable = heads.iter().filter_map(|(path, head)| columns::unusable(needed, path, head));
        faults.data.extend(unusable);
    }
    if source.repeated == Repeated::Refuse {
        faults.data.extend(equal::problems(heads.iter().map(|(path, head)| (path, head.trace))));
    }
    if faults != Faults::default() {
        return Err(faults);
    }
    let names: Vec<String> = needed.iter().map(|needed| needed.column.value.clone()).collect();
    let mut kinds = Vec::new();
    let files = heads.into_iter().filter_map(|(path, head)| {
        let find = |column: &String| head.names.iter().position(|name| name == column);
        let places = names.iter().map(find).collect::<Option<Vec<_>>>()?;
        let kin = match head.kind {
            Kind::Text { .. } => Some(kin(&mut kinds, named(&head.names))),
            Kind::Parquet { .. } => None,
        };
        let format = match head.kind {
            Kind::Text { delimiter } => Format::Text(Layout { delimiter, width: head.names.len(), places }),
            Kind::Parquet { groups, columns, .. } => {
                let holds = places.iter().filter_map(|place| Some(columns.get(*place)?.holds)).collect();
                Format::Parquet { groups, places, holds }
            }
        };
        Some(Input { path, stamp: head.stamp, format, kin })
    });
    Ok(Inputs { files: files.collect(), columns: names.clone() })
}

/// Headings without blank ones at their end.
fn named(headings: &[String]) -> Vec<String> {
    let end = headings.iter().rposition(|heading| !heading.is_empty()).map_or(0, |last| last + 1);
    headings.iter().take(end).cloned().collect()
}

/// What makes records of files with these headings alike, given the headings of each kind of file so far as they were first
/// met, and sorted.
fn kin(kinds: &mut Vec<[Vec<String>; 2]>, headings: Vec<String>) -> Kin {
    let mut sorted = headings.clone();
    sorted.sort_unstable();
    let known = kinds.iter().position(|[_, other]| *other == sorted);
    let Some((number, [first, _])) = known.and_then(|number| Some((number, kinds.get(number)?))) else {
        kinds.push([headings, sorted]);
        return Kin { number: kinds.len() - 1, order: None };
    };
    // Of several columns with one heading, the first is the first.
    let mut left: Vec<Option<&String>> = headings.iter().map(Some).collect();
    let mut take = |heading: &String| {
        let at = left.iter().position(|other| *other == Some(heading))?;
        left.get_mut(at)?.take();
        Some(at)
    };
    let order = (*first != headings).then(|| first.iter().filter_map(&mut take).collect());
    Kin { number, order }
}

/// What is known of a file before its rows are read.
struct Head {
    stamp: Stamp,
    /// Names of its columns, in their canonical form.
    names: Vec<String>,
    trace: Trace,
    kind: Kind,
}

enum Kind {
    Text { delimiter: u8 },
    Parquet { groups: usize, columns: Vec<parquet::Column>, nests: Vec<(String, Nest)> },
}

impl Head {
    /// What groups columns, or values, under this name, where something does.
    fn nest(&self, name: &str) -> Option<Nest> {
        let Kind::Parquet { nests, .. } = &self.kind else { return None };
        nests.iter().find(|(path, _)| path == name).map(|(_, nest)| *nest)
    }
}

fn head(path: &Path, source: &Source, wanted: &[&str]) -> Result<Head, Problem> {
    if parquet::is_parquet(path) {
        let parquet::About { stamp, columns, nests, groups, rows } = parquet::about(path)?;
        let names = columns.iter().map(|column| canonical(&column.name).into_owned()).collect();
        let trace = if rows == 0 { Trace::NoRows } else { Trace::Parquet(stamp.size) };
        return Ok(Head { stamp, names, trace, kind: Kind::Parquet { groups, columns, nests } });
    }
    let header::Header { stamp, delimiter, names, trace } = header::read(path, source.delimiter, wanted)?;
    Ok(Head { stamp, names, trace, kind: Kind::Text { delimiter } })
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
