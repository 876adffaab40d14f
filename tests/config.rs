//! The commented default config: it is what the code does.

use std::fs;

use plaudit::config::{Config, DEFAULT_YAML, Loaded, Source, load};
use plaudit::survey::{Correction, IntervalMethod};

use crate::support::folder;

fn loaded(yaml: &str) -> Loaded {
    let folder = folder(&[("config.yaml", yaml), ("answers.csv", "score\n9\n")]);
    load(&folder.path().join("config.yaml")).expect("YAML")
}

#[test]
fn the_commented_file_states_the_defaults_of_the_code() {
    let Loaded { config, problems } = loaded(DEFAULT_YAML);
    assert_eq!(problems, []);
    let default = Config::default();
    let Config { source: Source { folder, files, .. }, .. } = default.clone();
    let source = Source { folder, files, ..config.source };
    assert!(config.scale_is_stated);
    let (title, columns) = (default.title.clone(), default.columns.clone());
    let stated = Config { title, columns, source, scale_is_stated: false, ..config };
    assert_eq!(stated, default);
}

/// The keys of a section as the program names them when it meets one that it does not know.
fn known_keys(section: &str) -> Vec<String> {
    let yaml = match section {
        "" => "qqqqqqqqqqqqqqq: 1\n".to_owned(),
        "levels" => "levels:\n  - {qqqqqqqqqqqqqqq: 1}\n".to_owned(),
        section => format!("{section}: {{qqqqqqqqqqqqqqq: 1}}\n"),
    };
    let problems = loaded(&yaml).problems;
    let hint =
        problems.iter().find(|p| p.message.contains("qqqq")).and_then(|p| p.hints.first()).expect("a hint");
    hint.strip_prefix("possible here: ").expect("the keys").split(", ").map(str::to_owned).collect()
}

#[test]
fn the_commented_file_names_every_key() {
    let top = known_keys("");
    assert!(top.contains(&"title".to_owned()));
    for key in &top {
        assert!(DEFAULT_YAML.contains(&format!("\n{key}:")), "`{key}` is not in the commented file");
    }
    for section in [
        "source",
        "columns",
        "scale",
        "periods",
        "method",
        "benchmarks",
        "brand",
        "page",
        "pdf",
        "reports",
        "weights",
        "population",
    ] {
        let start = DEFAULT_YAML.find(&format!("\n{section}:\n")).expect("the section") + 1;
        let body = DEFAULT_YAML[start..].split_once('\n').expect("a body").1;
        let body: String = body
            .lines()
            .take_while(|line| line.is_empty() || line.starts_with(' '))
            .map(|l| format!("\n{l}"))
            .collect();
        for key in known_keys(section) {
            assert!(body.contains(&format!("\n  {key}:")), "`{section}.{key}` is not in the commented file");
        }
    }
}

#[test]
fn every_key_that_the_commented_file_shows_is_read() {
    // Unknown keys are errors, so it is enough that the file has no problems with each line set.
    let yaml = DEFAULT_YAML
        .replace("organisation:", "organisation: Example Ltd")
        .replace("as_of:", "as_of: 2026-10-05")
        .replace("  date:", "  date: day")
        .replace("  region:", "  region: place");
    let config = loaded(&yaml).config;
    assert_eq!(config.organisation.as_deref(), Some("Example Ltd"));
    assert_eq!(config.as_of.map(|day| day.to_string()).as_deref(), Some("2026-10-05"));
    assert_eq!(config.columns.date.map(|named| named.value).as_deref(), Some("day"));
    assert_eq!(config.columns.region.map(|named| named.value).as_deref(), Some("place"));
}

#[test]
fn values_that_cannot_be_are_refused_at_their_place() {
    let problems =
        loaded("title: A\nsource: {files: answers.csv, max_rejected: 120}\ncolumns: {score: score}\n")
            .problems;
    assert_eq!(problems.len(), 1);
    let Some(plaudit::error::Place::Text { source, start, end }) = &problems[0].place else {
        panic!("{problems:?}")
    };
    assert_eq!(&source.text[*start..*end], "120");
}

#[test]
fn numbers_and_texts_are_what_they_look_like() {
    let Loaded { config, problems } = loaded(
        "title: &year 02026\norganisation: *year\nas_of: 2026-10-05\nsource: {files: answers.csv, max_rejected: 00.50}\n\
         columns: {score: 007, region: yes}\nscale: {low: +1, high: 07, detractors_to: 0x4, promoters_from: 1_0_0}\n\
         periods: {year_starts: 04, show: 08}\nbenchmarks: {list: [{name: 1e3, value: 040, year: 2025, source: 'null'}]}\n",
    );
    // A scale of 1 to 7 ends before 100.
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert_eq!((config.title.as_str(), config.organisation.as_deref()), ("02026", Some("02026")));
    assert!((config.source.max_rejected - 0.005).abs() < 1e-12);
    assert_eq!((config.columns.score.value.as_str()), "007");
    assert_eq!(config.columns.region.map(|column| column.value).as_deref(), Some("yes"));
    assert_eq!((config.periods.calendar.year_starts.number(), config.periods.show), (4, 8));
    let benchmark = &config.benchmarks[0];
    assert_eq!((benchmark.name.as_str(), benchmark.value.points()), ("1e3", 40.0));
    assert_eq!(benchmark.source.as_deref(), Some("null"));
}

#[test]
fn methods_are_chosen_by_name_and_a_slip_is_told() {
    let with = |method: &str| {
        loaded(&format!(
            "title: A\nsource: {{files: answers.csv}}\ncolumns: {{score: score}}\nmethod: {{{method}}}\n"
        ))
    };
    let Loaded { config, problems } = with("interval: bootstrap, seed: 7, correction: none");
    assert_eq!(problems, []);
    assert_eq!((config.method.interval, config.method.seed), (IntervalMethod::Bootstrap, 7));
    assert_eq!(config.method.correction, Correction::None);
    for (method, hint) in [
        ("interval: adjusted_wold", "did you mean `adjusted_wald`?"),
        ("correction: benjamini-hochberg", "did you mean `benjamini_hochberg`?"),
        ("correction: bonferroni", "possible here: holm, benjamini_hochberg, none"),
    ] {
        let problems = with(method).problems;
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert_eq!(problems[0].hints, [hint]);
    }
    assert_eq!(with("seed: -1").problems.len(), 1);
}

#[test]
fn a_huge_config_and_a_yaml_bomb_are_refused_at_once() {
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for i in 1..20 {
        bomb += &format!("a{i}: &a{i} [{}]\n", vec![format!("*a{}", i - 1); 9].join(", "));
    }
    for yaml in [bomb, "[".repeat(100_000), "#".repeat(3 << 20), "a: &a [*a]\n".to_owned()] {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("config.yaml"), yaml).expect("written");
        let start = std::time::Instant::now();
        assert!(load(&folder.path().join("config.yaml")).is_err());
        assert!(start.elapsed().as_secs() < 20, "bounded time");
    }
}
