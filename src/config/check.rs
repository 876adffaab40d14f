//! From the raw file to a [`Config`], gathering every problem, each with its place.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::file::{self, File, OneOrMany};
use super::settings::{
    Benchmark, Brand, Columns, Config, Current, DateFormat, DateOrder, Delimiter, LevelName, Method, Named,
    Periods, Source, Statistic,
};
use super::small::read_small;
use super::tree::{self, At, Misfit, Read, Span};
use super::{brand, table, yaml};
use crate::error::{Error, Kind, Place, Problem, SourceText};
use crate::survey::{Calendar, Confidence, Day, Granularity, Month, Nps, Scale};

/// A config file larger than this is none.
const LARGEST: u64 = 1 << 20;

/// A config and what is wrong with it. Where something is wrong, the config holds the default, so that
/// later steps can look for problems of their own before all are reported together.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// The settings.
    pub config: Config,
    /// What is wrong; none when the config can be used.
    pub problems: Vec<Problem>,
}

/// Reads and checks a config file.
///
/// # Errors
/// When the file cannot be read or is not YAML. Anything wrong in its values is in [`Loaded::problems`].
pub fn load(path: &Path) -> Result<Loaded, Error> {
    let one = |problem: Problem| Error::new(Kind::Config, problem);
    let text = read(path).map_err(one)?;
    let source = Arc::new(SourceText { path: path.to_owned(), text });
    let tree = yaml::parse(&source).map_err(one)?;
    if matches!(tree.value, tree::Value::List(_) | tree::Value::Text(_)) {
        let problem = Problem::new("the config must be keys and values, such as `title: Customer loyalty`");
        return Err(one(problem
            .at(place(&source, tree.span))
            .hint("`plaudit init` writes one to start from")));
    }
    let Read { value: file, misfits, taken_out } = tree::read::<File>(tree, &source.text);
    let folder = path.parent().unwrap_or(Path::new(""));
    let mut check = Check { source: &source, folder, misfits: Vec::new(), taken_out, problems: Vec::new() };
    check.misfits = misfits.iter().filter_map(|misfit| misfit.span).collect();
    for misfit in misfits {
        check.misfit(misfit);
    }
    let config = check.config(file);
    let mut problems = check.problems;
    problems.sort_by_key(|problem| match problem.place {
        Some(Place::Text { start, .. }) => (0, start),
        None => (1, 0),
        Some(_) => (2, 0),
    });
    Ok(Loaded { config, problems })
}

fn read(path: &Path) -> Result<String, Problem> {
    let unreadable = |why: String| {
        Problem::new(format!("the config file {why}"))
            .in_file(path)
            .hint("`plaudit init` writes one to start from")
    };
    let bytes = read_small(path, LARGEST).map_err(unreadable)?;
    String::from_utf8(bytes).map_err(|_| unreadable("is not UTF-8".to_owned()))
}

fn place(source: &Arc<SourceText>, span: Span) -> Place {
    let span = span.widened(&source.text);
    Place::Text { source: Arc::clone(source), start: span.start, end: span.end }
}

struct Check<'a> {
    source: &'a Arc<SourceText>,
    folder: &'a Path,
    /// Where something was taken out: what seems missing there is not.
    misfits: Vec<Span>,
    /// The same as keys.
    taken_out: Vec<String>,
    problems: Vec<Problem>,
}

