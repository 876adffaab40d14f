//! Names told by tables, classes and waves, whatever kind of file holds the cells: a report says what it would say of a CSV file in which all of
//! it is written out.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use serde_json::Value;

use crate::kinds::OTHERS;
use crate::sources::{Values, write_parquet};
use crate::support::{folder, project, run, stderr};

/// The report of a folder, but for the account of its rows.
fn report(folder: &Path) -> String {
    let built = run(folder, ["build", "c.yaml", "--quiet"]);
    assert!(built.status.success(), "{}", stderr(&built));
    let text = fs::read_to_string(folder.join("report/report.json")).expect("a report");
    let mut report: Value = serde_json::from_str(&text).expect("JSON");
    report["sections"].as_object_mut().expect("an object").remove("quality").expect("an account");
    report.to_string()
}

/// The same answers as other programs have written them tell regions by their ids.
#[test]
fn a_table_may_be_of_any_kind_of_file() {
    let kinds = project().join("tests/kinds");
    let whole = fs::read_to_string(kinds.join("answers.csv")).expect("there");
    let config = "title: T\nas_of: 2026-07-10\nsource: {files: answers.csv}\ncolumns: {score: nps, date: day, region: region}\n\
                  periods: {by: quarter}\nmethod: {hide_below: 1}\n";
    let home = folder(&[("c.yaml", config), ("answers.csv", &whole)]);
    let expected = report(home.path());
    let mut records = csv::Reader::from_reader(whole.as_bytes());
    let mut answers = "id,nps,day\n".to_owned();
    for record in records.records().map(|record| record.expect("a record")) {
        let _ = writeln!(answers, "{},{},{}", &record[0], &record[1], &record[2]);
    }
    for file in OTHERS {
        let config = format!("{config}lookups: [{{files: table.data, key: id, columns: [region]}}]\n");
        let home = folder(&[("c.yaml", &config), ("answers.csv", &answers)]);
        fs::copy(kinds.join(file), home.path().join("table.data")).expect("copied");
        assert_eq!(report(home.path()), expected, "{file}");
    }
}

/// What somebody answered.
struct Row {
    id: i32,
    /// Days of 2026, from 0.
    day: i32,
    score: i32,
    city: &'static str,
    revenue: i64,
    sent: i32,
}

/// 2026-01-01 since 1970.
const NEW_YEAR: i32 = 20_454;

