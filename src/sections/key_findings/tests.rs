//! The rule of key findings, on reports made by hand.

mod over_time;

use super::figures::key_findings;
use crate::config::ControlMethod;
use crate::config::{Language, Statistic};
use crate::figures::{
    Beside, Brand, Comparison, Estimate, Finding, Hidden, Level, Method, Shares, Since, Versus,
};
use crate::sections::Quality;
use crate::sections::participants::{Group, Participants};
use crate::sections::regions::{RegionRow, Standing};
use crate::sections::trend::{Control, ControlLimits, ControlRun, Point};
use crate::sections::why::{Why, WhySide};
use crate::sections::{KeyFindingKind, KeyFindings, Sections};
use crate::sections::{Report, SCHEMA};
use crate::statistics::{Trend, Verdict};
use crate::survey::{
    Calendar, Confidence, Correction, Counts, Day, Disclosure, Granularity, Interval, IntervalMethod, Month,
    Nps, Period, Scale,
};
use crate::wording::Words;

/// The kinds of findings.
const BENCHMARK: KeyFindingKind = KeyFindingKind::new("benchmark");
const CHANGE: KeyFindingKind = KeyFindingKind::new("change");
const NO_CLEAR_CHANGE: KeyFindingKind = KeyFindingKind::new("no_clear_change");
const OTHERS: KeyFindingKind = KeyFindingKind::new("others");
const OUTSIDE_LIMITS: KeyFindingKind = KeyFindingKind::new("outside_limits");
const PEERS: KeyFindingKind = KeyFindingKind::new("peers");
const REGION: KeyFindingKind = KeyFindingKind::new("region");
const REGION_BENCHMARK: KeyFindingKind = KeyFindingKind::new("region_benchmark");
const REGION_CHANGE: KeyFindingKind = KeyFindingKind::new("region_change");
const REGION_PART: KeyFindingKind = KeyFindingKind::new("region_part");
const REGION_TARGET: KeyFindingKind = KeyFindingKind::new("region_target");
const RUN: KeyFindingKind = KeyFindingKind::new("run");
const SHIFT: KeyFindingKind = KeyFindingKind::new("shift");
const TARGET: KeyFindingKind = KeyFindingKind::new("target");

/// A quarter.
fn quarter(key: &str) -> Period {
    let calendar = Calendar { by: Granularity::Quarter, year_starts: Month::new(1).expect("a month") };
    calendar.parse(key).expect("a key")
}

fn points(points: f64) -> Nps {
    Nps::stated(points).expect("in range")
}

/// So many answers; only the base and the score count here.
fn measured(n: u64, nps: f64) -> Finding {
    let nps = points(nps);
    Finding::Measured(Estimate {
        n,
        counts: Some(Counts::new(0, n, 0)),
        shares: Shares { detractors: 0.0, passives: 1.0, promoters: 0.0 },
        nps,
        interval: Interval::around(nps, nps.points(), nps.points()),
        standard_error: 1.0,
        mean: 7.0,
        level: 0,
        low_base: n < 30,
        design: None,
    })
}

fn hidden() -> Finding {
    Finding::Hidden { why: Hidden::TooFew }
}

fn compared<V>(difference: f64, p_adjusted: f64, verdict: V) -> Comparison<V> {
    let difference = points(difference / 2.0) - points(-difference / 2.0);
    Comparison { difference, z: 0.0, p: p_adjusted, p_adjusted, verdict }
}

/// A change of so many points; unclear without.
fn trend(difference: f64, p: f64) -> Comparison<Trend> {
    let verdict = match difference {
        _ if p > 0.05 => Trend::NoClearChange,
        difference if difference > 0.0 => Trend::Improved,
        _ => Trend::Declined,
    };
    compared(difference, p, verdict)
}

fn verdict(difference: f64, p: f64) -> Comparison<Verdict> {
    let verdict = match difference {
        _ if p > 0.05 => Verdict::Unclear,
        difference if difference > 0.0 => Verdict::Above,
        _ => Verdict::Below,
    };
    compared(difference, p, verdict)
}

fn change(since: Since, n: u64, difference: f64, p: f64) -> crate::figures::Change {
    let period = quarter(if since == Since::PreviousPeriod { "2026-Q2" } else { "2025-Q3" });
    crate::figures::Change {
        since,
        period,
        then: measured(n, 20.0 - difference),
        comparison: Some(trend(difference, p)),
    }
}

