//! Files into rows: which files, how each is packed and laid out, and all of them as one stream of chunks that
//! are split into the needed cells.
//!
//! What a score, a date or a region is, is not known here; cells go on to `responses`. A text file is split by
//! `records`, a Parquet file unpacked by `parquet`, a sheet of a workbook read whole by `workbook`; all give the same [`Row`].

mod by_name;
mod columns;
mod described;
mod encoded;
mod equal;
mod files;
mod filled;
mod glance;
mod guard;
mod head;
mod header;
mod index;
mod inputs;
mod json;
#[cfg(test)]
mod kinds_tests;
mod names;
mod needed;
mod open;
mod parquet;
mod quotes;
mod records;
mod row;
mod spot;
mod spss;
mod stream;
mod table;
#[cfg(test)]
mod tests;
mod triple_s;
mod whole;
mod workbook;

use std::path::PathBuf;
use std::sync::Arc;

use crate::config::{Config, Repeated, Source};
use crate::error::Problem;
use crate::survey::Encoding;

use columns::Missing;
use filled::Place;
use head::{Head, Kind, head};
use inputs::{Format, Kin};
use records::Layout;

pub use described::{Described, FileKind, Packing, SheetRead};
pub use encoded::{Encoded, EncodedBy};
pub use glance::{Glance, glance};
pub use guard::is_guarded;
pub use header::untitled;
pub use inputs::{Absent, Faults, Input, Inputs};
pub use needed::Needed;
pub use parquet::Holds;
pub use row::{Block, Cell, Row, Visitor, one_by_one};
pub use spot::{Failure, Spot};
pub use stream::{CHUNK, Chunk, Stream};
pub use whole::Whole;

/// Files that a run is to write and that a later run would then read as answers, since a pattern finds them.
#[must_use]
pub fn own_outputs(config: &Config, written: &[PathBuf]) -> Vec<Problem> {
    let mut problems: Vec<Problem> = Vec::new();
    let tables = || config.columns.shaping.lookups.iter().map(|lookup| &lookup.source);
    let list = || config.list.as_ref().map(|list| &list.source);
    let sources = || std::iter::once(&config.source).chain(list()).chain(tables());
    for path in written {
        let Some(pattern) = sources().find_map(|source| files::pattern_of(source, path)) else { continue };
        let what = format!(
            "the pattern `{}` finds `{}` too, which is about to be written",
            pattern.value,
            path.display()
        );
        if problems.iter().all(|other| other.place != pattern.place) {
            let problem = Problem::new(what).at(pattern.place.clone());
            problems
                .push(problem.hint("name another folder with `--out`, or a pattern that finds answers only"));
        }
    }
    problems
}

