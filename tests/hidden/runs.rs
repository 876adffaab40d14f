//! What a client finds out of others from its reports of several runs on one period, between which something has changed: by
//! whatever adding and subtracting, neither the answers of another one nor by what these have changed. The same attackers find
//! them where nothing is kept from run to run.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::Arc;

use plaudit::batch::{Late, Ledger};
use plaudit::config::Config;
use plaudit::report::{Field, Participants, build_for};
use plaudit::survey::{Client, Region, Renamed};

use super::weights::made;
use super::{Answers, Cell, Lot, answers, coded, follows, now, region, sets, settings};

/// The reader, or its own name where it is nested.
const OWN: &str = "C00";

/// The reader and its friends.
const FRIENDS: [&str; 2] = [OWN, "C01"];

/// A client's answers, by whoever it is called: unknown numbers that sums are of.
type Unknown = (String, [u64; 11]);

/// Eight to twelve clients in two regions; the third one is small.
fn clients(lot: &mut Lot, at: i32) -> Answers {
    let of = 8 + lot.below(5);
    let cell = |client: usize| (format!("C{client:02}"), at, region(client % 2));
    let base = |client: usize, lot: &mut Lot| if client == 2 { 1 + lot.below(4) } else { 5 + lot.below(11) };
    Answers(
        (0..of)
            .map(|client| {
                let base = u64::try_from(base(client, lot)).expect("few");
                (cell(client), answers(base, lot, [5, 4]))
            })
            .collect(),
    )
}

impl Answers {
    /// The same with one more answer of some clients.
    fn late(&self, of: impl IntoIterator<Item = usize>, lot: &mut Lot) -> Self {
        let mut all = self.clone();
        for client in of {
            let name = format!("C{client:02}");
            let cell = all.0.iter_mut().find(|(cell, _)| cell.0 == name);
            cell.expect("a client").1[[3, 8, 10][lot.below(3)]] += 1;
        }
        all
    }

    /// The same with some cells called otherwise.
    fn with(&self, change: impl Fn(&mut Cell)) -> Self {
        let changed = |(cell, answers): (&Cell, &[u64; 11])| {
            let mut cell = cell.clone();
            change(&mut cell);
            (cell, *answers)
        };
        Self(self.0.iter().map(changed).collect())
    }
}

/// A client as data name it, from the outermost name on.
fn client(names: &str) -> Client {
    Client::new(names.split('/').map(str::to_owned).collect()).expect("a name")
}

/// Whose answers these were in the first run, whatever the client is called. One that is two joined has the answers of each where
/// that was at home: `C04+C05`.
fn whose((client, _, home): &Cell) -> String {
    let (_, name) = client.rsplit_once('/').unwrap_or(("", client));
    let is_there = |part: &&str| part[1..3].parse().is_ok_and(|at: usize| region(at % 2) == *home);
    name.split('+').find(is_there).unwrap_or(name)[..3].to_owned()
}

/// What the reader learns of the others in runs one after another, with or without what is kept between them.
fn learnt(runs: &[(&Config, Answers)], is_kept: bool) -> Vec<Participants> {
    learnt_by(OWN, runs, is_kept)
}

fn learnt_by(reader: &str, runs: &[(&Config, Answers)], is_kept: bool) -> Vec<Participants> {
    let mut json = Ledger::default().to_json().expect("JSON");
    let run = |(config, all): &(&Config, Answers)| {
        let (facts, at) = (all.facts(), now(config));
        let period = config.periods.calendar.period(at);
        let mut field = Field::new(config, &facts, Some(period));
        let late = Late::of(config, &facts, &field, Ledger::from_json(&json).expect("a ledger"));
        if is_kept {
            late.leave_out_of(&mut field);
        }
        json = late.ledger().to_json().expect("JSON");
        let own = all.clients().into_iter().find(|client| client.ends_with(reader)).map(client);
        let own = own.expect("the reader");
        let settings = config.for_client(reader, None, |_| "T".to_owned()).expect("its settings");
        let excerpt = facts.of(&own).expect("its answers");
        let report = build_for(&own, &settings, &excerpt, &field, period.last_day()).expect("a report");
        report.sections.participants.expect("there are others")
    };
    runs.iter().map(run).collect()
}

