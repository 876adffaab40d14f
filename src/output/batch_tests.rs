//! Batches: what is written, what is left alone, and what stands in the way.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

use super::swap::Watch;
use super::*;
use crate::error::Place;
use crate::survey::Client;

/// What a run is to make: paths with contents, each in the folder of its report, if any, with the run's flags.
#[derive(Clone, Default)]
pub(super) struct Wanted {
    /// By folder, the key and the files.
    pub(super) reports: BTreeMap<&'static str, (&'static str, BTreeMap<&'static str, &'static str>)>,
    /// Files about all reports.
    pub(super) index: BTreeMap<&'static str, &'static str>,
    pub(super) prune: bool,
    pub(super) only: Option<&'static str>,
    pub(super) force: bool,
}

impl Wanted {
    pub(super) fn report(mut self, folder: &'static str, files: &[(&'static str, &'static str)]) -> Self {
        let key = files.first().map_or("", |(_, contents)| contents);
        self.reports.insert(folder, (key, files.iter().copied().collect()));
        self
    }

    pub(super) fn index(mut self, path: &'static str, contents: &'static str) -> Self {
        self.index.insert(path, contents);
        self
    }
}

/// Runs as a caller does: what is intact and of the same key is left out.
pub(super) fn run_watched(folder: &Path, wanted: &Wanted, watch: Watch) -> Result<Vec<String>, Error> {
    let batch = Batch::open(folder, false)?;
    let listed = batch.manifest().map(|manifest| manifest.reports.clone()).unwrap_or_default();
    let mut made = Made {
        generator: "plaudit 0".to_owned(),
        index_files_kept: wanted.only.is_some(),
        force: wanted.force,
        ..Made::default()
    };
    for (folder, (key, files)) in &wanted.reports {
        let is_same = listed.get(*folder).is_some_and(|entry| entry.key == *key) && batch.is_intact(folder);
        if is_same || wanted.only.is_some_and(|only| only != *folder) {
            continue;
        }
        let client = Client::new(folder.split('/').map(str::to_owned).collect()).expect("a client");
        made.reports.insert((*folder).to_owned(), Entry { client, key: (*key).to_owned(), config: None });
        for (name, contents) in files {
            let path = format!("{folder}/{name}");
            made.staged.push(batch.stage(Some(folder), &path, contents.as_bytes())?);
        }
    }
    if wanted.only.is_none() {
        for (path, contents) in &wanted.index {
            made.staged.push(batch.stage(None, path, contents.as_bytes())?);
        }
    }
    if wanted.prune {
        made.pruned = listed.into_keys().filter(|key| !wanted.reports.contains_key(key.as_str())).collect();
    }
    batch.commit_watched(&made, watch)
}

fn run(folder: &Path, wanted: &Wanted) -> Result<Vec<String>, Error> {
    run_watched(folder, wanted, &|| Ok(()))
}

/// All files below a folder with their contents, and empty folders.
pub(super) fn tree(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(at) = open.pop() {
        let name = at.strip_prefix(folder).expect("below").display().to_string();
        let entries: Vec<_> = fs::read_dir(&at).expect("a folder").map(|e| e.expect("read").path()).collect();
        if entries.is_empty() && !name.is_empty() {
            found.insert(name, "an empty folder".to_owned());
        }
        for path in entries {
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("below").display().to_string();
                found.insert(name, fs::read_to_string(&path).expect("read"));
            }
        }
    }
    found
}

fn two() -> Wanted {
    Wanted::default()
        .report("acme", &[("report.html", "acme 1"), ("report.json", "{1}")])
        .report("north/zeta", &[("report.html", "zeta 1")])
        .index("index.html", "all 1")
}

fn problems(result: Result<Vec<String>, Error>) -> Vec<(String, String)> {
    let error = result.expect_err("an error");
    assert_eq!(error.kind, Kind::Output);
    let place = |problem: &Problem| match &problem.place {
        Some(Place::File(path)) => path.file_name().expect("a name").display().to_string(),
        _ => String::new(),
    };
    error.problems.iter().map(|problem| (place(problem), problem.message.clone())).collect()
}

