//! The loop over responses: how many of each group gave each value, and what they weigh. It knows columns of codes, and
//! nothing of what they mean.
//!
//! polars' own grouping of such frames takes longer than reading the rows does; groups are small beside rows, and from there
//! on polars does the grouping. Values of a group stand side by side, so that one look-up counts an answer.

use std::collections::{BTreeMap, BTreeSet};

use polars::prelude::{DataFrame, PlHashMap, PolarsResult};

use super::cross::Gatherer;
use crate::responses::{Take, cut_column};
use crate::survey::{Scale, Weights};

/// A scale of more points than this has most of its values blank in most groups.
const MOST_SIDE_BY_SIDE: usize = 16;

/// What one worker has counted: a table for each grouping.
#[derive(Debug)]
pub(super) struct Counter {
    tables: Vec<Table>,
    cross: Option<Gatherer>,
}

/// Answers by client, period and the values of some cuts.
#[derive(Debug)]
pub(super) struct Table {
    cuts: Vec<String>,
    joint: Joint,
    /// The place of each group among `keys`.
    places: PlHashMap<Key, u32>,
    keys: Vec<Key>,
    counts: Counts,
    /// The first and the last day of each group, counted from 1970-01-01; nothing where these are not kept.
    days: Option<Vec<[i32; 2]>>,
}

/// Client, period and joint value of the cuts.
pub(super) type Key = (u32, i32, u32);

/// A number for each combination of the values of several cuts, by pairs: the number so far and the next value.
#[derive(Debug)]
struct Joint {
    pairs: Vec<PlHashMap<(u32, u32), u32>>,
    /// The values of each combination.
    values: Vec<Vec<u32>>,
}

/// Answers by group and value.
#[derive(Debug)]
enum Counts {
    /// So many values of each group, one group after another.
    SideBySide(usize, Vec<u64>),
    Apart(PlHashMap<(u32, u32), u64>),
    Weighted(PlHashMap<(u32, u32), Weights>),
}

/// Counts in the order of groups and values, column by column.
#[derive(Debug, Default)]
pub(super) struct Columns {
    pub(super) client: Vec<u32>,
    pub(super) period: Vec<i32>,
    pub(super) joint: Vec<u32>,
    /// The position of the score on its scale.
    pub(super) value: Vec<u32>,
    /// How many answers.
    pub(super) n: Vec<u64>,
    /// What they weigh, and the squares of that; nothing where they have no weights.
    pub(super) weights: Option<[Vec<f64>; 2]>,
}

impl Counter {
    /// Nothing counted yet, by these groupings: the cuts of each; and the cuts whose values are crossed, if any are.
    pub(super) fn new(
        (groupings, crossed): (&[Vec<usize>], &[usize]),
        scale: &Scale,
        is_weighted: bool,
    ) -> Self {
        let table = |cuts: &Vec<usize>| Table::new(cuts, scale.points(), is_weighted);
        let cross = (!crossed.is_empty()).then(|| Gatherer::new(crossed, scale));
        Self { tables: groupings.iter().map(table).collect(), cross }
    }

    /// The same of the options of a question, each being a value.
    pub(super) fn of_options(groupings: &[Vec<usize>], is_weighted: bool) -> Self {
        let table = |cuts: &Vec<usize>| Table::new(cuts, usize::MAX, is_weighted);
        Self { tables: groupings.iter().map(table).collect(), cross: None }
    }

    /// Keeps the first and the last day of each group of the first grouping.
    pub(super) fn keep_days(&mut self) {
        self.tables.iter_mut().take(1).for_each(|table| table.days = Some(Vec::new()));
    }

    fn take(&mut self, frame: &DataFrame) -> PolarsResult<()> {
        self.cross.iter_mut().try_for_each(|cross| cross.take(frame))?;
        self.tables.iter_mut().try_for_each(|table| table.take(frame))
    }

