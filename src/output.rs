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
mod failure;
mod guard;
mod made;
mod manifest;
mod owner;
mod plan;
mod slug;
mod swap;
mod workplace;

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::error::{Error, Kind, Problem, all_or_nothing};
use crate::files::was_read;
use failure::failed;
use guard::Deferred;
use swap::Swap;
use workplace::Workplace;

pub use batch::Batch;
pub use disk::{sha256, sha256_of_texts};
pub use made::{Made, Staged};
pub use manifest::{Entry, FileEntry, MANIFEST, MANIFEST_SCHEMA, Manifest, State};
pub use owner::{is_same, other_owner, owner, refuse_another_s};
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

/// A page, and what is printed of it.
pub const PAGE: &str = "report.html";
/// The print of a page.
pub const PDF: &str = "report.pdf";
/// Its figures as a list, where that is wanted: for spreadsheets, as text, and for databases.
pub const FIGURES: [&str; 3] = ["figures.xlsx", "figures.csv", "figures.parquet"];

/// The answers that somebody is to be called back about, where such a list is wanted.
pub const FOLLOW_UP: &str = "follow-up.csv";

/// The accounts at risk, where a column names accounts.
pub const AT_RISK: &str = "accounts-at-risk.csv";

/// Who writes a report on all answers, and how.
#[derive(Debug, Clone, Copy)]
pub struct Writer<'a> {
    /// The program and its version.
    pub generator: &'a str,
    /// The config whose run it is, as [`owner()`] names it; none where a report is only drawn again.
    pub config: Option<&'a str>,
    /// Whether files are replaced that this program did not write or that somebody has changed, and a folder is taken over
    /// from another config.
    pub force: bool,
}

/// What came of writing a report on all answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrote {
    /// The paths of its files, in the order given.
    pub paths: Vec<PathBuf>,
    /// The config that the folder was taken over from.
    pub taken_from: Option<String>,
    /// What became of an earlier print, where the page was not printed again.
    pub print: Option<Print>,
}

/// What became of the print of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Print {
    /// It stays, since the page that it was made of is the same.
    Kept,
    /// It was removed, since beside another page it would be taken for a print of that.
    Removed,
}

/// Writes the files of one report on all answers into a folder, which is made where it does not exist. Files of the report
/// that are not among them stay, but for the print of a page that is now another.
///
/// # Errors
/// When the folder cannot be made or written to, holds the reports of many clients or belongs to another config, or
/// something is in the way; what was there before is then still there, whole.
pub fn write(folder: &Path, writer: Writer<'_>, files: &[Finished]) -> Result<Wrote, Error> {
    let Writer { generator, config, force } = writer;
    let batch = Batch::open(folder, force)?;
    if batch.manifest().is_some_and(Manifest::is_of_many) {
        let problem = Problem::new("the folder holds the reports of many clients").in_file(folder);
        return Err(Error::new(Kind::Output, problem.hint("name another folder with `--out`")));
    }
    config.map_or(Ok(()), |config| refuse_another_s(folder, batch.manifest(), config, force))?;
    let taken_from = config.and_then(|config| other_owner(batch.manifest(), config)).map(str::to_owned);
    let stage = |file: &Finished| batch.stage(None, file.name, &file.contents);
    let staged: Vec<Staged> = files.iter().map(stage).collect::<Result<_, _>>()?;
    let print = batch.manifest().and_then(|manifest| left_beside(manifest, &staged, PDF));
    let goes = |name: &&str| {
        let became = batch.manifest().and_then(|manifest| left_beside(manifest, &staged, name));
        became == Some(Print::Removed)
    };
    // Whoever draws a report again does not know whom to follow up, and which accounts are at risk.
    let is_unwanted = |name: &&str| config.is_some() && staged.iter().all(|file| file.path != *name);
    let lists = [FOLLOW_UP, AT_RISK].into_iter().filter(is_unwanted);
    let gone = [PDF].into_iter().chain(FIGURES).filter(goes).chain(lists);
    let gone = gone.map(str::to_owned).collect();
    let made = Made {
        generator: generator.to_owned(),
        config: config.map(str::to_owned),
        staged,
        gone,
        index_files_kept: true,
        force,
        ..Made::default()
    };
    batch.commit(&made)?;
    Ok(Wrote { paths: files.iter().map(|file| folder.join(file.name)).collect(), taken_from, print })
}

