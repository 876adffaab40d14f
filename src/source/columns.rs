//! Whether the files have the needed columns, and of what each can be used for.

use std::path::{Path, PathBuf};

use super::head::{Head, Kind};
use super::header;
use super::inputs::Absent;
use super::names::{list, name};
use super::needed::Needed;
use super::parquet::Nest;
use crate::config::{Named, Source};
use crate::error::{Place, Problem};

/// That a column is not there.
pub(super) enum Missing {
    /// In no file, or where it must be.
    Anywhere(Problem),
    /// In some, which have rows without it.
    Here(Absent),
}

/// That some files have no such column.
pub(super) fn missing(needed: &Needed, heads: &[(PathBuf, Head)]) -> Option<Missing> {
    if needed.is_optional {
        return None;
    }
    let column = &needed.column;
    let without: Vec<&(PathBuf, Head)> = heads.iter().filter(|(_, head)| !has(head, &column.value)).collect();
    let problem = not_found(column, &without)?;
    let problem = needed.absent.into_iter().fold(problem, Problem::hint);
    if !needed.may_lack || without.len() == heads.len() {
        return Some(Missing::Anywhere(problem));
    }
    let files = without.iter().map(|(path, _)| name(path)).collect();
    let (place, hints) = (problem.place, problem.hints);
    Some(Missing::Here(Absent { column: column.value.clone(), files, place, hints }))
}

/// What to do about a missing column where a preset has asked for it, or where it is called otherwise.
pub(super) fn called_otherwise(problem: Problem, needed: &Needed, source: &Source) -> Problem {
    let preset = source.preset.as_ref();
    let is_of_preset =
        |preset: &&Named<String>| preset.place.is_some() && preset.place == needed.column.place;
    if let Some(preset) = preset.filter(is_of_preset) {
        return problem.hint(format!(
            "the preset `{}` expects it: name the columns of these files in `columns`, `source.where` or \
             `source.headings`, or leave the preset out, if they are no such export",
            preset.value
        ));
    }
    let calls = |(_, others): &(&String, &Vec<String>)| others.contains(&needed.column.value);
    match source.headings.iter().find(calls) {
        Some((name, _)) => {
            let by = preset
                .map_or("source.headings".to_owned(), |preset| format!("source.preset: {}", preset.value));
            problem.hint(format!("it is called `{name}` by `{by}`: name it so"))
        }
        None => problem,
    }
}

/// The cells of needed columns in the rows of a file that are passed over.
pub(super) fn needed_cells(head: &Head, needed: &[String]) -> Vec<Vec<String>> {
    let place = |column: &String| head.names.iter().position(|name| name == column);
    let places: Vec<Option<usize>> =
        if head.passed_over.is_empty() { Vec::new() } else { needed.iter().map(place).collect() };
    let cell = |row: &Vec<String>, place: &Option<usize>| {
        place.and_then(|at| row.get(at)).cloned().unwrap_or_default()
    };
    head.passed_over.iter().map(|row| places.iter().map(|place| cell(row, place)).collect()).collect()
}

/// Whether a file has a column, or a group of columns, of that name.
fn has(head: &Head, wanted: &str) -> bool {
    head.names.iter().any(|name| name == wanted) || head.nest(wanted).is_some()
}

fn not_found(column: &Named<String>, without: &[&(PathBuf, Head)]) -> Option<Problem> {
    let wanted = column.value.as_str();
    let (path, head) = without.first()?;
    let files = list(without.iter().map(|(path, _)| name(path)), without.len());
    let place = column.place.clone().unwrap_or_else(|| Place::File(path.clone()));
    let names = || head.names.iter().map(String::as_str).filter(|name| !name.is_empty());
    let problem =
        Problem::new(format!("no column `{wanted}` in {files}")).at(place).did_you_mean(wanted, names());
    let encoding = match &head.kind {
        Kind::Text { encoded, .. } if problem.hints.is_empty() => Some(encoded.encoding),
        _ => None,
    };
    if let Some(row) = encoding.and_then(|encoding| header::row_of(path, wanted, encoding)) {
        let file = name(path);
        let above = if row > 1 { ", and what is above it a title" } else { "" };
        let what = format!("row {row} of `{file}` holds `{wanted}`: it is the header{above}");
        return Some(problem.hint(what).hint(format!("state `source: {{header_row: {row}}}`")));
    }
    let problem = if problem.hints.is_empty() {
        problem.hint(format!("its columns are {}", list(names(), names().count())))
    } else {
        problem
    };
    Some(match &head.kind {
        Kind::Table { taken: Some(taken), .. } => problem.hint(taken.clone()),
        _ => problem,
    })
}

/// The problem that a file has two columns of a needed name, or one that does not hold what it is needed for.
pub(super) fn unusable((at, needed): (usize, &Needed), path: &Path, head: &Head) -> Option<Problem> {
    let (wanted, file) = (needed.column.value.as_str(), name(path));
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
                    .hint(needed.hint)
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
    if let Kind::Parquet { columns, .. } = &head.kind
        && columns.get(first)?.is_list
    {
        return Some(lists());
    }
    let holds = head.holds(first, at)?;
    let (is_wrong, holds) = (!(needed.takes)(holds), holds.describe());
    is_wrong.then(|| problem(format!("{of_file} holds {holds}, not {}", needed.what)).hint(needed.hint))
}

/// That a file has a column which another one is to tell.
pub(super) fn told_twice(needed: &Needed, path: &Path, head: &Head) -> Option<Problem> {
    let told = needed.tells.iter().find(|told| head.names.contains(&told.value))?;
    let (own, of) = (&told.value, &needed.column.value);
    let what = format!("`{}` has a column `{own}`, which `{of}` is to tell too", name(path));
    Some(Problem::new(what).at(told.place.clone()).hint("call what is told otherwise, or leave it out"))
}

/// Whether a column is within a group of that name.
fn is_within(column: &str, group: &str) -> bool {
    column.strip_prefix(group).is_some_and(|rest| rest.starts_with('.'))
}
