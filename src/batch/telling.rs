//! What is told, and to whom: errors of single reports with whose they are, and the index as its readers get it.

use crate::config::{Audience, Config};
use crate::error::{Error, Kind, Problem};
use crate::other;
use crate::report::{self, Index, Member};

/// An error that says whose report it is about.
pub(super) fn named(member: Member<'_>, error: &Error) -> Error {
    Error { problems: tell_of(member, &error.problems), kind: error.kind }
}

/// Problems that say whose report they are about; what has no place of its own is about its row in the table.
pub(super) fn tell_of(member: Member<'_>, problems: &[Problem]) -> Vec<Problem> {
    let tell = |problem: &Problem| Problem {
        message: format!("the report for `{}`: {}", member.client, problem.message),
        place: problem.place.clone().or_else(|| member.stated.map(|stated| stated.place.clone())),
        hints: problem.hints.clone(),
    };
    problems.iter().map(tell).collect()
}

/// Several errors as one; none where there are none. One kind of theirs, or any.
pub(super) fn together(errors: Vec<Error>) -> Result<(), Error> {
    let Some(kind) = errors.first().map(|error| error.kind) else { return Ok(()) };
    let same = errors.iter().all(|error| error.kind == kind);
    let problems = errors.into_iter().flat_map(|error| error.problems).collect();
    Err(Error { kind: if same { kind } else { Kind::Other }, problems })
}

/// The index as those read it whom it is for: passed on, it names no places in the data, and is rounded where answers have weights.
///
/// # Errors
/// When a number is not finite, which no index holds.
pub(super) fn for_readers(config: &Config, mut index: Index) -> Result<Index, Error> {
    if config.index.audience != Audience::Clients {
        return Ok(index);
    }
    index.quality = index.quality.without_places();
    if config.is_weighted() {
        report::index_as_shown(index).map_err(|error| other(&error))
    } else {
        Ok(index)
    }
}
