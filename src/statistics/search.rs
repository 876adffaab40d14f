//! Which of many pairs of values stands out: from all other answers, and from those of each of its two values alone.

use super::compare::by_z;
use super::holm::holm_traced;
use super::{Test, Verdict, difference};
use crate::survey::trace::{Silent, Trace};
use crate::survey::{Confidence, Sample};

/// A corrected p-value by less than this part of the level below it needs no exact test.
const BY_FAR: f64 = 0.01;

/// The answers that have both of two values, and those that they are compared with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Paired {
    /// Those with both.
    pub own: Sample,
    /// All others, the others of the one value, and those of the other.
    pub others: [Sample; 3],
}

/// What the comparisons of a pair say.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Apart {
    /// With all others, the others of the one value, and those of the other.
    pub tests: [Test; 3],
    /// The largest of their p-values; 1 where they do not all differ to the same side.
    ///
    /// That the pair does not stand out is the union of three hypotheses: that it does not differ from all others, nor from the
    /// others of the one value, or nor from those of the other, to one side. It is rejected at a level where each of them is, which
    /// needs no correction for being three.
    ///
    /// Source: Berger 1982, "Multiparameter hypothesis testing and acceptance sampling", Technometrics 24(4).
    pub p: f64,
}

impl Apart {
    fn of(tests: [Test; 3]) -> Self {
        let to_one_side = tests.iter().all(|test| test.z > 0.0) || tests.iter().all(|test| test.z < 0.0);
        let largest = tests.iter().map(|test| test.p).fold(0.0, f64::max);
        Self { tests, p: if to_one_side { largest } else { 1.0 } }
    }

    /// How far from nothing the comparison is that says least; 0 where they do not all differ to the same side.
    #[must_use]
    pub fn least(&self) -> f64 {
        let least = self.tests.iter().map(|test| test.z.abs()).fold(f64::INFINITY, f64::min);
        if self.p < 1.0 { least } else { 0.0 }
    }

    /// The same with every test that is clear by little confirmed by an exact one; `corrected` corrects a p-value.
    #[must_use]
    pub fn confirmed(self, corrected: impl Fn(f64) -> f64, confidence: Confidence) -> Self {
        let near = |test: &Test| corrected(test.p) >= BY_FAR * confidence.alpha();
        Self::of(self.tests.map(|test| if near(&test) { test.confirmed() } else { test }))
    }

    /// The verdict on the pair by its corrected p-value: that which each comparison has by it.
    #[must_use]
    pub fn verdict(&self, p_adjusted: f64, confidence: Confidence) -> Verdict {
        let [rest, others @ ..] = self.tests.map(|test| test.verdict(p_adjusted, confidence));
        if others.iter().all(|other| *other == rest) { rest } else { Verdict::Unclear }
    }
}

impl Paired {
    /// The comparisons by z alone: none of them is surer than that, and most need no more to be known.
    #[must_use]
    pub fn by_z(&self) -> Apart {
        Apart::of(self.others.map(|other| by_z(self.own, other, 0.0, &mut Silent)))
    }

    /// The comparisons.
    #[must_use]
    pub fn compared(&self) -> Apart {
        Apart::of(self.others.map(|other| difference(self.own, other)))
    }
}

/// A p-value that is corrected by Holm's method for so many hypotheses in all: those with the p-values given, itself, and others
/// that are no surer than it.
#[must_use]
pub fn corrected_among(p: f64, surer: &[f64], hypotheses: usize) -> f64 {
    corrected_among_traced(p, surer, hypotheses, &mut Silent)
}

/// The same, telling its steps, in which it comes after those that are given.
pub fn corrected_among_traced(p: f64, others: &[f64], hypotheses: usize, trace: &mut impl Trace) -> f64 {
    let mut all = others.to_vec();
    all.push(p);
    all.resize(hypotheses.max(all.len()), 1.0);
    holm_traced(&all, trace).get(others.len()).copied().unwrap_or(1.0)
}
