//! Sources that are no text tables: the same answers as other programs write them, and what workbooks have that no table has.

use std::fs;
use std::io::Read;
use std::path::Path;

use flate2::read::GzDecoder;
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use serde_json::Value;
use tempfile::TempDir;

use crate::support::{folder, project, run, stderr, stdout};

/// Files of the same answers as `answers.csv`, written by other programs: one of each kind and most packings.
pub(crate) const OTHERS: [&str; 10] = [
    "openpyxl.xlsx",
    "xlsxwriter-1904.xlsx",
    "pandas.xlsx",
    "libreoffice.ods",
    "libreoffice.xls",
    "spec.xlsb",
    "array.json.gz",
    "lines.ndjson.gz",
    "packed.sav",
    "packed.zsav",
];

const CONFIG: &str = "title: T\nas_of: 2026-07-10\nsource: {files: answers.data}\n\
                      columns: {score: nps, date: day, region: region, weight: weight}\nperiods: {by: quarter}\n";

/// A folder with a config, and with a file of `tests/kinds` as its data; what a file is, its contents say.
fn with(config: &str, file: &str) -> TempDir {
    let folder = folder(&[("config.yaml", config)]);
    fs::copy(project().join("tests/kinds").join(file), folder.path().join("answers.data")).expect("copied");
    folder
}