impl Check<'_> {
    fn at(&self, span: Span) -> Place {
        place(self.source, span)
    }

    fn problem(&mut self, span: Span, problem: Problem) {
        let place = self.at(span);
        self.problems.push(problem.at(place));
    }

    fn missing(&mut self, key: &str, example: &str) {
        let section = key.split('.').next().unwrap_or(key);
        if self.taken_out.iter().any(|taken| taken == key || taken == section) {
            return;
        }
        let problem = Problem::new(format!("the key `{key}` is missing")).in_file(&self.source.path);
        self.problems.push(problem.hint(format!("add `{example}`")));
    }

    fn misfit(&mut self, misfit: Misfit) {
        let mut problem = Problem::new(misfit.message);
        if let Some((word, known)) = misfit.words {
            let before = problem.hints.len();
            problem = problem.did_you_mean(&word, known.iter().copied());
            if problem.hints.len() == before && !known.is_empty() {
                problem = problem.hint(format!("possible here: {}", known.join(", ")));
            }
        }
        match misfit.span {
            Some(span) => self.problem(span, problem),
            None => self.problems.push(problem.in_file(&self.source.path)),
        }
    }

    fn named<T>(&self, at: At<T>) -> Named<T> {
        Named { place: Some(self.at(at.span)), value: at.value }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.join(path)
    }

    /// The value when it passes, else a problem and nothing.
    fn valid<T, U>(
        &mut self,
        at: Option<At<T>>,
        valid: impl FnOnce(&T) -> Option<U>,
        wrong: impl FnOnce(&T) -> Problem,
    ) -> Option<U> {
        let at = at?;
        let value = valid(&at.value);
        if value.is_none() {
            self.problem(at.span, wrong(&at.value));
        }
        value
    }

    fn config(&mut self, file: File) -> Config {
        let default = Config::default();
        if file.title.is_none() {
            self.missing("title", "title: Customer loyalty");
        }
        let title = self.valid(
            file.title,
            |title| (!title.trim().is_empty()).then(|| title.trim().to_owned()),
            |_| Problem::new("the title is empty"),
        );
        let as_of = self.valid(
            file.as_of,
            |day| day.parse::<Day>().ok(),
            |day| Problem::new(format!("`{day}` is not a day written as YYYY-MM-DD")),
        );
        let periods = self.periods(file.periods, default.periods);
        let scale = self.scale(file.scale);
        let method = self.method(&file.method, default.method);
        let source = self.source(file.source, &default.source);
        let columns = self.columns(file.columns, default.columns);
        let levels = file.levels.map_or(default.levels, |levels| self.levels(levels));
        let benchmarks = self.benchmarks(file.benchmarks);
        let brand = self.brand(file.brand);
        let templates = file.templates.and_then(|at| {
            let path = self.path(&at.value);
            if path.is_dir() {
                return Some(path);
            }
            self.problem(at.span, Problem::new(format!("there is no folder `{}`", path.display())));
            None
        });
        Config {
            title: title.unwrap_or_default(),
            organisation: file.organisation.filter(|name| !name.trim().is_empty()),
            language: file.language.unwrap_or(default.language),
            as_of,
            source,
            columns,
            scale,
            periods,
            method,
            levels,
            benchmarks,
            brand,
            templates,
        }
    }

    fn source(&mut self, file: file::Source, default: &Source) -> Source {
        let listed = match file.files {
            None => {
                self.missing("source.files", "source: {files: answers.csv}");
                Vec::new()
            }
            Some(At { value: OneOrMany::One(path), span }) => vec![At { value: path, span }],
            Some(At { value: OneOrMany::Many(paths), span }) => {
                if paths.is_empty() {
                    self.problem(span, Problem::new("the list of files is empty"));
                }
                paths
            }
        };
        let files = listed
            .into_iter()
            .map(|at| {
                let path = self.path(&at.value).to_string_lossy().into_owned();
                self.named(At { value: path, span: at.span })
            })
            .collect();
        let delimiter = self.valid(
            file.delimiter,
            |text| delimiter(text),
            |text| {
                Problem::new(format!("`{text}` cannot separate cells"))
                    .hint("use auto, comma, semicolon, tab, pipe, or one ASCII character other than a quote")
            },
        );
        let date_format = self.valid(file.date_format, |text| date_format(text), |text| {
            Problem::new(format!("unknown date format `{text}`"))
                .hint("use auto, YYYY-MM-DD, DD.MM.YYYY or MM/DD/YYYY; separators and a time after it do not matter")
        });
        let max_rejected = self.valid(
            file.max_rejected,
            |percent| (0.0..=100.0).contains(percent).then_some(*percent / 100.0),
            |percent| Problem::new(format!("`{percent}` is not a share from 0 to 100 per cent")),
        );
        Source {
            files,
            delimiter: delimiter.unwrap_or(default.delimiter),
            date_format: date_format.unwrap_or(default.date_format),
            max_rejected: max_rejected.unwrap_or(default.max_rejected),
        }
    }

    fn columns(&mut self, file: file::Columns, default: Columns) -> Columns {
        if file.score.is_none() {
            self.missing("columns.score", "columns: {score: nps}");
        }
        Columns {
            score: file.score.map_or(default.score, |at| self.named(at)),
            date: file.date.map(|at| self.named(at)),
            region: file.region.map(|at| self.named(at)),
        }
    }

    fn scale(&mut self, file: Option<At<file::Scale>>) -> Scale {
        let Some(At { value: file, span }) = file else { return Scale::ZERO_TO_TEN };
        let usual = match (file.low.unwrap_or(0), file.high.unwrap_or(10)) {
            (0, 10) => Some(Scale::ZERO_TO_TEN),
            (1, 10) => Some(Scale::ONE_TO_TEN),
            _ => None,
        };
        let cut = |stated: Option<i32>, usual: Option<i32>| stated.or(usual);
        let low = file.low.unwrap_or(0);
        let high = file.high.unwrap_or(10);
        let (Some(detractors_to), Some(promoters_from)) = (
            cut(file.detractors_to, usual.map(|s| s.detractors_to())),
            cut(file.promoters_from, usual.map(|s| s.promoters_from())),
        ) else {
            let problem = Problem::new(format!("the scale {low}–{high} has no agreed cuts"));
            self.problem(span, problem.hint("state both `detractors_to` and `promoters_from`"));
            return Scale::ZERO_TO_TEN;
        };
        Scale::new(low, high, detractors_to, promoters_from).unwrap_or_else(|error| {
            self.problem(span, Problem::new(format!("not a scale: {error}")));
            Scale::ZERO_TO_TEN
        })
    }

    fn periods(&mut self, file: file::Periods, default: Periods) -> Periods {
        let year_starts = self.valid(
            file.year_starts,
            |month| u8::try_from(*month).ok().and_then(Month::new),
            |month| Problem::new(format!("`{month}` is not a month from 1 to 12")),
        );
        let by = file.by.unwrap_or(default.calendar.by);
        let calendar = Calendar { by, year_starts: year_starts.unwrap_or(default.calendar.year_starts) };
        let current = file.current.and_then(|at| {
            if at.value == "last-complete" {
                return None;
            }
            match calendar.parse(&at.value) {
                Ok(period) => Some(Current::Named(period)),
                Err(error) => {
                    let problem = Problem::new(format!("`{}` is {error}", at.value));
                    self.problem(
                        at.span,
                        problem.hint("or use `last-complete`").did_you_mean(&at.value, ["last-complete"]),
                    );
                    None
                }
            }
        });
        let longest = if by == Granularity::Week { 106 } else { 60 };
        let show = self.valid(
            file.show,
            |show| u32::try_from(*show).ok().filter(|show| (1..=longest).contains(show)),
            |show| Problem::new(format!("`{show}` periods cannot be shown: use 1 to {longest}")),
        );
        Periods { calendar, current: current.unwrap_or(default.current), show: show.unwrap_or(default.show) }
    }

    fn method(&mut self, file: &file::Method, default: Method) -> Method {
        let confidence = self.valid(
            file.confidence.clone(),
            |percent| Confidence::new(*percent / 100.0),
            |percent| {
                Problem::new(format!("`{percent}` is not a confidence level from 50 to 99.99 per cent"))
            },
        );
        let mut base = |at: &Option<At<i64>>, default: u64, key: &str| {
            let stated = self.valid(
                at.clone(),
                |n| u64::try_from(*n).ok().filter(|n| (1..=1_000_000).contains(n)),
                |n| Problem::new(format!("`{n}` is not a number of answers from 1 to 1000000 for `{key}`")),
            );
            stated.unwrap_or(default)
        };
        let hide_below = base(&file.hide_below, default.hide_below, "hide_below");
        let low_base = base(&file.low_base, default.low_base.max(hide_below), "low_base");
        if let (Some(at), true) = (&file.low_base, low_base < hide_below) {
            let problem =
                Problem::new(format!("`low_base` ({low_base}) is below `hide_below` ({hide_below})"));
            self.problem(
                at.span,
                problem.hint("figures from so few answers would be marked, but never shown"),
            );
        }
        Method { confidence: confidence.unwrap_or(default.confidence), hide_below, low_base }
    }

    fn levels(&mut self, file: Vec<At<file::Level>>) -> Vec<LevelName> {
        let defaults = Config::default().levels;
        let mut levels: Vec<LevelName> = Vec::new();
        let spans: Vec<Span> = file.iter().map(|at| at.span).collect();
        for At { value, span } in file {
            let Some(from) = value.from else {
                self.problem(span, Problem::new("the level has no lower bound `from`"));
                continue;
            };
            if !(-100.0..=100.0).contains(&from.value) {
                self.problem(
                    from.span,
                    Problem::new(format!("`{}` is not an NPS from -100 to 100", from.value)),
                );
            } else if levels.last().is_some_and(|last| last.from >= from.value) {
                self.problem(from.span, Problem::new("the levels are not in rising order"));
            } else {
                levels.push(LevelName { from: from.value, name: value.name });
            }
        }
        if levels.len() < spans.len() {
            return defaults;
        }
        let usual = levels.iter().map(|l| l.from).eq(defaults.iter().map(|l| l.from));
        for (level, span) in levels.iter().zip(&spans) {
            if level.name.is_none() && !usual {
                let problem = Problem::new(format!("the level from {} has no name", level.from));
                self.problem(*span, problem.hint("only the five default levels may leave out their names"));
            }
        }
        match (levels.first(), spans.first()) {
            (Some(first), Some(span)) if first.from > -100.0 => {
                let problem = Problem::new("the lowest level must start at -100");
                self.problem(*span, problem.hint("add a first level: {from: -100, name: …}"));
                defaults
            }
            (None, _) => defaults,
            _ => levels,
        }
    }

    fn benchmarks(&mut self, file: file::Benchmarks) -> Vec<Benchmark> {
        let mut benchmarks = Vec::new();
        for At { value, span } in file.list {
            benchmarks.extend(self.benchmark(value, span));
        }
        let Some(at) = file.table else {
            if let Some(industry) = file.industries.first() {
                self.problem(
                    industry.span,
                    Problem::new("there is no benchmark table to take industries from"),
                );
            }
            return benchmarks;
        };
        let path = self.path(&at.value);
        let before = self.problems.len();
        let mut rows = table::read(&path, &mut self.problems);
        if self.problems[before..].iter().any(|p| matches!(&p.place, Some(Place::File(_)))) {
            for problem in &mut self.problems[before..] {
                problem.message = format!("{} (`{}`)", problem.message, path.display());
                problem.place = Some(place(self.source, at.span));
            }
            return benchmarks;
        }
        let known: Vec<String> = rows.iter().filter_map(|row| row.industry.clone()).collect();
        for wanted in &file.industries {
            if !known.contains(&wanted.value) {
                let problem = Problem::new(format!("the benchmark table has no industry `{}`", wanted.value));
                self.problem(
                    wanted.span,
                    problem.did_you_mean(&wanted.value, known.iter().map(String::as_str)),
                );
            }
        }
        if !file.industries.is_empty() {
            rows.retain(|row| match &row.industry {
                Some(industry) => file.industries.iter().any(|wanted| wanted.value == *industry),
                None => true,
            });
        }
        benchmarks.extend(rows);
        benchmarks
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
        if self.misfits.iter().any(|misfit| span.start <= misfit.start && misfit.end <= span.end) {
            return None;
        }
        let statistic = file.statistic.unwrap_or(Statistic::Mean);
        let stated = statistic == Statistic::Target;
        for (there, key) in [
            (file.name.is_some(), "name"),
            (file.value.is_some(), "value"),
            (file.year.is_some() || stated, "year"),
            (file.source.is_some() || stated, "source"),
        ] {
            if !there {
                let problem = Problem::new(format!("the benchmark has no `{key}`"));
                let hint = "a benchmark that is not a target needs name, value, year and source";
                self.problem(span, problem.hint(hint));
            }
        }
        if self.problems.len() > before {
            return None;
        }
        Some(Benchmark {
            name: file.name?,
            value: value?,
            statistic,
            year,
            n,
            source: file.source,
            region: file.region,
            industry: file.industry,
        })
    }

    fn brand(&mut self, file: file::Brand) -> Brand {
        let accent = self.valid(
            file.accent,
            |text| brand::colour(text),
            |text| {
                Problem::new(format!("`{text}` is not a colour")).hint("write it as \"#12436d\", in quotes")
            },
        );
        let logo = file.logo.and_then(|at| match brand::logo(&self.path(&at.value)) {
            Ok(logo) => Some(logo),
            Err(problem) => {
                self.problem(at.span, problem);
                None
            }
        });
        Brand { logo, accent }
    }
}

