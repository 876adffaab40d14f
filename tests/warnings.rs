//! What can be read and should be doubted is told on stderr, on the page, in `report.json` and in the index.

use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use crate::support::{folder, run, stderr};

const CONFIG: &str =
    "title: T\nas_of: 2026-10-05\nsource: {files: '*.csv'}\ncolumns: {score: nps, date: d, region: r}\n";

/// What a build says: on stderr, in `report.json`, and on the page.
struct Said {
    stderr: String,
    warnings: Vec<Value>,
    page: String,
    home: TempDir,
}

impl Said {
    /// The one warning of a kind.
    fn of(&self, kind: &str) -> Option<&Value> {
        let mut of_kind = self.warnings.iter().filter(|warning| warning["kind"] == kind);
        let warning = of_kind.next();
        assert!(of_kind.next().is_none(), "{:?}", self.warnings);
        warning
    }

    fn kinds(&self) -> Vec<&str> {
        self.warnings.iter().map(|warning| warning["kind"].as_str().expect("a kind")).collect()
    }
}

fn build(config: &str, files: &[(&str, String)]) -> Said {
    let mut all = vec![("c.yaml", config)];
    all.extend(files.iter().map(|(name, text)| (*name, text.as_str())));
    let home = folder(&all);
    let output = run(home.path(), ["build", "c.yaml"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let json = fs::read_to_string(home.path().join("report/report.json")).expect("written");
    let json: Value = serde_json::from_str(&json).expect("JSON");
    let warnings = json["sections"]["quality"]["warnings"].as_array().cloned().unwrap_or_default();
    let page = fs::read_to_string(home.path().join("report/report.html")).expect("written");
    assert_eq!(page.contains("Worth checking"), !warnings.is_empty());
    Said { stderr: stderr(&output), warnings, page, home }
}

fn rows(each: &[(&str, usize)]) -> String {
    let rows: String = each.iter().map(|(row, count)| format!("{row}\n").repeat(*count)).collect();
    format!("nps,d,r\n{rows}")
}

#[test]
fn sound_data_give_no_warning() {
    let sound = rows(&[("10,2026-08-01,N", 40), ("3,2026-08-02,S", 40), ("8,2026-05-02,S", 70)]);
    let said = build(CONFIG, &[("a.csv", sound.clone())]);
    assert_eq!(said.kinds(), Vec::<&str>::new());
    assert!(!said.stderr.contains("warning"), "{}", said.stderr);
    let strict = run(said.home.path(), ["build", "c.yaml", "--strict"]);
    assert!(strict.status.success(), "{}", stderr(&strict));
}

#[test]
fn rows_that_stand_in_two_files_are_counted() {
    let first = rows(&[("10,2026-08-01,N", 3), ("9,2026-08-02,S", 1), ("3,2026-08-03,S", 20)]);
    let second = rows(&[("10,2026-08-01,N", 2), ("9,2026-08-02,S", 4), ("8,2026-08-09,S", 20)]);
    let said = build(CONFIG, &[("a.csv", first), ("b.csv", second)]);
    // Two of the first kind and one of the second: the file that has most of a row keeps its rows.
    assert_eq!(said.of("repeated_rows").expect("told")["rows"], 3);
    assert!(
        said.stderr.contains("3 rows stand in more than one file, the same in every column"),
        "{}",
        said.stderr
    );
    assert!(
        said.page.contains(
            "Rows that also stand in another file, identical in every column: 3 (in a.csv, b.csv)."
        )
    );
    let strict = run(said.home.path(), ["build", "c.yaml", "--out", "again", "--strict"]);
    assert_eq!(strict.status.code(), Some(4));
    assert!(stderr(&strict).contains("error: 3 rows stand in more than one file"), "{}", stderr(&strict));
    assert!(!said.home.path().join("again").exists());
    let check = |more: &[&str]| {
        let output = run(said.home.path(), ["check", "c.yaml"].iter().chain(more));
        (output.status.code(), stderr(&output))
    };
    assert_eq!((check(&[]).0, check(&["--strict"]).0), (Some(0), Some(4)));
    assert!(check(&[]).1.contains("warning: 3 rows stand"));
    // However a spreadsheet has saved them again.
    let first = || ("a.csv", rows(&[("10,2026-08-01,N", 30)]));
    for again in [
        "nps;\"d\";r;\n\"10\";2026-08-01;N;\n10;\"2026-08-01\";N;\n",
        "r,nps,d\nN,10,2026-08-01\nN,10,2026-08-01\n",
        "nps,d,r\n10 , 2026-08-01,N\n10,2026-08-01,\"N \"\n",
    ] {
        let resaved = build(CONFIG, &[first(), ("b.csv", again.to_owned())]);
        assert_eq!(resaved.of("repeated_rows").expect("told")["rows"], 2, "{again}");
    }
    // Twice in one file is no sign of a second export.
    let once = build(
        CONFIG,
        &[("a.csv", rows(&[("10,2026-08-01,N", 30)])), ("b.csv", rows(&[("9,2026-08-01,N", 30)]))],
    );
    assert_eq!(once.kinds(), Vec::<&str>::new());
}

#[test]
fn dates_far_from_all_others_are_told() {
    let said = build(CONFIG, &[("a.csv", rows(&[("10,1980-01-01,N", 40), ("3,1980-01-01,N", 40)]))]);
    let far = said.of("far_dates").expect("told");
    assert_eq!((&far["answers"], &far["first"]["key"]), (&80.into(), &"1980-Q1".into()));
    assert!(said.stderr.contains("all 80 answers are dated 1980-Q1"), "{}", said.stderr);
    assert!(said.stderr.contains("a.csv, row 2, column `d`"), "{}", said.stderr);
    assert!(said.page.contains("Answers dated far from all the others: 80 (Q1 1980)."));
    let both = [("10,2006-08-01,N", 1), ("3,2026-05-01,N", 100), ("3,2026-08-01,N", 100)];
    let apart = build(CONFIG, &[("a.csv", rows(&both))]);
    assert_eq!(apart.of("far_dates").expect("told")["answers"], 1);
    assert!(!apart.page.contains("gap: no answers"), "none is drawn");
    let json = fs::read_to_string(apart.home.path().join("report/report.json")).expect("written");
    let json: Value = serde_json::from_str(&json).expect("JSON");
    let periods: Vec<&Value> = json["sections"]["trend"]["points"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|point| &point["period"]["key"])
        .collect();
    assert_eq!(periods, ["2026-Q2", "2026-Q3"], "a date of long ago does not stretch the trend");
    assert_eq!(json["sections"]["quality"]["rows_before"], 1);
    assert!(apart.page.contains("Answers from before the periods shown: 1."), "and is told of");
    // A wave of long ago with answers enough is one.
    let wave = build(CONFIG, &[("a.csv", rows(&[("10,2016-08-01,N", 50), ("3,2026-08-01,N", 100)]))]);
    assert_eq!(wave.kinds(), Vec::<&str>::new());
}

#[test]
fn rows_after_the_reporting_date_are_told_where_they_make_a_later_report() {
    let until = |last: &str| {
        let late = format!("3,{last},N");
        build(CONFIG, &[("a.csv", rows(&[("10,2026-08-01,N", 40), (&late, 12)]))])
    };
    // The reported period is the third quarter: the fourth one is whole on its last day.
    let begun = until("2026-12-30");
    assert_eq!(begun.kinds(), Vec::<&str>::new(), "the page of an earlier day stays what it was");
    assert!(
        begun
            .stderr
            .contains("12 rows are dated after the reporting date 2026-10-05, the last on 2026-12-30"),
        "{}",
        begun.stderr
    );
    let whole = until("2026-12-31");
    assert_eq!(whole.of("newer_answers").expect("told")["last"], "2026-12-31");
    let few = build(CONFIG, &[("a.csv", rows(&[("10,2026-08-01,N", 96), ("3,2026-12-30,N", 5)]))]);
    assert!(!few.stderr.contains("warning"), "5 of 101 rows: {}", few.stderr);
    let newer = until("2027-01-02");
    assert_eq!(newer.of("newer_answers").expect("told")["rows"], 12);
    assert!(
        newer
            .stderr
            .contains("12 rows are dated after the reporting date 2026-10-05, the last on 2027-01-02")
    );
    let future = until("2062-08-01");
    assert_eq!(future.of("future_dates").expect("told")["last"], "2062-08-01");
}

#[test]
fn day_numbers_of_a_spreadsheet_among_dates_are_told() {
    let mut text = rows(&[("10,24.08.2026,N", 60)]);
    (46_240..46_247).for_each(|number| text += &format!("3,{number},N\n"));
    let said = build(CONFIG, &[("a.csv", text)]);
    assert!(
        said.stderr.contains("warning: 7 rows have a date that cannot be read, such as `46240`")
            && said.stderr.contains("it holds numbers of days now"),
        "{}",
        said.stderr
    );
}

#[test]
fn a_shorter_scale_that_nobody_stated_is_told() {
    let five = |config: &str, high: &str, n: usize| {
        build(config, &[("a.csv", rows(&[("1,2026-08-01,N", n), (&format!("{high},2026-08-02,S"), 20)]))])
            .stderr
    };
    let told = five(CONFIG, "5", 20);
    assert!(told.contains("no answer is above 5, and no `scale` is stated"), "{told}");
    assert!(told.contains("`scale: {low: 1, high: 5, detractors_to: 3, promoters_from: 5}`"), "{told}");
    assert!(five(CONFIG, "7", 20).contains("no answer is above 7"));
    for (config, high, n) in [
        (CONFIG.to_owned(), "8", 20),
        (CONFIG.to_owned(), "5", 9),
        (format!("{CONFIG}scale: {{low: 0, high: 10}}\n"), "5", 20),
        (format!("{CONFIG}scale: {{low: 1, high: 5, detractors_to: 3, promoters_from: 5}}\n"), "5", 20),
    ] {
        let told = five(&config, high, n);
        assert!(!told.contains("no answer is above"), "{config}{told}");
    }
}

#[test]
fn answers_that_fill_a_shorter_scale_are_told_though_the_long_one_is_stated() {
    let fill = |scores: &[&str], scale: &str| {
        let each: Vec<(String, usize)> = scores.iter().map(|s| (format!("{s},2026-08-01,N"), 9)).collect();
        let each: Vec<(&str, usize)> = each.iter().map(|(row, n)| (row.as_str(), *n)).collect();
        build(&format!("{CONFIG}scale: {scale}\n"), &[("a.csv", rows(&each))]).stderr
    };
    let from_init = "{low: 0, high: 10, detractors_to: 6, promoters_from: 9}";
    for (scale, scores) in [
        (from_init, &["1", "2", "3", "4", "5"][..]),
        ("{low: 0, high: 10}", &["0", "1", "2", "3", "4", "5"]),
        (from_init, &["1", "2", "3", "4", "5", "6", "7"]),
    ] {
        let told = fill(scores, scale);
        let (low, high) = (scores[0], scores[scores.len() - 1]);
        assert!(told.contains(&format!("the answers fill {low} to {high} and no other")), "{told}");
        assert!(told.contains(&format!("`scale: {{low: {low}, high: {high}, detractors_to:")), "{told}");
    }
    for (scale, scores) in [
        (from_init, &["1", "2", "3", "4"][..]),
        (from_init, &["1", "2", "3", "5", "5"]),
        (from_init, &["1", "2", "3", "4", "5", "8"]),
        ("{low: 1, high: 5, detractors_to: 3, promoters_from: 5}", &["1", "2", "3", "4", "5"]),
    ] {
        assert!(!fill(scores, scale).contains("the answers fill"), "{scale} {scores:?}");
    }
}

#[test]
fn answers_older_than_a_period_are_told() {
    let until = |last: &str| {
        let row = format!("10,{last},N");
        build(CONFIG, &[("a.csv", rows(&[("10,2026-05-01,N", 40), (&row, 40)]))])
    };
    assert_eq!(until("2026-07-05").kinds(), Vec::<&str>::new());
    let old = until("2026-06-30");
    assert_eq!(old.of("old_answers").expect("told")["last"], "2026-06-30");
    assert!(old.stderr.contains("the newest answer is of 2026-06-30, more than a period before 2026-10-05"));
    assert!(old.stderr.contains("a.csv, row 42, column `d`"), "{}", old.stderr);
}

#[test]
fn a_period_with_almost_no_answers_is_told_and_another_one_named() {
    let config = CONFIG.replace("2026-10-05", "2017-10-05");
    let data = [("10,2017-05-01,N", 1745), ("3,2017-06-01,N", 1000), ("9,2017-07-12,N", 1)];
    let said = build(&config, &[("a.csv", rows(&data))]);
    assert_eq!(said.of("thin_period").expect("told")["beside"]["key"], "2017-Q2");
    assert!(
        said.stderr.contains("the reported period 2017-Q3 has 1 answer, and 2017-Q2 beside it has 2,745")
    );
    assert!(said.stderr.contains("`periods: {current: 2017-Q2}`"), "{}", said.stderr);
    // Who names the period knows it.
    let named = build(&format!("{config}periods: {{current: 2017-Q3}}\n"), &[("a.csv", rows(&data))]);
    assert!(named.of("thin_period").is_none());
}

#[test]
fn an_order_of_day_and_month_that_rests_on_one_date_is_told() {
    let mut text = rows(&[("10,05.08.2026,N", 60), ("3,06.07.2026,S", 47)]);
    text += "3,13.09.2026,S\n";
    let said = build(CONFIG, &[("a.csv", text.clone())]);
    let order = said.of("date_order").expect("told");
    assert_eq!(
        (&order["rows"], &order["of"], &order["text"]),
        (&1.into(), &108.into(), &"13.09.2026".into())
    );
    assert!(said.stderr.contains("that dates are DD.MM.YYYY rests on one date of 108: `13.09.2026` is one"));
    assert!(said.stderr.contains("a.csv, row 109, column `d`"), "{}", said.stderr);
    // One that is after the reporting date decides as well.
    let late = rows(&[("10,05.08.2026,N", 60), ("3,06.07.2026,S", 47), ("3,13.11.2026,S", 1)]);
    assert_eq!(build(CONFIG, &[("a.csv", late)]).of("date_order").expect("told")["rows"], 1);
    let stated = CONFIG.replace("'*.csv'", "'*.csv', date_format: DD.MM.YYYY");
    assert_eq!(build(&stated, &[("a.csv", text)]).kinds(), Vec::<&str>::new());
    let many = rows(&[("10,05.08.2026,N", 60), ("3,13.09.2026,S", 47)]);
    assert_eq!(build(CONFIG, &[("a.csv", many)]).kinds(), Vec::<&str>::new());
}

#[test]
fn rows_with_faults_that_gather_in_a_region_or_a_period_are_told() {
    let spread = [("10,2026-08-01,N", 60), ("x,2026-08-01,N", 3), ("y,2026-08-01,N", 3)];
    let spread =
        [&spread[..], &[("10,2026-08-01,S", 60), ("z,2026-08-01,S", 3), ("a,2026-08-01,S", 3)]].concat();
    assert_eq!(build(CONFIG, &[("a.csv", rows(&spread))]).kinds(), Vec::<&str>::new());
    let gathered = [("10,2026-08-01,N", 90), ("x,2026-08-01,S", 12), ("10,2026-08-01,S", 10)];
    let said = build(CONFIG, &[("a.csv", rows(&gathered))]);
    let place = &said.of("faults_gather").expect("told")["places"][0];
    assert_eq!((&place["of"]["region"]["named"], &place["rows"]), (&"S".into(), &12.into()));
    assert!(said.stderr.contains("rows with faults gather: 12 of the region `S`"), "{}", said.stderr);
    assert!(said.page.contains("Unusually many rows with faults: S (12)."));
    let of_a_period = [("10,2026-08-01,N", 60), ("11,2026-04-01,N", 12), ("10,2026-04-01,N", 3)];
    let said = build(CONFIG, &[("a.csv", rows(&of_a_period))]);
    assert_eq!(said.of("faults_gather").expect("told")["places"][0]["of"]["period"]["key"], "2026-Q2");
}

#[test]
fn the_index_tells_of_all_data_and_a_client_s_report_only_of_its_own() {
    let config = format!("{CONFIG}reports: {{one_per: client}}\n");
    let row = |row: &str, client: &str, count: usize| format!("{row},{client}\n").repeat(count);
    let head = "nps,d,r,client\n";
    let first = head.to_owned()
        + &row("10,2026-08-01,N", "Acme", 30)
        + &row("x,2026-08-01,N", "Acme", 40)
        + &row("9,2026-08-01,N", "Bolt", 300);
    let second = head.to_owned() + &row("10,2026-08-01,N", "Acme", 1) + &row("8,2026-08-03,N", "Core", 40);
    let home = folder(&[("c.yaml", &config), ("a.csv", &first), ("b.csv", &second)]);
    let output = run(home.path(), ["build", "c.yaml"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let read = |path: &str| fs::read_to_string(home.path().join("report").join(path)).expect("written");
    let kinds = |path: &str| -> Vec<String> {
        let json: Value = serde_json::from_str(&read(path)).expect("JSON");
        let quality = if path == "index.json" { &json["quality"] } else { &json["sections"]["quality"] };
        let warnings = quality["warnings"].as_array().cloned().unwrap_or_default();
        warnings.iter().map(|warning| warning["kind"].as_str().expect("a kind").to_owned()).collect()
    };
    assert_eq!(kinds("index.json"), ["repeated_rows", "value_left_out", "faults_gather"]);
    assert!(read("index.html").contains("Unusually many rows with faults: Acme (40)."));
    assert_eq!(kinds("acme/report.json"), ["faults_gather"]);
    for client in ["bolt", "core"] {
        assert_eq!(kinds(&format!("{client}/report.json")), Vec::<String>::new());
        assert!(!read(&format!("{client}/report.html")).contains("Worth checking"));
    }
    let told = stderr(&output);
    assert!(told.contains("warning: 1 row stands in more than one file"), "{told}");
    let strict = run(home.path(), ["build", "c.yaml", "--strict", "--out", "again"]);
    assert_eq!(strict.status.code(), Some(4));
    assert!(!home.path().join("again").exists());
}

#[test]
fn a_report_of_an_earlier_day_is_the_same_from_a_file_that_has_grown() {
    let early = "nps,d,r,client\n".to_owned() + &"10,2026-05-01,N,Acme\n".repeat(60);
    let grown = early.clone() + &"x,2026-08-01,Neu,Bolt\n".repeat(40);
    for config in [CONFIG.to_owned(), format!("{CONFIG}reports: {{one_per: client}}\n")] {
        let config = config.replace("2026-10-05", "2026-07-05");
        // That it has grown is told on the terminal only, as long as no whole period is new.
        let pages = [&early, &grown].map(|text| {
            let home = folder(&[("c.yaml", &config), ("a.csv", text)]);
            let output = run(home.path(), ["build", "c.yaml"]);
            assert!(output.status.success(), "{}", stderr(&output));
            let is_batch = home.path().join("report/acme").exists();
            let name = if is_batch { "report/acme/report.json" } else { "report/report.json" };
            let mut json: Value =
                serde_json::from_str(&fs::read_to_string(home.path().join(name)).expect("written"))
                    .expect("JSON");
            if is_batch {
                assert!(!home.path().join("report/bolt").exists());
                return json;
            }
            let quality = json["sections"]["quality"].as_object_mut().expect("an object");
            for of_rows in ["rows_read", "files", "outside"] {
                quality.remove(of_rows);
            }
            json
        });
        assert_eq!(pages[0], pages[1]);
    }
}

#[test]
fn names_that_look_alike_are_told_with_their_numbers_on_the_terminal_only() {
    // The third one has a Latin C.
    let data = [
        ("10,2026-08-01,Север", 40),
        ("3,2026-08-01,север", 3),
        ("8,2026-08-01,Cевер", 30),
        ("8,2026-08-01,Юг", 30),
    ];
    let said = build(CONFIG, &[("a.csv", rows(&data))]);
    let alike = said.of("look_alike_names").expect("told");
    assert_eq!(alike["of"], "regions");
    assert_eq!(alike["names"].as_array().map(Vec::len), Some(3));
    assert!(said.stderr.contains("these regions look alike and count as different ones"), "{}", said.stderr);
    assert!(said.stderr.contains("`север` (3 answers)"), "{}", said.stderr);
    assert!(said.page.contains("Regions with similar names are counted separately: “"));
    // A number of answers that is hidden must not be told there.
    assert!(!alike.to_string().contains('3'), "{alike}");
}

#[test]
fn the_page_never_names_a_cluster() {
    let config = CONFIG.replace("region: r", "region: r, cluster: company, segments: [channel]");
    let text: String = (0..60)
        .map(|at| {
            format!("{},2026-08-01,N,{},{}\n", at % 11, ["Acme", "ACME"][at % 2], ["web", "Web"][at / 30])
        })
        .collect();
    let said = build(&config, &[("a.csv", format!("nps,d,r,company,channel\n{text}"))]);
    assert!(said.stderr.contains("these values of the column `company` look alike"), "{}", said.stderr);
    assert_eq!(
        said.of("look_alike_names").expect("those of the channel")["names"],
        serde_json::json!(["Web", "web"])
    );
    assert!(!said.page.contains("ACME"));
}

#[test]
fn a_strict_batch_refuses_shared_colours_that_are_too_faint() {
    let config = format!("{CONFIG}brand: {{accent: '#2aa198'}}\nreports: {{one_per: client}}\n");
    let data = format!("nps,d,r,client\n{}", "9,2026-08-01,N,Acme\n".repeat(40));
    let home = folder(&[("c.yaml", &config), ("a.csv", &data)]);
    for more in [&[][..], &["--only", "Acme"], &["--dry-run"]] {
        let output = run(home.path(), ["build", "c.yaml", "--strict"].iter().chain(more));
        assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
        assert!(!home.path().join("report").exists());
    }
    assert!(run(home.path(), ["build", "c.yaml"]).status.success());
}

#[test]
fn rows_after_the_reporting_date_are_outside_whatever_their_cells() {
    let data = rows(&[("10,2026-08-01,N", 100), ("9,2026-11-01,N,more", 40)]);
    let said = build(CONFIG, &[("a.csv", data)]);
    assert!(said.stderr.contains("100 used, 40 outside the question"), "{}", said.stderr);
}

#[test]
fn a_value_that_many_rows_are_left_out_for_is_told() {
    let sound = [("10,2026-08-01,N", 80), ("3,2026-08-02,S", 40)];
    let with = |more: &[(&str, usize)]| build(CONFIG, &[("a.csv", rows(&[&sound[..], more].concat()))]);
    let said = with(&[("n/a,2026-08-03,N", 20)]);
    let left_out = said.of("value_left_out").expect("told");
    assert_eq!(
        (&left_out["reason"], &left_out["text"], &left_out["rows"], &left_out["of"]),
        (&"score_not_a_number".into(), &"n/a".into(), &20.into(), &140.into())
    );
    assert!(
        said.stderr.contains("20 of 140 rows with a score that is not a number: `n/a`")
            && said.stderr.contains("leave the cell of the score blank where there is no answer"),
        "{}",
        said.stderr
    );
    let told = "Rows left out because “n/a” stands where the score should be: 20 of 140 (14%).";
    assert!(said.page.contains(told));
    let strict = run(said.home.path(), ["build", "c.yaml", "--out", "again", "--strict"]);
    assert_eq!(strict.status.code(), Some(4));
    // Other texts than the one are not a fifth in twenty together.
    let many: Vec<String> = (0..20).map(|at| format!("no {at} yes,2026-08-03,N")).collect();
    let many: Vec<(&str, usize)> = many.iter().map(|row| (row.as_str(), 1)).collect();
    assert!(with(&many).of("value_left_out").is_none());
    // One row less than one in twenty, and one in twenty.
    assert!(with(&[("n/a,2026-08-03,N", 6)]).of("value_left_out").is_none());
    assert!(with(&[("n/a,2026-08-03,N", 7)]).of("value_left_out").is_some());
    let dates = with(&[("9,unknown,N", 10), ("12,2026-08-03,N", 10)]);
    let texts: Vec<&Value> = dates.warnings.iter().map(|warning| &warning["text"]).collect();
    assert!(texts.contains(&&"unknown".into()) && texts.contains(&&"12".into()), "{:?}", dates.warnings);
    assert!(
        dates
            .page
            .contains("Rows left out because “unknown” stands where the date should be: 10 of 140 (7%).")
    );
}

#[test]
fn what_too_many_rows_are_left_out_for_is_told_before_any_limit_is() {
    let data = rows(&[("10,2026-08-01,N", 40), ("n/a,2026-08-01,N", 20), ("11,2026-08-01,N", 3)]);
    let home = folder(&[("c.yaml", CONFIG), ("a.csv", &data)]);
    let told = |threads: &str| {
        let output = run(home.path(), ["build", "c.yaml", "--threads", threads]);
        assert_eq!(output.status.code(), Some(4));
        stderr(&output)
    };
    let one = told("1");
    let at = |text: &str| one.find(text).unwrap_or_else(|| panic!("{text}: {one}"));
    assert!(at("`n/a` (20 times)") < at("leave the cell of the score blank"));
    assert!(at("`11` (3 times)") < at("state it as `scale`"));
    assert!(at("leave the cell of the score blank") < at("`source.max_rejected`"));
    assert_eq!(one.matches("max_rejected").count(), 1);
    assert_eq!(one, told("2"));
}

#[test]
fn what_concerns_one_client_is_told_once_and_what_is_not_listed_is_counted() {
    let config = format!("{CONFIG}reports: {{one_per: client}}\n");
    let row = |row: &str, client: &str, count: usize| format!("{row},{client}\n").repeat(count);
    let mut text = "nps,d,r,client\n".to_owned()
        + &row("10,2026-05-01,N0", "Acme", 100)
        + &row("10,2026-08-01,N0", "Acme", 2)
        + &row("x,2026-08-01,n0", "Core", 40)
        + &row("9,2026-08-01,n0", "Core", 30);
    for at in 0..14 {
        text += &row(&format!("9,2026-08-01,N{at}"), "Bolt", 10);
        text += &row(&format!("9,2026-08-01,n{at}"), "Bolt", 10);
    }
    let home = folder(&[("c.yaml", &config), ("a.csv", &text)]);
    let output = run(home.path(), ["build", "c.yaml"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let json = |path: &str| -> Value {
        let text = fs::read_to_string(home.path().join("report").join(path)).expect("written");
        serde_json::from_str(&text).expect("JSON")
    };
    let told = stderr(&output);
    // Of the 14 groups 12 are listed, each once, and the last of them says how many there are besides.
    assert_eq!(told.matches("these regions look alike").count(), 12, "{told}");
    for path in ["index.json", "bolt/report.json"] {
        let json = json(path);
        let quality = if path == "index.json" { &json["quality"] } else { &json["sections"]["quality"] };
        let warnings = quality["warnings"].as_array().expect("warnings");
        let alike: Vec<&Value> = warnings.iter().filter(|w| w["kind"] == "look_alike_names").collect();
        assert_eq!(alike.len(), 12, "{path}");
        let more: Vec<Option<u64>> = alike.iter().map(|warning| warning["more"].as_u64()).collect();
        assert_eq!((more[0], more[11]), (None, Some(2)), "{path}");
    }
    let page = fs::read_to_string(home.path().join("report/index.html")).expect("written");
    assert!(page.contains("Further such groups, not listed here: 2."));
    // A client is told of its own regions only.
    let acme = json("acme/report.json")["sections"]["quality"]["warnings"].to_string();
    assert!(acme.contains("thin_period") && !acme.contains("look_alike_names"), "{acme}");
    let index = json("index.json");
    let rows = index["tiers"][0]["rows"].as_array().expect("rows");
    for row in rows {
        let is_thin = row["client"] == serde_json::json!(["Acme"]);
        assert_eq!(row["thin_beside"]["key"] == "2026-Q2", is_thin, "{row}");
    }
    assert!(rows.iter().any(|row| row["thin_beside"]["key"] == "2026-Q2"), "{index}");
    assert!(told.contains("`--only \"Acme\"`"), "{told}");
    assert!(!told.contains("to report on another period, name it"), "{told}");
    assert_eq!(
        told.matches("rows with faults gather: ").count(),
        told.matches("rows with faults gather: 40 of").count()
    );
    assert!(!told.contains("the report for `Core`: rows with faults gather"), "{told}");
}

#[test]
fn names_of_clients_that_cannot_be_told_apart_are_asked_about() {
    let config = CONFIG.to_owned() + "reports: {one_per: [group, client]}\n";
    let text: String = [("A", "B / C"), ("A / B", "C"), ("D", "E")]
        .map(|(group, client)| format!("9,2026-08-01,N,{group},{client}\n").repeat(20))
        .concat();
    let home = folder(&[("c.yaml", &config), ("a.csv", &format!("nps,d,r,group,client\n{text}"))]);
    for command in
        [&["build", "c.yaml", "--only", "A / B / C"][..], &["explain", "c.yaml", "--client", "A / B / C"]]
    {
        let output = run(home.path(), command);
        let told = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.contains("several clients are named `A / B / C`"), "{told}");
        assert!(told.contains("in full they are `A` with `B / C` and `A / B` with `C`"), "{told}");
    }
    let output = run(home.path(), ["build", "c.yaml", "--only", "D / Е"]);
    let told = stderr(&output);
    assert!(
        told.contains("did you mean `D / E`? They look the same: its `E` is Latin, and yours Cyrillic"),
        "{told}"
    );
}

#[test]
fn options_that_may_be_several_in_one_or_one_under_two_names_are_asked_about() {
    let config = |kind: &str| {
        format!(
            "title: T\nas_of: 2026-10-05\nsource: {{files: '*.csv'}}\nquestions:\n  - {{column: nps, kind: nps}}\n  \
             - {{name: used, column: used, {kind}}}\n"
        )
    };
    let text: String = ["design;delivery", "delivery;repair", "Repair", "repair"]
        .map(|used| format!("9,{used}\n").repeat(6))
        .concat();
    let files = [("a.csv", format!("nps,used\n{text}"))];
    let several = "many answers to `used` hold `;`, such as";
    let alike = "answers to `used` differ by capitals only: `";
    for (kind, asks) in [
        ("kind: choice", [true, true]),
        ("kind: choices, separator: \",\"", [true, true]),
        ("kind: choices, separator: \";\"", [false, true]),
        ("kind: choice, options: [Repair, design;delivery]", [false, false]),
    ] {
        let told = build(&config(kind), &files).stderr;
        assert_eq!([several, alike].map(|text| told.contains(text)), asks, "{kind}: {told}");
    }
}

#[test]
fn answers_that_do_not_say_where_their_city_lies_are_told() {
    let config = CONFIG.replace(", date: d", "") + "cuts: [{column: city, within: r}]\n";
    let rows: String = (0..60)
        .map(|at| {
            format!("{},{},{}\n", at % 11, ["North", "South", ""][at % 3], ["Alba", "Brink", "Cove"][at % 3])
        })
        .collect();
    let said = build(&config, &[("a.csv", format!("nps,r,city\n{rows}"))]);
    let told = "answers of `Cove` in the column `city` name no `r`";
    assert!(said.stderr.contains(told), "{}", said.stderr);
}
