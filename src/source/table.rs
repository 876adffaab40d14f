//! The needed columns of a file that is read once and whole, each as its different values and which of them every row has: the
//! sheet of a workbook, of which little is needed, and which would take long to be read again.

use std::collections::HashMap;
use std::hash::Hasher;
use std::ops::ControlFlow;

use super::parquet::Holds;
use super::row::SECONDS_A_DAY;
use super::row::{Block, Cell, Row, Visitor};
use super::spot::Spot;

/// So many rows are a chunk.
const PIECE: usize = 8 << 10;

/// So many cells a file may have whatever its size, and so many for each of its bytes: one that is packed may say in a few of them that it has
/// any number of rows.
const CELLS: u64 = 64 << 20;
const CELLS_A_BYTE: u64 = 4;

/// How many rows of so many needed columns a file of that size may have.
pub(super) fn most_rows(size: u64, columns: usize) -> u64 {
    CELLS.max(size.saturating_mul(CELLS_A_BYTE)) / columns.max(1) as u64
}

/// A value, as far as a cell has one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Value<'a> {
    /// A text.
    Text(&'a str),
    /// A number.
    Number(f64),
    /// A day and a time there: seconds since the start of 1970-01-01.
    Local(i64),
    /// True or false.
    Truth(bool),
}

impl<'a> Value<'a> {
    /// The start of a day, counted from 1970-01-01.
    pub(super) fn day(day: i64) -> Self {
        Self::Local(day * SECONDS_A_DAY)
    }

    /// The same as a cell.
    pub(super) fn cell(self) -> Cell<'a> {
        match self {
            Self::Text(text) => Cell::Text(text.as_bytes()),
            Self::Number(number) => Cell::Real(number),
            Self::Local(moment) => Cell::Local(moment),
            Self::Truth(true) => Cell::Text(b"true"),
            Self::Truth(false) => Cell::Text(b"false"),
        }
    }

    fn holds(self) -> Holds {
        match self {
            Self::Text(_) => Holds::Texts,
            Self::Number(_) => Holds::Numbers,
            Self::Local(_) => Holds::Dates,
            Self::Truth(_) => Holds::Truths,
        }
    }

    /// What it is known by among those that are no texts; numbers by their bits.
    fn key(self) -> (u8, u64) {
        match self {
            Self::Text(_) => (0, 0),
            Self::Number(number) => (1, number.to_bits()),
            Self::Local(moment) => (2, moment.cast_unsigned()),
            Self::Truth(is) => (3, is.into()),
        }
    }
}

/// A value that is kept.
#[derive(Debug, Clone, PartialEq)]
enum Kept {
    Text(Box<str>),
    Other(Value<'static>),
}

impl Kept {
    fn cell(&self) -> Cell<'_> {
        match self {
            Self::Text(text) => Cell::Text(text.as_bytes()),
            Self::Other(value) => value.cell(),
        }
    }
}

/// What a row has where it has nothing.
const NOTHING: Cell<'static> = Cell::Text(b"");

/// A column: of each row one more than the position of its value, up to the last row that has any; 0 where it has none.
#[derive(Debug, Clone, Default, PartialEq)]
struct Column {
    values: Vec<Kept>,
    rows: Vec<u32>,
    holds: Option<Holds>,
}

impl Column {
    /// Keeps a value that is new here.
    fn keep(&mut self, value: Kept) -> u32 {
        self.values.push(value);
        u32::try_from(self.values.len()).unwrap_or(u32::MAX)
    }

    #[inline]
    fn cell(&self, row: usize) -> Cell<'_> {
        let at = self.rows.get(row).and_then(|at| (*at as usize).checked_sub(1));
        at.and_then(|at| self.values.get(at)).map_or(NOTHING, Kept::cell)
    }
}

/// The rows.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Table {
    columns: Vec<Column>,
    /// Of each row, whether it holds anything in any column, needed or not.
    filled: Vec<bool>,
}

impl Table {
    /// How many rows.
    pub(super) fn rows(&self) -> usize {
        self.filled.len()
    }

    /// Whether a row holds anything.
    pub(super) fn is_filled(&self, row: usize) -> bool {
        self.filled.get(row).is_some_and(|is_filled| *is_filled)
    }

    /// How many chunks.
    pub(super) fn pieces(&self) -> usize {
        self.rows().div_ceil(PIECE)
    }

