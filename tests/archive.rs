//! Reports that are kept period by period: which folder is whose, and what a run leaves alone.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::batch::files;
use crate::support::{folder, run, stderr, stdout};

const CONFIG: &str = "title: T\nsource: {files: a.csv}\ncolumns: {score: nps, date: day}\nperiods: {by: quarter}\n\
                      reports: {one_per: client, archive: true}\n";

const SECOND: &str = "2026-07-05";
const THIRD: &str = "2026-10-05";

/// Twenty answers of each client in the second quarter, and of others in the third.
fn rows(second: &[&str], third: &[&str]) -> String {
    let rows = |clients: &[&str], day: &str| -> String {
        clients.iter().map(|client| format!("{client},10,{day}\n{client},2,{day}\n").repeat(10)).collect()
    };
    format!("client,nps,day\n{}{}", rows(second, "2026-05-04"), rows(third, "2026-08-03"))
}

fn home(config: &str, rows: &str) -> TempDir {
    folder(&[("c.yaml", config), ("a.csv", rows)])
}

/// What a build by this day says that ends with this code.
fn built(home: &TempDir, day: &str, more: &[&str], code: i32) -> String {
    let output = run(home.path(), [&["build", "c.yaml", "--as-of", day], more].concat());
    assert_eq!(output.status.code(), Some(code), "{}", stderr(&output));
    if code == 0 && !more.contains(&"--dry-run") {
        for line in stdout(&output).lines() {
            assert!(home.path().join(line).exists(), "{line}");
        }
    }
    stderr(&output)
}

#[test]
fn the_next_quarter_leaves_the_reports_of_the_last_one_alone() {
    let home = home(CONFIG, &rows(&["Alfa", "Beta"], &["Beta", "New"]));
    let text = built(&home, SECOND, &[], 0);
    assert!(text.contains("the files of 2026-Q2 are kept in report/2026-Q2"), "{text}");
    let second = files(&home.path().join("report/2026-Q2"));
    assert!(second.contains_key("alfa/report.html") && second.contains_key("manifest.json"), "{second:?}");
    let dry = built(&home, THIRD, &["--dry-run", "--prune"], 0);
    assert!(dry.contains("the files of 2026-Q3 would be kept in report/2026-Q3"), "{dry}");
    assert!(!home.path().join("report/2026-Q3").exists());
    let text = built(&home, THIRD, &["--prune"], 0);
    for text in [&dry, &text] {
        assert!(text.contains("1 client is new since the last run: `New`"), "{text}");
        assert!(!text.contains("removed"), "{text}");
    }
    assert!(second == files(&home.path().join("report/2026-Q2")));
    let third = files(&home.path().join("report/2026-Q3"));
    assert!(third.contains_key("new/report.html") && !third.contains_key("alfa/report.html"));
    assert_eq!(fs::read_dir(home.path().join("report")).expect("a folder").count(), 2);
    // Either again touches nothing.
    for (day, period, expected) in [(SECOND, "2026-Q2", &second), (THIRD, "2026-Q3", &third)] {
        assert!(built(&home, day, &[], 0).contains("2 unchanged"));
        assert!(*expected == files(&home.path().join("report").join(period)), "{period}");
    }
}

#[test]
fn pruning_is_within_the_period_only() {
    let home = home(CONFIG, &rows(&["Alfa", "Beta"], &["Alfa", "Beta"]));
    built(&home, SECOND, &[], 0);
    built(&home, THIRD, &[], 0);
    fs::write(home.path().join("a.csv"), rows(&["Beta"], &["Beta"])).expect("written");
    assert!(built(&home, THIRD, &["--prune"], 0).contains("(removed): alfa"));
    assert!(!home.path().join("report/2026-Q3/alfa").exists());
    assert!(home.path().join("report/2026-Q2/alfa/report.html").exists());
}

#[test]
fn a_client_keeps_the_name_of_its_folder_from_period_to_period() {
    // Two names that come to one folder: without the last period's folders the order of names would decide.
    let home = home(CONFIG, &rows(&["Alfa+"], &["Alfa", "Alfa+"]));
    built(&home, SECOND, &[], 0);
    built(&home, THIRD, &[], 0);
    let json = |period: &str, client: &str| {
        crate::batch::json(&home.path().join("report").join(period).join(client).join("report.json"))
    };
    assert_eq!(json("2026-Q2", "alfa")["organisation"], "Alfa+");
    assert_eq!(json("2026-Q3", "alfa")["organisation"], "Alfa+");
}

#[test]
fn a_report_on_all_answers_is_kept_too_and_financial_years_have_folders() {
    let config =
        CONFIG.replace("one_per: client, ", "").replace("{by: quarter}", "{by: quarter, year_starts: 4}");
    let home = home(&config, &rows(&["Alfa"], &["Beta"]));
    built(&home, SECOND, &[], 0);
    let first = files(&home.path().join("report/2026_27-Q1"));
    assert!(first.contains_key("report.html") && first.contains_key("manifest.json"));
    let text = built(&home, THIRD, &[], 0);
    assert!(text.contains("the files of 2026/27-Q2 are kept in report/2026_27-Q2"), "{text}");
    assert!(first == files(&home.path().join("report/2026_27-Q1")));
    assert!(home.path().join("report/2026_27-Q2/report.html").exists());
}

