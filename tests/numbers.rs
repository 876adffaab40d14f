//! Numbers that may be read in two ways, from the file to the figure.

use std::fs;

use crate::support::{folder, run, stderr};

const CONFIG: &str =
    "title: T\nas_of: 2026-10-05\nsource: {files: a.csv}\ncolumns: {score: nps, weight: w}\n";

/// The score of these rows, or why there is none.
fn nps(config: &str, rows: &[(&str, &str, usize)]) -> Result<f64, String> {
    let rows: String =
        rows.iter().map(|(score, weight, n)| format!("{score},\"{weight}\"\n").repeat(*n)).collect();
    let home = folder(&[("c.yaml", config), ("a.csv", &format!("nps,w\n{rows}"))]);
    let output = run(home.path(), ["build", "c.yaml"]);
    if !output.status.success() {
        assert_eq!(output.status.code(), Some(4));
        return Err(stderr(&output));
    }
    let json = fs::read_to_string(home.path().join("report/report.json")).expect("written");
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    Ok(json["overall"]["nps"].as_f64().expect("a score"))
}

/// (1250 − 850) / (1250 + 850) and (1.25 − 850) / (1.25 + 850), by hand.
#[test]
fn weights_that_may_be_thousands_are_asked_about_and_then_read_as_stated() {
    let rows = [("10", "1,250", 40), ("3", "850", 40)];
    let refusal = nps(CONFIG, &rows).expect_err("a refusal");
    assert!(
        refusal.contains("`1,250` may be 1.25 or 1250") && refusal.contains("`source.decimal`"),
        "{refusal}"
    );
    assert!(refusal.contains("a.csv, row 2, column `w`"), "{refusal}");
    let stated = |mark: &str| nps(&CONFIG.replace("a.csv", &format!("a.csv, decimal: {mark}")), &rows);
    assert!((stated("point").expect("a score") - 19.047_619_047_6).abs() < 1e-9);
    assert!((stated("comma").expect("a score") + 99.706_314_243_7).abs() < 1e-9);
    // A number that can be read in one way only settles the column.
    let sure = [("10", "1,250", 40), ("3", "850", 40), ("8", "0.5", 1)];
    let expected = 100.0 * 40.0 * 400.0 / (40.0 * 2100.0 + 0.5);
    // It is the weight of one answer alone, which is not told by more digits than a page has.
    assert!((nps(CONFIG, &sure).expect("a score") - expected).abs() < 0.05);
}

/// What one file shows of its marks it does not show of another: read as the first one shows, these would be −99.6.
#[test]
fn no_file_settles_what_another_leaves_open() {
    let european = "nps,w\n".to_owned() + &"10,\"0,5\"\n10,\"1,5\"\n".repeat(20);
    let american = "nps,w\n".to_owned() + &"10,\"1,250\"\n3,850\n".repeat(40);
    let config = CONFIG.replace("a.csv", "'*.csv'");
    let home = folder(&[("c.yaml", &config), ("de.csv", &european), ("us.csv", &american)]);
    let output = run(home.path(), ["build", "c.yaml"]);
    assert_eq!(output.status.code(), Some(4));
    let told = stderr(&output);
    assert!(
        told.contains("`1,250` may be 1.25 or 1250") && told.contains("us.csv, row 2, column `w`"),
        "{told}"
    );
    assert!(told.contains("other files tell it of themselves only"), "{told}");
}

/// Scores leave a doubt that the key settles; the weights show their mark, and are read by it: 100 · (0.5 − 1.25) / 1.75.
#[test]
fn what_a_column_shows_holds_whatever_is_stated_for_one_that_leaves_doubt() {
    let csv = "nps;w\n".to_owned() + &"10,000;0.5\n".repeat(40) + &"3,000;1.250\n".repeat(40);
    let config = CONFIG.replace("a.csv", "a.csv, decimal: comma");
    let home = folder(&[("c.yaml", &config), ("a.csv", &csv)]);
    let output = run(home.path(), ["build", "c.yaml"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let json = fs::read_to_string(home.path().join("report/report.json")).expect("written");
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert!((json["overall"]["nps"].as_f64().expect("a score") + 100.0 * 0.75 / 1.75).abs() < 1e-9);
}

/// A first number of each column in one row, and both leave doubt.
#[test]
fn two_numbers_of_one_row_are_both_asked_about() {
    let told = nps(CONFIG, &[("\"10,000\"", "1,250", 40), ("3", "850", 40)]).expect_err("a refusal");
    assert!(told.contains("`10,000` may be") && told.contains("`1,250` may be"), "{told}");
    // A score that is not whole shows the mark all the same.
    let told = nps(CONFIG, &[("9.5", "1", 1), ("\"10,000\"", "1", 20), ("3", "1", 20)]);
    assert!(told.is_err_and(|told| !told.contains("may be")));
}

#[test]
fn a_mark_that_is_none_is_an_error_with_its_place() {
    let home =
        folder(&[("c.yaml", &CONFIG.replace("a.csv", "a.csv, decimal: coma")), ("a.csv", "nps,w\n9,1\n")]);
    let output = run(home.path(), ["build", "c.yaml"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(stderr(&output).contains("did you mean `comma`?"), "{}", stderr(&output));
}
