//! What clients find out of others who put their reports together, those of several runs and those of the clients within
//! them: of whatever sums they see, none is left, by any adding and subtracting, that is of one other client or of two.
//!
//! The same attackers find single clients where each report is looked at by itself, which is what the rule was once.

use std::collections::{BTreeMap, BTreeSet};

use plaudit::config::Config;
use plaudit::report::{Field, Participants, build, build_for, for_readers};
use plaudit::survey::{Client, Region};
use proptest::prelude::*;

use super::{Answers, Cell, LEAST, Lot, answers, bases, check, follows, is_within, now, region, settings};

/// A sum that a client is told: the period, the level of the clients that it is of, and whether it is of all or of its peers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Sum {
    at: i32,
    /// What the clients share; none: all.
    peers_in: Option<String>,
}

/// Who shares what, as the method of the report says it: the region that most of a client's answers of the period come
/// from, or what it is nested in.
struct World<'a> {
    config: &'a Config,
    all: &'a Answers,
    is_nest: bool,
}

fn level(client: &str) -> usize {
    client.split('/').count()
}

fn parent(client: &str) -> Option<&str> {
    client.rsplit_once('/').map(|(parent, _)| parent)
}

impl World<'_> {
    /// The clients of a level.
    fn clients(&self, of: usize) -> BTreeSet<String> {
        let path = |client: &str| client.split('/').take(of).collect::<Vec<_>>().join("/");
        self.all.clients().into_iter().map(path).collect()
    }

    fn n(&self, client: &str, at: i32) -> u64 {
        self.all.n(|cell| cell.1 == at && is_within(&cell.0, client))
    }

    /// What a client shares with its peers in a period, by its answers in that period.
    fn shares(&self, client: &str, at: i32) -> Option<String> {
        if self.is_nest {
            return parent(client).map(str::to_owned);
        }
        let mut by_region: BTreeMap<&Region, u64> = BTreeMap::new();
        for (cell, counts) in &self.all.0 {
            if cell.1 == at && is_within(&cell.0, client) && cell.2 != Region::NotStated {
                *by_region.entry(&cell.2).or_default() += counts.iter().sum::<u64>();
            }
        }
        match by_region.into_iter().rev().max_by_key(|(_, n)| *n)?.0 {
            Region::Named(name) => Some(name.clone()),
            Region::NotStated | Region::Others => None,
        }
    }

    /// Which cells a sum holds for clients of a level.
    fn holds(&self, sum: &Sum, of: usize) -> impl Fn(&Cell) -> bool {
        let inside: BTreeSet<String> = self
            .clients(of)
            .into_iter()
            .filter(|client| sum.peers_in.is_none() || self.shares(client, sum.at) == sum.peers_in)
            .collect();
        let at = sum.at;
        move |cell| cell.1 == at && inside.iter().any(|client| is_within(&cell.0, client))
    }

    /// The participants of a client's report on the answers up to a period.
    fn participants(&self, client: &str, at: i32) -> Option<Participants> {
        let until = Answers(
            self.all.0.iter().filter(|(cell, _)| cell.1 <= at).map(|(c, a)| (c.clone(), *a)).collect(),
        );
        let facts = until.facts();
        let period = self.config.periods.calendar.period(at);
        let field = Field::new(self.config, &facts, Some(period));
        let name = Client::new(client.split('/').map(str::to_owned).collect())?;
        let own = self.config.for_client(name.name(), None, |_| "T".to_owned()).ok()?;
        let report = build_for(&name, &own, &facts.of(&name)?, &field, period.last_day()).ok()?;
        report.sections.participants
    }

    /// The sums that a client is told in its reports on some periods.
    fn told(&self, client: &str, runs: &[i32]) -> BTreeSet<Sum> {
        let mut told = BTreeSet::new();
        for run in runs {
            let Some(participants) = self.participants(client, *run) else { continue };
            let shared = |at: i32| {
                // With parents the page names the last of their names.
                if self.is_nest { parent(client).map(str::to_owned) } else { participants.peers_in.clone() }
                    .map(|peers_in| Sum { at, peers_in: Some(peers_in) })
            };
            for moment in &participants.trend {
                let at = moment.period.ordinal();
                if moment.pooled.estimate().is_some() {
                    told.insert(Sum { at, peers_in: None });
                }
                if moment.peers.as_ref().is_some_and(|peers| peers.estimate().is_some()) {
                    told.extend(shared(at));
                }
            }
            if participants.others.finding.estimate().is_some() {
                told.insert(Sum { at: *run, peers_in: None });
            }
            if participants.peers.as_ref().is_some_and(|peers| peers.finding.estimate().is_some()) {
                told.extend(shared(*run));
            }
        }
        told
    }

    /// What the rule told once, of each report by itself: three others at least, together and elsewhere, of five answers and
    /// more, whatever else is known; with regions of other periods where one has none.
    fn told_once(&self, client: &str, runs: &[i32]) -> BTreeSet<Sum> {
        let mut told = BTreeSet::new();
        let of = level(client);
        for run in runs {
            let peers_in = self.shares(client, *run);
            for at in runs.iter().filter(|at| *at <= run) {
                let others = |sum: &Sum| {
                    let holds = self.holds(sum, of);
                    let others: Vec<u64> = self
                        .clients(of)
                        .iter()
                        .filter(|other| *other != client)
                        .map(|other| self.all.n(|cell| is_within(&cell.0, other) && holds(cell)))
                        .filter(|n| *n > 0)
                        .collect();
                    let n: u64 = others.iter().sum();
                    (others.len(), others.len() >= 3 && n >= LEAST)
                };
                let (all, peers) =
                    (Sum { at: *at, peers_in: None }, Sum { at: *at, peers_in: peers_in.clone() });
                let ((of_all, all_told), (of_peers, peers_told)) = (others(&all), others(&peers));
                if all_told {
                    told.insert(all);
                }
                let elsewhere = of_all - of_peers.min(of_all);
                if peers_in.is_some() && peers_told && (!all_told || elsewhere == 0 || elsewhere >= 3) {
                    told.insert(peers);
                }
            }
        }
        told
    }

    /// A client, or two of one level, whom friends get to know from sums that they are told, with the clients within them.
    fn found(
        &self,
        friends: &[&str],
        told: &dyn Fn(&str) -> BTreeSet<Sum>,
        (few, on_all): (usize, &[(i32, Vec<i64>)]),
    ) -> Option<(i32, Vec<String>)> {
        let deepest = self.all.0.keys().map(|cell| level(&cell.0)).max()?;
        let mut known: Vec<Vec<i64>> = on_all.iter().map(|(_, sum)| sum.clone()).collect();
        let mut periods: BTreeSet<i32> = on_all.iter().map(|(at, _)| *at).collect();
        for of in 1..=deepest {
            let sees = |client: &String| friends.iter().any(|friend| is_within(client, friend));
            for viewer in self.clients(of).iter().filter(|client| sees(client)) {
                for sum in told(viewer) {
                    known.push(self.all.row(&self.holds(&sum, of)));
                    periods.insert(sum.at);
                }
            }
        }
        // What they answered themselves they know, each by itself.
        let own = |cell: &Cell| friends.iter().any(|friend| is_within(&cell.0, friend));
        for cell in self.all.0.keys().filter(|cell| own(cell)) {
            known.push(self.all.row(&|other| other == cell));
        }
        for at in periods {
            for of in 1..=deepest {
                // What a friend is nested in is no other client.
                let is_other =
                    |client: &&String| !friends.iter().any(|f| is_within(client, f) || is_within(f, client));
                let clients = self.clients(of);
                let others: Vec<&String> =
                    clients.iter().filter(is_other).filter(|client| self.n(client, at) > 0).collect();
                let one = others.iter().map(|client| vec![*client]);
                let two = others
                    .iter()
                    .enumerate()
                    .flat_map(|(i, a)| others.iter().skip(i + 1).map(move |b| vec![*a, *b]));
                for group in one.chain(two.filter(|_| few > 1)) {
                    let holds =
                        |cell: &Cell| cell.1 == at && group.iter().any(|client| is_within(&cell.0, client));
                    if follows(&known, self.all.row(&holds)) {
                        return Some((at, group.into_iter().cloned().collect()));
                    }
                }
            }
        }
        None
    }
}

