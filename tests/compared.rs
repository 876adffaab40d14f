//! The reported period against any period that the config names.

use std::num::NonZeroUsize;

use plaudit::report::{Report, Since};
use plaudit::{Run, config};

use crate::support::folder;

/// A report on the third quarter of 2026, with answers in it and in two earlier quarters.
fn report(compare: &str) -> Result<Report, Vec<String>> {
    let quarters =
        [("2026-08-01", [60, 100, 140]), ("2024-02-01", [90, 110, 100]), ("2026-05-01", [60, 120, 120])];
    let rows: String = quarters
        .iter()
        .flat_map(|(day, counts)| [3, 7, 10].into_iter().zip(*counts).map(move |pair| (day, pair)))
        .map(|(day, (score, times))| {
            format!("{day},{score},{}\n", ["North", "South"][usize::from(score == 7)]).repeat(times)
        })
        .collect();
    let yaml = format!(
        "title: C\nas_of: 2026-12-31\nsource: {{files: a.csv}}\ncolumns: {{score: score, date: day, region: region}}\n\
         periods: {{current: 2026-Q3, compare: {compare}, show: 4}}\nmethod: {{correction: none}}\n"
    );
    let folder = folder(&[("c.yaml", &yaml), ("a.csv", &format!("day,score,region\n{rows}"))]);
    let loaded = config::load(&folder.path().join("c.yaml")).expect("YAML");
    let as_of = loaded.config.as_of.expect("stated");
    let run = Run { as_of, is_over: true, threads: NonZeroUsize::MIN, progress: &|_, _| () };
    let counted = plaudit::counts(loaded, &run);
    counted
        .map(|counted| counted.report())
        .map_err(|error| error.problems.into_iter().map(|p| p.message).collect())
}

/// The published pair: z 3.6315, p 0.000282.
#[test]
fn a_named_period_is_compared_with_as_the_usual_ones_are() {
    let report = report("[2024-Q1, 2026-Q2]").expect("a report");
    let since: Vec<(Since, String)> =
        report.head.changes.iter().map(|change| (change.since, change.period.key())).collect();
    let expected = [
        (Since::PreviousPeriod, "2026-Q2".to_owned()),
        (Since::YearEarlier, "2025-Q3".to_owned()),
        (Since::Named, "2024-Q1".to_owned()),
    ];
    assert_eq!(since, expected, "the period before is not told twice");
    let comparison = report.head.changes[2].comparison.as_ref().expect("compared");
    assert!(
        (comparison.z - 3.6315).abs() < 1e-4 && (comparison.p - 0.000_282).abs() < 1e-6,
        "{comparison:?}"
    );
    assert!(report.sections.why().iter().any(|why| why.since == Since::Named), "and taken apart");
    assert!(
        report.sections.key_findings().iter().any(|finding| finding.figures[0] == "/changes/2/comparison")
    );
}

#[test]
fn only_earlier_periods_of_the_calendar_can_be_named() {
    let refused = |compare: &str| report(compare).expect_err("refused");
    assert_eq!(
        refused("[2026-Q3, 2027-Q1]"),
        [
            "2026-Q3 is not before the reported period 2026-Q3",
            "2027-Q1 is not before the reported period 2026-Q3"
        ]
    );
    assert_eq!(refused("[2024-Q1, 2024-Q1]"), ["the period `2024-Q1` is named already"]);
    assert_eq!(
        refused("[2020-Q1, 2020-Q2, 2020-Q3, 2020-Q4, 2021-Q1, 2021-Q2]"),
        ["more than 5 periods to compare with"]
    );
    assert!(refused("[2024-13]")[0].starts_with("`2024-13` is "), "{:?}", refused("[2024-13]"));
}
