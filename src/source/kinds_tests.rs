//! Files that are no text tables, damaged: they are read or refused, and never do more.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::ops::ControlFlow;
use std::path::Path;

use proptest::prelude::{any, proptest};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::*;
use crate::config::Named;

/// Counts rows, and looks at all of their cells.
struct Looking(u64);

impl Visitor for Looking {
    fn row(&mut self, row: &impl Row, _: Spot) -> ControlFlow<()> {
        self.0 += 1;
        let _ = (row.is_blank(), row.cell(0).text(), row.cell(1).text(), row.cell(2).is_blank());
        ControlFlow::Continue(())
    }
}

/// How many rows a file has, or what is wrong with it.
fn rows_of(folder: &Path, columns: [&str; 2]) -> Result<u64, String> {
    let needed = columns.map(|column| Needed { is_optional: false, may_lack: false, ..Needed::any(column) });
    let files = vec![Named { value: "a.data".to_owned(), place: None }];
    let source = Source { folder: folder.to_owned(), files, ..Config::default().source };
    let told = |problem: &Problem| problem.message.replace(&format!("{}/", folder.display()), "");
    let inputs = inputs(&source, &needed).map_err(|faults| {
        faults.config.iter().chain(&faults.data).map(told).collect::<Vec<_>>().join("; ")
    })?;
    let (mut stream, mut chunk) = (Stream::new(&inputs, 1 << 10), Chunk::default());
    let mut looking = Looking(0);
    while stream.next_chunk(&mut chunk).map_err(|failure| told(&failure.problem))? {
        chunk.rows(&inputs, &mut looking).map_err(|failure| told(&failure.problem))?;
    }
    Ok(looking.0)
}

fn rows(bytes: &[u8], columns: [&str; 2]) -> Result<u64, String> {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.data"), bytes).expect("written");
    rows_of(folder.path(), columns)
}

macro_rules! fixture {
    ($name:literal) => {
        (include_bytes!(concat!("../../tests/kinds/", $name))).as_slice()
    };
}

const WORKBOOKS: [&[u8]; 7] = [
    fixture!("openpyxl.xlsx"),
    fixture!("xlsxwriter.xlsx"),
    fixture!("xlsxwriter-1904.xlsx"),
    fixture!("pandas.xlsx"),
    fixture!("libreoffice.ods"),
    fixture!("spec.xlsb"),
    fixture!("libreoffice.xls"),
];

/// The same archive with its parts as they are made to be.
fn repacked(bytes: &[u8], mut made: impl FnMut(&str, &mut Vec<u8>)) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let (name, mut contents) = (part.name().expect("a name").into_owned(), Vec::new());
        part.read_to_end(&mut contents).expect("unpacked");
        drop(part);
        made(&name, &mut contents);
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        out.start_file(name, options).expect("started");
        out.write_all(&contents).expect("written");
    }
    out.finish().expect("finished").into_inner()
}

#[test]
fn whole_ones_have_all_rows() {
    for workbook in WORKBOOKS {
        assert_eq!(rows(workbook, ["nps", "day"]), Ok(150));
    }
    for spss in [fixture!("packed.sav"), fixture!("packed.zsav"), fixture!("missing.sav")] {
        assert_eq!(rows(spss, ["nps", "day"]), Ok(150));
    }
}

