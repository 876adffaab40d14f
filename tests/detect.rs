//! `plaudit detect` on exports that are not plain: each has one thing that a newcomer would stumble over.

use std::fmt::Write;
use std::path::Path;

use crate::support::{folder, plaudit, stderr, stdout};

/// The day before which all answers of these files are.
const TODAY: &str = "1790812800"; // 2026-10-01

/// What is said on stdout, comments in one line, and on stderr, and the exit code.
fn detect(folder: &Path, files: &[&str]) -> (String, String, Option<i32>) {
    let arguments = [&["detect"], files].concat();
    let found = plaudit(folder).args(arguments).env("SOURCE_DATE_EPOCH", TODAY).output().expect("a run");
    (stdout(&found).replace("\n#    ", ""), stderr(&found), found.status.code())
}

/// Builds what was printed, and tells how many rows were used.
fn used(folder: &Path, config: &str) -> String {
    std::fs::write(folder.join("c.yaml"), config).expect("written");
    let checked =
        plaudit(folder).args(["check", "c.yaml"]).env("SOURCE_DATE_EPOCH", TODAY).output().expect("a run");
    assert!(checked.status.success(), "{config}{}", stderr(&checked));
    stderr(&checked)
}

fn rows(line: impl Fn(usize) -> String) -> String {
    (0..60).fold(String::new(), |mut text, at| {
        let _ = writeln!(text, "{}", line(at));
        text
    })
}

#[test]
fn numbers_of_days_are_told_and_months_in_words_are_dates() {
    let serial = format!("Дата;Оценка\n{}", rows(|at| format!("{};{}", 45_931.5 + at as f64, at % 11)));
    let russian = ["марта", "мая", "августа", "сент."];
    let months = format!(
        "Дата;Оценка\n{}",
        rows(|at| format!("{} {} 2026 г.;{}", 1 + at % 28, russian[at % 4], at % 11))
    );
    let ukrainian = ["березня", "травня", "Серпня", "лют."];
    let others = format!(
        "Дата;Оцінка\n{}",
        rows(|at| format!("{} {} 2026;{}", 1 + at % 28, ukrainian[at % 4], at % 11))
    );
    let home = folder(&[("serial.csv", &serial), ("months.csv", &months), ("others.csv", &others)]);
    let (config, told, code) = detect(home.path(), &["serial.csv"]);
    assert_eq!(code, Some(0), "{told}");
    // 45931 is 2025-10-01 by LibreOffice Calc.
    for said in [&config, &told] {
        assert!(said.contains("`45931.5` is 2025-10-01 counted from 1899-12-30"), "{said}");
        assert!(said.contains("give the column the format YYYY-MM-DD"), "{said}");
    }
    assert!(!config.contains("\n  date:"), "{config}");
    for file in ["months.csv", "others.csv"] {
        let (config, told, code) = detect(home.path(), &[file]);
        assert_eq!(code, Some(0), "{told}");
        assert!(config.contains("\n  date: \"Дата\"") && config.contains("periods: {by:"), "{config}");
        assert!(!config.contains("date_format"), "{config}");
        // All of them are read, and nothing else.
        let told = used(home.path(), &config);
        assert!(
            told.contains("60 rows read, 60 rows used") || told.contains("60 rows read, 60 used"),
            "{told}"
        );
    }
}

#[test]
fn a_header_below_titles_is_found_and_stated() {
    let answers =
        rows(|at| format!("{:02}.0{}.2026;{};{}", 1 + at % 28, 7 + at % 3, at % 11, ["Север", "Юг"][at % 2]));
    let wide = answers.replace('\n', ";\n");
    let text =
        format!("Отчёт за 3 квартал;;;\n\nПериод;01.07–30.09;;\nДата;Оценка;Регион;Примечание\n{wide}");
    let plain = format!("Отчёт\nДата,Оценка,Регион\n{}", answers.replace(';', ","));
    let other = format!("Отчёт\n\nза квартал\nДата;Оценка;Регион\n{answers}");
    let none = format!(",score\n{}", rows(|at| format!("{at},{}", at % 11)));
    let home = folder(&[("a.csv", &text), ("b.csv", &plain), ("c.csv", &other), ("d.csv", &none)]);
    let (config, told, code) = detect(home.path(), &["a.csv"]);
    assert_eq!(code, Some(0), "{told}");
    // The blank line is no row.
    assert!(config.contains("\n  header_row: 3\n") && config.contains("its header in row 3"), "{config}");
    assert!(used(home.path(), &config).contains("60 used"), "{config}");
    let (config, _, _) = detect(home.path(), &["b.csv"]);
    assert!(
        config.contains("\n  header_row: 2\n") && used(home.path(), &config).contains("60 used"),
        "{config}"
    );
    // A column without a name at the left is no title.
    let (config, _, _) = detect(home.path(), &["d.csv"]);
    assert!(!config.contains("header_row"), "{config}");
    // One row holds for all files.
    let (config, _, _) = detect(home.path(), &["b.csv", "c.csv"]);
    assert!(config.contains("another row of each file: 2 in b.csv, 3 in c.csv"), "{config}");
}

