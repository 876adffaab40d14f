//! The list of all who were asked, where answers are in files of their own: each answer is found by its key, and read as if it had
//! been written into the row of whom it is of.
//!
//! Kept of an answer are its key, as a number, and what steps read of it; of the list, a number for each key. So memory is that of
//! the keys, however many other columns there are.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hasher;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};

use polars::prelude::PlHashMap;

use super::key::{Key, key_of};
use super::names::{Codes, in_common};
use super::response::Placed;
use super::{Reader, Roles, trimmed};
use crate::source::{CHUNK, Cell, Chunk, Inputs, Row, Spot, Stream, Visitor};

/// How many rows are named of what is wrong with some.
pub(super) const FIRST: usize = 5;

/// A key as it is told.
fn told(columns: &[usize], row: &impl Row) -> String {
    let text = |column: &usize| String::from_utf8_lossy(trimmed(&row.cell(*column).text())).into_owned();
    columns.iter().map(text).collect::<Vec<_>>().join(" / ")
}

/// Texts by number, from 1; 0 is a blank.
#[derive(Debug, Default)]
struct Texts {
    codes: PlHashMap<Box<[u8]>, u32>,
    all: Vec<Box<[u8]>>,
}

impl Texts {
    fn code(&mut self, text: &[u8]) -> u32 {
        if text.is_empty() {
            return 0;
        }
        if let Some(code) = self.codes.get(text) {
            return *code;
        }
        self.all.push(text.into());
        let code = u32::try_from(self.all.len()).unwrap_or_default();
        self.codes.insert(text.into(), code);
        code
    }

    fn text(&self, code: u32) -> &[u8] {
        (code as usize).checked_sub(1).and_then(|at| self.all.get(at)).map_or(&[], |text| text)
    }
}

/// An answer, as far as the list needs to know it.
#[derive(Debug, Clone, Copy)]
struct Answer {
    key: Key,
    spot: Spot,
    period: i32,
    day: i32,
    client: u32,
    region: u32,
    has_score: bool,
    /// Where what is kept of it begins.
    kept: usize,
}

/// The answers that a worker has read.
#[derive(Debug, Default)]
pub(super) struct Gatherer {
    answers: Vec<Answer>,
    /// Codes of what is kept of each.
    kept: Vec<u32>,
    texts: Texts,
    /// Answers without a key, each with its period.
    nameless: Vec<(Spot, i32)>,
}

impl Gatherer {
    /// Looks at a row of the answers, which tells something where it has a score or a step reads something of it.
    pub(super) fn look(&mut self, roles: &Roles, row: &impl Row, at: (Spot, Placed), has_score: bool) {
        let start = self.kept.len();
        for column in &roles.kept {
            let code = self.texts.code(trimmed(&row.cell(*column).text()));
            self.kept.push(code);
        }
        // What stands in the place of a score that cannot be used is none.
        let is_told = has_score || self.kept.iter().skip(start + 1).any(|code| *code > 0);
        let (spot, Placed { period, day, client, region }) = at;
        if let Some(key) = key_of(&roles.key, row).filter(|_| is_told) {
            self.answers.push(Answer { key, spot, period, day, client, region, has_score, kept: start });
            return;
        }
        self.kept.truncate(start);
        self.nameless.extend(is_told.then_some((spot, period)));
    }
}

/// All answers, by key.
#[derive(Debug, Default)]
pub(crate) struct Answered {
    /// In the order of keys, each once: of several answers of a key the latest that has a score, else the latest; of those of a day
    /// the last.
    answers: Vec<Answer>,
    kept: Vec<u32>,
    /// How many columns are kept of each.
    width: usize,
    texts: Texts,
    nameless: Vec<(Spot, i32)>,
    /// Answers of a key that has another one before, in the same period.
    again: Vec<(Spot, i32)>,
    /// How many answers there are.
    pub(super) count: u64,
}

