//! The score against stated benchmarks.

mod chart;
mod explain;
mod figures;
mod finding_words;
mod findings;
mod listed;
mod tables;
mod texts;
mod words;

use super::finding::{Candidate, Look};
use super::{Figure, KeyFinding, Page, Report, Section, Shown, Told};
use crate::figures::{Head, Listed, Versus};
use crate::wording::{About, Words};
use crate::workings::{Explanation, Material};

pub use figures::Benchmarks;
#[cfg(test)]
pub(crate) use texts::ExplainTexts;

impl Section for Benchmarks {
    fn heading(words: &Words) -> String {
        words.labels().benchmarks.to_string()
    }

    fn show(&self, page: &Page<'_>) -> Shown {
        let Page { report, words } = page;
        let rests_on = &[About::INTERVAL, About::COMPARISON, About::BENCHMARKS];
        let figure = Figure::new(
            "benchmarks",
            words.benchmarks(report),
            ("chart-benchmarks", chart::bullet(report, words)),
            rests_on,
            words,
        );
        let figure = figure.map(|figure| figure.with_tables([tables::benchmarks(report, words)]));
        Shown {
            id: "against-benchmarks",
            heading: Self::heading(words),
            figures: figure.into_iter().collect(),
        }
    }

    fn list(&self, head: &Head) -> Vec<Listed> {
        self.list_all(head)
    }

    fn candidates(&self, look: Look<'_>) -> Vec<Candidate> {
        findings::candidates(look, &self.0)
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

    fn fault(&self, _: &Head) -> Option<&'static str> {
        self.0.iter().find_map(Versus::fault)
    }
}