#[test]
fn each_quarter_may_have_a_config_of_its_own_and_is_compared_with_the_one_before() {
    let home = home(CONFIG, &rows(&["Alfa", "Beta"], &["Beta", "New"]));
    built(&home, SECOND, &[], 0);
    let second = files(&home.path().join("report/2026-Q2"));
    fs::rename(home.path().join("c.yaml"), home.path().join("q3.yaml")).expect("renamed");
    for more in [&["--dry-run"][..], &[]] {
        let output = run(home.path(), [&["build", "q3.yaml", "--as-of", THIRD], more].concat());
        let said = stderr(&output);
        assert!(output.status.success(), "{said}");
        for part in [
            "the last run is that of `c.yaml` in 2026-Q2",
            "1 client is new since the last run: `New`",
            "no report now: `Alfa`",
        ] {
            assert!(said.contains(part), "{part}: {said}");
        }
    }
    assert_eq!(
        changes(&home, "report/2026-Q3")[1],
        ("New".to_owned(), json!({"nps": null, "answers": 0})),
        "the index has it too"
    );
    assert!(second == files(&home.path().join("report/2026-Q2")));
    // What a period holds is its config's still.
    let output = run(home.path(), ["build", "q3.yaml", "--as-of", SECOND]);
    assert_eq!(output.status.code(), Some(5), "{}", stderr(&output));
    assert!(stderr(&output).contains("the folder belongs to another config: `c.yaml` wrote it"));
    assert!(second == files(&home.path().join("report/2026-Q2")));
}

#[test]
fn a_folder_that_is_taken_over_by_force_is_compared_with_what_it_held() {
    let home = home(CONFIG, &rows(&[], &["Alfa", "Beta", "Gone"]));
    built(&home, THIRD, &[], 0);
    fs::rename(home.path().join("c.yaml"), home.path().join("other.yaml")).expect("renamed");
    let now = rows(&[], &["Alfa", "Beta", "New"]) + &"Alfa,10,2026-08-04\n".repeat(20);
    fs::write(home.path().join("a.csv"), now).expect("written");
    for more in [&["--dry-run"][..], &[]] {
        let output = run(home.path(), [&["build", "other.yaml", "--force", "--as-of", THIRD], more].concat());
        let said = stderr(&output);
        assert!(output.status.success(), "{said}");
        assert!(said.contains("new since the last run: `New`") && said.contains("now: `Gone`"), "{said}");
    }
    let expected = [
        ("Alfa".to_owned(), json!({"nps": 0.0, "answers": 20})),
        ("Beta".to_owned(), Value::Null),
        ("New".to_owned(), json!({"nps": null, "answers": 0})),
    ];
    assert_eq!(changes(&home, "report/2026-Q3"), expected);
}

#[test]
fn check_says_where_the_reports_would_be_kept() {
    let home = home(CONFIG, &rows(&["Alfa"], &["Beta"]));
    let output = run(home.path(), ["check", "c.yaml", "--as-of", THIRD]);
    assert!(output.status.success(), "{}", stderr(&output));
    let expected = "the files of 2026-Q3 would be kept in 2026-Q3 within the output folder";
    assert!(stderr(&output).contains(expected), "{}", stderr(&output));
}

/// The rows of the index of a period: the client, and what the last run had of it.
fn changes(home: &TempDir, folder: &str) -> Vec<(String, Value)> {
    let index = crate::batch::json(&home.path().join(folder).join("index.json"));
    let rows = index["tiers"][0]["rows"].as_array().expect("rows").iter();
    let mut rows: Vec<(String, Value)> = rows
        .map(|row| (row["client"][0].as_str().expect("a name").to_owned(), row["last_run"].clone()))
        .collect();
    rows.sort_by(|a, b| a.0.cmp(&b.0));
    rows
}

