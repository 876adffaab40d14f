//! The figures of regions.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::figures::{Comparison, Finding, Versus};
use crate::statistics::{Trend, Verdict};
use crate::survey::Region;

/// Regions of the period, highest NPS first, then low bases, hidden and empty ones, "not stated" last; absent when no region
/// column is given.
#[derive(Debug, Clone, Default, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Regions(pub Vec<RegionRow>);

/// Where a region stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Ranked, 1 for the highest NPS.
    Rank(#[schemars(range(min = 1))] u32),
    /// Not ranked: low base, hidden, empty or "not stated".
    Unranked,
}

/// One region of the reported period.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegionRow {
    /// The region.
    pub region: Region,
    /// Its place in the ranking.
    pub standing: Standing,
    /// What it measured.
    pub finding: Finding,
    /// Against all other answers of the period.
    pub rest: Option<Comparison<Verdict>>,
    /// What it measured in its previous period, where that is compared with.
    pub then: Option<Finding>,
    /// Against its own previous period.
    pub change: Option<Comparison<Trend>>,
    /// Against benchmarks stated for this region.
    pub benchmarks: Vec<Versus>,
    /// What it measured in each of the report's `periods`, in that order; absent without dates, with a trend of one
    /// period only, or with more than 200 regions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<Finding>,
}
