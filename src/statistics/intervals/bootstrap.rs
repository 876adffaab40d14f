//! The bootstrap interval.

use super::Sizes;
use super::random::SplitMix64;
use crate::survey::trace::{End, Formula, Silent, Trace};

/// How many resamples a bootstrap draws.
pub const RESAMPLES: usize = 2000;

/// The percentile bootstrap, in points: as many answers are drawn from the given ones, each as likely as any other,
/// two thousand times, and the scores of the resamples are cut at both ends so that `share` of them is left. An end
/// between two scores is interpolated.
///
/// The draws follow from `seed` and the sizes alone, so a figure is the same whatever else is computed, in which
/// order and on how many threads. An effective number is rounded to whole answers.
///
/// Without a width where all answers are in one group, and at levels near 1 as rough as two thousand resamples are.
///
/// Source: Efron and Tibshirani 1993, An Introduction to the Bootstrap, chapter 13.
#[must_use]
pub fn bootstrap(sizes: Sizes, share: f64, seed: u64) -> (f64, f64) {
    bootstrap_traced(sizes, share, seed, &mut Silent)
}

/// The same, telling its ends.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "two thousand")]
pub fn bootstrap_traced(sizes: Sizes, share: f64, seed: u64, trace: &mut impl Trace) -> (f64, f64) {
    let all = sizes.n();
    let n = all.round().max(1.0);
    let ends = (sizes.promoters + sizes.detractors) / all;
    let promoters = if ends > 0.0 { sizes.promoters / (sizes.promoters + sizes.detractors) } else { 0.0 };
    let mut stream = SplitMix64::new(seed, &[sizes.detractors, sizes.passives, sizes.promoters]);
    let mut scores: Vec<f64> = (0..RESAMPLES)
        .map(|_| {
            let at_ends = stream.binomial(n, ends);
            100.0 * (2.0 * stream.binomial(at_ends, promoters) - at_ends) / n
        })
        .collect();
    scores.sort_by(f64::total_cmp);
    let tail = (1.0 - share) / 2.0;
    let (low, high) = (quantile(&scores, tail), quantile(&scores, 1.0 - tail));
    trace.step(Formula::BootstrapEnd(End::Low), &[RESAMPLES as f64, tail], low);
    trace.step(Formula::BootstrapEnd(End::High), &[RESAMPLES as f64, tail], high);
    (low, high)
}

/// The value below which that share of sorted values lies, interpolated; 0 of none.
pub(in crate::statistics) fn quantile(sorted: &[f64], share: f64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "two thousand")]
    let at = share * sorted.len().saturating_sub(1) as f64;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to two thousand")]
    let below = at.floor() as usize;
    match (sorted.get(below), sorted.get(below + 1)) {
        (Some(low), Some(high)) => low + (high - low) * at.fract(),
        (Some(last), None) => *last,
        (None, _) => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes(d: f64, z: f64, p: f64) -> Sizes {
        Sizes { detractors: d, passives: z, promoters: p }
    }

    /// By a separate program that sums all possible resamples: below the first end lie 2 to 3 % of them, and below
    /// the second 97 to 98 %.
    #[test]
    fn ends_lie_where_the_exact_distribution_of_resamples_has_them() {
        for ((d, z, p), low, high) in [
            ((60.0, 100.0, 140.0), 17.33..=18.34, 35.0..=35.67),
            ((8.0, 13.0, 15.0), -8.34..=-5.55, 44.44..=44.45),
            ((2.0, 0.0, 9.0), 9.09..=9.1, 100.0..=100.0),
            ((1.0, 2.0, 3.0), -33.34..=-33.33, 83.33..=83.34),
        ] {
            let (a, b) = bootstrap(sizes(d, z, p), 0.95, 1);
            assert!(low.contains(&a) && high.contains(&b), "{d}, {z}, {p}: {a} … {b}");
        }
    }

    #[test]
    fn the_same_counts_and_seed_give_the_same_interval_and_another_seed_another() {
        let counts = sizes(60.0, 100.0, 140.0);
        assert_eq!(bootstrap(counts, 0.95, 1), bootstrap(counts, 0.95, 1));
        assert_ne!(bootstrap(counts, 0.99, 1), bootstrap(counts, 0.99, 2));
    }

    #[test]
    fn answers_of_one_group_have_no_width() {
        assert_eq!(bootstrap(sizes(0.0, 0.0, 9.0), 0.95, 1), (100.0, 100.0));
        assert_eq!(bootstrap(sizes(0.0, 9.0, 0.0), 0.95, 1), (0.0, 0.0));
    }

    #[test]
    fn values_between_two_are_interpolated() {
        let near = |share, expected: f64| (quantile(&[1.0, 2.0, 4.0], share) - expected).abs() < 1e-12;
        assert!(near(0.0, 1.0) && near(0.25, 1.5) && near(0.75, 3.0) && near(1.0, 4.0));
        assert!(quantile(&[], 0.5) == 0.0);
    }
}
