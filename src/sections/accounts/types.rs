//! The score by account, as `report.json` has it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::config::accounts::Rule;
use crate::survey::{Client, Counts, Interval, Nps};
use crate::wording::About;

/// How accounts are counted.
pub(super) const ACCOUNTS: About = About("accounts");

/// The name of this part.
pub(super) const SECTION: &str = "accounts";

/// The accounts that answers of the reported period come from: businesses whose people answer.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ScoreByAccount")]
pub struct Accounts {
    /// How many accounts are known: those of the table, and those of which anybody has been asked or has answered.
    #[schemars(range(min = 1))]
    pub known: u64,
    /// How many of these have answers of the period.
    #[schemars(range(min = 1))]
    pub answered: u64,
    /// Answers of the period that name no account; absent where all do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub without_account: Option<u64>,
    /// Known accounts of which no revenue is known; absent where it is of all, and where none is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub without_revenue: Option<u64>,
    /// Whether scores by account, standard errors and intervals are rounded to a tenth of a point. They are unless the config has accounts
    /// named in reports, as from exact ones it could be found out how an account answered; absent where not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_rounded: bool,
    /// The score by answers, by accounts, and by revenue where reports name accounts.
    pub scores: Vec<ScoreBy>,
    /// How many accounts have promoters, passives, detractors, and no answer at all; an account may be in several of the first three.
    pub groups: Vec<WithAnswers>,
    /// The accounts at risk, by revenue and name; absent unless the config has them in reports.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_risk: Option<Vec<AtRisk>>,
}

/// By what accounts count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "CountedBy")]
pub enum By {
    /// Each answer once.
    Answers,
    /// Each account once, by the score of its answers.
    Accounts,
    /// Each account by its revenue, with the score of its answers.
    Revenue,
}

/// A score of accounts.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScoreBy {
    /// By what each account counts.
    pub counted: By,
    /// How many accounts it is of.
    #[schemars(range(min = 1))]
    pub accounts: u64,
    /// The score, in points.
    pub nps: Nps,
    /// Its standard error in points, with accounts as clusters; absent for one account, and where all have the same score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0))]
    pub standard_error: Option<f64>,
    /// Its interval; absent with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interval: Option<Interval>,
}

/// Which answers an account has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "AnswersOfAccount")]
pub enum With {
    /// Some of promoters.
    Promoters,
    /// Some of passives.
    Passives,
    /// Some of detractors.
    Detractors,
    /// None.
    NoAnswer,
}

/// The accounts that have such answers.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WithAnswers {
    /// Which answers.
    pub with: With,
    /// How many accounts.
    pub n: u64,
    /// Their share of the known accounts, 0 to 1.
    #[schemars(range(min = 0, max = 1))]
    pub share: f64,
    /// Their share of the revenue that is known, 0 to 1; absent where revenue may not be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 1))]
    pub revenue_share: Option<f64>,
}

/// An account at risk.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "AccountAtRisk")]
pub struct AtRisk {
    /// Its name.
    pub name: String,
    /// The rules by which it is.
    pub rules: Vec<Rule>,
    /// Its answers of the period by group.
    pub counts: Counts,
    /// Its revenue; absent where none is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0))]
    pub revenue: Option<f64>,
    /// Who looks after it, as the table of accounts says; absent where it does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
}

/// An account of a client that is at risk.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClientAtRisk {
    /// The client; absent where reports are not made for clients.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client: Option<Client>,
    /// The account.
    pub account: AtRisk,
}

impl Accounts {
    /// What does not agree with itself, if anything does not.
    pub(super) fn disagreement(&self) -> Option<&'static str> {
        let is_share = |share: f64| (0.0..=1.0).contains(&share);
        let are_within = self
            .groups
            .iter()
            .all(|of| of.n <= self.known && is_share(of.share) && of.revenue_share.is_none_or(is_share));
        let scores = self.scores.iter().all(|of| {
            of.accounts >= 1
                && of.accounts <= self.answered
                && of.standard_error.is_none_or(|error| error > 0.0)
        });
        let kinds: Vec<By> = self.scores.iter().map(|of| of.counted).collect();
        let all = [By::Answers, By::Accounts, By::Revenue];
        let is_sound = self.answered <= self.known && are_within && scores;
        (!is_sound || !all.starts_with(&kinds)).then_some("accounts are more than there are")
    }
}
