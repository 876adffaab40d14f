//! The pair of values of different cuts that stands out: looked for among all values and all pairs of them, without being asked for
//! a table, and told as a finding at most.

mod explain;
mod looked;
mod page;
#[cfg(test)]
pub(crate) mod tests;
mod texts;
mod types;

use super::finding::{Candidate, KeyFindingKind, Look, OVERALL, Says};
use super::{Figure, KeyFinding, Page, Report, Section, Shown, Told, View};
use crate::figures::{Figures, Head, Listed};
use crate::statistics::{Measure, Verdict};
use crate::survey::{Counts, Nps};
use crate::wording::{MethodEntry, Words};
use crate::workings::{Explanation, Material};
use looked::{Found, Looked, in_cut, looked};
use page::{SEARCH, texts as texts_of};

#[cfg(test)]
pub(crate) use texts::{ExplainTexts, SearchTexts};
pub use types::{InCut, Other, Pair, Score, Search};

/// A pair of values of different cuts stands out.
const PAIR: KeyFindingKind = KeyFindingKind::new("pair");

impl Search {
    /// The same from counts; nothing where there is no pair to look at.
    pub(crate) fn of(view: &View<'_>) -> Option<Self> {
        let all = looked(view.counts, view.by_cut, view.head.period)?;
        let found = all.found.and_then(|found| pair(view.counts, &all, &found));
        Some(Self { values: all.compared, pairs: all.pairs, hypotheses: all.hypotheses, found })
    }
}

/// A pair as the report has it.
fn pair(counts: Figures<'_>, all: &Looked, found: &Found) -> Option<Pair> {
    let Found { of, counts: [own, rest, first, second], apart, p_adjusted } = *found;
    let value = |(cut, at): (usize, usize)| in_cut(counts, all.cuts.get(cut)?, at);
    let other = |at: usize, counts_of: Counts| {
        let test = apart.tests.get(at)?;
        let (difference, z, p) = (test.difference, test.z, test.p);
        Some(Other { score: score(counts, counts_of)?, difference, z, p })
    };
    Some(Pair {
        of: [value(of[0])?, value(of[1])?],
        score: score(counts, own)?,
        rest: other(0, rest)?,
        others_of: [other(1, first)?, other(2, second)?],
        p: apart.p,
        p_adjusted,
        verdict: apart.verdict(p_adjusted, counts.config.method.confidence),
    })
}

/// The score of answers by group.
fn score(figures: Figures<'_>, counts: Counts) -> Option<Score> {
    let (sample, method) = (counts.sample()?, figures.config.method);
    let interval = Measure::Nps.interval(sample, (method.interval, method.seed), method.confidence);
    Some(Score { n: counts.n(), counts, nps: Nps::of(sample), interval })
}

impl Section for Search {
    fn heading(words: &Words) -> String {
        texts_of(words).heading.to_string()
    }

    fn show(&self, page: &Page<'_>) -> Shown {
        let figures: Vec<Figure> = self.found.iter().filter_map(|pair| self.figure(pair, page)).collect();
        Shown { id: "search", heading: Self::heading(page.words), figures }
    }

    fn list(&self, head: &Head) -> Vec<Listed> {
        self.found.iter().flat_map(|pair| pair.list(head)).collect()
    }

    fn method(&self, _: &Head, words: &Words) -> Vec<MethodEntry> {
        let texts = texts_of(words);
        let entry = MethodEntry::new(&texts.term, &texts.method).about(SEARCH);
        self.found.iter().map(|_| entry.clone()).collect()
    }

    fn candidates(&self, look: Look<'_>) -> Vec<Candidate> {
        let of = |pair: &Pair| {
            #[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
            let share = pair.score.n as f64 / look.now.n as f64;
            let weight = look.weight_of(pair.rest.difference, pair.p_adjusted, share)?;
            let figures =
                ["/rest", "/others_of", "/score", ""].map(|key| format!("/sections/search/found{key}"));
            Some(Candidate {
                kind: PAIR,
                figures: figures.into_iter().chain([OVERALL.to_owned()]).collect(),
                weight,
                says: Says::This("pair".to_owned()),
                alone: false,
            })
        };
        self.found.iter().filter_map(of).filter(|told| told.weight > 0.0).collect()
    }

    fn tell(&self, finding: &KeyFinding, _: &Report, words: &Words) -> Option<Told> {
        let pair = self.found.as_ref().filter(|_| finding.kind == PAIR)?;
        let texts = texts_of(words);
        Some(Told::new("pair", pair.sentence(&texts, words)?))
    }

    fn explain(&self, from: &Material<'_>, keys: &[&str]) -> Option<Explanation> {
        self.explained(from, keys)
    }

    fn main_figures(&self, from: &Material<'_>) -> Vec<(String, Explanation)> {
        self.found.iter().flat_map(|pair| pair.in_list(from)).collect()
    }

    fn fault(&self, _: &Head) -> Option<&'static str> {
        let pair = self.found.as_ref()?;
        let is_chance = |p: f64| (0.0..=1.0).contains(&p);
        let is_sound = |other: &Other| {
            is_chance(other.p) && (-200.0..=200.0).contains(&other.difference.points()) && other.score.n > 0
        };
        let all_sound =
            pair.others().into_iter().all(is_sound) && is_chance(pair.p) && is_chance(pair.p_adjusted);
        (!all_sound || pair.verdict == Verdict::Unclear).then_some("a pair that stands out does not")
    }
}
