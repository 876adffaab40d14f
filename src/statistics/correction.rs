//! Which correction, and the one that is not Holm's.

use super::holm::holm;
use crate::survey::Correction;

/// The p-values of comparisons shown together, corrected; in the order given.
#[must_use]
pub fn corrected(p: &[f64], correction: Correction) -> Vec<f64> {
    match correction {
        Correction::Holm => holm(p),
        Correction::BenjaminiHochberg => benjamini_hochberg(p),
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
#[expect(clippy::cast_precision_loss, reason = "a report shows far fewer than 2^53 comparisons")]
pub fn benjamini_hochberg(p: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|&a, &b| p[a].total_cmp(&p[b]));
    let mut corrected = vec![0.0; p.len()];
    let mut ceiling = 1.0_f64;
    for (place, &i) in (1..=p.len()).rev().zip(order.iter().rev()) {
        ceiling = ceiling.min(p[i] * p.len() as f64 / place as f64);
        corrected[i] = ceiling;
    }
    corrected
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
