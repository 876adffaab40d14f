//! The ledger: what runs into a folder told of each period, and of whose answers that was made. It is the sender's own, who has
//! the data, and is kept so that a later run knows what readers of several runs could work out.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::config::{Audience, Config, Margin, Weighting};
use crate::facts::Facts;
use crate::figures::by_period;
use crate::output::sha256;
use crate::report::Field;
use crate::survey::{Client, Period, Renamed};

/// Version of the layout of `ledger.json`.
const LEDGER_SCHEMA: &str = "plaudit-ledger/1";

/// What runs told, period by period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ledger {
    schema: String,
    periods: Vec<Account>,
}

/// What runs told of a period, the first of them first; without dates that is all there is.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(from = "Written", into = "Written")]
pub(super) struct Account {
    pub(super) period: Option<Period>,
    /// Whether no sum of it is told any more.
    pub(super) untold: bool,
    pub(super) runs: Vec<Told>,
}

/// What a run told of a period.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Told {
    pub(super) sums: BTreeSet<Sum>,
    /// What stands for the settings that answers are weighted by; absent where an earlier version did not keep it.
    pub(super) weights: Option<String>,
    /// Who had answers.
    pub(super) clients: BTreeMap<Client, Part>,
}

/// A sum that is told: of the clients of a level, all or those who share something.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sum {
    pub(super) level: usize,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) peers_in: Option<String>,
}

/// What a client has of the sums of a period.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Part {
    /// Its answers by score, unweighted.
    pub(super) scores: Vec<u64>,
    /// What its peers share with it; empty where that is nothing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) peers_in: String,
    /// What those shared with theirs that were clients of their own then.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub(super) also_in: BTreeSet<String>,
    /// What stands for the weights and clusters of its answers; empty where each counts once and by itself.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) weighed: String,
    /// Whether its score is told by name; absent where nobody's is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) named: Option<bool>,
}

impl Part {
    /// How many answers it has.
    pub(super) fn n(&self) -> u64 {
        self.scores.iter().sum()
    }

    /// The groups that its answers were in.
    pub(super) fn groups(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.peers_in).chain(&self.also_in).map(String::as_str)
    }

    /// The part of a client that was two then. Where these shared other things, it was in both groups, and wholly in neither.
    fn and(mut self, other: &Self) -> Self {
        let also_in = other.groups().filter(|group| *group != self.peers_in).map(str::to_owned);
        self.also_in.extend(also_in.collect::<Vec<_>>());
        self.scores.resize(self.scores.len().max(other.scores.len()), 0);
        self.scores.iter_mut().zip(&other.scores).for_each(|(n, more)| *n += more);
        self.weighed.push_str(&other.weighed);
        self.named = self.named.zip(other.named).map(|(a, b)| a && b);
        self
    }
}

impl Default for Ledger {
    fn default() -> Self {
        Self { schema: LEDGER_SCHEMA.to_owned(), periods: Vec::new() }
    }
}

impl Ledger {
    /// From the text of a `ledger.json`; nothing where it is none.
    #[must_use]
    pub fn from_json(json: &str) -> Option<Self> {
        serde_json::from_str(json).ok().filter(|ledger: &Self| ledger.schema == LEDGER_SCHEMA)
    }

    /// As JSON on one line, with a final line break.
    ///
    /// # Errors
    /// When it cannot be written as JSON, which it always can.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self).map(|json| json + "\n")
    }

    pub(super) fn accounts(&self) -> &[Account] {
        &self.periods
    }

    /// Writes into the account of a period, a new one where there is none.
    pub(super) fn enter<T>(&mut self, period: Option<Period>, write: impl FnOnce(&mut Account) -> T) -> T {
        if let Some(account) = self.periods.iter_mut().find(|account| account.period == period) {
            return write(account);
        }
        let mut account = Account { period, ..Account::default() };
        let written = write(&mut account);
        self.periods.push(account);
        written
    }

    /// Adds what another one knows.
    pub(super) fn add(&mut self, other: Self) {
        for Account { period, untold, runs } in other.periods {
            self.enter(period, |account| {
                account.untold |= untold;
                for told in runs {
                    account.add(told);
                }
            });
        }
    }

    /// The same with these periods for those of other calendars that are the same days.
    pub(super) fn cut_as(self, now: &[Option<Period>]) -> Self {
        let days = |period: Period| [period.first_day(), period.last_day()];
        let same = |then: Period| now.iter().flatten().find(|now| days(**now) == days(then)).copied();
        let mut ledger = Self::default();
        let cut = |account: Account| {
            let period = account.period.map(|then| same(then).unwrap_or(then));
            Account { period, ..account }
        };
        ledger.add(Self { periods: self.periods.into_iter().map(cut).collect(), ..Self::default() });
        ledger
    }

    /// The same under the present names of clients and of what they are nested in.
    pub(super) fn renamed(mut self, renamed: &Renamed) -> Self {
        for told in self.periods.iter_mut().flat_map(|account| &mut account.runs) {
            told.rename(renamed);
        }
        self
    }
}

