//! The reports that the browser tests look at and the gallery shows: shipped samples, cases and fixtures of their own,
//! in each language where their config names none.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What a report is built from.
pub(crate) struct Fixture {
    /// Its name: that of its folder or config, with the language where it is built in each.
    pub(crate) name: String,
    /// What it shows: the first comment of its config.
    pub(crate) state: String,
    /// The language of the page, as the config names it.
    pub(crate) language: String,
    /// The config, in a copy of the project's folders.
    pub(crate) config: PathBuf,
    /// Whether the tests look at it in a browser; the gallery shows all.
    pub(crate) is_looked_at: bool,
    /// Whether it gives one report for each client and an index.
    pub(crate) is_batch: bool,
}

/// Folders of the project that fixtures are made from, with paths between them.
const COPIED: [&str; 4] = ["config", "sample-data", "tests/cases", "tests/browser/fixtures"];

/// Copies all that fixtures are made from into an empty folder, completes it, and lists them.
pub(crate) fn lay(project: &Path, into: &Path) -> io::Result<Vec<Fixture>> {
    for folder in COPIED {
        copy(&project.join(folder), &into.join(folder))?;
    }
    let languages = languages(project)?;
    let mut found = Vec::new();
    for config in sorted(&into.join("config"))? {
        let name = stem(&config);
        if name == "partner-reports"
            || name.starts_with("quarterly-review")
            || name.starts_with("all-questions")
            || name.starts_with("further-cuts")
            || name.starts_with("what-people-say")
            || name.starts_with("from-score-to-action")
        {
            add(&mut found, &config, &name, true, &languages)?;
        }
    }
    for folder in sorted(&into.join("tests/browser/fixtures"))? {
        let name = stem(&folder);
        if let Some(answers) = answers(&name) {
            fs::write(folder.join("answers.csv"), answers)?;
        }
        add(&mut found, &folder.join("config.yaml"), &name, true, &languages)?;
    }
    for folder in sorted(&into.join("tests/cases"))?.iter().filter(|path| path.is_dir()) {
        add(&mut found, &folder.join("config.yaml"), &stem(folder), false, &languages)?;
    }
    Ok(found)
}

/// The languages of the wording, as the commented default config names them.
pub(crate) fn languages(project: &Path) -> io::Result<Vec<String>> {
    let documented = fs::read_to_string(project.join("config/default.yaml"))?;
    let line = documented.lines().find_map(|line| line.strip_prefix("# Language of the page: "));
    let named = line.unwrap_or_default().split(|c: char| !c.is_ascii_alphabetic());
    Ok(named.filter(|word| !["", "or"].contains(word)).map(str::to_owned).collect())
}

/// A fixture, or one for each language where its config names none.
fn add(
    found: &mut Vec<Fixture>,
    config: &Path,
    name: &str,
    is_looked_at: bool,
    languages: &[String],
) -> io::Result<()> {
    let text = fs::read_to_string(config)?;
    let comment: Vec<&str> = text.lines().map_while(|line| line.strip_prefix("# ")).collect();
    let state = if comment.is_empty() { name.replace('-', " ") } else { comment.join(" ") };
    let is_batch = text.lines().any(|line| line.trim_start().starts_with("one_per:"));
    let mut push = |name: String, language: &str, config: PathBuf| {
        let (state, language) = (state.clone(), language.to_owned());
        found.push(Fixture { name, state, language, config, is_looked_at, is_batch });
    };
    if let Some(language) = text.lines().find_map(|line| line.strip_prefix("language: ")) {
        push(name.to_owned(), language.trim(), config.to_owned());
        return Ok(());
    }
    for language in languages {
        let own = config.with_file_name(format!("{}.{language}.yaml", stem(config)));
        fs::write(&own, format!("{text}\nlanguage: {language}\n"))?;
        push(format!("{name}.{language}"), language, own);
    }
    Ok(())
}

/// The answers of a fixture that are too many to be kept: from a rule, so that they are the same everywhere.
fn answers(fixture: &str) -> Option<String> {
    // Months count from January 2024; the reporting date of all is in October 2026.
    let mut rows = "score,date,region\n".to_owned();
    let mut add = |answer: usize, month: usize, region: &str, level: usize| {
        let (day, score) = (answer % 28 + 1, score(answer, level));
        let _ = writeln!(rows, "{score},{}-{:02}-{day:02},{region}", 2024 + month / 12, month % 12 + 1);
    };
    let places = ["North", "South", "East", "West", "Centre"];
    match fixture {
        "no-comparison" => (0..240).for_each(|i| add(i, 30 + i % 3, places[i % 5], i % 5)),
        "all-hidden" => (0..96).for_each(|i| add(i, 9 + i % 24, places[i % 2], i % 3)),
        "light-accent" | "dark-accent" => {
            (0..2400).for_each(|i| add(i, 9 + i % 24, places[i / 24 % 5], i / 24 % 5 + i % 24 / 8));
        }
        "words-without-end" | "words-without-end-batch" => {
            // One of a batch has the name that the tests open.
            let last = if fixture.ends_with("batch") { "Studio 01" } else { "South" };
            let regions = [endless("Northernmost"), endless("Северный"), endless("WWWWW"), last.to_owned()];
            (0..2400).for_each(|i| add(i, 9 + i % 24, &regions[i / 24 % 4], i / 24 % 4 + i % 24 / 8));
        }
        "sixty-long-names" => {
            for region in 0..60 {
                for month in 9..33 {
                    // Every seventh has few answers; one has some in a few months only.
                    let answers = if region % 7 == 6 { 3 } else { 12 + region * month % 9 };
                    for i in 0..if region == 13 && month % 5 != 0 { 0 } else { answers } {
                        add((region * 24 + month) * 32 + i, month, &long_name(region), region % 5);
                    }
                }
            }
        }
        _ => return None,
    }
    Some(rows)
}

/// A score that looks like chance; the higher the level, 0 to 6, the fewer are low.
fn score(answer: usize, level: usize) -> usize {
    const SCORES: [usize; 18] = [0, 2, 4, 5, 6, 3, 6, 5, 7, 8, 7, 9, 8, 9, 10, 9, 10, 10];
    let mixed = (answer as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40;
    let skipped = level.min(6);
    SCORES[skipped + usize::try_from(mixed).unwrap_or_default() % (SCORES.len() - skipped)]
}

/// A name of 180 letters without a space.
fn endless(word: &str) -> String {
    word.chars().cycle().take(180).collect()
}

/// The name of a region: 40 to 60 letters, the same as others' but for a word.
fn long_name(region: usize) -> String {
    const PLACES: [&str; 15] = [
        "Верхнекамский",
        "Нижнекамский",
        "Верхнеуральский",
        "Нижнеуральский",
        "Новоалександровский",
        "Староалександровский",
        "Красногвардейский",
        "Краснознаменский",
        "Северо-Енисейский",
        "Северо-Курильский",
        "Борисоглебский",
        "Великоустюгский",
        "Кирово-Чепецкий",
        "Переславль-Залесский",
        "Щёлковский",
    ];
    let kind = ["муниципальный округ", "городской округ", "муниципальный район", "сельский округ"]
        [region / PLACES.len() % 4];
    let whose = ["Приморского края", "Кемеровской области"][region % 2];
    format!("{} {kind} {whose}", PLACES[region % PLACES.len()])
}

fn stem(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.strip_suffix(".yaml").unwrap_or(&name).to_owned()
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    paths.sort();
    Ok(paths)
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for path in sorted(from)? {
        let to = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy(&path, &to)?;
        } else {
            fs::copy(&path, to)?;
        }
    }
    Ok(())
}
