//! A mean of parts that each have a weight of their own, such as accounts by what they are worth.

use super::student;
use crate::survey::Confidence;

/// The mean of some parts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OfParts {
    /// How many parts there are, K.
    pub parts: u64,
    /// Σw.
    pub weight: f64,
    /// Σw·m.
    pub sum: f64,
    /// M = Σw·m / Σw.
    pub mean: f64,
    /// Σw²·(m − M)².
    pub spread: f64,
}

impl OfParts {
    /// Of parts by their weights, which are 0 or more, and values; nothing where no part has a weight.
    #[must_use]
    pub fn of(parts: &[(f64, f64)]) -> Option<Self> {
        let parts: Vec<(f64, f64)> = parts.iter().copied().filter(|(weight, _)| *weight > 0.0).collect();
        let weight: f64 = parts.iter().map(|(weight, _)| weight).sum();
        let sum: f64 = parts.iter().map(|(weight, value)| weight * value).sum();
        let mean = sum / weight;
        let alike =
            parts.first().filter(|(_, first)| parts.iter().all(|(_, value)| value.total_cmp(first).is_eq()));
        // Where all are alike the mean is their value, whatever rounding leaves of it.
        let mean = alike.map_or(mean, |(_, value)| *value);
        let spread = parts.iter().map(|(weight, value)| (weight * (value - mean)).powi(2)).sum();
        mean.is_finite().then_some(Self { parts: parts.len() as u64, weight, sum, mean, spread })
    }

    /// The standard error of the mean with the parts as clusters: √(K / (K − 1) · Σw²(m − M)²) / Σw. Nothing for one part, and where all are
    /// alike, as it is not known then how far they may differ.
    ///
    /// Source: Lohr 2022, Sampling: Design and Analysis, third edition, section 9.1 (Taylor series).
    #[must_use]
    pub fn standard_error(self) -> Option<f64> {
        let parts = real(self.parts);
        let error = (parts / (parts - 1.0) * self.spread).sqrt() / self.weight;
        (self.parts > 1 && error > 0.0).then_some(error)
    }

    /// Student's t for an interval around it, with K − 1 degrees of freedom.
    #[must_use]
    pub fn critical(self, confidence: Confidence) -> f64 {
        student::critical(confidence.share(), real(self.parts) - 1.0)
    }

    /// The interval around it; nothing without a standard error.
    #[must_use]
    pub fn interval(self, confidence: Confidence) -> Option<[f64; 2]> {
        let half = self.critical(confidence) * self.standard_error()?;
        Some([self.mean - half, self.mean + half])
    }
}

#[expect(clippy::cast_precision_loss, reason = "far fewer accounts than 2^53")]
fn real(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A: 10, 9, 6 with 500; B: 3 with 100; C: 8, 9 with 400. By hand: A's mean is 100/3, B's −100, C's 50. Standard errors and intervals are
    /// those of weighted least squares with a constant alone and cluster-robust errors, by statsmodels 0.14.
    #[test]
    fn accounts_count_by_their_answers_once_each_or_by_revenue() {
        let values = [100.0 / 3.0, -100.0, 50.0];
        let of = |weights: [f64; 3]| {
            OfParts::of(&weights.into_iter().zip(values).collect::<Vec<_>>()).expect("accounts")
        };
        let near = |found: f64, expected: f64| assert!((found - expected).abs() < 5e-5, "{found} {expected}");
        for (weights, mean) in
            [([3.0, 1.0, 2.0], 16.6667), ([1.0; 3], -5.5556), ([500.0, 100.0, 400.0], 26.6667)]
        {
            near(of(weights).mean, mean);
        }
        let error = |weights| of(weights).standard_error().expect("three accounts");
        near(error([3.0, 1.0, 2.0]), 29.265_705);
        near(error([1.0; 3]), 47.466_687);
        near(error([500.0, 100.0, 400.0]), 19.697_716);
        let [low, high] = of([500.0, 100.0, 400.0]).interval(Confidence::NINETY_FIVE).expect("three");
        near(low, -58.085_763);
        near(high, 111.419_096);
    }

    #[test]
    fn parts_that_are_alike_or_alone_have_no_error() {
        assert_eq!(OfParts::of(&[]), None);
        assert_eq!(OfParts::of(&[(0.0, 5.0)]), None);
        let alone = OfParts::of(&[(2.0, 5.0)]).expect("a part");
        assert_eq!(
            (alone.mean, alone.standard_error(), alone.interval(Confidence::NINETY_FIVE)),
            (5.0, None, None)
        );
        let alike = OfParts::of(&[(0.1, 100.0 / 3.0), (0.7, 100.0 / 3.0)]).expect("parts");
        assert_eq!((alike.mean, alike.standard_error()), (100.0 / 3.0, None));
    }
}
