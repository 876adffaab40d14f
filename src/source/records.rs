//! Bytes into records and cells, exactly as the `csv` crate splits them: a quote opens only at the start of a
//! cell, inside quotes a doubled quote stands for one, elsewhere a quote is an ordinary character; CR, LF and
//! CRLF all end a record, and an empty line is no record.
//!
//! Three things go beyond it. Empty cells beyond those of the header are not counted, as many programs end their rows with
//! delimiters; cells that are missing at the end are empty, as spreadsheets leave them out. And a quoted cell of several lines that goes on after its closing quote is refused,
//! not read: a stray quote has then swallowed the rows up to the next one.
//!
//! This is the innermost loop, so that only cells that are asked for are looked at; a property test holds it
//! to the `csv` crate. What a cell means is not known here.

use std::borrow::Cow;
use std::hash::Hasher;
use std::ops::Range;

use memchr::{memchr, memchr2, memrchr2};

use super::quotes::unquoted;
use super::row::{Cell, Row};
use crate::survey::Encoding;

/// How the records of a text file are laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Layout {
    /// Byte between cells.
    pub(super) delimiter: u8,
    /// Cells of a record.
    pub(super) width: usize,
    /// Where the needed ones are.
    pub(super) places: Vec<usize>,
    /// What the bytes are in, which keeps to ASCII.
    pub(super) encoding: Encoding,
    /// Whether records are compared with those of files in other encodings.
    pub(super) is_of_several: bool,
}

/// The rows of a stretch of bytes that starts at the start of a record.
#[derive(Debug)]
pub(super) struct Rows<'a> {
    rest: &'a [u8],
    layout: &'a Layout,
    ends: Vec<u32>,
}

impl<'a> Rows<'a> {
    /// The rows of these bytes.
    pub(super) fn new(bytes: &'a [u8], layout: &'a Layout) -> Self {
        Self { rest: bytes, layout, ends: Vec::with_capacity(layout.width + 1) }
    }

    /// The bytes that are still to be split.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// The next row, if there is one.
    #[expect(
        clippy::inline_always,
        reason = "the innermost loop: whether it is a call must not hang on who else calls it"
    )]
    #[inline(always)]
    pub(super) fn next(&mut self) -> Option<Record<'_>> {
        let (bytes, after) = split(self.rest, self.layout.delimiter, &mut self.ends)?;
        self.rest = after;
        Some(Record { bytes, ends: &self.ends, layout: self.layout, is_line: false })
    }
}

/// A record, and where in the bytes its cells end, after one [`BEFORE`] it.
pub(super) struct Record<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) ends: &'a [u32],
    pub(super) layout: &'a Layout,
    /// Whether its last cell goes up to the LF of a CRLF.
    pub(super) is_line: bool,
}

/// Where a cell before the first byte would have ended.
pub(super) const BEFORE: u32 = u32::MAX;

impl Record<'_> {
    #[inline]
    fn at(&self, column: usize) -> Cell<'_> {
        Cell::written(self.text(column), self.layout.encoding)
    }

    #[inline]
    fn text(&self, column: usize) -> &[u8] {
        let text = cell(self.bytes, self.ends, column);
        let is_last = self.is_line && column + 1 == self.columns();
        if is_last { text.strip_suffix(b"\r").unwrap_or(text) } else { text }
    }

    fn columns(&self) -> usize {
        self.ends.len() - 1
    }

    /// Whether one of the cells beyond those of the header holds anything. Out of the way of the loop, as most records have
    /// no such cells.
    #[cold]
    fn goes_on(&self) -> bool {
        (self.layout.width..self.columns()).any(|column| !self.at(column).is_blank())
    }
}

impl Row for Record<'_> {
    #[inline]
    fn is_ragged(&self) -> bool {
        self.columns() > self.layout.width && self.goes_on()
    }

    #[inline]
    fn is_short(&self) -> bool {
        self.columns() < self.layout.width
    }

    fn is_blank(&self) -> bool {
        (0..self.columns()).all(|column| self.at(column).is_blank())
    }

    fn write_cells(&self, order: Option<&[usize]>, to: &mut impl Hasher) -> bool {
        let mut blank = 0;
        let mut write = |column| {
            let encoding = if self.layout.is_of_several { self.layout.encoding } else { Encoding::UTF_8 };
            let text = Cell::written(self.text(column), encoding).text();
            let text = text.trim_ascii();
            if text.is_empty() {
                blank += 1;
                return;
            }
            to.write_usize(blank);
            to.write(text);
            blank = 1;
        };
        match order {
            None => (0..self.columns()).for_each(write),
            Some(order) => order.iter().for_each(|column| write(*column)),
        }
        true
    }

    #[inline]
    fn cell(&self, at: usize) -> Cell<'_> {
        self.layout.places.get(at).map_or(Cell::Text(b""), |column| self.at(*column))
    }

    fn beyond(&self) -> Cow<'_, str> {
        let Some(from) = self.ends.get(self.layout.width).filter(|_| self.columns() > self.layout.width)
        else {
            return Cow::Borrowed("");
        };
        let end = self.ends.last().copied().unwrap_or_default() as usize;
        let text = self.bytes.get(from.wrapping_add(1) as usize..end).unwrap_or_default();
        self.layout.encoding.text(text.strip_suffix(b"\r").unwrap_or(text)).0
    }
}

