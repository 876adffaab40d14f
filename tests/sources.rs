//! Files as users have them: times with zones, copies of files, Parquet columns of any type, and what is no CSV.

use std::fs::{self, File};
use std::io::Write;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Arc;

use flate2::Compression;
use flate2::write::GzEncoder;
use parquet::column::writer::ColumnWriter;
use parquet::data_type::{ByteArray, FixedLenByteArray, Int96};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use plaudit::{Counted, Run, config};
use serde_json::Value;

use crate::support::{folder, run, stderr};

const CONFIG: &str = "title: T\nas_of: 2026-10-05\nsource: {files: 'a.*'SOURCE}\ncolumns: {score: nps, date: d}\n\
                      periods: {by: month, current: 2026-06}\n";

fn with(source: &str) -> String {
    CONFIG.replace("SOURCE", source)
}

fn counted(folder: &Path) -> Counted {
    let loaded = config::load(&folder.join("config.yaml")).expect("a config");
    assert_eq!(loaded.problems, []);
    let as_of = loaded.config.as_of.expect("stated");
    plaudit::counts(loaded, &Run { as_of, is_over: true, threads: NonZeroUsize::MIN, progress: &|_, _| () })
        .expect("counts")
}

/// The periods that have answers, and how many.
fn periods(folder: &Path) -> Vec<(String, u64)> {
    let Counted { config, facts, .. } = counted(folder);
    let key = |ordinal| config.periods.calendar.period(ordinal).key();
    let cells = facts.all.cells.iter();
    cells.map(|((period, _), answers)| (key(period.expect("dated")), answers.n())).collect()
}