/// The days before each month of 2026.
const MONTHS: [i32; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

fn month_and_day(day: i32) -> (i32, i32) {
    let month = MONTHS.iter().rposition(|before| *before <= day).expect("a day of the year");
    (i32::try_from(month).expect("a month") + 1, day - MONTHS[month] + 1)
}

fn iso(day: i32) -> String {
    let (month, day) = month_and_day(day);
    format!("2026-{month:02}-{day:02}")
}

fn rows() -> Vec<Row> {
    let row = |id: i32| {
        let lot = id * 7919 % 10_007;
        Row {
            id,
            day: 181 + lot % 90,
            score: lot / 3 % 11,
            city: ["Kyiv", "Kiev", "Lviv", "Odesa", "Atlantis"][usize::try_from(lot % 5).expect("small")],
            revenue: [0, 999_999, 1_000_000, 49_999_999, 50_000_000, -1]
                [usize::try_from(lot / 11 % 6).expect("small")],
            sent: lot % 180,
        }
    };
    (1..=600).map(row).collect()
}

impl Row {
    /// Region, class and wave, worked out from what the config says of them.
    fn told(&self) -> [&'static str; 3] {
        let region = match self.city {
            "Kyiv" | "Kiev" => "Centre",
            "Lviv" => "West",
            "Odesa" => "South",
            _ => "",
        };
        let size = match self.revenue {
            ..0 => "",
            0..1_000_000 => "small",
            1_000_000..50_000_000 => "medium",
            _ => "large",
        };
        // From 1 March to 15 April, and from 1 June.
        let wave = match self.sent {
            59..=104 => "Spring",
            151.. => "Summer",
            _ => "",
        };
        [region, size, wave]
    }
}

const TOLD: &str = "aliases: {city: {Kyiv: [Kiev]}}\n\
    lookups: [{files: cities.csv, key: city, columns: [region]}]\n\
    bands: {size: {of: revenue, from: {small: 0, medium: 1000000, large: 50000000}}}\n\
    waves: {wave: {of: sent, days: {Spring: {from: 2026-03-01, until: 2026-04-15}, Summer: {from: 2026-06-01}}}}\n";
const CITIES: &str = "city,region\nKyiv,Centre\nLviv,West\nOdesa,South\n";

fn config(more: &str) -> String {
    format!(
        "title: A\nas_of: 2026-10-05\nsource: {{files: answers.data}}\n\
         columns: {{score: nps, date: day, region: region}}\nperiods: {{by: quarter}}\nmethod: {{hide_below: 3}}\n{more}"
    )
}

/// What is stated of classes where they are written out: their order.
const ORDERED: &str =
    "cuts: [{column: size, order: [small, medium, large]}, {column: wave, order: [Spring, Summer]}]\n";

/// Rows in a workbook, numbers and days as what they are.
fn workbook(rows: &[Row], path: &Path, has_scores: bool) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let format = Format::new().set_num_format("dd.mm.yyyy");
    for (column, heading) in (0..).zip(["id", "day", "city", "revenue", "sent", "nps"]) {
        if has_scores || heading != "nps" {
            sheet.write_string(0, column, heading).expect("written");
        }
    }
    for (at, row) in (1..).zip(rows) {
        let date = |day: i32| {
            let (month, day) = month_and_day(day);
            ExcelDateTime::from_ymd(2026, month.try_into().expect("a month"), day.try_into().expect("a day"))
                .expect("a date")
        };
        sheet.write_number(at, 0, row.id).expect("written");
        sheet.write_datetime_with_format(at, 1, date(row.day), &format).expect("written");
        sheet.write_string(at, 2, row.city).expect("written");
        #[expect(clippy::cast_precision_loss, reason = "amounts are small")]
        sheet.write_number(at, 3, row.revenue as f64).expect("written");
        sheet.write_datetime_with_format(at, 4, date(row.sent), &format).expect("written");
        if has_scores {
            sheet.write_number(at, 5, row.score).expect("written");
        }
    }
    book.save(path).expect("saved");
}

/// The same in a Parquet file.
fn parquet(rows: &[Row], path: &Path, has_scores: bool) {
    let numbers = |of: fn(&Row) -> i32| Values::Int32(rows.iter().map(of).collect());
    let mut columns = vec![
        ("required int32 id", numbers(|row| row.id)),
        ("required int32 day (DATE)", numbers(|row| NEW_YEAR + row.day)),
        (
            "required binary city (UTF8)",
            Values::Bytes(rows.iter().map(|row| row.city.as_bytes().to_vec()).collect()),
        ),
        ("required int64 revenue", Values::Int64(rows.iter().map(|row| row.revenue).collect())),
        ("required int32 sent (DATE)", numbers(|row| NEW_YEAR + row.sent)),
    ];
    if has_scores {
        columns.push(("required int32 nps", numbers(|row| row.score)));
    }
    write_parquet(path, &columns);
}

/// All of it as texts, with what is told.
fn written_out(rows: &[Row]) -> String {
    rows.iter().fold("id,day,nps,region,size,wave\n".to_owned(), |mut text, row| {
        let _ = writeln!(text, "{},{},{},{}", row.id, iso(row.day), row.score, row.told().join(","));
        text
    })
}

#[test]
fn classes_and_waves_are_told_by_typed_cells() {
    let rows = rows();
    let home = folder(&[("c.yaml", &config(ORDERED)), ("answers.data", &written_out(&rows))]);
    let expected = report(home.path());
    let cuts = serde_json::from_str::<Value>(&expected).expect("JSON")["sections"]["cuts"].to_string();
    assert!(
        ["small", "medium", "large", "Spring", "Summer"].iter().all(|name| cuts.contains(name)),
        "{cuts}"
    );
    for write in [workbook, parquet] {
        let home =
            folder(&[("c.yaml", &config(&format!("{TOLD}cuts: [size, wave]\n"))), ("cities.csv", CITIES)]);
        write(&rows, &home.path().join("answers.data"), true);
        assert_eq!(report(home.path()), expected);
    }
}

