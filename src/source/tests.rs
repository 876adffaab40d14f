//! What is said of files that cannot be used.

use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::*;
use crate::config::{DateFormat, Delimiter};

fn named(text: impl Into<String>) -> Named<String> {
    Named { value: text.into(), place: None }
}

fn find(folder: &Path, patterns: &[&str], columns: [Option<&str>; 3]) -> Result<Inputs, Faults> {
    let [score, date, region] = columns.map(|name| name.map(named));
    let source = Source {
        files: patterns.iter().map(|pattern| named(folder.join(pattern).to_str().expect("UTF-8"))).collect(),
        delimiter: Delimiter::Auto,
        date_format: DateFormat::Auto,
        max_rejected: 0.2,
    };
    inputs(&source, &Columns { score: score.expect("a score column"), date, region })
}

fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).expect("written");
    }
    folder
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("written");
    encoder.finish().expect("packed")
}

#[test]
fn each_file_has_a_layout_of_its_own() {
    let gz = packed(b"\xef\xbb\xbfwhen\tn p s\n");
    let folder = folder(&[
        ("b.csv", b"id;\"n p s\";when\r\n"),
        ("a.csv", b"\xef\xbb\xbf n p s , when ,comment\n1,2026-01-01,x\n"),
        ("c.csv", &gz),
    ]);
    let inputs = find(folder.path(), &["*.csv", "a.csv", "./b.csv"], [Some("n p s"), Some("when"), None])
        .expect("usable");
    let layouts: Vec<_> = inputs.files.iter().map(|input| input.layout).collect();
    let layout =
        |delimiter, width, score, date| Layout { delimiter, width, score, date: Some(date), region: None };
    assert_eq!(layouts, [layout(b',', 3, 0, 1), layout(b';', 3, 1, 2), layout(b'\t', 2, 1, 0)]);
    assert_eq!((0..3).map(|file| inputs.name(file)).collect::<Vec<_>>(), ["a.csv", "b.csv", "c.csv"]);
}

#[test]
fn all_faults_of_all_files_are_told_at_once() {
    let gz = packed(&b"nps,when\n".repeat(10_000));
    let mut broken = gz.clone();
    broken.splice(20..40, [0xff; 20]);
    let folder = folder(&[
        ("a-nul.csv", b"nps,wh\0en\n"),
        ("b-utf16.csv", b"\xff\xfen\0p\0s\0"),
        ("c-empty.csv", b"\n\n"),
        ("d-book.xlsx.csv", b"PK\x03\x04..."),
        ("e-cut.csv.gz.csv", &gz[..10]),
        ("f-1251.csv", b"nps,\xc4\xe0\xf2\xe0\n"),
        ("g-open.csv", b"nps,\"when\n1,2\n"),
        ("h-twice.csv", b"nps,when,nps\n"),
        ("i-misspelt.csv", b"nsp,when\n"),
        ("j-else.csv", b"a,b\n"),
        ("k-broken.csv", &broken),
    ]);
    fs::create_dir(folder.path().join("l")).expect("a folder");
    let faults =
        find(folder.path(), &["*.csv", "none-*.csv", "none.csv", "l"], [Some("nps"), Some("when"), None])
            .expect_err("nothing is usable");
    let text = |problems: &[Problem]| -> Vec<String> {
        let folder = format!("{}/", folder.path().display());
        problems
            .iter()
            .map(|problem| {
                format!(
                    "{} [{}]",
                    problem.message.replace(&folder, ""),
                    problem.hints.join("; ").replace(&folder, "")
                )
            })
            .collect()
    };
    assert_eq!(
        text(&faults.config),
        [
            "no column `nps` in `i-misspelt.csv`, `j-else.csv` [did you mean `nsp`?]",
            "no column `when` in `j-else.csv` [its columns are `a`, `b`]",
        ]
    );
    assert_eq!(
        text(&faults.data),
        [
            "no file matches `none-*.csv` [paths are relative to the folder of the config file]",
            "no file `none.csv` [paths are relative to the folder of the config file]",
            "`a-nul.csv` is not a text file: it holds NUL bytes [save the answers as CSV in UTF-8]",
            "`b-utf16.csv` is in UTF-16 [save it as CSV in UTF-8]",
            "`c-empty.csv` is empty []",
            "`d-book.xlsx.csv` is a workbook or an archive, not a CSV file [save the sheet as CSV in UTF-8]",
            "`e-cut.csv.gz.csv` ends in the middle of its gzip data [the file was cut short: copy or download it again]",
            "the header is not UTF-8 text [save the file as CSV in UTF-8]",
            "a quote in the header is never closed [close it, or write it twice (`\"\"`) if it belongs to the name]",
            "the gzip data of `k-broken.csv` are damaged [copy or download the file again]",
            "`l` is a folder [to read all CSV files in it, write `l/*.csv`]",
            "2 columns of `h-twice.csv` are named `nps` [give each column a name of its own]",
        ]
    );
}
