//! One figure: a score with all that belongs to it, or why there is none.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::survey::{Counts, Interval, Nps, Sample};

/// A figure, or why there is none. A suppressed figure holds no number, so no template can leak it.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
#[schemars(rename = "Finding_{E}", deny_unknown_fields)]
pub enum Finding<E = Estimate> {
    /// Nobody answered.
    NoAnswers,
    /// There are answers, and the figure is not shown.
    Hidden {
        /// Why it is not shown.
        why: Hidden,
    },
    /// A figure.
    Measured(E),
}

impl<E> Finding<E> {
    /// The estimate, where there is one.
    #[must_use]
    pub fn estimate(&self) -> Option<&E> {
        match self {
            Self::Measured(estimate) => Some(estimate),
            Self::NoAnswers | Self::Hidden { .. } => None,
        }
    }
}

/// Why a figure is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hidden {
    /// Fewer answers than `hide_below`.
    TooFew,
    /// Enough answers, but showing it would let a hidden neighbour be found by subtraction.
    Complement,
    /// Of too few clients or answers, or nearly all of one client, or such a group could be worked out: it would give
    /// figures of single clients away.
    TooFewClients,
}

/// An NPS with all that belongs to it.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[schemars(deny_unknown_fields)]
pub struct Estimate {
    /// Base: answers counted, unweighted.
    #[schemars(range(min = 1))]
    pub n: u64,
    /// Answers by group, unweighted; absent where hidden regions could be worked out of them beside weighted figures.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts: Option<Counts>,
    /// Shares of the groups, 0 to 1.
    pub shares: Shares,
    /// The score in points.
    pub nps: Nps,
    /// Confidence interval in points.
    pub interval: Interval,
    /// Standard error in points, of the adjusted counts.
    #[schemars(range(min = 0))]
    pub standard_error: f64,
    /// Mean answer on the scale's own numbers.
    pub mean: f64,
    /// Its place in [`levels`](super::Head::levels), from 0.
    pub level: usize,
    /// Whether n is below [`method.low_base`](super::Method::low_base).
    pub low_base: bool,
    /// What weights, clusters and a stated population did; absent where every answer counts once and by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub design: Option<DesignFigures>,
}

impl Estimate {
    /// What was measured as a sample: what interval and tests are computed from. Nothing without an answer.
    #[must_use]
    pub fn sample(&self) -> Option<Sample> {
        let Shares { detractors, passives, promoters } = self.shares;
        match &self.design {
            None => self.counts?.sample(),
            Some(design) => {
                Sample::weighted(self.counts?, [detractors, passives, promoters], design.effective_n)
            }
        }
    }

    /// How many unweighted, unrelated answers would say as much: n where there is no design.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
    pub fn effective_n(&self) -> f64 {
        self.design.map_or(self.n as f64, |design| design.effective_n)
    }
}

impl Estimate {
    /// The effective n leaving a known population out of account: how sure a score would be of any others like those who
    /// answered.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
    pub fn open_n(&self) -> f64 {
        match self.design.and_then(|design| design.population.map(|population| (design, population))) {
            None => self.effective_n(),
            // Of a census, the effective n is cut, and no longer tells.
            Some((_, population)) if population <= self.n => self.n as f64,
            Some((design, population)) => {
                design.effective_n * (population - self.n) as f64 / (population - 1) as f64
            }
        }
    }
}

/// What weights, clusters and a stated population did to the worth of answers.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DesignFigures {
    /// The sum of the weights.
    #[schemars(range(min = 0))]
    pub weighted_n: f64,
    /// How many unweighted, unrelated answers out of endlessly many would say as much; at most 10¹², which stands for
    /// a census. The design effect is n over it.
    #[schemars(range(min = 0, max = 1e12))]
    pub effective_n: f64,
    /// How many clusters the answers belong to; none without clusters.
    pub clusters: Option<u64>,
    /// How many could have answered; none where that is not stated.
    pub population: Option<u64>,
}

impl DesignFigures {
    /// How many times as many answers as unweighted, unrelated ones it takes to say as much: n / effective n.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
    pub fn effect(&self, n: u64) -> f64 {
        n as f64 / self.effective_n
    }
}

/// Shares of the three groups, 0 to 1, summing to 1; weighted, where answers are.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shares {
    /// Detractors of all answers.
    #[schemars(range(min = 0, max = 1))]
    pub detractors: f64,
    /// Passives of all answers.
    #[schemars(range(min = 0, max = 1))]
    pub passives: f64,
    /// Promoters of all answers.
    #[schemars(range(min = 0, max = 1))]
    pub promoters: f64,
}
