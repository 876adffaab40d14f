//! From a report and its charts to one self-contained HTML page. The only place that names tera.
//!
//! `view` turns figures into finished strings; the templates only place them. Everything that came from
//! outside reaches a template as text that tera escapes; the exceptions, marked `safe`, are our own SVG
//! and a CSS string that `view` makes.

mod tables;
mod templates;
mod view;

use std::path::Path;

use crate::charts::Charts;
use crate::error::Error;
use crate::report::Report;
use crate::wording::Words;

/// The page of a report.
///
/// # Errors
/// When a template of the override folder cannot be read, does not parse or does not render; the error has
/// its place.
pub fn render(
    report: &Report,
    words: &Words,
    charts: &Charts,
    overrides: Option<&Path>,
) -> Result<String, Error> {
    templates::Templates::new(overrides)?.render(&view::page(report, words, charts))
}
