//! Paths and patterns into the list of files, sorted by path, each once.
//!
//! Folders are listed here; the `glob` crate only matches names. Its own listing fails at names that are not
//! UTF-8, follows links in circles, and takes brackets in the config's folder for a part of the pattern.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{DirEntry, read_dir};
use std::io;
use std::path::{Path, PathBuf};

use glob::{MatchOptions, Pattern, PatternError};

use super::inputs::Faults;
use super::open::failed;
use crate::config::{Named, Source};
use crate::error::Problem;
use crate::files::{STANDARD_INPUT, copy, looked_in};
use crate::survey::canonical;

/// Characters that make a name a pattern.
const WILD: [char; 3] = ['*', '?', '['];

/// A name that starts with a dot is found only by a pattern that starts with one.
const OPTIONS: MatchOptions =
    MatchOptions { case_sensitive: true, require_literal_separator: true, require_literal_leading_dot: true };

/// One part of a pattern, between separators.
#[derive(Debug)]
enum Step {
    /// This very name, or `..`, or the root; failing that, one that looks the same.
    Name(String),
    /// All names of this pattern, or that look like it.
    Like(Pattern, Pattern),
    /// `**`: the folder itself and all folders below it, links to folders left out.
    Below,
}

/// The files that the paths and patterns name, standard input last. A folder that a pattern happens to match is passed over.
pub(super) fn files(source: &Source, faults: &mut Faults) -> Vec<PathBuf> {
    let (mut paths, mut input) = (BTreeSet::new(), None);
    for pattern in &source.files {
        if pattern.value.trim().is_empty() {
            faults.config.push(Problem::new("the path of a data file is empty").at(pattern.place.clone()));
            continue;
        }
        if pattern.value == STANDARD_INPUT {
            let piped = copy().map_err(|error| {
                let problem = Problem::new(format!("standard input cannot be read: {error}"));
                faults.data.push(problem.at(pattern.place.clone()));
            });
            input = piped.ok();
            continue;
        }
        let path = source.folder.join(&pattern.value);
        match path.metadata() {
            // A file may have brackets in its name; it is meant before any pattern is.
            Ok(_) => {
                paths.insert(path);
            }
            Err(error) if !is_wild(&pattern.value) && error.kind() != io::ErrorKind::NotFound => {
                faults.data.push(failed(&path, &error));
            }
            Err(_) => paths.extend(matching(&source.folder, pattern, faults)),
        }
    }
    let mut seen = BTreeSet::new();
    paths
        .into_iter()
        .filter(|path| seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone())))
        .chain(input)
        .collect()
}

fn matching(folder: &Path, pattern: &Named<String>, faults: &mut Faults) -> Vec<PathBuf> {
    let steps = match steps(&pattern.value) {
        Ok(steps) => steps,
        Err(error) => {
            let problem = Problem::new(format!("`{}` is not a pattern: {}", pattern.value, error.msg));
            faults.config.push(problem.at(pattern.place.clone()));
            return Vec::new();
        }
    };
    let mut found = Vec::new();
    walk(folder, &steps, &mut found, &mut faults.data);
    if found.is_empty() {
        faults.data.push(none_found(folder, pattern));
    }
    found
}

/// The pattern that finds a file once it is there, if one does: paths are taken as they are, links followed.
pub(super) fn pattern_of<'a>(source: &'a Source, file: &Path) -> Option<&'a Named<String>> {
    let (folder, file) = (real(&source.folder), real(file));
    source
        .files
        .iter()
        .filter(|pattern| is_wild(&pattern.value))
        .find(|pattern| steps(&pattern.value).is_ok_and(|steps| leads_to(&folder, &steps, &file)))
}

/// A path without links as far as it exists.
fn real(path: &Path) -> PathBuf {
    let path = std::path::absolute(if path.as_os_str().is_empty() { Path::new(".") } else { path })
        .unwrap_or_else(|_| path.to_owned());
    let there = path.ancestors().find_map(|outer| Some((outer, outer.canonicalize().ok()?)));
    let there = there.and_then(|(outer, real)| Some(real.join(path.strip_prefix(outer).ok()?)));
    // Nothing is left where all of it is there, and a separator at the end would be a part of its own.
    there.map_or(path.clone(), |path| path.components().collect())
}

