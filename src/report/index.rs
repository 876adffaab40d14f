//! The index of a batch of reports: the types of `index.json`. It names every client, and is for who sends the reports
//! unless the config says that it is passed on.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::config::Audience;
use crate::figures::{Comparison, Finding, Head, Response, Versus};
use crate::sections::Quality;
use crate::sections::accounts::ClientAtRisk;
use crate::sections::participants::{Mean, Rank};
use crate::sections::questions::{OfAll, OfClient};
use crate::statistics::{Trend, Verdict};
use crate::survey::{Client, Day, Nps, Period};

/// Version of the layout of `index.json`.
pub const INDEX_SCHEMA: &str = "plaudit-index/1";

/// Every client's figures beside each other, unrounded.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Index {
    /// The layout of this file and its version.
    #[schemars(extend("const" = INDEX_SCHEMA))]
    pub schema: String,
    /// Program and version that made the figures.
    pub generator: String,
    /// Whose the reports are, how their figures were made, and all answers of all clients.
    #[serde(flatten)]
    pub head: Head,
    /// Whom it is for.
    #[serde(rename = "for")]
    pub audience: Audience,
    /// What the further questions that rows have too measured of all answers; absent without any, and where the index is passed on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<OfAll>,
    /// The clients, one tier for each column that names them, the outermost first.
    pub tiers: Vec<Tier>,
    /// Clients without an answer in the period, by name.
    pub missing: Vec<Missing>,
    /// The accounts at risk of each client, those that are worth most first; absent where none are, and where the index is passed on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub at_risk: Vec<ClientAtRisk>,
    /// The last run whose figures were others; absent where none is known, and where the index is passed on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_run: Option<LastRun>,
    /// Periods of which no sum of several clients is told, as readers of an earlier run could work others out of it: so few
    /// clients' answers have changed since; absent where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub untold: Vec<Period>,
    /// Whether each report is there as a PDF too; absent where not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub pdf: bool,
    /// What was read and what was left out, of all clients.
    pub quality: Quality,
}

/// All clients named by one column.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tier {
    /// The column.
    pub column: String,
    /// The mean of their scores, each client once.
    pub mean: Option<Mean>,
    /// What scores chance alone would give; none where nobody has a score.
    pub funnel: Option<Funnel>,
    /// The clients: ranked ones first, by place, then low bases by score, then hidden ones; then by name.
    pub rows: Vec<IndexRow>,
}

/// One client.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndexRow {
    /// Who.
    pub client: Client,
    /// Folder of its report, relative to the index, with `/` between its parts; empty where it stands under a pseudonym.
    pub folder: String,
    /// Why its report could not be made, if it could not.
    pub fault: Option<String>,
    /// The period beside the reported one that has many of its answers, where the reported one has almost none; absent
    /// where it is not so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thin_beside: Option<Period>,
    /// The region that most of its answers come from, where there are regions.
    pub region: Option<String>,
    /// How many answers it has in the period, also where their score is hidden.
    pub answers: u64,
    /// What it measured; in an index that is passed on hidden too where a client with too few answers could be found as
    /// the total less the others.
    pub finding: Finding,
    /// Its place among the clients of the tier.
    pub rank: Option<Rank>,
    /// Against all other clients of the tier; corrected for all clients of the tier.
    pub rest: Option<Comparison<Verdict>>,
    /// What it measured in the period before.
    pub before: Finding,
    /// Against the period before; corrected for all clients of the tier.
    pub change: Option<Comparison<Trend>>,
    /// How many of those asked have answered, where that is stated.
    pub response: Option<Response>,
    /// Against its target, where one is stated.
    pub target: Option<Versus>,
    /// Where it lies in the funnel; none without a score.
    pub funnel: Option<InFunnel>,
    /// What the client's own report says of the change, where fewer comparisons are corrected together.
    pub own_change: Option<Trend>,
    /// What the client's own report says of it against the others.
    pub own_rest: Option<Verdict>,
    /// What the index's further questions measured of it, in their order; absent without any, and without a report.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<OfClient>,
    /// What the last run had of it; absent where that was the same, or no last run is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_run: Option<Then>,
}

impl IndexRow {
    /// Whether its base is not low.
    #[must_use]
    pub fn is_firm(&self) -> bool {
        self.finding.estimate().is_some_and(|estimate| !estimate.low_base)
    }

    /// Whether the client's own report gives another verdict on one of the comparisons than this row.
    #[must_use]
    pub fn own_report_differs(&self) -> bool {
        let differs = |change: &Comparison<Trend>| self.own_change.is_some_and(|own| own != change.verdict);
        let rest_differs = |rest: &Comparison<Verdict>| self.own_rest.is_some_and(|own| own != rest.verdict);
        self.change.as_ref().is_some_and(differs) || self.rest.as_ref().is_some_and(rest_differs)
    }

