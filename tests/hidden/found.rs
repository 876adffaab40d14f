//! Ways to what is hidden that somebody found once who had the program and its rules, each with data on which it led there.

use std::fmt::Write;
use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use crate::support::{folder, run, stderr};

const HEAD: &str =
    "title: P\nas_of: 2026-12-31\nsource: {files: a.csv, date_format: YYYY-MM-DD}\nperiods: {by: quarter}\n";

/// So many detractors, passives and promoters on a day, with their other cells.
type Rows<'a> = (&'a str, &'a str, [usize; 3]);

fn built(yaml: &str, columns: &str, rows: &[Rows<'_>]) -> TempDir {
    let mut csv = format!("s,d,{columns}\n");
    for (cells, day, groups) in rows {
        for (n, score) in groups.iter().zip([3, 8, 10]) {
            (0..*n).for_each(|_| writeln!(csv, "{score},{day},{cells}").expect("a string"));
        }
    }
    let folder = folder(&[("c.yaml", &format!("{HEAD}{yaml}")), ("a.csv", &csv)]);
    let output = run(folder.path(), ["build", "c.yaml"]);
    assert!(output.status.success(), "{}", stderr(&output));
    folder
}

fn json(folder: &TempDir, path: &str) -> Value {
    let text = fs::read_to_string(folder.path().join("report").join(path)).expect("made");
    serde_json::from_str(&text).expect("JSON")
}

const NOW: &str = "2026-11-01";
const THEN: &str = "2026-08-01";

/// The values that each account of a change tells by name, by the column of the account.
fn told_by(report: &Value) -> Vec<(String, Vec<String>)> {
    let why = report["sections"]["why"].as_array().cloned().unwrap_or_default();
    let names = |why: &Value| {
        let lines = why["lines"].as_array().expect("lines").iter();
        let mut names: Vec<String> =
            lines.filter_map(|line| line["region"]["named"].as_str().map(str::to_owned)).collect();
        names.sort();
        names
    };
    why.iter().map(|why| (why["by"].as_str().unwrap_or_default().to_owned(), names(why))).collect()
}

/// The provinces that are told in one line less the cities of one of them would be the other one, of three answers.
#[test]
fn of_two_columns_of_segments_the_second_hides_what_the_first_would_tell() {
    let cells = [
        ("P1,a", [0, 1, 2]),
        ("P2,b", [3, 2, 3]),
        ("P2,c", [2, 2, 3]),
        ("P3,d", [8, 5, 8]),
        ("P4,f", [7, 5, 8]),
    ];
    let rows: Vec<Rows<'_>> =
        [NOW, THEN].iter().flat_map(|day| cells.map(|(cells, groups)| (cells, *day, groups))).collect();
    let columns = |segments: &str| {
        let folder = built(
            &format!("columns: {{score: s, date: d, segments: [{segments}]}}\n"),
            "province,city",
            &rows,
        );
        told_by(&json(&folder, "report.json"))
    };
    let told =
        |by: &str, names: &[&str]| (by.to_owned(), names.iter().map(|name| (*name).to_owned()).collect());
    assert_eq!(columns("province"), [told("province", &["P3", "P4"])]);
    // City c hides a. Of the hidden provinces b is known, and a and c are ten answers together.
    assert_eq!(columns("city"), [told("city", &["b", "d", "f"])]);
    assert_eq!(columns("province, city"), [columns("province"), columns("city")].concat());
}

/// Each studio of a region gives what it has in several: the district with studios in two takes the sums of both off.
#[test]
fn nested_clients_in_several_regions_learn_no_sum_of_one() {
    let name =
        |district: usize, studio: &str, region: &str| format!("D{district},S{district}{studio},{region}");
    let peers_are_told = |crossing: bool| {
        let of = |district: usize| {
            let other = if crossing && district == 0 || district % 2 == 1 { "B" } else { "A" };
            [name(district, "a", if district % 2 == 1 { "B" } else { "A" }), name(district, "b", other)]
        };
        let cells: Vec<String> = (0..10).flat_map(of).collect();
        let rows: Vec<Rows<'_>> = cells.iter().map(|cells| (cells.as_str(), NOW, [3, 3, 4])).collect();
        let folder =
            built("columns: {score: s, date: d, region: r}\nreports: {one_per: [g, c]}\n", "g,c,r", &rows);
        let state = |path: &str| {
            json(&folder, path)["sections"]["participants"]["peers"]["finding"]["state"]
                .as_str()
                .map(str::to_owned)
        };
        [state("d2/s2a/report.json"), state("d2/report.json")]
    };
    let measured = Some("measured".to_owned());
    assert_eq!(peers_are_told(false), [measured.clone(), measured.clone()]);
    assert_eq!(peers_are_told(true), [Some("hidden".to_owned()), measured]);
}

/// Two districts of one name in two companies are not one: their studios are no peers of each other.
#[test]
fn peers_are_nested_in_the_same_client_and_not_in_one_of_its_name() {
    let cells: Vec<String> =
        (0..10).map(|at| format!("{},North,S{at}", if at < 4 { "A" } else { "B" })).collect();
    let rows: Vec<Rows<'_>> = cells.iter().map(|cells| (cells.as_str(), NOW, [3, 3, 4])).collect();
    let folder = built("columns: {score: s, date: d}\nreports: {one_per: [g, h, c]}\n", "g,h,c", &rows);
    let peers = &json(&folder, "a/north/s0/report.json")["sections"]["participants"]["peers"];
    assert_eq!(peers["clients"], 3, "{peers}");
}

/// Twelve clients of which one has three answers; some more are hidden beside it.
fn with_a_small_one(yaml: &str) -> TempDir {
    let cells: Vec<String> = (0..12).map(|at| format!("C{at:02},R{}", at % 2)).collect();
    let rows = cells.iter().enumerate().flat_map(|(at, cells)| {
        [THEN, NOW].map(|day| {
            let small = (at == 0 && day == NOW) || (at == 1 && day == THEN);
            (cells.as_str(), day, if small { [1, 1, 1] } else { [10 + at, 12, 14 + (at * 5) % 7] })
        })
    });
    built(&format!("{yaml}index: {{for: clients}}\n"), "c,r", &rows.collect::<Vec<Rows<'_>>>())
}

/// An index that is passed on hides clients; a mean of all scores in reports would tell theirs, places between which one is left
/// out say where it lies, and the sums of regions, which reports tell of the earlier period too, say what they come to.
#[test]
fn what_an_index_for_clients_hides_is_not_told_by_means_places_and_regions() {
    let folder = with_a_small_one("columns: {score: s, date: d, region: r}\nreports: {one_per: c}\n");
    let index = json(&folder, "index.json");
    let rows = index["tiers"][0]["rows"].as_array().expect("rows");
    let hidden = |key: &str, region: &str| {
        let is = |row: &&Value| row[key]["state"] == "hidden" && row["region"] == region;
        rows.iter().filter(is).count()
    };
    // Within the region, where the sum of each is told.
    assert!(hidden("finding", "R0") >= 2 && hidden("before", "R1") >= 2, "{index:#}");
    assert!(rows.iter().all(|row| row["rank"].is_null()), "a place is left out");
    for row in rows {
        let report = json(&folder, &format!("{}/report.json", row["folder"].as_str().expect("a folder")));
        assert!(report["sections"]["participants"]["mean"].is_null());
    }
}

/// The sum of two clients less one is the other: an index that is passed on tells no more of all than the reports do.
#[test]
fn an_index_for_clients_tells_no_total_that_the_reports_hide() {
    let rows = [
        ("C0,x", NOW, [1, 1, 1]),
        ("C1,x", NOW, [3, 2, 5]),
        ("C0,x", THEN, [5, 5, 5]),
        ("C1,x", THEN, [5, 5, 5]),
    ];
    for (audience, state) in [("sender", "measured"), ("clients", "hidden")] {
        let yaml =
            format!("columns: {{score: s, date: d}}\nreports: {{one_per: c}}\nindex: {{for: {audience}}}\n");
        let index = json(&built(&yaml, "c,x", &rows), "index.json");
        assert_eq!(index["overall"]["state"], state);
        assert_eq!(index["changes"][0]["then"]["state"], state);
        assert!(
            audience == "sender"
                || index["tiers"][0]["funnel"].is_null() && index["tiers"][0]["rows"][1]["rest"].is_null()
        );
    }
}

/// Of two studios the one that is not small would take its own off what the district has.
#[test]
fn a_client_whose_small_part_could_not_be_kept_is_hidden_by_name() {
    let cells: Vec<String> =
        (0..5).flat_map(|at| ["a", "b"].map(|studio| format!("D{at},S{at}{studio}"))).collect();
    let rows: Vec<Rows<'_>> = cells
        .iter()
        .map(|cells| (cells.as_str(), NOW, if cells == "D4,S4a" { [1, 1, 1] } else { [4, 4, 5] }))
        .collect();
    let yaml = "columns: {score: s, date: d}\nreports: {one_per: [g, c]}\nindex: {for: clients}\n";
    let index = json(&built(yaml, "g,c", &rows), "index.json");
    let hidden = |tier: usize| -> Vec<&str> {
        let rows = index["tiers"][tier]["rows"].as_array().expect("rows");
        let is_hidden = rows.iter().filter(|row| row["finding"]["state"] == "hidden");
        is_hidden.filter_map(|row| row["client"].as_array()?.last()?.as_str()).collect()
    };
    assert!(hidden(0).contains(&"D4") && hidden(1).contains(&"S4a"), "{:?} {:?}", hidden(0), hidden(1));
}

/// Three friends of whom all are ranked see in their own places where the fourth one lies.
#[test]
fn places_are_told_where_enough_others_are_ranked_whom_no_friend_is() {
    let has_place = |clients: usize, coalition: usize| {
        let cells: Vec<String> = (0..clients).map(|at| format!("C{at},x")).collect();
        let rows: Vec<Rows<'_>> =
            cells.iter().enumerate().map(|(at, cells)| (cells.as_str(), NOW, [10 + at, 10, 20])).collect();
        let yaml = format!(
            "columns: {{score: s, date: d}}\nreports: {{one_per: c}}\nprivacy: {{coalition: {coalition}}}\n"
        );
        !json(&built(&yaml, "c,x", &rows), "c0/report.json")["sections"]["participants"]["rank"].is_null()
    };
    assert_eq!(
        [has_place(4, 1), has_place(4, 2), has_place(5, 2), has_place(5, 3), has_place(6, 3)],
        [true, false, true, false, true]
    );
}

/// A city in two regions: of the region that is shown, its other shown cities leave two answers.
#[test]
fn a_region_is_not_what_its_cities_leave_of_one_in_two_regions() {
    let by = |left: [usize; 3]| {
        let cells = [("R0,c0", [4, 3, 5]), ("R0,c1", left), ("R1,c1", [4, 4, 4]), ("R1,c2", [5, 5, 5])];
        let rows: Vec<Rows<'_>> =
            [NOW, THEN].iter().flat_map(|day| cells.map(|(cells, groups)| (cells, *day, groups))).collect();
        let folder = built("columns: {score: s, date: d, region: r, segments: [city]}\n", "r,city", &rows);
        let told = told_by(&json(&folder, "report.json"));
        told.into_iter().find(|(by, _)| by == "city").map(|(_, names)| names).unwrap_or_default()
    };
    assert_eq!(by([2, 2, 2]), ["c0", "c1", "c2"]);
    // Two answers, or six promoters, would be what c0 leaves of R0.
    assert_eq!([by([0, 1, 1]), by([0, 0, 6])], [["c2"], ["c1"]]);
}

/// Of three clients two know the third one's answers of that time, from what a report on all answers says of it.
#[test]
fn a_period_of_too_few_clients_is_left_out_of_a_report_on_all_answers_for_them() {
    let cells = ["C0,x", "C1,x", "C2,x", "C3,x"];
    let now = cells.map(|cells| (cells, NOW, [3, 3, 4]));
    let rows: Vec<Rows<'_>> = cells[..3].iter().map(|cells| (*cells, THEN, [4, 3, 3])).chain(now).collect();
    let report = |yaml: &str| {
        let yaml = format!("columns: {{score: s, date: d}}\n{yaml}");
        json(&built(&yaml, "c,x", &rows), "report.json")
    };
    let then = |report: &Value| report["changes"][0]["then"]["state"].as_str().map(str::to_owned);
    assert_eq!(then(&report("")).as_deref(), Some("measured"));
    let for_clients = report("privacy: {read_by: c}\n");
    assert_eq!(then(&for_clients).as_deref(), Some("hidden"), "{for_clients:#}");
    assert_eq!(for_clients["sections"]["quality"]["warnings"][0]["kind"], "too_few_clients");
}
