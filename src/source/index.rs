//! Records many at a time: where all cells end is found 64 bytes at once and put into one index, in which the cells of the
//! record at a position are those at its position times their number. That takes half as long as splitting records one by
//! one, and columns can be read one after another.
//!
//! It takes only what is plain: records that have the cells of the header, with quotes that open a cell and close it, and line
//! ends that are all LF or CRLF. Whatever else there is goes to [`records`](super::records), which say what is right.

use std::ops::ControlFlow;

use super::records::{BEFORE, Layout, Record, Rows};
use super::row::{Block, Cell, Row, Visitor};
use super::spot::Spot;
use crate::survey::wanted;

/// So many records at a time: with their index they fit a core's own cache.
const ROWS: usize = 1 << 10;

/// Gives the rows of these bytes to a visitor, in order, until that breaks off.
pub(super) fn visit(
    bytes: &[u8],
    layout: &Layout,
    mut spot: Spot,
    visitor: &mut impl Visitor,
) -> ControlFlow<()> {
    let (mut rest, mut index) = (bytes, Index::default());
    loop {
        while let [b'\n' | b'\r', after @ ..] = rest {
            rest = after;
        }
        let rows = index.fill(rest, layout);
        let plain = Plain { bytes: rest, ends: &index.ends, layout, rows };
        if rows > 0 {
            visitor.block(&plain, spot)?;
            spot = spot.after(rows);
            rest = rest.get(plain.length()..).unwrap_or_default();
        }
        if rows == ROWS {
            continue;
        }
        // One by one as many as were looked at in vain at most, so that this is never done more than twice.
        let mut records = Rows::new(rest, layout);
        for _ in 0..ROWS {
            let Some(record) = records.next() else { return ControlFlow::Continue(()) };
            visitor.row(&record, spot)?;
            spot = spot.after(1);
        }
        rest = records.rest();
    }
}

/// Where the cells of records end, after one [`BEFORE`] them.
#[derive(Debug, Default)]
struct Index {
    ends: Vec<u32>,
}

/// What the bytes before a block have to do with it: each is 1 or 0, and `quoted` all ones or none.
#[derive(Clone, Copy)]
struct Carried {
    /// They end within quotes.
    quoted: u64,
    /// They end with what a quote may follow that opens a cell.
    opens: u64,
    /// They end with a quote that has closed.
    closed: u64,
    /// They end with a CR.
    returned: u64,
}

impl Index {
    /// Finds the first records, as many as are plain up to a limit, and tells how many.
    fn fill(&mut self, bytes: &[u8], layout: &Layout) -> usize {
        let width = layout.width;
        self.ends.clear();
        self.ends.push(BEFORE);
        // An empty line is no record, though it looks like an empty cell.
        if width < 2 {
            return 0;
        }
        let (blocks, rest) = bytes.as_chunks();
        let mut last = [0; 64];
        last.iter_mut().zip(rest).for_each(|(last, byte)| *last = *byte);
        let mut carried = Carried { quoted: 0, opens: 1, closed: 0, returned: 0 };
        let (mut lines, mut at) = (0, 0);
        for block in blocks.iter().chain([&last]) {
            let Some((ends, line_ends)) = ends(block, layout.delimiter, &mut carried) else { break };
            lines += line_ends;
            push(&mut self.ends, at, ends);
            // Where lines have few cells no more of them are looked at than are read one by one then.
            if self.ends.len() > ROWS * width || lines > ROWS {
                break;
            }
            at += 64;
        }
        self.plain_rows(bytes, width, lines)
    }

