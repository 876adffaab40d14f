//! What is known of a file before its rows are read.

use std::path::Path;

use super::encoded::Encoded;
use super::equal::Trace;
use super::header;
use super::open::Stamp;
use super::parquet::{self, Nest};
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
}

pub(super) enum Kind {
    Text { delimiter: u8, encoded: Encoded },
    Parquet { groups: usize, columns: Vec<parquet::Column>, nests: Vec<(String, Nest)> },
}

impl Head {
    /// What groups columns, or values, under this name, where something does.
    pub(super) fn nest(&self, name: &str) -> Option<Nest> {
        let Kind::Parquet { nests, .. } = &self.kind else { return None };
        nests.iter().find(|(path, _)| path == name).map(|(_, nest)| *nest)
    }
}

pub(super) fn head(path: &Path, source: &Source, wanted: &[&str]) -> Result<Head, Problem> {
    if parquet::is_parquet(path) {
        let parquet::About { stamp, columns, nests, groups, rows } = parquet::about(path)?;
        let names = columns.iter().map(|column| canonical(&column.name).into_owned()).collect();
        let trace = if rows == 0 { Trace::NoRows } else { Trace::Parquet(stamp.size) };
        return Ok(Head { stamp, names, trace, kind: Kind::Parquet { groups, columns, nests } });
    }
    let header::Header { stamp, delimiter, names, trace, encoded } = header::read(path, source, wanted)?;
    Ok(Head { stamp, names, trace, kind: Kind::Text { delimiter, encoded } })
}
