//! The score against stated benchmarks.

mod chart;
mod figures;
mod finding_words;
mod findings;
mod tables;
mod words;

use super::finding::{Candidate, Look};
use super::{Figure, KeyFinding, Page, Report, Section, Shown, Told};
use crate::figures::{Head, Versus};
use crate::wording::{About, Words};

pub use figures::Benchmarks;

impl Section for Benchmarks {
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
        let heading = words.labels().benchmarks.to_string();
        Shown { id: "against-benchmarks", heading, figures: figure.into_iter().collect() }
    }

    fn candidates(&self, look: Look<'_>) -> Vec<Candidate> {
        findings::candidates(look, &self.0)
    }

    fn tell(&self, finding: &KeyFinding, report: &Report, words: &Words) -> Option<Told> {
        self.told(finding, report, words)
    }

    fn fault(&self, _: &Head) -> Option<&'static str> {
        self.0.iter().find_map(Versus::fault)
    }
}
