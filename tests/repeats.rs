//! Respondents who answer more than once in a period: a report says what it would say of a file without the answers that do not count.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use serde_json::Value;

use crate::sources::{Values, write_parquet};
use crate::support::{account, folder, run, stderr, stdout};

/// An answer: in which of two files, by whom, about whom, when, and what it says.
#[derive(Clone)]
struct Row {
    file: usize,
    person: String,
    company: &'static str,
    /// Month, day, hour and minute.
    at: [usize; 4],
    score: &'static str,
    goals: &'static str,
}

/// Somebody, spelt in one way or another that looks the same; now and then nobody.
fn person(lot: usize) -> String {
    let (who, spelling) = (lot / 8 % 60, lot / 480 % 2);
    match (lot % 8, spelling) {
        _ if lot.is_multiple_of(41) => String::new(),
        (0, 0) => format!("17{who}"),
        (0, _) => format!("17{who}.0"),
        (1 | 2, 0) => format!("Ольга{who}@a.example"),
        (1 | 2, _) => format!(" Ольга{who}@a.example "),
        (other, _) => format!("{other}/{who}"),
    }
}

fn rows(n: usize) -> Vec<Row> {
    let row = |at: usize| {
        let lot = at * 7919 % 10_007;
        Row {
            file: usize::from(at * 2 >= n),
            person: person(lot),
            company: ["Acme", "Beta", "Gamma"][lot / 11 % 3],
            at: [1 + lot / 13 % 9, 1 + lot / 17 % 28, lot / 19 % 24, lot / 23 % 3],
            score: ["9", "10", "0", "7", "", "8", "x", "3", "10"][lot / 29 % 9],
            goals: ["5", "", "7", "2"][lot / 31 % 4],
        }
    };
    (0..n).map(row).collect()
}

/// Which rows count, worked out one by one.
fn counting(rows: &[Row], keep: &str, asks_goals: bool) -> Vec<bool> {
    let mut of_each: BTreeMap<(String, &str, usize), Vec<usize>> = BTreeMap::new();
    let is_scored = |row: &Row| row.score.parse::<u8>().is_ok();
    for (at, row) in rows.iter().enumerate() {
        let person = row.person.trim().trim_end_matches(".0").to_owned();
        if !person.is_empty() && (is_scored(row) || (asks_goals && !row.goals.is_empty())) {
            of_each.entry((person, row.company, (row.at[0] - 1) / 3)).or_default().push(at);
        }
    }
    let mut counts = vec![true; rows.len()];
    for mut all in of_each.into_values() {
        all.sort_by_key(|at| (rows[*at].at, *at));
        let scored: Vec<usize> = all.iter().copied().filter(|at| is_scored(&rows[*at])).collect();
        let pool = if scored.is_empty() { &all } else { &scored };
        let kept = if keep == "first" { pool.first() } else { pool.last() };
        for at in &all {
            counts[*at] = Some(at) == kept;
        }
    }
    counts
}

fn files(rows: &[Row], counts: &[bool]) -> [String; 2] {
    [0, 1].map(|file| {
        let own = rows.iter().zip(counts).filter(|(row, counts)| row.file == file && **counts);
        let line = |(row, _): (&Row, _)| {
            let [month, day, hour, minute] = row.at;
            format!(
                "{day:02}.{month:02}.2026 {hour}:{minute:02};{};{};{};{}\n",
                row.person, row.company, row.score, row.goals
            )
        };
        std::iter::once("when;who;company;nps;goals\n".to_owned()).chain(own.map(line)).collect()
    })
}

fn config(rest: &str) -> String {
    format!(
        "title: A\nas_of: 2026-10-05\nsource: {{files: [a.csv, b.csv], date_format: DD.MM.YYYY, repeated: use, max_rejected: 100}}\n{rest}"
    )
}

const ALONE: &str = "columns: {score: nps, date: when, respondent: who}\n";
const GOALS: &str = "columns: {date: when, respondent: who}\n\
    questions: [{name: nps, column: nps, kind: nps}, {name: goals, column: goals, kind: rating, scale: {low: 1, high: 7}, top_from: 6}]\n";
const CLIENTS: &str = "reports: {one_per: company}\n";

fn set_up(rows: &[Row], counts: &[bool], rest: &str) -> tempfile::TempDir {
    let [a, b] = files(rows, counts);
    folder(&[("c.yaml", &config(rest)), ("a.csv", &a), ("b.csv", &b)])
}

