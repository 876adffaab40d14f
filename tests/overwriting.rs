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

/// A run for each client, and what it says.
fn many(home: &TempDir, arguments: &[&str], code: i32) -> String {
    let output = run(home.path(), arguments);
    assert_eq!(output.status.code(), Some(code), "{}", stderr(&output));
    stderr(&output)
}

/// The path of a file of the folder `many`, and whether it is there.
fn is_there(home: &TempDir, file: &str) -> bool {
    home.path().join("many").join(file).exists()
}

#[test]
fn the_folder_of_one_config_is_not_another_s() {
    let home = home();
    fs::create_dir_all(home.path().join("x")).expect("made");
    fs::write(home.path().join("x/c.yaml"), CONFIG.replace("a.csv", "../a.csv").replace("Small", "Other"))
        .expect("written");
    done(&home, &BUILD);
    let text = refused(&home, &["build", "x/c.yaml"]);
    for part in
        ["belongs to another config: `c.yaml` wrote it, and this one is `x/c.yaml`", "`--out`", "`--force`"]
    {
        assert!(text.contains(part), "{part}: {text}");
    }
    // All that a config says may change, and the project may move, with its name staying.
    let moved = folder(&[("c.yaml", &CONFIG.replace("Small", "Moved")), ("a.csv", ANSWERS)]);
    fs::rename(home.path().join("report"), moved.path().join("report")).expect("moved");
    done(&moved, &BUILD);
    assert!(page(&moved).contains("Moved"));
    let output =
        run(home.path(), ["build", "x/c.yaml", "--out", moved.path().join("report").to_str().expect("text")]);
    assert!(output.status.success(), "an unknown place may be any: {}", stderr(&output));
    let manifest = fs::read_to_string(moved.path().join("report/manifest.json")).expect("there");
    assert!(manifest.contains("\"config\": \"../c.yaml\""), "no folder of the machine is named: {manifest}");
}

#[test]
fn a_batch_of_another_config_is_taken_over_by_force_and_its_folders_stay() {
    let home = home();
    let other = "title: Other\nas_of: 2026-10-05\nsource: {files: b.csv}\ncolumns: {score: nps}\nreports: {one_per: client}\n";
    fs::write(home.path().join("other.yaml"), other).expect("written");
    fs::write(home.path().join("b.csv"), "nps,client\n10,B\n9,C\n").expect("written");
    let build = ["build", "many.yaml", "--out", "many"];
    let others = ["build", "other.yaml", "--out", "many"];
    many(&home, &build, 0);
    for more in [&[][..], &["--prune"], &["--dry-run"], &["--only", "B"]] {
        let text = many(&home, &[&others[..], more].concat(), 5);
        assert!(text.contains("`many.yaml` wrote it, and this one is `other.yaml`"), "{text}");
        assert!(
            is_there(&home, "a/report.html") && is_there(&home, "b/report.html") && !is_there(&home, "c")
        );
    }
    let text = many(&home, &[&others[..], &["--force", "--only", "B"]].concat(), 5);
    assert!(text.contains("and so does its index") && text.contains("without `--only`"), "{text}");
    let rehearsed = many(&home, &[&others[..], &["--force", "--prune", "--dry-run"]].concat(), 0);
    let text = many(&home, &[&others[..], &["--force", "--prune"]].concat(), 0);
    assert!(text.contains("the folder was taken over from `many.yaml`"), "{text}");
    assert!(!rehearsed.contains("was taken over"), "{rehearsed}");
    for text in [rehearsed, text] {
        assert!(text.contains("1 folder is of `many.yaml`, which this config does not remove: a"), "{text}");
    }
    // However often it is run, and until its owner is back.
    let text = many(&home, &[&others[..], &["--prune"]].concat(), 0);
    assert!(text.contains("1 folder is of `many.yaml`") && is_there(&home, "a/report.html"), "{text}");
    let text = many(&home, &[&build[..], &["--force"]].concat(), 0);
    assert!(text.contains("taken over from `other.yaml`") && is_there(&home, "c/report.html"), "{text}");
    assert!(text.contains("1 folder is of `other.yaml`, which this config does not remove: c"), "{text}");
    let manifest = fs::read_to_string(home.path().join("many/manifest.json")).expect("there");
    assert_eq!(manifest.matches("\"config\": \"many.yaml\"").count(), 1, "{manifest}");
    fs::write(home.path().join("a.csv"), ANSWERS.replace(",B", ",A")).expect("written");
    many(&home, &[&build[..], &["--prune"]].concat(), 0);
    assert!(is_there(&home, "c/report.html") && !is_there(&home, "b"), "its own goes, the other's stays");
}

#[test]
fn a_page_is_not_drawn_beside_the_figures_of_another_report() {
    let home = home();
    done(&home, &BUILD);
    done(&home, &["build", "many.yaml", "--out", "many"]);
    let draw = ["render", "--from", "many/a/report.json"];
    let text = refused(&home, &draw);
    assert!(text.contains("the folder holds another report than the one to draw"), "{text}");
    fs::copy(home.path().join("report/report.json"), home.path().join("same.json")).expect("copied");
    done(&home, &["render", "--from", "same.json"]);
    done(&home, &[&draw[..], &["--force"]].concat());
    done(&home, &BUILD);
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
}

