//! A column of a row group whose values are written once each, and rows as their codes. What a value means is made out once for
//! each block and not for each row, which takes a small part of the time.

use parquet::basic::Encoding;
use parquet::column::page::{Page, PageMetadata, PageReader};
use parquet::column::reader::get_column_reader;
use parquet::errors::{ParquetError, Result};
use parquet::schema::types::ColumnDescPtr;

use super::block::Block;
use crate::source::Cell;

/// Columns with more different values are read as they are.
const MOST_VALUES: u32 = 4096;

/// So many bytes of codes are held at once; of a row group with more, values are read page by page.
const MOST_BYTES: usize = 32 << 20;

/// Stands for a row without a value.
const MISSING: u32 = u32::MAX;

/// The codes of a column.
pub(super) struct Coded {
    /// The values, each once, by their codes.
    values: Block,
    many: usize,
    pages: std::vec::IntoIter<Codes>,
    page: Option<Codes>,
    /// Of the rows of the block that was unpacked last.
    codes: Vec<u32>,
    levels: Vec<u32>,
}

/// The codes of a page.
struct Codes {
    /// Rows that are not unpacked yet.
    left: usize,
    /// The level of each row, where some may be missing, and that of those that are not.
    levels: Option<(Runs, u32)>,
    numbers: Runs,
}

impl Coded {
    /// The codes of all these pages; nothing where they are not all of codes, or are too many.
    ///
    /// # Errors
    /// When the pages cannot be unpacked.
    pub(super) fn of(about: &ColumnDescPtr, mut pages: Box<dyn PageReader>) -> Result<Option<Self>> {
        if about.max_rep_level() > 0 {
            return Ok(None);
        }
        let Some(Page::DictionaryPage { buf, num_values, .. }) = pages.get_next_page()? else {
            return Ok(None);
        };
        if num_values > MOST_VALUES {
            return Ok(None);
        }
        let (mut found, mut bytes) = (Vec::new(), 0);
        while let Some(page) = pages.get_next_page()? {
            bytes += page.buffer().len();
            match Codes::of(&page, about.max_def_level()) {
                Some(codes) if bytes <= MOST_BYTES => found.push(codes),
                _ => return Ok(None),
            }
        }
        let many = num_values as usize;
        let mut values = Block::new(
            about,
            get_column_reader(about.clone(), Box::new(Plain::new(about, &buf, num_values))),
        );
        values.read(many)?;
        let pages = found.into_iter();
        Ok(Some(Self { values, many, pages, page: None, codes: Vec::new(), levels: Vec::new() }))
    }

    /// Unpacks the codes of the next block of so many rows.
    ///
    /// # Errors
    /// When there are not so many, or they are damaged.
    pub(super) fn read(&mut self, rows: usize) -> Result<()> {
        self.codes.clear();
        while self.codes.len() < rows {
            match self.page.take().filter(|page| page.left > 0).or_else(|| self.pages.next()) {
                Some(mut page) => {
                    let taken = page.left.min(rows - self.codes.len());
                    page.take(taken, &mut self.codes, &mut self.levels)
                        .ok_or_else(|| wrong("its codes end too early"))?;
                    self.page = Some(page);
                }
                None => return Err(wrong("a column ends too early")),
            }
        }
        // One more than each code, of which the one that stands for no value is the smallest.
        let most = self.codes.iter().map(|code| code.wrapping_sub(MISSING)).max().unwrap_or_default();
        if most as usize > self.many { Err(wrong("a code stands for no value")) } else { Ok(()) }
    }

    /// The cell of a row of the block.
    #[inline]
    pub(super) fn cell(&self, row: usize) -> Cell<'_> {
        self.codes.get(row).map_or(Cell::Text(b""), |code| self.value(*code))
    }

    #[inline]
    fn value(&self, code: u32) -> Cell<'_> {
        if code == MISSING { Cell::Text(b"") } else { self.values.cell(code as usize) }
    }

    /// Adds what is made of the cell of each row: of each value once.
    pub(super) fn each<T: Clone>(&self, mut made: impl FnMut(Cell<'_>) -> T, to: &mut Vec<T>) {
        // The last is that of rows without a value.
        let mut known: Vec<Option<T>> = vec![None; self.many + 1];
        to.extend(self.codes.iter().map(|code| match known.get_mut((*code as usize).min(self.many)) {
            Some(known) => known.get_or_insert_with(|| made(self.value(*code))).clone(),
            None => made(self.value(*code)),
        }));
    }
}