/// Every report of a build, without the account of its rows.
fn reports(folder: &Path) -> BTreeMap<String, Value> {
    let built = run(folder, ["build", "c.yaml", "--quiet"]);
    assert!(built.status.success(), "{}", stderr(&built));
    let mut found = BTreeMap::new();
    let mut look = vec![folder.join("report")];
    while let Some(at) = look.pop() {
        for entry in fs::read_dir(at).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                look.push(path);
            } else if path.ends_with("report.json") {
                let text = fs::read_to_string(&path).expect("a report");
                let mut report: Value = serde_json::from_str(&text).expect("JSON");
                report["sections"].as_object_mut().expect("parts").remove("quality").expect("an account");
                let questions = report["sections"]["questions"].as_array_mut();
                for question in questions.into_iter().flatten() {
                    question["account"].take();
                }
                found.insert(path.strip_prefix(folder).expect("within").display().to_string(), report);
            }
        }
    }
    assert!(!found.is_empty());
    found
}

#[test]
fn one_answer_of_a_respondent_in_a_period_counts() {
    let rows: Vec<Row> = rows(4_000);
    let clients = [ALONE, CLIENTS].concat();
    let of_clients = [GOALS, CLIENTS].concat();
    for (keep, rest) in [("last", ALONE), ("first", GOALS), ("last", &clients), ("first", &of_clients)] {
        // Where no reports are made for companies, somebody has one answer whatever it is about.
        let mut rows = rows.clone();
        if !rest.contains("one_per") {
            for row in &mut rows {
                row.company = "";
            }
        }
        let counts = counting(&rows, keep, rest.contains("goals"));
        let left: usize = counts.iter().filter(|counts| **counts).count();
        assert!((100..3_500).contains(&left), "some count: {left}");
        let own = set_up(&rows, &vec![true; rows.len()], &format!("{rest}repeats: {keep}\n"));
        let other = set_up(&rows, &counts, rest);
        assert!(reports(own.path()) == reports(other.path()), "{keep} {rest}");
    }
}

#[test]
fn what_does_not_count_is_accounted_for() {
    let mut rows = rows(4_000);
    for row in &mut rows {
        row.company = "";
    }
    let counts = counting(&rows, "last", false);
    let set_aside = counts.iter().filter(|counts| !**counts).count() as u64;
    let own = set_up(&rows, &vec![true; rows.len()], &format!("{ALONE}repeats: last\n"));
    let told = stderr(&run(own.path(), ["build", "c.yaml"]));
    let account = account(own.path());
    assert_eq!(account["outside"]["answered_again"], set_aside);
    assert_eq!(account["repeats"], "last");
    for file in 0..2 {
        let of_file = rows.iter().zip(&counts).filter(|(row, counts)| row.file == file && !**counts).count();
        assert_eq!(account["files"][file]["outside"]["answered_again"], of_file as u64);
    }
    let nameless = |row: &&Row| row.person.is_empty() && row.score.parse::<u8>().is_ok();
    let nameless = rows.iter().filter(nameless).count();
    assert!(
        nameless > 5 && told.contains(&format!("{nameless} answers are without the name of a respondent")),
        "{told}"
    );
    let page = fs::read_to_string(own.path().join("report/report.html")).expect("a page");
    let said = format!(
        "Of several answers of a respondent in a period the last one counts. Others, which are outside this report: {}.",
        format_count(set_aside)
    );
    assert!(page.contains(&said), "{said}");
    let explained =
        run(own.path(), ["explain", "c.yaml", "--figure", "/sections/quality/outside/answered_again"]);
    let said = stdout(&explained).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("another answer of the same respondent"), "{}", stderr(&explained));
    // The rows behind the score are those that count.
    let explained =
        stdout(&run(own.path(), ["explain", "c.yaml", "--figure", "/overall/nps", "--rows", "3"]));
    let in_quarter =
        |(row, counts): &(&Row, &bool)| **counts && row.at[0] > 6 && row.score.parse::<u8>().is_ok();
    let n = rows.iter().zip(&counts).filter(in_quarter).count();
    assert!(explained.contains(&format!("{n} ")), "{n}: {explained}");
    // So are those that are listed as left out.
    let checked = run(own.path(), ["check", "c.yaml", "--rows", "left.csv"]);
    assert!(checked.status.success(), "{}", stderr(&checked));
    let listed = fs::read_to_string(own.path().join("left.csv")).expect("rows");
    let listed: Vec<&str> =
        listed.lines().filter(|line| line.contains("of respondents of whom another answer")).collect();
    assert_eq!(listed.len() as u64, set_aside);
    let mut numbers = [1, 1];
    for (row, counts) in rows.iter().zip(&counts) {
        numbers[row.file] += 1;
        let start = format!("{},,{},", ["a.csv", "b.csv"][row.file], numbers[row.file]);
        let is_listed = listed.iter().any(|line| line.starts_with(&start));
        assert_eq!(is_listed, !counts, "{start}");
    }
}