    /// A table for each grouping, and what is crossed.
    pub(super) fn tables(self) -> (Vec<Table>, Option<Gatherer>) {
        (self.tables, self.cross)
    }
}

/// What one worker has counted of each question, that which leads the report first.
#[derive(Debug)]
pub(super) struct Counters(pub(super) Vec<Counter>);

impl Take for Counters {
    fn take(&mut self, question: usize, frame: &DataFrame) -> PolarsResult<()> {
        self.0.get_mut(question).map_or(Ok(()), |counter| counter.take(frame))
    }
}

impl Table {
    fn new(cuts: &[usize], points: usize, is_weighted: bool) -> Self {
        let counts = match points {
            _ if is_weighted => Counts::Weighted(PlHashMap::default()),
            0..=MOST_SIDE_BY_SIDE => Counts::SideBySide(points, Vec::new()),
            _ => Counts::Apart(PlHashMap::default()),
        };
        Self::of(cuts.iter().map(|cut| cut_column(*cut)).collect(), counts)
    }

    fn of(cuts: Vec<String>, counts: Counts) -> Self {
        let pairs = cuts.iter().skip(1).map(|_| PlHashMap::default()).collect();
        let joint = Joint { pairs, values: Vec::new() };
        Self { cuts, joint, places: PlHashMap::default(), keys: Vec::new(), counts, days: None }
    }

    /// The same with other codes of the values themselves.
    pub(super) fn revalued(mut self, value: &dyn Fn(u32) -> u32) -> Self {
        self.counts = match self.counts {
            Counts::Apart(counts) => {
                Counts::Apart(counts.into_iter().map(|((at, of), n)| ((at, value(of)), n)).collect())
            }
            Counts::Weighted(counts) => {
                Counts::Weighted(counts.into_iter().map(|((at, of), n)| ((at, value(of)), n)).collect())
            }
            counts @ Counts::SideBySide(..) => counts,
        };
        self
    }

    /// The same by other codes: `client` and `value` say which, the latter of the cut at a position.
    pub(super) fn recoded(mut self, client: &dyn Fn(u32) -> u32, value: &dyn Fn(usize, u32) -> u32) -> Self {
        let known = std::mem::take(&mut self.joint.values);
        self.joint.pairs.iter_mut().for_each(PlHashMap::clear);
        let joints = self.joints(&known, value);
        self.places.clear();
        for (place, key) in (0..).zip(&mut self.keys) {
            let (of, period, joint) = *key;
            *key =
                (client(of), period, joints.get(joint as usize).copied().unwrap_or_else(|| value(0, joint)));
            self.places.insert(*key, place);
        }
        self
    }

    /// The joint value here of each one of another table.
    fn joints(&mut self, others: &[Vec<u32>], value: &dyn Fn(usize, u32) -> u32) -> Vec<u32> {
        let recode = |values: &Vec<u32>| -> Vec<u32> {
            values.iter().enumerate().map(|(cut, code)| value(cut, *code)).collect()
        };
        others.iter().map(|values| self.joint.number(&recode(values))).collect()
    }

