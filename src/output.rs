//! Writing: everything into a staging folder first, then each file moved into its place.
//!
//! Until the first move nothing in the folder has changed; should a later move fail, the earlier ones are taken
//! back. Signals that would end the program wait until all is in place, and two programs that write to one
//! folder take turns. Files that are not written here are never touched.

mod batch;
#[cfg(test)]
mod batch_tests;
#[cfg(test)]
mod crash_tests;
mod disk;
mod guard;
mod manifest;
mod plan;
mod slug;
mod swap;
mod workplace;

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::error::{Error, Kind, Problem, all_or_nothing, why};
use guard::Deferred;
use swap::Swap;
use workplace::Workplace;

pub use batch::{Batch, Made, Staged};
pub use disk::{sha256, sha256_of_texts};
pub use manifest::{Entry, FileEntry, MANIFEST, MANIFEST_SCHEMA, Manifest, State};
pub use plan::obstacles;
pub use slug::folders;

/// A finished file: name within the folder, and contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finished {
    /// Name, without folders.
    pub name: &'static str,
    /// Contents.
    pub contents: Vec<u8>,
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
    let signals = Deferred::new();
    let written = in_turn(folder, files, existing);
    signals.deliver();
    written
}

fn in_turn(folder: &Path, files: &[Finished], existing: Existing) -> Result<Vec<PathBuf>, Error> {
    let place = Workplace::open(folder)?;
    let targets: Vec<PathBuf> = files.iter().map(|file| folder.join(file.name)).collect();
    all_or_nothing(Kind::Output, targets.iter().filter_map(|t| in_the_way(t, existing)).collect())?;
    for (file, target) in files.iter().zip(&targets) {
        let staged = place.staging().join(file.name);
        write_through(&staged, &file.contents).map_err(|e| failed("the file", target, &e))?;
    }
    let mut swap = Swap::new(place.staging(), &|| Ok(()));
    for (file, target) in files.iter().zip(&targets) {
        if let Err(error) = swap.put(&place.staging().join(file.name), target.clone()) {
            swap.take_back();
            return Err(failed("the file", target, &error));
        }
    }
    Ok(targets)
}

/// Writes a file and waits until it is on the disk.
fn write_through(path: &Path, contents: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(contents)?;
    file.sync_all()
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

#[cfg(test)]
mod tests {
    use super::*;

    fn file(contents: &str) -> Vec<Finished> {
        vec![Finished { name: "report.html", contents: contents.into() }]
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
        fs::create_dir(folder.path().join(".plaudit-staging-killed")).expect("made");
        fs::write(folder.path().join(".plaudit-staging-killed/report.html"), "half").expect("written");
        fs::create_dir(folder.path().join(".plaudit-backup")).expect("made");
        fs::write(folder.path().join(".plaudit-notes"), "mine").expect("written");
        write(folder.path(), &file("one"), Existing::Replace).expect("written");
        assert!(!folder.path().join(".plaudit-staging-killed").exists());
        assert!(
            folder.path().join(".plaudit-notes").exists() && folder.path().join(".plaudit-backup").exists()
        );
    }

    #[test]
    fn existing_files_are_kept_where_that_is_asked() {
        let folder = tempfile::tempdir().expect("a folder");
        write(folder.path(), &file("one"), Existing::Keep).expect("written");
        write(folder.path(), &file("two"), Existing::Keep).expect_err("exists");
        assert_eq!(fs::read_to_string(folder.path().join("report.html")).expect("there"), "one");
    }
}