fn wrong(what: &str) -> ParquetError {
    ParquetError::General(what.to_owned())
}

impl Codes {
    /// Those of a page of a column with levels up to this one; nothing where it is not of codes.
    fn of(page: &Page, most: i16) -> Option<Self> {
        let is_coded =
            |encoding: Encoding| matches!(encoding, Encoding::RLE_DICTIONARY | Encoding::PLAIN_DICTIONARY);
        let most = u32::try_from(most).ok().filter(|most| *most > 0);
        let (rows, levels, codes) = match page {
            Page::DataPage { buf, num_values, encoding, def_level_encoding, .. } if is_coded(*encoding) => {
                if most.is_none() {
                    (*num_values, None, buf.clone())
                } else if *def_level_encoding == Encoding::RLE {
                    let length = u32::from_le_bytes(*buf.first_chunk()?) as usize;
                    let start = 4_usize.checked_add(length).filter(|start| *start <= buf.len())?;
                    (*num_values, Some(buf.slice(4..start)), buf.slice(start..))
                } else {
                    return None;
                }
            }
            Page::DataPageV2 {
                buf, num_values, encoding, def_levels_byte_len, rep_levels_byte_len, ..
            } if is_coded(*encoding) => {
                let start = *rep_levels_byte_len as usize;
                let end = start.checked_add(*def_levels_byte_len as usize).filter(|end| *end <= buf.len())?;
                (*num_values, most.map(|_| buf.slice(start..end)), buf.slice(end..))
            }
            _ => return None,
        };
        let levels = match levels.zip(most) {
            Some((levels, most)) => {
                Some((Runs::new(levels.to_vec(), u32::BITS - most.leading_zeros())?, most))
            }
            None => None,
        };
        // The first byte says how many bits a code has.
        let codes = match codes.split_first() {
            Some((bits, codes)) => Runs::new(codes.to_vec(), (*bits).into())?,
            None => Runs::new(Vec::new(), 0)?,
        };
        Some(Self { left: rows as usize, levels, numbers: codes })
    }

    /// Unpacks so many rows; nothing where they are damaged.
    fn take(&mut self, rows: usize, to: &mut Vec<u32>, levels: &mut Vec<u32>) -> Option<()> {
        self.left = self.left.checked_sub(rows)?;
        let Some((of_rows, most)) = &mut self.levels else { return self.numbers.take(rows, to) };
        if of_rows.pass_over(rows, *most)? {
            return self.numbers.take(rows, to);
        }
        levels.clear();
        of_rows.take(rows, levels)?;
        let present = levels.iter().filter(|level| *level == most).count();
        let start = to.len();
        self.numbers.take(present, to)?;
        if present < rows {
            // From the last row on, so that nothing is written over that is still needed.
            to.resize(start + rows, MISSING);
            let mut from = start + present;
            for (at, level) in levels.iter().enumerate().rev() {
                let code = if level == most {
                    from -= 1;
                    *to.get(from)?
                } else {
                    MISSING
                };
                *to.get_mut(start + at)? = code;
            }
        }
        Some(())
    }
}

/// Numbers in runs of one number, and packed by bits where they differ: the format's `RLE/bit-packing hybrid`
/// (<https://parquet.apache.org/docs/file-format/data-pages/encodings/>).
struct Runs {
    bytes: Vec<u8>,
    at: usize,
    /// How many bits a number has.
    bits: u32,
    run: Run,
}

#[derive(Clone, Copy)]
enum Run {
    Same {
        number: u32,
        left: usize,
    },
    /// The next one of those that are packed from a byte on.
    Packed {
        start: usize,
        next: usize,
        left: usize,
    },
}

impl Runs {
    /// Numbers of so many bits; nothing where these are too many.
    fn new(bytes: Vec<u8>, bits: u32) -> Option<Self> {
        (bits <= u32::BITS).then_some(Self { bytes, at: 0, bits, run: Run::Same { number: 0, left: 0 } })
    }

