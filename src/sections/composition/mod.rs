//! Who recommends: the answers of the period by group and by score.

mod chart;
mod explain;
mod figures;
mod listed;
mod tables;
mod texts;
mod words;

use super::{Figure, Page, Section, Shown};
use crate::figures::{Head, Listed};
use crate::wording::{About, Words};
use crate::workings::{Explanation, Material};

pub use figures::Composition;
#[cfg(test)]
pub(crate) use texts::ExplainTexts;

impl Section for Composition {
    fn heading(words: &Words) -> String {
        words.labels().composition.to_string()
    }

    fn show(&self, page: &Page<'_>) -> Shown {
        let Page { report, words } = page;
        let (rests_on, note) =
            (&[About::NPS, About::GROUPS, About::DESIGN], words.unweighted_note(&report.head));
        let note = || note.map(str::to_owned);
        let groups = Figure::new(
            "composition",
            words.composition(report),
            ("chart-composition", Some(chart::bars(report, words))),
            rests_on,
            words,
        );
        let scores = Figure::new(
            "histogram",
            words.histogram(report),
            ("chart-histogram", chart::histogram(report, words)),
            rests_on,
            words,
        );
        let figures = [
            groups.map(|figure| figure.with_tables([tables::composition(report, words)])),
            scores.map(|figure| figure.with_tables(tables::histogram(report, words))),
        ];
        let figures = figures.into_iter().flatten().map(|figure| figure.with_notes(note()));
        Shown { id: "who-recommends", heading: Self::heading(words), figures: figures.collect() }
    }

    fn list(&self, head: &Head) -> Vec<Listed> {
        self.list_all(head)
    }

    fn explain(&self, from: &Material<'_>, keys: &[&str]) -> Option<Explanation> {
        self.explained(from, keys)
    }

    fn fault(&self, head: &Head) -> Option<&'static str> {
        self.disagrees_with(head)
    }
}
