//! Finished reports in a real browser. `tests/browser/run.js` looks at all of them once, in one Chromium; each test
//! here is one of its checks.

mod fixtures;
mod sheet;
mod tools;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{LazyLock, OnceLock};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::support::{compare, project, run, stderr};
pub(crate) use fixtures::lay;
use tools::{Tools, tools};

/// Everything of these tests, below the target directory: reports, screenshots, npm packages.
fn work() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser")
}

/// What the checks found: by check, at how many places it looked and what is wrong; and pages on paper by report.
struct Results {
    checks: BTreeMap<String, (u64, Vec<String>)>,
    printed: BTreeMap<String, u64>,
    has_java: bool,
}

/// Looks at pages, each with its name, file and language.
fn look(tools: &Tools, folder: &Path, pages: &[(String, PathBuf, String)]) -> Results {
    let reports: Vec<Value> = pages
        .iter()
        .map(|(name, file, language)| json!({"name": name, "url": format!("file://{}", file.display()), "language": language}))
        .collect();
    let results = folder.join("results.json");
    let plan = json!({
        "chromium": tools.chromium,
        "vnu": tools.has_java.then(|| tools.packages.join("vnu-jar/build/dist/vnu.jar")),
        "shots": folder.join("shots"),
        "results": results,
        "reports": reports,
    });
    let _ = fs::remove_file(&results);
    fs::write(folder.join("plan.json"), plan.to_string()).expect("written");
    let said = fs::File::create(folder.join("said.txt")).expect("made");
    let mut child = Command::new("node")
        .arg(project().join("tests/browser/run.js"))
        .arg(folder.join("plan.json"))
        .env("NODE_PATH", &tools.packages)
        .stdin(Stdio::null())
        .stdout(said.try_clone().expect("one more"))
        .stderr(said)
        .spawn()
        .expect("node starts");
    // Only what hangs is ended: it usually takes a minute or two.
    let start = Instant::now();
    while child.try_wait().expect("a child").is_none() {
        if start.elapsed() > Duration::from_mins(25) {
            child.kill().expect("a child");
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    let said = fs::read_to_string(folder.join("said.txt")).expect("written");
    assert!(results.exists(), "no results:\n{said}");
    let found = fs::read_to_string(&results).expect("written");
    let found: Value = serde_json::from_str(&found).expect("JSON");
    let list = |value: &Value| {
        value
            .as_array()
            .expect("a list")
            .iter()
            .map(|text| text.as_str().expect("a text").to_owned())
            .collect()
    };
    let checks = found["checks"].as_object().expect("by name").iter();
    let printed = found["printed"].as_object().expect("by name").iter();
    Results {
        checks: checks
            .map(|(name, check)| {
                (name.clone(), (check["looked"].as_u64().expect("a number"), list(&check["faults"])))
            })
            .collect(),
        printed: printed.map(|(name, pages)| (name.clone(), pages.as_u64().expect("a number"))).collect(),
        has_java: tools.has_java,
    }
}

/// Builds the reports that are looked at: a page each, and of a batch its index and one client's report.
fn pages(folder: &Path) -> Vec<(String, PathBuf, String)> {
    let mut pages = Vec::new();
    for fixture in lay(&project(), &folder.join("sources")).expect("laid").iter().filter(|f| f.is_looked_at) {
        let out = folder.join("reports").join(&fixture.name);
        let output =
            run(folder, ["build".as_ref(), fixture.config.as_os_str(), "--out".as_ref(), out.as_os_str()]);
        assert!(output.status.success(), "{}: {}", fixture.name, stderr(&output));
        let mut push = |name: String, file: PathBuf| pages.push((name, file, fixture.language.clone()));
        if fixture.is_batch {
            push(format!("{} index", fixture.name), out.join("index.html"));
            push(format!("{} studio-01", fixture.name), out.join("studio-01/report.html"));
        } else {
            push(fixture.name.clone(), out.join("report.html"));
        }
    }
    pages
}

/// An empty folder below [`work`].
fn emptied(name: &str) -> PathBuf {
    let folder = work().join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("made");
    folder
}

fn found_tools() -> Option<&'static Tools> {
    static TOOLS: OnceLock<Option<Tools>> = OnceLock::new();
    TOOLS.get_or_init(|| tools(&work().join("npm"))).as_ref()
}

/// What was found in all reports: worked out once, whichever test asks first.
fn results() -> Option<&'static Results> {
    static RESULTS: OnceLock<Option<Results>> = OnceLock::new();
    let look = || {
        found_tools().map(|tools| {
            let folder = emptied("all");
            look(tools, &folder, &pages(&folder))
        })
    };
    RESULTS.get_or_init(look).as_ref()
}

