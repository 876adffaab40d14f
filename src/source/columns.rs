//! Whether the files have the needed columns, and of what each can be used for.

use std::path::{Path, PathBuf};

use super::parquet::{Holds, Nest};
use super::{Head, Kind, list, name};
use crate::config::{Columns, Named};
use crate::error::{Place, Problem};

/// What a column is needed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Score,
    Date,
    Weight,
    /// It names a region, a client or something else that answers share.
    Name,
}

impl Role {
    /// What is wanted of the column, and how to write it.
    fn describe(self) -> (&'static str, &'static str) {
        match self {
            Self::Score => {
                ("scores", "write it as a column of whole numbers, or name another in `columns.score`")
            }
            Self::Date => {
                ("days", "write it as a column of dates or timestamps, or name another in `columns.date`")
            }
            Self::Weight => {
                ("weights", "write it as a column of numbers, or name another in `columns.weight`")
            }
            Self::Name => ("names", "write it as a column of texts, or name another"),
        }
    }

    /// Whether a column that holds this will do. Numbers may be days: 20260930.
    fn takes(self, holds: Holds) -> bool {
        match holds {
            Holds::Texts | Holds::Numbers => true,
            Holds::Dates => matches!(self, Self::Date | Self::Name),
            Holds::Truths | Holds::Identifiers => self == Self::Name,
            Holds::Other(_) => false,
        }
    }
}

/// The needed columns, each once, by what it is first needed for.
pub(super) fn needed(columns: &Columns) -> Vec<(&Named<String>, Role)> {
    let single = [
        (Some(&columns.score), Role::Score),
        (columns.date.as_ref(), Role::Date),
        (columns.region.as_ref(), Role::Name),
        (columns.weight.as_ref(), Role::Weight),
    ];
    let single = single.into_iter().filter_map(|(column, role)| Some((column?, role)));
    let names = columns.client.iter().chain(&columns.attributes).map(|column| (column, Role::Name));
    let mut needed: Vec<(&Named<String>, Role)> = Vec::new();
    for (column, role) in single.chain(names) {
        // The region may well be what the reports are for: what is wrong with it is said once. That a name is empty is
        // said already.
        if !column.value.is_empty() && !needed.iter().any(|(other, _)| other.value == column.value) {
            needed.push((column, role));
        }
    }
    needed
}

/// The problem that some files have no such column.
pub(super) fn missing(column: &Named<String>, heads: &[(PathBuf, Head)]) -> Option<Problem> {
    let wanted = column.value.as_str();
    let has = |head: &Head| head.names.iter().any(|name| name == wanted) || head.nest(wanted).is_some();
    let without: Vec<_> = heads.iter().filter(|(_, head)| !has(head)).collect();
    let (path, head) = without.first()?;
    let files = list(without.iter().map(|(path, _)| name(path)), without.len());
    let place = column.place.clone().unwrap_or_else(|| Place::File(path.clone()));
    let names = || head.names.iter().map(String::as_str).filter(|name| !name.is_empty());
    let problem =
        Problem::new(format!("no column `{wanted}` in {files}")).at(place).did_you_mean(wanted, names());
    Some(if problem.hints.is_empty() {
        problem.hint(format!("its columns are {}", list(names(), names().count())))
    } else {
        problem
    })
}

/// The problem that a file has two columns of a needed name, or one that does not hold what it is needed for.
pub(super) fn unusable(column: &Named<String>, role: Role, path: &Path, head: &Head) -> Option<Problem> {
    let (wanted, file) = (column.value.as_str(), name(path));
    let problem = |what: String| Problem::new(what).in_file(path);
    let of_file = format!("the column `{wanted}` of `{file}`");
    let lists = || {
        problem(format!("{of_file} holds lists, not one value a row"))
            .hint("write the file again with one answer a row")
    };
    let mut places = head.names.iter().enumerate().filter(|(_, name)| *name == wanted).map(|(at, _)| at);
    let Some(first) = places.next() else {
        let parts = || head.names.iter().filter(|name| is_within(name, wanted));
        return Some(match head.nest(wanted)? {
            Nest::List => lists(),
            Nest::Map => problem(format!("{of_file} holds maps, not one value a row"))
                .hint("write each value of the map as a column of its own"),
            Nest::Variant => {
                problem(format!("{of_file} holds values of any type (VARIANT), which are not read"))
                    .hint(role.describe().1)
            }
            Nest::Structure => problem(format!("{of_file} is a structure of columns, not a column"))
                .hint(format!("name one of them: {}", list(parts(), parts().count()))),
        });
    };
    let more = places.count();
    if more > 0 {
        let what = format!("{} columns of `{file}` are named `{wanted}`", more + 1);
        return Some(problem(what).hint("give each column a name of its own"));
    }
    let Kind::Parquet { columns, .. } = &head.kind else { return None };
    let column = columns.get(first)?;
    if column.is_list {
        return Some(lists());
    }
    let (what, hint) = role.describe();
    let is_wrong = !role.takes(column.holds);
    is_wrong.then(|| problem(format!("{of_file} holds {}, not {what}", column.holds.describe())).hint(hint))
}

/// Whether a column is within a group of that name.
fn is_within(column: &str, group: &str) -> bool {
    column.strip_prefix(group).is_some_and(|rest| rest.starts_with('.'))
}
