//! The interval around one score.

use super::intervals::{self, Sizes};
use super::normal;
use crate::survey::trace::{Basis, Formula, Silent, Trace};
use crate::survey::{Confidence, Interval, IntervalMethod, Nps, Sample};

/// The interval around a score by one of the methods; `seed` is for [`bootstrap`](intervals::bootstrap) alone.
/// Clipped to ±100 and widened to hold the raw score.
#[must_use]
pub fn interval(sample: Sample, method: IntervalMethod, confidence: Confidence, seed: u64) -> Interval {
    interval_traced(sample, method, confidence, seed, &mut Silent)
}

/// The same, telling its steps.
#[must_use]
pub fn interval_traced(
    sample: Sample,
    method: IntervalMethod,
    confidence: Confidence,
    seed: u64,
    trace: &mut impl Trace,
) -> Interval {
    interval_at(sample, method, confidence.share(), seed, trace)
}

/// The same at the level of that share.
pub(super) fn interval_at(
    sample: Sample,
    method: IntervalMethod,
    share: f64,
    seed: u64,
    trace: &mut impl Trace,
) -> Interval {
    let sizes = Sizes::traced(sample, trace);
    let (low, high) = match method {
        IntervalMethod::AdjustedWald => {
            let adjusted = sizes.adjusted_traced(trace);
            intervals::wald_traced(adjusted, Basis::Adjusted, |trace| critical(share, trace), trace)
        }
        IntervalMethod::Wald => {
            intervals::wald_traced(sizes, Basis::Given, |trace| critical(share, trace), trace)
        }
        IntervalMethod::Tango => {
            let _ = sizes.variance_traced(Basis::Given, trace);
            let z = critical(share, trace);
            intervals::tango_traced(sizes, z, trace)
        }
        IntervalMethod::Bootstrap => intervals::bootstrap_traced(sizes, share, seed, trace),
    };
    Interval::traced(Nps::of(sample), low, high, trace)
}

/// z for a share between −z and z.
fn critical(share: f64, trace: &mut impl Trace) -> f64 {
    let z = normal::critical(share);
    trace.step(Formula::Critical, &[share], z);
    z
}

/// The adjusted Wald interval: ¾, 1½ and ¾ answers are added to detractors, passives and promoters, then
/// centre ± z·SE of the adjusted counts, clipped to ±100 and widened to hold the raw score.
///
/// Source: Rocks 2016, "Interval estimation for the Net Promoter Score", The American Statistician 70(4);
/// J. Sauro and J. R. Lewis, measuringu.com, "Confidence intervals for Net Promoter Scores".
#[must_use]
pub fn adjusted_wald(sample: Sample, confidence: Confidence) -> Interval {
    interval(sample, IntervalMethod::AdjustedWald, confidence, 0)
}

/// The plain Wald interval: NPS ± z·100·√(V/n), clipped to ±100. It has no width where all answers fall
/// into one group, which is why it is not the default.
#[must_use]
pub fn wald(sample: Sample, confidence: Confidence) -> Interval {
    interval(sample, IntervalMethod::Wald, confidence, 0)
}

/// Standard deviation of a single answer in points, coded −100, 0 and 100: 100·√V.
#[must_use]
pub fn spread(sample: Sample) -> f64 {
    let sizes = Sizes::from(sample);
    100.0 * (sizes.variance() * sizes.n()).sqrt()
}

/// Standard error of the adjusted score in points: 100·√(V′/(n + 3)).
#[must_use]
pub fn standard_error(sample: Sample) -> f64 {
    standard_error_traced(sample, &mut Silent)
}

/// The same, telling its steps.
#[must_use]
pub fn standard_error_traced(sample: Sample, trace: &mut impl Trace) -> f64 {
    let sizes = Sizes::traced(sample, trace).adjusted_traced(trace);
    let (variance, n) = (sizes.variance_traced(Basis::Adjusted, trace), sizes.n());
    let error = 100.0 * variance.sqrt();
    trace.step(Formula::StandardError(Basis::Adjusted), &[variance * n, n], error);
    error
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::Counts;

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
            for method in [
                IntervalMethod::AdjustedWald,
                IntervalMethod::Wald,
                IntervalMethod::Tango,
                IntervalMethod::Bootstrap,
            ] {
                assert!(interval(sample, method, low, 1).holds(Nps::of(sample).points()), "{method:?}");
            }
        }
    }
}