/// All cells of the first record, unquoted; none when the bytes hold no record.
pub(super) fn first_record(bytes: &[u8], delimiter: u8) -> Vec<Cow<'_, [u8]>> {
    let mut ends = Vec::new();
    split(bytes, delimiter, &mut ends)
        .map(|(record, _)| (1..ends.len()).map(|end| unquoted(cell(record, &ends, end - 1))).collect())
        .unwrap_or_default()
}

/// The bytes after the first record, or nothing when the bytes hold no record.
pub(super) fn after_first_record(bytes: &[u8], delimiter: u8) -> Option<&[u8]> {
    split(bytes, delimiter, &mut Vec::new()).map(|(_, after)| after)
}

/// The bytes after so many records, or nothing when the bytes hold fewer.
pub(super) fn after_records(bytes: &[u8], delimiter: u8, count: usize) -> Option<&[u8]> {
    (0..count).try_fold(bytes, |rest, _| after_first_record(rest, delimiter))
}

/// The first record, where in it the cells end, and the bytes after it; nothing when there is no record.
#[inline(never)]
fn split<'a>(bytes: &'a [u8], delimiter: u8, ends: &mut Vec<u32>) -> Option<(&'a [u8], &'a [u8])> {
    let mut record = bytes;
    while let [b'\n' | b'\r', after @ ..] = record {
        record = after;
    }
    if record.is_empty() {
        return None;
    }
    ends.clear();
    ends.push(BEFORE);
    let mut at = 0;
    'cells: loop {
        // A quoted cell, and one close to the end of the bytes, is looked at by itself.
        let is_quoted = record.get(at) == Some(&b'"');
        if is_quoted {
            at += quoted_length(tail(record, at)).unwrap_or(record.len() - at);
        }
        while let Some(word) = tail(record, at).first_chunk().filter(|_| !is_quoted) {
            // All cells that end within the word, one after another.
            let mut found = ends_in(u64::from_le_bytes(*word), delimiter);
            while found != 0 {
                let end = at + (found.trailing_zeros() / 8) as usize;
                ends.push(place(end));
                if record.get(end) != Some(&delimiter) {
                    // The end of the record itself is left to be skipped before the next one.
                    return Some((record, tail(record, end)));
                }
                if record.get(end + 1) == Some(&b'"') {
                    at = end + 1;
                    continue 'cells;
                }
                found &= found - 1;
            }
            at += 8;
        }
        at += plain_length(tail(record, at), delimiter);
        ends.push(place(at));
        if record.get(at) != Some(&delimiter) {
            return Some((record, tail(record, at)));
        }
        at += 1;
    }
}

/// The high bit of each byte of a word that is the delimiter or an end of a record.
#[inline]
fn ends_in(word: u64, delimiter: u8) -> u64 {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const HIGHS: u64 = u64::from_ne_bytes([0x80; 8]);
    // No byte carries into the next one.
    let is_other = |byte: u8| {
        let differs = word ^ (ONES * u64::from(byte));
        ((differs & !HIGHS) + !HIGHS) | differs
    };
    !(is_other(delimiter) & is_other(b'\n') & is_other(b'\r')) & HIGHS
}

/// A place in a stretch of bytes, none of which is longer than can be told so.
#[inline]
fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(BEFORE)
}

/// A cell of a split record, by its position.
#[inline]
fn cell<'a>(record: &'a [u8], ends: &[u32], column: usize) -> &'a [u8] {
    let Some(&[before, end]) = ends.get(column..).and_then(|ends| ends.first_chunk()) else { return b"" };
    record.get(before.wrapping_add(1) as usize..end as usize).unwrap_or_default()
}

/// Where records end in bytes that start at the start of a record.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cut {
    /// One past the end of the last record that is surely whole.
    pub(super) end: Option<usize>,
    /// The first quote that does not close as it should, and why. Nothing after it is looked at.
    pub(super) bad_quote: Option<(usize, BadQuote)>,
}

/// Why a quote does not close as it should.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BadQuote {
    /// It is still open at the end of the bytes.
    Open,
    /// It closes on a later line, and more text follows before the next delimiter or end of record.
    Misclosed,
}