impl Answered {
    /// What workers have gathered together, each with what its codes are among those of all.
    pub(super) fn of(gathered: Vec<(Gatherer, Codes)>, width: usize) -> Self {
        let mut all = Self { width, ..Self::default() };
        for (own, codes) in gathered {
            let start = all.kept.len();
            let texts: Vec<u32> = own.texts.all.iter().map(|text| all.texts.code(text)).collect();
            all.kept.extend(own.kept.iter().map(|code| in_common(&texts, *code)));
            let regions = codes.cuts.first().map(Vec::as_slice).unwrap_or_default();
            all.answers.extend(own.answers.into_iter().map(|answer| Answer {
                client: in_common(&codes.clients, answer.client),
                region: in_common(regions, answer.region),
                kept: answer.kept + start,
                ..answer
            }));
            all.nameless.extend(own.nameless);
        }
        all.count = (all.answers.len() + all.nameless.len()) as u64;
        all.nameless.sort_unstable();
        // Whoever read an answer, it has its place in the order of files and rows.
        all.answers.sort_unstable_by_key(|answer| (answer.key, answer.day, answer.spot));
        let of_one = |one: &Answer, other: &Answer| one.key == other.key;
        let mut kept = Vec::new();
        for of_key in all.answers.chunk_by(of_one) {
            let scored = || of_key.iter().filter(|answer| answer.has_score);
            kept.extend(scored().next_back().or(of_key.last()));
            // In several periods the same people may well be asked.
            let pairs = scored().zip(scored().skip(1)).filter(|(one, other)| one.period == other.period);
            all.again.extend(pairs.map(|(_, other)| (other.spot, other.period)));
        }
        all.again.sort_unstable();
        all.answers = kept;
        all.answers.shrink_to_fit();
        all
    }

    /// The position of the answer of whom a row of the list is of.
    fn find(&self, key: Key) -> Option<usize> {
        self.answers.binary_search_by_key(&key, |answer| answer.key).ok()
    }

    /// A row of the list, of somebody who was asked on that day, with what is kept of the answer since, and whether that has a score.
    pub(crate) fn join<'a, R: Row>(&'a self, roles: &Roles, row: &'a R, day: i32) -> (Joined<'a, R>, bool) {
        let found = key_of(&roles.key, row).and_then(|key| self.find(key));
        self.joined(roles, row, found.filter(|at| self.is_since(*at, day)))
    }

    /// Whether the answer at that position was given on that day or later: what was answered before is no answer to whoever asked then.
    fn is_since(&self, at: usize, day: i32) -> bool {
        self.answers.get(at).is_some_and(|answer| answer.day >= day)
    }

    fn joined<'a, R: Row>(
        &'a self,
        roles: &Roles,
        row: &'a R,
        found: Option<usize>,
    ) -> (Joined<'a, R>, bool) {
        let answer = found.and_then(|at| self.answers.get(at));
        let kept = answer.and_then(|answer| self.kept.get(answer.kept..answer.kept + self.width));
        let joined = Joined { row, width: roles.score, kept: kept.unwrap_or_default(), texts: &self.texts };
        (joined, answer.is_some_and(|answer| answer.has_score))
    }
}

/// A row of the list; after its own cells come those of the answer, blank where there is none.
#[derive(Debug)]
pub(crate) struct Joined<'a, R> {
    row: &'a R,
    /// How many cells are its own.
    width: usize,
    kept: &'a [u32],
    texts: &'a Texts,
}

impl<R: Row> Row for Joined<'_, R> {
    fn is_ragged(&self) -> bool {
        self.row.is_ragged()
    }

    fn is_short(&self) -> bool {
        self.row.is_short()
    }

    fn is_blank(&self) -> bool {
        self.row.is_blank()
    }

    fn write_cells(&self, order: Option<&[usize]>, to: &mut impl Hasher) -> bool {
        self.row.write_cells(order, to)
    }

    fn cell(&self, at: usize) -> Cell<'_> {
        match at.checked_sub(self.width) {
            None => self.row.cell(at),
            Some(at) => Cell::Text(self.texts.text(self.kept.get(at).copied().unwrap_or_default())),
        }
    }
}

/// What the list is read beside.
#[derive(Debug)]
pub(super) struct Beside<'a> {
    /// The answers.
    pub(super) answered: &'a Answered,
    /// The names that are in them, whose codes the list has too.
    pub(super) names: &'a Reader,
    /// How many of the further questions they tell.
    pub(super) questions: usize,
    /// Whether each answer is one of somebody in the list.
    found: Vec<AtomicBool>,
}

impl<'a> Beside<'a> {
    pub(super) fn new(answered: &'a Answered, names: &'a Reader, questions: usize) -> Self {
        let found = answered.answers.iter().map(|_| AtomicBool::new(false)).collect();
        Self { answered, names, questions, found }
    }
}

