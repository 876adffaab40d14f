//! From a report and its charts to one self-contained HTML page. The only place that names tera.
//!
//! `view` turns figures into finished strings; the templates only place them. Everything that came from
//! outside reaches a template as text that tera escapes; the exceptions, marked `safe`, are our own SVG,
//! CSS strings that `view` makes and the index's script, which sees nothing from outside.

mod brand;
mod clients;
mod compared;
mod fonts;
mod footnotes;
mod halves;
mod history;
mod index;
mod key_findings;
mod mailing;
mod participants;
mod sections;
mod summary;
mod tables;
mod templates;
mod view;
mod why;

use crate::charts::{Charts, IndexCharts};
use crate::error::Error;
use crate::report::{Index, KeyFinding, Report};
use crate::wording::Words;

pub use mailing::{Letter, mailing};
pub use summary::{Summary, summary};
pub use templates::Templates;

/// The page of a report, with its key findings in words.
///
/// # Errors
/// When a template of the override folder does not render; the error has its place.
pub fn render(
    report: &Report,
    findings: &[(&KeyFinding, String)],
    words: &Words,
    charts: &Charts,
    templates: &Templates,
) -> Result<String, Error> {
    templates.render("report.html", &view::page(report, findings, words, charts))
}

/// The index page of a batch of reports.
///
/// # Errors
/// As [`render`].
pub fn render_index(
    index: &Index,
    words: &Words,
    charts: &IndexCharts,
    templates: &Templates,
) -> Result<String, Error> {
    let script = templates.script()?;
    templates.render("index.html", &index::page(index, words, charts, script))
}
