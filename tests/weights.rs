//! Weights, clusters and populations: figures equal to those of other programs (`independent/weights.py` says which),
//! and what cannot be weighted is refused at its place.

use std::fs;
use std::num::NonZeroUsize;

use plaudit::config;
use plaudit::report::{Comparison, Estimate, Report};
use plaudit::survey::Region;
use plaudit::{Counted, Run};
use serde_json::Value;

use crate::support::{folder, project};

fn counted(csv: &str, more: &str, threads: usize) -> Result<Counted, plaudit::error::Error> {
    let yaml = format!(
        "title: W\nas_of: 2026-12-31\nsource: {{files: a.csv}}\nperiods: {{current: 2026-Q3}}\n\
         method: {{correction: none, hide_below: 1}}\n{more}\n"
    );
    let folder = folder(&[("c.yaml", &yaml), ("a.csv", csv)]);
    let loaded = config::load(&folder.path().join("c.yaml")).expect("YAML");
    let as_of = loaded.config.as_of.expect("stated");
    let threads = NonZeroUsize::new(threads).expect("some");
    plaudit::counts(loaded, &Run { as_of, is_over: true, threads, progress: &|_, _| () })
}

fn answers() -> String {
    fs::read_to_string(project().join("tests/independent/answers.csv")).expect("committed")
}

fn report(more: &str) -> Report {
    counted(&answers(), more, 1).expect("a report").report()
}

fn expected(of: &str) -> Value {
    let text = fs::read_to_string(project().join("tests/independent/expected.json")).expect("committed");
    let all: Value = serde_json::from_str(&text).expect("JSON");
    all[of].clone()
}

fn near(what: &str, found: f64, expected: &Value) {
    let expected = expected.as_f64().expect("a number");
    assert!((found - expected).abs() < 1e-6, "{what}: {found} against {expected}");
}

#[expect(clippy::cast_precision_loss, reason = "few")]
fn is_measured(estimate: &Estimate, expected: &Value) {
    near("n", estimate.n as f64, &expected["n"]);
    let design = estimate.design.expect("a design");
    near("weighted n", design.weighted_n, &expected["weighted_n"]);
    near("effective n", design.effective_n, &expected["effective_n"]);
    near("nps", estimate.nps.points(), &expected["nps"]);
    near("low", estimate.interval.low(), &expected["low"]);
    near("high", estimate.interval.high(), &expected["high"]);
    near("mean", estimate.mean, &expected["mean"]);
}

fn is_compared<V>(comparison: &Comparison<V>, expected: &Value) {
    near("difference", comparison.difference.points(), &expected["difference"]);
    near("z", comparison.z, &expected["z"]);
    near("p", comparison.p, &expected["p"]);
}

/// The reported period, the one before, and the change.
fn is_told(report: &Report, expected: &Value) {
    let change = report.head.changes.first().expect("a change");
    is_measured(report.head.overall.estimate().expect("measured"), &expected["now"]);
    is_measured(change.then.estimate().expect("measured"), &expected["before"]);
    is_compared(change.comparison.as_ref().expect("compared"), &expected["change"]);
}

fn north(report: &Report, expected: &Value) {
    let north = Region::Named("North".to_owned());
    let row = report.sections.regions().iter().find(|row| row.region == north).expect("a region");
    is_measured(row.finding.estimate().expect("measured"), &expected["north"]);
    is_compared(row.rest.as_ref().expect("compared"), &expected["north_against_rest"]);
}

#[test]
fn a_weight_column_gives_the_figures_of_an_independent_program() {
    let report = report("columns: {score: score, date: day, region: region, weight: weight}");
    is_told(&report, &expected("weights"));
    north(&report, &expected("weights"));
}

#[test]
fn clusters_give_the_standard_errors_of_statsmodels_and_samplics() {
    // Where nothing is hidden, it is told how every cluster answered.
    let all = "columns: {score: score, date: day, region: region, weight: weight, cluster: company}";
    let report = report(all);
    is_told(&report, &expected("clusters"));
    north(&report, &expected("clusters"));
    assert_eq!(report.head.overall.estimate().and_then(|e| e.design?.clusters), Some(14));
    let unweighted = self::report("columns: {score: score, date: day, cluster: company}");
    is_measured(
        unweighted.head.overall.estimate().expect("measured"),
        &expected("unweighted_clusters")["now"],
    );
}

const MARGINS: &str = "weights: {margins: {gender: {f: 52, m: 48}, age: {18-39: 40, 40+: 60}}}";

#[test]
fn raking_gives_the_weights_of_samplics() {
    let report = report(&format!("columns: {{score: score, date: day}}\n{MARGINS}"));
    is_told(&report, &expected("raking"));
}