    /// Adds what another worker has counted, by other codes, as [`recoded`](Self::recoded) has it.
    pub(super) fn absorb(
        &mut self,
        other: Self,
        client: &dyn Fn(u32) -> u32,
        value: &dyn Fn(usize, u32) -> u32,
    ) {
        let joints = self.joints(&other.joint.values, value);
        // Of one cut, its values are the joint ones.
        let joint = |joint: u32| joints.get(joint as usize).copied().unwrap_or_else(|| value(0, joint));
        let keys = other.keys.iter().map(|(of, period, values)| (client(*of), *period, joint(*values)));
        let places: Vec<u32> = keys.map(|key| place_of(&mut self.places, &mut self.keys, key)).collect();
        let place = |at: u32| places.get(at as usize).copied().unwrap_or(u32::MAX);
        for (place, [first, last]) in places.iter().zip(other.days.iter().flatten()) {
            let days = self.days.get_or_insert_default();
            note(days, *place, *first);
            note(days, *place, *last);
        }
        match (&mut self.counts, other.counts) {
            (Counts::SideBySide(points, sums), Counts::SideBySide(_, counts)) => {
                sums.resize(self.keys.len() * *points, 0);
                for (place, counts) in places.iter().zip(counts.chunks(*points)) {
                    let start = *place as usize * *points;
                    for (sum, n) in sums.iter_mut().skip(start).zip(counts) {
                        *sum += n;
                    }
                }
            }
            (Counts::Apart(sums), Counts::Apart(counts)) => {
                for ((at, value), n) in counts {
                    *sums.entry((place(at), value)).or_default() += n;
                }
            }
            (Counts::Weighted(sums), Counts::Weighted(counts)) => {
                for ((at, value), weights) in counts {
                    *sums.entry((place(at), value)).or_default() += &weights;
                }
            }
            // Tables of one grouping are all of one kind.
            _ => {}
        }
    }

    /// The values of the cuts of each joint value, the joint values being numbered anew in their order from here on; none
    /// where there is one cut, whose values are the joint ones.
    pub(super) fn sort_joints(&mut self) -> Vec<Vec<u32>> {
        let values = std::mem::take(&mut self.joint.values);
        let mut order: Vec<usize> = (0..values.len()).collect();
        order.sort_unstable_by(|a, b| values.get(*a).cmp(&values.get(*b)));
        let mut ranks = vec![0; values.len()];
        for (rank, at) in (0..).zip(&order) {
            if let Some(place) = ranks.get_mut(*at) {
                *place = rank;
            }
        }
        for (.., joint) in &mut self.keys {
            *joint = ranks.get(*joint as usize).copied().unwrap_or(*joint);
        }
        order.into_iter().filter_map(|at| values.get(at).cloned()).collect()
    }

    /// The first and the last day of each client's answers of each period, by its code.
    pub(super) fn days(&self) -> BTreeMap<(u32, i32), [i32; 2]> {
        let mut days = BTreeMap::new();
        for ((client, period, _), own) in self.keys.iter().zip(self.days.iter().flatten()) {
            let [first, last] = days.entry((*client, *period)).or_insert(*own);
            *first = own[0].min(*first);
            *last = own[1].max(*last);
        }
        days
    }

    /// All that was counted, in the order of groups and values.
    pub(super) fn facts(self) -> Columns {
        let Self { keys, counts, .. } = self;
        let mut order: Vec<u32> = (0..).take(keys.len()).collect();
        let key = |place: u32| keys.get(place as usize).copied().unwrap_or_default();
        let mut facts = Columns::default();
        match counts {
            Counts::SideBySide(points, counts) => {
                order.sort_unstable_by_key(|place| key(*place));
                facts.reserve(counts.iter().filter(|n| **n > 0).count());
                for place in order {
                    let counts = counts.iter().skip(place as usize * points).take(points);
                    for (value, n) in (0..).zip(counts).filter(|(_, n)| **n > 0) {
                        facts.push(key(place), value, *n);
                    }
                }
            }
            Counts::Apart(counts) => {
                for ((place, value), n) in in_order(counts, &key) {
                    facts.push(key(place), value, n);
                }
            }
            Counts::Weighted(counts) => {
                let counts = in_order(counts, &key);
                let weights =
                    |of: fn(&Weights) -> f64| counts.iter().map(|(_, weights)| of(weights)).collect();
                facts.weights = Some([weights(Weights::sum), weights(Weights::squares)]);
                for ((place, value), weights) in &counts {
                    facts.push(key(*place), *value, weights.answers());
                }
            }
        }
        facts
    }

