//! The loop over responses: how many of each group gave each value, and what they weigh. It knows columns of codes, and
//! nothing of what they mean.
//!
//! polars' own grouping of such frames takes longer than reading the rows does; groups are small beside rows, and from there
//! on polars does the grouping. Values of a group stand side by side, so that one look-up counts an answer.

use polars::prelude::{DataFrame, PlHashMap, PolarsResult};

use crate::responses::{Take, cut_column};
use crate::survey::Weights;

/// A scale of more points than this has most of its values blank in most groups.
const MOST_SIDE_BY_SIDE: usize = 16;

/// What one worker has counted: a table for each grouping.
#[derive(Debug)]
pub(super) struct Counter {
    tables: Vec<Table>,
}

/// Answers by client, period and the values of some cuts.
#[derive(Debug)]
struct Table {
    cuts: Vec<String>,
    joint: Joint,
    /// The place of each group among `keys`.
    places: PlHashMap<Key, u32>,
    keys: Vec<Key>,
    counts: Counts,
}

/// Client, period and joint value of the cuts.
type Key = (u32, i32, u32);

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

/// Client, period, joint value of the cuts and position of the score on its scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fact {
    pub(super) client: u32,
    pub(super) period: i32,
    pub(super) joint: u32,
    pub(super) value: u32,
}

/// What a worker has counted by some cuts, in no order.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The values that a joint one stands for; none where there is one cut, whose value it is.
    pub(super) joints: Vec<Vec<u32>>,
    /// Answers, where they have no weights.
    pub(super) answers: Vec<(Fact, u64)>,
    /// The same with weights, where they have some.
    pub(super) weighted: Vec<(Fact, Weights)>,
}

impl Counter {
    /// Nothing counted yet, by these groupings: the cuts of each. There are so many points on the scale.
    pub(super) fn new(groupings: &[Vec<usize>], points: usize, is_weighted: bool) -> Self {
        let counts = || match points {
            _ if is_weighted => Counts::Weighted(PlHashMap::default()),
            0..=MOST_SIDE_BY_SIDE => Counts::SideBySide(points, Vec::new()),
            _ => Counts::Apart(PlHashMap::default()),
        };
        let table = |cuts: &Vec<usize>| Table {
            cuts: cuts.iter().map(|cut| cut_column(*cut)).collect(),
            joint: Joint {
                pairs: cuts.iter().skip(1).map(|_| PlHashMap::default()).collect(),
                values: Vec::new(),
            },
            places: PlHashMap::default(),
            keys: Vec::new(),
            counts: counts(),
        };
        Self { tables: groupings.iter().map(table).collect() }
    }

    /// What was counted by each grouping.
    pub(super) fn found(self) -> impl Iterator<Item = Found> {
        self.tables.into_iter().map(Table::found)
    }
}

impl Take for Counter {
    fn take(&mut self, frame: &DataFrame) -> PolarsResult<()> {
        self.tables.iter_mut().try_for_each(|table| table.take(frame))
    }
}

impl Table {
    fn take(&mut self, frame: &DataFrame) -> PolarsResult<()> {
        let has = |name: &str| frame.get_column_index(name).is_some();
        let codes = |name: &str| frame.column(name)?.u32()?.cont_slice();
        let values = codes("value")?;
        // A column that is left out is the same for all.
        let same = vec![0; values.len()];
        let same_period = vec![0; values.len()];
        let clients = if has("client") { codes("client")? } else { &same };
        let periods = if has("period") { frame.column("period")?.i32()?.cont_slice()? } else { &same_period };
        let mut cuts = Vec::new();
        for name in &self.cuts {
            cuts.push(if has(name) { codes(name)? } else { &same });
        }
        let joint = self.joint.of(&cuts, values.len());
        let groups = clients.iter().zip(periods).zip(joint.iter());
        let Self { places, keys, counts, .. } = self;
        let mut last: Option<(Key, u32)> = None;
        let mut place = |key: Key| match last {
            Some((known, place)) if known == key => place,
            _ => {
                let place = *places.entry(key).or_insert_with(|| {
                    keys.push(key);
                    u32::try_from(keys.len() - 1).unwrap_or(u32::MAX)
                });
                last = Some((key, place));
                place
            }
        };
        let rows = groups
            .zip(values)
            .map(|(((client, period), joint), value)| (place((*client, *period, *joint)), *value));
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

    fn found(self) -> Found {
        let Self { joint: Joint { values: joints, .. }, keys, counts, .. } = self;
        let fact = |place: u32, value: u32| {
            let (client, period, joint) = *keys.get(place as usize)?;
            Some(Fact { client, period, joint, value })
        };
        let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let (mut answers, mut weighted) = (Vec::new(), Vec::new());
        match counts {
            Counts::SideBySide(points, counts) => {
                let counts = counts.into_iter().enumerate().filter(|(_, n)| *n > 0);
                answers.extend(
                    counts.filter_map(|(at, n)| Some((fact(number(at / points), number(at % points))?, n))),
                );
            }
            Counts::Apart(counts) => {
                answers.extend(counts.into_iter().filter_map(|((at, value), n)| Some((fact(at, value)?, n))));
            }
            Counts::Weighted(counts) => {
                weighted
                    .extend(counts.into_iter().filter_map(|((at, value), w)| Some((fact(at, value)?, w))));
            }
        }
        Found { joints, answers, weighted }
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
}

#[cfg(test)]
mod tests {
    use polars::prelude::Column;
    use proptest::prelude::{prop_assert_eq, proptest};

    use super::*;

    type Row = (u32, i32, u32, u32, u32);

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
                let mut counter = Counter::new(&groupings, points, is_weighted);
                let (before, after) = rows.split_at(at.min(rows.len()));
                counter.take(&frame(before)).expect("its columns");
                counter.take(&frame(after)).expect("its columns");
                for (cuts, found) in groupings.iter().zip(counter.found()) {
                    let weights = found.weighted.iter().map(|(fact, weights)| {
                        let each = f64::from(fact.value) + 0.5;
                        let n = u32::try_from(weights.answers()).map(f64::from).expect("a small number");
                        assert!((weights.sum() - n * each).abs() < 1e-9);
                        (*fact, weights.answers())
                    });
                    let facts = found.answers.iter().copied().chain(weights);
                    let values = |joint: u32| found.joints.get(joint as usize).cloned().unwrap_or(vec![joint]);
                    let facts = facts.map(|(fact, n)| {
                        ((fact.client, fact.period, values(fact.joint), fact.value), n)
                    });
                    let mut expected = std::collections::BTreeMap::new();
                    for &(client, period, first, second, value) in &rows {
                        let cuts = cuts.iter().map(|cut| [first, second][*cut]).collect::<Vec<_>>();
                        *expected.entry((client, period, cuts, value)).or_default() += 1;
                    }
                    prop_assert_eq!(facts.collect::<std::collections::BTreeMap<_, _>>(), expected);
                }
            }
        }
    }
}
