//! Answers that come late, or are deleted: the sums of two runs differ by them.

use std::fmt::Write;
use std::fs;
use std::process::Output;

use serde_json::Value;
use tempfile::TempDir;

use crate::support::{folder, run, stderr};

/// Eight clients with ten answers in each quarter up to one; some have as many more of the second quarter.
fn answers(quarters: usize, late: &[(usize, usize)]) -> String {
    let mut csv = "s,d,c\n".to_owned();
    for client in 0..8 {
        for (quarter, day) in ["2026-05-01", "2026-08-01", "2026-11-01", "2027-02-01"].into_iter().enumerate()
        {
            let more =
                late.iter().filter(|(of, _)| *of == client && quarter == 0).map(|(_, n)| n).sum::<usize>();
            let n = if quarter < quarters { 10 + more } else { 0 };
            (0..n).for_each(|at| {
                writeln!(csv, "{},{day},C{client}", [3, 8, 10, 9][(at + client) % 4]).expect("a string");
            });
        }
    }
    csv
}

fn write(folder: &TempDir, quarters: usize, late: &[(usize, usize)], privacy: &str) {
    let day = ["2026-06-30", "2026-09-30", "2026-12-31", "2027-03-31"][quarters - 1];
    let yaml = format!(
        "title: P\nas_of: {day}\nsource: {{files: a.csv, date_format: YYYY-MM-DD}}\ncolumns: {{score: s, date: d}}\n\
         periods: {{by: quarter}}\nreports: {{one_per: c}}\n{privacy}"
    );
    fs::write(folder.path().join("c.yaml"), yaml).expect("written");
    fs::write(folder.path().join("a.csv"), answers(quarters, late)).expect("written");
}

fn built(folder: &TempDir) -> Output {
    let output = run(folder.path(), ["build", "c.yaml"]);
    assert!(output.status.success(), "{}", stderr(&output));
    output
}

/// What is said of a run, and what the report of a client tells of all clients in each period, the oldest first.
fn told(folder: &TempDir) -> (String, Vec<String>) {
    let output = built(folder);
    let json = fs::read_to_string(folder.path().join("report/c7/report.json")).expect("made");
    let json: Value = serde_json::from_str(&json).expect("JSON");
    let trend = json["sections"]["participants"]["trend"].as_array().cloned().unwrap_or_default();
    let states = trend.iter().map(|moment| moment["pooled"]["state"].as_str().unwrap_or_default().to_owned());
    (stderr(&output), states.collect())
}

const CHANGED: &str = "answers of 2026-Q2 have changed since they were reported on, of ";

#[test]
fn whose_answers_came_late_is_told_where_others_would_see_them() {
    for (late, is_told) in [
        (&[][..], None),
        (&[(0, 3)], Some("`C0` (10, now 13): ")),
        (&[(0, 3), (1, 1), (2, 1)], Some("`C0` (10, now 13), `C1` (10, now 11), `C2` (10, now 11): ")),
        // In what four others have in common nobody can see one of them, nor one who is among them himself.
        (&[(0, 3), (1, 1), (2, 1), (3, 1)], None),
    ] {
        let folder = folder(&[]);
        write(&folder, 1, &[], "");
        assert!(!told(&folder).0.contains(CHANGED));
        write(&folder, 2, late, "");
        let (said, states) = told(&folder);
        assert_eq!(states, ["measured"; 2]);
        match is_told {
            Some(names) => assert!(said.contains(&format!("{CHANGED}{names}")), "{said}"),
            None => assert!(!said.contains(CHANGED), "{said}"),
        }
        assert!(is_told.is_none() || said.contains("`privacy: {late: hide}`"), "{said}");
        assert!(!told(&folder).0.contains(CHANGED), "it is told once");
    }
}

#[test]
fn where_late_answers_are_to_be_hidden_no_sum_of_their_period_is_told_any_more() {
    let hide = "privacy: {late: hide}\n";
    let folder = folder(&[]);
    write(&folder, 1, &[], hide);
    assert_eq!(told(&folder).1.len(), 1);
    write(&folder, 2, &[(0, 3)], hide);
    let (said, states) = told(&folder);
    assert!(
        said.contains(&format!("{CHANGED}`C0` (10, now 13): no sum of several clients is told of 2026-Q2")),
        "{said}"
    );
    assert_eq!(states, ["hidden", "measured"]);
    let before = fs::read(folder.path().join("report/index.json")).expect("made");
    assert_eq!(told(&folder).1, ["hidden", "measured"], "again");
    assert!(before == fs::read(folder.path().join("report/index.json")).expect("made"));
    write(&folder, 3, &[(0, 3)], hide);
    let (said, states) = told(&folder);
    assert!(!said.contains(CHANGED), "{said}");
    assert_eq!(states, ["hidden", "measured", "measured"], "it stays hidden");
}