    fn take(&mut self, frame: &DataFrame) -> PolarsResult<()> {
        let has = |name: &str| frame.get_column_index(name).is_some();
        let codes = |name: &str| frame.column(name)?.u32()?.cont_slice();
        let values = codes("value")?;
        // A column that is left out is the same for all.
        let same = vec![0; values.len()];
        let same_period = vec![0; values.len()];
        let clients = if has("client") { codes("client")? } else { &same };
        let periods = if has("period") { frame.column("period")?.i32()?.cont_slice()? } else { &same_period };
        let days = if has("day") { frame.column("day")?.i32()?.cont_slice()? } else { &same_period };
        let mut cuts = Vec::new();
        for name in &self.cuts {
            cuts.push(if has(name) { codes(name)? } else { &same });
        }
        let joint = self.joint.of(&cuts, values.len());
        let groups = clients.iter().zip(periods).zip(joint.iter()).zip(days);
        let Self { places, keys, counts, days: kept, .. } = self;
        let mut last: Option<(Key, u32)> = None;
        let mut place = |key: Key, day: i32| {
            let place = match last {
                Some((known, place)) if known == key => place,
                _ => {
                    let place = place_of(places, keys, key);
                    last = Some((key, place));
                    place
                }
            };
            if let Some(kept) = kept {
                note(kept, place, day);
            }
            place
        };
        let rows = groups.zip(values).map(|((((client, period), joint), day), value)| {
            (place((*client, *period, *joint), *day), *value)
        });
        match counts {
            Counts::SideBySide(points, counts) => {
                for (place, value) in rows {
                    let at = place as usize * *points + value as usize;
                    if at >= counts.len() {
                        counts.resize((place as usize + 1) * *points, 0);
                    }
                    if let Some(count) = counts.get_mut(at) {
                        *count += 1;
                    }
                }
            }
            Counts::Apart(counts) => rows.for_each(|row| *counts.entry(row).or_default() += 1),
            Counts::Weighted(weights) => {
                let weighed = frame.column("weight")?.f64()?.cont_slice()?;
                for (row, weight) in rows.zip(weighed) {
                    weights.entry(row).or_default().add(*weight);
                }
            }
        }
        Ok(())
    }
}

/// The place of a group, a new one where it has none yet.
#[inline]
fn place_of(places: &mut PlHashMap<Key, u32>, keys: &mut Vec<Key>, key: Key) -> u32 {
    *places.entry(key).or_insert_with(|| {
        keys.push(key);
        u32::try_from(keys.len() - 1).unwrap_or(u32::MAX)
    })
}

/// Notes a day of the group at that place: groups get their places one after another.
#[inline]
fn note(days: &mut Vec<[i32; 2]>, place: u32, day: i32) {
    match days.get_mut(place as usize) {
        Some([first, last]) => {
            *first = day.min(*first);
            *last = day.max(*last);
        }
        None => days.push([day, day]),
    }
}

/// Counts in the order of their groups and values.
fn in_order<V>(counts: PlHashMap<(u32, u32), V>, key: &impl Fn(u32) -> Key) -> Vec<((u32, u32), V)> {
    let mut sorted: Vec<_> = counts.into_iter().collect();
    sorted.sort_unstable_by_key(|((place, value), _)| (key(*place), *value));
    sorted
}

