//! What weights and clusters would tell clients of each other, in reports and in an index that is passed on. The same readers
//! find it where sums are told that are not told now.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use plaudit::Counted;
use plaudit::report::{Entry, Field, Index, Participants, Report, build_for};
use plaudit::statistics::{self, rake};
use plaudit::survey::Client;
use proptest::prelude::*;

use super::weights::{made, real};
use super::{LEAST, Lot, check};

/// An answer: the client, the score, what it weighs, its value of the margin, and who gave it.
#[derive(Debug, Clone)]
struct One {
    client: usize,
    score: usize,
    weight: f64,
    value: usize,
    person: String,
}

impl One {
    fn coded(&self) -> i32 {
        super::coded(self.score)
    }
}

fn counted(all: &[One], settings: &str) -> Counted {
    let mut csv = "s,d,c,w,g,p\n".to_owned();
    for One { client, score, weight, value, person } in all {
        writeln!(csv, "{score},2026-11-01,C{client:02},{weight},g{value},{person}").expect("a string");
    }
    made(&format!("periods: {{by: quarter}}\n{settings}"), &csv)
}

fn report(counted: &Counted, field: &Field<'_>, client: &Client) -> Report {
    let own = counted.config.for_client(client.name(), None, |_| "T".to_owned()).expect("its settings");
    let excerpt = counted.facts.of(client).expect("its answers");
    build_for(client, &own, &excerpt, field, counted.as_of).expect("a report")
}

fn name(client: usize) -> Client {
    Client::new(vec![format!("C{client:02}")]).expect("a name")
}

fn of_client(counted: &Counted, client: usize) -> Report {
    let field = Field::new(&counted.config, &counted.facts, counted.period);
    report(counted, &field, &name(client))
}

fn participants(report: Report) -> Participants {
    report.sections.participants.expect("there are others")
}

fn index(counted: &Counted) -> Index {
    let field = Field::new(&counted.config, &counted.facts, counted.period);
    let roster = plaudit::report::roster(&counted.config, &counted.facts, &field).expect("clients");
    let entry =
        |client: &Client| Entry::made(client.to_string(), &report(counted, &field, client), &counted.config);
    let entries: BTreeMap<&Client, Entry> =
        roster.members.iter().map(|member| (member.client, entry(member.client))).collect();
    plaudit::report::index(&counted.config, &counted.facts, &field, &entries, roster.missing, counted.as_of)
}

/// Who answered for the reader answered for another client too, and another person gave that client another answer. Were it the
/// other way round, all scores would be the same; but how sure that of all is would differ, if both answers were of a cluster.
#[test]
fn of_whom_answered_for_several_clients_the_other_answers_are_not_told() {
    let once = std::cell::Cell::new(0);
    check(40, &any::<u64>(), |seed| {
        let mut lot = Lot(seed);
        let clients = 6 + lot.below(5);
        let mut all = Vec::new();
        for client in 0..clients {
            for at in 0..6 + lot.below(8) {
                let score = [3, 8, 10][lot.below(3)];
                // Those who are first in the list of their client answered for the reader too.
                let shared = client > 0 && at == 0;
                let person = if shared { format!("C00-{client}") } else { format!("C{client:02}-{at}") };
                all.push(One { client, score, weight: 1.0, value: 0, person });
            }
        }
        let other = 1 + lot.below(5);
        let of_other: Vec<usize> = (0..all.len()).filter(|at| all[*at].client == other).collect();
        let differs = |at: &&usize| all[**at].coded() != all[of_other[0]].coded();
        let Some(lone) = of_other.iter().skip(1).find(differs).copied() else { return Ok(()) };
        let mut twin = all.clone();
        (twin[of_other[0]].score, twin[lone].score) = (all[lone].score, all[of_other[0]].score);
        let by_client = "columns: {score: s, date: d, cluster: p}\nreports: {one_per: c}\n";
        let [told, of_twin] = [&all, &twin].map(|all| of_client(&counted(all, by_client), 0));
        prop_assert_eq!(told, of_twin, "{} {:?}", other, all);
        let together = "method: {hide_below: 1}\ncolumns: {score: s, date: d, cluster: p}\n";
        let [whole, twin] = [&all, &twin].map(|all| {
            let report = counted(all, together).shown().expect("numbers");
            let interval = report.head.overall.estimate().expect("enough").interval;
            [interval.low(), interval.high()].map(|end| format!("{end:.1}"))
        });
        once.set(once.get() + usize::from(whole != twin));
        Ok(())
    });
    assert!(once.get() > 14, "{} of 40 would tell it", once.get());
}