/// A number as English pages have it.
fn format_count(n: u64) -> String {
    if n < 1_000 { n.to_string() } else { format!("{},{:03}", n / 1_000, n % 1_000) }
}

#[test]
fn where_all_count_that_is_told() {
    let mut rows = rows(4_000);
    for row in &mut rows {
        row.company = "";
    }
    let again = counting(&rows, "last", false).iter().filter(|counts| !**counts).count() as u64;
    let own = set_up(&rows, &vec![true; rows.len()], ALONE);
    let built = run(own.path(), ["build", "c.yaml"]);
    let told = stderr(&built);
    let n = format_count(again);
    assert!(told.contains(&format!("{again} answers are of respondents who had answered before")), "{told}");
    let page = fs::read_to_string(own.path().join("report/report.html")).expect("a page");
    assert!(
        page.contains(&format!("Answers of respondents who had answered before in the same period: {n}."))
    );
    assert_eq!(account(own.path())["repeats"], Value::Null);
}

#[test]
fn nobody_is_known_without_a_column_of_respondents() {
    let rows = rows(40);
    let stated = [
        "columns: {score: nps, date: when}\nrepeats: last\n",
        "columns: {score: nps, respondent: nps}\nrepeats: latest\n",
        "columns: {score: nps, respondent: whom}\n",
    ];
    let said = [
        "nothing names respondents",
        "the column `nps` is named as `columns.score` and as `columns.respondent`",
        "no column `whom`",
    ];
    for (stated, said) in stated.iter().zip(said) {
        let own = set_up(&rows, &[true; 40], stated);
        let checked = run(own.path(), ["check", "c.yaml"]);
        let told = stderr(&checked);
        assert!(!checked.status.success() && told.contains(said), "{told}");
    }
}

/// The counts that a build comes to.
fn counts(home: &Path) -> Value {
    let built = run(home, ["build", "c.yaml", "--quiet"]);
    assert!(built.status.success(), "{}", stderr(&built));
    let text = fs::read_to_string(home.join("report/report.json")).expect("a report");
    serde_json::from_str::<Value>(&text).expect("JSON")["overall"]["counts"].take()
}

/// Writes a file.
type Write<'a> = Box<dyn Fn(&Path) + 'a>;

/// 90 people who answer three times on one day: at nine in the evening 0, at five past nine in the morning 10, at noon 7.
const ON_ONE_DAY: [(i64, u8); 3] = [(21 * 3600, 0), (9 * 3600 + 300, 10), (12 * 3600, 7)];

#[test]
fn times_of_a_day_tell_which_answer_is_the_last_in_files_of_any_kind() {
    // 2026-07-01.
    const DAY: i64 = 20_635;
    let rows: Vec<(i64, i64, u8)> =
        ON_ONE_DAY.iter().flat_map(|(time, score)| (1..=90).map(move |who| (who, *time, *score))).collect();
    let workbook = |path: &Path| {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let format = Format::new().set_num_format("dd.mm.yyyy hh:mm");
        for (column, heading) in (0..).zip(["who", "when", "nps"]) {
            sheet.write_string(0, column, heading).expect("written");
        }
        for (at, (who, time, score)) in (1..).zip(&rows) {
            let hour = u16::try_from(time / 3600).expect("an hour");
            let minute = u8::try_from(time / 60 % 60).expect("a minute");
            let date = ExcelDateTime::from_ymd(2026, 7, 1).and_then(|day| day.and_hms(hour, minute, 0));
            sheet.write_string(at, 0, format!("p{who}")).expect("written");
            sheet.write_datetime_with_format(at, 1, date.expect("a date"), &format).expect("written");
            sheet.write_number(at, 2, *score).expect("written");
        }
        book.save(path).expect("saved");
    };
    let of_type = |is_utc: &'static str| {
        let rows = rows.clone();
        move |path: &Path| {
            let when = rows.iter().map(|(_, time, _)| (DAY * 86_400 + time) * 1000).collect();
            let who = rows.iter().map(|(who, ..)| format!("p{who}").into_bytes()).collect();
            let scores = rows.iter().map(|(.., score)| i32::from(*score)).collect();
            let when_is = format!("required int64 when (TIMESTAMP(MILLIS,{is_utc}))");
            write_parquet(
                path,
                &[
                    ("required binary who (UTF8)", Values::Bytes(who)),
                    (&when_is, Values::Int64(when)),
                    ("required int32 nps", Values::Int32(scores)),
                ],
            );
        }
    };
    let text = |form: fn(i64, i64) -> String| {
        let rows = rows.clone();
        move |path: &Path| {
            let lines = rows
                .iter()
                .map(|(who, time, score)| format!("p{who};{};{score}\n", form(time / 3600, time / 60 % 60)));
            fs::write(path, format!("who;when;nps\n{}", lines.collect::<String>())).expect("written");
        }
    };
    let files: [Write<'_>; 6] = [
        Box::new(workbook),
        Box::new(of_type("true")),
        Box::new(of_type("false")),
        Box::new(text(|hour, minute| format!("2026-07-01 {hour}:{minute:02}"))),
        Box::new(text(|hour, minute| {
            format!("2026-07-01 {}:{minute:02} {}", (hour + 11) % 12 + 1, if hour < 12 { "AM" } else { "PM" })
        })),
        Box::new(text(|hour, minute| format!("2026-07-01T{hour:02}:{minute:02}:00Z"))),
    ];
    for (at, write) in files.iter().enumerate() {
        for (keep, kept) in [("last", "detractors"), ("first", "promoters")] {
            let config = format!(
                "title: A\nas_of: 2026-10-05\nsource: {{files: a.data}}\ncolumns: {{score: nps, date: when, respondent: who}}\nrepeats: {keep}\n"
            );
            let home = folder(&[("c.yaml", &config)]);
            write(&home.path().join("a.data"));
            assert_eq!(counts(home.path())[kept], 90, "{at} {keep}");
        }
    }
}

