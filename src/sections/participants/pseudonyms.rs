//! What clients are called where others read of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::{Config, Margin};
use crate::error::{Problem, counted};
use crate::facts::{Facts, Names};
use crate::survey::Client;

/// So many clients are named that have no pseudonym.
const FIRST: usize = 5;

/// The pseudonym of each client that has one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Pseudonyms {
    of: BTreeMap<Client, String>,
    /// Whether the table has a column of them.
    are_stated: bool,
}

impl Pseudonyms {
    /// The pseudonyms that the table of clients states.
    pub(super) fn new(config: &Config, facts: &Facts) -> Self {
        let rows = &config.reports.overrides;
        let are_stated = rows.iter().any(|row| row.has_pseudonyms);
        if !are_stated {
            return Self::default();
        }
        let names = Names::new(facts.clients().chain(&config.columns.shaping.clients));
        let in_full = |name: &str| Client::new(name.split(" / ").map(str::to_owned).collect());
        let of = rows.iter().filter_map(|row| {
            let client = names.client(&row.client).ok().cloned().or_else(|| in_full(&row.client))?;
            Some((client, row.pseudonym.as_ref()?.value.clone()))
        });
        Self { are_stated, of: of.collect() }
    }

    /// Whether clients are called by their names.
    pub(crate) fn are_none(&self) -> bool {
        !self.are_stated
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

    /// What is wrong with the pseudonyms of these clients: some have none, or one that is or was the name of a client, or they are
    /// named all the same.
    pub(crate) fn faults(&self, config: &Config, clients: &BTreeSet<&Client>) -> Vec<Problem> {
        if self.are_none() {
            return Vec::new();
        }
        let stated = || config.reports.overrides.iter().filter_map(|row| row.pseudonym.as_ref());
        let mut faults = Vec::new();
        let lacking: Vec<&&Client> = clients.iter().filter(|client| !self.of.contains_key(client)).collect();
        let place = || config.reports.overrides.first().map(|row| row.place.clone().in_column("pseudonym"));
        if !lacking.is_empty() {
            let named: Vec<String> = lacking.iter().take(FIRST).map(|client| format!("`{client}`")).collect();
            let more = if lacking.len() > FIRST { ", …" } else { "" };
            let have = if lacking.len() == 1 { "has" } else { "have" };
            let problem = format!("{} {have} no pseudonym", counted(lacking.len() as u64, "client"));
            let problem = Problem::new(problem).hint(format!("{}{more}", named.join(", ")));
            let hint = "give each client one in the column `pseudonym`: it would be named to the others";
            faults.push(problem.hint(hint).at(place()));
        }
        let former = config.reports.former.iter().filter_map(|former| former.value.last());
        let names = clients.iter().map(|client| client.name()).chain(former.map(String::as_str));
        let names: BTreeSet<String> = names.map(str::to_lowercase).collect();
        for pseudonym in stated().filter(|pseudonym| names.contains(&pseudonym.value.to_lowercase())) {
            let problem =
                Problem::new(format!("the pseudonym `{}` is or was the name of a client", pseudonym.value));
            faults.push(problem.hint("a pseudonym names nobody: take another").at(pseudonym.place.clone()));
        }
        // The method names what answers are weighted by, with its values.
        let columns = &config.columns;
        let names_clients = |margin: &&Margin| {
            let column = columns.attributes.get(margin.attribute);
            column.is_some_and(|column| columns.client.iter().any(|client| client.value == column.value))
        };
        if let Some(margin) = config.weighting.margins.iter().find(names_clients) {
            let problem = Problem::new("answers are weighted by the column that names clients");
            let hint = "the shares of `weights.margins` stand on the pages, with the names of all: weight by others, or leave out the \
                        pseudonyms";
            faults.push(problem.hint(hint).at(margin.place.clone()));
        }
        faults
    }
}
