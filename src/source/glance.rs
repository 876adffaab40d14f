//! What a file is and what its columns are called, for whoever has no config yet.

use std::path::Path;

use super::encoded::Encoded;
use super::head::{Head, Kind, head};
use crate::config::Source;
use crate::error::Problem;

/// What is known of a file before its rows are read.
#[derive(Debug, Clone, PartialEq)]
pub struct Glance {
    /// What kind of file it is.
    pub kind: &'static str,
    /// What a text is written in.
    pub encoded: Option<Encoded>,
    /// What separates its cells.
    pub delimiter: Option<u8>,
    /// Its headings, in their canonical form; a blank one for a column without.
    pub headings: Vec<String>,
}

/// Looks at a file that is laid out so.
///
/// # Errors
/// When it cannot be read.
pub fn glance(path: &Path, source: &Source) -> Result<Glance, Problem> {
    let head = head(path, source, &[])?;
    let kind = match &head.kind {
        Kind::Text { .. } => "CSV",
        Kind::Parquet { .. } => "Parquet",
        Kind::Json { .. } => "JSON",
        Kind::Table { .. } if head.has_sheets() => "workbook",
        Kind::Table { .. } => "SPSS",
    };
    let Head { names: headings, kind: known, .. } = head;
    let (delimiter, encoded) = match known {
        Kind::Text { delimiter, encoded } => (Some(delimiter), Some(encoded)),
        _ => (None, None),
    };
    Ok(Glance { kind, encoded, delimiter, headings })
}
