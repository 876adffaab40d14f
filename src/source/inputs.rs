//! What is known of the inputs once their headers are read.

use std::path::PathBuf;
use std::sync::Arc;

use super::described::Described;
use super::encoded::Encoded;
use super::filled::Place;
use super::json;
use super::names::name;
use super::open::Stamp;
use super::parquet::Holds;
use super::records::Layout;
use super::table::Table;
use crate::config::Source;
use crate::error::{self, Problem};
use crate::survey::Encoding;

/// What is wrong with the inputs, told apart by who has to mend it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Faults {
    /// What the config asks for and the data do not have.
    pub config: Vec<Problem>,
    /// Files that cannot be used.
    pub data: Vec<Problem>,
}

/// A file, and where its needed cells are.
#[derive(Debug, Clone, PartialEq)]
pub struct Input {
    /// Its path.
    pub path: PathBuf,
    /// What shows that it is still the file whose header was read.
    pub(super) stamp: Stamp,
    /// How its rows are found.
    pub(super) format: Format,
    /// For text files, whose records can be compared with those of files with the same headings.
    pub(super) kin: Option<Kin>,
    /// The encoding of a text file.
    pub encoded: Option<Encoded>,
    /// What it is.
    pub described: Described,
    /// Names of all its columns; of objects, as far as they were looked at.
    pub(super) headings: Vec<String>,
    /// Where the cells of each needed column are; empty where all of them are in the file.
    pub(super) filled: Vec<Place>,
    /// The needed cells of the rows below the first of the header that are no answers, as far as they were looked at.
    pub passed_over: Vec<Vec<String>>,
    /// How it is laid out.
    pub(super) laid_out: Arc<Source>,
    /// What is worth telling of it.
    pub(super) noticed: Vec<Problem>,
}

/// Files with the same headings, in any order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Kin {
    /// The same number for all of them.
    pub(super) number: usize,
    /// The columns in the order of the first such file; none where it is the file's own.
    pub(super) order: Option<Vec<usize>>,
}

/// How the rows of a file are found.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Format {
    /// As the records of a text file.
    Text(Layout),
    /// As the objects of JSON, of which these values are needed.
    Json(json::Needed),
    /// In row groups of columns.
    Parquet {
        /// How many row groups.
        groups: usize,
        /// Which columns are needed.
        places: Vec<usize>,
        /// What each of them holds.
        holds: Vec<Holds>,
    },
    /// As those of a table that is read already.
    Table {
        /// Its needed columns.
        table: Arc<Table>,
        /// Number of its first row in the file.
        first_row: u64,
    },
}

impl Format {
    /// How many chunks that are only named it has.
    pub(super) fn groups(&self) -> usize {
        match self {
            Self::Text(_) | Self::Json(_) => 0,
            Self::Parquet { groups, .. } => *groups,
            Self::Table { table, .. } => table.pieces(),
        }
    }
}

/// All files, at least one, sorted by path, and the names of the columns that are read.
#[derive(Debug, Clone, PartialEq)]
pub struct Inputs {
    /// The files.
    pub files: Vec<Input>,
    /// Names of the needed columns, in the order of their cells.
    pub columns: Vec<String>,
    /// The list of all who were asked, where that is apart.
    pub list: Option<Box<Inputs>>,
    /// Columns that some of the files lack.
    pub absent: Vec<Absent>,
}

/// A column that some files lack: it is blank in all of their rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absent {
    /// Its name.
    pub column: String,
    /// The names of these files, without their folders.
    pub files: Vec<String>,
    /// Where the column is stated.
    pub place: Option<error::Place>,
    /// What to do about it.
    pub hints: Vec<String>,
}

impl Input {
    /// The same number for files whose [records](super::row::Row::write_cells) can be compared; none for those without any.
    #[must_use]
    pub fn kin(&self) -> Option<usize> {
        self.kin.as_ref().map(|kin| kin.number)
    }

    /// In which order its columns are those of the others of its [kin](Self::kin), where not in its own.
    #[must_use]
    pub fn order(&self) -> Option<&[usize]> {
        self.kin.as_ref()?.order.as_deref()
    }

    /// What its text is in; UTF-8 where it is no text file.
    pub(super) fn encoding(&self) -> Encoding {
        self.encoded.as_ref().map_or(Encoding::UTF_8, |encoded| encoded.encoding)
    }

    /// Its size on disk, in bytes.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.stamp.size
    }

    /// Number of its first row, as a user counts: the header of a text file is row 1.
    #[must_use]
    pub fn first_row(&self) -> u64 {
        match &self.format {
            Format::Text(_) => (self.laid_out.titles() + self.laid_out.rows_above()) as u64 + 1,
            Format::Parquet { .. } | Format::Json(_) => 1,
            Format::Table { first_row, .. } => *first_row,
        }
    }

    /// How many rows below its first row of headings are no answers, as is stated.
    #[must_use]
    pub fn rows_passed_over(&self) -> usize {
        self.laid_out.rows_above() - 1
    }

    /// Whether its cells of a needed column are written, as texts or numbers, and not typed as days or moments.
    #[must_use]
    pub fn is_written(&self, at: usize) -> bool {
        let at = match self.filled.get(at) {
            Some(Place::Always(_)) => return true,
            Some(Place::Own(at)) => *at,
            None => at,
        };
        match &self.format {
            Format::Text(_) | Format::Json(_) => true,
            Format::Parquet { holds, .. } => holds.get(at).is_some_and(|holds| *holds != Holds::Dates),
            Format::Table { table, .. } => table.holds(at) != Holds::Dates,
        }
    }
}

impl Inputs {
    /// What is worth telling of the files, though nothing is wrong with them.
    pub fn noticed(&self) -> impl Iterator<Item = &Problem> {
        let of_list = self.list.iter().flat_map(|list| &list.files);
        self.files.iter().chain(of_list).flat_map(|input| &input.noticed)
    }

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
