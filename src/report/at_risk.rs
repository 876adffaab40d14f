//! The accounts of clients that are at risk: for whoever sends the reports.

use std::collections::BTreeSet;

use crate::config::Config;
use crate::facts::Facts;
use crate::responses::lineage;
use crate::sections::accounts::{self, ClientAtRisk};
use crate::survey::{Client, Period};

/// Those of these clients and of clients within them, in the order of clients; of one client's those that are worth most first. Where no
/// report is for a client, all of them.
#[must_use]
pub fn at_risk(
    config: &Config,
    facts: &Facts,
    period: Option<Period>,
    clients: &BTreeSet<&Client>,
) -> Vec<ClientAtRisk> {
    let is_meant = |client: &Option<Client>| {
        config.columns.client.is_empty() || lineage(client.clone()).any(|client| clients.contains(&client))
    };
    let of_each = facts.kept.accounts.iter().filter(|(client, _)| is_meant(client));
    let found = of_each.flat_map(|(client, accounts)| {
        let each = accounts::at_risk(config, accounts, period).into_iter();
        each.map(|account| ClientAtRisk { client: client.clone(), account })
    });
    found.collect()
}
