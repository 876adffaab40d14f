//! Parquet files: their columns, and the rows of a row group, block by block. The only place that names the
//! `parquet` crate.
//!
//! A row group is opened anew by whoever reads it, so that several are read at once, and only the needed
//! columns are unpacked, page by page: memory is bounded by pages, not by rows.

use std::cell;
use std::fs::{self, File};
use std::io::Read;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::sync::Once;

use parquet::basic::{ConvertedType, LogicalType, TimeUnit, Type as Physical};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::{
    BoolType, ByteArrayType, DataType, DoubleType, FixedLenByteArrayType, FloatType, Int32Type, Int64Type,
    Int96Type,
};
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::schema::types::ColumnDescriptor;

use super::open::{Stamp, failed};
use super::row::{Cell, Places, Row, Visitor};
use super::stream::{Spot, changed};
use crate::error::Problem;

/// The first bytes of a Parquet file.
const MAGIC: &[u8] = b"PAR1";

/// How many rows are unpacked at once.
const ROWS: usize = 8 << 10;

const SECONDS_A_DAY: i64 = 86_400;

/// What is known of a file without reading its rows.
#[derive(Debug)]
pub(super) struct About {
    pub(super) stamp: Stamp,
    /// Its columns, in order; those within structures by their path, such as `person.country`.
    pub(super) columns: Vec<Column>,
    /// How many row groups it has.
    pub(super) groups: usize,
}

/// A column.
#[derive(Debug)]
pub(super) struct Column {
    pub(super) name: String,
    /// Whether it holds days or moments, and not texts.
    pub(super) is_date: bool,
    /// Whether a row may hold several values of it.
    pub(super) is_list: bool,
}

/// Whether a file is a Parquet file, by its first bytes; not where they cannot be read.
pub(super) fn is_parquet(path: &Path) -> bool {
    let mut start = Vec::new();
    let is_file = fs::metadata(path).is_ok_and(|about| about.is_file());
    let file = is_file.then(|| File::open(path).ok()).flatten();
    file.is_some_and(|file| file.take(MAGIC.len() as u64).read_to_end(&mut start).is_ok()) && start == MAGIC
}

/// Reads what stands at the end of a file.
///
/// # Errors
/// When that cannot be read.
pub(super) fn about(path: &Path) -> Result<About, Problem> {
    let (stamp, reader) = open(path)?;
    let meta = reader.metadata();
    let columns = meta.file_metadata().schema_descr().columns().iter().map(|column| Column {
        name: column.path().string(),
        is_date: matches!(meaning(column), Meaning::Day | Meaning::Moment { .. }),
        is_list: column.max_rep_level() > 0,
    });
    Ok(About { stamp, columns: columns.collect(), groups: meta.num_row_groups() })
}

/// Gives each row of a row group to a visitor, in order, until that breaks off. The group is the chunk of the
/// spot, which is moved on with the rows.
///
/// # Errors
/// When the rows cannot be unpacked, or the file is not the one it was.
pub(super) fn read_group(
    path: &Path,
    stamp: Stamp,
    places: &Places,
    spot: &mut Spot,
    visitor: &mut impl Visitor,
) -> Result<(), Problem> {
    let (now, reader) = open(path)?;
    if now != stamp {
        return Err(changed(path));
    }
    let wrong = |error: ParquetError| damaged(path, &error.to_string());
    let group = reader.get_row_group(spot.chunk).map_err(wrong)?;
    let mut positions: Vec<usize> = places.all().collect();
    positions.sort_unstable();
    positions.dedup();
    let mut blocks = Vec::new();
    for position in &positions {
        let about = group.metadata().column(*position).column_descr();
        let pages = guarded(path, || group.get_column_reader(*position).map_err(wrong))??;
        blocks.push(Block::new(about, pages));
    }
    let places = places.map(|position| positions.binary_search(&position).unwrap_or(usize::MAX));
    let mut left = usize::try_from(group.metadata().num_rows()).unwrap_or(0);
    while left > 0 {
        let rows = left.min(ROWS);
        for block in &mut blocks {
            guarded(path, || block.read(rows).map_err(wrong))??;
        }
        for row in 0..rows {
            if visitor.row(&Across { blocks: &blocks, places: &places, row }, *spot).is_break() {
                return Ok(());
            }
            spot.row += 1;
        }
        left -= rows;
    }
    Ok(())
}

