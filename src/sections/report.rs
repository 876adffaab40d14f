//! The report: a head, and its parts. This *is* `report.json`, which `report/schema.md` documents for users.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Sections;
use crate::figures::{Finding, Head};

/// Version of the layout of `report.json`: raised when a reader of the old layout would misread the new.
pub const SCHEMA: &str = "plaudit-report/2";

/// Everything a page shows, unrounded.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// The layout of this file and its version.
    #[schemars(extend("const" = SCHEMA))]
    pub schema: String,
    /// Program and version that made the figures.
    pub generator: String,
    /// What every section speaks of.
    #[serde(flatten)]
    pub head: Head,
    /// What an analyst says of the figures, as it was written: `CommonMark` with placeholders that the page fills; absent
    /// where nobody does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commentary: Option<String>,
    /// Its parts, by name.
    pub sections: Sections,
}

impl Report {
    /// All answers of each of the report's periods.
    pub(crate) fn over_time(&self) -> impl Iterator<Item = &Finding> {
        self.sections.points().iter().map(|point| &point.finding).chain(&self.head.over_time)
    }
}
