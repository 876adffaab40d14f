//! Which rows are meant, where a report is not of all of them.

use std::collections::{BTreeMap, BTreeSet};

use super::other_days::Holder;
use super::reading::Reading;
use super::telling::{Shapes, Telling, written};
use super::trim::trimmed;
use super::worded::{stands_in, worded};
use crate::config::Test;
use crate::source::{Block, Cell, Row};
use crate::survey::{Number, canonical};

/// What so many texts come to is remembered as they are written.
const MOST_REMEMBERED: usize = 1000;

/// The conditions that rows have to meet.
#[derive(Debug, Clone)]
pub(super) struct Filter(Vec<Vec<Check>>);

/// One condition, and what was seen of it.
#[derive(Debug, Clone)]
struct Check {
    column: usize,
    /// How its texts tell what is to be held against the test.
    telling: Telling,
    shapes: Shapes,
    /// What they told, where they are not that themselves.
    told: BTreeSet<String>,
    test: Test,
    /// The values that it is about, as words are compared.
    values: Vec<String>,
    /// Texts as they are written, and what they come to.
    known: BTreeMap<Box<[u8]>, Fate>,
    unread: u64,
}

/// What a cell comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Holds,
    Fails,
    /// It is neither blank nor of the kind that is asked for.
    Unread,
}

/// What was seen of a condition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen {
    /// The texts that cells have; none where they are too many to be remembered.
    pub texts: Option<Vec<String>>,
    /// How many rows are neither blank there nor of the kind that is asked for.
    pub unread: u64,
}

impl Filter {
    /// These conditions; nothing where all rows are meant.
    pub(super) fn new(only: &[Vec<(usize, Telling, Test)>]) -> Option<Self> {
        let check = |(column, telling, test): &(usize, Telling, Test)| {
            let values = match test {
                Test::Among { values, .. } => values.iter().map(|of| worded(of.value.as_bytes())).collect(),
                Test::Days(_) | Test::Numbers(_) | Test::Blank(_) => Vec::new(),
            };
            Check {
                column: *column,
                telling: telling.clone(),
                shapes: Shapes::default(),
                told: BTreeSet::new(),
                test: test.clone(),
                values,
                known: BTreeMap::new(),
                unread: 0,
            }
        };
        let all: Vec<Vec<Check>> = only.iter().map(|all| all.iter().map(check).collect()).collect();
        (!all.is_empty()).then_some(Self(all))
    }

    /// Whether a row is meant. All conditions look at it, whatever comes of the others: what was seen does not hang on their order.
    pub(super) fn holds(&mut self, row: &impl Row, reading: &Reading) -> bool {
        let mut is_meant = false;
        for all in &mut self.0 {
            let mut hold = true;
            for check in all {
                hold &= check.holds(row.cell(check.column), reading);
            }
            is_meant |= hold;
        }
        is_meant
    }

    /// Which rows of a block are known to be meant; what becomes of the others is not said.
    pub(super) fn known(&self, block: &impl Block) -> Vec<bool> {
        let mut are_meant = vec![false; block.rows()];
        for all in &self.0 {
            let mut hold = vec![true; block.rows()];
            for check in all {
                let mut fates = Vec::new();
                block.read(check.column, |cell| check.known.get(trimmed(&cell.text())).copied(), &mut fates);
                hold.iter_mut().zip(fates).for_each(|(hold, fate)| *hold &= fate == Some(Fate::Holds));
            }
            are_meant.iter_mut().zip(hold).for_each(|(is_meant, hold)| *is_meant |= hold);
        }
        are_meant
    }

    /// Adds what another worker has seen.
    pub(super) fn merge(&mut self, other: Self) {
        for (own, other) in self.0.iter_mut().flatten().zip(other.0.into_iter().flatten()) {
            own.unread += other.unread;
            own.shapes.merge(&other.shapes);
            own.told.extend(other.told);
            own.known.extend(other.known);
        }
    }

    /// What was noticed of texts as they told others.
    pub(super) fn shapes(&self) -> Shapes {
        let mut all = Shapes::default();
        self.0.iter().flatten().for_each(|check| all.merge(&check.shapes));
        all
    }

    /// What was seen of each condition, in their order.
    pub(super) fn seen(self) -> Vec<Seen> {
        let seen = |Check { known, telling, told, unread, .. }: Check| {
            let text = |text: Box<[u8]>| String::from_utf8_lossy(&text).into_owned();
            let are_all = known.len() < MOST_REMEMBERED;
            let texts = || {
                if telling.is_plain() {
                    known.into_keys().map(text).collect()
                } else {
                    told.into_iter().collect()
                }
            };
            Seen { texts: are_all.then(texts), unread }
        };
        self.0.into_iter().flatten().map(seen).collect()
    }
}

impl Check {
    fn holds(&mut self, cell: Cell<'_>, reading: &Reading) -> bool {
        let text = cell.text();
        let text = trimmed(&text);
        let known = self.known.get(text).copied();
        if let (None, Test::Days(_), true) = (known, &self.test, cell.is_text()) {
            self.shapes.days.note(&Holder::At(self.column), text);
        }
        let fate = match known {
            Some(fate) => fate,
            None if self.telling.is_plain() => self.fate(cell, text, reading),
            None => {
                let text = written(cell, reading.marks.bands);
                let text = canonical(&String::from_utf8_lossy(&text)).into_owned();
                // What it tells nothing of is blank.
                let told = self.telling.tell(&text, reading, &mut self.shapes).unwrap_or_default();
                let fate = self.fate(Cell::Text(told.as_bytes()), told.as_bytes(), reading);
                if self.known.len() < MOST_REMEMBERED {
                    self.told.insert(told);
                }
                fate
            }
        };
        if known.is_none() && self.known.len() < MOST_REMEMBERED {
            self.known.insert(text.into(), fate);
        }
        self.unread += u64::from(fate == Fate::Unread);
        fate == Fate::Holds
    }

    fn fate(&self, cell: Cell<'_>, text: &[u8], reading: &Reading) -> Fate {
        let of = |holds: bool| if holds { Fate::Holds } else { Fate::Fails };
        match self.test {
            Test::Among { is_one, .. } => of(stands_in(&self.values, &worded(text)) == is_one),
            Test::Blank(is_blank) => of(cell.is_blank() == is_blank),
            Test::Days(_) | Test::Numbers(_) if cell.is_blank() => Fate::Fails,
            Test::Days([from, until]) => reading.day(cell).map_or(Fate::Unread, |day| {
                of(from.is_none_or(|from| from <= day) && until.is_none_or(|until| day <= until))
            }),
            Test::Numbers([least, most]) => number(cell, text, reading).map_or(Fate::Unread, |number| {
                of(least.is_none_or(|least| least <= number) && most.is_none_or(|most| number <= most))
            }),
        }
    }
}

/// The number in a cell.
fn number(cell: Cell<'_>, text: &[u8], reading: &Reading) -> Option<f64> {
    if cell.is_text() {
        return Some(Number::read(text, reading.marks.score)?.value());
    }
    str::from_utf8(text).ok()?.parse().ok()
}
