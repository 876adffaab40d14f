//! The sample data: made by its generator, and counted as an independent program counted it.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use serde_json::Value;

use crate::support::{project, run, stderr};

/// Detractors, passives and promoters of each quarter, from 2023-Q4, counted independently of plaudit.
const QUARTERS: [(u64, u64, u64); 12] = [
    (65, 137, 278),
    (74, 132, 246),
    (84, 147, 249),
    (85, 133, 242),
    (85, 125, 287),
    (79, 151, 248),
    (86, 133, 241),
    (72, 137, 267),
    (89, 142, 280),
    (96, 147, 267),
    (102, 155, 286),
    (110, 164, 307),
];

/// The same for the districts of 2026-Q3.
const DISTRICTS: [(&str, (u64, u64, u64)); 8] = [
    ("Central", (9, 26, 73)),
    ("North-West", (8, 18, 38)),
    ("South", (43, 43, 46)),
    ("North Caucasus", (5, 8, 15)),
    ("Volga", (10, 21, 49)),
    ("Ural", (25, 22, 27)),
    ("Siberia", (5, 15, 36)),
    ("Far East", (4, 10, 19)),
];

fn report() -> Value {
    built("config/quarterly-review.yaml")
}

/// The report of a config.
fn built(config: &str) -> Value {
    let out = tempfile::tempdir().expect("a folder");
    let arguments = ["build", config, "--out"].map(AsRef::as_ref);
    let output = run(&project(), arguments.into_iter().chain([out.path().as_os_str()]));
    assert!(output.status.success(), "{}", stderr(&output));
    let json = fs::read_to_string(out.path().join("report.json")).expect("written");
    serde_json::from_str(&json).expect("JSON")
}

fn counts(finding: &Value) -> (u64, u64, u64) {
    let count = |group: &str| finding["counts"][group].as_u64().expect("a number");
    (count("detractors"), count("passives"), count("promoters"))
}

#[test]
fn the_sample_is_counted_as_an_independent_program_counted_it() {
    let report = report();
    let trend = report["sections"]["trend"]["points"].as_array().expect("a list");
    let found: Vec<_> = trend.iter().map(|point| counts(&point["finding"])).collect();
    assert_eq!(found, QUARTERS);
    let regions = report["sections"]["regions"].as_array().expect("a list");
    for (name, expected) in DISTRICTS {
        let row = regions.iter().find(|row| row["region"]["named"] == name).expect("the district is there");
        assert_eq!(counts(&row["finding"]), expected, "{name}");
    }
    let quality = &report["sections"]["quality"];
    assert_eq!(quality["rows_read"], 6018);
    assert_eq!(quality["rows_used"], 5949);
    let rejected = |reason: &str| {
        let list = quality["rejected"].as_array().expect("a list");
        list.iter()
            .find(|row| row["reason"] == reason)
            .map_or(0, |row| row["rows"].as_u64().expect("a number"))
    };
    for (reason, rows) in [
        ("ragged_row", 2),
        ("score_not_a_number", 16),
        ("score_not_whole", 3),
        ("score_out_of_scale", 7),
        ("blank_date", 8),
        ("unreadable_date", 4),
    ] {
        assert_eq!(rejected(reason), rows, "{reason}");
    }
    assert_eq!(quality["outside"], serde_json::json!({"after_report": 3, "no_answer": 26}));
    assert_eq!(quality["rows_short"], 2);
    let warnings = quality["warnings"].as_array().expect("a list");
    assert_eq!(warnings.iter().map(|warning| &warning["kind"]).collect::<Vec<_>>(), ["future_dates"]);
    assert_eq!(quality["rows_after"], 21);
    assert_eq!(quality["region_not_stated"], 6);
}

#[test]
fn the_sample_tells_its_story() {
    let report = report();
    let region = |name: &str| {
        let regions = report["sections"]["regions"].as_array().expect("a list");
        regions.iter().find(|row| row["region"]["named"] == name).expect("the district is there").clone()
    };
    assert_eq!(region("Central")["rest"]["verdict"], "above");
    assert_eq!(region("South")["rest"]["verdict"], "below");
    assert_eq!(region("Ural")["rest"]["verdict"], "below");
    assert_eq!(region("Volga")["rest"]["verdict"], "unclear");
    assert_eq!(region("North Caucasus")["standing"], "unranked");
    for change in report["changes"].as_array().expect("a list") {
        assert_eq!(change["comparison"]["verdict"], "no_clear_change");
    }
    // Year on year: 33.9071 − 40.9664 points, p .1342 before and .2685 after Holm's correction for two.
    let year = &report["changes"][1]["comparison"];
    assert!((year["difference"].as_f64().expect("a number") + 7.0593).abs() < 1e-3);
    assert!((year["p_adjusted"].as_f64().expect("a number") - 0.268_454).abs() < 1e-5);
}

