//! The figures of the drivers, as `report.json` has them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::survey::Region;
use crate::wording::About;

/// How drivers are weighed.
pub(super) const DRIVERS: About = About("drivers");

/// The name of this part.
pub(super) const SECTION: &str = "drivers";

/// What goes together with the score: ratings against the group that an answer is in. That says nothing of what causes what.
#[derive(Debug, Clone, Default, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Drivers {
    /// The questions, by name, as the config has them.
    pub of: Vec<String>,
    /// How many answers of the period have the score and all ratings; absent where they are fewer than
    /// `method.hide_below`, and where nothing is computed of weighted answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub n: Option<u64>,
    /// How many have the score and lack a rating; absent where n is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_out: Option<u64>,
    /// Why there are no weights; absent where there are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refused: Vec<Refused>,
    /// What they come to; absent where there are no weights.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told: Option<Told>,
    /// The same of regions and of values of cuts that have answers enough; absent where nothing of them is told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by_cut: Vec<InCut>,
}

/// What goes together with the score by the values of a cut.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "DriversInCut")]
pub struct InCut {
    /// The column; absent of regions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What the page calls it; absent where that is the name of the column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The values that have answers enough, those with most first.
    pub values: Vec<OfValue>,
}

/// What goes together with the score in the answers of a value.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "DriversOfValue")]
pub struct OfValue {
    /// Which, as a region.
    pub region: Region,
    /// How many of its answers have the score and all ratings.
    #[schemars(range(min = 1))]
    pub n: u64,
    /// What all ratings together explain, 0 to 1.
    pub r_squared: Within,
    /// The relative weight of each, in the order of `of`.
    pub weights: Vec<Within>,
}

/// A share within its bootstrap interval.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "WeightWithin")]
pub struct Within {
    /// The share, 0 to 1.
    #[schemars(range(min = 0, max = 1))]
    pub weight: f64,
    /// The lower end of its interval.
    #[schemars(range(min = 0, max = 1))]
    pub weight_low: f64,
    /// The upper end.
    #[schemars(range(min = 0, max = 1))]
    pub weight_high: f64,
}

impl Within {
    /// What was found lies within, however it lies among what was drawn.
    pub(super) fn of(weight: f64, ends: Option<[f64; 2]>) -> Self {
        let [low, high] = ends.unwrap_or([weight; 2]);
        Self { weight, weight_low: low.min(weight), weight_high: high.max(weight) }
    }
}

/// Why there are no weights.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case", deny_unknown_fields)]
#[schemars(rename = "DriversRefused")]
pub enum Refused {
    /// Answers have weights or clusters, which this method does not know.
    Weighted,
    /// Fewer answers than this have the score and all ratings.
    TooFew {
        /// Ten for each driver, and not below `method.hide_below`.
        least: u64,
    },
    /// All answers are in one group.
    OneGroup,
    /// All answers gave this rating the same value.
    Constant {
        /// Which.
        driver: String,
    },
    /// This rating rises and falls with the groups in all answers: it says nothing that they do not.
    Groups {
        /// Which.
        driver: String,
    },
    /// Two ratings rise and fall together in all answers.
    Same {
        /// Which.
        drivers: [String; 2],
    },
    /// Each of these ratings follows from the others in all answers.
    Follow {
        /// Which.
        drivers: Vec<String>,
    },
}

/// What drivers come to.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "DriversTold")]
pub struct Told {
    /// The share of the variance of the groups, coded −1, 0 and 1, that all ratings together explain, 0 to 1.
    #[schemars(range(min = 0, max = 1))]
    pub r_squared: f64,
    /// The lower end of its bootstrap interval.
    #[schemars(range(min = 0, max = 1))]
    pub r_squared_low: f64,
    /// The upper end.
    #[schemars(range(min = 0, max = 1))]
    pub r_squared_high: f64,
    /// Each rating, in the order of the config.
    pub each: Vec<Driver>,
}

/// A rating that is held against the score.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Driver {
    /// The question.
    pub name: String,
    /// Its correlation with the group, −1 to 1.
    #[schemars(range(min = -1, max = 1))]
    pub correlation: f64,
    /// Its relative weight (Johnson 2000): what it has of R². All weights sum to that.
    #[schemars(range(min = 0, max = 1))]
    pub weight: f64,
    /// The lower end of its bootstrap interval.
    #[schemars(range(min = 0, max = 1))]
    pub weight_low: f64,
    /// The upper end.
    #[schemars(range(min = 0, max = 1))]
    pub weight_high: f64,
    /// The same as a share of R², 0 to 1.
    #[schemars(range(min = 0, max = 1))]
    pub share: f64,
    /// The mean of all answers to the question, also of those without a score or another rating; of yes and no, 1 and 0.
    pub mean: f64,
    /// How far up its scale that is, 0 to 1.
    #[schemars(range(min = 0, max = 1))]
    pub performance: f64,
}

impl Told {
    /// The mean of all performances, and of all weights.
    #[expect(clippy::cast_precision_loss, reason = "a dozen drivers")]
    pub(super) fn means(&self) -> [f64; 2] {
        let count = self.each.len().max(1) as f64;
        let mean = |of: fn(&Driver) -> f64| self.each.iter().map(of).sum::<f64>() / count;
        [mean(|driver| driver.performance), mean(|driver| driver.weight)]
    }

    /// Which quadrant a rating is in: whether it is rated above the mean of all, and whether it weighs more.
    pub(super) fn quadrant(&self, driver: &Driver) -> [bool; 2] {
        let [performance, weight] = self.means();
        [driver.performance >= performance, driver.weight >= weight]
    }

    /// All, the one with the largest weight first.
    pub(super) fn sorted(&self) -> Vec<&Driver> {
        let mut sorted: Vec<&Driver> = self.each.iter().collect();
        sorted.sort_by(|one, other| other.weight.total_cmp(&one.weight));
        sorted
    }
}
