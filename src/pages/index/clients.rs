//! The clients of a tier: who moved, and the tables of all with the places of their rows in every order.

use std::borrow::Cow;
use std::cmp::Reverse;

use serde::Serialize;

use crate::figures::{Comparison, Versus};
use crate::report::{Index, IndexRow, Tier};
use crate::sections::paper::longest_word;
use crate::sections::questions::Beside;
use crate::sections::table::NONE;
use crate::statistics::{Trend, Verdict};
use crate::survey::Nps;
use crate::wording::{Text, Words};

/// Who moved beyond chance.
#[derive(Serialize)]
pub(super) struct Moved {
    /// Since when, or that nobody did.
    text: String,
    groups: Vec<MovedGroup>,
}

/// Those who moved one way.
#[derive(Serialize)]
struct MovedGroup {
    heading: Text,
    count: String,
    tone: &'static str,
    first: Vec<Mover>,
    others: Vec<Mover>,
}

/// One client and its change.
#[derive(Serialize)]
struct Mover {
    name: String,
    link: Option<String>,
    movement: String,
    change: String,
}

/// A table of all clients.
#[derive(Serialize)]
pub(super) struct Clients {
    caption: String,
    columns: Vec<Column>,
    rows: Vec<Row>,
    /// Whether there is a change to sort by.
    changes: bool,
}

impl Clients {
    /// Whether there are more columns than those that every index has.
    pub(super) fn is_roomy(&self) -> bool {
        self.columns.len() > 6
    }
}

/// A column: its class, its head, and the width of its longest word in letters' heights, so that none is broken.
#[derive(Serialize)]
struct Column {
    class: Cow<'static, str>,
    head: String,
    needed: String,
}

/// A client.
#[derive(Serialize)]
struct Row {
    name: String,
    link: Option<String>,
    /// The same as a PDF, where there is one.
    pdf: Option<String>,
    /// Why there is no link.
    fault: Option<String>,
    is_low: bool,
    /// Whether it is said to be new beside its name, for want of a column.
    is_new: bool,
    /// Places of the row by name, score, base and change; by rank it stands where it stands.
    order: [usize; 4],
    cells: Vec<Cell>,
}

/// A cell: the class of its column, a text, and what is said below it.
#[derive(Serialize)]
struct Cell {
    class: Cow<'static, str>,
    text: String,
    below: Option<String>,
    /// `up`, `down` or `unclear`: how what is below is marked, beside saying it.
    tone: Option<&'static str>,
    /// What the client's own report says, where that is something else.
    own: Option<String>,
}

/// A word that is wider is broken all the same.
const WIDEST: f64 = 9.0;

/// More movers than this are shown on demand.
const MOST_MOVERS: usize = 10;

/// Where the report of a client is; none where there is none.
fn link(row: &IndexRow) -> Option<String> {
    (row.fault.is_none() && !row.folder.is_empty()).then(|| format!("{}/report.html", row.folder))
}

/// Who moved beyond chance, the largest changes first; none where nobody can be compared.
pub(super) fn moved(index: &Index, tier: &Tier, words: &Words) -> Option<Moved> {
    let labels = words.index_labels();
    let group = |heading: &Text, tone, verdict: Trend| {
        let mut movers: Vec<(f64, &IndexRow)> = tier
            .rows
            .iter()
            .filter_map(|row| Some((row, row.firm_change()?)))
            .filter(|(_, change)| change.verdict == verdict)
            .map(|(row, change)| (change.difference.points(), row))
            .collect();
        movers.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()));
        let count = words.number_of(movers.len());
        let mut first: Vec<Mover> =
            movers.into_iter().map(|(points, row)| mover(points, row, words)).collect();
        let others = first.split_off(first.len().min(MOST_MOVERS));
        (!first.is_empty()).then_some(MovedGroup { heading: heading.clone(), count, tone, first, others })
    };
    let groups = [group(&labels.rose, "up", Trend::Improved), group(&labels.fell, "down", Trend::Declined)];
    Some(Moved { text: words.moved(index, tier)?, groups: groups.into_iter().flatten().collect() })
}

/// The scores that a client's change is between.
fn between(row: &IndexRow) -> Option<[Nps; 2]> {
    Some([row.finding.estimate()?.nps, row.before.estimate()?.nps])
}

fn mover(points: f64, row: &IndexRow, words: &Words) -> Mover {
    Mover {
        name: row.client.to_string(),
        link: link(row),
        movement: words.movement(row).unwrap_or_default(),
        change: between(row)
            .map_or_else(|| words.change(points), |scores| words.change_between(points, scores)),
    }
}

