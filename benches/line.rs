//! How long each part of the line takes: `cargo bench`, or `cargo bench -- 10000000` for another number of rows; then
//! as many answers to ten questions by twelve cuts, beside those to one of them by the first cut of the same file; then as many with a
//! comment on three of ten, and what these are about by forty themes with sixty patterns, beside the scores of the same file alone; then
//! one report for each of a hundred, a thousand and ten thousand clients, made and found unchanged; then the same with as
//! many clusters as there are answers, the most there can be: the reports a second must not become fewer with the clients.
//!
//! The median of five runs (of batches: one) on two threads. The answers are made up in a temporary folder: eight
//! regions, four years, a comment in quotes on every third row, about 80 bytes a row.

#![expect(clippy::expect_used, reason = "a measurement that cannot go on stops")]
#![expect(clippy::print_stdout, reason = "its output is what it is for")]

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::num::NonZeroUsize;
use std::path::Path;
use std::time::{Duration, Instant};

use plaudit::batch::{Failures, Plan, Wanted};
use plaudit::pages::Templates;
use plaudit::{Run, config};

const CONFIG: &str = "title: Benchmark\nas_of: 2026-12-31\nsource: {files: answers.csv}\n\
    columns: {score: score, date: day, region: region}\n";

const RUNS: usize = 5;

fn main() {
    let rows = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(1_000_000);
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("config.yaml"), CONFIG).expect("written");
    let bytes = write_answers(&folder.path().join("answers.csv"), rows, 500);
    let templates = Templates::new(None).expect("built in");
    let (mut counting, mut drawing, mut size) = (Vec::new(), Vec::new(), 0);
    for _ in 0..RUNS {
        let start = Instant::now();
        let report = report(&folder.path().join("config.yaml"));
        counting.push(start.elapsed());
        let start = Instant::now();
        size = plaudit::page(&report, &templates).expect("a page").html.len();
        drawing.push(start.elapsed());
    }
    let (counting, drawing) = (median(counting), median(drawing));
    println!("{rows} rows, {} MB of CSV: read and counted in {counting:.1?}", bytes / 1_000_000);
    println!("{:.0} ns a row", counting.as_secs_f64() * 1e9 / f64::from(rows));
    println!("charts and page ({} KB) in {drawing:.1?}", size / 1000);
    many_questions_and_cuts(rows);
    what_comments_say(rows);
    for (with, columns) in [("", ""), (" with clusters", ", cluster: id")] {
        for clients in [100, 1_000, 10_000] {
            batch(clients, with, columns);
        }
    }
}

/// The report of a config, all its answers read and counted.
fn report(config: &Path) -> plaudit::report::Report {
    let loaded = config::load(config).expect("a config");
    let as_of = loaded.config.as_of.expect("stated");
    let threads = NonZeroUsize::MIN.saturating_add(1);
    let run = Run { as_of, is_over: true, threads, progress: &|_, _| () };
    plaudit::counts(loaded, &run).expect("counts").report()
}

/// How many values each of the further cuts has.
const CUTS: [u32; 11] = [3, 4, 5, 6, 8, 10, 12, 16, 20, 30, 50];

/// So many rows of ten questions by twelve cuts, one of them the region, and of one question by region: the one takes little longer
/// than the other, though it counts a hundred and twenty times as much.
fn many_questions_and_cuts(rows: u32) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let questions: Vec<String> = (1..10).map(|at| format!("  - {{column: q{at}, kind: nps}}\n")).collect();
    let cuts: Vec<String> = (0..CUTS.len()).map(|at| format!("cut{at}")).collect();
    let many = CONFIG.replace("score: score, ", "");
    let many = format!("{many}questions:\n  - {{column: score, kind: nps}}\n{}", questions.concat());
    let many = format!("{many}cuts: [{}]\n", cuts.join(", "));
    for (name, config) in [("one", CONFIG), ("many", &many)] {
        std::fs::write(folder.path().join(name), config).expect("written");
    }
    let bytes = write_wide_answers(&folder.path().join("answers.csv"), rows);
    let mut times = [const { Vec::new() }; 2];
    for _ in 0..RUNS {
        for (name, times) in ["one", "many"].into_iter().zip(&mut times) {
            let start = Instant::now();
            report(&folder.path().join(name));
            times.push(start.elapsed());
        }
    }
    let [one, many] = times.map(median);
    println!(
        "{rows} rows of 24 columns, {} MB of CSV: one question by region in {one:.1?}",
        bytes / 1_000_000
    );
    println!("ten questions by twelve cuts in {many:.1?}, {:.1} times as long", many.div_duration_f64(one));
}

