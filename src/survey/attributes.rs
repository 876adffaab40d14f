//! What else is known of an answer: how much it weighs, and what it is told apart by.

use std::ops::AddAssign;

/// How many columns of attributes are read at most.
pub const MOST_ATTRIBUTES: usize = 12;

/// The largest weight of an answer.
pub const LARGEST_WEIGHT: f64 = 1e6;

/// Weights are summed as whole numbers of 2⁻⁵⁶, so that no order of adding changes a sum.
const UNIT: f64 = 72_057_594_037_927_936.0;

/// Answers, the sum of their weights and that of the squares of these.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Weights {
    answers: u64,
    sum: u128,
    squares: u128,
}

impl Weights {
    /// One answer of this weight, above 0 and at most [`LARGEST_WEIGHT`].
    #[must_use]
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 10^12 units")]
    pub fn of(weight: f64) -> Self {
        Self { answers: 1, sum: (weight * UNIT) as u128, squares: (weight * weight * UNIT) as u128 }
    }

    /// How many answers.
    #[must_use]
    pub const fn answers(&self) -> u64 {
        self.answers
    }

    /// The sum of their weights.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a sum of numbers with as many digits")]
    pub fn sum(&self) -> f64 {
        self.sum as f64 / UNIT
    }

    /// The sum of the squares of their weights.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a sum of numbers with as many digits")]
    pub fn squares(&self) -> f64 {
        self.squares as f64 / UNIT
    }
}

impl AddAssign for Weights {
    fn add_assign(&mut self, other: Self) {
        self.answers += other.answers;
        self.sum += other.sum;
        self.squares += other.squares;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_do_not_depend_on_the_order_of_adding() {
        let weights: Vec<f64> = (1..2000_u32).map(|i| 1e6 / f64::from(i * i)).collect();
        let sum = |weights: &mut dyn Iterator<Item = f64>| {
            let mut sum = Weights::default();
            weights.for_each(|weight| sum += Weights::of(weight));
            sum
        };
        let (forth, back) = (sum(&mut weights.iter().copied()), sum(&mut weights.iter().rev().copied()));
        assert_eq!(forth, back);
        let (mut halves, second) =
            (sum(&mut weights[..999].iter().copied()), sum(&mut weights[999..].iter().copied()));
        halves += second;
        assert_eq!(halves, forth);
        assert!((forth.sum() - weights.iter().sum::<f64>()).abs() < 1e-6);
        assert!((forth.squares() / weights.iter().map(|w| w * w).sum::<f64>() - 1.0).abs() < 1e-12);
        assert_eq!(forth.answers(), 1999);
    }
}
