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

/// A text as it is written.
type Text = Box<[u8]>;

/// So many words for yes and no are remembered as they are written.
const MOST_REMEMBERED: usize = 1000;

/// One question, and what a worker has read of it.
#[derive(Debug)]
pub(crate) struct Asking {
    asks: Asks,
    column: usize,
    decimal: Option<Decimal>,
    /// Words as they are written.
    words: BTreeMap<Text, Result<Score, Reason>>,
    /// The columns of the base, and which of their texts are in it.
    bases: Vec<(usize, BTreeMap<Text, bool>)>,
    pending: Pending,
    /// What became of every row, as far as this question is concerned.
    pub(super) account: Account,
}

impl Asking {
    /// Every question besides the one that leads the report.
    pub(crate) fn each(roles: &Roles, asks: &[Asks], decimal: Option<Decimal>) -> Vec<Self> {
        let of = |((column, bases), asks): ((&usize, &Vec<usize>), &Asks)| Self {
            asks: asks.clone(),
            column: *column,
            decimal,
            words: BTreeMap::new(),
            bases: bases.iter().map(|column| (*column, BTreeMap::new())).collect(),
            pending: Pending::new(roles),
            account: Account::default(),
        };
        roles.further.iter().zip(&roles.bases).zip(asks).map(of).collect()
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
        if matches!(self.asks.reads, Reads::Outcome { .. }) {
            let score = self.score(cell);
            return match (self.is_of_base(row), score) {
                (true, score) => score.map(Some),
                // It went through the step without the one before it.
                (false, Ok(score)) if score.index() > 0 && !self.shares_base_column() => {
                    Err(Reason::OutsideBase)
                }
                (false, _) => Ok(None),
            };
        }
        if cell.is_blank() { Ok(None) } else { self.score(cell).map(Some) }
    }

    /// Whether the base is told by the same column: then a row of another outcome is not in both.
    fn shares_base_column(&self) -> bool {
        self.bases.iter().any(|(column, _)| *column == self.column)
    }

    /// Whether a row is one of those that a step is of.
    fn is_of_base(&mut self, row: &impl Row) -> bool {
        let Reads::Outcome { bases, .. } = &self.asks.reads else { return true };
        bases.iter().zip(&mut self.bases).all(|(base, (column, known))| {
            let text = row.cell(*column).text();
            let text = trimmed(&text);
            if let Some(known) = known.get(text) {
                return *known;
            }
            let is_in = stands_in(&base.values, &worded(text));
            if known.len() < MOST_REMEMBERED {
                known.insert(text.into(), is_in);
            }
            is_in
        })
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
            reads @ (Reads::Words { .. } | Reads::Outcome { .. }) => {
                let text = cell.text();
                let text = trimmed(&text);
                if let Some(known) = self.words.get(text) {
                    return *known;
                }
                let score = says_yes(reads, &worded(text))
                    .and_then(|yes| self.asks.scale.score(yes.into()).ok_or(Reason::ScoreOutOfScale));
                if self.words.len() < MOST_REMEMBERED {
                    self.words.insert(text.into(), score);
                }
                score
            }
        }
    }
}

/// A text as words are stated.
fn worded(text: &[u8]) -> String {
    canonical(&String::from_utf8_lossy(text)).to_lowercase()
}

/// Whether a word is one of these, or a whole number that is and has a decimal: programs write numbers so beside blanks.
fn stands_in(words: &[String], word: &str) -> bool {
    let whole = || word.strip_suffix(".0").or_else(|| word.strip_suffix(",0"));
    let is_in = |word: &str| words.iter().any(|other| other == word);
    is_in(word) || whole().is_some_and(is_in)
}

/// Whether a word says yes.
fn says_yes(reads: &Reads, word: &str) -> Result<bool, Reason> {
    match reads {
        Reads::Words { yes, .. } if stands_in(yes, word) => Ok(true),
        Reads::Words { no, .. } if stands_in(no, word) => Ok(false),
        Reads::Words { .. } | Reads::Numbers => Err(Reason::NeitherYesNorNo),
        Reads::Outcome { values, .. } if stands_in(values, word) => Ok(true),
        Reads::Outcome { known: Some(known), .. } if !stands_in(known, word) => Err(Reason::UnknownOutcome),
        Reads::Outcome { .. } => Ok(false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_may_be_a_number_that_a_program_wrote_with_a_decimal() {
        let words = |all: &[&str]| all.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let reads = Reads::Words { yes: words(&["1", "да"]), no: words(&["0.0", "нет"]) };
        for (word, says) in [("1", Some(true)), ("1.0", Some(true)), ("1,0", Some(true)), ("да", Some(true))]
        {
            assert_eq!(says_yes(&reads, word).ok(), says, "{word}");
        }
        // What is stated with a decimal is meant so.
        assert_eq!(says_yes(&reads, "0.0"), Ok(false));
        assert_eq!(says_yes(&reads, "0"), Err(Reason::NeitherYesNorNo));
    }
}
