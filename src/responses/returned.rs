//! Respondents who answered in the reported period and before: in which groups they were then and are now, and how their scores
//! moved after somebody had called them back, or had not.
//!
//! Kept of an answer are whose it is, as a number, where and when it was given, and its score: 56 bytes, however long the row is.
//!
//! Beside scores by region and cut those of the same respondents may tell how a few answered: where they are nearly all of some regions,
//! what is left of these. So it is counted how far they stand among others, whatever is told of which value.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::closed::Fate;
use super::intake::CameBack;
use super::key::Key;
use super::names::{Codes, Names, in_common};
use super::{Detail, Reader, Response};
use crate::survey::{Changes, Client, Moves, Scale, Score};

/// An answer that counts. In this order those of a respondent about a client stand together, the oldest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Answer {
    respondent: Key,
    client: u32,
    period: i32,
    /// In seconds since 1970-01-01.
    moment: i64,
    /// Of several at one moment the highest is the last: the order of rows is no part of it.
    score: Score,
    /// Its day, counted from 1970-01-01.
    day: i32,
    /// What became of it, where it is to be followed up.
    fate: Option<Fate>,
    /// Which region and which values of cuts it is of: a number for each that there is together.
    cell: u32,
}

/// Where an answer is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Place {
    client: u32,
    period: i32,
    cell: u32,
}

/// Numbers for the regions and values of cuts that stand together in answers, with what their comments are about.
#[derive(Debug, Default)]
struct Cells(HashMap<Box<[u32]>, u32>);

impl Cells {
    /// The number of those with these codes.
    fn number(&mut self, codes: &[u32]) -> u32 {
        if let Some(known) = self.0.get(codes) {
            return *known;
        }
        let next = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        self.0.insert(codes.into(), next);
        next
    }

    /// What each worker's numbers are among those of all, which go by names: codes are in the order of rows that happened to be read.
    fn in_common<'a>(workers: impl Iterator<Item = (&'a Self, &'a Codes)>, names: &Reader) -> Vec<Vec<u32>> {
        let places: Vec<Vec<u32>> = names.cuts().map(Names::places).collect();
        let common = |own: &[u32], codes: &Codes| -> Vec<u32> {
            let Some((cuts, topic)) = own.split_last_chunk::<2>() else { return Vec::new() };
            let of_cuts = cuts.iter().zip(&codes.cuts).zip(&places);
            let of_cuts = of_cuts.map(|((code, codes), places)| in_common(places, in_common(codes, *code)));
            of_cuts.chain(*topic).collect()
        };
        let of_worker = |(own, codes): (&Self, &Codes)| {
            let numbered: BTreeMap<u32, Vec<u32>> =
                own.0.iter().map(|(own, number)| (*number, common(own, codes))).collect();
            numbered.into_values().collect::<Vec<_>>()
        };
        let workers: Vec<Vec<Vec<u32>>> = workers.map(of_worker).collect();
        let all: BTreeSet<&Vec<u32>> = workers.iter().flatten().collect();
        let numbers: BTreeMap<&Vec<u32>, u32> = all.into_iter().zip(0..).collect();
        let number = |cell: &Vec<u32>| numbers.get(cell).copied().unwrap_or_default();
        workers.iter().map(|cells| cells.iter().map(number).collect()).collect()
    }
}

/// A number for what a comment is about: 0 for none. How many of each group have one, and are about a theme, is told.
pub(super) fn topic<'a>(says: bool, themes: impl Iterator<Item = &'a str>) -> u64 {
    let themes: BTreeSet<&str> = themes.collect();
    if !says && themes.is_empty() {
        return 0;
    }
    let mut hasher = DefaultHasher::new();
    themes.hash(&mut hasher);
    hasher.finish().max(1)
}

/// The answers that a worker has read.
#[derive(Debug)]
pub(super) struct Returning {
    /// Those of whom it is known whose they are.
    answers: Vec<Answer>,
    /// How many there are in all.
    all: HashMap<Place, u64>,
    cells: Cells,
    /// Whether each attribute may be told.
    told: Vec<bool>,
    /// The codes of the last answer, as [`Codes`] count cuts, and two for what its comment is about.
    codes: Vec<u32>,
}

