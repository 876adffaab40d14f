//! The report as text and back.

use super::types::{Report, SCHEMA};

/// The report as JSON: stable key order, two spaces, a final line break.
///
/// # Errors
/// When a number is not finite, which no report holds.
pub fn to_json(report: &Report) -> Result<String, serde_json::Error> {
    Ok(serde_json::to_string_pretty(report)? + "\n")
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
