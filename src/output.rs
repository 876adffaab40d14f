//! Writing: everything into a staging folder first, then each file moved into its place.
//!
//! Until the first move nothing in the folder has changed; should a later move fail, the earlier ones are taken
//! back. Signals that would end the program wait until all is in place, and two programs that write to one
//! folder take turns. A manifest in the folder says what was written to it: a file that it does not list, or that somebody
//! has changed since, is replaced only where that is asked for.

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

/// Writes the files of one report on all answers into a folder, which is made where it does not exist, and returns their
/// paths in the order given. Files of the report that are not among them stay. `generator` is the program and its
/// version; with `force`, files are replaced that this program did not write or that somebody has changed.
///
/// # Errors
/// When the folder cannot be made or written to, holds the reports of many clients, or something is in the way; what was
/// there before is then still there, whole.
pub fn write(folder: &Path, generator: &str, files: &[Finished], force: bool) -> Result<Vec<PathBuf>, Error> {
    let batch = Batch::open(folder, force)?;
    if batch.manifest().is_some_and(Manifest::is_of_many) {
        let problem = Problem::new("the folder holds the reports of many clients").in_file(folder);
        return Err(Error::new(Kind::Output, problem.hint("name another folder with `--out`")));
    }
    let stage = |file: &Finished| batch.stage(None, file.name, &file.contents);
    let staged = files.iter().map(stage).collect::<Result<_, _>>()?;
    let generator = generator.to_owned();
    batch.commit(&Made { generator, staged, index_files_kept: true, force, ..Made::default() })?;
    Ok(files.iter().map(|file| folder.join(file.name)).collect())
}

/// Writes files to start from into a folder, which is made where it does not exist, and returns their paths in the order
/// given.
///
/// # Errors
/// When one of them is there already, or the folder cannot be made or written to; nothing has changed then.
pub fn write_new(folder: &Path, files: &[Finished]) -> Result<Vec<PathBuf>, Error> {
    let signals = Deferred::new();
    let written = in_turn(folder, files);
    signals.deliver();
    written
}

fn in_turn(folder: &Path, files: &[Finished]) -> Result<Vec<PathBuf>, Error> {
    let place = Workplace::open(folder)?;
    let targets: Vec<PathBuf> = files.iter().map(|file| folder.join(file.name)).collect();
    all_or_nothing(Kind::Output, targets.iter().filter_map(|target| in_the_way(target)).collect())?;
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
    let hint = if error.kind() == io::ErrorKind::StorageFull {
        "make room on the disk, and run again"
    } else {
        "name another folder, or see to it that this one can be written to"
    };
    Error::new(Kind::Output, Problem::new(format!("{what} {}", why(error))).in_file(path).hint(hint))
}

