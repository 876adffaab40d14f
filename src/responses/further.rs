//! The answers of a row to the questions besides the one that leads the report: each is left out of its own question only.

use std::collections::BTreeMap;

use super::account::Account;
use super::pending::{Pending, Take};
use super::reader::whole_number;
use super::response::Placed;
use super::{Asks, Detail, Outside, Reason, Response, Roles, Unusable, label, trimmed};
use crate::config::Reads;
use crate::source::{Cell, Row, Spot};
use crate::survey::{Decimal, Score, canonical};
use polars::prelude::PolarsResult;

/// So many words for yes and no are remembered as they are written.
const MOST_REMEMBERED: usize = 1000;

/// One question, and what a worker has read of it.
#[derive(Debug)]
pub(crate) struct Asking {
    asks: Asks,
    column: usize,
    decimal: Option<Decimal>,
    /// Words as they are written.
    words: BTreeMap<Box<[u8]>, Result<Score, Reason>>,
    pending: Pending,
    /// What became of every row, as far as this question is concerned.
    pub(super) account: Account,
}

impl Asking {
    /// Every question besides the one that leads the report.
    pub(crate) fn each(roles: &Roles, asks: &[Asks], decimal: Option<Decimal>) -> Vec<Self> {
        let of = |(column, asks): (&usize, &Asks)| Self {
            asks: asks.clone(),
            column: *column,
            decimal,
            words: BTreeMap::new(),
            pending: Pending::new(roles),
            account: Account::default(),
        };
        roles.further.iter().zip(asks).map(of).collect()
    }

    /// Reads the answer of a row, where the row can be used, and tells whether there are enough for a frame.
    pub(super) fn read(
        &mut self,
        row: &impl Row,
        spot: Spot,
        placed: Result<(Placed, Option<Detail>), Unusable>,
    ) -> bool {
        let (placed, detail) = match placed {
            Ok(placed) => placed,
            Err(why) => {
                match why {
                    Unusable::Rejected { reason, client } => self.account.reject(reason, client, None, spot),
                    Unusable::Outside { why, client } => self.account.set_aside(why, client),
                    // Nothing is read any more.
                    Unusable::NotText(_) | Unusable::BadWeight => {}
                }
                return false;
            }
        };
        match self.answer(row) {
            Ok(None) => {
                self.account.set_aside(Outside::NoAnswer, placed.client);
                false
            }
            Ok(Some(score)) => self.pending.add(Response::of(placed, score), detail),
            Err(reason) => {
                let text = row.cell(self.column).text();
                self.account.reject(reason, placed.client, Some(trimmed(&text)), spot);
                false
            }
        }
    }

    /// The answer in a row; none where it is left blank.
    pub(crate) fn answer(&mut self, row: &impl Row) -> Result<Option<Score>, Reason> {
        let cell = row.cell(self.column);
        if cell.is_blank() { Ok(None) } else { self.score(cell).map(Some) }
    }

    /// The position of its cell.
    pub(crate) fn column(&self) -> usize {
        self.column
    }

    /// Gives a taker what is pending, as answers to the question at that position.
    pub(super) fn hand_over(&mut self, question: usize, taker: &mut impl Take) -> PolarsResult<()> {
        taker.take(question, &self.pending.take_frame()?)
    }

    fn score(&mut self, cell: Cell<'_>) -> Result<Score, Reason> {
        match &self.asks.reads {
            Reads::Numbers => {
                let number = match whole_number(cell, self.decimal) {
                    Ok((number, _)) => number,
                    Err(reason) => label::score(trimmed(&cell.text())).ok_or(reason)?,
                };
                self.asks.scale.score(number).ok_or(Reason::ScoreOutOfScale)
            }
            Reads::Words { yes, no } => {
                let text = cell.text();
                let text = trimmed(&text);
                if let Some(known) = self.words.get(text) {
                    return *known;
                }
                let word = canonical(&String::from_utf8_lossy(text)).to_lowercase();
                let score = [no, yes].into_iter().zip(self.asks.scale.scores());
                let score = score.filter(|(words, _)| words.contains(&word)).map(|(_, score)| score).next();
                let score = score.ok_or(Reason::NeitherYesNorNo);
                if self.words.len() < MOST_REMEMBERED {
                    self.words.insert(text.into(), score);
                }
                score
            }
        }
    }
}
