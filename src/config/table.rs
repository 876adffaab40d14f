//! Stated benchmarks from a CSV table.

use std::path::Path;

use super::settings::{Benchmark, Statistic};
use crate::error::{Place, Problem};
use crate::files::read_small_text;
use crate::survey::Nps;

/// Columns a table may have; others are left out of account.
const COLUMNS: [&str; 8] = ["name", "value", "year", "n", "statistic", "source", "region", "industry"];

/// Larger files are no benchmark tables.
const LARGEST: u64 = 4 << 20;

/// Reads every row, gathering all problems.
pub(super) fn read(path: &Path, problems: &mut Vec<Problem>) -> Vec<Benchmark> {
    let text = match read_small_text(path, LARGEST) {
        Ok(text) => text,
        Err(why) => {
            problems.push(Problem::new(format!("the benchmark table {why}")).in_file(path));
            return Vec::new();
        }
    };
    let header = text.lines().next().unwrap_or_default();
    let delimiter = if header.matches(';').count() > header.matches(',').count() { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut records = reader.records().map_while(Result::ok);
    let header = records.next().unwrap_or_default();
    let mut at = [None; COLUMNS.len()];
    for (i, column) in COLUMNS.iter().enumerate() {
        let mut found = (0..).zip(header.iter()).filter(|(_, cell)| cell.eq_ignore_ascii_case(column));
        at[i] = found.next().map(|(position, _)| position);
        if found.next().is_some() {
            let problem = Problem::new(format!("two columns of the benchmark table are named `{column}`"));
            problems.push(problem.in_file(path));
        }
    }
    for (i, column) in COLUMNS.iter().enumerate().take(2) {
        if at[i].is_none() {
            let problem = Problem::new(format!("no column `{column}` in the benchmark table"));
            problems.push(problem.in_file(path).did_you_mean(column, header.iter()));
        }
    }
    if at[0].is_none() || at[1].is_none() {
        return Vec::new();
    }
    let mut benchmarks = Vec::new();
    for (row, record) in (2..).zip(records) {
        if record.len() != header.len() {
            let problem = Problem::new(format!("{} cells under a header of {}", record.len(), header.len()));
            let problem = problem.at(Place::Row { file: path.to_owned(), row, column: None });
            problems.push(problem.hint("a text that holds the separator must stand in quotes"));
            continue;
        }
        let cell = |column: usize| {
            let text = at[column].and_then(|i| record.get(i)).unwrap_or_default();
            (!text.is_empty()).then_some(text)
        };
        let mut parts = Parts { found: Vec::new() };
        let place = Place::Row { file: path.to_owned(), row, column: Some("region".to_owned()) };
        let benchmark = parts.benchmark(cell).map(|benchmark| Benchmark { place: Some(place), ..benchmark });
        problems.extend(parts.found.into_iter().map(|(column, problem)| {
            problem.at(Place::Row { file: path.to_owned(), row, column: Some(COLUMNS[column].to_owned()) })
        }));
        benchmarks.extend(benchmark);
    }
    benchmarks
}

/// The problems of one row, by column.
struct Parts {
    found: Vec<(usize, Problem)>,
}

impl Parts {
    fn benchmark<'a>(&mut self, cell: impl Fn(usize) -> Option<&'a str>) -> Option<Benchmark> {
        let owned = |column| cell(column).map(str::to_owned);
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
            let nps = text.replace(',', ".").replace('\u{2212}', "-").parse().ok().and_then(Nps::stated);
            if nps.is_none() {
                self.problem(1, Problem::new(format!("`{text}` is not an NPS from -100 to 100")));
            }
            nps
        });
        if cell(1).is_none() {
            self.problem(1, Problem::new("the benchmark has no value"));
        }
        let name = owned(0);
        if name.is_none() {
            self.problem(0, Problem::new("the benchmark has no name"));
        }
        let year = self.number(2, cell(2), 1990..=2199);
        let n = self.number(3, cell(3), 1..=u64::MAX);
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
            source: owned(5),
            region: owned(6),
            industry: owned(7),
            place: None,
        })
    }

    fn number(
        &mut self,
        column: usize,
        text: Option<&str>,
        range: std::ops::RangeInclusive<u64>,
    ) -> Option<u64> {
        let text = text?;
        let number = text.parse().ok().filter(|n| range.contains(n));
        if number.is_none() {
            self.problem(
                column,
                Problem::new(format!("`{text}` is not a {} that makes sense", COLUMNS[column])),
            );
        }
        number
    }

    fn problem(&mut self, column: usize, problem: Problem) {
        self.found.push((column, problem));
    }
}