/// A row across the blocks of its columns.
struct Across<'a> {
    blocks: &'a [Block],
    /// Which block is which.
    places: &'a Places,
    row: usize,
}

impl Across<'_> {
    #[inline]
    fn cell(&self, block: usize) -> Cell<'_> {
        self.blocks.get(block).map_or(Cell::Text(b""), |block| block.cell(self.row))
    }
}

impl Row for Across<'_> {
    fn is_ragged(&self) -> bool {
        false
    }

    fn is_short(&self) -> bool {
        false
    }

    // Only the needed columns are unpacked: what is in the others is not known.
    fn is_blank(&self) -> bool {
        self.blocks.iter().all(|block| block.cell(self.row).is_blank())
    }

    fn record(&self) -> Option<&[u8]> {
        None
    }

    #[inline]
    fn score(&self) -> Cell<'_> {
        self.cell(self.places.score)
    }

    #[inline]
    fn date(&self) -> Option<Cell<'_>> {
        self.places.date.map(|block| self.cell(block))
    }

    #[inline]
    fn region(&self) -> Option<Cell<'_>> {
        self.places.region.map(|block| self.cell(block))
    }

    #[inline]
    fn client(&self, level: usize) -> Option<Cell<'_>> {
        self.places.client.get(level).copied().flatten().map(|block| self.cell(block))
    }

    #[inline]
    fn weight(&self) -> Option<Cell<'_>> {
        self.places.weight.map(|block| self.cell(block))
    }

    #[inline]
    fn attribute(&self, at: usize) -> Option<Cell<'_>> {
        self.places.attributes.get(at).copied().flatten().map(|block| self.cell(block))
    }
}

fn open(path: &Path) -> Result<(Stamp, SerializedFileReader<File>), Problem> {
    let file = File::open(path).map_err(|error| failed(path, &error))?;
    let stamp = Stamp::of(&file.metadata().map_err(|error| failed(path, &error))?);
    let reader = guarded(path, || SerializedFileReader::new(file))?;
    Ok((stamp, reader.map_err(|error| damaged(path, &error.to_string()))?))
}

thread_local! {
    static IS_GUARDED: cell::Cell<bool> = const { cell::Cell::new(false) };
}

/// The crate's own checks do not find all damage: some makes it panic, which is no defect of this program and is
/// told as damage only.
fn guarded<T>(path: &Path, work: impl FnOnce() -> T) -> Result<T, Problem> {
    static QUIET: Once = Once::new();
    QUIET.call_once(|| {
        let others = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !IS_GUARDED.get() {
                others(info);
            }
        }));
    });
    IS_GUARDED.set(true);
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    IS_GUARDED.set(false);
    done.map_err(|_| damaged(path, "its parts do not agree with each other"))
}

fn damaged(path: &Path, why: &str) -> Problem {
    let why = why.strip_prefix("Parquet error: ").unwrap_or(why);
    Problem::new(format!("the Parquet file `{}` cannot be read: {why}", path.display()))
        .in_file(path)
        .hint("copy or write the file again; it may be compressed with snappy, gzip, lz4 or zstd")
}

/// What the values of a column stand for.
#[derive(Debug, Clone, Copy)]
enum Meaning {
    Plain,
    Unsigned,
    Day,
    Moment { a_day: i64 },
    Decimal { scale: u32 },
}

