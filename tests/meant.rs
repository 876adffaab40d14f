//! Where only some rows are meant, a report says what it would say of a file of these alone.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::{folder, run, stderr, stdout};

/// A row: date, region, score, status, amount, call.
type Row = [String; 6];

fn rows() -> Vec<Row> {
    let one_of = |texts: &[&str], at: usize| texts[at % texts.len()].to_owned();
    let row = |at: usize| {
        let lot = at * 7919 % 10_007;
        [
            format!("{:02}.{:02}.2026", 1 + lot % 28, 1 + lot % 9),
            one_of(&["North", "South", "\"East, far\"", ""], lot / 3),
            one_of(&["9", "10", "0", "7", "8.0", "", "3"], lot / 5),
            one_of(&["done", "Done ", "\"test\"", "preview", "1", "1.0", ""], lot / 11),
            one_of(&["100", "99,5", "1 250,75", "", "many"], lot / 13),
            one_of(&["yes", "no", ""], lot / 17),
        ]
    };
    (0..5000).map(row).collect()
}

fn text(rows: &[Row]) -> String {
    let lines = rows.iter().map(|row| row.join(";") + "\n");
    std::iter::once("day;region;nps;status;amount;call\n".to_owned()).chain(lines).collect()
}

fn config(only: &str) -> String {
    format!(
        "title: A\nas_of: 2026-10-05\nsource: {{files: answers.csv, date_format: DD.MM.YYYY, decimal: comma{only}}}\n\
         columns: {{date: day, region: region}}\nperiods: {{by: month}}\ncuts: [status]\nquestions:\n  \
         - {{name: Score, column: nps, kind: nps}}\n  - {{name: Call, column: call, kind: yes_no}}\n"
    )
}

/// The report, without the account of its rows.
fn report(folder: &Path) -> Value {
    let built = run(folder, ["build", "c.yaml", "--quiet"]);
    assert!(built.status.success(), "{}", stderr(&built));
    let text = fs::read_to_string(folder.join("report/report.json")).expect("a report");
    let mut report: Value = serde_json::from_str(&text).expect("JSON");
    let sections = report["sections"].as_object_mut().expect("an object");
    sections.remove("quality").expect("an account");
    for question in sections["questions"].as_array_mut().expect("questions") {
        question.as_object_mut().expect("an object").remove("account").expect("its own account");
    }
    report
}

/// The cell as it is compared.
fn status(row: &Row) -> String {
    row[3].trim_matches('"').trim().to_lowercase()
}

fn amount(row: &Row) -> Option<f64> {
    row[4].replace(' ', "").replace(',', ".").parse().ok()
}

/// Month and day.
fn day(row: &Row) -> (u32, u32) {
    (row[0][3..5].parse().expect("a month"), row[0][..2].parse().expect("a day"))
}

#[test]
fn a_report_of_rows_that_meet_conditions_is_one_of_a_file_of_them() {
    type Meets = fn(&Row) -> bool;
    let conditions: [(&str, Meets); 7] = [
        ("{status: DONE}", |row| status(row) == "done"),
        ("{status: [done, 1]}", |row| ["done", "1", "1.0"].contains(&&*status(row))),
        ("{status: {not: [test, Preview]}}", |row| !["test", "preview"].contains(&&*status(row))),
        ("{day: {from: 2026-03-10, until: 2026-08-31}}", |row| day(row) >= (3, 10) && day(row) < (9, 1)),
        ("{amount: {least: 99.5, most: 1000}}", |row| {
            amount(row).is_some_and(|n| (99.5..=1000.0).contains(&n))
        }),
        ("{status: {blank: false}, region: [North, \"East, far\"]}", |row| {
            !status(row).is_empty() && ["North", "\"East, far\""].contains(&&*row[1])
        }),
        ("[{status: done, call: yes}, {amount: {least: 1000}}]", |row| {
            status(row) == "done" && row[5] == "yes" || amount(row).is_some_and(|n| n >= 1000.0)
        }),
    ];
    let all = rows();
    for (only, meets) in conditions {
        let kept: Vec<Row> = all.iter().filter(|row| meets(row)).cloned().collect();
        assert!(kept.len() > 500 && kept.len() < all.len(), "{only}");
        let some = folder(&[("c.yaml", &config("")), ("answers.csv", &text(&kept))]);
        let own = folder(&[("c.yaml", &config(&format!(", where: {only}"))), ("answers.csv", &text(&all))]);
        assert_eq!(report(own.path()), report(some.path()), "{only}");
        let text = fs::read_to_string(own.path().join("report/report.json")).expect("a report");
        let account: Value =
            serde_json::from_str::<Value>(&text).expect("JSON")["sections"]["quality"].take();
        let left_out = (all.len() - kept.len()) as u64;
        assert_eq!(account["outside"]["not_meant"], left_out, "{only}");
        let told = run(own.path(), ["explain", "c.yaml", "--figure", "/sections/quality/outside/not_meant"]);
        assert!(stdout(&told).contains("How many rows are outside the report because"), "{}", stderr(&told));
    }
}

