//! Who a report is for.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How many names a client has at most.
pub const DEEPEST: usize = 3;

/// Who a report of its own is for: a client, studio, district, whatever the column holds; with nested reports the
/// names from the outermost on, such as a district and a studio in it. Never without a name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize, Deserialize)]
#[serde(transparent)]
#[schemars(extend("minItems" = 1))]
pub struct Client {
    path: Vec<String>,
}

impl Client {
    /// A client from its names, the outermost first; nothing without a name.
    #[must_use]
    pub fn new(path: Vec<String>) -> Option<Self> {
        (!path.is_empty()).then_some(Self { path })
    }

    /// Its names, the outermost first; at least one.
    #[must_use]
    pub fn path(&self) -> &[String] {
        &self.path
    }

    /// Its own name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.path.last().map_or("", String::as_str)
    }

    /// How deep it is nested, from 1.
    #[must_use]
    pub fn level(&self) -> usize {
        self.path.len()
    }

    /// Whether it is another client, or lies within it.
    #[must_use]
    pub fn is_within(&self, other: &Self) -> bool {
        self.path.starts_with(&other.path)
    }

    /// What it is part of, if anything.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        let (_, outer) = self.path.split_last()?;
        Self::new(outer.to_vec())
    }
}

impl fmt::Display for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path.join(" / "))
    }
}
