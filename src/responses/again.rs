//! Respondents who answer more than once in a period: where only one answer of each is to count, which rows do not.
//!
//! Kept of an answer are whose it is, as a number, when it was given and where it stands: 64 bytes, however long the row is.

use std::collections::{BTreeMap, HashSet};

use super::key::Key;
use super::names::in_common;
use super::response::Placed;
use super::{Account, Asks, Reader, Roles};
use crate::config::{Keep, Reads};
use crate::source::{Inputs, Row, Spot};

/// An answer, as far as it has to be known to tell whether another one of the respondent counts.
///
/// In this order the answers of a respondent about a client in a period stand together, those that have no score first, then by
/// the moment at which they were given and the place in which they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Answer {
    respondent: Key,
    client: u32,
    period: i32,
    has_score: bool,
    /// In seconds since 1970-01-01.
    moment: i64,
    spot: Spot,
}

/// The answers that a worker has read.
#[derive(Debug, Default)]
pub(super) struct Respondents {
    answers: Vec<Answer>,
    /// How many say of nobody whose they are.
    nameless: u64,
    /// Whether each row is of somebody who was asked, whatever it says.
    are_all_asked: bool,
}

impl Respondents {
    /// Nothing read yet, where these questions are asked besides the leading one.
    pub(super) fn new(further: &[Asks]) -> Self {
        let is_of_asked = |asks: &Asks| matches!(asks.reads, Reads::Outcome { .. });
        Self { are_all_asked: further.iter().any(is_of_asked), ..Self::default() }
    }

    /// Looks at a row, which tells something where it has a score or an answer to a further question, or is of somebody who was asked.
    pub(super) fn look(
        &mut self,
        (reader, roles): (&mut Reader, &Roles),
        row: &impl Row,
        at: (Spot, Placed),
        has_score: bool,
    ) {
        let others = || roles.further.iter().chain(roles.bases.iter().flatten());
        if !has_score && !self.are_all_asked && others().all(|column| row.cell(*column).is_blank()) {
            return;
        }
        let (spot, Placed { period, client, .. }) = at;
        match reader.respondent(row) {
            Some(respondent) => {
                let moment = reader.moment(row);
                self.answers.push(Answer { respondent, client, period, has_score, moment, spot });
            }
            None => self.nameless += 1,
        }
    }
}

/// The rows that are set aside, as another one of the same respondent counts.
#[derive(Debug, Clone, Default)]
pub(crate) struct Again {
    /// Numbers of rows in their chunk, sorted, by file and chunk.
    rows: BTreeMap<(usize, usize), Vec<u64>>,
    /// How many answers come after another one of the same respondent in the same period, whether they count or not.
    pub(super) repeated: u64,
    /// How many answers say of nobody whose they are.
    pub(super) nameless: u64,
}

impl Again {
    /// What the answers of all workers come to, each with what its codes of clients are among those of all.
    pub(super) fn of(workers: Vec<(Respondents, Vec<u32>)>, keep: Keep) -> Self {
        let (mut again, mut all) = (Self::default(), Vec::new());
        for (own, clients) in workers {
            let answers = own.answers.into_iter();
            all.extend(answers.map(|one| Answer { client: in_common(&clients, one.client), ..one }));
            again.nameless += own.nameless;
        }
        all.sort_unstable();
        let whose = |one: &Answer| (one.respondent, one.client, one.period);
        for answers in all.chunk_by(|one, other| whose(one) == whose(other)) {
            again.repeated += answers.len() as u64 - 1;
            let without_score = answers.partition_point(|answer| !answer.has_score);
            let kept = match keep {
                Keep::All => continue,
                Keep::First if without_score < answers.len() => without_score,
                Keep::First => 0,
                Keep::Last => answers.len() - 1,
            };
            let others = answers.iter().enumerate().filter(|(at, _)| *at != kept);
            for Spot { file, chunk, row } in others.map(|(_, answer)| answer.spot) {
                again.rows.entry((file, chunk)).or_default().push(row);
            }
        }
        again.rows.values_mut().for_each(|rows| rows.sort_unstable());
        again
    }

    /// Whether no row is set aside.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Whether a row is set aside.
    #[inline]
    pub(crate) fn holds(&self, spot: Spot) -> bool {
        let of_chunk = || self.rows.get(&(spot.file, spot.chunk));
        !self.is_empty() && of_chunk().is_some_and(|rows| rows.binary_search(&spot.row).is_ok())
    }

    /// The same rows by their file and their number in it, of which the account is.
    pub(super) fn numbered(&self, inputs: &Inputs, account: &Account) -> HashSet<(usize, u64)> {
        let numbers = self.rows.iter().flat_map(|((file, chunk), rows)| {
            let first = account.row_number(inputs, Spot { file: *file, chunk: *chunk, row: 0 });
            rows.iter().map(move |row| (*file, first + row))
        });
        numbers.collect()
    }
}
