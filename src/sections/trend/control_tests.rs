//! How control limits and windows of the trend read.

use crate::config::ControlMethod;
use crate::config::Language::{En, Ru, Uk};
use crate::figures::{Finding, Since};
use crate::sections::Report;
use crate::sections::trend::{Control, ControlLimits, ControlRun};
use crate::statistics::Trend;
use crate::survey::{Granularity, Nps};
use crate::wording::Words;
use crate::wording::sample::{change, estimate, period, report};
use crate::wording::tests::{plain, words};

/// Everything that can be said about them.
pub(crate) fn said(words: &Words, report: &Report) -> Vec<String> {
    let mut said = words.control(report);
    said.extend(words.control_keys().into_iter().chain(words.control_head()));
    said.extend(words.trailing_figure(&report.head, &report.sections).into_iter().flatten());
    said
}

/// A trend with limits and windows in every state that a sentence tells apart.
pub(crate) fn of_trends() -> Vec<Report> {
    let quarter = |key| period(Granularity::Quarter, 1, key);
    let (first, last) = (quarter("2026-Q1"), quarter("2026-Q3"));
    let calm = Control {
        method: ControlMethod::ByBase,
        centre: Nps::stated(21.25).expect("in range"),
        limits: vec![ControlLimits { period: first, low: 10.0, high: 30.0 }],
        outside: Vec::new(),
        runs: Vec::new(),
    };
    let run = |above| ControlRun { first, last, above };
    let moved = Control {
        method: ControlMethod::MovingRange,
        outside: vec![first, last],
        runs: vec![run(true), run(false)],
        ..calm.clone()
    };
    let with = |control: Control, length: u32| {
        let mut report = report();
        report.sections.trend_mut().control = Some(control);
        report.sections.trend_mut().trailing = Some(length);
        for point in report.sections.points_mut() {
            point.trailing = Some(Finding::Measured(estimate(60, 100, 140)));
        }
        report
    };
    vec![with(calm, 4), with(moved, 21)]
}

#[test]
fn a_calm_series_is_called_so_and_what_stands_out_is_named() {
    let [mut calm, moved] = [0, 1].map(|at| of_trends()[at].clone());
    calm.head.changes = Vec::new();
    assert_eq!(
        words(En).control(&calm),
        [
            "The series as a whole is steady: no period lies outside the control limits, and nowhere do 8 in a row lie on one side of their centre."
        ]
    );
    let mut clear = calm.clone();
    clear.head.changes = vec![change(Since::PreviousPeriod, 9.2, Trend::Improved)];
    for (language, why) in [
        (En, "The change since Q2 2026 is clear all the same: two periods can differ clearly though both"),
        (Ru, "Изменение по сравнению с показателем за 2-й квартал 2026 г. всё же явное: "),
        (Uk, "Зміна порівняно з показником за II квартал 2026 р. усе ж явна: "),
    ] {
        let told = words(language).control(&clear);
        assert_eq!(told.len(), 2);
        assert!(plain(&told[1]).starts_with(why), "{told:?}");
    }
    clear.head.changes = vec![change(Since::PreviousPeriod, 2.0, Trend::NoClearChange)];
    assert_eq!(words(En).control(&clear), words(En).control(&calm));
    let told: Vec<String> = words(Ru).control(&moved).iter().map(|text| plain(text)).collect();
    assert_eq!(
        told,
        [
            "Есть показатели вне контрольных границ (1-й квартал 2026 г., 3-й квартал 2026 г.).",
            "Не меньше 8 периодов подряд лежат выше центра контрольных границ, 21,3 (1-й квартал 2026 г. – 3-й квартал 2026 г.).",
            "Не меньше 8 периодов подряд лежат ниже центра контрольных границ, 21,3 (1-й квартал 2026 г. – 3-й квартал 2026 г.).",
        ]
    );
}

#[test]
fn a_window_is_named_by_its_length_and_told_with_its_precision() {
    let [four, many] = [0, 1].map(|at| of_trends()[at].clone());
    let told =
        words(En).trailing_figure(&four.head, &four.sections).expect("a figure").map(|text| plain(&text));
    assert_eq!(told, ["Last 4 quarters", "95% confidence interval 17.7 to 35.7, n = 300", "NPS 27"]);
    assert_eq!(
        words(Ru).trailing(&four.head, &four.sections).map(|text| plain(&text)).as_deref(),
        Some("Последние 4 квартала")
    );
    assert_eq!(
        words(Ru).trailing(&many.head, &many.sections).map(|text| plain(&text)).as_deref(),
        Some("Последний 21 квартал")
    );
    assert_eq!(words(En).trailing(&report().head, &report().sections), None);
}
