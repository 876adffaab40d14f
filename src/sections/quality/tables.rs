//! The tables of this part.

use super::{FileRead, Rejection};
use crate::figures::{DesignFigures, Estimate, Head};
use crate::sections::Sections;
use crate::sections::table::{Cell, NONE, Table, number, text};
use crate::wording::Words;

/// Files read, and rows left out by reason. A client's report names neither files nor rows: they hold others' too.
pub(crate) fn quality(about: &Head, sections: &Sections, words: &Words) -> Vec<Table> {
    let labels = words.labels();
    let quality = &sections.quality;
    let files = (!quality.files.is_empty()).then(|| {
        // Of a single file the sentences say all, and what all files have in common is said there too.
        let has = |rows: &dyn Fn(&FileRead) -> u64| {
            quality.files.len() > 1 && quality.files.iter().any(|file| rows(file) > 0)
        };
        let (faults, outside) = (has(&FileRead::faults), has(&FileRead::set_aside));
        let apart = words.read_apart(&quality.files);
        let rows = quality.files.iter().enumerate().map(|(at, file)| {
            let mut row = vec![text(&file.name)];
            row.extend(apart.as_ref().and_then(|apart| apart.get(at)).map(text));
            row.push(number(words.count(file.rows)));
            row.extend((faults || outside).then(|| number(words.count(file.rows_used))));
            row.extend(outside.then(|| number(words.count(file.set_aside()))));
            row.extend(faults.then(|| number(words.count(file.faults()))));
            row
        });
        let mut head = vec![text(&labels.file)];
        head.extend(apart.as_ref().map(|_| text(&labels.read_as)));
        head.push(number(&labels.rows));
        head.extend((faults || outside).then(|| number(&labels.rows_used)));
        head.extend(outside.then(|| number(&labels.rows_outside)));
        head.extend(faults.then(|| number(&labels.rows_left_out)));
        Table::new("table-files", labels.files_read.to_string(), head, rows.collect())
    });
    let placed = quality.rejected.iter().any(|rejection| !rejection.first.is_empty());
    let row = |rejection: &Rejection| {
        let mut row = vec![text(words.reason(rejection.reason)), number(words.count(rejection.rows))];
        row.extend(placed.then(|| text(words.first_rows(rejection))));
        row
    };
    let rejected = (!quality.rejected.is_empty()).then(|| {
        let mut head = vec![text(&labels.reason), number(&labels.rows)];
        head.extend(placed.then(|| text(&labels.first_rows)));
        let rows = quality.rejected.iter().map(row).collect();
        Table::new("table-rejected", labels.rejected_rows.to_string(), head, rows)
    });
    design(about, sections, words).into_iter().chain(files).chain(rejected).collect()
}

/// What the answers of each figure are worth; none where every answer counts once and by itself.
fn design(about: &Head, sections: &Sections, words: &Words) -> Option<Table> {
    let labels = words.labels();
    let now = about.period.map_or_else(|| labels.total.to_string(), |period| words.period_heading(period));
    let periods = sections
        .points()
        .iter()
        .rev()
        .skip(1)
        .map(|point| (words.period_heading(point.period), &point.finding));
    let regions = sections.regions().iter().map(|row| (words.region(&row.region).to_owned(), &row.finding));
    let all = std::iter::once((now, &about.overall)).chain(regions).chain(periods);
    let all = all.filter_map(|(name, finding)| Some((name, finding.estimate()?)));
    let all: Vec<(String, &Estimate, &DesignFigures)> =
        all.filter_map(|(name, estimate)| Some((name, estimate, estimate.design.as_ref()?))).collect();
    let [has_clusters, has_population] = [
        all.iter().any(|(_, _, design)| design.clusters.is_some()),
        all.iter().any(|(_, _, design)| design.population.is_some()),
    ];
    let stated = |n: Option<u64>| number(n.map_or_else(|| NONE.to_owned(), |n| words.count(n)));
    let rows: Vec<Vec<Cell>> = all
        .into_iter()
        .map(|(name, estimate, design)| {
            let mut row = vec![
                text(name),
                number(words.count(estimate.n)),
                number(words.points(design.weighted_n, 1)),
                number(words.effective_n(design)),
                number(words.points(design.effect(estimate.n), 2)),
            ];
            row.extend(has_clusters.then(|| stated(design.clusters)));
            row.extend(has_population.then(|| stated(design.population)));
            row
        })
        .collect();
    let (caption, [what, heads @ .., clusters, population]) = words.design_table();
    let mut head = vec![text(what)];
    head.extend(heads.into_iter().map(number));
    head.extend(has_clusters.then(|| number(clusters)));
    head.extend(has_population.then(|| number(population)));
    (!rows.is_empty()).then(|| Table::new("table-design", caption.to_owned(), head, rows))
}