    /// Adds the next numbers, so many; nothing where there are not so many.
    fn take(&mut self, many: usize, to: &mut Vec<u32>) -> Option<()> {
        let mut wanted = many;
        while wanted > 0 {
            match &mut self.run {
                Run::Same { left: 0, .. } | Run::Packed { left: 0, .. } => self.run = self.next_run()?,
                Run::Same { number, left } => {
                    let taken = wanted.min(*left);
                    to.resize(to.len() + taken, *number);
                    *left -= taken;
                    wanted -= taken;
                }
                Run::Packed { start, next, left } => {
                    let taken = wanted.min(*left);
                    let from = to.len();
                    to.resize(from + taken, 0);
                    let (bytes, to) = (self.bytes.get(*start..)?, to.get_mut(from..)?);
                    // As many at once as stand in eight bytes, in whichever bit of the first they begin.
                    match self.bits {
                        0..=7 => unpack::<8>(bytes, self.bits, *next, to),
                        8..=14 => unpack::<4>(bytes, self.bits, *next, to),
                        _ => unpack::<1>(bytes, self.bits, *next, to),
                    }
                    *next += taken;
                    *left -= taken;
                    wanted -= taken;
                }
            }
        }
        Some(())
    }

    /// Passes over so many numbers if they are in one run of this number; nothing where there are none left.
    fn pass_over(&mut self, many: usize, wanted: u32) -> Option<bool> {
        if let (1.., Run::Same { left: 0, .. } | Run::Packed { left: 0, .. }) = (many, self.run) {
            self.run = self.next_run()?;
        }
        Some(match &mut self.run {
            Run::Same { number, left } if *number == wanted && *left >= many => {
                *left -= many;
                true
            }
            _ => false,
        })
    }

    fn next_run(&mut self) -> Option<Run> {
        // Numbers of no bits are all zero, and nothing needs to be written of them.
        if self.bits == 0 && self.at >= self.bytes.len() {
            return Some(Run::Same { number: 0, left: usize::MAX });
        }
        let head = self.length()?;
        let many = usize::try_from(head >> 1).ok()?;
        if head & 1 == 0 {
            let end = self.at.checked_add(self.bits.div_ceil(8) as usize)?;
            let bytes = self.bytes.get(self.at..end)?;
            let number = bytes.iter().rev().fold(0, |number, byte| number << 8 | u32::from(*byte));
            self.at = end;
            return (many > 0).then_some(Run::Same { number, left: many });
        }
        // Eight numbers take as many bytes as each has bits; the last page may be cut within its last eight.
        let start = self.at;
        self.at = start.checked_add(many.checked_mul(self.bits as usize)?)?.min(self.bytes.len());
        let left =
            if self.bits == 0 { many.checked_mul(8)? } else { (self.at - start) * 8 / self.bits as usize };
        (left > 0).then_some(Run::Packed { start, next: 0, left })
    }

    /// A number in seven bits of each byte, the lowest first, as long as the eighth bit is set.
    fn length(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..63).step_by(7) {
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }
}

/// Unpacks numbers of so many bits from the one at a position on, several at once.
fn unpack<const N: usize>(bytes: &[u8], bits: u32, next: usize, to: &mut [u32]) {
    let mask = (1_u64 << bits) - 1;
    let word = |at: usize| {
        let bit = at * bits as usize;
        let from = bytes.get(bit / 8..).unwrap_or_default();
        let word = match from.first_chunk() {
            Some(word) => u64::from_le_bytes(*word),
            None => from.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte)),
        };
        word >> (bit % 8)
    };
    let number = |word: u64| u32::try_from(word & mask).unwrap_or_default();
    let (several, rest) = to.as_chunks_mut::<N>();
    let singly = next + several.len() * N;
    for (numbers, at) in several.iter_mut().zip((next..).step_by(N)) {
        let mut word = word(at);
        for to in numbers {
            *to = number(word);
            word >>= bits;
        }
    }
    for (to, at) in rest.iter_mut().zip(singly..) {
        *to = number(word(at));
    }
}

/// Values that are written once each, as the one page of a column in which none is missing: so they are read as all others are.
struct Plain(Option<Page>);

