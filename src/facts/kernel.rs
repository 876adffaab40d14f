//! The loop over responses: how many of each group gave each value, and what they weigh. It knows columns of codes, and
//! nothing of what they mean.
//!
//! polars' own grouping of such frames takes longer than reading the rows does; groups are small beside rows, and from there
//! on polars does the grouping. What a row is told apart by is looked at once for all questions, whose values stand side by
//! side.

use polars::prelude::{DataFrame, PolarsResult};

use super::cross::Gatherer;
use super::groups::Spots;
use super::lane::Plan;
use super::picks::Picks;
use super::profiles::Profiler;
use super::table::{Batch, Table};
use crate::responses::{BLANK, Take, value_column};
use crate::survey::{Scale, Weights};

/// How many bytes the blocks of one worker take at most, as far as they are mostly empty.
const ROOM: usize = 32 << 20;

/// What one worker has counted of some questions: a table for each grouping.
#[derive(Debug)]
pub(super) struct Counter {
    /// The name of the column of each.
    values: Vec<String>,
    plans: Vec<Plan>,
    spots: Spots,
    tables: Vec<Table>,
    is_weighted: bool,
    keeps_days: bool,
    room: usize,
    cross: Gatherer,
    picks: Picks,
    profiler: Profiler,
}

impl Counter {
    /// Nothing counted yet of questions with such scales, each with its position among all, by these groupings: the cuts of each;
    /// and the cuts whose values are crossed, if any are.
    pub(super) fn new(
        (groupings, crossed): (&[Vec<usize>], &[usize]),
        questions: &[(usize, Scale)],
        is_weighted: bool,
    ) -> Self {
        let points: Vec<usize> = questions.iter().map(|(_, scale)| scale.points()).collect();
        let scales: Vec<Scale> = questions.iter().map(|(_, scale)| *scale).collect();
        let places = questions.iter().map(|(at, _)| *at).collect();
        Self { cross: Gatherer::new(crossed, &scales), ..Self::of(groupings, places, &points, is_weighted) }
    }

    /// The same of the options of a question, each being a value.
    pub(super) fn of_options(
        (groupings, crossed): (&[Vec<usize>], &[usize]),
        question: usize,
        is_weighted: bool,
    ) -> Self {
        let picks = Picks::new(crossed);
        Self { picks, ..Self::of(groupings, vec![question], &[usize::MAX], is_weighted) }
    }

    fn of(groupings: &[Vec<usize>], questions: Vec<usize>, points: &[usize], is_weighted: bool) -> Self {
        let plans = Plan::of(points);
        Self {
            values: questions.into_iter().map(value_column).collect(),
            tables: groupings.iter().map(|cuts| Table::new(cuts, &plans, is_weighted)).collect(),
            plans,
            spots: Spots::new(),
            is_weighted,
            keeps_days: false,
            room: ROOM,
            cross: Gatherer::new(&[], &[]),
            picks: Picks::default(),
            profiler: Profiler::default(),
        }
    }

    /// Keeps the first and the last day of each group of the first grouping that answered the first question.
    pub(super) fn keep_days(&mut self) {
        self.keeps_days = true;
        self.tables.iter_mut().take(1).for_each(Table::keep_days);
    }

    /// Counts profiles too.
    pub(super) fn keep_profiles(&mut self, profiler: Profiler) {
        self.profiler = profiler;
    }

    fn take(&mut self, frame: &DataFrame) -> PolarsResult<()> {
        let rows = frame.height();
        // A column that is left out is the same for all.
        let (same, same_period) = (vec![0; rows], vec![0; rows]);
        let has = |name: &str| frame.get_column_index(name).is_some();
        let codes =
            |name: &str| if has(name) { frame.column(name)?.u32()?.cont_slice() } else { Ok(&same[..]) };
        let numbers = |name: &str| {
            if has(name) { frame.column(name)?.i32()?.cont_slice() } else { Ok(&same_period[..]) }
        };
        let (clients, periods) = (codes("client")?, numbers("period")?);
        // Nobody answers here what is told by a list of all who were asked, nor there what is told by answers.
        let blank = vec![BLANK; rows];
        let answers = |name: &String| if has(name) { codes(name) } else { Ok(&blank[..]) };
        let values = self.values.iter().map(answers).collect::<PolarsResult<Vec<&[u32]>>>()?;
        let weights =
            if self.is_weighted { Some(frame.column("weight")?.f64()?.cont_slice()?) } else { None };
        let weights = weights.map(|weights| weights.iter().map(|weight| Weights::of(*weight)).collect());
        let days = if self.keeps_days {
            Some((numbers("day")?, values.first().copied().unwrap_or_default()))
        } else {
            None
        };
        let cells = self.plans.iter().map(|plan| plan.cells_of(&values, rows)).collect();
        let spots = self.spots.of(clients, periods);
        let mut batch = Batch { spots, cells, weights, days, of_cuts: Vec::new() };
        for table in &mut self.tables {
            batch.of_cuts = table.cuts.iter().map(|name| codes(name)).collect::<PolarsResult<_>>()?;
            table.take(&batch, &self.spots, &mut self.room);
        }
        if self.cross.is_wanted() {
            let cuts = self.cross.cuts.iter().map(|name| codes(name)).collect::<PolarsResult<Vec<_>>>()?;
            self.cross.take((clients, periods), &cuts, &values);
        }
        if let (true, Some(chosen)) = (self.picks.is_wanted(), values.first()) {
            let cuts = self.picks.cuts.iter().map(|name| codes(name)).collect::<PolarsResult<Vec<_>>>()?;
            self.picks.take((clients, periods), &cuts, chosen);
        }
        let cuts = self.profiler.cuts.iter().map(|name| codes(name)).collect::<PolarsResult<Vec<_>>>()?;
        self.profiler.take(frame, (clients, periods), &cuts)
    }

    /// The profiles that were counted.
    pub(super) fn take_profiles(&mut self) -> Profiler {
        std::mem::take(&mut self.profiler)
    }

    /// A table for each grouping, and what is crossed.
    pub(super) fn tables(self) -> (Vec<Table>, Gatherer) {
        (self.tables, self.cross)
    }

    /// The same of options: what was chosen of them.
    pub(super) fn tables_of_options(self) -> (Vec<Table>, Picks) {
        (self.tables, self.picks)
    }
}

/// What one worker has counted.
#[derive(Debug)]
pub(super) struct Counters {
    /// Of the question that leads the report, and of all others with one answer each.
    pub(super) scores: Counter,
    /// Of each further question that has options, by its position among the further ones.
    pub(super) options: Vec<Option<Counter>>,
}

impl Take for Counters {
    fn take(&mut self, frame: &DataFrame) -> PolarsResult<()> {
        self.scores.take(frame)
    }

    fn take_options(&mut self, question: usize, frame: &DataFrame) -> PolarsResult<()> {
        let counter = question.checked_sub(1).and_then(|at| self.options.get_mut(at)?.as_mut());
        counter.map_or(Ok(()), |counter| counter.take(frame))
    }
}

#[cfg(test)]
#[path = "kernel_tests.rs"]
mod tests;
