//! The list of all figures: what a colleague with a spreadsheet or a database gets, and that it says no more than the page.

mod opened;
mod tools;

use std::fs;
use std::path::Path;

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use serde_json::Value;

use crate::support::{folder, run, stderr};

const CONFIG: &str = "title: T\nas_of: 2026-10-05\nsource: {files: a.csv}\n\
                      columns: {score: nps, date: day, region: shop}\nperiods: {by: quarter}\n\
                      benchmarks: {list: [{name: Aim, value: 30, statistic: target}]}\n";

/// Rows of a quarter: a shop, a month and how many gave 2, 8 and 10.
fn rows(all: &[(&str, &str, [usize; 3])]) -> String {
    let of = |(shop, month, [d, p, pr]): &(&str, &str, [usize; 3])| -> String {
        let row = |score: u8| format!("{score},{month}-04,\"{shop}\"\n");
        row(2).repeat(*d) + &row(8).repeat(*p) + &row(10).repeat(*pr)
    };
    format!("nps,day,shop\n{}", all.iter().map(of).collect::<String>())
}

fn build(at: &Path, more: &[&str]) {
    let output = run(at, [&["build", "c.yaml"], more].concat());
    assert!(output.status.success(), "{}", stderr(&output));
}

/// The rows of a list as CSV, by the names of the columns.
fn listed(file: &Path) -> Vec<Row> {
    let text = fs::read_to_string(file).expect("a list");
    let text = text.strip_prefix('\u{feff}').expect("spreadsheets know the letters by it");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let names = reader.headers().expect("a header").clone();
    let row = |row: csv::StringRecord| names.iter().zip(&row).map(|(a, b)| (a.into(), b.into())).collect();
    reader.records().map(|record| row(record.expect("a record"))).collect()
}

/// A row: each cell with the name of its column.
type Row = Vec<(String, String)>;

fn cell<'a>(row: &'a Row, name: &str) -> Option<&'a str> {
    row.iter().find(|(column, _)| column == name).map(|(_, cell)| cell.as_str())
}

/// What is told by the only row with these cells.
fn only<'a>(rows: &'a [Row], cells: &[(&str, &str)]) -> Vec<&'a str> {
    let has = |row: &&Row| cells.iter().all(|(name, text)| cell(row, name) == Some(*text));
    let found: Vec<_> = rows.iter().filter(has).collect();
    assert_eq!(found.len(), 1, "{cells:?}");
    ["number", "n", "low", "high", "p", "verdict", "state"]
        .map(|name| cell(found[0], name).expect("a column"))
        .to_vec()
}

#[test]
fn every_figure_is_a_row_and_a_hidden_one_holds_no_number() {
    let data = rows(&[
        ("North", "2026-05", [10, 10, 20]),
        ("North", "2026-08", [5, 5, 30]),
        ("=South", "2026-05", [10, 10, 20]),
        ("=South", "2026-08", [8, 12, 20]),
        ("Small", "2026-08", [1, 1, 1]),
        ("Next", "2026-08", [2, 2, 6]),
    ]);
    let home = folder(&[("c.yaml", CONFIG), ("a.csv", &data)]);
    build(home.path(), &["--figures"]);
    let list = listed(&home.path().join("report/figures.csv"));
    // 57 promoters less 16 detractors of 93 answers.
    let of_all = [("section", "overall"), ("measure", "nps"), ("period", "2026-Q3")];
    let number = only(&list, &of_all);
    assert!((number[0].parse::<f64>().expect("a number") - 4100.0 / 93.0).abs() < 1e-9);
    assert_eq!((number[1], number[6]), ("93", "measured"));
    let days = |name, day| assert_eq!(only(&list, &[of_all.as_slice(), &[(name, day)]].concat()), number);
    days("first_day", "2026-07-01");
    days("last_day", "2026-09-30");
    // 62.5 now, 25 before: a p of 0.03 that is twice as much with the change of the other region.
    let north = |measure| only(&list, &[("section", "regions"), ("value", "North"), ("measure", measure)]);
    assert_eq!((north("change")[0], north("change")[5]), ("37.5", "no_clear_change"));
    assert_eq!(north("promoters")[..2], ["0.75", "40"]);
    let aim = only(&list, &[("section", "benchmarks"), ("measure", "benchmark"), ("against", "Aim")]);
    assert_eq!(aim[0], "30");
    // No spreadsheet takes a name for a formula.
    let south = [("section", "regions"), ("value", "'=South"), ("measure", "nps"), ("period", "2026-Q3")];
    assert_eq!(only(&list, &south)[..2], ["30", "40"]);
    for hidden in ["Small", "Next"] {
        let of = [("section", "regions"), ("value", hidden), ("measure", "nps"), ("period", "2026-Q3")];
        assert_eq!(only(&list, &of), ["", "", "", "", "", "", "hidden"]);
        let rows = list.iter().filter(|row| row.iter().any(|(_, cell)| cell == hidden));
        let numbers: Vec<_> = rows.flatten().filter(|(name, _)| name == "number" || name == "n").collect();
        assert!(numbers.iter().all(|(_, cell)| cell.is_empty()), "{numbers:?}");
    }
    // The trend is that of the report.
    let json = fs::read_to_string(home.path().join("report/report.json")).expect("a report");
    let json: Value = serde_json::from_str(&json).expect("JSON");
    for point in json["sections"]["trend"]["points"].as_array().expect("points") {
        let period = point["period"]["key"].as_str().expect("a period");
        let row = only(&list, &[("section", "trend"), ("measure", "nps"), ("period", period)]);
        let [nps, low] = [&point["finding"]["nps"], &point["finding"]["interval"]["low"]];
        let is = |cell: &str, number: &Value| assert_eq!(cell.parse().ok(), number.as_f64(), "{period}");
        is(row[0], nps);
        is(row[2], low);
    }
}