impl Returning {
    /// Nothing read yet.
    pub(super) fn new(told: &[bool]) -> Self {
        let (answers, all, cells) = (Vec::new(), HashMap::new(), Cells::default());
        Self { answers, all, cells, told: told.to_vec(), codes: Vec::new() }
    }

    /// Counts an answer, and keeps it where it is known whose it is.
    pub(super) fn look(
        &mut self,
        respondent: Option<Key>,
        (response, detail, moment): (Response, Option<&Detail>, i64),
        topic: u64,
        fate: Option<Fate>,
    ) {
        let Response { client, period, region, score, day, .. } = response;
        self.codes.clear();
        self.codes.push(region);
        let attributes = detail.iter().flat_map(|of| of.attributes);
        self.codes.extend(attributes.zip(&self.told).map(|(code, is_told)| if *is_told { code } else { 0 }));
        let [high, low] = [topic >> 32, topic & u64::from(u32::MAX)];
        self.codes.extend([high, low].map(|half| u32::try_from(half).unwrap_or_default()));
        let cell = self.cells.number(&self.codes);
        *self.all.entry(Place { client, period, cell }).or_default() += 1;
        self.answers.extend(respondent.map(|respondent| Answer {
            respondent,
            client,
            period,
            moment,
            score,
            day,
            fate,
            cell,
        }));
    }
}

/// How far the answers of those who answered in two periods stand among others of one of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Among {
    /// How many others there are.
    pub others: u64,
    /// Of each region, with each value of each cut and comments about the same themes, the fewer of both: together the fewest answers
    /// that any sum and difference of the scores of these respondents, of all, and of regions, values and themes can come down to, unless
    /// there are no others. In a region with both a term that takes the one off leaves the other.
    pub mixed: u64,
}

impl Among {
    fn absorb(&mut self, other: Self) {
        self.others += other.others;
        self.mixed += other.mixed;
    }
}

/// Those about a client who answered in the reported period and before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Returned {
    /// The ordinal of that period.
    pub period: i32,
    /// How many answered in it of whom it is known.
    pub n: u64,
    /// Their groups then and now, by each earlier period in which some of them answered.
    pub moves: BTreeMap<i32, Moves>,
    /// How these stand among the others of the earlier period, and of the reported one.
    pub among: BTreeMap<i32, [Among; 2]>,
    /// Of those whose answer before this one was to be followed up: how the scores moved of those who were not called back, and of those
    /// who were.
    pub after: [Changes; 2],
}

/// That of each client.
pub(super) type ReturnedOf = BTreeMap<Option<Client>, Returned>;

impl Returned {
    /// Adds those about others.
    pub(super) fn absorb(&mut self, other: &Self) {
        self.period = other.period;
        self.n += other.n;
        for (period, moves) in &other.moves {
            self.moves.entry(*period).or_default().absorb(*moves);
        }
        for (period, among) in &other.among {
            let own = self.among.entry(*period).or_default();
            own.iter_mut().zip(among).for_each(|(own, other)| own.absorb(*other));
        }
        self.after.iter_mut().zip(&other.after).for_each(|(own, other)| own.absorb(other));
    }

    /// Adds a respondent, by the last answer of each period, the oldest first.
    fn add(&mut self, answers: &[&Answer], scale: &Scale) {
        let Some((now, before)) = answers.split_last().filter(|(now, _)| now.period == self.period) else {
            return;
        };
        self.n += 1;
        for then in before {
            let moves = self.moves.entry(then.period).or_default();
            moves.add(scale.group(then.score), scale.group(now.score));
        }
        let followed = before.last().and_then(|then| Some((then, then.fate?)));
        if let Some((then, fate)) = followed {
            // What is done after the next answer has no part in it.
            let is_called = match fate {
                Fate::Open => false,
                Fate::Called => true,
                Fate::CalledOn(day) => day < now.day,
            };
            let change = scale.answer(now.score) - scale.answer(then.score);
            self.after.iter_mut().skip(usize::from(is_called)).take(1).for_each(|own| own.add(change));
        }
    }
}