impl Account {
    /// Adds what a run told, unless one before it told as much.
    pub(super) fn add(&mut self, told: Told) {
        if !self.knows(&told) {
            self.runs.push(told);
        }
    }

    /// Whether a run told as much of the same answers.
    pub(super) fn knows(&self, now: &Told) -> bool {
        self.runs.iter().any(|then| now.is_told_by(then))
    }
}

impl Told {
    /// What a run tells of each period, with who is told of by name; of the reported one and those that its charts show.
    pub(super) fn by(
        config: &Config,
        facts: &Facts,
        field: &Field<'_>,
    ) -> impl Iterator<Item = (Option<Period>, Self)> {
        let calendar = config.periods.calendar;
        let now = field.period.map(Period::ordinal);
        // An index that is passed on tells of the period before by name too.
        let before =
            field.period.map(Period::previous).filter(|_| config.index.audience == Audience::Clients);
        let before = before.map(|before| Field::new(config, facts, Some(before)));
        let named = |client: &Client, at: Option<i32>| match &before {
            _ if at == now => field.is_named(client),
            Some(before) if at == before.period.map(Period::ordinal) => before.is_named(client),
            _ => None,
        };
        // It may tell of any period that this one is compared with.
        let shown = before.as_ref().map_or(config.periods.show, |_| u32::MAX);
        let is_shown =
            move |at: Option<i32>| now.zip(at).is_none_or(|(now, at)| at <= now && now.abs_diff(at) < shown);
        let mut told: BTreeMap<Option<i32>, Self> = BTreeMap::new();
        for (client, excerpt) in facts.each() {
            let mut weighed = facts.weighed(client);
            for (at, answers) in by_period(&excerpt).into_iter().filter(|(at, _)| is_shown(*at)) {
                let answers = answers.histogram();
                let part = Part {
                    scores: config.question.scale.scores().map(|score| answers.answers(score)).collect(),
                    peers_in: field.shared(client, at).to_owned(),
                    also_in: BTreeSet::new(),
                    weighed: weighed.remove(&at).map_or_else(String::new, |text| sha256(text.as_bytes())),
                    named: named(client, at),
                };
                if part.n() > 0 {
                    told.entry(at).or_default().clients.insert(client.clone(), part);
                }
            }
        }
        for (at, told) in &mut told {
            let sums = field.sums(*at).into_iter();
            told.sums = sums.map(|(level, peers_in)| Sum { level, peers_in }).collect();
            told.weights = Some(weights(config));
        }
        told.into_iter().map(move |(at, told)| (at.map(|at| calendar.period(at)), told))
    }

    /// Whether another run told this of the same answers.
    fn is_told_by(&self, other: &Self) -> bool {
        let is_same = |((client, now), (other, then)): ((&Client, &Part), (&Client, &Part))| {
            let named = now.named.or(then.named);
            (client, &Part { named, ..now.clone() }) == (other, then)
        };
        self.weights == other.weights
            && self.sums.is_subset(&other.sums)
            && self.clients.len() == other.clients.len()
            && self.clients.iter().zip(&other.clients).all(is_same)
    }

    fn rename(&mut self, renamed: &Renamed) {
        if renamed.is_empty() {
            return;
        }
        // What clients are nested in may be called otherwise too. Where it is one with another that there was then, its sum was
        // another too.
        let mut joined: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for nest in self.clients.iter().filter_map(|(client, part)| nest(client, part)) {
            let now = renamed.client(&nest).unwrap_or_else(|| nest.clone());
            joined.entry(now.to_string()).or_default().insert(nest.to_string());
        }
        let alone = joined.into_iter().filter(|(_, then)| then.len() == 1);
        let nests: BTreeMap<String, String> =
            alone.flat_map(|(now, then)| then.into_iter().map(move |then| (then, now.clone()))).collect();
        let mut clients: BTreeMap<Client, Part> = BTreeMap::new();
        for (then, mut part) in std::mem::take(&mut self.clients) {
            if let Some(now) = nest(&then, &part).and_then(|nest| nests.get(&nest.to_string())) {
                part.peers_in.clone_from(now);
            }
            let client = renamed.client(&then).unwrap_or(then);
            let part = match clients.remove(&client) {
                Some(other) => part.and(&other),
                None => part,
            };
            clients.insert(client, part);
        }
        self.clients = clients;
        let sums = std::mem::take(&mut self.sums).into_iter();
        self.sums = sums
            .map(|Sum { level, peers_in }| {
                let peers_in = peers_in.map(|then| nests.get(&then).cloned().unwrap_or(then));
                Sum { level, peers_in }
            })
            .collect();
    }
}

