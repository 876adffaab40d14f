//! Errors of single reports: whose they are, and all of them as one.

use crate::error::{Error, Kind, Problem};
use crate::report::Member;

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
