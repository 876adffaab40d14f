//! Stated benchmarks, from the config itself and from a table.

use super::{Check, empty};
use crate::config::questions::{Further, FurtherBenchmark, Meant};
use crate::config::settings::{Benchmark, Statistic};
use crate::config::tree::{At, Node, Span};
use crate::config::{benchmarks, file};
use crate::error::{Place, Problem};
use crate::survey::{Decimal, Nps, Question, QuestionKind, canonical};

impl Check<'_> {
    /// The benchmarks to show, and all rows of the table.
    pub(super) fn benchmarks(
        &mut self,
        file: file::Benchmarks,
        decimal: Option<Decimal>,
        (leading, further): (&Question, &mut [Further]),
    ) -> (Vec<Benchmark>, Vec<Benchmark>) {
        let mut stated = Vec::new();
        for At { value, span, .. } in file.list {
            let name = value.question.as_ref().map(|at| canonical(&at.value).into_owned());
            match name.filter(|name| *name != leading.name) {
                None if value.option.is_some() => {
                    let problem = Problem::new("the question that leads the report has no options");
                    self.problem(
                        span,
                        problem.hint("name the question that the option answers as `question`"),
                    );
                }
                None => {
                    let score = self.benchmark(value, span, Nps::stated, "an NPS from -100 to 100");
                    stated.extend(score.map(Benchmark::from));
                }
                Some(name) => self.benchmark_of(&name, value, span, (leading, further)),
            }
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

    /// A benchmark of a question that does not lead the report.
    fn benchmark_of(
        &mut self,
        name: &str,
        file: file::Benchmark,
        span: Span,
        (leading, further): (&Question, &mut [Further]),
    ) {
        let mut known: Vec<String> =
            further.iter().map(|further| further.question.asked().to_owned()).collect();
        known.dedup();
        let mut of_question =
            further.iter_mut().filter(|further| further.question.asked() == name).peekable();
        let Some(first) = of_question.peek() else {
            // One that something else is wrong with has been told of.
            if self.asked.contains(name) {
                return;
            }
            let at = file.question.as_ref().map_or(span, |at| at.span);
            let problem = Problem::new(format!("there is no question `{name}` for this benchmark"));
            let names = known.iter().map(String::as_str).chain([leading.name.as_str()]);
            return self.problem(at, problem.did_you_mean(name, names));
        };
        if file.region.is_some() {
            let problem =
                Problem::new("only the question that leads the report has benchmarks for one region");
            return self.problem(span, problem.hint("leave `region` out"));
        }
        let has_options = first.question.kind.has_options();
        let option = file.option.as_ref().map(|at| canonical(&at.value).into_owned());
        if has_options != option.is_some() {
            let problem = Problem::new(if has_options {
                format!("the question `{name}` has options, and the benchmark names none")
            } else {
                format!("the question `{name}` has no options")
            });
            let hint = if has_options { "state `option` beside `question`" } else { "leave `option` out" };
            return self.problem(span, problem.hint(hint));
        }
        // Once the data have told which options there are, each is a question of its own, and one that nobody chose is none.
        let is_meant = |further: &&mut Further| {
            further
                .meant()
                .is_none_or(|meant| matches!(meant, Meant::Named(own) if Some(own) == option.as_ref()))
        };
        let Some(further) = of_question.find(is_meant) else { return };
        let scale = &further.question.scale;
        let kind = further.question.kind;
        let is_share = has_options || matches!(kind, QuestionKind::YesNo | QuestionKind::Outcome);
        let (low, high, what) = match kind {
            QuestionKind::Nps => (-100.0, 100.0, "an NPS from -100 to 100".to_owned()),
            QuestionKind::YesNo
            | QuestionKind::Outcome
            | QuestionKind::Response
            | QuestionKind::Choice
            | QuestionKind::Choices
            | QuestionKind::Themes => (0.0, 100.0, "a share from 0 to 100 per cent".to_owned()),
            QuestionKind::Rating => {
                let (low, high) = (scale.low(), scale.high());
                (f64::from(low), f64::from(high), format!("a mean on the scale from {low} to {high}"))
            }
        };
        let unit = if is_share { 100.0 } else { 1.0 };
        if let Some(at) = file.value.as_ref().filter(|at| is_share && at.value > 0.0 && at.value < 1.0) {
            let problem = Problem::new(format!("`{}` would be less than one per cent", at.written));
            return self.problem(at.span, problem.hint("state the share in per cent, such as 82.5"));
        }
        let value = |value: f64| (low..=high).contains(&value).then_some(value / unit);
        let Some(stated) = self.benchmark(file, span, value, &what) else { return };
        let Stated { name, value, statistic, year, n, source, .. } = stated;
        further.benchmarks.push(FurtherBenchmark { name, option, value, statistic, year, n, source });
    }

    fn benchmark<V>(
        &mut self,
        file: file::Benchmark,
        span: Span,
        valid: impl FnOnce(f64) -> Option<V>,
        what: &str,
    ) -> Option<Stated<V>> {
        let before = self.problems.len();
        let value = self.valid(
            file.value.clone(),
            |value| valid(*value),
            |value| Problem::new(format!("`{value}` is not {what}")),
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
        Some(Stated {
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

/// A benchmark of a question whose values are of that kind.
struct Stated<V> {
    name: String,
    value: V,
    statistic: Statistic,
    year: Option<i32>,
    n: Option<u64>,
    source: Option<String>,
    region: Option<String>,
    industry: Option<String>,
    place: Option<Place>,
}

impl From<Stated<Nps>> for Benchmark {
    fn from(stated: Stated<Nps>) -> Self {
        let Stated { name, value, statistic, year, n, source, region, industry, place } = stated;
        Self { name, value, statistic, year, n, source, region, industry, place }
    }
}

/// A name in its canonical form, unless nothing is left of it.
fn named(name: Option<String>) -> Option<String> {
    name.map(|name| canonical(&name).into_owned()).filter(|name| !name.is_empty())
}