impl Plain {
    fn new(about: &ColumnDescPtr, values: &[u8], many: u32) -> Self {
        let mut bytes = Vec::new();
        if let Some(most) = u8::try_from(about.max_def_level()).ok().filter(|most| *most > 0) {
            // One run of all: its length and the highest level.
            let mut levels = Vec::new();
            let mut left = u64::from(many) << 1;
            while left > 0x7f {
                levels.push(u8::try_from(left & 0x7f).unwrap_or_default() | 0x80);
                left >>= 7;
            }
            levels.extend([u8::try_from(left).unwrap_or_default(), most]);
            bytes.extend(u32::try_from(levels.len()).unwrap_or_default().to_le_bytes());
            bytes.extend(levels);
        }
        bytes.extend_from_slice(values);
        Self(Some(Page::DataPage {
            buf: bytes.into(),
            num_values: many,
            encoding: Encoding::PLAIN,
            def_level_encoding: Encoding::RLE,
            rep_level_encoding: Encoding::RLE,
            statistics: None,
        }))
    }
}

impl Iterator for Plain {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.take().map(Ok)
    }
}

impl PageReader for Plain {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        Ok(self.0.take())
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        Ok(None)
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.0 = None;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::io::Write;
    use std::sync::Arc;

    use parquet::data_type::{ByteArray, ByteArrayType, Int32Type};
    use parquet::file::properties::{WriterProperties, WriterVersion};
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::file::writer::SerializedFileWriter;
    use parquet::schema::parser::parse_message_type;

    use super::*;

    fn taken(bytes: &[u8], bits: u32, at_once: &[usize]) -> Option<Vec<u32>> {
        let (mut runs, mut to) = (Runs::new(bytes.to_vec(), bits)?, Vec::new());
        for many in at_once {
            runs.take(*many, &mut to)?;
        }
        Some(to)
    }

    #[test]
    fn numbers_are_in_runs_or_packed_as_the_format_describes_it() {
        // The format's own example: 0 to 7 in three bits each.
        let packed = [0b0000_0011, 0b1000_1000, 0b1100_0110, 0b1111_1010];
        assert_eq!(taken(&packed, 3, &[8]), Some((0..8).collect()));
        assert_eq!(taken(&packed, 3, &[1, 5, 2]), Some((0..8).collect()));
        assert_eq!(taken(&packed, 3, &[9]), None);
        // Five hundred times 300, in two bytes each: 1000 is 0xe8 0x07 in seven bits a byte.
        assert_eq!(taken(&[0xe8, 0x07, 0x2c, 0x01], 9, &[2, 498]), Some(vec![300; 500]));
        // A run, then eight packed ones.
        assert_eq!(taken(&[6, 1, 3, 0b1010_0101], 1, &[11]), Some(vec![1, 1, 1, 1, 0, 1, 0, 0, 1, 0, 1]));
        assert_eq!(taken(&[], 0, &[3]), Some(vec![0; 3]));
        assert_eq!(taken(&[0x80; 20], 3, &[1]), None);
        assert_eq!(taken(&[0, 0, 0, 0], 3, &[1]), None);
        assert_eq!(taken(&[], 33, &[0]), None);
    }

    #[test]
    fn rows_without_a_value_have_no_code() {
        // Levels 1 0 0 1 1 0 in one bit each, and the codes 2, 0 and 1.
        let codes = Runs::new(vec![3, 0b0001_0010], 2).expect("few bits");
        let levels = Runs::new(vec![3, 0b01_1001], 1).expect("few bits");
        let mut page = Codes { left: 6, levels: Some((levels, 1)), numbers: codes };
        let (mut found, mut own) = (Vec::new(), Vec::new());
        for rows in [2, 4] {
            page.take(rows, &mut found, &mut own).expect("six rows");
        }
        assert_eq!(found, [2, MISSING, MISSING, 0, 1, MISSING]);
        assert_eq!(page.take(1, &mut found, &mut own), None);
    }

    #[test]
    fn numbers_of_any_width_are_unpacked_bit_by_bit() {
        let bytes: Vec<u8> = (0..400_u32).map(|at| at.wrapping_mul(0x9e37_79b9).to_le_bytes()[3]).collect();
        let bit = |at: usize| u32::from(bytes[at / 8] >> (at % 8) & 1);
        for bits in 0..=32 {
            let all = bytes.len() * 8 / 33;
            let number = |at: usize| (0..bits).map(|shift| bit(at * bits + shift) << shift).sum::<u32>();
            let wanted: Vec<u32> = (0..all).map(number).collect();
            // So many eights of them follow, as the first byte says.
            let packed: Vec<u8> = [&[25], &bytes[..bits * 12]].concat();
            let width = u32::try_from(bits).expect("small");
            for at_once in [&[96_usize][..], &[1, 8, 3, 84], &[13, 20, 63]] {
                assert_eq!(taken(&packed, width, at_once).as_deref(), wanted.get(..96), "{bits} bits");
            }
        }
    }

