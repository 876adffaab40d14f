//! The figures of who moved, as `report.json` has them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::figures::Since;
use crate::survey::{Moves, Nps, NpsChange, Period};
use crate::wording::About;

/// How it is known who moved.
pub(super) const MOVED: About = About("moved");

/// The name of this part.
pub(super) const SECTION: &str = "moved";

/// The respondents who answered in the reported period and in an earlier one: the first that the score is compared with and that may be
/// told. Of two of them, those who answered in the one and not in the other would be left.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Moved {
    /// Which earlier period.
    pub since: Since,
    /// That period.
    pub period: Period,
    /// How many answered in both.
    #[schemars(range(min = 1))]
    pub n: u64,
    /// Those of each group in the earlier period, by their group in the reported one.
    pub groups: Moves,
    /// How many are in a higher group.
    pub rose: u64,
    /// How many are in a lower group.
    pub fell: u64,
    /// Their score in the earlier period, in points.
    pub nps_then: Nps,
    /// Their score in the reported period.
    pub nps: Nps,
    /// By how much it has changed.
    pub difference: NpsChange,
    /// The confidence interval of that; absent where all have moved by the same number of groups.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interval: Option<Ends>,
    /// Whether the groups are divided otherwise; absent where too few have moved to tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub test: Option<MarginalTest>,
}

/// An interval in points.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "EndsOfChange")]
pub struct Ends {
    /// Its lower end, −200 to 200.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

/// A test of whether the groups of the same respondents are divided otherwise than before.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarginalTest {
    /// The statistic of Stuart and Maxwell, which is χ² distributed where nothing has changed; that of `McNemar` where respondents moved between two
    /// groups only.
    #[schemars(range(min = 0))]
    pub statistic: f64,
    /// Its degrees of freedom: 2, or 1.
    #[schemars(range(min = 1, max = 2))]
    pub freedom: u8,
    /// Its p-value, 0 to 1.
    #[schemars(range(min = 0, max = 1))]
    pub p: f64,
    /// Whether that is no more than what the confidence of the report leaves.
    pub is_clear: bool,
}
