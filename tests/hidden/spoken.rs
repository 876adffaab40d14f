//! What readers find out of exact figures of weighted answers, in whatever period a report speaks of and by whatever it tells
//! them apart. Whether they are told is decided once for all of these.
//!
//! The same readers find nearly all where nothing is guarded, as in answers of all that reports of clients are made from.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use plaudit::facts::Excerpt;
use plaudit::report::{Estimate, Finding, Report, Since, Why, build};
use plaudit::statistics::{self, rake};
use plaudit::survey::{Confidence, Region, Sample};
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
        writeln!(csv, "{score},{day},R{region},C{city},{weight},g{g},a{a},X").expect("a string");
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

/// How many answers one of two hidden cities has and what they come to, by what each city's answers weigh.
fn of_hidden_city(all: &[One], weights: &[f64], report: &Report) -> Option<bool> {
    let (why, overall) = (by_city(report)?, report.head.overall.estimate()?);
    let (all_weigh, counts) = (overall.design.as_ref()?.weighted_n, overall.counts?);
    let [mut n, mut net] = [real(counts.n()), real(counts.promoters()) - real(counts.detractors())];
    let mut hidden: Vec<usize> = (0..weights.len()).collect();
    for line in why.lines.iter().filter(|line| line.region.is_some()) {
        let (city, side) = (number(line.region.as_ref()?), line.after?);
        let of_city = side.share * all_weigh / weights[city];
        (n, net) = (n - of_city, net - side.nps.points() / 100.0 * of_city);
        hidden.retain(|other| *other != city);
    }
    let pooled = why.lines.iter().find(|line| line.region.is_none())?.after?;
    let [one, other] = *hidden.as_slice() else { return None };
    let weigh = pooled.share * all_weigh;
    let solved = |sum: f64, all: f64| (sum - weights[other] * all) / (weights[one] - weights[other]);
    let found = [solved(weigh, n), solved(weigh * pooled.nps.points() / 100.0, net)];
    let own = || all.iter().filter(|answer| answer.city == one && answer.day == DAYS[1]);
    let truth = [own().map(|_| 1.0).sum::<f64>(), own().map(|one| [-1.0, 0.0, 1.0][one.group()]).sum()];
    Some(found.iter().zip(truth).all(|(found, own)| (found - own).abs() < 1e-4))
}

#[test]
fn segments_of_weighted_answers_tell_no_hidden_one() {
    let [told, once, kept] = [(); 3].map(|()| Times::none());
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
        let [shown, exact] = reports(&all, ", region: r, weight: w, segments: [city]", "");
        prop_assert!(!shown.head.rounded);
        kept.count(!hides && by_city(&shown).is_some());
        told.count(hides && by_city(&shown).is_some());
        once.count(of_hidden_city(&all, &weights, &exact) == Some(true));
        Ok(())
    });
    let [told, once, kept] = [told, once, kept].map(|times| times.0.get());
    assert!(told == 0 && once > 25 && kept > 5, "{told} told, {once} found once, {kept} kept of 60");
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