    /// A file of a column of texts and one of numbers, the latter blank in every seventh row.
    fn file(version: WriterVersion, page: usize, different: i32) -> (Vec<u8>, Vec<(String, Option<i32>)>) {
        let schema = "message rows { required binary name (UTF8); optional int32 score; }";
        let schema = Arc::new(parse_message_type(schema).expect("a schema"));
        let properties = WriterProperties::builder()
            .set_writer_version(version)
            .set_data_page_row_count_limit(page)
            .set_write_batch_size(page)
            .set_dictionary_page_size_limit(2000);
        let rows = (0..5000_i32).map(|at| {
            let score = (at % 7 != 3).then_some(at * at % different - 2);
            (format!("name {}", at * 31 % different), score)
        });
        let rows: Vec<(String, Option<i32>)> = rows.collect();
        let mut writer =
            SerializedFileWriter::new(Vec::new(), schema, properties.build().into()).expect("a writer");
        for rows in rows.chunks(3000) {
            let mut group = writer.next_row_group().expect("a row group");
            let mut column = group.next_column().expect("fits").expect("a column");
            let names: Vec<ByteArray> = rows.iter().map(|(name, _)| name.as_str().into()).collect();
            column.typed::<ByteArrayType>().write_batch(&names, None, None).expect("written");
            column.close().expect("closed");
            let mut column = group.next_column().expect("fits").expect("a column");
            let scores: Vec<i32> = rows.iter().filter_map(|(_, score)| *score).collect();
            let levels: Vec<i16> = rows.iter().map(|(_, score)| score.is_some().into()).collect();
            column.typed::<Int32Type>().write_batch(&scores, Some(&levels), None).expect("written");
            column.close().expect("closed");
            group.close().expect("closed");
        }
        (writer.into_inner().expect("a file"), rows)
    }

    fn opened(bytes: &[u8]) -> SerializedFileReader<File> {
        let mut file = tempfile::tempfile().expect("a file");
        file.write_all(bytes).expect("written");
        SerializedFileReader::new(file).expect("a file")
    }

    #[test]
    fn coded_columns_have_the_cells_that_were_written() {
        let versions = [WriterVersion::PARQUET_1_0, WriterVersion::PARQUET_2_0];
        for (version, page, different) in
            versions.into_iter().flat_map(|version| [(version, 1, 3), (version, 700, 90), (version, 4000, 1)])
        {
            let (bytes, rows) = file(version, page, different);
            let reader = opened(&bytes);
            let mut start = 0;
            for group in (0..reader.num_row_groups()).map(|at| reader.get_row_group(at).expect("a group")) {
                let about = |at: usize| group.metadata().column(at).column_descr_ptr();
                let mut columns = [0, 1].map(|at| {
                    let pages = group.get_column_page_reader(at).expect("pages");
                    Coded::of(&about(at), pages).expect("sound").expect("coded")
                });
                let mut left = usize::try_from(group.metadata().num_rows()).expect("few");
                while left > 0 {
                    let many = left.min(811);
                    for column in &mut columns {
                        column.read(many).expect("rows");
                    }
                    let mut made = Vec::new();
                    columns[1].each(|cell| format!("{cell:?}"), &mut made);
                    for (at, (name, score)) in rows.iter().skip(start).take(many).enumerate() {
                        assert_eq!(columns[0].cell(at), Cell::Text(name.as_bytes()));
                        let score = score.map_or(Cell::Text(b""), |score| Cell::Whole(score.into()));
                        assert_eq!(columns[1].cell(at), score);
                        assert_eq!(made[at], format!("{score:?}"));
                    }
                    start += many;
                    left -= many;
                }
                assert!(columns.iter_mut().all(|column| column.read(1).is_err()));
            }
            assert_eq!(start, rows.len());
        }
        // Where there are too many values for the writer, it goes on without codes, and such a column is read as it is.
        let (bytes, _) = file(versions[0], 700, 4999);
        let reader = opened(&bytes);
        let group = reader.get_row_group(0).expect("a group");
        let pages = group.get_column_page_reader(0).expect("pages");
        assert!(Coded::of(&group.metadata().column(0).column_descr_ptr(), pages).expect("sound").is_none());
    }
}
