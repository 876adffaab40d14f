//! Writing: everything into a staging folder first, then each file moved into its place.
//!
//! Until the first move nothing in the folder has changed; should a later move fail, the earlier ones are taken
//! back. Signals that would end the program wait until all is in place, and two programs that write to one
//! folder take turns. Files that are not written here are never touched.

mod guard;
mod hash;
mod slug;

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::error::{Error, Kind, Problem, all_or_nothing, why};
use guard::{Deferred, Turn, sweep};

pub use hash::sha256;
pub use slug::folders;

/// Staging folders start with this, within the folder that is written to.
const STAGING: &str = ".plaudit-";

/// A finished file: name within the folder, and contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finished {
    /// Name, without folders.
    pub name: &'static str,
    /// Contents.
    pub contents: String,
}

/// Whether files that exist already may be replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// They may.
    Replace,
    /// They may not: an error names each.
    Keep,
}

/// Writes files into a folder, which is made where it does not exist, and returns their paths in the order
/// given.
///
/// # Errors
/// When the folder cannot be made or written to; what was there before is then still there, whole.
pub fn write(folder: &Path, files: &[Finished], existing: Existing) -> Result<Vec<PathBuf>, Error> {
    let made = first_missing(folder);
    let signals = Deferred::new();
    let written = in_turn(folder, files, existing);
    if let (Err(_), Some(made)) = (&written, made) {
        // Best effort: a folder made in vain is removed again, as long as it is empty.
        let mut empty = Some(folder);
        while let Some(folder) = empty.filter(|folder| folder.starts_with(&made)) {
            if fs::remove_dir(folder).is_err() {
                break;
            }
            empty = folder.parent();
        }
    }
    signals.deliver();
    written
}

fn in_turn(folder: &Path, files: &[Finished], existing: Existing) -> Result<Vec<PathBuf>, Error> {
    fs::create_dir_all(folder).map_err(|e| match e.kind() {
        io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => {
            let problem =
                Problem::new("the output folder cannot be made: a file has its name").in_file(folder);
            Error::new(Kind::Output, problem.hint("name another folder with `--out`"))
        }
        io::ErrorKind::NotFound => {
            Error::new(Kind::Output, Problem::new("the output folder cannot be made there").in_file(folder))
        }
        _ => failed("the output folder", folder, &e),
    })?;
    let _turn = Turn::wait(folder);
    let targets: Vec<PathBuf> = files.iter().map(|file| folder.join(file.name)).collect();
    all_or_nothing(Kind::Output, targets.iter().filter_map(|t| in_the_way(t, existing)).collect())?;
    sweep(folder, STAGING);
    let staging = tempfile::Builder::new()
        .prefix(STAGING)
        .tempdir_in(folder)
        .map_err(|e| failed("the output folder", folder, &e))?;
    let moves: Vec<Move> = files
        .iter()
        .zip(&targets)
        .map(|(file, target)| Move::new(staging.path(), file.name, target))
        .collect();
    for (file, step) in files.iter().zip(&moves) {
        step.stage(&file.contents).map_err(|e| failed("the file", step.target, &e))?;
    }
    for (done, step) in moves.iter().enumerate() {
        if let Err(error) = fs::rename(&step.new, step.target) {
            moves.iter().take(done).for_each(Move::take_back);
            return Err(failed("the file", step.target, &error));
        }
    }
    Ok(targets)
}

fn failed(what: &str, path: &Path, error: &io::Error) -> Error {
    Error::new(Kind::Output, Problem::new(format!("{what} {}", why(error))).in_file(path))
}

/// What stands where a file is to be written and must stay.
fn in_the_way(target: &Path, existing: Existing) -> Option<Problem> {
    let there = fs::symlink_metadata(target).ok()?;
    let what = match existing {
        _ if there.is_dir() => "a folder is in the place of the file to write",
        Existing::Keep => "the file exists already, and is left as it is",
        Existing::Replace => return None,
    };
    Some(Problem::new(what).in_file(target))
}

