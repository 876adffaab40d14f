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
use crate::survey::{Changes, Client, GROUPS, Group, Moves, Scale, Score};

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
    group: Group,
}

/// Numbers for the regions and values of cuts that stand together in answers, with their [marks](Marks).
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
            let Some((cuts, marks)) = own.split_last_chunk::<2>() else { return Vec::new() };
            let of_cuts = cuts.iter().zip(&codes.cuts).zip(&places);
            let of_cuts = of_cuts.map(|((code, codes), places)| in_common(places, in_common(codes, *code)));
            of_cuts.chain(*marks).collect()
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

/// What else is told of how many of each group: of those with a comment, about a theme, who chose something that only low scores are
/// asked about, whom somebody has called back, and whose account is known.
#[derive(Debug)]
pub(super) struct Marks<'a> {
    pub(super) says: bool,
    pub(super) chosen: BTreeSet<&'a str>,
    /// Whether something was asked of it that is asked of some scores only.
    pub(super) is_apart: bool,
    pub(super) fate: Option<Fate>,
    pub(super) names_account: bool,
}

impl Marks<'_> {
    /// A number for them. When somebody called is told of no group.
    fn number(&self) -> u64 {
        let is_called = self.fate.map(|fate| fate != Fate::Open);
        let mut hasher = DefaultHasher::new();
        (self.says, &self.chosen, is_called, self.names_account).hash(&mut hasher);
        hasher.finish()
    }
}

/// The answers that a worker has read.
#[derive(Debug)]
pub(super) struct Returning {
    /// Those of whom it is known whose they are.
    answers: Vec<Answer>,
    /// How many there are in all.
    all: HashMap<Place, u64>,
    cells: Cells,
    /// Of which groups something is told of some answers alone.
    apart: [bool; 3],
    scale: Scale,
    /// Whether each attribute may be told.
    told: Vec<bool>,
    /// The codes of the last answer, as [`Codes`] count cuts, and two for its marks.
    codes: Vec<u32>,
}

impl Returning {
    /// Nothing read yet.
    pub(super) fn new(told: &[bool], scale: Scale) -> Self {
        let (answers, all, cells) = (Vec::new(), HashMap::new(), Cells::default());
        Self { answers, all, cells, apart: [false; 3], scale, told: told.to_vec(), codes: Vec::new() }
    }

    /// Counts an answer, and keeps it where it is known whose it is.
    pub(super) fn look(
        &mut self,
        respondent: Option<Key>,
        (response, detail, moment): (Response, Option<&Detail>, i64),
        marks: &Marks<'_>,
    ) {
        let Response { client, period, region, score, day, .. } = response;
        self.codes.clear();
        self.codes.push(region);
        let attributes = detail.iter().flat_map(|of| of.attributes);
        self.codes.extend(attributes.zip(&self.told).map(|(code, is_told)| if *is_told { code } else { 0 }));
        let number = marks.number();
        let [high, low] = [number >> 32, number & u64::from(u32::MAX)];
        self.codes.extend([high, low].map(|half| u32::try_from(half).unwrap_or_default()));
        let cell = self.cells.number(&self.codes);
        let group = self.scale.group(score);
        *self.all.entry(Place { client, period, cell, group }).or_default() += 1;
        if marks.is_apart || marks.fate.is_some() {
            let own = self.apart.iter_mut().zip(GROUPS).filter(|(_, of)| *of == group);
            own.for_each(|(is_apart, _)| *is_apart = true);
        }
        self.answers.extend(respondent.map(|respondent| Answer {
            respondent,
            client,
            period,
            moment,
            score,
            day,
            fate: marks.fate,
            cell,
        }));
    }
}

/// How far the answers of those who answered in two periods stand among others of one of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Among {
    those: u64,
    others: u64,
    mixed: u64,
}

impl Among {
    fn add(&mut self, [those, others]: [u64; 2]) {
        self.absorb(Self { those, others, mixed: those.min(others) });
    }

    fn absorb(&mut self, other: Self) {
        self.those += other.those;
        self.others += other.others;
        self.mixed += other.mixed;
    }

    /// Whether no sum and difference of the scores of these respondents, of all, and of those with a region, value or
    /// [mark](Marks), is of fewer answers. Of each region, with each value of each cut and the same marks, the fewer of those and of others
    /// stay in any: a term that takes the one off leaves the other. Where there is nobody else, or none of those, nothing is told that is
    /// not told already.
    pub(crate) const fn keeps(self, least: u64) -> bool {
        self.those == 0 || self.others == 0 || self.mixed >= least
    }
}

