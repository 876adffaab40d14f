//! What was done, what it cost, whom it puts at risk and whom somebody called back is told beside the score by region. Where answers of hidden
//! regions are exchanged and all else that a report says stays the same, these parts stay the same too: also where the account of an answer is
//! its region by another name, and where a region has few accounts.

use std::num::NonZeroUsize;

use proptest::prelude::*;
use serde_json::Value;

use super::{Lot, check, coded};
use crate::support::folder;
use plaudit::report;
use plaudit::{Counted, Run, config};

const CONFIG: &str = "title: P
as_of: 2026-10-05
source: {files: a.csv}
columns: {date: day, region: region, respondent: person, account: company, revenue: worth}
questions:
  - {name: lead, column: score, kind: nps}
  - {name: speed, column: speed, kind: rating, scale: {low: 1, high: 7}}
  - {name: price, column: price, kind: rating, scale: {low: 1, high: 7}}
drivers: [speed, price]
cuts: [{column: channel, mode: true}]
accounts: {in_reports: true}
actions:
  - {what: One, where: {region: A}, from: 2026-07-01}
  - {what: Two, where: {region: C}, from: 2026-07-01}
  - {what: Three, where: {channel: robot}, from: 2026-07-01}
follow_up: {key: person, status: call, done: closed, called_on: called}
costs: {setup: 10, currency: UAH, tariffs: [{channel: robot, call: 1}, {channel: operator, call: 2, detractor: 3.5}]}
benchmarks: {list: [{name: T, value: 90, statistic: target}]}
need: {margin: 10}
sections: [trend, regions, cuts, actions, drivers, accounts, follow_up, reach, costs, moved, need, quality, method]
";

/// Of an answer what tells where it belongs, and what it says.
#[derive(Debug, Clone, PartialEq)]
struct Row {
    period: usize,
    region: usize,
    /// The account: its number among those of the region, where accounts lie in regions.
    account: usize,
    score: usize,
    /// Ratings, channel, status of a call, and so on.
    rest: [usize; 4],
}

/// Answers of two quarters from four regions, two of which are small mostly; and how accounts lie in them.
#[derive(Debug, Clone)]
struct Survey {
    rows: Vec<Row>,
    /// 0: an account is a region by another name; 1: a region has two; 2: they have nothing to do with regions.
    lie: usize,
}

fn surveys() -> impl Strategy<Value = Survey> {
    any::<u64>().prop_map(|seed| {
        let mut lot = Lot(seed);
        let lie = lot.below(3);
        let mut rows = Vec::new();
        for period in 0..2 {
            for region in 0..4 {
                let few = if lot.below(4) == 0 { 9 } else { 4 };
                let n = if region < 2 { 8 + lot.below(20) } else { 1 + lot.below(few) };
                for _ in 0..n {
                    let rest = [lot.below(7), lot.below(7), lot.below(2), lot.below(3)];
                    let (account, score) = (lot.below(8), [0, 3, 6, 7, 8, 9, 10][lot.below(7)]);
                    rows.push(Row { period, region, account, score, rest });
                }
            }
        }
        Survey { rows, lie }
    })
}

impl Survey {
    fn csv(&self) -> String {
        let mut text = "day,person,region,company,worth,channel,score,speed,price,call,called\n".to_owned();
        for (at, row) in self.rows.iter().enumerate() {
            let Row { period, region, account, score, rest: [speed, price, channel, call] } = row;
            let company = match self.lie {
                0 => format!("of {region}"),
                1 => format!("of {region} {}", account % 2),
                _ => format!("{account}"),
            };
            let day = ["2026-05-05", "2026-08-08"][*period];
            let (call, called) = [("", ""), ("open", ""), ("closed", "2026-09-01")][*call];
            text += &format!(
                "{day},p{at},{},{company},{},{},{score},{},{},{call},{called}\n",
                ["A", "B", "C", "D"][*region],
                10 + company.len(),
                ["robot", "operator"][*channel],
                1 + speed,
                1 + price,
            );
        }
        text
    }

    fn counted(&self) -> Option<Counted> {
        let home = folder(&[("c.yaml", CONFIG), ("a.csv", &*self.csv())]);
        let loaded = config::load(&home.path().join("c.yaml")).expect("a config");
        let as_of = loaded.config.as_of.expect("stated");
        let run = Run { as_of, is_over: true, threads: NonZeroUsize::MIN, progress: &|_, _| () };
        plaudit::counts(loaded, &run).ok()
    }