/// A file on its way: staged, with what it replaces kept beside it until all are in place.
struct Move<'a> {
    new: PathBuf,
    old: PathBuf,
    target: &'a Path,
}

impl<'a> Move<'a> {
    fn new(staging: &Path, name: &str, target: &'a Path) -> Self {
        Self { new: staging.join(name), old: staging.join(format!("{name}.old")), target }
    }

    fn stage(&self, contents: &str) -> io::Result<()> {
        let mut file = File::create(&self.new)?;
        file.write_all(contents.as_bytes())?;
        file.sync_all()?;
        if self.target.exists() {
            // A second name costs nothing; file systems without them get a copy.
            fs::hard_link(self.target, &self.old).or_else(|_| fs::copy(self.target, &self.old).map(drop))?;
        }
        Ok(())
    }

    /// Puts back what was there; there is nothing left to do where even that fails.
    fn take_back(&self) {
        let _ =
            if self.old.exists() { fs::rename(&self.old, self.target) } else { fs::remove_file(self.target) };
    }
}

/// The outermost folder of a path that does not exist yet.
fn first_missing(folder: &Path) -> Option<PathBuf> {
    folder
        .ancestors()
        .filter(|path| !path.as_os_str().is_empty())
        .take_while(|path| !path.exists())
        .last()
        .map(Path::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(contents: &str) -> Vec<Finished> {
        vec![Finished { name: "report.html", contents: contents.to_owned() }]
    }

    #[test]
    fn a_second_write_replaces_the_first_and_leaves_other_files_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("notes.txt"), "mine").expect("written");
        write(folder.path(), &file("one"), Existing::Replace).expect("written");
        write(folder.path(), &file("two"), Existing::Replace).expect("written");
        assert_eq!(fs::read_to_string(folder.path().join("report.html")).expect("there"), "two");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 2);
    }

    #[test]
    fn a_folder_in_the_place_of_a_file_is_an_error_that_changes_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("report.html")).expect("made");
        let error = write(folder.path(), &file("one"), Existing::Replace).expect_err("in the way");
        assert_eq!(error.kind, Kind::Output);
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
    }

    #[test]
    fn a_file_in_the_place_of_the_folder_is_an_error() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("out");
        fs::write(&path, "mine").expect("written");
        assert_eq!(
            write(&path.join("deeper"), &file("one"), Existing::Replace).expect_err("a file").kind,
            Kind::Output
        );
        assert_eq!(fs::read_to_string(&path).expect("there"), "mine");
    }

    #[test]
    fn what_a_killed_program_left_behind_is_swept_away() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join(".plaudit-killed")).expect("made");
        fs::write(folder.path().join(".plaudit-killed/report.html"), "half").expect("written");
        fs::write(folder.path().join(".plaudit-notes"), "mine").expect("written");
        write(folder.path(), &file("one"), Existing::Replace).expect("written");
        assert!(!folder.path().join(".plaudit-killed").exists());
        assert!(folder.path().join(".plaudit-notes").exists());
    }

    #[test]
    fn a_move_is_taken_back_whether_there_was_a_file_or_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let staging = folder.path().join("staging");
        fs::create_dir(&staging).expect("made");
        for before in [Some("old"), None] {
            let target = folder.path().join(before.unwrap_or("none"));
            before.inspect(|text| fs::write(&target, text).expect("written"));
            let step = Move::new(&staging, "report.html", &target);
            step.stage("new").expect("staged");
            fs::rename(&step.new, &target).expect("moved");
            assert_eq!(fs::read_to_string(&target).expect("there"), "new");
            step.take_back();
            assert_eq!(fs::read_to_string(&target).ok().as_deref(), before);
        }
    }

    #[test]
    fn existing_files_are_kept_where_that_is_asked() {
        let folder = tempfile::tempdir().expect("a folder");
        write(folder.path(), &file("one"), Existing::Keep).expect("written");
        write(folder.path(), &file("two"), Existing::Keep).expect_err("exists");
        assert_eq!(fs::read_to_string(folder.path().join("report.html")).expect("there"), "one");
    }
}
