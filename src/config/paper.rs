//! Paper, and printing on it.

use std::path::PathBuf;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::stated::Named;

/// The paper that pages are printed on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
pub enum PaperSize {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 8½ × 11 inches.
    Letter,
}

impl PaperSize {
    /// Its name in CSS.
    #[must_use]
    pub const fn css(self) -> &'static str {
        match self {
            Self::A4 => "A4",
            Self::Letter => "letter",
        }
    }
}

/// Where the tables behind charts stand on paper.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperTables {
    /// Together at the end, each with a number that its chart names.
    #[default]
    Appendix,
    /// Nowhere.
    None,
}

/// Printing reports through a browser.
#[derive(Debug, Clone, PartialEq)]
pub struct Pdf {
    /// Whether each report is printed.
    pub make: bool,
    /// The browser; none: looked for where browsers usually are.
    pub browser: Option<Named<PathBuf>>,
    /// How many seconds printing one may take.
    pub seconds: u32,
    /// Where tables stand, on paper from any browser.
    pub tables: PaperTables,
}
