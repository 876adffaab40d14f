//! What a client finds out of others from its reports of several runs on one period, between which something has changed: by
//! whatever adding and subtracting, neither the answers of another one nor by what these have changed. The same attackers find
//! them where nothing is kept from run to run.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use plaudit::batch::{Late, Ledger};
use plaudit::config::Config;
use plaudit::report::{Field, Participants, build_for};
use plaudit::survey::{Client, Region, Renamed};

use super::{Answers, Cell, Lot, answers, coded, follows, now, region, sets, settings};

/// The reader.
const OWN: &str = "C00";

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

/// What the reader learns of the others in runs one after another, with or without what is kept between them.
fn learnt(runs: &[(&Config, Answers)], is_kept: bool) -> Vec<Participants> {
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
        let own = Client::new(vec![OWN.to_owned()]).expect("a name");
        let settings = config.for_client(OWN, None, |_| "T".to_owned()).expect("its settings");
        let excerpt = facts.of(&own).expect("its answers");
        let report = build_for(&own, &settings, &excerpt, &field, period.last_day()).expect("a report");
        report.sections.participants.expect("there are others")
    };
    runs.iter().map(run).collect()
}

/// Whether anything of another client follows from what was learnt.
fn is_found(runs: &[(&Config, Answers)], is_kept: bool) -> bool {
    let unknown = |(cell, answers): (&Cell, &[u64; 11])| (cell.0[..3].to_owned(), *answers);
    let all: BTreeSet<Unknown> = runs.iter().flat_map(|(_, all)| all.0.iter().map(unknown)).collect();
    let all: Vec<Unknown> = all.into_iter().collect();
    let sum = |of: &BTreeSet<Unknown>| -> Vec<i64> {
        all.iter().map(|unknown| i64::from(of.contains(unknown))).collect()
    };
    let mut known = Vec::new();
    let mut named: BTreeSet<Unknown> = BTreeSet::new();
    for ((_, answers), told) in runs.iter().zip(learnt(runs, is_kept)) {
        let among = |is_in: &dyn Fn(&Cell) -> bool| -> BTreeSet<Unknown> {
            answers.0.iter().filter(|(cell, _)| is_in(cell)).map(unknown).collect()
        };
        known.push(sum(&among(&|cell| cell.0 == OWN)));
        let is_told = |group: &plaudit::report::Group| group.finding.estimate().is_some();
        if is_told(&told.pooled) || is_told(&told.others) {
            known.push(sum(&among(&|_| true)));
        }
        if told.peers.as_ref().is_some_and(is_told) {
            let peers_in = Region::Named(told.peers_in.clone().expect("a region"));
            known.push(sum(&among(&|cell| cell.2 == peers_in)));
        }
        for row in told.named.iter().filter(|row| row.finding.estimate().is_some()) {
            named.extend(among(&|cell| cell.0 == row.name));
        }
    }
    known.extend(named.iter().map(|unknown| sum(&[unknown.clone()].into())));
    let others = || all.iter().filter(|(client, _)| client != OWN);
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
    let configs: Vec<Config> = yaml
        .iter()
        .map(|yaml| settings(&format!("columns: {{score: s, date: d, region: r}}\n{yaml}")))
        .collect();
    let mut found = [0; 2];
    for seed in 0..u64::from(sets(80)) {
        let mut lot = Lot(seed);
        let first = clients(&mut lot, now(&configs[0]));
        let later = change(&first, &mut lot);
        let config = |at: usize| configs.get(at).unwrap_or(&configs[0]);
        let runs: Vec<(&Config, Answers)> =
            std::iter::once(first).chain(later).enumerate().map(|(at, all)| (config(at), all)).collect();
        for (found, is_kept) in found.iter_mut().zip([true, false]) {
            *found += u32::from(is_found(&runs, is_kept));
        }
    }
    found
}

const HIDE: &str = "reports: {one_per: c}\nprivacy: {late: hide}\n";
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
