//! The reading line as a whole: bytes in files to counts, and what is said when there are none.

mod read_in_two_ways;

use std::fs;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use proptest::prelude::{Strategy, prop_assert_eq, proptest};

use super::*;
use crate::config::{Columns, DateFormat, DateOrder, Delimiter, Keep, Named, Repeated, Source};
use crate::error::{Kind, Place};
use crate::responses::{EncodingBy, EncodingRead, FileTaken, Outside, Reason, RejectedRows, Roles};
use crate::source::{self, Described, FileKind};
use crate::survey::{Answers, Calendar, Day, Decimal, Granularity, Month, Period, Renamed};

fn named(text: impl Into<String>) -> Named<String> {
    Named { value: text.into(), place: None }
}

fn settings() -> Settings {
    let roles = Roles { score: 0, date: Some(1), region: Some(2), ..Roles::default() };
    Settings {
        follow_up: None,
        returning: None,
        by_account: None,
        roles,
        scale: Scale::ZERO_TO_TEN,
        further: Vec::new(),
        list: None,
        calendar: Calendar { by: Granularity::Month, year_starts: Month::JANUARY },
        as_of: Day::new(2026, 9, 30).expect("a day"),
        date_format: DateFormat::Auto,
        marks: Marks::default(),
        otherwise: None,
        zone: None,
        renamed: Renamed::default(),
        least_named: 5,
        keep: Keep::All,
        quotes: None,
        looks_for_repeats: true,
        max_rejected: 1.0,
        threads: NonZeroUsize::MIN,
    }
}

/// The facts of files that are named `a.csv`, `b.csv` and so on, with columns `nps`, `when` and `where`.
fn facts_of(files: &[&[u8]], settings: &Settings, chunk_size: usize) -> Result<Excerpt, Error> {
    facts_of_each(files, settings, chunk_size).map(|mut all| all.remove(0))
}

/// The same of each question.
fn facts_of_each(files: &[&[u8]], settings: &Settings, chunk_size: usize) -> Result<Vec<Excerpt>, Error> {
    let folder = tempfile::tempdir().expect("a folder");
    for (bytes, letter) in files.iter().zip('a'..) {
        fs::write(folder.path().join(format!("{letter}.csv")), bytes).expect("written");
    }
    let inputs = inputs_of(folder.path(), settings)?;
    let each = |Counted { facts, .. }| {
        let further = facts.further.iter().map(|further| further.all.clone());
        std::iter::once(facts.all.clone()).chain(further).collect()
    };
    let mut facts = count_in_chunks(&inputs, settings, &|_, _| {}, chunk_size).map(each);
    // The folder has another name each time.
    for problem in facts.as_mut().err().into_iter().flat_map(|error| &mut error.problems) {
        if let Some(Place::Row { file, .. } | Place::File(file)) = &mut problem.place {
            *file = file.file_name().map(Into::into).unwrap_or_default();
        }
    }
    facts
}

/// Counts all rows by region, in chunks of about so many bytes.
fn count_in_chunks(
    inputs: &Inputs,
    settings: &Settings,
    progress: &(dyn Fn(u64, u64) + Sync),
    chunk_size: usize,
) -> Result<Counted, Error> {
    let needs = Needs { by: vec![Cut::REGION], ..Needs::default() };
    let read = responses::in_chunks(inputs, settings, progress, &taker(settings, &needs), chunk_size)?;
    counted(read, settings, &needs)
}

fn inputs_of(folder: &Path, settings: &Settings) -> Result<Inputs, Error> {
    let source = Source {
        folder: folder.to_owned(),
        files: vec![named("*.csv")],
        delimiter: Delimiter::Byte(b','),
        date_format: settings.date_format,
        time_zone: settings.zone,
        repeated: Repeated::Use,
        max_rejected: settings.max_rejected,
        ..Source::default()
    };
    let columns = Columns {
        score: named("nps"),
        date: Some(named("when")),
        region: Some(named("where")),
        ..Columns::default()
    };
    let (_, needed) = Roles::of(&columns, &[]);
    source::inputs(&source, &needed).map_err(|faults| Error { kind: Kind::Data, problems: faults.data })
}