/// Answers of some clients in three periods, mostly in a region of their own; now and then a client is without answers, in
/// another region, or in none.
fn moving(now: i32, name: fn(usize, usize) -> String) -> impl Strategy<Value = Answers> {
    (4_usize..13, 3_usize..5).prop_flat_map(move |(clients, regions)| {
        bases(Just(clients * 3)).prop_map(move |(bases, seed, shares)| {
            let (mut all, mut lot) = (Answers(BTreeMap::new()), Lot(seed));
            for (at, base) in bases.into_iter().enumerate() {
                let (client, period) = (at % clients, at / clients);
                let base = if lot.below(8) == 0 { base } else { base + 5 };
                // The last region is one client's alone.
                let home = if client == 0 { regions - 1 } else { client % (regions - 1) };
                let home = match lot.below(12) {
                    0 => region(4),
                    1 | 2 => region(lot.below(regions)),
                    _ => region(home),
                };
                if base > 0 {
                    let cell = (name(client, clients), now - i32::try_from(period).expect("few"), home);
                    all.0.insert(cell, answers(base, &mut lot, shares));
                }
            }
            all
        })
    })
}

const BY_REGION: &str = "columns: {score: s, date: d, region: r}\n";

/// How many data sets were looked at, and in how many the attackers knew a client by the rule and by what the rule was once.
fn attacked(
    world: (&str, bool),
    (name, friends, runs): (fn(usize, usize) -> String, usize, i32),
) -> (u32, u32) {
    let (yaml, is_nest) = world;
    let config = settings(yaml);
    let now = now(&config);
    let (looked, once) = (std::cell::Cell::new(0), std::cell::Cell::new(0));
    check(300, &(moving(now, name), any::<u64>()), |(all, seed)| {
        let world = World { config: &config, all: &all, is_nest };
        let runs: Vec<i32> = (now - runs + 1..=now).collect();
        let mut lot = Lot(seed);
        let deepest = all.0.keys().map(|cell| level(&cell.0)).max().unwrap_or(1);
        let candidates: Vec<String> = (1..=deepest).flat_map(|of| world.clients(of)).collect();
        let attackers: BTreeSet<&str> =
            (0..friends).map(|_| candidates[lot.below(candidates.len())].as_str()).collect();
        let attackers: Vec<&str> = attackers.into_iter().collect();
        let found = world.found(&attackers, &|client| world.told(client, &runs), (2, &[]));
        prop_assert!(found.is_none(), "{attackers:?} know {found:?} of {all:?}");
        looked.set(looked.get() + 1);
        let known = world.found(&attackers, &|client| world.told_once(client, &runs), (1, &[]));
        once.set(once.get() + u32::from(known.is_some()));
        Ok(())
    });
    (looked.get(), once.get())
}

