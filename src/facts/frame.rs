//! What is counted by some cuts, as a polars frame.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use polars::prelude::{
    ChunkedArray, Column, DataFrame, Float64Type, Int32Type, IntoSeries, PolarsNumericType, PolarsResult,
    SortMultipleOptions, UInt32Type, UInt64Type,
};

use super::columns::Columns;
use crate::responses::cut_column;

/// Facts, sorted; the columns are told in [`super`].
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Frame {
    cuts: Vec<usize>,
    columns: DataFrame,
}

/// Facts of a frame, read: columns of equal length.
pub(super) struct Slices<'a> {
    pub(super) clients: &'a [u32],
    pub(super) periods: &'a [i32],
    /// By cut, as in [`Frame`].
    pub(super) cuts: Vec<(usize, &'a [u32])>,
    pub(super) values: &'a [u32],
    pub(super) n: &'a [u64],
    /// The sums of weights and those of their squares; none where an answer counts as one.
    pub(super) weights: Option<[&'a [f64]; 2]>,
}

/// Answers of a period that share the values of some cuts.
#[derive(Debug)]
pub(super) struct Total {
    pub(super) period: i32,
    pub(super) cuts: Vec<u32>,
    pub(super) n: u64,
    pub(super) sum: f64,
}

impl Frame {
    /// Facts in their order. A joint value is that of the one cut, or a position among those of several.
    pub(super) fn new(facts: Columns, joints: &[Vec<u32>], cuts: Vec<usize>) -> PolarsResult<Self> {
        let height = facts.n.len();
        let mut columns = vec![
            column::<UInt32Type>("client", facts.client),
            column::<Int32Type>("period", facts.period),
            column::<UInt32Type>("value", facts.value),
            column::<UInt64Type>("n", facts.n),
        ];
        if let [cut] = *cuts {
            columns.push(column::<UInt32Type>(&cut_column(cut), facts.joint));
        } else {
            for (at, cut) in cuts.iter().enumerate() {
                let value = |joint: &u32| joints.get(*joint as usize).and_then(|values| values.get(at));
                let values = facts.joint.iter().map(|joint| value(joint).copied().unwrap_or_default());
                columns.push(column::<UInt32Type>(&cut_column(*cut), values.collect()));
            }
        }
        for (name, weights) in ["sum", "squares"].into_iter().zip(facts.weights.into_iter().flatten()) {
            columns.push(column::<Float64Type>(name, weights));
        }
        Ok(Self { cuts, columns: DataFrame::new(height, columns)? })
    }

    /// Whether it tells answers apart by a cut.
    pub(super) fn has(&self, cut: usize) -> bool {
        self.cuts.contains(&cut)
    }

    /// Where the facts of clients with these codes are.
    fn rows(&self, clients: Range<u32>) -> Range<usize> {
        let codes = self.codes("client");
        codes.partition_point(|code| *code < clients.start)..codes.partition_point(|code| *code < clients.end)
    }

    /// How many answers clients with these codes have given.
    pub(super) fn n(&self, clients: Range<u32>) -> u64 {
        self.whole("n").get(self.rows(clients)).unwrap_or_default().iter().sum()
    }

    /// The facts of clients with these codes, of all where none are given.
    pub(super) fn part(&self, clients: Option<&Range<u32>>) -> Self {
        let mut columns = self.columns.clone();
        if let Some(clients) = clients {
            let rows = self.rows(clients.clone());
            columns = columns.slice(i64::try_from(rows.start).unwrap_or_default(), rows.len());
        }
        Self { cuts: self.cuts.clone(), columns }
    }

    /// Whether it has weights.
    fn is_weighted(&self) -> bool {
        self.columns.get_column_index("sum").is_some()
    }

    /// Its columns.
    pub(super) fn read(&self) -> Slices<'_> {
        Slices {
            clients: self.codes("client"),
            periods: self.periods(),
            cuts: self.cuts.iter().map(|cut| (*cut, self.codes(&cut_column(*cut)))).collect(),
            values: self.codes("value"),
            n: self.whole("n"),
            weights: self.is_weighted().then(|| [self.real("sum"), self.real("squares")]),
        }
    }

    /// How many answers have each code of a cut, by the code.
    pub(super) fn by_code(&self, cut: usize) -> BTreeMap<u32, u64> {
        let mut answers = BTreeMap::new();
        for (code, n) in self.codes(&cut_column(cut)).iter().zip(self.whole("n")) {
            *answers.entry(*code).or_default() += n;
        }
        answers
    }

    /// How many answers there are and what they weigh, by period and the values of some of its cuts, whatever else they are told apart by, in that order.
    #[expect(deprecated, reason = "the other way is `lazy`, which would double a clean build")]
    pub(super) fn totals(&self, cuts: &[usize]) -> PolarsResult<Vec<Total>> {
        let mut by = vec!["period".to_owned()];
        by.extend(cuts.iter().map(|cut| cut_column(*cut)));
        let summed = if self.is_weighted() { &["n", "sum"][..] } else { &["n"] };
        let groups = self.columns.group_by_stable(&by)?.select(summed.iter().copied());
        let mut columns = groups.sum()?.sort(&by, SortMultipleOptions::default())?;
        for name in summed {
            columns.rename(&format!("{name}_sum"), (*name).into())?;
        }
        let sums = Self { cuts: cuts.to_vec(), columns };
        let codes: Vec<&[u32]> = cuts.iter().map(|cut| sums.codes(&cut_column(*cut))).collect();
        let weights = sums.weights("sum");
        let total = |(at, ((period, n), sum)): (usize, ((&i32, &u64), &f64))| Total {
            period: *period,
            cuts: codes.iter().filter_map(|codes| codes.get(at).copied()).collect(),
            n: *n,
            sum: *sum,
        };
        Ok(sums.periods().iter().zip(sums.whole("n")).zip(weights.iter()).enumerate().map(total).collect())
    }

    /// The same facts with the weights of each multiplied by a factor, which depends on its period and its values of some
    /// cuts.
    pub(super) fn times(&self, cuts: &[usize], factor: &dyn Fn(i32, &[u32]) -> f64) -> PolarsResult<Self> {
        let codes: Vec<&[u32]> = cuts.iter().map(|cut| self.codes(&cut_column(*cut))).collect();
        let mut known: BTreeMap<(i32, Vec<u32>), f64> = BTreeMap::new();
        let factors: Vec<f64> = self
            .periods()
            .iter()
            .enumerate()
            .map(|(at, period)| {
                let values: Vec<u32> = codes.iter().filter_map(|codes| codes.get(at).copied()).collect();
                *known.entry((*period, values)).or_insert_with_key(|(period, values)| factor(*period, values))
            })
            .collect();
        let times = |name: &str, times: fn(f64) -> f64| {
            let weights = self.weights(name);
            let each = weights.iter().zip(&factors).map(|(weight, factor)| weight * times(*factor));
            column::<Float64Type>(name, each.collect())
        };
        let mut columns = self.columns.clone();
        for column in [times("sum", |factor| factor), times("squares", |factor| factor * factor)] {
            columns.with_column(column)?;
        }
        Ok(Self { cuts: self.cuts.clone(), columns })
    }

    fn codes(&self, name: &str) -> &[u32] {
        let column = self.columns.column(name).and_then(|column| column.u32());
        column.and_then(|column| column.cont_slice()).unwrap_or_default()
    }

    fn periods(&self) -> &[i32] {
        let column = self.columns.column("period").and_then(|column| column.i32());
        column.and_then(|column| column.cont_slice()).unwrap_or_default()
    }

    fn whole(&self, name: &str) -> &[u64] {
        let column = self.columns.column(name).and_then(|column| column.u64());
        column.and_then(|column| column.cont_slice()).unwrap_or_default()
    }

    fn real(&self, name: &str) -> &[f64] {
        let column = self.columns.column(name).and_then(|column| column.f64());
        column.and_then(|column| column.cont_slice()).unwrap_or_default()
    }

    /// Sums of weights, or of their squares: an answer without one counts as one.
    #[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
    fn weights(&self, name: &str) -> Cow<'_, [f64]> {
        if self.is_weighted() {
            return Cow::Borrowed(self.real(name));
        }
        self.whole("n").iter().map(|n| *n as f64).collect()
    }
}

fn column<T: PolarsNumericType>(name: &str, values: Vec<T::Native>) -> Column
where
    ChunkedArray<T>: IntoSeries,
{
    ChunkedArray::<T>::from_vec(name.into(), values).into_series().into()
}