#[test]
fn a_stated_header_row_of_a_text_file_is_kept_to() {
    let text = "Report;\nfor July;\nnps;day\n9;2026-07-01\nx;2026-07-02\n";
    let config = |row: u32| {
        format!(
            "title: A\nas_of: 2026-07-31\nsource: {{files: a.csv, header_row: {row}, max_rejected: 90}}\ncolumns: {{score: nps, date: day}}\n\
             periods: {{by: month}}\n"
        )
    };
    let home = folder(&[("a.csv", text), ("c.yaml", &config(3))]);
    let check = |more: &[&str]| {
        let checked =
            plaudit(home.path()).args([&["check", "c.yaml"], more].concat()).output().expect("a run");
        (checked.status.code(), stderr(&checked))
    };
    let (code, told) = check(&["--rows", "rows.csv"]);
    assert_eq!(code, Some(0), "{told}");
    // Rows keep the numbers that they have in the file.
    let rows = std::fs::read_to_string(home.path().join("rows.csv")).expect("rows");
    assert!(rows.contains("a.csv,,5,fault,with a score that is not a number,nps,x,2026-07-02,"), "{rows}");
    std::fs::write(home.path().join("c.yaml"), config(9)).expect("written");
    let (code, told) = check(&[]);
    assert!(
        code == Some(4) && told.contains("has no row 9, which `header_row` says is its header"),
        "{told}"
    );
    std::fs::write(home.path().join("c.yaml"), config(2)).expect("written");
    let (code, told) = check(&[]);
    assert!(code == Some(3) && told.contains("row 3 of `a.csv` holds `nps`"), "{told}");
    assert!(told.contains("state `source: {header_row: 3}`"), "{told}");
}

#[test]
fn rows_of_headings_are_stated_of_files_that_have_some() {
    let home = folder(&[("a.ndjson", "{\"nps\": 9}\n{\"nps\": 3}\n")]);
    for (stated, named) in
        [("skip_rows: 1", "`skip_rows`"), ("header_row: 2, header_rows: 2", "`header_row`, `header_rows`")]
    {
        let config = format!("title: A\nsource: {{files: a.ndjson, {stated}}}\ncolumns: {{score: nps}}\n");
        std::fs::write(home.path().join("c.yaml"), config).expect("written");
        let checked = plaudit(home.path()).args(["check", "c.yaml"]).output().expect("a run");
        let told = stderr(&checked);
        assert_eq!(checked.status.code(), Some(3), "{told}");
        let what = format!("no file has rows of headings, which {named} could be of: this one is JSON");
        assert!(told.contains(&what) && told.contains("a.ndjson"), "{told}");
    }
}

#[test]
fn files_that_call_the_score_otherwise_are_joined_where_that_is_plain() {
    let of = |heading: &str, from: usize| {
        format!(
            "{heading}\n{}",
            rows(|at| format!("2026-0{}-1{},{}", 1 + at % 6, at % 9, from + at % (11 - from)))
        )
    };
    let home = folder(&[
        ("a.csv", &of("date,score", 0)),
        ("b.csv", &of("Submitted,NPS", 0)),
        ("c.csv", &of("date,mark", 0).replace(",1", ",x")),
        ("d.csv", &format!("date,NPS\n{}", rows(|at| format!("2026-01-11,{}", 1 + at % 5)))),
    ]);
    let (config, told, code) = detect(home.path(), &["a.csv", "b.csv", "./a.csv"]);
    assert_eq!(code, Some(0), "{told}");
    assert!(config.contains("\n  headings: {date: [Submitted], score: [NPS]}\n"), "{config}");
    assert!(config.contains("`NPS` of b.csv is taken for the score as `score` is"), "{config}");
    assert!(used(home.path(), &config).contains("120 rows read, 120 used"), "{config}");
    // The same file by another name of it.
    assert!(config.contains("./a.csv is named twice, and was read once"), "{config}");
    assert!(told.contains("the file is named twice") && told.contains("--> ./a.csv"), "{told}");
    // Another scale is another question.
    let (config, _, _) = detect(home.path(), &["a.csv", "d.csv"]);
    assert!(
        config.contains("`NPS` in d.csv, and `score` in a.csv, and they may not be the same"),
        "{config}"
    );
    assert!(!config.contains("\n  headings:"), "{config}");
    let (config, told, code) = detect(home.path(), &["a.csv", "c.csv"]);
    assert_eq!(code, Some(3), "{told}");
    assert!(
        config.contains("c.csv has no column that looks like the score, which is `score` in a.csv"),
        "{config}"
    );
    // There is no config yet that an error could be in.
    assert!(!told.contains("plaudit.yaml"), "{told}");
}

