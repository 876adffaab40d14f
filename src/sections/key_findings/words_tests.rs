//! How the key findings read.

use crate::config::Language::{self, En, Ru};
use crate::figures::{Finding, Since};
use crate::sections::trend::control_tests::of_trends;
use crate::sections::why::words_tests::of_changes;
use crate::sections::{KeyFinding, KeyFindingKind, Report};
use crate::statistics::{Trend, Verdict};
use crate::wording::Words;
use crate::wording::sample::{
    change, comparison, estimate, of_a_client, region, report, target, together, versus,
};
use crate::wording::tests::{plain, words};

/// Everything that is said about them.
pub(crate) fn said(words: &Words, report: &Report) -> Vec<String> {
    words.key_findings(report).into_iter().map(|(_, told)| told.sentence).collect()
}

/// With this finding alone, whatever the rule would choose.
fn with(report: &Report, kind: KeyFindingKind, figure: &str) -> Report {
    let finding = KeyFinding { kind, figures: vec![figure.to_owned()] };
    {
        let mut made = report.clone();
        made.sections.key_findings = Some(crate::sections::KeyFindings(vec![finding]));
        made
    }
}

/// A change of the score in three verdicts.
fn of_the_score(points: f64) -> [Report; 3] {
    [Trend::Improved, Trend::Declined, Trend::NoClearChange].map(|verdict| {
        let report = {
            let mut made = report();
            made.head.changes = vec![change(Since::PreviousPeriod, points, verdict)];
            made
        };
        let unclear = verdict == Trend::NoClearChange;
        let kind =
            if unclear { KeyFindingKind::new("no_clear_change") } else { KeyFindingKind::new("change") };
        with(&report, kind, "/changes/0/comparison")
    })
}

/// No clear change since either earlier period.
fn of_no_change() -> Report {
    let change = |since| change(since, -2.0, Trend::NoClearChange);
    let changes = vec![change(Since::PreviousPeriod), change(Since::YearEarlier)];
    let mut report = with(
        &{
            let mut made = report();
            made.head.changes = changes;
            made
        },
        KeyFindingKind::new("no_clear_change"),
        "/changes/0/comparison",
    );
    report.sections.key_findings.as_mut().expect("found").0[0]
        .figures
        .push("/changes/1/comparison".to_owned());
    report
}

/// A target or a benchmark in three verdicts, of all answers and of a region.
fn of_benchmarks() -> Vec<Report> {
    let mut reports = Vec::new();
    for verdict in [Verdict::Above, Verdict::Below, Verdict::Unclear] {
        let mut target = target(0.12);
        target.comparison = Some(comparison(-11.0, verdict));
        let mut report = {
            let mut made = report();
            made.sections.benchmarks =
                Some(crate::sections::Benchmarks(vec![target, versus("Airlines", 4.0, verdict)]));
            made
        };
        let own = report.sections.benchmarks().to_vec();
        report.sections.regions_mut()[0].benchmarks = own;
        reports.push(with(&report, KeyFindingKind::new("target"), "/sections/benchmarks/0/comparison"));
        if verdict != Verdict::Unclear {
            reports.extend([
                with(&report, KeyFindingKind::new("benchmark"), "/sections/benchmarks/1/comparison"),
                with(
                    &report,
                    KeyFindingKind::new("region_target"),
                    "/sections/regions/0/benchmarks/0/comparison",
                ),
                with(
                    &report,
                    KeyFindingKind::new("region_benchmark"),
                    "/sections/regions/0/benchmarks/1/comparison",
                ),
            ]);
        }
    }
    reports
}

/// A region against the rest and before, in two verdicts.
fn of_regions(points: f64) -> Vec<Report> {
    let mut reports = Vec::new();
    for (verdict, trend) in [(Verdict::Above, Trend::Improved), (Verdict::Below, Trend::Declined)] {
        let mut row = region("North", 1, points, verdict);
        row.change = Some(comparison(points, trend));
        let report = {
            let mut made = report();
            made.sections.regions = Some(crate::sections::Regions(vec![row]));
            made
        };
        reports.push(with(&report, KeyFindingKind::new("region"), "/sections/regions/0/rest"));
        reports.push(with(&report, KeyFindingKind::new("region_change"), "/sections/regions/0/change"));
    }
    reports
}

/// The others and the peers of a client, in two verdicts.
fn of_participants() -> Vec<Report> {
    let mut reports = Vec::new();
    for verdict in [Verdict::Above, Verdict::Below] {
        let mut report = of_a_client();
        let all = report.sections.participants.as_mut().expect("a client");
        (all.others, all.peers) = (together(39, verdict), Some(together(11, verdict)));
        all.others.finding = Finding::Measured(estimate(600, 1000, 1500)).outlined();
        reports.push(with(
            &report,
            KeyFindingKind::new("others"),
            "/sections/participants/others/comparison",
        ));
        reports.push(with(&report, KeyFindingKind::new("peers"), "/sections/participants/peers/comparison"));
    }
    reports
}

