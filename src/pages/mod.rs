//! From a report and its charts to one self-contained HTML page. The only place that names tera.
//!
//! `view` turns figures into finished strings; the templates only place them. Everything that came from
//! outside reaches a template as text that tera escapes; the exceptions, marked `safe`, are our own SVG,
//! CSS strings that `view` makes and the index's script, which sees nothing from outside.

mod appendix;
mod at_risk;
mod brand;
mod commentary;
mod compared;
mod css;
mod data;
mod explained;
mod follow_up;
mod fonts;
mod footnotes;
pub(crate) mod index;
mod key_findings;
mod links;
mod mailing;
mod sections;
mod spreadsheet;
mod summary;
mod templates;
mod view;

use crate::commentary::Told as Commentary;
use crate::error::{Error, Problem};
use crate::report::Index;
use crate::sections::Told;
use crate::sections::{KeyFinding, Report};
use crate::wording::Words;

pub use at_risk::at_risk;
pub use data::{FigureList, LeftOutRows, data_files};
pub use explained::{Explained, explained};
pub use follow_up::follow_up;
pub use index::{IndexCharts, draw_index};
pub use mailing::{Letter, mailing};
pub use summary::{Summary, summary};
pub use templates::Templates;

/// The finished page of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The page.
    pub html: String,
    /// Links that templates of the user's own have left without a target. The page leaves out those that are its own:
    /// entries of the contents, references to definitions, and those of key findings.
    pub lost: Option<Problem>,
}

/// The page of a report, with its key findings in words, and what an analyst says.
///
/// # Errors
/// When a template of the override folder does not render; the error has its place.
pub fn render(
    report: &Report,
    said: (&[(&KeyFinding, Told)], Option<&Commentary>),
    words: &Words,
    templates: &Templates,
) -> Result<Page, Error> {
    let mut page = view::page(report, said, words);
    let html = templates.render("report.html", &page)?;
    // The built-in templates hold together.
    let lost = if templates.are_built_in() { Vec::new() } else { links::without_target(&html) };
    if lost.is_empty() {
        return Ok(Page { html, lost: None });
    }
    page.leave_out(&lost);
    Ok(Page { html: templates.render("report.html", &page)?, lost: templates.lost(&lost) })
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
