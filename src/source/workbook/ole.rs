//! What a compound file holds, before calamine reads it: an XLS workbook, one that is locked, or something else. Where its parts
//! are said to be without end, or a sheet larger than any, calamine would ask for all memory there is.
//!
//! Written after MS-CFB and MS-XLS of Microsoft's open specifications.

use std::ops::Range;

use super::fault::Fault;

/// The first bytes of a compound file.
pub(super) const MAGIC: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// So large a file may be, in bytes. The largest sheets have 65,536 rows of 256 cells.
pub(super) const LARGEST: u64 = 256 << 20;

/// So many cells its sheets may span together, formulas counted once more.
const MOST_CELLS: u64 = 32 << 20;

const ROWS: u64 = 1 << 16;
const COLUMNS: u64 = 1 << 8;

/// Marks above any sector's number.
const NO_SECTOR: u32 = 0xFFFF_FFFA;

/// Streams that are shorter are kept in pieces of 64 bytes of another one.
const SHORT: usize = 4096;

/// Makes sure that it is an XLS workbook that can be read.
///
/// # Errors
/// When it is something else, or cannot.
pub(super) fn check(bytes: &[u8]) -> Result<(), Fault> {
    let file = Compound::new(bytes).ok_or(Fault::Damaged(String::new()))?;
    if file.has("EncryptedPackage") {
        return Err(Fault::Locked);
    }
    let Some(at) = file.find("Workbook").or_else(|| file.find("Book")) else { return Err(Fault::NoWorkbook) };
    let stream = file.stream(at).ok_or(Fault::Damaged(String::new()))?;
    check_records(&stream)
}

struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    next: Vec<u32>,
    entries: Vec<[u8; 128]>,
    /// The parts of short streams, and what follows which.
    short: (Vec<u8>, Vec<u32>),
}

impl<'a> Compound<'a> {
    fn new(bytes: &'a [u8]) -> Option<Self> {
        let sector = match u16_at(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut file =
            Self { bytes, sector, next: Vec::new(), entries: Vec::new(), short: Default::default() };
        let mut lists: Vec<u32> = (0..109).map_while(|at| u32_at(bytes, 76 + 4 * at)).collect();
        let mut more = u32_at(bytes, 68)?;
        let most = bytes.len() / sector + 1;
        let mut read = 0;
        while more < NO_SECTOR {
            read += 1;
            let list = file.sector(more).filter(|_| read <= most)?;
            lists.extend((0..sector / 4 - 1).map_while(|at| u32_at(list, 4 * at)));
            more = u32_at(list, sector - 4)?;
        }
        for list in lists.into_iter().filter(|list| *list < NO_SECTOR) {
            let list = file.sector(list)?;
            let numbers: Vec<u32> = (0..sector / 4).map_while(|at| u32_at(list, 4 * at)).collect();
            file.next.extend(numbers);
        }
        let directory = file.chain(u32_at(bytes, 48)?)?;
        file.entries = directory.as_chunks().0.to_vec();
        let root = *file.entries.first()?;
        if u32_at(bytes, 64)? > 0 {
            let numbers = file.chain(u32_at(bytes, 60)?)?;
            let numbers = numbers.as_chunks().0.iter().map(|bytes| u32::from_le_bytes(*bytes)).collect();
            file.short = (file.chain(u32_at(&root, 116)?)?, numbers);
        }
        Some(file)
    }

    fn sector(&self, number: u32) -> Option<&'a [u8]> {
        let start = (number as usize).checked_add(1)?.checked_mul(self.sector)?;
        let rest = self.bytes.get(start..).filter(|rest| !rest.is_empty())?;
        Some(rest.get(..self.sector).unwrap_or(rest))
    }

    /// The bytes of all sectors from one on; nothing where they have no end.
    fn chain(&self, first: u32) -> Option<Vec<u8>> {
        let (mut number, mut bytes, mut read) = (first, Vec::new(), 0);
        while number < NO_SECTOR {
            read += 1;
            bytes.extend_from_slice(self.sector(number).filter(|_| read <= self.next.len())?);
            number = *self.next.get(number as usize)?;
        }
        Some(bytes)
    }

    fn find(&self, name: &str) -> Option<usize> {
        self.entries.iter().position(|entry| {
            let units = entry.as_chunks().0.iter().take(32).map(|unit| u16::from_le_bytes(*unit));
            let units: Vec<u16> = units.take_while(|unit| *unit != 0).collect();
            String::from_utf16_lossy(&units).eq_ignore_ascii_case(name)
        })
    }

    fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    fn stream(&self, entry: usize) -> Option<Vec<u8>> {
        let entry = self.entries.get(entry)?;
        let (first, size) = (u32_at(entry, 116)?, u32_at(entry, 120)? as usize);
        if size >= SHORT {
            let mut bytes = self.chain(first)?;
            bytes.truncate(size);
            return Some(bytes);
        }
        let (parts, next) = &self.short;
        let (mut number, mut bytes) = (first, Vec::new());
        while number < NO_SECTOR && bytes.len() < size {
            let start = (number as usize).checked_mul(64)?;
            bytes.extend_from_slice(
                parts
                    .get(start..)
                    .filter(|rest| !rest.is_empty())
                    .map(|rest| rest.get(..64).unwrap_or(rest))?,
            );
            number = *next.get(number as usize)?;
        }
        bytes.truncate(size);
        Some(bytes)
    }
}