/// The report of a folder, and its page.
fn built(folder: &Path) -> (Value, String) {
    let output = run(folder, ["build", "config.yaml", "--out", "out"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let json = fs::read_to_string(folder.join("out/report.json")).expect("there");
    let page = fs::read_to_string(folder.join("out/report.html")).expect("there");
    (serde_json::from_str(&json).expect("JSON"), page)
}

/// What is said of a folder that no report can be made of; its exit code is that of data.
fn refused(folder: &Path) -> String {
    let output = run(folder, ["build", "config.yaml", "--out", "out"]);
    assert_eq!(output.status.code(), Some(4), "{}", stderr(&output));
    stderr(&output)
}

/// So many scores with dates, each made from the number of its row.
fn csv(rows: usize, date: impl Fn(usize) -> String) -> String {
    let rows: String = (0..rows).map(|row| format!("{},\"{}\"\n", row % 11, date(row))).collect();
    format!("nps,d\n{rows}")
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("written");
    encoder.finish().expect("packed")
}

#[test]
fn a_season_with_another_mark_of_its_zone_is_not_left_out() {
    let date = |row| {
        if row < 100 {
            format!("2026/02/{:02} 9:00:12 AM GMT", row % 28 + 1)
        } else {
            format!("2026/03/{:02} 9:00:12 AM GMT+1", row - 100 + 29 - 12)
        }
    };
    let home = folder(&[("config.yaml", &with("").replace("06}", "02}")), ("a.csv", &csv(112, date))]);
    assert_eq!(periods(home.path()), [("2026-02".to_owned(), 100), ("2026-03".to_owned(), 12)]);
    assert_eq!(built(home.path()).0["sections"]["quality"]["rejected"], Value::Array(Vec::new()));
}

#[test]
fn a_stated_zone_says_whose_days_count_and_the_page_says_so() {
    let texts = ["2026-06-30T21:30:00Z", "2026-06-30 21:30", "2026-06-30 21:30 CET"];
    let rows = csv(40, |row| texts[row % 3].to_owned());
    for (language, words) in [("en", "time zone"), ("ru", "часовому поясу"), ("uk", "часовим поясом")]
    {
        let config = format!("{}language: {language}\n", with(", time_zone: Europe/Kyiv"));
        let home = folder(&[("config.yaml", &config), ("a.csv", &rows)]);
        assert_eq!(periods(home.path()), [("2026-06".to_owned(), 26), ("2026-07".to_owned(), 14)]);
        let (report, page) = built(home.path());
        assert_eq!(report["sections"]["quality"]["time_zone"], "Europe/Kyiv");
        assert!(page.contains("Europe/Kyiv") && page.contains(words));
    }
    let home = folder(&[("config.yaml", &with("")), ("a.csv", &rows)]);
    assert_eq!(periods(home.path()), [("2026-06".to_owned(), 40)]);
    let (report, page) = built(home.path());
    assert!(report["sections"]["quality"].get("time_zone").is_none() && !page.contains("time zone"));
}

#[test]
fn dates_whose_months_are_words_need_no_order() {
    let rows = csv(40, |row| format!("{} Jun 2026", row % 12 + 1));
    let home = folder(&[("config.yaml", &with("")), ("a.csv", &rows)]);
    assert_eq!(built(home.path()).0["sections"]["quality"]["date_format"], Value::Null);
    let mixed =
        csv(40, |row| if row == 0 { "5 Jun 2026".to_owned() } else { format!("{}.06.2026", row % 12 + 13) });
    let home = folder(&[("config.yaml", &with("")), ("a.csv", &mixed)]);
    assert_eq!(built(home.path()).0["sections"]["quality"]["date_format"], "DD.MM.YYYY");
}

/// The values of a column of a Parquet file.
pub(crate) enum Values {
    Int32(Vec<i32>),
    Int64(Vec<i64>),
    Int96(Vec<Int96>),
    Bool(Vec<bool>),
    Bytes(Vec<Vec<u8>>),
}

/// Writes a Parquet file of these columns, described as in a message type.
pub(crate) fn write_parquet(path: &Path, columns: &[(&str, Values)]) {
    let fields: String = columns.iter().map(|(field, _)| format!("{field}; ")).collect();
    let schema = parse_message_type(&format!("message m {{ {fields} }}")).expect("a schema");
    let properties = Arc::new(WriterProperties::builder().build());
    let file = File::create(path).expect("created");
    let mut writer = SerializedFileWriter::new(file, Arc::new(schema), properties).expect("a writer");
    let mut group = writer.next_row_group().expect("a row group");
    for (_, values) in columns {
        let mut column = group.next_column().expect("writable").expect("a column");
        let bytes =
            |values: &Vec<Vec<u8>>| -> Vec<ByteArray> { values.iter().cloned().map(Into::into).collect() };
        let written = match (column.untyped(), values) {
            (ColumnWriter::Int32ColumnWriter(writer), Values::Int32(values)) => {
                writer.write_batch(values, None, None)
            }
            (ColumnWriter::Int64ColumnWriter(writer), Values::Int64(values)) => {
                writer.write_batch(values, None, None)
            }
            (ColumnWriter::Int96ColumnWriter(writer), Values::Int96(values)) => {
                writer.write_batch(values, None, None)
            }
            (ColumnWriter::BoolColumnWriter(writer), Values::Bool(values)) => {
                writer.write_batch(values, None, None)
            }
            (ColumnWriter::ByteArrayColumnWriter(writer), Values::Bytes(values)) => {
                writer.write_batch(&bytes(values), None, None)
            }
            (ColumnWriter::FixedLenByteArrayColumnWriter(writer), Values::Bytes(values)) => {
                let values: Vec<FixedLenByteArray> = bytes(values).into_iter().map(Into::into).collect();
                writer.write_batch(&values, None, None)
            }
            _ => Err(ParquetError::General("values of another type".to_owned())),
        };
        written.expect("written");
        column.close().expect("closed");
    }
    group.close().expect("closed");
    writer.close().expect("closed");
}

const ROWS: usize = 44;

fn scores() -> (&'static str, Values) {
    ("required int32 nps", Values::Int32((0..11).cycle().take(ROWS).collect()))
}

fn days() -> (&'static str, Values) {
    ("required int32 d (DATE)", Values::Int32(vec![20_610; ROWS]))
}

#[test]
fn instants_are_converted_and_local_times_are_not() {
    // 2026-06-30T21:30:00Z is the first of July in Kyiv.
    let seconds = 1_782_855_000_i64;
    let day = u32::try_from(seconds / 86_400).expect("positive") + 2_440_588;
    let nanoseconds = (u64::try_from(seconds % 86_400).expect("positive")) * 1_000_000_000;
    let mut old = Int96::new();
    old.set_data((nanoseconds & 0xffff_ffff) as u32, (nanoseconds >> 32) as u32, day);
    let columns = [
        ("required int64 d (TIMESTAMP(MILLIS,true))", Values::Int64(vec![seconds * 1_000; ROWS]), true),
        (
            "required int64 d (TIMESTAMP(NANOS,true))",
            Values::Int64(vec![seconds * 1_000_000_000; ROWS]),
            true,
        ),
        ("required int64 d (TIMESTAMP(MICROS,false))", Values::Int64(vec![seconds * 1_000_000; ROWS]), false),
        ("required int64 d (TIMESTAMP_MILLIS)", Values::Int64(vec![seconds * 1_000; ROWS]), true),
        ("required int96 d", Values::Int96(vec![old; ROWS]), true),
        ("required int32 d (DATE)", Values::Int32(vec![20_634; ROWS]), false),
    ];
    for (field, values, is_instant) in columns {
        let config = |source| with(source).replace(", current: 2026-06", "");
        let home = folder(&[("config.yaml", &config(", time_zone: Europe/Kyiv"))]);
        write_parquet(&home.path().join("a.parquet"), &[scores(), (field, values)]);
        let there = if is_instant { "2026-07" } else { "2026-06" };
        assert_eq!(periods(home.path()), [(there.to_owned(), ROWS as u64)], "{field}");
        fs::write(home.path().join("config.yaml"), config("")).expect("written");
        assert_eq!(periods(home.path()), [("2026-06".to_owned(), ROWS as u64)], "{field}");
    }
}

#[test]
fn scores_of_any_numeric_type_are_read() {
    let scores = || (0..11_u8).cycle().take(ROWS);
    // Half precision: the exponent of 2 above 15 biased, ten bits after the leading one.
    let half = |score: u8| -> Vec<u8> {
        let exponent =
            u16::try_from(score.checked_ilog2().map_or(-15, u32::cast_signed) + 15).expect("small");
        let fraction = if score == 0 { 0 } else { (u16::from(score) << (10 + 15 - exponent)) & 0x3ff };
        ((exponent << 10) | fraction).to_le_bytes().to_vec()
    };
    let long = |score: u8| [&[0; 31][..], &[score]].concat();
    let columns = [
        ("required fixed_len_byte_array(2) nps (FLOAT16)", scores().map(half).collect()),
        ("required fixed_len_byte_array(32) nps (DECIMAL(76,0))", scores().map(long).collect()),
        ("required binary nps (DECIMAL(60,0))", scores().map(long).collect()),
        ("required binary nps (UTF8)", scores().map(|score| score.to_string().into_bytes()).collect()),
        ("required binary nps (JSON)", scores().map(|score| score.to_string().into_bytes()).collect()),
    ];
    for (field, values) in columns {
        let home = folder(&[("config.yaml", &with(""))]);
        write_parquet(&home.path().join("a.parquet"), &[(field, Values::Bytes(values)), days()]);
        let counted = counted(home.path());
        let answers = counted.facts.all.cells.values().next().expect("answers");
        assert_eq!(answers.n(), ROWS as u64, "{field}");
        // Of each eleven, 0 to 6 are detractors, 9 and 10 promoters: (2 − 7) / 11.
        let (report, _) = built(home.path());
        let nps = report["overall"]["nps"].as_f64().expect("a score");
        assert!((nps + 500.0 / 11.0).abs() < 1e-9, "{field}: {nps}");
    }
}

#[test]
fn true_and_false_answer_yes_or_no() {
    let yaml = "title: T\nas_of: 2026-12-31\nsource: {files: a.parquet}\nquestions:\n  - {column: nps, kind: nps}\n  \
                - {column: happy, kind: yes_no}\n";
    let home = folder(&[("config.yaml", yaml)]);
    let truths = (0..ROWS).map(|at| at % 4 == 0).collect();
    let happy = ("required boolean happy", Values::Bool(truths));
    write_parquet(&home.path().join("a.parquet"), &[scores(), happy]);
    let (report, _) = built(home.path());
    let measure = &report["sections"]["questions"][0]["measures"][0]["now"];
    let yes = measure["value"].as_f64().expect("a share") * measure["n"].as_f64().expect("a base");
    assert!((yes - f64::from(u32::try_from(ROWS.div_ceil(4)).expect("few"))).abs() < 1e-9, "{measure}");
}

#[test]
fn columns_that_cannot_be_used_are_named_with_their_types() {
    let bytes = |length: usize| Values::Bytes(vec![vec![0xff; length]; ROWS]);
    let wrong_scores = [
        ("required boolean nps", Values::Bool(vec![true; ROWS]), "`true` and `false` (BOOLEAN), not scores"),
        ("required int32 nps (DATE)", Values::Int32(vec![9; ROWS]), "dates, not scores"),
        (
            "required int32 nps (TIME(MILLIS,true))",
            Values::Int32(vec![9; ROWS]),
            "times of day without a date (TIME)",
        ),
        ("required int64 nps (TIMESTAMP(MILLIS,true))", Values::Int64(vec![9; ROWS]), "dates, not scores"),
        ("required fixed_len_byte_array(12) nps (INTERVAL)", bytes(12), "lengths of time (INTERVAL)"),
        ("required fixed_len_byte_array(16) nps (UUID)", bytes(16), "identifiers (UUID), not scores"),
        ("required binary nps (BSON)", bytes(3), "binary documents (BSON)"),
    ];
    for (field, values, expected) in wrong_scores {
        let home = folder(&[("config.yaml", &with(""))]);
        write_parquet(&home.path().join("a.parquet"), &[(field, values), days()]);
        let said = refused(home.path());
        assert!(said.contains("the column `nps` of `a.parquet` holds ") && said.contains(expected), "{said}");
        assert!(
            said.contains("write it as a column of whole numbers") && said.contains("1 problem"),
            "{said}"
        );
    }
    for (field, values, expected) in [
        ("required boolean d", Values::Bool(vec![true; ROWS]), "`true` and `false` (BOOLEAN), not days"),
        ("required int64 d (TIME(MICROS,false))", Values::Int64(vec![9; ROWS]), "(TIME), not days"),
    ] {
        let home = folder(&[("config.yaml", &with(""))]);
        write_parquet(&home.path().join("a.parquet"), &[scores(), (field, values)]);
        let said = refused(home.path());
        assert!(said.contains("the column `d` of `a.parquet` holds ") && said.contains(expected), "{said}");
    }
}

#[test]
fn what_groups_columns_is_no_column() {
    for (group, said_of_it, hint) in [
        (
            "required group nps { required int32 a; required int32 b; }",
            "is a structure of columns, not a column",
            "name one of them: `nps.a`, `nps.b`",
        ),
        (
            "required group nps (LIST) { repeated group list { required int32 element; } }",
            "holds lists, not one value a row",
            "write the file again with one answer a row",
        ),
        (
            "required group nps (MAP) { repeated group key_value { required binary key (UTF8); required int32 value; } }",
            "holds maps, not one value a row",
            "write each value of the map as a column of its own",
        ),
        (
            "required group nps (VARIANT) { required binary metadata; required binary value; }",
            "holds values of any type (VARIANT), which are not read",
            "write it as a column of whole numbers",
        ),
    ] {
        let home = folder(&[("config.yaml", &with(""))]);
        let schema = parse_message_type(&format!("message m {{ {group} required int32 d (DATE); }}"));
        let file = File::create(home.path().join("a.parquet")).expect("created");
        let schema = Arc::new(schema.expect("a schema"));
        SerializedFileWriter::new(file, schema, Arc::default()).expect("a writer").close().expect("closed");
        let said = refused(home.path());
        assert!(said.contains(&format!("the column `nps` of `a.parquet` {said_of_it}\n")), "{said}");
        assert!(said.contains(hint) && said.contains("1 problem"), "{said}");
    }
}

#[test]
fn identifiers_may_be_names() {
    let config = with("").replace("date: d", "date: d, region: r");
    let home = folder(&[("config.yaml", &config)]);
    let identifier = b"\x55\x0e\x84\0\xe2\x9b\x41\xd4\xa7\x16\x44\x66\x55\x44\0\0".to_vec();
    let regions = ("required fixed_len_byte_array(16) r (UUID)", Values::Bytes(vec![identifier; ROWS]));
    write_parquet(&home.path().join("a.parquet"), &[scores(), days(), regions]);
    assert!(built(home.path()).1.contains("550e8400-e29b-41d4-a716-446655440000"));
}

#[test]
fn equal_files_are_told_however_they_are_packed() {
    let text = csv(400, |row| format!("2026-06-{:02}", row % 30 + 1));
    let (first, second) = text.as_bytes().split_at(text.len() / 3);
    let files: [(&str, Vec<u8>); 9] = [
        ("a.csv", text.clone().into()),
        ("a.bom.csv", format!("\u{feff}{text}").into()),
        ("a.csv.gz", packed(text.as_bytes())),
        ("a.members.gz", [packed(first), packed(second), packed(b"")].concat()),
        // Their starts are the same, their lengths too, but not all they hold.
        ("a.other.csv", text.replace("9,\"2026-06-22\"", "8,\"2026-06-22\"").into()),
        ("a.other.gz", packed(text.replace("9,\"2026-06-22\"", "7,\"2026-06-22\"").as_bytes())),
        ("a.longer.csv", format!("{text}9,2026-06-01\n").into()),
        ("a.none.csv", b"nps,d\n".into()),
        ("a.none (1).csv", b"nps,d\n\n".into()),
    ];
    assert_ne!(files[4].1, files[0].1);
    let home = folder(&[("config.yaml", &with(""))]);
    for (name, bytes) in &files {
        fs::write(home.path().join(name), bytes).expect("written");
    }
    let said = refused(home.path());
    assert!(said.contains("times: `a.bom.csv`, `a.csv`, `a.csv.gz`, `a.members.gz`\n"), "{said}");
    assert!(said.contains("1 problem") && said.contains("`source.repeated: use`"), "{said}");
    fs::write(home.path().join("config.yaml"), with(", repeated: use")).expect("written");
    assert_eq!(periods(home.path()), [("2026-06".to_owned(), 400 * 7 + 1)]);
    for (name, _) in files.iter().skip(1).take(3) {
        fs::remove_file(home.path().join(name)).expect("removed");
    }
    fs::write(home.path().join("config.yaml"), with("")).expect("written");
    assert_eq!(periods(home.path()), [("2026-06".to_owned(), 400 * 4 + 1)]);
}

#[test]
fn equal_parquet_files_are_told_and_each_group_once() {
    let home = folder(&[("config.yaml", &with(""))]);
    for (name, day) in [("a.1", 20_610), ("a.2", 20_610), ("a.3", 20_611), ("a.4", 20_612), ("a.5", 20_612)] {
        let days = ("required int32 d (DATE)", Values::Int32(vec![day; ROWS]));
        write_parquet(&home.path().join(name), &[scores(), days]);
    }
    let said = refused(home.path());
    assert!(said.contains("2 problems"), "{said}");
    assert!(said.contains("times: `a.1`, `a.2`\n") && said.contains("times: `a.4`, `a.5`\n"), "{said}");
}

/// A file manager of one system writes `ü` as one letter, that of another as two.
#[test]
fn names_of_files_are_found_however_their_letters_are_composed() {
    let rows = |score: u8| "nps,d\n".to_owned() + &format!("{score},2026-08-01\n").repeat(40);
    let [composed, decomposed] = ["Z\u{fc}rich", "Zu\u{308}rich"];
    for (pattern, n) in [
        (format!("'{composed}-*.csv'"), 80),
        (format!("'{decomposed}-*.csv'"), 80),
        (format!("'{composed}-2.csv'"), 40),
    ] {
        let yaml = format!(
            "title: T\nas_of: 2026-10-05\nsource: {{files: {pattern}}}\ncolumns: {{score: nps, date: d}}\n"
        );
        let home = folder(&[
            ("config.yaml", &yaml),
            (&format!("{composed}-1.csv"), &rows(10)),
            (&format!("{decomposed}-2.csv"), &rows(3)),
        ]);
        let output = run(home.path(), ["build", "config.yaml"]);
        assert!(output.status.success(), "{pattern}: {}", stderr(&output));
        let json = fs::read_to_string(home.path().join("report/report.json")).expect("written");
        let json: Value = serde_json::from_str(&json).expect("JSON");
        assert_eq!(json["overall"]["n"], n, "{pattern}");
    }
}

#[test]
fn files_packed_twice_or_with_something_else_in_them_are_named() {
    let text = csv(40, |_| "2026-06-01".to_owned());
    let twice = packed(&packed(text.as_bytes()));
    let home = folder(&[("config.yaml", &with(""))]);
    for (bytes, expected) in [
        (twice, "`a.csv.gz` is packed by gzip twice"),
        (packed(b"PK\x03\x04"), "`a.csv.gz` holds a workbook or an archive, not a CSV file"),
        (b"PK\x03\x04".to_vec(), "`a.csv.gz` is a workbook or an archive, not a CSV file"),
        (packed(b"\x28\xb5\x2f\xfd"), "`a.csv.gz` holds zstd data, not a CSV file"),
        (packed(b"PAR1\0\0"), "`a.csv.gz` holds a Parquet file, not a CSV file"),
    ] {
        fs::write(home.path().join("a.csv.gz"), bytes).expect("written");
        let said = refused(home.path());
        assert!(said.contains(expected) && said.contains("help"), "{said}");
    }
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [text.as_bytes(), &wide] {
        fs::write(home.path().join("a.csv.gz"), packed(bytes)).expect("written");
        assert_eq!(periods(home.path()), [("2026-06".to_owned(), 40)]);
    }
}

#[test]
fn a_title_above_the_header_is_told_with_the_row_of_the_header() {
    let config = "title: T\nas_of: 2026-10-05\nsource: {files: a.csv}\ncolumns: {score: nps, date: day}\n";
    let data = "Answers of the third quarter\n\nfor everybody\nclient;nps;day\nA;10;2026-08-01\n";
    let home = folder(&[("c.yaml", config), ("a.csv", data)]);
    let output = run(home.path(), ["build", "c.yaml"]);
    let told = stderr(&output);
    for name in ["nps", "day"] {
        assert!(
            told.contains(&format!(
                "row 3 of `a.csv` holds `{name}`: it is the header, and what is above it a title"
            )),
            "{told}"
        );
    }
    assert!(told.contains("state `source: {header_row: "), "{told}");
    let without = folder(&[("c.yaml", config), ("a.csv", "a;b\n1;2\n")]);
    assert!(!stderr(&run(without.path(), ["build", "c.yaml"])).contains("it is the header"));
}
