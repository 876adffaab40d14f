//! What a ZIP archive holds, before anything of it is read: which kind of workbook it is, and whether its parts unpack to what can
//! be read. An archive of a few KB may hold a part of many GB.

use std::fs::File;
use std::io::{BufReader, Read};

use zip::ZipArchive;

use super::fault::Fault;

/// How far a part may unpack, in bytes, and further where it is not packed more tightly than [`TIGHTEST`] times.
const LARGEST: u64 = 1 << 30;

/// How many times its size a part of a real workbook may unpack to. Sheets unpack to 10 or 20 times.
const TIGHTEST: u64 = 100;

/// The archive of a file.
pub(super) type Archive = ZipArchive<BufReader<File>>;

/// A kind of workbook that is an archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Xlsx,
    Xlsb,
    Ods,
}

/// Which kind of workbook this is, if it is one, by the names of its parts.
pub(super) fn kind(archive: &Archive) -> Option<Kind> {
    let names: Vec<String> = archive
        .file_names_raw()
        .map(|name| String::from_utf8_lossy(name).replace('\\', "/").to_ascii_lowercase())
        .collect();
    let has = |name: &str| names.iter().any(|other| other == name);
    if has("xl/workbook.bin") {
        Some(Kind::Xlsb)
    } else if has("[content_types].xml") && names.iter().any(|name| name.starts_with("xl/")) {
        Some(Kind::Xlsx)
    } else {
        (has("mimetype") && has("content.xml") && has("meta-inf/manifest.xml")).then_some(Kind::Ods)
    }
}

/// Makes sure that nothing in it is locked, or unpacks to more than can be read.
///
/// # Errors
/// When something does.
pub(super) fn check(archive: &mut Archive) -> Result<(), Fault> {
    for at in 0..archive.len() {
        let part = archive.by_index_raw(at)?;
        let name = String::from_utf8_lossy(part.name_raw()).into_owned();
        let (packed, declared) = (part.compressed_size(), part.size());
        // Pictures and the like are not looked at.
        let is_read = [".xml", ".bin", ".rels"].iter().any(|end| name.to_ascii_lowercase().ends_with(end));
        if !is_read {
            continue;
        }
        if part.encrypted() {
            return Err(Fault::Locked);
        }
        // One that says less than it unpacks to is not unpacked any further.
        if declared > LARGEST.max(packed.saturating_mul(TIGHTEST)) {
            return Err(Fault::TooTight { part: name, packed });
        }
    }
    Ok(())
}

/// Makes sure that an XLSX file does not ask for more memory than its texts can take: calamine makes room for as many texts as
/// are said to be there.
pub(super) fn check_texts(archive: &mut Archive) -> Result<(), Fault> {
    for at in 0..archive.len() {
        let part = archive.by_index(at)?;
        let name = String::from_utf8_lossy(part.name_raw()).to_ascii_lowercase();
        if !name.ends_with("sharedstrings.xml") {
            continue;
        }
        let size = part.size().max(1);
        let mut start = Vec::new();
        part.take(4 << 10).read_to_end(&mut start)?;
        let start = String::from_utf8_lossy(&start);
        let said = start.split_once("uniqueCount=").map_or("", |(_, rest)| rest);
        let said: String = said.chars().skip(1).take_while(char::is_ascii_digit).take(20).collect();
        // The shortest text is written `<si/>`.
        if !said.is_empty() && !said.parse().is_ok_and(|said: u64| said <= size / 4) {
            return Err(Fault::damaged("it says that it has more texts than it can have"));
        }
    }
    Ok(())
}