fn previous(difference: f64, p: f64) -> crate::figures::Change {
    change(Since::PreviousPeriod, 400, difference, p)
}

fn versus(name: &str, statistic: Statistic, difference: f64, p: f64) -> Versus {
    Versus {
        benchmark: crate::figures::Benchmark {
            name: name.to_owned(),
            value: points(20.0 - difference),
            statistic,
            year: None,
            n: None,
            source: None,
            region: None,
            industry: None,
        },
        comparison: Some(verdict(difference, p)),
        chance_at_or_above: (statistic == Statistic::Target).then_some(0.3),
    }
}

/// A region with so many of the 400 answers, against the rest and before.
fn region(name: &str, n: u64, rest: (f64, f64), then: u64, before: (f64, f64)) -> RegionRow {
    RegionRow {
        region: crate::survey::Region::Named(name.to_owned()),
        standing: Standing::Rank(1),
        finding: measured(n, 20.0),
        rest: Some(verdict(rest.0, rest.1)),
        then: Some(measured(then, 20.0)),
        change: Some(trend(before.0, before.1)),
        benchmarks: Vec::new(),
        history: Vec::new(),
    }
}

/// Nothing to tell.
const NONE: (f64, f64) = (1.0, 0.8);

/// 400 answers with a score of 20 in the third quarter, and nothing to compare them with.
fn report() -> Report {
    Report {
        schema: SCHEMA.to_owned(),
        generator: String::new(),
        head: crate::figures::Head {
            title: String::new(),
            organisation: None,
            client: None,
            recipient: None,
            language: Language::En,
            wording: std::collections::BTreeMap::new(),
            brand: Brand::default(),
            as_of: Day::new(2026, 10, 5).expect("a day"),
            question: crate::survey::Question::nps("score", Scale::ZERO_TO_TEN),
            method: Method {
                interval: IntervalMethod::AdjustedWald,
                seed: None,
                correction: Correction::Holm,
                confidence: Confidence::NINETY_FIVE,
                hide_below: 5,
                low_base: 30,
                weighting: None,
            },
            levels: vec![Level { from: -100.0, name: None, text: None }],
            period: Some(quarter("2026-Q3")),
            periods: Vec::new(),
            rounded: false,
            overall: measured(400, 20.0),
            over_time: Vec::new(),
            changes: Vec::new(),
            response: None,
            survey: Disclosure::default(),
        },
        commentary: None,
        sections: crate::sections::Sections {
            key_findings: None,
            composition: None,
            trend: None,
            participants: None,
            regions: None,
            why: None,
            benchmarks: None,
            quality: Quality {
                shaped: Vec::new(),
                files: Vec::new(),
                rows_read: 0,
                rows_used: 0,
                rows_short: 0,
                rows_labelled: 0,
                repeats: None,
                repeated: None,
                outside: std::collections::BTreeMap::new(),
                rejected: Vec::new(),
                max_rejected: 0.0,
                rows_before: 0,
                rows_shown: 0,
                rows_after: 0,
                days: None,
                region_not_stated: None,
                date_format: None,
                date_format_by: None,
                decimal: None,
                warnings: Vec::new(),
                time_zone: None,
            },
            ..crate::sections::Sections::default()
        },
    }
}

/// Each finding with the figure that says it.
fn found(report: &Report) -> Vec<(KeyFindingKind, String)> {
    let found = key_findings(&report.head, &report.sections);
    let words = Words::of(&report.head).expect("words");
    let with_them = Report {
        sections: Sections { key_findings: Some(KeyFindings(found.clone())), ..report.sections.clone() },
        ..report.clone()
    };
    assert_eq!(words.key_findings(&with_them).len(), found.len(), "each has its sentence: {found:?}");
    found.into_iter().map(|finding| (finding.kind, finding.figures[0].clone())).collect()
}

/// The same, written shortly.
fn are(report: &Report, expected: &[(KeyFindingKind, &str)]) {
    let expected: Vec<_> =
        expected.iter().map(|(kind, figure)| (kind.clone(), (*figure).to_owned())).collect();
    assert_eq!(found(report), expected);
}

const FIRST_CHANGE: &str = "/changes/0/comparison";
const SECOND_CHANGE: &str = "/changes/1/comparison";