/// So many rows, three of ten with a comment of fifteen words, and forty themes found by words, phrases and sixty patterns.
fn what_comments_say(rows: u32) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let vocabulary = vocabulary();
    let word = |at: usize| &vocabulary[at % vocabulary.len()];
    let mut themes = "themes:\n".to_owned();
    for at in 0..40 {
        let (first, second, third) = (word(at * 7), word(at * 11 + 3), word(at * 13 + 5));
        let patterns = ["({first}|{third}) (и|and)? ?{second}", "{third}[а-яa-z]+ {first}"].map(|pattern| {
            let named = pattern.replace("{first}", first).replace("{second}", second);
            format!("\"{}\"", named.replace("{third}", third))
        });
        let patterns = if at % 2 == 0 { patterns.join(", ") } else { patterns[0].clone() };
        let _ = writeln!(
            themes,
            "  - {{name: T{at}, words: [{first}, {second}*, \"{first} {third}\"], not: [\"{second} {first}\"], pattern: [{patterns}]}}"
        );
    }
    let with_themes = CONFIG.replace("region: region", "region: region, comment: comment");
    for (name, config) in [("alone", CONFIG.to_owned()), ("themes", format!("{with_themes}{themes}"))] {
        std::fs::write(folder.path().join(name), config).expect("written");
    }
    write_comments(&folder.path().join("answers.csv"), rows, &vocabulary);
    let mut times = [const { Vec::new() }; 2];
    for _ in 0..RUNS {
        for (name, times) in ["alone", "themes"].into_iter().zip(&mut times) {
            let start = Instant::now();
            report(&folder.path().join(name));
            times.push(start.elapsed());
        }
    }
    let [alone, themes] = times.map(median);
    println!("{rows} rows, {} comments: scores alone in {alone:.1?}", rows * 3 / 10);
    println!(
        "forty themes and sixty patterns in {themes:.1?}, {:.1} times as long",
        themes.div_duration_f64(alone)
    );
}

/// Two hundred words in two alphabets.
fn vocabulary() -> Vec<String> {
    let syllables = [
        ["ра", "ко", "ми", "ста", "лен", "до", "пере", "вы", "ни", "ор"],
        ["ra", "co", "mi", "sta", "len", "do", "per", "un", "ni", "or"],
    ];
    let word = |at: usize| {
        let of = &syllables[at % 2];
        (0..2 + at % 3).map(|nth| of[(at / 2 + nth * 7 + at * nth) % of.len()]).collect()
    };
    (0..200).map(word).collect()
}

/// Writes rows with comments.
fn write_comments(path: &Path, rows: u32, vocabulary: &[String]) {
    let mut file = BufWriter::new(File::create(path).expect("made"));
    let mut line = "id,day,region,score,comment\n".to_owned();
    let mut state = 0x9e37_79b9_u32;
    let mut random = move || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state >> 12
    };
    for row in 0..rows {
        let (year, month, day) = (2023 + random() % 4, 1 + random() % 12, 1 + random() % 28);
        let (region, score) = (random() % 8, random() % 11);
        let _ = write!(line, "{row},{year}-{month:02}-{day:02},Region {region},{score},");
        if row % 10 < 3 {
            for nth in 0..15 {
                let word = &vocabulary[random() as usize % vocabulary.len()];
                let _ = write!(line, "{}{word}", if nth > 0 { " " } else { "" });
            }
        }
        line.push('\n');
        file.write_all(line.as_bytes()).expect("written");
        line.clear();
    }
    file.flush().expect("written");
}

