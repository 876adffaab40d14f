//! Counts of several questions side by side: a block of cells for each group of answers, one cell for each value of each
//! question.
//!
//! A block is found once for a row, and an answer is then one addition at a place that is known beforehand: several times as
//! fast as looking each up. Where blocks would be mostly empty and many, answers are looked up one by one all the same.

use std::ops::{AddAssign, Range};

use polars::prelude::PlHashMap;

use crate::responses::BLANK;
use crate::survey::Weights;

/// The most values that stand side by side, and the cell that blanks go to.
pub(super) const WIDEST: usize = 128;

/// The cells of a scale with more points are mostly blank: it has a lane of its own, for which room is limited.
const MOST_OFTEN_USED: usize = 16;

/// What a cell holds.
pub(super) trait Cell: Copy + Default + AddAssign {
    /// What it is summed up as where it stands apart.
    type Sum: Copy + Default + AddAssign + From<Self>;

    /// Whether it holds nothing.
    fn is_none(&self) -> bool;
}

/// Of a block: fewer answers than would not fit, see [`Lane::spread`].
impl Cell for u32 {
    type Sum = u64;

    fn is_none(&self) -> bool {
        *self == 0
    }
}

impl Cell for Weights {
    type Sum = Self;

    fn is_none(&self) -> bool {
        self.answers() == 0
    }
}

/// Where the values of some questions are in a block.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    /// The questions, by their position among all that are counted.
    pub(super) questions: Vec<usize>,
    /// The cell of the first value of each.
    pub(super) starts: Vec<usize>,
    /// How many cells a block has: a power of two; 0 where the values are endless. The last one is that of blanks.
    pub(super) width: usize,
    /// Whether most cells are used, so that blocks take less room than answers looked up one by one.
    is_full: bool,
}

impl Plan {
    /// Puts questions of so many values each side by side.
    pub(super) fn of(points: &[usize]) -> Vec<Self> {
        let mut plans: Vec<Self> = Vec::new();
        let mut taken = 0;
        for (question, points) in points.iter().copied().enumerate() {
            let is_often_used = points <= MOST_OFTEN_USED;
            let has_room = |plan: &&mut Self| is_often_used && plan.is_full && taken + points < WIDEST;
            if let Some(plan) = plans.last_mut().filter(has_room) {
                plan.questions.push(question);
                plan.starts.push(taken);
                taken += points;
                plan.width = (taken + 1).next_power_of_two();
            } else {
                taken = points;
                let width = if points < WIDEST { (points + 1).next_power_of_two() } else { 0 };
                plans.push(Self {
                    questions: vec![question],
                    starts: vec![0],
                    width,
                    is_full: is_often_used,
                });
            }
        }
        plans
    }

    /// The cells of the answers of each row, one row after another: the values of all questions are given.
    pub(super) fn cells_of(&self, values: &[&[u32]], rows: usize) -> Vec<u32> {
        let blank = u32::try_from(self.width).unwrap_or_default().wrapping_sub(1);
        let of_each = self.questions.len();
        if let [question] = *self.questions
            && let Some(values) = values.get(question)
        {
            return values.iter().map(|value| if *value == BLANK { blank } else { *value }).collect();
        }
        let mut cells = vec![blank; rows * of_each];
        for (at, (question, start)) in self.questions.iter().zip(&self.starts).enumerate() {
            let start = u32::try_from(*start).unwrap_or_default();
            let values = values.get(*question).copied().unwrap_or_default();
            for (cell, value) in cells.iter_mut().skip(at).step_by(of_each).zip(values) {
                *cell = if *value == BLANK { blank } else { start + value };
            }
        }
        cells
    }

    /// The cells of the values of the question that is at this position in it.
    pub(super) fn cells(&self, at: usize) -> Range<usize> {
        let start = self.starts.get(at).copied().unwrap_or_default();
        start..self.starts.get(at + 1).copied().unwrap_or(self.width.wrapping_sub(1))
    }
}