#[test]
fn an_error_is_in_the_file_that_was_looked_at() {
    // Days that may be in two orders in one column, which no config can settle.
    let text =
        format!("date,score\n{}", rows(|at| format!("{},{}", ["13/01/2026", "01/13/2026"][at % 2], at % 11)));
    let home = folder(&[("a.csv", &text)]);
    let (_, told, _) = detect(home.path(), &["a.csv"]);
    assert!(!told.contains("plaudit.yaml"), "{told}");
}

#[test]
fn a_preset_says_what_it_brings_and_one_that_nearly_fits_what_is_missing() {
    let of = |headings: &str| {
        format!("{headings}\n{}", rows(|at| format!("R{at},2026-0{}-15,{}", 1 + at % 6, at % 11)))
    };
    let home = folder(&[
        ("near.csv", &of("ResponseId,EndDate,NPS")),
        ("like.csv", &of("Respondent ID,Collector ID,NPS")),
    ]);
    let (config, told, code) = detect(home.path(), &["near.csv"]);
    assert_eq!(code, Some(0), "{told}");
    assert!(config.contains("nearly like an export of Qualtrics (the preset `qualtrics`)"), "{config}");
    assert!(config.contains("has no column `RecordedDate`"), "{config}");
    let (config, _, _) = detect(home.path(), &["like.csv"]);
    assert!(config.contains("# That brings 2 rows of headings, dates as MM/DD/YYYY, `End Date`"), "{config}");
}

#[test]
fn of_many_columns_those_that_may_be_for_something_stand_first() {
    let names: Vec<String> = (0..299).map(|at| format!("q{at}")).collect();
    let cells = |row: usize| (0..299).map(|at| format!("x{}", row * at % 97)).collect::<Vec<_>>().join(",");
    let text = format!("{},NPS\n{}", names.join(","), rows(|at| format!("{},{}", cells(at), at % 11)));
    let home = folder(&[("a.csv", &text)]);
    let (config, told, code) = detect(home.path(), &["a.csv"]);
    assert_eq!(code, Some(0), "{told}");
    assert!(config.contains("#   NPS   score "), "{config}");
    assert!(config.contains("… 300 columns in all"), "{config}");
}

#[test]
fn a_column_that_is_no_score_is_told_why() {
    let of = |value: &dyn Fn(usize) -> String| {
        format!("date,NPS\n{}", rows(|at| format!("2026-0{}-15,{}", 1 + at % 6, value(at))))
    };
    let home = folder(&[
        ("hundred.csv", &of(&|at| (at * 7 % 101).to_string())),
        ("worked-out.csv", &of(&|at| format!("{}", (at * 7 % 201) as i64 - 100))),
        ("averages.csv", &of(&|at| format!("{:.1}", (at % 50) as f64 / 5.0))),
        ("five.csv", &of(&|at| (1 + at % 5).to_string())),
    ]);
    for (file, said) in [
        ("hundred.csv", "goes from 0 to 99, which is no scale of NPS"),
        ("worked-out.csv", "goes from -100 to 98, as NPS that is worked out already does"),
        ("averages.csv", "holds fractions, as averages do"),
    ] {
        let (config, told, code) = detect(home.path(), &[file]);
        assert_eq!(code, Some(4), "{told}");
        assert!(config.contains(said) && told.contains(said), "{said}: {config}{told}");
    }
    // Scores of their own kind, which a config can say what to make of.
    let (config, _, code) = detect(home.path(), &["five.csv"]);
    assert!(code == Some(0) && config.contains("goes from 1 to 5, which is no scale of NPS"), "{config}");
}

#[test]
fn where_a_config_has_to_be_saved_is_said_where_that_matters() {
    let home = folder(&[("a.csv", &format!("date,score\n{}", rows(|at| format!("2026-01-15,{}", at % 11))))]);
    let (config, _, _) = detect(home.path(), &["a.csv"]);
    assert!(config.starts_with("# Save it in the folder that `plaudit detect` ran in"), "{config}");
    let path = home.path().join("a.csv");
    let (config, _, _) = detect(home.path(), &[path.to_str().expect("UTF-8")]);
    assert!(!config.contains("# Save it"), "{config}");
}
