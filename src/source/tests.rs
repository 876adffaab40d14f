//! What is said of files that cannot be used.

use std::fs;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::*;
use crate::config::Named;

fn named(text: impl Into<String>) -> Named<String> {
    Named { value: text.into(), place: None }
}

fn find(folder: &Path, patterns: &[&str], columns: [Option<&str>; 3]) -> Result<Inputs, Faults> {
    let needs = [
        ("scores", "name another in `columns.score`"),
        ("days", "name another in `columns.date`"),
        ("names", "name another"),
    ];
    let columns = columns.into_iter().zip(needs).filter_map(|(name, need)| Some((named(name?), need)));
    let needed: Vec<Needed> = columns
        .map(|(column, (what, hint))| Needed {
            column,
            what,
            hint,
            absent: None,
            takes: |holds| holds == Holds::Texts,
            tells: Vec::new(),
            may_lack: false,
            is_optional: false,
        })
        .collect();
    let source = Source {
        folder: folder.to_owned(),
        files: patterns.iter().copied().map(named).collect(),
        ..Source::default()
    };
    inputs(&source, &needed)
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
    let formats: Vec<_> = inputs.files.iter().map(|input| input.format.clone()).collect();
    let layout = |delimiter, width, score, date| {
        let (places, encoding) = (vec![score, date], Encoding::UTF_8);
        Format::Text(Layout { delimiter, width, places, encoding, is_of_several: false })
    };
    assert_eq!(formats, [layout(b',', 3, 0, 1), layout(b';', 3, 1, 2), layout(b'\t', 2, 1, 0)]);
    assert_eq!((0..3).map(|file| inputs.name(file)).collect::<Vec<_>>(), ["a.csv", "b.csv", "c.csv"]);
}

#[test]
fn all_faults_of_all_files_are_told_at_once() {
    let gz = packed(&b"nps,when\n".repeat(10_000));
    let mut broken = gz.clone();
    broken.splice(20..40, [0xff; 20]);
    let more = [&packed(b"nps,when\n"), &b"more"[..]].concat();
    let zst = zstd::encode_all(&b"nps,when\n1,2026-01-01\n"[..], 3).expect("packed");
    let folder = folder(&[
        ("a-nul.csv", b"nps,wh\0en\n"),
        ("b-utf16.csv", b"\xff\xfen\0p\0s\0"),
        ("c-empty.csv", b"\n\n"),
        ("d-book.xlsx.csv", b"PK\x03\x04..."),
        ("e-cut.csv.gz.csv", &gz[..10]),
        ("f-1251.csv", b"nps,\xc4\xe0\xf2\xe0\n"),
        ("g-open.csv", b"nps,\"when\n1,2\n"),
        ("g-stray.csv", b"nps,\"when\n1,\"2\"\n"),
        ("h-twice.csv", b"nps,when,nps\n"),
        ("i-misspelt.csv", b"nsp,when\n"),
        ("j-else.csv", b"a,b\n"),
        ("k-broken.csv", &broken),
        ("k-more.csv", &more),
        ("k-zst-broken.csv", &zst[..zst.len() - 3]),
        ("k-zst-more.csv", &[&zst[..], b"more than that"].concat()),
    ]);
    fs::create_dir(folder.path().join("l")).expect("a folder");
    let faults = find(
        folder.path(),
        &["*.csv", "none-*.csv", "none.csv", "l", " ", "***"],
        [Some("nps"), Some("when"), None],
    )
    .expect_err("nothing is usable");
    let text = |problems: &[Problem]| -> Vec<String> {
        let home = folder.path().display().to_string();
        let folder = format!("{home}/");
        problems
            .iter()
            .map(|problem| {
                format!(
                    "{} [{}]",
                    problem.message.replace(&folder, ""),
                    problem.hints.join("; ").replace(&folder, "").replace(&home, "here")
                )
            })
            .collect()
    };
    assert_eq!(
        text(&faults.config),
        [
            "the path of a data file is empty []",
            "`***` is not a pattern: wildcards are either regular `*` or recursive `**` []",
            "no column `nps` in `i-misspelt.csv`, `j-else.csv` [did you mean `nsp`?]",
            "no column `when` in `b-utf16.csv`, `f-1251.csv`, `j-else.csv` [its columns are `nps`]",
        ]
    );
    assert_eq!(
        text(&faults.data),
        [
            "no file matches `none-*.csv` [it was looked for in the folder `here`; paths are relative to the folder of the config file]",
            "no file `none.csv` [it was looked for in the folder `here`; paths are relative to the folder of the config file]",
            "`a-nul.csv` is not a text file: it holds NUL bytes [save the answers as CSV in UTF-8]",
            "`c-empty.csv` is empty []",
            "`d-book.xlsx.csv` is a workbook or an archive, not a CSV file [a workbook that is whole is read as it is: copy or download it again, or save its sheet anew as XLSX or CSV]",
            "`e-cut.csv.gz.csv` ends in the middle of its gzip data [the file was cut short: copy or download it again]",
            "a quote in the header is never closed [close each quote, and write it twice (`\"\"`) if it belongs to the name]",
            "a quote in the header is not closed properly: text follows its closing quote [close each quote, and write it twice (`\"\"`) if it belongs to the name]",
            "the gzip data of `k-broken.csv` are damaged [copy or download the file again]",
            "`k-more.csv` cannot be read: something that is not gzip data follows its gzip data []",
            "`k-zst-broken.csv` ends in the middle of its zstd data [the file was cut short: copy or download it again]",
            "the zstd data of `k-zst-more.csv` are damaged [copy or download the file again]",
            "`l` is a folder [to read all CSV files in it, write `l/*.csv`]",
            "2 columns of `h-twice.csv` are named `nps` [give each column a name of its own]",
        ]
    );
}