/// Those of a client who answered in two periods, by where they answered in the earlier one, and in the reported one.
type Members = BTreeMap<(u32, i32), [HashMap<u32, u64>; 2]>;

/// How they stand among all answers.
fn among(members: &Members, all: &BTreeMap<Place, u64>, reported: i32) -> BTreeMap<(u32, i32), [Among; 2]> {
    let mut found: BTreeMap<(u32, i32), [Among; 2]> =
        members.keys().map(|of| (*of, <[Among; 2]>::default())).collect();
    let mut count = |of: (u32, i32), at: usize, cell: u32, all: u64| {
        let Some(own) = found.get_mut(&of).and_then(|both| both.get_mut(at)) else { return };
        let those = members.get(&of).and_then(|both| both.get(at)?.get(&cell)).copied().unwrap_or_default();
        let others = all.saturating_sub(those);
        own.absorb(Among { others, mixed: others.min(those) });
    };
    for (Place { client, period, cell }, n) in all {
        count((*client, *period), 0, *cell, *n);
        if *period == reported {
            let earlier = members.range((*client, i32::MIN)..(*client, reported));
            earlier.for_each(|(of, _)| count(*of, 1, *cell, *n));
        }
    }
    found
}

/// What the answers of all workers come to, each with what its codes are among those of all.
pub(super) fn returned(
    workers: Vec<(Returning, Codes)>,
    (CameBack { reported, .. }, scale): (&CameBack, &Scale),
    names: &Reader,
) -> ReturnedOf {
    let mut all: Vec<Answer> = Vec::new();
    let mut places: BTreeMap<Place, u64> = BTreeMap::new();
    let cells = Cells::in_common(workers.iter().map(|(own, codes)| (&own.cells, codes)), names);
    for ((own, codes), cells) in workers.into_iter().zip(cells) {
        let client = |code: u32| in_common(&codes.clients, code);
        let cell = |number: u32| cells.get(number as usize).copied().unwrap_or_default();
        let answers = own.answers.into_iter().filter(|one| reported.is_until(one.period));
        all.extend(answers.map(|one| Answer { client: client(one.client), cell: cell(one.cell), ..one }));
        own.all.into_iter().for_each(|(of, n)| {
            let place = Place { client: client(of.client), cell: cell(of.cell), ..of };
            *places.entry(place).or_default() += n;
        });
    }
    let Some(period) = all.iter().map(|one| one.period).filter(|period| reported.may_be(*period)).max()
    else {
        return ReturnedOf::new();
    };
    all.sort_unstable();
    let whose = |one: &Answer| (one.respondent, one.client);
    let mut by_code: BTreeMap<u32, Returned> = BTreeMap::new();
    let mut members = Members::new();
    for answers in all.chunk_by(|one, other| whose(one) == whose(other)) {
        let of_periods = answers.chunk_by(|one, other| one.period == other.period);
        let last: Vec<&Answer> = of_periods.filter_map(<[Answer]>::last).collect();
        let code = answers.first().map_or(0, |answer| answer.client);
        let none = || Returned { period, ..Returned::default() };
        by_code.entry(code).or_insert_with(none).add(&last, scale);
        if let Some((now, before)) = last.split_last().filter(|(now, _)| now.period == period) {
            for then in before {
                let both = members.entry((code, then.period)).or_default();
                both.iter_mut()
                    .zip([then, now])
                    .for_each(|(own, one)| *own.entry(one.cell).or_default() += 1);
            }
        }
    }
    for ((code, earlier), found) in among(&members, &places, period) {
        by_code.get_mut(&code).into_iter().for_each(|of| {
            of.among.insert(earlier, found);
        });
    }
    let mut found = ReturnedOf::new();
    for (code, of) in by_code {
        found.entry(names.client(code)).or_default().absorb(&of);
    }
    found
}
