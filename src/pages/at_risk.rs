//! The list of accounts at risk: for whoever sends the reports.

use super::spreadsheet::{csv, harmless};
use crate::config::Config;
use crate::sections::accounts::ClientAtRisk;

/// A row for each of these, in their order, with the rules by which it is at risk, as the config calls them. A column that the data have
/// has the name that they give it. Nothing where no column names accounts, and where no rule is wanted.
#[must_use]
pub fn at_risk(config: &Config, all: &[ClientAtRisk]) -> Option<Vec<u8>> {
    let accounts = config.accounts.as_ref().filter(|of| !of.rules.is_empty())?;
    let columns = &config.columns;
    let revenue = accounts.revenue.as_ref().map_or("revenue", |column| column.value.as_str());
    let has_owners = accounts.listed.values().any(|of| of.owner.is_some());
    let mut head: Vec<String> = columns.client.iter().map(|column| harmless(&column.value)).collect();
    head.push(harmless(&accounts.column.value));
    head.extend(["at_risk", "detractors", "passives", "promoters"].map(str::to_owned));
    head.extend(accounts.has_revenue().then(|| harmless(revenue)));
    head.extend(has_owners.then(|| "owner".to_owned()));
    let row = |of: &ClientAtRisk| {
        let client = of.client.as_ref();
        let level = |at| {
            client
                .and_then(|client| client.path().get(at))
                .map_or_else(String::new, |own: &String| harmless(own))
        };
        let mut row: Vec<String> = (0..columns.client.len()).map(level).collect();
        let account = &of.account;
        row.push(harmless(&account.name));
        row.push(account.rules.iter().map(|rule| rule.name()).collect::<Vec<_>>().join("; "));
        let counts = [account.counts.detractors(), account.counts.passives(), account.counts.promoters()];
        row.extend(counts.map(|n| n.to_string()));
        let amount = || account.revenue.map_or_else(String::new, |amount| amount.to_string());
        row.extend(accounts.has_revenue().then(amount));
        row.extend(has_owners.then(|| account.owner.as_deref().map_or_else(String::new, harmless)));
        row
    };
    Some(csv(std::iter::once(head).chain(all.iter().map(row))))
}
