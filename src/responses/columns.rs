//! Rows read column by column. Surveys say few different things over many rows, so that most of a column is looked up in one
//! loop that knows what it is about. A row with anything that was not seen before, or that has to be accounted for, is odd: it
//! is left to be read as a whole, and nothing here says what becomes of it.

use std::collections::{BTreeMap, BTreeSet};

use super::Roles;
use super::further::Asking;
use super::pending::Pending;
use super::reader::Reader;
use super::reading::Dated;
use super::telling::{FIRST_MISSED, Teller, told_of};
use crate::source::{Block, Cell, Spot};

/// Stands for what is not known.
const UNKNOWN: u32 = u32::MAX - 1;

/// After a block whose rows are mostly odd, so many are read row by row: what is to be seen may have been seen by then.
const LEFT_ALONE: u32 = 7;

/// The columns of a block.
#[derive(Debug)]
pub(super) struct Columns {
    pub(super) rows: Pending,
    dates: Vec<Option<Dated>>,
    are_kept: Vec<bool>,
    /// The columns that are blank in rows which say nothing in options or in words.
    said: BTreeSet<usize>,
    are_blank: Vec<bool>,
    left_alone: u32,
    /// In how many rows cells tell nothing of a column, by its position among those that others tell.
    pub(super) missed: BTreeMap<usize, u64>,
}

/// The first and the last day of some rows, each with the first row of that day.
pub(super) type FirstAndLast = Option<[(i32, usize); 2]>;

impl Columns {
    /// Those that a batch of rows has, where all of them can be read so: what a cell is must not hang on other cells. A row that says
    /// something in options, or in words which are heard, is odd.
    pub(super) fn new(roles: &Roles, (further, is_heard): (&[Asking], bool), empty: Pending) -> Option<Self> {
        let is_alone = roles.client.len() < 2 && roles.beside.iter().all(Option::is_none);
        let mut said: BTreeSet<usize> = roles.comment.iter().copied().filter(|_| is_heard).collect();
        for question in further.iter().filter(|question| question.has_options()) {
            said.extend(question.says_nothing_without()?);
        }
        is_alone.then(|| Self {
            said,
            are_blank: Vec::new(),
            rows: empty,
            dates: Vec::new(),
            are_kept: Vec::new(),
            left_alone: 0,
            missed: BTreeMap::new(),
        })
    }

    /// Whether the next block is to be read row by row.
    pub(super) fn leave_alone(&mut self) -> bool {
        let is_left = self.left_alone > 0;
        self.left_alone = self.left_alone.saturating_sub(1);
        is_left
    }

    /// The rows that are odd.
    pub(super) fn odd(&self) -> impl Iterator<Item = usize> {
        self.are_kept.iter().enumerate().filter(|(_, is_kept)| !**is_kept).map(|(at, _)| at)
    }

    /// The rows that are not.
    pub(super) fn kept(&self) -> impl Iterator<Item = usize> {
        self.are_kept.iter().enumerate().filter(|(_, is_kept)| **is_kept).map(|(at, _)| at)
    }

    /// Reads the rows of a block that are not odd, and tells their first and last day.
    pub(super) fn read(
        &mut self,
        (block, spot): (&impl Block, Spot),
        (roles, reader): (&Roles, &mut Reader),
        further: &mut [Asking],
    ) -> FirstAndLast {
        self.place(block, roles, reader);
        self.answer((block, spot), (roles, reader), further);
        let kept = self.kept().count();
        if kept < self.are_kept.len() {
            self.rows.keep(&self.are_kept);
        }
        for question in further.iter_mut().filter(|question| question.has_options()) {
            match &self.rows.client {
                Some(clients) => clients.iter().for_each(|client| question.leave_blank(*client)),
                None => (0..kept).for_each(|_| question.leave_blank(0)),
            }
        }
        self.blank_missed(reader);
        if kept * 2 < self.are_kept.len() {
            self.left_alone = LEFT_ALONE;
        }
        // Where there are no dates, all is of one day.
        let of_no_date = || self.kept().next().map(|at| [(0, at); 2]);
        if roles.date.is_none() { of_no_date() } else { self.date(reader) }
    }