/// What stands for the settings that answers are weighted by; empty where they are not.
fn weights(config: &Config) -> String {
    if !config.is_weighted() {
        return String::new();
    }
    let Weighting { margins, smallest, largest } = &config.weighting;
    let column =
        |margin: &Margin| config.columns.attributes.get(margin.attribute).map(|column| &column.value);
    let margins: Vec<_> = margins.iter().map(|margin| (column(margin), &margin.shares)).collect();
    sha256(format!("{} {margins:?} {smallest} {largest}", config.columns.weight.is_some()).as_bytes())
}

/// What a client is nested in, where that is what its peers share with it.
fn nest(client: &Client, part: &Part) -> Option<Client> {
    client.parent().filter(|nest| nest.to_string() == part.peers_in)
}

/// An account as it is written: of each client what it had in the first run, and then only where that was another.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    period: Option<Period>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    untold: bool,
    /// The sums that each run told.
    runs: Vec<BTreeSet<Sum>>,
    /// What stands for the settings that each run weighted answers by.
    #[serde(default)]
    weights: Vec<Option<String>>,
    clients: Vec<Line>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    client: Client,
    /// By the first run, from 0, that it holds for; none where the client had no answers.
    since: BTreeMap<usize, Option<Part>>,
}

impl From<Account> for Written {
    fn from(Account { period, untold, runs }: Account) -> Self {
        let clients: BTreeSet<&Client> = runs.iter().flat_map(|told| told.clients.keys()).collect();
        let line = |client: &Client| {
            let (mut since, mut before) = (BTreeMap::new(), None);
            for (run, told) in runs.iter().enumerate() {
                let part = told.clients.get(client);
                if part != before {
                    since.insert(run, part.cloned());
                }
                before = part;
            }
            Line { client: client.clone(), since }
        };
        let clients = clients.into_iter().map(line).collect();
        let (runs, weights) = runs.into_iter().map(|told| (told.sums, told.weights)).unzip();
        Self { period, untold, runs, weights, clients }
    }
}

impl From<Written> for Account {
    fn from(Written { period, untold, runs, weights, clients }: Written) -> Self {
        let told = runs.into_iter().enumerate().map(|(run, sums)| {
            let part = |line: &Line| {
                let (_, part) = line.since.range(..=run).next_back()?;
                Some((line.client.clone(), part.clone()?))
            };
            let weights = weights.get(run).cloned().flatten();
            Told { sums, weights, clients: clients.iter().filter_map(part).collect() }
        });
        Self { period, untold, runs: told.collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(name: &str) -> Client {
        Client::new(vec![name.to_owned()]).expect("a name")
    }

    #[test]
    fn a_ledger_is_read_as_it_was_written() {
        let part = |n: u64, peers_in: &str| Part {
            scores: vec![n, 0, 1],
            peers_in: peers_in.to_owned(),
            ..Part::default()
        };
        let told = |parts: &[(&str, Part)]| Told {
            sums: [Sum { level: 1, peers_in: None }, Sum { level: 1, peers_in: Some("R".to_owned()) }].into(),
            weights: Some("w".to_owned()),
            clients: parts.iter().map(|(name, part)| (client(name), part.clone())).collect(),
        };
        let mut ledger = Ledger::default();
        for parts in [
            &[("A", part(1, "R")), ("B", part(2, ""))][..],
            &[("A", part(1, "R"))],
            &[("A", part(1, "S")), ("B", part(2, ""))],
            &[("A", part(1, "R"))],
        ] {
            ledger.enter(None, |account| account.add(told(parts)));
        }
        assert_eq!(ledger.accounts()[0].runs.len(), 3, "what was told before is not told anew");
        let json = ledger.to_json().expect("JSON");
        assert_eq!(json.matches("\"S\"").count(), 1, "{json}");
        assert_eq!(Ledger::from_json(&json), Some(ledger.clone()));
        assert_eq!(Ledger::from_json(&json.replace("/1", "/2")), None);
        let old = json.replace(r#""weights":["w","w","w"],"#, "");
        let old = Ledger::from_json(&old).filter(|_| old != json).expect("an earlier version's");
        assert!(old.accounts()[0].runs.iter().all(|told| told.weights.is_none()));
        let now = [(vec!["B".to_owned()], vec!["A".to_owned()])];
        let joined = ledger.renamed(&Renamed::new(now.into()));
        let a = &joined.accounts()[0].runs[0].clients[&client("A")];
        assert_eq!(a.groups().collect::<Vec<_>>(), ["", "R"], "of both groups");
        assert_eq!((a.scores.as_slice(), joined.accounts()[0].runs[0].clients.len()), (&[3, 0, 2][..], 1));
    }
}
