//! What parts of a report offer as key findings, and how much each weighs.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Sections;
use crate::config::Statistic;
use crate::figures::{Comparison, Estimate, Finding, Head, Scored, Versus};
use crate::statistics::{SMALLEST_CLEAR, Trend, Verdict};
use crate::survey::NpsChange;
use crate::wording::{Text, fill};

/// A key finding. Its numbers are where its pointers lead.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyFinding {
    /// What it is about.
    pub kind: KeyFindingKind,
    /// JSON pointers (RFC 6901) into `report.json`: every figure it rests on, that which says it first.
    #[schemars(length(min = 1), inner(regex(pattern = "^/")))]
    pub figures: Vec<String>,
}

impl KeyFinding {
    /// The positions in the lists on the way to the figure that says it.
    pub(crate) fn places(&self) -> Vec<usize> {
        self.figures.first().map_or_else(Vec::new, |first| places(first))
    }
}

impl KeyFinding {
    /// The positions in the lists on the way from a place to the figure that says it; none where it is not below that.
    pub(crate) fn places_below(&self, pointer: &str) -> Vec<usize> {
        let below = self.figures.first().and_then(|first| first.strip_prefix(pointer));
        below.filter(|below| below.starts_with('/')).map_or_else(Vec::new, places)
    }
}

/// The positions in the lists on the way to a figure.
pub(crate) fn places(pointer: &str) -> Vec<usize> {
    pointer.split('/').filter_map(|key| key.parse().ok()).collect()
}

/// What a key finding is about, by name, such as `region_change`; its figures say which way.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(transparent)]
#[schemars(extend("pattern" = "^[a-z]+(_[a-z]+)*$"))]
pub struct KeyFindingKind(Cow<'static, str>);

impl KeyFindingKind {
    /// A kind by its name.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self(Cow::Borrowed(name))
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0
    }
}

/// Where the score of all answers is.
pub(crate) const OVERALL: &str = "/overall";

/// What could be a finding.
pub(crate) struct Candidate {
    pub(crate) kind: KeyFindingKind,
    pub(crate) figures: Vec<String>,
    /// Size times certainty, in points of the score of all answers.
    pub(crate) weight: f64,
    /// The same for findings that say the same.
    pub(crate) says: Says,
    /// Whether other parts leave to it what it says, however much that weighs there.
    pub(crate) alone: bool,
}

/// What is said, apart from how much and how sure.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Says {
    /// What goes by this name, such as `change 2026-Q2`.
    This(String),
    /// What a target or benchmark [asks](crate::figures::Benchmark::asked) of a region, by place, or of all answers. One
    /// benchmark that the score is above, or below, stands for all such ones.
    Stated { of: Option<usize>, asked: (u64, Option<u64>), for_all: Option<Verdict> },
}

impl Says {
    /// Whether a reader of the other one learns nothing new.
    pub(crate) fn repeats(&self, other: &Self) -> bool {
        match (self, other) {
            (
                Self::Stated { of, asked, for_all },
                Self::Stated { of: other_of, asked: other_asked, for_all: other_for_all },
            ) => (of, asked) == (other_of, other_asked) || (for_all.is_some() && for_all == other_for_all),
            _ => self == other,
        }
    }
}

/// A finding in words: the sentence, without a full stop, and the figure of the page that shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The sentence.
    pub sentence: String,
    /// What the page calls the figure.
    pub figure: String,
}

impl Told {
    /// A pattern filled with values, and the figure.
    pub(crate) fn new(figure: impl Into<String>, (pattern, values): Sentence<'_>) -> Self {
        Self { sentence: fill(pattern, &values), figure: figure.into() }
    }
}

/// A pattern and what fills it.
pub(crate) type Sentence<'a> = (&'a Text, Vec<(&'static str, String)>);

/// A score whose base is not low.
pub(crate) fn firm<E: Scored>(finding: &Finding<E>) -> Option<&E> {
    finding.estimate().filter(|estimate| !estimate.low_base())
}

/// Whether something changed beyond chance.
pub(crate) fn is_clear(trend: Trend) -> bool {
    trend != Trend::NoClearChange
}

/// A report whose score is firm, looked through for findings.
#[derive(Clone, Copy)]
pub(crate) struct Look<'a> {
    pub(crate) head: &'a Head,
    pub(crate) sections: &'a Sections,
    /// The score of the period.
    pub(crate) now: &'a Estimate,
}

impl Look<'_> {
    /// 1 − p/α, from 0 to 1.
    pub(crate) fn certainty(self, p: f64) -> f64 {
        let alpha = self.head.method.confidence.alpha();
        (1.0 - p / alpha).clamp(0.0, 1.0)
    }

    /// Size times certainty of a difference that counts for a share of all answers; none of nothing to a tenth.
    pub(crate) fn weight<V>(self, comparison: &Comparison<V>, share: f64) -> Option<f64> {
        self.weight_of(comparison.difference, comparison.p_adjusted, share)
    }

    /// The same by difference and p-value.
    pub(crate) fn weight_of(self, difference: NpsChange, p_adjusted: f64, share: f64) -> Option<f64> {
        let size = difference.points().abs();
        (size >= SMALLEST_CLEAR).then(|| size * share * self.certainty(p_adjusted))
    }

    /// The share of all answers that an estimate is of, weighted where they are.
    pub(crate) fn share(self, estimate: &Estimate) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
        let weight = |e: &Estimate| e.design.map_or(e.n as f64, |design| design.weighted_n);
        weight(estimate) / weight(self.now)
    }

    /// Whether a part has all answers of the period.
    pub(crate) fn has_all(self, part: &Finding) -> bool {
        part.estimate().is_some_and(|estimate| estimate.n >= self.now.n)
    }

    /// A score against a benchmark whose own base, where it counts, is not low: that of all answers, or that of a region, by
    /// its place, which has that share of all answers. `kinds` are those of a target and of a benchmark.
    pub(crate) fn versus(
        self,
        versus: &Versus,
        place: &str,
        (of, score, share): (Option<usize>, String, f64),
        kinds: [KeyFindingKind; 2],
    ) -> Option<Candidate> {
        let comparison = versus.comparison.as_ref()?;
        if versus.benchmark.answers().is_some_and(|n| n < self.head.method.low_base) {
            return None;
        }
        let is_target = versus.benchmark.statistic == Statistic::Target;
        let for_all = (score == OVERALL && !is_target).then_some(comparison.verdict);
        let mut figures = vec![format!("{place}/comparison"), format!("{place}/benchmark"), score];
        let weight = match comparison.verdict {
            Verdict::Above | Verdict::Below => self.weight(comparison, share)?,
            Verdict::Unclear => {
                versus.chance_at_or_above.filter(|_| is_target)?;
                figures.push(format!("{place}/chance_at_or_above"));
                0.0
            }
        };
        let [target, benchmark] = kinds;
        let says = Says::Stated { of, asked: versus.benchmark.asked(), for_all };
        let kind = if is_target { target } else { benchmark };
        Some(Candidate { kind, figures, weight, says, alone: false })
    }
}