/// Finds the last end of a record. Only quotes are looked for on the way, which is far cheaper than splitting.
pub(super) fn cut(bytes: &[u8], delimiter: u8) -> Cut {
    let mut unquoted: Vec<Range<usize>> = Vec::new();
    let (mut start, mut from, mut bad_quote) = (0, 0, None);
    while let Some(quote) = memchr(b'"', tail(bytes, from)).map(|found| from + found) {
        let before = quote.checked_sub(1).and_then(|at| bytes.get(at));
        if before.is_some_and(|&b| b != delimiter && b != b'\n' && b != b'\r') {
            from = quote + 1;
            continue;
        }
        unquoted.push(start..quote);
        match closing(tail(bytes, quote), delimiter) {
            Ok(length) => from = quote + length,
            Err(why) => {
                bad_quote = Some((quote, why));
                break;
            }
        }
        start = from;
    }
    if bad_quote.is_none() {
        unquoted.push(start..bytes.len());
    }
    let end = unquoted.into_iter().rev().find_map(|stretch| {
        let at = stretch.start;
        memrchr2(b'\n', b'\r', bytes.get(stretch)?).map(|found| at + found + 1)
    });
    Cut { end, bad_quote }
}

/// Bytes from an opening quote to one past the quote that closes it, as it should.
fn closing(bytes: &[u8], delimiter: u8) -> Result<usize, BadQuote> {
    let length = quoted_length(bytes).ok_or(BadQuote::Open)?;
    let goes_on = bytes.get(length).is_some_and(|&b| b != delimiter && b != b'\n' && b != b'\r');
    if goes_on && memchr2(b'\n', b'\r', bytes.get(..length).unwrap_or_default()).is_some() {
        return Err(BadQuote::Misclosed);
    }
    Ok(length)
}

/// Bytes from an opening quote to one past the quote that closes it, if one does.
fn quoted_length(bytes: &[u8]) -> Option<usize> {
    let mut length = 1;
    loop {
        length += memchr(b'"', tail(bytes, length))? + 1;
        if bytes.get(length) != Some(&b'"') {
            return Some(length);
        }
        length += 1;
    }
}

/// Bytes before the next delimiter or end of record, none of them a quote that matters.
#[inline]
fn plain_length(bytes: &[u8], delimiter: u8) -> usize {
    // Eight bytes at once, as cells are too short for a vector search to pay. The high bit of a byte is set if
    // the byte is the delimiter or below 14, as line ends are, and perhaps in later ones, which do not matter.
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const HIGHS: u64 = u64::from_ne_bytes([0x80; 8]);
    const AFTER_RETURN: u64 = ONES * (b'\r' as u64 + 1);
    let delimiters = ONES * u64::from(delimiter);
    let mut rest = bytes;
    while let Some((word, after)) = rest.split_first_chunk() {
        let word = u64::from_le_bytes(*word);
        let other = word ^ delimiters;
        let hits = ((other.wrapping_sub(ONES) & !other) | (word.wrapping_sub(AFTER_RETURN) & !word)) & HIGHS;
        if hits != 0 {
            let at = (hits.trailing_zeros() / 8) as usize;
            // A tab or another control character is an ordinary one.
            if rest.get(at).is_some_and(|&b| b == delimiter || b == b'\n' || b == b'\r') {
                return bytes.len() - rest.len() + at;
            }
            rest = tail(rest, at + 1);
            continue;
        }
        rest = after;
    }
    let ends = |&byte: &u8| byte == delimiter || byte == b'\n' || byte == b'\r';
    bytes.len() - rest.len() + rest.iter().position(ends).unwrap_or(rest.len())
}

