//! The columns of a batch: their buffers, unpacked, and the values in these.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::Read;

use half::f16;
use lz4_flex::frame::FrameDecoder;

use super::fault::Fault;
use super::flat::{Table, long};
use super::messages::Body;
use super::schema::{Schema, Type};
use crate::source::row::Cell;
use crate::source::table::Value;

/// What dictionaries hold, by their numbers: one column after another.
pub(super) type Dictionaries = HashMap<i64, Vec<Column>>;

/// A buffer may unpack to so many bytes whatever its own length is, and to so many times that length.
const SMALL: u64 = 64 << 20;
const TIMES: u64 = 100;

/// No buffer unpacks to more.
const LARGEST: u64 = 1 << 30;

/// The largest whole number below which a double has all of them.
const EXACT: u128 = 1 << 53;

/// A column of a batch.
#[derive(Debug)]
pub(super) struct Column {
    kind: Type,
    rows: usize,
    /// Which rows have a value, a bit each, of it and of what it lies within; all where there is nothing.
    there: Vec<Vec<u8>>,
    buffers: Vec<Vec<u8>>,
}

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Found<'a> {
    Text(Cow<'a, str>),
    Number(f64),
    Day(i64),
    Instant(i64),
    Truth(bool),
}

impl Found<'_> {
    pub(super) fn as_value(&self) -> Value<'_> {
        match self {
            Self::Text(text) => Value::Text(text),
            Self::Number(number) => Value::Number(*number),
            Self::Day(day) => Value::Day(*day),
            Self::Instant(moment) => Value::Instant(*moment),
            Self::Truth(is) => Value::Truth(*is),
        }
    }
}

/// How buffers are packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Packed {
    Not,
    Lz4,
    Zstd,
}

/// Reads the wanted columns of a batch.
pub(super) fn read(
    body: &mut Body<'_>,
    batch: Table<'_>,
    schema: &Schema,
    wanted: &[bool],
) -> Result<Vec<Option<Column>>, Fault> {
    let fewer = || Fault::damaged("a batch has fewer buffers than its columns");
    let packed = match batch.table(3)?.map(|packed| packed.number(0, 1, 0)).transpose()? {
        None => Packed::Not,
        Some(0) => Packed::Lz4,
        Some(1) => Packed::Zstd,
        Some(_) => return Err(Fault::Unread("is packed in a way that is not known")),
    };
    // Of each thing how many rows it has, and in how many there is nothing; of each buffer its start and length.
    let pair = |bytes: &[u8]| (long(bytes, 0), long(bytes, 8));
    let mut nodes = batch.items(1, 16)?.map(pair);
    let mut buffers = batch.items(2, 16)?.map(pair);
    let mut more = batch.numbers(4)?;
    let mut columns: Vec<Option<Column>> = schema.columns.iter().map(|_| None).collect();
    // Of steps that others lie within and that are not in all rows, where that stands.
    let mut within: HashMap<usize, (i64, i64)> = HashMap::new();
    for (at, step) in schema.steps.iter().enumerate() {
        let (length, nothing) = nodes.next().ok_or_else(fewer)?;
        let further = if step.has_more { more.next().ok_or_else(fewer)? } else { 0 };
        let further = usize::try_from(further).map_err(|_| fewer())?;
        let column = step.column.filter(|column| wanted.get(*column).is_some_and(|is_wanted| *is_wanted));
        let kind = column.and_then(|column| schema.columns.get(column)).map(|leaf| &leaf.kind);
        let kind = kind.filter(|kind| !matches!(kind, Type::Other(_)));
        let mut own = Vec::new();
        for _ in 0..step.buffers.saturating_add(further) {
            let (start, size) = buffers.next().ok_or_else(fewer)?;
            if step.column.is_none() && nothing != 0 {
                within.entry(at).or_insert((start, size));
            }
            if kind.is_some() {
                own.push(unpacked(body.bytes(start, size)?, packed)?);
            }
        }
        if let (Some(kind), Some(place)) = (kind, column.and_then(|column| columns.get_mut(column))) {
            let rows = usize::try_from(length).map_err(|_| fewer())?;
            let mut there = if own.is_empty() { Vec::new() } else { vec![own.remove(0)] };
            there.retain(|_| nothing != 0);
            let mut outer = step.outer;
            while let Some(at) = outer {
                if let Some((offset, length)) = within.get(&at) {
                    there.push(unpacked(body.bytes(*offset, *length)?, packed)?);
                }
                outer = schema.steps.get(at).and_then(|step| step.outer);
            }
            *place = Some(Column { kind: kind.clone(), rows, there, buffers: own });
        }
    }
    Ok(columns)
}

