//! Which values of all cuts answers have together. Many answers have some that no other has, so that each is kept as a row of
//! numbers, sorted, and like ones only up to a limit: it is never asked how many more they are.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use polars::prelude::{DataFrame, PolarsResult};

use super::span::Crossed;
use crate::responses::cut_column;
use crate::survey::{Group, Region, Scale};

/// A column of more values than this is no cut.
pub(crate) const MOST_VALUES: usize = 1000;

/// Beside more regions than this nothing is told by further cuts: it would take too long to know what may be.
pub(crate) const MOST_REGIONS: usize = 500;

/// So many cuts have room beside the regions.
const MOST_CUTS: usize = 11;

/// The bits of a region, of the value of another cut, and of a group.
const REGION_BITS: u32 = 16;
const VALUE_BITS: u32 = 10;
const GROUP_BITS: u32 = 2;

/// So many like answers of a client and a period are kept.
const MOST_ALIKE: usize = 100;

/// Rows are sorted, and like ones let go, when there are so many.
const FIRST_LIMIT: usize = 1 << 18;

/// An answer: client and period, then the values of all cuts and its group. Rows sort by these in turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Row {
    place: u64,
    values: [u64; 2],
}

impl Row {
    fn new(client: u32, period: i32, values: impl Iterator<Item = u32>, group: u32) -> Self {
        let packed = values.enumerate().fold(0_u128, |packed, (at, code)| {
            let bits = if at == 0 { REGION_BITS } else { VALUE_BITS };
            packed << bits | u128::from(code.min((1 << bits) - 1))
        });
        let packed = packed << GROUP_BITS | u128::from(group);
        // The sign of a period turned round sorts it.
        let place = u64::from(client) << 32 | u64::from(period.cast_unsigned() ^ 1 << 31);
        let half = |packed: u128| u64::try_from(packed & u128::from(u64::MAX)).unwrap_or_default();
        Self { place, values: [half(packed >> 64), half(packed)] }
    }

    fn client(self) -> u32 {
        u32::try_from(self.place >> 32).unwrap_or_default()
    }

    fn period(self) -> i32 {
        let low = u32::try_from(self.place & u64::from(u32::MAX)).unwrap_or_default();
        (low ^ 1 << 31).cast_signed()
    }

    /// The codes of the values of so many cuts, and the group.
    fn read(self, cuts: usize) -> (Vec<u32>, u32) {
        let mut packed = u128::from(self.values[0]) << 64 | u128::from(self.values[1]);
        let mut take = |bits: u32| {
            let code = u32::try_from(packed & ((1 << bits) - 1)).unwrap_or_default();
            packed >>= bits;
            code
        };
        let group = take(GROUP_BITS);
        let mut values: Vec<u32> =
            (0..cuts).rev().map(|at| take(if at == 0 { REGION_BITS } else { VALUE_BITS })).collect();
        values.reverse();
        (values, group)
    }
}

/// What one worker gathers.
#[derive(Debug)]
pub(super) struct Gatherer {
    cuts: Vec<String>,
    /// The group of each score.
    groups: Vec<u32>,
    rows: Vec<Row>,
    limit: usize,
}

impl Gatherer {
    /// Nothing yet, of these cuts, the regions first.
    pub(super) fn new(cuts: &[usize], scale: &Scale) -> Self {
        let group = |score| match scale.group(score) {
            Group::Detractor => 0,
            Group::Passive => 1,
            Group::Promoter => 2,
        };
        Self {
            cuts: cuts.iter().take(MOST_CUTS + 1).map(|cut| cut_column(*cut)).collect(),
            groups: scale.scores().map(group).collect(),
            rows: Vec::new(),
            limit: FIRST_LIMIT,
        }
    }

    pub(super) fn take(&mut self, frame: &DataFrame) -> PolarsResult<()> {
        let has = |name: &str| frame.get_column_index(name).is_some();
        let codes = |name: &str| frame.column(name)?.u32()?.cont_slice();
        let scores = codes("value")?;
        let (same, same_period) = (vec![0; scores.len()], vec![0; scores.len()]);
        let clients = if has("client") { codes("client")? } else { &same };
        let periods = if has("period") { frame.column("period")?.i32()?.cont_slice()? } else { &same_period };
        let mut cuts = Vec::new();
        for name in &self.cuts {
            cuts.push(if has(name) { codes(name)? } else { &same });
        }
        for (at, ((client, period), score)) in clients.iter().zip(periods).zip(scores).enumerate() {
            let values = cuts.iter().filter_map(|codes| codes.get(at).copied());
            let group = self.groups.get(*score as usize).copied().unwrap_or_default();
            self.rows.push(Row::new(*client, *period, values, group));
        }
        if self.rows.len() > self.limit {
            settle(&mut self.rows);
            self.limit = self.limit.max(self.rows.len() * 2);
        }
        Ok(())
    }

    /// Its rows by other codes: `client` and `value` say which, the latter of the cut at a position.
    pub(super) fn recoded(
        mut self,
        client: impl Fn(u32) -> u32,
        value: impl Fn(usize, u32) -> u32,
    ) -> Gathered {
        let cuts = self.cuts.len();
        for row in &mut self.rows {
            let (values, group) = row.read(cuts);
            let values = values.into_iter().enumerate().map(|(at, code)| value(at, code));
            *row = Row::new(client(row.client()), row.period(), values, group);
        }
        Gathered(self.rows)
    }
}

/// What a worker gathered, by codes that are the same for all.
pub(super) struct Gathered(Vec<Row>);