#[test]
fn a_first_run_writes_everything_and_says_so_in_the_manifest() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("not/there/yet");
    let written = run(&out, &two()).expect("written");
    assert_eq!(written, ["index.html", "acme/report.html", "acme/report.json", "north/zeta/report.html"]);
    let manifest = fs::read_to_string(out.join("manifest.json")).expect("there");
    // Hashes from `printf … | sha256sum`.
    let expected = r#"{
  "schema": "plaudit-manifest/1",
  "generator": "plaudit 0",
  "state": "complete",
  "index": null,
  "reports": {
    "acme": {
      "client": [
        "acme"
      ],
      "key": "acme 1"
    },
    "north/zeta": {
      "client": [
        "north",
        "zeta"
      ],
      "key": "zeta 1"
    }
  },
  "files": {
    "acme/report.html": {
      "report": "acme",
      "bytes": 6,
      "sha256": "d31b3b50fc31f9eee2ab3aec979abbe9a5f63efa5913b245a73bb964748616df"
    },
    "acme/report.json": {
      "report": "acme",
      "bytes": 3,
      "sha256": "cd80994abb0d1e0465acdc560717676578c1774f461babbe67b4b131497a6305"
    },
    "index.html": {
      "report": null,
      "bytes": 5,
      "sha256": "f53d80273521d20bfb6bd3edbf4411a84d344a2e081db17a3974767825d0431e"
    },
    "north/zeta/report.html": {
      "report": "north/zeta",
      "bytes": 6,
      "sha256": "3174769c0763c429cf582b94363b3fe837453037c93a0aa8c8bd85668741170d"
    }
  }
}
"#;
    assert_eq!(manifest, expected);
    assert_eq!(tree(&out).len(), 5);
}

#[test]
fn a_run_that_changes_nothing_touches_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    run(folder.path(), &two()).expect("written");
    let steps = |wanted: &Wanted| {
        let steps = std::cell::Cell::new(0);
        let written = run_watched(folder.path(), wanted, &|| {
            steps.set(steps.get() + 1);
            Ok(())
        });
        (written.expect("written"), steps.get())
    };
    assert_eq!(steps(&two()), (Vec::new(), 0));
    // One file of two differs: the manifest twice, and the file.
    let changed = two().report("acme", &[("report.html", "acme 2"), ("report.json", "{1}")]);
    assert_eq!(steps(&changed), (vec!["acme/report.html".to_owned()], 3));
}

#[test]
fn files_that_are_made_no_more_are_removed_with_their_reports() {
    let folder = tempfile::tempdir().expect("a folder");
    run(folder.path(), &two()).expect("written");
    fs::write(folder.path().join("acme/notes.txt"), "mine").expect("written");
    let wanted = Wanted::default().report("acme", &[("report.html", "acme 2")]).index("index.html", "all 2");
    run(folder.path(), &wanted).expect("written");
    let names = |folder: &Path| tree(folder).into_keys().collect::<Vec<_>>();
    assert_eq!(
        names(folder.path()),
        ["acme/notes.txt", "acme/report.html", "index.html", "manifest.json", "north/zeta/report.html"]
    );
    run(folder.path(), &Wanted { prune: true, ..wanted }).expect("written");
    assert_eq!(names(folder.path()), ["acme/notes.txt", "acme/report.html", "index.html", "manifest.json"]);
    run(folder.path(), &Wanted { prune: true, ..Wanted::default() }).expect("written");
    assert_eq!(names(folder.path()), ["acme/notes.txt", "manifest.json"]);
}

#[test]
fn a_run_for_one_report_leaves_the_others_and_the_index_as_they_are() {
    let folder = tempfile::tempdir().expect("a folder");
    run(folder.path(), &two()).expect("written");
    let wanted = two().report("acme", &[("report.html", "acme 2")]).index("index.html", "all 2");
    let written = run(folder.path(), &Wanted { only: Some("acme"), ..wanted }).expect("written");
    assert_eq!(written, ["acme/report.html"]);
    let manifest = Manifest::read(folder.path()).expect("read").expect("there");
    assert_eq!(fs::read_to_string(folder.path().join("index.html")).expect("there"), "all 1");
    assert!(manifest.files.contains_key("index.html") && manifest.reports.contains_key("north/zeta"));
}

