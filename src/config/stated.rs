//! What the config states of values, whatever they are.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::Place;

/// A value and where the config states it; no place for a default.
#[derive(Debug, Clone, PartialEq)]
pub struct Named<T> {
    /// The value.
    pub value: T,
    /// Where it is stated.
    pub place: Option<Place>,
}

/// What a benchmark's value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Statistic {
    /// Mean of several organisations.
    Mean,
    /// Median of several organisations.
    Median,
    /// One organisation's own score, or the score of one pooled sample.
    Score,
    /// A target set by somebody.
    Target,
}

impl Statistic {
    /// How many answers a benchmark's score rests on, where its base `n` counts answers: that of a score does. The
    /// base of a mean or median may count organisations, and even as answers would not say how far chance has moved
    /// it; a target is nobody's score.
    #[must_use]
    pub fn answers(self, n: Option<u64>) -> Option<u64> {
        n.filter(|_| self == Self::Score)
    }
}
