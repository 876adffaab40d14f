//! What is made of the answers to a question: a code for each answer, a unit, an interval and the tests.

use super::{Test, against, interval, related_difference, standard_error};
use crate::survey::{Confidence, Group, Interval, IntervalMethod, Nps, Sample};

/// The measure of a question. What differs between measures is here, and nowhere else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// The Net Promoter Score: the mean of −100 for detractors, 0 for passives and 100 for promoters
    /// (Reichheld 2003, "The one number you need to grow", Harvard Business Review 81(12)).
    Nps,
}

/// What a measure counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Points of the score, from −100 to 100.
    Points,
}

impl Measure {
    /// What an answer counts as, in the unit of the measure.
    #[must_use]
    pub const fn code(self, group: Group) -> f64 {
        match (self, group) {
            (Self::Nps, Group::Detractor) => -100.0,
            (Self::Nps, Group::Passive) => 0.0,
            (Self::Nps, Group::Promoter) => 100.0,
        }
    }

    /// What it counts in.
    #[must_use]
    pub const fn unit(self) -> Unit {
        match self {
            Self::Nps => Unit::Points,
        }
    }

    /// The interval around what a sample measures.
    #[must_use]
    pub fn interval(
        self,
        sample: Sample,
        (method, seed): (IntervalMethod, u64),
        confidence: Confidence,
    ) -> Interval {
        match self {
            Self::Nps => interval(sample, method, confidence, seed),
        }
    }

    /// The standard error of what a sample measures, in its unit.
    #[must_use]
    pub fn standard_error(self, sample: Sample) -> f64 {
        match self {
            Self::Nps => standard_error(sample),
        }
    }

    /// Whether two samples measure the same; how they move together by clusters that they share is their correlation.
    #[must_use]
    pub fn difference(self, first: Sample, second: Sample, correlation: f64) -> Test {
        match self {
            Self::Nps => related_difference(first, second, correlation),
        }
    }

    /// Whether a sample measures a stated value, which rests on so many answers where that is known.
    #[must_use]
    pub fn against(self, sample: Sample, value: Nps, answers: Option<u64>) -> Test {
        match self {
            Self::Nps => against(sample, value, answers),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::Counts;

    #[test]
    fn the_mean_of_the_codes_is_the_score() {
        let (groups, counts) = ([Group::Detractor, Group::Passive, Group::Promoter], [4, 9, 12]);
        let sum: f64 =
            groups.into_iter().zip(counts).map(|(group, n)| Measure::Nps.code(group) * f64::from(n)).sum();
        let sample = Counts::new(4, 9, 12).sample().expect("answers");
        assert!((sum / 25.0 - Nps::of(sample).points()).abs() < 1e-12, "32 by hand");
        assert!((sum / 25.0 - 32.0).abs() < 1e-12);
        assert_eq!(Measure::Nps.unit(), Unit::Points);
    }
}
