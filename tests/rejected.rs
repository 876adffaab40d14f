//! `plaudit check --rows`: every row that is left out, with why and with all of its cells.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::kinds::OTHERS;
use crate::support::{folder, project, run, stderr, stdout};

const CONFIG: &str = "title: T\nas_of: 2026-07-10\nsource: {files: 'answers*.csv', max_rejected: 90}\n\
                      columns: {score: nps, date: day, region: region}\nperiods: {by: quarter}\n";

/// What stands before the columns of the data.
const SAID: &str = "plaudit_file,plaudit_sheet,plaudit_row,plaudit_left_out,plaudit_reason,plaudit_columns";

/// Writes the rows of a folder to `rows.csv`, and says how that went: exit code, what was said, and the file.
fn rows(folder: &Path, more: &[&str]) -> (Option<i32>, String, String) {
    let output = run(folder, [&["check", "--rows", "rows.csv", "config.yaml"], more].concat());
    let written = fs::read_to_string(folder.join("rows.csv")).unwrap_or_default();
    (output.status.code(), stderr(&output), written)
}

#[test]
fn a_row_that_is_left_out_has_its_reason_and_the_text_of_all_its_cells() {
    let answers = "id,nps,day,region,comment,nps group\r\n\
                   1,9,2026-06-01,North,fine,1\r\n\
                   2,eleven,2026-06-02,North,\"a \"\"quote\"\", and\ntwo lines\",1\r\n\
                   3,,2026-06-03,South,=1+1,\r\n\
                   4,12,02.30.2026,South, @home ,\r\n\
                   ,,,,,\r\n\
                   6,7,2026-06-04,South,torn, 3,one \"more\"\r\n\
                   7,7,2026-08-04,South,-5,\r\n\
                   8,8,,South\r\n\
                   9,8,2026-06-05,,ok,\r\n";
    let home = folder(&[("config.yaml", CONFIG), ("answers.csv", answers)]);
    let (code, told, written) = rows(home.path(), &[]);
    assert_eq!(code, Some(0), "{told}");
    // By hand.
    let expected = format!(
        "\u{feff}{SAID},id,nps,day,region,comment,nps group,plaudit_beyond\r\n\
         answers.csv,,3,fault,with a score that is not a number,nps,2,eleven,2026-06-02,North,\"a \"\"quote\"\", and\ntwo lines\",1,\r\n\
         answers.csv,,4,outside,without an answer to the question,nps,3,,2026-06-03,South,'=1+1,,\r\n\
         answers.csv,,5,fault,with a score outside the scale,nps,4,12,02.30.2026,South,' @home ,,\r\n\
         answers.csv,,6,outside,with nothing in them,,,,,,,,\r\n\
         answers.csv,,7,fault,with more cells than the header,,6,7,2026-06-04,South,torn, 3,\"one \"\"more\"\"\"\r\n\
         answers.csv,,8,outside,dated after the reporting date,day,7,7,2026-08-04,South,-5,,\r\n\
         answers.csv,,9,fault,without a date,day,8,8,,South,,,\r\n"
    );
    assert_eq!(written, expected);
    assert!(
        told.contains("4 rows left out for a fault, 3 rows outside the question: written to rows.csv\n"),
        "{told}"
    );
    assert!(told.contains("nothing else was written"), "{told}");
}

#[test]
fn the_rows_are_those_of_the_account_whatever_reads_them() {
    let mut answers = "nps,day,region\n".to_owned();
    for row in 0..60_000_u32 {
        let score = if row % 7 == 0 { "none".to_owned() } else { (row % 12).to_string() };
        answers += &format!("{score},2026-0{}-11,{}\n", row % 8 + 1, ["a", "b", ""][row as usize % 3]);
    }
    let home = folder(&[("config.yaml", CONFIG), ("answers.csv", &answers)]);
    let of = |threads: &str| {
        let (code, told, written) = rows(home.path(), &["--force", "--threads", threads]);
        assert_eq!(code, Some(0), "{told}");
        written
    };
    let one = of("1");
    assert_eq!(one, of("3"));
    let has = |what: &str| one.lines().filter(|line| line.contains(what)).count();
    // Rows of 11 July and 11 August.
    let later = |row: u32| row % 8 >= 6;
    let faults = (0..60_000).filter(|row| !later(*row) && (row % 7 == 0 || row % 12 == 11)).count();
    assert_eq!(has(",fault,"), faults);
    assert_eq!(has(",outside,"), 60_000 / 4);
    assert_eq!(one.lines().count(), 1 + faults + 60_000 / 4);
}