/// What a worker has found in the list.
#[derive(Debug)]
pub(super) struct Lister<'a> {
    beside: &'a Beside<'a>,
    found: Found,
}

/// What was found in the list.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// A number for each key.
    keys: Vec<u64>,
    /// Rows without a key: how many, and the first of them.
    pub(super) nameless: (u64, Vec<Spot>),
    /// In which periods people were asked.
    periods: BTreeSet<i32>,
    /// Answers that are said to be of another region, and of another client, than the list says.
    pub(super) elsewhere: [Vec<Spot>; 2],
    /// Answers from before the day on which whom they are of was asked, each with its period.
    early: Vec<(Spot, i32)>,
    /// How many are from after it.
    since: u64,
}

impl<'a> Lister<'a> {
    pub(super) fn new(beside: &'a Beside<'a>) -> Self {
        Self { beside, found: Found::default() }
    }

    /// A row of the list with its answer, and whether that has a score; none is looked for of a row that belongs nowhere.
    pub(super) fn join<'b, R: Row>(
        &mut self,
        roles: &Roles,
        (row, spot): (&'b R, Spot),
        placed: Option<Placed>,
    ) -> (Joined<'b, R>, bool)
    where
        'a: 'b,
    {
        let beside = self.beside;
        let key = key_of(&roles.key, row);
        if let Some([number, _]) = key {
            self.found.keys.push(number);
        } else {
            let (rows, first) = &mut self.found.nameless;
            *rows += 1;
            first.extend((first.len() < FIRST).then_some(spot));
        }
        let at = key.and_then(|key| beside.answered.find(key));
        if let Some(found) = at.and_then(|at| beside.found.get(at)) {
            // Whoever finds it first: that it was found is all that is asked.
            found.store(true, Ordering::Relaxed);
        }
        let at = at.filter(|at| placed.is_some_and(|placed| self.found.counts(*at, placed, beside.answered)));
        if let Some(placed) = placed.filter(|placed| self.found.periods.last() != Some(&placed.period)) {
            self.found.periods.insert(placed.period);
        }
        beside.answered.joined(roles, row, at)
    }

    pub(super) fn found(self) -> Found {
        self.found
    }
}

impl Found {
    /// Whether an answer counts of somebody who was asked there and then; and notes what of the two does not go together.
    fn counts(&mut self, at: usize, placed: Placed, answered: &Answered) -> bool {
        let Some(answer) = answered.answers.get(at) else { return false };
        if !answered.is_since(at, placed.day) {
            self.early.push((answer.spot, answer.period));
            return false;
        }
        self.since += 1;
        let both = [[answer.region, placed.region], [answer.client, placed.client]];
        for (elsewhere, [one, other]) in self.elsewhere.iter_mut().zip(both) {
            // What only one of them states is no contradiction.
            if one != other && one > 0 && other > 0 {
                elsewhere.push(answer.spot);
            }
        }
        true
    }

    /// Adds what another worker has found.
    pub(super) fn merge(&mut self, other: Self) {
        self.keys.extend(other.keys);
        let (rows, first) = &mut self.nameless;
        *rows += other.nameless.0;
        first.extend(other.nameless.1);
        first.sort_unstable();
        first.truncate(FIRST);
        self.periods.extend(other.periods);
        for (own, others) in self.elsewhere.iter_mut().zip(other.elsewhere) {
            own.extend(others);
            own.sort_unstable();
        }
        self.early.extend(other.early);
        self.early.sort_unstable();
        self.since += other.since;
    }

    /// How many answers of people in the list, of periods in which somebody was asked, are from before the day on which they were, where
    /// all are.
    pub(super) fn all_early(&self) -> Option<u64> {
        let early = self.covered(&self.early).len() as u64;
        (self.since == 0 && early > 0).then_some(early)
    }

    /// Those of periods in which somebody was asked: of another one nobody is missed.
    fn covered(&self, rows: &[(Spot, i32)]) -> Vec<Spot> {
        rows.iter().filter(|(_, period)| self.periods.contains(period)).map(|(spot, _)| *spot).collect()
    }