/// Whoever has an even number has answered.
#[test]
fn a_list_of_any_kind_is_told_regions_as_answers_are() {
    let rows = rows();
    let answered: Vec<&Row> = rows.iter().filter(|row| row.id % 2 == 0).collect();
    let list = |columns: &str| format!("outcomes: {{list: {{files: asked.data, key: id{columns}}}}}\n");
    let of = |rows: &mut dyn Iterator<Item = &Row>, has_scores: bool| {
        let head = if has_scores { "id,day,city,revenue,sent,nps\n" } else { "id,day,city,revenue,sent\n" };
        rows.fold(head.to_owned(), |mut text, row| {
            let score = if has_scores { format!(",{}", row.score) } else { String::new() };
            let _ = writeln!(
                text,
                "{},{},{},{},{}{score}",
                row.id,
                iso(row.day),
                row.city,
                row.revenue,
                iso(row.sent)
            );
            text
        })
    };
    let out = |rows: &mut dyn Iterator<Item = &Row>, has_scores: bool| {
        let head = if has_scores { "id,day,region,size,wave,nps\n" } else { "id,day,region,size,wave\n" };
        rows.fold(head.to_owned(), |mut text, row| {
            let score = if has_scores { format!(",{}", row.score) } else { String::new() };
            let _ = writeln!(text, "{},{},{}{score}", row.id, iso(row.day), row.told().join(","));
            text
        })
    };
    let stated = list(", columns: {size: size, wave: wave}");
    // Of what is told the list has what tells it.
    let telling = list(", columns: {revenue: revenue, sent: sent}");
    let home = folder(&[
        ("c.yaml", &config(&format!("{ORDERED}{stated}"))),
        ("answers.data", &out(&mut answered.iter().copied(), true)),
        ("asked.data", &out(&mut rows.iter(), false)),
    ]);
    let expected = report(home.path());
    let rate = serde_json::from_str::<Value>(&expected).expect("JSON")["response"].clone();
    // Of the third quarter, of which all days are.
    assert_eq!((rate["answered"].clone(), rate["asked"].clone()), (300.into(), 600.into()));
    let answers = of(&mut answered.iter().copied(), true);
    let by_text = of(&mut rows.iter(), false);
    for kind in ["csv", "xlsx", "parquet"] {
        let home = folder(&[
            ("c.yaml", &config(&format!("{TOLD}cuts: [size, wave]\n{telling}"))),
            ("answers.data", &answers),
            ("cities.csv", CITIES),
        ]);
        let path = home.path().join("asked.data");
        match kind {
            "csv" => fs::write(&path, &by_text).expect("written"),
            "xlsx" => workbook(&rows, &path, false),
            _ => parquet(&rows, &path, false),
        }
        assert_eq!(report(home.path()), expected, "{kind}");
    }
}

#[test]
fn weights_may_be_raked_to_what_is_told() {
    let rows = rows();
    let margins = "weights: {margins: {region: {Centre: 40, West: 30, South: 30}, size: {small: 30, medium: 40, large: 30}}}\n";
    // Of blank ones no margin is stated.
    let whole: Vec<Row> =
        rows.into_iter().filter(|row| row.told()[..2].iter().all(|name| !name.is_empty())).collect();
    let home = folder(&[("c.yaml", &config(margins)), ("answers.data", &written_out(&whole))]);
    let expected = report(home.path());
    assert!(expected.contains("weight"), "{expected}");
    let told = TOLD.split("waves:").next().expect("a part").to_owned() + margins;
    for write in [workbook, parquet] {
        let home = folder(&[("c.yaml", &config(&told)), ("cities.csv", CITIES)]);
        write(&whole, &home.path().join("answers.data"), true);
        assert_eq!(report(home.path()), expected);
    }
}

