//! From figures to the definitions that they rest on, by number.

use serde::Serialize;

use crate::wording::{About, MethodEntry, Text};

/// A definition to look up.
#[derive(Serialize)]
pub(super) struct Footnote {
    /// Its place in the list of definitions, from 1.
    number: usize,
    term: Text,
}

impl Footnote {
    /// What the page calls the definition.
    pub(super) fn id(&self) -> String {
        format!("note-{}", self.number)
    }
}

/// The definitions of some matters, in the order of the list.
pub(super) fn footnotes(method: &[MethodEntry], about: &[About]) -> Vec<Footnote> {
    let wanted = |entry: &MethodEntry| entry.about.is_some_and(|of| about.contains(&of));
    let numbered = method.iter().zip(1..).filter(|(entry, _)| wanted(entry));
    numbered.map(|(entry, number)| Footnote { number, term: entry.term.clone() }).collect()
}

/// What the score and its comparisons rest on.
pub(super) const OF_KEY_FIGURES: &[About] = &[About::NPS, About::INTERVAL, About::COMPARISON, About::LEVELS];

/// What the choice of findings rests on.
pub(super) const OF_KEY_FINDINGS: &[About] = &[About::KEY_FINDINGS];