/// Finds the files, and in the header of each the needed columns. No row is read yet.
///
/// # Errors
/// With everything that is wrong in all files: a pattern that matches nothing, a file that cannot be read or
/// is no text, a header without a needed column or with two of that name, a column that cannot hold what it is needed
/// for, files of equal contents where these are refused.
pub fn inputs(source: &Source, needed: &[Needed]) -> Result<Inputs, Faults> {
    let (heads, told, absent) = found(source, needed)?;
    let names: Vec<String> = needed.iter().map(|needed| needed.column.value.clone()).collect();
    let mut kinds = Vec::new();
    let encodings = heads.iter().filter_map(|(_, head)| match &head.kind {
        Kind::Text { encoded, .. } => Some(encoded.encoding.of_cells()),
        Kind::Parquet { .. } | Kind::Table { .. } | Kind::Json { .. } => None,
    });
    let encodings: Vec<Encoding> = encodings.collect();
    let is_of_several = encodings.iter().any(|encoding| encodings.first() != Some(encoding));
    let laid_out = Arc::new(source.clone());
    let files = heads.into_iter().zip(told).map(|((path, head), told)| {
        // Of a table and of objects the needed columns are kept by their positions, and not by those of the file.
        let is_by_need = matches!(head.kind, Kind::Table { .. } | Kind::Json { .. });
        let mut places = Vec::new();
        let place = |(needed, column): (usize, &String)| {
            let text = told.iter().find(|(name, _)| name == column).map(|(_, text)| text.clone());
            match head.names.iter().position(|name| name == column).filter(|_| text.is_none()) {
                Some(at) => {
                    places.push(at);
                    Place::Own(if is_by_need { needed } else { places.len() - 1 })
                }
                None => Place::Always(text.unwrap_or_default()),
            }
        };
        let filled: Vec<Place> = names.iter().enumerate().map(place).collect();
        let are_own = filled.iter().all(|place| matches!(place, Place::Own(_)));
        let filled = if are_own { Vec::new() } else { filled };
        let passed_over = columns::needed_cells(&head, &names);
        let kin = match head.kind {
            Kind::Text { .. } => {
                let mut all = headings(&head.names);
                all.extend(by_name::parts_of(source, &told));
                Some(kin(&mut kinds, all))
            }
            Kind::Parquet { .. } | Kind::Table { .. } | Kind::Json { .. } => None,
        };
        let encoded = match &head.kind {
            Kind::Text { encoded, .. } => Some(encoded.clone()),
            Kind::Parquet { .. } | Kind::Table { .. } | Kind::Json { .. } => None,
        };
        let described = head.described(&path);
        let format = match head.kind {
            Kind::Text { delimiter, encoded: Encoded { encoding, .. } } => {
                let (width, encoding) = (head.names.len(), encoding.of_cells());
                Format::Text(Layout { delimiter, width, places, encoding, is_of_several })
            }
            Kind::Parquet { groups, columns, .. } => {
                let holds = places.iter().filter_map(|place| Some(columns.get(*place)?.holds)).collect();
                Format::Parquet { groups, places, holds }
            }
            Kind::Json { keys } => Format::Json(json::needed(&names, source, &keys)),
            Kind::Table { table, first_row, .. } => Format::Table { table: Arc::new(table), first_row },
        };
        let (stamp, headings, noticed) = (head.stamp, head.names, head.noticed);
        let laid_out = Arc::clone(&laid_out);
        Input {
            path,
            stamp,
            format,
            kin,
            encoded,
            described,
            headings,
            filled,
            passed_over,
            laid_out,
            noticed,
        }
    });
    Ok(Inputs { files: files.collect(), columns: names.clone(), list: None, absent })
}

/// The files, by their paths.
type Heads = Vec<(PathBuf, Head)>;

/// What the name of each file tells of columns, with its text.
type ToldByNames = Vec<Vec<(String, String)>>;

/// The files with what is known of each, what their names tell, and the columns that some of them lack.
fn found(source: &Source, needed: &[Needed]) -> Result<(Heads, ToldByNames, Vec<Absent>), Faults> {
    let mut faults = Faults::default();
    let paths = files::files(source, &mut faults);
    for path in &paths {
        crate::files::keep_in_mind(path);
    }
    let mut heads: Heads = Vec::new();
    for path in paths {
        match head(&path, source, needed) {
            Ok(head) => heads.push((path, head)),
            Err(problem) => faults.data.push(problem),
        }
    }
    let told = by_name::columns(source, &heads, &mut faults);
    // That a name is empty is said already.
    let mut absent = Vec::new();
    for (at, needed) in needed.iter().enumerate().filter(|(_, needed)| !needed.column.value.is_empty()) {
        if told.iter().any(|own| own.iter().any(|(name, _)| *name == needed.column.value)) {
            continue;
        }
        match columns::missing(needed, &heads) {
            Some(Missing::Anywhere(problem)) => {
                faults.config.push(columns::called_otherwise(problem, needed, source));
            }
            Some(Missing::Here(found)) => absent.push(found),
            None => {}
        }
        let unusable = heads.iter().filter_map(|(path, head)| columns::unusable((at, needed), path, head));
        faults.data.extend(unusable);
        faults.config.extend(heads.iter().find_map(|(path, head)| columns::told_twice(needed, path, head)));
    }
    faults.config.extend(without_sheets(source, &heads));
    faults.config.extend(without_headers(source, &heads));
    if source.repeated == Repeated::Refuse {
        // The same answers of another region or wave, as names tell, are others.
        let parts: Vec<Vec<String>> = told.iter().map(|told| by_name::parts_of(source, told)).collect();
        for (at, own) in
            parts.iter().enumerate().filter(|(at, own)| !parts.iter().take(*at).any(|other| other == *own))
        {
            let alike = heads.iter().zip(&parts).skip(at).filter(|(_, other)| *other == own);
            let alike = alike.map(|((path, head), _)| (head.beside.as_ref().unwrap_or(path), head.trace));
            faults.data.extend(equal::problems(alike));
        }
    }
    if faults == Faults::default() { Ok((heads, told, absent)) } else { Err(faults) }
}