/// Whether anything of another client follows from what was learnt, by as many friends as all runs are made for.
fn is_found(runs: &[(&Config, Answers)], is_kept: bool) -> bool {
    let unknown = |(cell, answers): (&Cell, &[u64; 11])| (whose(cell), *answers);
    let all: BTreeSet<Unknown> = runs.iter().flat_map(|(_, all)| all.0.iter().map(unknown)).collect();
    let all: Vec<Unknown> = all.into_iter().collect();
    let sum = |of: &BTreeSet<Unknown>| -> Vec<i64> {
        all.iter().map(|unknown| i64::from(of.contains(unknown))).collect()
    };
    let mut known = Vec::new();
    let mut named: BTreeSet<Unknown> = BTreeSet::new();
    let friends = runs.iter().map(|(config, _)| config.privacy.coalition).min().unwrap_or(1);
    let readers = &FRIENDS[..friends];
    let learnt = readers.iter().flat_map(|reader| {
        runs.iter().zip(learnt_by(reader, runs, is_kept)).map(move |((_, all), told)| (*reader, all, told))
    });
    for (reader, answers, told) in learnt {
        let among = |is_in: &dyn Fn(&Cell) -> bool| -> BTreeSet<Unknown> {
            answers.0.iter().filter(|(cell, _)| is_in(cell)).map(unknown).collect()
        };
        known.push(sum(&among(&|cell| whose(cell) == reader)));
        let is_told = |group: &plaudit::report::Group| group.finding.estimate().is_some();
        if is_told(&told.pooled) || is_told(&told.others) {
            known.push(sum(&among(&|_| true)));
        }
        if told.peers.as_ref().is_some_and(is_told) {
            let peers_in = told.peers_in.clone().expect("what they share");
            let shared = |cell: &Cell| match (cell.0.rsplit_once('/'), answers.main_region(&cell.0, cell.1)) {
                (None, Some(Region::Named(region))) => region.clone(),
                (nest, _) => nest.map(|(nest, _)| nest.to_owned()).unwrap_or_default(),
            };
            known.push(sum(&among(&|cell| shared(cell) == peers_in)));
        }
        for row in told.named.iter().filter(|row| row.finding.estimate().is_some()) {
            named.extend(among(&|cell| cell.0 == row.name));
        }
    }
    known.extend(named.iter().map(|unknown| sum(&[unknown.clone()].into())));
    let others = || all.iter().filter(|(client, _)| !readers.contains(&client.as_str()));
    let one = |unknown: &Unknown| !named.contains(unknown) && follows(&known, sum(&[unknown.clone()].into()));
    let change = |[then, now]: [&Unknown; 2]| {
        let (then, now) = (sum(&[then.clone()].into()), sum(&[now.clone()].into()));
        follows(
            &known,
            then.iter().zip(&now).map(|(then, now)| (now - then).rem_euclid(1_000_000_007)).collect(),
        )
    };
    let pairs = || others().flat_map(|then| others().map(move |now| [then, now]));
    others().any(one) || pairs().filter(|[then, now]| then.0 == now.0 && then.1 != now.1).any(change)
}

/// Of many data sets that change in some way between runs, in how many something is found, and would be.
fn attacked(yaml: &[&str], change: impl Fn(&Answers, &mut Lot) -> Vec<Answers>) -> [u32; 2] {
    let configs: Vec<Config> = yaml.iter().map(|yaml| by_region(yaml)).collect();
    attacked_by(&configs, |lot, at| {
        let first = clients(lot, at);
        let later = change(&first, lot);
        std::iter::once(first).chain(later).collect()
    })
}

fn by_region(yaml: &str) -> Config {
    settings(&format!("columns: {{score: s, date: d, region: r}}\n{yaml}"))
}

/// The same of data of each run, by one config for all runs or one for each.
fn attacked_by(configs: &[Config], runs: impl Fn(&mut Lot, i32) -> Vec<Answers>) -> [u32; 2] {
    let mut found = [0; 2];
    for seed in 0..u64::from(sets(80)) {
        let runs = runs(&mut Lot(seed), now(&configs[0])).into_iter().enumerate();
        let runs: Vec<(&Config, Answers)> =
            runs.map(|(at, all)| (configs.get(at).unwrap_or(&configs[0]), all)).collect();
        for (found, is_kept) in found.iter_mut().zip([true, false]) {
            *found += u32::from(is_found(&runs, is_kept));
        }
    }
    found
}

/// By these settings, with clients said to be called otherwise now.
fn called(config: &Config, names: &[[&str; 2]]) -> Config {
    let mut config = config.clone();
    let names = names.iter().map(|names| names.map(|name| client(name).path().to_vec()).into());
    Arc::make_mut(&mut config.reports).renamed = Renamed::new(names.collect());
    config
}

