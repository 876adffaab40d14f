//! Fixture folders: `tests/cases/<name>/config.yaml` and its data, with the expected `report.json` and the
//! expected `<main>` of `report.html`.

use std::collections::BTreeSet;
use std::fs;

use crate::support::{compare, folders, report, run, stderr};

/// The part of a page that differs from report to report.
fn main_of(page: &str) -> &str {
    let start = page.find("<main").expect("the page has a main part");
    let end = page.find("</main>").expect("the main part ends");
    &page[start..end + "</main>".len()]
}

#[test]
fn every_case_gives_the_expected_report() {
    let mut failures = Vec::new();
    for case in folders("tests/cases") {
        let out = tempfile::tempdir().expect("a folder");
        let output =
            run(&case, ["build".as_ref(), "config.yaml".as_ref(), "--out".as_ref(), out.path().as_os_str()]);
        if !output.status.success() {
            failures.push(format!("{}: {}", case.display(), stderr(&output)));
            continue;
        }
        let json = fs::read_to_string(out.path().join("report.json")).expect("written");
        let page = fs::read_to_string(out.path().join("report.html")).expect("written");
        let expected = case.join("expected");
        failures.extend(compare(&expected.join("report.json"), &json).err());
        failures.extend(compare(&expected.join("main.html"), main_of(&page)).err());
        let there: BTreeSet<String> = fs::read_dir(&expected)
            .map(|entries| {
                entries.map(|e| e.expect("readable").file_name().to_string_lossy().into_owned()).collect()
            })
            .unwrap_or_default();
        for unused in there.iter().filter(|name| !["report.json", "main.html"].contains(&name.as_str())) {
            failures.push(format!("{}: nothing compares with {unused}", expected.display()));
        }
    }
    report(&failures);
}

#[test]
fn a_report_rendered_again_from_its_json_is_the_same_bytes() {
    for case in folders("tests/cases") {
        let out = tempfile::tempdir().expect("a folder");
        let first = out.path().join("first");
        let again = out.path().join("again");
        run(&case, ["build".as_ref(), "config.yaml".as_ref(), "--out".as_ref(), first.as_os_str()]);
        let json = first.join("report.json");
        let templates = case.join("templates");
        let mut arguments =
            vec!["render".as_ref(), "--from".as_ref(), json.as_os_str(), "--out".as_ref(), again.as_os_str()];
        if templates.is_dir() {
            arguments.extend(["--templates".as_ref(), templates.as_os_str()]);
        }
        let output = run(&case, arguments);
        assert!(output.status.success(), "{}: {}", case.display(), stderr(&output));
        let read = |folder: &std::path::Path| fs::read(folder.join("report.html")).expect("written");
        assert!(read(&first) == read(&again), "{} differs", case.display());
    }
}

/// The texts of a page between its tags, without styles.
fn texts_of(page: &str) -> Vec<&str> {
    let mut texts = Vec::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once('<') {
        texts.push(before);
        let (tag, after) = after.split_once('>').expect("the tag ends");
        let skipped = ["style", "script"].iter().find(|name| tag.split(' ').next() == Some(name));
        rest = skipped.map_or(after, |name| after.split_once(&format!("</{name}")).expect("it ends").1);
    }
    texts.push(rest);
    texts
}

/// What no text of a page may have: a placeholder that nothing filled, a hyphen for a minus, or a space before "%" at which
/// a line can break.
fn fault(text: &str) -> bool {
    let name = |rest: &str| {
        let end = rest.find('}').unwrap_or(0);
        end > 0 && rest[..end].bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
    };
    let unfilled = text.split('{').skip(1).any(name);
    let hyphen = text.match_indices('-').any(|(at, _)| {
        let starts = text[..at].chars().next_back().is_none_or(|c| c.is_whitespace() || c == '(');
        starts && text[at + 1..].starts_with(|c: char| c.is_ascii_digit())
    });
    let parted = text.match_indices(" %").any(|(at, _)| text[..at].ends_with(|c: char| c.is_ascii_digit()));
    unfilled || hyphen || parted
}

#[test]
fn no_page_of_any_case_has_an_unfilled_placeholder_a_hyphen_for_a_minus_or_a_per_cent_sign_that_can_part() {
    assert!(fault("NPS {nps}") && fault("(-5)") && fault("5 %"));
    assert!(!fault("{4,5} 2026-09-30 −5 5\u{a0}% x - 5"));
    let mut failures = Vec::new();
    for case in folders("tests/cases") {
        let page = fs::read_to_string(case.join("expected/main.html")).expect("there");
        let texts = texts_of(&page);
        assert!(texts.len() > 100, "they are found");
        let wrong = texts.into_iter().filter(|text| fault(text));
        failures.extend(wrong.map(|text| format!("{}: {}", case.display(), text.trim())));
    }
    report(&failures);
}

