//! Which rows of a sheet are hidden, by a filter or by hand, which calamine does not tell. Of XLSX and ODS, whose parts are XML, only the
//! tags of rows are looked at, and of XLSB and XLS the records of rows; what is unusual in a file is passed over, as nothing but a
//! warning depends on it.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::ops::{ControlFlow, Range};
use std::path::Path;

use memchr::{memchr, memmem};
use zip::ZipArchive;

use super::archive::{Archive, Kind};
use super::ole;

/// How much is read at once, and how long a tag may be.
const BLOCK: usize = 64 << 10;

/// The hidden rows of the sheet of that number, counted from 0, as ranges.
pub(super) fn rows(path: &Path, kind: Option<Kind>, sheet: usize) -> Vec<Range<u32>> {
    let Some(kind) = kind else {
        let mut bytes = Vec::new();
        let read = File::open(path).map(|file| file.take(ole::LARGEST).read_to_end(&mut bytes));
        return if read.is_ok() { ole::hidden_rows(&bytes, sheet) } else { Vec::new() };
    };
    let archive = File::open(path).ok().and_then(|file| ZipArchive::new(BufReader::new(file)).ok());
    archive.and_then(|mut archive| hidden(&mut archive, kind, sheet)).unwrap_or_default()
}

fn hidden(archive: &mut Archive, kind: Kind, sheet: usize) -> Option<Vec<Range<u32>>> {
    let mut found = Vec::new();
    let mut next = 0;
    match kind {
        Kind::Xlsx => {
            let part = part_of(archive, sheet)?;
            tags(archive.by_name(&part).ok()?, "<row", &mut |tag| {
                if !is(tag, "<row") {
                    return;
                }
                let row = attribute(tag, " r=").and_then(|number| number.parse::<u32>().ok());
                let row = row.map_or(next, |number| number.saturating_sub(1));
                next = row.saturating_add(1);
                let is_hidden = matches!(attribute(tag, " hidden="), Some("1" | "true"));
                found.extend(is_hidden.then_some(row..next));
            })?;
        }
        Kind::Ods => {
            let mut tables = 0;
            tags(archive.by_name("content.xml").ok()?, "<table:table", &mut |tag| {
                if is(tag, "<table:table") {
                    (tables, next) = (tables + 1, 0);
                } else if is(tag, "<table:table-row") && tables == sheet + 1 {
                    let times = attribute(tag, ":number-rows-repeated=").and_then(|times| times.parse().ok());
                    let end = next + times.unwrap_or(1_u32).min(u32::MAX - next);
                    let is_hidden = matches!(attribute(tag, ":visibility="), Some("collapse" | "filter"));
                    found.extend(is_hidden.then_some(next..end));
                    next = end;
                }
            })?;
        }
        Kind::Xlsb => {
            const ROW: u16 = 0x00;
            const END_OF_ROWS: u16 = 0x92;
            let part = binary_part_of(archive, sheet)?;
            records(archive.by_name(&part).ok()?, &mut |kind, record| {
                // After the row its format and its height stand 8 bytes, then what is so of it.
                let is_hidden = kind == ROW && record.get(11).is_some_and(|flags| flags & 0x10 != 0);
                let row = record.first_chunk().map(|row| u32::from_le_bytes(*row)).filter(|_| is_hidden);
                found.extend(row.map(|row| row..row.saturating_add(1)));
                if kind == END_OF_ROWS { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            })?;
        }
    }
    Some(found)
}

/// The part of an XLSX file that a sheet is in.
fn part_of(archive: &mut Archive, sheet: usize) -> Option<String> {
    let mut sheets = Vec::new();
    tags(archive.by_name("xl/workbook.xml").ok()?, "<sheet ", &mut |tag| {
        sheets.push(attribute(tag, ":id=").map(str::to_owned));
    })?;
    let id = sheets.into_iter().nth(sheet)??;
    target_of(archive, "xl/_rels/workbook.xml.rels", &id)
}

/// The part that an id stands for.
fn target_of(archive: &mut Archive, ids: &str, id: &str) -> Option<String> {
    let mut target = None;
    tags(archive.by_name(ids).ok()?, "<Relationship ", &mut |tag| {
        if attribute(tag, " Id=") == Some(id) {
            target = attribute(tag, " Target=").map(str::to_owned);
        }
    })?;
    let target = target?;
    Some(target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned))
}

