//! `plaudit plan`: its exact text, and what cannot be asked of it. `tests/plans/<name>.txt` holds the command line, and
//! below it what goes to stdout.

use std::fs;

use crate::support::{compare, folder, project, report, run, stderr, stdout};

#[test]
fn plans_read_as_expected() {
    let mut failures = Vec::new();
    for (name, line) in [
        ("usual", "plan"),
        ("usual-ru", "plan --language ru"),
        ("usual-uk", "plan --language uk"),
        ("expected-uk", "plan --answers 100-200 --change 5 --language uk"),
        (
            "out-of-reach-uk",
            "plan --margin 10 --change 20,10 --population 400 --response-rate 25 --language uk",
        ),
        ("expected", "plan --answers 100-200"),
        ("expected-ru", "plan --answers 100–200 --language ru"),
        ("out-of-reach", "plan --margin 10 --change 20,10 --population 400 --response-rate 25%"),
        (
            "out-of-reach-ru",
            "plan --margin 10 --change 20,10 --population 400 --response-rate 25 --language RU",
        ),
        ("schemes", "plan --schemes tests/plans/costs.yaml --answers 1000 --margin 5"),
        ("schemes-ru", "plan --schemes tests/plans/costs.yaml --answers 1000 --language ru"),
        (
            "schemes-uk",
            "plan --schemes tests/plans/crossing.yaml --population 6000 --margin 5 10 --language uk",
        ),
        ("few", "plan --answers 12 101 --margin 10 --population 101 --confidence 90 --power 90"),
    ] {
        let output = run(&project(), line.split(' '));
        assert!(output.status.success(), "{line}: {}", stderr(&output));
        assert_eq!(stderr(&output), "", "{line}");
        let found = format!("$ plaudit {line}\n\n{}", stdout(&output));
        let long = found.lines().skip(1).find(|line| line.chars().count() > 80);
        assert_eq!(long, None, "{line}");
        failures.extend(compare(&project().join(format!("tests/plans/{name}.txt")), &found).err());
    }
    report(&failures);
}

#[test]
fn what_cannot_be_planned_is_a_usage_error_that_says_what_can() {
    let home = tempfile::tempdir().expect("a folder");
    for (line, what) in [
        ("--margin 0", "points from 0.1 to 100"),
        ("--margin ten", "points from 0.1 to 100"),
        ("--margin -5", "points from 0.1 to 100"),
        ("--margin 5,,10", "points from 0.1 to 100"),
        ("--margin inf", "points from 0.1 to 100"),
        ("--margin 1e1", "points from 0.1 to 100"),
        ("--change 201", "points from 0.1 to 200"),
        ("--power 0.8", "per cent from 50 to 99.99"),
        ("--power 100", "per cent from 50 to 99.99"),
        ("--confidence 0.95", "per cent from 50 to 99.99"),
        ("--population 0", "a whole number from 1"),
        ("--population 1,200", "a whole number from 1"),
        ("--population 99999999999999999999999", "a whole number from 1"),
        ("--response-rate 0.25", "per cent from 1 to 100"),
        ("--response-rate 101", "per cent from 1 to 100"),
        ("--answers 1,027", "such as 150, or a range such as 100-200"),
        ("--answers 1,250", "`1,250` may be 1250, or 1 and 250: write 1250, or 1 250 with spaces"),
        ("--answers 100,200,400", "`100,200,400` may be 100200400, or 100 and 200 and 400: write"),
        ("--answers 900-1,250", "`1,250` may be 1250, or 1 and 250: write 900-1250, or"),
        (
            "--answers 100,200-300",
            "`100,200` may be 100200, or 100 and 200: write 100200-300, or 100 200-300",
        ),
        ("--margin 7,5", "`7,5` may be 7.5, or 7 and 5: write 7.5, or 7 5 with spaces"),
        ("--margin 10 2,25", "`2,25` may be 2.25, or 2 and 25: write 2.25, or 2 25 with spaces"),
        ("--change 7,5", "`7,5` may be 7.5, or 7 and 5"),
        ("--answers 200-100", "the smaller number first: 100-200"),
        ("--answers 100-", "such as 150, or a range such as 100-200"),
        ("--answers some", "such as 150, or a range such as 100-200"),
        ("--language de", "en, ru or uk"),
        ("--answers 100-500 --population 400", "there can be no more answers than people"),
        ("--anwsers 100", "--answers"),
        ("--respons-rate 25", "--response-rate"),
    ] {
        let output = run(home.path(), ["plan"].into_iter().chain(line.split(' ')));
        assert_eq!(output.status.code(), Some(2), "{line}: {}", stderr(&output));
        assert!(stderr(&output).contains(what), "{line}: {}", stderr(&output));
        assert_eq!(stdout(&output), "", "{line}");
    }
}

