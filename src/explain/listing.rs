//! The figures that can be explained, one for each group of a report.

use super::{Case, head};
use crate::error::Error;

/// A figure that can be explained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its JSON Pointer.
    pub path: String,
    /// What it is.
    pub what: String,
    /// What the page shows.
    pub shown: String,
}

/// The main figures of a report: those of its head, then those of each part, in the order of the page.
///
/// # Errors
/// When the language has no words, which a test rules out.
pub fn list(case: &Case<'_>) -> Result<Vec<Listed>, Error> {
    let from = case.material(case.words()?);
    let all = head::main_figures(&from).into_iter().chain(case.report.sections.main_figures(&from));
    let listed = all.map(|(path, told)| {
        let shown = case.on_page(&told.forms).unwrap_or_default();
        Listed { path, what: told.what, shown }
    });
    Ok(listed.collect())
}
