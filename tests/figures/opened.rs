//! Lists of figures in programs that they are made for: LibreOffice Calc, DuckDB and pandas. Each opens them by
//! `tests/figures/open.py`, and has to find what the list says, each cell as what it is.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use serde_json::{Map, Value, json};

use super::tools::{Tools, tools};
use super::{CONFIG, Row, build, cell, clients, listed, rows};
use crate::support::{folder, project};

/// The programs, looked for once.
fn found_tools() -> Option<&'static Tools> {
    static TOOLS: OnceLock<Option<Tools>> = OnceLock::new();
    let below = || Path::new(env!("CARGO_TARGET_TMPDIR")).join("figures/python");
    TOOLS.get_or_init(|| tools(&below())).as_ref()
}

/// What is chosen where LibreOffice asks how to read a CSV: commas, UTF-8, numbers as in English, and nothing made of texts that
/// look like something else; and what it does unasked in the language that it is set to, with all that it can recognise.
const ENGLISH: &str = "44,34,76,1,,1033,false,false";
const UNASKED: &str = "44,34,76,1,,0,false,true";

/// The languages that LibreOffice is set to. In two of them decimals have a comma.
const LANGUAGES: [&str; 3] = ["en-US", "ru-RU", "uk-UA"];

/// How LibreOffice opens the lists of a folder: the workbook as it is in every language, the text as its numbers are written.
fn sheets(lists: &Path) -> Vec<Value> {
    let [workbook, text] = ["figures.xlsx", "figures.csv"].map(|name| lists.join(name));
    let each = |language| {
        [
            json!({"file": workbook, "language": language}),
            json!({"file": text, "language": language, "import": ENGLISH}),
        ]
    };
    LANGUAGES.into_iter().flat_map(each).collect()
}

/// The question that the docs show how to ask.
fn query() -> String {
    let page = fs::read_to_string(project().join("docs/figures-to-hand-over.md")).expect("there");
    let (_, rest) = page.split_once("```sql\n").expect("a query");
    let (query, _) = rest.split_once("```").expect("an end");
    assert!(query.contains("'my-survey/report/figures.parquet'"), "{query}");
    query.replace("my-survey/report/figures.parquet", "LIST")
}

