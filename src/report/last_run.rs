//! What changed since the last run: the clients and figures of its `index.json` beside those of this one.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::index::{INDEX_SCHEMA, Index, IndexRow};
use super::types::Finding;
use crate::config::Audience;
use crate::survey::{Client, Day, Nps, Period, Renamed, canonical};

/// The last run whose figures were others.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LastRun {
    /// Its reporting date.
    pub as_of: Day,
    /// The period that it reported on; none without dates.
    pub period: Option<Period>,
    /// Clients that it had and this one has not.
    pub gone: Vec<Client>,
}

/// What the last run had of a client.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Then {
    /// Its score; none where it was not shown.
    pub nps: Option<Nps>,
    /// How many answers it had; 0 where it had no report.
    pub answers: u64,
}

/// What is read of the index of the last run: what changes are told from, and no more, so that other versions' will do.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct LastIndex {
    schema: String,
    #[serde(rename = "for")]
    audience: Audience,
    as_of: Day,
    period: Option<Period>,
    tiers: Vec<LastTier>,
    last_run: Option<LastRun>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
struct LastTier {
    rows: Vec<LastRow>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
struct LastRow {
    client: Client,
    answers: u64,
    finding: Finding,
    last_run: Option<Then>,
}

impl LastIndex {
    /// From the text of an `index.json`; nothing where it is none.
    #[must_use]
    pub fn from_json(json: &str) -> Option<Self> {
        serde_json::from_str(json).ok().filter(|index: &Self| index.schema == INDEX_SCHEMA)
    }

    fn rows(&self) -> impl Iterator<Item = &LastRow> {
        self.tiers.iter().flat_map(|tier| &tier.rows)
    }

    /// The clients that it had and that are not among these, by the names that they had.
    #[must_use]
    pub fn gone<'a>(&self, clients: impl Iterator<Item = &'a Client>, renamed: &Renamed) -> Vec<Client> {
        let now: Vec<Client> = clients.map(|client| present(client, renamed)).collect();
        let now: BTreeSet<&Client> = now.iter().collect();
        let rows = self.rows().filter(|row| !now.contains(&present(&row.client, renamed)));
        rows.map(|row| row.client.clone()).collect()
    }
}

/// A client under its present name, however it is spelt.
fn present(client: &Client, renamed: &Renamed) -> Client {
    let path = client.path().iter().map(|name| canonical(name).into_owned()).collect();
    let client = Client::new(path).unwrap_or_else(|| client.clone());
    renamed.client(&client).unwrap_or(client)
}

fn then(answers: u64, finding: &Finding) -> Then {
    Then { nps: finding.estimate().map(|estimate| estimate.nps), answers }
}

fn of(row: &IndexRow) -> Then {
    then(row.answers, &row.finding)
}

/// Notes in an index what changed since the last one. Where no figure did, that is what the last one says of the run before
/// it: a run over the same data changes nothing. Nothing is noted where one of them is passed on to clients.
pub fn note_changes(index: &mut Index, last: &LastIndex, renamed: &Renamed) {
    if [index.audience, last.audience] != [Audience::Sender; 2] {
        return;
    }
    let before: BTreeMap<Client, &LastRow> =
        last.rows().map(|row| (present(&row.client, renamed), row)).collect();
    let gone = last.gone(index.tiers.iter().flat_map(|tier| &tier.rows).map(|row| &row.client), renamed);
    let rows = || index.tiers.iter().flat_map(|tier| &tier.rows);
    let is_same = |row: &IndexRow| {
        let before = before.get(&present(&row.client, renamed));
        before.is_some_and(|before| then(before.answers, &before.finding) == of(row))
    };
    let is_again = index.period == last.period && gone.is_empty() && rows().all(is_same);
    index.last_run = if is_again {
        last.last_run.clone()
    } else {
        Some(LastRun { as_of: last.as_of, period: last.period, gone })
    };
    for row in index.tiers.iter_mut().flat_map(|tier| &mut tier.rows) {
        row.last_run = match before.get(&present(&row.client, renamed)) {
            Some(before) if is_again => before.last_run,
            Some(before) => Some(then(before.answers, &before.finding)).filter(|then| *then != of(row)),
            None => Some(Then { nps: None, answers: 0 }),
        };
    }
}