/// The nets, promoters less detractors, that one of two groups of so many answers may have, by what answers of each weigh and
/// the net of both that they come to.
fn nets([few, rest]: [u64; 2], [each, other]: [f64; 2], (net, near): (f64, f64)) -> BTreeSet<i64> {
    let [few, rest] = [few, rest].map(|n| i64::try_from(n).expect("few"));
    let whole = |number: i64| f64::from(i32::try_from(number).expect("few"));
    let fits = |net_of_few: &i64| {
        let left = (net - each * whole(*net_of_few)) / other;
        let nearest = left.round().clamp(-whole(rest), whole(rest));
        (left - nearest).abs() <= near / other
    };
    (-few..=few).filter(fits).collect()
}

/// Each client is a cluster, or one of its companies is. Answers of two others are exchanged, and answers of companies within one.
#[test]
fn how_sure_sums_and_named_scores_are_says_nothing_of_the_clusters_in_them() {
    let once = std::cell::Cell::new(0);
    check(60, &any::<u64>(), |seed| {
        let mut lot = Lot(seed);
        let is_client = lot.below(2) == 0;
        let mut all = Vec::new();
        for client in 0..5 + lot.below(3) {
            for at in 0..12 + lot.below(8) {
                let person = if is_client { format!("C{client}") } else { format!("C{client}-{}", at / 3) };
                all.push(One { client, score: [3, 8, 10][lot.below(3)], weight: 1.0, value: 0, person });
            }
        }
        let first = all.iter().position(|one| one.client == 1).expect("there");
        let is_other = |one: &One| {
            let may_be = if is_client { one.client == 2 } else { one.client == 1 };
            may_be && one.person != all[first].person && one.coded() != all[first].coded()
        };
        let Some(other) = all.iter().position(is_other) else { return Ok(()) };
        let mut twin = all.clone();
        (twin[first].score, twin[other].score) = (all[other].score, all[first].score);
        let settings = |names: &str| {
            format!(
                "columns: {{score: s, date: d, cluster: p}}\nreports: {{one_per: c{names}}}\nindex: {{for: clients}}\n"
            )
        };
        let names = if is_client { "" } else { ", name_peers: true" };
        let [told, of_twin] = [&all, &twin].map(|all| of_client(&counted(all, &settings(names)), 0));
        prop_assert_eq!(told, of_twin, "{:?}", all);
        if !is_client {
            let [told, of_twin] = [&all, &twin].map(|all| index(&counted(all, &settings(names))));
            prop_assert_eq!(told, of_twin, "{:?}", all);
        }
        let [own, of_twin] = [&all, &twin].map(|all| {
            let counted = counted(all, &settings(""));
            let report =
                plaudit::report::build(&counted.config, &counted.facts.all, counted.period, counted.as_of);
            report.head.overall.estimate().expect("enough").design.as_ref().expect("clusters").effective_n
        });
        once.set(once.get() + usize::from((own - of_twin).abs() > 1e-9));
        Ok(())
    });
    assert!(once.get() > 8, "{} of 60 would tell it", once.get());
}

