//! What is told, to whom, of slips that a first run is made with: in the table of clients, in what is named as a config, and in
//! an index that clients read.

use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use crate::batch::json;
use crate::support::{folder, run, stderr};

#[test]
fn an_index_for_clients_names_no_file_and_no_row_and_a_blank_region_makes_no_section_of_regions() {
    let config = "title: T\nas_of: 2026-10-05\nsource: {files: '*.csv', max_rejected: 50}\n\
                  columns: {score: nps, date: day, region: r}\nreports: {one_per: client}\n";
    let rows = |client: &str, region: &str, n: usize| {
        format!("{client},10,2026-08-01,{region}\n{client},3,2026-08-02,{region}\n").repeat(n)
    };
    let first = format!("client,nps,day,r\nAlfa,x,2026-08-01,North\n{}", rows("Alfa", "North", 20))
        + "Alfa,9,2026-08-03,\n"
        + &rows("Beta", "North", 15)
        + &rows("Beta", "South", 15)
        + "Beta,9,2026-08-03,\n";
    let second = format!("client,nps,day,r\n{}Alfa,9,2026-08-03,\n", rows("Core", "South", 20));
    let files = |config: &str| {
        let home = folder(&[("c.yaml", config), ("secret-a.csv", &first), ("secret-b.csv", &second)]);
        let output = run(home.path(), ["build", "c.yaml"]);
        assert!(output.status.success(), "{}", stderr(&output));
        home
    };
    let home = files(config);
    let read = |home: &TempDir, path: &str| {
        fs::read_to_string(home.path().join("report").join(path)).expect("written")
    };
    for path in ["index.html", "index.json"] {
        assert!(read(&home, path).contains("secret-a.csv"), "who sends the reports may look there");
    }
    let regions = |client: &str| {
        let json = json(&home.path().join("report").join(client).join("report.json"));
        json["sections"]["regions"].as_array().map_or(0, Vec::len)
    };
    assert_eq!((regions("alfa"), regions("beta"), regions("core")), (0, 3, 0));
    assert!(!read(&home, "alfa/report.html").contains("id=\"regions\""));
    let home = files(&format!("{config}index: {{for: clients}}\n"));
    for path in ["index.html", "index.json"] {
        assert!(!read(&home, path).contains("secret"), "{path}");
    }
    let index = json(&home.path().join("report/index.json"));
    assert_eq!(index["quality"]["rejected"][0]["first"], serde_json::json!([]));
    assert_eq!(index["quality"]["rejected"][0]["rows"], 1);
    let kinds = |index: &Value| index["quality"]["warnings"].to_string();
    assert!(!kinds(&index).contains("repeated_rows"), "{index}");
}

/// Whose rows have faults, and what was written in them, is between a client and who sends the reports.
#[test]
fn an_index_for_clients_says_nothing_of_what_is_doubted_of_one_of_them() {
    let config = "title: T\nas_of: 2026-10-05\nsource: {files: a.csv, max_rejected: 90}\n\
                  columns: {score: nps, date: day}\nreports: {one_per: client}\n";
    let good = |client: &str| format!("{client},10,2026-08-01\n{client},3,2026-08-02\n").repeat(20);
    let faults = "Beta,let us see,2026-08-03\n".repeat(60);
    let far = "Core,9,1999-01-01\n";
    let data = format!(
        "client,nps,day\n{}{}{}{}{faults}{far}",
        good("Alfa"),
        good("Beta"),
        good("Core"),
        good("\u{410}lfa")
    );
    let index = |config: &str| {
        let home = folder(&[("c.yaml", config), ("a.csv", &data)]);
        let output = run(home.path(), ["build", "c.yaml"]);
        assert!(output.status.success(), "{}", stderr(&output));
        ["index.html", "index.json"]
            .map(|path| fs::read_to_string(home.path().join("report").join(path)).expect("written"))
    };
    let told = ["faults_gather", "look_alike_names", "value_left_out", "far_dates"];
    let [page, json] = index(config);
    assert!(told.iter().all(|kind| json.contains(kind)), "{json}");
    assert!(page.contains("let us see"), "who sends the reports is told");
    let [page, json] = index(&format!("{config}index: {{for: clients}}\n"));
    assert!(!told.iter().any(|kind| json.contains(kind)), "{json}");
    assert!(!page.contains("let us see"));
}

#[test]
fn slips_in_the_table_of_clients_are_told_at_their_cells() {
    let config = "title: T\nas_of: 2026-10-05\nsource: {files: a.csv}\ncolumns: {score: nps}\n\
                  reports: {one_per: client, table: t.csv}\n";
    let rows = format!("client,nps\n{}", "Alfa,10\nAlfa,3\n".repeat(20));
    let told = |table: &str, code: i32| {
        let home = folder(&[("c.yaml", config), ("a.csv", &rows), ("t.csv", table)]);
        let output = run(home.path(), ["build", "c.yaml"]);
        assert_eq!(output.status.code(), Some(code), "{}", stderr(&output));
        stderr(&output)
    };
    let text = told("client,invited\nAlfa,30\n", 3);
    assert!(text.contains("more than its `invited` of 30") && text.contains("column `invited`"), "{text}");
    let text = told("client,email\nAlfa,not-mail\n", 0);
    assert!(
        text.contains("warning: `not-mail` is no e-mail address") && text.contains("column `email`"),
        "{text}"
    );
    for fine in ["a@b.example", "a@b.example; c@d.example"] {
        assert!(!told(&format!("client,email\nAlfa,{fine}\n"), 0).contains("e-mail"), "{fine}");
    }
}

#[test]
fn figures_are_no_config_and_a_hidden_figure_is_told_as_hidden() {
    let config = "title: T\nas_of: 2026-10-05\nsource: {files: a.csv}\ncolumns: {score: nps}\n\
                  reports: {one_per: client}\n";
    let rows = format!("client,nps\n{}Beta,10\nBeta,3\n", "Alfa,10\nAlfa,3\n".repeat(20));
    let home = folder(&[("c.yaml", config), ("a.csv", &rows)]);
    assert!(run(home.path(), ["build", "c.yaml"]).status.success());
    for (command, file) in [
        ("explain", "report/alfa/report.json"),
        ("check", "report/index.json"),
        ("build", "report/manifest.json"),
    ] {
        let output = run(home.path(), [command, file]);
        let text = stderr(&output);
        assert_eq!(output.status.code(), Some(3), "{text}");
        assert!(text.contains("these are figures that plaudit wrote, not a config"), "{text}");
        assert_eq!(text.matches("error").count(), 1, "one sentence: {text}");
    }
    let output = run(home.path(), ["explain", "c.yaml", "--client", "Beta", "--figure", "nps"]);
    let text = stderr(&output);
    assert!(!output.status.success());
    assert!(text.contains("`nps` is hidden") && text.contains("`--figure overall` says why"), "{text}");
}
