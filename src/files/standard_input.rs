//! Standard input as a file: it is read twice, for its header and for its rows, and can be read only once.

use std::fs::File;
use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use tempfile::TempDir;

/// What stands for standard input among the paths of files.
pub const STANDARD_INPUT: &str = "-";

/// What it is called in messages and in the account; its copy too, whose name is told of it.
const CALLED: &str = "standard input";

/// The copy, once there is one: only the owner can read it, and it goes when the program ends.
static COPY: Mutex<Option<TempDir>> = Mutex::new(None);

/// The path of a copy of all of standard input, which is made when this is asked first.
///
/// # Errors
/// When nothing is piped into the program, or the copy cannot be written.
pub fn copy() -> io::Result<PathBuf> {
    let mut copy = COPY.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(folder) = copy.as_ref() {
        return Ok(folder.path().join(CALLED));
    }
    let mut input = io::stdin().lock();
    if input.is_terminal() {
        return Err(io::Error::other("it is a terminal; pipe the answers in: plaudit build … < answers.csv"));
    }
    let folder = tempfile::Builder::new().prefix("plaudit-").tempdir()?;
    let path = folder.path().join(CALLED);
    io::copy(&mut input, &mut File::create_new(&path)?)?;
    *copy = Some(folder);
    Ok(path)
}

/// A text in which the path of the copy stands, with what the user knows it as.
#[must_use]
pub fn as_called(text: &str) -> String {
    let copy = COPY.lock().unwrap_or_else(PoisonError::into_inner);
    match copy.as_ref() {
        Some(folder) => text.replace(&folder.path().join(CALLED).display().to_string(), CALLED),
        None => text.to_owned(),
    }
}

/// Removes the copy when it is dropped.
#[derive(Debug)]
pub struct Removed;

impl Drop for Removed {
    fn drop(&mut self) {
        *COPY.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}