/// What shares are stated of all says how many answers of a value the others have and what each weighs. Where one other client
/// alone has that value, the score of all others comes to that client's answers of it.
#[test]
fn clients_that_alone_have_a_value_are_not_found_by_its_weight() {
    let [once, told, kept] = [(); 3].map(|()| std::cell::Cell::new(0));
    let count = |of: &std::cell::Cell<usize>, is_one: bool| of.set(of.get() + usize::from(is_one));
    check(90, &any::<u64>(), |seed| {
        let mut lot = Lot(seed);
        let clients = 5 + lot.below(3);
        let alone = lot.below(3) > 0;
        let mut all = Vec::new();
        for client in 0..clients {
            // The reader has some of it, so that it is known how many the other has.
            let few = if !alone || client < 2 { 5 + lot.below(3) } else { 0 };
            let more = 5 + lot.below(4);
            for value in (0..few).map(|_| 1).chain((0..more).map(|_| 0)) {
                let score = [3, 8, 10][lot.below(3)];
                all.push(One { client, score, weight: 1.0, value, person: String::new() });
            }
        }
        let shares = [61.0, 39.0];
        let yaml = format!(
            "columns: {{score: s, date: d}}\nreports: {{one_per: c}}\nweights: {{margins: {{g: {{g0: {}, g1: {}}}}}}}\n",
            shares[0], shares[1]
        );
        let shown = participants(of_client(&counted(&all, &yaml), 0));
        let is_told = shown.others.finding.estimate().is_some() || shown.pooled.finding.estimate().is_some();
        count(&told, alone && is_told);
        count(&kept, !alone && is_told);
        // What the score of the others would say, to a tenth of a point.
        let n = |value: usize, of: &dyn Fn(&One) -> bool| -> u64 {
            all.iter().map(|one| u64::from(one.value == value && of(one))).sum()
        };
        let cell = |value: usize| statistics::Cell {
            weight: real(n(value, &|_| true)),
            categories: vec![Some(value)],
        };
        let margin = statistics::Margin { shares: shares.map(|share| share / 100.0).to_vec() };
        let each = rake(&[cell(0), cell(1)], &[margin], (0.0, f64::INFINITY)).expect("met");
        let others = [1, 0].map(|value| n(value, &|one| one.client > 0));
        let each = [each[1], each[0]];
        let weigh = each[0] * real(others[0]) + each[1] * real(others[1]);
        let net: f64 = all
            .iter()
            .filter(|one| one.client > 0)
            .map(|one| f64::from(one.coded()) * each[1 - one.value])
            .sum();
        let score = (1000.0 * net / weigh).round() / 10.0;
        let found = nets(others, each, (score / 100.0 * weigh, 0.0005 * weigh + 1e-9));
        let of_few = all.iter().filter(|one| one.client > 0 && one.value == 1);
        prop_assert!(found.contains(&of_few.map(|one| i64::from(one.coded())).sum()));
        count(&once, alone && found.len() == 1);
        Ok(())
    });
    let [once, told, kept] = [once, told, kept].map(|of| of.get());
    assert!(told == 0 && once > 10 && kept > 15, "{told} told, {once} found once, {kept} kept of 90");
}

/// One client has gone and another one has come. Had the one that has gone given the answers of one that stays, and that one its,
/// all scores would be the same; but how sure the change is would differ, if clients were the same clusters in both periods.
#[test]
fn how_sure_a_change_of_all_is_does_not_tell_clients_who_has_gone() {
    let once = std::cell::Cell::new(0);
    check(40, &any::<u64>(), |seed| {
        let mut lot = Lot(seed);
        let mut all: Vec<(usize, usize, &str)> = Vec::new();
        for (day, clients) in [("2026-08-01", [0, 1, 2, 3, 4]), ("2026-11-01", [0, 1, 2, 3, 5])] {
            for client in clients {
                all.extend((0..6).map(|_| (client, [3, 8, 10][lot.below(3)], day)));
            }
        }
        let report = |all: &[(usize, usize, &str)], readers: &str| {
            let mut csv = "s,d,c\n".to_owned();
            for (client, score, day) in all {
                writeln!(csv, "{score},{day},C{client:02}").expect("a string");
            }
            let settings =
                format!("columns: {{score: s, date: d, cluster: c}}\nperiods: {{by: quarter}}\n{readers}");
            made(&settings, &csv).shown().expect("numbers")
        };
        let twin: Vec<(usize, usize, &str)> = all
            .iter()
            .map(|(client, score, day)| match (client, *day) {
                (3, "2026-08-01") => (4, *score, *day),
                (4, _) => (3, *score, *day),
                _ => (*client, *score, *day),
            })
            .collect();
        let readers = "privacy: {read_by: c}\n";
        prop_assert_eq!(report(&all, readers), report(&twin, readers));
        once.set(once.get() + usize::from(report(&all, "") != report(&twin, "")));
        Ok(())
    });
    assert!(once.get() > 25, "{} of 40 would tell it", once.get());
}