/// A buffer as it was before it was packed: its length stands before it.
fn unpacked(bytes: Vec<u8>, packed: Packed) -> Result<Vec<u8>, Fault> {
    if packed == Packed::Not || bytes.is_empty() {
        return Ok(bytes);
    }
    let (length, rest) = bytes.split_first_chunk().ok_or_else(|| Fault::damaged("it is cut short"))?;
    let Ok(length) = u64::try_from(i64::from_le_bytes(*length)) else { return Ok(rest.to_vec()) };
    if length > LARGEST || length > SMALL.max((rest.len() as u64).saturating_mul(TIMES)) {
        return Err(Fault::damaged("a buffer in it unpacks to far more than it should"));
    }
    let mut unpacked = Vec::new();
    let read = if packed == Packed::Lz4 {
        FrameDecoder::new(rest).take(length).read_to_end(&mut unpacked)
    } else {
        zstd::Decoder::with_buffer(rest).and_then(|decoder| decoder.take(length).read_to_end(&mut unpacked))
    };
    match read {
        Ok(read) if read as u64 == length => Ok(unpacked),
        _ => Err(Fault::damaged("a packed buffer in it is damaged")),
    }
}

/// Whether a bit is set.
fn bit(bits: &[u8], at: usize) -> Option<bool> {
    bits.get(at / 8).map(|byte| byte >> (at % 8) & 1 == 1)
}

/// So many bytes of a buffer, the ones at a position if all are of that length.
fn bytes(buffer: Option<&Vec<u8>>, at: usize, length: usize) -> Result<&[u8], Fault> {
    let start = at.checked_mul(length);
    let found = start.and_then(|start| buffer?.get(start..start.checked_add(length)?));
    found.ok_or_else(|| Fault::damaged("a buffer in it is shorter than its rows"))
}

/// A whole number of up to 16 bytes, the lowest first.
fn whole(bytes: &[u8], is_signed: bool) -> i128 {
    let is_below = is_signed && bytes.last().is_some_and(|last| last & 0x80 != 0);
    let mut wide = [if is_below { 0xff } else { 0 }; 16];
    wide.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
    i128::from_le_bytes(wide)
}

/// The same as a position.
fn position(bytes: &[u8]) -> usize {
    usize::try_from(whole(bytes, true)).unwrap_or(usize::MAX)
}

/// The same as a value: one that a double does not have exactly is told by its digits.
fn number(number: i128) -> Found<'static> {
    #[expect(clippy::cast_precision_loss, reason = "it is one that a double has")]
    if number.unsigned_abs() <= EXACT {
        Found::Number(number as f64)
    } else {
        Found::Text(number.to_string().into())
    }
}