const HIDE: &str = "reports: {one_per: c}\nprivacy: {late: hide}\n";
/// Two clients who put their reports together find nothing either.
const FOR_TWO: &str = "reports: {one_per: c, min_peers: 2}\nprivacy: {late: hide, coalition: 2}\n";
const BY_NAME: &str = "reports: {one_per: c, name_peers: true}\nprivacy: {late: hide}\n";

#[test]
fn who_has_moved_to_another_region_is_not_found() {
    let moved = |all: &Answers, _: &mut Lot| {
        vec![all.with(|cell| {
            if cell.0 == "C02" {
                cell.2 = region(1);
            }
        })]
    };
    let [kept, not] = attacked(&[HIDE], moved);
    assert!(kept == 0 && not > 40, "{kept}, {not}");
}

#[test]
fn an_answer_that_was_replaced_by_another_is_not_found() {
    let replaced = |all: &Answers, lot: &mut Lot| {
        let mut all = all.clone();
        let client = format!("C{:02}", 2 + lot.below(4));
        let (_, answers) = all.0.iter_mut().find(|(cell, _)| cell.0 == client).expect("a client");
        let from = (0..11).find(|score| answers[*score] > 0).expect("an answer");
        let to = [3, 8, 10].into_iter().find(|to| coded(*to) != coded(from)).expect("another group");
        answers[from] -= 1;
        answers[to] += 1;
        vec![all]
    };
    let [kept, not] = attacked(&[HIDE], replaced);
    assert!(kept == 0 && not > 60, "{kept}, {not}");
}

#[test]
fn one_late_answer_is_not_found_after_a_run_with_many_nor_where_those_are_taken_back() {
    let after_many = |all: &Answers, lot: &mut Lot| {
        let many = all.late(3..8, lot);
        let one = many.late([2], lot);
        vec![many, one]
    };
    let taken_back = |all: &Answers, lot: &mut Lot| vec![all.late(2..8, lot), all.late([3], lot)];
    for [kept, not] in [attacked(&[HIDE], after_many), attacked(&[HIDE], taken_back)] {
        assert!(kept == 0 && not > 60, "{kept}, {not}");
    }
}

#[test]
fn clients_that_are_called_otherwise_do_not_keep_one_that_has_a_late_answer() {
    let renamed = |all: &Answers, lot: &mut Lot| {
        vec![all.late([2], lot).with(|cell| {
            if ["C04", "C05", "C06"].contains(&cell.0.as_str()) {
                cell.0.push_str(" Ltd");
            }
        })]
    };
    let [kept, not] = attacked(&[HIDE], renamed);
    assert!(kept == 0 && not > 60, "{kept}, {not}");
    // They alone are no late answers.
    let config = settings(HIDE);
    let all = clients(&mut Lot(1), now(&config));
    let other = all.with(|cell| cell.0 = cell.0.replace("C05", "C05 Ltd"));
    let learnt = learnt(&[(&config, all), (&config, other)], true);
    assert!(learnt.iter().all(|told| told.others.finding.estimate().is_some()));
}

#[test]
fn with_names_neither_late_answers_nor_who_is_hidden_is_found() {
    let many = |all: &Answers, lot: &mut Lot| vec![all.late([2, 3, 4, 5], lot)];
    let new = |all: &Answers, lot: &mut Lot| {
        let mut all = all.clone();
        let (_, at, home) = all.0.keys().next().expect("a client").clone();
        for client in 20..22 {
            let base = 2 + u64::try_from(lot.below(8)).expect("few");
            all.0.insert((format!("C{client}"), at, home.clone()), answers(base, lot, [5, 4]));
        }
        vec![all]
    };
    for [kept, not] in [attacked(&[BY_NAME], many), attacked(&[BY_NAME], new)] {
        assert!(kept == 0 && not > 20, "{kept}, {not}");
    }
}