    /// The same with the answers of two rows of a period exchanged between their regions, where these are of different groups: the
    /// places are exchanged, and all that was said stays together.
    fn exchanged(&self, period: usize, [one, other]: [usize; 2]) -> impl Iterator<Item = Self> + '_ {
        let of = move |region: usize| {
            let rows = self.rows.iter().enumerate();
            rows.filter(move |(_, row)| (row.period, row.region) == (period, region)).map(|(at, _)| at)
        };
        of(one).flat_map(move |a| of(other).map(move |b| [a, b])).filter_map(move |[a, b]| {
            let (first, second) = (self.rows.get(a)?, self.rows.get(b)?);
            if coded(first.score) == coded(second.score) {
                return None;
            }
            let mut twin = self.clone();
            // An account that has nothing to do with regions stays with what it said.
            let keeps = self.lie == 2;
            let moved = |from: &Row, to: &Row| Row {
                region: to.region,
                account: if keeps { from.account } else { to.account },
                ..from.clone()
            };
            let both = [moved(first, second), moved(second, first)];
            twin.rows.get_mut(a).into_iter().for_each(|row| *row = both[0].clone());
            twin.rows.get_mut(b).into_iter().for_each(|row| *row = both[1].clone());
            Some(twin)
        })
    }
}

/// The parts that are looked at here.
const PARTS: [&str; 8] = ["actions", "drivers", "accounts", "follow_up", "reach", "costs", "moved", "need"];

/// What a report says without these parts, and what they say.
fn told(counted: &Counted) -> [Value; 2] {
    let json = report::to_json(&counted.report()).expect("JSON");
    let mut rest: Value = serde_json::from_str(&json).expect("JSON");
    let sections = rest["sections"].as_object_mut().expect("parts");
    let own = PARTS.iter().filter_map(|part| sections.remove_entry(*part)).collect();
    [rest, Value::Object(own)]
}

/// Hidden regions of the reported period, by number.
fn hidden(counted: &Counted) -> Vec<usize> {
    let report = counted.report();
    let regions = report.sections.regions();
    let is_shown = |name: &str| {
        let mut of = regions.iter().filter(|row| row.region.name() == Some(name));
        of.any(|row| row.finding.estimate().is_some())
    };
    (0..4).filter(|at| !is_shown(["A", "B", "C", "D"][*at])).collect()
}

#[test]
fn what_is_told_of_actions_accounts_calls_and_costs_says_no_more_of_hidden_regions_than_the_rest() {
    check(16, &surveys(), |survey| {
        let Some(counted) = survey.counted() else { return Ok(()) };
        let ([rest, own], of) = (told(&counted), hidden(&counted));
        let pairs =
            of.iter().flat_map(|one| of.iter().filter(move |other| *other > one).map(|other| [*one, *other]));
        for pair in pairs {
            for twin in survey.exchanged(1, pair).take(4).filter_map(|twin| twin.counted()) {
                let [its_rest, its_own] = told(&twin);
                prop_assert!(its_rest != rest || its_own == own, "regions {pair:?} of {survey:?}");
            }
        }
        Ok(())
    });
}

/// Without hidden regions the same exchange shows, so that the parts above are not the same for want of what they would tell.
#[test]
fn what_is_exchanged_between_shown_regions_shows() {
    let mut shows = false;
    let survey = |seed: u64| {
        let mut lot = Lot(seed);
        let row = |period, region, lot: &mut Lot| Row {
            period,
            region,
            account: lot.below(8),
            score: [0, 3, 6, 7, 8, 9, 10][lot.below(7)],
            rest: [lot.below(7), lot.below(7), lot.below(2), lot.below(3)],
        };
        let cells = (0..80).map(|at| row(at % 2, at / 2 % 4, &mut lot));
        Survey { rows: cells.collect(), lie: 1 }
    };
    for seed in 0..4 {
        let survey = survey(seed);
        let counted = survey.counted().expect("answers");
        if hidden(&counted).is_empty() {
            let own = told(&counted);
            let mut twins = survey.exchanged(1, [0, 1]).take(3).filter_map(|twin| twin.counted());
            shows |= twins.any(|twin| told(&twin)[1] != own[1]);
        }
    }
    assert!(shows);
}
