//! What readers of a report find out of hidden regions where answers are weighted, or belong to clusters, who know how many
//! answers each region has, and so what each weighs: every division of the hidden answers is tried that comes to what is shown.
//!
//! The same readers find nearly all where figures are not rounded and no region is withheld for it, which is what the rule was
//! once.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::num::NonZeroUsize;
use std::ops::Range;

use plaudit::facts::Excerpt;
use plaudit::pages::Templates;
use plaudit::report::{Estimate, RegionRow, Report, build};
use plaudit::survey::{Counts, Region};
use plaudit::{Counted, Run, config};
use proptest::prelude::*;

use super::{Lot, check};
use crate::support::{folder, run, stderr};

/// A score that is known to within this much is known.
const APART: f64 = 10.0;

/// Answers of one region in two periods: detractors, passives, promoters.
pub(super) type Division = [u64; 3];

/// A few regions, of which the first has few answers; in most sets, another one has too.
#[derive(Debug, Clone)]
pub(super) struct Data {
    pub(super) regions: Vec<[Division; 2]>,
    targets: Vec<f64>,
}

impl Data {
    /// What each answer of a region weighs, so that regions have their shares.
    fn weight(&self, region: usize, period: usize) -> f64 {
        let all: u64 = self.regions.iter().map(|of| n(of[period])).sum();
        self.targets[region] / 100.0 * real(all) / real(n(self.regions[region][period]))
    }
}

pub(super) fn data(regions: Range<usize>, most: usize) -> impl Strategy<Value = Data> {
    (regions, any::<u64>()).prop_map(move |(regions, seed)| {
        let mut lot = Lot(seed);
        let regions = (0..regions).map(|at| {
            let few = at == 0 || at == 1 && lot.below(2) == 0;
            [(); 2].map(|()| {
                let n = if few { 2 + lot.below(3) } else { 5 + lot.below(most) };
                let mut division = [0; 3];
                (0..n).for_each(|_| division[[0, 1, 1, 2, 2, 2][lot.below(6)]] += 1);
                division
            })
        });
        let regions: Vec<_> = regions.collect();
        let tenths: Vec<usize> = regions.iter().map(|_| 30 + lot.below(200)).collect();
        #[expect(clippy::cast_precision_loss, reason = "small numbers")]
        let targets = tenths.iter().map(|share| 100.0 * *share as f64 / tenths.iter().sum::<usize>() as f64);
        Data { targets: targets.collect(), regions }
    })
}

fn counted(data: &Data, columns: &str, weights: &str) -> Counted {
    counted_by(data, columns, weights, &["x"])
}

/// The same where answers are of these ages, in turn.
fn counted_by(data: &Data, columns: &str, weights: &str, ages: &[&str]) -> Counted {
    let settings =
        format!("columns: {{score: s, date: d, region: r{columns}}}\nperiods: {{by: quarter}}\n{weights}");
    made(&settings, &rows(data, ["2026-08-01", "2026-11-01"], ages))
}

/// Its answers, of these days.
pub(super) fn rows(data: &Data, days: [&str; 2], ages: &[&str]) -> String {
    let (mut csv, mut ages) = ("s,d,r,age,w,k\n".to_owned(), ages.iter().cycle());
    let mut age = || ages.next().copied().unwrap_or_default();
    for (region, of) in data.regions.iter().enumerate() {
        for (period, (division, day)) in of.iter().zip(days).enumerate() {
            let weight = data.weight(region, period);
            for (n, score) in division.iter().zip([3, 8, 10]) {
                for at in 0..*n {
                    // Of the last region one answer is of no cluster.
                    let is_lone = region + 1 == data.regions.len() && score == 10 && at == 0;
                    let cluster = if is_lone { String::new() } else { format!("R{region}") };
                    writeln!(csv, "{score},{day},R{region},{},{weight},{cluster}", age()).expect("a string");
                }
            }
        }
    }
    csv
}

/// What answers come to with these settings.
pub(super) fn made(settings: &str, csv: &str) -> Counted {
    let yaml =
        format!("title: P\nas_of: 2026-12-31\nsource: {{files: a.csv, date_format: YYYY-MM-DD}}\n{settings}");
    let folder = folder(&[("c.yaml", &yaml), ("a.csv", csv)]);
    let loaded = config::load(&folder.path().join("c.yaml")).expect("a config");
    let as_of = loaded.config.as_of.expect("stated");
    let run = Run { as_of, is_over: true, threads: NonZeroUsize::MIN, progress: &|_, _| () };
    plaudit::counts(loaded, &run).expect("counted")
}

