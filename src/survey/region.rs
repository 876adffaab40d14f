//! Where an answer belongs.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The region of an answer. A row without one still counts in the total.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Region {
    /// A region named in the data.
    Named(String),
    /// The row names none.
    NotStated,
    /// Several named ones that stand together, as each has few answers.
    Others,
}

impl Region {
    /// Its name; none where the data name none.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Named(name) => Some(name),
            Self::NotStated | Self::Others => None,
        }
    }
}
