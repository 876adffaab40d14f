//! Names that look the same are the same, wherever they are written.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::batch::{files, json};
use crate::support::{folder, run, stderr, stdout};

/// Three places in eight spellings.
const PLACES: [(&str, &[&str]); 3] = [
    ("Geneva", &["Geneva", "Geneva\u{200b}"]),
    ("St Gallen", &["St Gallen", "St\u{a0}Gallen", "St  Gallen"]),
    ("Zürich", &["Z\u{fc}rich", "Zu\u{308}rich", "\u{feff}Z\u{fc}rich "]),
];

/// Answers under these columns, ten for each spelling in each of `per_row` cells.
fn answers(header: &str, row: impl Fn(&str, &str) -> String, reverse: bool) -> String {
    let mut spellings: Vec<&str> = PLACES.iter().flat_map(|(_, all)| all.iter().copied()).collect();
    if reverse {
        spellings.reverse();
    }
    let scores = ["9", "10", "9", "8", "7", "3", "9", "10", "0", "8"];
    let rows: String = spellings.iter().flat_map(|name| scores.map(|score| row(name, score))).collect();
    format!("{header}\n{rows}")
}

fn built(home: &TempDir) -> String {
    let output = run(home.path(), ["build", "c.yaml", "--out", "out", "--threads", "2"]);
    assert!(output.status.success(), "{}", stderr(&output));
    stderr(&output)
}

fn refused(home: &TempDir) -> String {
    let output = run(home.path(), ["build", "c.yaml", "--out", "out"]);
    assert!(!output.status.success());
    stderr(&output)
}

/// The names and bases of the regions of a report.
fn regions(report: &Path) -> Vec<(String, u64)> {
    let report = json(report);
    let mut found: Vec<(String, u64)> = report["sections"]["regions"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|row| {
            let name = row["region"]["named"].as_str().expect("a name").to_owned();
            (name, row["finding"]["n"].as_u64().expect("a base"))
        })
        .collect();
    found.sort();
    found
}

#[test]
fn spellings_of_a_region_are_one_region_whichever_comes_first() {
    let config =
        "title: T\nas_of: 2026-10-05\nsource: {files: a.csv}\ncolumns: {score: nps, region: place}\n";
    let reports = [false, true].map(|reverse| {
        let csv = answers("nps,place", |name, score| format!("{score},{name}\n"), reverse);
        let home = folder(&[("c.yaml", config), ("a.csv", &csv)]);
        built(&home);
        let report = home.path().join("out/report.json");
        let expected = [("Geneva", 20), ("St Gallen", 30), ("Zürich", 30)].map(|(n, b)| (n.to_owned(), b));
        assert_eq!(regions(&report), expected);
        fs::read(report).expect("written")
    });
    assert!(reports[0] == reports[1]);
}

#[test]
fn spellings_of_a_client_are_one_client_at_every_level() {
    for (header, one_per, nested) in
        [("nps,studio", "studio", false), ("nps,area,studio", "[area, studio]", true)]
    {
        let config = format!(
            "title: T\nas_of: 2026-10-05\nsource: {{files: a.csv}}\ncolumns: {{score: nps}}\n\
             reports: {{one_per: {one_per}}}\n"
        );
        let row = |name: &str, score: &str| {
            if nested { format!("{score},{name},{name}\n") } else { format!("{score},{name}\n") }
        };
        let blank =
            if nested { "9,Zürich,\u{200b}\n9,\u{ad},Zürich\n" } else { "9,\u{200b}\n9,\u{ad}\u{a0}\n" };
        let csv = answers(header, row, false) + blank;
        let home = folder(&[("c.yaml", &config), ("a.csv", &csv)]);
        built(&home);
        let mut folders: Vec<String> = files(&home.path().join("out"))
            .into_keys()
            .filter_map(|path| path.strip_suffix("/report.html").map(str::to_owned))
            .collect();
        folders.sort();
        let names = ["geneva", "st-gallen", "zurich"];
        let expected: Vec<String> = if nested {
            names.iter().flat_map(|name| [(*name).to_owned(), format!("{name}/{name}")]).collect()
        } else {
            names.map(str::to_owned).into()
        };
        assert_eq!(folders, expected);
        let index = json(&home.path().join("out/index.json"));
        assert_eq!(index["quality"]["rejected"][0]["reason"], "blank_client");
        assert_eq!(index["quality"]["rejected"][0]["rows"], 2);
        let report = json(&home.path().join("out/zurich/report.json"));
        assert_eq!(
            (&report["organisation"], &report["overall"]["n"]),
            (&Value::from("Zürich"), &Value::from(30))
        );
        // Asked for in another spelling still.
        let name = if nested { "Zu\u{308}rich  / Z\u{fc}rich" } else { " Zu\u{308}r\u{ad}ich" };
        let output = run(home.path(), ["build", "c.yaml", "--out", "out", "--only", name, "--dry-run"]);
        assert!(output.status.success(), "{}", stderr(&output));
        let output =
            run(home.path(), ["explain", "c.yaml", "--client", name, "--figure", "overall.nps\u{200b}"]);
        assert!(output.status.success(), "{}", stderr(&output));
        assert!(stdout(&output).contains("30"), "{}", stdout(&output));
    }
}