/// One report for each of so many clients, a hundred answers each, with more columns in the config.
fn batch(clients: u32, with: &str, columns: &str) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let config = CONFIG.replace("region: region", &format!("region: region{columns}"));
    let config = format!("{config}reports: {{one_per: client}}\n");
    std::fs::write(folder.path().join("config.yaml"), config).expect("written");
    write_answers(&folder.path().join("answers.csv"), clients * 100, clients);
    let threads = NonZeroUsize::MIN.saturating_add(1);
    let mut times = Vec::new();
    for _ in 0..2 {
        let start = Instant::now();
        let loaded = config::load(&folder.path().join("config.yaml")).expect("a config");
        let as_of = loaded.config.as_of.expect("stated");
        let counted = plaudit::counts(loaded, &Run { as_of, is_over: true, threads, progress: &|_, _| () })
            .expect("counts");
        let wanted = Wanted {
            config: "line.yaml",
            only: &[],
            jobs: threads,
            failures: Failures::TellAll,
            force: false,
            prune: false,
            strict: false,
            figures: false,
            follow_up: [false; 2],
            at_risk: false,
            printer: None,
            progress: &|_, _| (),
        };
        let plan = Plan::new(&counted).expect("a plan");
        plan.build(&folder.path().join("reports"), &wanted).expect("written");
        times.push(start.elapsed());
    }
    let rate = f64::from(clients) / times[0].as_secs_f64();
    println!(
        "{clients} clients{with}: {:.1?}, {rate:.0} reports a second; unchanged {:.1?}",
        times[0], times[1]
    );
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// Writes rows that follow from their number alone, and tells how many bytes they are.
fn write_answers(path: &Path, rows: u32, clients: u32) -> u64 {
    let mut file = BufWriter::new(File::create(path).expect("made"));
    let mut line = "id,day,client,region,channel,score,comment\n".to_owned();
    let mut state = 0x9e37_79b9_u32;
    for row in 0..rows {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let random = state >> 8;
        let (year, month, day) = (2023 + random % 4, 1 + random / 4 % 12, 1 + random / 48 % 28);
        let client = random / 11 % clients;
        let _ = write!(line, "{row},{year}-{month:02}-{day:02},Client {client},Region {},phone,", client % 8);
        let _ = write!(line, "{}", random % 11);
        line += if row % 3 == 0 { ",\"Quick, but the \"\"invoice\"\" came late\"\n" } else { ",\n" };
        file.write_all(line.as_bytes()).expect("written");
        line.clear();
    }
    file.flush().expect("written");
    std::fs::metadata(path).expect("written").len()
}

/// Writes rows of ten questions, the region and further cuts, and tells how many bytes they are.
fn write_wide_answers(path: &Path, rows: u32) -> u64 {
    let mut file = BufWriter::new(File::create(path).expect("made"));
    let questions = (1..10).map(|at| format!(",q{at}"));
    let columns: Vec<String> = questions.chain((0..CUTS.len()).map(|at| format!(",cut{at}"))).collect();
    let mut line = format!("id,day,region,score{}\n", columns.concat());
    let mut state = 0x9e37_79b9_u32;
    let mut random = move || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state >> 12
    };
    for row in 0..rows {
        let (year, month, day) = (2023 + random() % 4, 1 + random() % 12, 1 + random() % 28);
        let _ = write!(line, "{row},{year}-{month:02}-{day:02},Region {}", random() % 8);
        for _ in 0..10 {
            let _ = write!(line, ",{}", random() % 11);
        }
        for values in CUTS {
            let _ = write!(line, ",value {:02}", random() % values);
        }
        line.push('\n');
        file.write_all(line.as_bytes()).expect("written");
        line.clear();
    }
    file.flush().expect("written");
    std::fs::metadata(path).expect("written").len()
}
