//! Texts of a page in place of the built-in ones, as users state them.

use std::fs;
use std::path::Path;

use crate::batch::{CONFIG, answers, files, json};
use crate::support::{folder, project, run, stderr, stdout};

const SURVEY: &str = "title: Survey\nas_of: 2026-10-05\nsource: {files: answers.csv, date_format: YYYY-MM-DD}\n\
    columns: {score: nps, date: day, region: region}\n";

/// The page that a config gives, and its `report.json`.
fn built(yaml: &str, more: &[(&str, &str)]) -> (String, String) {
    let answers = answers(7, 0);
    let home = folder(&[&[("config.yaml", yaml), ("answers.csv", &answers)], more].concat());
    let output = run(home.path(), ["build", "config.yaml", "--out", "out"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let read = |name: &str| fs::read_to_string(home.path().join("out").join(name)).expect("written");
    // The page is made again from the JSON alone.
    let again = run(home.path(), ["render", "--from", "out/report.json", "--out", "again"]);
    assert!(again.status.success(), "{}", stderr(&again));
    let page = read("report.html");
    assert!(page == fs::read_to_string(home.path().join("again/report.html")).expect("written"));
    (page, read("report.json"))
}

fn listed(arguments: &[&str]) -> String {
    let output = run(&project(), [&["wording"], arguments].concat());
    assert!(output.status.success(), "{}", stderr(&output));
    stdout(&output)
}

#[test]
fn a_stated_text_stands_on_the_page_in_place_of_the_built_in_one_and_is_escaped() {
    let wording = "wording:\n  labels.promoters: \"Fans <b>& co\"\n  labels: {detractors: Foes}\n  figure.levels: [awful, bad, fair, fine, best]\n  \
        numbers.answers: {one: \"{n} reply\", other: \"{n} replies\"}\n";
    let (page, json) = built(&format!("{SURVEY}{wording}"), &[]);
    assert!(page.contains("Fans &lt;b&gt;&amp; co") && !page.contains("Fans <b>"), "escaped");
    assert!(!page.contains("Promoters<") && !page.contains(">Detractors<") && page.contains("Foes"));
    assert!(page.contains("awful") && !page.contains("needs work"));
    for part in [
        "\"labels.promoters\": \"Fans <b>& co\"",
        "\"numbers.answers.one\": \"{n} reply\"",
        "\"figure.levels.5\": \"best\"",
    ] {
        assert!(json.contains(part), "{part}");
    }
}

#[test]
fn the_list_of_all_texts_used_as_it_is_changes_no_byte() {
    for language in ["en", "ru", "uk"] {
        let yaml = listed(&["--language", language]);
        let own = format!("{SURVEY}language: {language}\n");
        let plain = built(&own, &[]);
        let same = built(&format!("{own}wording: texts.yaml\n"), &[("texts.yaml", &yaml)]);
        assert!(plain == same, "{language}");
        assert!(
            yaml.lines().count() > 500
                && yaml.contains(&format!("\n{language}:\n  labels.skip_to_content: \""))
        );
    }
}

#[test]
fn the_list_shows_the_texts_that_a_config_states() {
    let home = folder(&[
        ("config.yaml", &format!("{SURVEY}wording: {{en: texts.yaml, uk: {{labels.target: Мета}}}}\n")),
        ("texts.yaml", "labels.target: Goal\n"),
        ("answers.csv", &answers(7, 0)),
    ]);
    let path = home.path().join("config.yaml");
    let path = path.to_str().expect("a path");
    assert!(listed(&[path]).contains("\n  labels.target: \"Goal\"\n"));
    assert!(listed(&[path, "--language", "uk"]).contains("\n  labels.target: \"Мета\"\n"));
    assert!(listed(&[path, "--language", "ru"]).contains("\n  labels.target: \"Цель\"\n"));
}

/// A folder with two clients whose languages differ, one with a file of its own.
fn clients(wording: &str) -> tempfile::TempDir {
    let yaml = CONFIG.replace("one_per: client}", "one_per: client, table: clients.csv}") + wording;
    folder(&[
        ("config.yaml", &yaml),
        ("answers.csv", &answers(7, 0)),
        ("clients.csv", "client,language,target,config\nClient 005,uk,12,\nClient 006,,10,own.yaml\n"),
        ("own.yaml", "wording: {labels.promoters: Own fans}\n"),
    ])
}

fn made(home: &tempfile::TempDir) -> String {
    let output = run(home.path(), ["build", "config.yaml", "--out", "out"]);
    assert!(output.status.success(), "{}", stderr(&output));
    stderr(&output)
}

#[test]
fn each_client_has_the_texts_of_its_language_and_then_its_own() {
    let home = clients(
        "wording: {en: {labels.promoters: Fans, labels.target: Goal}, uk: {labels.promoters: Прихильники, labels.target: Мета}}\n",
    );
    made(&home);
    let out = home.path().join("out");
    let page = |name: &str| fs::read_to_string(out.join(name).join("report.html")).expect("written");
    let target = |name: &str| {
        json(&out.join(name).join("report.json"))["sections"]["benchmarks"][0]["benchmark"]["name"].clone()
    };
    assert!(page("client-005").contains("Прихильники") && !page("client-005").contains("Fans"));
    assert!(page("client-004").contains("Fans") && !page("client-004").contains("Own fans"));
    assert!(page("client-006").contains("Own fans"));
    assert_eq!((target("client-005"), target("client-006")), ("Мета".into(), "Goal".into()));
    assert!(json(&out.join("index.json"))["wording"]["labels.promoters"] == "Fans");
}

#[test]
fn a_report_whose_texts_change_is_made_again_and_no_other() {
    let state = |home: &Path| files(&home.join("out"));
    let home = clients("wording: {uk: {labels.promoters: Прихильники}}\n");
    made(&home);
    assert!(made(&home).contains("7 reports: 0 built, 7 unchanged"));
    let before = state(home.path());
    let config = fs::read_to_string(home.path().join("config.yaml")).expect("there");
    let write = |yaml: String| fs::write(home.path().join("config.yaml"), yaml).expect("written");
    write(config.replace("Прихильники", "Адвокати"));
    assert!(made(&home).contains("7 reports: 1 built, 6 unchanged"));
    let after = state(home.path());
    assert_ne!(before["client-005/report.html"], after["client-005/report.html"]);
    // A text that is the built-in one changes nothing for those who have it anyhow.
    write(config.replace("wording: {uk: {", "wording: {en: {labels.target: Target}, uk: {"));
    assert!(made(&home).contains("7 reports: 1 built, 6 unchanged"));
    assert_eq!(before, {
        let mut now = state(home.path());
        now.insert("manifest.json".into(), before["manifest.json"].clone());
        now
    });
}

#[test]
fn a_report_with_a_text_that_cannot_be_is_refused() {
    let (_, json) = built(&format!("{SURVEY}wording: {{labels.promoters: Fans}}\n"), &[]);
    for (text, other, what) in [
        (
            "\"labels.promoters\": \"Fans\"",
            "\"labels.promotors\": \"Fans\"",
            "there is no text `labels.promotors`",
        ),
        ("\"labels.promoters\": \"Fans\"", "\"labels.promoters\": \"{n} fans\"", "has no placeholder `{n}`"),
    ] {
        let home = folder(&[("report.json", &json.replace(text, other))]);
        let output = run(home.path(), ["render", "--from", "report.json", "--out", "out"]);
        assert_eq!(output.status.code(), Some(4));
        assert!(stderr(&output).contains(what), "{}", stderr(&output));
    }
}