#[test]
fn other_settings_of_what_is_hidden_do_not_show_who_was() {
    let of = |names: bool, least: u64, peers: u64, friends: u64| {
        format!(
            "method: {{hide_below: {least}}}\nreports: {{one_per: c, name_peers: {names}, min_peers: {peers}}}\n\
             privacy: {{late: hide, coalition: {friends}}}\n"
        )
    };
    let mut all = [0; 2];
    for (then, now) in [
        (of(true, 5, 3, 1), of(true, 8, 3, 1)),
        (of(true, 5, 3, 2), of(true, 5, 3, 1)),
        (of(true, 8, 4, 1), of(true, 5, 3, 1)),
        (of(false, 5, 3, 1), of(false, 9, 5, 2)),
    ] {
        let found = attacked(&[&then, &now], |all, _| vec![all.clone()]);
        all.iter_mut().zip(found).for_each(|(all, found)| *all += found);
    }
    let [kept, not] = all;
    assert!(kept == 0 && not > 5, "{kept}, {not}");
}

#[test]
fn what_is_left_of_two_sums_tells_no_late_answers_either() {
    let late = |all: &Answers, lot: &mut Lot| {
        let elsewhere = [1, 3, 5, 7][lot.below(4)];
        vec![all.late([0, 2, 4, 6, elsewhere], lot)]
    };
    for yaml in [HIDE, FOR_TWO] {
        let [kept, not] = attacked(&[yaml], late);
        assert!(kept == 0 && not > 40, "{kept}, {not}");
    }
}

/// One run tells the sum of all, of whom one is in the other region; the other run tells that of those who are not.
#[test]
fn a_sum_of_one_run_within_one_of_the_other_leaves_nobody() {
    let few = |all: &Answers| {
        let is_there = |(cell, _): &(&Cell, &[u64; 11])| cell.2 == region(0) || cell.0 == "C05";
        Answers(all.0.iter().filter(is_there).map(|(cell, answers)| (cell.clone(), *answers)).collect())
    };
    let config = [by_region(HIDE)];
    let came = attacked_by(&config, |lot, at| {
        let all = clients(lot, at);
        vec![few(&all), all]
    });
    for [kept, not] in [came, attacked(&[HIDE], |all, _| vec![few(all)])] {
        assert!(kept == 0 && not > 30, "{kept}, {not}");
    }
}

#[test]
fn clients_that_are_one_now_and_were_in_two_groups_are_not_found() {
    let config = by_region(HIDE);
    let joined = called(&config, &[["C04", "C04+C05"], ["C05", "C04+C05"]]);
    let [kept, not] = attacked_by(&[config, joined], |lot, at| {
        let all = clients(lot, at);
        let now = all.with(|cell| {
            if ["C04", "C05"].contains(&cell.0.as_str()) {
                cell.0 = "C04+C05".to_owned();
            }
        });
        vec![all, now]
    });
    assert!(kept == 0 && not > 40, "{kept}, {not}");
}

/// Five studios of one district, one of another and three of each of four more.
fn studios(lot: &mut Lot, at: i32) -> Answers {
    let district = |studio: usize| if studio < 6 { studio / 5 } else { studio / 3 };
    let studio = |studio: usize, lot: &mut Lot| {
        let base = 5 + u64::try_from(lot.below(8)).expect("few");
        let name = format!("D{}/C{studio:02}", district(studio));
        ((name, at, Region::NotStated), answers(base, lot, [5, 4]))
    };
    Answers((0..18).map(|at| studio(at, lot)).collect())
}

const NESTED: &str = "columns: {score: s, date: d}\nreports: {one_per: [a, b]}\nprivacy: {late: hide}\n";

#[test]
fn the_only_studio_of_a_district_that_is_one_with_another_now_is_not_found() {
    let config = settings(NESTED);
    let joined = called(&config, &[["D1", "D0"]]);
    let [kept, not] = attacked_by(&[config, joined], |lot, at| {
        let all = studios(lot, at);
        let now = all.with(|cell| cell.0 = cell.0.replace("D1/", "D0/"));
        vec![all, now]
    });
    assert!(kept == 0 && not > 60, "{kept}, {not}");
}

#[test]
fn who_was_hidden_by_name_is_not_found_from_the_sums_of_a_run_that_names_nobody() {
    let [names, sums] = [(true, 20), (false, 3)].map(|(names, peers)| {
        format!("reports: {{one_per: c, name_peers: {names}, min_peers: {peers}}}\nprivacy: {{late: hide}}\n")
    });
    for yaml in [[names.as_str(), &sums], [&sums, &names]] {
        let [kept, not] = attacked(&yaml, |all, _| vec![all.clone()]);
        assert!(kept == 0 && not > 60, "{kept}, {not}");
    }
}

