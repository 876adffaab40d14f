//! Stated benchmarks from a CSV table.

use std::path::Path;

use super::settings::{Benchmark, Statistic};
use super::table::{self, Counts, Kind};
use crate::error::Problem;
use crate::survey::{Decimal, canonical};

const TABLE: Kind<8> = Kind {
    what: "benchmark table",
    columns: ["name", "value", "year", "n", "statistic", "source", "region", "industry"],
    required: 2,
};

/// Where the number of answers or organisations stands.
const N: usize = 3;

/// Where the region stands, the one thing that is checked later.
const REGION: usize = 6;

/// Reads every row, gathering all problems. `decimal` is the mark before decimals, where it is stated.
pub(super) fn read(path: &Path, decimal: Option<Decimal>, problems: &mut Vec<Problem>) -> Vec<Benchmark> {
    let mut benchmarks = Vec::new();
    let rows = table::read(path, &TABLE, problems);
    let counts = Counts::of(&rows, N, decimal);
    for row in rows {
        let cell = |column: usize| row.cells.get(column).and_then(Option::as_deref);
        let place = row.place(&TABLE, path, REGION);
        let (benchmark, found) = one(cell, counts);
        let found = found.into_iter();
        problems.extend(found.map(|(column, problem)| problem.at(row.place(&TABLE, path, column))));
        benchmarks.extend(benchmark.map(|benchmark| Benchmark { place: Some(place), ..benchmark }));
    }
    benchmarks
}

/// A benchmark from cells in the order of the table's columns, and what is wrong with them, by column.
pub(super) fn one<'a>(
    cell: impl Fn(usize) -> Option<&'a str>,
    counts: Counts,
) -> (Option<Benchmark>, Vec<(usize, Problem)>) {
    let mut parts = Parts { found: Vec::new() };
    (parts.benchmark(cell, counts), parts.found)
}

/// The problems of one row, by column.
struct Parts {
    found: Vec<(usize, Problem)>,
}

impl Parts {
    fn benchmark<'a>(
        &mut self,
        cell: impl Fn(usize) -> Option<&'a str>,
        counts: Counts,
    ) -> Option<Benchmark> {
        let name_in = |column| cell(column).map(|text| canonical(text).into_owned());
        let statistic = match cell(4).map(str::to_lowercase).as_deref() {
            Some("mean") | None => Some(Statistic::Mean),
            Some("median") => Some(Statistic::Median),
            Some("score") => Some(Statistic::Score),
            Some("target") => Some(Statistic::Target),
            Some(other) => {
                let problem = Problem::new(format!("unknown statistic `{other}`"));
                self.problem(4, problem.hint("use mean, median, score or target"));
                None
            }
        };
        let value = cell(1).and_then(|text| {
            let nps = table::points(text);
            if nps.is_none() {
                self.problem(1, Problem::new(format!("`{text}` is not an NPS from -100 to 100")));
            }
            nps
        });
        if cell(1).is_none() {
            self.problem(1, Problem::new("the benchmark has no value"));
        }
        let name = name_in(0);
        if name.is_none() {
            self.problem(0, Problem::new("the benchmark has no name"));
        }
        let of_years = |year: &u64| (1990..=2199).contains(year);
        let year = self.number(2, cell(2), |text| {
            let wrong = || Problem::new(format!("`{text}` is not a year from 1990 to 2199"));
            text.parse().ok().filter(of_years).ok_or_else(wrong)
        });
        let n = self.number(N, cell(N), |text| counts.read(text, "a number of answers or organisations"));
        if statistic.is_some_and(|s| s != Statistic::Target) {
            for (column, what) in [(2, "year"), (5, "source")] {
                if cell(column).is_none() {
                    self.problem(column, Problem::new(format!("the benchmark has no {what}")));
                }
            }
        }
        if !self.found.is_empty() {
            return None;
        }
        Some(Benchmark {
            name: name?,
            value: value?,
            statistic: statistic?,
            year: year.and_then(|y| i32::try_from(y).ok()),
            n,
            source: cell(5).map(str::to_owned),
            region: name_in(6),
            industry: name_in(7),
            place: None,
        })
    }

    fn number(
        &mut self,
        column: usize,
        text: Option<&str>,
        read: impl FnOnce(&str) -> Result<u64, Problem>,
    ) -> Option<u64> {
        read(text?).map_err(|problem| self.problem(column, problem)).ok()
    }

    fn problem(&mut self, column: usize, problem: Problem) {
        self.found.push((column, problem));
    }
}