/// What stands where a file is to be written and must stay.
fn in_the_way(target: &Path) -> Option<Problem> {
    let there = fs::symlink_metadata(target).ok()?;
    let what = if there.is_dir() {
        "a folder is in the place of the file to write"
    } else {
        "the file exists already, and is left as it is"
    };
    Some(Problem::new(what).in_file(target).hint("name another folder, or move it away"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(contents: &str) -> Vec<Finished> {
        vec![Finished { name: "report.html", contents: contents.into() }]
    }

    fn write_one(folder: &Path, contents: &str) -> Result<Vec<PathBuf>, Error> {
        write(folder, "plaudit 0", &file(contents), false)
    }

    fn there(folder: &Path) -> String {
        fs::read_to_string(folder.join("report.html")).expect("there")
    }

    #[test]
    fn a_second_write_replaces_the_first_and_leaves_other_files_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("notes.txt"), "mine").expect("written");
        write_one(folder.path(), "one").expect("written");
        write_one(folder.path(), "two").expect("written");
        assert_eq!(there(folder.path()), "two");
        // With the manifest.
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 3);
    }

    #[test]
    fn a_file_of_the_report_that_is_not_written_again_stays_and_is_still_known() {
        let folder = tempfile::tempdir().expect("a folder");
        let pdf = |contents: &str| Finished { name: "report.pdf", contents: contents.into() };
        let both = |contents: &str| [file(contents), vec![pdf(contents)]].concat();
        write(folder.path(), "plaudit 0", &both("one"), false).expect("written");
        write_one(folder.path(), "two").expect("written");
        assert_eq!(fs::read_to_string(folder.path().join("report.pdf")).expect("there"), "one");
        write(folder.path(), "plaudit 0", &both("three"), false).expect("written");
        assert_eq!(fs::read_to_string(folder.path().join("report.pdf")).expect("there"), "three");
    }

    #[test]
    fn files_that_this_program_did_not_write_or_that_were_changed_are_replaced_by_force_only() {
        let folder = tempfile::tempdir().expect("a folder");
        let html = folder.path().join("report.html");
        let earlier = "<meta name=\"generator\" content=\"plaudit 0.1.0\">";
        for (before, message) in [
            ("mine", "a file that plaudit did not write is in the place of a file to write"),
            (
                earlier,
                "an earlier version wrote the file without a record of it, so that a change could not be told",
            ),
            ("", "a file that plaudit did not write is in the place of a file to write"),
        ] {
            fs::write(&html, before).expect("written");
            let error = write_one(folder.path(), "one").expect_err("not ours");
            assert_eq!((error.kind, error.problems[0].message.as_str()), (Kind::Output, message));
            assert!(error.problems[0].hints.iter().any(|hint| hint.contains("`--force`")), "{error:?}");
            assert_eq!(there(folder.path()), before);
            assert!(!folder.path().join(MANIFEST).exists());
        }
        write(folder.path(), "plaudit 0", &file("one"), true).expect("forced");
        assert_eq!(there(folder.path()), "one");
        fs::write(&html, "one, edited").expect("written");
        let error = write_one(folder.path(), "two").expect_err("changed");
        assert_eq!(error.problems[0].message, "the file was changed after plaudit wrote it");
        assert_eq!(there(folder.path()), "one, edited");
        write(folder.path(), "plaudit 0", &file("two"), true).expect("forced");
        write_one(folder.path(), "three").expect("ours again");
    }

    #[test]
    fn a_file_that_is_as_it_would_be_written_is_in_nobodys_way() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("report.html"), "one").expect("written");
        write_one(folder.path(), "one").expect("the same");
        write_one(folder.path(), "two").expect("ours now");
    }

    #[test]
    fn a_folder_of_many_reports_is_not_one_for_a_report_on_all_answers() {
        let folder = tempfile::tempdir().expect("a folder");
        let batch = Batch::open(folder.path(), false).expect("opened");
        let staged = vec![batch.stage(None, "index.html", b"all").expect("staged")];
        batch.commit(&Made { staged, index: Some("key".to_owned()), ..Made::default() }).expect("written");
        let error = write(folder.path(), "plaudit 0", &file("one"), true).expect_err("of many");
        assert_eq!(error.problems[0].message, "the folder holds the reports of many clients");
        assert!(folder.path().join("index.html").exists() && !folder.path().join("report.html").exists());
    }

    #[test]
    fn a_folder_in_the_place_of_a_file_is_an_error_that_changes_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("report.html")).expect("made");
        for force in [false, true] {
            let error = write(folder.path(), "plaudit 0", &file("one"), force).expect_err("in the way");
            assert_eq!(error.kind, Kind::Output);
        }
        write_new(folder.path(), &file("one")).expect_err("in the way");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
    }

    #[test]
    fn a_file_in_the_place_of_the_folder_is_an_error() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("out");
        fs::write(&path, "mine").expect("written");
        assert_eq!(write_one(&path.join("deeper"), "one").expect_err("a file").kind, Kind::Output);
        assert_eq!(fs::read_to_string(&path).expect("there"), "mine");
    }

    #[test]
    fn what_a_killed_program_left_behind_is_swept_away() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join(".plaudit-staging-killed")).expect("made");
        fs::write(folder.path().join(".plaudit-staging-killed/report.html"), "half").expect("written");
        fs::create_dir(folder.path().join(".plaudit-backup")).expect("made");
        fs::write(folder.path().join(".plaudit-notes"), "mine").expect("written");
        write_one(folder.path(), "one").expect("written");
        assert!(!folder.path().join(".plaudit-staging-killed").exists());
        assert!(
            folder.path().join(".plaudit-notes").exists() && folder.path().join(".plaudit-backup").exists()
        );
    }

    #[test]
    fn files_to_start_from_replace_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        write_new(folder.path(), &file("one")).expect("written");
        write_new(folder.path(), &file("two")).expect_err("exists");
        assert_eq!(there(folder.path()), "one");
    }
}
