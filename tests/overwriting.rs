//! What is in the output folder already: files of others, and files that somebody has changed.

use std::fs;

use tempfile::TempDir;

use crate::support::{folder, run, stderr, stdout};

const CONFIG: &str = "title: Small\nas_of: 2026-10-05\nsource: {files: a.csv}\ncolumns: {score: nps}\n";
const ANSWERS: &str = "nps,client\n10,A\n9,A\n8,B\n7,B\n3,B\n";

fn home() -> TempDir {
    let many = format!("{CONFIG}reports: {{one_per: client}}\n");
    folder(&[("c.yaml", CONFIG), ("many.yaml", &many), ("a.csv", ANSWERS)])
}

fn page(home: &TempDir) -> String {
    fs::read_to_string(home.path().join("report/report.html")).expect("there")
}

/// What a command says that is refused for what is in its way.
fn refused(home: &TempDir, arguments: &[&str]) -> String {
    let before = page(home);
    let output = run(home.path(), arguments);
    assert_eq!(output.status.code(), Some(5), "{}", stderr(&output));
    assert_eq!((page(home), stdout(&output)), (before, String::new()));
    stderr(&output)
}

fn done(home: &TempDir, arguments: &[&str]) {
    let output = run(home.path(), arguments);
    assert!(output.status.success(), "{}", stderr(&output));
}

const BUILD: [&str; 2] = ["build", "c.yaml"];
const RENDER: [&str; 3] = ["render", "--from", "report/report.json"];

#[test]
fn a_page_that_plaudit_did_not_write_is_replaced_by_force_only() {
    let home = home();
    fs::create_dir(home.path().join("report")).expect("made");
    fs::write(home.path().join("report/report.html"), "mine").expect("written");
    let text = refused(&home, &BUILD);
    for part in ["plaudit did not write", "report/report.html", "`--force` replaces it", "`--out`"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!home.path().join("report/report.json").exists());
    done(&home, &[&BUILD[..], &["--force"]].concat());
    assert!(page(&home).contains("<html"));
    done(&home, &BUILD);
}

#[test]
fn a_page_that_somebody_has_changed_is_replaced_by_force_only_by_build_and_render() {
    let home = home();
    done(&home, &BUILD);
    let own = page(&home);
    for command in [&BUILD[..], &RENDER] {
        fs::write(home.path().join("report/report.html"), own.replace("Small", "Smart")).expect("written");
        let text = refused(&home, command);
        assert!(text.contains("the file was changed after plaudit wrote it"), "{text}");
        done(&home, &[command, &["--force"]].concat());
        assert_eq!(page(&home), own);
        done(&home, command);
    }
    // What was changed and is not to be written again is in nobody's way.
    fs::write(home.path().join("report/notes.txt"), "mine").expect("written");
    done(&home, &BUILD);
}

#[test]
fn a_folder_that_an_earlier_version_wrote_is_no_dead_end() {
    let home = home();
    done(&home, &BUILD);
    fs::remove_file(home.path().join("report/manifest.json")).expect("removed");
    // Nothing would change: then it is as good as written now.
    done(&home, &BUILD);
    fs::remove_file(home.path().join("report/manifest.json")).expect("removed");
    fs::write(home.path().join("a.csv"), ANSWERS.replace("10,A", "0,A")).expect("written");
    let text = refused(&home, &BUILD);
    assert!(text.contains("an earlier version wrote the file"), "{text}");
    assert!(text.contains("`--force` replaces it") && text.contains("report.json"), "{text}");
    done(&home, &[&BUILD[..], &["--force"]].concat());
}

#[test]
fn one_report_and_many_do_not_share_a_folder() {
    let home = home();
    done(&home, &BUILD);
    for more in [&[][..], &["--dry-run"], &["--force"]] {
        let text = refused(&home, &[&["build", "many.yaml"], more].concat());
        assert!(text.contains("the folder holds one report on all answers"), "{text}");
    }
    done(&home, &["build", "many.yaml", "--out", "many"]);
    for command in [&BUILD[..], &RENDER] {
        let text = refused(&home, &[command, &["--out", "many"]].concat());
        assert!(text.contains("the folder holds the reports of many clients"), "{text}");
    }
    done(&home, &["build", "many.yaml", "--out", "many"]);
}

#[test]
fn a_file_of_others_in_the_folder_of_a_client_is_replaced_by_force_only() {
    let home = home();
    done(&home, &BUILD);
    fs::create_dir_all(home.path().join("many/a")).expect("made");
    fs::write(home.path().join("many/a/report.html"), "mine").expect("written");
    let text = refused(&home, &["build", "many.yaml", "--out", "many"]);
    assert!(text.contains("plaudit did not write") && text.contains("`--force`"), "{text}");
    done(&home, &["build", "many.yaml", "--out", "many", "--force"]);
    assert!(fs::read_to_string(home.path().join("many/a/report.html")).expect("there").contains("<html"));
}

#[test]
fn a_pdf_beside_a_report_that_is_not_printed_is_told_as_what_it_is() {
    let home = home();
    let said = || {
        let output = run(home.path(), [&BUILD[..], &["--no-pdf"]].concat());
        assert!(output.status.success(), "{}", stderr(&output));
        stderr(&output)
    };
    assert!(!said().contains("report.pdf"));
    let pdf = home.path().join("report/report.pdf");
    fs::write(&pdf, "theirs").expect("written");
    assert!(
        said().contains("report.pdf is a file that plaudit did not write, and stays as it is"),
        "{}",
        said()
    );
    assert_eq!(fs::read_to_string(&pdf).expect("there"), "theirs");
    // The same contents, noted as written by an earlier run.
    let manifest = home.path().join("report/manifest.json");
    let mut noted: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(&manifest).expect("there")).expect("JSON");
    let sha256 = "2ddcdd5f5d2e3a67c1a8f9ee3d6eb9e1c3ea9b0a5f4c8f9b3b1a2d1f0e0c9b8a";
    noted["files"]["report.pdf"] = serde_json::json!({ "report": null, "bytes": 6, "sha256": sha256 });
    fs::write(&manifest, noted.to_string()).expect("written");
    assert!(said().contains("report.pdf is of an earlier run and was changed since then"), "{}", said());
    let own = "4c55a8552a2c7261f61f798c2265e6f13358f326ae5b934096ff16bd15e62c33";
    noted["files"]["report.pdf"]["sha256"] = serde_json::json!(own);
    fs::write(&manifest, noted.to_string()).expect("written");
    assert!(said().contains("report.pdf is of an earlier run; `--pdf` prints it again"), "{}", said());
}