#[test]
fn columns_of_several_files_stand_together_by_their_headings() {
    let home = folder(&[
        ("config.yaml", CONFIG),
        ("answers-1.csv", "nps,day,region,why,why\n9,2026-06-01,a,x,y\nno,2026-06-01,a,x,y\n"),
        ("answers-2.csv", "day;nps;why;plaudit_reason;region\n2026-06-01;8;z;;b\n2026-06-02;no;z;mended;b\n"),
    ]);
    let (code, told, written) = rows(home.path(), &[]);
    assert_eq!(code, Some(0), "{told}");
    let expected = format!(
        "\u{feff}{SAID},nps,day,region,why,why,plaudit_reason of the data,plaudit_beyond\r\n\
         answers-1.csv,,3,fault,with a score that is not a number,nps,no,2026-06-01,a,x,y,,\r\n\
         answers-2.csv,,3,fault,with a score that is not a number,nps,no,2026-06-02,b,z,,mended,\r\n"
    );
    assert_eq!(written, expected);
}

#[test]
fn what_was_mended_can_be_read_again() {
    let home = folder(&[
        ("config.yaml", CONFIG),
        ("answers-1.csv", "nps,day,region,note\n9,2026-06-01,a,=x\nno,2026-06-01,a,\"=y\nz\"\n"),
    ]);
    let (_, _, written) = rows(home.path(), &[]);
    let again = "title: T\nas_of: 2026-07-10\nsource: {files: [answers-1.csv, mended.csv], max_rejected: 90}\n\
                 columns: {score: nps, date: day, region: region}\nperiods: {by: quarter}\n";
    fs::write(home.path().join("mended.csv"), written.replace(",no,", ",10,")).expect("written");
    fs::write(home.path().join("config.yaml"), again).expect("written");
    let (code, told, _) = rows(home.path(), &["--force"]);
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("3 rows read, 2 used, 1 left out"), "{told}");
}

#[test]
fn rows_are_written_also_where_there_are_too_many_for_a_report() {
    let config = CONFIG.replace("90", "1");
    for (answers, faults) in [
        ("nps,day,region\n9,2026-06-01,a\nno,2026-06-01,a\n", 1),
        ("nps,day,region\nno,2026-06-01,a\n,,\n", 1),
    ] {
        let home = folder(&[("config.yaml", &config), ("answers.csv", answers)]);
        let (code, told, written) = rows(home.path(), &[]);
        assert_eq!(code, Some(4), "{told}");
        assert!(told.contains("no report can be made") && told.contains("error: "), "{told}");
        assert_eq!(written.matches(",fault,with a score that is not a number,").count(), faults, "{written}");
    }
}