#[test]
fn times_without_a_zone_are_of_the_zone_whose_days_count() {
    let row = |who: usize| {
        // Half past midnight on 2 July in Kyiv, and half past eleven in the evening before.
        format!("p{who};2026-07-01T21:30:00Z;10\np{who};2026-07-01 23:30:00;0\n")
    };
    let answers = format!("who;when;nps\n{}", (0..40).map(row).collect::<String>());
    let config = "title: A\nas_of: 2026-10-05\nsource: {files: a.csv, time_zone: Europe/Kyiv}\n\
                  columns: {score: nps, date: when, respondent: who}\nrepeats: last\n";
    let home = folder(&[("c.yaml", config), ("a.csv", &answers)]);
    assert_eq!(counts(home.path())["promoters"], 40);
}

#[test]
fn respondents_are_known_by_what_their_column_tells() {
    let answers: String = (0..40).map(|who| format!("{who}a;2026-07-01;0\n{who}b;2026-07-02;10\n")).collect();
    let answers = format!("id;day;nps\n{answers}");
    let variants: Vec<String> = (0..40).map(|who| format!("P{who}: [{who}a, {who}b]")).collect();
    let people: String = (0..40).map(|who| format!("{who}a;P{who}\n{who}b;P{who}\n")).collect();
    let people = format!("id;person\n{people}");
    let of =
        |rest: &str| format!("title: A\nas_of: 2026-10-05\nsource: {{files: a.csv}}\nrepeats: last\n{rest}");
    let configs = [
        of(&format!(
            "columns: {{score: nps, date: day, respondent: id}}\naliases: {{id: {{{}}}}}\n",
            variants.join(", ")
        )),
        of("columns: {score: nps, date: day, respondent: person}\n\
            lookups: [{files: people.csv, key: id, columns: [person]}]\n"),
    ];
    for config in configs {
        let home = folder(&[("c.yaml", &config), ("a.csv", &answers), ("people.csv", &people)]);
        let found = counts(home.path());
        assert_eq!((&found["promoters"], &found["detractors"]), (&40.into(), &0.into()), "{config}");
        let told = stderr(&run(home.path(), ["check", "c.yaml"]));
        assert!(!told.contains("no row has"), "{told}");
    }
}

#[test]
fn somebody_who_was_asked_twice_counts_once_however_no_answer_is_written() {
    let config = "title: A\nas_of: 2026-10-05\nsource: {files: a.csv}\n\
        columns: {score: nps, date: day, respondent: id}\nrepeats: last\noutcomes:\n  column: status\n  asked: all\n  steps:\n    \
        - {name: sat, values: [sat]}\n    - {name: nobody, values: [\"\", none]}\n";
    for no_answer in ["", "none"] {
        let rows = (0..60).map(|who| {
            let status = if who % 2 == 0 { "sat" } else { no_answer };
            let score = if who % 2 == 0 { "10" } else { "" };
            format!("{who};2026-07-01;;{no_answer}\n{who};2026-07-08;{score};{status}\n")
        });
        let answers = format!("id;day;nps;status\n{}", rows.collect::<String>());
        let home = folder(&[("c.yaml", config), ("a.csv", &answers)]);
        assert_eq!(counts(home.path())["promoters"], 30);
        let text = fs::read_to_string(home.path().join("report/report.json")).expect("a report");
        let response = serde_json::from_str::<Value>(&text).expect("JSON")["response"].take();
        assert_eq!(
            (&response["asked"], &response["answered"]),
            (&60.into(), &30.into()),
            "{no_answer}: {response}"
        );
    }
}
