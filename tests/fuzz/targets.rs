//! What is fuzzed: each takes any bytes, and panics where plaudit does what it must not. They are run by cargo-fuzz
//! (`.ci/fuzz`), and over what that found worth keeping by every `cargo test`.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{Cursor, Write};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::PathBuf;

use plaudit::config::{self, Config, Loaded};
use plaudit::source::{self, Block, Chunk, Inputs, Needed, Row, Spot, Stream, Visitor};
use plaudit::{Run, report};
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The name of a target, which that of its corpus is, and what it does with bytes.
type Target = (&'static str, fn(&[u8]));

/// All of them.
pub(crate) const ALL: [Target; 7] = [
    ("check", check),
    ("csv", csv),
    ("encodings", encodings),
    ("kinds", kinds),
    ("presets", presets),
    ("triple_s", triple_s),
    ("workbook", workbook),
];

/// CSV: rows that are read many at a time are those that are read one by one, which say what is right.
fn csv(bytes: &[u8]) {
    /// So many rows are read one by one at least after one that is not plain; these bytes hold fewer.
    const LONGEST: usize = 1_500;
    let bytes = bytes.get(..LONGEST).unwrap_or(bytes);
    let stated = "delimiter: comma, encoding: utf-8, repeated: use";
    let after = |start: &str| {
        let home = Home::new(stated, &[start.as_bytes(), bytes].concat());
        home.read(start.lines().count() - 1)
    };
    let by_blocks = after("nps,day,region\n");
    let one_by_one = after("nps,day,region\nx\n");
    assert_eq!(by_blocks.as_ref().map(|read| read.rows), one_by_one.as_ref().map(|read| read.rows));
    if let Some(one_by_one) = one_by_one {
        assert_eq!(one_by_one.in_blocks, 0, "they were read one by one");
    }
}

/// Texts in every encoding, packed or not: the first byte says which one is stated.
fn encodings(bytes: &[u8]) {
    const STATED: [&str; 12] = [
        "auto",
        "windows-1251",
        "utf-16le",
        "utf-16be",
        "gb18030",
        "shift_jis",
        "euc-jp",
        "euc-kr",
        "big5",
        "koi8-u",
        "ibm866",
        "iso-2022-jp",
    ];
    let Some((first, text)) = bytes.split_first() else { return };
    let Some(stated) = STATED.get(usize::from(*first)).or(STATED.first()) else { return };
    Home::new(&format!("encoding: {stated}"), text).read(0);
}

/// Files of any kind.
fn kinds(bytes: &[u8]) {
    Home::new("", bytes).read(0);
}

/// Exports by each preset, counted: the first byte says which; what an export of it holds is the rest.
fn presets(bytes: &[u8]) {
    let Some((first, export)) = bytes.split_first() else { return };
    let presets = config::presets();
    let Some(preset) = presets.get(usize::from(*first) % presets.len()) else { return };
    let score = if preset.score.is_some() { "score" } else { "Q1" };
    let source = format!("{{files: answers.data, preset: {}, max_rejected: 100}}", preset.key);
    count(Home::of(
        &format!("title: T\nas_of: 2026-10-05\nsource: {source}\ncolumns: {{score: {score}}}\n"),
        export,
    ));
}

/// What stands before the name of each of several files in one.
const PART: &[u8] = b"\0--- ";

/// The parts of bytes, by their names.
fn parts(bytes: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        let part = rest.strip_prefix(PART)?;
        let end = part.windows(PART.len()).position(|bytes| bytes == PART).unwrap_or(part.len());
        let (part, after) = part.split_at(end);
        rest = after;
        let line = part.iter().position(|byte| *byte == b'\n').unwrap_or(part.len());
        let (name, contents) = part.split_at(line);
        Some((name, contents.get(1..).unwrap_or_default()))
    })
}

/// Triple-S: the definition, and its data.
fn triple_s(bytes: &[u8]) {
    let mut parts = parts(bytes).map(|(_, contents)| contents);
    let home = Home::new("", parts.next().unwrap_or_default());
    // Data of both layouts are found by that name.
    fs::write(home.folder.join("answers.csv"), parts.next().unwrap_or_default()).expect("written");
    home.read(0);
}

/// Workbooks by the parts of their archive, not by its bytes, of which most that are wrong would be found by their checksums.
fn workbook(bytes: &[u8]) {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, contents) in parts(bytes) {
        // Of two parts with one name there is one.
        if archive.start_file(String::from_utf8_lossy(name), SimpleFileOptions::default()).is_ok() {
            archive.write_all(contents).expect("in memory");
        }
    }
    Home::new("", &archive.finish().expect("in memory").into_inner()).read(0);
}

/// All roles that columns can have.
const ROLES: &str = "title: T
as_of: 2026-10-05
source: {files: answers.data, max_rejected: 100, where: [{kind: {not: test}}, {day: {from: 2026-01-01}}]}
columns: {date: day, region: region, weight: weight, cluster: company, segments: [channel]}
questions:
  - {column: nps, kind: nps}
  - {column: goals, kind: rating, scale: {low: 1, high: 7}, top_from: 6}
  - {column: happy, kind: yes_no}
  - {column: reason, kind: choice}
  - {column: used, kind: choices, separator: ';'}
  - {name: chosen, columns: [a, b], kind: choices}
