//! The figures of what was done, as `report.json` has them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::config::actions::Status;
use crate::survey::{Day, Nps, Period};
use crate::wording::About;

/// How it is known what came of an action.
pub(super) const ACTIONS: About = About("actions");

/// The name of this part.
pub(super) const SECTION: &str = "actions";

/// What was done about what answers say, and what came of it, in the order of the config.
#[derive(Debug, Clone, Default, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct Actions(pub Vec<Action>);

/// Something that was done, or is to be.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// What it is.
    pub what: String,
    /// Where it is done; absent where that is everywhere.
    #[serde(default, rename = "where", skip_serializing_if = "Option::is_none")]
    pub only: Option<Place>,
    /// Its first day.
    pub begins: Day,
    /// The day by which it is to be done; absent where none is stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    /// Who sees to it; absent where that is not stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// By how many points it is to raise the score where it is done; absent where that is not stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(max = 200))]
    pub expected: Option<f64>,
    /// How far it is on the reporting date.
    pub status: Status,
    /// What came of it; absent where that is not known, and then `why` says why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<Outcome>,
    /// Why it is not known; absent where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Why>,
}

/// Where an action is done.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "WhereDone")]
pub struct Place {
    /// The column of the cut; absent for regions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cut: Option<String>,
    /// What the page calls it; absent where that is the name of the column, and for regions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Its values.
    pub values: Vec<String>,
}

/// Why it is not known what came of an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "WhyNoResult")]
pub enum Why {
    /// No whole period has passed since it began.
    TooEarly,
    /// It was not begun, or is not done any more.
    NotDone,
    /// It is done wherever there are answers: there is nothing to hold it against.
    Everywhere,
    /// The page shows no whole periods before it, as many as since; or answers have no dates.
    NothingBefore,
    /// Figures are told rounded, or clients read the report.
    Untold,
    /// There are no answers before it, since, there or elsewhere, or too few for them to be told.
    Hidden,
}

/// What came of an action: the answers of whole periods since it began, beside those of as many before.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ResultOfAction")]
pub struct Outcome {
    /// The first and the last period before it began.
    pub periods_before: [Period; 2],
    /// The first and the last period since.
    pub periods_since: [Period; 2],
    /// Where it was done.
    pub there: Change,
    /// Elsewhere.
    pub elsewhere: Change,
    /// By how many points the score has changed more there than elsewhere, −400 to 400.
    #[schemars(range(min = -400, max = 400))]
    pub difference: f64,
    /// The lower end of its confidence interval, in points.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// The standard error, in points.
    #[schemars(range(min = 0))]
    pub standard_error: f64,
    /// Test statistic of the adjusted scores.
    pub z: f64,
    /// Two-sided p-value, 0 to 1.
    #[schemars(range(min = 0, max = 1))]
    pub p: f64,
    /// The same after correction for all actions.
    #[schemars(range(min = 0, max = 1))]
    pub p_adjusted: f64,
    /// What that says.
    pub verdict: Worked,
    /// By which period one could tell, as answers come in now; absent where it is told, or no number of answers would be enough.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tell_by: Option<Period>,
}

/// A score before and since.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "BeforeAndSince")]
pub struct Change {
    /// How many answers there were before.
    #[schemars(range(min = 1))]
    pub n_before: u64,
    /// Their score.
    pub nps_before: Nps,
    /// How many since.
    #[schemars(range(min = 1))]
    pub n_since: u64,
    /// Their score.
    pub nps_since: Nps,
}

/// Whether an action worked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "VerdictOnAction")]
pub enum Worked {
    /// The score rose more than elsewhere, beyond chance.
    Worked,
    /// It fell behind, beyond chance, or the whole interval is below what was expected.
    DidNot,
    /// Neither is clear.
    CannotTell,
}
