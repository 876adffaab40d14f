//! The import rule: imports run leftwards along the line, and each foreign crate has one home.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::project;

/// The line, left to right.
const LINE: [&str; 14] = [
    "config",
    "source",
    "responses",
    "facts",
    "statistics",
    "figures",
    "charts",
    "workings",
    "sections",
    "report",
    "commentary",
    "pages",
    "print",
    "output",
];

/// What stands beside the line and who may use it.
fn may_import(from: &str, to: &str) -> bool {
    let place = |name: &str| LINE.iter().position(|step| *step == name);
    match (from, to) {
        // Everyone's vocabulary knows nobody, and nobody knows the way in.
        ("survey" | "error" | "files", to) => (from, to) == ("files", "error"),
        // What a comment says hangs on nothing but its words.
        ("comments", to) => ["survey", "error"].contains(&to),
        (_, "cli") => false,
        // Kinds of chart are drawn from numbers and texts: they know neither a report nor its words.
        ("charts", to) => to == "survey",
        // The way in knows everything, and so do the fork and the way back.
        ("explain", to) => to != "batch",
        // A first config is made by what the data look like, before anything is counted.
        ("detect", to) => ["config", "source", "responses", "survey", "error", "files"].contains(&to),
        // Words speak of figures, and are for sections and pages.
        ("cli" | "lib" | "batch", _)
        | (_, "survey" | "error" | "files" | "comments")
        | ("workings" | "sections" | "commentary" | "pages", "wording") => true,
        (_, "wording") => false,
        ("wording", to) => place(to) < place("charts"),
        _ => match (place(from), place(to)) {
            (Some(from), Some(to)) => to < from,
            _ => false,
        },
    }
}

/// Foreign crates that belong to one place.
const HOMES: [(&str, &[&str]); 38] = [
    ("clap", &["cli/arguments.rs", "cli/mod.rs"]),
    ("annotate_snippets", &["cli/diagnostic.rs"]),
    ("indicatif", &["cli/progress.rs"]),
    ("serde_saphyr", &["config/yaml.rs"]),
    ("polars", &["responses", "facts/"]),
    ("parquet", &["source/", "pages/data/columns.rs"]),
    ("rust_xlsxwriter", &["pages/data/workbook.rs"]),
    ("palette", &["config/colour.rs"]),
    ("calamine", &["source/workbook/book.rs"]),
    ("zip", &["source/workbook/"]),
    ("quick_xml", &["source/workbook/ods.rs", "source/triple_s/definition.rs"]),
    ("flate2", &["source/open.rs", "source/spss/data.rs"]),
    ("zstd", &["source/open.rs"]),
    ("encoding_rs", &["survey/encoding.rs", "source/spss/"]),
    ("chardetng", &["survey/encoding.rs"]),
    ("csv", &["config/table.rs", "pages/spreadsheet.rs", "pages/data/rows.rs"]),
    ("plotters", &["charts/"]),
    ("sha2", &["output/disk.rs", "pages/", "source/equal.rs"]),
    ("regex", &["comments/"]),
    ("regex_automata", &["comments/search.rs"]),
    ("regex_syntax", &["comments/required.rs"]),
    ("simdutf8", &["responses/comment.rs"]),
    ("snowball_stemmers_rs", &["comments/"]),
    ("foldhash", &["comments/", "responses/comment.rs", "responses/quoted.rs"]),
    ("pulldown_cmark", &["commentary/"]),
    ("unicode_segmentation", &["comments/tidy.rs"]),
    ("chrono_tz", &["survey/time_zone.rs"]),
    ("half", &["source/parquet/"]),
    ("lopdf", &["print/"]),
    ("rustix", &["print/process.rs"]),
    ("deunicode", &["output/slug.rs"]),
    (
        "rayon",
        &[
            "batch/",
            "facts/cross.rs",
            "facts/pairs.rs",
            "figures/parts.rs",
            "output/",
            "report/directory.rs",
            "sections/questions/figures.rs",
        ],
    ),
    ("plotters_backend", &["charts/"]),
    ("tera", &["pages/"]),
    ("icu_decimal", &["wording/"]),
    ("icu_plurals", &["wording/"]),
    ("icu_datetime", &["wording/"]),
    ("icu_collator", &["wording/"]),
];

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// The files of modules that a file has for tests alone.
fn for_tests(file: &str, text: &str) -> Vec<String> {
    let folder = file.strip_suffix("mod.rs").map_or_else(|| file.replace(".rs", "/"), str::to_owned);
    let modules = text.split("#[cfg(test)]\n").skip(1).filter_map(|rest| {
        let (before, name) = rest.lines().next()?.split_once("mod ")?;
        (before.is_empty() || before.starts_with("pub")).then(|| name.strip_suffix(';')).flatten()
    });
    modules.map(|name| format!("{folder}{name}")).collect()
}

/// Path below `src`, and the text, of every source file that is not for tests alone, with a file's tests cut off.
pub(crate) fn sources() -> Vec<(String, String)> {
    let src = project().join("src");
    let mut files = Vec::new();
    rust_files(&src, &mut files);
    files.sort();
    assert!(files.len() > 40, "the sources are found");
    let name = |path: &Path| path.strip_prefix(&src).expect("below src").to_string_lossy().replace('\\', "/");
    let all: Vec<(String, String)> =
        files.iter().map(|path| (name(path), fs::read_to_string(path).expect("readable"))).collect();
    let tests: Vec<String> = all.iter().flat_map(|(file, text)| for_tests(file, text)).collect();
    let is_test = |file: &str| {
        let of = |module: &String| file.strip_prefix(module).is_some_and(|rest| rest.starts_with(['.', '/']));
        tests.iter().any(of)
    };
    let own = |text: &str| text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned();
    all.iter().filter(|(file, _)| !is_test(file)).map(|(file, text)| (file.clone(), own(text))).collect()
}