/// Every net, promoters less detractors, that each of several clusters of these sizes may have, where it is not known, by a score
/// of them all and how sure it is, whose effective n is known to within `near`. Some of them count as one.
fn nets_of(
    score: &Estimate,
    (sizes, known): (&[i32], &[Option<i32>]),
    groups: &[Vec<usize>],
    near: f64,
) -> Vec<BTreeSet<i32>> {
    let (counts, told) = (score.counts.expect("told"), score.design.as_ref().expect("told").effective_n);
    let n: i32 = sizes.iter().sum();
    let (n, net) = (f64::from(n), real(counts.promoters()) - real(counts.detractors()));
    let mean = net / n;
    let variance = (real(counts.promoters()) + real(counts.detractors())) / n - mean * mean;
    let worth = |nets: &[i32]| {
        let sum = |of: &[i32], group: &[usize]| f64::from(group.iter().map(|at| of[*at]).sum::<i32>());
        let far = |group: &Vec<usize>| sum(nets, group) - mean * sum(sizes, group);
        let (spread, count) =
            (groups.iter().map(|group| far(group).powi(2)).sum::<f64>(), real(groups.len() as u64));
        let squares: f64 = sizes.iter().map(|size| f64::from(size * size)).sum();
        let is_told = groups.len() > 1 && spread > n * n * 1e-15 && variance > 1e-15;
        let left = if is_told { variance * n * n * (count - 1.0) / count / spread } else { n * n / squares };
        left.min(n)
    };
    let is_told = |nets: &[i32]| {
        let worth = worth(nets);
        let shares = counts.sample().expect("answers").shares();
        let sample = Sample::weighted(counts, shares, worth).expect("answers");
        let interval = statistics::adjusted_wald(sample, Confidence::NINETY_FIVE);
        let is_near = |end: f64, told: f64| (end - told).abs() <= near / 10.0 + 1e-9;
        (worth - told).abs() <= near
            && is_near(interval.low(), score.interval.low())
            && is_near(interval.high(), score.interval.high())
    };
    let mut ways: Vec<Vec<i32>> = vec![Vec::new()];
    for (size, known) in sizes.iter().zip(known).skip(1) {
        let nets = known.map_or(-size..=*size, |net| net..=net);
        ways = ways.iter().flat_map(|way| nets.clone().map(|net| [&way[..], &[net]].concat())).collect();
    }
    let mut found = vec![BTreeSet::new(); sizes.len()];
    for way in ways {
        // The first one has what is left.
        let left = net - f64::from(way.iter().sum::<i32>());
        let first = (-sizes[0]..=sizes[0]).find(|net| (f64::from(*net) - left).abs() < 0.5);
        let Some(nets) = first.map(|first| [&[first], &way[..]].concat()).filter(|nets| is_told(nets)) else {
            continue;
        };
        for (found, net) in found.iter_mut().zip(nets) {
            found.insert(net);
        }
    }
    assert!(found.iter().all(|nets| !nets.is_empty()), "the truth is one of them: {sizes:?} {score:?}");
    found
}

/// Clusters by number, those of few answers with the next smallest.
fn together(sizes: &[i32]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = (0..sizes.len()).map(|at| vec![at]).collect();
    let size = |group: &Vec<usize>| group.iter().map(|at| sizes[*at]).sum::<i32>();
    while groups.len() > 1 {
        groups.sort_by_key(|group| (size(group), group.iter().copied().min()));
        if size(&groups[0]) >= 5 {
            break;
        }
        let smallest = groups.remove(0);
        groups[0].extend(smallest);
    }
    groups
}

/// How sure a score of few clusters is says how the few answers of one of them are divided.
#[test]
fn a_score_of_few_clusters_tells_nothing_of_one_with_few_answers() {
    let once = Times::none();
    check(60, &any::<u64>(), |seed| {
        let mut lot = Lot(seed);
        let mut sizes = vec![2 + lot.below(3), 6 + lot.below(15)];
        let more = [vec![], vec![3], vec![6 + lot.below(5)], vec![4, 7], vec![1, 2, 8]][lot.below(5)].clone();
        sizes.extend(more);
        // All answers, or those of one region of several.
        let regions = [1, 3][lot.below(2)];
        let mut all = Vec::new();
        let others = (1..regions).flat_map(|region| (0..6).map(move |_| (region, 9)));
        let clusters = sizes.iter().map(|n| (0, *n)).chain(others);
        for (city, (region, n)) in clusters.enumerate() {
            for _ in 0..n {
                let score = [3, 8, 10][lot.below(3)];
                all.push(One { score, day: DAYS[1], region, city, weight: 1.0, values: [0; 2] });
            }
        }
        let columns = if regions == 1 { ", cluster: city" } else { ", region: r, cluster: city" };
        let [shown, exact] = reports(&all, columns, "");
        let score = |report: &Report| {
            let row = report.sections.regions().iter().find(|row| number(&row.region) == 0);
            let of_region = row.and_then(|row| row.finding.estimate().cloned());
            if regions == 1 { report.head.overall.estimate().cloned() } else { of_region }
        };
        let n: Vec<i32> = sizes.iter().map(|n| i32::try_from(*n).expect("few")).collect();
        let known = |score: &Estimate, groups: &[Vec<usize>], near: f64| {
            let nets = nets_of(score, (&n, &vec![None; n.len()]), groups, near);
            (0..n.len()).any(|at| n[at] < 5 && nets[at].len() == 1)
        };
        let each: Vec<Vec<usize>> = (0..n.len()).map(|at| vec![at]).collect();
        let groups = together(&n);
        once.count(score(&exact).is_some_and(|score| known(&score, &each, 1e-7)));
        prop_assert!(shown.head.rounded);
        // What is of one mind says so of each in it, as a score does.
        let of_one_mind = groups.iter().any(|group| {
            let coded = all.iter().filter(|one| one.region == 0 && group.contains(&one.city)).map(One::group);
            coded.collect::<BTreeSet<_>>().len() == 1
        });
        let is_known = score(&shown).is_some_and(|score| known(&score, &groups, 0.51));
        prop_assert!(!is_known || of_one_mind, "{:?} {:?}", sizes, all);
        Ok(())
    });
    assert!(once.0.get() > 5, "{} of 60 tell how few answered without the rule", once.0.get());
}

