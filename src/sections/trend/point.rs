//! One period of the trend.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::figures::Finding;
use crate::survey::Period;

/// One period of the trend.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// The period.
    pub period: Period,
    /// What it measured.
    pub finding: Finding,
    /// What the window of periods that ends with this one measured; none without windows, or where the data do not
    /// reach back far enough to fill it.
    pub trailing: Option<Finding>,
}