#[test]
fn an_earlier_report_gives_the_spread_the_level_and_the_language() {
    let config = "title: T\nas_of: 2026-10-05\nlanguage: ru\nmethod: {confidence: 90}\nsource: {files: a.csv}\n\
                  columns: {score: nps}\n";
    let answers = format!("nps\n{}{}{}", "10\n".repeat(140), "7\n".repeat(100), "0\n".repeat(60));
    let home = folder(&[("c.yaml", config), ("a.csv", &answers)]);
    assert!(run(home.path(), ["build", "c.yaml"]).status.success());
    let plan = |more: &[&str]| {
        let output = run(home.path(), ["plan", "--from", "report/report.json"].iter().chain(more));
        assert!(output.status.success(), "{}", stderr(&output));
        stdout(&output).replace('\u{a0}', " ").replace("\n  ", " ")
    };
    let text = plan(&["--answers", "300"]);
    // Of 60.75, 101.5 and 140.75 of 303: 0.66504 − 0.26403² = 0.59534; 1.644854 × 100 √(0.59534/303) = 7.29.
    assert!(text.contains("±7,3") && text.contains("90 %"), "{text}");
    assert!(text.contains("report/report.json (300 ответов, дисперсия 0,60)"), "{text}");
    let text = plan(&["--margin", "5", "--language", "en", "--confidence", "95"]);
    // 1.959964² × 0.59534 / 0.05² − 3 = 911.8.
    assert!(text.starts_with("To know the NPS to within ±5 points, you need 912 answers."), "{text}");
}

#[test]
fn a_report_that_cannot_be_read_or_has_no_score_is_a_data_error() {
    let config = "title: T\nas_of: 2026-10-05\nsource: {files: a.csv}\ncolumns: {score: nps}\n";
    let home = folder(&[("c.yaml", config), ("a.csv", "nps\n9\n8\n"), ("b.json", "{}")]);
    assert!(run(home.path(), ["build", "c.yaml"]).status.success());
    let json = fs::read_to_string(home.path().join("report/report.json")).expect("there");
    fs::write(home.path().join("cut.json"), &json[..json.len() / 2]).expect("written");
    fs::write(home.path().join("old.json"), json.replace("  \"title\": \"T\",\n", "")).expect("written");
    for (from, what) in [
        ("none.json", "does not exist"),
        ("b.json", "the file is JSON of another kind, not the figures of a report"),
        ("report/report.html", "the file is a page or a drawing, not the figures of a report"),
        ("report/report.html", "there is one beside it: `report/report.json`"),
        ("report/manifest.json", "the file is the manifest of an output folder"),
        ("c.yaml", "the file is a config file"),
        ("a.csv", "the file is a table"),
        ("cut.json", "cannot be read: it ends before it is whole"),
        ("old.json", "`title` is missing before line"),
        ("reprot/report.json", "did you mean `report`?"),
        ("report/report.json", "shows no score"),
    ] {
        let output = run(home.path(), ["plan", "--from", from]);
        assert_eq!(output.status.code(), Some(4), "{from}");
        assert!(stderr(&output).contains(what), "{from}: {}", stderr(&output));
    }
}

#[test]
fn render_takes_one_report_and_no_index() {
    let config = "title: T\nas_of: 2026-10-05\nsource: {files: a.csv}\ncolumns: {score: nps}\nreports: {one_per: who}\n";
    let answers = format!("nps,who\n{}{}", "10,Acme Ltd\n".repeat(20), "3,Beech\n".repeat(20));
    let home = folder(&[("c.yaml", config), ("a.csv", &answers)]);
    assert!(run(home.path(), ["build", "c.yaml", "--out", "out"]).status.success());
    let output = run(home.path(), "render --from out/index.json --out page".split(' '));
    let told = stderr(&output);
    assert_eq!(output.status.code(), Some(4), "{told}");
    assert!(told.contains("this is the index of many reports, not one of them"), "{told}");
    assert!(told.contains("such as `out/acme-ltd/report.json`"), "{told}");
    let output = run(home.path(), ["plan", "--from", "out/acme-ltd/report.json"]);
    assert!(output.status.success(), "{}", stderr(&output));
}