/// What is to become of an earlier print, or list of figures, beside these files.
fn left_beside(manifest: &Manifest, staged: &[Staged], name: &str) -> Option<Print> {
    let is_made = staged.iter().any(|file| file.path == name);
    manifest.files.get(name).filter(|_| !is_made)?;
    let page = manifest.files.get(PAGE).filter(|_| manifest.state == State::Complete);
    let is_same =
        staged.iter().all(|file| file.path != PAGE || page.is_some_and(|page| page.sha256 == file.sha256));
    Some(if is_same { Print::Kept } else { Print::Removed })
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

/// Writes files that belong to no report, each where it is wanted, and returns their paths in the order given. They lie in one
/// folder, which is made where it does not exist.
///
/// # Errors
/// When one of them is there already and not to be replaced, was read in this run or is a folder, or the folder cannot be
/// written to; nothing has changed then.
pub fn write_loose(files: &[(PathBuf, Vec<u8>)], force: bool) -> Result<Vec<PathBuf>, Error> {
    let signals = Deferred::new();
    let written = loose_in_turn(files, force);
    signals.deliver();
    written
}

fn loose_in_turn(files: &[(PathBuf, Vec<u8>)], force: bool) -> Result<Vec<PathBuf>, Error> {
    let problems = files.iter().filter_map(|(path, _)| loose_in_the_way(path, (force, "--out"))).collect();
    all_or_nothing(Kind::Output, problems)?;
    let place = Workplace::open(files.first().map_or(Path::new("."), |(path, _)| folder_of(path)))?;
    let staged = |at: usize| place.staging().join(at.to_string());
    for (at, (path, contents)) in files.iter().enumerate() {
        write_through(&staged(at), contents).map_err(|e| failed("the file", path, &e))?;
    }
    let mut swap = Swap::new(place.staging(), &|| Ok(()));
    for (at, (path, _)) in files.iter().enumerate() {
        if let Err(error) = swap.put(&staged(at), path.clone()) {
            swap.take_back();
            return Err(failed("the file", path, &error));
        }
    }
    Ok(files.iter().map(|(path, _)| path.clone()).collect())
}

/// Writes a file that belongs to no report and may be of any size, piece by piece into the staging folder, and then moves it into
/// its place, which a flag of the command line states.
///
/// # Errors
/// As [`write_loose`], and when what is written cannot be made; what was there before is then still there.
pub fn write_in_pieces<T>(
    path: &Path,
    (force, flag): (bool, &str),
    write: impl FnOnce(&mut dyn Write) -> Result<T, Error>,
) -> Result<T, Error> {
    all_or_nothing(Kind::Output, loose_in_the_way(path, (force, flag)).into_iter().collect())?;
    let place = Workplace::open(folder_of(path))?;
    let staged = place.staging().join("0");
    let unwritten = |error: io::Error| failed("the file", path, &error);
    let mut file = BufWriter::new(File::create(&staged).map_err(unwritten)?);
    let done = write(&mut file)?;
    let file = file.into_inner().map_err(|error| unwritten(error.into_error()))?;
    file.sync_all().map_err(unwritten)?;
    // It may take long to write: only moving it is not to be broken off.
    let signals = Deferred::new();
    let mut swap = Swap::new(place.staging(), &|| Ok(()));
    let put = swap.put(&staged, path.to_owned());
    if put.is_err() {
        swap.take_back();
    }
    signals.deliver();
    put.map(|()| done).map_err(unwritten)
}

/// The folder of a file.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// What stands where such a file is to be written, as a flag states, and must stay.
fn loose_in_the_way(path: &Path, (force, flag): (bool, &str)) -> Option<Problem> {
    let there = fs::symlink_metadata(path).ok()?;
    let another = format!("name another file with `{flag}`");
    let problem = if there.is_dir() {
        Problem::new("a folder is in the place of the file to write").hint(another)
    } else if !(there.is_file() || there.is_symlink()) {
        // A device or a pipe is not this program's to take away, whatever is forced.
        Problem::new("something that is no file is in the place of the file to write").hint(another)
    } else if was_read(path) {
        Problem::new("this run reads the file, so that it cannot be written over").hint(another)
    } else if !force {
        Problem::new("the file exists already").hint(format!("`--force` replaces it; or {another}"))
    } else {
        return None;
    };
    Some(problem.in_file(path))
}

/// Writes a file and waits until it is on the disk.
fn write_through(path: &Path, contents: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(contents)?;
    file.sync_all()
}

/// What stands where a file is to be written and must stay.
fn in_the_way(target: &Path) -> Option<Problem> {
    let there = fs::symlink_metadata(target).ok()?;
    let what = if there.is_dir() {
        "a folder is in the place of the file to write"
    } else {
        "the file exists already, and is left as it is"
    };
    Some(Problem::new(what).in_file(target).hint("name a new folder, or move away what is in this one"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(contents: &str) -> Vec<Finished> {
        vec![Finished { name: "report.html", contents: contents.into() }]
    }

    fn writer(force: bool) -> Writer<'static> {
        Writer { generator: "plaudit 0", config: Some("survey.yaml"), force }
    }

    fn write_one(folder: &Path, contents: &str) -> Result<Wrote, Error> {
        write(folder, writer(false), &file(contents))
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
        let json = |contents: &str| Finished { name: "report.json", contents: contents.into() };
        let both = |contents: &str| [file(contents), vec![json(contents)]].concat();
        write(folder.path(), writer(false), &both("one")).expect("written");
        write_one(folder.path(), "two").expect("written");
        assert_eq!(fs::read_to_string(folder.path().join("report.json")).expect("there"), "one");
        write(folder.path(), writer(false), &both("three")).expect("written");
        assert_eq!(fs::read_to_string(folder.path().join("report.json")).expect("there"), "three");
    }

    #[test]
    fn a_print_stays_as_long_as_its_page_does() {
        let folder = tempfile::tempdir().expect("a folder");
        let pdf = folder.path().join(PDF);
        let print = |contents: &str| {
            [file(contents), vec![Finished { name: PDF, contents: "print".into() }]].concat()
        };
        let first = write(folder.path(), writer(false), &print("one")).expect("written");
        assert_eq!((first.print, first.paths.len()), (None, 2));
        assert_eq!(write_one(folder.path(), "one").expect("written").print, Some(Print::Kept));
        assert!(pdf.exists());
        assert_eq!(write_one(folder.path(), "two").expect("written").print, Some(Print::Removed));
        assert!(!pdf.exists());
        assert_eq!(write_one(folder.path(), "one").expect("written").print, None);
        // One of somebody else, and one that was changed.
        fs::write(&pdf, "mine").expect("written");
        assert_eq!(write_one(folder.path(), "three").expect("written").print, None);
        fs::remove_file(&pdf).expect("removed");
        write(folder.path(), writer(false), &print("one")).expect("written");
        fs::write(&pdf, "mine").expect("written");
        let error = write_one(folder.path(), "two").expect_err("changed");
        assert_eq!(error.problems[0].message, "the file was changed after plaudit wrote it");
        assert_eq!(
            (there(folder.path()), fs::read_to_string(&pdf).expect("there")),
            ("one".into(), "mine".into())
        );
    }

    #[test]
    fn a_folder_of_another_config_is_taken_over_by_force_only() {
        let folder = tempfile::tempdir().expect("a folder");
        write_one(folder.path(), "one").expect("written");
        let other = |force| Writer { config: Some("other.yaml"), ..writer(force) };
        let error = write(folder.path(), other(false), &file("two")).expect_err("another's");
        assert_eq!(error.kind, Kind::Output);
        assert!(error.problems[0].message.contains("`survey.yaml` wrote it, and this one is `other.yaml`"));
        assert_eq!(there(folder.path()), "one");
        // Drawn again from its JSON it stays whose it is.
        write(folder.path(), Writer { config: None, ..writer(false) }, &file("two")).expect("drawn");
        write_one(folder.path(), "three").expect("still its own");
        let taken = write(folder.path(), other(true), &file("four")).expect("taken over");
        assert_eq!(taken.taken_from.as_deref(), Some("survey.yaml"));
        write_one(folder.path(), "five").expect_err("another's now");
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
        write(folder.path(), writer(true), &file("one")).expect("forced");
        assert_eq!(there(folder.path()), "one");
        fs::write(&html, "one, edited").expect("written");
        let error = write_one(folder.path(), "two").expect_err("changed");
        assert_eq!(error.problems[0].message, "the file was changed after plaudit wrote it");
        assert_eq!(there(folder.path()), "one, edited");
        write(folder.path(), writer(true), &file("two")).expect("forced");
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
        let error = write(folder.path(), writer(true), &file("one")).expect_err("of many");
        assert_eq!(error.problems[0].message, "the folder holds the reports of many clients");
        assert!(folder.path().join("index.html").exists() && !folder.path().join("report.html").exists());
    }

    #[test]
    fn a_folder_in_the_place_of_a_file_is_an_error_that_changes_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("report.html")).expect("made");
        for force in [false, true] {
            let error = write(folder.path(), writer(force), &file("one")).expect_err("in the way");
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
