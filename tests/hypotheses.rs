//! A family of comparisons is corrected for the number of different hypotheses in it: what is shown twice is tested once.
//!
//! 120, 60 and 60 promoters, passives and detractors against 100, 60 and 80 come to p = .0362 (by a program of its own,
//! which two tests would make .0725 and so "no clear difference").

use std::num::NonZeroUsize;
use std::path::Path;

use plaudit::config::Language;
use plaudit::explain::{Asked, Case, explain};
use plaudit::pages::Templates;
use plaudit::report::{Comparison, KeyFindingKind, Report, Since, Versus};
use plaudit::statistics::{Trend, Verdict};
use plaudit::{Counted, Run, config};
use serde_json::Value;

use crate::support::{folder, run, stderr};

const HIGHER: [usize; 3] = [60, 60, 120];
const LOWER: [usize; 3] = [80, 60, 100];
const P: f64 = 0.0362;

const HEAD: &str = "title: T\nas_of: 2026-10-05\nsource: {files: a.csv, date_format: YYYY-MM-DD}\n";

/// So many rows of a detractor, a passive and a promoter with the same other cells.
fn rows(counts: [usize; 3], cells: &str) -> String {
    [3, 8, 10].into_iter().zip(counts).map(|(score, n)| format!("{score},{cells}\n").repeat(n)).collect()
}

fn counted(yaml: &str, csv: &str) -> Counted {
    let folder = folder(&[("c.yaml", &format!("{HEAD}{yaml}")), ("a.csv", csv)]);
    let loaded = config::load(&folder.path().join("c.yaml")).expect("YAML");
    let as_of = loaded.config.as_of.expect("stated");
    plaudit::counts(loaded, &Run { as_of, is_over: true, threads: NonZeroUsize::MIN, progress: &|_, _| () })
        .expect("counted")
}

fn report(yaml: &str, csv: &str) -> Report {
    counted(yaml, csv).report()
}

/// That it is tested once: as p says, uncorrected.
fn is_one<V>(comparison: &Comparison<V>) {
    let Comparison { p, p_adjusted, .. } = comparison;
    assert!((p - P).abs() < 5e-5 && p.to_bits() == p_adjusted.to_bits(), "p {p}, corrected {p_adjusted}");
}

/// Two comparisons of the same sides, each from its own.
fn are_mirrored(one: &Comparison<Verdict>, other: &Comparison<Verdict>) {
    assert_eq!(one.p.to_bits(), other.p.to_bits());
    assert_eq!(one.p_adjusted.to_bits(), other.p_adjusted.to_bits());
    assert!(
        (one.z + other.z).abs() < 1e-9 && (one.difference.points() + other.difference.points()).abs() < 1e-9
    );
    let mirrored = match one.verdict {
        Verdict::Above => Verdict::Below,
        Verdict::Below => Verdict::Above,
        Verdict::Unclear => Verdict::Unclear,
    };
    assert_eq!(other.verdict, mirrored);
}

/// The p-values of the regions with any, by name.
fn rests(report: &Report) -> Vec<&Comparison<Verdict>> {
    report.sections.regions().iter().filter_map(|row| row.rest.as_ref()).collect()
}

/// Of a whole population nothing is left to chance, and one answer in six thousand would be a clear change.
#[test]
fn what_is_nothing_to_a_tenth_of_a_point_is_no_clear_difference() {
    let both = |n: [usize; 3], s: [usize; 3], day: &str| {
        format!("{}{}", rows(n, &format!("{day},N")), rows(s, &format!("{day},S")))
    };
    let csv = |s: [usize; 3]| {
        let then = both([700, 1000, 1300], [700, 1000, 1300], "2026-05-01");
        format!("nps,d,r\n{}{then}", both([700, 1000, 1300], s, "2026-08-01"))
    };
    let yaml = format!("{REGIONS}population: {{regions: {{N: 3000, S: 3000}}}}\n");
    let counted = counted(&yaml, &csv([699, 1001, 1300]));
    let report = counted.report();
    let change = report.head.changes[0].comparison.as_ref().expect("compared");
    assert!(change.p_adjusted < 1e-9 && (change.difference.points() - 100.0 / 6000.0).abs() < 1e-9);
    assert_eq!(change.verdict, Trend::NoClearChange);
    told(&counted, &report, "/changes/0/comparison");
    assert!(rests(&report).iter().all(|rest| rest.verdict == Verdict::Unclear));
    // Six answers are a tenth of a point.
    let report = self::report(&yaml, &csv([697, 1000, 1303]));
    assert_eq!(report.head.changes[0].comparison.as_ref().expect("compared").verdict, Trend::Improved);
}

const REGIONS: &str = "columns: {score: nps, date: d, region: r}\n";