/// Sorts rows, and keeps so many of like ones.
fn settle(rows: &mut Vec<Row>) {
    rows.sort_unstable();
    let (mut last, mut alike) = (None, 0);
    rows.retain(|row| {
        alike = if last == Some(*row) { alike + 1 } else { 1 };
        last = Some(*row);
        alike <= MOST_ALIKE
    });
}

/// Which values of all cuts the answers of some clients have together. Cheap to copy.
#[derive(Debug, Clone, Default)]
pub struct Cross {
    rows: Arc<[Row]>,
    own: Range<usize>,
    /// The values of each cut, the regions first, in the order of their codes; those that name none last.
    values: Arc<[Vec<Region>]>,
    has_dates: bool,
}

impl PartialEq for Cross {
    fn eq(&self, other: &Self) -> bool {
        self.rows() == other.rows() && self.values == other.values
    }
}

impl Cross {
    /// What all workers gathered; the names of the values of each cut are given.
    pub(super) fn new(gathered: Vec<Gathered>, names: &[&[String]], has_dates: bool) -> Self {
        let mut rows: Vec<Row> = gathered.into_iter().flat_map(|Gathered(rows)| rows).collect();
        settle(&mut rows);
        let values = |names: &&[String]| {
            names.iter().cloned().map(Region::Named).chain([Region::NotStated]).collect::<Vec<_>>()
        };
        let values = names.iter().map(values).collect();
        Self { own: 0..rows.len(), rows: rows.into(), values, has_dates }
    }

    /// The answers of clients with these codes.
    pub(super) fn of(&self, clients: &Range<u32>) -> Self {
        let before = |code: u32| self.rows.partition_point(|row| row.client() < code);
        Self { own: before(clients.start)..before(clients.end), ..self.clone() }
    }

    /// Whether there are so many regions in all that some are not told apart here.
    pub(crate) fn is_coarse(&self) -> bool {
        self.values.first().is_some_and(|regions| regions.len() > 1 << REGION_BITS)
    }

    fn rows(&self) -> &[Row] {
        self.rows.get(self.own.clone()).unwrap_or_default()
    }

    /// The values of each cut, the regions first, by the positions that [`Crossed`] has; some values of each further cut
    /// standing together.
    pub(crate) fn values_gathered(&self, gathered: &[BTreeSet<Region>]) -> Vec<Vec<Region>> {
        let mut values = self.values.to_vec();
        for (values, gathered) in values.iter_mut().skip(1).zip(gathered) {
            for value in values.iter_mut().filter(|value| gathered.contains(value)) {
                *value = Region::Others;
            }
        }
        values
    }

    /// The values of one cut that the answers with each named value of another have: both by their positions, the regions first.
    pub(crate) fn together(&self, of: usize, with: usize) -> BTreeMap<&Region, BTreeSet<&Region>> {
        let codes = self.rows().iter().map(|row| row.read(self.values.len()).0);
        let pairs: BTreeSet<(u32, u32)> =
            codes.filter_map(|codes| Some((*codes.get(of)?, *codes.get(with)?))).collect();
        let name = |cut: usize, code: u32| self.values.get(cut)?.get(code as usize);
        let mut found: BTreeMap<&Region, BTreeSet<&Region>> = BTreeMap::new();
        for (value, other) in pairs {
            if let (Some(value @ Region::Named(_)), Some(other)) = (name(of, value), name(with, other)) {
                found.entry(value).or_default().insert(other);
            }
        }
        found
    }

    /// The answers of some periods.
    pub(crate) fn by_period(
        &self,
        is_wanted: impl Fn(Option<i32>) -> bool,
    ) -> BTreeMap<Option<i32>, Vec<Crossed>> {
        let mut of_periods: BTreeMap<i32, Vec<Row>> = BTreeMap::new();
        // Rows of a client and period follow each other.
        for rows in self.rows().chunk_by(|a, b| a.place == b.place) {
            let Some(first) = rows.first() else { continue };
            of_periods.entry(first.period()).or_default().extend(rows);
        }
        let dated = |(period, mut rows): (i32, Vec<Row>)| {
            let period = self.has_dates.then_some(period);
            if !is_wanted(period) {
                return None;
            }
            rows.sort_unstable_by_key(|row| row.values);
            let mut found: Vec<Crossed> = Vec::new();
            for row in rows {
                let (values, group) = row.read(self.values.len());
                if found.last().is_none_or(|last| last.values != values) {
                    found.push(Crossed { values, groups: [0; 3], sets: Vec::new() });
                }
                if let Some(n) = found.last_mut().and_then(|last| last.groups.get_mut(group as usize)) {
                    *n += 1;
                }
            }
            Some((period, found))
        };
        of_periods.into_iter().filter_map(dated).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_what_it_was_made_of() {
        let values: Vec<u32> = (0..12).map(|at| if at == 0 { 65_535 } else { 1023 - at }).collect();
        for period in [-3, 0, 8] {
            let row = Row::new(7, period, values.iter().copied(), 2);
            assert_eq!((row.client(), row.period(), row.read(12)), (7, period, (values.clone(), 2)));
        }
        let row = |client, period, values: [u32; 2]| Row::new(client, period, values.into_iter(), 0);
        let sorted = [row(0, -1, [5, 5]), row(0, 2, [0, 7]), row(0, 2, [1, 0]), row(1, -9, [0, 0])];
        assert!(sorted.is_sorted());
    }

    #[test]
    fn like_rows_are_kept_up_to_a_limit_and_others_all() {
        let row = |value| Row::new(0, 0, [0, value].into_iter(), 1);
        let mut rows = vec![row(3); MOST_ALIKE + 5];
        rows.extend([row(2), row(4), row(2)]);
        settle(&mut rows);
        assert_eq!(rows.len(), MOST_ALIKE + 3);
    }
}