impl Columns {
    /// Of counts that hold each option chosen, and all that chose any as that value: who chose one of these is 1, who did not 0.
    pub(super) fn chosen(&self, all: u32, meant: &BTreeSet<u32>) -> Self {
        let mut chosen =
            Self { weights: self.weights.as_ref().map(|_| Default::default()), ..Self::default() };
        let keys = self.client.iter().zip(&self.period).zip(&self.joint);
        let keys: Vec<Key> = keys.map(|((client, period), joint)| (*client, *period, *joint)).collect();
        let mut start = 0;
        for group in keys.chunk_by(|one, other| one == other) {
            let rows = start..start + group.len();
            start = rows.end;
            let Some(key) = group.first() else { continue };
            let (mut whole, mut part) = ((0, [0.0; 2]), (0, [0.0; 2]));
            for at in rows {
                let (Some(value), Some(n)) = (self.value.get(at), self.n.get(at)) else { continue };
                let of = |weights: &Vec<f64>| weights.get(at).copied().unwrap_or_default();
                let weights = self.weights.as_ref().map(|weights| [of(&weights[0]), of(&weights[1])]);
                let sum = if *value == all { &mut whole } else { &mut part };
                if *value == all || meant.contains(value) {
                    sum.0 += n;
                    for (sum, weight) in sum.1.iter_mut().zip(weights.unwrap_or_default()) {
                        *sum += weight;
                    }
                }
            }
            let rest = (whole.0 - whole.0.min(part.0), [whole.1[0] - part.1[0], whole.1[1] - part.1[1]]);
            for (value, (n, sums)) in [(0, rest), (1, part)] {
                if n > 0 {
                    chosen.push(*key, value, n);
                    for (column, sum) in chosen.weights.iter_mut().flatten().zip(sums) {
                        column.push(sum);
                    }
                }
            }
        }
        chosen
    }

    fn reserve(&mut self, facts: usize) {
        for codes in [&mut self.client, &mut self.joint, &mut self.value] {
            codes.reserve_exact(facts);
        }
        self.period.reserve_exact(facts);
        self.n.reserve_exact(facts);
    }

    /// Adds answers without weights.
    pub(super) fn push(&mut self, (client, period, joint): Key, value: u32, n: u64) {
        self.client.push(client);
        self.period.push(period);
        self.joint.push(joint);
        self.value.push(value);
        self.n.push(n);
    }
}

impl Joint {
    /// The joint value of each row.
    fn of(&mut self, cuts: &[&[u32]], rows: usize) -> Vec<u32> {
        let Some((first, others)) = cuts.split_first() else { return vec![0; rows] };
        let mut joint = first.to_vec();
        let last = others.len();
        for (at, (values, pairs)) in others.iter().zip(&mut self.pairs).enumerate() {
            let is_last = at + 1 == last;
            for (row, (number, value)) in joint.iter_mut().zip(*values).enumerate() {
                let next = u32::try_from(pairs.len()).unwrap_or(u32::MAX);
                *number = *pairs.entry((*number, *value)).or_insert_with(|| {
                    if is_last {
                        self.values.push(cuts.iter().filter_map(|cut| cut.get(row).copied()).collect());
                    }
                    next
                });
            }
        }
        joint
    }

    /// The joint value of values of several cuts, a new one where they have none yet.
    fn number(&mut self, values: &[u32]) -> u32 {
        let Some((first, others)) = values.split_first() else { return 0 };
        let (mut joint, mut is_new) = (*first, false);
        for (value, pairs) in others.iter().zip(&mut self.pairs) {
            let next = u32::try_from(pairs.len()).unwrap_or(u32::MAX);
            is_new = !pairs.contains_key(&(joint, *value));
            joint = *pairs.entry((joint, *value)).or_insert(next);
        }
        if is_new {
            self.values.push(values.to_vec());
        }
        joint
    }
}

#[cfg(test)]
mod tests {
    use polars::prelude::Column;
    use proptest::prelude::{prop_assert_eq, proptest};

    use super::*;

    type Row = (u32, i32, u32, u32, u32);

    /// Days of one period before the next one's.
    fn day((client, period, first, second, value): &Row) -> i32 {
        let within = (client + first * second + value) % 7;
        10 * period + i32::try_from(within).expect("a small number")
    }

    fn frame(rows: &[Row]) -> DataFrame {
        let codes = |name: &str, of: fn(&Row) -> u32| {
            Column::new(name.into(), rows.iter().map(of).collect::<Vec<_>>())
        };
        let columns = vec![
            codes("client", |row| row.0),
            Column::new("period".into(), rows.iter().map(|row| row.1).collect::<Vec<_>>()),
            codes("cut 0", |row| row.2),
            codes("cut 1", |row| row.3),
            codes("value", |row| row.4),
            Column::new("weight".into(), rows.iter().map(|row| f64::from(row.4) + 0.5).collect::<Vec<_>>()),
            Column::new("day".into(), rows.iter().map(day).collect::<Vec<_>>()),
        ];
        DataFrame::new(rows.len(), columns).expect("a frame")
    }

