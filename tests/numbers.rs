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
    assert!((nps(CONFIG, &sure).expect("a score") - expected).abs() < 1e-9);
}

#[test]
fn a_mark_that_is_none_is_an_error_with_its_place() {
    let home =
        folder(&[("c.yaml", &CONFIG.replace("a.csv", "a.csv, decimal: coma")), ("a.csv", "nps,w\n9,1\n")]);
    let output = run(home.path(), ["build", "c.yaml"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(stderr(&output).contains("did you mean `comma`?"), "{}", stderr(&output));
}