    /// How many records from the first on have so many cells each, of which so many lines were found in all.
    fn plain_rows(&self, bytes: &[u8], width: usize, lines: usize) -> usize {
        let is_line_end = |end: &u32| bytes.get(*end as usize) == Some(&b'\n');
        let records = || self.ends.get(1..).unwrap_or_default().chunks_exact(width).take(ROWS);
        let whole = records().len();
        // What follows the last of them may have begun another one.
        let over = self.ends.iter().skip(1 + whole * width).copied().filter(is_line_end).count();
        if lines == whole + over && records().all(|ends| ends.last().is_some_and(is_line_end)) {
            return whole;
        }
        let is_plain = |ends: &&[u32]| ends.iter().position(is_line_end) == Some(width - 1);
        records().take_while(is_plain).count()
    }
}

/// Adds the places of these bits.
#[inline]
fn push(ends: &mut Vec<u32>, at: u32, mut bits: u64) {
    ends.reserve(64);
    while bits != 0 {
        ends.push(at + bits.trailing_zeros());
        bits &= bits - 1;
    }
}

/// Where cells end in a block, and how many lines do; nothing where what is there is not plain.
#[inline]
fn ends(block: &[u8; 64], delimiter: u8, carried: &mut Carried) -> Option<(u64, usize)> {
    let ends = wanted(block, |byte| byte == delimiter || byte == b'\n');
    let lines = block.iter().fold(0, |lines: u8, byte| lines.wrapping_add(u8::from(*byte == b'\n')));
    let special = |byte: u8| u8::from(byte == b'"') | u8::from(byte == b'\r');
    let has_special = block.iter().fold(0, |any, byte| any | special(*byte)) > 0;
    if !has_special && (carried.quoted | carried.closed | carried.returned) == 0 {
        carried.opens = ends >> 63;
        return Some((ends, lines.into()));
    }
    let [quotes, returns, feeds] = [b'"', b'\r', b'\n'].map(|sign| wanted(block, |byte| byte == sign));
    // Of each byte, whether the quotes up to it are odd in number.
    let within = [1, 2, 4, 8, 16, 32].iter().fold(quotes, |odd, by| odd ^ (odd << by)) ^ carried.quoted;
    let [opening, closing] = [quotes & within, quotes & !within];
    let [ends, returns] = [ends & !within, returns & !within];
    // A quote within quotes is written twice: it closes, and opens again at once.
    let may_open = ends | closing;
    let is_wrong = opening & !(may_open << 1 | carried.opens)
        | (closing << 1 | carried.closed) & !(ends | opening | returns)
        | (returns << 1 | carried.returned) & !feeds;
    *carried = Carried {
        quoted: 0_u64.wrapping_sub(within >> 63),
        opens: may_open >> 63,
        closed: closing >> 63,
        returned: returns >> 63,
    };
    (is_wrong == 0).then(|| (ends, (feeds & ends).count_ones() as usize))
}

/// Plain records.
struct Plain<'a> {
    bytes: &'a [u8],
    ends: &'a [u32],
    layout: &'a Layout,
    rows: usize,
}

impl Plain<'_> {
    /// How many bytes they have.
    fn length(&self) -> usize {
        self.ends.get(self.rows * self.layout.width).map_or(0, |end| *end as usize + 1)
    }
}