#[test]
fn files_that_others_wrote_are_named_all_at_once_and_stay_unless_forced() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("acme")).expect("made");
    for name in ["acme/report.html", "acme/report.json", "index.html"] {
        fs::write(folder.path().join(name), "mine").expect("written");
    }
    fs::write(folder.path().join("acme/notes.txt"), "mine").expect("written");
    let before = tree(folder.path());
    let found = problems(run(folder.path(), &two()));
    let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["report.html", "report.json", "index.html"]);
    assert!(found.iter().all(|(_, message)| message.contains("did not write")));
    assert_eq!(tree(folder.path()), before);
    run(folder.path(), &Wanted { force: true, ..two() }).expect("forced");
    let after = tree(folder.path());
    assert_eq!((after["acme/report.html"].as_str(), after["acme/notes.txt"].as_str()), ("acme 1", "mine"));
}

#[test]
fn files_that_were_changed_stay_unless_forced() {
    let folder = tempfile::tempdir().expect("a folder");
    run(folder.path(), &two()).expect("written");
    for name in ["acme/report.html", "north/zeta/report.html", "index.html"] {
        fs::write(folder.path().join(name), "mine!!").expect("written");
    }
    assert!(!Batch::open(folder.path(), false).expect("opened").is_intact("acme"));
    let before = tree(folder.path());
    let wanted = Wanted::default()
        .report("acme", &[("report.html", "acme 2"), ("report.json", "{1}")])
        .index("index.html", "all 2");
    let wanted = Wanted { prune: true, ..wanted };
    let found = problems(run(folder.path(), &wanted));
    assert_eq!(found.len(), 3);
    assert!(found.iter().all(|(_, message)| message.contains("changed")));
    assert_eq!(tree(folder.path()), before);
    run(folder.path(), &Wanted { force: true, ..wanted }).expect("written");
    assert_eq!(
        tree(folder.path()).into_keys().collect::<Vec<_>>(),
        ["acme/report.html", "acme/report.json", "index.html", "manifest.json"]
    );
}

#[test]
fn a_file_that_went_missing_is_made_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    run(folder.path(), &two()).expect("written");
    let whole = tree(folder.path());
    fs::remove_dir_all(folder.path().join("north")).expect("removed");
    assert_eq!(run(folder.path(), &two()).expect("written"), ["north/zeta/report.html"]);
    assert_eq!(tree(folder.path()), whole);
}

#[test]
fn what_is_no_plain_file_stands_in_the_way_even_when_forced() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(folder.path().join("index.html")).expect("made");
    fs::write(folder.path().join("acme"), "mine").expect("written");
    let before = tree(folder.path());
    let found = problems(run(folder.path(), &Wanted { force: true, ..two() }));
    let told: Vec<(&str, &str)> = found.iter().map(|(at, what)| (at.as_str(), what.as_str())).collect();
    assert_eq!(
        told,
        [
            ("acme", "a file is in the place of a folder of the reports"),
            ("index.html", "a folder is in the place of a file of the reports"),
        ]
    );
    assert_eq!(tree(folder.path()), before);
}

#[cfg(unix)]
#[test]
fn symbolic_links_are_not_followed() {
    let folder = tempfile::tempdir().expect("a folder");
    let (out, elsewhere) = (folder.path().join("out"), folder.path().join("elsewhere"));
    run(&out, &two()).expect("written");
    fs::rename(out.join("acme"), &elsewhere).expect("moved");
    std::os::unix::fs::symlink(&elsewhere, out.join("acme")).expect("linked");
    assert!(!Batch::open(&out, false).expect("opened").is_intact("acme"));
    let before = tree(folder.path());
    for force in [false, true] {
        let found = problems(run(&out, &Wanted { force, prune: true, ..Wanted::default() }));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].1, "a symbolic link is in the place of a folder of the reports");
    }
    assert_eq!(tree(folder.path()), before);
}