#[test]
fn what_a_condition_says_of_no_row_is_told_with_what_may_be_meant() {
    let config = config(", where: {status: {not: [tset, preview]}, amount: {least: 0}}");
    let folder = folder(&[("c.yaml", &config), ("answers.csv", &text(&rows()))]);
    let told = stderr(&run(folder.path(), ["check", "c.yaml"]));
    assert!(told.contains("no row has `tset` as its `status`"), "{told}");
    assert!(told.contains("did you mean `test`?"), "{told}");
    let many = rows().iter().filter(|row| row[4] == "many").count();
    assert!(told.contains(&format!("{many} rows have something else than a number as `amount`")), "{told}");
}

#[test]
fn days_of_another_column_are_read_as_their_own_dates_tell_or_asked_about() {
    let check = |dates: [&str; 2], more: &str| {
        let rows: String = (0..60)
            .map(|at| {
                let [date, sent] = dates.map(|text| {
                    text.replace("DD", &format!("{:02}", 1 + at % 28))
                        .replace("0D", &format!("{:02}", 1 + at % 9))
                });
                format!("{date};{sent};{}\n", at % 11)
            })
            .collect();
        let config = format!(
            "title: A\nas_of: 2026-10-05\nsource:\n  files: a.csv\n{more}columns: {{score: nps, date: day}}\nperiods: {{by: year, current: 2026}}\n"
        );
        let home = folder(&[("c.yaml", &config), ("a.csv", &format!("day;sent;nps\n{rows}"))]);
        let checked = run(home.path(), ["check", "c.yaml"]);
        (checked.status.code(), stderr(&checked))
    };
    let only = "  where: {sent: {from: 2026-01-01}}\n";
    let waves = "  decimal: auto\nwaves: {wave: {of: sent, days: {Spring: {from: 2026-01-01, until: 2026-12-31}}}}\ncuts: [wave]\n";
    for asked in [only, waves] {
        // What dates with points tell is not told of those with slashes.
        let (code, told) = check(["DD.03.2026", "0D/03/2026"], asked);
        assert_eq!(code, Some(4), "{told}");
        assert!(
            told.contains("`01/03/2026` in the column `sent` may be read with the day or the month first"),
            "{told}"
        );
        // Nor by dates with the year first.
        let (code, told) = check(["2026-03-DD", "DD.03.2026"], asked);
        assert_eq!(code, Some(4), "{told}");
        assert!(told.contains("in the column `sent` is a date with the day first"), "{told}");
        assert!(told.contains("`source.date_format: DD.MM.YYYY`"), "{told}");
        // The other order, and both.
        let (code, told) = check(["DD.03.2026", "03.DD.2026"], asked);
        assert!(code == Some(4) && told.contains("is a date with the month first"), "{told}");
        // Where their own dates tell it, or those of the answers with the same mark, or nothing need be told, all is well.
        for sent in ["DD/03/2026", "0D.03.2026", "2026-03-0D", "0D March 2026"] {
            let (code, told) = check(["DD.03.2026", sent], asked);
            assert_eq!(code, Some(0), "{sent}: {told}");
        }
        let (code, told) =
            check(["2026-03-DD", "DD.03.2026"], &format!("  date_format: DD.MM.YYYY\n{asked}"));
        assert_eq!(code, Some(0), "{told}");
    }
}

#[test]
fn conditions_beside_a_list_of_those_who_were_asked_are_warned_of() {
    let answers: String =
        (0..40).map(|at| format!("{at},2026-06-01,{},{}\n", at % 11, ["web", "phone"][at % 2])).collect();
    let asked: String = (0..60).map(|at| format!("{at},2026-05-30\n")).collect();
    let told = |only: &str| {
        let config = format!(
            "title: A\nas_of: 2026-07-10\nsource: {{files: a.csv{only}}}\ncolumns: {{score: nps, date: day}}\nperiods: {{by: quarter}}\n\
             outcomes: {{list: {{files: asked.csv, key: id, columns: {{day: sent}}}}, asked: all}}\n"
        );
        let home = folder(&[
            ("c.yaml", &config),
            ("a.csv", &format!("id,day,nps,channel\n{answers}")),
            ("asked.csv", &format!("id,sent\n{asked}")),
        ]);
        let checked = run(home.path(), ["check", "c.yaml"]);
        assert!(checked.status.success(), "{}", stderr(&checked));
        stderr(&checked)
    };
    assert!(
        told(", where: {channel: web}")
            .contains("all in the list of those who were asked are taken for asked")
    );
    assert!(!told("").contains("taken for asked"));
}