/// A client whose answers are all gone, and one that there was not.
#[test]
fn clients_who_are_gone_or_new_in_a_period_that_was_reported_on_are_told_too() {
    let folder = folder(&[]);
    write(&folder, 1, &[], "");
    told(&folder);
    write(&folder, 2, &[], "");
    let csv = answers(2, &[]).replace("2026-05-01,C0", "2026-05-01,New");
    let csv = csv.replacen("10,2026-05-01,New", "8,2026-05-01,New", 1);
    fs::write(folder.path().join("a.csv"), csv).expect("written");
    let (said, _) = told(&folder);
    assert!(said.contains(&format!("{CHANGED}`C0` (10, now 0), `New` (0, now 10): ")), "{said}");
}

/// Where weights are raked, the answers of all weigh otherwise for those of one: they have not changed for it.
#[test]
fn whose_answers_only_weigh_otherwise_is_not_told() {
    let folder = folder(&[]);
    let rake = |more: usize| {
        let csv = answers(2, &[(0, more)]).replace('\n', ",x\n").replacen("s,d,c,x", "s,d,c,age", 1);
        let row = |(at, row): (usize, &str)| {
            if at > 0 && at % 3 == 0 { row.replace(",x", ",y") + "\n" } else { row.to_owned() + "\n" }
        };
        csv.lines().enumerate().map(row).collect::<String>()
    };
    let raked = "weights: {margins: {age: {x: 30, y: 70}}}\n";
    write(&folder, 1, &[], raked);
    fs::write(folder.path().join("a.csv"), rake(0)).expect("written");
    told(&folder);
    write(&folder, 2, &[], raked);
    fs::write(folder.path().join("a.csv"), rake(3)).expect("written");
    let (said, _) = told(&folder);
    assert!(said.contains(&format!("{CHANGED}`C0` (10, now 13): ")), "{said}");
    let replaced = rake(3).replacen("10,2026-05-01,C2", "3,2026-05-01,C2", 1);
    fs::write(folder.path().join("a.csv"), replaced.clone()).expect("written");
    let (said, _) = told(&folder);
    assert!(said.contains(&format!("{CHANGED}`C2` (10, now others): ")), "{said}");
    // The same answer counts for others of its age.
    let other = replaced.replacen("3,2026-08-01,C3,x", "3,2026-08-01,C3,y", 1);
    assert_ne!(other, replaced);
    fs::write(folder.path().join("a.csv"), other).expect("written");
    let (said, _) = told(&folder);
    assert!(
        said.contains(
            "answers of 2026-Q3 have changed since they were reported on, of `C3` (10, now others)"
        ),
        "{said}"
    );
}

const HIDE: &str = "privacy: {late: hide}\n";

/// The sums of the reported period, which a run over this config and these answers tells a client.
fn sums(folder: &TempDir, yaml: &str, csv: &str, flags: &[&str]) -> (String, String) {
    let yaml = format!("title: P\nas_of: 2026-06-30\nsource: {{files: a.csv}}\n{yaml}");
    fs::write(folder.path().join("c.yaml"), yaml).expect("written");
    fs::write(folder.path().join("a.csv"), csv).expect("written");
    let output = run(folder.path(), [&["build", "c.yaml"], flags].concat());
    assert!(output.status.success(), "{}", stderr(&output));
    let json = fs::read_to_string(folder.path().join("report/c7/report.json")).expect("made");
    let json: Value = serde_json::from_str(&json).expect("JSON");
    let state = &json["sections"]["participants"]["others"]["finding"]["state"];
    (stderr(&output), state.as_str().unwrap_or_default().to_owned())
}

#[test]
fn without_dates_all_answers_are_of_one_period() {
    let folder = folder(&[]);
    let yaml = format!("columns: {{score: s}}\nreports: {{one_per: c}}\n{HIDE}");
    let undated =
        |late: &[(usize, usize)]| answers(1, late).replace(",2026-05-01", "").replace("s,d,c", "s,c");
    assert_eq!(sums(&folder, &yaml, &undated(&[]), &[]).1, "measured");
    let (said, state) = sums(&folder, &yaml, &undated(&[(2, 1)]), &[]);
    let told = "answers have changed since they were reported on, of `C2` (10, now 11): no sum of several clients is told any more";
    assert!(said.contains(told) && state == "hidden", "{state}: {said}");
    assert_eq!(sums(&folder, &yaml, &undated(&[(2, 1)]), &[]).1, "hidden", "again");
    // Where dates come in, the sums of periods could be taken off that of all.
    let (said, _) =
        sums(&folder, "columns: {score: s, date: d}\nreports: {one_per: c}\n", &answers(1, &[]), &[]);
    assert!(said.contains("earlier runs reported without periods"), "{said}");
}