/// What programs take lists for, by name of program and list.
fn open(tools: &Tools, tables: &[PathBuf], sheets: &[Value]) -> Map<String, Value> {
    let scratch = tempfile::tempdir().expect("a folder");
    let plan = scratch.path().join("plan.json");
    let contents = json!({
        "tables": tables,
        "query": query(),
        "soffice": tools.soffice,
        "sheets": sheets,
        "scratch": scratch.path(),
    });
    fs::write(&plan, contents.to_string()).expect("written");
    let output = Command::new(&tools.python)
        .arg(project().join("tests/figures/open.py"))
        .arg(&plan)
        .output()
        .expect("Python starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// The type of a column.
fn kind(column: &str) -> &'static str {
    match column {
        "number" | "low" | "high" | "p" => "number",
        "n" => "whole",
        "first_day" | "last_day" => "day",
        _ => "text",
    }
}

/// What a cell of the text is to be taken for in the list that a program has opened. Only in the text has a text an apostrophe
/// before it, and of that a spreadsheet cannot know but that `3.4` is a number and `2026-03-04` a day, whatever the column.
fn meant(column: &str, cell: &str, name: &str) -> Value {
    let is_text = name.contains(".csv");
    let is_guessed = is_text && name.starts_with("Calc");
    match kind(column) {
        _ if cell.is_empty() => Value::Null,
        "number" | "whole" => cell.parse::<f64>().map_or_else(|_| json!({"no number": cell}), |n| json!(n)),
        "day" => json!({"day": cell}),
        _ if is_guessed && cell.parse::<f64>().is_ok() => json!(cell.parse::<f64>().ok()),
        _ if is_guessed && cell == DAY => json!({"day": cell}),
        _ => json!(cell.strip_prefix('\'').filter(|_| !is_text).unwrap_or(cell)),
    }
}

/// Whether a program found what is meant; it may tell a number to 15 digits.
fn is(found: &Value, meant: &Value) -> bool {
    match (found.as_f64(), meant.as_f64()) {
        (Some(found), Some(meant)) => (found - meant).abs() <= 1e-14 * meant.abs(),
        _ => found == meant,
    }
}

/// Where rows differ from those that are meant.
fn differences(name: &str, found: &Value, meant: &[Vec<Value>]) -> Vec<String> {
    let Some(found) = found.as_array() else { return vec![format!("{name}: {found}")] };
    let found: Vec<&Vec<Value>> = found.iter().map(|row| row.as_array().expect("a row")).collect();
    let mut wrong = Vec::new();
    if found.len() != meant.len() {
        wrong.push(format!("{name}: {} rows, not {}", found.len(), meant.len()));
    }
    for (at, (found, meant)) in found.iter().zip(meant).enumerate() {
        let is_same = found.len() == meant.len() && found.iter().zip(meant).all(|(a, b)| is(a, b));
        if !is_same {
            wrong.push(format!("{name}, row {at}:\n  {found:?}\n  {meant:?}"));
        }
    }
    wrong
}

/// What programs that have opened a list do not take for what it says.
fn faults(opened: &Map<String, Value>, list: &[Row]) -> Vec<String> {
    let columns: Vec<&str> = list[0].iter().map(|(name, _)| name.as_str()).collect();
    let mut wrong = Vec::new();
    for (name, found) in opened {
        let is_text = name.contains(".csv");
        let row = |row: &Row| row.iter().map(|(column, cell)| meant(column, cell, name)).collect();
        let mut meant: Vec<Vec<Value>> = list.iter().map(row).collect();
        if let Some(types) = found["types"].as_array() {
            // Of a column of blanks a text does not tell what it would be.
            let is_blank = |at: usize| is_text && meant.iter().all(|row| row[at].is_null());
            for (at, (column, found)) in columns.iter().zip(types).enumerate() {
                if found != kind(column) && !is_blank(at) {
                    wrong.push(format!("{name}: {column} is {found}"));
                }
            }
        } else {
            meant.insert(0, columns.iter().map(|name| json!(name)).collect());
        }
        wrong.extend(differences(name, &found["rows"], &meant));
    }
    wrong
}

/// Fails with all faults at once.
fn has_none(faults: &[String]) {
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// The tables among the lists of a folder.
fn tables(lists: &Path) -> [PathBuf; 2] {
    ["figures.csv", "figures.parquet"].map(|name| lists.join(name))
}

/// A region that is called like a day.
const DAY: &str = "2026-03-04";

/// Values as they may be written in answers, many of which look like something else, and how many gave 2, 8 and 10 in the
/// third quarter; too few of two.
const REGIONS: [(&str, [usize; 3]); 11] = [
    ("North", [5, 5, 30]),
    ("=1+1", [20, 12, 8]),
    ("-Запад; 12,5", [8, 12, 20]),
    ("@home", [8, 10, 20]),
    ("1-2", [9, 10, 20]),
    ("3.4", [10, 15, 15]),
    (DAY, [12, 12, 20]),
    ("She said \"so\", twice", [13, 10, 20]),
    ("Small", [1, 1, 1]),
    ("Next", [2, 2, 6]),
    ("", [10, 11, 20]),
];

/// The lists of a report on these regions.
fn regions() -> tempfile::TempDir {
    let quoted = REGIONS.map(|(name, scores)| (name.replace('"', "\"\""), scores));
    let mut all: Vec<_> = quoted.iter().map(|(name, scores)| (name.as_str(), "2026-08", *scores)).collect();
    let large = quoted.iter().filter(|(_, scores)| scores.iter().sum::<usize>() > 10);
    all.extend(large.map(|(name, _)| (name.as_str(), "2026-05", [10, 10, 20])));
    let home = folder(&[("c.yaml", CONFIG), ("a.csv", &rows(&all))]);
    build(home.path(), &["--figures"]);
    home
}

#[test]
fn spreadsheets_databases_and_data_frames_take_every_cell_for_what_it_is() {
    let Some(tools) = found_tools() else { return };
    let home = regions();
    let lists = home.path().join("report");
    let list = listed(&lists.join("figures.csv"));
    let opened = open(tools, &tables(&lists), &sheets(&lists));
    assert_eq!(opened.len(), 4 + 2 * LANGUAGES.len());
    has_none(&faults(&opened, &list));
    // The list has what may be taken for something else.
    let numbers = || list.iter().filter_map(|row| cell(row, "number"));
    assert!(numbers().any(|number| number.starts_with('-') && number.contains('.')));
    assert!(list.iter().any(|row| cell(row, "state") == Some("hidden") && cell(row, "number") == Some("")));
    for (name, _) in REGIONS {
        let is = |row: &Row| cell(row, "value").is_some_and(|value| value.trim_start_matches('\'') == name);
        assert!(list.iter().any(is), "{name}");
    }
}

#[test]
fn a_query_gives_the_regions_that_the_report_shows() {
    let Some(tools) = found_tools() else { return };
    let home = regions();
    let lists = home.path().join("report");
    let json = fs::read_to_string(lists.join("report.json")).expect("a report");
    let json: Value = serde_json::from_str(&json).expect("JSON");
    let shown: Vec<&Value> = json["sections"]["regions"].as_array().expect("regions").iter().collect();
    let measured: Vec<Vec<Value>> = shown
        .iter()
        .filter(|region| region["finding"]["state"] == "measured")
        .map(|region| {
            let [finding, name] = [&region["finding"], &region["region"]["named"]];
            let interval = &finding["interval"];
            let number = |value: &Value| value.clone();
            vec![
                json!("2026-Q3"),
                number(name),
                number(&finding["nps"]),
                number(&interval["low"]),
                number(&interval["high"]),
                number(&finding["n"]),
            ]
        })
        .collect();
    assert_eq!(measured.len(), REGIONS.len() - 2, "all but the small ones");
    for (name, found) in open(tools, &tables(&lists), &[]) {
        let answer: Vec<Value> = found["answer"].as_array().expect("rows").clone();
        let now: Vec<&Value> = answer.iter().filter(|row| row[0] == "2026-Q3").collect();
        assert!(now.len() == measured.len() && answer.len() == 2 * now.len(), "{name}: {answer:#?}");
        let is_sorted =
            answer.iter().map(|row| (row[1].is_null(), row[1].as_str(), row[0].as_str())).is_sorted();
        assert!(is_sorted, "{name}: {answer:#?}");
        for row in now {
            let value = row[1].as_str().map(|value| value.trim_start_matches('\''));
            let meant = measured.iter().find(|meant| meant[1].as_str() == value).expect("a region");
            assert!((2..6).all(|at| is(&row[at], &meant[at])), "{name}: {row} {meant:?}");
        }
    }
}

#[test]
fn the_list_of_a_batch_adds_up_for_each_client() {
    let Some(tools) = found_tools() else { return };
    let home = clients("");
    build(home.path(), &["--figures"]);
    let lists = home.path().join("report");
    let list = listed(&lists.join("figures.csv"));
    let opened = open(tools, &tables(&lists), &sheets(&lists));
    has_none(&faults(&opened, &list));
    // Every client has 25 answers.
    let meant: Vec<Vec<Value>> = (0..8).map(|at| vec![json!(format!("Client {at}")), json!(25)]).collect();
    let of = |(name, found): (&String, &Value)| differences(name, &found["clients"], &meant);
    let tables = opened.iter().filter(|(_, found)| found["types"].is_array());
    has_none(&tables.flat_map(of).collect::<Vec<_>>());
}

/// What goes wrong in a spreadsheet is seen: a list that another program has written, and one that is read as numbers are not
/// written where decimals have a comma.
#[test]
fn numbers_that_are_texts_or_days_and_texts_that_are_formulas_are_found() {
    let Some(tools) = found_tools() else { return };
    let home = regions();
    let lists = home.path().join("report");
    let text = fs::read_to_string(lists.join("figures.csv")).expect("a list");
    let list = listed(&lists.join("figures.csv"));
    let broken = home.path().join("broken.csv");
    fs::write(&broken, text.replace(",-", ",\u{2212}").replace("'=", "=")).expect("written");
    let as_is = json!({"file": lists.join("figures.csv"), "language": "uk-UA", "import": UNASKED});
    let opened = open(
        tools,
        std::slice::from_ref(&broken),
        &[json!({"file": broken, "language": "en-US", "import": ENGLISH}), as_is],
    );
    let found = faults(&opened, &list).join("\n");
    for fault in [
        "DuckDB broken.csv: number is \"text\"",
        "pandas broken.csv: number is \"text\"",
        "String(\"\u{2212}30\")",
        "{\"formula\": String(\"of:=1+1\")}",
        // 12.5
        "{\"day\": String(\"2026-05-12\")}",
    ] {
        assert!(found.contains(fault), "no {fault} in {found}");
    }
}

#[test]
fn nothing_in_a_list_of_whom_to_call_back_is_a_formula() {
    let Some(tools) = found_tools() else { return };
    let home = crate::follow_up::hostile();
    crate::follow_up::build(home.path(), &[]);
    let list = home.path().join("report/follow-up.csv");
    let each = |language| {
        [ENGLISH, UNASKED].map(|import| json!({"file": list, "language": language, "import": import}))
    };
    let opened = open(tools, &[], &LANGUAGES.into_iter().flat_map(each).collect::<Vec<_>>());
    assert_eq!(opened.len(), 2 * LANGUAGES.len());
    for (name, found) in opened {
        let rows = found["rows"].as_array().expect("rows");
        assert_eq!(rows.len(), 1 + crate::follow_up::HOSTILE.len(), "{name}");
        let cells: Vec<&Value> = rows.iter().flat_map(|row| row.as_array().expect("cells")).collect();
        let formulas: Vec<&&Value> = cells.iter().filter(|cell| cell["formula"].is_string()).collect();
        assert!(formulas.is_empty(), "{name}: {formulas:?}");
        // The texts are there.
        let has = |text: &str| cells.iter().any(|cell| cell.as_str() == Some(text));
        assert!(has("'=cmd|' /C calc'!A0") && has("'=HYPERLINK(\"http://x\")"), "{name}: {cells:?}");
    }
}
