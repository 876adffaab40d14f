//! What readers find out of exact figures of weighted answers, in whatever period a report speaks of and by whatever it tells
//! them apart. Whether they are told is decided once for all of these.
//!
//! The same readers find nearly all where nothing is guarded, as in answers of all that reports of clients are made from.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fmt::Write;

use plaudit::facts::Excerpt;
use plaudit::report::{Estimate, Finding, Report, Since, Why, build};
use plaudit::statistics::{self, rake};
use plaudit::survey::Region;
use proptest::prelude::*;

use super::weights::{data, found_of, hidden, made, real, rows, ways};
use super::{Lot, check};

/// How often something was found.
struct Times(Cell<usize>);

impl Times {
    fn none() -> Self {
        Self(Cell::new(0))
    }

    fn count(&self, is_one: bool) {
        self.0.set(self.0.get() + usize::from(is_one));
    }
}

/// Periods that are only compared with: as what, a day of each, and the settings.
const COMPARED: [(Since, &str, &str); 3] = [
    (Since::PreviousPeriod, "2026-08-01", "{by: quarter, show: 1}"),
    (Since::Named, "2026-02-01", "{by: quarter, show: 2, compare: [2026-Q1]}"),
    (Since::YearEarlier, "2025-11-01", "{by: quarter, show: 2}"),
];

#[test]
fn periods_that_are_only_compared_with_tell_no_hidden_region() {
    let once = Times::none();
    check(60, &(data(4..6, 16), 0..COMPARED.len()), |(mut data, kind)| {
        let (since, day, periods) = COMPARED[kind];
        for [_, now] in &mut data.regions {
            *now = [6, 7, 8];
        }
        let settings = format!("columns: {{score: s, date: d, region: r, weight: w}}\nperiods: {periods}\n");
        let counted = made(&settings, &rows(&data, [day, "2026-11-01"], &["x"]));
        let known = |excerpt: &Excerpt, report: &Report| {
            let change = report.head.changes.iter().find(|change| change.since == since).expect("compared");
            // Who knows the rules knows what is hidden of that period.
            let then = build(&counted.config, excerpt, Some(change.period), counted.as_of);
            let (hidden, score) = (hidden(&then), change.then.estimate().expect("enough"));
            let is_any_shown = hidden.len() < data.regions.len();
            is_any_shown && !found_of(&data, 0, &hidden, score, report.head.rounded).is_empty()
        };
        let unguarded = Excerpt { withheld: BTreeMap::new(), ..counted.facts.all.clone() };
        once.count(known(&unguarded, &build(&counted.config, &unguarded, counted.period, counted.as_of)));
        let report = counted.shown().expect("numbers");
        prop_assert!(report.head.rounded && !known(&counted.facts.all, &report), "{data:?}");
        Ok(())
    });
    assert!(once.0.get() > 40, "{} of 60 sets tell a hidden score without the rule", once.0.get());
}

/// One answer.
#[derive(Debug, Clone, Copy)]
struct One {
    score: usize,
    day: &'static str,
    region: usize,
    city: usize,
    weight: f64,
    /// Its values of two margins.
    values: [usize; 2],
}

const DAYS: [&str; 2] = ["2026-08-01", "2026-11-01"];

impl One {
    fn group(&self) -> usize {
        usize::from(self.score > 6) + usize::from(self.score > 8)
    }
}

/// The report on these answers as it is shown, and as it would be if nothing were guarded.
fn reports(all: &[One], columns: &str, more: &str) -> [Report; 2] {
    let mut csv = "s,d,r,city,w,g,a,c\n".to_owned();
    for One { score, day, region, city, weight, values: [g, a] } in all {
        let city = if *city == usize::MAX { String::new() } else { format!("C{city}") };
        writeln!(csv, "{score},{day},R{region},{city},{weight},g{g},a{a},X").expect("a string");
    }
    let settings = format!("columns: {{score: s, date: d{columns}}}\n{more}");
    let unguarded = made(&format!("{settings}reports: {{one_per: c}}\n"), &csv);
    let exact = build(&unguarded.config, &unguarded.facts.all, unguarded.period, unguarded.as_of);
    [made(&settings, &csv).shown().expect("numbers"), exact]
}