/// Makes sure that the sheets of a workbook are no larger than sheets can be, and not too large together.
fn check_records(stream: &[u8]) -> Result<(), Fault> {
    const FILE_PASS: u16 = 0x2F;
    let mut starts = Vec::new();
    for (kind, record) in records(stream) {
        match kind {
            FILE_PASS if u16_at(record, 0) != Some(0) => return Err(Fault::Locked),
            SHEET => starts.extend(u32_at(record, 0)),
            END => break,
            _ => {}
        }
    }
    let (mut cells, mut read) = (0, 0);
    for start in starts {
        let sheet = stream.get(start as usize..).ok_or(Fault::Damaged(String::new()))?;
        let (spanned, length) =
            spanned(sheet).ok_or_else(|| Fault::damaged("a sheet in it is larger than any"))?;
        cells += spanned;
        read += length;
        if cells > MOST_CELLS {
            return Err(Fault::TooLarge("XLS"));
        }
        // Sheets that start in each other would be read again and again.
        if read > 4 * stream.len() {
            return Err(Fault::damaged("its sheets overlap"));
        }
    }
    Ok(())
}

const SHEET: u16 = 0x85;
const START: u16 = 0x0809;
const END: u16 = 0x0A;

/// The hidden rows of the sheet of that number, counted from 0, as ranges; none where it has none, or they cannot be told.
pub(super) fn hidden_rows(bytes: &[u8], sheet: usize) -> Vec<Range<u32>> {
    const ROW: u16 = 0x208;
    let find = || {
        let file = Compound::new(bytes)?;
        let stream = file.stream(file.find("Workbook").or_else(|| file.find("Book"))?)?;
        let starts = records(&stream).take_while(|(kind, _)| *kind != END);
        let starts = starts.filter(|(kind, _)| *kind == SHEET);
        let start = starts.filter_map(|(_, record)| u32_at(record, 0)).nth(sheet)?;
        // What is drawn in a sheet has a start and an end of its own.
        let mut depth = 0_u32;
        let own = records(stream.get(start as usize..)?).take_while(|(kind, _)| {
            depth = depth + u32::from(*kind == START) - u32::from(*kind == END && depth > 0);
            depth > 0
        });
        let hidden = own
            .filter(|(kind, record)| *kind == ROW && record.get(12).is_some_and(|flags| flags & 0x20 != 0));
        let rows = hidden.filter_map(|(_, record)| u16_at(record, 0)).map(u32::from);
        Some(rows.map(|row| row..row + 1).collect())
    };
    find().unwrap_or_default()
}

/// How many cells a sheet spans, and how many bytes it takes; nothing where it is larger than sheets can be.
fn spanned(sheet: &[u8]) -> Option<(u64, usize)> {
    const SIZE: u16 = 0x200;
    const FORMULA: u16 = 0x06;
    // Cells of all kinds begin with their row and column.
    const CELLS: [u16; 8] = [0x203, 0x204, 0xD6, 0x205, 0x27E, 0xFD, 0xBD, FORMULA];
    let (mut depth, mut length) = (0_u32, 0);
    let (mut values, mut formulas) = (Span::default(), Span::default());
    for (kind, record) in records(sheet) {
        length += 4 + record.len();
        match kind {
            START => depth += 1,
            END => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    break;
                }
            }
            // A chart in the sheet.
            _ if depth > 1 => {}
            SIZE if record.len() == 14 || record.len() == 16 => {
                let (first, last) = (u32_at(record, 0)?, u32_at(record, 4)?);
                let is_one = u64::from(last) <= ROWS
                    && first < last.max(1)
                    && u64::from(u16_at(record, 10)?) <= COLUMNS;
                is_one.then_some(())?;
            }
            SIZE if record.len() == 10 => {
                let [first, last, right] = [u16_at(record, 0)?, u16_at(record, 2)?, u16_at(record, 6)?];
                (first < last.max(1) && u64::from(right) <= COLUMNS).then_some(())?;
            }
            kind if CELLS.contains(&kind) => {
                let (row, column) = (u16_at(record, 0)?, u16_at(record, 2)?);
                (u64::from(column) < COLUMNS).then_some(())?;
                values.widen(row.into(), column.into());
                if kind == FORMULA {
                    formulas.widen(row.into(), column.into());
                }
            }
            _ => {}
        }
    }
    Some((values.cells() + formulas.cells(), length))
}

/// The rows and columns between which cells are.
#[derive(Debug, Clone, Copy, Default)]
struct Span(Option<[(u64, u64); 2]>);

impl Span {
    fn widen(&mut self, row: u64, column: u64) {
        let [(top, bottom), (left, right)] = self.0.unwrap_or([(row, row), (column, column)]);
        self.0 = Some([(top.min(row), bottom.max(row)), (left.min(column), right.max(column))]);
    }

    fn cells(self) -> u64 {
        self.0.map_or(0, |sides| sides.iter().map(|(first, last)| last - first + 1).product())
    }
}

/// Records: what each is, and its bytes.
fn records(stream: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    let mut rest = stream;
    std::iter::from_fn(move || {
        let (kind, length) = (u16_at(rest, 0)?, u16_at(rest, 2)?);
        let record = rest.get(4..4 + usize::from(length))?;
        rest = rest.get(4 + record.len()..)?;
        Some((kind, record))
    })
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|bytes| u16::from_le_bytes(*bytes))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))
}