/// All counted by an independent program, in which each figure is a sum over the rows of the files.
#[test]
fn business_customers_tell_theirs_in_both_languages() {
    for config in ["config/from-score-to-action.yaml", "config/from-score-to-action.ru.yaml"] {
        let report = built(config);
        let sections = &report["sections"];
        let near = |found: &Value, expected: f64| {
            let found = found.as_f64().expect("a number");
            assert!((found - expected).abs() < 5e-7 * expected.abs().max(1.0), "{found} against {expected}");
        };
        near(&report["overall"]["nps"], 39.613_526_570);
        let actions = &sections["actions"];
        near(&actions[0]["result"]["difference"], 59.577_861_307);
        assert_eq!(actions[0]["result"]["verdict"], "worked");
        near(&actions[1]["result"]["difference"], -9.810_313_182);
        // 95 % from −34.5 to 14.9 points, and 15 were expected.
        assert_eq!(actions[1]["result"]["verdict"], "did_not");
        assert_eq!([&actions[2]["status"], &actions[3]["status"]], ["overdue", "planned"]);
        let correlations = sections["drivers"]["told"]["each"].as_array().expect("a list");
        for (driver, expected) in
            correlations.iter().zip([0.874_273_987_626_272, 0.266_802_259, 0.686_325_875])
        {
            near(&driver["correlation"], expected);
        }
        let accounts = &sections["accounts"];
        assert_eq!((&accounts["known"], &accounts["answered"]), (&64.into(), &56.into()));
        for (score, expected) in accounts["scores"].as_array().expect("a list").iter().zip([
            39.613_526_570,
            44.834_183_673,
            37.956_843_288,
        ]) {
            near(&score["nps"], expected);
        }
        assert_eq!(accounts["groups"][2]["n"], 22);
        near(&accounts["groups"][2]["revenue_share"], 0.430_581_039_755_352);
        let at_risk = accounts["at_risk"].as_array().expect("a list");
        let mut names: Vec<_> =
            at_risk.iter().filter_map(|of| of["name"].as_str()?.strip_prefix("Customer ")).collect();
        names.sort_unstable();
        assert_eq!(names, ["10", "21", "34", "41", "51", "52", "59", "60", "61"]);
        let last =
            sections["follow_up"]["periods"].as_array().and_then(|periods| periods.last()).expect("a period");
        assert_eq!((&last["n"], &last["called"]), (&29.into(), &19.into()));
        near(&sections["costs"]["total"], 2959.64);
        // 50 × 207 / 100 are 103.5, and promoters are 82 more than detractors.
        assert_eq!(sections["reach"]["targets"][0]["short"], 22);
        // The test by statsmodels, the interval by scipy.
        let moved = &sections["moved"];
        assert_eq!([&moved["n"], &moved["rose"], &moved["fell"]], [134, 39, 36]);
        let rows = [[1, 10, 16], [6, 12, 13], [12, 18, 46]];
        let groups = ["detractors", "passives", "promoters"];
        for (then, row) in groups.into_iter().zip(rows) {
            for (now, n) in groups.into_iter().zip(row) {
                assert_eq!(moved["groups"][then][now], n, "{then} to {now}");
            }
        }
        near(&moved["difference"], 5.223_880_597);
        near(&moved["interval"]["low"], -13.437_258_484);
        near(&moved["interval"]["high"], 23.885_019_678);
        near(&moved["test"]["p"], 0.307_985_001);
    }
}

type Row = BTreeMap<String, String>;

/// The rows with a date and every cell, by the name of the column; `quarter` is added, and `group` where the row
/// can be used for `recommend_studio`.
fn rows() -> Vec<Row> {
    let path = project().join("sample-data/answers.csv");
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(path).expect("there");
    let header = reader.headers().expect("a header").clone();
    let records = reader.records().map(|record| record.expect("a record"));
    let whole = records.filter(|record| record.len() == header.len());
    let named = whole.map(|record| {
        header.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect::<Row>()
    });
    named
        .filter_map(|mut row| {
            let (year, rest) = row["responded_on"].split_once('-')?;
            let (month, day) = rest.split_once('-')?;
            let quarter = format!("{year}-Q{}", month.parse::<u32>().expect("a month").div_ceil(3));
            let there_is = day != "31" || !["02", "06"].contains(&month);
            if !there_is || quarter.as_str() > "2026-Q4" {
                return None;
            }
            row.insert("quarter".to_owned(), quarter);
            let score = row["recommend_studio"].trim().replace(',', ".").parse::<f64>();
            let group = match score.unwrap_or(-1.0) {
                score if score.fract() != 0.0 => return Some(row),
                0.0..7.0 => "detractor",
                7.0..9.0 => "passive",
                9.0..=10.0 => "promoter",
                _ => return Some(row),
            };
            row.insert("group".to_owned(), group.to_owned());
            Some(row)
        })
        .collect()
}