#[test]
fn two_regions_are_one_comparison() {
    let csv = format!("nps,d,r\n{}{}", rows(HIGHER, "2026-08-01,N"), rows(LOWER, "2026-08-01,S"));
    let report = report(REGIONS, &csv);
    let [north, south] = rests(&report)[..] else { panic!("two comparisons") };
    is_one(north);
    is_one(south);
    are_mirrored(north, south);
    assert_eq!((north.verdict, south.verdict), (Verdict::Above, Verdict::Below));
    // Who states no region is another part of the answers, which asks what its rest asks.
    let csv = format!("nps,d,r\n{}{}", rows(HIGHER, "2026-08-01,N"), rows(LOWER, "2026-08-01,"));
    let report = self::report(REGIONS, &csv);
    let [north, not_stated] = rests(&report)[..] else { panic!("two comparisons") };
    is_one(north);
    are_mirrored(north, not_stated);
}

#[test]
fn a_region_without_answers_in_the_period_asks_nothing() {
    let now = format!("{}{}", rows(HIGHER, "2026-08-01,N"), rows(LOWER, "2026-08-01,S"));
    let report = report(REGIONS, &format!("nps,d,r\n{now}{}", rows([20, 20, 20], "2026-02-01,W")));
    let [north, south] = rests(&report)[..] else { panic!("two comparisons") };
    is_one(north);
    are_mirrored(north, south);
    assert_eq!(report.sections.regions().len(), 3);
}

#[test]
fn three_regions_are_three_comparisons_even_where_one_is_hidden() {
    let two = format!("nps,d,r\n{}{}", rows(HIGHER, "2026-08-01,N"), rows(LOWER, "2026-08-01,S"));
    let three = report(REGIONS, &format!("{two}{}", rows([30, 30, 30], "2026-08-01,W")));
    let mut p: Vec<f64> = rests(&three).iter().map(|rest| rest.p).collect();
    p.sort_by(f64::total_cmp);
    let mut adjusted: Vec<f64> = rests(&three).iter().map(|rest| rest.p_adjusted).collect();
    adjusted.sort_by(f64::total_cmp);
    assert_eq!(p.len(), 3);
    assert!((adjusted[0] - 3.0 * p[0]).abs() < 1e-12, "{p:?} {adjusted:?}");
    // Two answers are too few to show, and take the smaller region with them: one is left, and is tested alone.
    let hidden = report(REGIONS, &format!("{two}{}", rows([2, 0, 0], "2026-08-01,W")));
    assert_eq!(rests(&hidden).len(), 1);
}

#[test]
fn weights_clusters_margins_and_populations_leave_two_regions_one_comparison() {
    let cells = |d: usize| format!("g{},c{},{}", d % 2, d % 9, [1, 2, 3][d % 3]);
    let part = |counts: [usize; 3], region: &str| -> String {
        let each = [3, 8, 10].into_iter().zip(counts);
        let each = each.flat_map(|(score, n)| (0..n).map(move |at| (score, at)));
        each.map(|(score, at)| format!("{score},2026-08-01,{region},{}\n", cells(at + score))).collect()
    };
    let csv = format!("nps,d,r,g,c,w\n{}{}", part(HIGHER, "N"), part([90, 50, 101], "S"));
    for more in [
        "",
        "columns: {score: nps, date: d, region: r, weight: w}\n",
        "columns: {score: nps, date: d, region: r, cluster: c}\n",
        "columns: {score: nps, date: d, region: r, cluster: c, weight: w}\n",
        "columns: {score: nps, date: d, region: r}\nweights: {margins: {g: {g0: 37, g1: 63}}}\n",
        "columns: {score: nps, date: d, region: r}\npopulation: {regions: {N: 300, S: 900}}\n",
        "columns: {score: nps, date: d, region: r}\npopulation: {total: 1200, regions: {N: 300}}\n",
        "columns: {score: nps, date: d, region: r}\npopulation: {total: 2000, regions: {S: 700, N: 300}}\n",
    ] {
        let yaml = if more.is_empty() { REGIONS } else { more };
        let counted = counted(yaml, &csv);
        let report = counted.report();
        let [one, other] = rests(&report)[..] else { panic!("two comparisons: {more}") };
        are_mirrored(one, other);
        assert_eq!(one.p.to_bits(), one.p_adjusted.to_bits(), "{more}");
        for at in 0..2 {
            told(&counted, &report, &format!("/sections/regions/{at}/rest"));
        }
    }
}

/// The explanation of a comparison, whose steps come to it.
fn told(counted: &Counted, report: &Report, figure: &str) -> String {
    let case = Case::new(report, &counted.config, &counted.facts.all);
    let mut all = String::new();
    for leaf in ["difference", "z", "p", "p_adjusted", "verdict"] {
        let asked = Asked { figure: format!("{figure}/{leaf}"), ..Asked::default() };
        let found = explain(&case, &asked).expect("explained");
        assert!(found.result.is_some(), "{figure}/{leaf}");
        all = format!("{:?}", found.steps);
    }
    all
}

