//! The report as text and back.

use serde::{Deserialize, Serialize};

use super::index::Index;
use super::types::{Report, SCHEMA};

/// The report as JSON: stable key order, two spaces, a final line break.
///
/// # Errors
/// When a number is not finite, which no report holds.
pub fn to_json(report: &Report) -> Result<String, serde_json::Error> {
    Ok(serde_json::to_string_pretty(report)? + "\n")
}

/// The index as JSON, in the same form.
///
/// # Errors
/// When a number is not finite, which no index holds.
pub fn index_to_json(index: &Index) -> Result<String, serde_json::Error> {
    Ok(serde_json::to_string_pretty(index)? + "\n")
}

/// All that a report or an index holds, in a form that is quicker to make than the files: to tell whether anything has
/// changed.
///
/// # Errors
/// When a number is not finite.
pub fn essence(figures: &impl Serialize) -> Result<Vec<u8>, serde_json::Error> {
    serde_json::to_vec(figures)
}

/// A report from its JSON.
///
/// # Errors
/// What is wrong with the text, and where: line and column from 1.
pub fn from_json(json: &str) -> Result<Report, String> {
    let report: Report = serde_json::from_str(json).map_err(|e| e.to_string())?;
    if report.schema != SCHEMA {
        return Err(format!("its schema is `{}`; this program reads `{SCHEMA}`", report.schema));
    }
    match super::verify::fault(&report) {
        Some(fault) => Err(format!("its figures do not agree: {fault}")),
        None => Ok(report),
    }
}

/// Of the JSON of an index the folder of the first report that could be made, if any; nothing where it is no index.
#[must_use]
pub fn first_in_index(json: &str) -> Option<Option<String>> {
    #[derive(Deserialize)]
    struct Head {
        schema: String,
    }
    let head: Head = serde_json::from_str(json).ok()?;
    if !head.schema.starts_with("plaudit-index/") {
        return None;
    }
    let tiers = serde_json::from_str(json).map_or_else(|_| Vec::new(), |index: Index| index.tiers);
    let mut made = tiers.into_iter().flat_map(|tier| tier.rows).filter(|row| row.fault.is_none());
    Some(made.next().map(|row| row.folder))
}