/// Whether the steps from a path lead to a file, which need not be there.
fn leads_to(path: &Path, steps: &[Step], file: &Path) -> bool {
    let Some((step, rest)) = steps.split_first() else { return path == file };
    let next = || {
        let mut below = file.strip_prefix(path).ok()?.components();
        let name = below.next()?.as_os_str();
        Some((name, below.next().is_none()))
    };
    match step {
        Step::Name(name) if name == ".." => path.parent().is_some_and(|path| leads_to(path, rest, file)),
        Step::Name(name) => leads_to(&path.join(name), rest, file),
        Step::Like(pattern, _) => next().is_some_and(|(name, _)| {
            pattern.matches_with(&name.to_string_lossy(), OPTIONS) && leads_to(&path.join(name), rest, file)
        }),
        Step::Below => {
            let is_hidden = |name: &OsStr| name.as_encoded_bytes().starts_with(b".");
            let deeper = |(name, is_last): (&OsStr, bool)| {
                !is_last && !is_hidden(name) && leads_to(&path.join(name), steps, file)
            };
            leads_to(path, rest, file) || next().is_some_and(deeper)
        }
    }
}

/// The problem that there is no such file: where it was looked for, and what is there that has nearly its name.
fn none_found(folder: &Path, pattern: &Named<String>) -> Problem {
    let path = folder.join(&pattern.value);
    let what = if is_wild(&pattern.value) { "no file matches" } else { "no file" };
    let problem = Problem::new(format!("{what} `{}`", path.display())).at(pattern.place.clone());
    let is_fixed = |path: &&Path| !is_wild(&path.strip_prefix(folder).unwrap_or(path).to_string_lossy());
    let searched = path.ancestors().skip(1).find(is_fixed).unwrap_or(folder);
    let wanted = path.file_name().map(|name| name.to_string_lossy().into_owned());
    let problem = looked_in(problem, searched, wanted.as_deref().filter(|wanted| !is_wild(wanted)));
    problem.hint("paths are relative to the folder of the config file")
}

fn is_wild(text: &str) -> bool {
    text.contains(WILD)
}

fn steps(pattern: &str) -> Result<Vec<Step>, PatternError> {
    let mut steps = Vec::new();
    for component in Path::new(pattern).components() {
        let part = component.as_os_str().to_string_lossy();
        match (part.as_ref(), steps.last()) {
            ("**", Some(Step::Below)) => {}
            ("**", _) => steps.push(Step::Below),
            (part, _) if is_wild(part) => {
                steps.push(Step::Like(Pattern::new(part)?, Pattern::new(&canonical(part))?));
            }
            (part, _) => steps.push(Step::Name(part.to_owned())),
        }
    }
    Ok(steps)
}

/// Adds the files that the steps lead to from a path.
fn walk(path: &Path, steps: &[Step], found: &mut Vec<PathBuf>, faults: &mut Vec<Problem>) {
    let Some((step, rest)) = steps.split_first() else {
        if !path.is_dir() {
            found.push(path.to_owned());
        }
        return;
    };
    match step {
        Step::Name(name) => {
            let exact = path.join(name);
            if exact.symlink_metadata().is_ok() {
                walk(&exact, rest, found, faults);
                return;
            }
            // `ü` may be one letter or two: other systems write names in other ways.
            let looks = canonical(name);
            for entry in entries(path, faults) {
                let name = entry.file_name();
                if canonical(&name.to_string_lossy()) == looks {
                    walk(&path.join(name), rest, found, faults);
                }
            }
        }
        Step::Like(pattern, looks) => {
            for entry in entries(path, faults) {
                let name = entry.file_name();
                let text = name.to_string_lossy();
                if pattern.matches_with(&text, OPTIONS) || looks.matches_with(&canonical(&text), OPTIONS) {
                    walk(&path.join(name), rest, found, faults);
                }
            }
        }
        Step::Below => {
            walk(path, rest, found, faults);
            for entry in entries(path, faults) {
                let name = entry.file_name();
                let is_hidden = name.as_encoded_bytes().starts_with(b".");
                if !is_hidden && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                    walk(&path.join(name), steps, found, faults);
                }
            }
        }
    }
}

/// What is in a folder; nothing in what is none.
fn entries(folder: &Path, faults: &mut Vec<Problem>) -> Vec<DirEntry> {
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    read_dir(here).and_then(Iterator::collect).unwrap_or_else(|error| {
        if !matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) {
            faults.push(failed(here, &error));
        }
        Vec::new()
    })
}