/// Rows to be counted: the place of the group of each, and the cells of its answers.
#[derive(Clone, Copy)]
pub(super) struct Rows<'a> {
    pub(super) places: &'a [u32],
    /// The cells of one row after another, so many of each.
    pub(super) cells: &'a [u32],
    pub(super) of_each: usize,
}

/// The counts of some questions.
#[derive(Debug)]
pub(super) struct Lane<T: Cell> {
    width: usize,
    is_full: bool,
    /// The blocks, in the order of the places of groups; none where the answers stand apart.
    blocks: Vec<T>,
    /// How many rows they hold.
    rows: u64,
    are_blocks: bool,
    /// By place and cell, what is in no block.
    apart: PlHashMap<(u32, u32), T::Sum>,
}

impl<T: Cell> Lane<T> {
    pub(super) fn new(plan: &Plan) -> Self {
        let Plan { width, is_full, .. } = *plan;
        // A block of weights takes more room than the few that are given most often.
        let is_full = is_full && size_of::<T>() <= size_of::<u64>();
        Self {
            width,
            is_full,
            blocks: Vec::new(),
            rows: 0,
            are_blocks: width > 0,
            apart: PlHashMap::default(),
        }
    }

    /// Counts rows of groups, of which there are so many by now; what is left of the room for blocks is given.
    pub(super) fn add(
        &mut self,
        rows: Rows<'_>,
        each: impl Iterator<Item = T>,
        groups: usize,
        room: &mut usize,
    ) {
        self.make_room(groups, room);
        if !self.are_blocks {
            self.look_up(rows, each);
            return;
        }
        let added = rows.places.len() as u64;
        if u32::try_from(self.rows + added).is_err() {
            self.spread();
        }
        self.rows += added;
        match self.width {
            2 => count::<T, 2>(&mut self.blocks, rows, each),
            4 => count::<T, 4>(&mut self.blocks, rows, each),
            8 => count::<T, 8>(&mut self.blocks, rows, each),
            16 => count::<T, 16>(&mut self.blocks, rows, each),
            32 => count::<T, 32>(&mut self.blocks, rows, each),
            64 => count::<T, 64>(&mut self.blocks, rows, each),
            _ => count::<T, WIDEST>(&mut self.blocks, rows, each),
        }
    }

    /// Makes blocks for so many groups, or lets all answers stand apart where these would be too many.
    fn make_room(&mut self, groups: usize, room: &mut usize) {
        let cells = groups * self.width;
        if !self.are_blocks || cells <= self.blocks.len() {
            return;
        }
        let bytes = |cells: usize| cells * size_of::<T>();
        if !self.is_full {
            let more = bytes(cells - self.blocks.len());
            if more > *room {
                *room += bytes(self.blocks.len());
                self.spread();
                self.blocks = Vec::new();
                self.are_blocks = false;
                return;
            }
            *room -= more;
        }
        self.blocks.resize(cells, T::default());
    }

    /// Lets what is in blocks stand apart, and leaves these empty.
    fn spread(&mut self) {
        let (width, last) = (self.width.max(1), self.width.saturating_sub(1));
        for (place, block) in (0..).zip(self.blocks.chunks_mut(width)) {
            let cells = (0..).zip(block.iter_mut().take(last)).filter(|(_, cell)| !cell.is_none());
            for (at, cell) in cells {
                *self.apart.entry((place, at)).or_default() += T::Sum::from(*cell);
            }
            block.fill(T::default());
        }
        self.rows = 0;
    }

    fn look_up(&mut self, rows: Rows<'_>, each: impl Iterator<Item = T>) {
        let blank = self.blank();
        for ((place, cells), each) in rows.places.iter().zip(rows.cells.chunks_exact(rows.of_each)).zip(each)
        {
            for cell in cells.iter().filter(|cell| **cell != blank) {
                *self.apart.entry((*place, *cell)).or_default() += T::Sum::from(each);
            }
        }
    }

