//! Moving files into their places one by one, so that all of it can be taken back.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::workplace::Folders;

/// Asked before each step on the file system, which fails when this does: so that tests can look at every state
/// that a killed program leaves behind, and let a disk fail at any point.
pub(super) type Watch<'a> = &'a dyn Fn() -> io::Result<()>;

/// The moves so far; what they replaced is kept in the staging folder.
pub(super) struct Swap<'a> {
    staging: &'a Path,
    watch: Watch<'a>,
    moves: Vec<Move>,
    folders: Folders,
}

/// A file that was put or removed.
struct Move {
    target: PathBuf,
    /// Where that is which was there before, if anything was.
    old: Option<PathBuf>,
}

impl<'a> Swap<'a> {
    /// Nothing moved yet.
    pub(super) fn new(staging: &'a Path, watch: Watch<'a>) -> Self {
        Self { staging, watch, moves: Vec::new(), folders: Folders::default() }
    }

    /// Moves a staged file to its place. At any moment either what was there before is there or the new file.
    pub(super) fn put(&mut self, new: &Path, target: PathBuf) -> io::Result<()> {
        if let Some(folder) = target.parent().filter(|folder| !folder.is_dir()) {
            (self.watch)()?;
            self.folders.make(folder)?;
        }
        let mut old = None;
        if fs::symlink_metadata(&target).is_ok() {
            let kept = self.next_old();
            // A second name costs nothing; file systems without them get a copy.
            fs::hard_link(&target, &kept).or_else(|_| fs::copy(&target, &kept).map(drop))?;
            old = Some(kept);
        }
        (self.watch)()?;
        fs::rename(new, &target)?;
        self.moves.push(Move { target, old });
        Ok(())
    }

    /// Moves a file away.
    pub(super) fn remove(&mut self, target: PathBuf) -> io::Result<()> {
        let old = self.next_old();
        (self.watch)()?;
        fs::rename(&target, &old)?;
        self.moves.push(Move { target, old: Some(old) });
        Ok(())
    }

    fn next_old(&self) -> PathBuf {
        self.staging.join(format!("{}.old", self.moves.len()))
    }

    /// Puts back what was there, the last move first, as far as that goes: so a file that announces the moves
    /// after it is put back only when all of them are.
    pub(super) fn take_back(self) {
        // There is nothing left to do where even this fails.
        let _ = self.moves.iter().rev().try_for_each(|done| {
            (self.watch)()?;
            match &done.old {
                Some(old) => fs::rename(old, &done.target),
                None => fs::remove_file(&done.target),
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moves_are_taken_back_whether_there_was_a_file_or_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        fs::create_dir(path("staging")).expect("made");
        for name in ["old", "gone"] {
            fs::write(path(name), name).expect("written");
        }
        for name in ["staging/a", "staging/b"] {
            fs::write(path(name), "new").expect("written");
        }
        let staging = path("staging");
        let mut swap = Swap::new(&staging, &|| Ok(()));
        swap.put(&path("staging/a"), path("old")).expect("put");
        swap.put(&path("staging/b"), path("made/deeper/none")).expect("put");
        swap.remove(path("gone")).expect("removed");
        assert_eq!(fs::read_to_string(path("old")).expect("there"), "new");
        assert_eq!(fs::read_to_string(path("made/deeper/none")).expect("there"), "new");
        assert!(!path("gone").exists());
        swap.take_back();
        assert_eq!(fs::read_to_string(path("old")).expect("there"), "old");
        assert_eq!(fs::read_to_string(path("gone")).expect("there"), "gone");
        assert!(!path("made").exists());
    }
}
