//! What the account of a survey says from the data: the first and the last day of the answers, and what became of the rows; and
//! from whom the days are kept.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::support::{folder, run, stderr, stdout};

const CONFIG: &str =
    "title: Loyalty\nas_of: 2026-10-05\nsource: {files: \"*.csv\", date_format: YYYY-MM-DD}\n";
const COLUMNS: &str = "columns: {score: s, date: d}\n";

/// Rows of a client, each with its day.
fn rows(client: &str, days: &[&str]) -> String {
    days.iter()
        .zip([9, 10, 3, 8].iter().cycle())
        .map(|(day, score)| format!("{score},{day},{client}\n"))
        .collect()
}

/// So many rows of days within the quarter.
fn many(client: &str, n: usize, first: &str, last: &str) -> String {
    let within = vec!["2026-08-15"; n - 2];
    rows(client, &[&within[..n / 2], &[last], &within[n / 2..], &[first]].concat())
}

fn built(config: &str, files: &[(&str, &str)]) -> tempfile::TempDir {
    let all: Vec<(&str, &str)> = [("c.yaml", config)].into_iter().chain(files.iter().copied()).collect();
    let folder = folder(&all);
    let output = run(folder.path(), ["build", "c.yaml"]);
    assert!(output.status.success(), "{}", stderr(&output));
    folder
}

fn read(folder: &Path, file: &str) -> Value {
    let text = fs::read_to_string(folder.join("report").join(file)).expect("made");
    serde_json::from_str(&text).expect("JSON")
}

fn quality(folder: &Path, file: &str) -> Value {
    let json = read(folder, file);
    json.pointer("/sections/quality").or_else(|| json.get("quality")).expect("it is always there").clone()
}

fn text_of(folder: &Path, file: &str) -> String {
    crate::explain::readable(&fs::read_to_string(folder.join("report").join(file)).expect("made"))
}

/// The last quarter has answers of 3 July to 28 September; those before, after it and without a score have other days.
const ROWS: &str = "s,d,c\n9,2026-06-30,A\n10,2026-09-28,A\n3,2026-07-03,A\n8,2026-08-01,A\n9,2026-09-01,A\n,2026-07-01,A\n\
                    x,2026-09-30,A\n10,2026-08-31,A\n9,2026-10-01,A\n";

#[test]
fn the_days_of_the_answers_and_what_became_of_the_rows_are_told_in_each_language() {
    for (language, told) in [
        (
            "en",
            [
                "Fieldwork July ",
                "Days of answers Answers of the reported period: 3 July 2026 to 28 September 2026, the first and \
                 the last day. ",
                "Rows of the data Rows that were not used: 2 of 9; “Data quality” says why. ",
            ],
        ),
        (
            "ru",
            [
                "Полевой этап July ",
                "Дни ответов Ответы отчётного периода: 3 июля 2026 г. – 28 сентября 2026 г. (первый и последний \
                 день). ",
                "Строки данных Не использовано строк: 2 из 9; причины названы в части «Качество данных». ",
            ],
        ),
        (
            "uk",
            [
                "Польовий етап July ",
                "Дні відповідей Відповіді звітного періоду: 3 липня 2026 р. – 28 вересня 2026 р. (перший і \
                 останній день). ",
                "Рядки даних Не використано рядків: 2 з 9; причини названо в частині «Якість даних». ",
            ],
        ),
    ] {
        let survey = "survey: {fieldwork: July, limits: None}\n";
        let config = format!("{CONFIG}{COLUMNS}language: {language}\n{survey}");
        let folder = built(&config, &[("a.csv", ROWS)]);
        let page = text_of(folder.path(), "report.html");
        for sentence in told {
            assert!(page.contains(sentence), "{language}: {sentence}\n{page}");
        }
        let quality = quality(folder.path(), "report.json");
        assert_eq!(quality["days"], json!({"first": "2026-07-03", "last": "2026-09-28"}));
        assert!(quality.get("repeated").is_none(), "there is one file");
    }
}

#[test]
fn check_counts_the_days_of_the_answers_as_told() {
    let listed = |rows: &str, more: &str| {
        let config = format!("{CONFIG}{COLUMNS}{more}");
        let folder = folder(&[("c.yaml", &config), ("a.csv", rows)]);
        let output = run(folder.path(), ["check", "c.yaml", "--disclosure"]);
        assert!(output.status.success(), "{}", stderr(&output));
        stdout(&output)
    };
    let told = listed(ROWS, "");
    assert!(
        told.contains("survey.fieldwork        told by the data: answers of 2026-07-03 to 2026-09-28\n"),
        "{told}"
    );
    assert!(told.ends_with("12 of 13 not stated\n"), "{told}");
    let stated = listed(ROWS, "survey: {fieldwork: July}\n");
    assert!(
        stated.contains("survey.fieldwork        July\n") && stated.ends_with("12 of 13 not stated\n"),
        "{stated}"
    );
    // A score of four answers is hidden, and so are their days.
    let few = listed(&format!("s,d,c\n{}", rows("A", &["2026-07-03"; 4])), "");
    assert!(
        few.contains("survey.fieldwork        not stated\n") && few.ends_with("13 of 13 not stated\n"),
        "{few}"
    );
    // Each client's report has its own, or none.
    let clients =
        listed(&format!("s,d,c\n{}", many("A", 40, "2026-07-03", "2026-09-28")), "reports: {one_per: c}\n");
    assert!(clients.contains("survey.fieldwork        not stated\n"), "{clients}");
}

