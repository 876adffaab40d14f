//! Differences and how sure they are.

use serde::{Deserialize, Serialize};

use super::estimate::Coded;
use super::normal;
use crate::survey::{Confidence, Nps, NpsChange, Sample};

/// Where a score stands against a benchmark or against the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Above, beyond chance.
    Above,
    /// Below, beyond chance.
    Below,
    /// Not distinguishable.
    Unclear,
}

/// What became of a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trend {
    /// Rose, beyond chance.
    Improved,
    /// Fell, beyond chance.
    Declined,
    /// No clear change.
    NoClearChange,
}

/// A difference of raw scores and the test of the adjusted ones.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Test {
    /// First less second, of the raw scores.
    pub difference: NpsChange,
    /// Test statistic, first less second of the adjusted scores over the standard error.
    pub z: f64,
    /// Two-sided p-value, 0 to 1.
    pub p: f64,
}

impl Test {
    /// The verdict on a p-value of this test that has been corrected for others shown with it.
    #[must_use]
    pub fn verdict(&self, p_adjusted: f64, confidence: Confidence) -> Verdict {
        if p_adjusted > confidence.alpha() {
            Verdict::Unclear
        } else if self.z > 0.0 {
            Verdict::Above
        } else {
            Verdict::Below
        }
    }
}

impl From<Verdict> for Trend {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Above => Self::Improved,
            Verdict::Below => Self::Declined,
            Verdict::Unclear => Self::NoClearChange,
        }
    }
}

/// Two samples that share no answer: z = (N₁′ − N₂′) / √(V₁′/(n₁+3) + V₂′/(n₂+3)), primes for counts with
/// ¾, 1½ and ¾ answers added, as in [`adjusted_wald`](super::adjusted_wald).
#[must_use]
pub fn difference(first: Sample, second: Sample) -> Test {
    let (a, b) = (Coded::adjusted(first), Coded::adjusted(second));
    test(Nps::of(first) - Nps::of(second), a.mean - b.mean, a.variance + b.variance)
}

/// A sample against a number taken as exact: z = (N′ − b) / SE′.
#[must_use]
pub fn against(sample: Sample, benchmark: Nps) -> Test {
    let coded = Coded::adjusted(sample);
    test(Nps::of(sample) - benchmark, coded.mean - benchmark.points() / 100.0, coded.variance)
}

fn test(difference: NpsChange, coded: f64, variance: f64) -> Test {
    let z = coded / variance.sqrt();
    Test { difference, z, p: normal::two_sided(z) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::holm;
    use crate::survey::Counts;

    fn sample(d: u64, z: u64, p: u64) -> Sample {
        Counts::new(d, z, p).sample().expect("not empty")
    }

    #[test]
    fn a_difference_is_the_one_computed_independently() {
        let test = difference(sample(60, 100, 140), sample(90, 110, 100));
        assert!((test.z - 3.6315).abs() < 1e-4, "{test:?}");
        assert!((test.p - 0.000_282).abs() < 1e-6, "{test:?}");
        let raw = 100.0 * (80.0 - 10.0) / 300.0;
        assert!((test.difference.points() - raw).abs() < 1e-9);
        assert_eq!(test.verdict(test.p, Confidence::NINETY_FIVE), Verdict::Above);
    }

    /// Three markets, previous → current.
    #[test]
    fn three_markets_show_no_clear_change_once_corrected() {
        let markets = [
            difference(sample(173, 66, 169), sample(147, 75, 186)),
            difference(sample(137, 85, 195), sample(187, 96, 195)),
            difference(sample(113, 72, 202), sample(127, 99, 211)),
        ];
        let p: Vec<f64> = markets.iter().map(|t| t.p).collect();
        let corrected = holm(&p);
        for ((found, expected), after) in
            p.iter().zip([0.097_726, 0.040_125, 0.535_230]).zip([0.195_452, 0.120_375, 0.535_230])
        {
            assert!((found - expected).abs() < 1e-6, "{p:?}");
            assert!(corrected.iter().any(|c| (c - after).abs() < 2e-6), "{corrected:?}");
        }
        for (test, p) in markets.iter().zip(corrected) {
            assert_eq!(Trend::from(test.verdict(p, Confidence::NINETY_FIVE)), Trend::NoClearChange);
        }
    }

    #[test]
    fn a_score_far_below_its_benchmark_is_below() {
        let test = against(sample(60, 100, 140), Nps::stated(50.0).expect("an NPS"));
        assert_eq!(test.verdict(test.p, Confidence::NINETY_FIVE), Verdict::Below);
    }
}
