//! Same input, same bytes: whatever the run, the number of threads, the order of rows, the files they are in; and what
//! follows for the whole program where every answer is doubled or turned round.

use std::fs;
use std::path::Path;

use crate::support::{project, run, stderr};

const CONFIG: &str = "title: Identity\nas_of: 2026-10-05\nsource: {files: 'answers*.csv'}\n\
    columns: {score: recommend_studio, date: responded_on, region: district}\n";

fn line(record: &csv::StringRecord) -> String {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    writer.write_record(record).expect("written");
    String::from_utf8(writer.into_inner().expect("written")).expect("UTF-8")
}

fn records() -> (String, Vec<String>) {
    let text = fs::read_to_string(project().join("sample-data/answers.csv")).expect("the sample data");
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let header = line(reader.headers().expect("a header"));
    let rows = reader.records().map(|record| line(&record.expect("a record"))).collect();
    (header, rows)
}

/// The page and the JSON of these files.
fn build(files: &[(&str, String)], extra: &[&str]) -> (String, serde_json::Value) {
    build_with(CONFIG, files, extra)
}

fn build_with(config: &str, files: &[(&str, String)], extra: &[&str]) -> (String, serde_json::Value) {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("config.yaml"), config).expect("written");
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

/// Without what names files and rows, which a new order or another split moves, and whether files were compared.
fn figures(mut json: serde_json::Value) -> serde_json::Value {
    json["sections"]["quality"]["files"].take();
    json["sections"]["quality"].as_object_mut().expect("a part").remove("repeated");
    for rejection in json["sections"]["quality"]["rejected"].as_array_mut().expect("a list") {
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

/// The findings of the period, its regions and the trend, in an order that does not depend on their scores.
fn findings(json: &serde_json::Value) -> Vec<serde_json::Value> {
    let list =
        |part: &str| json["sections"].pointer(part).and_then(|list| list.as_array()).expect("a list").clone();
    let mut regions = list("/regions");
    regions.sort_by_key(|row| row["region"].to_string());
    let rows = regions.into_iter().chain(list("/trend/points")).map(|row| row["finding"].clone());
    let all: Vec<_> = [json["overall"].clone()].into_iter().chain(rows).collect();
    assert!(all.len() > 10 && all.iter().all(|finding| finding["state"] == "measured"), "all is shown");
    all
}

fn number(value: &serde_json::Value) -> f64 {
    value.as_f64().expect("a number")
}

#[test]
fn doubled_answers_keep_every_score_and_narrow_every_interval() {
    let (header, rows) = records();
    let (_, once) = build(&[("answers.csv", format!("{header}{}", rows.concat()))], &[]);
    let both = ["answers-1.csv", "answers-2.csv"].map(|name| (name, format!("{header}{}", rows.concat())));
    // Equal files would be refused: nobody's answers are to count twice.
    let config = CONFIG.replace("'answers*.csv'", "'answers*.csv', repeated: use");
    let (_, twice) = build_with(&config, &both, &[]);
    let width = |finding: &serde_json::Value| {
        let (low, high) = (number(&finding["interval"]["low"]), number(&finding["interval"]["high"]));
        assert!(low <= number(&finding["nps"]) && number(&finding["nps"]) <= high);
        high - low
    };
    for (once, twice) in findings(&once).iter().zip(&findings(&twice)) {
        assert_eq!((number(&once["n"]) * 2.0, &once["nps"]), (number(&twice["n"]), &twice["nps"]));
        assert!(width(twice) < width(once));
    }
}

#[test]
fn a_scale_turned_round_negates_every_score() {
    let (header, rows) = records();
    let (_, json) = build(&[("answers.csv", format!("{header}{}", rows.concat()))], &[]);
    let turned = rows.iter().map(|row| {
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(row.as_bytes());
        let record = reader.records().next().expect("a record").expect("CSV");
        let turned = |text: &str| match text.trim().replace(',', ".").parse::<f64>() {
            Ok(score) if (0.0..=10.0).contains(&score) => (10.0 - score).to_string(),
            _ => text.to_owned(),
        };
        let cells = record.iter().enumerate();
        let cells = cells.map(|(at, text)| if at == 5 { turned(text) } else { text.to_owned() });
        line(&cells.collect())
    });
    let config = format!("{CONFIG}scale: {{low: 0, high: 10, detractors_to: 1, promoters_from: 4}}\n");
    let file = [("answers.csv", format!("{header}{}", turned.collect::<String>()))];
    let (_, turned) = build_with(&config, &file, &[]);
    for (there, back) in findings(&json).iter().zip(&findings(&turned)) {
        assert!((number(&there["nps"]) + number(&back["nps"])).abs() < 1e-9, "{there} and {back}");
        assert!((number(&there["interval"]["low"]) + number(&back["interval"]["high"])).abs() < 1e-9);
        assert_eq!(there["counts"]["detractors"], back["counts"]["promoters"]);
    }
}

#[test]
fn the_whole_is_the_sum_of_regions_and_of_periods() {
    let (header, rows) = records();
    let (_, json) = build(&[("answers.csv", format!("{header}{}", rows.concat()))], &[]);
    for group in ["detractors", "passives", "promoters"] {
        let sum: f64 = json["sections"]["regions"]
            .as_array()
            .expect("regions")
            .iter()
            .map(|row| number(&row["finding"]["counts"][group]))
            .sum();
        assert!((sum - number(&json["overall"]["counts"][group])).abs() < 0.5, "{group}");
    }
    let answers: f64 = json["sections"]["trend"]["points"]
        .as_array()
        .expect("periods")
        .iter()
        .map(|point| number(&point["finding"]["n"]))
        .sum();
    assert!((answers - number(&json["sections"]["quality"]["rows_shown"])).abs() < 0.5);
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