fn number(region: &Region) -> usize {
    let Region::Named(name) = region else { return usize::MAX };
    name.get(1..).and_then(|number| number.parse().ok()).unwrap_or(usize::MAX)
}

fn by_city(report: &Report) -> Option<&Why> {
    report.sections.why().iter().find(|why| why.by.is_some())
}

#[test]
fn segments_of_weighted_answers_tell_no_hidden_one() {
    let [told, kept] = [(); 2].map(|()| Times::none());
    check(60, &any::<u64>(), |seed| {
        let mut lot = Lot(seed);
        let cities = 6 + lot.below(3);
        let weights: Vec<f64> = (0..cities).map(|_| 0.4 + real(lot.below(200) as u64) / 100.0).collect();
        let hides = lot.below(4) > 0;
        let mut all = Vec::new();
        for (city, weight) in weights.iter().enumerate() {
            let bases = if hides && city == 0 { [2 + lot.below(3); 2] } else { [15 + lot.below(8); 2] };
            for (day, base) in DAYS.iter().zip(bases) {
                // So many of each group that nobody is found by a weight.
                let score = |at: usize| [3, 8, 10][at % 3];
                let answer = |at: usize| One {
                    score: score(at + city),
                    day,
                    region: city % 2,
                    city,
                    weight: *weight,
                    values: [0; 2],
                };
                all.extend((0..base).map(answer));
            }
        }
        let [shown, _] = reports(&all, ", region: r, weight: w, segments: [city]", "");
        prop_assert!(!shown.head.rounded);
        kept.count(!hides && by_city(&shown).is_some());
        told.count(hides && by_city(&shown).is_some());
        Ok(())
    });
    let [told, kept] = [told, kept].map(|times| times.0.get());
    assert!(told == 0 && kept > 5, "{told} told, {kept} kept of 60");
}

/// The weights of answers that are the only ones of their group in the region or the period that a score is of.
fn lone_weights(score: &Estimate) -> Vec<f64> {
    let Some(counts) = score.counts else { return Vec::new() };
    let groups = [
        (counts.detractors(), score.shares.detractors),
        (counts.passives(), score.shares.passives),
        (counts.promoters(), score.shares.promoters),
    ];
    let all = score.design.as_ref().map_or(0.0, |design| design.weighted_n);
    groups.into_iter().filter(|(n, _)| *n == 1).map(|(_, share)| share * all).collect()
}

#[test]
fn no_region_and_no_earlier_period_tells_what_one_answer_weighs() {
    let once = [(); 2].map(|()| Times::none());
    check(60, &(any::<u64>(), 0..2_usize), |(seed, kind)| {
        let mut lot = Lot(seed);
        let mut all = Vec::new();
        for (day, region) in (0..8).map(|at| (DAYS[at % 2], at / 2)) {
            let lone = usize::from(if kind == 0 { region == 0 } else { day == DAYS[0] && region == 0 });
            let many = if kind == 0 && region == 0 || kind == 1 && day == DAYS[0] { 0 } else { 6 };
            for (score, n) in [(3, many + lone), (8, 6 + lot.below(4)), (10, 6 + lot.below(4))] {
                let mut weight = || 0.3 + real(lot.below(2700) as u64) / 1000.0;
                all.extend((0..n).map(|_| One {
                    score,
                    day,
                    region,
                    city: 0,
                    weight: weight(),
                    values: [0; 2],
                }));
            }
        }
        let (columns, more) = [
            (", region: r, weight: w", "periods: {by: quarter}\n"),
            (", weight: w", "periods: {by: quarter, show: 1}\n"),
        ][kind];
        let known = |report: &Report| {
            let regions = report.sections.regions().iter().map(|row| &row.finding);
            let scores = regions.chain(report.head.changes.iter().map(|change| &change.then));
            let found: Vec<f64> = scores.filter_map(Finding::estimate).flat_map(lone_weights).collect();
            all.iter()
                .any(|one| found.iter().any(|weight| one.score == 3 && (weight - one.weight).abs() < 1e-9))
        };
        let [shown, exact] = reports(&all, columns, more);
        once[kind].count(known(&exact));
        prop_assert!(shown.head.rounded && !known(&shown));
        Ok(())
    });
    let once = once.map(|times| times.0.get());
    assert!(once.iter().sum::<usize>() >= 60, "{once:?} of 60 tell a weight without the rule");
}

