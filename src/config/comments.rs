//! How what people say is shown.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::comments::chosen::Order;

/// How comments are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comments {
    /// As what.
    pub mode: Mode,
    /// So many of each group at most.
    pub per_group: usize,
    /// None of a report or a group with fewer answers; at least as many as a figure needs.
    pub hide_below: u64,
    /// Which come first.
    pub order: Order,
    /// So many characters of each at most.
    pub length: usize,
    /// Names that are covered.
    pub names: Vec<String>,
    /// Other words that are.
    pub words: Vec<String>,
}

/// As what comments are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[schemars(rename = "ModeOfComments")]
pub enum Mode {
    /// As they are written.
    Full,
    /// With what tells who wrote them covered.
    #[default]
    Masked,
    /// As the themes that they are about, without their words.
    Coded,
    /// Not at all.
    None,
}

impl Mode {
    /// Each, as a config calls it.
    pub const ALL: [(&str, Self); 4] =
        [("full", Self::Full), ("masked", Self::Masked), ("coded", Self::Coded), ("none", Self::None)];
}

impl Comments {
    /// The most of a group that a page has room for.
    pub const MOST: usize = 50;
    /// How short and how long a comment may be cut.
    pub const LENGTHS: std::ops::RangeInclusive<usize> = 40..=2_000;
}

impl Default for Comments {
    fn default() -> Self {
        Self {
            mode: Mode::default(),
            per_group: 5,
            hide_below: 8,
            order: Order::default(),
            length: 300,
            names: Vec::new(),
            words: Vec::new(),
        }
    }
}
