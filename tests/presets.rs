//! The exports of survey systems: each is known by its headings, and read as it is meant.

use std::fs;

use serde_json::Value;

use crate::support::{folder, plaudit, project, stderr, stdout};

/// What the reports are of: a day after all answers.
const TODAY: &str = "1791000000";

/// What a file holds, counted by hand.
struct Export {
    file: &'static str,
    preset: &'static str,
    score: &'static str,
    /// Rows that are read, used, not meant, and without an answer.
    rows: [u64; 4],
    days: [&'static str; 2],
    /// Promoters, passives, detractors.
    answers: [u64; 3],
}

const EXPORTS: [Export; 12] = [
    Export {
        file: "qualtrics.csv",
        preset: "qualtrics",
        score: "Q1",
        rows: [9, 4, 4, 1],
        days: ["2026-07-01", "2026-07-04"],
        answers: [2, 1, 1],
    },
    Export {
        file: "qualtrics-legacy.csv",
        preset: "qualtrics-legacy",
        score: "Q1",
        rows: [4, 2, 2, 0],
        days: ["2026-07-01", "2026-07-02"],
        answers: [1, 1, 0],
    },
    Export {
        file: "surveymonkey.csv",
        preset: "surveymonkey",
        score: "How likely is it that you would recommend us?",
        rows: [5, 4, 0, 1],
        days: ["2026-07-01", "2026-07-14"],
        answers: [2, 1, 1],
    },
    Export {
        file: "typeform.csv",
        preset: "typeform",
        score: "How likely are you to recommend <strong>us</strong>?",
        rows: [5, 3, 2, 0],
        days: ["2026-07-01", "2026-07-03"],
        answers: [2, 0, 1],
    },
    Export {
        file: "delighted.csv",
        preset: "delighted",
        score: "score",
        rows: [5, 4, 1, 0],
        days: ["2026-07-01", "2026-07-04"],
        answers: [2, 1, 1],
    },
    Export {
        file: "google-forms.csv",
        preset: "google-forms",
        score: "How likely are you to recommend us?",
        rows: [3, 3, 0, 0],
        days: ["2026-07-13", "2026-07-15"],
        answers: [1, 1, 1],
    },
    Export {
        file: "google-forms.ru.csv",
        preset: "google-forms",
        score: "Насколько вероятно, что вы порекомендуете нас?",
        rows: [3, 3, 0, 0],
        days: ["2026-07-13", "2026-07-15"],
        answers: [1, 1, 1],
    },
    Export {
        file: "limesurvey.csv",
        preset: "limesurvey",
        score: "Q01[SQ001]. How likely? [us]",
        rows: [5, 3, 1, 1],
        days: ["2026-07-01", "2026-07-03"],
        answers: [2, 0, 1],
    },
    Export {
        file: "limesurvey.empty.csv",
        preset: "limesurvey",
        score: "Q01[SQ001]",
        rows: [2, 1, 0, 0],
        days: ["2026-07-01", "2026-07-01"],
        answers: [1, 0, 0],
    },
    Export {
        file: "formbricks.csv",
        preset: "formbricks",
        score: "1. How likely are you to recommend us?",
        rows: [4, 3, 1, 0],
        days: ["2026-07-01", "2026-07-04"],
        answers: [1, 1, 1],
    },
    Export {
        file: "bitrix24.csv",
        preset: "bitrix24",
        score: "Оценка NPS",
        rows: [4, 3, 0, 1],
        days: ["2026-07-01", "2026-07-03"],
        answers: [2, 0, 1],
    },
    Export {
        file: "bitrix24.rest.csv",
        preset: "bitrix24",
        score: "UF_CRM_1700000000",
        rows: [2, 2, 0, 0],
        days: ["2026-07-01", "2026-07-02"],
        answers: [1, 0, 1],
    },
];

fn export(file: &str) -> Vec<u8> {
    fs::read(project().join("tests/presets").join(file)).expect("an export")
}

/// The report by a config, beside an export.
fn report(export: (&str, &[u8]), config: &str) -> Value {
    let folder = folder(&[("c.yaml", config)]);
    fs::write(folder.path().join(export.0), export.1).expect("written");
    let built = plaudit(folder.path())
        .args(["build", "c.yaml", "--quiet"])
        .env("SOURCE_DATE_EPOCH", TODAY)
        .output()
        .expect("a run");
    assert!(built.status.success(), "{}: {}", export.0, stderr(&built));
    let text = fs::read_to_string(folder.path().join("report/report.json")).expect("a report");
    serde_json::from_str(&text).expect("JSON")
}

/// What a report says of rows, days and answers.
fn told(report: &Value) -> ([u64; 4], [String; 2], [u64; 3]) {
    let quality = &report["sections"]["quality"];
    let number = |value: &Value| value.as_u64().unwrap_or(0);
    let outside = |why: &str| number(&quality["outside"][why]);
    let day = |which: &str| quality["days"][which].as_str().expect("a day").to_owned();
    let counts = &report["overall"]["counts"];
    (
        [
            number(&quality["rows_read"]),
            number(&quality["rows_used"]),
            outside("not_meant"),
            outside("no_answer"),
        ],
        [day("first"), day("last")],
        ["promoters", "passives", "detractors"].map(|group| number(&counts[group])),
    )
}

#[test]
fn exports_are_read_as_their_systems_mean_them() {
    for Export { file, preset, score, rows, days, answers } in EXPORTS {
        let config = format!(
            "title: A\nsource: {{files: {file}, preset: {preset}}}\ncolumns: {{score: {score:?}}}\nperiods: {{by: year, current: 2026}}\n\
             method: {{hide_below: 1}}\n"
        );
        let report = report((file, &export(file)), &config);
        assert_eq!(told(&report), (rows, days.map(str::to_owned), answers), "{file}");
    }
}

#[test]
fn an_export_gives_the_config_that_builds_it() {
    for Export { file, preset, score, rows, days, answers } in EXPORTS {
        let folder = folder(&[]);
        fs::write(folder.path().join(file), export(file)).expect("written");
        let run = |arguments: &[&str]| {
            plaudit(folder.path()).args(arguments).env("SOURCE_DATE_EPOCH", TODAY).output().expect("a run")
        };
        let found = run(&["detect", file]);
        assert!(found.status.success(), "{file}: {}", stderr(&found));
        let config = stdout(&found);
        assert!(config.contains(&format!("\n  preset: {preset}\n")), "{file}: {config}");
        let named = [format!("\n  score: {score}\n"), format!("\n  score: {score:?}\n")];
        assert!(named.iter().any(|line| config.contains(line)), "{file}: {config}");
        let by_it = format!("{config}\nmethod: {{hide_below: 1}}\n")
            .replace("{by: month", "{by: year, current: 2026");
        assert_eq!(
            told(&report((file, &export(file)), &by_it)),
            (rows, days.map(str::to_owned), answers),
            "{file}"
        );
        // Written, it lies beside the export or anywhere else.
        let written = run(&["init", "new/deep", "--from", file, "--quiet"]);
        assert!(written.status.success(), "{file}: {}", stderr(&written));
        let built = run(&["check", "new/deep/plaudit.yaml", "--quiet"]);
        assert!(built.status.success(), "{file}: {}", stderr(&built));
    }
}

#[test]
fn the_text_of_an_export_may_be_in_any_encoding_and_lines() {
    let plain = String::from_utf8(export("surveymonkey.csv")).expect("UTF-8");
    let config = |more: &str| {
        format!(
            "title: A\nsource: {{files: a.csv, preset: surveymonkey{more}}}\nperiods: {{by: year, current: 2026}}\n\
             columns: {{score: 'How likely is it that you would recommend us?'}}\nmethod: {{hide_below: 1}}\n"
        )
    };
    let expected = told(&report(("a.csv", plain.as_bytes()), &config("")));
    let utf_16: Vec<u8> =
        std::iter::once(0xfeff).chain(plain.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for (text, more) in [
        (plain.replace('\n', "\r\n").into_bytes(), ""),
        (format!("\u{feff}\n{plain}\n\n").into_bytes(), ""),
        (utf_16, ""),
        (format!("sep=,\r\n{plain}").into_bytes(), ", header_rows: 2"),
    ] {
        assert_eq!(told(&report(("a.csv", &text), &config(more))), expected);
    }
}

#[test]
fn a_preset_may_be_a_file_and_what_a_config_states_stands_over_it() {
    let own = "name: Ours\nknown_by: [When, Mark]\n\
               source: {skip_rows: 1, date_format: DD.MM.YYYY, delimiter: semicolon, headings: {Mark: [Оценка, Grade]},\n  \
               where: {State: {is: done, optional: true}}}\ncolumns: {score: Mark, date: When}\n";
    let text =
        "When;Grade;State\nday;0 to 10;text\n01.07.2026;10;done\n02.07.2026;9;open\n03.07.2026;0;done\n";
    let report = |preset: &str, more: &str, text: &str| {
        let folder = folder(&[("p/ours.yaml", preset), ("a.csv", text)]);
        let config = format!(
            "title: A\nsource: {{files: a.csv, preset: p/ours.yaml{more}}}\nperiods: {{by: year, current: 2026}}\nmethod: {{hide_below: 1}}\n"
        );
        fs::write(folder.path().join("c.yaml"), config).expect("written");
        let built = plaudit(folder.path())
            .args(["build", "c.yaml", "--quiet"])
            .env("SOURCE_DATE_EPOCH", TODAY)
            .output()
            .expect("a run");
        if !built.status.success() {
            return Err(stderr(&built));
        }
        let text = fs::read_to_string(folder.path().join("report/report.json")).expect("a report");
        Ok(told(&serde_json::from_str(&text).expect("JSON")))
    };
    let days = |first: &str, last: &str| [first.to_owned(), last.to_owned()];
    assert_eq!(report(own, "", text), Ok(([3, 2, 1, 0], days("2026-07-01", "2026-07-03"), [1, 0, 1])));
    // The config has other conditions.
    assert_eq!(
        report(own, ", where: {State: open}", text),
        Ok(([3, 1, 2, 0], days("2026-07-02", "2026-07-02"), [1, 0, 0]))
    );
    // A column that need not be there.
    let short = "When;Оценка\nday;0 to 10\n01.07.2026;10\n02.07.2026;9\n";
    assert_eq!(
        report(&own.replace("is: done", "is: [done, \"\"]"), "", short),
        Ok(([2, 2, 0, 0], days("2026-07-01", "2026-07-02"), [2, 0, 0]))
    );
    let missing = report(own, "", &text.replace("When", "Day")).expect_err("a missing column");
    for said in ["no column `When` in `a.csv`", "the preset `p/ours.yaml` expects it", "preset: p/ours.yaml"]
    {
        assert!(missing.contains(said), "{said}: {missing}");
    }
    let wrong = report("name: Ours\nsource: {files: a.csv, skip_rows: 5000}\ncolums: {}\n", "", text)
        .expect_err("a wrong preset");
    for said in ["a preset states no `source.files`", "`5000` is no number of rows", "colums", "p/ours.yaml:"]
    {
        assert!(wrong.contains(said), "{said}: {wrong}");
    }
}

#[test]
fn a_first_config_tells_what_should_be_doubted() {
    let detect = |text: &str| {
        let folder = folder(&[("a.csv", text)]);
        let found = plaudit(folder.path())
            .args(["detect", "a.csv"])
            .env("SOURCE_DATE_EPOCH", TODAY)
            .output()
            .expect("a run");
        (found.status.code(), stdout(&found).replace("\n#    ", ""), stderr(&found))
    };
    let rows = |line: &dyn Fn(usize) -> String| (0..60).map(|at| line(at) + "\n").collect::<String>();
    // Day and month can be swapped in all of them.
    let text =
        format!("date,score\n{}", rows(&|at| format!("0{}/0{}/2026,{}", 1 + at % 7, 1 + at % 8, at % 11)));
    let (code, config, said) = detect(&text);
    assert_eq!(code, Some(0));
    assert!(said.contains("that it is the day is a guess"), "{said}");
    assert!(config.contains("tells which of day and month comes first"), "{config}");
    assert!(config.contains("date_format: DD.MM.YYYY"), "{config}");
    // Two questions of 0 to 10.
    let text = format!("nps studio,nps product\n{}", rows(&|at| format!("{},{}", at % 11, (at + 5) % 11)));
    let (_, config, _) = detect(&text);
    assert!(
        config.contains("score: \"nps studio\"") && config.contains("of which one is the score"),
        "{config}"
    );
    // The other way round, and of another scale.
    let text = format!(
        "score\n{}",
        rows(&|at| ["0 - extremely likely", "10 - not at all likely", "5"][at % 3].to_owned())
    );
    let (_, config, _) = detect(&text);
    assert!(config.contains("may be the other way round"), "{config}");
    let text = format!("Оценка\n{}", rows(&|at| (1 + at % 5).to_string()));
    let (code, config, said) = detect(&text);
    assert_eq!(code, Some(0), "{said}");
    assert!(config.contains("which is no scale of NPS") && config.contains("language: ru"), "{config}");
    // All answers are of the month that is going on, or of this week.
    let text = format!("date,score\n{}", rows(&|at| format!("2026-10-0{},{}", 1 + at % 2, at % 11)));
    let (code, config, said) = detect(&text);
    assert_eq!(code, Some(0), "{said}");
    assert!(config.contains("periods: {by: month, current: 2026-10}"), "{config}");
    let text = format!("date,score\n{}", rows(&|at| format!("2026-09-01,{}", at % 11)));
    let (_, config, _) = detect(&text);
    assert!(config.contains("periods: {by: month}"), "{config}");
    // Nothing that could be a score.
    let (code, config, said) = detect("name,city\nAnn,Kyiv\nBob,Lviv\n");
    assert_eq!(code, Some(4), "{said}");
    assert!(config.contains("#   city") && said.contains("no column looks like a score"), "{config}{said}");
}

#[test]
fn a_heading_stands_for_one_column() {
    let config = "title: A\nsource:\n  files: a.csv\n  headings: {score: [NPS], other: [NPS]}\ncolumns: {score: score}\n";
    let folder = folder(&[("c.yaml", config), ("a.csv", "NPS\n9\n")]);
    let checked = plaudit(folder.path()).args(["check", "c.yaml"]).output().expect("a run");
    assert_eq!(checked.status.code(), Some(3));
    let told = stderr(&checked);
    assert!(told.contains("the heading `NPS` stands for `other` and for `score`"), "{told}");
}

#[test]
fn answers_that_are_passed_over_as_headings_are_told() {
    let check = |source: &str, text: &str, more: &[&str]| {
        let config = format!(
            "title: A\nsource: {{files: a.csv, {source}}}\ncolumns: {{score: Q1, date: RecordedDate}}\nperiods: {{by: year, current: 2026}}\n"
        );
        let folder = folder(&[("c.yaml", &config), ("a.csv", text)]);
        let checked = plaudit(folder.path())
            .args([&["check", "c.yaml"], more].concat())
            .env("SOURCE_DATE_EPOCH", TODAY)
            .output()
            .expect("a run");
        (checked.status.code(), stderr(&checked))
    };
    let whole = String::from_utf8(export("qualtrics.csv")).expect("UTF-8");
    let (code, told) = check("preset: qualtrics", &whole, &["--strict"]);
    assert!(code == Some(0) && !told.contains("passed over"), "{told}");
    let (_, told) = check("preset: qualtrics", &whole, &[]);
    assert!(!told.contains("passed over"), "{told}");
    // The same export without the two rows below its headings.
    let answers = "ResponseId,RecordedDate,Q1\nR1,2026-07-01 10:00:00,9\nR2,2026-07-02 10:00:00,8\nR3,2026-07-03 10:00:00,3\n";
    let (code, told) = check("preset: qualtrics", answers, &[]);
    assert!(code == Some(0) && told.contains("2 rows below the headings look like answers"), "{told}");
    assert!(told.contains("a.csv, row 2") && told.contains("skip_rows: 0"), "{told}");
    assert_eq!(check("preset: qualtrics", answers, &["--strict"]).0, Some(4));
    let (_, told) = check("header_rows: 2", answers, &[]);
    assert!(told.contains("no column `Q1`") || told.contains("1 row below the headings looks"), "{told}");
    let (code, told) = check("skip_rows: 3", answers, &[]);
    assert!(code == Some(4) && told.contains("`source.skip_rows` or the preset"), "{told}");
    let (_, told) = check("preset: qualtrics, skip_rows: 0", answers, &[]);
    assert!(!told.contains("passed over"), "{told}");
}

#[test]
fn a_column_that_a_preset_calls_otherwise_is_named_as_it_is_called() {
    let config = "title: A\nsource: {files: a.csv, preset: bitrix24}\ncolumns: {score: Оценка NPS, region: Ответственный}\n";
    let folder = folder(&[("c.yaml", config)]);
    fs::write(folder.path().join("a.csv"), export("bitrix24.csv")).expect("written");
    let checked = plaudit(folder.path()).args(["check", "c.yaml"]).output().expect("a run");
    let told = stderr(&checked);
    assert!(
        told.contains("it is called `ASSIGNED_BY_ID` by `source.preset: bitrix24`: name it so"),
        "{told}"
    );
}