/// Each value of two margins is held by many, and one crossing of both by one client alone.
#[test]
fn clients_that_alone_have_values_of_two_margins_together_are_not_told_of() {
    let [once, kept] = [(); 2].map(|()| std::cell::Cell::new(0));
    check(40, &any::<u64>(), |seed| {
        let mut lot = Lot(seed);
        let alone = lot.below(3) > 0;
        let mut csv = "s,d,c,g,h\n".to_owned();
        for client in 0..9 {
            let crossings: &[[usize; 2]] = match client {
                8 if alone => &[[1, 1]],
                _ if alone => &[[0, 0], [0, 1], [1, 0]],
                _ => &[[0, 0], [0, 1], [1, 0], [1, 1]],
            };
            for [g, h] in crossings {
                for at in 0..4 + lot.below(4) {
                    let score = if at < 2 { [3, 10][at] } else { [3, 8, 10][lot.below(3)] };
                    writeln!(csv, "{score},2026-11-01,C{client:02},g{g},h{h}").expect("a string");
                }
            }
        }
        let is_told = |margins: &str| {
            let settings = format!(
                "periods: {{by: quarter}}\ncolumns: {{score: s, date: d}}\nreports: {{one_per: c}}\nweights: {{margins: {margins}}}\n"
            );
            let shown = participants(of_client(&made(&settings, &csv), 0));
            [shown.pooled, shown.others].iter().any(|group| group.finding.estimate().is_some())
        };
        let both = is_told("{g: {g0: 55, g1: 45}, h: {h0: 40, h1: 60}}");
        once.set(once.get() + usize::from(alone && is_told("{g: {g0: 55, g1: 45}}")));
        kept.set(kept.get() + usize::from(!alone && both));
        prop_assert!(!alone || !both);
        Ok(())
    });
    assert!(once.get() > 12 && kept.get() > 5, "{} told by one margin, {} kept", once.get(), kept.get());
}

/// With weights what a district's studios weigh together comes to those that are hidden, however many these are.
#[test]
fn with_weights_no_client_is_named_within_which_one_is_hidden() {
    let [once, kept] = [(); 2].map(|()| std::cell::Cell::new(0));
    check(40, &any::<u64>(), |seed| {
        let mut lot = Lot(seed);
        let mut csv = "s,d,g,c,w\n".to_owned();
        for studio in 0..20 {
            for at in 0..if studio == 7 { 2 + lot.below(3) } else { 6 + lot.below(6) } {
                let score = if at < 2 { [3, 10][at] } else { [3, 8, 10][lot.below(3)] };
                let weight = 0.5 + real(lot.below(1000) as u64) / 1000.0;
                writeln!(csv, "{score},2026-11-01,D{},S{studio:02},{weight}", studio % 4).expect("a string");
            }
        }
        // Whether a district is named within which a studio is hidden, and how many are named.
        let named = |columns: &str| {
            let settings = format!(
                "periods: {{by: quarter}}\ncolumns: {{score: s, date: d{columns}}}\nreports: {{one_per: [g, c]}}\n\
                 index: {{for: clients}}\n"
            );
            let index = index(&made(&settings, &csv));
            let is_named = |tier: usize, path: &[String]| {
                let mut rows = index.tiers[tier].rows.iter();
                rows.any(|row| row.client.path() == path && row.finding.estimate().is_some())
            };
            let hidden = index.tiers[1].rows.iter().filter(|row| super::is_hidden(&row.finding));
            let districts: Vec<Vec<String>> = hidden.map(|row| row.client.path()[..1].to_vec()).collect();
            let all = index.tiers[0].rows.iter().filter(|row| row.finding.estimate().is_some()).count();
            (districts.iter().any(|district| is_named(0, district)), all)
        };
        once.set(once.get() + usize::from(named("").0));
        let (is_any, all) = named(", weight: w");
        kept.set(kept.get() + usize::from(all > 0));
        prop_assert!(!is_any);
        Ok(())
    });
    assert!(
        once.get() > 12 && kept.get() > 12,
        "{} named without weights, {} name some",
        once.get(),
        kept.get()
    );
}