impl Column {
    /// The value in a row, where there is one.
    pub(super) fn value<'a>(
        &'a self,
        row: usize,
        dictionaries: &'a Dictionaries,
    ) -> Result<Option<Found<'a>>, Fault> {
        if row >= self.rows {
            return Err(Fault::damaged("a column in it has fewer rows than others"));
        }
        if self.there.iter().any(|bits| bit(bits, row) == Some(false)) {
            return Ok(None);
        }
        let [first, second] = [0, 1].map(|at| self.buffers.get(at));
        Ok(Some(match &self.kind {
            Type::Null | Type::Other(_) => return Ok(None),
            Type::Whole { bytes: length, is_signed } => {
                number(whole(bytes(first, row, *length)?, *is_signed))
            }
            Type::Real { bytes: length } => {
                let number = real(bytes(first, row, *length)?);
                if number.is_nan() {
                    return Ok(None);
                }
                Found::Number(number)
            }
            Type::Truth => {
                let is = first.and_then(|bits| bit(bits, row));
                Found::Truth(is.ok_or_else(|| Fault::damaged("a buffer in it is shorter than its rows"))?)
            }
            Type::Decimal { bytes: length, scale } => {
                let digits = whole(bytes(first, row, *length)?, true);
                let text = Cell::Decimal(digits, *scale).text();
                let text = String::from_utf8_lossy(&text).into_owned();
                let exact = text.parse().ok().filter(|_| digits.unsigned_abs() <= EXACT);
                exact.map_or(Found::Text(text.into()), Found::Number)
            }
            Type::Day => Found::Day(i64::try_from(whole(bytes(first, row, 4)?, true)).unwrap_or_default()),
            Type::Moment { a_second, is_instant } => {
                let moment = i64::try_from(whole(bytes(first, row, 8)?, true)).unwrap_or_default();
                let seconds = moment.div_euclid(*a_second);
                if *is_instant { Found::Instant(seconds) } else { Found::Day(seconds.div_euclid(86_400)) }
            }
            Type::Text { bytes: length } => {
                let after = row.saturating_add(1);
                let [start, end] = [bytes(first, row, *length)?, bytes(first, after, *length)?].map(position);
                text(second, start, end)?
            }
            Type::Fixed { bytes: length } => {
                Found::Text(String::from_utf8_lossy(bytes(first, row, *length)?))
            }
            Type::View => self.view(bytes(first, row, 16)?)?,
            Type::Coded { id, bytes: length, is_signed } => {
                let code =
                    usize::try_from(whole(bytes(first, row, *length)?, *is_signed)).unwrap_or(usize::MAX);
                let mut at = code;
                for chunk in dictionaries.get(id).map(Vec::as_slice).unwrap_or_default() {
                    match at.checked_sub(chunk.rows) {
                        // The values of a dictionary are no codes.
                        None if matches!(chunk.kind, Type::Coded { .. }) => break,
                        None => return chunk.value(at, dictionaries),
                        Some(after) => at = after,
                    }
                }
                return Err(Fault::damaged(format!("a dictionary in it has no value {code}")));
            }
        }))
    }

    /// A text that stands in its view where it is short, and else in one of several buffers.
    fn view<'a>(&'a self, view: &'a [u8]) -> Result<Found<'a>, Fault> {
        let number = |at: usize| position(view.get(at..at + 4).unwrap_or_default());
        let length = number(0);
        if length <= 12 {
            return Ok(Found::Text(String::from_utf8_lossy(view.get(4..4 + length).unwrap_or_default())));
        }
        let (buffer, start) = (number(8), number(12));
        text(self.buffers.get(buffer.saturating_add(1)), start, start.saturating_add(length))
    }
}

/// A text within a buffer.
fn text(buffer: Option<&Vec<u8>>, start: usize, end: usize) -> Result<Found<'_>, Fault> {
    // Where all texts are empty there need not be a buffer.
    let bytes =
        if start == end { Some([].as_slice()) } else { buffer.and_then(|buffer| buffer.get(start..end)) };
    let bytes = bytes.ok_or_else(|| Fault::damaged("a text in it lies outside of its buffer"))?;
    Ok(Found::Text(String::from_utf8_lossy(bytes)))
}

/// A number as a person would write it: 0.1 and not 0.10000000149.
fn real(bytes: &[u8]) -> f64 {
    match bytes {
        [one, two] => f64::from(f16::from_le_bytes([*one, *two])),
        bytes => match (bytes.first_chunk(), bytes.first_chunk()) {
            (_, Some(eight)) => f64::from_le_bytes(*eight),
            (Some(four), _) => {
                let number = f32::from_le_bytes(*four);
                number.to_string().parse().unwrap_or(f64::from(number))
            }
            _ => f64::NAN,
        },
    }
}