#[test]
fn a_client_that_moves_learns_of_no_other_from_the_reports_of_several_runs() {
    let yaml = format!("{BY_REGION}reports: {{one_per: c}}\n");
    let (looked, once) = attacked((&yaml, false), (|client, _| format!("C{client:02}"), 1, 3));
    assert!(looked >= 300 && once > 3, "{once} of {looked}");
}

#[test]
fn two_friends_and_three_learn_of_no_other() {
    for friends in [2, 3] {
        let yaml = format!("{BY_REGION}reports: {{one_per: c}}\nprivacy: {{coalition: {friends}}}\n");
        let (looked, once) = attacked((&yaml, false), (|client, _| format!("C{client:02}"), friends, 1));
        assert!(looked >= 300 && once > 3, "{friends}: {once} of {looked}");
    }
}

#[test]
fn a_client_and_those_within_it_learn_of_no_other_and_of_none_that_others_are_nested_in() {
    fn nested(client: usize, clients: usize) -> String {
        format!("D{}/S{client:02}", client % (2 + clients % 3))
    }
    let by_parent = "columns: {score: s, date: d}\nreports: {one_per: [a, b]}\n";
    let by_region = format!("{BY_REGION}reports: {{one_per: [a, b]}}\n");
    for (yaml, is_nest) in [(by_parent, true), (by_region.as_str(), false)] {
        let (looked, once) = attacked((yaml, is_nest), (nested, 1, 1));
        assert!(looked >= 300 && once > 3, "{yaml}: {once} of {looked}");
    }
}