/// The same column as a cluster, spelt with a space.
#[test]
fn a_margin_is_found_however_its_column_is_spaced_elsewhere() {
    let margins = "weights: {margins: {gender: {f: 52, m: 48}}}";
    let report = report(&format!("columns: {{score: score, date: day, cluster: 'gender '}}\n{margins}"));
    let weighting = report.head.method.weighting.expect("weighted");
    assert_eq!((weighting.margins.len(), weighting.cluster.as_deref()), (1, Some("gender")));
}

#[test]
fn a_population_takes_chance_off_those_who_answered() {
    let report = report("columns: {score: score, date: day}\npopulation: {total: 120}");
    is_told(&report, &expected("population"));
    assert_eq!(report.head.overall.estimate().and_then(|e| e.design?.population), Some(120));
}

/// 12, 18 and 30 answers of 120: by Wald, 15.967 … 44.033. Of 60, there is nothing left to chance.
#[test]
fn the_worked_example_of_a_small_population_and_of_a_census() {
    let rows: String = [(3, 12), (7, 18), (10, 30)].map(|(score, n)| format!("{score}\n").repeat(n)).concat();
    let of = |population: u32| {
        let more = format!("columns: {{score: score}}\npopulation: {{total: {population}}}");
        let yaml = more.replace("columns", "method: {interval: wald}\ncolumns");
        let folder = folder(&[
            ("c.yaml", &format!("title: P\nas_of: 2026-12-31\nsource: {{files: a.csv}}\n{yaml}\n")),
            ("a.csv", &format!("score\n{rows}")),
        ]);
        let loaded = config::load(&folder.path().join("c.yaml")).expect("YAML");
        let as_of = loaded.config.as_of.expect("stated");
        let run = Run { as_of, is_over: true, threads: NonZeroUsize::MIN, progress: &|_, _| () };
        plaudit::counts(loaded, &run).map(|counted| counted.report().head.overall)
    };
    let interval = |population| of(population).expect("a report").estimate().expect("measured").interval;
    assert!((interval(120).low() - 15.967).abs() < 1e-3 && (interval(120).high() - 44.033).abs() < 1e-3);
    assert!((interval(60).low() - 30.0).abs() < 1e-3 && (interval(60).high() - 30.0).abs() < 1e-3);
    let error = of(59).expect_err("fewer than have answered");
    assert_eq!(error.problems[0].message, "there are 60 answers, more than the population of 59");
}

/// To the last digit, whatever order rows come in and however many threads read them.
#[test]
fn weighted_figures_do_not_depend_on_order_or_threads() {
    let csv = answers();
    let (header, rows) = csv.split_once('\n').expect("a header");
    let mut rows: Vec<&str> = rows.lines().collect();
    let more = format!(
        "columns: {{score: score, date: day, region: region, weight: weight, cluster: company, \
         segments: [age]}}\n{MARGINS}"
    );
    let json = |rows: &[&str], threads| {
        let csv = format!("{header}\n{}\n", rows.join("\n"));
        plaudit::report::to_json(&counted(&csv, &more, threads).expect("a report").report()).expect("JSON")
    };
    let first = json(&rows, 1);
    rows.reverse();
    assert_eq!(json(&rows, 3), first);
    rows.sort_unstable();
    assert_eq!(json(&rows, 2), first);
}

/// Weights that are all the same are no weights.
#[test]
fn equal_weights_change_no_figure() {
    let plain = report("columns: {score: score, date: day, region: region}");
    let csv: String = answers()
        .lines()
        .enumerate()
        .map(|(at, line)| format!("{line},{}\n", if at == 0 { "same" } else { "1.7" }))
        .collect();
    let more = "columns: {score: score, date: day, region: region, weight: same}";
    let weighted = counted(&csv, more, 1).expect("a report").report();
    let (a, b) =
        (plain.head.overall.estimate().expect("one"), weighted.head.overall.estimate().expect("one"));
    assert!((a.nps - b.nps).points().abs() < 1e-9 && (a.interval.low() - b.interval.low()).abs() < 1e-9);
    assert!((a.mean - b.mean).abs() < 1e-9);
    let z = |report: &Report| report.head.changes[0].comparison.as_ref().map(|c| c.z).expect("compared");
    assert!((z(&plain) - z(&weighted)).abs() < 1e-9);
}

/// Whole numbers as weights are as many answers, but for what these are worth.
#[test]
fn an_answer_of_weight_two_scores_as_two_answers_do() {
    let scores = |csv: &str, more: &str| {
        let report = counted(csv, more, 1).expect("a report").report();
        report.head.overall.estimate().expect("measured").clone()
    };
    let twice = "day,score\n".to_owned() + &"2026-08-01,10\n".repeat(6) + &"2026-08-01,0\n".repeat(5);
    let weighted =
        "day,score,w\n".to_owned() + &"2026-08-01,10,2\n".repeat(3) + &"2026-08-01,0,1\n".repeat(5);
    let plain = scores(&twice, "columns: {score: score, date: day}");
    let weighted = scores(&weighted, "columns: {score: score, date: day, weight: w}");
    assert!((plain.nps - weighted.nps).points().abs() < 1e-12);
    assert_eq!((weighted.n, weighted.counts.map(|counts| counts.promoters())), (8, Some(3)));
    // (Σw)² / Σw² = 11² / (3·4 + 5).
    assert!((weighted.effective_n() - 121.0 / 17.0).abs() < 1e-12);
}

