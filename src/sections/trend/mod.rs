//! The score over time, and whether it is calm.

mod chart;
mod control;
#[cfg(test)]
pub(crate) mod control_tests;
mod control_words;
mod explain;
mod figures;
mod finding_words;
mod findings;
mod listed;
mod point;
mod tables;
mod texts;
mod words;

use super::finding::{Candidate, Look};
use super::{Figure, KeyFinding, Page, Report, Section, Shown, Told};
use crate::charts::{Caption, Chart, Kind, Width};
use crate::figures::{Finding, Head, Listed};
use crate::wording::{About, MethodEntry, Words};
use crate::workings::{Explanation, Material};

pub(crate) use control::measure;
pub use control::{Control, ControlLimits, ControlRun};
pub use figures::Trend;
pub use point::Point;
#[cfg(test)]
pub(crate) use texts::{ControlTexts, ExplainTexts};

/// Whether the trend is calm, and its windows.
const CONTROL: About = About("control");

/// The trend in small, for beside the score; nothing without one.
pub(crate) fn in_small(report: &Report, words: &Words) -> Option<Chart> {
    let texts = words.trend(report)?;
    let caption = Caption { id: "chart-spark", title: &texts.title, description: &texts.description };
    chart::spark(report, words)?.draw(words, Width::Narrow, &caption)
}

impl Section for Trend {
    fn heading(words: &Words) -> String {
        words.labels().trend.to_string()
    }

    fn show(&self, page: &Page<'_>) -> Shown {
        let Page { report, words } = page;
        let rests_on = &[About::NPS, About::INTERVAL, CONTROL];
        let figure = Figure::new(
            "trend",
            words.trend(report),
            ("chart-trend", Some(chart::line(report, words))),
            rests_on,
            words,
        );
        let figure = figure
            .map(|figure| figure.with_tables(tables::trend(report, words)).with_notes(words.control(report)));
        Shown { id: "over-time", heading: Self::heading(words), figures: figure.into_iter().collect() }
    }

    fn list(&self, _: &Head) -> Vec<Listed> {
        self.list_all()
    }

    fn method(&self, head: &Head, words: &Words) -> Vec<MethodEntry> {
        let entries = words.control_method(head, self).into_iter();
        entries.map(|entry| entry.about(CONTROL)).collect()
    }

    fn findings(&self) -> Vec<&Finding> {
        self.points.iter().flat_map(|point| std::iter::once(&point.finding).chain(&point.trailing)).collect()
    }

    fn candidates(&self, look: Look<'_>) -> Vec<Candidate> {
        findings::candidate(look, self).into_iter().collect()
    }

    fn tell(&self, finding: &KeyFinding, report: &Report, words: &Words) -> Option<Told> {
        self.told(finding, report, words)
    }

    fn explain(&self, from: &Material<'_>, keys: &[&str]) -> Option<Explanation> {
        self.explained(from, keys)
    }

    fn main_figures(&self, from: &Material<'_>) -> Vec<(String, Explanation)> {
        self.in_list(from)
    }

    fn fault(&self, head: &Head) -> Option<&'static str> {
        self.disagrees_with(head)
    }
}