#[test]
fn what_became_of_the_score_comes_first_and_the_rest_by_size_times_certainty() {
    let mut full = report();
    full.head.changes = vec![previous(4.0, 0.01), change(Since::YearEarlier, 400, 10.0, 0.04)];
    // By weight: 12·1 and 8·0.8 against the benchmarks, 10·0.2 since a year earlier, 40·0.25·0.6 for the region.
    *full.sections.benchmarks_mut() =
        vec![versus("Market", Statistic::Median, -8.0, 0.01), versus("Goal", Statistic::Target, 12.0, 0.0)];
    *full.sections.regions_mut() = vec![region("North", 100, (40.0, 0.02), 100, NONE)];
    are(
        &full,
        &[
            (CHANGE, FIRST_CHANGE),
            (TARGET, "/sections/benchmarks/1/comparison"),
            (BENCHMARK, "/sections/benchmarks/0/comparison"),
            (REGION, "/sections/regions/0/rest"),
            (CHANGE, SECOND_CHANGE),
        ],
    );
    assert_eq!(
        key_findings(&full.head, &full.sections)[0].figures,
        ["/changes/0/comparison", "/changes/0/then", "/overall"]
    );
}

#[test]
fn no_clear_change_is_a_finding_and_no_other_unclear_comparison_is() {
    let mut unclear = report();
    unclear.head.changes = vec![previous(4.0, 0.2), change(Since::YearEarlier, 400, 9.0, 0.3)];
    *unclear.sections.benchmarks_mut() = vec![versus("Market", Statistic::Mean, 9.0, 0.06)];
    *unclear.sections.regions_mut() = vec![region("North", 100, NONE, 100, NONE)];
    are(&unclear, &[(NO_CLEAR_CHANGE, FIRST_CHANGE)]);
    let both =
        ["/changes/0/comparison", "/changes/0/then", "/changes/1/comparison", "/changes/1/then", "/overall"];
    assert_eq!(key_findings(&unclear.head, &unclear.sections)[0].figures, both);
    unclear.head.changes[1].then = measured(29, 11.0);
    assert_eq!(key_findings(&unclear.head, &unclear.sections)[0].figures.len(), 3);
    unclear.head.changes[1] = change(Since::YearEarlier, 400, 9.0, 0.03);
    are(&unclear, &[(NO_CLEAR_CHANGE, FIRST_CHANGE), (CHANGE, SECOND_CHANGE)]);
}

#[test]
fn without_a_firm_period_before_the_year_earlier_takes_its_place() {
    let mut report = report();
    report.head.changes = vec![previous(9.0, 0.001), change(Since::YearEarlier, 400, 9.0, 0.3)];
    for then in [measured(29, 10.0), hidden(), Finding::NoAnswers] {
        report.head.changes[0].then = then;
        are(&report, &[(NO_CLEAR_CHANGE, SECOND_CHANGE)]);
    }
    report.head.changes[1].then = measured(29, 10.0);
    are(&report, &[]);
}

#[test]
fn where_the_year_earlier_is_the_period_before_it_is_told_once() {
    let mut report = report();
    report.head.changes = vec![previous(9.0, 0.001), change(Since::YearEarlier, 400, 9.0, 0.001)];
    report.head.changes[1].period = report.head.changes[0].period;
    are(&report, &[(CHANGE, FIRST_CHANGE)]);
}

#[test]
fn a_hidden_or_low_score_has_no_findings_and_neither_has_one_answer_alone() {
    let mut report = report();
    report.head.changes = vec![previous(9.0, 0.001)];
    *report.sections.benchmarks_mut() = vec![versus("Goal", Statistic::Target, 12.0, 0.0)];
    for overall in [Finding::NoAnswers, hidden(), measured(29, 20.0), measured(1, 100.0)] {
        are(
            &{
                let mut made = report.clone();
                made.head.overall = overall;
                made
            },
            &[],
        );
    }
    assert_eq!(found(&report).len(), 2);
}

#[test]
fn without_dates_regions_and_benchmarks_there_is_nothing_to_tell() {
    are(
        &{
            let mut made = report();
            made.head.period = None;
            made
        },
        &[],
    );
}