cuts: [size, {column: city, within: region}]
tables: [{rows: size, columns: region}]
method: {hide_below: 2, low_base: 3}
";

/// Answers to all kinds of questions, counted and reported on; nothing is drawn.
fn check(bytes: &[u8]) {
    let header = "nps,day,region,weight,company,channel,goals,happy,reason,used,a,b,size,city,kind\n";
    count(Home::of(ROLES, &[header.as_bytes(), bytes].concat()));
}

/// Counts what a config names, and makes the figures of its report.
fn count(home: Home) {
    let as_of = home.config.as_of.expect("stated");
    let loaded = Loaded { config: home.config, problems: Vec::new() };
    let run = Run { as_of, is_over: true, threads: NonZeroUsize::MIN, progress: &|_, _| () };
    if let Ok(counted) = plaudit::counts(loaded, &run) {
        report::to_json(&counted.report()).expect("finite numbers");
    }
}

/// A folder with data, and a config of them.
struct Home {
    folder: PathBuf,
    config: Config,
}

thread_local! {
    /// There is one for each thread, as the program keeps in mind all paths that it has read.
    static FOLDER: TempDir = tempfile::tempdir().expect("a folder");
    /// Configs by their texts, none of which is read twice.
    static CONFIGS: RefCell<HashMap<String, Config>> = RefCell::default();
}

/// Columns that are asked for, by the names that seeds have for them.
const COLUMNS: [&str; 7] = ["nps", "day", "region", "weight", "comment", "answers.nps", "a"];

/// What was found of rows.
#[derive(Debug, PartialEq)]
struct Found {
    /// How many there are, and a hash of all their cells.
    rows: (u64, u64),
    in_blocks: u64,
}

impl Home {
    /// One with that in its config about the source. A second file has all columns, so that none need be in the first.
    fn new(source: &str, data: &[u8]) -> Self {
        let source = if source.is_empty() { "repeated: use" } else { source };
        let config = format!(
            "title: T\nsource: {{files: [answers.data, second.csv], {source}}}\ncolumns: {{score: nps}}\n"
        );
        let home = Self::of(&config, data);
        let second = home.folder.join("second.csv");
        if !second.exists() {
            fs::write(second, format!("{}\n", COLUMNS.join(","))).expect("written");
        }
        home
    }

    fn of(config: &str, data: &[u8]) -> Self {
        let folder = FOLDER.with(|folder| folder.path().to_owned());
        let loaded = || {
            fs::write(folder.join("config.yaml"), config).expect("written");
            config::load(&folder.join("config.yaml")).expect("a config").config
        };
        let config =
            CONFIGS.with_borrow_mut(|known| known.entry(config.to_owned()).or_insert_with(loaded).clone());
        fs::write(folder.join("answers.data"), data).expect("written");
        Self { folder, config }
    }

    /// Reads all rows, which are the same whatever chunks they come in, but those passed over at the start; nothing where something
    /// is wrong with the data.
    fn read(&self, passed_over: usize) -> Option<Found> {
        let needed = COLUMNS.map(Needed::any);
        let inputs = source::inputs(&self.config.source, &needed).ok()?;
        let [whole, small] = [1 << 20, 64].map(|chunk| read(&inputs, passed_over, chunk));
        if let (Some(whole), Some(small)) = (&whole, &small) {
            assert_eq!(whole.rows, small.rows, "whatever chunks they come in");
        }
        whole
    }
}

fn read(inputs: &Inputs, passed_over: usize, chunk_size: usize) -> Option<Found> {
    let (mut stream, mut chunk) = (Stream::new(inputs, chunk_size), Chunk::default());
    let mut looking = Looking { passed_over, rows: 0, hash: DefaultHasher::new(), in_blocks: 0 };
    while stream.next_chunk(&mut chunk).ok()? {
        chunk.rows(inputs, &mut looking).ok()?;
    }
    Some(Found { rows: (looking.rows, looking.hash.finish()), in_blocks: looking.in_blocks })
}

/// Looks at all cells of all rows.
struct Looking {
    passed_over: usize,
    rows: u64,
    hash: DefaultHasher,
    in_blocks: u64,
}

impl Visitor for Looking {
    fn row(&mut self, row: &impl Row, _: Spot) -> ControlFlow<()> {
        if self.passed_over > 0 {
            self.passed_over -= 1;
            return ControlFlow::Continue(());
        }
        self.rows += 1;
        [row.is_ragged(), row.is_short(), row.is_blank()].hash(&mut self.hash);
        for at in 0..COLUMNS.len() {
            row.cell(at).text().hash(&mut self.hash);
        }
        ControlFlow::Continue(())
    }

    fn block(&mut self, block: &impl Block, spot: Spot) -> ControlFlow<()> {
        let mut column = Vec::new();
        for at in 0..COLUMNS.len() {
            column.clear();
            block.read(at, |cell| hash(&cell.text()), &mut column);
            assert_eq!(column.len(), block.rows(), "each row has a cell");
            for (row, cell) in column.iter().enumerate() {
                assert_eq!(hash(&block.row(row).cell(at).text()), *cell, "by column and by row");
            }
        }
        self.in_blocks += block.rows() as u64;
        source::one_by_one(self, block, spot)
    }
}

fn hash(text: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}
