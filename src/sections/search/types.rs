//! The figures of the search.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::figures::Scored;
use crate::statistics::Verdict;
use crate::survey::{Counts, Interval, Nps, NpsChange};

/// The pair of values of different cuts that stands out most of all that were looked at; absent with fewer than two cuts, where
/// there is no pair to look at, and where answers have weights or clusters.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Search {
    /// How many values of all cuts were looked at, the regions among them, each against all other answers.
    pub values: usize,
    /// How many pairs of values of different cuts.
    pub pairs: usize,
    /// How many different hypotheses these are, which are corrected together: those about the same answers are one.
    pub hypotheses: usize,
    /// The pair that is surest to stand out; absent where none clearly does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<Pair>,
}

/// Two values of different cuts, and the answers that have both.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    /// The values.
    pub of: [InCut; 2],
    /// What the answers that have both measured.
    pub score: Score,
    /// All other answers.
    pub rest: Other,
    /// The other answers of the first value, and those of the second.
    pub others_of: [Other; 2],
    /// The largest of the three p-values, 0 to 1.
    #[schemars(range(min = 0, max = 1))]
    pub p: f64,
    /// The same corrected by Holm's method for all hypotheses that were looked at.
    #[schemars(range(min = 0, max = 1))]
    pub p_adjusted: f64,
    /// Whether the score of the pair is above all three, or below.
    pub verdict: Verdict,
}

/// A value of a cut.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ValueOfCut")]
pub struct InCut {
    /// The column; absent for the regions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cut: Option<String>,
    /// What the page calls it; absent where that is the name of the column, and for the regions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The value.
    pub value: String,
}

/// A score of some answers, of which there are enough.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ScoreOfSome")]
pub struct Score {
    /// Base: answers counted.
    #[schemars(range(min = 1))]
    pub n: u64,
    /// Answers by group.
    pub counts: Counts,
    /// The score in points.
    pub nps: Nps,
    /// Confidence interval in points.
    pub interval: Interval,
}

impl Scored for Score {
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
        false
    }
}

/// Other answers, and the pair compared with them.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "OtherAnswers")]
pub struct Other {
    /// What they measured.
    pub score: Score,
    /// The score of the pair less theirs, in points.
    pub difference: NpsChange,
    /// Test statistic of the adjusted scores.
    pub z: f64,
    /// Two-sided p-value, 0 to 1.
    #[schemars(range(min = 0, max = 1))]
    pub p: f64,
}

impl Pair {
    /// The three comparisons.
    pub(super) fn others(&self) -> [&Other; 3] {
        let [first, second] = &self.others_of;
        [&self.rest, first, second]
    }
}
