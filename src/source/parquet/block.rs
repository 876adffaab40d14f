//! A column of a row group, unpacked block by block, and its values as cells.

use half::f16;
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::{
    BoolType, ByteArrayType, DataType, DoubleType, FixedLenByteArrayType, FloatType, Int32Type, Int64Type,
    Int96Type,
};
use parquet::errors::ParquetError;
use parquet::schema::types::ColumnDescriptor;

use super::meaning::{Meaning, meaning};
use crate::source::Cell;

/// A column of a row group, and the block of it that was unpacked last.
pub(super) struct Block {
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
    pub(super) fn new(about: &ColumnDescriptor, reader: ColumnReader) -> Self {
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
    ///
    /// # Errors
    /// When they cannot be unpacked.
    pub(super) fn read(&mut self, rows: usize) -> Result<(), ParquetError> {
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
    pub(super) fn cell(&self, row: usize) -> Cell<'_> {
        let at = if self.rows.is_empty() { Some(row) } else { self.rows.get(row).copied().flatten() };
        match (&self.values, at) {
            (_, None) => NOTHING,
            (Values::Bool(typed), Some(at)) => match typed.values.get(at) {
                Some(true) => Cell::Text(b"true"),
                Some(false) => Cell::Text(b"false"),
                None => NOTHING,
            },
            (Values::Int32(typed), Some(at)) => match (typed.values.get(at), self.meaning) {
                (Some(value), Meaning::Unsigned) => Cell::Whole(i64::from(value.cast_unsigned())),
                (Some(value), _) => self.whole(i64::from(*value)),
                (None, _) => NOTHING,
            },
            (Values::Int64(typed), Some(at)) => {
                typed.values.get(at).map_or(NOTHING, |value| self.whole(*value))
            }
            (Values::Int96(typed), Some(at)) => {
                typed.values.get(at).map_or(NOTHING, |value| Cell::Instant(value.to_seconds()))
            }
            (Values::Float(typed), Some(at)) => {
                typed.values.get(at).map_or(NOTHING, |value| Cell::Real(widened(*value)))
            }
            (Values::Double(typed), Some(at)) => {
                typed.values.get(at).map_or(NOTHING, |value| Cell::Real(*value))
            }
            (Values::Bytes(typed), Some(at)) => {
                typed.values.get(at).map_or(NOTHING, |value| self.bytes(value.data()))
            }
            (Values::Fixed(typed), Some(at)) => {
                typed.values.get(at).map_or(NOTHING, |value| self.bytes(value.data()))
            }
        }
    }

    #[inline]
    fn whole(&self, value: i64) -> Cell<'_> {
        match self.meaning {
            Meaning::Unsigned if value < 0 => Cell::Decimal(i128::from(value.cast_unsigned()), 0),
            Meaning::Plain | Meaning::Unsigned | Meaning::Half | Meaning::Uuid => Cell::Whole(value),
            Meaning::Day => Cell::Day(value),
            Meaning::Local { a_second } => Cell::Local(value.div_euclid(a_second)),
            Meaning::Instant { a_second } => Cell::Instant(value.div_euclid(a_second)),
            Meaning::Decimal { scale } => Cell::Decimal(i128::from(value), scale),
        }
    }

    #[inline]
    fn bytes<'a>(&self, bytes: &'a [u8]) -> Cell<'a> {
        match self.meaning {
            Meaning::Decimal { scale } => {
                big_endian(bytes).map_or(TOO_LONG, |value| Cell::Decimal(value, scale))
            }
            Meaning::Half => bytes
                .try_into()
                .map_or(Cell::Text(bytes), |bytes| Cell::Real(half(f16::from_le_bytes(bytes)))),
            Meaning::Uuid => bytes.try_into().map_or(Cell::Text(bytes), Cell::Uuid),
            _ => Cell::Text(bytes),
        }
    }
}

/// What a row has where it has nothing.
const NOTHING: Cell<'static> = Cell::Text(b"");

/// Stands for a number that is longer than any that is used; it is no text, and told as such.
const TOO_LONG: Cell<'static> = Cell::Text(b"\0");

/// A whole number in two's complement, its highest byte first; nothing for one that needs more than 16 bytes.
fn big_endian(bytes: &[u8]) -> Option<i128> {
    let sign = if bytes.first().is_some_and(|byte| byte & 0x80 != 0) { -1 } else { 0 };
    let (surplus, rest) = bytes.split_at(bytes.len().saturating_sub(16));
    let number = rest.iter().fold(sign, |number: i128, byte| (number << 8) | i128::from(*byte));
    // A longer one says nothing more where what is before these bytes repeats their sign.
    let filler = if sign < 0 { 0xff } else { 0 };
    (surplus.iter().all(|byte| *byte == filler) && (number < 0) == (sign < 0)).then_some(number)
}

/// The same number as a person would write it: 0.1 and not 0.10000000149.
fn widened(value: f32) -> f64 {
    if value.fract() == 0.0 {
        f64::from(value)
    } else {
        value.to_string().parse().unwrap_or(f64::from(value))
    }
}

/// The same for a number of 16 bits, which five digits tell from all others.
fn half(value: f16) -> f64 {
    let plain = f64::from(value);
    if plain.fract() == 0.0 {
        return plain;
    }
    let mut shorter = (0..5).filter_map(|digits| format!("{plain:.digits$e}").parse().ok());
    shorter.find(|number| f16::from_f64(*number) == value).unwrap_or(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_any_length_are_read_as_long_as_their_values_are_not() {
        assert_eq!(big_endian(&[]), Some(0));
        assert_eq!(big_endian(&[9]), Some(9));
        assert_eq!(big_endian(&[0xff, 0xf6]), Some(-10));
        let long = |first: u8, last: u8| {
            let mut bytes = [first; 32];
            bytes[31] = last;
            bytes
        };
        assert_eq!(big_endian(&long(0, 9)), Some(9));
        assert_eq!(big_endian(&long(0xff, 0xff)), Some(-1));
        assert_eq!(big_endian(&long(1, 0)), None);
        // 2^127, and its opposite.
        let mut edge = long(0, 0);
        edge[16] = 0x80;
        assert_eq!(big_endian(&edge), None);
        assert_eq!(big_endian(&edge[16..]), Some(i128::MIN));
    }

    #[test]
    fn short_floating_point_numbers_are_what_a_person_would_write() {
        for value in [0.0, 9.0, 10.0, 0.1, 0.75, 0.333, 1.5, 2048.0, 65504.0, -1.0] {
            assert_eq!(half(f16::from_f64(value)).to_bits(), f64::to_bits(value));
        }
        assert!(half(f16::NAN).is_nan());
        assert!(half(f16::INFINITY).is_infinite());
        for bits in 0..=u16::MAX {
            let value = f16::from_bits(bits);
            assert!(value.is_nan() || f16::from_f64(half(value)) == value);
        }
    }
}
