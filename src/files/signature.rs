//! What a file is that is no CSV text, by the bytes that it starts with.

use std::path::Path;

use crate::error::Problem;

const DAMAGED: &str = "a workbook that is whole is read as it is: copy or download it again, or save its sheet anew as XLSX or CSV";
const SAVE_ANSWERS: &str = "save the answers as CSV in UTF-8";
const SAVE_EITHER: &str = "write the answers as CSV in UTF-8, or as Parquet";
const UNPACK_ARCHIVE: &str = "unpack it, and name the file that was in it";
const UNPACK: &str = "unpack it, or pack the CSV file by gzip instead";

/// First bytes, what starts with them, and what to do about it.
const SIGNATURES: [(&[u8], &str, &str); 17] = [
    (b"\xd0\xcf\x11\xe0", "a workbook", DAMAGED),
    (b"\x28\xb5\x2f\xfd", "zstd data", UNPACK),
    (b"\xfd7zXZ\0", "xz data", UNPACK),
    (b"\x04\x22\x4d\x18", "lz4 data", UNPACK),
    (b"\x1f\x9d", "data of `compress`", UNPACK),
    (b"\xff\x06\0\0sNaPpY", "snappy data", UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", UNPACK_ARCHIVE),
    (b"Rar!\x1a\x07", "a RAR archive", UNPACK_ARCHIVE),
    (b"PAR1", "a Parquet file", "unpack it: Parquet files are read as they are, compressed within"),
    (b"ORC", "an ORC file", SAVE_EITHER),
    (b"Obj\x01", "an Avro file", SAVE_EITHER),
    (b"ARROW1", "an Arrow file", SAVE_EITHER),
    (b"SQLite format 3\0", "a database", SAVE_EITHER),
    (b"%PDF-", "a PDF", SAVE_ANSWERS),
    (b"{\\rtf", "a text document", SAVE_ANSWERS),
    (b"{\"", "JSON", SAVE_EITHER),
    (b"[{", "JSON", SAVE_EITHER),
];

/// How a ZIP archive starts.
const ZIP: &[u8] = b"PK\x03\x04";

/// What the first entry of a workbook is called, which is a ZIP archive too.
const OF_WORKBOOKS: [&[u8]; 5] = [b"[Content_Types].xml", b"_rels/", b"docProps/", b"xl/", b"mimetype"];

/// What a file is that is no text, judged by its first bytes, unpacked where gzip packed it; nothing when it may be text.
#[must_use]
pub fn not_text(path: &Path, start: &[u8], is_packed: bool) -> Option<Problem> {
    let name = path.display();
    let problem = if let Some((what, hint)) = known(start) {
        let verb = if is_packed { "holds" } else { "is" };
        let hint =
            if is_packed && hint == DAMAGED { "unpack it: workbooks are read as they are" } else { hint };
        Problem::new(format!("`{name}` {verb} {what}, not a CSV file")).hint(hint)
    } else if start.starts_with(b"\x1f\x8b") {
        Problem::new(format!("`{name}` is packed by gzip twice"))
            .hint("unpack it once, as with `gunzip`; a file that is packed once is read as it is")
    } else if is_utf_16(start) {
        Problem::new(format!("`{name}` is in UTF-16")).hint("save it as CSV in UTF-8")
    } else if memchr::memchr(0, start).is_some() {
        Problem::new(format!("`{name}` is not a text file: it holds NUL bytes")).hint(SAVE_ANSWERS)
    } else {
        return None;
    };
    Some(problem.in_file(path))
}

/// Whether this is the start of something that is no text, whatever bytes follow.
#[must_use]
pub fn is_no_text(start: &[u8]) -> bool {
    known(start).is_some() || start.starts_with(b"\x1f\x8b")
}

/// What this is the start of, and what to do about it.
fn known(start: &[u8]) -> Option<(&'static str, &'static str)> {
    if start.starts_with(ZIP) {
        return Some(zipped(start));
    }
    // The level of compression stands between the two.
    if start.starts_with(b"BZh") && start.get(4..10) == Some(b"1AY&SY") {
        return Some(("bzip2 data", UNPACK));
    }
    if start.get(257..265).is_some_and(|mark| mark.starts_with(b"ustar\0") || mark == b"ustar  \0") {
        return Some(("a tar archive", UNPACK_ARCHIVE));
    }
    let tag = start.trim_ascii_start();
    let is_tag = |name: &[u8]| tag.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
    if is_tag(b"<!doctype html") || is_tag(b"<html") {
        let hint = "open it in a browser to see why: it may say that you have to sign in to get the answers";
        return Some(("a web page", hint));
    }
    if is_tag(b"<?xml") {
        return Some(("XML", SAVE_ANSWERS));
    }
    let found = SIGNATURES.iter().find(|(signature, ..)| start.starts_with(signature));
    found.map(|(_, what, hint)| (*what, *hint))
}

/// What a ZIP archive is, by the name of its first entry.
fn zipped(start: &[u8]) -> (&'static str, &'static str) {
    let entry = || {
        let length = u16::from_le_bytes(start.get(26..28)?.try_into().ok()?);
        start.get(30..)?.get(..usize::from(length)).filter(|name| !name.is_empty())
    };
    match entry() {
        Some(name) if OF_WORKBOOKS.iter().any(|known| name.starts_with(known)) => ("a workbook", DAMAGED),
        Some(_) => ("a ZIP archive", UNPACK_ARCHIVE),
        None => ("a workbook or an archive", DAMAGED),
    }
}

/// Whether this is text in units of two bytes, with a mark that says so or without: every second byte of its first
/// letters is then zero.
fn is_utf_16(start: &[u8]) -> bool {
    let has_mark = start.starts_with(b"\xff\xfe") || start.starts_with(b"\xfe\xff");
    has_mark
        || start
            .first_chunk()
            .map(|first: &[u8; 4]| first.map(|byte| byte == 0))
            .is_some_and(|zero| zero == [true, false, true, false] || zero == [false, true, false, true])
}

/// What encoding a text that is not UTF-8 seems to be in; none where nothing can be said. Letters beyond ASCII that stand
/// alone among others are of Western Europe; of those that form words, small ones are most.
#[must_use]
pub fn encoding(bytes: &[u8]) -> Option<&'static str> {
    if is_utf_16(bytes) {
        return Some("UTF-16");
    }
    let of = |ranges: &[std::ops::RangeInclusive<u8>]| {
        bytes.iter().filter(|byte| ranges.iter().any(|range| range.contains(byte))).count()
    };
    let beyond = of(&[0x80..=0xff]);
    let in_words = bytes.windows(2).filter(|pair| pair.iter().all(|byte| *byte >= 0x80)).count();
    if in_words * 2 < beyond {
        return Some("Windows-1252");
    }
    let small = [
        (of(&[0xe0..=0xff]), "Windows-1251"),
        (of(&[0xc0..=0xdf]), "KOI8-R"),
        (of(&[0xa0..=0xaf, 0xe0..=0xef]), "code page 866"),
    ];
    small
        .into_iter()
        .filter(|(letters, _)| *letters > 0)
        .max_by_key(|(letters, _)| *letters)
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_is_named() {
        let zip = |name: &str| {
            let mut bytes = [&b"PK\x03\x04"[..], &[0; 26], name.as_bytes(), b"..."].concat();
            bytes[26] = u8::try_from(name.len()).expect("short");
            bytes
        };
        let tar = [&[b'a'; 257][..], b"ustar\x0000"].concat();
        let cases: [(&[u8], &str); 22] = [
            (&zip("[Content_Types].xml"), "is a workbook, not a CSV file"),
            (&zip("mimetype"), "is a workbook, not a CSV file"),
            (&zip("answers.csv"), "is a ZIP archive, not a CSV file"),
            (b"PK\x03\x04", "is a workbook or an archive, not a CSV file"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1", "is a workbook, not a CSV file"),
            (b"\x28\xb5\x2f\xfd\x04", "is zstd data, not a CSV file"),
            (b"BZh91AY&SY", "is bzip2 data, not a CSV file"),
            (b"\xfd7zXZ\0\0", "is xz data, not a CSV file"),
            (b"7z\xbc\xaf\x27\x1c", "is a 7z archive, not a CSV file"),
            (b"Rar!\x1a\x07\x01", "is a RAR archive, not a CSV file"),
            (&tar, "is a tar archive, not a CSV file"),
            (b"\r\n<!DOCTYPE HTML>", "is a web page, not a CSV file"),
            (b"<html lang=ru>", "is a web page, not a CSV file"),
            (b"<?xml version", "is XML, not a CSV file"),
            (b"%PDF-1.7", "is a PDF, not a CSV file"),
            (b"SQLite format 3\0", "is a database, not a CSV file"),
            (b"{\"nps\": 9}", "is JSON, not a CSV file"),
            (b"\xff\xfen\0", "is in UTF-16"),
            (b"n\0p\0s\0", "is in UTF-16"),
            (b"\0n\0p\0s", "is in UTF-16"),
            (b"\x1f\x8b\x08", "is packed by gzip twice"),
            (b"nps,wh\0en", "is not a text file: it holds NUL bytes"),
        ];
        for (start, expected) in cases {
            let problem = not_text(Path::new("a.csv"), start, false).expect("no text");
            assert_eq!(problem.message, format!("`a.csv` {expected}"));
            assert!(!problem.hints.is_empty());
        }
        let packed = not_text(Path::new("a.csv.gz"), b"PAR1", true).expect("no text");
        assert_eq!(packed.message, "`a.csv.gz` holds a Parquet file, not a CSV file");
        for text in ["", "nps,day", "BZh9,day", "\u{438},\u{434}", "{x},y", "ORAL,x"] {
            assert_eq!(not_text(Path::new("a.csv"), text.as_bytes(), false), None, "{text}");
        }
    }

    /// Bytes by iconv.
    #[test]
    fn an_encoding_is_known_by_its_small_letters() {
        for (bytes, name) in [
            (&b"title: \xce\xef\xf0\xee\xf1 \xea\xeb\xe8\xe5\xed\xf2\xee\xe2"[..], "Windows-1251"),
            (b"title: \xef\xd0\xd2\xcf\xd3 \xcb\xcc\xc9\xc5\xce\xd4\xcf\xd7", "KOI8-R"),
            (b"title: \x8e\xaf\xe0\xae\xe1 \xaa\xab\xa8\xa5\xad\xe2\xae\xa2", "code page 866"),
            (b"title: Z\xfcrich, K\xf6ln", "Windows-1252"),
            (b"\xff\xfet\0i\0", "UTF-16"),
        ] {
            assert_eq!(encoding(bytes), Some(name));
        }
        assert_eq!(encoding(b"title"), None);
    }
}
