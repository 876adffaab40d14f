//! The figures of regions over time, as tables.

use super::RegionRow;
use crate::figures::Finding;
use crate::sections::Report;
use crate::sections::table::{Cell, NONE, Table, finding, finding_head, number, text};
use crate::survey::Period;
use crate::wording::Words;

/// A table has at most so many periods side by side, so that it fits on paper.
const MOST_PERIODS: usize = 12;

/// Scores by region and period, in as many tables as there are dozens of periods.
pub(crate) fn region_map(report: &Report, words: &Words) -> Vec<Table> {
    if rows(report).next().is_none() {
        return Vec::new();
    }
    let score = |finding: &Finding| match finding {
        Finding::NoAnswers => number(NONE),
        other => number(words.finding(other)),
    };
    let periods = report.head.periods.chunks(MOST_PERIODS).enumerate();
    let table = |(at, periods): (usize, &[Period])| {
        let from = at * MOST_PERIODS;
        let row = |row: &RegionRow| {
            let findings = row.history.iter().skip(from).take(periods.len());
            std::iter::once(text(words.region(&row.region))).chain(findings.map(score)).collect()
        };
        let mut head = vec![text(&words.labels().region)];
        head.extend(periods.iter().map(|period| number(words.period_axis(*period))));
        let id = if at == 0 { "table-region-map".to_owned() } else { format!("table-region-map-{}", at + 1) };
        let ends = periods.first().copied().zip(periods.last().copied());
        let caption = words.region_map_caption(report, ends);
        Table::new(&id, caption, head, rows(report).map(row).collect())
    };
    periods.map(table).collect()
}

/// The score of each region in each period, with its interval and base.
pub(crate) fn region_lines(report: &Report, words: &Words) -> Option<Table> {
    let row = |row: &RegionRow| -> Vec<Vec<Cell>> {
        let of = |(period, then): (&Period, &Finding)| {
            let mut cells = vec![text(words.region(&row.region)), text(words.period_axis(*period))];
            cells.extend(finding(then, words));
            cells
        };
        report.head.periods.iter().zip(&row.history).map(of).collect()
    };
    let labels = words.labels();
    let mut head = vec![text(&labels.region), text(&labels.period)];
    head.extend(finding_head(words));
    let caption = words.region_lines(report)?.caption;
    Some(Table::new("table-region-lines", caption, head, rows(report).flat_map(row).collect()))
}

fn rows(report: &Report) -> impl Iterator<Item = &RegionRow> {
    report.sections.regions_over_time()
}