/// Every key of a JSON value, however deep.
fn keys(value: &serde_json::Value, found: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::Object(map) => {
            for (key, value) in map {
                found.insert(key.clone());
                keys(value, found);
            }
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| keys(item, found)),
        _ => {}
    }
}

#[test]
fn the_schema_names_every_key_of_every_report() {
    let schema = fs::read_to_string(crate::support::project().join("src/report/schema.md")).expect("there");
    let mut found = BTreeSet::new();
    for case in folders("tests/cases") {
        let json = fs::read_to_string(case.join("expected/report.json")).expect("there");
        keys(&serde_json::from_str(&json).expect("JSON"), &mut found);
    }
    let missing: Vec<_> = found
        .iter()
        .filter(|key| !schema.contains(&format!("`{key}`")) && !schema.contains(&format!("\"{key}\"")))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert!(schema.contains(plaudit::report::SCHEMA));
}

#[test]
fn the_schema_names_every_key_of_a_batch() {
    let schema = fs::read_to_string(crate::support::project().join("src/report/schema.md")).expect("there");
    let out = tempfile::tempdir().expect("a folder");
    let config = crate::support::project().join("config/partner-reports.yaml");
    let arguments = ["build".as_ref(), config.as_os_str(), "--out".as_ref(), out.path().as_os_str()];
    assert!(run(out.path(), arguments).status.success());
    let mut found = BTreeSet::new();
    for name in ["index.json", "manifest.json", "studio-01/report.json"] {
        let json = fs::read_to_string(out.path().join(name)).expect("written");
        keys(&serde_json::from_str(&json).expect("JSON"), &mut found);
    }
    // Folders and paths are keys of the manifest.
    found.retain(|key| !key.contains(['.', '/']) && !key.starts_with("studio-"));
    let missing: Vec<_> = found
        .iter()
        .filter(|key| !schema.contains(&format!("`{key}`")) && !schema.contains(&format!("\"{key}\"")))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
    for version in [plaudit::report::INDEX_SCHEMA, plaudit::output::MANIFEST_SCHEMA] {
        assert!(schema.contains(version));
    }
}

/// Three markets of a published worked example, previous quarter → current: p-values of the changes before and
/// after Holm's correction, computed by two independent programs.
#[test]
fn three_markets_give_the_published_p_values() {
    let path = crate::support::project().join("tests/cases/three-markets/expected/report.json");
    let report: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(path).expect("there")).expect("JSON");
    for (market, p, adjusted) in
        [("US", 0.097_726, 0.195_452), ("UK", 0.040_125, 0.120_375), ("MEX", 0.535_230, 0.535_230)]
    {
        let regions = report["sections"]["regions"].as_array().expect("a list");
        let row = regions.iter().find(|row| row["region"]["named"] == market).expect("the market is there");
        let number = |key: &str| row["change"][key].as_f64().expect("a number");
        assert!((number("p") - p).abs() < 1e-6, "{market}: {}", number("p"));
        assert!((number("p_adjusted") - adjusted).abs() < 2e-6, "{market}: {}", number("p_adjusted"));
        assert_eq!(row["change"]["verdict"], "no_clear_change");
    }
}

/// Parquet files of three layouts by two writers: counts of the quarter by region, as an independent program made them
/// from the rows before they were written.
#[test]
fn parquet_files_of_any_layout_give_the_counts_of_their_rows() {
    let path = crate::support::project().join("tests/cases/parquet/expected/report.json");
    let report: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(path).expect("there")).expect("JSON");
    let counts = |finding: &serde_json::Value| {
        ["detractors", "passives", "promoters"]
            .map(|group| finding["counts"][group].as_u64().expect("a count"))
    };
    assert_eq!(counts(&report["overall"]), [149, 179, 233]);
    for (name, expected) in [
        ("North", [24, 39, 54]),
        ("South", [33, 45, 38]),
        ("East", [32, 36, 46]),
        ("Дальний Восток", [30, 27, 48]),
    ] {
        let regions = report["sections"]["regions"].as_array().expect("a list");
        let row = regions.iter().find(|row| row["region"]["named"] == name).expect("the region is there");
        assert_eq!(counts(&row["finding"]), expected, "{name}");
    }
    let quality = &report["sections"]["quality"];
    assert_eq!((&quality["rows_read"], &quality["rows_used"]), (&3000.into(), &2804.into()));
    let rejected = |at: usize| (&quality["rejected"][at]["reason"], &quality["rejected"][at]["rows"]);
    assert_eq!(rejected(0), (&"score_out_of_scale".into(), &66.into()));
    assert_eq!(quality["outside"]["no_answer"], 130);
}