/// A bar of one answer, beside what those of its score weigh, would be what that one weighs.
#[test]
fn no_score_that_one_answer_gave_tells_what_it_weighs() {
    let [once, kept] = [(); 2].map(|()| Times::none());
    check(60, &any::<u64>(), |seed| {
        let mut lot = Lot(seed);
        let hides = lot.below(4) > 0;
        let mut all = Vec::new();
        for score in [3, 5, 8, 9, 10] {
            let many = 6 + lot.below(9);
            for _ in 0..if score == 5 && hides { 1 } else { many } {
                let weight = 0.3 + real(lot.below(2700) as u64) / 1000.0;
                all.push(One { score, day: DAYS[1], region: 0, city: 0, weight, values: [0; 2] });
            }
        }
        let [shown, exact] = reports(&all, ", weight: w", "");
        let known = |report: &Report| -> Option<Vec<f64>> {
            let composition = report.sections.composition.as_ref()?;
            let (bars, weights) = (composition.histogram.as_ref()?, composition.weighted_histogram.as_ref()?);
            let scores = report.head.question.scale.scores().zip(weights);
            Some(scores.filter(|(score, _)| bars.answers(*score) == 1).map(|(_, weight)| *weight).collect())
        };
        let is_own =
            |weight: &f64| all.iter().any(|one| one.score == 5 && (one.weight - weight).abs() < 1e-9);
        once.count(hides && known(&exact).is_some_and(|found| found.iter().any(is_own)));
        kept.count(!hides && known(&shown).is_some());
        prop_assert!(!hides || known(&shown).is_none());
        Ok(())
    });
    assert!(once.0.get() > 30 && kept.0.get() > 7, "{} found once, {} kept", once.0.get(), kept.0.get());
}

/// Answers of one quarter in regions and of companies, some of no company, as they come; or of regions that are a company each.
fn of_companies(lot: &mut Lot) -> Vec<One> {
    let (regions, are_companies) = (1 + lot.below(5), lot.below(3) == 0);
    let mut all = Vec::new();
    for day in DAYS {
        for region in 0..regions {
            for _ in 0..if are_companies { 1 } else { 1 + lot.below(4) } {
                let n = if lot.below(2) == 0 { 1 + lot.below(4) } else { 5 + lot.below(10) };
                let city = if are_companies { region } else { [lot.below(6), usize::MAX][lot.below(4) / 3] };
                for _ in 0..n {
                    let score = [3, 8, 10][lot.below(3)];
                    all.push(One { score, day, region, city, weight: 1.0, values: [0; 2] });
                }
            }
        }
    }
    all
}

