//! All figures of a report as rows of cells.

use crate::figures::Listed;
use crate::sections::Report;
use crate::survey::{Day, Period};

/// Whose figures these are, and all of them.
#[derive(Debug, Clone, PartialEq)]
pub struct FigureList {
    client: Option<String>,
    question: String,
    figures: Vec<Listed>,
}

/// A cell.
pub(super) enum Cell {
    Text(Option<String>),
    /// Days since 1970-01-01.
    Date(Option<i32>),
    Number(Option<f64>),
    Whole(Option<u64>),
}

/// The names of the columns, in the order of [`FigureList::rows`].
pub(super) const COLUMNS: [&str; 18] = [
    "client",
    "section",
    "question",
    "option",
    "period",
    "first_day",
    "last_day",
    "cut",
    "value",
    "measure",
    "against",
    "number",
    "n",
    "low",
    "high",
    "p",
    "verdict",
    "state",
];

impl FigureList {
    /// All figures of a report.
    #[must_use]
    pub fn of(report: &Report) -> Self {
        let head = &report.head;
        let client = head.client.as_ref().map(ToString::to_string);
        Self { client, question: head.question.name.clone(), figures: crate::report::listed(report) }
    }

    /// One row for each figure.
    pub(super) fn rows(&self) -> impl Iterator<Item = [Cell; COLUMNS.len()]> {
        self.figures.iter().map(|figure| {
            let text = |text: &Option<String>| Cell::Text(text.clone());
            // A zero has no sign.
            let number = |number: Option<f64>| Cell::Number(number.map(|number| number + 0.0));
            let day =
                |of: fn(Period) -> Day| Cell::Date(figure.period.map(|period| of(period).since_epoch()));
            [
                text(&self.client),
                Cell::Text(Some(figure.section.to_owned())),
                Cell::Text(Some(figure.question.as_ref().unwrap_or(&self.question).clone())),
                text(&figure.option),
                Cell::Text(figure.period.map(Period::key)),
                day(Period::first_day),
                day(Period::last_day),
                text(&figure.cut),
                text(&figure.value),
                Cell::Text(Some(figure.measure.to_owned())),
                text(&figure.against),
                number(figure.number),
                Cell::Whole(figure.n),
                number(figure.low),
                number(figure.high),
                number(figure.p),
                text(&figure.verdict),
                Cell::Text(Some(figure.state.to_owned())),
            ]
        })
    }
}
