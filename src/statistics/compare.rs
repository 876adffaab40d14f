//! Differences and how sure they are.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::intervals::{Sizes, score_test};
use super::{exact, normal};
use crate::survey::trace::{Basis, Confirmed, Formula, Side, Silent, Trace};
use crate::survey::{Confidence, Counts, Nps, NpsChange, Sample};

/// Where a score stands against a benchmark or against the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ChangeVerdict")]
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
    /// Two-sided p-value, 0 to 1: at least that of z, and larger where a second test is less sure.
    pub p: f64,
    /// The samples of which an exact test can still be made.
    unconfirmed: Option<(Counts, Counts)>,
}

impl Test {
    /// The same test with a p-value no smaller than that of another.
    fn at_least(self, p: f64, trace: &mut impl Trace) -> Self {
        let larger = p.max(self.p);
        trace.step(Formula::Larger, &[self.p, p], larger);
        Self { p: larger, ..self }
    }

    /// The same test confirmed by an exact one, where it is of two plain samples and has not been.
    pub(super) fn confirmed(self) -> Self {
        self.confirmed_traced(&mut Silent)
    }

    /// The same, telling its steps.
    #[must_use]
    pub fn confirmed_traced(self, trace: &mut impl Trace) -> Self {
        let test = Self { unconfirmed: None, ..self };
        let Some((first, second)) = self.unconfirmed else { return test };
        match exact::of_many(first, second) {
            Some(p) => test.at_least_exact(p, Confirmed::ByLittle, (first, second), trace),
            None => test,
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
    fn at_least_exact(
        self,
        p: f64,
        why: Confirmed,
        (first, second): (Counts, Counts),
        trace: &mut impl Trace,
    ) -> Self {
        let (drawn, all) = (first.n().min(second.n()), first.n() + second.n());
        trace.step(Formula::Exact(why), &[drawn as f64, all as f64], p);
        self.at_least(p, trace)
    }

    /// The verdict on a p-value of this test that has been corrected for others shown with it. What is 0.0 to a tenth of a
    /// point is no clear difference, however sure: of whole populations two answers would be one.
    #[must_use]
    pub fn verdict(&self, p_adjusted: f64, confidence: Confidence) -> Verdict {
        if p_adjusted > confidence.alpha() || self.difference.points().abs() < SMALLEST_CLEAR {
            Verdict::Unclear
        } else if self.z > 0.0 {
            Verdict::Above
        } else {
            Verdict::Below
        }
    }
}

/// What is less, in points, is 0.0 to a tenth, the closest that a difference is shown to.
pub const SMALLEST_CLEAR: f64 = 0.05;

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
/// ¾, 1½ and ¾ answers added, as in [`adjusted_wald`](super::adjusted_wald). Where answers are few, or few outside the
/// commonest group, p is the larger of that of z and that of an exact permutation test: far out, the normal distribution is
/// too sure of them (see the [study of false alarms](super::studies)). Not so where answers weigh differently, belong to
/// clusters or are out of a known population.
#[must_use]
pub fn difference(first: Sample, second: Sample) -> Test {
    related_difference(first, second, 0.0)
}

/// The same for samples that share clusters: 2ρ √(V₁′/(n₁+3) · V₂′/(n₂+3)) is taken off the variance, with the
/// [`correlation`](super::correlation) ρ. n is the effective one.
#[must_use]
pub fn related_difference(first: Sample, second: Sample, correlation: f64) -> Test {
    related_difference_traced(first, second, correlation, &mut Silent)
}

/// The same, telling its steps.
#[must_use]
pub fn related_difference_traced<T: Trace>(
    first: Sample,
    second: Sample,
    correlation: f64,
    trace: &mut T,
) -> Test {
    let test = by_z(first, second, correlation, trace);
    let plain = first.bare_counts().zip(second.bare_counts()).filter(|_| correlation == 0.0);
    let Some((first, second)) = plain else { return test };
    match exact::two_sided(first, second) {
        None => Test { unconfirmed: Some((first, second)), ..test },
        Some(p) => test.at_least_exact(p, Confirmed::Few, (first, second), trace),
    }
}

/// The same by z alone, however few the answers.
pub(super) fn by_z<T: Trace>(first: Sample, second: Sample, correlation: f64, trace: &mut T) -> Test {
    let (nps, other_nps) = (Nps::of(first), Nps::of(second));
    let difference = nps - other_nps;
    trace.step(Formula::Difference, &[nps.points(), other_nps.points()], difference.points());
    let side = |side: Side, sample: Sample, trace: &mut T| {
        trace.of(side);
        let sizes = Sizes::traced(sample, trace).adjusted_traced(trace);
        (sizes.mean(), sizes.variance_traced(Basis::Adjusted, trace))
    };
    let (mean, one) = side(Side::First, first, trace);
    let (other_mean, other) = side(Side::Second, second, trace);
    trace.of(Side::Whole);
    // Clusters that moved exactly alike leave rounding alone, of which nothing is to be concluded.
    let variance = (one + other - 2.0 * correlation * (one * other).sqrt()).max((one + other) * 1e-9);
    if correlation == 0.0 {
        trace.step(Formula::VarianceOfDifference, &[one, other], variance);
    } else {
        trace.step(Formula::VarianceOfRelated, &[one, other, correlation], variance);
    }
    let z = (mean - other_mean) / variance.sqrt();
    trace.step(Formula::ZOfDifference, &[mean, other_mean, variance], z);
    test(difference, z, trace)
}

/// The statistic of Tango's score test of a sample against a number, which may be the score of `answers` answers:
/// T / √(1 + n/m).
fn score_statistic(sample: Sample, benchmark: Nps, answers: Option<u64>, trace: &mut impl Trace) -> f64 {
    let sizes = Sizes::from(sample);
    let statistic = score_test(sizes, benchmark.points() / 100.0);
    let Some(m) = answers else {
        trace.step(Formula::ScoreTest, &[], statistic);
        return statistic;
    };
    #[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
    let m = m as f64;
    let of_both = statistic / (1.0 + sizes.n() / m).sqrt();
    trace.step(Formula::ScoreTestOfBoth, &[statistic, sizes.n(), m], of_both);
    of_both
}

/// A sample against a number: z = (N′ − b) / √(V′/(n + 3) + V′/m).
///
/// Where the number is the score of `answers` answers, m, it is taken to be one of independent answers that spread
/// as the sample's own adjusted ones do, V′, since a published score comes without its spread. Without them it is
/// taken as exact, and the second term falls away.
///
/// p is the larger of that of z and that of the [score test](super::intervals::score_test), T / √(1 + n/m), whose variance
/// is the one that answers would have if the number were their true score: from few answers, V′ can come out too small just
/// when the score is extreme.
#[must_use]
pub fn against(sample: Sample, benchmark: Nps, answers: Option<u64>) -> Test {
    against_traced(sample, benchmark, answers, &mut Silent)
}

/// The same, telling its steps.
#[must_use]
pub fn against_traced(sample: Sample, benchmark: Nps, answers: Option<u64>, trace: &mut impl Trace) -> Test {
    let nps = Nps::of(sample);
    let difference = nps - benchmark;
    trace.step(Formula::Distance, &[nps.points(), benchmark.points()], difference.points());
    let sizes = Sizes::traced(sample, trace).adjusted_traced(trace);
    let (own, n) = (sizes.variance_traced(Basis::Adjusted, trace), sizes.n());
    let variance = match answers {
        None => own,
        #[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
        Some(answers) => own + own * n / answers as f64,
    };
    match answers {
        None => trace.step(Formula::VarianceOfScore, &[own * n, n], variance),
        #[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
        Some(answers) => trace.step(Formula::VarianceOfDistance, &[own * n, n, answers as f64], variance),
    }
    let (mean, coded) = (sizes.mean(), benchmark.points() / 100.0);
    let z = (mean - coded) / variance.sqrt();
    trace.step(Formula::ZOfDistance, &[mean, coded, variance], z);
    let test = test(difference, z, trace);
    test.at_least(normal::two_sided(score_statistic(sample, benchmark, answers, trace)), trace)
}

/// How likely it is that the true score is at or above a number, 0 to 1: Φ((N′ − t) / SE′), primes for the adjusted
/// counts. That is a likelihood in the sense of a confidence distribution, or of a flat prior: one minus the one-sided
/// p-value of the hypothesis that the true score is the number.
///
/// Source: Schweder and Hjort 2002, "Confidence and likelihood", Scandinavian Journal of Statistics 29(2).
#[must_use]
pub fn chance_at_or_above(sample: Sample, target: Nps) -> f64 {
    chance_at_or_above_traced(sample, target, &mut Silent)
}

/// The same, telling its steps.
#[must_use]
pub fn chance_at_or_above_traced(sample: Sample, target: Nps, trace: &mut impl Trace) -> f64 {
    let sizes = Sizes::traced(sample, trace).adjusted_traced(trace);
    let (variance, n) = (sizes.variance_traced(Basis::Adjusted, trace), sizes.n());
    let (mean, coded, error) = (sizes.mean(), target.points() / 100.0, variance.sqrt());
    trace.step(Formula::CodedError, &[variance * n, n], error);
    let z = (mean - coded) / error;
    trace.step(Formula::ZOfTarget, &[mean, coded, error], z);
    let chance = normal::below(z);
    trace.step(Formula::Below, &[z], chance);
    chance
}

fn test(difference: NpsChange, z: f64, trace: &mut impl Trace) -> Test {
    let p = normal::two_sided(z);
    trace.step(Formula::TwoSided, &[z.abs()], p);
    Test { difference, z, p, unconfirmed: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::holm;

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

    /// By a separate program: −4.0158 against a score of 400 answers, −5.3237 against an exact one; then −0.9662 and
    /// −1.9396, −0.7307 and −0.9749.
    #[test]
    fn a_benchmark_with_answers_of_its_own_is_less_sure_than_an_exact_one() {
        for ((d, z, p), benchmark, answers, with, exact) in [
            ((60, 100, 140), 50.0, 400, -4.015_750_540, -5.323_710_040),
            ((60, 100, 140), 35.0, 100, -0.966_192_264, -1.939_617_434),
            ((8, 13, 15), 30.0, 50, -0.730_695_203, -0.974_868_993),
        ] {
            let (sample, benchmark) = (sample(d, z, p), Nps::stated(benchmark).expect("an NPS"));
            assert!((against(sample, benchmark, Some(answers)).z - with).abs() < 1e-8);
            assert!((against(sample, benchmark, None).z - exact).abs() < 1e-8);
        }
    }

    /// By a separate program, which finds the share of detractors that fits a benchmark best by a search for the greatest
    /// likelihood: the p-values of z, and where they are larger those of the score test, −0.6408, 2.0702 and 1.7928.
    #[test]
    fn the_less_sure_of_two_tests_against_a_benchmark_counts() {
        for ((d, z, p), benchmark, answers, expected) in [
            ((60, 100, 140), 50.0, Some(400), 5.925_690_989_4e-5),
            ((60, 100, 140), 35.0, None, 0.053_895_782_61),
            ((8, 13, 15), 30.0, Some(50), 0.521_665_127_56),
            ((0, 0, 10), 40.0, None, 0.038_433_930_24),
            ((0, 0, 10), 40.0, Some(30), 0.072_998_045_43),
            ((1, 2, 3), -60.0, None, 0.001_031_007_85),
        ] {
            let found = against(sample(d, z, p), Nps::stated(benchmark).expect("an NPS"), answers).p;
            assert!((found / expected - 1.0).abs() < 1e-8, "{found} against {expected}");
        }
    }

    /// Subsets counted one by one by a separate program, as fractions; those of z are .538167, .699067 and .601826.
    #[test]
    fn the_larger_p_counts_of_few_answers_however_little_they_differ() {
        for ([first, second], expected) in [
            ([(2, 2, 2), (1, 2, 3)], 57.0 / 77.0),
            ([(3, 2, 1), (3, 3, 2)], 107.0 / 143.0),
            ([(3, 4, 3), (2, 4, 4)], 35_969.0 / 46_189.0),
            ([(3, 0, 3), (2, 0, 4)], 1.0),
        ] {
            let [first, second] = [first, second].map(|(d, z, p)| sample(d, z, p));
            let found = difference(first, second).p;
            assert!((found - expected).abs() < 1e-12, "{found} against {expected}");
        }
    }

    /// From Φ of the z above.
    #[test]
    fn the_chance_of_a_target_is_the_one_computed_independently() {
        for ((d, z, p), target, chance) in
            [((60, 100, 140), 35.0, 0.026_213_100), ((8, 13, 15), 30.0, 0.164_812_624)]
        {
            let found = chance_at_or_above(sample(d, z, p), Nps::stated(target).expect("an NPS"));
            assert!((found - chance).abs() < 1e-8, "{found}");
        }
    }

    #[test]
    fn a_score_far_below_its_benchmark_is_below() {
        let test = against(sample(60, 100, 140), Nps::stated(50.0).expect("an NPS"), None);
        assert_eq!(test.verdict(test.p, Confidence::NINETY_FIVE), Verdict::Below);
    }
}
