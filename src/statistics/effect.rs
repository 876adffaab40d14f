//! Whether something that was done somewhere has changed the score there.

use super::intervals::Sizes;
use super::normal;
use crate::survey::trace::Silent;
use crate::survey::{Confidence, Nps, Sample};

/// The answers before and after something was done: where it was done, and elsewhere.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BeforeAfter {
    /// Before and after, where it was done.
    pub done: [Sample; 2],
    /// Before and after, elsewhere.
    pub elsewhere: [Sample; 2],
}

/// By how much a score has changed more where something was done than elsewhere.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Advance {
    /// The change where it was done less the change elsewhere, of the raw scores, in points.
    pub difference: f64,
    /// The same of the adjusted scores, about which the interval lies.
    pub adjusted: f64,
    /// The standard error of that, in points.
    pub standard_error: f64,
    /// Test statistic.
    pub z: f64,
    /// Two-sided p-value, 0 to 1.
    pub p: f64,
    /// The interval, in points.
    pub interval: [f64; 2],
}

/// How sure one wants to be to find an effect that is there: the usual four times of five.
const POWER: f64 = 0.8;

/// The mean of answers coded −1, 0 and 1, and its variance, with ¾, 1½ and ¾ answers added.
#[must_use]
pub fn adjusted(sample: Sample) -> [f64; 2] {
    let sizes = Sizes::traced(sample, &mut Silent).adjusted();
    [sizes.mean(), sizes.variance()]
}

/// Difference in differences: (N₁ − N₀) where something was done, less (N₁ − N₀) elsewhere. Its standard error is the root of the sum of
/// the four variances V′/(n + 3), and z that of the scores with ¾, 1½ and ¾ answers added, as [`adjusted_wald`](super::adjusted_wald) has
/// them. It takes for granted that without it the score would have changed there as it has elsewhere.
///
/// Source: Angrist and Pischke 2009, Mostly Harmless Econometrics, section 5.2.
#[must_use]
pub fn effect(of: BeforeAfter, confidence: Confidence) -> Advance {
    let nps = |sample: Sample| Nps::of(sample).points();
    let change = |[before, after]: [Sample; 2]| nps(after) - nps(before);
    let difference = change(of.done) - change(of.elsewhere);
    let [[done_before, v1], [done_after, v2]] = of.done.map(adjusted);
    let [[other_before, v3], [other_after, v4]] = of.elsewhere.map(adjusted);
    let adjusted = 100.0 * ((done_after - done_before) - (other_after - other_before));
    let standard_error = 100.0 * (v1 + v2 + v3 + v4).sqrt();
    let z = adjusted / standard_error;
    let half = normal::critical(confidence.share()) * standard_error;
    Advance {
        difference,
        adjusted,
        standard_error,
        z,
        p: normal::two_sided(z),
        interval: [adjusted - half, adjusted + half],
    }
}

/// After how many periods like those `after` an effect of so many points would be found four times of five, where it is there: what has
/// been answered before stays as it is, and its variance with it. Nothing where no number of answers is enough beside that, or the effect
/// is none.
#[must_use]
pub fn periods_to_tell(of: BeforeAfter, after: u32, points: f64, confidence: Confidence) -> Option<u32> {
    let variance = |sample: Sample| adjusted(sample)[1];
    let [before, since] = [0, 1].map(|at| {
        [of.done, of.elsewhere].into_iter().filter_map(|of| of.get(at).copied()).map(variance).sum::<f64>()
    });
    let sure = normal::critical(confidence.share()) + normal::critical(2.0 * POWER - 1.0);
    let left = (points / 100.0 / sure).powi(2) - before;
    // As many answers again halve the variance of those since.
    let periods = (f64::from(after) * since / left).ceil();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is a small whole number")]
    (left > 0.0 && periods < 1000.0).then_some((periods as u32).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::Counts;

    fn sample([detractors, passives, promoters]: [u64; 3]) -> Sample {
        Counts::new(detractors, passives, promoters).sample().expect("answers")
    }

    fn vector() -> BeforeAfter {
        BeforeAfter {
            done: [sample([40, 40, 40]), sample([25, 40, 60])],
            elsewhere: [sample([50, 60, 60]), sample([48, 60, 66])],
        }
    }

    fn near(found: f64, expected: f64, digits: i32) {
        assert!((found - expected).abs() < 0.6 * 10_f64.powi(-digits), "{found} against {expected}");
    }

    /// 22.9546 points, standard error 13.1973, z 1.7393 and p .0820: computed by a program of its own with `scipy`.
    #[test]
    fn a_difference_of_differences_is_the_one_computed_independently() {
        let found = effect(vector(), Confidence::NINETY_FIVE);
        near(found.adjusted, 22.9546, 4);
        near(found.standard_error, 13.1973, 4);
        near(found.z, 1.7393, 4);
        near(found.p, 0.0820, 4);
        // 28 − 0 less 18/174 − 10/170, in points.
        near(found.difference, 28.0 - 100.0 * (18.0 / 174.0 - 10.0 / 170.0), 9);
        near(found.interval[0], 22.9546 - 1.959_964 * 13.1973, 3);
    }

    /// Found by trying, in Python: variances of four samples, z of .975 and of .8, periods until the difference is so many errors.
    #[test]
    fn it_takes_so_many_periods_to_tell() {
        let periods = |points| periods_to_tell(vector(), 1, points, Confidence::NINETY_FIVE);
        assert_eq!(periods(40.0), Some(1));
        assert_eq!(periods(36.0), Some(2));
        assert_eq!(periods(28.0), Some(10));
        assert_eq!(periods(27.0), Some(43));
        // What was answered before leaves a standard error of 9.54 points: 2.8 of them are 26.7.
        assert_eq!(periods(26.0), None);
        assert_eq!(periods(0.0), None);
    }
}
