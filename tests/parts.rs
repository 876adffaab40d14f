//! The parts of a report that a config lists: which are shown, and in what order.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use crate::explain::counted;
use crate::support::{folder, folders, project, run, stderr};

/// Answers of three quarters and three regions with something to tell in every part.
fn home(sections: &str) -> TempDir {
    let mut rows = String::from("day,score,region\n");
    for (day, shift) in [("2026-02-01", 0), ("2026-05-01", 10), ("2026-08-01", 45)] {
        for (at, region) in ["North", "South", "West"].into_iter().enumerate() {
            let shift = if at == 0 { shift } else { 0 };
            for (score, times) in [(10, 40 + shift), (8, 30), (3, 60 - shift)] {
                rows.push_str(&format!("{day},{score},{region}\n").repeat(times));
            }
        }
    }
    let yaml = format!(
        "title: Parts\nas_of: 2026-10-05\nsource: {{files: a.csv}}\n\
         columns: {{score: score, date: day, region: region}}\n\
         benchmarks: {{list: [{{name: Goal, value: 90, statistic: target}}]}}\n{sections}"
    );
    folder(&[("c.yaml", &yaml), ("a.csv", &rows)])
}

/// The ids of the sections of the page, in its order, and the names of the parts in the JSON.
fn built(home: &TempDir) -> (Vec<String>, Vec<String>, String) {
    let output = run(home.path(), ["build", "c.yaml", "--out", "out"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let read = |name: &str| fs::read_to_string(home.path().join("out").join(name)).expect("written");
    let (page, json) = (read("report.html"), read("report.json"));
    let ids = page.split("<section class=\"part\" aria-labelledby=\"").skip(1);
    let ids = ids.filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect();
    let at = |name: &&str| json.find(&format!("\n    \"{name}\":"));
    let mut names: Vec<&str> =
        ["key_findings", "composition", "trend", "participants", "regions", "why", "benchmarks", "quality"]
            .into_iter()
            .filter(|name| at(name).is_some())
            .collect();
    names.sort_by_key(at);
    (ids, names.into_iter().map(str::to_owned).collect(), page)
}

#[test]
fn parts_stand_in_the_order_that_is_listed_on_the_page_and_in_the_json_and_no_other_is_there() {
    let usual = built(&home(""));
    assert_eq!(
        usual.1,
        ["key_findings", "composition", "trend", "regions", "why", "benchmarks", "quality"],
        "{usual:?}"
    );
    let listed = home("sections: [benchmarks, regions, why, quality, method]\n");
    let (ids, names, page) = built(&listed);
    assert_eq!(names, ["benchmarks", "regions", "why", "quality"]);
    assert_eq!(ids, ["against-benchmarks", "by-region", "why-it-changed"]);
    for gone in ["id=\"key-findings\"", "id=\"trend\"", "id=\"histogram\"", "#over-time", "#who-recommends"] {
        assert!(usual.2.contains(gone) && !page.contains(gone), "{gone}");
    }
    assert!(page.contains("id=\"data-quality\"") && page.contains("id=\"method\""));
}

#[test]
fn regions_stand_before_all_answers_over_time_with_and_without_the_trend() {
    let charts = |page: &str| -> Vec<String> {
        let chart = |rest: &str| rest.split("</svg>").next().unwrap_or_default().to_owned();
        page.split("id=\"chart-panels").skip(1).map(chart).collect()
    };
    let [whole, alone] = ["", "sections: [regions, quality, method]\n"].map(home);
    let (with, without) = (charts(&built(&whole).2), charts(&built(&alone).2));
    assert!(!with.is_empty() && with == without, "the same charts");
    let output = run(alone.path(), ["render", "--from", "out/report.json", "--out", "again"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let again = fs::read_to_string(alone.path().join("again/report.html")).expect("written");
    assert_eq!(charts(&again), without);
}

#[test]
fn a_report_with_parts_in_an_order_of_its_own_is_rendered_again_as_it_was() {
    let home = home("sections: [benchmarks, key_findings, trend, quality, method]\n");
    let (_, names, page) = built(&home);
    assert_eq!(names, ["key_findings", "benchmarks", "trend", "quality"]);
    let output = run(home.path(), ["render", "--from", "out/report.json", "--out", "again"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let again = |name: &str| fs::read_to_string(home.path().join("again").join(name));
    let found = again("report.html").or_else(|_| fs::read_to_string(home.path().join("again")));
    assert!(found.expect("written") == page, "the same page");
}

#[test]
fn key_findings_are_chosen_from_the_parts_that_are_there() {
    let kinds = |sections: &str| -> Vec<String> {
        let home = home(sections);
        built(&home);
        let json = fs::read_to_string(home.path().join("out/report.json")).expect("written");
        let json: Value = serde_json::from_str(&json).expect("JSON");
        let found = json["sections"]["key_findings"].as_array().cloned().unwrap_or_default();
        found.iter().map(|finding| finding["kind"].as_str().expect("a kind").to_owned()).collect()
    };
    let all = kinds("");
    assert!(
        all.contains(&"target".to_owned()) && all.iter().any(|kind| kind.starts_with("region")),
        "{all:?}"
    );
    let few = kinds("sections: [key_findings, trend, quality, method]\n");
    assert_eq!(few, ["change"], "nothing of regions and benchmarks");
}

#[test]
fn a_list_of_parts_that_cannot_be_is_refused_with_all_that_is_wrong() {
    let home = home("sections: [trnd, why, trend, trend, quality]\n");
    let output = run(home.path(), ["check", "c.yaml"]);
    let told = stderr(&output);
    assert_eq!(output.status.code(), Some(3), "{told}");
    for part in [
        "a report has no part `trnd`",
        "did you mean `trend`?",
        "`why` is told by what `regions` shows, which is left out",
        "the part `trend` is listed twice",
        "`method` cannot be left out",
        "4 problems",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
}

#[test]
fn a_part_that_is_listed_without_what_it_tells_of_is_said_to_be_in_vain() {
    let home = home("sections: [trend, drivers, moved, comments, costs, need, quality, method]\n");
    let told = stderr(&run(home.path(), ["check", "c.yaml"]));
    for (part, keys) in [
        ("drivers", "`drivers`"),
        ("moved", "`columns.respondent`"),
        ("comments", "`columns.comment`"),
        ("costs", "`costs`"),
        ("need", "`need.margin`"),
    ] {
        let what = format!("`sections` lists `{part}`, of which the report has nothing");
        assert!(told.contains(&what) && told.contains(&format!("state {keys}, or leave it out")), "{told}");
    }
    assert!(!told.contains("lists `trend`"), "{told}");
}

#[test]
fn all_parts_stand_where_a_user_looks_for_them() {
    let home = home("sections: [trnd, quality, method]\n");
    let told = stderr(&run(home.path(), ["check", "c.yaml"]));
    let parts = told.split_once("its parts are ").expect("named").1.lines().next().expect("a line");
    let parts: Vec<&str> = parts.split(", ").map(str::trim).collect();
    assert!(parts.len() > 20, "{parts:?}");
    for name in ["config/default.yaml", "docs/configuration.md"] {
        let text = fs::read_to_string(project().join(name)).expect("there");
        let begin =
            if name.ends_with("md") { "There are `key_findings`" } else { "# The parts of the report" };
        let listed: String = text.split_once(begin).expect("listed").1.chars().take(1500).collect();
        let missing: Vec<_> =
            parts.iter().filter(|part| **part != "key_findings" && !listed.contains(*part)).collect();
        assert!(missing.is_empty(), "{name} lacks {missing:?}");
    }
}

/// A part and a figure in it of one name would lead a link to either.
#[test]
fn no_id_is_on_a_page_twice() {
    let templates = plaudit::pages::Templates::new(None).expect("built in");
    let mut twice = Vec::new();
    for folder in folders("tests/cases") {
        let report = counted(&folder.join("config.yaml")).report();
        let page = plaudit::page(&report, &templates).expect("a page").html;
        let mut seen = BTreeSet::new();
        for id in page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            if !seen.insert(id) {
                twice.push(format!("{}: {id}", folder.display()));
            }
        }
    }
    assert!(twice.is_empty(), "{twice:?}");
}