    proptest! {
        /// Counted one row after another, by every grouping, of few and of many points, weighted and not.
        #[test]
        fn every_answer_is_counted_where_it_belongs(
            rows in proptest::collection::vec((0_u32..3, -2_i32..3, 0_u32..4, 0_u32..3, 0_u32..11), 0..200),
            at in 0_usize..200
        ) {
            let groupings = [vec![0], vec![1], vec![0, 1], vec![1, 0, 1]];
            for (points, is_weighted) in [(11, false), (101, false), (11, true)] {
                let scale = Scale::new(0, points - 1, 6, 9).expect("a scale");
                let mut counter = Counter::new((&groupings, &[]), &scale, is_weighted);
                let (before, after) = rows.split_at(at.min(rows.len()));
                let mut other = Counter::new((&groupings, &[]), &scale, is_weighted);
                counter.keep_days();
                other.keep_days();
                counter.take(&frame(before)).expect("its columns");
                other.take(&frame(after)).expect("its columns");
                let mut days = std::collections::BTreeMap::new();
                for row in &rows {
                    days.entry((2 - row.0, row.1)).or_insert_with(Vec::new).push(day(row));
                }
                let ends = |days: &Vec<i32>| days.iter().min().copied().zip(days.iter().max().copied());
                let mut ends: std::collections::BTreeMap<_, _> =
                    days.iter().filter_map(|(key, days)| Some((*key, ends(days)?.into()))).collect();
                for (cuts, (table, second)) in groupings.iter().zip(counter.tables().0.into_iter().zip(other.tables().0)) {
                    // One worker or two, whose codes are those of all turned round.
                    let (client, value) = (&|code: u32| 2 - code, &|_: usize, code: u32| 3 - code);
                    let mut sum = table.recoded(client, value);
                    sum.absorb(second, client, value);
                    // Of the first grouping only.
                    prop_assert_eq!(sum.days(), std::mem::take(&mut ends));
                    let joints = sum.sort_joints();
                    let facts = sum.facts();
                    let keys = facts.client.iter().zip(&facts.period).zip(&facts.joint).zip(&facts.value);
                    assert!(keys.clone().is_sorted());
                    for (at, (value, n)) in facts.value.iter().zip(&facts.n).enumerate() {
                        let each = f64::from(*value) + 0.5;
                        let n = u32::try_from(*n).map(f64::from).expect("a small number");
                        if let Some([sums, squares]) = &facts.weights {
                            assert!((sums[at] - n * each).abs() < 1e-9);
                            assert!((squares[at] - n * each * each).abs() < 1e-9);
                        }
                    }
                    prop_assert_eq!(facts.weights.is_some(), is_weighted);
                    let values = |joint: u32| joints.get(joint as usize).cloned().unwrap_or(vec![joint]);
                    let found = keys.zip(&facts.n).map(|((((client, period), joint), value), n)| {
                        ((*client, *period, values(*joint), *value), *n)
                    });
                    let found: std::collections::BTreeMap<_, _> = found.collect();
                    let mut expected = std::collections::BTreeMap::new();
                    for &(client, period, first, second, value) in &rows {
                        let cuts = cuts.iter().map(|cut| [first, second][*cut]).collect::<Vec<_>>();
                        let cuts = cuts.into_iter().map(|code| 3 - code).collect::<Vec<_>>();
                        *expected.entry((2 - client, period, cuts, value)).or_default() += 1;
                    }
                    prop_assert_eq!(found, expected);
                }
            }
        }
    }
}