    /// Reads where rows belong and what is known of them, but for their answers.
    fn place(&mut self, block: &impl Block, roles: &Roles, reader: &mut Reader) {
        self.are_kept = reader.known_to_be_meant(block).unwrap_or_else(|| vec![true; block.rows()]);
        for column in &self.said {
            self.are_blank.clear();
            block.read(*column, |cell: Cell<'_>| cell.is_blank(), &mut self.are_blank);
            self.are_kept
                .iter_mut()
                .zip(&self.are_blank)
                .for_each(|(is_kept, is_blank)| *is_kept &= is_blank);
        }
        if let Some(column) = roles.date {
            self.dates.clear();
            block.read(column, |cell| reader.known_date(cell), &mut self.dates);
            self.are_kept.iter_mut().zip(&self.dates).for_each(|(is_kept, date)| *is_kept &= date.is_some());
        }
        if let (Some(column), Some(weights)) = (roles.weight, &mut self.rows.weight) {
            block.read(column, |cell| reader.known_weight(cell).unwrap_or(f64::NAN), weights);
            self.are_kept.iter_mut().zip(weights).for_each(|(is_kept, weight)| *is_kept &= !weight.is_nan());
        }
        let (clients, regions, attributes) = reader.names();
        if let (Some(column), Some(codes)) = (roles.client.first(), &mut self.rows.client) {
            // One that is blank has to be accounted for.
            let is_named = |code: &u32| (1..FIRST_MISSED).contains(code);
            let known = |cell: Cell<'_>| clients.known(cell).filter(is_named).unwrap_or(UNKNOWN);
            block.read(*column, known, codes);
            keep_known(&mut self.are_kept, codes);
        }
        let of_regions = roles.region.iter().zip([regions]).zip(&mut self.rows.region);
        let of_others = roles.attributes.iter().zip(attributes).zip(&mut self.rows.attributes);
        for ((column, names), codes) in of_regions.chain(of_others) {
            block.read(*column, |cell| names.known(cell).unwrap_or(UNKNOWN), codes);
            keep_known(&mut self.are_kept, codes);
        }
    }

    /// Makes blank what cells of the rows that are kept tell nothing of, and counts these rows by column.
    fn blank_missed(&mut self, reader: &mut Reader) {
        let (_, regions, attributes) = reader.names();
        let of_regions = [&*regions].into_iter().zip(&mut self.rows.region);
        let all = of_regions.chain(attributes.iter().zip(&mut self.rows.attributes));
        let mut before: Vec<&Teller> = Vec::new();
        for (names, codes) in all {
            let Some(teller) = names.teller.as_deref() else { continue };
            for code in codes.iter_mut().filter(|code| **code >= FIRST_MISSED) {
                let told = told_of(*code);
                // It has been counted where another one that it tells was.
                if !before.iter().any(|teller| teller.goes_by(told)) {
                    *self.missed.entry(told).or_default() += 1;
                }
                *code = 0;
            }
            before.push(teller);
        }
    }

    /// Reads the answers. That to a further question is left out of that one only, whatever it is.
    fn answer(
        &mut self,
        (block, spot): (&impl Block, Spot),
        (roles, reader): (&Roles, &Reader),
        further: &mut [Asking],
    ) {
        let mut columns = self.rows.values.iter_mut().map(|(_, values)| values);
        if let Some(values) = columns.next() {
            block.read(roles.score, |cell| reader.known_score(cell).unwrap_or(UNKNOWN), values);
            keep_known(&mut self.are_kept, values);
        }
        for (values, question) in columns.zip(further.iter_mut().filter(|question| !question.has_options())) {
            block.read(question.column(), |cell| question.known(cell).unwrap_or(UNKNOWN), values);
            for (at, value) in values.iter_mut().enumerate().filter(|(_, value)| **value == UNKNOWN) {
                if self.are_kept.get(at) == Some(&true) {
                    let client = self.rows.client.as_ref().and_then(|clients| clients.get(at));
                    let client = client.copied().unwrap_or_default();
                    *value = question.read(&block.row(at), (spot.after(at), client), true.into());
                }
            }
        }
    }

    /// Enters the dates of the rows that are kept.
    fn date(&mut self, reader: &mut Reader) -> FirstAndLast {
        let (Some(periods), Some(days)) = (&mut self.rows.period, &mut self.rows.day) else { return None };
        periods.reserve(self.dates.len());
        days.reserve(self.dates.len());
        let dates = self.dates.iter().zip(&self.are_kept).enumerate();
        let kept =
            dates.filter(|(_, (_, is_kept))| **is_kept).filter_map(|(at, (date, _))| Some((at, (*date)?)));
        let (at, Dated { day, form, .. }) = kept.clone().next()?;
        let (mut first, mut last) = ((day, at), (day, at));
        // Dates of one form follow each other.
        let (mut form, mut alike) = (form, 0);
        kept.for_each(|(at, date)| {
            if date.form != form {
                reader.note_forms(form, alike);
                (form, alike) = (date.form, 0);
            }
            alike += 1;
            periods.push(date.period);
            days.push(date.day);
            if date.day < first.0 {
                first = (date.day, at);
            }
            if date.day > last.0 {
                last = (date.day, at);
            }
        });
        reader.note_forms(form, alike);
        Some([first, last])
    }
}

/// Keeps only rows whose code is known.
fn keep_known(are_kept: &mut [bool], codes: &[u32]) {
    are_kept.iter_mut().zip(codes).for_each(|(is_kept, code)| *is_kept &= *code != UNKNOWN);
}