/// The part of an XLSB file that a sheet is in.
fn binary_part_of(archive: &mut Archive, sheet: usize) -> Option<String> {
    const SHEET: u16 = 0x9C;
    const NO_PART: u32 = u32::MAX;
    let mut ids = Vec::new();
    records(archive.by_name("xl/workbook.bin").ok()?, &mut |kind, record| {
        let length = record.get(8..).and_then(<[u8]>::first_chunk).map(|length| u32::from_le_bytes(*length));
        if let Some(length) = length.filter(|length| kind == SHEET && *length != NO_PART) {
            let units = record.get(12..).unwrap_or_default().as_chunks().0.iter().take(length as usize);
            let units: Vec<u16> = units.map(|unit| u16::from_le_bytes(*unit)).collect();
            ids.push(String::from_utf16_lossy(&units));
        }
        ControlFlow::Continue(())
    })?;
    let id = ids.into_iter().nth(sheet)?;
    target_of(archive, "xl/_rels/workbook.bin.rels", &id)
}

/// Gives each record of a binary part, what it is and its bytes, until no more are wanted; nothing where the part cannot be read. Of a
/// long one the first bytes are enough.
fn records(part: impl Read, look: &mut dyn FnMut(u16, &[u8]) -> ControlFlow<()>) -> Option<()> {
    let mut part = BufReader::new(part);
    let mut record = Vec::new();
    loop {
        // A number in bytes of 7 bits, the lowest first, as long as the highest bit is set.
        let mut number = |most: u32| {
            let (mut value, mut byte) = (0_u32, [0]);
            for at in 0..most {
                part.read_exact(&mut byte).ok()?;
                value |= u32::from(byte[0] & 0x7F) << (7 * at);
                if byte[0] & 0x80 == 0 {
                    break;
                }
            }
            Some(value)
        };
        let Some(kind) = number(2) else { return Some(()) };
        let length = u64::from(number(4)?);
        record.clear();
        part.by_ref().take(length.min(BLOCK as u64)).read_to_end(&mut record).ok()?;
        let rest = length - (record.len() as u64).min(length);
        io::copy(&mut part.by_ref().take(rest), &mut io::sink()).ok()?;
        if look(u16::try_from(kind).ok()?, &record).is_break() {
            return Some(());
        }
    }
}

/// Whether it is the tag of that element, and not of one whose name goes on.
fn is(tag: &str, start: &str) -> bool {
    tag.strip_prefix(start)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', ' ', '\t', '\n', '\r']))
}

/// What an attribute says, where the tag has it; the name comes with what stands before it.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, value) = tag.split_once(name)?;
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    value.get(1..)?.split(quote).next()
}

/// Gives each tag that starts so, in order; nothing where the part cannot be read.
fn tags(mut part: impl Read, start: &str, look: &mut dyn FnMut(&str)) -> Option<()> {
    let finder = memmem::Finder::new(start);
    let mut text = Vec::new();
    loop {
        let read = part.by_ref().take(BLOCK as u64).read_to_end(&mut text).ok()?;
        let mut from = 0;
        while let Some(at) = finder.find(text.get(from..)?) {
            let tag = text.get(from + at..)?;
            from += at;
            let Some(length) = memchr(b'>', tag) else { break };
            look(str::from_utf8(tag.get(..length)?).unwrap_or_default());
            from += length;
        }
        if read == 0 {
            return Some(());
        }
        // What may be the start of a tag stays, unless it is too long for one.
        let is_begun = text.get(from..)?.starts_with(start.as_bytes()) && text.len() - from < BLOCK;
        let keep = if is_begun { text.len() - from } else { (text.len() - from).min(start.len() - 1) };
        text.drain(..text.len() - keep);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_found_wherever_blocks_end() {
        let text = format!("<row r=\"1\">{}<row r='2' hidden='1'/>", "x".repeat(BLOCK - 13));
        for cut in 0..30 {
            let text = format!("{}{text}<row", " ".repeat(cut));
            let mut found = Vec::new();
            tags(text.as_bytes(), "<row", &mut |tag| found.push(tag.to_owned())).expect("read");
            assert_eq!(found, ["<row r=\"1\"", "<row r='2' hidden='1'/"], "{cut}");
        }
    }

    #[test]
    fn attributes_are_read_in_either_quotes() {
        assert_eq!(attribute("<row r=\"7\" hidden='1'", " hidden="), Some("1"));
        assert_eq!(attribute("<row r=\"7\" spans=\"1:2\"", " hidden="), None);
        assert_eq!(attribute("<row r=7", " r="), None);
        assert!(is("<row", "<row") && is("<row r='1'", "<row") && is("<row/", "<row"));
        assert!(!is("<rowBreaks count='1'", "<row") && !is("</row", "<row"));
    }
}
