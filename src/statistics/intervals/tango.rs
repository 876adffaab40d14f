//! The score interval.

use super::Sizes;
use crate::survey::trace::{End, Formula, Silent, Trace};

/// Halvings after which an end is exact to the last digits that a number has.
const HALVINGS: usize = 60;

/// Tango's score interval, in points: every score x that a test of it as the true one does not refuse, |T(x)| ≤ z,
///
/// T(x) = √n (p − d − x) / √(2q + x (1 − x)), where q, the share of detractors that fits x best, is the larger root
/// of 2q² + (x (2 − p + d) − p − d) q − d x (1 − x) = 0.
///
/// Promoters less detractors are what differing pairs are in the difference of two paired proportions, for which it
/// was made. Stays within ±100 and has a width for any answers.
///
/// Source: Tango 1998, "Equivalence test and confidence interval for the difference in proportions for the
/// paired-sample design", Statistics in Medicine 17(8).
#[must_use]
pub fn tango(sizes: Sizes, z: f64) -> (f64, f64) {
    tango_traced(sizes, z, &mut Silent)
}

/// The same, telling its ends.
#[must_use]
pub fn tango_traced(sizes: Sizes, z: f64, trace: &mut impl Trace) -> (f64, f64) {
    let n = sizes.n();
    let (detractors, promoters) = (sizes.detractors / n, sizes.promoters / n);
    let score = promoters - detractors;
    let limit = z / n.sqrt();
    let end = |from: f64| {
        let (mut outside, mut inside) = (from, score);
        for _ in 0..HALVINGS {
            let middle = f64::midpoint(outside, inside);
            if statistic(detractors, promoters, middle).abs() > limit {
                outside = middle;
            } else {
                inside = middle;
            }
        }
        100.0 * inside
    };
    let (low, high) = (end(-1.0), end(1.0));
    trace.step(Formula::TangoEnd(End::Low), &[score_test(sizes, low / 100.0)], low);
    trace.step(Formula::TangoEnd(End::High), &[score_test(sizes, high / 100.0)], high);
    (low, high)
}

/// The statistic T(x) of the test that [`tango`] inverts: how far the score is from x, both over 100, in standard errors
/// that the score would have if x were the true one.
#[must_use]
pub fn score_test(sizes: Sizes, x: f64) -> f64 {
    let n = sizes.n();
    n.sqrt() * statistic(sizes.detractors / n, sizes.promoters / n, x)
}

/// T(x) / √n.
fn statistic(detractors: f64, promoters: f64, x: f64) -> f64 {
    let b = (2.0 - promoters + detractors) * x - promoters - detractors;
    let c = detractors * x * (1.0 - x);
    let root = (b * b + 8.0 * c).max(0.0).sqrt();
    // The same root of the equation, in the form that does not subtract equals.
    let q = if b > 0.0 { 2.0 * c / (b + root) } else { (root - b) / 4.0 };
    let q = q.clamp((-x).max(0.0), (1.0 - x) / 2.0);
    let distance = promoters - detractors - x;
    let variance = (2.0 * q + x * (1.0 - x)).max(0.0);
    if distance == 0.0 { 0.0 } else { distance / variance.sqrt() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes(d: f64, z: f64, p: f64) -> Sizes {
        Sizes { detractors: d, passives: z, promoters: p }
    }

    fn near((low, high): (f64, f64), expected: (f64, f64), within: f64) {
        let off = (low - expected.0).abs().max((high - expected.1).abs());
        assert!(off < within, "{low} … {high} against {expected:?}");
    }

    /// Fagerland, Lydersen and Laake 2014, Statistics in Medicine 33(16), airway hyper-responsiveness: 1 and 7
    /// discordant of 21 pairs, −0.517 to −0.026. R's `PropCIs::scoreci.mp`: (60, 20, 1000) and, at 90 %, (25, 28, 618).
    #[test]
    fn intervals_are_the_published_ones() {
        let (z95, z90) = (1.959_963_984_540_054, 1.644_853_626_951_472_2);
        near(tango(sizes(7.0, 13.0, 1.0), z95), (-51.7, -2.6), 0.05);
        near(tango(sizes(60.0, 920.0, 20.0), z95), (-5.84, -2.31), 0.005);
        near(tango(sizes(25.0, 565.0, 28.0), z90), (-1.48, 2.47), 0.005);
    }

    /// By a separate program that follows the definition: q by a search for the greatest likelihood.
    #[test]
    fn intervals_are_those_computed_independently() {
        for ((d, z, p), expected) in [
            ((60.0, 100.0, 140.0), (17.708_903_153, 35.134_950_744)),
            ((8.0, 13.0, 15.0), (-6.769_746_213, 42.866_968_433)),
            ((2.0, 0.0, 9.0), (4.603_887_608, 89.726_462_051)),
            ((1.0, 2.0, 3.0), (-31.107_378_313, 75.395_666_279)),
            ((0.0, 3.0, 9.0), (32.563_549_230, 91.105_833_161)),
        ] {
            near(tango(sizes(d, z, p), 1.959_963_984_540_054), expected, 1e-5);
        }
    }

    /// All in one group: the equation has a solution in closed form, (1 − k) / (1 + k) and k / (1 + k) for k = z²/n.
    #[test]
    fn one_sided_answers_have_the_interval_that_algebra_gives() {
        let k = 1.96 * 1.96 / 10.0;
        near(tango(sizes(0.0, 0.0, 10.0), 1.96), (100.0 * (1.0 - k) / (1.0 + k), 100.0), 1e-9);
        let end = 100.0 * k / (1.0 + k);
        near(tango(sizes(0.0, 10.0, 0.0), 1.96), (-end, end), 1e-9);
    }

    #[test]
    fn swapping_the_ends_mirrors_the_interval() {
        for (d, z, p) in [(3.0, 4.0, 9.0), (0.0, 5.0, 1.0), (2.0, 0.0, 9.0), (0.5, 0.25, 700.0)] {
            let (low, high) = tango(sizes(d, z, p), 1.96);
            near(tango(sizes(p, z, d), 1.96), (-high, -low), 1e-9);
        }
    }
}
