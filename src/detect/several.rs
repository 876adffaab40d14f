//! Several files: one that is named again, a header that is not on top, and columns that they call otherwise.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::columns::{self, Column, plain};
use super::roles::{self, Role, Roles};
use crate::config::{Named, Source};
use crate::source::{Faults, Glance, untitled};

/// Files that have so many different sets of columns are not looked at one by one.
const MOST_SETS: usize = 20;

/// The files, each once, and those that were named again.
pub(super) fn once(paths: &[PathBuf]) -> (Vec<PathBuf>, Vec<PathBuf>) {
    let mut seen = BTreeSet::new();
    let is_new = |path: &&PathBuf| seen.insert(path.canonicalize().unwrap_or_else(|_| (*path).clone()));
    let (first, again): (Vec<_>, Vec<_>) = paths.iter().partition(is_new);
    (first.into_iter().cloned().collect(), again.into_iter().cloned().collect())
}

/// In which row the header of each text or workbook is by its looks.
pub(super) fn header_rows(files: &[(PathBuf, Glance)], source: &Source) -> Vec<(PathBuf, u32)> {
    let row = |(path, glance): &(PathBuf, Glance)| {
        let of_sheet = glance.described.sheet.as_ref().and_then(|sheet| u32::try_from(sheet.header_row).ok());
        let row = if glance.encoded.is_some() { untitled(path, source) } else { of_sheet };
        row.map(|row| (path.clone(), row))
    };
    files.iter().filter_map(row).collect()
}

/// What files are to call columns, and what is to be said of those that have none.
#[derive(Debug, Default)]
pub(super) struct Joined {
    /// The names that are joined under that of the first file.
    pub(super) headings: BTreeMap<String, Vec<String>>,
    /// What was done, and what was not.
    pub(super) told: Vec<String>,
}

/// Finds out which columns of files with other headings are the same: the scores, and the dates, where each file has one.
pub(super) fn joined(files: &[(PathBuf, Glance)], source: &Source) -> Result<Joined, Faults> {
    let mut sets: Vec<&(PathBuf, Glance)> = Vec::new();
    for file in files {
        let columns = |glance: &Glance| glance.headings.iter().cloned().collect::<BTreeSet<String>>();
        if !sets.iter().any(|(_, other)| columns(other) == columns(&file.1)) {
            sets.push(file);
        }
    }
    let mut joined = Joined::default();
    if sets.len() < 2 || sets.len() > MOST_SETS {
        return Ok(joined);
    }
    let looked = sets.into_iter().map(|file| Looked::at(file, source)).collect::<Result<Vec<_>, _>>()?;
    joined.score(&looked);
    joined.date(&looked);
    Ok(joined)
}

/// What a file has by itself.
struct Looked<'a> {
    path: &'a Path,
    headings: &'a [String],
    columns: Vec<Column>,
    roles: Roles,
}

impl<'a> Looked<'a> {
    fn at(file: &'a (PathBuf, Glance), source: &Source) -> Result<Self, Faults> {
        let (path, glance) = file;
        let only = Named { value: path.to_string_lossy().into_owned(), place: None };
        let source = Source { files: vec![only], ..source.clone() };
        let (columns, rows) = columns::look(std::slice::from_ref(file), &source)?;
        let roles = roles::guess(&columns, rows, None);
        Ok(Self { path, headings: &glance.headings, columns, roles })
    }

    fn name(&self, at: Option<usize>) -> Option<&str> {
        at.and_then(|at| self.columns.get(at)).map(|column| column.name.as_str())
    }

    fn has(&self, name: &str) -> bool {
        self.headings.iter().any(|heading| heading == name)
    }

    fn has_role(&self, role: Role) -> bool {
        self.roles.all.contains(&Some(role))
    }

    fn file(&self) -> String {
        plain(&self.path.display().to_string())
    }
}

impl Joined {
    fn score(&mut self, files: &[Looked]) {
        let score = |file: &Looked| file.name(file.roles.score).map(str::to_owned);
        let Some((first, name)) = files.iter().find_map(|file| Some((file, score(file)?))) else { return };
        for file in files.iter().filter(|file| !file.has(&name)) {
            let shown = plain(&name);
            match score(file) {
                Some(own) if is_plain(files, (&name, &own), score) && file.roles.scale == first.roles.scale => {
                    self.join(file, (&name, own), "score");
                }
                Some(own) => self.told.push(format!(
                    "What looks like the score is `{}` in {}, and `{shown}` in {}, and they may not be the same question: if they are, \
                     state `source: {{headings: {{{shown}: [{}]}}}}`; else leave one of the files out.",
                    plain(&own),
                    file.file(),
                    first.file(),
                    plain(&own),
                )),
                None => {
                    let headings: Vec<String> =
                        file.headings.iter().take(12).map(|heading| format!("`{}`", plain(heading))).collect();
                    self.told.push(format!(
                        "{} has no column that looks like the score, which is `{shown}` in {}. It has {}: if one of them is the score, \
                         state it as `source: {{headings: {{{shown}: [ITS NAME]}}}}`; else leave the file out.",
                        file.file(),
                        first.file(),
                        headings.join(", "),
                    ));
                }
            }
        }
    }

    /// Dates are joined where each file has one alone; others are left to be seen.
    fn date(&mut self, files: &[Looked]) {
        let date = |file: &Looked| {
            let at = file.roles.date.map(|(at, _)| at).filter(|_| !file.has_role(Role::AnotherDate));
            file.name(at).map(str::to_owned)
        };
        let Some(name) = files.iter().find_map(date) else { return };
        for file in files.iter().filter(|file| !file.has(&name)) {
            if let Some(own) = date(file).filter(|own| is_plain(files, (&name, own), date)) {
                self.join(file, (&name, own), "date");
            }
        }
    }

    fn join(&mut self, file: &Looked, (name, own): (&str, String), role: &str) {
        let others = self.headings.entry(name.to_owned()).or_default();
        if !others.contains(&own) {
            self.told.push(format!(
                "`{}` of {} is taken for the {role} as `{}` is: if it is another one, leave it out of `source.headings`.",
                plain(&own),
                file.file(),
                plain(name),
            ));
            others.push(own);
        }
    }
}

/// Whether no file has both columns, and those that have one have it for the same.
fn is_plain(files: &[Looked], (name, own): (&str, &str), role: impl Fn(&Looked) -> Option<String>) -> bool {
    files.iter().all(|file| match (file.has(name), file.has(own)) {
        (true, true) => false,
        (false, false) => true,
        (true, false) => role(file).as_deref() == Some(name),
        (false, true) => role(file).as_deref() == Some(own),
    })
}