/// A row of the list that nothing is told of is none that is left out; one with a fault is, with its own columns.
#[test]
fn rows_of_a_list_are_written_with_what_is_wrong_with_them() {
    let config = "title: A\nas_of: 2026-07-10\nsource: {files: answers.csv}\ncolumns: {score: nps, date: day, region: region}\n\
                  lookups: [{files: cities.csv, key: city, columns: [region]}]\nperiods: {by: quarter}\n\
                  outcomes: {list: {files: asked.csv, key: id, columns: {day: invited}}}\n";
    let answers = "id,nps,day,city\n1,9,2026-06-03,Kyiv\n2,x,2026-06-03,Lviv\n3,8,2026-06-04,Lviv\n";
    let list = "invited,id,city\n2026-06-01,1,Kyiv\n2026-06-01,2,Lviv\n2026-06-01,3,Lviv\n2026-08-01,4,Odesa\n,,\n2026-06-02,5,Atlantis\n";
    let home = folder(&[
        ("c.yaml", &config.replace("answers.csv}", "answers.csv, max_rejected: 90}")),
        ("answers.csv", answers),
        ("asked.csv", list),
        ("cities.csv", CITIES),
    ]);
    let checked = run(home.path(), ["check", "c.yaml", "--rows", "rows.csv"]);
    let told = stderr(&checked);
    assert!(checked.status.success(), "{told}");
    let written = fs::read_to_string(home.path().join("rows.csv")).expect("written");
    let mut records = csv::Reader::from_reader(written.trim_start_matches('\u{feff}').as_bytes());
    let headings = records.headers().expect("headings").clone();
    let records: Vec<BTreeMap<String, String>> = records
        .records()
        .map(|record| {
            headings.iter().map(str::to_owned).zip(record.expect("a row").iter().map(str::to_owned)).collect()
        })
        .collect();
    let of = |row: &BTreeMap<String, String>| {
        ["plaudit_file", "plaudit_row", "plaudit_left_out", "plaudit_columns", "id", "city"]
            .map(|name| row[name].clone())
            .join("|")
    };
    let found: Vec<String> = records.iter().map(of).collect();
    // By hand: the score that is no number, who is asked after the reporting date, and the row with nothing in it.
    assert_eq!(
        found,
        ["answers.csv|3|fault|nps|2|Lviv", "asked.csv|5|outside|invited|4|Odesa", "asked.csv|6|outside|||"],
        "{written}"
    );
}

#[test]
fn variants_of_clients_are_the_clients_in_lists_and_tables_too() {
    let config = "title: A\nas_of: 2026-10-05\nsource: {files: answers.csv}\ncolumns: {score: nps, date: day}\n\
                  aliases: {company: {Acme: [ACME Ltd, Acme Inc.]}, holding: {North: [N.]}}\n\
                  reports: {one_per: [holding, company], list: [N. / ACME Ltd, Beta], table: clients.csv}\n";
    let clients = "client,recipient\nAcme Inc.,Ann\n";
    let rows = (0..90).fold("day,nps,holding,company\n".to_owned(), |mut text, at| {
        let company = ["ACME Ltd", "Acme", "Beta"][at % 3];
        let _ =
            writeln!(text, "2026-09-{:02},{},{},{company}", 1 + at % 28, at % 11, ["North", "N."][at % 2]);
        text
    });
    let home = folder(&[("c.yaml", config), ("answers.csv", &rows), ("clients.csv", clients)]);
    let built = run(home.path(), ["build", "c.yaml"]);
    let told = stderr(&built);
    assert!(built.status.success(), "{told}");
    let index = fs::read_to_string(home.path().join("report/index.json")).expect("an index");
    let index: Value = serde_json::from_str(&index).expect("JSON");
    assert_eq!(index["missing"].as_array().map_or(0, Vec::len), 0, "{index}");
    assert!(told.contains("2 reports: 2 built"), "{told}");
    let mailing = fs::read_to_string(home.path().join("report/mailing.csv")).expect("a list");
    assert!(mailing.contains("Ann"), "{mailing}");
    // Two rows of one client are told as before.
    fs::write(home.path().join("clients.csv"), "client,recipient\nAcme Inc.,Ann\nACME Ltd,Bob\n")
        .expect("written");
    let told = stderr(&run(home.path(), ["check", "c.yaml"]));
    assert!(told.contains("once more"), "{told}");
}
