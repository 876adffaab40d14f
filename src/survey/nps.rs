//! The score itself, the difference of two scores, and the interval around one.

use std::ops::Sub;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::counts::Sample;
use super::trace::{Formula, Silent, Trace};

/// A Net Promoter Score in points, −100 to 100, always finite.
///
/// `Nps − Nps` is an [`NpsChange`]; `Nps + Nps` does not compile, so nobody averages scores.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, JsonSchema, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
#[schemars(extend("minimum" = -100, "maximum" = 100))]
pub struct Nps(f64);

impl Nps {
    /// 100 (promoters − detractors) / n, weighted where the sample is (Reichheld 2003, Harvard Business Review 81/12).
    #[must_use]
    pub fn of(sample: Sample) -> Self {
        Self::traced(sample, &mut Silent)
    }

    /// The same, telling its steps.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
    pub fn traced(sample: Sample, trace: &mut impl Trace) -> Self {
        if !sample.is_plain() {
            let [detractors, _, promoters] = sample.shares();
            let points = (100.0 * (promoters - detractors)).clamp(-100.0, 100.0);
            trace.step(Formula::ScoreOfShares, &[promoters, detractors], points);
            return Self(points);
        }
        let counts = sample.counts();
        let (detractors, promoters) = (counts.detractors() as f64, counts.promoters() as f64);
        let points = 100.0 * (promoters - detractors) / sample.n() as f64;
        trace.step(Formula::Score, &[promoters, detractors, sample.n() as f64], points);
        Self(points)
    }

    /// The mean of several scores, each counted once whatever its base: not the score of their answers together.
    /// Nothing for no scores. The only place where scores are averaged.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "there are far fewer than 2^53 scores")]
    pub fn mean_of_each(scores: impl IntoIterator<Item = Self>) -> Option<Self> {
        let (sum, count) = scores.into_iter().fold((0.0, 0_u64), |(sum, n), nps| (sum + nps.0, n + 1));
        (count > 0).then(|| Self((sum / count as f64).clamp(-100.0, 100.0)))
    }

    /// A stated score, or nothing outside −100 to 100.
    #[must_use]
    pub fn stated(points: f64) -> Option<Self> {
        (-100.0..=100.0).contains(&points).then_some(Self(points))
    }

    /// In points, −100 to 100.
    #[must_use]
    pub const fn points(self) -> f64 {
        self.0
    }

    /// Whether it is at or above a number of points, unrounded. What sums of weights cannot tell from it is at it.
    #[must_use]
    pub fn reaches(self, points: f64) -> bool {
        self.0 >= points - 1e-9
    }
}

impl TryFrom<f64> for Nps {
    type Error = String;

    fn try_from(points: f64) -> Result<Self, String> {
        Self::stated(points).ok_or_else(|| format!("{points} is no NPS: −100 to 100"))
    }
}

impl From<Nps> for f64 {
    fn from(nps: Nps) -> Self {
        nps.0
    }
}

impl Sub for Nps {
    type Output = NpsChange;

    fn sub(self, other: Self) -> NpsChange {
        NpsChange(self.0 - other.0)
    }
}

/// A difference of two scores in points, −200 to 200, always finite.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, JsonSchema, Serialize, Deserialize)]
#[serde(transparent)]
#[schemars(extend("minimum" = -200, "maximum" = 200))]
pub struct NpsChange(f64);

impl NpsChange {
    /// In points, −200 to 200.
    #[must_use]
    pub const fn points(self) -> f64 {
        self.0
    }

    /// The same to a tenth of a point.
    #[must_use]
    pub fn to_a_tenth(self) -> Self {
        Self(to_a_tenth(self.0))
    }
}

/// Points to a tenth of one.
#[must_use]
pub fn to_a_tenth(points: f64) -> f64 {
    // Adding nothing makes a negative zero a positive one.
    (points * 10.0).round() / 10.0 + 0.0
}

/// A confidence level as a share, 0.5 to 0.9999.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, JsonSchema, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
#[schemars(extend("minimum" = 0.5, "maximum" = 0.9999))]
pub struct Confidence(f64);

impl Confidence {
    /// 95 %.
    pub const NINETY_FIVE: Self = Self(0.95);