#[test]
fn an_explanation_says_that_a_hypothesis_counts_once() {
    let csv = format!("nps,d,r\n{}{}", rows(HIGHER, "2026-08-01,N"), rows(LOWER, "2026-08-01,S"));
    let counted = counted(REGIONS, &csv);
    let report = counted.report();
    for at in 0..2 {
        let told = told(&counted, &report, &format!("/sections/regions/{at}/rest"));
        assert!(
            told.contains(
                "These test the same hypothesis, which counts once however often it is shown: N = S."
            ),
            "{told}"
        );
        assert!(told.contains("the only one of its kind (the regions against the rest)"), "{told}");
    }
}

const YEARS: &str = "columns: {score: nps, date: d}\nperiods: {by: year}\n";

fn two_years() -> String {
    format!("nps,d\n{}{}", rows(HIGHER, "2025-08-01"), rows(LOWER, "2024-08-01"))
}

#[test]
fn by_year_the_period_before_is_the_year_earlier() {
    for yaml in [YEARS, "columns: {score: nps, date: d}\nperiods: {by: year, compare: [2024]}\n"] {
        let report = report(yaml, &two_years());
        let [change] = &report.head.changes[..] else { panic!("{:?}", report.head.changes) };
        assert_eq!((change.since, change.period.key()), (Since::PreviousPeriod, "2024".to_owned()));
        let comparison = change.comparison.as_ref().expect("both are measured");
        is_one(comparison);
        assert_eq!(comparison.verdict, Trend::Improved);
        let told = report
            .sections
            .key_findings()
            .iter()
            .filter(|finding| finding.kind == KeyFindingKind::new("change"));
        assert_eq!(told.count(), 1);
    }
}

#[test]
fn a_yearly_change_is_told_once_wherever_it_is_told() {
    let templates = Templates::new(None).expect("built in");
    for (language, since) in [
        (Language::En, "Since the previous year"),
        (Language::Ru, "К предыдущему году"),
        (Language::Uk, "Порівняно з попереднім роком"),
    ] {
        let report = {
            let mut made = report(YEARS, &two_years());
            made.head.language = language;
            made
        };
        let page = plaudit::page(&report, &templates).expect("a page").html;
        let summary = plaudit::summary(&report, "report.html", &templates).expect("a summary");
        assert_eq!(summary.text.matches(since).count(), 1, "{}", summary.text);
        assert_eq!(summary.html.matches(since).count(), 1);
        assert_eq!(page.matches(since).count(), 3, "on a card, in the table, and there in the appendix");
        let table = page.split("id=\"table-changes\"").nth(1).expect("the table of changes");
        let table = table.split("</table>").next().expect("its end");
        assert_eq!(table.matches("<tr").count(), 2, "a head and one change: {table}");
    }
}

#[test]
fn a_quarter_still_has_two_changes() {
    let csv = format!(
        "nps,d\n{}{}{}",
        rows(HIGHER, "2026-08-01"),
        rows(LOWER, "2026-05-01"),
        rows(LOWER, "2025-08-01")
    );
    let report = report("columns: {score: nps, date: d}\n", &csv);
    assert_eq!(report.head.changes.len(), 2);
    for change in &report.head.changes {
        let comparison = change.comparison.as_ref().expect("measured");
        assert!((comparison.p - P).abs() < 5e-5 && (comparison.p_adjusted - 2.0 * P).abs() < 1e-4);
    }
}

/// The p-values of benchmarks, each with its correction.
fn against(list: &str) -> Vec<(f64, f64)> {
    let list = list.replace("value:", "year: 2025, source: Somebody, value:");
    let yaml = format!("columns: {{score: nps, date: d}}\nbenchmarks: {{list: [{list}]}}\n");
    let counted = counted(&yaml, &format!("nps,d\n{}", rows(HIGHER, "2026-08-01")));
    let report = counted.report();
    let p = |(at, versus): (usize, &Versus)| {
        told(&counted, &report, &format!("/sections/benchmarks/{at}/comparison"));
        let comparison = versus.comparison.as_ref().expect("measured");
        (comparison.p, comparison.p_adjusted)
    };
    report.sections.benchmarks().iter().enumerate().map(p).collect()
}

