//! What changed since the last run: the clients and figures of its `index.json` beside those of this one.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::index::{INDEX_SCHEMA, Index, IndexRow, LastRun, NewName, Restated, Then};
use crate::config::Audience;
use crate::figures::{Estimate, Finding};
use crate::survey::{Client, Counts, Day, Nps, Period, Renamed, canonical};

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
    #[serde(default)]
    pub(super) untold: Vec<Period>,
}

/// How many answers each client had, and how many of each group where that was shown.
pub type Reported = BTreeMap<Client, (u64, Option<Counts>)>;

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

    /// Everybody that it had or knew to have been called otherwise, by the names that they had.
    pub fn known(&self) -> impl Iterator<Item = &Client> {
        let renamed = self.last_run.iter().flat_map(|run| run.renamed.iter().map(|name| &name.then));
        self.rows().map(|row| &row.client).chain(renamed)
    }

    fn rows(&self) -> impl Iterator<Item = &LastRow> {
        self.tiers.iter().flat_map(|tier| &tier.rows)
    }

    /// The clients of the index that it had under other names.
    fn renamed(&self, index: &Index, renamed: &Renamed) -> Vec<NewName> {
        let now: BTreeSet<&Client> = index.rows().map(|row| &row.client).collect();
        let new_name = |row: &LastRow| {
            let now = renamed.client(&row.client).filter(|client| now.contains(client))?;
            Some(NewName { then: row.client.clone(), now })
        };
        self.rows().filter_map(new_name).collect()
    }

    /// Clients that it took for gone since the run before it, and under their present names for new: somebody has said since that
    /// they are called otherwise.
    #[must_use]
    pub fn joined(&self, renamed: &Renamed) -> Vec<NewName> {
        let is_new = |row: &&LastRow| row.last_run.is_some_and(|then| then.answers == 0);
        let new: BTreeSet<Client> =
            self.rows().filter(is_new).map(|row| present(&row.client, renamed)).collect();
        let gone = self.last_run.iter().flat_map(|run| &run.gone);
        let new_name = |then: &Client| NewName { then: then.clone(), now: present(then, renamed) };
        gone.map(new_name).filter(|name| new.contains(&name.now)).collect()
    }

    /// Whose answers of the period that it reported on are others in the index, where that is of the next one.
    fn restated(&self, index: &Index, rows: &BTreeMap<Client, &LastRow>, renamed: &Renamed) -> Vec<Restated> {
        if self.period.is_none() || self.period != index.head.period.map(Period::previous) {
            return Vec::new();
        }
        let restated = |row: &IndexRow| {
            let then = rows.get(&present(&row.client, renamed))?.finding.estimate()?;
            let now = row.before.estimate()?;
            // A number that was read from a file may differ in its last digit.
            let is_other =
                |now: &Estimate| then.n != now.n || (then.nps.points() - now.nps.points()).abs() >= 1e-9;
            is_other(now).then(|| Restated { client: row.client.clone(), then: then.n, now: now.n })
        };
        index.rows().filter_map(restated).collect()
    }

    /// Periods of which no sum was to be told any more.
    #[must_use]
    pub fn untold(&self) -> &[Period] {
        &self.untold
    }

    /// The period that it reported on, and what it had of each client, under its present name.
    #[must_use]
    pub fn reported(&self, renamed: &Renamed) -> Option<(Period, Reported)> {
        let counts = |row: &LastRow| row.finding.estimate().and_then(|estimate| estimate.counts);
        let rows = self.rows().map(|row| (present(&row.client, renamed), (row.answers, counts(row))));
        Some((self.period?, rows.collect()))
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

impl IndexRow {
    /// Whether the last run had no report on the client.
    #[must_use]
    pub fn is_new(&self) -> bool {
        self.last_run.is_some_and(|then| then.answers == 0)
    }

    /// Whether its change on the period before says how its score differs from that of the last run.
    fn change_tells_all(&self) -> bool {
        let Some(then) = self.last_run.filter(|_| !self.is_new()) else { return true };
        let scores = [then.nps, self.before.estimate().map(|before| before.nps)];
        match scores.map(|nps| nps.map(Nps::points)) {
            // A number that was read from a file may differ in its last digit.
            [Some(then), Some(before)] => {
                let is_told = self.change.is_some() || self.finding.estimate().is_none();
                is_told && (then - before).abs() < 1e-9
            }
            [None, None] => true,
            _ => false,
        }
    }
}

impl Index {
    /// All rows of all tiers.
    pub fn rows(&self) -> impl Iterator<Item = &IndexRow> {
        self.tiers.iter().flat_map(|tier| &tier.rows)
    }

    /// Whether the changes on the period before say how scores differ from the last run's, as that reported on that period.
    #[must_use]
    pub fn changes_are_since_last_run(&self) -> bool {
        let then = self.last_run.as_ref().and_then(|last| last.period);
        then.is_some()
            && then == self.head.period.map(Period::previous)
            && self.rows().any(|row| row.change.is_some())
            && self.rows().all(IndexRow::change_tells_all)
    }
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
    let gone = last.gone(index.rows().map(|row| &row.client), renamed);
    let new_names = last.renamed(index, renamed);
    let is_same = |row: &IndexRow| {
        let before = before.get(&present(&row.client, renamed));
        before.is_some_and(|before| then(before.answers, &before.finding) == of(row))
    };
    let nobody_else = gone.is_empty() && new_names.is_empty();
    let is_again = index.head.period == last.period && nobody_else && index.rows().all(is_same);
    let joined = if is_again { last.joined(renamed) } else { Vec::new() };
    let has_joined = |client: &Client| joined.iter().any(|name| name.now == *client);
    index.last_run = if is_again {
        last.last_run.clone().map(|mut run| {
            run.gone.retain(|client| joined.iter().all(|name| name.then != *client));
            run.renamed.extend(joined.iter().cloned());
            run
        })
    } else {
        let restated = last.restated(index, &before, renamed);
        Some(LastRun { as_of: last.as_of, period: last.period, gone, renamed: new_names, restated })
    };
    for row in index.tiers.iter_mut().flat_map(|tier| &mut tier.rows) {
        let client = present(&row.client, renamed);
        row.last_run = match before.get(&client) {
            Some(before) if is_again => before.last_run.filter(|_| !has_joined(&client)),
            Some(before) => Some(then(before.answers, &before.finding)).filter(|then| *then != of(row)),
            None => Some(Then { nps: None, answers: 0 }),
        };
    }
}
