//! The report as text and back.

use serde::{Deserialize, Serialize};
use serde_json::error::Category;

use super::build::GENERATOR;
use super::index::{INDEX_SCHEMA, Index};
use crate::sections::{Report, SCHEMA};

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
    if let Some(other) = serde_json::from_str(json).ok().and_then(|head: Written| head.by_another()) {
        return Err(other);
    }
    let report: Report = serde_json::from_str(json).map_err(|e| told(&e))?;
    match super::verify::fault(&report) {
        Some(fault) => Err(format!("its figures do not agree: {fault}")),
        None => Ok(report),
    }
}

/// What a file says of who wrote it.
#[derive(Deserialize)]
struct Written {
    schema: String,
    #[serde(default)]
    generator: String,
}

impl Written {
    /// Which other program wrote it, if another did, and what to do.
    fn by_another(&self) -> Option<String> {
        let Self { schema, generator } = self;
        let number = |schema: &str| schema.strip_prefix("plaudit-report/")?.parse::<u32>().ok();
        let (own, theirs) = (number(SCHEMA)?, number(schema));
        if theirs == Some(own) {
            return None;
        }
        let who = if generator.is_empty() { "another version".to_owned() } else { format!("`{generator}`") };
        let what =
            format!("{who} wrote it in the layout `{schema}`; this program, {GENERATOR}, reads `{SCHEMA}`");
        Some(match theirs {
            Some(theirs) if theirs < own => {
                format!(
                    "{what}: build the report again from its config, or render it with the version that wrote it"
                )
            }
            Some(_) => format!("{what}: render it with a newer plaudit"),
            None => format!("{what}: it is no report.json"),
        })
    }
}

/// What is wrong with a text that is no report, for people who wrote none by hand.
fn told(error: &serde_json::Error) -> String {
    let (line, column) = (error.line(), error.column());
    match error.classify() {
        Category::Eof => "it ends before it is whole: copy it again, or build it again".to_owned(),
        Category::Syntax => {
            format!("from line {line}, column {column} on it is no JSON: it was changed or damaged")
        }
        Category::Data | Category::Io => {
            let said = error.to_string();
            let name = said.split('`').nth(1).unwrap_or_default();
            let what = if said.starts_with("missing field") {
                format!("`{name}` is missing before line {line}, column {column}")
            } else if said.starts_with("unknown field") {
                format!("`{name}` is nothing that this version knows")
            } else {
                format!("what ends in line {line}, column {column} is not as this version writes it")
            };
            format!("{what}: another version wrote the file, or it was changed")
        }
    }
}

/// An index from its JSON; nothing where the text is no index at all.
///
/// # Errors
/// What is wrong with the text, and where: line and column from 1.
#[must_use]
pub fn index_from_json(json: &str) -> Option<Result<Index, String>> {
    #[derive(Deserialize)]
    struct Head {
        schema: String,
    }
    let Head { schema } = serde_json::from_str(json).ok()?;
    schema.starts_with("plaudit-index/").then(|| {
        if schema != INDEX_SCHEMA {
            return Err(format!("its schema is `{schema}`; this program reads `{INDEX_SCHEMA}`"));
        }
        serde_json::from_str(json).map_err(|e| told(&e))
    })
}