/// Fails with all that a check found, if it looked as often as there are reports.
fn passes(check: &str) {
    let Some(results) = results() else { return };
    let (looked, faults) = &results.checks[check];
    if check == "valid" && !results.has_java {
        return;
    }
    assert!(*looked >= results.printed.len() as u64, "{check} looked at {looked} places only");
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn axe_finds_nothing_in_light_and_dark_wide_and_narrow_in_any_language() {
    passes("axe");
}

#[test]
fn nothing_is_wider_than_the_window_down_to_320_pixels_and_at_400_per_cent() {
    passes("layout");
}

#[test]
fn no_two_texts_of_a_chart_overlap_and_none_leaves_it_or_is_faint() {
    passes("letters");
}

#[test]
fn reports_are_silent_ask_for_nothing_and_say_the_same_without_a_script() {
    passes("quiet");
}

#[test]
fn the_keyboard_reaches_everything_in_order_and_shows_where_it_is() {
    passes("keyboard");
}

#[test]
fn charts_have_their_numbers_ids_are_unique_headings_in_order_and_the_language_is_set() {
    passes("structure");
}

#[test]
fn reports_are_valid_html() {
    passes("valid");
}

#[test]
fn on_paper_no_page_is_blank_and_nothing_is_folded() {
    passes("print");
}

/// `tests/browser/printed.json` states how many pages each report has on paper. A page more or less may come from a
/// word; what is beyond that has to be looked at and accepted (`BLESS=1`).
#[test]
fn reports_have_as_many_pages_on_paper_as_they_had() {
    let Some(results) = results() else { return };
    let path = project().join("tests/browser/printed.json");
    let found = serde_json::to_string_pretty(&results.printed).expect("JSON") + "\n";
    let stated: BTreeMap<String, u64> =
        fs::read_to_string(&path).ok().and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    let is_near =
        |name: &String, pages: u64| stated.get(name).is_some_and(|stated| stated.abs_diff(pages) <= 1);
    let is_same = stated.keys().eq(results.printed.keys());
    if is_same && results.printed.iter().all(|(name, pages)| is_near(name, *pages)) {
        return;
    }
    crate::support::report(&compare(&path, &found).err().into_iter().collect::<Vec<_>>());
}

/// Whatever is accepted above: a report on paper is one that people print.
#[test]
fn no_report_has_more_pages_on_paper_than_people_would_print() {
    let Some(results) = results() else { return };
    for (name, pages) in &results.printed {
        let most = if name.starts_with("sixty") { 40 } else { 18 };
        assert!((1..=most).contains(pages), "{name} has {pages} pages on paper");
    }
}

#[test]
fn every_check_finds_what_is_wrong_with_a_broken_page() {
    let Some(tools) = found_tools() else { return };
    let page = ("broken".to_owned(), project().join("tests/browser/broken.html"), "ru".to_owned());
    let results = look(tools, &emptied("broken"), &[page]);
    let expected = [
        ("axe", "color-contrast"),
        ("keyboard", "no key reaches it"),
        ("keyboard", "shows no outline"),
        ("layout", "the page scrolls sideways"),
        ("layout", "Wider than any window"),
        ("letters", "“One line” overlaps “over another”"),
        ("letters", "“leaves its chart” leaves its chart"),
        ("print", "is blank"),
        ("print", "“Closed in print"),
        ("print", "“Off the paper” is off the paper"),
        ("quiet", "said something"),
        ("quiet", "asks for"),
        ("quiet", "“Without a script” stands where"),
        ("structure", "the id twice is there 2 times"),
        ("structure", "h3 “A heading that leaves a level out” follows h1"),
        ("structure", "has no table of its numbers"),
        ("structure", "lang is “en”"),
        ("structure", "#nowhere leads nowhere"),
        ("valid", "Duplicate ID"),
    ];
    for (check, fault) in expected.iter().filter(|(check, _)| *check != "valid" || results.has_java) {
        let (_, faults) = &results.checks[*check];
        assert!(
            faults.iter().any(|found| found.contains(fault)),
            "{check} does not find “{fault}”: {faults:#?}"
        );
    }
}

#[test]
fn the_lock_file_of_the_browser_tests_names_versions_and_no_addresses() {
    let lock = fs::read_to_string(project().join("tests/browser/package-lock.json")).expect("there");
    assert!(lock.contains("\"integrity\"") && !lock.contains("://"));
}

/// The gallery with all reports, built once for all tests that look at it.
pub(crate) fn gallery() -> &'static Path {
    static GALLERY: LazyLock<PathBuf> = LazyLock::new(|| {
        let folder = emptied("gallery");
        let build = |config: &Path, out: &Path| {
            let output =
                run(&folder, ["build".as_ref(), config.as_os_str(), "--out".as_ref(), out.as_os_str()]);
            if output.status.success() { Ok(()) } else { Err(std::io::Error::other(stderr(&output))) }
        };
        sheet::write(&project(), &folder, &build).expect("written");
        folder
    });
    &GALLERY
}

#[test]
fn the_gallery_lists_every_report_and_shows_each_of_its_charts() {
    let folder = gallery();
    let gallery = fs::read_to_string(folder.join("index.html")).expect("written");
    for case in crate::support::folders("tests/cases")
        .iter()
        .chain(&crate::support::folders("tests/browser/fixtures"))
    {
        let name = case.file_name().expect("a name").to_string_lossy();
        assert!(gallery.contains(&format!("<th scope=\"row\">{name}")), "{name} is not in the gallery");
        assert!(gallery.contains(&format!("href=\"reports/{name}")), "{name} has no link");
    }
    // Each chart of the sample is there, in light and in dark.
    let sample = fs::read_to_string(folder.join("reports/quarterly-review/report.html")).expect("written");
    let charts: Vec<&str> =
        sample.split("<svg ").skip(1).filter_map(|rest| rest.split("</svg>").next()).collect();
    assert!(charts.len() > 10, "{}", charts.len());
    for chart in charts {
        assert!(gallery.matches(chart).count() >= 2, "{}", &chart[..120]);
    }
}
