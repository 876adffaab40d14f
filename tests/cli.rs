//! Commands, streams and exit codes.

use std::fs;

use crate::support::{folder, plaudit, run, stderr, stdout};

const CONFIG: &str = "title: Small\nas_of: 2026-10-05\nsource: {files: a.csv}\ncolumns: {score: nps}\n";
const ANSWERS: &str = "nps\n10\n9\n8\n7\n3\n";

#[test]
fn init_writes_a_config_and_data_that_build_as_they_are() {
    let home = tempfile::tempdir().expect("a folder");
    let output = run(home.path(), ["init", "survey"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let written = stdout(&output);
    assert_eq!(written.lines().collect::<Vec<_>>(), ["survey/plaudit.yaml", "survey/answers.csv"]);
    let output = run(home.path(), ["build", "survey/plaudit.yaml", "--out", "survey/report"]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(
        stdout(&output).lines().collect::<Vec<_>>(),
        ["survey/report/report.html", "survey/report/report.json"]
    );
}

#[test]
fn init_never_overwrites() {
    let home = folder(&[("plaudit.yaml", "mine")]);
    let output = run(home.path(), ["init"]);
    assert_eq!(output.status.code(), Some(5));
    assert_eq!(fs::read_to_string(home.path().join("plaudit.yaml")).expect("there"), "mine");
    assert!(!home.path().join("answers.csv").exists());
}

#[test]
fn check_writes_nothing() {
    let home = folder(&[("c.yaml", CONFIG), ("a.csv", ANSWERS)]);
    let output = run(home.path(), ["check", "c.yaml"]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(stdout(&output), "");
    assert!(stderr(&output).contains("nothing was written"));
    assert_eq!(fs::read_dir(home.path()).expect("a folder").count(), 2);
}

#[test]
fn paths_go_to_stdout_and_everything_else_to_stderr() {
    let home = folder(&[("c.yaml", CONFIG), ("a.csv", ANSWERS)]);
    let output = run(home.path(), ["build", "c.yaml"]);
    assert_eq!(stdout(&output), "report/report.html\nreport/report.json\n");
    assert!(stderr(&output).contains("5 rows read"));
    assert!(!stderr(&output).contains('\u{1b}'), "no progress and no colours off a terminal");
    let quiet = run(home.path(), ["build", "c.yaml", "-q"]);
    assert_eq!((stdout(&quiet).lines().count(), stderr(&quiet).as_str()), (2, ""));
    let verbose = run(home.path(), ["build", "c.yaml", "-v"]);
    assert!(stderr(&verbose).contains("threads"));
}

#[test]
fn usage_errors_exit_with_2_and_help_leads_with_an_example() {
    let home = tempfile::tempdir().expect("a folder");
    for arguments in
        [vec!["biuld", "c.yaml"], vec!["build"], vec!["build", "c.yaml", "--as-of", "soon"], vec![]]
    {
        assert_eq!(run(home.path(), &arguments).status.code(), Some(2), "{arguments:?}");
    }
    let typo = run(home.path(), ["biuld", "c.yaml"]);
    assert!(stderr(&typo).contains("build"), "{}", stderr(&typo));
    let help = run(home.path(), ["--help"]);
    assert!(help.status.success());
    assert!(stdout(&help).starts_with("Example:\n  plaudit init"), "{}", stdout(&help));
    for command in ["init", "check", "build", "render", "plan"] {
        assert!(stdout(&run(home.path(), [command, "--help"])).starts_with("Example:\n  plaudit"));
    }
}

#[test]
fn a_broken_source_date_epoch_is_a_usage_error_and_a_good_one_dates_the_report() {
    let home = folder(&[("c.yaml", &CONFIG.replace("as_of: 2026-10-05\n", "")), ("a.csv", ANSWERS)]);
    let build = |epoch: &str| {
        plaudit(home.path())
            .args(["build", "c.yaml"])
            .env("SOURCE_DATE_EPOCH", epoch)
            .output()
            .expect("it starts")
    };
    assert_eq!(build("tomorrow").status.code(), Some(2));
    assert!(build("1767225600").status.success());
    let json = fs::read_to_string(home.path().join("report/report.json")).expect("written");
    assert!(json.contains("\"as_of\": \"2026-01-01\""));
}

#[test]
fn an_output_folder_that_cannot_be_written_is_an_output_error() {
    let home = folder(&[("c.yaml", CONFIG), ("a.csv", ANSWERS), ("taken", "a file")]);
    let output = run(home.path(), ["build", "c.yaml", "--out", "taken"]);
    assert_eq!(output.status.code(), Some(5), "{}", stderr(&output));
    assert_eq!(fs::read_to_string(home.path().join("taken")).expect("there"), "a file");
    let output = run(home.path(), ["build", "c.yaml", "--out", "taken/deeper"]);
    assert_eq!(output.status.code(), Some(5));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_output_error_and_leaves_the_old_report() {
    // A limit on the size of a file stands in for a full disk: writing fails in the middle.
    let home = folder(&[("c.yaml", CONFIG), ("a.csv", ANSWERS)]);
    assert!(run(home.path(), ["build", "c.yaml"]).status.success());
    let before = fs::read(home.path().join("report/report.html")).expect("written");
    let output = std::process::Command::new("sh")
        .current_dir(home.path())
        .arg("-c")
        .arg("trap '' XFSZ; ulimit -f 8; exec \"$0\" build c.yaml")
        .arg(env!("CARGO_BIN_EXE_plaudit"))
        .output()
        .expect("a shell");
    assert_eq!(output.status.code(), Some(5), "{}", stderr(&output));
    assert!(before == fs::read(home.path().join("report/report.html")).expect("still there"));
    assert_eq!(
        fs::read_dir(home.path().join("report")).expect("a folder").count(),
        3,
        "no staging folder is left"
    );
}

#[test]
fn a_config_that_is_not_there_or_a_folder_is_a_config_error() {
    let home = tempfile::tempdir().expect("a folder");
    assert_eq!(run(home.path(), ["build", "nope.yaml"]).status.code(), Some(3));
    assert_eq!(run(home.path(), ["build", "."]).status.code(), Some(3));
}

#[test]
fn render_refuses_what_is_no_report() {
    let home = folder(&[("a.json", "{}"), ("b.json", "not JSON")]);
    for from in ["a.json", "b.json", "c.json"] {
        let output = run(home.path(), ["render", "--from", from]);
        assert_eq!(output.status.code(), Some(4), "{from}: {}", stderr(&output));
        assert!(!home.path().join("report").exists());
    }
}

#[test]
fn data_that_no_program_should_choke_on_gets_an_error_and_no_panic() {
    let big_cell = format!("nps,comment\n9,\"{}\"\n", "x".repeat(10 << 20));
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("empty", Vec::new()),
        ("header only", b"nps\n".to_vec()),
        ("binary", (0..=255_u8).cycle().take(100_000).collect()),
        ("nul byte", b"nps\n9\n\0\n".to_vec()),
        ("unbalanced quote", b"nps,comment\n9,\"open\n8,b\n".to_vec()),
        ("ten megabytes in a cell", big_cell.into_bytes()),
        ("all rejected", b"nps\nx\ny\n".to_vec()),
        ("two columns of one name", b"nps,nps\n9,9\n".to_vec()),
        ("a workbook", b"PK\x03\x04 and so on".to_vec()),
        ("broken gzip", b"\x1f\x8b\x08\0\0\0\0\0\0\x03garbage".to_vec()),
    ];
    for (name, bytes) in cases {
        let home = folder(&[("c.yaml", CONFIG)]);
        fs::write(home.path().join("a.csv"), bytes).expect("written");
        let output = run(home.path(), ["build", "c.yaml"]);
        assert_eq!(output.status.code(), Some(4), "{name}: {}", stderr(&output));
        assert!(stderr(&output).contains("a.csv"), "{name}: {}", stderr(&output));
        assert!(!stderr(&output).contains("panicked"), "{name}: {}", stderr(&output));
        assert!(!home.path().join("report").exists(), "{name}");
    }
    let home = folder(&[("c.yaml", CONFIG), ("a.csv/deeper", "")]);
    assert_eq!(run(home.path(), ["build", "c.yaml"]).status.code(), Some(4), "a folder");
    let home = folder(&[("c.yaml", CONFIG)]);
    assert_eq!(run(home.path(), ["build", "c.yaml"]).status.code(), Some(4), "no file");
}

#[test]
fn plain_and_gzip_give_the_same_figures() {
    use std::io::Write;
    let home = folder(&[("c.yaml", CONFIG), ("a.csv", ANSWERS)]);
    run(home.path(), ["build", "c.yaml"]);
    let plain = fs::read(home.path().join("report/report.json")).expect("written");
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(ANSWERS.as_bytes()).expect("written");
    fs::write(home.path().join("a.csv"), gzip.finish().expect("written")).expect("written");
    run(home.path(), ["build", "c.yaml"]);
    let packed = fs::read_to_string(home.path().join("report/report.json")).expect("written");
    // That it is packed is in the account of the file, and nowhere else.
    assert_eq!(
        String::from_utf8(plain).expect("UTF-8"),
        packed.replace("          \"packed\": \"gzip\",\n", "")
    );
}

#[test]
fn the_worked_example_gives_26_7_with_its_interval() {
    let answers = format!("nps\n{}{}{}", "10\n".repeat(140), "7\n".repeat(100), "0\n".repeat(60));
    let home = folder(&[("c.yaml", CONFIG), ("a.csv", &answers)]);
    assert!(run(home.path(), ["build", "c.yaml"]).status.success());
    let page = fs::read_to_string(home.path().join("report/report.html")).expect("written");
    assert!(page.contains("26.7"), "the score");
    assert!(page.contains("17.7") && page.contains("35.1"), "the interval");
    let json = fs::read_to_string(home.path().join("report/report.json")).expect("written");
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let overall = &json["overall"];
    let number = |value: &serde_json::Value| value.as_f64().expect("a number");
    assert!((number(&overall["nps"]) - 26.6667).abs() < 1e-4);
    assert!((number(&overall["interval"]["low"]) - 17.7151).abs() < 1e-4);
    assert!((number(&overall["interval"]["high"]) - 35.0902).abs() < 1e-4);
}

#[test]
fn a_report_that_does_not_agree_with_itself_is_refused() {
    let home = folder(&[
        ("c.yaml", CONFIG),
        ("a.csv", &ANSWERS.repeat(9).replace("nps\n10", "10").replacen("10", "nps\n10", 1)),
    ]);
    assert!(run(home.path(), ["build", "c.yaml"]).status.success());
    let json = fs::read_to_string(home.path().join("report/report.json")).expect("written");
    for (from, to) in [
        ("\"detractors\": 9", "\"detractors\": 8"),
        ("\"rows_used\": 45", "\"rows_used\": 44"),
        ("\"nps\": 20.0", "\"nps\": 21.0"),
        ("\"level\": 1", "\"level\": 9"),
        ("\"detractors\": 9", "\"detractors\": 18446744073709551615"),
    ] {
        let wrong = json.replacen(from, to, 1);
        assert_ne!(wrong, json, "{from} is in the report");
        fs::write(home.path().join("wrong.json"), wrong).expect("written");
        let output = run(home.path(), ["render", "--from", "wrong.json", "--out", "again"]);
        assert_eq!(output.status.code(), Some(4), "{to}: {}", stderr(&output));
    }
    fs::write(home.path().join("right.json"), format!("\u{feff}{json}")).expect("written");
    assert!(run(home.path(), ["render", "--from", "right.json", "--out", "again"]).status.success());
}

#[cfg(unix)]
#[test]
fn a_pipe_or_a_device_is_refused_and_not_waited_for() {
    let home = folder(&[("c.yaml", CONFIG), ("logo.yaml", &format!("{CONFIG}brand: {{logo: pipe}}\n"))]);
    let made =
        std::process::Command::new("mkfifo").arg(home.path().join("pipe")).status().expect("mkfifo starts");
    assert!(made.success());
    assert_eq!(run(home.path(), ["build", "pipe"]).status.code(), Some(3));
    assert_eq!(run(home.path(), ["build", "logo.yaml"]).status.code(), Some(3));
    assert_eq!(run(home.path(), ["render", "--from", "/dev/zero"]).status.code(), Some(4));
}

#[test]
fn control_characters_and_marks_of_direction_do_not_reach_the_page() {
    let config = CONFIG.replace("Small", "\"a\\u0007b\\u202ec\"");
    let home = folder(&[("c.yaml", &config), ("a.csv", ANSWERS)]);
    let output = run(home.path(), ["build", "c.yaml"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let page = fs::read_to_string(home.path().join("report/report.html")).expect("written");
    assert!(page.contains(">abc<"));
    assert!(!page.contains(['\u{7}', '\u{202e}']));
}

#[test]
fn what_came_from_outside_is_escaped() {
    let nasty = "<script>alert(1)</script>&\"'";
    let config = format!(
        "title: '{0}'\norganisation: '{0}'\nas_of: 2026-10-05\nsource: {{files: a.csv}}\n\
         columns: {{score: nps, region: where}}\nlevels: [{{from: -100, name: '{0}'}}]\n\
         benchmarks: {{list: [{{name: '{0}', value: 40, year: 2025, source: '{0}'}}]}}\n",
        nasty.replace('\'', "''")
    );
    let rows: String = (0..40).map(|i| format!("{},\"{}\"\n", i % 11, nasty.replace('"', "\"\""))).collect();
    let home = folder(&[("c.yaml", &config), ("a.csv", &format!("nps,where\n{rows}"))]);
    let output = run(home.path(), ["build", "c.yaml"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let page = fs::read_to_string(home.path().join("report/report.html")).expect("written");
    assert!(!page.contains("<script"), "the page holds a script");
    let page = page.replace("xmlns=\"http://www.w3.org/2000/svg\"", "");
    assert!(!page.contains("http://") && !page.contains("src=\"http"), "the page reaches outside");
}
