//! Fixture folders: `tests/cases/<name>/config.yaml` and its data, and beside them in `expect.yaml` what its report has to
//! say. Three whole reports, `expected/report.json` and the `<main>` of `expected/report.html`, show what else changes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde::Deserialize;
use serde_json::Value;

use crate::support::{case, cases, compare, report, run, stderr};

/// Cases whose whole report is compared: one without dates or regions, the smallest; one with everything that a report by
/// default has; and one with weights, clusters, a population and the words of another language.
const WHOLE: [&str; 3] = ["three-markets", "weighted-clusters", "worked-example"];

/// The part of a page that differs from report to report.
fn main_of(page: &str) -> &str {
    let start = page.find("<main").expect("the page has a main part");
    let end = page.find("</main>").expect("the main part ends");
    &page[start..end + "</main>".len()]
}

/// What a case is about: values that were computed by something else than this program, and texts.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    /// Values of `report.json` by JSON pointer, numbers to the digits that are written. A step into a list may be the name
    /// of what stands there: a region, a period, a reason, a question. What is not there is `absent`.
    figures: BTreeMap<String, String>,
    /// What can be read on the page.
    #[serde(default)]
    page: Vec<String>,
    /// What its HTML has.
    #[serde(default)]
    html: Vec<String>,
    /// What its HTML has not.
    #[serde(default)]
    without: Vec<String>,
}

/// Where a pointer leads.
fn figure<'a>(report: &'a Value, pointer: &str) -> Option<&'a Value> {
    pointer.split('/').skip(1).try_fold(report, |value, step| {
        let step = step.replace("~1", "/").replace("~0", "~");
        let Value::Array(items) = value else { return value.get(step) };
        let names = [
            "/region/named",
            "/region",
            "/period/key",
            "/benchmark/name",
            "/reason",
            "/question/name",
            "/measure",
            "/name",
        ];
        let is_named = |item: &&Value| {
            names.iter().any(|name| item.pointer(name).is_some_and(|name| *name == step.as_str()))
        };
        step.parse().map_or_else(|_| items.iter().find(is_named), |at: usize| items.get(at))
    })
}

/// Whether a value is the one that is stated, to its digits.
fn is_stated(found: Option<&Value>, stated: &str) -> bool {
    match found {
        None => stated == "absent",
        Some(Value::Number(number)) if number.is_f64() => {
            let digits = stated.split_once('.').map_or(0, |(_, decimals)| decimals.len());
            let half = 0.5 / 10_f64.powi(i32::try_from(digits).expect("few"));
            let found = number.as_f64().expect("a number");
            // What lies on the border itself may be rounded either way.
            stated.parse().is_ok_and(|stated: f64| (found - stated).abs() <= half * (1.0 + 1e-9))
        }
        Some(Value::Number(number)) => number.as_i64().is_some() && number.as_i64() == stated.parse().ok(),
        Some(Value::String(text)) => text == stated,
        Some(Value::Bool(is_so)) => stated.parse() == Ok(*is_so),
        Some(Value::Null) => stated == "null",
        Some(Value::Array(_) | Value::Object(_)) => false,
    }
}

#[test]
fn a_stated_value_is_held_to_its_digits() {
    let value: Value = serde_json::json!({"a": [{"period": {"key": "2026/27"}, "n": 12, "nps": 12.34}]});
    let held = |pointer: &str, stated: &str| is_stated(figure(&value, pointer), stated);
    assert!(held("/a/2026~127/n", "12") && held("/a/0/nps", "12.3") && held("/a/0/nps", "12"));
    assert!(held("/a/1", "absent") && held("/a/0/period/key", "2026/27"));
    assert!(!held("/a/0/n", "12.0") && !held("/a/0/nps", "12.4") && !held("/a/0/nps", "12.35"));
    assert!(!held("/a/0", "absent") && !held("/a/2026/n", "12") && !held("/a/0/nps", "twelve"));
}

#[test]
fn every_case_gives_what_is_expected_of_it() {
    let mut failures = Vec::new();
    for case in cases() {
        let path = case.folder.join("expect.yaml");
        let text = fs::read_to_string(&path).unwrap_or_default();
        let expected: Expected = match serde_saphyr::from_str(&text) {
            Ok(expected) => expected,
            Err(error) => {
                failures.push(format!("{}: {error}", path.display()));
                continue;
            }
        };
        let mut fail = |what: String| failures.push(format!("{}: {what}", case.name));
        if expected.figures.len() < 2 {
            fail("states hardly any value".to_owned());
        }
        for (pointer, stated) in &expected.figures {
            let found = figure(&case.report, pointer);
            if !is_stated(found, stated) {
                fail(format!("{pointer} is {} and not {stated}", found.unwrap_or(&Value::Null)));
            }
        }
        let read = read(&case.page);
        for (all, pieces) in [(&read, &expected.page), (&case.page, &expected.html)] {
            pieces
                .iter()
                .filter(|piece| !all.contains(*piece))
                .for_each(|piece| fail(format!("no `{piece}`")));
        }
        let there = expected.without.iter().filter(|piece| case.page.contains(*piece));
        there.for_each(|piece| fail(format!("there is `{piece}`")));
    }
    report(&failures);
}

#[test]
fn three_reports_are_the_expected_ones_as_a_whole() {
    let mut failures = Vec::new();
    for name in WHOLE {
        let case = case(name);
        let expected = case.folder.join("expected");
        failures.extend(compare(&expected.join("report.json"), &case.json).err());
        failures.extend(compare(&expected.join("main.html"), main_of(&case.page)).err());
    }
    let unused = cases().iter().filter(|case| !WHOLE.contains(&case.name.as_str()));
    let unused = unused.map(|case| case.folder.join("expected")).filter(|folder| folder.exists());
    failures.extend(unused.map(|folder| format!("{}: nothing compares with it", folder.display())));
    report(&failures);
}

#[test]
fn a_report_rendered_again_from_its_json_is_the_same_bytes() {
    for case in cases() {
        let out = tempfile::tempdir().expect("a folder");
        let (json, again) = (out.path().join("report.json"), out.path().join("again"));
        fs::write(&json, &case.json).expect("written");
        let templates = case.folder.join("templates");
        let mut arguments =
            vec!["render".as_ref(), "--from".as_ref(), json.as_os_str(), "--out".as_ref(), again.as_os_str()];
        if templates.is_dir() {
            arguments.extend(["--templates".as_ref(), templates.as_os_str()]);
        }
        let output = run(&case.folder, arguments);
        assert!(output.status.success(), "{}: {}", case.name, stderr(&output));
        let page = fs::read_to_string(again.join("report.html")).expect("written");
        assert!(page == case.page, "{} differs", case.name);
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

/// What can be read on a page, with plain spaces.
fn read(page: &str) -> String {
    let text = texts_of(page).concat().replace('\u{a0}', " ");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let marks =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&amp;", "&")];
    marks.iter().fold(text, |text, (written, mark)| text.replace(written, mark))
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
    for case in cases() {
        let texts = texts_of(main_of(&case.page));
        assert!(texts.len() > 100, "they are found");
        let wrong = texts.into_iter().filter(|text| fault(text));
        failures.extend(wrong.map(|text| format!("{}: {}", case.name, text.trim())));
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
    for case in cases() {
        keys(&case.report, &mut found);
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