#[test]
fn no_region_with_a_low_base_on_either_side_is_told_and_none_without_a_name() {
    let mut report = report();
    *report.sections.regions_mut() = vec![region("North", 29, (40.0, 0.001), 100, (30.0, 0.001))];
    are(&report, &[]);
    // Of 400 answers 371 leave 29 for the rest; before there were 29.
    *report.sections.regions_mut() = vec![region("North", 371, (40.0, 0.001), 29, (30.0, 0.001))];
    are(&report, &[]);
    *report.sections.regions_mut() = vec![region("North", 370, (40.0, 0.001), 30, (30.0, 0.002))];
    are(&report, &[(REGION, "/sections/regions/0/rest"), (REGION_CHANGE, "/sections/regions/0/change")]);
    report.sections.regions_mut()[0].then = None;
    are(&report, &[(REGION, "/sections/regions/0/rest")]);
    report.sections.regions_mut()[0].region = crate::survey::Region::NotStated;
    are(&report, &[]);
}

#[test]
fn a_region_that_has_all_answers_repeats_nothing() {
    let mut report = report();
    report.head.changes = vec![previous(9.0, 0.001)];
    *report.sections.regions_mut() =
        vec![RegionRow { rest: None, ..region("Only", 400, NONE, 400, (9.0, 0.001)) }];
    are(&report, &[(CHANGE, FIRST_CHANGE)]);
}

#[test]
fn of_two_regions_one_is_told_and_of_three_no_more_than_two() {
    let mut report = report();
    *report.sections.regions_mut() =
        vec![region("A", 150, (20.0, 0.001), 99, NONE), region("B", 250, (-20.0, 0.001), 99, NONE)];
    are(&report, &[(REGION, "/sections/regions/1/rest")]);
    *report.sections.regions_mut() = vec![
        region("A", 150, (20.0, 0.001), 99, NONE),
        region("B", 50, (20.0, 0.001), 99, NONE),
        region("C", 200, (-20.0, 0.001), 99, NONE),
    ];
    are(&report, &[(REGION, "/sections/regions/2/rest"), (REGION, "/sections/regions/0/rest")]);
}

#[test]
fn of_equal_weights_the_order_is_that_of_kinds_and_of_the_report() {
    let mut report = report();
    let pair = |name| region(name, 100, (20.0, 0.0), 100, (20.0, 0.0));
    *report.sections.regions_mut() = vec![pair("A"), pair("B"), pair("C")];
    *report.sections.benchmarks_mut() =
        vec![versus("Market", Statistic::Mean, -5.0, 0.0), versus("Goal", Statistic::Target, 5.0, 0.0)];
    are(
        &report,
        &[
            (TARGET, "/sections/benchmarks/1/comparison"),
            (BENCHMARK, "/sections/benchmarks/0/comparison"),
            (REGION, "/sections/regions/0/rest"),
            (REGION, "/sections/regions/1/rest"),
            (REGION_CHANGE, "/sections/regions/0/change"),
        ],
    );
}

#[test]
fn a_value_that_is_target_and_benchmark_is_asked_about_once_of_all_answers_and_of_each_region() {
    let mut report = report();
    let named = |name, statistic| versus(name, statistic, 12.0, 0.0);
    *report.sections.benchmarks_mut() =
        vec![named("Market", Statistic::Mean), named("Goal", Statistic::Target)];
    are(&report, &[(TARGET, "/sections/benchmarks/1/comparison")]);
    report.sections.benchmarks_mut().push(named("Board's goal", Statistic::Target));
    are(&report, &[(TARGET, "/sections/benchmarks/1/comparison")]);
    // Another base is another question.
    report.sections.benchmarks_mut()[0].benchmark = crate::figures::Benchmark {
        n: Some(500),
        statistic: Statistic::Score,
        ..report.sections.benchmarks()[0].benchmark.clone()
    };
    are(
        &report,
        &[(TARGET, "/sections/benchmarks/1/comparison"), (BENCHMARK, "/sections/benchmarks/0/comparison")],
    );
    // A region that has all answers is asked what all answers are asked, another one is not.
    report.sections.benchmarks_mut().drain(..1);
    let own = vec![named("Goal", Statistic::Target), named("City", Statistic::Mean)];
    *report.sections.regions_mut() =
        vec![RegionRow { rest: None, benchmarks: own, ..region("Only", 400, NONE, 400, NONE) }];
    are(&report, &[(TARGET, "/sections/benchmarks/0/comparison")]);
    report.sections.regions_mut()[0].finding = measured(300, 20.0);
    are(
        &report,
        &[
            (TARGET, "/sections/benchmarks/0/comparison"),
            (REGION_TARGET, "/sections/regions/0/benchmarks/0/comparison"),
        ],
    );
}