/// The only new client of a region of which a sum is told for it, while the others were told of by name before.
#[test]
fn who_is_new_is_not_found_beside_those_who_were_told_of_by_name() {
    let configs = [BY_NAME, HIDE].map(by_region);
    let [kept, not] = attacked_by(&configs, |lot, at| {
        let mut all = clients(lot, at);
        let is_there =
            |client: &str| ["C00", "C04", "C06"].contains(&client) || client.ends_with(['1', '3', '5', '7']);
        all.0.retain(|cell, _| is_there(&cell.0));
        let mut more = all.clone();
        for client in [20, 21, 23, 25] {
            let base = 5 + u64::try_from(lot.below(8)).expect("few");
            more.0.insert((format!("C{client}"), at, region(client % 2)), answers(base, lot, [5, 4]));
        }
        vec![all, more]
    });
    assert!(kept == 0 && not > 40, "{kept}, {not}");
}

/// Four runs that weigh by two columns in other ways each: their sums are four equations of the answers of the four pairs of
/// values, of a few clients each.
#[test]
fn what_is_weighted_otherwise_in_each_run_is_told_once() {
    let by = |[north, large]: [u32; 2]| {
        let (south, small) = (100 - north, 100 - large);
        format!(
            "weights: {{margins: {{zone: {{N: {north}, S: {south}}}, size: {{L: {large}, M: {small}}}}}}}\n"
        )
    };
    let weights = [String::new(), by([50, 50]), by([70, 40]), by([40, 65])];
    let mut all = [0; 2];
    for seed in 0..4 {
        let mut lot = Lot(seed);
        let mut csv = "s,c,zone,size\n".to_owned();
        for client in 0..16 {
            let values = [["N", "L"], ["N", "M"], ["S", "M"], ["S", "L"]][client / 4];
            for _ in 0..5 + lot.below(4) {
                let score = [0, 3, 6, 7, 8, 9, 10, 10][lot.below(8)];
                writeln!(csv, "{score},C{client:02},{}", values.join(",")).expect("a string");
            }
        }
        let runs =
            weights.each_ref().map(|weights| made(&format!("columns: {{score: s}}\n{HIDE}{weights}"), &csv));
        for (told, is_kept) in all.iter_mut().zip([true, false]) {
            let mut ledger = Ledger::default();
            for counted in &runs {
                let mut field = Field::new(&counted.config, &counted.facts, counted.period);
                let late = Late::of(&counted.config, &counted.facts, &field, ledger);
                if is_kept {
                    late.leave_out_of(&mut field);
                }
                ledger = late.ledger().clone();
                let own = client(OWN);
                let settings =
                    counted.config.for_client(OWN, None, |_| "T".to_owned()).expect("its settings");
                let excerpt = counted.facts.of(&own).expect("its answers");
                let report = build_for(&own, &settings, &excerpt, &field, counted.as_of).expect("a report");
                let others = report.sections.participants.expect("there are others").others;
                *told += u32::from(others.finding.estimate().is_some());
            }
        }
    }
    assert_eq!(all, [4, 16], "sums that are told");
}

#[test]
fn a_period_that_is_left_out_tells_no_places() {
    for yaml in [HIDE, BY_NAME] {
        let config = by_region(yaml);
        for seed in 0..5 {
            let mut lot = Lot(seed);
            let cell = |client: usize| (format!("C{client:02}"), now(&config), region(client % 2));
            let all = Answers((0..9).map(|client| (cell(client), answers(40, &mut lot, [5, 4]))).collect());
            let late = all.late([3], &mut lot);
            let [then, now] = &learnt(&[(&config, all), (&config, late)], true)[..] else {
                panic!("two runs")
            };
            let places = |told: &Participants| {
                told.rank.is_some() || told.named.iter().any(|named| named.rank.is_some())
            };
            assert!(places(then) && !places(now));
        }
    }
}

