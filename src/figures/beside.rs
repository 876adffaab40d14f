//! One's own score against that of others, of whom no more is told than the page shows.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::comparison::Comparison;
use crate::statistics::Verdict;
use crate::survey::NpsChange;

/// A p-value as a page shows it.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Chance {
    /// To three decimals, or as many as it takes to tell it from what the report's confidence leaves to chance.
    Rounded(#[schemars(range(min = 0, max = 1))] f64),
    /// Below this.
    Below(#[schemars(range(min = 0, max = 1))] f64),
    /// Above this.
    Above(#[schemars(range(min = 0, max = 1))] f64),
}

impl Chance {
    /// The smallest that is told as a number.
    pub const LEAST: f64 = 0.001;
    /// The largest.
    pub const MOST: f64 = 0.999;

    /// A p-value, beside what is left to chance.
    #[must_use]
    pub fn of(p: f64, alpha: Option<f64>) -> Self {
        if p < Self::LEAST {
            return Self::Below(Self::LEAST);
        }
        if p > Self::MOST {
            return Self::Above(Self::MOST);
        }
        let rounded = |decimals: i32| {
            let unit = 10_f64.powi(decimals);
            (p * unit).round() / unit
        };
        let is_clear = |p: f64| alpha.map(|alpha| p <= alpha);
        let is_alpha = |p: f64| alpha.is_some_and(|alpha| (p - alpha).abs() < 1e-9);
        let keeps = |shown: &f64| is_clear(*shown) == is_clear(p) && (!is_alpha(*shown) || is_alpha(p));
        Self::Rounded((3..=8).map(rounded).find(keeps).unwrap_or(p))
    }
}

impl Chance {
    /// About which p-value it is.
    pub(crate) fn about(self) -> f64 {
        match self {
            Self::Rounded(p) => p,
            Self::Below(p) => p / 2.0,
            Self::Above(p) => f64::midpoint(p, 1.0),
        }
    }
}

/// One's own score against that of others, as the page shows it.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Beside {
    /// Difference of the raw scores in points, to a tenth.
    pub difference: NpsChange,
    /// The p-value after correction for the comparisons shown together with this one.
    pub p_adjusted: Chance,
    /// What the corrected p-value says at the report's confidence level.
    pub verdict: Verdict,
}

impl Beside {
    /// What is told of a comparison.
    pub(crate) fn of(comparison: &Comparison<Verdict>, alpha: f64) -> Self {
        let Comparison { difference, p_adjusted, verdict, .. } = comparison;
        let p = Chance::of(*p_adjusted, Some(alpha));
        Self { difference: difference.to_a_tenth(), p_adjusted: p, verdict: *verdict }
    }
}

impl Beside {
    /// Whether it could be one.
    pub(crate) fn is_sound(&self) -> bool {
        let (Chance::Rounded(p) | Chance::Below(p) | Chance::Above(p)) = self.p_adjusted;
        (-200.0..=200.0).contains(&self.difference.points()) && (0.0..=1.0).contains(&p)
    }
}
