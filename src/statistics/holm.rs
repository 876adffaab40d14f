//! Correction of several p-values shown together.

use crate::survey::trace::{Formula, Side, Silent, Trace};

/// Holm's step-down correction: the i-th smallest of m p-values is multiplied by m − i (from 0), made
/// non-decreasing and cut at 1. Results are in the order given.
///
/// Source: Holm 1979, Scandinavian Journal of Statistics 6(2).
#[must_use]
pub fn holm(p: &[f64]) -> Vec<f64> {
    holm_traced(p, &mut Silent)
}

/// The same, telling its steps, the smallest p-value first.
pub(super) fn holm_traced(p: &[f64], trace: &mut impl Trace) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|&a, &b| p[a].total_cmp(&p[b]));
    let mut corrected = vec![0.0; p.len()];
    let mut floor = 0.0_f64;
    for (remaining, &i) in (1..=p.len()).rev().zip(&order) {
        #[expect(clippy::cast_precision_loss, reason = "a report shows far fewer than 2^53 comparisons")]
        let multiplier = remaining as f64;
        let scaled = p[i] * multiplier;
        floor = floor.max(scaled.min(1.0));
        corrected[i] = floor;
        trace.of(Side::At(i));
        trace.step(Formula::Holm, &[p[i], multiplier, scaled], floor);
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

    #[test]
    fn four_p_values_are_corrected_as_published() {
        near(&holm(&[0.01, 0.04, 0.03, 0.005]), &[0.03, 0.06, 0.06, 0.02]);
    }

    #[test]
    fn one_is_left_alone_and_none_is_fine() {
        near(&holm(&[0.2]), &[0.2]);
        near(&holm(&[]), &[]);
    }
}
