//! Dates that are written in several ways, from the file to the figure.

use std::fs;

use serde_json::Value;

use crate::support::{folder, run, stderr};

const CONFIG: &str = "title: T\nas_of: 2026-10-05\nsource: {files: '*.csv'}\ncolumns: {score: nps, date: d}\n\
                      periods: {by: quarter}\n";

/// `report.json` of these files, and what was told; or why there is none.
fn build(config: &str, files: &[(&str, String)]) -> Result<(Value, String), String> {
    let mut all = vec![("c.yaml", config)];
    all.extend(files.iter().map(|(name, text)| (*name, text.as_str())));
    let home = folder(&all);
    let output = run(home.path(), ["build", "c.yaml"]);
    if !output.status.success() {
        assert_eq!(output.status.code(), Some(4), "{}", stderr(&output));
        return Err(stderr(&output));
    }
    let json = fs::read_to_string(home.path().join("report/report.json")).expect("written");
    Ok((serde_json::from_str(&json).expect("JSON"), stderr(&output)))
}

fn rows(each: &[(u8, &str, usize)]) -> String {
    let rows: String = each.iter().map(|(score, date, n)| format!("{score},{date}\n").repeat(*n)).collect();
    format!("nps,d\n{rows}")
}

fn n_and_nps(report: &Value) -> (u64, f64) {
    let overall = &report["overall"];
    (overall["n"].as_u64().expect("a base"), overall["nps"].as_f64().expect("a score"))
}

/// What a German export shows of its dates it does not show of an American one: read alike, sixty answers of August would be
/// of January, February and November, and the score 100.
#[test]
fn dates_with_one_mark_do_not_tell_how_those_with_another_are_read() {
    let german = rows(&[(10, "13.08.2026", 40)]);
    let american = rows(&[(3, "08/01/2026", 20), (3, "08/02/2026", 20), (3, "08/11/2026", 20)]);
    let files = |american| [("de.csv", german.clone()), ("us.csv", american)];
    let told = build(CONFIG, &files(american)).expect_err("a question");
    assert!(
        told.contains("`08/01/2026` may be 2026-01-08 or 2026-08-01, and no date written like it, with `/`"),
        "{told}"
    );
    assert!(told.contains("us.csv, row 2, column `d`"), "{told}");
    assert!(
        told.contains("`13.08.2026` in row 2 of `de.csv` tells only of dates that are written like it"),
        "{told}"
    );
    assert!(told.contains("`source.date_format`"), "{told}");
    // One of them that can be read in one way only settles its own kind, and what one file shows holds for files with
    // the same headings.
    let slashes = |text: &str| ("more.csv", rows(&[(10, text, 5)]));
    let settled = [files(rows(&[(3, "08/01/2026", 60)])).to_vec(), vec![slashes("31/08/2026")]].concat();
    let (report, _) = build(CONFIG, &settled).expect("a report");
    assert_eq!(n_and_nps(&report).0, 45);
    let other =
        [("us.csv", rows(&[(3, "08/01/2026", 60)])), ("uk.csv", "nps,d,x\n10,31/08/2026,1\n".to_owned())];
    let told = build(CONFIG, &other).expect_err("a question");
    assert!(told.contains("`08/01/2026` may be"), "{told}");
}

/// Days with the year first are the same in every order: 56 promoters, 28 passives and 28 detractors of one file and 25
/// detractors of another come to 100 (56 − 53) / 137.
#[test]
fn days_with_the_year_first_are_read_beside_others() {
    let dotted: String =
        (1..=28).flat_map(|day| [10, 10, 8, 3].map(|score| format!("{score},{day:02}.08.2026\n"))).collect();
    let iso = |pattern: &dyn Fn(usize) -> String| -> String {
        (1..=25).map(|day| format!("3,{}\n", pattern(day))).collect()
    };
    for (first, second) in [("a.csv", "b.csv"), ("b.csv", "a.csv")] {
        for iso in [iso(&|day| format!("2026-08-{day:02}")), iso(&|day| format!("202608{day:02}"))] {
            let files = [(first, format!("nps,d\n{dotted}")), (second, format!("nps,d\n{iso}"))];
            let (report, told) = build(CONFIG, &files).expect("a report");
            let (n, nps) = n_and_nps(&report);
            assert!(n == 137 && (nps - 300.0 / 137.0).abs() < 1e-9, "{n} {nps}");
            assert_eq!(report["sections"]["quality"]["date_format"], "DD.MM.YYYY, YYYY-MM-DD");
            assert!(!told.contains("warning"), "{told}");
        }
    }
    // Nothing tells the order of the others.
    let files = [("a.csv", rows(&[(3, "2026-08-20", 30), (10, "01.08.2026", 3)]))];
    let told = build(CONFIG, &files).expect_err("a question");
    assert!(
        told.contains("`01.08.2026` may be 2026-08-01 or 2026-01-08, and no date in the column tells"),
        "{told}"
    );
}

/// Two weeks of March, which would be fourteen years of one day each.
#[test]
fn two_weeks_of_years_of_two_digits_that_come_first_are_asked_about() {
    let days: String = (10..=23).map(|day| format!("10,26-03-{day}\n").repeat(5)).collect();
    let told = build(CONFIG, &[("a.csv", format!("nps,d\n{days}"))]).expect_err("a question");
    assert!(
        told.contains("may be 2010-03-26 or 2026-03-10: read the first way the dates are 13 years apart"),
        "{told}"
    );
    assert!(told.contains("2026-09-30"), "{told}");
    // Years of the usual kind, however long.
    let years: String =
        (21..=26).map(|year| format!("10,09-03-{year}\n10,22-03-{year}\n").repeat(5)).collect();
    let (report, _) = build(CONFIG, &[("a.csv", format!("nps,d\n{years}"))]).expect("a report");
    assert_eq!(n_and_nps(&report), (10, 100.0));
}

/// Months written as words settle nothing: one date of 163 does.
#[test]
fn dates_whose_months_are_words_are_not_counted_as_deciding() {
    let many =
        rows(&[(10, "01/08/2026", 81), (10, "02/08/2026", 81), (3, "13/08/2026", 1), (8, "15 Jul 2026", 32)]);
    let (report, told) = build(CONFIG, &[("a.csv", many)]).expect("a report");
    assert!(told.contains("rests on one date of 195"), "{told}");
    assert!(
        report["sections"]["quality"]["warnings"].to_string().contains("date_order"),
        "{}",
        report["sections"]["quality"]["warnings"]
    );
}