/// A trend that is not calm: outside its limits above and below, and both runs.
fn of_the_trend() -> Vec<Report> {
    let moved = of_trends().swap_remove(1);
    let mut above = with(&moved, KeyFindingKind::new("outside_limits"), "/sections/trend/control/limits/0");
    let mut below = above.clone();
    for (report, low, high) in [(&mut above, -1.5, 20.0), (&mut below, 40.0, 50.0)] {
        let limits = &mut report.sections.trend_mut().control.as_mut().expect("limits").limits[0];
        (limits.low, limits.high) = (low, high);
    }
    let run =
        |at: usize| with(&moved, KeyFindingKind::new("run"), &format!("/sections/trend/control/runs/{at}"));
    vec![above, below, run(0), run(1)]
}

/// Parts of a change: the shift, and what a region's own score did.
fn of_parts() -> [Report; 2] {
    let [risen, _] = [0, 1].map(|at| of_changes()[at].clone());
    [
        with(&risen, KeyFindingKind::new("shift"), "/sections/why/0/mix"),
        with(&risen, KeyFindingKind::new("region_part"), "/sections/why/0/lines/0"),
    ]
}

/// Reports with a key finding in every state that a sentence tells apart.
pub(crate) fn of_findings() -> Vec<Report> {
    let scores =
        of_the_score(6.7).into_iter().chain([of_no_change()]).chain(of_benchmarks()).chain(of_regions(12.0));
    scores.chain(of_participants()).chain(of_the_trend()).chain(of_parts()).collect()
}

fn told(language: Language, reports: impl IntoIterator<Item = Report>) -> Vec<String> {
    let words = words(language);
    reports.into_iter().flat_map(|report| said(&words, &report)).map(|text| plain(&text)).collect()
}

#[test]
fn every_finding_of_the_sample_is_told() {
    for language in [En, Ru] {
        assert_eq!(told(language, of_findings()).len(), of_findings().len());
    }
}

#[test]
fn a_change_is_told_with_both_scores_and_called_proven_only_beyond_chance() {
    assert_eq!(
        told(En, of_the_score(6.7)),
        [
            "NPS rose to 27 from 20 in Q2 2026: +7 points, beyond chance",
            "NPS fell to 27 from 20 in Q2 2026: +7 points, beyond chance",
            "No clear change since Q2 2026: NPS is 27 and was 20",
        ]
    );
    assert_eq!(
        told(Ru, of_the_score(-21.0)),
        [
            "NPS вырос по сравнению с показателем за 2-й квартал 2026 г.: было 20, стало 27 (−21 пункт, статистически значимо)",
            "NPS снизился по сравнению с показателем за 2-й квартал 2026 г.: было 20, стало 27 (−21 пункт, статистически значимо)",
            "Явных изменений NPS по сравнению с показателем за 2-й квартал 2026 г. нет: было 20, стало 27",
        ]
    );
}

#[test]
fn no_clear_change_since_either_period_is_one_sentence() {
    assert_eq!(
        told(En, [of_no_change()]),
        ["NPS is 27, with no clear change since Q2 2026 (20) and none since Q3 2025 (20)"]
    );
    assert_eq!(
        told(Ru, [of_no_change()]),
        [
            "NPS составил 27; явных изменений нет ни по сравнению с показателем за 2-й квартал 2026 г. (20), ни по сравнению с показателем за 3-й квартал 2025 г. (20)"
        ]
    );
}

#[test]
fn scores_that_differ_are_told_with_the_decimals_that_show_it() {
    let [mut rose, ..] = of_the_score(0.3);
    // In whole points these would be 27 and 26, and the same 27.
    for (then, expected) in [(1393, "26.4"), (1397, "26.6")] {
        rose.head.changes[0].then = Finding::Measured(estimate(600, 2400 - then, then));
        let expected = format!("NPS rose to 26.7 from {expected} in Q2 2026: +0.3 points, beyond chance");
        assert_eq!(told(En, [rose.clone()]), [expected]);
    }
    let mut above = of_benchmarks().swap_remove(0);
    above.sections.benchmarks_mut()[0].benchmark.value = crate::survey::Nps::stated(27.0).expect("in range");
    assert_eq!(told(Ru, [above]), ["NPS явно выше цели: 26,7 против 27 (Target)"]);
}

#[test]
fn benchmarks_and_targets_are_told_by_name_and_an_open_target_with_its_chance() {
    let en = told(En, of_benchmarks());
    assert_eq!(en[0], "NPS is clearly above target: 27 against 37 (Target)");
    assert_eq!(en[1], "NPS is clearly above Airlines: 27 against 37");
    assert_eq!(en[2], "North is clearly above its target: NPS 27 against 37 (Target)");
    assert_eq!(
        en[8],
        "Whether the target is reached is open: NPS is 27 against 37 (Target); the chance that the true score is at or above it is 12%"
    );
    let ru = told(Ru, of_benchmarks());
    assert_eq!(ru[4], "NPS явно ниже цели: 27 против 37 (Target)");
    assert_eq!(ru[5], "NPS явно ниже бенчмарка «Airlines»: 27 против 37");
    assert_eq!(ru[7], "В регионе «North» NPS явно ниже бенчмарка «Airlines»: 27 против 37");
    assert_eq!(
        ru[8],
        "Достигнута ли цель, неясно: NPS 27 против 37 (Target); вероятность, что истинный показатель не ниже цели: 12 %"
    );
}