/// The one problem that this file has: message, row and hints.
fn refusal(bytes: &[u8], settings: &Settings) -> (String, Option<u64>, String) {
    let error = facts_of(&[bytes], settings, 1 << 20).expect_err("a refusal");
    assert_eq!(error.kind, Kind::Data);
    let [problem] = error.problems.as_slice() else { panic!("one problem: {error:?}") };
    let row = match &problem.place {
        Some(Place::Row { row, .. }) => Some(*row),
        _ => None,
    };
    (problem.message.clone(), row, problem.hints.join("; "))
}

const HEADER: &str = "when,nps,where,why\n";

/// Rows of cells that are often good, sometimes bad, and sometimes quoted with line breaks in them.
fn rows() -> impl Strategy<Value = String> {
    let cell = |texts: &'static [&'static str]| proptest::sample::select(texts);
    let when =
        cell(&["2026-01-31", "2026-02-01 10:00", "\"2026-03-05\"", "", "soon", "2027-01-01", "20260101"]);
    let nps = cell(&["0", "7", "9", "\"10\"", "10.0", "", "11", "7.5", "many", " 8 ", "\" 9\n\""]);
    let place = cell(&["North", "South", "\"East\"\" End\"", "\"a\r\nb\"", "", " North ", "\"x,y\""]);
    let why = cell(&[
        "",
        "fine",
        "\"line\nbreak\"",
        "a \"quote\" inside",
        "\"say \"\"no\"\"\"",
        "one,more",
        "5\" disk",
    ]);
    let end = cell(&["\n", "\r\n", "\n\n", "\r"]);
    let row = (when, nps, place, why, end).prop_map(|(a, b, c, d, end)| format!("{a},{b},{c},{d}{end}"));
    proptest::collection::vec(row, 0..40).prop_map(|rows| rows.concat())
}

/// Rows of which most are plain and say what others said before.
fn plain_rows() -> impl Strategy<Value = String> {
    let row = |[when, nps, place]: [&'static [&'static str]; 3]| {
        let cell = proptest::sample::select::<&'static str>;
        (cell(when), cell(nps), cell(place))
            .prop_map(|(when, nps, place)| format!("{when},{nps},{place},x\n"))
    };
    let plain = row([&["2026-01-31", "2026-02-01"], &["0", "9", "10"], &["North", "South", "\"a, b\""]]);
    let odd = row([
        &["2026-01-31", "", "soon", "2027-01-01", "20260101", "5.3.2026", "13.2.2026", "1 Feb 2026"],
        &["9", "\"10\"", "10.0", "", "11", "7,5", "many", "8 - good", "9,x"],
        &["North", "", " North ", "\u{200b}", "East"],
    ]);
    let row = proptest::prop_oneof![9 => plain, 1 => odd];
    proptest::collection::vec(row, 0..200).prop_map(|rows| rows.concat())
}

