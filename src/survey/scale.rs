//! The answer scale and where it is cut into groups. The thresholds live here and nowhere else.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The three groups that an answer can fall into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// Would speak against: at or below the lower cut.
    Detractor,
    /// Neither: between the cuts.
    Passive,
    /// Would recommend: at or above the upper cut.
    Promoter,
}

/// A scale of whole numbers, lowest to highest, with its two cuts.
///
/// The field's own scales are 0–10 and 1–10 with detractors up to 6 and promoters from 9 (Reichheld 2003).
/// Other scales have no agreed cuts, so [`Scale::new`] asks for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(try_from = "Bounds", into = "Bounds")]
pub struct Scale {
    low: i32,
    high: i32,
    detractors_to: i32,
    promoters_from: i32,
}

/// A score: a point of one [`Scale`], held as its distance from the lowest point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Score(u8);

/// Why four numbers make no scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScaleError {
    /// The highest point is not above the lowest.
    Empty,
    /// More than 101 points.
    TooLong,
    /// The cuts are not in the order low ≤ `detractors_to` < `promoters_from` ≤ high.
    CutsOutOfOrder,
}

impl std::fmt::Display for ScaleError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Empty => "the highest point must be above the lowest",
            Self::TooLong => "a scale has at most 101 points",
            Self::CutsOutOfOrder => {
                "the cuts must be in the order low ≤ detractors_to < promoters_from ≤ high"
            }
        })
    }
}

impl Scale {
    /// 0–10, detractors up to 6, promoters from 9.
    pub const ZERO_TO_TEN: Self = Self { low: 0, high: 10, detractors_to: 6, promoters_from: 9 };
    /// 1–10, cut as 0–10 is.
    pub const ONE_TO_TEN: Self = Self { low: 1, high: 10, detractors_to: 6, promoters_from: 9 };
    /// No or yes: 0 or 1.
    pub const NO_OR_YES: Self = Self { low: 0, high: 1, detractors_to: 0, promoters_from: 1 };

    /// A scale with stated cuts.
    ///
    /// # Errors
    /// When the four numbers are out of order or span more than 101 points.
    pub fn new(low: i32, high: i32, detractors_to: i32, promoters_from: i32) -> Result<Self, ScaleError> {
        if high <= low {
            return Err(ScaleError::Empty);
        }
        if i64::from(high) - i64::from(low) > 100 {
            return Err(ScaleError::TooLong);
        }
        if !(low <= detractors_to && detractors_to < promoters_from && promoters_from <= high) {
            return Err(ScaleError::CutsOutOfOrder);
        }
        Ok(Self { low, high, detractors_to, promoters_from })
    }

    /// The score of an answer, or nothing when the answer is outside the scale.
    #[must_use]
    pub fn score(&self, answer: i64) -> Option<Score> {
        if answer < i64::from(self.low) || answer > i64::from(self.high) {
            return None;
        }
        u8::try_from(answer - i64::from(self.low)).ok().map(Score)
    }

    /// The answer that a score stands for.
    #[must_use]
    pub fn answer(&self, score: Score) -> i32 {
        self.low + i32::from(score.0)
    }

    /// The group of a score.
    #[must_use]
    pub fn group(&self, score: Score) -> Group {
        let answer = self.answer(score);
        if answer <= self.detractors_to {
            Group::Detractor
        } else if answer >= self.promoters_from {
            Group::Promoter
        } else {
            Group::Passive
        }
    }

    /// All scores, lowest first.
    #[must_use]
    pub fn scores(&self) -> impl ExactSizeIterator<Item = Score> + use<> {
        (0..self.points()).map(|point| Score(u8::try_from(point).unwrap_or(u8::MAX)))
    }

    /// How many points the scale has, 2 to 101.
    #[must_use]
    pub fn points(&self) -> usize {
        usize::try_from(self.high - self.low).unwrap_or(0) + 1
    }

    /// Lowest point.
    #[must_use]
    pub fn low(&self) -> i32 {
        self.low
    }

    /// Highest point.
    #[must_use]
    pub fn high(&self) -> i32 {
        self.high
    }

    /// Highest point that is a detractor.
    #[must_use]
    pub fn detractors_to(&self) -> i32 {
        self.detractors_to
    }

    /// Lowest point that is a promoter.
    #[must_use]
    pub fn promoters_from(&self) -> i32 {
        self.promoters_from
    }
}

impl Score {
    /// Distance from the lowest point of the scale, 0 to 100.
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// A scale as written in JSON.
#[derive(JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Bounds {
    /// The lowest score.
    low: i32,
    /// The highest score.
    high: i32,
    /// The highest score of a detractor.
    detractors_to: i32,
    /// The lowest score of a promoter.
    promoters_from: i32,
}

impl TryFrom<Bounds> for Scale {
    type Error = ScaleError;

    fn try_from(b: Bounds) -> Result<Self, ScaleError> {
        Self::new(b.low, b.high, b.detractors_to, b.promoters_from)
    }
}

impl From<Scale> for Bounds {
    fn from(s: Scale) -> Self {
        Self { low: s.low, high: s.high, detractors_to: s.detractors_to, promoters_from: s.promoters_from }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_cuts_are_six_and_nine_on_both_usual_scales() {
        for scale in [Scale::ZERO_TO_TEN, Scale::ONE_TO_TEN] {
            let group = |answer| scale.group(scale.score(answer).expect("in scale"));
            assert_eq!(group(1), Group::Detractor);
            assert_eq!(group(6), Group::Detractor);
            assert_eq!(group(7), Group::Passive);
            assert_eq!(group(8), Group::Passive);
            assert_eq!(group(9), Group::Promoter);
            assert_eq!(group(10), Group::Promoter);
        }
        assert!(Scale::ZERO_TO_TEN.score(0).is_some());
        assert!(Scale::ONE_TO_TEN.score(0).is_none());
        assert!(Scale::ZERO_TO_TEN.score(11).is_none());
    }

    #[test]
    fn numbers_out_of_order_make_no_scale() {
        assert_eq!(Scale::new(5, 5, 5, 5), Err(ScaleError::Empty));
        assert_eq!(Scale::new(0, 1000, 3, 5), Err(ScaleError::TooLong));
        assert_eq!(Scale::new(1, 5, 4, 4), Err(ScaleError::CutsOutOfOrder));
        assert_eq!(Scale::new(1, 5, 0, 5), Err(ScaleError::CutsOutOfOrder));
        assert!(Scale::new(1, 5, 3, 5).is_ok());
    }
}
