//! Scores that are written with the label of the answer count as the numbers they are.

use std::fs;

use serde_json::Value;

use crate::support::{folder, run, stderr, stdout};

/// Forty of ten, forty of eight and twenty of zero: 40 % − 20 % is 20.
fn rows(ten: &str, eight: &str, zero: &str) -> String {
    let row = |score: &str, at: usize| format!("\"{score}\",2026-08-{:02},C{}\n", at % 28 + 1, at % 2);
    let of = |score: &str, n: usize| (0..n).map(|at| row(score, at)).collect::<String>();
    format!("nps,day,client\n{}{}{}", of(ten, 40), of(eight, 40), of(zero, 20))
}

fn built(language: &str, more: &str, rows: &str, arguments: &[&str]) -> (Value, String, tempfile::TempDir) {
    let config = format!(
        "title: T\nlanguage: {language}\nas_of: 2026-10-05\nsource: {{files: a.csv}}\n\
         columns: {{score: nps, date: day}}\n{more}"
    );
    let home = folder(&[("c.yaml", &config), ("a.csv", rows)]);
    let output = run(home.path(), ["build", "c.yaml"].iter().chain(arguments));
    assert!(output.status.success(), "{}", stderr(&output));
    let read = |name: &str| fs::read_to_string(home.path().join("report").join(name)).unwrap_or_default();
    let json = serde_json::from_str(&read("report.json")).unwrap_or(Value::Null);
    (json, read("report.html"), home)
}

#[test]
fn labels_give_the_score_that_plain_numbers_give() {
    let (plain, page, _) = built("en", "", &rows("10", "8", "0"), &[]);
    assert_eq!(plain["overall"]["nps"], 20.0);
    assert!(
        plain["sections"]["quality"].get("rows_labelled").is_none()
            && !page.contains("with words beside the number")
    );
    for (ten, eight, zero, labelled) in [
        ("10 - definitely", "8", "0 - Not at all likely", 60),
        ("Extremely likely - 10", "8", "Not at all likely - 0", 60),
        ("Точно порекомендую (10)", "8 (скорее да)", "Точно нет (0)", 100),
        ("10", "8: likely", "0", 40),
    ] {
        let (told, page, _) = built("en", "", &rows(ten, eight, zero), &[]);
        assert_eq!(told["overall"], plain["overall"], "{ten}");
        assert_eq!(
            told["sections"]["composition"]["histogram"], plain["sections"]["composition"]["histogram"],
            "{ten}"
        );
        assert_eq!(told["sections"]["quality"]["rows_labelled"], labelled, "{ten}");
        assert_eq!(
            told["sections"]["quality"]["rejected"], plain["sections"]["quality"]["rejected"],
            "{ten}"
        );
        let said =
            format!("Scores written with words beside the number, such as “Definitely (10)”: {labelled}.");
        assert!(page.contains(&said), "{ten}");
    }
}

#[test]
fn the_account_says_so_in_every_language_and_it_can_be_explained() {
    let rows = rows("10 - yes", "8", "0");
    for (language, said) in
        [("ru", "Оценок, рядом с которыми записаны слова"), ("uk", "Оцінок, поруч з якими записано слова")]
    {
        let (_, page, home) = built(language, "", &rows, &[]);
        assert!(page.contains(said), "{language}");
        let output = run(home.path(), ["explain", "c.yaml", "--figure", "/sections/quality/rows_labelled"]);
        assert!(output.status.success() && stdout(&output).contains("40"), "{}", stdout(&output));
    }
}

#[test]
fn a_client_is_told_of_its_own_labels_only() {
    let mixed = rows("10 - yes", "8", "0");
    let one = |at: usize, row: &str| {
        if at == 1 { format!("{row}\n9 - yes,2026-08-01,C0\n") } else { format!("{row}\n") }
    };
    let mixed: String = mixed.lines().enumerate().map(|(at, row)| one(at, row)).collect();
    let json = |threads: &str| {
        let (_, _, home) = built("en", "reports: {one_per: client}\n", &mixed, &["--threads", threads]);
        let read = |client: &str| {
            let path = home.path().join("report").join(client).join("report.json");
            let json: Value =
                serde_json::from_str(&fs::read_to_string(path).expect("written")).expect("JSON");
            json["sections"]["quality"]["rows_labelled"].clone()
        };
        let index = fs::read_to_string(home.path().join("report/index.json")).expect("written");
        let index: Value = serde_json::from_str(&index).expect("JSON");
        [read("c0"), read("c1"), index["quality"]["rows_labelled"].clone()]
    };
    assert_eq!(json("1"), [Value::from(21), Value::from(20), Value::from(41)]);
    assert_eq!(json("1"), json("2"));
}