#[test]
fn the_index_and_the_log_say_what_changed_since_the_last_run() {
    let config = CONFIG.replace(", archive: true", "");
    let home = home(&config, &rows(&[], &["Alfa", "Beta", "Gone"]));
    let text = built(&home, THIRD, &[], 0);
    assert!(!text.contains("last run"), "{text}");
    let page = || fs::read_to_string(home.path().join("report/index.html")).expect("there");
    assert!(!page().contains("Since the last run"));
    // Alfa: 10 promoters and 10 detractors, and now 20 more promoters: from 0 to 50. Beta: as it was.
    let now = rows(&[], &["Alfa", "Beta", "New"]) + &"Alfa,10,2026-08-04\n".repeat(20);
    fs::write(home.path().join("a.csv"), now).expect("written");
    let dry = built(&home, THIRD, &["--dry-run"], 0);
    let text = built(&home, THIRD, &[], 0);
    for text in [&dry, &text] {
        assert!(text.contains("1 client is new since the last run: `New`"), "{text}");
        assert!(text.contains("1 client of the last run has no report now: `Gone`"), "{text}");
    }
    let expected = [
        ("Alfa".to_owned(), json!({"nps": 0.0, "answers": 20})),
        ("Beta".to_owned(), Value::Null),
        ("New".to_owned(), json!({"nps": null, "answers": 0})),
    ];
    assert_eq!(changes(&home, "report"), expected);
    let first = page();
    for text in [
        "Since the last run</th>",
        "<td role=\"cell\" class=\"c-since\">+50.0 <small>+20 answers</small></td>",
        "<td role=\"cell\" class=\"c-since\">new</td>",
        "<td role=\"cell\" class=\"c-since\">–</td>",
        "No report any more since the last run: Gone.",
    ] {
        assert!(first.replace('\u{a0}', " ").contains(text), "{text}");
    }
    // Again, and by force: the same bytes.
    let before = files(&home.path().join("report"));
    for more in [&[][..], &["--force"]] {
        let text = built(&home, THIRD, more, 0);
        assert!(!text.contains("is new") && !text.contains("no report now:"), "{text}");
        assert!(before == files(&home.path().join("report")));
    }
    // Passed on to clients it says nothing of it.
    fs::write(home.path().join("c.yaml"), format!("{config}index: {{for: clients}}\n")).expect("written");
    built(&home, THIRD, &[], 0);
    assert!(changes(&home, "report").iter().all(|(_, then)| then.is_null()));
    assert!(!page().contains("Since the last run") && !page().contains("since the last run"));
}

#[test]
fn a_period_that_has_no_reports_yet_is_compared_with_the_newest_earlier_one() {
    let home = home(CONFIG, &rows(&["Alfa", "Gone"], &["Zeta", "New"]));
    built(&home, SECOND, &[], 0);
    let config = CONFIG.replace("one_per: client", "one_per: client, table: t.csv");
    fs::write(home.path().join("c.yaml"), &config).expect("written");
    fs::write(home.path().join("t.csv"), "client,formerly\nZeta,Alfa\n").expect("written");
    let text = built(&home, THIRD, &[], 0);
    assert!(text.contains("`Alfa` is now `Zeta`") && text.contains("no report now: `Gone`"), "{text}");
    let expected = [("New".to_owned(), json!({"nps": null, "answers": 0})), ("Zeta".to_owned(), Value::Null)];
    assert_eq!(changes(&home, "report/2026-Q3"), expected);
    let before = files(&home.path().join("report"));
    built(&home, THIRD, &[], 0);
    assert!(before == files(&home.path().join("report")));
    // The same two periods are compared by another column already.
    let page = || {
        let page = fs::read_to_string(home.path().join("report/2026-Q3/index.html")).expect("there");
        page.replace('\u{a0}', " ")
    };
    let first = page();
    assert!(
        !first.contains("Since the last run</th>")
            && first.contains("New</a> <small>low base</small> <small>new")
    );
    for text in [
        "The last run reported on Q2 2026, with figures as of 5 July 2026.",
        "What changed since the last run is in the column “Change”, which compares the same two periods.",
        "New since the last run: New.",
        "No report any more since the last run: Gone.",
        "Renamed since the last run: Zeta (formerly Alfa).",
    ] {
        assert!(first.contains(text), "{text}");
    }
    assert!(!first.contains("came late"));
    let index = crate::batch::json(&home.path().join("report/2026-Q3/index.json"));
    assert_eq!(index["last_run"]["renamed"], json!([{"then": ["Alfa"], "now": ["Zeta"]}]));
    // Answers of the second quarter that came late: then the column says what differs.
    fs::remove_dir_all(home.path().join("report/2026-Q3")).expect("removed");
    let late = rows(&["Alfa", "Gone"], &["Zeta", "New"]) + &"Zeta,10,2026-05-05\n".repeat(5);
    fs::write(home.path().join("a.csv"), late).expect("written");
    fs::write(home.path().join("c.yaml"), config).expect("written");
    let rows = "Zeta,10,2026-08-05\n".repeat(5);
    let data = fs::read_to_string(home.path().join("a.csv")).expect("there") + &rows;
    fs::write(home.path().join("a.csv"), data).expect("written");
    built(&home, THIRD, &[], 0);
    assert!(page().contains("Since the last run</th>"));
    let late = "Since the last run, answers of Q2 2026 came late or were changed: Zeta (";
    assert!(page().contains(late), "{}", page());
    let index = crate::batch::json(&home.path().join("report/2026-Q3/index.json"));
    let restated = &index["last_run"]["restated"][0];
    assert_eq!(restated["now"].as_u64(), restated["then"].as_u64().map(|then| then + 5), "{index}");
    assert!(!page().contains("compares the same two periods"));
    // Passed on to clients it says nothing of it.
    let config = format!(
        "{}index: {{for: clients}}\n",
        fs::read_to_string(home.path().join("c.yaml")).expect("there")
    );
    fs::write(home.path().join("c.yaml"), config).expect("written");
    built(&home, THIRD, &[], 0);
    assert!(!page().contains("last run") && !page().contains("formerly"));
}