/// The sums that a report on all answers up to a period shows of that period: of all, and of its regions.
fn on_all(config: &Config, all: &Answers, at: i32, is_for_readers: bool) -> Vec<(i32, Vec<i64>)> {
    let until =
        Answers(all.0.iter().filter(|(cell, _)| cell.1 <= at).map(|(c, a)| (c.clone(), *a)).collect());
    let (mut facts, period) = (until.facts(), config.periods.calendar.period(at));
    if is_for_readers && for_readers(config, &mut facts, Some(period)).is_err() {
        return Vec::new();
    }
    let report = build(config, &facts.all, Some(period), period.last_day());
    let everyone = report.head.overall.estimate().map(|_| (at, all.row(&|cell| cell.1 == at)));
    let rows = report.sections.regions().iter().filter(|row| row.finding.estimate().is_some());
    let regions = rows.map(|row| (at, all.row(&|cell| cell.1 == at && cell.2 == row.region)));
    everyone.into_iter().chain(regions).collect()
}

/// A client reads the report on all answers too, and some clients have answers in several regions.
#[test]
fn clients_learn_of_no_other_from_a_report_on_all_answers_beside_their_own() {
    fn nested(client: usize, clients: usize) -> String {
        format!("D{}/S{client:02}", client % (2 + clients % 3))
    }
    let one_level = |client: usize, _: usize| format!("C{client:02}");
    let shown = std::cell::Cell::new(0);
    for (columns, name, friends) in
        [("c", one_level as fn(usize, usize) -> String, 1), ("c", one_level, 2), ("[a, b]", nested, 1)]
    {
        let more = format!("privacy: {{coalition: {friends}");
        let own = settings(&format!("{BY_REGION}reports: {{one_per: {columns}}}\n{more}}}\n"));
        let whole = settings(&format!("{BY_REGION}{more}, read_by: {columns}}}\n"));
        let (at, once) = (now(&own), std::cell::Cell::new(0));
        check(120, &(moving(at, name), any::<u64>()), |(mut all, seed)| {
            let mut lot = Lot(seed);
            for (cell, counts) in all.0.clone() {
                if lot.below(12) == 0 {
                    let other = (cell.0.clone(), cell.1, region(lot.below(5)));
                    let moved = all.0.remove(&cell).map(|_| counts).expect("the cell");
                    let halves = [moved.map(|n| n / 2), moved.map(|n| n - n / 2)];
                    for (cell, half) in [cell, other].into_iter().zip(halves) {
                        let sum = all.0.entry(cell).or_insert([0; 11]);
                        sum.iter_mut().zip(half).for_each(|(n, more)| *n += more);
                    }
                }
            }
            all.0.retain(|_, counts| counts.iter().sum::<u64>() > 0);
            let world = World { config: &own, all: &all, is_nest: false };
            let runs = [at - 1, at];
            let deepest = all.0.keys().map(|cell| level(&cell.0)).max().unwrap_or(1);
            let candidates: Vec<String> = (1..=deepest).flat_map(|of| world.clients(of)).collect();
            let attackers: BTreeSet<&str> =
                (0..friends).map(|_| candidates[lot.below(candidates.len())].as_str()).collect();
            let attackers: Vec<&str> = attackers.into_iter().collect();
            let known = |is_for_readers: bool| {
                let sums = runs.iter().flat_map(|run| on_all(&whole, &all, *run, is_for_readers));
                let sums: Vec<(i32, Vec<i64>)> = sums.collect();
                (sums.len(), world.found(&attackers, &|client| world.told(client, &runs), (2, &sums)))
            };
            let (sums, found) = known(true);
            prop_assert!(found.is_none(), "{attackers:?} know {found:?} of {all:?}");
            shown.set(shown.get() + usize::from(sums > 2));
            once.set(once.get() + usize::from(known(false).1.is_some()));
            Ok(())
        });
        assert!(once.get() > 35, "{} of 120", once.get());
    }
    assert!(shown.get() > 35, "{} show a region", shown.get());
}
