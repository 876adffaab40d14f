//! Why the score changed, by the segments of any column.

use std::num::NonZeroUsize;

use plaudit::report::{Finding, Report, Why};
use plaudit::{Run, config};
use proptest::prelude::*;

use crate::support::folder;

/// A report of rows of quarter, region and score; the column `copy` repeats the region.
fn report(rows: &[(usize, usize, u32)], columns: &str) -> Option<Report> {
    report_by(rows, columns, "")
}

/// The same by further cuts.
fn report_by(rows: &[(usize, usize, u32)], columns: &str, cuts: &str) -> Option<Report> {
    let days = ["2025-08-01", "2026-05-01", "2026-08-01"];
    let names = ["North", "South", "East", "", "West"];
    let csv: String = rows
        .iter()
        .map(|(day, region, score)| {
            let (day, name) = (days[day % 3], names[region % 5]);
            let plan = ["free", "paid", "trial"][(region + *score as usize) % 3];
            format!("{day},{score},{name},{name},{plan}\n")
        })
        .collect();
    let yaml = format!(
        "title: S\nas_of: 2026-12-31\nsource: {{files: a.csv}}\nperiods: {{current: 2026-Q3}}\ncolumns: {columns}\ncuts: [{cuts}]\n"
    );
    let folder = folder(&[("c.yaml", &yaml), ("a.csv", &format!("day,score,region,copy,plan\n{csv}"))]);
    let loaded = config::load(&folder.path().join("c.yaml")).expect("YAML");
    let as_of = loaded.config.as_of.expect("stated");
    let run = Run { as_of, is_over: true, threads: NonZeroUsize::MIN, progress: &|_, _| () };
    Some(plaudit::counts(loaded, &run).ok()?.report())
}

fn without_name(why: &[Why]) -> Vec<Why> {
    why.iter().map(|why| Why { by: None, ..why.clone() }).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// A cut by itself is told as regions are, value by value.
    #[test]
    fn a_cut_is_told_as_regions_are(
        rows in prop::collection::vec((0_usize..3, 0_usize..5, 0_u32..=10), 1..300)
    ) {
        let Some(regions) = report(&rows, "{score: score, date: day, region: region}") else { return Ok(()) };
        let cut = report_by(&rows, "{score: score, date: day}", "copy").expect("a report");
        let found = cut.sections.cuts.map(|cuts| cuts.0[0].values.0.clone());
        let answered = regions.sections.regions().iter().filter(|row| row.finding != Finding::NoAnswers).count();
        match found {
            Some(found) => prop_assert_eq!(found.as_slice(), regions.sections.regions()),
            None => prop_assert!(answered < 2),
        }
    }

    /// Segments are taken apart as regions are, with what is hidden of them; or, where so little can be shown that what is hidden
    /// would be known, not at all.
    #[test]
    fn segments_are_regions_by_another_name(
        rows in prop::collection::vec((0_usize..3, 0_usize..5, 0_u32..=10), 1..200)
    ) {
        let Some(regions) = report(&rows, "{score: score, date: day, region: region}") else { return Ok(()) };
        let segments = report(&rows, "{score: score, date: day, segments: [copy]}").expect("a report");
        prop_assert!(segments.sections.why().iter().all(|why| why.by.as_deref() == Some("copy")));
        let told = without_name(segments.sections.why());
        let is_small = |quarter: usize, region: usize| {
            let n = rows.iter().filter(|row| (row.0, row.1) == (quarter, region)).count();
            (1..5).contains(&n)
        };
        let has_small = (1..3).any(|quarter| (0..5).any(|region| is_small(quarter, region)));
        prop_assert!(told == regions.sections.why() || told.is_empty() && has_small, "{:?}", told);
        let both = report(&rows, "{score: score, date: day, region: region, segments: [copy, plan]}");
        let both = both.expect("a report").sections.why().to_vec();
        prop_assert_eq!(&both[..regions.sections.why().len()], regions.sections.why());
        for why in &both {
            let parts: f64 = why.lines.iter().map(|line| line.effect.total()).sum();
            prop_assert!((parts - (why.after - why.before).points()).abs() < 1e-9);
        }
    }
}

#[test]
fn a_region_is_no_segment_and_a_column_is_named_once() {
    let message = |columns: &str| {
        let yaml = format!("title: S\nsource: {{files: a.csv}}\ncolumns: {columns}\n");
        let folder = folder(&[("c.yaml", &yaml), ("a.csv", "score,region,plan\n9,North,free\n")]);
        let loaded = config::load(&folder.path().join("c.yaml")).expect("YAML");
        loaded.problems.into_iter().map(|problem| problem.message).collect::<Vec<_>>()
    };
    assert_eq!(
        message("{score: score, region: region, segments: [region]}"),
        ["changes are taken apart by `region` already"]
    );
    assert_eq!(
        message("{score: score, segments: [plan, plan]}"),
        ["changes are taken apart by `plan` already"]
    );
    let many = "{score: score, segments: [a, b, c, d, e, f, g, h, i, j, k, l, m]}";
    assert_eq!(message(many), ["cluster, margins, cuts, segments and tables are 13, more than 12"]);
}
