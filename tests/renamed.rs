//! Clients under former names: whose answers they are, whose folder, and what is said.

use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use crate::support::{folder, run, stderr, stdout};

const CONFIG: &str = "title: T\nas_of: 2026-10-05\nsource: {files: a.csv}\ncolumns: {score: nps, date: day}\n\
                      periods: {by: quarter}\nreports: {one_per: client, table: clients.csv}\n";

/// Twenty answers of each client in the second quarter, and as many of others in the third.
fn answers(second: &[&str], third: &[&str]) -> String {
    let rows = |clients: &[&str], day: &str| -> String {
        let row = |client: &&str| format!("{client},10,{day}\n{client},2,{day}\n").repeat(10);
        clients.iter().map(row).collect()
    };
    rows(second, "2026-05-04") + &rows(third, "2026-08-03")
}

fn home(table: &str, rows: &str) -> TempDir {
    folder(&[("c.yaml", CONFIG), ("clients.csv", table), ("a.csv", &format!("client,nps,day\n{rows}"))])
}

/// What a run says that ends with this code.
fn told(home: &TempDir, arguments: &[&str], code: i32) -> String {
    let output = run(home.path(), arguments);
    assert_eq!(output.status.code(), Some(code), "{}", stderr(&output));
    stderr(&output)
}

fn report(home: &TempDir, client: &str) -> Value {
    let path = home.path().join("report").join(client).join("report.json");
    serde_json::from_str(&fs::read_to_string(path).expect("there")).expect("JSON")
}

#[test]
fn a_renamed_client_keeps_its_history_and_its_folder() {
    let home = home("client\nBeta\n", &answers(&["Alfa", "Beta"], &[]));
    told(&home, &["build", "c.yaml", "--as-of", "2026-07-05"], 0);
    let second = report(&home, "alfa");
    // Spelt otherwise in the table than in the data.
    fs::write(home.path().join("clients.csv"), "client,formerly\nBeta,\nZeta,Omega; Al\u{ad}fa \n")
        .expect("written");
    let rows = answers(&["Alfa", "Beta"], &["Zeta", "Beta", "New"]);
    fs::write(home.path().join("a.csv"), format!("client,nps,day\n{rows}")).expect("written");
    let dry = told(&home, &["build", "c.yaml", "--dry-run", "--prune"], 0);
    let text = told(&home, &["build", "c.yaml", "--prune"], 0);
    for text in [&dry, &text] {
        assert!(
            text.contains("`Alfa` is now `Zeta`; its folder stays `alfa`, so that links to it hold"),
            "{text}"
        );
        assert!(
            text.contains("3 reports")
                && text.contains("1 client is new since the last run: `New`")
                && !text.contains("without a report now"),
            "{text}"
        );
    }
    assert!(!home.path().join("report/zeta").exists());
    let third = report(&home, "alfa");
    assert_eq!((&third["organisation"], &third["overall"]["n"]), (&Value::from("Zeta"), &Value::from(20)));
    let then = &third["changes"][0]["then"];
    assert_eq!(
        (&then["n"], &then["nps"]),
        (&Value::from(20), &second["overall"]["nps"]),
        "under its former name"
    );
    // Said once: the folder is known by the present name now.
    let text = told(&home, &["build", "c.yaml"], 0);
    assert!(text.contains("3 unchanged") && !text.contains("is now") && !text.contains("is new"), "{text}");
}

#[test]
fn a_former_name_that_is_stated_a_run_late_joins_who_was_gone_and_who_was_new() {
    for archive in [true, false] {
        let home = home("client\nZeta\n", &answers(&["Alfa", "Beta"], &["Zeta", "Beta"]));
        let config = CONFIG.replace("table:", &format!("archive: {archive}, table:"));
        fs::write(home.path().join("c.yaml"), &config).expect("written");
        fs::write(home.path().join("clients.csv"), "client\nBeta\n").expect("written");
        told(&home, &["build", "c.yaml", "--as-of", "2026-07-05"], 0);
        let text = told(&home, &["build", "c.yaml"], 0);
        assert!(text.contains("is new since the last run: `Zeta`") && text.contains("`Alfa`"), "{text}");
        let index = home.path().join(if archive { "report/2026-Q3/index.json" } else { "report/index.json" });
        let index =
            || -> Value { serde_json::from_str(&fs::read_to_string(&index).expect("there")).expect("JSON") };
        assert_eq!(index()["last_run"]["gone"], serde_json::json!([["Alfa"]]));
        fs::write(home.path().join("clients.csv"), "client,formerly\nZeta,Alfa\n").expect("written");
        for _ in 0..2 {
            let dry = told(&home, &["build", "c.yaml", "--dry-run"], 0);
            let text = told(&home, &["build", "c.yaml"], 0);
            assert_eq!(dry.contains("`Alfa` is now `Zeta`"), text.contains("`Alfa` is now `Zeta`"), "{text}");
            assert!(!text.contains("is new since") && !text.contains("no report now: `Alfa`"), "{text}");
            // Where it was made under both names, links to the first folder do not hold.
            let is_replaced =
                text.contains("its earlier folder `alfa` is of no use any more (kept; remove with");
            assert!(is_replaced != archive && !text.contains("without a report now"), "{text}");
            let index = index();
            assert_eq!(index["last_run"]["gone"], serde_json::json!([]), "{index}");
            assert_eq!(
                index["last_run"]["renamed"],
                serde_json::json!([{"then": ["Alfa"], "now": ["Zeta"]}]),
                "archive: {archive}"
            );
            for row in index["tiers"][0]["rows"].as_array().expect("rows") {
                assert_ne!(row["last_run"]["answers"], 0, "nobody is new: {row}");
            }
        }
    }
}

