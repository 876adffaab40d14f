//! The key findings, each with the section that it rests on.

use serde::Serialize;

use crate::report::{About, KeyFinding, Report};
use crate::sections::why;
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
    report: &Report,
    findings: &[(&KeyFinding, String)],
    words: &Words,
    heading: impl Fn(&str) -> Option<String>,
) -> Vec<KeyFindingView> {
    let view = |(finding, text): &(&KeyFinding, String)| {
        let figure = figure(finding, report);
        let (id, heading) = match heading(&figure) {
            Some(heading) => (figure, heading),
            None => ("key-figures".to_owned(), words.labels().key_figures.to_string()),
        };
        KeyFindingView { text: text.clone(), id: Some(id), heading, figures: finding.figures.join(" ") }
    };
    findings.iter().map(view).collect()
}

/// The figure that shows it.
fn figure(finding: &KeyFinding, report: &Report) -> String {
    let id = match finding.about(&report.head, &report.sections) {
        Some(About::Shift(account) | About::RegionPart(account, _)) => return why::id(report, account),
        Some(About::Versus(_)) => "benchmarks",
        Some(About::Group(..)) => "participants",
        Some(About::Region(_) | About::RegionChange(_) | About::RegionVersus(..)) => "regions",
        Some(About::Change(_) | About::NoClearChange(..) | About::OutsideLimits(_) | About::Run(..))
        | None => "trend",
    };
    id.to_owned()
}
