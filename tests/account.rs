//! The account of what was read: what each file is, what became of its rows, and which guesses and new values are told.

use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use rust_xlsxwriter::{Format, Workbook};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{folder, project, run, stderr, stdout};

const CONFIG: &str = "title: T\nas_of: 2026-07-10\nsource: {files: 'a*.*', max_rejected: 60}\n\
                      columns: {score: nps, date: day}\nperiods: {by: quarter}\n";

/// The account of a folder, its page, and what `check` says.
fn account(folder: &Path) -> (Value, String, String) {
    let output = run(folder, ["build", "config.yaml", "--out", "out"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let read = |name: &str| fs::read_to_string(folder.join("out").join(name)).expect("there");
    let report: Value = serde_json::from_str(&read("report.json")).expect("JSON");
    let output = run(folder, ["check", "config.yaml"]);
    (report["sections"]["quality"].clone(), read("report.html"), stderr(&output))
}

fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(text.as_bytes()).expect("written");
    encoder.finish().expect("packed")
}

/// A workbook with a title above its headings, and rows of which every third is hidden.
fn workbook(folder: &TempDir, name: &str) {
    let (mut book, day) = (Workbook::new(), Format::new().set_num_format("yyyy-mm-dd"));
    let sheet = book.add_worksheet().set_name("May & June").expect("a name");
    sheet.write_string(0, 0, "Answers").expect("written");
    for (column, heading) in (0..).zip(["nps", "day"]) {
        sheet.write_string(2, column, heading).expect("written");
    }
    for row in 0..30_u32 {
        sheet.write_number(3 + row, 0, row % 11).expect("written");
        // 2026-06-01 and the days after it.
        sheet.write_number_with_format(3 + row, 1, 46_174 + row % 20, &day).expect("written");
        if row % 3 == 0 {
            sheet.set_row_hidden(3 + row).expect("hidden");
        }
    }
    // Neither those above the headings nor blank ones are rows that are read.
    sheet.set_row_hidden(1).expect("hidden").set_row_hidden(40).expect("hidden");
    book.save(folder.path().join(name)).expect("saved");
}

#[test]
fn each_file_is_told_with_what_it_is_and_what_became_of_its_rows() {
    let home = folder(&[
        ("config.yaml", CONFIG),
        ("a1.csv", "day;nps\n01.06.2026;9\n14.06.2026;no\n15.06.2026;\n01.08.2026;4\n;5\n"),
    ]);
    fs::write(home.path().join("a2.csv.gz"), gzip("nps\tday\n9\t16.06.2026\n7\t17.06.2026\n"))
        .expect("written");
    workbook(&home, "a3.xlsx");
    let (account, page, told) = account(home.path());
    assert_eq!(
        account["files"],
        json!([
            {
                "name": "a1.csv", "rows": 5, "rows_used": 1, "outside": {"after_report": 1, "no_answer": 1},
                "rejected": {"score_not_a_number": 1, "blank_date": 1}, "kind": "csv", "delimiter": ";"
            },
            {"name": "a2.csv.gz", "rows": 2, "rows_used": 2, "kind": "csv", "packed": "gzip", "delimiter": "\t"},
            {
                "name": "a3.xlsx", "rows": 30, "rows_used": 30, "kind": "workbook",
                "sheet": {"name": "May & June", "header_row": 3, "hidden_rows": 10}
            },
        ])
    );
    assert_eq!([&account["date_format"], &account["date_format_by"]], ["DD.MM.YYYY", "found"]);
    for line in [
        "a1.csv: CSV, cells parted by `;`, UTF-8\n",
        "a2.csv.gz: CSV, packed by gzip, cells parted by tabs, UTF-8\n",
        "a3.xlsx: a workbook, the sheet `May & June`, headings in row 3\n",
        "dates: DD.MM.YYYY, as all of them together show\n",
        "10 rows of the sheet `May & June` of `a3.xlsx` are hidden, and read like all others",
    ] {
        assert!(told.contains(line), "{line}\n{told}");
    }
    assert!(page.contains("<td>workbook, sheet “May &amp; June”, headings in row 3</td>"), "{page}");
    assert!(page.contains("Hidden rows of the sheet “May &amp; June” of a3.xlsx: 10."), "{page}");
}

#[test]
fn numbers_of_a_file_are_explained() {
    let home =
        folder(&[("config.yaml", CONFIG), ("a1.csv", "nps;day\n9;2026-06-01\nno;2026-06-14\n;2026-06-15\n")]);
    workbook(&home, "a2.xlsx");
    for (figure, told) in [
        ("files/0/rows_used", "How many rows of the file “a1.csv” were counted as answers."),
        ("files/0/rejected/score_not_a_number", "are left out for this reason: Score is not a number"),
        ("files/0/outside/no_answer", "How many rows of the file “a1.csv” are outside the question"),
        (
            "files/1/sheet/header_row",
            "In which row of the sheet “May & June” of the file “a2.xlsx” the headings stand.",
        ),
        ("files/1/sheet/hidden_rows", "are hidden, by a filter or by hand."),
    ] {
        let figure = format!("/sections/quality/{figure}");
        let output = run(home.path(), ["explain", "config.yaml", "--figure", &figure]);
        let said = stdout(&output).replace('\n', " ");
        assert!(output.status.success() && said.contains(told), "{figure}: {said}{}", stderr(&output));
    }
}

#[test]
fn what_all_files_have_in_common_is_told_once() {
    let rows = |day: &str| format!("nps,day\n9,{day}\n7,{day}\n");
    let home = folder(&[
        ("config.yaml", &CONFIG.replace("'a*.*'", "'a*.*', date_format: YYYY-MM-DD")),
        ("a1.csv", &rows("2026-06-01")),
        ("a2.csv", &rows("2026-06-02")),
    ]);
    let (account, page, told) = account(home.path());
    assert_eq!(account["date_format_by"], "stated");
    assert!(page.contains("Read as: CSV, cells parted by “,”, UTF-8."), "{page}");
    assert!(page.contains("Dates were read as YYYY-MM-DD, as stated."), "{page}");
    let table = page
        .split("id=\"table-files\"")
        .nth(1)
        .and_then(|rest| rest.split("</table>").next())
        .expect("a table");
    assert!(!table.contains("CSV") && table.contains("a2.csv"), "{table}");
    assert!(told.contains("2 files: CSV, cells parted by `,`, UTF-8\n"), "{told}");
}

/// Written by LibreOffice, and XLSB after the specification: see `tests/independent/kinds.py`.
#[test]
fn hidden_rows_are_told_of_other_workbooks_than_xlsx_too() {
    for (kind, hidden) in [("ods", "hidden.ods"), ("xls", "hidden.xls"), ("xlsb", "hidden.xlsb")] {
        let home = folder(&[("config.yaml", &CONFIG.replace("a*.*", &format!("a.{kind}")))]);
        fs::copy(project().join("tests/kinds").join(hidden), home.path().join(format!("a.{kind}")))
            .expect("copied");
        let (account, _, _) = account(home.path());
        assert_eq!(account["files"][0]["sheet"]["hidden_rows"], 4, "{kind}");
        assert_eq!(account["files"][0]["rows"], 12, "{kind}");
    }
}

/// Whether a config builds, and whether it does with `--strict`; and what is said then.
fn strict(folder: &Path) -> (bool, bool, String) {
    let lenient = run(folder, ["check", "config.yaml"]);
    let strict = run(folder, ["check", "config.yaml", "--strict"]);
    (lenient.status.success(), strict.status.success(), stderr(&strict))
}

#[test]
fn guesses_are_errors_where_that_is_asked_for() {
    let days = |rows: u32| {
        (0..rows).map(|row| format!("{},2026-06-{:02}\n", row % 11, row % 28 + 1)).collect::<String>()
    };
    let plain = format!("nps,day\n{}", days(60));
    // What is stated or leaves no doubt is no guess: delimiter, header row, sheet, order of dates.
    let home = folder(&[("config.yaml", CONFIG), ("a.csv", &plain.replace(',', ";"))]);
    assert!(strict(home.path()).1, "{}", strict(home.path()).2);
    // An encoding is one, unless it is stated.
    let by_region = CONFIG.replace("date: day", "date: day, region: city");
    let home = folder(&[("config.yaml", &by_region)]);
    let text = plain
        .lines()
        .map(|line| format!("{line},{}\n", if line.starts_with("nps") { "city" } else { "Київ і Львів" }));
    let text: String = text.collect();
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(&text);
    fs::write(home.path().join("a.csv"), bytes).expect("written");
    let (lenient, is_strict, told) = strict(home.path());
    assert_eq!((lenient, is_strict), (true, false), "{told}");
    assert!(told.contains("error: `a.csv` is not in UTF-8; it seems to be in windows-1251"), "{told}");
    fs::write(home.path().join("config.yaml"), by_region.replace("'a*.*'", "'a*.*', encoding: windows-1251"))
        .expect("written");
    assert!(strict(home.path()).1, "{}", strict(home.path()).2);
    // Hidden rows may be ones that are not meant.
    let home = folder(&[("config.yaml", CONFIG)]);
    workbook(&home, "a.xlsx");
    let (lenient, is_strict, told) = strict(home.path());
    assert_eq!((lenient, is_strict), (true, false), "{told}");
    assert!(told.contains("10 rows of the sheet"), "{told}");
}

/// What is warned of in a folder that builds.
fn warned(files: &[(&str, &str)]) -> String {
    let home = folder(files);
    let (lenient, is_strict, told) = strict(home.path());
    assert_eq!((lenient, is_strict), (true, false), "{told}");
    told
}

/// Answers of sixty people, with a further column that is made from the number of the row.
fn answers(column: &str, value: impl Fn(u32) -> String) -> String {
    let row = |row: u32| format!("{},2026-06-{:02},{}\n", row % 11, row % 28 + 1, value(row));
    format!("nps,day,{column}\n{}", (0..60).map(row).collect::<String>())
}

#[test]
fn an_option_that_is_not_listed_is_named_with_its_count() {
    let config = format!("{CONFIG}questions:\n  - {{name: nps, column: nps, kind: nps}}\n  - {{name: why, column: why, kind: choice, options: [price, speed]}}\n")
        .replace("score: nps, ", "");
    let value = |row: u32| match row % 10 {
        0 => "service".to_owned(),
        // Few wrote this themselves.
        1 if row < 20 => "my own words".to_owned(),
        2..=5 => "price".to_owned(),
        _ => "speed".to_owned(),
    };
    let told = warned(&[("config.yaml", &config), ("a.csv", &answers("why", value))]);
    assert!(told.contains("not among the `options` of `why`: `service` (6 answers)"), "{told}");
    assert!(!told.contains("my own words"), "{told}");
}

#[test]
fn a_word_that_is_neither_yes_nor_no_is_named_with_its_count() {
    let config = format!("{CONFIG}questions:\n  - {{name: nps, column: nps, kind: nps}}\n  - {{name: happy, column: happy, kind: yes_no, yes: [да], no: [нет]}}\n")
        .replace("score: nps, ", "");
    let value = |row: u32| match row {
        7 | 9 => "возможно",
        11 => "позже",
        row if row % 2 == 0 => "да",
        _ => "нет",
    };
    let told = warned(&[("config.yaml", &config), ("a.csv", &answers("happy", |row| value(row).to_owned()))]);
    assert!(told.contains("`happy`: neither yes nor no: `возможно` (2 rows), `позже` (1 row)"), "{told}");
}

#[test]
fn a_region_without_a_population_is_named_with_its_count() {
    let config = CONFIG.replace("date: day", "date: day, region: city")
        + "population: {regions: {North: 700, South: 500}}\n";
    let value = |row: u32| ["North", "South", "South", "Nroth"][row as usize % 4].to_owned();
    let told = warned(&[("config.yaml", &config), ("a.csv", &answers("city", value))]);
    assert!(told.contains("no population is stated for `Nroth` (15 answers)"), "{told}");
    assert!(told.contains("did you mean `North`?"), "{told}");
}

#[test]
fn a_value_without_a_share_is_named_with_its_count() {
    let config = format!("{CONFIG}weights: {{margins: {{sex: {{f: 52, m: 48}}}}}}\n");
    let value = |row: u32| if row.is_multiple_of(20) { "x" } else { ["f", "m"][row as usize % 2] }.to_owned();
    let home = folder(&[("config.yaml", &config), ("a.csv", &answers("sex", value))]);
    let output = run(home.path(), ["check", "config.yaml"]);
    let told = stderr(&output);
    assert!(told.contains("the column `sex` holds `x` (3 answers), whose share is not stated"), "{told}");
}

#[test]
fn a_client_that_is_not_listed_is_named_with_its_count() {
    let config = format!("{CONFIG}reports: {{one_per: client, list: [Acme, Bolt]}}\n");
    let value = |row: u32| ["Acme", "Bolt", "Cold"][row as usize % 3].to_owned();
    let home = folder(&[("config.yaml", &config), ("a.csv", &answers("client", value))]);
    let output = run(home.path(), ["check", "config.yaml"]);
    let told = stderr(&output);
    assert!(output.status.success(), "{told}");
    assert!(told.contains("1 client of the data is not in `reports.list`: `Cold` (20 answers)"), "{told}");
}