#[test]
fn a_former_name_that_nobody_has_is_told_with_its_like() {
    let home = home("client,formerly\nZeta,Alfaa; Beto\n", &answers(&[], &["Alfa", "Zeta", "Beta"]));
    for command in ["check", "build"] {
        let text = told(&home, &[command, "c.yaml"], 0);
        assert!(text.contains("no client of the data is or was called `Alfaa`"), "{text}");
        assert!(text.contains("did you mean `Alfa`?") && text.contains("did you mean `Beta`?"), "{text}");
        assert!(text.contains("clients.csv, row 2, column `formerly`"), "{text}");
    }
    told(&home, &["build", "c.yaml", "--strict", "--out", "other"], 4);
    // Data of the new quarter alone know nothing of it, and the last run does.
    fs::write(home.path().join("clients.csv"), "client,formerly\nOmega,Alfa\n").expect("written");
    fs::write(home.path().join("a.csv"), format!("client,nps,day\n{}", answers(&[], &["Omega", "Beta"])))
        .expect("written");
    let text = told(&home, &["build", "c.yaml"], 0);
    assert!(!text.contains("is or was called") && text.contains("`Alfa` is now `Omega`"), "{text}");
    let text = told(&home, &["build", "c.yaml"], 0);
    assert!(!text.contains("is or was called"), "{text}");
}

#[test]
fn rows_under_either_name_count_once_each_and_are_found_again() {
    let home = home("client,formerly\nZeta,Alfa\n", &answers(&[], &["Alfa", "Zeta", "Beta"]));
    told(&home, &["build", "c.yaml", "--threads", "1"], 0);
    assert_eq!(report(&home, "zeta")["overall"]["n"], 40);
    let one = fs::read(home.path().join("report/manifest.json")).expect("there");
    told(&home, &["build", "c.yaml", "--threads", "4", "--out", "other"], 0);
    assert!(one == fs::read(home.path().join("other/manifest.json")).expect("there"));
    let output = run(home.path(), ["explain", "c.yaml", "--client", "Zeta", "--figure", "nps"]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(stdout(&output).contains("40"), "{}", stdout(&output));
    for command in [&["build", "c.yaml", "--only", "Alfa"][..], &["explain", "c.yaml", "--client", "Alfa"]] {
        let text = told(&home, command, 2);
        assert!(text.contains("the client `Alfa` is now called `Zeta`"), "{text}");
    }
}

#[test]
fn nested_clients_are_renamed_in_full_or_by_their_own_names() {
    let rows = "area,studio,nps\nNord,Alfa,10\nNorth,Alfa,9\nNorth,Zeta,9\nSouth,Alfa,2\nSouth,Beta,3\nSouth,Old,3\n";
    let config = "title: T\nas_of: 2026-10-05\nsource: {files: a.csv}\ncolumns: {score: nps}\n\
                  reports: {one_per: [area, studio], table: clients.csv}\n";
    let table = "client,formerly\nNorth / Zeta,Alfa\nSouth / Gamma,South / Old\nNorth,Nord\n";
    let home = folder(&[("c.yaml", config), ("clients.csv", table), ("a.csv", rows)]);
    told(&home, &["build", "c.yaml"], 0);
    let index: Value =
        serde_json::from_str(&fs::read_to_string(home.path().join("report/index.json")).expect("there"))
            .expect("JSON");
    let found: Vec<(String, u64)> = index["tiers"][1]["rows"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| {
            (
                row["client"][0].as_str().expect("text").to_owned()
                    + "/"
                    + row["client"][1].as_str().expect("text"),
                row["answers"].as_u64().expect("n"),
            )
        })
        .collect();
    let expected = [("North/Zeta", 3), ("South/Alfa", 1), ("South/Beta", 1), ("South/Gamma", 1)];
    let mut sorted = found.clone();
    sorted.sort();
    assert_eq!(sorted, expected.map(|(name, n)| (name.to_owned(), n)));
}
