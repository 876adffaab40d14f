//! Paths and patterns into the list of files, sorted by path, each once.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use glob::MatchOptions;

use super::Faults;
use crate::config::Named;
use crate::error::Problem;

/// The files that the paths and patterns name. A folder that a pattern happens to match is passed over.
pub(super) fn files(patterns: &[Named<String>], faults: &mut Faults) -> Vec<PathBuf> {
    let mut paths = BTreeSet::new();
    for pattern in patterns {
        // A file may have brackets in its name; it is meant before any pattern is.
        let path = Path::new(&pattern.value);
        if path.exists() {
            paths.insert(path.to_owned());
        } else {
            paths.extend(matching(pattern, faults));
        }
    }
    let mut seen = BTreeSet::new();
    paths
        .into_iter()
        .filter(|path| seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone())))
        .collect()
}

fn matching(pattern: &Named<String>, faults: &mut Faults) -> Vec<PathBuf> {
    let options = MatchOptions { require_literal_leading_dot: true, ..MatchOptions::new() };
    let text = &pattern.value;
    let matches = match glob::glob_with(text, options) {
        Ok(matches) => matches,
        Err(error) => {
            let problem = Problem::new(format!("`{text}` is not a pattern: {}", error.msg));
            faults.config.push(problem.at(pattern.place.clone()));
            return Vec::new();
        }
    };
    let mut paths = Vec::new();
    for found in matches {
        match found {
            Ok(path) if path.is_dir() => {}
            Ok(path) => paths.push(path),
            Err(error) => faults.data.push(super::open::failed(error.path(), error.error())),
        }
    }
    if paths.is_empty() {
        let problem = if text.contains(['*', '?', '[']) {
            Problem::new(format!("no file matches `{text}`"))
        } else {
            Problem::new(format!("no file `{text}`"))
        };
        let problem = problem.at(pattern.place.clone());
        faults.data.push(problem.hint("paths are relative to the folder of the config file"));
    }
    paths
}
