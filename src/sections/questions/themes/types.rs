//! What is known of the themes of comments.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::sections::questions::types::Questions;

/// What comments are about.
#[derive(Debug, Clone, Default, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Themes {
    /// The share of the comments about each theme: now, over time, by region and by further cuts.
    pub shares: Questions,
    /// Who speaks of each, and what it contributes to the score; absent where answers have weights, where any group has commented, but
    /// too few of it, and where others could work out more from it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_group: Option<ByGroup>,
}

/// The comments of the reported period by group and theme.
#[derive(Debug, Clone, Default, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ThemesByGroup")]
pub struct ByGroup {
    /// Answers with a comment.
    #[schemars(range(min = 1))]
    pub n: u64,
    /// Promoters among them.
    pub promoters: u64,
    /// Passives among them.
    pub passives: u64,
    /// Detractors among them.
    pub detractors: u64,
    /// Their score, in points: what all themes contribute sums to it.
    #[schemars(range(min = -100, max = 100))]
    pub nps: f64,
    /// Each theme, that of most comments first; last, the comments about none.
    pub themes: Vec<OfGroups>,
}

/// The comments about a theme.
#[derive(Debug, Clone, Default, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ThemeOfGroups")]
pub struct OfGroups {
    /// Its name; empty for all together that have none here, absent for comments about none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    /// How many comments are about it; absent for those without a name, as one comment may be about several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comments: Option<Comments>,
    /// What it contributes to the score of all who commented, in points: a promoter counts 1 and a detractor -1, shared by all the
    /// themes that a comment is about.
    #[schemars(range(min = -100, max = 100))]
    pub contribution: f64,
}

/// Comments by the group of who wrote them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "CommentsOfGroups")]
pub struct Comments {
    /// Those of promoters.
    pub promoters: u64,
    /// Those of passives.
    pub passives: u64,
    /// Those of detractors.
    pub detractors: u64,
}

impl Comments {
    /// All of them.
    pub(super) fn n(self) -> u64 {
        self.each().iter().sum()
    }

    /// Each group's, promoters first.
    pub(super) fn each(self) -> [u64; 3] {
        [self.promoters, self.passives, self.detractors]
    }
}

impl ByGroup {
    /// How many of each group have commented, promoters first.
    pub(super) fn bases(&self) -> [u64; 3] {
        [self.promoters, self.passives, self.detractors]
    }

    /// Whether its parts sum to the whole.
    pub(super) fn is_sound(&self) -> bool {
        let sum: f64 = self.themes.iter().map(|of| of.contribution).sum();
        let fits = |of: &OfGroups| {
            let counts = of.comments.map(Comments::each).unwrap_or_default();
            counts.iter().zip(self.bases()).all(|(about, base)| *about <= base)
        };
        let all: u64 = self.bases().iter().sum();
        self.n > 0 && all == self.n && (sum - self.nps).abs() < 1e-6 && self.themes.iter().all(fits)
    }
}