/// The bytes from a position on.
#[inline]
fn tail(bytes: &[u8], from: usize) -> &[u8] {
    bytes.get(from..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Strategy, prop_assert_eq, proptest};

    use super::*;

    /// Texts of the characters that matter to a splitter.
    fn texts() -> impl Strategy<Value = Vec<u8>> {
        proptest::collection::vec(
            proptest::sample::select(&b"\"\"\"\"aab9,,,;\n\n\r\t\x0b \xef\xbb\xbf\xff"[..]),
            0..60,
        )
    }

    fn by_the_csv_crate(bytes: &[u8], delimiter: u8) -> Vec<Vec<Vec<u8>>> {
        // A first record of our own, as the crate takes a byte order mark off the start.
        let bytes = [b"x\n", bytes].concat();
        csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(&bytes[..])
            .byte_records()
            .skip(1)
            .map(|record| record.expect("bytes always parse").iter().map(<[u8]>::to_vec).collect())
            .collect()
    }

    fn by_ourselves(mut bytes: &[u8], delimiter: u8) -> Vec<Vec<Vec<u8>>> {
        let mut records = Vec::new();
        while let Some(after) = after_first_record(bytes, delimiter) {
            records.push(first_record(bytes, delimiter).into_iter().map(Cow::into_owned).collect());
            bytes = after;
        }
        records
    }

    /// The first quote that swallows rows, found byte by byte.
    fn misclosed(bytes: &[u8]) -> Option<usize> {
        let (mut at, mut is_cell_start) = (0, true);
        while at < bytes.len() {
            if is_cell_start && bytes[at] == b'"' {
                let opening = at;
                at += 1;
                while bytes.get(at..at + 2) == Some(b"\"\"") || bytes.get(at).is_some_and(|&b| b != b'"') {
                    at += if bytes[at] == b'"' { 2 } else { 1 };
                }
                let spans_lines = bytes[opening..at.min(bytes.len())].iter().any(|b| b"\r\n".contains(b));
                at += 1;
                if spans_lines && bytes.get(at).is_some_and(|b| !b",\r\n".contains(b)) {
                    return Some(opening);
                }
            }
            is_cell_start = bytes.get(at).is_some_and(|b| b",\r\n".contains(b));
            at += 1;
        }
        None
    }

    proptest! {
        #[test]
        fn records_are_split_as_the_csv_crate_splits_them(bytes in texts(), comma: bool) {
            let delimiter = if comma { b',' } else { b';' };
            prop_assert_eq!(by_ourselves(&bytes, delimiter), by_the_csv_crate(&bytes, delimiter));
        }

        #[test]
        fn a_cut_parts_records_and_nothing_else(bytes in texts(), more in texts()) {
            let cut = cut(&bytes, b',');
            let whole = [&bytes[..], &more[..]].concat();
            let (left, right) = whole.split_at(cut.end.unwrap_or(0));
            let mut parts = by_the_csv_crate(left, b',');
            parts.extend(by_the_csv_crate(right, b','));
            prop_assert_eq!(parts, by_the_csv_crate(&whole, b','));
            // What is left of the bytes is the start of one record at most.
            let rest = &bytes[cut.end.unwrap_or(0)..];
            let is_read_on = !matches!(cut.bad_quote, Some((_, BadQuote::Misclosed)));
            assert!(by_the_csv_crate(rest, b',').len() <= 1 || !is_read_on);
        }

        #[test]
        fn quotes_that_swallow_rows_are_found_wherever_the_bytes_are_cut(bytes in texts(), at in 0_usize..60) {
            let bad = misclosed(&bytes);
            let whole = cut(&bytes, b',').bad_quote.filter(|(_, why)| *why == BadQuote::Misclosed);
            prop_assert_eq!(whole.map(|(quote, _)| quote), bad);
            let first = cut(&bytes[..at.min(bytes.len())], b',');
            let found = if let Some((quote, BadQuote::Misclosed)) = first.bad_quote {
                Some(quote)
            } else {
                let end = first.end.unwrap_or(0);
                let rest = cut(&bytes[end..], b',').bad_quote;
                rest.filter(|(_, why)| *why == BadQuote::Misclosed).map(|(quote, _)| end + quote)
            };
            prop_assert_eq!(found, bad);
        }

        #[test]
        fn rows_hold_the_cells_of_the_layout(bytes in texts()) {
            let layout = Layout { delimiter: b',', width: 3, places: vec![1, 0], encoding: Encoding::UTF_8, is_of_several: false };
            let mut rows = Rows::new(&bytes, &layout);
            let text = |cell: Cell<'_>| cell.text().into_owned();
            let mut found = Vec::new();
            while let Some(row) = rows.next() {
                found.push((row.is_ragged(), text(row.cell(0)), text(row.cell(1))));
            }
            let cell = |record: &[Vec<u8>], at: usize| record.get(at).cloned().unwrap_or_default();
            let expected: Vec<_> = by_the_csv_crate(&bytes, b',')
                .iter()
                .map(|record| {
                    let goes_on = record.iter().skip(3).any(|cell| !Cell::Text(cell).is_blank());
                    (goes_on, cell(record, 1), cell(record, 0))
                })
                .collect();
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn a_bad_quote_is_pointed_at() {
        use BadQuote::{Misclosed, Open};
        for (bytes, end, bad_quote) in [
            (&b"a,b\nc,\"d\ne,f\n"[..], Some(4), Some((6, Open))),
            (b"a,b\"c\n\"\"\"\n", Some(6), Some((6, Open))),
            (b"a,b\"c\nd", Some(6), None),
            (b"a\nb,\"c\n\"d\ne\n", Some(2), Some((4, Misclosed))),
            (b"\"c\rd\" ,e\n", None, Some((0, Misclosed))),
            (b"a,\"c\"d\n", Some(7), None),
            (b"a,\"c\n\"", None, None),
            (b"a,\"c\n\"\n", Some(7), None),
            (b"\"c\n\",d\n", Some(7), None),
        ] {
            assert_eq!(cut(bytes, b','), Cut { end, bad_quote }, "{}", bytes.escape_ascii());
        }
    }
}
