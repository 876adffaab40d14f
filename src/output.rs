//! Writing: everything into a staging folder first, then each file moved into its place.
//!
//! Until the first move nothing in the folder has changed, and a move replaces a file whole or not at all.
//! Files that are not written here are never touched.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::error::{Error, Kind, Problem, why};

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
    let written = stage_and_move(folder, files, existing);
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
    written
}

fn stage_and_move(folder: &Path, files: &[Finished], existing: Existing) -> Result<Vec<PathBuf>, Error> {
    let failed = |what: &str, path: &Path, error: &std::io::Error| {
        Error::new(Kind::Output, Problem::new(format!("{what} {}", why(error))).in_file(path))
    };
    fs::create_dir_all(folder).map_err(|e| match e.kind() {
        std::io::ErrorKind::AlreadyExists | std::io::ErrorKind::NotADirectory => {
            let problem =
                Problem::new("the output folder cannot be made: a file has its name").in_file(folder);
            Error::new(Kind::Output, problem.hint("name another folder with `--out`"))
        }
        _ => failed("the output folder", folder, &e),
    })?;
    let targets: Vec<PathBuf> = files.iter().map(|file| folder.join(file.name)).collect();
    let mut problems = Vec::new();
    for target in &targets {
        let in_the_way = fs::symlink_metadata(target).ok();
        if in_the_way.as_ref().is_some_and(fs::Metadata::is_dir) {
            problems.push(Problem::new("a folder is in the place of the file to write").in_file(target));
        } else if in_the_way.is_some() && existing == Existing::Keep {
            problems.push(Problem::new("the file exists already, and is left as it is").in_file(target));
        }
    }
    crate::error::all_or_nothing(Kind::Output, problems)?;
    let staging = tempfile::Builder::new()
        .prefix(".plaudit-")
        .tempdir_in(folder)
        .map_err(|e| failed("the output folder", folder, &e))?;
    for (file, target) in files.iter().zip(&targets) {
        let write = || {
            let mut staged = File::create(staging.path().join(file.name))?;
            staged.write_all(file.contents.as_bytes())?;
            staged.sync_all()
        };
        write().map_err(|e| failed("the file", target, &e))?;
    }
    for (file, target) in files.iter().zip(&targets) {
        fs::rename(staging.path().join(file.name), target).map_err(|e| failed("the file", target, &e))?;
    }
    Ok(targets)
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
    fn existing_files_are_kept_where_that_is_asked() {
        let folder = tempfile::tempdir().expect("a folder");
        write(folder.path(), &file("one"), Existing::Keep).expect("written");
        write(folder.path(), &file("two"), Existing::Keep).expect_err("exists");
        assert_eq!(fs::read_to_string(folder.path().join("report.html")).expect("there"), "one");
    }
}
