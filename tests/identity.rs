//! Same input, same bytes: whatever the run, the number of threads, the order of rows, the files they are in.

use std::fs;
use std::path::Path;

use crate::support::{project, run, stderr};

const CONFIG: &str = "title: Identity\nas_of: 2026-10-05\nsource: {files: 'answers*.csv'}\n\
    columns: {score: recommend_studio, date: responded_on, region: district}\n";

fn records() -> (String, Vec<String>) {
    let text = fs::read_to_string(project().join("sample-data/answers.csv")).expect("the sample data");
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let line = |record: &csv::StringRecord| {
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        writer.write_record(record).expect("written");
        String::from_utf8(writer.into_inner().expect("written")).expect("UTF-8")
    };
    let header = line(reader.headers().expect("a header"));
    let rows = reader.records().map(|record| line(&record.expect("a record"))).collect();
    (header, rows)
}

/// The page and the JSON of these files.
fn build(files: &[(&str, String)], extra: &[&str]) -> (String, serde_json::Value) {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("config.yaml"), CONFIG).expect("written");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("written");
    }
    let mut arguments = vec!["build", "config.yaml"];
    arguments.extend(extra);
    let output = run(folder.path(), arguments);
    assert!(output.status.success(), "{}", stderr(&output));
    let read = |name: &str| fs::read_to_string(folder.path().join("report").join(name)).expect("written");
    let json = serde_json::from_str(&read("report.json")).expect("JSON");
    (read("report.html"), json)
}

/// Without what names files and rows, which a new order or another split moves.
fn figures(mut json: serde_json::Value) -> serde_json::Value {
    json["quality"]["files"].take();
    for rejection in json["quality"]["rejected"].as_array_mut().expect("a list") {
        rejection["first"].take();
    }
    json
}

/// A fixed shuffle: multiplication by a number prime to the length.
fn shuffled(rows: &[String]) -> Vec<String> {
    (0..rows.len()).map(|i| rows[i * 7919 % rows.len()].clone()).collect()
}

#[test]
fn two_runs_and_any_number_of_threads_give_the_same_bytes() {
    let (header, rows) = records();
    let file = [("answers.csv", format!("{header}{}", rows.concat()))];
    let (page, json) = build(&file, &["--threads", "1"]);
    for threads in ["1", "2", "7"] {
        let (again, json_again) = build(&file, &["--threads", threads]);
        assert!(page == again, "the page differs with {threads} threads");
        assert_eq!(json, json_again);
    }
}

#[test]
fn shuffled_rows_and_split_files_give_the_same_figures() {
    let (header, rows) = records();
    assert_ne!(rows.len() % 7919, 0);
    let (_, json) = build(&[("answers.csv", format!("{header}{}", rows.concat()))], &[]);
    let mixed = shuffled(&rows);
    let (_, shuffled) = build(&[("answers.csv", format!("{header}{}", mixed.concat()))], &[]);
    assert_eq!(figures(json.clone()), figures(shuffled));
    let (first, second) = mixed.split_at(rows.len() / 3);
    let files = [
        ("answers-2.csv", format!("{header}{}", second.concat())),
        ("answers-1.csv", format!("{header}{}", first.concat())),
    ];
    let (_, split) = build(&files, &["--threads", "2"]);
    assert_eq!(figures(json), figures(split));
}

#[test]
fn the_locale_and_the_time_zone_of_the_machine_change_nothing() {
    let build = |locale: &str, zone: &str| {
        let out = tempfile::tempdir().expect("a folder");
        let status = crate::support::plaudit(Path::new(&project()))
            .args(["build", "config/quarterly-review.ru.yaml", "--out"])
            .arg(out.path())
            .env("LC_ALL", locale)
            .env("TZ", zone)
            .status()
            .expect("the program starts");
        assert!(status.success());
        fs::read(out.path().join("report.html")).expect("written")
    };
    assert!(build("C", "UTC") == build("de_DE.UTF-8", "Pacific/Auckland"));
}