/// Where each region weighs as much as it should, however few its answers are.
fn weighted(data: &Data) -> Counted {
    counted(data, ", weight: w", "")
}

/// The report as it was once: exact, and with no region withheld for the weights.
pub(super) fn as_once(counted: &Counted) -> Report {
    let excerpt = Excerpt { withheld: BTreeMap::new(), ..counted.facts.all.clone() };
    build(&counted.config, &excerpt, counted.period, counted.as_of)
}

/// The regions that are hidden in the reported period.
pub(super) fn hidden(report: &Report) -> Vec<usize> {
    let number = |region: &Region| match region {
        Region::Named(name) => name.strip_prefix('R')?.parse().ok(),
        Region::NotStated | Region::Others => None,
    };
    let hides = report.sections.regions().iter().filter(|row| row.finding.estimate().is_none());
    let mut hidden: Vec<usize> = hides.filter_map(|row| number(&row.region)).collect();
    hidden.sort_unstable();
    hidden
}

#[expect(clippy::cast_precision_loss, reason = "small counts")]
pub(super) fn real(n: u64) -> f64 {
    n as f64
}

fn n(division: Division) -> u64 {
    division.iter().sum()
}

fn score(division: Division) -> f64 {
    100.0 * (real(division[2]) - real(division[0])) / real(n(division))
}

/// Every way to give so many of the answers of each region to one group that their weights come to a sum, to within some
/// weight, and they themselves to a number, where that is known.
pub(super) fn ways(
    bases: &[u64],
    each: &[f64],
    (sum, near): (f64, f64),
    number: Option<u64>,
) -> Vec<Vec<u64>> {
    let mut all = vec![(Vec::new(), 0.0)];
    for (base, weight) in bases.iter().zip(each) {
        let more = |(way, sum): &(Vec<u64>, f64)| -> Vec<(Vec<u64>, f64)> {
            (0..=*base).map(|n| ([&way[..], &[n]].concat(), sum + weight * real(n))).collect()
        };
        all = all.iter().flat_map(more).filter(|(_, of)| *of <= sum + near).collect();
    }
    let fits = |(way, of): &(Vec<u64>, f64)| {
        (of - sum).abs() <= near && number.is_none_or(|number| way.iter().sum::<u64>() == number)
    };
    all.into_iter().filter(fits).map(|(way, _)| way).collect()
}

/// Which of the hidden regions are known nearly to a point, by the shares of all answers and those of the shown regions.
fn found(data: &Data, report: &Report) -> Vec<usize> {
    let overall = report.head.overall.estimate().expect("a score");
    found_of(data, 1, &hidden(report), overall, report.head.rounded)
}

/// The same of regions that are hidden in either period, by what is shown of all answers of that period.
pub(super) fn found_of(
    data: &Data,
    period: usize,
    hidden: &[usize],
    overall: &Estimate,
    rounded: bool,
) -> Vec<usize> {
    let now: Vec<Division> = data.regions.iter().map(|of| of[period]).collect();
    let all: u64 = now.iter().map(|division| n(*division)).sum();
    let weight = |at: usize| data.weight(at, period);
    let shown = || (0..now.len()).filter(|at| !hidden.contains(at));
    let bases: Vec<u64> = hidden.iter().map(|at| n(now[*at])).collect();
    let each: Vec<f64> = hidden.iter().map(|at| weight(*at)).collect();
    let near = real(all) * if rounded { 5.1e-4 } else { 1e-9 };
    let of_group = |group: usize, share: f64| {
        let of_shown: f64 = shown().map(|at| weight(at) * real(now[at][group])).sum();
        let number = |counts: Counts| [counts.detractors(), counts.passives(), counts.promoters()][group];
        let left = |counts| number(counts) - shown().map(|at| now[at][group]).sum::<u64>();
        ways(&bases, &each, (share * real(all) - of_shown, near), overall.counts.map(left))
    };
    let detractors = of_group(0, overall.shares.detractors);
    let promoters = of_group(2, overall.shares.promoters);
    let net = overall.nps.points() / 100.0 * real(all);
    let net_of_shown: f64 = shown().map(|at| weight(at) * (real(now[at][2]) - real(now[at][0]))).sum();
    let mut ranges: Vec<[f64; 2]> = hidden.iter().map(|_| [f64::INFINITY, f64::NEG_INFINITY]).collect();
    let is_wide = |[low, high]: &[f64; 2]| high - low >= APART;
    for d in &detractors {
        for p in &promoters {
            let net_of_hidden: f64 =
                each.iter().zip(d.iter().zip(p)).map(|(weight, (d, p))| weight * (real(*p) - real(*d))).sum();
            let is_possible = bases.iter().zip(d.iter().zip(p)).all(|(base, (d, p))| d + p <= *base);
            if !is_possible || (net - net_of_shown - net_of_hidden).abs() > near {
                continue;
            }
            for ((base, range), (d, p)) in bases.iter().zip(&mut ranges).zip(d.iter().zip(p)) {
                let score = 100.0 * (real(*p) - real(*d)) / real(*base);
                *range = [range[0].min(score), range[1].max(score)];
            }
            if ranges.iter().all(is_wide) {
                return Vec::new();
            }
        }
    }
    for (at, range) in hidden.iter().zip(&ranges) {
        let own = score(now[*at]);
        assert!(
            range[0] <= own + 1e-6 && own <= range[1] + 1e-6,
            "the truth is one of them: {at} {range:?} {own}"
        );
    }
    hidden.iter().zip(&ranges).filter(|(_, range)| !is_wide(range)).map(|(at, _)| *at).collect()
}

