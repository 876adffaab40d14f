//! The figures of whom somebody has called back, as `report.json` has them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::statistics::Verdict;
use crate::survey::Period;
use crate::wording::About;

/// How it is known who was called back.
pub(super) const CALLS: About = About("follow_up");

/// The name of this part.
pub(super) const SECTION: &str = "follow_up";

/// Whom somebody has called back of those who were to be followed up.
#[derive(Debug, Clone, Default, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FollowUp {
    /// Those of each period that is told, the oldest first, the reported one last; one without a period where answers have no dates.
    pub periods: Vec<CalledBack>,
    /// How scores moved of those who have answered again in the reported period; absent where that is not known or may not be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<NextScore>,
}

/// The answers of a period that were to be followed up.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalledBack {
    /// The period; absent where answers have no dates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// How many they are.
    #[schemars(range(min = 1))]
    pub n: u64,
    /// How many of them were called back, on the reporting date at the latest.
    pub called: u64,
    /// `called / n`, 0 to 1.
    #[schemars(range(min = 0, max = 1))]
    pub share: f64,
    /// The lower end of its confidence interval.
    #[schemars(range(min = 0, max = 1))]
    pub share_low: f64,
    /// The upper end.
    #[schemars(range(min = 0, max = 1))]
    pub share_high: f64,
    /// How long it took; absent where few of the calls have a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<Days>,
    /// How many calls are older than the answer, which cannot be; absent where none is.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub early: u64,
    /// How many calls have no day that can be read, where calls have days; absent where none is.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub undated: u64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_zero(n: &u64) -> bool {
    *n == 0
}

/// How many days passed between answers and calls.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "DaysToCall")]
pub struct Days {
    /// Of how many calls that is known.
    #[schemars(range(min = 1))]
    pub n: u64,
    /// After so many days half of them were made.
    #[schemars(range(min = 0))]
    pub median: f64,
    /// After so many days a quarter of them.
    #[schemars(range(min = 0))]
    pub lower_quartile: f64,
    /// After so many days three quarters.
    #[schemars(range(min = 0))]
    pub upper_quartile: f64,
}

/// How scores moved from an answer that was to be followed up to the next one of the same respondent, in the reported period.
#[derive(Debug, Clone, Default, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NextScore {
    /// Those who were called back; absent where they are few.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub called: Option<NextOf>,
    /// Those who were not; absent where they are few.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_called: Option<NextOf>,
    /// The first mean less the second; absent where one is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gap: Option<Gap>,
}

/// How the scores of some respondents moved.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "NextScoreOf")]
pub struct NextOf {
    /// How many respondents they are.
    #[schemars(range(min = 1))]
    pub n: u64,
    /// By how much the score rose in the mean, on its own scale.
    pub mean: f64,
    /// The lower end of the confidence interval of the mean; absent where all moved alike.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mean_low: Option<f64>,
    /// The upper end; absent likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mean_high: Option<f64>,
    /// How many rose.
    pub rose: u64,
    /// How many fell.
    pub fell: u64,
}

/// How those who were called back moved beside those who were not.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "GapOfMoves")]
pub struct Gap {
    /// The difference of the means.
    pub mean_difference: f64,
    /// Test statistic.
    pub t: f64,
    /// Two-sided p-value, 0 to 1.
    #[schemars(range(min = 0, max = 1))]
    pub p: f64,
    /// What it says.
    pub verdict: Verdict,
}