/// The score of all others is nearly that of one of them who carries nearly all of what they weigh, however many answers each has.
#[test]
fn no_sum_of_others_is_nearly_one_of_them_by_weight() {
    let [once, kept] = [(); 2].map(|()| std::cell::Cell::new(0));
    check(60, &any::<u64>(), |seed| {
        let mut lot = Lot(seed);
        let clients = 5 + lot.below(5);
        let heavy = lot.below(4) > 0;
        let mut all = Vec::new();
        for client in 0..clients {
            let each = if heavy && client == 1 { 30.0 + real(lot.below(70) as u64) } else { 1.0 };
            for at in 0..6 + lot.below(6) {
                let score = if at < 3 { [3, 8, 10][at] } else { [3, 8, 10][lot.below(3)] };
                let weight = each * (0.8 + real(lot.below(400) as u64) / 1000.0);
                all.push(One { client, score, weight, value: 0, person: String::new() });
            }
        }
        let yaml = "columns: {score: s, date: d, weight: w}\nreports: {one_per: c}\n";
        let shown = participants(of_client(&counted(&all, yaml), 0));
        let is_told = [shown.pooled, shown.others].iter().any(|group| group.finding.estimate().is_some());
        let score = |of: &dyn Fn(&One) -> bool| {
            let of = || all.iter().filter(|one| of(one));
            let net: f64 = of().map(|one| one.weight * f64::from(one.coded())).sum();
            100.0 * net / of().map(|one| one.weight).sum::<f64>()
        };
        let apart = (score(&|one| one.client > 0) - score(&|one| one.client == 1)).abs();
        once.set(once.get() + usize::from(heavy && apart < 10.0));
        kept.set(kept.get() + usize::from(!heavy && is_told));
        prop_assert!(!heavy || !is_told, "{} points apart", apart);
        Ok(())
    });
    assert!(once.get() > 25 && kept.get() > 7, "{} known nearly, {} kept", once.get(), kept.get());
}

/// An index tells of each client that is not hidden. What all weigh and come to, less these, is what two hidden ones weigh and
/// come to: mostly that of each.
#[test]
fn with_names_what_answers_weigh_tells_of_no_client_that_is_hidden() {
    let [once, kept] = [(); 2].map(|()| std::cell::Cell::new(0));
    check(60, &any::<u64>(), |seed| {
        let mut lot = Lot(seed);
        let clients = 8 + lot.below(4);
        let hides = lot.below(4) > 0;
        let weights: Vec<f64> = (0..clients).map(|_| 0.5 + real(lot.below(1000) as u64) / 1000.0).collect();
        let mut all = Vec::new();
        for (client, weight) in weights.iter().enumerate() {
            let base = if hides && client == 1 { 2 + lot.below(3) } else { 8 + lot.below(6) };
            for at in 0..base {
                // Of more than one group.
                let score = if at < 2 { [3, 10][at] } else { [3, 8, 10][lot.below(3)] };
                all.push(One { client, score, weight: *weight, value: 0, person: String::new() });
            }
        }
        let yaml = |more: &str| {
            format!("columns: {{score: s, date: d, weight: w}}\nreports: {{one_per: c}}\n{more}")
        };
        let passed_on = counted(&all, &yaml("index: {for: clients}\n"));
        let index = index(&passed_on);
        let rows = &index.tiers[0].rows;
        let hidden: Vec<usize> = (0..clients)
            .filter(|at| rows.iter().any(|row| row.client == name(*at) && super::is_hidden(&row.finding)))
            .collect();
        let is_told = index.head.overall.estimate().is_some()
            || (0..clients).any(|client| {
                let shown = participants(of_client(&passed_on, client));
                [shown.pooled, shown.others].iter().any(|group| group.finding.estimate().is_some())
            });
        if !hides {
            prop_assert!(hidden.is_empty());
            kept.set(kept.get() + usize::from(is_told));
            return Ok(());
        }
        prop_assert!(hidden.contains(&1) && !is_told, "{hidden:?}");
        // The reader is one of the hidden, if there are three, and knows its own.
        let others = hidden.iter().filter(|at| hidden.len() == 2 || **at != hidden[hidden.len() - 1]);
        let others: Vec<usize> = others.copied().collect();
        let [first, second] = *others.as_slice() else { return Ok(()) };
        let n = |client: usize| all.iter().map(|one| u64::from(one.client == client)).sum::<u64>();
        let net = |client: usize| -> i64 {
            all.iter().filter(|one| one.client == client).map(|one| i64::from(one.coded())).sum()
        };
        let whole = |net: i64| f64::from(i32::try_from(net).expect("few"));
        let come_to = weights[first] * whole(net(first)) + weights[second] * whole(net(second));
        let found = nets([n(first), n(second)], [weights[first], weights[second]], (come_to, 1e-9));
        once.set(once.get() + usize::from(found == BTreeSet::from([net(first)])));
        prop_assert!(n(1) < LEAST);
        Ok(())
    });
    assert!(once.get() > 25 && kept.get() > 7, "{} found once, {} kept of 60", once.get(), kept.get());
}