    /// The cell of blanks.
    fn blank(&self) -> u32 {
        u32::try_from(self.width).unwrap_or_default().wrapping_sub(1)
    }

    /// The same with other values in place of those of the one question that it counts, whose values are endless.
    pub(super) fn revalued(&mut self, value: &dyn Fn(u32) -> u32) {
        let counts = std::mem::take(&mut self.apart).into_iter();
        self.apart = counts.map(|((place, cell), n)| ((place, value(cell)), n)).collect();
    }

    /// Adds what another worker has counted: the place here of each of its groups is given, and how many there are.
    pub(super) fn absorb(&mut self, mut other: Self, places: &[u32], groups: usize) {
        let is_small = u32::try_from(self.rows + other.rows).is_ok();
        let place = |at: u32| places.get(at as usize).copied().unwrap_or(u32::MAX);
        if self.are_blocks && other.are_blocks && is_small {
            let width = self.width.max(1);
            self.blocks.resize(groups * width, T::default());
            self.rows += other.rows;
            for (place, block) in places.iter().zip(other.blocks.chunks(width)) {
                let sums = self.blocks.iter_mut().skip(*place as usize * width);
                sums.zip(block).for_each(|(sum, n)| *sum += *n);
            }
        } else {
            self.spread();
            other.spread();
        }
        for ((at, cell), n) in other.apart {
            *self.apart.entry((place(at), cell)).or_default() += n;
        }
    }

    /// Takes itself for full.
    #[cfg(test)]
    pub(super) fn pretend_many(&mut self) {
        self.rows = u64::from(u32::MAX);
    }

    /// Lets all stand apart, or all in blocks.
    pub(super) fn settle(&mut self) {
        if !self.apart.is_empty() {
            self.spread();
            self.blocks = Vec::new();
        }
    }

    /// What was counted of so many values from a cell on, in the order of groups and values: the order of the groups is given.
    pub(super) fn counts(&self, order: &[u32], cells: Range<usize>) -> Vec<(u32, u32, T::Sum)> {
        let value = |cell: usize| u32::try_from(cell - cells.start).unwrap_or(u32::MAX);
        if self.apart.is_empty() {
            let block = |place: &u32| {
                let start = *place as usize * self.width;
                let own = self.blocks.get(start + cells.start..start + cells.end).unwrap_or_default();
                let place = *place;
                own.iter()
                    .zip(0..)
                    .filter(|(n, _)| !n.is_none())
                    .map(move |(n, value)| (place, value, T::Sum::from(*n)))
            };
            return order.iter().flat_map(block).collect();
        }
        let mut ranks = vec![0_u32; order.len()];
        for (rank, place) in (0..).zip(order) {
            if let Some(own) = ranks.get_mut(*place as usize) {
                *own = rank;
            }
        }
        let rank = |place: u32| ranks.get(place as usize).copied().unwrap_or(u32::MAX);
        let own = self.apart.iter().filter(|((_, cell), _)| cells.contains(&(*cell as usize)));
        let mut found: Vec<(u32, u32, T::Sum)> =
            own.map(|((place, cell), n)| (*place, value(*cell as usize), *n)).collect();
        found.sort_unstable_by_key(|(place, value, _)| (rank(*place), *value));
        found
    }
}

/// Adds each row to the block of its group.
fn count<T: Cell, const N: usize>(blocks: &mut [T], rows: Rows<'_>, each: impl Iterator<Item = T>) {
    let (blocks, _) = blocks.as_chunks_mut::<N>();
    for ((place, cells), each) in rows.places.iter().zip(rows.cells.chunks_exact(rows.of_each)).zip(each) {
        let Some(block) = blocks.get_mut(*place as usize) else { continue };
        for cell in cells {
            // Never more than there are: no bound has to be looked at.
            block[*cell as usize % N] += each;
        }
    }
}