/// A run that is repeated, one after another quarter and one in which a district is called otherwise tell what they would.
#[test]
fn where_nothing_that_was_told_has_changed_everything_is_told() {
    let later = |yaml: &str| {
        let mut config = by_region(yaml);
        config.as_of = Some(config.periods.calendar.period(now(&config) + 1).last_day());
        config
    };
    for yaml in [HIDE, BY_NAME] {
        let (config, later) = (by_region(yaml), later(yaml));
        for seed in 0..10 {
            let mut lot = Lot(seed);
            let all = clients(&mut lot, now(&config));
            let mut more = all.clone();
            more.0.extend(clients(&mut lot, now(&later)).0);
            let runs = [(&config, all.clone()), (&config, all), (&later, more)];
            let kept = learnt(&runs, true);
            assert_eq!(kept, learnt(&runs, false));
            assert!(kept.iter().all(|told| told.others.finding.estimate().is_some()));
        }
    }
    let config = settings(NESTED);
    let other = called(&config, &[["D0", "North"]]);
    let all = studios(&mut Lot(1), now(&config));
    let now = all.with(|cell| cell.0 = cell.0.replace("D0/", "North/"));
    let kept = learnt(&[(&config, all), (&other, now)], true);
    assert!(
        kept.iter().all(|told| told.peers.as_ref().is_some_and(|peers| peers.finding.estimate().is_some()))
    );
}

#[test]
fn whatever_changes_of_some_clients_between_two_runs_nobody_is_found() {
    let changed = |all: &Answers, lot: &mut Lot| {
        let late: Vec<usize> = (0..8).filter(|_| lot.below(2) == 0).collect();
        let mut all = all.late(late, lot);
        for client in (2..8).filter(|_| lot.below(5) == 0).collect::<Vec<_>>() {
            let name = format!("C{client:02}");
            let (is_gone, to) = (lot.below(3) == 0, lot.below(3));
            all.0.retain(|cell, _| !is_gone || cell.0 != name);
            all = all.with(|cell| {
                if cell.0 == name {
                    (cell.0, cell.2) =
                        (["", " Ltd"].map(|end| name.clone() + end)[to % 2].clone(), region(to));
                }
            });
        }
        vec![all]
    };
    for yaml in [HIDE, FOR_TWO] {
        let [kept, not] = attacked(&[yaml], changed);
        assert!(kept == 0 && not > 10, "{kept}, {not}");
    }
}

/// Many clients with late answers keep each other, and what is told stays so.
#[test]
fn what_many_have_answered_late_is_told() {
    let config = settings(HIDE);
    for seed in 0..20 {
        let mut lot = Lot(seed);
        let all = clients(&mut lot, now(&config));
        let late = all.late(0..8, &mut lot);
        let learnt = learnt(&[(&config, all), (&config, late.clone()), (&config, late)], true);
        let is_told: BTreeMap<bool, usize> = learnt.iter().fold(BTreeMap::new(), |mut told, of| {
            *told.entry(of.others.finding.estimate().is_some()).or_default() += 1;
            told
        });
        assert_eq!(is_told, [(true, 3)].into());
    }
}

/// What its district has without it is what the district had with it less the studio.
#[test]
fn a_studio_that_is_said_to_be_of_another_district_is_told() {
    let mut config =
        settings("columns: {score: s, date: d}\nreports: {one_per: [a, b]}\nprivacy: {late: hide}\n");
    let (at, mut lot) = (now(&config), Lot(3));
    let cell = |studio: usize| (format!("D{}/S{studio}", studio % 2), at, Region::NotStated);
    let all = Answers((0..12).map(|studio| (cell(studio), answers(8, &mut lot, [5, 4]))).collect());
    let path = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let told = |config: &Config, then: &Answers, now: &Answers| {
        let run = |all: &Answers, ledger: Ledger| {
            let facts = all.facts();
            let field = Field::new(config, &facts, Some(config.periods.calendar.period(at)));
            Late::of(config, &facts, &field, ledger)
        };
        let told = run(now, run(then, Ledger::default()).ledger().clone()).told;
        told.into_iter().map(|problem| problem.message).collect::<Vec<_>>()
    };
    let moved = all.with(|cell| cell.0 = cell.0.replace("D0/S4", "D1/S4"));
    let said = told(&config, &all, &moved);
    assert!(said.len() == 1 && said[0].contains("`D0 / S4` (8, now 0), `D1` ("), "{said:?}");
    Arc::make_mut(&mut config.reports).renamed =
        Renamed::new([(path(&["D0", "S4"]), path(&["D1", "S4"]))].into());
    let said = told(&config, &all, &moved);
    assert!(said.len() == 1 && said[0].contains("`D1 / S4` (then with `D0`, now with `D1`)"), "{said:?}");
    // A district that is called otherwise has lost nobody.
    let other = all.with(|cell| cell.0 = cell.0.replace("D0/", "North/"));
    Arc::make_mut(&mut config.reports).renamed = Renamed::new([(path(&["D0"]), path(&["North"]))].into());
    assert_eq!(told(&config, &all, &other), Vec::<String>::new());
}
