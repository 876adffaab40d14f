//! A difference of what two samples measure, in the unit of the measure, and how sure it is.

use super::Verdict;
use crate::survey::Confidence;
use crate::survey::trace::{Formula, Silent, Trace, Untested};

/// A difference of two shares or means, or of one and a stated value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Contrast {
    /// First less second, in the unit of the measure.
    pub difference: f64,
    /// Test statistic, z or t, with the sign of the difference: infinite where one answer is enough to say that a stated
    /// value is not the true one, as it is with a share of 0 or 1.
    pub statistic: f64,
    /// Two-sided p-value, 0 to 1: at least that of the statistic, and larger where a second test is less sure.
    pub p: f64,
}

impl Contrast {
    /// A difference of which the samples tell nothing more than that it is there.
    pub(super) fn untested(difference: f64) -> Self {
        Self::untested_traced(difference, Untested::Alike, &mut Silent)
    }

    /// The same, telling why.
    pub(super) fn untested_traced(difference: f64, why: Untested, trace: &mut impl Trace) -> Self {
        let p = 1.0;
        trace.step(Formula::Untested(why), &[], p);
        Self { difference, statistic: 0.0, p }
    }

    /// The verdict on its p-value once that has been corrected for others shown with it. What is smaller than the smallest
    /// difference that is shown is no clear one, however sure.
    #[must_use]
    pub fn verdict(&self, p_adjusted: f64, smallest: f64, confidence: Confidence) -> Verdict {
        if p_adjusted > confidence.alpha() || self.difference.abs() < smallest {
            Verdict::Unclear
        } else if self.difference > 0.0 {
            Verdict::Above
        } else if self.difference < 0.0 {
            Verdict::Below
        } else {
            Verdict::Unclear
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_clear_where_it_is_sure_and_large_enough_to_be_shown() {
        let verdict = |difference, p| {
            Contrast { difference, statistic: difference, p }.verdict(p, 0.005, Confidence::NINETY_FIVE)
        };
        assert_eq!([verdict(0.1, 0.04), verdict(-0.1, 0.04)], [Verdict::Above, Verdict::Below]);
        assert_eq!([verdict(0.1, 0.06), verdict(-0.1, 1.0)], [Verdict::Unclear; 2]);
        assert_eq!([verdict(0.004, 0.0), verdict(-0.004, 0.0), verdict(0.0, 0.0)], [Verdict::Unclear; 3]);
        assert_eq!(verdict(0.005, 0.0), Verdict::Above);
    }
}
