//! The key findings, each with the section that it rests on.

use serde::Serialize;

use crate::sections::{KeyFinding, Told};
use crate::wording::Words;

/// A key finding.
#[derive(Serialize)]
pub(super) struct KeyFindingView {
    text: String,
    /// Where it is shown: an id of the page, none where the page lacks it, and the heading there.
    pub(super) id: Option<String>,
    heading: String,
    /// JSON pointers into `report.json`, separated by spaces.
    figures: String,
}

/// The key findings; `heading` is that of the section that holds a figure, by the figure's id.
pub(super) fn key_findings(
    findings: &[(&KeyFinding, Told)],
    words: &Words,
    heading: impl Fn(&str) -> Option<String>,
) -> Vec<KeyFindingView> {
    let view = |(finding, told): &(&KeyFinding, Told)| {
        let (figure, heading) = match heading(&told.figure) {
            Some(heading) => (told.figure.clone(), heading),
            None => ("key-figures".to_owned(), words.labels().key_figures.to_string()),
        };
        let text = told.sentence.clone();
        KeyFindingView { text, id: Some(figure), heading, figures: finding.figures.join(" ") }
    };
    findings.iter().map(view).collect()
}
