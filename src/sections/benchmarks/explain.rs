//! What the figures of this part rest on.

use super::Benchmarks;
use super::texts::ExplainTexts;
use crate::figures::Versus;
use crate::wording::fill;
use crate::workings::comparison::{Side, versus};
use crate::workings::subject::{Subject, measured};
use crate::workings::{Explanation, Material};

impl Benchmarks {
    /// What a figure of this part rests on.
    pub(super) fn explained(&self, from: &Material<'_>, leaf: &[&str]) -> Option<Explanation> {
        let [at, leaf @ ..] = leaf else { return None };
        let side = measured(&from.head.overall).map(|sample| Side { subject: Subject::now(from), sample });
        versus(from, side.as_ref(), &self.0, (at.parse().ok()?, leaf))
    }

    /// The comparison with each benchmark, and how likely each target is met.
    pub(super) fn in_list(&self, from: &Material<'_>) -> Vec<(String, Explanation)> {
        let words = from.words;
        let texts: ExplainTexts = words.of_part("explain_benchmarks");
        let of = |(at, versus): (usize, &Versus)| {
            let against = versus.comparison.as_ref().map(|found| {
                let what = fill(&texts.against, &[("name", &versus.benchmark.name)]);
                (format!("{at}/comparison"), Explanation::compared(what, words, found))
            });
            let chance = words.chance_number(versus).map(|chance| {
                let what = fill(&texts.chance, &[("target", words.stated(versus.benchmark.value))]);
                (format!("{at}/chance_at_or_above"), Explanation::of(what).shown(chance))
            });
            against.into_iter().chain(chance).collect::<Vec<_>>()
        };
        self.0.iter().enumerate().flat_map(of).collect()
    }
}