/// Two answers of different groups are exchanged, both of companies with few answers in their region or of none, or both of
/// hidden regions: how sure a score is would not be the same, if it followed from how these companies answered.
#[test]
fn how_sure_scores_are_says_nothing_of_clusters_with_few_answers_and_of_hidden_regions() {
    let [once, small, hidden] = [(); 3].map(|()| Times::none());
    check(120, &any::<u64>(), |seed| {
        let mut lot = Lot(seed);
        let all = of_companies(&mut lot);
        let columns = ", region: r, cluster: city";
        let more = if lot.below(2) == 0 {
            "periods: {by: quarter}\n"
        } else {
            "periods: {by: quarter, trailing: 2}\n"
        };
        let [shown, exact] = reports(&all, columns, more);
        let hides = |report: &Report, region: usize| {
            let rows = report.sections.regions().iter().filter(|row| number(&row.region) == region);
            rows.map(|row| row.finding.estimate().is_none()).next().unwrap_or(true)
        };
        let of =
            |one: &One, other: &One| (one.day, one.region, one.city) == (other.day, other.region, other.city);
        let is_small =
            |one: &One| one.city == usize::MAX || all.iter().filter(|other| of(one, other)).count() < 5;
        let now = |one: &One| one.day == DAYS[1] && hides(&shown, one.region);
        let pairs: Vec<(usize, usize)> = (0..all.len())
            .flat_map(|at| (0..at).map(move |other| (at, other)))
            .filter(|(at, other)| all[*at].day == all[*other].day && all[*at].group() != all[*other].group())
            .filter(|(at, other)| all[*at].city != all[*other].city || all[*at].city == usize::MAX)
            .collect();
        let alike = |(at, other): &&(usize, usize)| {
            all[*at].region == all[*other].region && is_small(&all[*at]) && is_small(&all[*other])
        };
        let apart = |(at, other): &&(usize, usize)| now(&all[*at]) && now(&all[*other]);
        let chosen: [Vec<&(usize, usize)>; 2] =
            [pairs.iter().filter(alike).collect(), pairs.iter().filter(apart).collect()];
        for (kind, pairs) in chosen.iter().enumerate().filter(|(_, pairs)| !pairs.is_empty()) {
            let (at, other) = *pairs[lot.below(pairs.len())];
            let mut twin = all.clone();
            (twin[at].score, twin[other].score) = (all[other].score, all[at].score);
            let [of_twin, exact_of_twin] = reports(&twin, columns, more);
            // Whether hidden answers are all of one mind has a say in what else is hidden.
            let same = |region: usize| hides(&shown, region) == hides(&of_twin, region);
            if !(0..5).all(same) || kind == 1 && all[at].region == all[other].region {
                continue;
            }
            [&small, &hidden][kind].count(true);
            once.count(exact != exact_of_twin);
            prop_assert!(shown == of_twin, "{kind} {:?} {:?} of {:?}", all[at], all[other], all);
        }
        Ok(())
    });
    let [once, small, hidden] = [once, small, hidden].map(|times| times.0.get());
    assert!(
        once > 60 && small > 40 && hidden > 15,
        "{once} told without the rule, {small}, {hidden} looked at"
    );
}

/// What is known of the only answer of its values among so many of others, which weigh as much each: of which groups it may be,
/// by what is shown of all of them.
fn groups_of_one(score: &Estimate, bases: &[u64], each: &[f64]) -> Vec<usize> {
    let Some(counts) = score.counts else { return vec![0, 1, 2] };
    let shares = [score.shares.detractors, score.shares.passives, score.shares.promoters];
    let all = score.design.as_ref().map_or(0.0, |design| design.weighted_n);
    let counts = [counts.detractors(), counts.passives(), counts.promoters()];
    let may_be = |group: &usize| {
        let found = ways(bases, each, (shares[*group] * all, 1e-6), Some(counts[*group]));
        found.iter().any(|way| way[0] == 1)
    };
    (0..3).filter(may_be).collect()
}

