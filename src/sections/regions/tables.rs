//! The tables of this part.

use std::collections::BTreeMap;

use super::{RegionRow, Standing};
use crate::figures::{Finding, Versus};
use crate::sections::Report;
use crate::sections::table::{
    Cell, NONE, Table, benchmark_head, benchmark_row, finding, finding_head, has_chance, number, text,
    trend_comparison, verdict_comparison,
};
use crate::survey::Region;
use crate::wording::Words;

/// Regions, what they are compared with, and their own benchmarks.
pub(crate) fn regions(report: &Report, words: &Words) -> Vec<Table> {
    let labels = words.labels();
    let rates: BTreeMap<&Region, Option<f64>> = report.sections.response_by_region().collect();
    let has_response = rates.values().any(Option::is_some);
    let row = |row: &RegionRow| {
        let mut cells = vec![text(words.region(&row.region))];
        cells.extend(finding(&row.finding, words));
        cells.push(match row.standing {
            Standing::Rank(rank) => number(words.count(u64::from(rank))),
            Standing::Unranked => number(&labels.unranked),
        });
        let rate = rates.get(&row.region).copied().flatten();
        let rate = rate.map_or_else(|| NONE.to_owned(), |rate| words.percent_to(rate, 1));
        cells.extend(has_response.then(|| number(rate)));
        cells
    };
    let mut head = vec![text(&labels.region)];
    head.extend(finding_head(words));
    head.push(number(&labels.rank));
    head.extend(has_response.then(|| number(words.response_head())));
    let caption = words.regions(report).map(|texts| texts.caption).unwrap_or_default();
    let rows: Vec<Vec<Cell>> = report.sections.listed_regions().map(row).collect();
    let scores = (!rows.is_empty()).then(|| Table::new("table-regions", caption, head, rows));
    let others = [scores, compared_regions(report, words), region_benchmarks(report, words)];
    others.into_iter().flatten().collect()
}

/// Regions against the rest and, where they have one, their own previous period; none where nothing can be
/// compared.
fn compared_regions(report: &Report, words: &Words) -> Option<Table> {
    let labels = words.labels();
    let changed = report.sections.regions().iter().any(|row| row.change.is_some());
    report.sections.regions().iter().find(|row| row.rest.is_some() || row.change.is_some())?;
    let row = |row: &RegionRow| {
        let mut cells = vec![text(words.region(&row.region))];
        cells.extend(verdict_comparison(row.rest.as_ref(), words));
        if changed {
            cells.extend(trend_comparison(row.change.as_ref(), words));
        }
        cells
    };
    let mut head = vec![text(&labels.region)];
    for comparison in [Some(&labels.versus_rest), changed.then_some(&labels.change)].into_iter().flatten() {
        head.extend([number(comparison), number(words.p_head(&report.head.method)), text(&labels.verdict)]);
    }
    let (caption, rows) =
        (words.compared_regions_caption(report), report.sections.listed_regions().map(row).collect());
    Some(Table::new("table-compared-regions", caption, head, rows))
}

/// Regions against benchmarks of their own; none without such benchmarks.
fn region_benchmarks(report: &Report, words: &Words) -> Option<Table> {
    let chances = report.sections.regions().iter().any(|region| region.benchmarks.iter().any(has_chance));
    let row = |region: &Region, versus: &Versus| {
        let mut row = vec![text(words.region(region))];
        row.extend(benchmark_row(versus, words, chances));
        row
    };
    let rows: Vec<Vec<Cell>> = report
        .sections
        .regions()
        .iter()
        .flat_map(|region| region.benchmarks.iter().map(|versus| row(&region.region, versus)))
        .collect();
    let mut head = vec![text(&words.labels().region)];
    head.extend(benchmark_head(&report.head, words, chances));
    let caption = words.region_benchmarks_caption(&report.head);
    (!rows.is_empty()).then(|| Table::new("table-region-benchmarks", caption, head, rows))
}

/// How many regions are not listed, and why some are not shown, once for each reason.
pub(crate) fn region_notes(report: &Report, words: &Words) -> Vec<String> {
    let mut notes: Vec<String> = words.folded_regions(report).into_iter().collect();
    for row in report.sections.regions() {
        if let Some(note) = words.note(&row.finding, &report.head.method)
            && matches!(row.finding, Finding::Hidden { .. })
            && !notes.contains(&note)
        {
            notes.push(note);
        }
    }
    notes
}
