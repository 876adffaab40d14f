//! How long each part of the line takes: `cargo bench`, or `cargo bench -- 10000000` for another number of rows; then
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
        let loaded = config::load(&folder.path().join("config.yaml")).expect("a config");
        let as_of = loaded.config.as_of.expect("stated");
        let threads = NonZeroUsize::MIN.saturating_add(1);
        let counted = plaudit::counts(loaded, &Run { as_of, is_over: true, threads, progress: &|_, _| () })
            .expect("counts");
        let report = counted.report();
        counting.push(start.elapsed());
        let start = Instant::now();
        size = plaudit::page(&report, &templates).expect("a page").html.len();
        drawing.push(start.elapsed());
    }
    let (counting, drawing) = (median(counting), median(drawing));
    println!("{rows} rows, {} MB of CSV: read and counted in {counting:.1?}", bytes / 1_000_000);
    println!("{:.0} ns a row", counting.as_secs_f64() * 1e9 / f64::from(rows));
    println!("charts and page ({} KB) in {drawing:.1?}", size / 1000);
    for (with, columns) in [("", ""), (" with clusters", ", cluster: id")] {
        for clients in [100, 1_000, 10_000] {
            batch(clients, with, columns);
        }
    }
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