/// Of all answers, and of each group of which something is told alone.
pub type OfAllAndGroups = [Among; 4];

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
    pub among: BTreeMap<i32, [OfAllAndGroups; 2]>,
    /// How many have an answer before this one that was to be followed up, by its period.
    pub followed: BTreeMap<i32, u64>,
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
            let each = own.iter_mut().flatten().zip(among.iter().flatten());
            each.for_each(|(own, other)| own.absorb(*other));
        }
        for (period, n) in &other.followed {
            *self.followed.entry(*period).or_default() += n;
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
            *self.followed.entry(then.period).or_default() += 1;
            let change = scale.answer(now.score) - scale.answer(then.score);
            self.after.iter_mut().skip(usize::from(is_called)).take(1).for_each(|own| own.add(change));
        }
    }
}

/// How many answers are of each cell and group.
type ByCell = BTreeMap<(u32, Group), u64>;

/// How some of the answers of a client and period stand among all of them, and among those of each group that is looked at by itself.
fn among(those: &ByCell, all: &ByCell, apart: [bool; 3]) -> OfAllAndGroups {
    let mut found = OfAllAndGroups::default();
    let [of_all, of_groups @ ..] = &mut found;
    let both = |(of, n): (&(u32, Group), &u64)| {
        let those = those.get(of).copied().unwrap_or_default();
        (*of, [those, n.saturating_sub(those)])
    };
    let both: Vec<_> = all.iter().map(both).collect();
    for cell in both.chunk_by(|((one, _), _), ((other, _), _)| one == other) {
        let sum = |[those, others]: [u64; 2], (_, of): &(_, [u64; 2])| [those + of[0], others + of[1]];
        of_all.add(cell.iter().fold([0; 2], sum));
    }
    for ((group, own), _) in GROUPS.iter().zip(of_groups).zip(apart).filter(|(_, is_apart)| *is_apart) {
        both.iter().filter(|((_, of), _)| of == group).for_each(|(_, n)| own.add(*n));
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
    let mut places: BTreeMap<(u32, i32), ByCell> = BTreeMap::new();
    let mut apart = [false; 3];
    let cells = Cells::in_common(workers.iter().map(|(own, codes)| (&own.cells, codes)), names);
    for ((own, codes), cells) in workers.into_iter().zip(cells) {
        let client = |code: u32| in_common(&codes.clients, code);
        let cell = |number: u32| cells.get(number as usize).copied().unwrap_or_default();
        let answers = own.answers.into_iter().filter(|one| reported.is_until(one.period));
        all.extend(answers.map(|one| Answer { client: client(one.client), cell: cell(one.cell), ..one }));
        apart.iter_mut().zip(own.apart).for_each(|(all, own)| *all |= own);
        own.all.into_iter().for_each(|(of, n)| {
            let by_cell = places.entry((client(of.client), of.period)).or_default();
            *by_cell.entry((cell(of.cell), of.group)).or_default() += n;
        });
    }
    let Some(period) = all.iter().map(|one| one.period).filter(|period| reported.may_be(*period)).max()
    else {
        return ReturnedOf::new();
    };
    all.sort_unstable();
    let whose = |one: &Answer| (one.respondent, one.client);
    let mut by_code: BTreeMap<u32, Returned> = BTreeMap::new();
    // By the earlier period, where they answered in that and in the reported one.
    let mut members: BTreeMap<(u32, i32), [ByCell; 2]> = BTreeMap::new();
    for answers in all.chunk_by(|one, other| whose(one) == whose(other)) {
        let of_periods = answers.chunk_by(|one, other| one.period == other.period);
        let last: Vec<&Answer> = of_periods.filter_map(<[Answer]>::last).collect();
        let code = answers.first().map_or(0, |answer| answer.client);
        let none = || Returned { period, ..Returned::default() };
        by_code.entry(code).or_insert_with(none).add(&last, scale);
        if let Some((now, before)) = last.split_last().filter(|(now, _)| now.period == period) {
            for then in before {
                let both = members.entry((code, then.period)).or_default();
                for (own, one) in both.iter_mut().zip([then, now]) {
                    *own.entry((one.cell, scale.group(one.score))).or_default() += 1;
                }
            }
        }
    }
    for ((code, earlier), [then, now]) in &members {
        let all = |period: i32| places.get(&(*code, period)).into_iter();
        let both = all(*earlier)
            .zip(all(period))
            .map(|(all_then, all_now)| [among(then, all_then, apart), among(now, all_now, apart)]);
        let own = by_code.get_mut(code).into_iter().zip(both);
        own.for_each(|(of, both)| {
            of.among.insert(*earlier, both);
        });
    }
    let mut found = ReturnedOf::new();
    for (code, of) in by_code {
        found.entry(names.client(code)).or_default().absorb(&of);
    }
    found
}
