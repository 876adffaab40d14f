//! Accounts: businesses whose people answer, and what each is worth.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::stated::Named;

/// What is stated of accounts.
#[derive(Debug, Clone, PartialEq)]
pub struct Accounts {
    /// The column that names the account of an answer.
    pub column: Named<String>,
    /// That of its revenue.
    pub revenue: Option<Named<String>>,
    /// Those that a table lists, by name.
    pub listed: BTreeMap<String, ListedAccount>,
    /// By which rules an account is at risk, in their order.
    pub rules: Vec<Rule>,
    /// Whether reports name those at risk.
    pub in_reports: bool,
}

/// What a table says of an account.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListedAccount {
    /// Its revenue, in any unit.
    pub revenue: Option<f64>,
    /// Who looks after it.
    pub owner: Option<String>,
}

/// No account is worth more, in any unit.
pub const LARGEST_REVENUE: f64 = 1e15;

/// Why an account is at risk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "RuleOfRisk")]
pub enum Rule {
    /// A detractor answered in the reported period.
    Detractor,
    /// So did one, and in the last period with answers before it all were promoters.
    Fall,
    /// Nobody answered in the reported period, and somebody did in the year before.
    Silence,
}

impl Rule {
    /// All of them, and how a config and a list call each.
    pub const ALL: [(&str, Self); 3] =
        [("detractor", Self::Detractor), ("fall", Self::Fall), ("silence", Self::Silence)];

    /// How a config and a list call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, rule)| *rule == self).map_or("", |(name, _)| name)
    }
}

impl Accounts {
    /// Whether anything tells what accounts are worth.
    #[must_use]
    pub fn has_revenue(&self) -> bool {
        self.revenue.is_some() || self.listed.values().any(|of| of.revenue.is_some())
    }
}
