//! Columns that are not in a file: those that its name tells, and those that other files have, which are blank.

use std::borrow::Cow;
use std::hash::Hasher;
use std::ops::{ControlFlow, Deref};

use super::row::{Block, Cell, Row, Visitor};
use super::spot::Spot;

/// Where the cells of a needed column are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// In the file: the position of the column among those of them that it has.
    Own(usize),
    /// Nowhere: all rows have this text.
    Always(String),
}

/// Gives rows to a visitor with the columns that are not in their file; none of these where all are.
pub(super) struct Filled<'a, V> {
    pub(super) places: &'a [Place],
    pub(super) visitor: &'a mut V,
}

impl<V: Visitor> Visitor for Filled<'_, V> {
    #[inline]
    fn row(&mut self, row: &impl Row, spot: Spot) -> ControlFlow<()> {
        self.visitor.row(&With { own: row, places: self.places }, spot)
    }

    #[inline]
    fn block(&mut self, block: &impl Block, spot: Spot) -> ControlFlow<()> {
        self.visitor.block(&With { own: block, places: self.places }, spot)
    }
}

/// A row or a block with the columns that are not in its file.
struct With<'a, T> {
    own: T,
    places: &'a [Place],
}

/// A row that is not borrowed.
struct Owned<R>(R);

impl<R> Deref for Owned<R> {
    type Target = R;

    #[inline]
    fn deref(&self) -> &R {
        &self.0
    }
}

impl<T: Deref<Target: Row>> Row for With<'_, T> {
    #[inline]
    fn is_ragged(&self) -> bool {
        self.own.is_ragged()
    }

    #[inline]
    fn is_short(&self) -> bool {
        self.own.is_short()
    }

    fn is_blank(&self) -> bool {
        self.own.is_blank()
    }

    fn write_cells(&self, order: Option<&[usize]>, to: &mut impl Hasher) -> bool {
        self.own.write_cells(order, to)
    }

    #[inline]
    fn cell(&self, at: usize) -> Cell<'_> {
        match self.places.get(at) {
            None => self.own.cell(at),
            Some(Place::Own(at)) => self.own.cell(*at),
            Some(Place::Always(text)) => Cell::Text(text.as_bytes()),
        }
    }

    fn beyond(&self) -> Cow<'_, str> {
        self.own.beyond()
    }
}

impl<B: Deref<Target: Block>> Block for With<'_, B> {
    fn rows(&self) -> usize {
        self.own.rows()
    }

    fn row(&self, at: usize) -> impl Row {
        With { own: Owned(self.own.row(at)), places: self.places }
    }

    #[inline]
    fn read<T: Clone>(&self, column: usize, mut made: impl FnMut(Cell<'_>) -> T, to: &mut Vec<T>) {
        match self.places.get(column) {
            Some(Place::Always(text)) => {
                to.extend((0..self.own.rows()).map(|_| made(Cell::Text(text.as_bytes()))));
            }
            Some(Place::Own(column)) => self.own.read(*column, made, to),
            None => self.own.read(column, made, to),
        }
    }
}
