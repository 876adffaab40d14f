//! A row as the steps to the right see it, whatever file it came from: the needed cells, not yet understood.

use std::borrow::Cow;
use std::hash::Hasher;
use std::ops::ControlFlow;

use super::quotes::unquoted;
use super::spot::Spot;
use crate::survey::{Day, Encoding, is_unseen};

/// Seconds of a day.
pub(super) const SECONDS_A_DAY: i64 = 86_400;

/// A cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'a> {
    /// As a text file holds it, quotes included.
    Written(&'a [u8]),
    /// The same where it is in another encoding than UTF-8, and not ASCII.
    Coded(&'a [u8], Encoding),
    /// A plain text; an empty one where there is no value.
    Text(&'a [u8]),
    /// A whole number.
    Whole(i64),
    /// Any number.
    Real(f64),
    /// A decimal number: its digits as a whole number, and how many of them stand after the point.
    Decimal(i128, u32),
    /// A day, counted from 1970-01-01.
    Day(i64),
    /// A day and a time there, wherever that is: seconds since the start of 1970-01-01 there. All but the order of answers goes
    /// by the day alone.
    Local(i64),
    /// A moment: seconds of UTC since 1970-01-01.
    Instant(i64),
    /// A universally unique identifier (RFC 9562).
    Uuid([u8; 16]),
}

/// A row: its cells are looked for when they are asked for.
pub trait Row {
    /// Whether it has more cells than the header, and not all of those beyond it are empty: whatever separates cells stands
    /// in one of them, so that none can be trusted.
    fn is_ragged(&self) -> bool;
    /// Whether it has fewer cells than the header, as spreadsheets leave out empty ones at the end.
    fn is_short(&self) -> bool;
    /// Whether there is nothing in any of its cells.
    fn is_blank(&self) -> bool;
    /// Tells its cells, in that order or their own, apart from those of other rows, where it is a record of a text file;
    /// however they are quoted and parted, and without white space around them and blank ones at its end.
    fn write_cells(&self, order: Option<&[usize]>, to: &mut impl Hasher) -> bool;
    /// The cell of a needed column, by its position among them; empty where the row lacks it.
    fn cell(&self, at: usize) -> Cell<'_>;
    /// What stands beyond the cells of the header, as it is written, delimiters and quotes included.
    fn beyond(&self) -> Cow<'_, str> {
        Cow::Borrowed("")
    }
}

/// Rows that have the cells of the header, neither more nor fewer, so that they can be read column by column.
pub trait Block {
    /// How many rows.
    fn rows(&self) -> usize;
    /// The row at a position.
    fn row(&self, at: usize) -> impl Row;
    /// Adds what is made of the cell of each row, of a needed column by its position among them; of cells that are the same it may be
    /// made once.
    fn read<T: Clone>(&self, column: usize, made: impl FnMut(Cell<'_>) -> T, to: &mut Vec<T>);
}

/// Who is given rows.
pub trait Visitor {
    /// Takes a row; breaks off when it wants no more.
    fn row(&mut self, row: &impl Row, spot: Spot) -> ControlFlow<()>;

    /// Takes several rows, of which the first is there.
    fn block(&mut self, block: &impl Block, spot: Spot) -> ControlFlow<()>
    where
        Self: Sized,
    {
        one_by_one(self, block, spot)
    }
}

/// Gives a visitor the rows of a block as if there were no columns.
pub fn one_by_one(visitor: &mut impl Visitor, block: &impl Block, spot: Spot) -> ControlFlow<()> {
    (0..block.rows()).try_for_each(|at| visitor.row(&block.row(at), spot.after(at)))
}

impl<'a> Cell<'a> {
    /// A cell as a text file in that encoding holds it.
    #[inline]
    pub(super) fn written(text: &'a [u8], encoding: Encoding) -> Self {
        if encoding == Encoding::UTF_8 || text.is_ascii() {
            Self::Written(text)
        } else {
            Self::Coded(text, encoding)
        }
    }

    /// Whether there is nothing in it that can be seen.
    #[inline]
    #[must_use]
    pub fn is_blank(self) -> bool {
        match self {
            // Most cells begin with what settles it: a letter or digit, or what can only begin a letter of Cyrillic.
            Self::Written([first, ..]) | Self::Text([first, ..])
                if first.is_ascii_alphanumeric() || matches!(first, 0xd0 | 0xd1) =>
            {
                false
            }
            Self::Written(_) | Self::Coded(..) | Self::Text(_) => is_blank(&self.text()),
            Self::Real(number) => number.is_nan(),
            Self::Whole(_)
            | Self::Decimal(..)
            | Self::Day(_)
            | Self::Local(_)
            | Self::Instant(_)
            | Self::Uuid(_) => false,
        }
    }

    /// Whether it is a text, and not a value of another type.
    #[inline]
    #[must_use]
    pub fn is_text(self) -> bool {
        matches!(self, Self::Written(_) | Self::Coded(..) | Self::Text(_))
    }

    /// Whether it is a day or a moment, however days are written.
    #[must_use]
    pub fn is_dated(self) -> bool {
        matches!(self, Self::Day(_) | Self::Local(_) | Self::Instant(_))
    }

    /// Its text.
    #[inline]
    #[must_use]
    pub fn text(self) -> Cow<'a, [u8]> {
        match self {
            // Most cells are these.
            Self::Written(text) if text.first() != Some(&b'"') => Cow::Borrowed(text),
            Self::Text(text) => Cow::Borrowed(text),
            _ => self.made_text(),
        }
    }

    /// Its text as bytes of the file, and the encoding that they are in.
    #[inline]
    #[must_use]
    pub fn coded(self) -> (Cow<'a, [u8]>, Encoding) {
        match self {
            Self::Coded(cell, encoding) => (unquoted(cell), encoding),
            _ => (self.text(), Encoding::UTF_8),
        }
    }

    #[inline(never)]
    fn made_text(self) -> Cow<'a, [u8]> {
        match self {
            Self::Written(cell) => unquoted(cell),
            Self::Coded(cell, encoding) => {
                Cow::Owned(encoding.text(&unquoted(cell)).0.into_owned().into_bytes())
            }
            Self::Text(text) => Cow::Borrowed(text),
            Self::Whole(number) => Cow::Owned(number.to_string().into_bytes()),
            Self::Real(number) if number.is_nan() => Cow::Borrowed(b""),
            // Minus zero is zero.
            Self::Real(number) => Cow::Owned((number + 0.0).to_string().into_bytes()),
            Self::Decimal(digits, scale) => Cow::Owned(decimal(digits, scale).into_bytes()),
            Self::Day(days) => {
                let text = Day::from_epoch(days).map_or_else(|| format!("day {days}"), |day| day.to_string());
                Cow::Owned(text.into_bytes())
            }
            Self::Local(moment) => Self::Day(moment.div_euclid(SECONDS_A_DAY)).made_text(),
            Self::Instant(moment) => Cow::Owned(instant(moment).into_bytes()),
            Self::Uuid(bytes) => Cow::Owned(uuid(bytes).into_bytes()),
        }
    }
}

/// Whether a text is nothing that can be seen.
fn is_blank(text: &[u8]) -> bool {
    text.trim_ascii().is_empty() || str::from_utf8(text).is_ok_and(|text| text.chars().all(is_unseen))
}

/// A moment as RFC 3339 writes it.
fn instant(moment: i64) -> String {
    let (days, seconds) = (moment.div_euclid(SECONDS_A_DAY), moment.rem_euclid(SECONDS_A_DAY));
    let [hour, minute, second] = [seconds / 3600, seconds / 60 % 60, seconds % 60];
    let day = Day::from_epoch(days).map_or_else(|| format!("day {days}"), |day| day.to_string());
    format!("{day}T{hour:02}:{minute:02}:{second:02}Z")
}

fn uuid(bytes: [u8; 16]) -> String {
    let mut text = format!("{:032x}", u128::from_be_bytes(bytes));
    for at in [20, 16, 12, 8] {
        text.insert(at, '-');
    }
    text
}

/// A decimal number exactly, without zeros at its end.
fn decimal(digits: i128, scale: u32) -> String {
    let sign = if digits < 0 { "-" } else { "" };
    let width = scale as usize + 1;
    let padded = format!("{:0>width$}", digits.unsigned_abs());
    let (whole, fraction) = padded.split_at(padded.len() - scale as usize);
    match fraction.trim_end_matches('0') {
        "" => format!("{sign}{whole}"),
        fraction => format!("{sign}{whole}.{fraction}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_the_text_that_a_person_would_write() {
        for (cell, text) in [
            (Cell::Whole(-7), "-7"),
            (Cell::Real(5.0), "5"),
            (Cell::Real(-0.0), "0"),
            (Cell::Real(f64::NAN), ""),
            (Cell::Decimal(12_345_678_901_234_567_891, 0), "12345678901234567891"),
            (Cell::Decimal(-1_250, 3), "-1.25"),
            (Cell::Decimal(5, 2), "0.05"),
            (Cell::Decimal(0, 2), "0"),
            (Cell::Decimal(900, 2), "9"),
            (Cell::Day(20_726), "2026-09-30"),
            (Cell::Instant(20_726 * 86_400 + 3_723), "2026-09-30T01:02:03Z"),
            (Cell::Instant(-1), "1969-12-31T23:59:59Z"),
            (
                Cell::Uuid(*b"\x55\x0e\x84\0\xe2\x9b\x41\xd4\xa7\x16\x44\x66\x55\x44\0\0"),
                "550e8400-e29b-41d4-a716-446655440000",
            ),
        ] {
            assert_eq!(String::from_utf8_lossy(&cell.text()), text);
        }
    }
}
