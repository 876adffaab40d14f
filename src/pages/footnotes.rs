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

/// What a figure rests on.
pub(super) fn of_figure(id: &str) -> &'static [About] {
    use About::{
        Bases, Benchmarks, Comparison, Control, Design, Groups, Interval, Nps, Participants, Rest, Why,
    };
    match id {
        "composition" | "histogram" => &[Nps, Groups, Design],
        "trend" => &[Nps, Interval, Control],
        "participants" | "named" => &[Interval, Comparison, Participants],
        "regions" => &[Interval, Comparison, Rest, Bases],
        "region-map" => &[Nps, Bases],
        "region-lines" => &[Interval, Comparison, Bases],
        "benchmarks" => &[Interval, Comparison, Benchmarks],
        _ => &[Why],
    }
}

/// What the score and its comparisons rest on.
pub(super) const OF_KEY_FIGURES: &[About] = &[About::Nps, About::Interval, About::Comparison, About::Levels];

/// What the choice of findings rests on.
pub(super) const OF_KEY_FINDINGS: &[About] = &[About::KeyFindings];