#[test]
fn one_benchmark_stands_for_all_that_the_score_is_above_and_one_for_all_below() {
    let mut report = report();
    *report.sections.benchmarks_mut() = [9.0, 7.0, -8.0, -10.0, 6.0]
        .map(|difference| versus("Market", Statistic::Median, difference, 0.0))
        .into();
    are(
        &report,
        &[(BENCHMARK, "/sections/benchmarks/3/comparison"), (BENCHMARK, "/sections/benchmarks/0/comparison")],
    );
}

#[test]
fn a_benchmark_that_rests_on_few_answers_is_none_to_build_on() {
    let mut report = report();
    *report.sections.benchmarks_mut() = vec![versus("Rival", Statistic::Score, 9.0, 0.0)];
    report.sections.benchmarks_mut()[0].benchmark.n = Some(29);
    are(&report, &[]);
    report.sections.benchmarks_mut()[0].benchmark.n = Some(30);
    are(&report, &[(BENCHMARK, "/sections/benchmarks/0/comparison")]);
}

#[test]
fn a_target_that_is_open_comes_last_and_a_region_s_not_at_all() {
    let mut report = report();
    *report.sections.benchmarks_mut() =
        vec![versus("Goal", Statistic::Target, -2.0, 0.4), versus("Market", Statistic::Mean, 3.0, 0.049)];
    *report.sections.regions_mut() = vec![region("North", 100, NONE, 100, NONE)];
    report.sections.regions_mut()[0].benchmarks = vec![versus("Goal", Statistic::Target, -2.0, 0.4)];
    are(
        &report,
        &[(BENCHMARK, "/sections/benchmarks/1/comparison"), (TARGET, "/sections/benchmarks/0/comparison")],
    );
    let open = &key_findings(&report.head, &report.sections)[1];
    assert!(open.figures.contains(&"/sections/benchmarks/0/chance_at_or_above".to_owned()));
    report.sections.regions_mut()[0].benchmarks = vec![
        versus("Goal", Statistic::Target, -8.0, 0.0),
        versus("Region's market", Statistic::Mean, 8.0, 0.0),
    ];
    are(
        &report,
        &[
            (REGION_TARGET, "/sections/regions/0/benchmarks/0/comparison"),
            (REGION_BENCHMARK, "/sections/regions/0/benchmarks/1/comparison"),
            (BENCHMARK, "/sections/benchmarks/1/comparison"),
            (TARGET, "/sections/benchmarks/0/comparison"),
        ],
    );
}

#[test]
fn what_is_nothing_to_a_tenth_is_not_told_however_sure() {
    let mut report = report();
    report.head.changes = vec![previous(0.04, 0.0)];
    *report.sections.benchmarks_mut() = vec![versus("Goal", Statistic::Target, -0.04, 0.0)];
    are(&report, &[]);
}

#[test]
fn a_client_stands_beside_the_others_and_its_peers_unless_they_are_the_same() {
    let group = |clients, n, difference| Group {
        clients,
        finding: measured(n, 10.0).outlined(),
        comparison: Some(Beside::of(&verdict(difference, 0.001), 0.05)),
    };
    let mut report = report();
    report.sections.participants = Some(Participants {
        min_peers: 3,
        clients: 40,
        pooled: Group { comparison: None, ..group(40, 9000, 0.0) },
        others: group(39, 8600, -9.0),
        mean: None,
        peers_in: Some("North".to_owned()),
        peers: Some(group(11, 2000, 12.0)),
        rank: None,
        trend: Vec::new(),
        named: Vec::new(),
        not_named: 0,
        pseudonym: None,
    });
    let others = (OTHERS, "/sections/participants/others/comparison");
    are(&report, &[(PEERS, "/sections/participants/peers/comparison"), others.clone()]);
    let mut few = report.clone();
    few.sections.participants.as_mut().expect("others").peers = Some(group(11, 29, 12.0));
    are(&few, std::slice::from_ref(&others));
    let mut same = report.clone();
    same.sections.participants.as_mut().expect("others").peers = Some(group(39, 8600, -9.0));
    are(&same, std::slice::from_ref(&others));
}