/// Whether the only answer of its values in a region, of all, or in a city is known by its weight.
#[test]
fn weights_that_few_share_in_a_region_or_a_segment_tell_nobody() {
    let once = [(); 3].map(|()| Times::none());
    check(90, &(any::<u64>(), 0..3_usize), |(seed, kind)| {
        let mut lot = Lot(seed);
        let mut all = Vec::new();
        let places = [4, 1, 4][kind];
        for (place, day) in (0..places * DAYS.len()).map(|at| (at / DAYS.len(), DAYS[at % DAYS.len()])) {
            let few = place == 0;
            // One margin of two values, or two.
            let cells: &[([usize; 2], usize)] = match kind {
                1 => &[([0, 0], 1), ([0, 1], 9), ([1, 0], 9), ([1, 1], 9)],
                _ if few => &[([0, 0], 1), ([1, 0], 17)],
                _ => &[([0, 0], 9), ([1, 0], 9)],
            };
            for (values, base) in cells {
                let base = if *base == 1 { 1 } else { base + lot.below(9) };
                for at in 0..base {
                    // Of each group enough.
                    let score = if base == 1 { [3, 8, 10][lot.below(3)] } else { [3, 8, 10][at % 3] };
                    let region = if kind == 2 { 0 } else { place };
                    all.push(One { score, day, region, city: place, weight: 1.0, values: *values });
                }
            }
        }
        let margins = ["{g: {g0: 55, g1: 45}}", "{g: {g0: 55, g1: 45}, a: {a0: 40, a1: 60}}"][kind % 2];
        let columns = [", region: r", "", ", region: r, segments: [city]"][kind];
        let [shown, exact] = reports(&all, columns, &format!("weights: {{margins: {margins}}}\n"));
        let now = || all.iter().filter(|one| one.day == DAYS[1]);
        let of = |values: [usize; 2]| now().filter(move |one| one.values == values);
        let cells = [[0, 0], [0, 1], [1, 0], [1, 1]].into_iter().filter(|values| of(*values).count() > 0);
        let cells: Vec<[usize; 2]> = cells.collect();
        let shares = [vec![0.55, 0.45], vec![0.4, 0.6]];
        let margins = if kind == 1 { 2 } else { 1 };
        let raked = |values: &[usize; 2]| statistics::Cell {
            weight: real(of(*values).count() as u64),
            categories: values[..margins].iter().map(|value| Some(*value)).collect(),
        };
        let raked: Vec<statistics::Cell> = cells.iter().map(raked).collect();
        let shares: Vec<statistics::Margin> =
            shares.into_iter().take(margins).map(|shares| statistics::Margin { shares }).collect();
        let each = rake(&raked, &shares, (0.0, f64::INFINITY)).expect("met");
        let within = |values: &[usize; 2]| of(*values).filter(|one| one.city == 0).count() as u64;
        let bases: Vec<u64> = cells.iter().map(within).collect();
        prop_assert_eq!(bases[0], 1);
        let known = |report: &Report| match kind {
            0 => {
                let row = report.sections.regions().iter().find(|row| number(&row.region) == 0);
                row.and_then(|row| Some(groups_of_one(row.finding.estimate()?, &bases, &each)))
            }
            1 => report.head.overall.estimate().map(|score| groups_of_one(score, &bases, &each)),
            _ => by_city(report).and_then(|why| {
                let line = why.lines.iter().find(|line| line.region.as_ref().map(number) == Some(0))?;
                let net = line.after?.nps.points() / 100.0
                    * each.iter().zip(&bases).map(|(each, n)| each * real(*n)).sum::<f64>();
                let fits = |group: &usize| {
                    let others = (net - each[0] * [-1.0, 0.0, 1.0][*group]) / each[1];
                    (others - others.round()).abs() < 1e-6
                };
                Some((0..3).filter(fits).collect())
            }),
        };
        let own = of([0, 0]).find(|one| one.city == 0).expect("one").group();
        once[kind].count(known(&exact) == Some(vec![own]));
        prop_assert!(shown.head.rounded == (kind != 2));
        prop_assert!(
            known(&shown).is_none_or(|groups| groups.len() == 3),
            "{:?} in {seed} of {kind}",
            known(&shown)
        );
        Ok(())
    });
    let once = once.map(|times| times.0.get());
    assert!(once.iter().all(|times| *times > 15), "{once:?} of 90 tell an answer without the rule");
}
