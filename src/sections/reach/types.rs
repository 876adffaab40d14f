//! What would reach a target, as `report.json` has it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::survey::{Nps, Region};
use crate::wording::About;

/// How all this is counted.
pub(super) const REACH: About = About("reach");

/// The name of this part.
pub(super) const SECTION: &str = "reach";

/// What would move the score to a stated target: exact counts of the answers of the period, and no promise.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reach {
    /// Each target that is not reached, in the order of the config.
    pub targets: Vec<Target>,
    /// The regions whose scores are below that of all others, of which the score of all would gain most if they scored as these, at
    /// most five; absent where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub regions: Vec<Lag>,
}

/// A target that is not reached.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "UnreachedTarget")]
pub struct Target {
    /// Its name.
    pub name: String,
    /// Its value in points.
    pub value: Nps,
    /// How many promoters fewer than it takes there are beyond the detractors.
    #[schemars(range(min = 1))]
    pub short: u64,
    /// So many detractors as passives would reach it; absent where there are not as many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detractors_to_passives: Option<u64>,
    /// So many passives as promoters would; absent where there are not as many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passives_to_promoters: Option<u64>,
    /// So many detractors as promoters would; absent where there are not as many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detractors_to_promoters: Option<u64>,
}

/// A region that scores below all others.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "LaggingRegion")]
pub struct Lag {
    /// The region.
    pub region: Region,
    /// Its answers.
    #[schemars(range(min = 1))]
    pub n: u64,
    /// Its score in points.
    pub nps: Nps,
    /// The score of all other answers.
    pub nps_of_others: Nps,
    /// So many points higher would the score of all be if the region scored as all others: its share of the answers times what it lacks.
    #[schemars(range(min = 0))]
    pub gain: f64,
}