    /// What a column holds: texts, where it holds nothing, or values of several types.
    pub(super) fn holds(&self, column: usize) -> Holds {
        self.columns.get(column).and_then(|column| column.holds).unwrap_or(Holds::Texts)
    }

    /// Gives each row of a chunk to a visitor, in order, until that breaks off.
    pub(super) fn visit(&self, spot: Spot, visitor: &mut impl Visitor) -> ControlFlow<()> {
        let start = spot.chunk * PIECE;
        let rows = self.rows().saturating_sub(start).min(PIECE);
        visitor.block(&Piece { table: self, start, rows }, spot)
    }
}

/// Some of the rows.
struct Piece<'a> {
    table: &'a Table,
    start: usize,
    rows: usize,
}

impl Block for Piece<'_> {
    fn rows(&self) -> usize {
        self.rows
    }

    fn row(&self, at: usize) -> impl Row {
        Across { table: self.table, row: self.start + at }
    }

    fn read<T>(&self, column: usize, mut made: impl FnMut(Cell<'_>) -> T, to: &mut Vec<T>) {
        let column = self.table.columns.get(column);
        let rows = self.start..self.start + self.rows;
        to.extend(rows.map(|row| made(column.map_or(NOTHING, |column| column.cell(row)))));
    }
}

struct Across<'a> {
    table: &'a Table,
    row: usize,
}

impl Row for Across<'_> {
    fn is_ragged(&self) -> bool {
        false
    }

    fn is_short(&self) -> bool {
        false
    }

    fn is_blank(&self) -> bool {
        !self.table.is_filled(self.row)
    }

    fn write_cells(&self, _: Option<&[usize]>, _: &mut impl Hasher) -> bool {
        false
    }

    fn cell(&self, at: usize) -> Cell<'_> {
        self.table.columns.get(at).map_or(NOTHING, |column| column.cell(self.row))
    }
}

/// A table that is being filled, and where each different value of its columns is.
#[derive(Debug, Default)]
pub(super) struct Filling {
    table: Table,
    known: Vec<Known>,
}

#[derive(Debug, Default)]
struct Known {
    texts: HashMap<Box<str>, u32>,
    others: HashMap<(u8, u64), u32>,
}

impl Filling {
    /// A table of so many columns without rows.
    pub(super) fn new(columns: usize) -> Self {
        let known = (0..columns).map(|_| Known::default()).collect();
        Self { table: Table { columns: vec![Column::default(); columns], filled: Vec::new() }, known }
    }

    /// Notes that there is something in a row.
    pub(super) fn fill(&mut self, row: usize) {
        self.has_row(row);
        self.table.filled.iter_mut().skip(row).take(1).for_each(|is_filled| *is_filled = true);
    }

    /// Notes that there is a row, whether there is something in it or not.
    pub(super) fn has_row(&mut self, row: usize) {
        if self.table.filled.len() <= row {
            self.table.filled.resize(row + 1, false);
        }
    }

    /// Puts a value into a cell.
    pub(super) fn put(&mut self, row: usize, column: usize, value: Value<'_>) {
        let (Some(of), Some(known)) = (self.table.columns.get_mut(column), self.known.get_mut(column)) else {
            return;
        };
        let at = match value {
            Value::Text(text) => match known.texts.get(text) {
                Some(at) => *at,
                None => *known.texts.entry(text.into()).or_insert_with(|| of.keep(Kept::Text(text.into()))),
            },
            Value::Number(number) => *known
                .others
                .entry(value.key())
                .or_insert_with(|| of.keep(Kept::Other(Value::Number(number)))),
            Value::Local(moment) => {
                *known.others.entry(value.key()).or_insert_with(|| of.keep(Kept::Other(Value::Local(moment))))
            }
            Value::Truth(is) => {
                *known.others.entry(value.key()).or_insert_with(|| of.keep(Kept::Other(Value::Truth(is))))
            }
        };
        let holds = value.holds();
        of.holds = Some(of.holds.map_or(holds, |before| if before == holds { holds } else { Holds::Texts }));
        if of.rows.len() <= row {
            of.rows.resize(row + 1, 0);
        }
        of.rows.iter_mut().skip(row).take(1).for_each(|place| *place = at);
    }

    /// The table.
    pub(super) fn done(self) -> Table {
        self.table
    }
}
