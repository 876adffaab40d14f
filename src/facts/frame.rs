//! What is counted by some cuts, as a polars frame.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use polars::prelude::{Column, DataFrame, PolarsResult, SortMultipleOptions};

use super::kernel::{Fact, Found};
use super::number;
use crate::responses::cut_column;
use crate::survey::Weights;

/// Facts, sorted; the columns are told in [`super`].
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Frame {
    cuts: Vec<usize>,
    columns: DataFrame,
}

/// Facts of a frame, read: columns of equal length.
pub(super) struct Facts<'a> {
    pub(super) periods: &'a [i32],
    /// By cut, as in [`Frame`].
    pub(super) cuts: Vec<(usize, &'a [u32])>,
    pub(super) values: &'a [u32],
    pub(super) n: &'a [u64],
    pub(super) sums: &'a [f64],
    pub(super) squares: &'a [f64],
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
    /// Facts of several workers, each of which may have some of a group.
    pub(super) fn of_workers(found: Vec<Found>, cuts: Vec<usize>) -> PolarsResult<Self> {
        let joints: BTreeSet<&Vec<u32>> = found.iter().flat_map(|found| &found.joints).collect();
        let joints: Vec<Vec<u32>> = joints.into_iter().cloned().collect();
        let (mut answers, mut weighted) = (Vec::new(), Vec::new());
        for worker in found {
            let place = |values| joints.binary_search(values).map_or(u32::MAX, number);
            let places: Vec<u32> = worker.joints.iter().map(place).collect();
            let common = |mut fact: Fact| {
                fact.joint = places.get(fact.joint as usize).copied().unwrap_or(fact.joint);
                fact
            };
            answers.extend(worker.answers.into_iter().map(|(fact, n)| (common(fact), n)));
            weighted.extend(worker.weighted.into_iter().map(|(fact, weights)| (common(fact), weights)));
        }
        if weighted.is_empty() {
            let answers = each_once(answers, |sum, n| *sum += n);
            // An answer without a weight counts as one.
            #[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
            Self::new(&answers, &joints, cuts, |n| (*n, *n as f64, *n as f64))
        } else {
            let weighted = each_once(weighted, |sum: &mut Weights, weights| *sum += &weights);
            Self::new(&weighted, &joints, cuts, |w| (w.answers(), w.sum(), w.squares()))
        }
    }

    /// Facts in their order, each with answers, their weights and the squares of these.
    fn new<V>(
        counted: &[(Fact, V)],
        joints: &[Vec<u32>],
        cuts: Vec<usize>,
        counts: impl Fn(&V) -> (u64, f64, f64),
    ) -> PolarsResult<Self> {
        let column = |name: &str, of: &dyn Fn(&Fact) -> u32| {
            Column::new(name.into(), counted.iter().map(|(fact, _)| of(fact)).collect::<Vec<_>>())
        };
        let mut columns = vec![column("client", &|fact| fact.client), column("value", &|fact| fact.value)];
        for (at, cut) in cuts.iter().enumerate() {
            let value = |fact: &Fact| {
                let values = joints.get(fact.joint as usize).filter(|_| cuts.len() > 1);
                values.and_then(|values| values.get(at)).copied().unwrap_or(fact.joint)
            };
            columns.push(column(&cut_column(*cut), &value));
        }
        let periods = counted.iter().map(|(fact, _)| fact.period);
        columns.push(Column::new("period".into(), periods.collect::<Vec<_>>()));
        let counts = || counted.iter().map(|(_, counted)| counts(counted));
        columns.push(Column::new("n".into(), counts().map(|(n, ..)| n).collect::<Vec<_>>()));
        columns.push(Column::new("sum".into(), counts().map(|(_, sum, _)| sum).collect::<Vec<_>>()));
        columns
            .push(Column::new("squares".into(), counts().map(|(.., squares)| squares).collect::<Vec<_>>()));
        Ok(Self { cuts, columns: DataFrame::new(counted.len(), columns)? })
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

    /// The facts of clients with these codes, of all where none are given: together, where they are several.
    pub(super) fn of(&self, clients: Option<&Range<u32>>) -> Self {
        let mut columns = self.columns.clone();
        if let Some(clients) = clients {
            let rows = self.rows(clients.clone());
            columns = columns.slice(i64::try_from(rows.start).unwrap_or_default(), rows.len());
        }
        let slice = Self { cuts: self.cuts.clone(), columns };
        let codes = slice.codes("client");
        if codes.first() == codes.last() {
            return slice;
        }
        // Answers are added up where they are not summed here.
        slice.together().unwrap_or(slice)
    }

    /// The same facts, not told apart by their clients.
    fn together(&self) -> PolarsResult<Self> {
        let mut by = vec!["period".to_owned()];
        by.extend(self.cuts.iter().map(|cut| cut_column(*cut)));
        by.push("value".to_owned());
        Ok(Self { cuts: self.cuts.clone(), columns: self.sums(&by, &["n", "sum", "squares"])? })
    }

    /// Some columns summed up by others, in the order of these.
    #[expect(deprecated, reason = "the other way is `lazy`, which would double a clean build")]
    fn sums(&self, by: &[String], columns: &[&'static str]) -> PolarsResult<DataFrame> {
        let groups = self.columns.group_by_stable(by)?.select(columns.iter().copied());
        let mut sums = groups.sum()?.sort(by, SortMultipleOptions::default())?;
        for name in columns {
            sums.rename(&format!("{name}_sum"), (*name).into())?;
        }
        Ok(sums)
    }

    /// Its columns.
    pub(super) fn read(&self) -> Facts<'_> {
        Facts {
            periods: self.periods(),
            cuts: self.cuts.iter().map(|cut| (*cut, self.codes(&cut_column(*cut)))).collect(),
            values: self.codes("value"),
            n: self.whole("n"),
            sums: self.real("sum"),
            squares: self.real("squares"),
        }
    }

    /// All answers by period and the values of some of its cuts, whatever else they are told apart by, in that order.
    pub(super) fn totals(&self, cuts: &[usize]) -> PolarsResult<Vec<Total>> {
        let mut by = vec!["period".to_owned()];
        by.extend(cuts.iter().map(|cut| cut_column(*cut)));
        let sums = Self { cuts: cuts.to_vec(), columns: self.sums(&by, &["n", "sum"])? };
        let codes: Vec<&[u32]> = cuts.iter().map(|cut| sums.codes(&cut_column(*cut))).collect();
        let groups = sums.periods().iter().zip(sums.whole("n")).zip(sums.real("sum")).enumerate();
        let total = |(at, ((period, n), sum)): (usize, ((&i32, &u64), &f64))| Total {
            period: *period,
            cuts: codes.iter().filter_map(|codes| codes.get(at).copied()).collect(),
            n: *n,
            sum: *sum,
        };
        Ok(groups.map(total).collect())
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
            let each = self.real(name).iter().zip(&factors).map(|(weight, factor)| weight * times(*factor));
            Column::new(name.into(), each.collect::<Vec<_>>())
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
}

/// What is counted of each fact, in their order.
fn each_once<V: Copy>(mut counted: Vec<(Fact, V)>, add: impl Fn(&mut V, V)) -> Vec<(Fact, V)> {
    counted.sort_unstable_by_key(|(fact, _)| *fact);
    counted.dedup_by(|(fact, value), (kept, sum)| {
        let is_same = fact == kept;
        if is_same {
            add(sum, *value);
        }
        is_same
    });
    counted
}