/// All regions are a company each, but one of a few answers of several companies: the other hidden one would be known.
#[test]
fn a_hidden_region_of_many_clusters_leaves_none_of_one_to_be_known() {
    let [once, kept] = [(); 2].map(|()| Times::none());
    check(60, &any::<u64>(), |seed| {
        let mut lot = Lot(seed);
        let mut companies: Vec<(usize, usize)> = vec![(0, 2 + lot.below(3)), (1, 1), (1, 1), (1, 1)];
        companies.extend((2..6 + lot.below(3)).map(|region| (region, 6 + lot.below(10))));
        let mut all = Vec::new();
        for (city, (region, n)) in companies.iter().enumerate() {
            for _ in 0..*n {
                let score = [3, 8, 10, 10][lot.below(4)];
                all.push(One { score, day: DAYS[1], region: *region, city, weight: 1.0, values: [0; 2] });
            }
        }
        let [shown, exact] = reports(&all, ", region: r, cluster: city", "");
        let n: Vec<i32> = companies.iter().map(|(_, n)| i32::try_from(*n).expect("few")).collect();
        let net = |city: usize| {
            let of = all.iter().filter(|one| one.city == city);
            of.map(|one| [-1, 0, 1][one.group()]).sum::<i32>()
        };
        let found = |report: &Report, groups: &[Vec<usize>], near: f64| {
            let hides = |region: usize| {
                let rows = report.sections.regions().iter();
                rows.filter(|row| number(&row.region) == region).any(|row| row.finding.estimate().is_none())
            };
            let is_hidden: Vec<bool> = companies.iter().map(|(region, _)| hides(*region)).collect();
            let known: Vec<_> = (0..n.len()).map(|city| (!is_hidden[city]).then(|| net(city))).collect();
            // Where more is hidden, hardly anything is known, and there are too many ways to look at.
            if (4..n.len()).filter(|city| is_hidden[*city]).count() > 2 {
                return None;
            }
            let nets = nets_of(report.head.overall.estimate()?, (&n, &known), groups, near);
            let wide = |city: usize| nets[city].iter().max().zip(nets[city].iter().min());
            let is_known = |city: usize| {
                wide(city)
                    .is_none_or(|(most, least)| 100.0 * f64::from(most - least) < 10.0 * f64::from(n[city]))
            };
            Some((0..n.len()).any(|city| n[city] > 1 && is_hidden[city] && is_known(city)))
        };
        let each: Vec<Vec<usize>> = (0..n.len()).map(|at| vec![at]).collect();
        once.count(found(&exact, &each, 1e-7) == Some(true));
        let is_found = found(&shown, &together(&n), 0.51);
        kept.count(is_found == Some(false));
        prop_assert!(shown.head.rounded && is_found != Some(true), "{:?}", all);
        Ok(())
    });
    let [once, kept] = [once, kept].map(|times| times.0.get());
    assert!(once > 20 && kept > 30, "{once} of 60 are known without the rule, {kept} are told with it");
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
