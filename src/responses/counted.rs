//! What the pass over the data found.

use super::account::Account;
use super::again::Again;
use super::comment::TopicsOf;
use super::doubtful::{Doubtful, Guessed};
use super::filter::Filter;
use super::follow_up::Followed;
use super::gathered::Gathered;
use super::kept::Kept;
use super::list::{Answered, Found};
use super::names::{Codes, Names};
use super::noted::Noted;
use super::repeats::Repeats;
use super::{OfClients, Reader};
use crate::survey::Region;

/// What each worker's taker took, with its codes.
pub type Parts<T> = Vec<(T, Codes)>;

/// What the pass found.
#[derive(Debug)]
pub(super) struct Counted<T> {
    /// What was taken of the responses.
    pub(super) parts: Parts<T>,
    /// What the codes stand for.
    pub(super) names: Reader,
    /// What became of the rows of each client that are not used, and of what it is nested in.
    pub(super) of_clients: OfClients,
    /// The account of all rows.
    pub(super) account: Account,
    /// Both of each further question.
    pub(super) further: Vec<(Account, OfClients)>,
    /// What was chosen of the options of each.
    pub(super) options: Vec<Names>,
    /// What comments are about.
    pub(super) topics: TopicsOf,
    /// What is kept of the answers besides; what became of those to follow up stands with them.
    pub(super) kept: Kept,
    /// What was noted of all rows.
    pub(super) noted: Noted,
    /// Where rows with faults gather.
    pub(super) gathered: Gathered<Region>,
    /// Rows that stand in several files.
    pub(super) repeats: Option<Repeats>,
    /// Names that are no text in the encoding of their file, and what became of them.
    pub(super) doubtful: (Doubtful, Guessed),
    /// The answers, as far as a list of all who were asked needs to know them.
    pub(super) answered: Answered,
    /// What was found in such a list.
    pub(super) found: Found,
    /// What tells which rows are meant, where not all are.
    pub(super) filter: Option<Filter>,
    /// Rows that do not count, as another one of the same respondent does.
    pub(super) again: Again,
    /// The answers to follow up.
    pub(super) followed: Followed,
}