#[test]
fn no_file_that_is_there_is_written_over_unasked_and_never_one_that_is_read() {
    let home = folder(&[("config.yaml", CONFIG), ("answers.csv", "nps,day,region\n9,2026-06-01,a\n")]);
    let check = |rows: &str, more: &[&str]| {
        let output = run(home.path(), [&["check", "config.yaml", "--rows", rows], more].concat());
        (output.status.code(), stderr(&output), stdout(&output))
    };
    fs::write(home.path().join("mine.csv"), "mine").expect("written");
    let (code, told, _) = check("mine.csv", &[]);
    assert_eq!(code, Some(5), "{told}");
    assert!(told.contains("exists already") && told.contains("another file with `--rows`"), "{told}");
    assert_eq!(fs::read_to_string(home.path().join("mine.csv")).expect("there"), "mine");
    let (code, told, paths) = check("mine.csv", &["--force"]);
    assert_eq!((code, paths.as_str()), (Some(0), "mine.csv\n"), "{told}");
    // A pattern of the config finds the one, and the other is the config.
    for (rows, exit) in [("answers.csv", 3), ("answers-left-out.csv", 3), ("config.yaml", 5)] {
        let (code, told, _) = check(rows, &["--force"]);
        assert_eq!(code, Some(exit), "{told}");
    }
    // What is no file stays, whatever is forced.
    #[cfg(unix)]
    {
        use std::os::unix::net::UnixListener;
        let _socket = UnixListener::bind(home.path().join("socket")).expect("a socket");
        let (code, told, _) = check("socket", &["--force"]);
        assert_eq!(code, Some(5), "{told}");
        assert!(told.contains("something that is no file is in the place"), "{told}");
        assert!(!fs::symlink_metadata(home.path().join("socket")).expect("there").is_file());
    }
    assert!(fs::read_to_string(home.path().join("answers.csv")).expect("there").starts_with("nps"));
    assert!(fs::read_to_string(home.path().join("config.yaml")).expect("there").starts_with("title"));
}

#[test]
fn answers_to_further_questions_that_are_left_out_are_told_with_their_columns() {
    let config = CONFIG.replace("score: nps, ", "")
        + "questions:\n  - {name: nps, column: nps, kind: nps}\n  - {name: Solved, column: solved, kind: yes_no}\n  \
           - {name: Effort, column: effort, kind: rating, scale: {low: 1, high: 5}}\n";
    let answers = "nps,day,region,solved,effort\n9,2026-06-01,a,yes,5\n8,2026-06-01,a,perhaps,6\n\
                   no,2026-06-01,a,perhaps,1\n,2026-06-01,a,no,9\n9,2026-06-01,a,no,1\n7,2026-06-01,a,no,1\n";
    let home = folder(&[("config.yaml", &config), ("answers.csv", answers)]);
    let (code, told, written) = rows(home.path(), &[]);
    assert_eq!(code, Some(0), "{told}");
    for line in [
        "answers.csv,,3,answer,with an answer that is neither yes nor no; with a score outside the scale,solved; effort,8,",
        "answers.csv,,4,fault,with a score that is not a number; with an answer that is neither yes nor no,nps; solved,no,",
        "answers.csv,,5,outside,without an answer to the question; with a score outside the scale,nps; effort,,",
    ] {
        assert!(written.contains(line), "{line}\n{written}");
    }
    assert_eq!(written.lines().count(), 4, "{written}");
}

/// The cells of a row by their headings, of rows as they are written here or by the `csv` module of Python.
fn by_heading(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut records = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let headings = records.headers().expect("a header").clone();
    let record = |record: csv::StringRecord| {
        // JSON has keys within keys.
        let name = |name: &str| name.trim_start_matches("answers.").to_owned();
        headings.iter().map(name).zip(record.iter().map(str::to_owned)).collect()
    };
    records.records().map(|found| record(found.expect("a record"))).collect()
}

/// The same answers as other programs have written them: all rows after January are left out.
#[test]
fn cells_have_the_values_that_they_had_in_every_kind_of_file() {
    let kinds = project().join("tests/kinds");
    let all = by_heading(&fs::read_to_string(kinds.join("answers.csv")).expect("there"));
    let expected: Vec<_> = all.iter().filter(|row| row["day"].as_str() > "2026-01-31").collect();
    for file in ["answers.csv"].into_iter().chain(OTHERS) {
        let score = if file.contains("json") { "answers.nps" } else { "nps" };
        let config = format!(
            "title: T\nas_of: 2026-01-31\nsource: {{files: answers.data}}\n\
             columns: {{score: {score}, date: day}}\nperiods: {{by: month}}\n"
        );
        let home = folder(&[("config.yaml", &config)]);
        fs::copy(kinds.join(file), home.path().join("answers.data")).expect("copied");
        let (code, told, written) = rows(home.path(), &[]);
        assert_eq!(code, Some(0), "{file}: {told}");
        let found = by_heading(&written);
        let found: Vec<_> = found.iter().filter(|row| row["day"].as_str() > "2026-01-31").collect();
        assert_eq!(found.len(), expected.len(), "{file}");
        for (found, expected) in found.iter().zip(&expected) {
            assert_eq!(found["plaudit_left_out"], "outside", "{file}");
            for (heading, text) in *expected {
                // Comments of SPSS files are long ones.
                let is_long = file.contains("sav") && heading == "comment";
                let text = text.repeat(if is_long { 15 } else { 1 });
                assert_eq!(found[heading], text, "{file}, {heading} of {}", expected["id"]);
            }
            // The header is row 1, but of JSON and SPSS, which have none, and below a title.
            let row: u32 = found["plaudit_row"].parse().expect("a number");
            let first = match file {
                _ if file.contains("json") || file.contains("sav") => 0,
                "xlsxwriter-1904.xlsx" => 4,
                "pandas.xlsx" => 2,
                _ => 1,
            };
            assert_eq!((row - first).to_string(), expected["id"], "{file}");
            assert_eq!(
                found["plaudit_sheet"].is_empty(),
                !file.contains(".x") && !file.contains(".ods"),
                "{file}"
            );
        }
    }
}