#[test]
fn weights_tell_no_score_of_a_hidden_region() {
    let [before, once, now, all] = [(); 4].map(|()| Cell::new(0));
    let add = |to: &Cell<usize>, number: usize| to.set(to.get() + number);
    check(100, &data(4..7, 20), |data| {
        let counted = weighted(&data);
        let as_once = as_once(&counted);
        add(&before, usize::from(!found(&data, &as_once).is_empty()));
        let report = counted.shown().expect("numbers");
        let is_bare = report.head.overall.estimate().is_some_and(|all| all.counts.is_none());
        prop_assert!(report.head.rounded && is_bare);
        let hidden_now = hidden(&report).len();
        add(&all, data.regions.len());
        add(&once, hidden(&as_once).len());
        add(&now, hidden_now);
        // Where no region is shown, how many answers each has is not told.
        if hidden_now < data.regions.len() {
            let found = found(&data, &report);
            prop_assert!(found.is_empty(), "{found:?} of {:?} in {:?}", hidden(&report), data);
        }
        Ok(())
    });
    let [before, once, now, all] = [before, once, now, all].map(Cell::into_inner);
    assert!(before > 80, "{before} of 100 sets tell a hidden score without the rule");
    assert!(now < 3 * once && now < all, "{once}, {now} of {all}");
}

/// Each region has one weight, but one of a few answers of several weights, which are known too: the other hidden one would be
/// known.
#[test]
fn a_hidden_region_of_several_weights_leaves_none_of_one_to_be_known() {
    let [before, kept] = [(); 2].map(|()| Cell::new(0));
    let add = |to: &Cell<usize>, is_one: bool| to.set(to.get() + usize::from(is_one));
    check(60, &(data(5..7, 14), data(3..4, 14)), |(mut data, mixed)| {
        let regions = data.regions.len();
        // Each answer of the mixed one as a region by itself, of another name.
        for (of, target) in mixed.regions.iter().zip(&mixed.targets) {
            let mut one = [0; 3];
            one[of[1].iter().position(|n| *n > 0).expect("answers")] = 1;
            data.regions.push([[1, 1, 1], one]);
            data.targets.push(*target / 4.0);
        }
        data.regions.iter_mut().for_each(|of| of[0] = [4, 4, 4]);
        let all: f64 = data.targets.iter().sum();
        data.targets.iter_mut().for_each(|target| *target *= 100.0 / all);
        let mut csv = rows(&data, ["2026-08-01", "2026-11-01"], &["x"]);
        for region in regions..data.regions.len() {
            csv = csv.replace(&format!("2026-11-01,R{region},"), "2026-11-01,mixed,");
            csv = csv.replace(&format!("2026-08-01,R{region},"), "2026-08-01,mixed,");
        }
        let settings =
            "columns: {score: s, date: d, region: r, weight: w}\nperiods: {by: quarter, show: 1}\n";
        let counted = made(settings, &csv);
        let found = |report: &Report| {
            let is_mixed = |row: &&RegionRow| row.region == Region::Named("mixed".to_owned());
            let is_hidden = report.sections.regions().iter().find(is_mixed)?.finding.estimate().is_none();
            let mut hidden = hidden(report);
            // There are too many ways to look at where more is hidden.
            if hidden.len() > 3 {
                return None;
            }
            hidden.extend((regions..data.regions.len()).filter(|_| is_hidden));
            let overall = report.head.overall.estimate()?;
            let found = found_of(&data, 1, &hidden, overall, report.head.rounded);
            Some(found.iter().any(|at| *at < regions))
        };
        add(&before, found(&as_once(&counted)) == Some(true));
        let found = found(&counted.shown().expect("numbers"));
        add(&kept, found == Some(false));
        prop_assert!(found != Some(true), "{:?}", data);
        Ok(())
    });
    let [before, kept] = [before, kept].map(Cell::into_inner);
    assert!(before > 40 && kept > 5, "{before} of 60 are known without the rule, {kept} are told with it");
}

