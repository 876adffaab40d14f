//! Batches that are killed, or whose disk fails, at every single step.
//!
//! A kill is simulated by a copy of the folder before each step: what is there when nothing comes after.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use super::batch_tests::{Wanted, run_watched, tree};
use super::disk::sha256;
use super::{Error, Kind};

fn before() -> Wanted {
    Wanted::default()
        .report("acme", &[("report.html", "acme 1"), ("report.json", "same"), ("reviews.csv", "gone")])
        .report("closed/one", &[("report.html", "closed 1"), ("report.json", "closed 1")])
        .report("quiet", &[("report.html", "quiet 1")])
        .index("index.html", "all 1")
        .index("mailing.csv", "gone")
}

fn after() -> Wanted {
    let wanted = Wanted::default()
        .report("acme", &[("report.html", "acme 2"), ("report.json", "same"), ("answers.csv", "new")])
        .report("north/new", &[("report.html", "new 2"), ("report.json", "new 2")])
        .report("quiet", &[("report.html", "quiet 1")])
        .index("index.html", "all 2")
        .index("index.json", "new");
    Wanted { prune: true, ..wanted }
}

/// A folder with what the first run and the user wrote.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    run(folder.path(), &before());
    fs::write(folder.path().join("notes.txt"), "mine").expect("written");
    folder
}

fn run(folder: &Path, wanted: &Wanted) {
    run_watched(folder, wanted, &|| Ok(())).expect("written");
}

fn copy(from: &Path) -> TempDir {
    let to = tempfile::tempdir().expect("a folder");
    for (name, contents) in tree(from) {
        let path = to.path().join(name);
        if contents == "an empty folder" {
            fs::create_dir_all(path).expect("made");
        } else {
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(path, contents).expect("written");
        }
    }
    to
}