/// Everything that a run reads, with the name of a file that it writes, in the folder that it writes to.
#[test]
fn nothing_that_a_run_reads_is_written_over_by_force_neither() {
    let one = "title: T\nas_of: 2026-10-05\n";
    let source = "source: {files: a.csv}\ncolumns: {score: nps}\n";
    let many = format!("{one}{source}reports: {{one_per: client}}\n");
    let logo = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
    let of_clients =
        format!("{many}  \n").replace("one_per: client}", "one_per: client, table: mailing.csv}");
    for (name, contents, config) in [
        ("report.json", ANSWERS, format!("{one}source: {{files: report.json}}\ncolumns: {{score: nps}}\n")),
        ("report.html", logo, format!("{one}{source}brand: {{logo: report.html}}\n")),
        (
            "report.json",
            "name,value,year,source\nTarget,20,2026,Ours\n",
            format!("{one}{source}benchmarks: {{table: report.json}}\n"),
        ),
        ("mailing.csv", "client,title\nA,Alpha\n", of_clients),
        ("index.html", logo, format!("{many}brand: {{logo: index.html}}\n")),
        ("a/summary.txt", logo, format!("{many}brand: {{logo: a/summary.txt}}\n")),
    ] {
        let home = folder(&[("c.yaml", &config), ("a.csv", ANSWERS)]);
        fs::create_dir(home.path().join("a")).expect("made");
        fs::write(home.path().join(name), contents).expect("written");
        let output = run(home.path(), ["build", "c.yaml", "--out", ".", "--force"]);
        assert_eq!(output.status.code(), Some(5), "{name}: {}", stderr(&output));
        assert!(stderr(&output).contains("this run reads the file"), "{name}: {}", stderr(&output));
        assert_eq!(fs::read_to_string(home.path().join(name)).expect("there"), contents);
        assert!(!home.path().join("manifest.json").exists(), "{name}");
    }
    // The config itself.
    let home = folder(&[("report.json", CONFIG), ("a.csv", ANSWERS)]);
    let output = run(home.path(), ["build", "report.json", "--out", ".", "--force"]);
    assert_eq!(output.status.code(), Some(5), "{}", stderr(&output));
    assert_eq!(fs::read_to_string(home.path().join("report.json")).expect("there"), CONFIG);
}

#[test]
fn a_pattern_that_would_find_the_files_of_the_run_itself_is_told_before_anything_is_written() {
    for (pattern, out, is_refused) in [
        ("*.csv", ".", true),
        ("./*.csv", ".", true),
        ("**/*.csv", "reports/2026", true),
        ("*/*.txt", ".", true),
        ("*.csv", "reports", false),
        ("a*.csv", ".", false),
    ] {
        let yaml = CONFIG.replace("a.csv", &format!("\"{pattern}\"")) + "reports: {one_per: client}\n";
        let home = folder(&[("c.yaml", &yaml), ("a.csv", ANSWERS)]);
        let output = run(home.path(), ["build", "c.yaml", "--out", out]);
        let said = stderr(&output);
        assert_eq!(
            said.contains("finds") && output.status.code() == Some(3),
            is_refused,
            "{pattern}: {said}"
        );
        assert_eq!(home.path().join(out).join("mailing.csv").exists(), output.status.success(), "{pattern}");
    }
}

#[test]
fn what_a_dry_run_says_is_in_the_way_is_all_that_is() {
    let home = home();
    fs::create_dir_all(home.path().join("report/a")).expect("made");
    let names = ["report/index.html", "report/mailing.csv", "report/a/summary.txt"];
    for name in names {
        fs::write(home.path().join(name), "mine").expect("written");
    }
    let said = |more: &[&str]| {
        let output = run(home.path(), ["build", "many.yaml"].iter().chain(more));
        assert_eq!(output.status.code(), Some(5), "{}", stderr(&output));
        let said = stderr(&output);
        names.map(|name| said.contains(name))
    };
    assert_eq!(said(&["--dry-run"]), [true; 3]);
    assert_eq!(said(&[]), [true; 3]);
    assert_eq!(said(&["--dry-run", "--keep-going"])[..2], [true; 2]);
}

#[test]
fn a_manifest_of_somebody_else_is_replaced_by_force_only() {
    let home = home();
    fs::create_dir(home.path().join("report")).expect("made");
    let path = home.path().join("report/manifest.json");
    for config in ["c.yaml", "many.yaml"] {
        fs::write(&path, "{\"my\": \"own\"}").expect("written");
        let output = run(home.path(), ["build", config]);
        assert_eq!(output.status.code(), Some(5), "{}", stderr(&output));
        let said = stderr(&output);
        assert!(
            said.contains("a file that plaudit did not write") && said.contains("`--force` replaces it"),
            "{said}"
        );
        assert!(!said.contains("missing field") && !said.contains("schema"), "{said}");
        done(&home, &["build", config, "--force"]);
        assert!(fs::read_to_string(&path).expect("there").contains("plaudit-manifest/"));
        fs::remove_dir_all(home.path().join("report")).expect("removed");
        fs::create_dir(home.path().join("report")).expect("made");
    }
}