proptest! {
    #[test]
    fn a_damaged_workbook_is_read_or_refused(
        which in 0..WORKBOOKS.len(),
        damage in proptest::collection::vec((any::<usize>(), any::<u8>()), 0..20),
        kept in proptest::option::of(any::<usize>()),
    ) {
        let mut bytes = WORKBOOKS[which].to_vec();
        for (at, byte) in damage {
            let at = at % bytes.len();
            bytes[at] = byte;
        }
        bytes.truncate(kept.map_or(bytes.len(), |kept| kept % bytes.len()));
        let _ = rows(&bytes, ["nps", "day"]);
    }

    /// What checksums of the archive would find.
    #[test]
    fn a_workbook_with_damaged_parts_is_read_or_refused(
        which in 0..6_usize,
        damage in proptest::collection::vec((any::<u8>(), any::<usize>(), any::<u8>()), 1..20),
        cut in proptest::option::of((any::<u8>(), any::<usize>())),
    ) {
        let mut number = 0_u8;
        let bytes = repacked(WORKBOOKS[which], |name, part| {
            number += 1;
            if !part.is_empty() && (name.ends_with("xml") || name.ends_with("bin")) {
                for (of, at, byte) in &damage {
                    if of % 12 == number % 12 {
                        let at = at % part.len();
                        part[at] = *byte;
                    }
                }
                if let Some((of, kept)) = cut && of % 12 == number % 12 {
                    part.truncate(kept % part.len());
                }
            }
        });
        let _ = rows(&bytes, ["nps", "day"]);
    }

    #[test]
    fn a_damaged_spss_file_is_read_or_refused(
        is_zlib: bool,
        damage in proptest::collection::vec((any::<usize>(), any::<u8>()), 1..20),
        kept in proptest::option::of(any::<usize>()),
    ) {
        let mut bytes = if is_zlib { fixture!("packed.zsav") } else { fixture!("packed.sav") }.to_vec();
        // Most of what can go wrong stands before the rows.
        let length = bytes.len().min(3_000);
        for (at, byte) in damage {
            bytes[at % length] = byte;
        }
        bytes.truncate(kept.map_or(bytes.len(), |kept| kept % bytes.len()));
        let _ = rows(&bytes, ["nps", "day"]);
    }

    #[test]
    fn damaged_json_is_read_or_refused(
        damage in proptest::collection::vec((any::<usize>(), any::<u8>()), 0..9),
        kept in proptest::option::of(any::<usize>()),
    ) {
        let line = |at: usize| format!("{{\"id\": {at}, \"a\": {{\"nps\": {}}}, \"l\": [1, \"x\\\"\"]}}\n", at % 11);
        let mut bytes = (0..300).map(line).collect::<String>().into_bytes();
        for (at, byte) in damage {
            let at = at % bytes.len();
            bytes[at] = byte;
        }
        bytes.truncate(kept.map_or(bytes.len(), |kept| kept % bytes.len()));
        let _ = rows(&bytes, ["a.nps", "id"]);
    }
}

#[test]
fn a_workbook_that_asks_for_the_impossible_is_refused() {
    let replaced = |bytes: &[u8], of: &str, from: &str, to: &str| {
        let mut is_done = false;
        let made = repacked(bytes, |name, part| {
            if name == of {
                let text = String::from_utf8(part.clone()).expect("text");
                is_done |= text.contains(from);
                *part = text.replacen(from, to, 1).into_bytes();
            }
        });
        assert!(is_done, "{from}");
        made
    };
    let [openpyxl, xlsxwriter, _, _, ods, _, xls] = WORKBOOKS;
    let cannot = "the workbook `a.data` cannot be read: ";
    let texts = replaced(xlsxwriter, "xl/sharedStrings.xml", "uniqueCount=\"", "uniqueCount=\"999999999999");
    assert_eq!(
        rows(&texts, ["nps", "day"]),
        Err(format!("{cannot}it says that it has more texts than it can have"))
    );
    let far = replaced(openpyxl, "xl/worksheets/sheet1.xml", "r=\"C3\"", "r=\"C3000000\"");
    let beyond = "a cell in it is beyond the last row or column of any sheet";
    assert_eq!(rows(&far, ["nps", "day"]), Err(format!("{cannot}{beyond}")));
    let open = replaced(ods, "content.xml", "</table:table>", "");
    assert!(rows(&open, ["nps", "day"]).is_err_and(|told| told.starts_with(cannot)));
    let many = replaced(
        ods,
        "content.xml",
        "<table:table-row ",
        "<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell office:value-type=\"float\" office:value=\"1\" \
         table:number-columns-repeated=\"16384\"/></table:table-row><table:table-row ",
    );
    assert_eq!(
        rows(&many, ["nps", "day"]),
        Err("the workbook `a.data` is too large to be read as ODS".to_owned())
    );
    let locked = replaced(
        ods,
        "META-INF/manifest.xml",
        "</manifest:manifest>",
        "<manifest:encryption-data/></manifest:manifest>",
    );
    assert_eq!(
        rows(&locked, ["nps", "day"]),
        Err("the workbook `a.data` is protected with a password".to_owned())
    );
    // The record that says how large the sheet is.
    let at = xls.windows(4).position(|bytes| bytes == [0, 2, 14, 0]).expect("there");
    let mut large = xls.to_vec();
    large[at + 8..at + 12].fill(0xee);
    assert_eq!(rows(&large, ["nps", "day"]), Err(format!("{cannot}a sheet in it is larger than any")));
}

