//! What a file is and what its columns are called, for whoever has no config yet.

use std::path::Path;

use super::described::Described;
use super::encoded::Encoded;
use super::head::{Head, Kind, head};
use super::parquet::Holds;
use crate::config::Source;
use crate::error::Problem;

/// What is known of a file before its rows are read.
#[derive(Debug, Clone, PartialEq)]
pub struct Glance {
    /// What it is.
    pub described: Described,
    /// What a text is written in.
    pub encoded: Option<Encoded>,
    /// Its headings, in their canonical form; a blank one for a column without.
    pub headings: Vec<String>,
}

/// Looks at a file that is laid out so.
///
/// # Errors
/// When it cannot be read.
pub fn glance(path: &Path, source: &Source) -> Result<Glance, Problem> {
    let head = head(path, source, &[])?;
    let described = head.described(path);
    let Head { names: mut headings, kind, .. } = head;
    if let Kind::Parquet { columns, .. } = &kind {
        // A column that no row has one value of is none that could be named.
        let mut columns = columns.iter();
        headings.retain(|_| {
            columns.next().is_some_and(|column| !column.is_list && !matches!(column.holds, Holds::Other(_)))
        });
    }
    let encoded = match kind {
        Kind::Text { encoded, .. } => Some(encoded),
        _ => None,
    };
    Ok(Glance { described, encoded, headings })
}
