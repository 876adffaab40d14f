//! The interval around one score.

use super::normal;
use crate::survey::{Confidence, Counts, Interval, Nps, Sample};

/// Mean and spread of answers coded −1, 0 and +1, from counts that need not be whole.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Coded {
    /// Mean, −1 to 1.
    pub(super) mean: f64,
    /// Variance of the mean: the per-answer variance p + d − (p − d)², with divisor n, over n.
    pub(super) variance: f64,
}

impl Coded {
    #[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
    fn new(counts: Counts, added_each_end: f64, added_middle: f64) -> Self {
        let promoters = counts.promoters() as f64 + added_each_end;
        let detractors = counts.detractors() as f64 + added_each_end;
        let n = promoters + detractors + counts.passives() as f64 + added_middle;
        let mean = (promoters - detractors) / n;
        let variance = ((promoters + detractors) / n - mean * mean).max(0.0);
        Self { mean, variance: variance / n }
    }

    pub(super) fn raw(sample: Sample) -> Self {
        Self::new(sample.counts(), 0.0, 0.0)
    }

    /// With ¾ of a detractor, 1½ passives and ¾ of a promoter added.
    pub(super) fn adjusted(sample: Sample) -> Self {
        Self::new(sample.counts(), 0.75, 1.5)
    }

    fn interval(self, nps: Nps, confidence: Confidence) -> Interval {
        self.interval_at(nps, normal::critical(confidence.share()))
    }

    /// The interval that reaches `z` standard errors to each side.
    pub(super) fn interval_at(self, nps: Nps, z: f64) -> Interval {
        let half = z * self.variance.sqrt();
        Interval::around(nps, 100.0 * (self.mean - half), 100.0 * (self.mean + half))
    }
}

/// The adjusted Wald interval: ¾, 1½ and ¾ answers are added to detractors, passives and promoters, then
/// centre ± z·SE of the adjusted counts, clipped to ±100 and widened to hold the raw score.
///
/// Source: Rocks 2016, "Interval estimation for the Net Promoter Score", The American Statistician 70(4);
/// J. Sauro and J. R. Lewis, measuringu.com, "Confidence intervals for Net Promoter Scores".
#[must_use]
pub fn adjusted_wald(sample: Sample, confidence: Confidence) -> Interval {
    Coded::adjusted(sample).interval(Nps::of(sample), confidence)
}

/// The plain Wald interval: NPS ± z·100·√(V/n), clipped to ±100. It has no width where all answers fall
/// into one group, which is why it is not the default.
#[must_use]
pub fn wald(sample: Sample, confidence: Confidence) -> Interval {
    Coded::raw(sample).interval(Nps::of(sample), confidence)
}

/// Standard deviation of a single answer in points, coded −100, 0 and 100: 100·√V.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
pub fn spread(sample: Sample) -> f64 {
    100.0 * (Coded::raw(sample).variance * sample.n() as f64).sqrt()
}

/// Standard error of the adjusted score in points: 100·√(V′/(n + 3)).
#[must_use]
pub fn standard_error(sample: Sample) -> f64 {
    100.0 * Coded::adjusted(sample).variance.sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(d: u64, z: u64, p: u64) -> Sample {
        Counts::new(d, z, p).sample().expect("not empty")
    }

    fn near(interval: Interval, low: f64, high: f64) {
        assert!((interval.low() - low).abs() < 1e-3, "{interval:?} against {low} … {high}");
        assert!((interval.high() - high).abs() < 1e-3, "{interval:?} against {low} … {high}");
    }

    #[test]
    fn intervals_are_those_computed_independently() {
        for ((d, z, p), nps, plain, adjusted) in [
            ((60, 100, 140), 26.6667, (17.9340, 35.3994), (17.7151, 35.0902)),
            ((60, 120, 120), 20.0, (11.5320, 28.4680), (11.3775, 28.2264)),
            ((8, 13, 15), 19.4444, (-5.8813, 44.7702), (-6.2803, 42.1777)),
            ((2, 0, 9), 63.6364, (18.0510, 100.0), (8.0008, 91.9992)),
            ((1, 2, 3), 33.3333, (-26.3065, 92.9731), (-26.7433, 71.1877)),
            ((0, 0, 10), 100.0, (100.0, 100.0), (47.5036, 100.0)),
            ((0, 10, 0), 0.0, (0.0, 0.0), (-18.4650, 18.4650)),
        ] {
            let sample = sample(d, z, p);
            assert!((Nps::of(sample).points() - nps).abs() < 1e-4);
            near(wald(sample, Confidence::NINETY_FIVE), plain.0, plain.1);
            near(adjusted_wald(sample, Confidence::NINETY_FIVE), adjusted.0, adjusted.1);
        }
    }

    #[test]
    fn a_lower_level_gives_a_narrower_interval() {
        let ninety = Confidence::new(0.9).expect("a level");
        near(adjusted_wald(sample(8, 13, 15), ninety), -2.3849, 38.2823);
    }

    #[test]
    fn one_answer_still_lies_in_its_interval() {
        let low = Confidence::new(0.5).expect("a level");
        for (d, z, p) in [(1, 0, 0), (0, 1, 0), (0, 0, 1)] {
            let sample = sample(d, z, p);
            assert!(adjusted_wald(sample, low).holds(Nps::of(sample).points()));
        }
    }
}