proptest! {
    #[test]
    fn chunks_and_threads_change_nothing(rows in rows(), chunk_size in 1_usize..200, threads in 1_usize..4) {
        let text = format!("{HEADER}{rows}");
        let whole = facts_of(&[text.as_bytes()], &settings(), 1 << 20);
        let threads = NonZeroUsize::new(threads).expect("some");
        let parts = facts_of(&[text.as_bytes()], &Settings { threads, ..settings() }, chunk_size);
        prop_assert_eq!(&parts, &whole);
        if let Ok(Excerpt { cells, intake, .. }) = whole {
            let rejected: u64 = intake.rejected.values().map(|rejects| rejects.rows).sum();
            let outside: u64 = intake.outside.values().sum();
            prop_assert_eq!(intake.rows_read, intake.rows_used + outside + rejected);
            prop_assert_eq!(cells.values().map(Answers::n).sum::<u64>(), intake.rows_used);
        }
    }

    #[test]
    fn rows_are_read_column_by_column_as_they_are_one_by_one(rows in plain_rows(), chunk_size in 50_usize..300) {
        let settings = Settings {
            roles: Roles { attributes: vec![2], beside: vec![None], further: vec![0], bases: vec![Vec::new()], ..settings().roles },
            further: vec![Asks { scale: Scale::ZERO_TO_TEN, reads: Reads::Numbers, asked_up_to: None, is_of_comments: false }],
            ..settings()
        };
        let text = format!("{HEADER}{rows}");
        // Lines that end so are always read one by one.
        let one_by_one = text.replace('\n', "\r");
        let facts = |text: &str| facts_of_each(&[text.as_bytes()], &settings, chunk_size);
        prop_assert_eq!(facts(&text), facts(&one_by_one));
    }

    #[test]
    fn a_stray_quote_is_refused_wherever_chunks_end(
        before in rows(), after in rows(), chunk_size in 1_usize..200, threads in 1_usize..4
    ) {
        let text = format!("{HEADER}{before}2026-01-01,9,\"North,\n{after}2026-01-01,9,\"North\" End,\n");
        let whole = facts_of(&[text.as_bytes()], &settings(), 1 << 20);
        let threads = NonZeroUsize::new(threads).expect("some");
        let parts = facts_of(&[text.as_bytes()], &Settings { threads, ..settings() }, chunk_size);
        prop_assert_eq!(&parts, &whole);
    }

    #[test]
    fn splitting_a_file_in_two_changes_no_count(one in rows(), two in rows()) {
        let [first, second, both] = [&one, &two, &format!("{one}{two}")].map(|rows| format!("{HEADER}{rows}"));
        let whole = facts_of(&[both.as_bytes()], &settings(), 1 << 20).map(|all| all.cells).ok();
        let parts = facts_of(&[second.as_bytes(), first.as_bytes()], &settings(), 1 << 20).map(|all| all.cells).ok();
        prop_assert_eq!(whole, parts);
    }

    /// Written by pyarrow: small pages, several row groups, dictionaries, nested columns.
    #[test]
    fn a_damaged_parquet_file_is_counted_or_refused(
        damage in proptest::collection::vec((0_usize..1 << 20, 0_u8..=255), 1..20), tail: bool
    ) {
        let mut bytes = include_bytes!("../../tests/cases/parquet/exports/b-pyarrow.parquet").to_vec();
        // Most of what can go wrong is in what stands at the end.
        let (length, from) = (bytes.len(), if tail { bytes.len() - 4_000 } else { 4 });
        for (at, byte) in damage {
            bytes[from + at % (length - from)] = byte;
        }
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("a.csv"), bytes).expect("written");
        let columns = Columns { score: named("score"), date: Some(named("day")), region: Some(named("region")), ..Columns::default() };
        let source = Source { folder: folder.path().to_owned(), files: vec![named("a.csv")], ..crate::config::Config::default().source };
        let (roles, needed) = Roles::of(&columns, &[]);
        if let Ok(inputs) = source::inputs(&source, &needed) {
            let needs = Needs { by: vec![Cut::REGION], ..Needs::default() };
            let _ = count(&inputs, &Settings { roles, ..settings() }, &needs, &|_, _| {});
        }
    }

    #[test]
    fn any_bytes_are_counted_or_refused(bytes: Vec<u8>, chunk_size in 1_usize..50) {
        let _ = facts_of(&[&[HEADER.as_bytes(), &bytes].concat()], &settings(), chunk_size);
    }
}

#[test]
fn rows_are_counted_by_period_and_region_or_by_reason() {
    let file = b"when,nps,where,why\n2026-01-05,9,North\n2026-01-06,9,,\n\n2026-02-01,x,North,\n2026-02-02,7,North,,more\n\
        2026-02-02,,North\n,,\n , ,,\n2026-10-01,x,North,\n";
    let Excerpt { cells, intake, .. } = facts_of(&[file], &settings(), 16).expect("facts");
    let histogram = Answers::from(crate::survey::Histogram::new([vec![0; 9], vec![1, 0]].concat()));
    let january = settings().calendar.parse("2026-01").map(Period::ordinal).ok();
    let named = Some(Region::Named("North".to_owned()));
    assert_eq!(
        cells.into_iter().collect::<Vec<_>>(),
        [((january, named), histogram.clone()), ((january, Some(Region::NotStated)), histogram),]
    );
    let rejects = |row, values: &[&str]| RejectedRows {
        rows: 1,
        first: vec![("a.csv".to_owned(), row)],
        values: values.iter().map(|value| ((*value).to_owned(), 1)).collect(),
    };
    let file = FileTaken {
        name: "a.csv".to_owned(),
        rows: 8,
        rejected: [(Reason::RaggedRow, 1), (Reason::ScoreNotANumber, 1)].into(),
        outside: [(Outside::AfterReport, 1), (Outside::NoAnswer, 1), (Outside::Blank, 2)].into(),
        described: Described { kind: FileKind::Csv, packed: None, delimiter: Some(','), sheet: None },
        encoding: None,
    };
    assert_eq!(
        intake,
        Intake {
            shapes: std::sync::Arc::default(),
            files: vec![file],
            rows_read: 8,
            rows_used: 2,
            rows_short: 1,
            rows_labelled: 0,
            repeated: None,
            outside: [(Outside::AfterReport, 1), (Outside::NoAnswer, 1), (Outside::Blank, 2)].into(),
            rejected: [(Reason::RaggedRow, rejects(5, &[])), (Reason::ScoreNotANumber, rejects(4, &["x"]))]
                .into(),
            unlisted: Vec::new(),
            date_format: Some("YYYY-MM-DD".to_owned()),
            decimal: None,
        }
    );
}

