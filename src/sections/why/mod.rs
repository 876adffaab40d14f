//! Why the score changed.

mod chart;
mod explain;
mod figures;
mod finding_words;
mod findings;
mod listed;
mod tables;
mod texts;
mod words;
#[cfg(test)]
pub(crate) mod words_tests;

use super::finding::{Candidate, Look};
use super::{Figure, KeyFinding, Page, Report, Section, Shown, Told};
use crate::figures::{Head, Listed};
use crate::wording::{About, MethodEntry, Words};
use crate::workings::{Explanation, Material};

pub use figures::{Accounts, Step, Why, WhyLine, WhySide};
pub(crate) use tables::id;
#[cfg(test)]
pub(crate) use texts::ExplainTexts;

/// How a change is taken apart.
const WHY: About = About("why");

impl Section for Accounts {
    fn heading(words: &Words) -> String {
        words.why_heading().to_owned()
    }

    fn show(&self, page: &Page<'_>) -> Shown {
        let Page { report, words } = page;
        let figure = |(at, account): (usize, &Why)| {
            let name = if at == 0 { "chart-why".to_owned() } else { format!("chart-why-{}", at + 1) };
            // By further cuts, what may be chance is told by tables alone.
            let is_drawn = account.by.is_none() || words.why_note(report, account).is_none();
            let chart = (&*name, chart::waterfall(report, account, words).filter(|_| is_drawn));
            let texts = Some(words.why(report, account));
            let figure = Figure::new(id(report, account), texts, chart, &[WHY], words)?;
            let figure = figure.with_tables([tables::table(report, account, words)]);
            let figure = Figure { folded: !is_drawn, ..figure };
            Some(figure.with_notes(words.why_note(report, account).map(str::to_owned)))
        };
        let figures = self.0.iter().enumerate().filter_map(figure).collect();
        Shown { id: "why-it-changed", heading: Self::heading(words), figures }
    }

    fn list(&self, head: &Head) -> Vec<Listed> {
        self.list_all(head)
    }

    fn method(&self, _: &Head, words: &Words) -> Vec<MethodEntry> {
        words.why_method(&self.0).map(|entry| entry.about(WHY)).into_iter().collect()
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

    fn fault(&self, head: &Head) -> Option<&'static str> {
        self.disagrees_with(head)
    }
}