    /// A level from a share, or nothing outside 0.5 to 0.9999.
    #[must_use]
    pub fn new(share: f64) -> Option<Self> {
        (0.5..=0.9999).contains(&share).then_some(Self(share))
    }

    /// As a share, 0.5 to 0.9999.
    #[must_use]
    pub const fn share(self) -> f64 {
        self.0
    }

    /// The share left outside: a p-value above it shows nothing.
    #[must_use]
    pub fn alpha(self) -> f64 {
        1.0 - self.0
    }
}

impl TryFrom<f64> for Confidence {
    type Error = String;

    fn try_from(share: f64) -> Result<Self, String> {
        Self::new(share).ok_or_else(|| format!("{share} is no level: 0.5 to 0.9999"))
    }
}

impl From<Confidence> for f64 {
    fn from(level: Confidence) -> Self {
        level.0
    }
}

/// A confidence interval in NPS points: low ≤ high, both within −100 to 100.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Interval {
    /// Its lower end in points.
    #[schemars(range(min = -100, max = 100))]
    low: f64,
    /// Its upper end in points.
    #[schemars(range(min = -100, max = 100))]
    high: f64,
}

impl Interval {
    /// An interval from its ends: clipped to ±100 and widened where needed to hold `nps`.
    #[must_use]
    pub fn around(nps: Nps, low: f64, high: f64) -> Self {
        Self::traced(nps, low, high, &mut Silent)
    }

    /// The same, telling its steps.
    #[must_use]
    pub fn traced(nps: Nps, low: f64, high: f64, trace: &mut impl Trace) -> Self {
        let (cut_low, cut_high) = (low.max(-100.0), high.min(100.0));
        let interval = Self { low: cut_low.min(nps.points()), high: cut_high.max(nps.points()) };
        for (computed, cut, held) in [(low, cut_low, interval.low), (high, cut_high, interval.high)] {
            if computed.abs() > 100.0 {
                trace.step(Formula::Cut, &[computed], cut);
            }
            if (held - cut).abs() > 0.0 {
                trace.step(Formula::Held, &[nps.points()], held);
            }
        }
        interval
    }

    /// Lower end in points.
    #[must_use]
    pub const fn low(self) -> f64 {
        self.low
    }

    /// Upper end in points.
    #[must_use]
    pub const fn high(self) -> f64 {
        self.high
    }

    /// Whether a number of points lies inside, ends included.
    #[must_use]
    pub fn holds(self, points: f64) -> bool {
        (self.low..=self.high).contains(&points)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::Counts;

    #[test]
    fn the_worked_example_scores_26_7() {
        let sample = Counts::new(60, 100, 140).sample().expect("not empty");
        assert!((Nps::of(sample).points() - 26.666_666_666_666_668).abs() < 1e-12);
    }

    /// Shares of 0.7 and 0.2 leave a little less than 50 points.
    #[test]
    fn sums_that_rounding_leaves_short_of_a_border_reach_it_and_scores_below_it_do_not() {
        let short = Nps::stated(100.0 * (0.7 - 0.2)).expect("an NPS");
        assert!(short.points() < 50.0 && short.reaches(50.0));
        let below = Nps::of(Counts::new(0, 500_001, 499_999).sample().expect("answers"));
        assert!(!below.reaches(50.0) && below.reaches(49.9999));
    }

    #[test]
    fn the_mean_of_each_is_not_the_score_of_all() {
        let of = |d, z, p| Counts::new(d, z, p).sample().map(Nps::of).expect("not empty");
        let mean = Nps::mean_of_each([of(0, 0, 10), of(30, 30, 30)]).expect("two scores");
        assert!((mean.points() - 50.0).abs() < 1e-12);
        assert!((of(30, 30, 40).points() - 10.0).abs() < 1e-12);
        assert_eq!(Nps::mean_of_each([]), None);
    }

    #[test]
    fn an_interval_is_clipped_and_holds_its_score() {
        let nps = Nps::stated(100.0).expect("in range");
        let interval = Interval::around(nps, 47.5, 107.0);
        assert!(interval.holds(100.0) && interval.high() <= 100.0);
        assert!(Interval::around(nps, 10.0, 90.0).holds(100.0));
    }
}
