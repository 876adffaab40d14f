//! Every figure drawn, as a table of finished strings.

use serde::Serialize;

pub(crate) use super::cell::{Cell, NONE, number, text};
use super::paper::{fit, halves};
use crate::figures::{Beside, Comparison, Finding, Head, Scored, Versus};
use crate::statistics::{Trend, Verdict};
use crate::wording::Words;

/// A table: the first cell of each row is its heading.
#[derive(Clone, Serialize)]
pub(crate) struct Table {
    pub(crate) id: String,
    pub(crate) caption: String,
    pub(crate) head: Vec<Cell>,
    pub(crate) rows: Vec<Vec<Cell>>,
    /// The widths of its columns in per cent, where it stands in two halves on paper; else none.
    halves: Vec<String>,
    /// What its letters are multiplied by on paper, where it would else be wider.
    fit: Option<String>,
    /// Whether its caption stands before it: on paper a table in two halves has none of its own.
    titled: bool,
}

impl Table {
    pub(crate) fn new(id: &str, caption: String, head: Vec<Cell>, rows: Vec<Vec<Cell>>) -> Self {
        let halves = halves(&head, &rows);
        let fit = fit(&head, &rows).filter(|_| halves.is_empty());
        Self { id: id.to_owned(), caption, head, rows, halves, fit, titled: false }
    }

    /// The same for a screen only, and for paper only, there by another name.
    pub(crate) fn parted(self, id: String, caption: String) -> [Self; 2] {
        let paper = Self { id, caption, titled: !self.halves.is_empty(), ..self.clone() };
        [Self { halves: Vec::new(), fit: None, ..self }, paper]
    }
}

/// A finding as score, both ends of the interval, and base.
pub(crate) fn finding<E: Scored>(finding: &Finding<E>, words: &Words) -> [Cell; 4] {
    match finding.estimate() {
        Some(estimate) => [
            number(words.nps_to(estimate.nps().points(), 1)),
            number(words.points(estimate.interval().low(), 1)),
            number(words.points(estimate.interval().high(), 1)),
            number(words.count(estimate.n())),
        ],
        None => [number(words.finding(finding)), number(NONE), number(NONE), number(NONE)],
    }
}

pub(crate) fn finding_head(words: &Words) -> [Cell; 4] {
    let labels = words.labels();
    [number(&labels.nps), number(&labels.low), number(&labels.high), number(&labels.base)]
}

pub(crate) fn trend_comparison(comparison: Option<&Comparison<Trend>>, words: &Words) -> [Cell; 3] {
    let p = |c: &Comparison<Trend>| words.p_number(c.p_adjusted);
    three(comparison.map(|c| (c.difference.points(), p(c), words.trend_verdict(c.verdict))), words)
}

pub(crate) fn verdict_comparison(comparison: Option<&Comparison<Verdict>>, words: &Words) -> [Cell; 3] {
    let p = |c: &Comparison<Verdict>| words.p_number(c.p_adjusted);
    three(comparison.map(|c| (c.difference.points(), p(c), words.verdict(c.verdict))), words)
}

pub(crate) fn beside(beside: Option<&Beside>, words: &Words) -> [Cell; 3] {
    let p = |b: &Beside| words.p_number_of(b.p_adjusted);
    three(beside.map(|b| (b.difference.points(), p(b), words.verdict(b.verdict))), words)
}

/// Difference, corrected p-value and verdict.
fn three(comparison: Option<(f64, String, &str)>, words: &Words) -> [Cell; 3] {
    match comparison {
        Some((difference, p, verdict)) => [number(words.change_to(difference, 1)), number(p), text(verdict)],
        None => [number(NONE), number(NONE), text(NONE)],
    }
}

pub(crate) fn benchmark_head(head: &Head, words: &Words, chances: bool) -> Vec<Cell> {
    let labels = words.labels();
    let mut head = vec![
        text(&labels.benchmark),
        number(&labels.value),
        text(&labels.statistic),
        number(&labels.year),
        number(&labels.n),
        text(&labels.source),
        number(&labels.difference),
        number(words.p_head(&head.method)),
        text(&labels.verdict),
    ];
    head.extend(chances.then(|| number(words.chance_head())));
    head
}

pub(crate) fn benchmark_row(versus: &Versus, words: &Words, chances: bool) -> Vec<Cell> {
    let benchmark = &versus.benchmark;
    let mut row = vec![
        text(&benchmark.name),
        number(words.stated(benchmark.value)),
        text(words.statistic(benchmark.statistic)),
        number(benchmark.year.map_or_else(|| NONE.to_owned(), |year| year.to_string())),
        number(benchmark.n.map_or_else(|| NONE.to_owned(), |n| words.count(n))),
        text(benchmark.source.clone().unwrap_or_else(|| NONE.to_owned())),
    ];
    row.extend(verdict_comparison(versus.comparison.as_ref(), words));
    row.extend(chances.then(|| number(words.chance_number(versus).unwrap_or_else(|| NONE.to_owned()))));
    row
}

/// Whether there is a target with a chance to be shown.
pub(crate) fn has_chance(versus: &Versus) -> bool {
    versus.chance_at_or_above.is_some()
}