#[test]
fn no_days_are_told_where_the_score_is_hidden_or_there_are_no_dates() {
    let days = |answers: usize| {
        let all = format!(
            "s,d,c\n{}{}",
            rows("A", &["2026-05-04"; 9]),
            many("A", answers, "2026-07-03", "2026-09-28")
        );
        let folder = built(&format!("{CONFIG}{COLUMNS}periods: {{current: 2026-Q3}}\n"), &[("a.csv", &all)]);
        let page = text_of(folder.path(), "report.html");
        assert!(
            page.contains("Days of answers") == (answers > 4)
                && page.contains("Rows of the data All rows were used.")
        );
        quality(folder.path(), "report.json").get("days").cloned()
    };
    assert_eq!(days(4), None);
    assert_eq!(days(5), Some(json!({"first": "2026-07-03", "last": "2026-09-28"})));
    let folder = built(&format!("{CONFIG}columns: {{score: s}}\n"), &[("a.csv", ROWS)]);
    assert_eq!(quality(folder.path(), "report.json").get("days"), None);
    let same = format!("s,d,c\n{}", rows("A", &["2026-07-03"; 7]));
    let folder = built(&format!("{CONFIG}{COLUMNS}"), &[("a.csv", &same)]);
    let page = text_of(folder.path(), "report.html");
    assert!(page.contains("All answers of the reported period are of one day (3 July 2026)."), "{page}");
}

/// 30 answers are no few: `method.low_base`.
#[test]
fn a_client_is_told_its_own_days_where_its_answers_are_not_few() {
    let north = many("North", 30, "2026-07-05", "2026-09-20");
    let south = many("South", 29, "2026-07-01", "2026-09-30");
    let inner =
        format!("{}{}", north.replace("North", "North,a"), many("North,b", 31, "2026-07-02", "2026-09-10"));
    let others =
        ["East", "West", "Centre"].map(|client| many(client, 40, "2026-07-08", "2026-09-08")).concat();
    let first = |file: &str, folder: &tempfile::TempDir| quality(folder.path(), file).get("days").cloned();
    let of = |first: &str, last: &str| Some(json!({"first": first, "last": last}));
    for (audience, all) in [("sender", of("2026-07-01", "2026-09-30")), ("clients", None)] {
        let config = format!("{CONFIG}{COLUMNS}reports: {{one_per: c}}\nindex: {{for: {audience}}}\n");
        let folder = built(&config, &[("a.csv", &format!("s,d,c\n{north}{south}{others}"))]);
        assert_eq!(first("north/report.json", &folder), of("2026-07-05", "2026-09-20"));
        assert_eq!(first("south/report.json", &folder), None);
        assert_eq!(first("index.json", &folder), all, "{audience}");
    }
    let nested = format!("s,d,c,e\n{inner}{}", others.replace('\n', ",x\n"));
    let config = format!("{CONFIG}{COLUMNS}reports: {{one_per: [c, e]}}\n");
    let folder = built(&config, &[("a.csv", &nested)]);
    assert_eq!(first("north/report.json", &folder), of("2026-07-02", "2026-09-20"));
    assert_eq!(first("north/a/report.json", &folder), of("2026-07-05", "2026-09-20"));
    assert_eq!(first("north/b/report.json", &folder), of("2026-07-02", "2026-09-10"));
}

/// The first day is of one client alone.
#[test]
fn clients_who_read_of_each_other_are_told_no_days() {
    let clients =
        ["A", "B", "C", "D", "E"].map(|client| many(client, 40, "2026-07-08", "2026-09-08")).concat();
    let all = format!("s,d,c\n{clients}10,2026-07-01,A\n");
    for (privacy, days) in [("", true), ("privacy: {read_by: c}\n", false)] {
        let folder = built(&format!("{CONFIG}{COLUMNS}{privacy}"), &[("a.csv", &all)]);
        assert_eq!(quality(folder.path(), "report.json").get("days").is_some(), days);
        let page = text_of(folder.path(), "report.html");
        assert_eq!(page.contains("1 July 2026 to 8 September 2026"), days, "{page}");
        let json = fs::read_to_string(folder.path().join("report/report.json")).expect("made");
        assert_eq!(json.contains("\"2026-07-01\",\n        \"last\": \"2026-09-08\""), days, "{json}");
    }
}