fn delimiter(text: &str) -> Option<Delimiter> {
    Some(match text {
        "auto" => Delimiter::Auto,
        "comma" => Delimiter::Byte(b','),
        "semicolon" => Delimiter::Byte(b';'),
        "tab" | "\\t" => Delimiter::Byte(b'\t'),
        "pipe" => Delimiter::Byte(b'|'),
        _ => match text.as_bytes() {
            [byte] if byte.is_ascii() && !matches!(byte, b'"' | b'\n' | b'\r' | 0) => Delimiter::Byte(*byte),
            _ => return None,
        },
    })
}

/// The order of the letters Y, M and D says all that matters.
fn date_format(text: &str) -> Option<DateFormat> {
    if text == "auto" {
        return Some(DateFormat::Auto);
    }
    let date = text.split([' ', 'T']).next().unwrap_or(text).to_ascii_uppercase();
    let mut order: Vec<char> = Vec::new();
    for letter in date.chars() {
        match letter {
            'Y' | 'M' | 'D' if order.last() == Some(&letter) => {}
            'Y' | 'M' | 'D' => order.push(letter),
            '-' | '.' | '/' => {}
            _ => return None,
        }
    }
    Some(DateFormat::Stated(match order[..] {
        ['Y', 'M', 'D'] => DateOrder::YearMonthDay,
        ['D', 'M', 'Y'] => DateOrder::DayMonthYear,
        ['M', 'D', 'Y'] => DateOrder::MonthDayYear,
        _ => return None,
    }))
}
