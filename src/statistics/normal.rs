//! The standard normal distribution.

use std::cell::Cell;
use std::f64::consts::{PI, SQRT_2};

/// Probability of a value above `z` or below `−z`, 0 to 1.
#[must_use]
pub fn two_sided(z: f64) -> f64 {
    libm::erfc(z.abs() / SQRT_2)
}

/// Probability of a value at or below `z`, 0 to 1.
#[must_use]
pub fn below(z: f64) -> f64 {
    libm::erfc(-z / SQRT_2) / 2.0
}

/// The z with probability `share` between −z and z, for a share from 0 to below 1.
///
/// Remembered for the share asked for last: a report asks for one share, hundreds of times.
#[must_use]
pub fn critical(share: f64) -> f64 {
    thread_local! {
        static LAST: Cell<(f64, f64)> = const { Cell::new((0.0, 0.0)) };
    }
    let (known, z) = LAST.get();
    if known.to_bits() == share.to_bits() {
        return z;
    }
    let z = find_critical(share);
    LAST.set((share, z));
    z
}

/// Newton's method on [`two_sided`], which converges from 0 because the tail is convex there.
fn find_critical(share: f64) -> f64 {
    let alpha = 1.0 - share;
    let mut z = 0.0_f64;
    for _ in 0..200 {
        let density = (-z * z / 2.0).exp() * (2.0 / PI).sqrt();
        let step = (two_sided(z) - alpha) / density;
        z += step;
        if step.abs() <= 1e-15 * z {
            break;
        }
    }
    z
}

/// The z below which a value lies with this probability, from 0.5 to below 1.
pub(super) fn quantile(probability: f64) -> f64 {
    critical(2.0 * probability - 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tabulated: Abramowitz and Stegun 1964, table 26.5, and NIST.
    #[test]
    fn critical_values_are_those_of_the_tables() {
        for (share, z) in [
            (0.5, 0.674_489_750_196_081_7),
            (0.9, 1.644_853_626_951_472_2),
            (0.95, 1.959_963_984_540_054),
            (0.99, 2.575_829_303_548_901),
            (0.998, 3.090_232_306_167_813),
            (0.9999, 3.890_591_886_413_098),
        ] {
            assert!((critical(share) - z).abs() < 1e-11, "{share}: {} against {z}", critical(share));
        }
    }

    #[test]
    fn upper_quantiles_are_those_of_the_tables() {
        for (probability, z) in [(0.5, 0.0), (0.8, 0.841_621_233_572_914_4), (0.9, 1.281_551_565_544_600_8)] {
            assert!((quantile(probability) - z).abs() < 1e-11, "{probability}");
        }
    }

    #[test]
    fn p_values_are_those_of_the_tables() {
        assert!((two_sided(1.959_963_984_540_054) - 0.05).abs() < 1e-14);
        assert!((two_sided(-3.6315) - 0.000_281_77).abs() < 1e-7);
        assert!((two_sided(0.0) - 1.0).abs() < 1e-15);
    }

    #[test]
    fn probabilities_below_are_those_of_the_tables() {
        for (z, share) in [(0.0, 0.5), (1.0, 0.841_344_746_068_543), (-2.0, 0.022_750_131_948_179_2)] {
            assert!((below(z) - share).abs() < 1e-14, "{z}: {}", below(z));
        }
    }
}