/// Two rows of the second file are in the first one too, one of them there twice.
#[test]
fn rows_that_stand_in_several_files_are_counted_where_files_are_compared() {
    let own = rows("A", &["2026-07-03", "2026-07-04", "2026-07-05", "2026-07-03"]);
    let first = format!("s,d,c\n{own}10,2026-08-01,B\n10,2026-08-01,B\n");
    let second = "s,d,c\n10,2026-08-01,B\n3,2026-07-05,A\n0,2026-09-01,C\n";
    for (files, repeated, told) in [
        (
            [("a.csv", first.as_str()), ("b.csv", second)],
            Some(2),
            "All rows were used. Rows that also stand in another file: 2; they are counted.",
        ),
        (
            [("a.csv", first.as_str()), ("b.csv", "s,d,c\n0,2026-09-01,C\n")],
            Some(0),
            "All rows were used. No row stands in more than one file.",
        ),
        (
            [("a.csv", first.as_str()), ("b.csv", "other,s,d,c\n1,0,2026-09-01,C\n")],
            None,
            "Rows of the data All rows were used. Not",
        ),
    ] {
        let folder = built(&format!("{CONFIG}{COLUMNS}"), &files);
        let found = quality(folder.path(), "report.json").get("repeated").cloned();
        assert_eq!(found, repeated.map(|rows| json!({"rows": rows, "about": false})));
        let page = text_of(folder.path(), "report.html");
        let told = told.trim_end_matches(" Not");
        assert!(page.contains(told), "{told}\n{page}");
        assert_eq!(page.contains("another file:"), repeated == Some(2));
        assert_eq!(page.contains("No row stands"), repeated == Some(0));
    }
    let config = format!("{CONFIG}{COLUMNS}").replace("date_format", "repeated: use, date_format");
    let folder = built(&config, &[("a.csv", &first), ("b.csv", second)]);
    assert_eq!(quality(folder.path(), "report.json").get("repeated"), None);
}

#[test]
fn the_days_are_the_same_on_any_number_of_threads() {
    let mut all = "s,d,c\n".to_owned();
    for at in 0..120_000_u32 {
        let (month, day) = (7 + at % 3, 2 + at % 26);
        all += &format!("{},2026-{month:02}-{day:02},some client of a longer name {}\n", at % 11, at % 4);
    }
    // In the middle of a file of several chunks.
    let middle = all.len() / 2 + all[all.len() / 2..].find('\n').expect("a row") + 1;
    all.insert_str(
        middle,
        "9,2026-07-01,some client of a longer name 2\n9,2026-09-30,some client of a longer name 3\n",
    );
    let config = format!("{CONFIG}{COLUMNS}reports: {{one_per: c}}\n");
    let folder = folder(&[("c.yaml", &config), ("a.csv", &all)]);
    let days = |threads: &str| {
        let output = run(folder.path(), ["build", "c.yaml", "--threads", threads, "--out", threads]);
        assert!(output.status.success(), "{}", stderr(&output));
        let of = |client: u32| {
            let file = format!("{threads}/some-client-of-a-longer-name-{client}/report.json");
            let text = fs::read_to_string(folder.path().join(file)).expect("made");
            let report: Value = serde_json::from_str(&text).expect("JSON");
            (report["sections"]["quality"]["days"].clone(), text)
        };
        [of(0), of(1), of(2), of(3)]
    };
    let one = days("1");
    // Of a client, days 2 and on come round every 52 rows.
    let expected = [
        ("2026-07-02", "2026-09-26"),
        ("2026-07-03", "2026-09-27"),
        ("2026-07-01", "2026-09-26"),
        ("2026-07-03", "2026-09-30"),
    ];
    for ((found, _), (first, last)) in one.iter().zip(expected) {
        assert_eq!(*found, json!({"first": first, "last": last}));
    }
    for threads in ["2", "5"] {
        assert!(days(threads) == one, "{threads}");
    }
}

#[test]
fn days_that_are_not_those_of_the_reported_period_are_refused() {
    let folder = built(&format!("{CONFIG}{COLUMNS}"), &[("a.csv", ROWS)]);
    let json = fs::read_to_string(folder.path().join("report/report.json")).expect("made");
    let render = |from: &str, to: &str| {
        assert!(json.contains(from), "{json}");
        fs::write(folder.path().join("other.json"), json.replace(from, to)).expect("written");
        run(folder.path(), ["render", "--from", "other.json", "--out", "again"])
    };
    let [first, last] = ["\"first\": \"2026-07-03\"", "\"last\": \"2026-09-28\""];
    let same = render(first, first);
    assert!(same.status.success(), "{}", stderr(&same));
    for (from, to) in [
        (first, "\"first\": \"2026-06-30\""),
        (last, "\"last\": \"2026-10-01\""),
        (first, "\"first\": \"2026-09-29\""),
    ] {
        let refused = render(from, to);
        assert!(!refused.status.success(), "{to}");
        assert!(
            stderr(&refused).contains("the days of the answers are not those of a period"),
            "{}",
            stderr(&refused)
        );
    }
}
