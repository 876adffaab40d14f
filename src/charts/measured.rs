//! A score within its interval.

use super::plane::Dot;

/// A score within its interval, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measured {
    /// The score.
    pub score: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
    /// Whether it rests on too few answers to rely on, and is drawn hollow.
    pub low_base: bool,
}

impl Measured {
    /// All numbers that an axis must hold.
    pub(super) fn values(self) -> [f64; 3] {
        [self.low, self.high, self.score]
    }

    pub(super) fn dot(self) -> Dot {
        if self.low_base { Dot::Hollow } else { Dot::Solid }
    }
}
