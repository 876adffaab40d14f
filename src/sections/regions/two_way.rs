//! The score by two columns together, as a table: a row for each value of the one, a column for each value of the other.

use std::collections::{BTreeMap, BTreeSet};

use super::types::RegionRow;
use crate::charts::dots::Dots;
use crate::config::TIMES;
use crate::figures::Finding;
use crate::sections::table::{Cell, NONE, Table, finding, finding_head, number, text, verdict_comparison};
use crate::sections::{Figure, Report};
use crate::statistics::Verdict;
use crate::survey::Region;
use crate::wording::{About, FigureTexts, Words, capitalised};

/// So many columns stand beside each other.
const MOST_COLUMNS: usize = 6;

/// The table of scores, that of their bases, and the cells that stand apart.
pub(super) fn figure(
    (called, columns): (&str, &[String; 2]),
    (report, words): (&Report, &Words),
    (prefix, rests_on): (&str, &'static [About]),
    titled: &dyn Fn(&str) -> String,
) -> Option<Figure> {
    let texts = words.regions(report)?;
    let texts = FigureTexts {
        title: titled(&texts.title),
        description: titled(&texts.description),
        caption: titled(&texts.caption),
        ..texts
    };
    let id = format!("{prefix}regions");
    let caption = texts.caption.clone();
    let found = texts.title.clone();
    let none: (_, Option<Dots>) = ("", None);
    let figure = Figure::new(&id, Some(texts), none, rests_on, words)?;
    let cells = Cells::of(report.sections.regions());
    let score = |row: Option<&RegionRow>| {
        number(row.map_or_else(|| NONE.to_owned(), |row| words.finding(&row.finding)))
    };
    let base = |row: Option<&RegionRow>| {
        let n = row.and_then(|row| row.finding.estimate()).map(|estimate| words.count(estimate.n));
        number(n.unwrap_or_else(|| NONE.to_owned()))
    };
    let scores = cells.tables(&format!("table-{id}"), &caption, columns, &score);
    let bases = format!("{caption}. {}", words.labels().base);
    let bases = cells.tables(&format!("table-{id}-bases"), &bases, columns, &base);
    let apart = apart(&format!("table-{id}-apart"), words, report);
    let figure = figure.with_tables(scores.into_iter().chain(bases).chain(apart));
    Some(Figure { leads: Some([capitalised(called), found]), ..figure })
}

/// The cells by the values of both columns.
struct Cells<'a> {
    rows: BTreeSet<&'a str>,
    columns: BTreeSet<&'a str>,
    scores: BTreeMap<(&'a str, &'a str), &'a RegionRow>,
}

impl<'a> Cells<'a> {
    fn of(values: &'a [RegionRow]) -> Self {
        let mut cells = BTreeMap::new();
        for row in values {
            if let Region::Named(name) = &row.region
                && let Some(both) = name.split_once(TIMES)
            {
                cells.insert(both, row);
            }
        }
        let (rows, columns) = cells.keys().copied().unzip();
        Self { rows, columns, scores: cells }
    }

    /// What each cell says, in tables as wide as paper is.
    fn tables(
        &self,
        id: &str,
        caption: &str,
        [name, _]: &[String; 2],
        cell: &dyn Fn(Option<&RegionRow>) -> Cell,
    ) -> Vec<Table> {
        let columns: Vec<&str> = self.columns.iter().copied().collect();
        let table = |(at, columns): (usize, &[&str])| {
            let mut head = vec![text(capitalised(name))];
            head.extend(columns.iter().map(|column| number(*column)));
            let rows = self.rows.iter().map(|row| {
                let of = |column: &&str| cell(self.scores.get(&(*row, *column)).copied());
                [text(*row)].into_iter().chain(columns.iter().map(of)).collect()
            });
            let id = if at == 0 { id.to_owned() } else { format!("{id}-{}", at + 1) };
            Table::new(&id, caption.to_owned(), head, rows.collect())
        };
        columns.chunks(MOST_COLUMNS).enumerate().map(table).collect()
    }
}

/// The cells that stand clearly apart from all other answers; none where none does.
fn apart(id: &str, words: &Words, report: &Report) -> Option<Table> {
    let labels = words.labels();
    let is_apart = |row: &&RegionRow| {
        let is_clear = row.rest.as_ref().is_some_and(|rest| rest.verdict != Verdict::Unclear);
        is_clear && matches!(row.finding, Finding::Measured(_))
    };
    let rows = report.sections.regions().iter().filter(is_apart).map(|row| {
        let mut cells = vec![text(words.region(&row.region))];
        cells.extend(finding(&row.finding, words));
        cells.extend(verdict_comparison(row.rest.as_ref(), words));
        cells
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    let mut head = vec![text(&labels.region)];
    head.extend(finding_head(words));
    head.extend([
        number(&labels.versus_rest),
        number(words.p_head(&report.head.method)),
        text(&labels.verdict),
    ]);
    (!rows.is_empty()).then(|| Table::new(id, words.compared_regions_caption(report), head, rows))
}