#[test]
fn a_batch_that_is_dropped_leaves_no_trace() {
    let folder = tempfile::tempdir().expect("a folder");
    let batch = Batch::open(&folder.path().join("made/in/vain"), false).expect("opened");
    batch.stage(Some("acme"), "acme/report.html", b"one").expect("staged");
    drop(batch);
    assert!(tree(folder.path()).is_empty());
}

#[test]
fn files_are_staged_for_places_in_the_folder_of_their_report_only() {
    let folder = tempfile::tempdir().expect("a folder");
    let batch = Batch::open(folder.path(), false).expect("opened");
    for (report, path) in [
        (None, "../index.html"),
        (None, "/index.html"),
        (None, "a//b"),
        (None, "./b"),
        (None, ""),
        (None, "manifest.json"),
        (None, "manifest.json/report.html"),
        (None, ".plaudit-staging-x/report.html"),
        (Some("acme"), "acme2/report.html"),
        (Some("acme"), "acme"),
    ] {
        batch.stage(report, path, b"one").expect_err(path);
    }
}

#[test]
fn files_of_reports_that_were_not_built_are_left_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let batch = Batch::open(folder.path(), false).expect("opened");
    let staged = vec![
        batch.stage(Some("acme"), "acme/report.html", b"one").expect("staged"),
        batch.stage(None, "index.html", b"one").expect("staged"),
    ];
    let made = Made { staged, ..Made::default() };
    assert_eq!(batch.commit(&made).expect("written"), ["index.html"]);
    assert!(!folder.path().join("acme").exists());
}

#[test]
fn two_files_for_one_place_are_an_error() {
    for paths in [["index", "index"], ["index", "index/deeper"]] {
        let folder = tempfile::tempdir().expect("a folder");
        let batch = Batch::open(folder.path(), false).expect("opened");
        let staged = paths.iter().map(|path| batch.stage(None, path, b"one").expect("staged")).collect();
        let found = problems(batch.commit(&Made { staged, ..Made::default() }));
        assert_eq!(
            found,
            [("index".to_owned(), "two files of the reports would have the same place".to_owned())]
        );
        assert!(tree(folder.path()).is_empty());
    }
}

#[test]
fn a_manifest_that_is_not_ours_is_an_error_that_says_why() {
    let manifest = |schema: &str, reports: &str, path: &str, report: &str| {
        format!(
            r#"{{"schema": "{schema}", "generator": "", "state": "complete", "reports": {{{reports}}},
                "files": {{"{path}": {{"report": {report}, "bytes": 1, "sha256": ""}}}}}}"#
        )
    };
    let ours = MANIFEST_SCHEMA;
    let nobody = r#""acme": {"client": [], "key": ""}"#;
    for (text, why) in [
        ("{".to_owned(), "a file that plaudit did not write is in the place of its manifest"),
        ("{\"my\": \"own\"}".to_owned(), "a file that plaudit did not write is in the place of its manifest"),
        (
            manifest("other/1", "", "a", "null"),
            "a file that plaudit did not write is in the place of its manifest",
        ),
        (manifest("plaudit-manifest/2", "", "a", "null"), "its schema is `plaudit-manifest/2`"),
        (manifest(ours, "", "../a", "null"), "`../a` is no path"),
        (manifest(ours, "", "acme/a", r#""acme""#), "`acme/a` belongs to no report"),
        (manifest(ours, nobody, "a", "null"), "the report `acme` is for nobody"),
        (
            manifest(ours, "", "a", "null").replace("generator", "generated"),
            "line 1 is not as plaudit wrote it",
        ),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("manifest.json"), &text).expect("written");
        let found = problems(Manifest::read(folder.path()).map(|_| Vec::new()));
        assert!(found[0].1.contains(why), "{found:?}");
        assert_eq!(found, problems(Batch::open(folder.path(), false).map(|_| Vec::new())));
        assert_eq!(tree(folder.path()).len(), 1);
        assert!(Batch::open(folder.path(), true).expect("forced").manifest().is_none());
    }
}