#[test]
fn what_cannot_be_weighted_is_refused_at_its_place() {
    let refused = |csv: &str, more: &str| {
        let error = counted(csv, more, 1).err().expect("a refusal");
        error.problems.into_iter().map(|problem| problem.message).collect::<Vec<_>>()
    };
    let columns = "columns: {score: score, date: day, region: region, weight: weight}";
    let row = |weight: &str| {
        format!("day,score,region,weight\n2026-08-01,9,North,1\n2026-08-01,9,North,{weight}\n")
    };
    assert_eq!(refused(&row("-0.5"), columns), ["`-0.5` is not a weight"]);
    assert_eq!(refused(&row("much"), columns), ["`much` is not a weight"]);
    let margins = |margins: &str| format!("columns: {{score: score, date: day}}\nweights: {margins}");
    assert_eq!(
        refused(&answers(), &margins("{margins: {gender: {f: 52, x: 48}}}")),
        ["the column `gender` holds `m` (72 answers), whose share is not stated"]
    );
    assert_eq!(
        refused(&answers(), &margins("{margins: {gender: {f: 50, m: 40, x: 10}}}")),
        [
            "no answer in 2026-Q2 has `x` in the column `gender`: its share of 10 % cannot be met",
            "no answer in 2026-Q3 has `x` in the column `gender`: its share of 10 % cannot be met"
        ]
    );
    let narrow = refused(&answers(), &margins("{margins: {age: {18-39: 95, 40+: 5}}, largest: 1.1}"));
    assert!(narrow[0].starts_with("the margins cannot be met together in 2026-Q2: "), "{narrow:?}");
    let wrong =
        margins("{margins: {gender: {f: 52, m: 40}, age: {18-39: -1, 40+: 101}}, smallest: 2, largest: 0.5}");
    assert_eq!(
        refused(&answers(), &wrong),
        [
            "the shares of the margin `gender` sum to 92, not to 100 per cent",
            "`-1` is not a share above 0 and up to 100 per cent",
            "`101` is not a share above 0 and up to 100 per cent",
            "`2` is not a smallest weight from 0 to below 1, the mean",
            "`0.5` is not a largest weight above 1, the mean"
        ]
    );
    let population = "columns: {score: score, date: day, region: region}\n";
    let stated = |stated: &str| refused(&answers(), &format!("{population}population: {stated}"));
    assert_eq!(stated("{total: 50}"), ["there are 62 answers in 2026-Q3, more than the population of 50"]);
    assert_eq!(
        stated("{regions: {North: 20, Sourth: 90}}"),
        [
            "the data have no region `Sourth` for this population",
            "the region `North` has 34 answers in 2026-Q3, more than the population of 20"
        ]
    );
    assert_eq!(stated("{total: -5}"), ["`-5` is not a number of people from 1 on"]);
    assert_eq!(
        stated("{total: 70, regions: {North: 60, South: 60}}"),
        ["the regions have 120 together, more than the total of 70"]
    );
}

/// Whoever answered one question need not have answered another: of 100 women who all say yes and 100 men who all say no, 60 per
/// cent say yes where 60 per cent of all are women, however many of each answered the leading question.
#[test]
fn each_question_is_weighted_by_those_who_answered_it() {
    let mut csv = "score,day,gender,happy\n".to_owned();
    for at in 0..100 {
        csv += &format!("{},2026-08-01,f,yes\n", [3, 8, 10][at % 3]);
        csv += &format!("{},2026-08-01,m,no\n", if at < 10 { "9" } else { "" });
    }
    let more = "columns: {date: day}\nquestions:\n  - {column: score, kind: nps}\n  - {column: happy, kind: yes_no}\n\
                weights: {margins: {gender: {f: 60, m: 40}}}";
    let counted_with = |csv: &str| counted(csv, more, 1);
    let report = counted_with(&csv).expect("a report").report();
    let questions = report.sections.questions.expect("questions");
    let happy = questions.0[0].measures[0].now.estimate().expect("measured");
    assert!((happy.value - 0.6).abs() < 1e-9 && happy.n == 200, "{happy:?}");
    // A value that no margin states is told of, whichever question it answers.
    let error = counted_with(&format!("{csv},2026-08-01,x,yes\n")).err().expect("no share of x");
    assert!(error.to_string().contains("`x`") && error.to_string().contains("`happy`"), "{error}");
}