fn meaning(column: &ColumnDescriptor) -> Meaning {
    let moment = |a_second: i64| Meaning::Moment { a_day: SECONDS_A_DAY * a_second };
    match column.logical_type_ref() {
        Some(LogicalType::Date) => Meaning::Day,
        Some(LogicalType::Timestamp(of)) => moment(match of.unit {
            TimeUnit::MILLIS => 1_000,
            TimeUnit::MICROS => 1_000_000,
            TimeUnit::NANOS => 1_000_000_000,
        }),
        Some(LogicalType::Decimal(of)) => Meaning::Decimal { scale: of.scale.unsigned_abs() },
        Some(LogicalType::Integer(of)) if !of.is_signed => Meaning::Unsigned,
        Some(_) => Meaning::Plain,
        // What older programs say instead.
        None => match column.converted_type() {
            ConvertedType::DATE => Meaning::Day,
            ConvertedType::TIMESTAMP_MILLIS => moment(1_000),
            ConvertedType::TIMESTAMP_MICROS => moment(1_000_000),
            ConvertedType::DECIMAL => Meaning::Decimal { scale: column.type_scale().unsigned_abs() },
            ConvertedType::UINT_8
            | ConvertedType::UINT_16
            | ConvertedType::UINT_32
            | ConvertedType::UINT_64 => Meaning::Unsigned,
            _ if column.physical_type() == Physical::INT96 => moment(1),
            _ => Meaning::Plain,
        },
    }
}

/// A column of a row group, and the block of it that was unpacked last.
struct Block {
    meaning: Meaning,
    values: Values,
    /// Level at which a value is there; lower ones are missing.
    present: i16,
    levels: Vec<i16>,
    /// Which value each row has; empty when none is missing.
    rows: Vec<Option<usize>>,
}

/// The values of a block that are not missing, and where the next ones come from.
enum Values {
    Bool(Typed<BoolType>),
    Int32(Typed<Int32Type>),
    Int64(Typed<Int64Type>),
    Int96(Typed<Int96Type>),
    Float(Typed<FloatType>),
    Double(Typed<DoubleType>),
    Bytes(Typed<ByteArrayType>),
    Fixed(Typed<FixedLenByteArrayType>),
}

struct Typed<T: DataType> {
    reader: ColumnReaderImpl<T>,
    values: Vec<T::T>,
}

impl<T: DataType> Typed<T> {
    fn new(reader: ColumnReaderImpl<T>) -> Self {
        Self { reader, values: Vec::new() }
    }

    fn read(&mut self, rows: usize, levels: &mut Vec<i16>) -> Result<usize, ParquetError> {
        self.values.clear();
        levels.clear();
        // Pages end where they like.
        let mut read = 0;
        while read < rows {
            let (records, _, _) =
                self.reader.read_records(rows - read, Some(levels), None, &mut self.values)?;
            if records == 0 {
                break;
            }
            read += records;
        }
        Ok(read)
    }
}

impl Block {
    fn new(about: &ColumnDescriptor, reader: ColumnReader) -> Self {
        let values = match reader {
            ColumnReader::BoolColumnReader(reader) => Values::Bool(Typed::new(reader)),
            ColumnReader::Int32ColumnReader(reader) => Values::Int32(Typed::new(reader)),
            ColumnReader::Int64ColumnReader(reader) => Values::Int64(Typed::new(reader)),
            ColumnReader::Int96ColumnReader(reader) => Values::Int96(Typed::new(reader)),
            ColumnReader::FloatColumnReader(reader) => Values::Float(Typed::new(reader)),
            ColumnReader::DoubleColumnReader(reader) => Values::Double(Typed::new(reader)),
            ColumnReader::ByteArrayColumnReader(reader) => Values::Bytes(Typed::new(reader)),
            ColumnReader::FixedLenByteArrayColumnReader(reader) => Values::Fixed(Typed::new(reader)),
        };
        Self {
            meaning: meaning(about),
            values,
            present: about.max_def_level(),
            levels: Vec::new(),
            rows: Vec::new(),
        }
    }