/// How many rows there are of each value of a column.
fn tally<'a>(rows: impl Iterator<Item = &'a Row>, column: &str) -> BTreeMap<&'a str, usize> {
    let mut tally = BTreeMap::new();
    for row in rows {
        *tally.entry(row[column].as_str()).or_default() += 1;
    }
    tally
}

fn of<'a>(quarter: &'a str, rows: &'a [Row]) -> impl Iterator<Item = &'a Row> {
    rows.iter().filter(move |row| row["quarter"] == quarter)
}

#[test]
fn the_later_columns_tell_their_stories() {
    let mut rows = rows();

    // n, sum and top two of the ratings.
    for (quarter, expected) in [("2025-Q3", (457, 2223, 171)), ("2026-Q3", (541, 2806, 258))] {
        let ratings = of(quarter, &rows).filter_map(|row| row["goals_score"].parse().ok());
        let ratings: Vec<u32> = ratings.filter(|rating| (1..=7).contains(rating)).collect();
        let top = ratings.iter().filter(|&&rating| rating >= 6).count();
        assert_eq!((ratings.len(), ratings.iter().sum(), top), expected, "{quarter}");
    }
    rows.retain(|row| row.contains_key("group"));
    assert_eq!(rows.len(), 5947);

    for (quarter, expected) in [("2025-Q3", (53, 15)), ("2026-Q3", (35, 31))] {
        let satisfied = tally(of(quarter, &rows).filter(|row| row["district"] == "Ural"), "satisfied");
        assert_eq!((satisfied["да"] + satisfied["yes"], satisfied["нет"] + satisfied["no"]), expected);
    }

    let quarters = ["2026-Q1", "2026-Q2", "2026-Q3"].into_iter().flat_map(|quarter| of(quarter, &rows));
    let late = quarters.filter(|row| row["district"] == "Ural" && row["group"] == "detractor");
    let reasons = [("deadline", 54), ("other", 6), ("price", 3), ("quality", 6), ("service", 10)];
    assert_eq!(tally(late, "reason"), reasons.into());

    for (quarter, expected) in [("2025-Q3", (475, 87)), ("2026-Q3", (581, 158))] {
        let services = of(quarter, &rows).map(|row| &row["services"]);
        let services: Vec<_> = services.filter(|cell| !cell.is_empty()).collect();
        let credit = services.iter().filter(|cell| cell.split(';').any(|one| one == "credit")).count();
        assert_eq!((services.len(), credit), expected, "{quarter}");
    }

    // Detractors, passives and promoters.
    for (quarter, collector, expected) in [
        ("2025-Q3", "agency", [63, 122, 242]),
        ("2025-Q3", "bot", [9, 14, 25]),
        ("2025-Q4", "agency", [62, 106, 215]),
        ("2025-Q4", "bot", [27, 36, 65]),
        ("2026-Q3", "agency", [48, 82, 161]),
        ("2026-Q3", "bot", [62, 82, 146]),
    ] {
        let groups = tally(of(quarter, &rows).filter(|row| row["collector"] == collector), "group");
        assert_eq!(groups.into_values().collect::<Vec<_>>(), expected, "{quarter} {collector}");
    }

    for row in &rows {
        let status = row["status"].as_str();
        match row["satisfied"].as_str() {
            "да" | "yes" => assert_eq!(status, "доволен"),
            "нет" | "no" => assert_eq!(status, "не доволен"),
            blank => assert_eq!(blank, ""),
        }
        assert_eq!(row["review_left"].is_empty(), status == "не доволен");
    }
    let status = [("доволен", 4618), ("не доволен", 1329)];
    assert_eq!(tally(rows.iter(), "status"), status.into());
    let reviews = [("", 1329), ("да", 1044), ("нет", 3574)];
    assert_eq!(tally(rows.iter(), "review_left"), reviews.into());

    let sizes = [("small", [147, 238, 520]), ("medium", [135, 206, 413]), ("large", [93, 109, 133])];
    for (size, expected) in sizes {
        let year = ["2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3"].into_iter();
        let of_size = year.flat_map(|quarter| of(quarter, &rows)).filter(|row| row["size"] == size);
        assert_eq!(tally(of_size, "group").into_values().collect::<Vec<_>>(), expected, "{size}");
    }
}

#[test]
fn the_generator_writes_the_committed_files() {
    let out = tempfile::tempdir().expect("a folder");
    let binary = out.path().join("generate");
    let compiled = Command::new("rustc")
        .args(["--edition", "2024", "-O", "-o"])
        .arg(&binary)
        .arg(project().join("sample-data/generate.rs"))
        .status()
        .expect("rustc starts");
    assert!(compiled.success());
    assert!(Command::new(&binary).arg(out.path()).status().expect("it starts").success());
    for name in ["answers.csv", "businesses.csv", "customers.csv", "starter.csv"] {
        let made = fs::read(out.path().join(name)).expect("written");
        assert!(made == fs::read(project().join("sample-data").join(name)).expect("there"), "{name} differs");
    }
}