/// Names in Windows-1251 by Python, which come after so much ASCII that nobody looks for them, beside such in UTF-8; one of them
/// is `Ні` in one encoding and a letter of the other.
#[test]
fn names_in_two_encodings_are_the_same_however_the_work_is_shared() {
    let names: [&[u8]; 6] = [
        b"\xca\xe8\xbf\xe2",
        "Київ".as_bytes(),
        b"\xcb\xfc\xe2\xb3\xe2",
        b"\"\xce\xe4\xe5\xf1\xe0\"",
        b" \xa0",
        b"North",
    ];
    let mut file = format!("{HEADER}{}", "2026-01-01,9,North,\n".repeat(20_000)).into_bytes();
    for at in 0..3_000 {
        let name = names[at * 7 % names.len()];
        file.extend([b"2026-01-01,", &b"09"[at % 2..][..1], b",", name, b",\n"].concat());
    }
    let counted = |threads, chunk_size| {
        let threads = NonZeroUsize::new(threads).expect("some");
        facts_of(&[&file], &Settings { threads, ..settings() }, chunk_size).expect("facts")
    };
    let one = counted(1, 1 << 20);
    let regions: Vec<(String, u64)> = one
        .cells
        .iter()
        .map(|((_, region), answers)| match region {
            Some(Region::Named(name)) => (name.clone(), answers.n()),
            _ => (String::new(), answers.n()),
        })
        .collect();
    let expected = [("North", 20_500), ("Київ", 1_000), ("Львів", 500), ("Одеса", 500), ("", 500)];
    let sorted = |mut all: Vec<(String, u64)>| {
        all.sort();
        all
    };
    assert_eq!(sorted(regions), sorted(expected.map(|(name, n)| (name.to_owned(), n)).to_vec()));
    let read = EncodingRead { name: "windows-1251".to_owned(), by: EncodingBy::Guess };
    assert_eq!(one.intake.files[0].encoding, Some(read));
    for (threads, chunk_size) in [(1, 5_000), (2, 1 << 16), (4, 3_000)] {
        let other = counted(threads, chunk_size);
        assert_eq!((&other.cells, &other.intake), (&one.cells, &one.intake), "{threads} {chunk_size}");
    }
}

#[test]
fn damaged_rows_are_pointed_at() {
    // Longer than what is looked at first of a file.
    let good = format!("2026-01-01,9,North,\"a\n{}\"\n", "b".repeat(100_000));
    let file = |bad: &[u8]| [HEADER.as_bytes(), good.repeat(3).as_bytes(), bad, good.as_bytes()].concat();
    for chunk_size in [1 << 16, 1 << 20] {
        for (bad, message, row) in [(
            &b"2026-01-01,9,\"No\0rth\",\n"[..],
            "this row holds a NUL byte, so the file is no text file",
            5,
        )] {
            for threads in [1, 3] {
                let threads = NonZeroUsize::new(threads).expect("some");
                let error = facts_of(&[&file(bad)], &Settings { threads, ..settings() }, chunk_size)
                    .expect_err("damaged");
                assert_eq!(error.problems[0].message, message);
                assert!(matches!(error.problems[0].place, Some(Place::Row { row: at, .. }) if at == row));
            }
        }
        let open = [HEADER.as_bytes(), good.repeat(3).as_bytes(), b"2026-01-01,9,\"North,\n2026-01-01,9,,\n"]
            .concat();
        let error = facts_of(&[&open], &settings(), chunk_size).expect_err("an open quote");
        assert_eq!(error.problems[0].message, "the quote that opens on line 8 is never closed");
        assert!(matches!(error.problems[0].place, Some(Place::Row { row: 5, .. })));
    }
}