    /// Whether what the client is part of has the same answers and another verdict: each tier is corrected for its own
    /// number of clients.
    #[must_use]
    pub fn is_judged_otherwise_than(&self, whole: &Self) -> bool {
        let n = |row: &Self| row.before.estimate().map(|estimate| estimate.n);
        let rest = |row: &Self| row.rest.as_ref().map(|comparison| comparison.verdict);
        let change = |row: &Self| row.change.as_ref().map(|comparison| comparison.verdict);
        self.answers == whole.answers
            && (rest(self).zip(rest(whole)).is_some_and(|(own, other)| own != other)
                || n(self) == n(whole)
                    && change(self).zip(change(whole)).is_some_and(|(own, other)| own != other))
    }

    /// The change, where neither base is low: low ones are kept out of findings.
    #[must_use]
    pub fn firm_change(&self) -> Option<&Comparison<Trend>> {
        let was_firm = self.before.estimate().is_some_and(|estimate| !estimate.low_base);
        self.change.as_ref().filter(|_| was_firm && self.is_firm())
    }

    /// Whether it differs or changed clearly, which findings leave out as a base is low.
    #[must_use]
    pub fn is_clear_on_a_low_base(&self) -> bool {
        let rest = self.rest.as_ref().is_some_and(|rest| rest.verdict != Verdict::Unclear);
        let change = self.change.as_ref().is_some_and(|change| change.verdict != Trend::NoClearChange);
        rest && self.firm_rest().is_none() || change && self.firm_change().is_none()
    }

    /// The client against the rest, where its base is not low.
    #[must_use]
    pub fn firm_rest(&self) -> Option<&Comparison<Verdict>> {
        self.rest.as_ref().filter(|_| self.is_firm())
    }
}

/// The limits within which chance alone keeps scores of n answers: centre ± z · spread / √n, in points.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Funnel {
    /// The score of all answers of the tier together.
    pub centre: Nps,
    /// Standard deviation of a single answer in points, from all answers together.
    #[schemars(range(min = 0))]
    pub spread: f64,
}

/// z of the inner limits, 95 %.
pub const FUNNEL_INNER: f64 = 1.959_963_984_540_054;
/// z of the outer limits, 99.8 %.
pub const FUNNEL_OUTER: f64 = 3.090_232_306_167_813;

impl Funnel {
    /// The limits for `n` answers at that z, in points, cut at ±100.
    #[must_use]
    pub fn limits(&self, n: f64, z: f64) -> (f64, f64) {
        let half = z * self.spread / n.sqrt();
        ((self.centre.points() - half).max(-100.0), (self.centre.points() + half).min(100.0))
    }

    /// Where a score of `n` answers lies.
    #[must_use]
    pub fn place(&self, nps: Nps, n: f64) -> InFunnel {
        let beyond = |z| {
            let (low, high) = self.limits(n, z);
            nps.points() < low || nps.points() > high
        };
        match (nps.points() > self.centre.points(), beyond(FUNNEL_INNER), beyond(FUNNEL_OUTER)) {
            (_, false, _) => InFunnel::Within,
            (true, true, false) => InFunnel::High,
            (true, true, true) => InFunnel::VeryHigh,
            (false, true, false) => InFunnel::Low,
            (false, true, true) => InFunnel::VeryLow,
        }
    }
}

/// Where a score lies in the funnel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InFunnel {
    /// Above the outer limit.
    VeryHigh,
    /// Between the upper limits.
    High,
    /// Within both limits.
    Within,
    /// Between the lower limits.
    Low,
    /// Below the outer limit.
    VeryLow,
}

/// A client without an answer in the period.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Missing {
    /// Who.
    pub client: Client,
    /// The last earlier period with answers; none where it has none at all, or without dates.
    pub last: Option<Period>,
}

/// The last run whose figures were others.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LastRun {
    /// Its reporting date.
    pub as_of: Day,
    /// The period that it reported on; none without dates.
    pub period: Option<Period>,
    /// Clients that it had and this one has not.
    pub gone: Vec<Client>,
    /// Clients that it had under other names; absent where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub renamed: Vec<NewName>,
    /// Where it reported on the period before the reported one: clients whose answers of that period are others by now, as some
    /// came late; absent where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub restated: Vec<Restated>,
}

/// A client of whose answers some came after the last run had reported on their period.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Restated {
    /// Whose they are.
    pub client: Client,
    /// How many answers it had.
    pub then: u64,
    /// How many it has now.
    pub now: u64,
}

/// A client that is called otherwise since the last run.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewName {
    /// What it was called.
    pub then: Client,
    /// What it is called now.
    pub now: Client,
}

/// What the last run had of a client.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Then {
    /// Its score; none where it was not shown.
    pub nps: Option<Nps>,
    /// How many answers it had; 0 where it had no report.
    pub answers: u64,
}