#[test]
fn a_client_keeps_the_folder_that_it_had_in_another_spelling() {
    let config = "title: T\nas_of: 2026-10-05\nsource: {files: a.csv}\ncolumns: {score: nps}\nreports: {one_per: studio}\n";
    let rows = |name: &str| format!("9,{name}\n7,{name}\n0,{name}\n").repeat(10);
    let home = folder(&[
        ("c.yaml", config),
        ("a.csv", &format!("nps,studio\n{}{}", rows("Zürich"), rows("ZÜRICH"))),
    ]);
    built(&home);
    let folders = || {
        let manifest = json(&home.path().join("out/manifest.json"));
        let reports = manifest["reports"].as_object().expect("reports").clone();
        reports.into_iter().map(|(folder, _)| folder).collect::<Vec<_>>()
    };
    let before = folders();
    assert!(before.iter().all(|folder| folder.starts_with("zurich-")), "{before:?}");
    // As it was written when spellings were told apart.
    let manifest = home.path().join("out/manifest.json");
    let text = fs::read_to_string(&manifest).expect("written");
    let old = text.replace("Z\u{fc}rich", "Zu\u{308}rich").replace("Z\u{dc}RICH", "ZU\u{308}RICH");
    assert_ne!(old, text);
    fs::write(&manifest, old).expect("written");
    assert!(built(&home).contains("0 built, 2 unchanged"));
    assert_eq!(folders(), before);
}

/// A config whose every name is spelt otherwise than in the data, of which nothing may go unknown.
#[test]
fn names_in_a_config_and_its_tables_are_those_of_the_data_in_any_spelling() {
    let config = "title: T\nas_of: 2026-10-05\nsource: {files: a.csv}\n\
        columns: {score: \"nps\u{200b}\", date: \"Tag der  Antwort\", region: \"Ko\u{308}rperschaft\", \
                  cluster: \"Gru\u{308}ppe\", segments: [\"Ma\u{308}rkte\"]}\n\
        weights: {margins: {\"Ma\u{308}rkte\": {\"Su\u{308}d\": 50, \"Nord\u{a0}West\": 50}}}\n\
        population: {regions: {\"Ko\u{308}ln\": 900, \"Bad\u{a0} Tölz\u{ad}\": 900}}\n\
        benchmarks: {list: [{name: Ziel, value: 40, statistic: target, region: \" Ko\u{308}ln \"}], table: b.csv, \
                     industries: [\"Ba\u{308}cker\"]}\n";
    let benchmarks = "n\u{ad}ame;\u{feff}value;year;source;region;\"indus\u{200b}try\"\n\
        Bund;30;2025;Amt;Ko\u{308}ln;Bäcker\nBund;31;2025;Amt;\u{200b};Ba\u{308}cker\n";
    let row = |at: usize| {
        let (region, market) = [("K\u{f6}ln", "S\u{fc}d"), ("Bad T\u{f6}lz", "Nord West")][at % 2];
        let score = [10, 9, 7, 0, 9][at % 5];
        format!("{score},2026-08-{:02},{region},{market},g{}\n", at % 28 + 1, at % 7)
    };
    let rows: String = (0..200).map(row).collect();
    // Headings with a line break, a no-break space, a zero-width space and a soft hyphen.
    let csv = format!("n\u{200b}ps,\"Tag der\nAntwort\",Körper\u{ad}schaft,Märkte\u{a0},Grüppe\n{rows}");
    let home = folder(&[("c.yaml", config), ("a.csv", &csv), ("b.csv", benchmarks)]);
    let told = built(&home);
    assert!(!told.contains("did you mean"), "{told}");
    let report = json(&home.path().join("out/report.json"));
    let weighting = &report["method"]["weighting"];
    assert_eq!(
        (&weighting["margins"][0]["column"], &weighting["cluster"]),
        (&"Märkte".into(), &"Grüppe".into())
    );
    let row = report["sections"]["regions"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|row| row["region"]["named"] == "Köln");
    let benchmarks = row.expect("the region")["benchmarks"].as_array().expect("a list").clone();
    assert!(benchmarks.iter().any(|line| line["benchmark"]["name"] == "Ziel"), "{benchmarks:?}");
    assert!(benchmarks.iter().any(|line| line["benchmark"]["value"] == 30.0), "{benchmarks:?}");
    let output =
        run(home.path(), ["explain", "c.yaml", "--region", "Ko\u{308}ln\u{200e}", "--figure", "nps"]);
    assert!(output.status.success(), "{}", stderr(&output));
}