/// From an index each client is planned for: one with 70 promoters and 30 passives by its own answers, whose variance is
/// that of 70.75, 31.5 and .75 of 103, one with 20 answers by all.
#[test]
fn from_an_index_each_client_is_planned_for() {
    let config = "title: T\nas_of: 2026-10-05\nsource: {files: a.csv}\ncolumns: {score: nps, date: d}\n\
                  reports: {one_per: who}\n";
    let many = |score: &str, who: &str, n: usize| format!("{score},2026-08-01,{who}\n").repeat(n);
    let answers = [
        many("10", "Acme Ltd", 70),
        many("7", "Acme Ltd", 30),
        many("3", "Beech", 20),
        "10,2026-02-01,Cedar\n".repeat(40),
    ];
    let home = folder(&[("c.yaml", config), ("a.csv", &format!("nps,d,who\n{}", answers.concat()))]);
    assert!(run(home.path(), ["build", "c.yaml", "--out", "out"]).status.success());
    let plan = |line: &str| {
        let output = run(home.path(), line.split(' '));
        assert!(output.status.success(), "{line}: {}", stderr(&output));
        stdout(&output).replace('\u{a0}', " ")
    };
    let text = plan("plan --from out/index.json --margin 10 --change 20 --response-rate 50");
    // Adjusted by ¾ of an answer for promoters and detractors and 1½ for passives, as the intervals are:
    // the variance is .23230 for Acme and .57866 for all, by a program of its own; z²V/m² − 3 answers are needed for a
    // margin m and 2(z + .8416)²V/Δ² − 3 for a change Δ, and twice as many invitations.
    let row = |name: &str| -> Vec<String> {
        let line = text.lines().find(|line| line.starts_with(name)).unwrap_or_else(|| panic!("{text}"));
        line.trim_start_matches(name).split_whitespace().map(str::to_owned).collect()
    };
    assert_eq!(row("Acme Ltd"), ["100", "±9.3", "18.8", "87", "174", "89", "178"], "{text}");
    assert_eq!(row("Beech"), ["20", "±31.1", "62.8", "220", "440", "225", "450"], "{text}");
    assert_eq!(row("Cedar"), ["0", "–", "–", "220", "440", "225", "450"], "{text}");
    assert!(
        text.starts_with("Clients with answers enough for a margin of error of ±10 points: 1 of 3."),
        "{text}"
    );
    assert!(text.contains("enough to see a change of 20 points: 1 of 3."), "{text}");
    assert!(
        plan("plan --from out/index.json --language ru")
            .contains("достаточно для погрешности ±10 пунктов: 1 из 3.")
    );
    for (more, flag) in [("--answers 100", "--answers"), ("--population 500", "--population")] {
        let output = run(home.path(), format!("plan --from out/index.json {more}").split(' '));
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains(&format!("`{flag}` cannot be the same for every client")));
    }
}

/// 73.8 answers of 90 give ±10 points, and the 59 and 74 whole ones that are told a little less: ±9.9.
#[test]
fn a_margin_that_is_asked_for_is_one_number_throughout() {
    for (line, margin, other) in [
        ("plan --margin 10 --population 90", "±10", "9.9"),
        ("plan --margin 10 --population 90 --language ru", "±10", "9,9"),
        ("plan --margin 10 --population 90 --language uk", "±10", "9,9"),
        ("plan --margin 2.5 --population 90", "±2.5", "±2.6"),
    ] {
        let plan = stdout(&run(&project(), line.split(' ')));
        assert_eq!(plan.matches(margin).count(), 3, "{line}: {plan}");
        assert!(!plan.contains(other), "{line}: {plan}");
    }
    let plan = stdout(&run(&project(), "plan --change 5".split(' '))).replace("\n  ", " ");
    assert!(plan.contains("a true change of 5\u{a0}points is found"), "{plan}");
}

#[test]
fn the_docs_show_a_plan_as_it_is() {
    let plan = stdout(&run(&project(), ["plan", "--answers", "100-200"])).replace('\u{a0}', " ");
    let shown: Vec<&str> = plan.split("\n\n").take(2).collect();
    let page = fs::read_to_string(project().join("docs/planning-a-survey.md")).expect("there is a page");
    assert!(page.contains(&shown.join("\n\n")), "{plan}");
}

/// Commas part numbers where they cannot stand within one.
#[test]
fn a_list_may_be_parted_by_spaces_or_commas() {
    for (line, same) in [
        ("--margin 5,10,15", "--margin 5 10 15"),
        ("--margin 5,10", "--margin 10 5"),
        ("--margin 7.5,12.5", "--margin 7.5 12.5"),
        ("--change 20,10 --margin 10,", "--change 10, 20 --margin 10"),
        ("--answers 50,75,1200", "--answers 50 75 1200"),
        ("--answers 50,75-95", "--answers 50 75-95"),
    ] {
        let [found, expected] =
            [line, same].map(|line| run(&project(), ["plan"].into_iter().chain(line.split(' '))));
        assert!(found.status.success(), "{line}: {}", stderr(&found));
        assert_eq!(stdout(&found), stdout(&expected), "{line}");
    }
}