#[test]
fn rows_are_not_swallowed_by_a_stray_quote() {
    let rows = |score: u32, count| format!("2026-08-11,{score},A,\n").repeat(count);
    let (first, second, third) = (rows(9, 20), rows(0, 30), rows(9, 20));
    let file = |before: &str| {
        format!("{before}{HEADER}{first}2026-08-11,9,\"B,\n{second}2026-08-11,9,\"B\" inc,\n{third}")
    };
    let refused = |line| {
        (
            format!(
                "the quote that opens on line {line} is not closed properly: text follows its closing quote on a later line"
            ),
            Some(22),
            "close it, or write it twice (`\"\"`) if it belongs to the text".to_owned(),
        )
    };
    assert_eq!(refusal(file("").as_bytes(), &settings()), refused(22));
    assert_eq!(refusal(file("\u{feff}sep=,\r\n").as_bytes(), &settings()), refused(23));
    let one_line = format!("{HEADER}2026-08-11,9,\"B\" inc,\"a\nb\"\n");
    let all = facts_of(&[one_line.as_bytes()], &settings(), 1 << 20).expect("facts");
    assert_eq!(
        all.cells.keys().next().and_then(|(_, region)| region.clone()),
        Some(Region::Named("B inc".to_owned()))
    );
}

#[test]
fn cells_that_are_missing_at_the_end_are_blank_and_empty_ones_beyond_it_do_not_matter() {
    let rows = "2026-08-11,9,A,x,\n2026-08-11,9,A,\"x\",\"\"\r\n2026-08-11,9,A,x,,\n2026-08-11,9,A,x, \n\
        2026-08-11,9,A\n2026-08-11,9\n2026-08-11\n2026-08-11,9,A,x,,y\n";
    let all = facts_of(&[format!("{HEADER}{rows}").as_bytes()], &settings(), 16).expect("facts");
    let Excerpt { cells, intake, .. } = all;
    assert_eq!((intake.rows_used, intake.rows_short), (6, 2));
    let not_stated = cells.iter().filter(|((_, region), _)| *region == Some(Region::NotStated));
    assert_eq!(not_stated.map(|(_, answers)| answers.n()).sum::<u64>(), 1);
    assert_eq!(intake.outside, [(Outside::NoAnswer, 1)].into());
    assert_eq!(intake.rejected.keys().copied().collect::<Vec<_>>(), [Reason::RaggedRow]);
    assert_eq!(
        intake.rejected[&Reason::RaggedRow].first.iter().map(|(_, row)| *row).collect::<Vec<_>>(),
        [9]
    );
}

#[test]
fn a_file_that_changes_while_it_is_read_is_refused() {
    let text = format!("{HEADER}{}", "2026-08-11,9,A,\n".repeat(1000));
    let longer = format!("{text}2026-08-11,9,A,\n");
    let shorter = &text[..text.len() / 2];
    for changed in [longer.as_str(), shorter] {
        for at_once in [true, false] {
            let folder = tempfile::tempdir().expect("a folder");
            let path = folder.path().join("a.csv");
            fs::write(&path, &text).expect("written");
            let inputs = inputs_of(folder.path(), &settings()).expect("usable");
            let is_due = AtomicBool::new(true);
            let change = || {
                if is_due.swap(false, Ordering::Relaxed) {
                    fs::write(&path, changed).expect("written");
                }
            };
            if at_once {
                change();
            }
            let error = count_in_chunks(&inputs, &settings(), &|_, _| change(), 256).expect_err("a refusal");
            assert_eq!(error.kind, Kind::Data);
            assert!(error.problems[0].message.ends_with("/a.csv` changed while it was read"));
        }
    }
}