/// The report of a folder, without the account of its data, and what was said of it.
fn built(folder: &Path) -> (Value, String) {
    let output = run(folder, ["build", "config.yaml", "--out", "out"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let json = fs::read_to_string(folder.join("out/report.json")).expect("there");
    let mut report: Value = serde_json::from_str(&json).expect("JSON");
    let account = report["sections"]["quality"].as_object_mut().expect("an account");
    account.remove("date_format");
    account.remove("date_format_by");
    for key in ["kind", "packed", "delimiter", "sheet"] {
        account["files"][0].as_object_mut().expect("a file").remove(key);
    }
    (report, stderr(&output))
}

/// Written by `tests/independent/kinds.py`; the JSON of a report says how its data were written in the account alone.
#[test]
fn the_same_answers_make_the_same_report_whatever_they_are_written_as() {
    let (expected, _) = built(with(CONFIG, "answers.csv").path());
    assert_eq!(expected["sections"]["quality"]["rows_used"], 143);
    for file in OTHERS.into_iter().chain(["xlsxwriter.xlsx", "plain.sav.gz", "fixed.sss", "commas.sss"]) {
        let is_json = file.contains("json");
        let config =
            if is_json { CONFIG.replace("score: nps", "score: answers.nps") } else { CONFIG.to_owned() };
        let home = with(&config, file);
        if file == "plain.sav.gz" {
            unpack(&home.path().join("answers.data"));
        }
        for (definition, data) in [("fixed.sss", "fixed.asc"), ("commas.sss", "commas.csv")] {
            if file == definition {
                let beside = home.path().join(data.replace("fixed", "answers"));
                fs::copy(project().join("tests/kinds").join(data), beside).expect("copied");
            }
        }
        let (mut found, told) = built(home.path());
        if is_json {
            let text = found.to_string().replace("answers.nps", "nps");
            found = serde_json::from_str(&text).expect("JSON");
        }
        assert_eq!(found, expected, "{file}");
        assert!(!told.contains("warning"), "{file}: {told}");
        let threads = |n: &str| {
            let output = run(home.path(), ["build", "config.yaml", "--out", n, "--threads", n]);
            assert!(output.status.success(), "{}", stderr(&output));
            fs::read(home.path().join(n).join("report.html")).expect("there")
        };
        assert_eq!(threads("1"), threads("3"), "{file}");
    }
}

/// Unpacks a file in its place, so that the fixture is small.
fn unpack(path: &Path) {
    let (packed, mut plain) = (fs::read(path).expect("there"), Vec::new());
    GzDecoder::new(packed.as_slice()).read_to_end(&mut plain).expect("unpacked");
    fs::write(path, plain).expect("written");
}

#[test]
fn values_that_spss_files_say_are_none_are_blank_and_told() {
    let home = with(
        "title: T\nas_of: 2026-07-10\nsource: {files: answers.data}\ncolumns: {score: nps, date: day}\nperiods: {by: month}\n",
        "missing.sav",
    );
    let (report, told) = built(home.path());
    let account = &report["sections"]["quality"];
    assert_eq!([&account["rows_read"], &account["rows_used"]], [150, 143]);
    assert!(
        told.contains(
            "7 values of the variable `nps` stand for no answer, as the file says, and are read as blank"
        ),
        "{told}"
    );
}

/// A sheet as it is filled.
fn sheet(name: &str, fill: impl FnOnce(&mut Worksheet)) -> Worksheet {
    let mut sheet = Worksheet::new();
    sheet.set_name(name).expect("a name");
    fill(&mut sheet);
    sheet
}

/// Headings and rows of a score and a day, from a row on.
fn answers(sheet: &mut Worksheet, top: u32) {
    let day = Format::new().set_num_format("yyyy-mm-dd");
    for (column, heading) in (0..).zip(["nps", "day"]) {
        sheet.write_string(top, column, heading).expect("written");
    }
    for row in 1..=40_u32 {
        sheet.write_number(top + row, 0, row % 11).expect("written");
        // 2026-06-01 and the days after it.
        sheet.write_number_with_format(top + row, 1, 46_174 + row % 20, &day).expect("written");
    }
}

/// A folder with a workbook of these sheets.
fn book(source: &str, sheets: impl IntoIterator<Item = Worksheet>) -> TempDir {
    let source = format!("source: {{files: answers.data{source}}}");
    let config = format!(
        "title: T\nas_of: 2026-07-10\n{source}\ncolumns: {{score: nps, date: day}}\nperiods: {{by: month}}\n"
    );
    let folder = folder(&[("config.yaml", &config)]);
    let mut book = Workbook::new();
    for sheet in sheets {
        book.push_worksheet(sheet);
    }
    book.save(folder.path().join("answers.data")).expect("saved");
    folder
}

/// What is said of a folder that no report can be made of.
fn refused(folder: &Path) -> String {
    let output = run(folder, ["build", "config.yaml", "--out", "out"]);
    assert!(matches!(output.status.code(), Some(3 | 4)), "{}", stderr(&output));
    stderr(&output)
}

fn used(folder: &Path) -> u64 {
    built(folder).0["sections"]["quality"]["rows_used"].as_u64().expect("a number")
}

#[test]
fn the_sheet_and_its_header_are_found_or_stated_or_asked_for() {
    let notes = || sheet("Notes", |sheet| drop(sheet.write_string(0, 0, "by hand")));
    assert_eq!(used(book("", [notes(), sheet("Answers", |sheet| answers(sheet, 7))]).path()), 40);
    assert_eq!(
        used(book(", sheet: Answers, header_row: 8", [sheet("Answers", |sheet| answers(sheet, 7))]).path()),
        40
    );

    let two = || [notes(), sheet("May", |sheet| answers(sheet, 0)), sheet("June", |sheet| answers(sheet, 2))];
    let told = refused(book("", two()).path());
    assert!(told.contains("2 sheets of `answers.data` have all needed columns: `May`, `June`"), "{told}");
    assert!(told.contains("name the one that is meant in `source.sheet`"), "{told}");
    assert_eq!(used(book(", sheet: June", two()).path()), 40);
    let told = refused(book(", sheet: Jun", two()).path());
    for part in [
        "`answers.data` has no sheet `Jun`",
        "did you mean `June`?",
        "its sheets are `Notes`, `May`, `June`",
        "config.yaml:3",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    let told = refused(with(&CONFIG.replace("data}", "data, sheet: May}"), "answers.csv").path());
    assert!(told.contains("no file is a workbook, which could have a sheet `May`"), "{told}");
    let told = refused(book(", header_row: 0", two()).path());
    assert!(told.contains("`0` is no row of a sheet"), "{told}");

    let other = |name: &str, heading: &str| {
        let heading = heading.to_owned();
        sheet(name, move |sheet| {
            answers(sheet, 2);
            sheet.write_string(2, 0, heading).expect("written");
        })
    };
    let told = refused(book("", [other("May", "score")]).path());
    for part in [
        "no column `nps` in `answers.data`",
        "its columns are `score`, `day`",
        "row 3 of the sheet `May` was taken for the header",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    let told = refused(book("", [other("May", "score"), other("June", "mark"), notes()]).path());
    for part in [
        "none of 3 sheets of `answers.data` has all needed columns",
        "the sheet `May` lacks `nps`; its row 3 has `score`, `day`",
        "the sheet `Notes` lacks `nps`, `day`; its row 1 has `by hand`",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    let told = refused(book("", [sheet("Empty", |_| ())]).path());
    assert!(told.contains("no sheet of `answers.data` has any cells: `Empty`"), "{told}");
    let wide = book(
        "",
        [sheet("Wide", |sheet| {
            (0..16_384).for_each(|column| drop(sheet.write_string(0, column, format!("c{column}"))));
        })],
    );
    assert!(refused(wide.path()).contains("no column `nps`"));
}

#[test]
fn hidden_sheets_are_read_where_nothing_else_is_there_and_that_is_told() {
    let hidden = |name: &str| {
        sheet(name, |sheet| {
            answers(sheet, 0);
            sheet.set_hidden(true);
        })
    };
    let shown = sheet("Shown", |sheet| answers(sheet, 0));
    let (_, told) = built(book("", [shown, hidden("Old")]).path());
    assert!(!told.contains("hidden"), "{told}");
    let (_, told) = built(book("", [sheet("Empty", |_| ()), hidden("Old")]).path());
    assert!(told.contains("the sheet `Old` of `answers.data` is hidden, and was read"), "{told}");
}

#[test]
fn errors_of_formulas_are_blank_and_told_with_the_first_cell() {
    let home = book(
        "",
        [sheet("Answers", |sheet| {
            answers(sheet, 2);
            for row in [30, 16, 17] {
                sheet
                    .write_formula(row, 0, rust_xlsxwriter::Formula::new("=NA()").set_result("#N/A"))
                    .expect("written");
            }
        })],
    );
    let (report, told) = built(home.path());
    assert_eq!(report["sections"]["quality"]["rows_used"], 37);
    let words = "3 cells of the column `nps` of `answers.data` hold an error such as `#N/A`, and are read as blank: the first is A17 of \
                 the sheet `Answers`";
    assert!(told.contains(words), "{told}");
    let output = run(home.path(), ["check", "config.yaml"]);
    assert!(output.status.success() && stderr(&output).contains("A17"), "{}", stderr(&output));
}

#[test]
fn rows_have_the_numbers_of_the_sheet_and_days_and_texts_may_be_mixed() {
    let home = book(
        "",
        [sheet("Answers", |sheet| {
            answers(sheet, 4);
            // Row 10 of the sheet is blank; the dates of rows 12 and 13 are texts, and that of row 14 a mere number.
            sheet.write_blank(9, 0, &Format::new()).expect("written");
            sheet.clear_cell(9, 0);
            sheet.clear_cell(9, 1);
            sheet.write_string(11, 1, "15.06.2026").expect("written");
            sheet.write_string(12, 1, "01.06.2026").expect("written");
            sheet.write_number(13, 1, 46_180).expect("written");
            sheet.write_string(14, 0, "many").expect("written");
            // Something far below in a column that is not needed.
            sheet.write_string(60, 7, "a note").expect("written");
        })],
    );
    let (report, told) = built(home.path());
    let account = &report["sections"]["quality"];
    assert_eq!([&account["rows_read"], &account["rows_used"]], [56, 37], "{told}");
    let rejected = account["rejected"].to_string();
    assert!(
        rejected.contains("[\"answers.data\",14]") && rejected.contains("[\"answers.data\",15]"),
        "{rejected}"
    );
    let output = run(home.path(), ["explain", "config.yaml", "--figure", "nps", "--rows", "all"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let told = stdout(&output);
    let numbers = told.lines().filter_map(|line| line.strip_prefix("answers.data\t")?.split('\t').next());
    // Rows 6 to 45 but for the blank one and the two that are left out.
    let expected: Vec<String> =
        (6..=45).filter(|row| ![10, 14, 15].contains(row)).map(|row| row.to_string()).collect();
    assert_eq!(numbers.collect::<Vec<_>>(), expected, "{told}");
}

#[test]
fn days_where_scores_should_be_are_told_before_any_row_is_read() {
    let home = book(
        "",
        [sheet("Answers", |sheet| {
            answers(sheet, 0);
            let day = Format::new().set_num_format("d mmm");
            (1..=40_u32).for_each(|row| drop(sheet.write_number_with_format(row, 0, 46_000 + row, &day)));
        })],
    );
    let told = refused(home.path());
    assert!(told.contains("the column `nps` of `answers.data` holds dates, not scores"), "{told}");
}

/// Locked by msoffcrypto-tool.
#[test]
fn a_locked_or_cut_workbook_is_told_as_that() {
    let told = refused(with(CONFIG, "locked.xlsx").path());
    assert!(told.contains("the workbook `answers.data` is protected with a password"), "{told}");
    let home = with(CONFIG, "openpyxl.xlsx");
    let path = home.path().join("answers.data");
    let bytes = fs::read(&path).expect("there");
    fs::write(&path, &bytes[..bytes.len() / 2]).expect("written");
    let told = refused(home.path());
    assert!(told.contains("the workbook `answers.data` cannot be read: it is cut short"), "{told}");
}

#[test]
fn a_list_of_those_asked_may_be_of_another_kind_than_the_answers() {
    let config = "title: T\nas_of: 2026-07-10\nsource: {files: answers.csv}\ncolumns: {score: nps}\n\
                  outcomes: {list: {files: asked.data, key: id, sheet: People, header_row: 2}}\n";
    let rows: String = (1..=30).map(|id| format!("{id},{}\n", id % 11)).collect();
    let home = folder(&[("config.yaml", config), ("answers.csv", &format!("id,nps\n{rows}"))]);
    let mut book = Workbook::new();
    book.push_worksheet(sheet("Other", |sheet| drop(sheet.write_string(0, 0, "id"))));
    book.push_worksheet(sheet("People", |sheet| {
        sheet.write_string(1, 0, "id").expect("written");
        (1..=60_u32).for_each(|id| drop(sheet.write_number(id + 1, 0, id)));
    }));
    book.save(home.path().join("asked.data")).expect("saved");
    let (report, _) = built(home.path());
    assert_eq!(report["response"]["asked"], 60);
}