    /// The keys that stand in several rows of the list, each with these rows: those that begin first, first.
    pub(super) fn repeated(&mut self, list: &Inputs, roles: &Roles) -> Vec<(String, Vec<Spot>)> {
        self.keys.sort_unstable();
        let several = self.keys.chunk_by(|one, other| one == other).filter(|rows| rows.len() > 1);
        let numbers: BTreeSet<u64> = several.filter_map(|rows| rows.first().copied()).collect();
        self.keys = Vec::new();
        if numbers.is_empty() {
            return Vec::new();
        }
        let mut rows: BTreeMap<Key, (String, Vec<Spot>)> = BTreeMap::new();
        look_through(list, roles, &mut |key, told, spot| {
            if let Some(key) = key.filter(|[number, _]| numbers.contains(number)) {
                let known = rows.entry(key).or_insert_with(|| (told(), Vec::new()));
                known.1.push(spot);
            }
            ControlFlow::Continue(())
        });
        let mut repeated: Vec<_> = rows.into_values().filter(|(_, rows)| rows.len() > 1).collect();
        repeated.sort_by(|(_, one), (_, other)| one.cmp(other));
        repeated
    }
}

impl Beside<'_> {
    /// Whether no answer at all is one of somebody in the list.
    pub(super) fn has_none(&self) -> bool {
        self.answered.count > 0 && !self.found.iter().any(|found| found.load(Ordering::Relaxed))
    }

    /// What may give rise to doubt, though every row of the list was read.
    pub(super) fn signs(&self, found: &Found) -> Apart {
        let pairs = self.answered.answers.iter().zip(&self.found);
        let unlisted = pairs.filter(|(_, found)| !found.load(Ordering::Relaxed));
        let unlisted: Vec<(Spot, i32)> = unlisted.map(|(answer, _)| (answer.spot, answer.period)).collect();
        let nameless = found.covered(&self.answered.nameless);
        let without = nameless.len() as u64;
        let mut unlisted: Vec<Spot> = found.covered(&unlisted).into_iter().chain(nameless).collect();
        unlisted.sort_unstable();
        let (again, early) = (found.covered(&self.answered.again), found.covered(&found.early));
        let [region, _] = found.elsewhere.clone();
        Apart { unlisted, without, again, early, region, count: self.answered.count }
    }
}

/// Answers that give rise to doubt beside a list of all who were asked.
#[derive(Debug, Default)]
pub(super) struct Apart {
    /// Those of nobody in the list, and those without a key.
    pub(super) unlisted: Vec<Spot>,
    /// How many have no key.
    pub(super) without: u64,
    /// Those of a key that has another one before, in the same period.
    pub(super) again: Vec<Spot>,
    /// Those from before the day on which whom they are of was asked.
    pub(super) early: Vec<Spot>,
    /// Those that are said to be of another region than the list says.
    pub(super) region: Vec<Spot>,
    /// How many answers there are.
    pub(super) count: u64,
}

/// The keys of these rows, as they are written.
pub(super) fn keys_at(inputs: &Inputs, roles: &Roles, rows: &[Spot]) -> BTreeMap<Spot, String> {
    let mut keys = BTreeMap::new();
    let mut left = rows.len();
    look_through(inputs, roles, &mut |_, told, spot| {
        if left > 0 && rows.contains(&spot) {
            keys.insert(spot, told());
            left -= 1;
        }
        if left > 0 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    keys
}

/// The key of the first row.
pub(super) fn first_key(inputs: &Inputs, roles: &Roles) -> Option<String> {
    let mut first = None;
    look_through(inputs, roles, &mut |key, told, _| {
        first = key.map(|_| told());
        if first.is_none() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    first
}

/// Is given the key of a row, and how to tell it.
type Look<'a> = &'a mut dyn FnMut(Option<Key>, &dyn Fn() -> String, Spot) -> ControlFlow<()>;

/// Looks at the keys of rows once more, in their order, as long as that is wanted: these have been read before, without a failure.
fn look_through(inputs: &Inputs, roles: &Roles, look: Look<'_>) {
    struct Looking<'a>(&'a [usize], Look<'a>, ControlFlow<()>);
    impl Visitor for Looking<'_> {
        fn row(&mut self, row: &impl Row, spot: Spot) -> ControlFlow<()> {
            self.2 = (self.1)(key_of(self.0, row), &|| told(self.0, row), spot);
            self.2
        }
    }
    let mut looking = Looking(&roles.key, look, ControlFlow::Continue(()));
    let (mut stream, mut chunk) = (Stream::new(inputs, CHUNK), Chunk::default());
    while looking.2.is_continue() && stream.next_chunk(&mut chunk).is_ok_and(|is_more| is_more) {
        if chunk.rows(inputs, &mut looking).is_err() {
            return;
        }
    }
}
