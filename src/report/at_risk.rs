//! The accounts of clients that are at risk: for whoever sends the reports.

use crate::config::Config;
use crate::facts::Facts;
use crate::responses::lineage;
use crate::sections::accounts::{self, ClientAtRisk};
use crate::survey::{Client, Period};

/// Those of each client that has a report, in the order of clients; of one client's those that are worth most first.
#[must_use]
pub fn at_risk(config: &Config, facts: &Facts, period: Option<Period>) -> Vec<ClientAtRisk> {
    let has_report = |client: &Option<Client>| match client {
        Some(client) => lineage(Some(client.clone())).any(|one| facts.clients().any(|own| *own == one)),
        None => config.columns.client.is_empty(),
    };
    let of_each = facts.kept.accounts.iter().filter(|(client, _)| has_report(client));
    let found = of_each.flat_map(|(client, accounts)| {
        let each = accounts::at_risk(config, accounts, period).into_iter();
        each.map(|account| ClientAtRisk { client: client.clone(), account })
    });
    found.collect()
}