#[test]
fn clients_in_list_and_table_are_those_of_the_data_in_any_spelling() {
    let config = "title: T\nas_of: 2026-10-05\nsource: {files: a.csv}\ncolumns: {score: nps}\n\
        benchmarks: {table: b.csv}\n\
        reports: {one_per: \"stu\u{ad}dio\", list: [\"Ko\u{308}ln\", \"Bad\u{a0}Tölz\"], table: t.csv}\n";
    let rows = |name: &str| format!("9,{name}\n7,{name}\n0,{name}\n").repeat(10);
    let csv = format!("nps,studio\n{}{}{}", rows("K\u{f6}ln"), rows("Bad  T\u{f6}lz"), rows("Bonn"));
    let table = "\u{feff}client\u{200b},title,industry\nKo\u{308}ln\u{200b},Own,Ba\u{308}cker\n";
    let benchmarks = "name,value,year,source,industry\nBund,30,2025,Amt,B\u{e4}cker\n";
    let home = folder(&[("c.yaml", config), ("a.csv", &csv), ("t.csv", table), ("b.csv", benchmarks)]);
    let told = built(&home);
    assert!(told.contains("2 reports: 2 built") && !told.contains("did you mean"), "{told}");
    assert_eq!(json(&home.path().join("out/koln/report.json"))["title"], "Own");
    assert!(home.path().join("out/bad-tolz").exists());
    fs::write(home.path().join("t.csv"), "client\nK\u{f6}ln\nKo\u{308}ln\n").expect("written");
    assert!(refused(&home).contains("the client `Köln` stands in row 2 already"));
    fs::write(home.path().join("t.csv"), "client,title\n\u{200b},Own\n").expect("written");
    assert!(refused(&home).contains("the row names no client"));
}

#[test]
fn what_becomes_one_name_is_told_as_one_that_stands_twice() {
    let config = "title: T\nas_of: 2026-10-05\nsource: {files: a.csv}\ncolumns: {score: nps, region: \"Ko\u{308}rper\"}\n";
    let csv = "nps,K\u{f6}rper,Ko\u{308}rper\u{200b}\n9,a,b\n";
    let home = folder(&[("c.yaml", config), ("a.csv", csv)]);
    assert!(refused(&home).contains("2 columns of `a.csv` are named `Körper`"), "{}", refused(&home));
    let two = config.to_owned() + "population: {regions: {K\u{f6}ln: 9, Ko\u{308}ln: 8}}\n";
    fs::write(home.path().join("c.yaml"), two).expect("written");
    assert!(refused(&home).contains("the key `Köln` stands here a second time"));
    let blank = config.replace("\"Ko\u{308}rper\"", "\"\\u200B\"")
        + "reports: {one_per: [\" \"], list: [\"\u{ad}\"]}\n";
    fs::write(home.path().join("c.yaml"), blank).expect("written");
    let told = refused(&home);
    assert_eq!(told.matches("the name of the column is empty").count(), 2, "{told}");
    assert!(told.contains("the name of the client is empty") && !told.contains("no column"), "{told}");
}

#[test]
fn a_benchmark_of_a_table_for_a_region_in_letters_of_another_script_is_not_lost_without_a_word() {
    let config = "title: T\nas_of: 2026-10-05\nsource: {files: a.csv}\ncolumns: {score: nps, region: place}\n\
        benchmarks: {table: b.csv}\n";
    let benchmarks = "name,value,year,source,region\nBund,30,2025,Amt,Cевер\nBund,31,2025,Amt,Запад\n";
    let csv = format!("nps,place\n{}", "9,Север\n0,Север\n".repeat(20));
    let home = folder(&[("c.yaml", config), ("a.csv", &csv), ("b.csv", benchmarks)]);
    let told = refused(&home);
    assert!(told.contains("the data have no region `Cевер` for this benchmark"), "{told}");
    assert!(told.contains("did you mean `Север`?") && !told.contains("Запад"), "{told}");
}