/// What a run leaves behind when it is killed before each of its steps, from some step on which the disk fails.
fn killed(folder: &Path, wanted: &Wanted, fails_from: usize) -> (Vec<TempDir>, Result<(), Error>) {
    let states = RefCell::new(Vec::new());
    let done = run_watched(folder, wanted, &|| {
        let mut states = states.borrow_mut();
        states.push(copy(folder));
        if states.len() > fails_from { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
    });
    let mut states = states.into_inner();
    states.push(copy(folder));
    (states, done.map(drop))
}

/// Holds the folder against its manifest, from the text of it alone, and returns the manifest's state.
fn check(folder: &Path) -> String {
    let there: BTreeMap<String, String> = tree(folder)
        .into_iter()
        .filter(|(path, _)| !path.starts_with(".plaudit-"))
        .map(|(path, contents)| (path, sha256(contents.as_bytes())))
        .collect();
    let json = fs::read_to_string(folder.join("manifest.json")).expect("there");
    let manifest: Value = serde_json::from_str(&json).expect("JSON");
    let state = manifest["state"].as_str().expect("a state").to_owned();
    let files = manifest["files"].as_object().expect("files");
    for (path, file) in files {
        let there = there.get(path).map(String::as_str);
        let is_new = there == file["sha256"].as_str();
        match state.as_str() {
            "complete" => assert!(is_new && file.get("previous").is_none(), "{path} in {json}"),
            _ => assert!(is_new || there == file["previous"].as_str(), "{path} is {there:?} in {json}"),
        }
        let report = file["report"].as_str();
        assert!(report.is_none_or(|report| manifest["reports"].get(report).is_some()), "{path} in {json}");
    }
    let removing = manifest["removing"].as_object().cloned().unwrap_or_default();
    assert!(state == "changing" || removing.is_empty());
    for (path, sha256) in &removing {
        assert!(there.get(path).is_none_or(|there| Some(there.as_str()) == sha256.as_str()), "{path}");
    }
    for path in there.keys() {
        // An empty folder may be left where the next run needs it or removes it.
        let is_listed = files.contains_key(path) || removing.contains_key(path);
        assert!(
            is_listed || folder.join(path).is_dir() || path == "manifest.json" || path == "notes.txt",
            "{path}"
        );
    }
    state
}

/// What is there but for folders that nothing is in.
fn files(folder: &Path) -> BTreeMap<String, String> {
    tree(folder).into_iter().filter(|(path, _)| folder.join(path).is_file()).collect()
}

/// What the second run makes of it when nothing goes wrong.
fn expected() -> BTreeMap<String, String> {
    let folder = folder();
    run(folder.path(), &after());
    tree(folder.path())
}

#[test]
fn a_killed_run_is_described_by_the_manifest_and_completed_by_the_next() {
    let expected = expected();
    let start = folder();
    let (states, done) = killed(start.path(), &after(), usize::MAX);
    done.expect("written");
    // The manifest twice, six files put, four removed, and a folder made.
    assert_eq!(states.len(), 2 + 6 + 4 + 1 + 1);
    for (step, state) in states.iter().enumerate() {
        let is_whole = step == 0 || step == states.len() - 1;
        assert_eq!(check(state.path()), if is_whole { "complete" } else { "changing" }, "before step {step}");
        // The next run is killed at each step as well, and the one after that is not.
        let (states, done) = killed(state.path(), &after(), usize::MAX);
        done.expect("written");
        for state in states {
            check(state.path());
            run(state.path(), &after());
            assert_eq!(check(state.path()), "complete");
            assert_eq!(files(state.path()), expected);
        }
        assert_eq!(files(state.path()), expected);
    }
}

#[test]
fn what_a_killed_run_left_half_done_is_made_anew_when_it_is_asked_for() {
    let expected = expected();
    let (states, _) = killed(folder().path(), &after(), usize::MAX);
    let mut keys = Vec::new();
    for state in states {
        // First a run for another report, which completes the folder but not the reports.
        run(state.path(), &Wanted { only: Some("quiet"), ..after() });
        assert_eq!(check(state.path()), "complete");
        let there = tree(state.path());
        let manifest: Value = serde_json::from_str(&there["manifest.json"]).expect("JSON");
        let is_there = there.keys().any(|path| path.starts_with("north/new/"));
        assert_eq!(manifest["reports"].get("north/new").is_some(), is_there);
        keys.push(manifest["reports"]["acme"]["key"].as_str().expect("a key").to_owned());
        let is_new = there["acme/report.html"] == "acme 2" && there.contains_key("acme/answers.csv");
        assert_eq!(keys.last().is_some_and(|key| key == "acme 2"), is_new);
        run(state.path(), &after());
        assert_eq!(files(state.path()), expected);
    }
    keys.dedup();
    assert_eq!(keys, ["acme 1", "", "acme 2"]);
}

#[test]
fn a_run_whose_disk_fails_once_leaves_all_as_it_was() {
    let steps = killed(folder().path(), &after(), usize::MAX).0.len() - 1;
    for failing in 0..steps {
        let folder = folder();
        let before = tree(folder.path());
        let step = Cell::new(0);
        let error = run_watched(folder.path(), &after(), &|| {
            step.set(step.get() + 1);
            if step.get() == failing + 1 { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
        })
        .expect_err("a full disk");
        assert_eq!(error.kind, Kind::Output);
        assert_eq!(error.problems[0].message, "the file cannot be written: the disk is full");
        assert_eq!(tree(folder.path()), before, "failing at step {failing}");
    }
}

#[test]
fn a_run_whose_disk_fails_for_good_is_described_by_the_manifest() {
    let steps = killed(folder().path(), &after(), usize::MAX).0.len() - 1;
    let mut unfinished = 0;
    for failing in 0..steps {
        let folder = folder();
        let (states, done) = killed(folder.path(), &after(), failing);
        done.expect_err("a full disk");
        for state in states {
            unfinished += usize::from(check(state.path()) == "changing");
        }
        run(folder.path(), &after());
        assert_eq!(check(folder.path()), "complete");
    }
    assert!(unfinished > 0);
}

#[test]
fn a_first_run_that_is_killed_is_completed_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let (states, done) = killed(folder.path(), &before(), usize::MAX);
    done.expect("written");
    let (untouched, begun) = states.split_first().expect("states");
    assert!(files(untouched.path()).keys().all(|path| path.starts_with(".plaudit-")));
    for state in begun {
        check(state.path());
        // Reports that never came to be are not listed by a run for another.
        run(state.path(), &Wanted { only: Some("quiet"), ..before() });
        assert_eq!(check(state.path()), "complete");
        run(state.path(), &before());
        assert_eq!(files(state.path()), files(folder.path()));
    }
}