#[test]
fn a_run_that_makes_some_reports_is_remembered_and_so_are_clients_that_get_none() {
    let folder = folder(&[]);
    let yaml = format!("columns: {{score: s, date: d}}\nreports: {{one_per: c, list: [C0, C7]}}\n{HIDE}");
    assert_eq!(sums(&folder, &yaml, &answers(1, &[]), &[]).1, "measured");
    let many = [(1, 1), (2, 1), (3, 1), (4, 1), (5, 1)];
    assert_eq!(sums(&folder, &yaml, &answers(1, &many), &["--only", "C7"]).1, "measured");
    let one = [&many[..], &[(6, 1)]].concat();
    let (said, state) = sums(&folder, &yaml, &answers(1, &one), &[]);
    assert!(said.contains(&format!("{CHANGED}`C6` (10, now 11): ")) && state == "hidden", "{state}: {said}");
}

/// An earlier version kept no ledger.
#[test]
fn of_a_run_that_kept_nothing_else_the_index_says_who_had_how_many_answers() {
    let folder = folder(&[]);
    let yaml = format!("columns: {{score: s, date: d}}\nreports: {{one_per: c}}\n{HIDE}");
    sums(&folder, &yaml, &answers(1, &[]), &[]);
    fs::remove_file(folder.path().join("report/ledger.json")).expect("there");
    assert_eq!(sums(&folder, &yaml, &answers(1, &[]), &[]).1, "measured");
    fs::remove_file(folder.path().join("report/ledger.json")).expect("there");
    let (said, state) = sums(&folder, &yaml, &answers(1, &[(0, 1)]), &[]);
    assert!(said.contains(&format!("{CHANGED}`C0` (10, now 11): ")) && state == "hidden", "{state}: {said}");
}

#[test]
fn that_time_is_cut_otherwise_than_before_is_told_once() {
    let folder = folder(&[]);
    let yaml = |by: &str| {
        format!("columns: {{score: s, date: d}}\nperiods: {{by: {by}}}\nreports: {{one_per: c}}\n")
    };
    let told = |by: &str| {
        sums(&folder, &yaml(by), &answers(1, &[]), &[]).0.contains("earlier runs reported by other periods")
    };
    assert_eq!(["quarter", "quarter", "half-year", "half-year"].map(told), [false, false, true, false]);
}

/// What a run into the output folder told is known to one that keeps each period's reports, and the other way round.
#[test]
fn runs_that_keep_periods_and_runs_that_do_not_know_of_each_other() {
    for [then, now] in [[false, true], [true, false]] {
        let folder = folder(&[]);
        let run = |late: &[(usize, usize)], keeps: bool| {
            write(&folder, 1, late, HIDE);
            let yaml = fs::read_to_string(folder.path().join("c.yaml")).expect("written");
            let yaml = yaml.replace("one_per: c", &format!("one_per: c, archive: {keeps}"));
            fs::write(folder.path().join("c.yaml"), yaml).expect("written");
            stderr(&built(&folder))
        };
        assert!(!run(&[], then).contains(CHANGED));
        let said = run(&[(2, 1)], now);
        assert!(said.contains(&format!("{CHANGED}`C2` (10, now 11): no sum")), "{said}");
    }
}

/// A quarter is the same days whichever month the year starts in, though it is called otherwise.
#[test]
fn the_same_days_are_one_period_whatever_it_is_called() {
    let folder = folder(&[]);
    let run = |late: &[(usize, usize)], starts: u32| {
        write(&folder, 1, late, HIDE);
        let yaml = fs::read_to_string(folder.path().join("c.yaml")).expect("written");
        let yaml = yaml.replace("by: quarter", &format!("by: quarter, year_starts: {starts}"));
        let yaml = yaml.replace("one_per: c", "one_per: c, archive: true");
        fs::write(folder.path().join("c.yaml"), yaml).expect("written");
        stderr(&built(&folder))
    };
    run(&[], 1);
    let said = run(&[(2, 1)], 4);
    let told = "answers of 2026/27-Q1 have changed since they were reported on, of `C2` (10, now 11): no sum";
    assert!(said.contains(told) && !said.contains("earlier runs reported"), "{said}");
    assert!(!run(&[(2, 1)], 4).contains("have changed"), "it is told once");
}