    /// Unpacks the next block of so many rows.
    fn read(&mut self, rows: usize) -> Result<(), ParquetError> {
        let levels = &mut self.levels;
        let (read, values) = match &mut self.values {
            Values::Bool(typed) => (typed.read(rows, levels)?, typed.values.len()),
            Values::Int32(typed) => (typed.read(rows, levels)?, typed.values.len()),
            Values::Int64(typed) => (typed.read(rows, levels)?, typed.values.len()),
            Values::Int96(typed) => (typed.read(rows, levels)?, typed.values.len()),
            Values::Float(typed) => (typed.read(rows, levels)?, typed.values.len()),
            Values::Double(typed) => (typed.read(rows, levels)?, typed.values.len()),
            Values::Bytes(typed) => (typed.read(rows, levels)?, typed.values.len()),
            Values::Fixed(typed) => (typed.read(rows, levels)?, typed.values.len()),
        };
        if read != rows {
            return Err(ParquetError::General(format!("a column ends after {read} of {rows} rows")));
        }
        self.rows.clear();
        if values < rows {
            let mut at = 0;
            self.rows.extend(self.levels.iter().map(|level| {
                (*level == self.present).then(|| {
                    at += 1;
                    at - 1
                })
            }));
        }
        Ok(())
    }

    /// The cell of a row of the block.
    #[inline]
    fn cell(&self, row: usize) -> Cell<'_> {
        let value = if self.rows.is_empty() { Some(row) } else { self.rows.get(row).copied().flatten() };
        value.and_then(|at| self.value(at)).unwrap_or(Cell::Text(b""))
    }

    #[inline]
    fn value(&self, at: usize) -> Option<Cell<'_>> {
        Some(match &self.values {
            Values::Bool(typed) => Cell::Text(if *typed.values.get(at)? { b"true" } else { b"false" }),
            Values::Int32(typed) => match (*typed.values.get(at)?, self.meaning) {
                (value, Meaning::Unsigned) => Cell::Whole(i64::from(value.cast_unsigned())),
                (value, _) => self.whole(i64::from(value)),
            },
            Values::Int64(typed) => self.whole(*typed.values.get(at)?),
            Values::Int96(typed) => Cell::Day(typed.values.get(at)?.to_seconds().div_euclid(SECONDS_A_DAY)),
            Values::Float(typed) => Cell::Real(widened(*typed.values.get(at)?)),
            Values::Double(typed) => Cell::Real(*typed.values.get(at)?),
            Values::Bytes(typed) => self.bytes(typed.values.get(at)?.data()),
            Values::Fixed(typed) => self.bytes(typed.values.get(at)?.data()),
        })
    }

    #[inline]
    fn whole(&self, value: i64) -> Cell<'_> {
        match self.meaning {
            Meaning::Unsigned if value < 0 => Cell::Decimal(i128::from(value.cast_unsigned()), 0),
            Meaning::Plain | Meaning::Unsigned => Cell::Whole(value),
            Meaning::Day => Cell::Day(value),
            Meaning::Moment { a_day } => Cell::Day(value.div_euclid(a_day)),
            Meaning::Decimal { scale } => Cell::Decimal(i128::from(value), scale),
        }
    }

    #[inline]
    fn bytes<'a>(&self, bytes: &'a [u8]) -> Cell<'a> {
        match self.meaning {
            Meaning::Decimal { scale } => {
                big_endian(bytes).map_or(TOO_LONG, |value| Cell::Decimal(value, scale))
            }
            _ => Cell::Text(bytes),
        }
    }
}

/// Stands for a number that is longer than any that is used; it is no text, and told as such.
const TOO_LONG: Cell<'static> = Cell::Text(b"\xff");

/// A whole number in two's complement, its highest byte first; nothing for one of more than 16 bytes.
fn big_endian(bytes: &[u8]) -> Option<i128> {
    let sign = if bytes.first().is_some_and(|byte| byte & 0x80 != 0) { -1 } else { 0 };
    let number = bytes.iter().fold(sign, |number: i128, byte| (number << 8) | i128::from(*byte));
    (bytes.len() <= 16).then_some(number)
}

/// The same number as a person would write it: 0.1 and not 0.10000000149.
fn widened(value: f32) -> f64 {
    if value.fract() == 0.0 {
        f64::from(value)
    } else {
        value.to_string().parse().unwrap_or(f64::from(value))
    }
}