/// A published page: 1,000 reached, of whom 20 % are detractors: 2,500 + 1,000 × 0.42, and 2,500 + 800 × 4.12 + 200 × 7.22.
#[test]
fn the_two_schemes_of_a_published_page_come_to_what_it_says() {
    let plan = run(&project(), ["plan", "--schemes", "tests/plans/costs.yaml", "--answers", "1000"]);
    let text = stdout(&plan);
    let row = |name: &str| {
        let row = text.lines().find(|line| line.starts_with(name)).expect("a row");
        row.split_whitespace().map(str::to_owned).collect::<Vec<_>>()
    };
    // 100 × 1.959964 √(0.67/1003) = 5.0656 points, of which each costs 2,920/5.0656 and 7,240/5.0656.
    assert_eq!(row("robot"), ["robot", "1,000", "2,920", "2.92", "±5.1", "576.43", "none"]);
    assert_eq!(row("operator"), ["operator", "1,000", "7,240", "7.24", "±5.1", "1,429.23", "200"]);
}

#[test]
fn the_share_of_detractors_is_that_of_an_earlier_report_unless_it_is_stated() {
    let config = "title: T\nas_of: 2026-10-05\nsource: {files: a.csv}\ncolumns: {score: nps}\n";
    let answers = format!("nps\n{}{}", "10\n".repeat(70), "0\n".repeat(50));
    let schemes = "currency: EUR\nschemes: [{name: calls, call: 1, detractor: 2.2}]\n";
    let home = folder(&[("c.yaml", config), ("a.csv", &answers), ("s.yaml", schemes)]);
    assert!(run(home.path(), ["build", "c.yaml"]).status.success());
    let cost = |more: &[&str]| {
        let output = run(home.path(), ["plan", "--schemes", "s.yaml", "--answers", "24"].iter().chain(more));
        assert!(output.status.success(), "{}", stderr(&output));
        let text = stdout(&output);
        let row = text.lines().find(|line| line.starts_with("calls")).expect("a row");
        row.split_whitespace().nth(2).expect("a cost").to_owned()
    };
    // A quarter, or five twelfths: 24 + 6 × 1.2, and 24 + 10 × 1.2.
    assert_eq!((cost(&[]), cost(&["--from", "report/report.json"])), ("31.20".to_owned(), "36".to_owned()));
}

#[test]
fn schemes_that_cannot_be_compared_are_told_with_their_places() {
    let bad = "currency: UAH\ndetractors: 120\nschemes:\n  - {name: robot, call: 0.42 USD, reasons: maybe}\n  \
               - {name: operator, detractor: 7.22}\n  - {name: Robot, call: 1, unanswered: 0.5}\n  \
               - {call: 1, currency: EUR}\n  - {name: x, call: 1, response_rate: 0.2}\n  - {name: y, cal: -1}\n";
    let twice = "currency: UAH\nschemes: [{name: a, call: 1}, {name: A, call: 2}, {name: b, call: 0,5}]\n";
    let home = folder(&[("bad.yaml", bad), ("twice.yaml", twice), ("list.yaml", "- a\n"), ("none.yaml", "")]);
    for (line, code, told) in [
        (
            "bad.yaml",
            3,
            &[
                "`120` is not a share of detractors from 0 to 100 per cent",
                "bad.yaml:4:25",
                "`0.42 USD` is in USD, and `currency` is UAH",
                "found the text `maybe`",
                "the scheme has no `call`",
                "nothing says how many of those who are asked do not answer",
                "the scheme has no `name`",
                "the scheme is in EUR, and `currency` is UAH",
                "`0.2` is not a response rate from 1 to 100 per cent",
                "6 schemes are listed, more than 5",
                "unknown key `cal`",
                "did you mean `call`?",
                "10 problems; nothing was planned",
            ][..],
        ),
        (
            "twice.yaml",
            3,
            &["two schemes are called `A`", "`0,5` is not one number", "write decimals with a point: 0.5"],
        ),
        ("list.yaml", 3, &["a file of schemes must be keys and values"]),
        ("none.yaml", 3, &["no currency is stated", "the key `schemes` is missing"]),
        ("lost.yaml", 3, &["the file of schemes does not exist", "did you mean `list.yaml`?"]),
        (
            "nope.yaml",
            3,
            &["the file of schemes does not exist", "it states a currency and what an answer costs"],
        ),
        ("twice.yaml --change 10", 3, &["two schemes are called `A`"]),
    ] {
        let output = run(home.path(), ["plan", "--schemes"].into_iter().chain(line.split(' ')));
        assert_eq!(output.status.code(), Some(code), "{line}: {}", stderr(&output));
        for what in told {
            assert!(stderr(&output).contains(what), "{line}: {what}: {}", stderr(&output));
        }
    }
    let change = ["plan", "--schemes", "tests/plans/costs.yaml", "--change", "10"];
    let output = run(&project(), change);
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    assert!(stderr(&output).contains("`--schemes` compares costs by margin"), "{}", stderr(&output));
}
