//! Reading the small files that are not survey data: configs, tables, logos, templates, reports. And what was read: no run
//! writes over that.

mod signature;
mod standard_input;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::error::{Problem, alike, why};

pub use signature::{encoding, is_no_text, not_text};
pub use standard_input::{Removed, STANDARD_INPUT, as_called, copy};

/// What this program has read so far, links followed. It is everyone's: clients have tables, logos, templates and configs
/// of their own, which are found one after the other.
static READ: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// Keeps a file in mind as one that is read.
pub fn keep_in_mind(path: &Path) {
    if let Ok(path) = path.canonicalize() {
        READ.lock().unwrap_or_else(PoisonError::into_inner).insert(path);
    }
}

/// Whether a file is one that was read.
#[must_use]
pub fn was_read(path: &Path) -> bool {
    let is_read = |path: PathBuf| READ.lock().unwrap_or_else(PoisonError::into_inner).contains(&path);
    path.canonicalize().is_ok_and(is_read)
}

/// Reads a file whole and [keeps it in mind](keep_in_mind), refusing folders, pipes, devices and more than `largest` bytes.
///
/// # Errors
/// With the reason, in words that complete "the file …".
pub fn read_small(path: &Path, largest: u64) -> Result<Vec<u8>, String> {
    // Asked before opening, since opening a pipe waits for its other end.
    let about = fs::metadata(path).map_err(|e| why(&e))?;
    if about.is_dir() {
        return Err("is a folder".to_owned());
    }
    if !about.is_file() {
        return Err("is a pipe or a device, not a file".to_owned());
    }
    keep_in_mind(path);
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|e| why(&e))?;
    file.take(largest + 1).read_to_end(&mut bytes).map_err(|e| why(&e))?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > largest {
        return Err(format!("is larger than {} MiB", largest >> 20));
    }
    Ok(bytes)
}

/// The same for UTF-8 text; a byte order mark at its start is taken off.
///
/// # Errors
/// With the reason, in words that complete "the file …".
pub fn read_small_text(path: &Path, largest: u64) -> Result<String, String> {
    let text = String::from_utf8(read_small(path, largest)?).map_err(|error| {
        let looks = encoding(error.as_bytes()).map(|name| format!(", and seems to be {name}"));
        format!("is not UTF-8{}: save it with the encoding UTF-8", looks.unwrap_or_default())
    })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// The problem with what to do about a file that is not there; as it was where there is one.
#[must_use]
pub fn not_there(problem: Problem, path: &Path, hint: &str) -> Problem {
    if path.symlink_metadata().is_ok() { problem } else { problem.hint(hint) }
}

/// The problem that a file or folder of the config is not there, with where it was looked for and what is there that has
/// nearly its name; as it was where something is in its place.
#[must_use]
pub fn looked_for(problem: Problem, path: &Path) -> Problem {
    if path.symlink_metadata().is_ok() {
        return problem;
    }
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    looked_in(problem, path.parent().unwrap_or(path), name.as_deref())
}

/// The same of something in a folder, by its name where it has one alone.
#[must_use]
pub fn looked_in(problem: Problem, folder: &Path, name: Option<&str>) -> Problem {
    let here =
        |folder: &Path| if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.to_owned() };
    let whole = |folder: &Path| std::path::absolute(here(folder)).unwrap_or_else(|_| folder.to_owned());
    if here(folder).is_dir() {
        let problem = problem.hint(format!("it was looked for in the folder `{}`", whole(folder).display()));
        return name.map_or(problem.clone(), |name| near_to(problem, &here(folder), name));
    }
    let problem = problem.hint(format!("there is no folder `{}`", whole(folder).display()));
    // What is misspelt is the outermost name that is not there.
    let mut outer = folder.ancestors().zip(folder.ancestors().skip(1));
    match outer.find(|(_, around)| here(around).is_dir()) {
        Some((absent, around)) => {
            let name = absent.file_name().unwrap_or_default().to_string_lossy().into_owned();
            near_to(problem, &here(around), &name)
        }
        None => problem,
    }
}

/// The problem with what a folder holds of nearly that name.
fn near_to(problem: Problem, folder: &Path, name: &str) -> Problem {
    // Endings such as `.csv` make no names alike.
    let stem = |name: &str| name.split('.').next().unwrap_or_default().to_owned();
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let mut beside: Vec<String> = entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|other| alike(&stem(other), &stem(name)))
        .collect();
    beside.sort_unstable();
    problem.did_you_mean(name, beside.iter().map(String::as_str))
}

/// What a first line `sep=;` states, as spreadsheets write and read it, and the bytes after it.
#[must_use]
pub fn separator_line(text: &[u8]) -> Option<(u8, &[u8])> {
    let inside = text.strip_prefix(b"\"");
    let (key, rest) = inside.unwrap_or(text).split_at_checked(4)?;
    let (&delimiter, rest) = rest.split_first()?;
    let rest = if inside.is_some() { rest.strip_prefix(b"\"")? } else { rest };
    let ([b'\r', b'\n', after @ ..] | [b'\r' | b'\n', after @ ..]) = rest else { return None };
    let separates = delimiter == b'\t' || (delimiter.is_ascii_punctuation() && delimiter != b'"');
    (separates && key.eq_ignore_ascii_case(b"sep=")).then_some((delimiter, after))
}