#[test]
fn benchmarks_of_one_value_and_base_are_one_hypothesis() {
    let alone = against("{name: A, value: 15}");
    assert_eq!(alone[0].0.to_bits(), alone[0].1.to_bits());
    // A median and a target are numbers both, whatever base they state.
    for twice in [
        "{name: A, value: 15}, {name: B, value: 15.0, statistic: target}",
        "{name: A, value: 15, n: 90}, {name: B, value: 15, statistic: median, n: 7}",
    ] {
        assert_eq!(against(twice), [alone[0], alone[0]], "{twice}");
    }
    // A score of so many answers is surer or less sure of them, and another value is another question.
    for different in [
        "{name: A, value: 15}, {name: B, value: 15, statistic: score, n: 300}",
        "{name: A, value: 15}, {name: B, value: 16}",
    ] {
        let found = against(different);
        let smallest = found.iter().map(|(p, _)| *p).fold(1.0, f64::min);
        assert!(
            found.iter().any(|(p, adjusted)| *p <= smallest && (adjusted / p - 2.0).abs() < 1e-9),
            "{found:?}"
        );
    }
    let three = against("{name: A, value: 15}, {name: B, value: 15}, {name: C, value: 5}");
    assert_eq!(three[0], three[1]);
}

fn json(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).expect("written")).expect("JSON")
}

#[test]
fn two_clients_are_one_comparison_in_the_index() {
    // Clusters, of which a blank is one by itself, and weights are tested otherwise, but no more often.
    for (more, p) in [("", Some(P)), (", cluster: k", None), (", weight: w", None)] {
        let yaml = format!("{HEAD}columns: {{score: nps, date: d{more}}}\nreports: {{one_per: c}}\n");
        let (a, b) = (rows(HIGHER, "2026-08-01,A,,2"), rows(LOWER, "2026-08-01,B,,1"));
        let home = folder(&[("c.yaml", &yaml), ("a.csv", &format!("nps,d,c,k,w\n{a}{b}"))]);
        let output = run(home.path(), ["build", "c.yaml", "--out", "out"]);
        assert!(output.status.success(), "{}", stderr(&output));
        let index = json(&home.path().join("out/index.json"));
        let rests: Vec<&Value> =
            (0..2).map(|at| index.pointer(&format!("/tiers/0/rows/{at}/rest")).expect("a row")).collect();
        for rest in &rests {
            assert_eq!(rest["p"], rest["p_adjusted"], "{more}");
            let found = rest["p"].as_f64().expect("p");
            assert!(p.is_none_or(|p| (found - p).abs() < 5e-5), "{more} {rest}");
        }
        assert_eq!(rests[0]["p"], rests[1]["p"]);
        assert_eq!((&rests[0]["verdict"], &rests[1]["verdict"]), (&"above".into(), &"below".into()));
    }
}

#[test]
fn peers_who_are_all_others_are_told_of_once() {
    let client = |name: &str, counts, region: &str| rows(counts, &format!("2026-08-01,{name},{region}"));
    let others = |regions: [&str; 6]| -> String {
        let each = ["B", "C", "D", "E", "F", "G"].into_iter().zip(regions);
        each.map(|(name, region)| client(name, [14, 10, 16], region)).collect()
    };
    let participants = |csv: &str, correction: &str| -> Value {
        let yaml = format!(
            "{HEAD}columns: {{score: nps, date: d, region: r}}\nreports: {{one_per: c}}\nmethod: {{correction: {correction}}}\n"
        );
        let home = folder(&[("c.yaml", &yaml), ("a.csv", csv)]);
        let output = run(home.path(), ["build", "c.yaml", "--out", "out"]);
        assert!(output.status.success(), "{}", stderr(&output));
        let figure = "/sections/participants/others/comparison/p_adjusted";
        let output = run(home.path(), ["explain", "c.yaml", "--client", "A", "--figure", figure]);
        assert!(output.status.success(), "{}", stderr(&output));
        json(&home.path().join("out/a/report.json"))["sections"]["participants"].clone()
    };
    let both = |csv: &str| [participants(csv, "holm"), participants(csv, "none")];
    let p = |all: &Value, group: &str| {
        all[group]["comparison"]["p_adjusted"]["rounded"].as_f64().expect("a number")
    };
    let [same, plain] = both(&format!("nps,d,c,r\n{}{}", client("A", HIGHER, "N"), others(["N"; 6])));
    assert!((p(&same, "others") - p(&plain, "others")).abs() < 1e-9, "{same}");
    // They are told of once.
    assert_eq!((&same["peers"], &same["peers_in"]), (&Value::Null, &Value::Null));
    let csv = format!("{}{}", others(["N"; 6]), others(["S"; 6]).replace("01,", "01,S"));
    let [apart, plain] = both(&format!("nps,d,c,r\n{}{csv}", client("A", HIGHER, "N")));
    let smaller = if p(&plain, "others") < p(&plain, "peers") { "others" } else { "peers" };
    // Rounded to a thousandth.
    assert!((p(&apart, smaller) - 2.0 * p(&plain, smaller)).abs() < 0.0016, "{apart}");
}