/// The names of the files that the patterns find; a column `nps` is needed.
fn found(folder: &Path, patterns: &[&str]) -> Vec<String> {
    let inputs = find(folder, patterns, [Some("nps"), None, None]).expect("usable");
    (0..inputs.files.len()).map(|file| inputs.name(file)).collect()
}

/// How many rows all files have.
fn rows(inputs: &Inputs) -> usize {
    let (mut stream, mut chunk, mut rows) = (Stream::new(inputs, 1 << 10), Chunk::default(), Count(0));
    while stream.next_chunk(&mut chunk).expect("readable") {
        chunk.rows(inputs, &mut rows).expect("readable");
    }
    rows.0
}

/// The delimiter of a text file, and where its scores are.
fn layout(input: &Input) -> (u8, usize) {
    let Format::Text(Layout { delimiter, places, .. }) = &input.format else { panic!("a text file") };
    (*delimiter, places[0])
}

struct Count(usize);

impl Visitor for Count {
    fn row(&mut self, _: &impl Row, _: Spot) -> ControlFlow<()> {
        self.0 += 1;
        ControlFlow::Continue(())
    }
}

#[test]
fn what_stands_before_the_header_is_taken_off() {
    let gz = packed(b"\xef\xbb\xbf\"sep=|\"\nid|n,p;s\n");
    let folder = folder(&[
        ("a.csv", b"\xef\xbb\xbf\xef\xbb\xbfid,\"n,p;s\"\n"),
        ("b.csv", b"sep=;\r\nid,x;\"n,p;s\"\r\n"),
        ("c.csv", &gz),
    ]);
    let inputs = find(folder.path(), &["*.csv"], [Some("n,p;s"), None, None]).expect("usable");
    let layouts: Vec<_> = inputs.files.iter().map(layout).collect();
    assert_eq!(layouts, [(b',', 1), (b';', 1), (b'|', 1)]);
    assert_eq!(rows(&inputs), 0);
}

#[test]
fn members_of_gzip_data_are_read_one_after_another() {
    let folder = folder(&[("a.csv", &[packed(b"n"), packed(b""), packed(b"ps\n9\n")].concat())]);
    let inputs = find(folder.path(), &["a.csv"], [Some("nps"), None, None]).expect("usable");
    assert_eq!(rows(&inputs), 1);
}

#[test]
fn the_folder_of_the_config_is_no_pattern() {
    let outer = folder(&[]);
    let inner = outer.path().join("my[1]*");
    fs::create_dir(&inner).expect("a folder");
    for name in ["a.csv", "b[1].csv", "b1.csv", ".hidden.csv"] {
        fs::write(inner.join(name), "nps\n").expect("written");
    }
    assert_eq!(found(&inner, &["*.csv"]), ["a.csv", "b1.csv", "b[1].csv"]);
    assert_eq!(found(&inner, &["b[1].csv"]), ["b[1].csv"]);
    assert_eq!(found(&inner, &["[ab].csv", "../*/b?.csv", ".h*"]), ["b1.csv", ".hidden.csv", "a.csv"]);
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    use std::process::Command;

    use super::*;

    #[test]
    fn names_that_are_not_utf_8_are_found() {
        let outer = folder(&[]);
        let inner = outer.path().join(OsStr::from_bytes(b"caf\xe9"));
        fs::create_dir(&inner).expect("a folder");
        for name in [&b"\xe9t\xe9.csv"[..], b"a.csv", b".\xe9.csv"] {
            fs::write(inner.join(OsStr::from_bytes(name)), "nps\n").expect("written");
        }
        assert_eq!(found(&inner, &["*.csv"]), ["a.csv", "\u{fffd}t\u{fffd}.csv"]);
        assert_eq!(found(outer.path(), &["**/?t?.csv"]), ["\u{fffd}t\u{fffd}.csv"]);
    }

    #[test]
    fn links_in_circles_are_not_followed() {
        let folder = folder(&[("a.csv", b"nps\n")]);
        let below = folder.path().join("below");
        fs::create_dir(&below).expect("a folder");
        fs::write(below.join("b.csv"), "nps\n").expect("written");
        symlink("..", below.join("up")).expect("a link");
        symlink(folder.path(), below.join("top")).expect("a link");
        assert_eq!(found(folder.path(), &["**/**/*.csv"]), ["a.csv", "b.csv"]);
        assert_eq!(found(folder.path(), &["*/up/a.csv"]), ["a.csv"]);
    }

    #[test]
    fn a_pipe_is_refused_and_not_waited_for() {
        let folder = folder(&[]);
        let pipe = folder.path().join("pipe.csv");
        assert!(Command::new("mkfifo").arg(&pipe).status().expect("run").success());
        for patterns in [["pipe.csv"], ["*.csv"]] {
            let faults = find(folder.path(), &patterns, [Some("nps"), None, None]).expect_err("no file");
            assert!(faults.data[0].message.ends_with("it is a pipe or a device, not a file"));
        }
    }
}