#[test]
fn a_part_that_unpacks_to_too_much_is_told_as_that_even_if_it_says_otherwise() {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    out.start_file("[Content_Types].xml", packed).expect("started");
    out.start_file("xl/worksheets/sheet1.xml", packed.large_file(true)).expect("started");
    let zeros = vec![b' '; 1 << 20];
    for _ in 0..1100 {
        out.write_all(&zeros).expect("written");
    }
    let bomb = out.finish().expect("finished").into_inner();
    assert!(bomb.len() < 4 << 20);
    let told = rows(&bomb, ["nps", "day"]).expect_err("refused");
    assert!(
        told.starts_with("the workbook `a.data` is no real one: its part `xl/worksheets/sheet1.xml` of"),
        "{told}"
    );
    // The size as the list at the end of the archive has it.
    let size = (1100_u32 << 20).to_le_bytes();
    let mut liar = bomb.clone();
    let at = liar.windows(4).rposition(|bytes| bytes == size).expect("there");
    liar[at..at + 4].copy_from_slice(&1000_u32.to_le_bytes());
    let told = rows(&liar, ["nps", "day"]).expect_err("refused");
    assert!(told.starts_with("the workbook `a.data` cannot be read: "), "{told}");
}

#[test]
fn json_is_read_whatever_parts_its_objects() {
    let two = |text: &str| rows(text.as_bytes(), ["a", "b.c"]);
    for text in [
        "{\"a\":1,\"b\":{\"c\":2}}\n{\"a\":1}\n",
        " [ {\"a\":1,\"b\":{\"c\":2}} ,\n{} ] \n",
        "{\"a\":1,\"b\":{\"c\":2}}{\"a\":1}",
        "\u{feff}{\"a\":\"}\\\"{\",\"b\":{\"c\":[1,\"]\"]}}\r\n\r\n{\"a\":1}",
        "[{\"a\":1,\"b.c\":2},{\"b\":{\"c\":null,\"d\":[{}]}}]",
    ] {
        assert_eq!(two(text), Ok(2), "{text}");
    }
    // A column that few have is found, however far on.
    let far = "{\"a\":1}\n".repeat(100_000) + "{\"b\":{\"c\":2}}\n";
    assert_eq!(two(&far), Ok(100_001));
    assert_eq!(
        rows(b"[]", ["a", "b"]),
        Err("no column `a` in a.data; no column `b` in a.data".replace("a.data", "`a.data`"))
    );
}

#[test]
fn what_is_wrong_with_json_is_told_with_its_line() {
    let first = "{\"a\":1,\"b\":{\"c\":2}}\n";
    for (rest, told) in [
        ("{\"a\":1\n", "the object that begins on line 2 is never closed: the file was cut short"),
        ("\nx", "line 3: `x` stands where an object `{…}` should be"),
        ("{\"a\":1,\"a\":2}", "line 2: `a` is there twice in one object"),
        ("{\"b\":{\"c\":1},\"b.c\":2}", "line 2: `b.c` is there twice in one object"),
        ("{\n\"a\":{\"x\":1}}", "line 3: `a` is an object here, not a value: name a key within it"),
        ("{}\n{\"a\":[1,[2]]}", "line 3: `a` is a list of objects or lists, not of values"),
        ("{\"a\":tru}", "line 2: expected ident"),
        ("{\"a\":1,}", "line 2: trailing comma"),
    ] {
        assert_eq!(rows(format!("{first}{rest}").as_bytes(), ["a", "b.c"]), Err(told.to_owned()), "{rest}");
    }
    for (text, told) in [
        (
            "[{\"a\":1,\"b\":{\"c\":2}}",
            "the array is not closed on line 1, the last one: the file was cut short",
        ),
        ("[{\"a\":1,\"b\":{\"c\":2}}{}]", "line 1: `{` stands where `,` or `]` should be"),
        ("[{\"a\":1,\"b\":{\"c\":2}}]\n{}", "line 2: `{` stands where nothing should be after the array"),
    ] {
        assert_eq!(rows(text.as_bytes(), ["a", "b.c"]), Err(told.to_owned()), "{text}");
    }
}
