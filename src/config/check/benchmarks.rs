//! Stated benchmarks, from the config itself and from a table.

use super::{Check, empty};
use crate::config::settings::{Benchmark, Statistic};
use crate::config::tree::{At, Node, Span};
use crate::config::{benchmarks, file};
use crate::error::Problem;
use crate::survey::{Decimal, Nps, canonical};

impl Check<'_> {
    /// The benchmarks to show, and all rows of the table.
    pub(super) fn benchmarks(
        &mut self,
        file: file::Benchmarks,
        decimal: Option<Decimal>,
    ) -> (Vec<Benchmark>, Vec<Benchmark>) {
        let mut stated = Vec::new();
        for At { value, span, .. } in file.list {
            stated.extend(self.benchmark(value, span));
        }
        let Some(at) = file.table else {
            if let Some(industry) = file.industries.first() {
                self.problem(
                    industry.span,
                    Problem::new("there is no benchmark table to take industries from")
                        .hint("name one as `benchmarks.table`"),
                );
            }
            return (stated, Vec::new());
        };
        let path = self.path(&at.value);
        let before = self.problems.len();
        let table = benchmarks::read(&path, decimal, &mut self.problems);
        self.blame_on(at.span, &path, before);
        if self.problems.len() > before {
            return (stated, Vec::new());
        }
        let mut rows = table.clone();
        let known: Vec<String> = rows.iter().filter_map(|row| row.industry.clone()).collect();
        let industries: Vec<At<String>> = file
            .industries
            .into_iter()
            .map(|at| At { value: canonical(&at.value).into_owned(), ..at })
            .collect();
        for wanted in &industries {
            if !known.contains(&wanted.value) {
                let problem = Problem::new(format!("the benchmark table has no industry `{}`", wanted.value));
                self.problem(
                    wanted.span,
                    problem.did_you_mean(&wanted.value, known.iter().map(String::as_str)),
                );
            }
        }
        if !industries.is_empty() {
            rows.retain(|row| match &row.industry {
                Some(industry) => industries.iter().any(|wanted| wanted.value == *industry),
                None => true,
            });
        }
        stated.extend(rows);
        (stated, table)
    }

    fn benchmark(&mut self, file: file::Benchmark, span: Span) -> Option<Benchmark> {
        let before = self.problems.len();
        let value = self.valid(
            file.value.clone(),
            |value| Nps::stated(*value),
            |value| Problem::new(format!("`{value}` is not an NPS from -100 to 100")),
        );
        let year = self.valid(
            file.year.clone(),
            |year| i32::try_from(*year).ok().filter(|year| (1990..=2199).contains(year)),
            |year| Problem::new(format!("`{year}` is not a year from 1990 to 2199")),
        );
        let n = self.valid(
            file.n,
            |n| u64::try_from(*n).ok().filter(|n| *n > 0),
            |n| Problem::new(format!("`{n}` is not a number of answers or organisations")),
        );
        if self.has_misfit(span) {
            return None;
        }
        let [name, region, industry] = [file.name, file.region, file.industry].map(named);
        let statistic = file.statistic.unwrap_or(Statistic::Mean);
        let stated = statistic == Statistic::Target;
        for (there, key) in [
            (name.is_some(), "name"),
            (file.value.is_some(), "value"),
            (file.year.is_some() || stated, "year"),
            (file.source.is_some() || stated, "source"),
        ] {
            let is_null = |(other, null): &&(String, Node)| {
                other.ends_with(&format!(".{key}"))
                    && span.start <= null.span.start
                    && null.span.end <= span.end
            };
            if let Some((_, null)) = self.nulls.iter().find(is_null).filter(|_| !there) {
                let (problem, span) = (empty(key, null), null.span);
                self.problem(span, problem);
            } else if !there {
                let problem = Problem::new(format!("the benchmark has no `{key}`"));
                let hint = "a benchmark that is not a target needs name, value, year and source";
                self.problem(span, problem.hint(hint));
            }
        }
        if self.problems.len() > before {
            return None;
        }
        Some(Benchmark {
            name: name?,
            value: value?,
            statistic,
            year,
            n,
            source: file.source,
            region,
            industry,
            place: Some(self.at(span)),
        })
    }
}

/// A name in its canonical form, unless nothing is left of it.
fn named(name: Option<String>) -> Option<String> {
    name.map(|name| canonical(&name).into_owned()).filter(|name| !name.is_empty())
}