#[test]
fn a_record_without_end_is_refused() {
    let long = [HEADER.as_bytes(), b"2026-01-01,9,North,", &b"x".repeat(9 << 20)].concat();
    assert_eq!(refusal(&[&long[..], b"\n"].concat(), &settings()).0, "this record is longer than 8 MiB");
    let open = [HEADER.as_bytes(), b"2026-01-01,9,North,\"", &b"x\n".repeat(5 << 20)].concat();
    assert_eq!(refusal(&open, &settings()).0, "the quote that opens on line 2 is not closed within 8 MiB");
}

#[test]
fn too_many_rows_with_faults_stop_the_build() {
    let rows =
        format!("{HEADER}{}{}", "2026-01-01,9,,\n".repeat(4), "2026-01-01,x,,\n2026-01-01,12,,\n".repeat(6));
    let (message, _, hints) = refusal(rows.as_bytes(), &Settings { max_rejected: 0.07, ..settings() });
    assert_eq!(message, "12 of 16 rows (75.0 %) cannot be used, more than the 7 % allowed");
    assert_eq!(
        hints,
        "6 rows with a score that is not a number: `x` (6 times) (rows 6, 8, 10, 12, 14, …); 6 rows with a score outside the \
         scale: `12` (6 times) (rows 7, 9, 11, 13, 15, …); leave the cell of the score blank where there is no answer: such \
         rows are no faults; a score is a whole number, alone or beside its label: `10 - definitely`; if the question had \
         another scale, state it as `scale`; if the rest of such rows is rightly left out, allow more of them by \
         `source.max_rejected`"
    );
    let (message, _, hints) = refusal(format!("{HEADER}2026-01-01,x,,\n").as_bytes(), &settings());
    assert_eq!(
        (message.as_str(), hints.as_str()),
        (
            "the only row cannot be used",
            "1 row with a score that is not a number: `x` (row 2); leave the cell of the score blank where there is no answer: \
             such rows are no faults; a score is a whole number, alone or beside its label: `10 - definitely`"
        )
    );
    for nothing in ["", "\n\n", ",,\n,,,\n"] {
        let (message, ..) = refusal(format!("{HEADER}{nothing}").as_bytes(), &settings());
        assert_eq!(message, "there are no answers: no file has a row after its header");
    }
}

#[test]
fn rows_outside_the_question_are_no_faults() {
    let [good, late, unanswered, bad] =
        ["2026-01-01,9,,\n", "2026-10-01,9,,\n", "2026-01-01,,,\n", "2026-01-01,x,,\n"];
    let text = |rows: &[(&str, usize)]| {
        let rows: String = rows.iter().map(|(row, count)| row.repeat(*count)).collect();
        format!("{HEADER}{rows}")
    };
    let strict = Settings { max_rejected: 0.2, ..settings() };
    let used =
        |rows: &[(&str, usize)]| facts_of(&[text(rows).as_bytes()], &strict, 64).map(|t| t.intake.rows_used);
    assert_eq!(used(&[(good, 4), (late, 40), (unanswered, 40), (",,,\n", 40), (bad, 1)]), Ok(4));
    // A fault is a share of the rows that matter, not of all.
    assert!(used(&[(good, 3), (late, 40), (bad, 1)]).is_err());
    let (message, _, hints) = refusal(text(&[(late, 2), (unanswered, 1)]).as_bytes(), &strict);
    assert_eq!(message, "no row has an answer of 2026-09-30 or earlier");
    assert_eq!(
        hints,
        "2 rows dated after the reporting date; 1 row without an answer to the question; state a later reporting date as \
         `as_of` or with `--as-of`"
    );
    let (message, ..) = refusal(text(&[(unanswered, 1)]).as_bytes(), &strict);
    assert_eq!(message, "no row has an answer in the column `nps`");
}

/// Scores are told apart by how they are written: the weights of the two kinds of rows are not the same.
#[test]
fn identifiers_are_no_regions() {
    let rows: String = (0..=5_000).map(|id| format!("2026-01-01,9,id {id},\n")).collect::<Vec<_>>().concat();
    let (message, _, _) = refusal(format!("{HEADER}{rows}").as_bytes(), &settings());
    assert_eq!(message, "column `where` holds more than 5,000 different regions");
}