/// The rows of a Parquet file as a list in CSV would have them.
fn of_parquet(file: &Path) -> Vec<Row> {
    let reader = SerializedFileReader::new(fs::File::open(file).expect("a file")).expect("Parquet");
    let cell = |field: &Field| match field {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        Field::Double(number) => number.to_string(),
        Field::Long(number) => number.to_string(),
        Field::Date(_) => field.to_string().chars().take(10).collect(),
        other => unreachable!("{other}"),
    };
    let rows = reader.get_row_iter(None).expect("rows");
    rows.map(|row| {
        let row = row.expect("a row");
        row.get_column_iter().map(|(name, field)| (name.clone(), cell(field))).collect()
    })
    .collect()
}

const CLIENTS: &str = "title: T\nas_of: 2026-10-05\nsource: {files: a.csv}\n\
                       columns: {score: nps, date: day}\nperiods: {by: quarter}\nreports: {one_per: shop}\n";

fn clients(more: &str) -> tempfile::TempDir {
    let names: Vec<String> = (0..8).map(|at| format!("Client {at}")).collect();
    let all: Vec<_> = names.iter().map(|name| (name.as_str(), "2026-08", [6, 7, 12])).collect();
    folder(&[("c.yaml", &format!("{CLIENTS}{more}")), ("a.csv", &rows(&all))])
}

#[test]
fn both_files_are_the_same_list_and_that_of_a_batch_is_those_of_its_reports() {
    let home = clients("");
    build(home.path(), &["--figures"]);
    let out = home.path().join("report");
    let all = listed(&out.join("figures.csv"));
    assert_eq!(of_parquet(&out.join("figures.parquet")), all);
    let mut each = Vec::new();
    for client in 0..8 {
        let own = out.join(format!("client-{client}"));
        let list = listed(&own.join("figures.csv"));
        assert!(list.iter().all(|row| row[0].1 == format!("Client {client}")) && list.len() > 30);
        assert_eq!(of_parquet(&own.join("figures.parquet")), list);
        each.extend(list);
    }
    assert_eq!(all, each);
    let mailing = fs::read_to_string(out.join("mailing.csv")).expect("a list");
    assert!(!mailing.contains("figures."), "they are sent only by who wants to");
}

#[test]
fn lists_go_where_they_are_not_wanted_any_more_and_unchanged_ones_are_not_made_again() {
    let home = clients("");
    let made = |more: &[&str]| {
        let output = run(home.path(), [&["build", "c.yaml"], more].concat());
        assert!(output.status.success(), "{}", stderr(&output));
        stderr(&output)
    };
    let is_there = |name: &str| home.path().join("report").join(name).exists();
    assert!(made(&["--figures"]).contains("8 built"));
    assert!(made(&["--figures"]).contains("8 unchanged"));
    assert!(made(&[]).contains("8 built"));
    for name in
        ["figures.csv", "figures.xlsx", "figures.parquet", "client-0/figures.csv", "client-0/figures.parquet"]
    {
        assert!(!is_there(name), "{name}");
    }
    made(&["--figures", "--only", "Client 3"]);
    assert!(
        is_there("client-3/figures.csv") && !is_there("client-2/figures.csv") && !is_there("figures.csv")
    );
}

#[test]
fn an_index_that_is_passed_on_has_no_list_of_all_beside_it() {
    let home = clients("index: {for: clients}\n");
    build(home.path(), &["--figures"]);
    let out = home.path().join("report");
    assert!(out.join("client-0/figures.csv").exists() && !out.join("figures.csv").exists());
}

#[test]
fn the_list_of_one_report_goes_with_the_page_that_it_is_of() {
    let data = rows(&[("North", "2026-08", [5, 5, 30])]);
    let home = folder(&[("c.yaml", CONFIG), ("a.csv", &data)]);
    let list = home.path().join("report/figures.csv");
    build(home.path(), &["--figures"]);
    build(home.path(), &[]);
    assert!(list.exists(), "it is still that of the page");
    fs::write(home.path().join("a.csv"), rows(&[("North", "2026-08", [6, 5, 30])])).expect("written");
    build(home.path(), &[]);
    assert!(!list.exists());
}
