//! The score against stated benchmarks.

mod chart;
mod figures;
mod tables;
mod words;

use super::{Figure, Page, Section, Shown};
use crate::figures::{Head, Versus};
use crate::wording::About;

pub(super) use chart::bullet;
pub use figures::Benchmarks;

impl Section for Benchmarks {
    fn show(&self, page: &Page<'_>) -> Shown {
        let Page { report, words, charts } = page;
        let rests_on = &[About::INTERVAL, About::COMPARISON, About::BENCHMARKS];
        let figure =
            Figure::new("benchmarks", words.benchmarks(report), charts.benchmarks.as_ref(), rests_on);
        let figure = figure.map(|figure| figure.with_tables([tables::benchmarks(report, words)]));
        let heading = words.labels().benchmarks.to_string();
        Shown { id: "against-benchmarks", heading, figures: figure.into_iter().collect() }
    }

    fn fault(&self, _: &Head) -> Option<&'static str> {
        self.0.iter().find_map(Versus::fault)
    }
}