#[test]
fn a_folder_that_was_not_written_to_has_no_manifest() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(Manifest::read(&folder.path().join("none")).expect("read"), None);
    fs::write(folder.path().join("file"), "mine").expect("written");
    problems(Manifest::read(&folder.path().join("file")).map(|_| Vec::new()));
}

#[test]
fn a_disk_that_is_full_is_told_with_the_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let error = failed("the file", &folder.path().join("x"), &io::Error::from(io::ErrorKind::StorageFull));
    assert_eq!(
        problems(Err(error)),
        [("x".to_owned(), "the file cannot be written: the disk is full".to_owned())]
    );
}

#[test]
fn reports_that_share_the_start_of_a_name_are_told_apart() {
    let folder = tempfile::tempdir().expect("a folder");
    let wanted = Wanted::default()
        .report("north", &[("report.html", "north")])
        .report("north-east", &[("report.html", "north-east")])
        .report("north/acme", &[("report.html", "acme")]);
    run(folder.path(), &wanted).expect("written");
    fs::write(folder.path().join("north/acme/report.html"), "mine").expect("written");
    let batch = Batch::open(folder.path(), false).expect("opened");
    let intact: BTreeSet<&str> = wanted.reports.keys().copied().filter(|r| batch.is_intact(r)).collect();
    assert_eq!(intact, BTreeSet::from(["north", "north-east"]));
    assert!(!batch.is_intact("south"));
}

/// The list is younger than the edit then, and in a copy of the folder everything is.
#[test]
fn neither_a_touched_manifest_nor_a_copied_folder_vouches_for_an_edit() {
    let folder = tempfile::tempdir().expect("a folder");
    let (at, copy) = (folder.path().join("a"), folder.path().join("b"));
    run(&at, &two()).expect("written");
    fs::write(at.join("acme/report.html"), "edited").expect("written");
    let is_intact =
        |at: &Path, report| Manifest::read(at).expect("sound").expect("there").is_intact(at, report);
    let set_modified = |path: &Path, time| {
        File::options().append(true).open(path).and_then(|file| file.set_modified(time)).expect("set");
    };
    let pause = || std::thread::sleep(std::time::Duration::from_millis(20));
    let files = ["acme/report.html", "acme/report.json", "north/zeta/report.html", MANIFEST];
    for keeps_times in [false, true] {
        for path in files {
            pause();
            let target = copy.join(path);
            fs::create_dir_all(target.parent().expect("a folder")).expect("made");
            fs::copy(at.join(path), &target).expect("copied");
            let modified = fs::metadata(at.join(path)).and_then(|about| about.modified()).expect("told");
            if keeps_times {
                set_modified(&target, modified);
            }
        }
        assert!(!is_intact(&copy, "acme"), "keeps times: {keeps_times}");
        assert!(is_intact(&copy, "north/zeta"), "a file is read where its times do not tell");
    }
    // With a younger change, as moving it away and back leaves, and then with younger contents too.
    for touched in [false, true] {
        let manifest = at.join(MANIFEST);
        pause();
        fs::rename(&manifest, at.join("away")).expect("moved");
        fs::rename(at.join("away"), &manifest).expect("moved");
        if touched {
            set_modified(&manifest, std::time::SystemTime::now());
        }
        assert!(!is_intact(&at, "acme"), "touched: {touched}");
    }
}

/// The size does not tell, and the manifest is written anew in between.
#[test]
fn an_edit_of_the_same_length_is_never_taken_for_what_was_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    run(at, &two()).expect("written");
    fs::write(at.join("acme/report.html"), "edited").expect("written");
    let is_intact = || Manifest::read(at).expect("sound").expect("there").is_intact(at, "acme");
    assert!(!is_intact());
    let other = two().report("north/zeta", &[("report.html", "zeta 2")]);
    run(at, &Wanted { only: Some("north/zeta"), ..other }).expect("written");
    assert!(!is_intact(), "the new manifest does not vouch for the edit");
    assert_eq!(fs::read_to_string(at.join("acme/report.html")).expect("there"), "edited");
    run(at, &Wanted { force: true, ..two() }).expect("written");
    assert!(is_intact());
}
