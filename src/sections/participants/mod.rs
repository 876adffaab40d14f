//! The client among all that take part.

mod by_name;
mod chart;
mod explain;
mod field;
mod figures;
mod finding_words;
mod findings;
mod listed;
mod pseudonyms;
mod readers;
mod tables;
mod texts;
mod tier;
mod words;

use super::finding::{Candidate, Look};
use super::{Figure, KeyFinding, Page, Report, Section, Shown, Told};
use crate::figures::{Head, Listed};
use crate::wording::{About, MethodEntry, Words};
use crate::workings::{Explanation, Material};

pub use field::Field;
pub use figures::{Group, MOST_NAMED, Mean, Moment, NAMED_AT_ENDS, Named, Participants, Rank};
pub(crate) use pseudonyms::Pseudonyms;
pub use readers::told_to_readers;
#[cfg(test)]
pub(crate) use texts::ExplainTexts;
pub(crate) use tier::{Seat, Tier, in_order};
pub use words::Whose;

/// The others who take part.
const PARTICIPANTS: About = About("participants");

impl Section for Participants {
    fn heading(words: &Words) -> String {
        words.participants_heading().to_owned()
    }

    fn show(&self, page: &Page<'_>) -> Shown {
        let Page { report, words } = page;
        let rests_on = &[About::INTERVAL, About::COMPARISON, PARTICIPANTS];
        let standing = Figure::new(
            "participants",
            words.standing(report),
            ("chart-participants", chart::standing(report, words)),
            rests_on,
            words,
        );
        let named = Figure::new(
            "named",
            words.named(report),
            ("chart-named", chart::named(report, words)),
            rests_on,
            words,
        );
        let figures = [
            standing.map(|figure| {
                figure.with_tables(tables::standing(report, words)).with_notes(tables::notes(report, words))
            }),
            named.map(|figure| Figure {
                folded: true,
                ..figure.with_tables(tables::named(report, words)).with_notes(words.named_selection(report))
            }),
        ];
        Shown {
            id: "among-participants",
            heading: Self::heading(words),
            figures: figures.into_iter().flatten().collect(),
        }
    }

    fn list(&self, head: &Head) -> Vec<Listed> {
        self.list_all(head)
    }

    fn method(&self, head: &Head, words: &Words) -> Vec<MethodEntry> {
        let entries = words.participants_method(head, self).into_iter();
        entries.map(|entry| entry.about(PARTICIPANTS)).collect()
    }

    fn candidates(&self, look: Look<'_>) -> Vec<Candidate> {
        findings::candidates(look, self)
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