/// The step a file belongs to.
fn step(file: &str) -> &str {
    let first = file.split('/').next().unwrap_or(file);
    first.strip_suffix(".rs").unwrap_or(first)
}

/// Every step that a text names after `crate::`, in a `use` or in a path, in groups too.
fn named_steps(text: &str) -> Vec<String> {
    let code: String =
        text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let mut steps = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        if code[..at].ends_with('$') {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        let word =
            |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
        if let Some(group) = rest.strip_prefix('{') {
            let group = group.split("};").next().unwrap_or_default();
            steps.extend(group.split(',').map(|item| word(item.trim_start())));
        } else {
            steps.push(word(rest));
        }
    }
    steps.retain(|step| step.starts_with(char::is_lowercase));
    steps
}

#[test]
fn imports_run_leftwards_only() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let from = step(&file);
        for to in named_steps(&text) {
            if to != from && !may_import(from, &to) {
                wrong.push(format!("src/{file} names crate::{to}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn each_foreign_crate_has_one_home() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        for (foreign, homes) in HOMES {
            let names = text.lines().map(str::trim_start).any(|line| {
                !line.starts_with("//")
                    && (line.contains(&format!("{foreign}::")) || line.starts_with(&format!("use {foreign}")))
            });
            if names && !homes.iter().any(|home| file.starts_with(home)) {
                wrong.push(format!("src/{file} names {foreign}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_file_is_too_long_to_live_in() {
    let long: Vec<String> =
        sources().into_iter().filter(|(_, text)| text.lines().count() > 600).map(|(f, _)| f).collect();
    assert!(long.is_empty(), "{long:?}");
}

/// The crates that the program and its tests are built from, as `Cargo.toml` calls them; each with whether only tests may use it.
fn dependencies() -> Vec<(String, bool)> {
    let manifest = fs::read_to_string(project().join("Cargo.toml")).expect("there");
    let (mut found, mut listed) = (Vec::new(), None);
    for line in manifest.lines().map(str::trim).filter(|line| !line.starts_with('#')) {
        if line.starts_with('[') {
            listed = line.ends_with("dependencies]").then(|| line == "[dev-dependencies]");
        } else if let (Some(for_tests), Some((name, _))) = (listed, line.split_once('=')) {
            found.push((name.trim().to_owned(), for_tests));
        }
    }
    found.sort();
    found
}

#[test]
fn every_dependency_has_a_reason_and_is_used() {
    let page = fs::read_to_string(project().join("CONTRIBUTING.md")).expect("there");
    let (_, table) = page.split_once("| crate | what it is for |\n").expect("a table");
    let rows = table.lines().skip(1).take_while(|line| line.starts_with('|'));
    let mut named: Vec<&str> = Vec::new();
    for row in rows {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        assert!(cells.get(2).is_some_and(|reason| !reason.is_empty()), "no reason: {row}");
        named.extend(cells[1].split('`').skip(1).step_by(2));
    }
    named.sort_unstable();
    let dependencies = dependencies();
    let listed: Vec<&str> = dependencies.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(named, listed, "the table in CONTRIBUTING.md and Cargo.toml");
    let code = |folder: &str| -> String {
        let mut files = Vec::new();
        rust_files(&project().join(folder), &mut files);
        files.iter().map(|path| fs::read_to_string(path).expect("readable")).collect()
    };
    let (code, tests) = (code("src"), code("tests"));
    let is_used = |(name, for_tests): &&(String, bool)| {
        let used = format!("{}::", name.replace('-', "_"));
        code.contains(&used) || *for_tests && tests.contains(&used)
    };
    let unused: Vec<_> = dependencies.iter().filter(|dependency| !is_used(dependency)).collect();
    assert!(unused.is_empty(), "nothing uses {unused:?}");
}

/// Parts of the report, and other parts that they speak of: lines beside the trend, regions with benchmarks of their own, and
/// what `told by` says in the list of parts.
const SPEAKS_OF: [(&str, &[&str]); 6] = [
    ("composition", &["trend"]),
    ("trend", &["participants", "benchmarks"]),
    ("participants", &[]),
    ("regions", &[]),
    ("why", &["regions"]),
    ("benchmarks", &["regions"]),
];

#[test]
fn no_part_of_the_report_knows_another() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let Some(part) = file.strip_prefix("sections/").and_then(|rest| rest.split_once('/')) else {
            continue;
        };
        let Some((_, speaks_of)) = SPEAKS_OF.iter().find(|(name, _)| *name == part.0) else { continue };
        for (other, _) in SPEAKS_OF.iter().filter(|(other, _)| *other != part.0 && !speaks_of.contains(other))
        {
            let names =
                [format!("sections::{other}"), format!("sections.{other}"), format!("super::super::{other}")];
            if names.iter().any(|name| text.contains(name.as_str())) {
                wrong.push(format!("src/{file} knows {other}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_explains_figures_knows_no_part_of_the_report() {
    let explains = |file: &str| ["explain", "workings"].contains(&step(file));
    let mut wrong = Vec::new();
    for (file, text) in sources().into_iter().filter(|(file, _)| explains(file)) {
        for (part, _) in SPEAKS_OF {
            let names = [format!("sections::{part}"), format!("sections.{part}")];
            wrong.extend(
                names.iter().filter(|name| text.contains(*name)).map(|name| format!("{file}: {name}")),
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
