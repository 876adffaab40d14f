//! Which correction, and the one that is not Holm's.

use super::Test;
use super::holm::holm_traced;
use crate::survey::trace::{Formula, Side, Silent, Trace};
use crate::survey::{Confidence, Correction};

/// What is clear by a smaller part of the level than this needs no second opinion.
const BY_FAR: f64 = 0.01;

/// Tests shown together, each with its corrected p-value, 0 to 1; in the order given.
///
/// Where a corrected p-value is at or below the level, but not below a hundredth of it, the test is confirmed by an exact
/// one, unless it has been: so near, the normal distribution may call clear what is not. Then all are corrected again. It
/// leaves alone what is far from the level either way, and samples with more than 5,000 answers outside the commonest
/// group, for which the normal distribution is good enough (see the [study of false alarms](super::studies)).
#[must_use]
pub fn corrected_together(
    tests: &[Test],
    correction: Correction,
    confidence: Confidence,
) -> Vec<(Test, f64)> {
    let correct =
        |tests: &[Test]| corrected(&tests.iter().map(|test| test.p).collect::<Vec<_>>(), correction);
    let near = BY_FAR * confidence.alpha()..=confidence.alpha();
    let confirmed = tests.iter().zip(correct(tests));
    let confirmed: Vec<Test> =
        confirmed.map(|(test, p)| if near.contains(&p) { test.confirmed() } else { *test }).collect();
    let p = correct(&confirmed);
    confirmed.into_iter().zip(p).collect()
}

/// The p-values of comparisons shown together, corrected; in the order given.
#[must_use]
pub fn corrected(p: &[f64], correction: Correction) -> Vec<f64> {
    corrected_traced(p, correction, &mut Silent)
}

/// The same, telling its steps, those of each p-value as of its position.
#[must_use]
pub fn corrected_traced(p: &[f64], correction: Correction, trace: &mut impl Trace) -> Vec<f64> {
    match correction {
        Correction::Holm => holm_traced(p, trace),
        Correction::BenjaminiHochberg => benjamini_hochberg_traced(p, trace),
        Correction::None => p.to_vec(),
    }
}

/// Benjamini and Hochberg's step-up correction: the i-th smallest of m p-values (from 1) is multiplied by m / i, made
/// non-decreasing from the largest down, and cut at 1. Calling clear what is then below q keeps the expected share of
/// false alarms among all that is called clear below q. Results are in the order given.
///
/// Source: Benjamini and Hochberg 1995, "Controlling the false discovery rate", Journal of the Royal Statistical
/// Society B 57(1).
#[must_use]
pub fn benjamini_hochberg(p: &[f64]) -> Vec<f64> {
    benjamini_hochberg_traced(p, &mut Silent)
}

/// The same, telling its steps, the largest p-value first.
#[expect(clippy::cast_precision_loss, reason = "a report shows far fewer than 2^53 comparisons")]
fn benjamini_hochberg_traced(p: &[f64], trace: &mut impl Trace) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|&a, &b| p[a].total_cmp(&p[b]));
    let mut corrected = vec![0.0; p.len()];
    let mut ceiling = 1.0_f64;
    for (place, &i) in (1..=p.len()).rev().zip(order.iter().rev()) {
        let scaled = p[i] * p.len() as f64 / place as f64;
        ceiling = ceiling.min(scaled);
        corrected[i] = ceiling;
        trace.of(Side::At(i));
        trace.step(Formula::BenjaminiHochberg, &[p[i], p.len() as f64 / place as f64, scaled], ceiling);
    }
    corrected
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::difference;
    use crate::survey::Counts;

    fn near(found: &[f64], expected: &[f64]) {
        assert_eq!(found.len(), expected.len());
        for (a, b) in found.iter().zip(expected) {
            assert!((a - b).abs() < 1e-6, "{found:?} against {expected:?}");
        }
    }

    /// The fifteen comparisons of the 1995 paper, section 3.2: at 5 % it calls the first four clear. Corrected values
    /// are worked out by hand from the definition.
    #[test]
    fn fifteen_p_values_are_corrected_as_published() {
        let p = [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
            0.6528, 0.7590, 1.0,
        ];
        let expected = [
            0.0015,
            0.003,
            0.0095,
            0.035_625,
            0.0603,
            0.063_857_143,
            0.063_857_143,
            0.0645,
            0.0765,
            0.486,
            0.581_181_818,
            0.714_875,
            0.753_230_769,
            0.813_214_286,
            1.0,
        ];
        near(&benjamini_hochberg(&p), &expected);
        assert_eq!(benjamini_hochberg(&p).iter().filter(|p| **p <= 0.05).count(), 4);
        let backwards: Vec<f64> = p.iter().rev().copied().collect();
        near(&benjamini_hochberg(&backwards), &expected.iter().rev().copied().collect::<Vec<_>>());
    }

    #[test]
    fn each_correction_is_the_one_named() {
        let p = [0.01, 0.04, 0.03, 0.005];
        near(&corrected(&p, Correction::Holm), &[0.03, 0.06, 0.06, 0.02]);
        near(&corrected(&p, Correction::BenjaminiHochberg), &[0.02, 0.04, 0.04, 0.02]);
        near(&corrected(&p, Correction::None), &p);
        near(&benjamini_hochberg(&[]), &[]);
    }

    /// The exact p-values are counted draw by draw in whole numbers by a separate program in Python.
    #[test]
    fn what_is_clear_by_little_is_confirmed_by_an_exact_test() {
        let sample = |[d, z, p]: [u64; 3]| Counts::new(d, z, p).sample().expect("answers");
        let test = |first, second| difference(sample(first), sample(second));
        let mexico = test([113, 72, 202], [310, 151, 364]);
        let unclear = test([137, 85, 195], [187, 96, 195]);
        let far = test([60, 100, 140], [90, 110, 100]);
        let found = |tests: &[Test], correction| -> Vec<f64> {
            let found = corrected_together(tests, correction, Confidence::NINETY_FIVE);
            found.into_iter().map(|(test, _)| test.p).collect()
        };
        near(&found(&[mexico, unclear], Correction::Holm), &[0.003_079_866, 0.042_172_760]);
        // With a third comparison 0.04 is not clear, and needs no confirming; alone, 0.00028 is clear by far.
        near(&found(&[mexico, unclear, unclear], Correction::Holm), &[0.003_079_866, 0.040_125, 0.040_125]);
        near(&found(&[far], Correction::Holm), &[0.000_281_786]);
        near(&found(&[far, far], Correction::Holm), &[0.000_367_256; 2]);
        let p: Vec<f64> = corrected_together(&[mexico, unclear], Correction::Holm, Confidence::NINETY_FIVE)
            .into_iter()
            .map(|(_, p)| p)
            .collect();
        near(&p, &[0.006_159_732, 0.042_172_760]);
    }
}