/// Every column that a table of clients can have, by class.
pub(super) fn column_names(words: &Words) -> [(&'static str, &Text); 10] {
    let (labels, own) = (words.labels(), words.index_labels());
    [
        ("c-rank", &labels.rank),
        ("c-nps", &labels.nps),
        ("c-interval", &own.interval),
        ("c-n", &labels.n),
        ("c-change", &own.change),
        ("c-since", &own.since_last_run),
        ("c-rest", &labels.versus_rest),
        ("c-target", &own.target),
        ("c-response", &own.response),
        ("c-region", &own.region),
    ]
}

/// The table of all clients of a tier, with those columns that any of them fills.
pub(super) fn table(index: &Index, tier: &Tier, words: &Words) -> Clients {
    let any = |filled: fn(&IndexRow) -> bool| tier.rows.iter().any(filled);
    let changes = any(|row| row.change.is_some());
    let is_told = index.changes_are_since_last_run();
    let filled = |class: &str| match class {
        "c-rank" => any(|row| row.rank.is_some()),
        "c-change" => changes,
        "c-since" => any(|row| row.last_run.is_some()) && !is_told,
        "c-rest" => any(|row| row.rest.is_some()),
        "c-target" => any(|row| row.target.is_some()),
        "c-response" => any(|row| row.response.is_some()),
        "c-region" => any(|row| row.region.is_some()),
        _ => true,
    };
    let named: Vec<(&'static str, &Text)> =
        column_names(words).into_iter().filter(|(class, _)| filled(class)).collect();
    let level = |row: &IndexRow| {
        row.finding.estimate().map(|estimate| words.level(&index.head, estimate.level).to_owned())
    };
    let row = |(row, order): (&IndexRow, [usize; 4])| Row {
        pdf: link(row).filter(|_| index.pdf).map(|_| format!("{}/report.pdf", row.folder)),
        is_low: row.finding.estimate().is_some_and(|estimate| estimate.low_base),
        is_new: is_told && row.is_new(),
        ..Row::of(row, order, named.iter().map(|(class, _)| cell(class, row, level(row), words)).collect())
    };
    let rows: Vec<Row> = tier.rows.iter().zip(orders(tier, words)).map(row).collect();
    let named = named.into_iter().map(|(class, head)| (class.into(), head.to_string()));
    Clients { caption: words.clients_caption(index), columns: columns(named, &rows), rows, changes }
}

/// The classes of the columns of further questions, and what they are called.
pub(super) fn question_names(index: &Index, words: &Words) -> Vec<(String, String)> {
    let names = index.questions.iter().map(|of| Beside::new(words, of).name());
    (1..).map(|at| format!("c-question-{at}")).zip(names).collect()
}

/// What further questions measured of each client, in the same order; nothing where the index has none.
pub(super) fn questions(index: &Index, tier: &Tier, words: &Words) -> Option<Clients> {
    let told: Vec<Beside<'_>> = index.questions.iter().map(|of| Beside::new(words, of)).collect();
    let named = question_names(index, words);
    let cell = |row: &IndexRow, at: usize, told: &Beside<'_>, class: &str| {
        let plain = Cell::plain(class.to_owned().into(), None);
        let Some(of) = row.questions.get(at) else { return plain };
        let Some(level) = of.finding.estimate() else {
            return Cell { text: told.value(&of.finding), ..plain };
        };
        let change = of.change.as_ref().filter(|_| !level.low_base);
        let tone = change.map(|change| moved_word(change.verdict, words).1);
        let below = change.map(|change| told.change(change));
        Cell { text: told.value(&of.finding), below, tone, own: Some(words.base_of(level)), ..plain }
    };
    let row = |(row, order): (&IndexRow, [usize; 4])| {
        let cells = told.iter().zip(&named).enumerate();
        Row::of(row, order, cells.map(|(at, (told, (class, _)))| cell(row, at, told, class)).collect())
    };
    let rows: Vec<Row> = tier.rows.iter().zip(orders(tier, words)).map(row).collect();
    let caption = words.questions_caption(index);
    let columns = columns(named.into_iter().map(|(class, name)| (class.into(), name)), &rows);
    (!told.is_empty()).then_some(Clients { caption, columns, rows, changes: false })
}

/// Columns as wide as their longest words.
fn columns(named: impl Iterator<Item = (Cow<'static, str>, String)>, rows: &[Row]) -> Vec<Column> {
    let column = |(at, (class, head)): (usize, (Cow<'static, str>, String))| {
        let cells = rows.iter().filter_map(|row| row.cells.get(at)).map(|cell| longest_word(&cell.text));
        let needed = cells.fold(longest_word(&head), f64::max).min(WIDEST);
        Column { class, head, needed: format!("{needed:.2}") }
    };
    named.enumerate().map(column).collect()
}

impl Row {
    /// The row of a client with these cells.
    fn of(row: &IndexRow, order: [usize; 4], cells: Vec<Cell>) -> Self {
        let (name, link, fault) = (row.client.to_string(), link(row), row.fault.clone());
        Self { name, link, pdf: None, fault, is_low: false, is_new: false, order, cells }
    }
}

impl Cell {
    fn plain(class: Cow<'static, str>, text: Option<String>) -> Self {
        Self { class, text: text.unwrap_or_else(|| NONE.to_owned()), below: None, tone: None, own: None }
    }
}

fn cell(class: &'static str, row: &IndexRow, level: Option<String>, words: &Words) -> Cell {
    let plain = |text: Option<String>| Cell::plain(class.into(), text);
    let estimate = row.finding.estimate();
    match class {
        "c-rank" => plain(row.rank.as_ref().map(|rank| words.client_rank(rank))),
        "c-nps" => Cell { below: level, ..plain(Some(words.finding(&row.finding))) },
        "c-interval" => plain(estimate.map(|estimate| words.interval(estimate.interval))),
        "c-n" => plain(Some(words.count(row.answers))),
        "c-change" => {
            compared(class, row.change.as_ref(), row.own_change, |verdict| moved_word(verdict, words), words)
        }
        "c-since" => {
            let [text, below] = words.since_last_run(row).unwrap_or_default();
            Cell { below, ..plain(text) }
        }
        "c-rest" => compared(class, row.rest.as_ref(), row.own_rest, |verdict| versus(verdict, words), words),
        "c-target" => {
            let target = row.target.as_ref().and_then(|Versus { comparison, .. }| comparison.as_ref());
            compared(class, target, None, |verdict| versus(verdict, words), words)
        }
        "c-response" => plain(row.response.as_ref().map(|response| words.client_response(response))),
        _ => plain(row.region.clone()),
    }
}

fn moved_word(verdict: Trend, words: &Words) -> (&str, &'static str) {
    let tone = match verdict {
        Trend::Improved => "up",
        Trend::Declined => "down",
        Trend::NoClearChange => "unclear",
    };
    (words.trend_verdict(verdict), tone)
}

fn versus(verdict: Verdict, words: &Words) -> (&str, &'static str) {
    let tone = match verdict {
        Verdict::Above => "up",
        Verdict::Below => "down",
        Verdict::Unclear => "unclear",
    };
    (words.verdict(verdict), tone)
}

/// A difference with its verdict below it.
fn compared<'a, V: Copy>(
    class: &'static str,
    comparison: Option<&Comparison<V>>,
    own: Option<V>,
    say: impl Fn(V) -> (&'a str, &'static str),
    words: &Words,
) -> Cell {
    match comparison {
        None => Cell::plain(class.into(), None),
        Some(comparison) => {
            let (verdict, tone) = say(comparison.verdict);
            Cell {
                class: class.into(),
                text: words.change_to(comparison.difference.points(), 1),
                own: own
                    .map(|own| say(own).0)
                    .filter(|own| *own != verdict)
                    .map(|own| words.in_own_report(own)),
                below: Some(verdict.to_owned()),
                tone: Some(tone),
            }
        }
    }
}

/// The places of every row by name, score, base and change. Rows without such a number come last, and rows of
/// equal ones stay as they are.
fn orders(tier: &Tier, words: &Words) -> Vec<[usize; 4]> {
    let score = |row: &IndexRow| row.finding.estimate().map(|estimate| estimate.nps.points());
    let change = |row: &IndexRow| row.change.as_ref().map(|change| change.difference.points());
    let mut bases: Vec<usize> = (0..tier.rows.len()).collect();
    bases.sort_by_key(|position| Reverse(tier.rows.get(*position).map(|row| row.answers)));
    let sorted = [words.by_name(&tier.rows), highest_first(tier, score), bases, highest_first(tier, change)];
    let mut orders = vec![[0; 4]; tier.rows.len()];
    for (key, positions) in sorted.iter().enumerate() {
        for (place, position) in positions.iter().enumerate() {
            if let Some(order) = orders.get_mut(*position).and_then(|order| order.get_mut(key)) {
                *order = place;
            }
        }
    }
    orders
}

fn highest_first(tier: &Tier, number: impl Fn(&IndexRow) -> Option<f64>) -> Vec<usize> {
    let mut positions: Vec<(usize, f64)> =
        tier.rows.iter().map(|row| number(row).unwrap_or(f64::NEG_INFINITY)).enumerate().collect();
    positions.sort_by(|a, b| b.1.total_cmp(&a.1));
    positions.into_iter().map(|(position, _)| position).collect()
}
