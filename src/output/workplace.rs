//! A folder to write to, in this program's turn, with a staging folder in it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::failure::failed;
use super::guard::{RANDOM, Turn, sweep};
use crate::error::{Error, Kind, Problem};

/// Staging folders start with this, within the folder that is written to.
pub(super) const STAGING: &str = ".plaudit-staging-";

/// A folder that nobody else writes to as long as this lives. Dropped from top to bottom: the staging folder
/// goes first, then what was made in vain, and the turn ends last.
pub(super) struct Workplace {
    staging: TempDir,
    _made: Folders,
    _turn: Turn,
}

impl Workplace {
    /// Makes the folder where it is missing, waits for the turn, and removes what killed programs left in it.
    pub(super) fn open(folder: &Path) -> Result<Self, Error> {
        let mut made = Folders::default();
        made.make(folder).map_err(|e| unusable(folder, &e))?;
        let turn = Turn::wait(folder);
        sweep(folder, STAGING);
        let staging = tempfile::Builder::new()
            .prefix(STAGING)
            .rand_bytes(RANDOM)
            .tempdir_in(folder)
            .map_err(|e| failed("the output folder", folder, &e))?;
        Ok(Self { staging, _made: made, _turn: turn })
    }

    /// The staging folder, on the same file system as what it is for.
    pub(super) fn staging(&self) -> &Path {
        self.staging.path()
    }
}

/// Why an output folder cannot be made or looked into.
pub(super) fn unusable(folder: &Path, error: &io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => {
            let problem =
                Problem::new("the output folder cannot be made: a file has its name").in_file(folder);
            Error::new(Kind::Output, problem.hint("name another folder with `--out`"))
        }
        io::ErrorKind::NotFound => {
            let problem = Problem::new("the output folder cannot be made there").in_file(folder);
            Error::new(Kind::Output, problem.hint("name another folder with `--out`"))
        }
        _ => failed("the output folder", folder, error),
    }
}

/// Folders made for files to come; those made in vain, still empty when this is dropped, are removed again.
#[derive(Default)]
pub(super) struct Folders {
    made: Vec<PathBuf>,
}

impl Folders {
    /// Makes a folder and those it lies in, where they are missing.
    pub(super) fn make(&mut self, folder: &Path) -> io::Result<()> {
        if folder.as_os_str().is_empty() || folder.is_dir() {
            return Ok(());
        }
        folder.parent().map_or(Ok(()), |outer| self.make(outer))?;
        match fs::create_dir(folder) {
            Ok(()) => self.made.push(folder.to_owned()),
            // Another program was faster.
            Err(_) if folder.is_dir() => {}
            Err(error) => return Err(error),
        }
        Ok(())
    }
}

impl Drop for Folders {
    fn drop(&mut self) {
        for folder in self.made.iter().rev() {
            // Refused for folders that hold something, as it is meant to be.
            let _ = fs::remove_dir(folder);
        }
    }
}
