//! What is told of answers that are not the reader's own: what the page shows of them, rounded as it shows it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::estimate::{Estimate, Finding};
use crate::survey::{Interval, Nps, to_a_tenth};

/// A score with its interval and its base: all that a page shows of a figure.
pub trait Scored {
    /// Base: answers counted, unweighted.
    fn n(&self) -> u64;
    /// The score in points.
    fn nps(&self) -> Nps;
    /// Confidence interval in points.
    fn interval(&self) -> Interval;
    /// Whether the base is low.
    fn low_base(&self) -> bool;
}

/// Both have these as fields.
macro_rules! scored {
    ($($figure:ty),+) => { $(
        impl Scored for $figure {
            fn n(&self) -> u64 {
                self.n
            }

            fn nps(&self) -> Nps {
                self.nps
            }

            fn interval(&self) -> Interval {
                self.interval
            }

            fn low_base(&self) -> bool {
                self.low_base
            }
        }
    )+ };
}

scored!(Estimate, Outline);

/// The score of others, to a tenth of a point: no counts, shares, standard error or effective n, from which more of them could
/// be worked out than the page says.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema, Serialize, Deserialize)]
#[schemars(deny_unknown_fields)]
pub struct Outline {
    /// Base: answers counted, unweighted.
    #[schemars(range(min = 1))]
    pub n: u64,
    /// The score in points, to a tenth.
    pub nps: Nps,
    /// Confidence interval in points, to a tenth.
    pub interval: Interval,
    /// Whether n is below [`method.low_base`](super::Method::low_base).
    pub low_base: bool,
}

impl From<&Estimate> for Outline {
    fn from(estimate: &Estimate) -> Self {
        let nps = Nps::stated(to_a_tenth(estimate.nps.points())).unwrap_or(estimate.nps);
        let [low, high] = [estimate.interval.low(), estimate.interval.high()].map(to_a_tenth);
        Self { n: estimate.n, nps, interval: Interval::around(nps, low, high), low_base: estimate.low_base }
    }
}

impl Outline {
    /// What of it cannot be, if anything cannot.
    pub(crate) fn fault(&self) -> Option<&'static str> {
        let is_rounded = |points: f64| (to_a_tenth(points) - points).abs() < 1e-9;
        let Self { n, nps, interval, .. } = self;
        if *n == 0 || !interval.holds(nps.points()) {
            return Some("a score of others is none");
        }
        let all = [nps.points(), interval.low(), interval.high()];
        (!all.into_iter().all(is_rounded)).then_some("a score of others is not rounded to a tenth")
    }
}

impl Finding {
    /// What is told of it to others.
    pub(crate) fn outlined(&self) -> Finding<Outline> {
        match self {
            Self::NoAnswers => Finding::NoAnswers,
            Self::Hidden { why } => Finding::Hidden { why: *why },
            Self::Measured(estimate) => Finding::Measured(Outline::from(estimate)),
        }
    }
}