impl Block for Plain<'_> {
    fn rows(&self) -> usize {
        self.rows
    }

    fn row(&self, at: usize) -> impl Row {
        let start = at * self.layout.width;
        let ends = self.ends.get(start..=start + self.layout.width).unwrap_or(&[BEFORE]);
        Record { bytes: self.bytes, ends, layout: self.layout, is_line: true }
    }

    #[inline]
    fn read<T: Clone>(&self, column: usize, mut made: impl FnMut(Cell<'_>) -> T, to: &mut Vec<T>) {
        let Some(place) = self.layout.places.get(column) else {
            to.extend((0..self.rows).map(|_| made(Cell::Text(b""))));
            return;
        };
        let ends = self.ends.get(*place..).unwrap_or_default();
        // The last cell of a line that ends with CRLF.
        let is_last = place + 1 == self.layout.width;
        let cells = ends.chunks(self.layout.width).take(self.rows);
        let next = ends.iter().skip(1).step_by(self.layout.width);
        let encoding = self.layout.encoding;
        to.extend(cells.zip(next).map(|(cell, end)| {
            let before = cell.first().copied().unwrap_or(BEFORE);
            let text = self.bytes.get(before.wrapping_add(1) as usize..*end as usize).unwrap_or_default();
            let text = if is_last { text.strip_suffix(b"\r").unwrap_or(text) } else { text };
            made(Cell::written(text, encoding))
        }));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Strategy, prop_assert_eq, proptest};

    use super::*;
    use crate::survey::Encoding;

    /// What is to be known of a row: where it is, what its cells are, whether it has too many or too few.
    type Seen = (u64, Vec<Vec<u8>>, [bool; 3]);

    /// Gathers rows; those of blocks column by column, once they are the same row by row.
    #[derive(Default)]
    struct Gathering {
        rows: Vec<Seen>,
        in_blocks: usize,
    }

    fn seen(row: &impl Row, spot: Spot) -> Seen {
        let cells = (0..3).map(|at| row.cell(at).text().into_owned()).collect();
        (spot.row, cells, [row.is_ragged(), row.is_short(), row.is_blank()])
    }

    impl Visitor for Gathering {
        fn row(&mut self, row: &impl Row, spot: Spot) -> ControlFlow<()> {
            self.rows.push(seen(row, spot));
            ControlFlow::Continue(())
        }

        fn block(&mut self, block: &impl Block, spot: Spot) -> ControlFlow<()> {
            let mut columns = [const { Vec::new() }; 3];
            for (at, column) in columns.iter_mut().enumerate() {
                block.read(at, |cell| cell.text().into_owned(), column);
                assert_eq!(column.len(), block.rows());
            }
            for at in 0..block.rows() {
                let seen = seen(&block.row(at), spot.after(at));
                assert_eq!(
                    columns.each_ref().map(|column| &column[at]).to_vec(),
                    seen.1.iter().collect::<Vec<_>>()
                );
                self.rows.push(seen);
            }
            self.in_blocks += block.rows();
            ControlFlow::Continue(())
        }
    }

    const START: Spot = Spot { file: 0, chunk: 0, row: 7 };

    fn by_blocks(bytes: &[u8], layout: &Layout) -> Gathering {
        let mut gathering = Gathering::default();
        assert!(visit(bytes, layout, START, &mut gathering).is_continue());
        gathering
    }

    fn by_records(bytes: &[u8], layout: &Layout) -> Vec<Seen> {
        let (mut rows, mut found) = (Rows::new(bytes, layout), Vec::new());
        while let Some(row) = rows.next() {
            found.push(seen(&row, START.after(found.len())));
        }
        found
    }

    fn layout(width: usize) -> Layout {
        Layout {
            delimiter: b',',
            width,
            places: vec![width - 1, 0, 1],
            encoding: Encoding::UTF_8,
            is_of_several: false,
        }
    }

    /// Cells as programs write them, and as they do not.
    fn cells() -> impl Strategy<Value = String> {
        let plain = proptest::sample::select(
            &[
                "",
                "9",
                "Region 1",
                "2026-09-30",
                "\"a, b\"",
                "\"\"",
                "\"\"\"\"",
                "\"a\n\"\"b\r\n\"\"\"",
                "\r",
            ][..],
        );
        let any = "[\"ab,;\n\r\t\u{0}é]{0,9}";
        proptest::prop_oneof![40 => plain.prop_map(str::to_owned), 1 => any]
    }

    /// Lines of cells, and what ends each.
    fn texts() -> impl Strategy<Value = String> {
        let line = |cells: Vec<String>| cells.join(",");
        let cells = proptest::prop_oneof![
            30 => proptest::collection::vec(cells(), 3),
            1 => proptest::collection::vec(cells(), 0..5),
        ];
        let end = proptest::sample::select(&["\n", "\r\n"][..]);
        let lines = proptest::collection::vec(cells.prop_map(line), 0..60);
        (lines, end).prop_map(|(lines, end)| lines.into_iter().map(|line| line + end).collect())
    }

    proptest! {
        #[test]
        fn rows_are_what_they_are_one_by_one(text in texts(), width in 1_usize..5, end in 0_usize..3) {
            let bytes = &text.as_bytes()[..text.len() - end.min(text.len())];
            prop_assert_eq!(by_blocks(bytes, &layout(width)).rows, by_records(bytes, &layout(width)));
        }

        #[test]
        fn rows_of_any_bytes_are_what_they_are_one_by_one(
            bytes in proptest::collection::vec(proptest::sample::select(&b"\"\"a9,,,,\n\n\r\xff"[..]), 0..300),
            width in 1_usize..4,
        ) {
            prop_assert_eq!(by_blocks(&bytes, &layout(width)).rows, by_records(&bytes, &layout(width)));
        }
    }

    /// Cells before their texts are known, decoded one by one, or as they are where the text was decoded as a whole.
    struct Decoded(Vec<Vec<String>>, &'static encoding_rs::Encoding);

    impl Visitor for Decoded {
        fn row(&mut self, row: &impl Row, _: Spot) -> ControlFlow<()> {
            let cells = (0..3).map(|at| {
                let (text, encoding) = row.cell(at).coded();
                let is_raw = encoding != Encoding::UTF_8;
                let by = if is_raw { self.1 } else { encoding_rs::UTF_8 };
                by.decode_without_bom_handling(&text).0.into_owned()
            });
            self.0.push(cells.collect());
            ControlFlow::Continue(())
        }
    }

    proptest! {
        #[test]
        fn cells_of_undecoded_bytes_are_those_of_the_decoded_text(
            bytes in proptest::collection::vec(
                proptest::prop_oneof![
                    3 => proptest::sample::select(&b"\"\"a9,,,,\n\n\r"[..]),
                    2 => 0x80_u8..,
                ],
                0..300,
            ),
            label in proptest::sample::select(
                &["windows-1251", "windows-1252", "koi8-u", "ibm866", "iso-8859-7", "windows-874"][..]
            ),
        ) {
            let encoding = Encoding::named(label).expect("known");
            let by = encoding_rs::Encoding::for_label(label.as_bytes()).expect("known");
            let decoded = by.decode_without_bom_handling(&bytes).0;
            let split = |bytes: &[u8], encoding| {
                let mut found = Decoded(Vec::new(), by);
                let layout = Layout { encoding, ..layout(3) };
                assert!(visit(bytes, &layout, START, &mut found).is_continue());
                found.0
            };
            prop_assert_eq!(split(&bytes, encoding), split(decoded.as_bytes(), Encoding::UTF_8));
        }
    }

    #[test]
    fn plain_rows_are_in_blocks_however_they_end_and_are_quoted() {
        for end in ["\n", "\r\n"] {
            let row = |at: usize| format!("{at},\"a \"\"b\"\",{end}\",{}{end}", "long ".repeat(at % 40));
            let text: String = (0..3000).map(row).collect();
            let found = by_blocks(text.as_bytes(), &layout(3));
            assert_eq!(found.in_blocks, 3000);
            assert_eq!(found.rows, by_records(text.as_bytes(), &layout(3)));
        }
    }

    #[test]
    fn rows_beside_odd_ones_are_in_blocks_again() {
        let row = |at: usize| if at == 1500 { "a,b\n".to_owned() } else { format!("{at},,x\n") };
        let text: String = (0..6000).map(row).collect();
        let found = by_blocks(text.as_bytes(), &layout(3));
        assert_eq!(found.in_blocks, 6000 - ROWS);
        assert_eq!(found.rows, by_records(text.as_bytes(), &layout(3)));
    }
}