#[test]
fn points_agree_with_their_number_in_both_languages() {
    let apart = |language, points| told(language, of_regions(points)).swap_remove(0);
    for (points, expected) in [(1.0, "1 point"), (12.0, "12 points"), (0.3, "0.3 points")] {
        let sentence = format!(
            "North is clearly above the rest: NPS 27, {expected} higher than all other answers together"
        );
        assert_eq!(apart(En, points), sentence);
    }
    for (points, expected) in [
        (1.0, "1 пункт"),
        (3.0, "3 пункта"),
        (12.0, "12 пунктов"),
        (21.0, "21 пункт"),
        (44.0, "44 пункта"),
        (0.3, "0,3 пункта"),
    ] {
        let sentence =
            format!("В регионе «North» NPS 27: это явно выше, чем по всем другим ответам, на {expected}");
        assert_eq!(apart(Ru, points), sentence);
    }
    let ru = told(Ru, of_regions(-5.0));
    assert_eq!(ru[2], "В регионе «North» NPS 27: это явно ниже, чем по всем другим ответам, на 5 пунктов");
    assert_eq!(
        ru[3],
        "В регионе «North» NPS снизился по сравнению с показателем за 2-й квартал 2026 г.: было 29, стало 27 (−5 пунктов, статистически значимо)"
    );
    assert_eq!(
        told(En, of_regions(-5.0))[3],
        "North fell to 27 from 29 in Q2 2026: −5 points, beyond chance"
    );
}

#[test]
fn a_client_is_told_beside_the_others_and_its_peers() {
    assert_eq!(
        told(En, of_participants())[..2],
        [
            "NPS is clearly above that of the other participants together: 27 against 29",
            "NPS is clearly above that of the other participants in North: 26.67 against 26.70",
        ]
    );
    assert_eq!(
        told(Ru, of_participants())[2..],
        [
            "NPS явно ниже, чем у остальных участников вместе: 27 против 29",
            "NPS явно ниже, чем у других участников группы «North»: 26,67 против 26,70",
        ]
    );
}

#[test]
fn a_trend_that_is_not_calm_is_told_with_its_limits_or_its_centre() {
    assert_eq!(
        told(En, of_the_trend()),
        [
            "NPS is above its control limits: 26.7, outside −1.5 to 20.0",
            "NPS is below its control limits: 26.7, outside 40.0 to 50.0",
            "NPS has been above the centre of its control limits, 21.3, in every period with a score from Q1 2026 to Q3 2026",
            "NPS has been below the centre of its control limits, 21.3, in every period with a score from Q1 2026 to Q3 2026",
        ]
    );
    assert_eq!(
        told(Ru, of_the_trend())[..3],
        [
            "NPS вышел за верхнюю контрольную границу: 26,7, а границы — от −1,5 до 20,0",
            "NPS вышел за нижнюю контрольную границу: 26,7, а границы — от 40,0 до 50,0",
            "NPS выше центра контрольных границ, 21,3, за все периоды подряд, у которых есть показатель (1-й квартал 2026 г. – 3-й квартал 2026 г.)",
        ]
    );
}

#[test]
fn parts_of_a_change_are_told_as_observed_and_not_as_a_reason() {
    assert_eq!(
        told(En, of_parts()),
        [
            "The largest part of the change since Q2 2026 (+6.7 points), as observed, is a shift of answers between regions: +2.0 points",
            "The largest part of the change since Q2 2026 (+6.7 points), as observed, is that of A’s own score, 40 after 20: +11.0 points",
        ]
    );
    assert_eq!(
        told(Ru, of_parts())[1],
        "По наблюдаемым данным, наибольшая составляющая изменения по сравнению с показателем за 2-й квартал 2026 г. (+6,7 пункта) — собственный показатель региона «A» (было 20, стало 40): +11,0 пункта"
    );
}

#[test]
fn a_name_from_outside_stays_what_it_is() {
    let mut report = of_regions(5.0).swap_remove(0);
    report.sections.regions_mut()[0].region = crate::survey::Region::Named("{nps} <b>".to_owned());
    assert!(told(En, [report])[0].starts_with("{nps} <b> is clearly above"));
}

#[test]
fn the_method_tells_the_rule_where_there_are_findings() {
    let terms = |report: &Report| {
        words(En)
            .method(&report.head, &report.sections)
            .into_iter()
            .filter(|e| &*e.term == "Key findings")
            .count()
    };
    assert_eq!((terms(&report()), terms(&of_the_score(6.7)[0])), (0, 1));
}
