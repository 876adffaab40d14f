//! What is known of a file before its rows are read.

use std::path::{Path, PathBuf};

use super::described::{Described, FileKind, SheetRead};
use super::encoded::Encoded;
use super::equal::Trace;
use super::header;
use super::json;
use super::needed::Needed;
use super::open::{Stamp, packed};
use super::parquet::{self, Holds, Nest};
use super::spss;
use super::table::Table;
use super::triple_s;
use super::workbook;
use crate::config::Source;
use crate::error::Problem;
use crate::survey::canonical;

/// What is known of a file before its rows are read.
pub(super) struct Head {
    pub(super) stamp: Stamp,
    /// Names of its columns, in their canonical form.
    pub(super) names: Vec<String>,
    pub(super) trace: Trace,
    pub(super) kind: Kind,
    /// What is worth telling though nothing is wrong.
    pub(super) noticed: Vec<Problem>,
    /// The file beside it that has its rows, where it has none itself.
    pub(super) beside: Option<PathBuf>,
    /// The cells of the rows below the first of the header that are no answers, as far as they were looked at.
    pub(super) passed_over: Vec<Vec<String>>,
}

pub(super) enum Kind {
    Text { delimiter: u8, encoded: Encoded },
    Parquet { groups: usize, columns: Vec<parquet::Column>, nests: Vec<(String, Nest)> },
    Json { keys: Vec<String> },
    Table { of: FileKind, table: Table, first_row: u64, sheet: Option<SheetRead>, taken: Option<String> },
}

impl Head {
    /// That of a file of which nothing else is to be told.
    fn new(stamp: Stamp, names: Vec<String>, trace: Trace, kind: Kind) -> Self {
        Self { stamp, names, trace, kind, noticed: Vec::new(), beside: None, passed_over: Vec::new() }
    }

    /// What groups columns, or values, under this name, where something does.
    pub(super) fn nest(&self, name: &str) -> Option<Nest> {
        let Kind::Parquet { nests, .. } = &self.kind else { return None };
        nests.iter().find(|(path, _)| path == name).map(|(_, nest)| *nest)
    }

    /// Whether it is a workbook.
    pub(super) fn has_sheets(&self) -> bool {
        matches!(self.kind, Kind::Table { sheet: Some(_), .. })
    }

    /// What it is.
    pub(super) fn described(&self, path: &Path) -> Described {
        let (kind, delimiter, sheet) = match &self.kind {
            Kind::Text { delimiter, .. } => (FileKind::Csv, Some(char::from(*delimiter)), None),
            Kind::Parquet { .. } => (FileKind::Parquet, None, None),
            Kind::Json { .. } => (FileKind::Json, None, None),
            Kind::Table { of, sheet, .. } => (*of, None, sheet.clone()),
        };
        let packed = if matches!(kind, FileKind::Csv | FileKind::Json) { packed(path) } else { None };
        Described { kind, packed, delimiter, sheet }
    }

    /// What a column holds, by its position and by that among those that are wanted, where that is known.
    pub(super) fn holds(&self, at: usize, wanted: usize) -> Option<Holds> {
        match &self.kind {
            Kind::Text { .. } | Kind::Json { .. } => None,
            Kind::Parquet { columns, .. } => columns.get(at).map(|column| column.holds),
            Kind::Table { table, .. } => Some(table.holds(wanted)),
        }
    }
}

pub(super) fn head(path: &Path, source: &Source, needed: &[Needed]) -> Result<Head, Problem> {
    let wanted: Vec<&str> = needed.iter().map(|needed| needed.column.value.as_str()).collect();
    let wanted = wanted.as_slice();
    if parquet::is_parquet(path) {
        let parquet::About { stamp, columns, nests, groups, rows } = parquet::about(path)?;
        let mut names: Vec<String> =
            columns.iter().map(|column| canonical(&column.name).into_owned()).collect();
        source.rename(&mut names);
        let trace = if rows == 0 { Trace::NoRows } else { Trace::Bytes(stamp.size) };
        let kind = Kind::Parquet { groups, columns, nests };
        return Ok(Head::new(stamp, names, trace, kind));
    }
    // The header of a sheet is looked for by the columns that every file has to have.
    let has_to_be = |needed: &&Needed| !needed.may_lack && !source.is_told_by_names(&needed.column.value);
    let required = needed.iter().filter(has_to_be).map(|needed| needed.column.value.as_str());
    let required: Vec<&str> = required.collect();
    if let Some(about) = workbook::about(path, source, (wanted, &required))? {
        let workbook::About { stamp, headings: names, table, sheet, first_row, taken, passed_over, noticed } =
            about;
        let trace = if table.rows() == 0 { Trace::NoRows } else { Trace::Bytes(stamp.size) };
        let kind = Kind::Table { of: FileKind::Workbook, table, first_row, sheet: Some(sheet), taken };
        return Ok(Head { noticed, passed_over, ..Head::new(stamp, names, trace, kind) });
    }
    if let Some(spss::About { stamp, names, table, noticed }) = spss::about(path, source, needed)? {
        let trace = if table.rows() == 0 { Trace::NoRows } else { Trace::Bytes(stamp.size) };
        let kind = Kind::Table { of: FileKind::Spss, table, first_row: 1, sheet: None, taken: None };
        return Ok(Head { noticed, ..Head::new(stamp, names, trace, kind) });
    }
    if let Some(about) = triple_s::about(path, source, needed)? {
        let triple_s::About { stamp, names, table, first_row, data, noticed } = about;
        let trace = if table.rows() == 0 { Trace::NoRows } else { Trace::Bytes(size_of(&data)) };
        let kind = Kind::Table { of: FileKind::TripleS, table, first_row, sheet: None, taken: None };
        return Ok(Head { noticed, beside: Some(data), ..Head::new(stamp, names, trace, kind) });
    }
    if let Some(json::About { stamp, names: keys, trace }) = json::about(path, source, wanted)? {
        let mut names = keys.clone();
        source.rename(&mut names);
        let kind = Kind::Json { keys };
        return Ok(Head::new(stamp, names, trace, kind));
    }
    let header::Header { stamp, delimiter, names, trace, encoded, passed_over } =
        header::read(path, source, wanted)?;
    let kind = Kind::Text { delimiter, encoded };
    Ok(Head { passed_over, ..Head::new(stamp, names, trace, kind) })
}

fn size_of(path: &Path) -> u64 {
    path.metadata().map_or(0, |about| about.len())
}