#[test]
fn rows_of_other_encodings_are_written_as_the_text_that_they_are() {
    let config = "title: T\nas_of: 2026-07-10\nsource: {files: answers.csv, encoding: windows-1251, max_rejected: 90}\n\
                  columns: {score: nps, date: day, region: region}\nperiods: {by: quarter}\n";
    let home = folder(&[("config.yaml", config)]);
    let (text, _, _) = encoding_rs::WINDOWS_1251
        .encode("nps;day;region;Комментарий\n9;2026-06-01;Київ;добре\nні;2026-06-01;Київ;\"погано; дуже\"\n");
    fs::write(home.path().join("answers.csv"), text).expect("written");
    let (code, told, written) = rows(home.path(), &[]);
    assert_eq!(code, Some(0), "{told}");
    assert!(written.contains("nps,day,region,Комментарий,"), "{written}");
    assert!(written.contains(",nps,ні,2026-06-01,Київ,погано; дуже,\r\n"), "{written}");
}

#[test]
fn rows_are_judged_with_what_tables_tell() {
    let config = "title: T\nas_of: 2026-07-10\nsource: {files: answers.csv, where: {owner: {not: Ann}}}\n\
                  lookups: [{files: owners.csv, key: city, columns: [owner]}]\n\
                  columns: {score: nps, date: day}\nperiods: {by: year, current: 2026}\n";
    let answers = "nps,day,city\n9,2026-06-01,A\n8,2026-06-02,B\n7,2026-06-03,C\n6,2026-06-04,A\n";
    let home = folder(&[
        ("config.yaml", config),
        ("answers.csv", answers),
        ("owners.csv", "city,owner\nA,Ann\nB,Bob\nC,Cid\n"),
    ]);
    let (code, told, written) = rows(home.path(), &[]);
    assert_eq!(code, Some(0), "{told}");
    let numbers: Vec<&str> = written.lines().skip(1).filter_map(|line| line.split(',').nth(2)).collect();
    assert_eq!(numbers, ["2", "5"], "{written}");
}

#[test]
fn seconds_since_1970_among_dates_are_told_as_that() {
    let text = (0..80).fold("nps,day,region\n".to_owned(), |text, at| {
        let day = if at % 4 == 0 { "1780272000".to_owned() } else { format!("2026-06-{:02}", 1 + at % 28) };
        format!("{text}{},{day},a\n", at % 11)
    });
    let config = CONFIG.replace("90", "10");
    let home = folder(&[("config.yaml", &config), ("answers.csv", &text)]);
    let (code, told, _) = rows(home.path(), &[]);
    assert!(code == Some(4) && told.contains("state `source.date_format: unix`"), "{told}");
    // By which both are read.
    fs::write(
        home.path().join("config.yaml"),
        config.replace("max_rejected", "date_format: unix, max_rejected"),
    )
    .expect("written");
    let (code, told, _) = rows(home.path(), &["--force"]);
    assert!(code == Some(0) && told.contains("80 rows read, 80 used"), "{told}");
}
