//! What clients are called where others read of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Config;
use crate::error::Problem;
use crate::facts::{Facts, Names};
use crate::survey::Client;

/// So many clients are named that have no pseudonym.
const FIRST: usize = 5;

/// The pseudonym of each client that has one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Pseudonyms {
    of: BTreeMap<Client, String>,
}

impl Pseudonyms {
    /// The pseudonyms that the table of clients states.
    pub(super) fn new(config: &Config, facts: &Facts) -> Self {
        let rows = &config.reports.overrides;
        if rows.iter().all(|row| row.pseudonym.is_none()) {
            return Self::default();
        }
        let names = Names::new(facts.clients().chain(&config.columns.shaping.clients));
        let in_full = |name: &str| Client::new(name.split(" / ").map(str::to_owned).collect());
        let of = rows.iter().filter_map(|row| {
            let client = names.client(&row.client).ok().cloned().or_else(|| in_full(&row.client))?;
            Some((client, row.pseudonym.as_ref()?.value.clone()))
        });
        Self { of: of.collect() }
    }

    /// Whether clients are called by their names.
    pub(crate) fn are_none(&self) -> bool {
        self.of.is_empty()
    }

    /// What others read in place of a client, with that of what it is nested in.
    pub(crate) fn called(&self, client: &Client) -> Client {
        let parts = (1..=client.level()).filter_map(|level| {
            let within = Client::new(client.path().get(..level)?.to_vec())?;
            Some(self.of.get(&within).cloned().unwrap_or_else(|| within.name().to_owned()))
        });
        Client::new(parts.collect()).unwrap_or_else(|| client.clone())
    }

    /// What to tell of pseudonyms that nobody reads.
    pub(crate) fn without_effect(&self, config: &Config) -> Option<Problem> {
        let mut stated = config.reports.overrides.iter().filter_map(|row| row.pseudonym.as_ref());
        let first = stated.next().filter(|_| self.are_none())?;
        let problem = Problem::new("pseudonyms are stated, and clients read of nobody by name");
        let hint = "they are for `reports: {name_peers: true}` and `index: {for: clients}`";
        Some(problem.hint(hint).at(first.place.clone()))
    }

    /// What is wrong with the pseudonyms of these clients, where some have one: others have none, or one that is the name of a
    /// client.
    pub(crate) fn faults(&self, config: &Config, clients: &BTreeSet<&Client>) -> Vec<Problem> {
        if self.are_none() {
            return Vec::new();
        }
        let stated = || config.reports.overrides.iter().filter_map(|row| row.pseudonym.as_ref());
        let mut faults = Vec::new();
        let lacking: Vec<&&Client> = clients.iter().filter(|client| !self.of.contains_key(client)).collect();
        if !lacking.is_empty() {
            let named: Vec<String> = lacking.iter().take(FIRST).map(|client| format!("`{client}`")).collect();
            let more = if lacking.len() > FIRST { ", …" } else { "" };
            let problem = match lacking.len() {
                1 => "1 client has no pseudonym, and others have one".to_owned(),
                many => format!("{many} clients have no pseudonym, and others have one"),
            };
            let problem = Problem::new(problem).hint(format!("{}{more}", named.join(", ")));
            let hint = "give each client one in the column `pseudonym`: it would be named to the others";
            faults.push(problem.hint(hint).at(stated().next().and_then(|pseudonym| pseudonym.place.clone())));
        }
        let names: BTreeSet<&str> = clients.iter().map(|client| client.name()).collect();
        for pseudonym in stated().filter(|pseudonym| names.contains(pseudonym.value.as_str())) {
            let problem =
                Problem::new(format!("the pseudonym `{}` is the name of a client", pseudonym.value));
            faults.push(problem.hint("a pseudonym names nobody: take another").at(pseudonym.place.clone()));
        }
        faults
    }
}