/// Of weights that differ within regions nobody knows which is whose: no more is hidden for them, unless by chance they do not.
#[test]
fn weights_that_differ_within_regions_hide_hardly_more_than_none() {
    let [more, all] = [(); 2].map(|()| Cell::new(0));
    check(100, &data(4..7, 20), |data| {
        let by_age = counted_by(&data, "", "weights: {margins: {age: {x: 30, y: 70}}}\n", &["x", "y", "y"]);
        let plain = counted(&data, "", "");
        let [by_age, plain] = [by_age, plain].map(|counted| hidden(&counted.shown().expect("numbers")));
        // Of two answers both may be of one age.
        let differ = plain.iter().any(|at| n(data.regions[*at][1]) > 2);
        all.set(all.get() + 1);
        more.set(more.get() + usize::from(by_age != plain && differ));
        Ok(())
    });
    let [more, all] = [more, all].map(Cell::into_inner);
    assert!(200 * more <= all, "in {more} of {all}");
}

/// A change is as large in its account, of rounded scores, as everywhere else on the page.
#[test]
fn a_rounded_change_is_told_as_one_number() {
    let compared = Cell::new(0);
    check(100, &data(4..7, 60), |data| {
        let ages = &["x", "y", "y"];
        let counted = counted_by(&data, "", "weights: {margins: {age: {x: 30, y: 70}}}\n", ages);
        let report = counted.shown().expect("numbers");
        let page = plaudit::page(&report, &Templates::new(None).expect("built in")).expect("a page").html;
        let Some(comparison) = report.head.changes[0].comparison.as_ref() else { return Ok(()) };
        let change = format!("{:+.1}", comparison.difference.points()).replace('-', "−");
        let told = page
            .split("The difference from Q3 2026 of ")
            .nth(1)
            .and_then(|rest| rest.split(['\u{a0}', ' ']).next());
        compared.set(compared.get() + usize::from(told.is_some()));
        prop_assert!(told.is_none_or(|told| told == change), "{told:?} and {change}");
        Ok(())
    });
    assert!(compared.get() > 20, "{} were compared", compared.get());
}

/// Who is the only one of a score or a group would tell by their weight who they are.
#[test]
fn no_weight_of_a_single_answer_is_told() {
    let rows = |age: &str, scores: &[u32]| -> String {
        scores.iter().map(|score| format!("{score},2026-11-01,{age}\n")).collect()
    };
    let (many, lone) = ([[9; 10], [8; 10], [3; 10]].concat(), [5]);
    for (young, old, has_histogram, has_counts) in [
        (&many, &many, true, true),
        (&many, &[&many[..], &lone].concat(), false, true),
        // It is weighted together with the others: all weigh the same.
        (&many, &lone.to_vec(), false, true),
        (&vec![9; 20], &[&[8; 10][..], &lone].concat(), false, false),
    ] {
        let yaml = "title: P\nas_of: 2026-12-31\nsource: {files: a.csv}\ncolumns: {score: s, date: d}\n\
                    weights: {margins: {age: {young: 30, old: 70}}}\n";
        let csv = format!("s,d,age\n{}{}", rows("young", young), rows("old", old));
        let folder = folder(&[("c.yaml", yaml), ("a.csv", &csv)]);
        let output = run(folder.path(), ["build", "c.yaml"]);
        assert!(output.status.success(), "{}", stderr(&output));
        let json = std::fs::read_to_string(folder.path().join("report/report.json")).expect("made");
        assert_eq!(json.contains("\"histogram\""), has_histogram, "{json}");
        assert_eq!(json.contains("\"counts\""), has_counts, "{json}");
        let again = run(folder.path(), ["render", "--from", "report/report.json", "--out", "again"]);
        assert!(again.status.success(), "{}", stderr(&again));
        let page = |path: &str| std::fs::read_to_string(folder.path().join(path)).expect("made");
        assert!(page("report/report.html") == page("again/report.html"));
    }
}
