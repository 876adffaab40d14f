//! Several files: of different columns, with what their names tell, and standard input.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Output, Stdio};

use serde_json::Value;

use crate::support::{folder, plaudit, run, stderr};

fn report(folder: &Path, output: &Output) -> Value {
    assert!(output.status.success(), "{}", stderr(output));
    let json = fs::read_to_string(folder.join("out/report.json")).expect("there");
    serde_json::from_str(&json).expect("JSON")
}

fn built(files: &[(&str, &str)]) -> (Value, String) {
    let folder = folder(files);
    let output = run(folder.path(), ["build", "config.yaml", "--out", "out"]);
    (report(folder.path(), &output), stderr(&output))
}

/// So many rows of a score, a day and what else there is.
fn rows(rows: usize, rest: &str) -> String {
    (0..rows).map(|row| format!("{},2026-07-{:02}{rest}\n", 5 + row % 6, row % 28 + 1)).collect()
}

/// The regions by name, each with how many answers it has; the last of those that state none.
fn regions(report: &Value) -> Vec<(String, u64)> {
    let rows = report["sections"]["regions"].as_array().expect("regions").iter();
    let n =
        |row: &Value| row.pointer("/finding/visible/n").or(row.pointer("/finding/n")).and_then(Value::as_u64);
    let mut all: Vec<(String, u64)> = rows
        .map(|row| (row["region"]["named"].as_str().unwrap_or("-").to_owned(), n(row).unwrap_or_default()))
        .collect();
    all.sort();
    all
}

const CONFIG: &str = "title: T\nas_of: 2026-10-05\nsource: {files: 'exports/*'SOURCE}\n\
                      columns: {score: nps, date: day, region: place}\n";

#[test]
fn a_column_that_some_files_lack_is_blank_there_and_told_once() {
    let config = CONFIG.replace("SOURCE", "") + "cuts: [plan]\n";
    let (report, said) = built(&[
        ("config.yaml", &config),
        ("exports/a.csv", &format!("nps,day,place,plan\n{}", rows(12, ",North,basic"))),
        (
            "exports/b.csv",
            &format!(
                "place;nps;day\n{}",
                rows(9, "")
                    .lines()
                    .map(|line| format!("South;{}\n", line.replace(',', ";")))
                    .collect::<String>()
            ),
        ),
        ("exports/c.csv", &format!("nps,day,Plase,plan\n{}", rows(7, ",West,large"))),
    ]);
    let quality = &report["sections"]["quality"];
    assert_eq!((&quality["rows_read"], &quality["rows_used"]), (&28.into(), &28.into()));
    assert_eq!(quality["region_not_stated"], 7);
    let told: Vec<&Value> = quality["warnings"].as_array().expect("told").iter().collect();
    let expected = [
        serde_json::json!({"kind": "missing_column", "column": "place", "files": ["c.csv"]}),
        serde_json::json!({"kind": "missing_column", "column": "plan", "files": ["b.csv"]}),
    ];
    assert_eq!(told, expected.iter().collect::<Vec<_>>(), "{said}");
    assert!(said.contains("did you mean `Plase`?"), "{said}");
}

#[test]
fn the_name_of_a_file_is_a_column_and_so_are_its_parts() {
    // One written by hand, with the columns that the names tell.
    let mut whole = "nps,day,place,wave,file\n".to_owned();
    let mut files = Vec::new();
    for (wave, place, number) in
        [("2026-Q3", "North West", 12), ("2026-Q3", "Київ", 9), ("extra", "South", 8)]
    {
        let name = format!("{wave} {place}.csv");
        whole += &rows(number, &format!(",{place},{wave},{name}"));
        files.push((format!("exports/{name}"), format!("nps,day\n{}", rows(number, ""))));
    }
    let config = CONFIG.replace("SOURCE", "SOURCE}\ncuts: [wave, file]\nperiods: {by: quarter");
    let by_hand = config.replace("'exports/*'SOURCE", "whole.csv");
    let by_name = config.replace("SOURCE", ", file_column: file, file_pattern: '{wave} {place}.csv'");
    let (mut expected, _) = built(&[("config.yaml", &by_hand), ("whole.csv", &whole)]);
    let mut all: Vec<(&str, &str)> = vec![("config.yaml", &by_name)];
    all.extend(files.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    let (mut found, said) = built(&all);
    for report in [&mut expected, &mut found] {
        report["sections"]["quality"]["files"].take();
        report["sections"]["quality"].as_object_mut().expect("an account").remove("repeated");
    }
    assert_eq!(found, expected, "{said}");
    assert_eq!(regions(&found).len(), 3);
}

#[test]
fn standard_input_is_read_alone_and_beside_files() {
    let piped = |config: &str, files: &[(&str, &str)], input: &str| {
        let folder = folder(files);
        fs::write(folder.path().join("config.yaml"), config).expect("written");
        let mut command = plaudit(folder.path());
        command.args(["build", "config.yaml", "--out", "out"]).env("TMPDIR", folder.path());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("piped");
        let output = child.wait_with_output().expect("it ends");
        let left: Vec<String> = fs::read_dir(folder.path())
            .expect("readable")
            .map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned())
            .filter(|name| name.starts_with("plaudit-"))
            .collect();
        assert_eq!(left, Vec::<String>::new());
        (folder, output)
    };
    let config = CONFIG.replace("'exports/*'SOURCE", "\"-\"");
    let input = format!("nps;day;place\n{}", rows(20, ",North").replace(',', ";"));
    let (folder, output) = piped(&config, &[], &input);
    let report = self::report(folder.path(), &output);
    assert_eq!(
        report["sections"]["quality"]["files"],
        serde_json::json!([{"name": "standard input", "rows": 20, "rows_used": 20, "kind": "csv", "delimiter": ";"}])
    );
    let config = CONFIG.replace("'exports/*'SOURCE", "[\"-\", z.csv]");
    let other = format!("nps,day,place\n{}", rows(11, ",South"));
    let (folder, output) = piped(&config, &[("z.csv", &other)], &input);
    let report = self::report(folder.path(), &output);
    let files = serde_json::json!([
        {"name": "z.csv", "rows": 11, "rows_used": 11, "kind": "csv", "delimiter": ","},
        {"name": "standard input", "rows": 20, "rows_used": 20, "kind": "csv", "delimiter": ";"}
    ]);
    assert_eq!(report["sections"]["quality"]["files"], files);
    let config = CONFIG.replace("'exports/*'SOURCE", "\"-\"");
    for (input, message) in [
        ("", "error: `standard input` is empty\n--> standard input\n"),
        ("nps,dai,place\n9,2026-07-01,x\n", "no column `day` in `standard input`"),
        ("nps,day,place\n9,2026-07-01,x\nn/a,2026-07-01,x\n", "--> standard input"),
    ] {
        let (_folder, output) = piped(&config, &[], input);
        assert!(!output.status.success());
        assert!(stderr(&output).contains(message), "{}", stderr(&output));
        assert!(!stderr(&output).contains("plaudit-"), "{}", stderr(&output));
    }
}