/// That a sheet is stated, and no file has any.
fn without_sheets(source: &Source, heads: &[(PathBuf, Head)]) -> Option<Problem> {
    let sheet = source.sheet.as_ref()?;
    let is_wrong = !heads.is_empty() && !heads.iter().any(|(_, head)| head.has_sheets());
    is_wrong.then(|| {
        let what = format!("no file is a workbook, which could have a sheet `{}`", sheet.value);
        Problem::new(what).at(sheet.place.clone()).hint("leave out `sheet`")
    })
}

/// That rows of headings, or above or below them, are stated, and no file has any. What a preset says of them holds for the kinds of
/// files that have headings.
fn without_headers(source: &Source, heads: &[(PathBuf, Head)]) -> Option<Problem> {
    let stated = [
        ("header_row", source.header_row.is_some()),
        ("header_rows", source.header_rows != 1),
        ("skip_rows", source.skip_rows != 0),
    ];
    let stated: Vec<&str> = stated.into_iter().filter_map(|(key, is)| is.then_some(key)).collect();
    let (path, first) = heads.first().filter(|_| source.preset.is_none() && !stated.is_empty())?;
    if heads.iter().any(|(_, head)| head.has_sheets() || matches!(head.kind, Kind::Text { .. })) {
        return None;
    }
    let (kind, keys) = (first.described(path).kind.name(), names::list(stated.iter(), stated.len()));
    let problem =
        Problem::new(format!("no file has rows of headings, which {keys} could be of: this one is {kind}"));
    Some(problem.in_file(path).hint(format!("leave out {keys}")))
}

/// Headings without blank ones at their end.
fn headings(all: &[String]) -> Vec<String> {
    let end = all.iter().rposition(|heading| !heading.is_empty()).map_or(0, |last| last + 1);
    all.iter().take(end).cloned().collect()
}

/// What makes records of files with these headings alike, given the headings of each kind of file so far as they were first
/// met, and sorted.
fn kin(kinds: &mut Vec<[Vec<String>; 2]>, headings: Vec<String>) -> Kin {
    let mut sorted = headings.clone();
    sorted.sort_unstable();
    let known = kinds.iter().position(|[_, other]| *other == sorted);
    let Some((number, [first, _])) = known.and_then(|number| Some((number, kinds.get(number)?))) else {
        kinds.push([headings, sorted]);
        return Kin { number: kinds.len() - 1, order: None };
    };
    // Of several columns with one heading, the first is the first.
    let mut left: Vec<Option<&String>> = headings.iter().map(Some).collect();
    let mut take = |heading: &String| {
        let at = left.iter().position(|other| *other == Some(heading))?;
        left.get_mut(at)?.take();
        Some(at)
    };
    let order = (*first != headings).then(|| first.iter().filter_map(&mut take).collect());
    Kin { number, order }
}
