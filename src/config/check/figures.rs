//! How time is cut, how answers are grouped, and how figures are computed and named.

use super::Check;
use crate::config::file;
use crate::config::level::LevelName;
use crate::config::settings::{Config, ControlMethod, Current, Method, Named, Periods};
use crate::config::tree::{At, Span};
use crate::error::Problem;
use crate::survey::{Calendar, Confidence, Granularity, Month, Period, Scale};

/// How many periods can be named to compare with.
const MOST_COMPARED: usize = 5;

impl Check<'_> {
    pub(super) fn scale(&mut self, file: Option<&At<file::Scale>>) -> Scale {
        let Some(At { value: file, span, .. }) = file else { return Scale::ZERO_TO_TEN };
        let (span, before) = (*span, self.problems.len());
        let mut point = |at: &Option<At<i64>>| {
            self.valid(
                at.clone(),
                |point| i32::try_from(*point).ok(),
                |point| Problem::new(format!("`{point}` is no point of a scale")),
            )
        };
        let (low, high) = (point(&file.low).unwrap_or(0), point(&file.high).unwrap_or(10));
        let (detractors_to, promoters_from) = (point(&file.detractors_to), point(&file.promoters_from));
        // What was taken out, or is no point, leaves nothing to check the others by.
        if self.has_misfit(span) || self.problems.len() > before {
            return Scale::ZERO_TO_TEN;
        }
        if low >= high {
            let problem = Problem::new("not a scale: the highest point must be above the lowest");
            self.problem(span, problem);
            return Scale::ZERO_TO_TEN;
        }
        let usual = match (low, high) {
            (0, 10) => Some(Scale::ZERO_TO_TEN),
            (1, 10) => Some(Scale::ONE_TO_TEN),
            _ => None,
        };
        let (Some(detractors_to), Some(promoters_from)) = (
            detractors_to.or(usual.map(|usual| usual.detractors_to())),
            promoters_from.or(usual.map(|usual| usual.promoters_from())),
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

    pub(super) fn periods(&mut self, file: &file::Periods, default: Periods) -> Periods {
        let year_starts = self.valid(
            file.year_starts.clone(),
            |month| u8::try_from(*month).ok().and_then(Month::new),
            |month| Problem::new(format!("`{month}` is not a month from 1 to 12")),
        );
        let by = file.by.unwrap_or(default.calendar.by);
        let calendar = Calendar { by, year_starts: year_starts.unwrap_or(default.calendar.year_starts) };
        let current = file.current.clone().and_then(|at| {
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
            file.show.clone(),
            |show| u32::try_from(*show).ok().filter(|show| (1..=longest).contains(show)),
            |show| Problem::new(format!("`{show}` periods cannot be shown: use 1 to {longest}")),
        );
        let control = self.valid(
            file.control.clone(),
            |method| match method.as_str() {
                "by-base" => Some(Some(ControlMethod::ByBase)),
                "moving-range" => Some(Some(ControlMethod::MovingRange)),
                "none" => Some(None),
                _ => None,
            },
            |method| {
                Problem::new(format!("`{method}` is not a kind of control limits"))
                    .hint("use `by-base`, `moving-range` or `none`")
                    .did_you_mean(method, ["by-base", "moving-range", "none"])
            },
        );
        let trailing = self.valid(
            file.trailing.clone(),
            |periods| u32::try_from(*periods).ok().filter(|periods| (2..=60).contains(periods)),
            |periods| Problem::new(format!("`{periods}` periods are no trailing window: use 2 to 60")),
        );
        Periods {
            calendar,
            current: current.unwrap_or(default.current),
            show: show.unwrap_or(default.show),
            control: control.unwrap_or(default.control),
            trailing: trailing.or(default.trailing),
        }
    }

    /// Periods to compare with, each once.
    pub(super) fn compare(&mut self, file: &file::Periods, calendar: Calendar) -> Vec<Named<Period>> {
        let mut named: Vec<Named<Period>> = Vec::new();
        for at in &file.compare {
            let stated = self.valid(
                Some(at.clone()),
                |key| calendar.parse(key).ok(),
                |key| match calendar.parse(key) {
                    Err(error) => Problem::new(format!("`{key}` is {error}")),
                    Ok(_) => Problem::new(format!("`{key}` is no period")),
                },
            );
            let Some(period) = stated else { continue };
            if named.iter().any(|other| other.value == period) {
                self.problem(at.span, Problem::new(format!("the period `{}` is named already", at.value)));
            } else if named.len() == MOST_COMPARED {
                let problem = Problem::new(format!("more than {MOST_COMPARED} periods to compare with"));
                self.problem(at.span, problem.hint("the trend shows all of them"));
                break;
            } else {
                named.push(Named { value: period, place: Some(self.at(at.span)) });
            }
        }
        named
    }

    pub(super) fn method(&mut self, file: &file::Method, default: Method) -> Method {
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
                Problem::new(format!("`low_base` ({}) is below `hide_below` ({hide_below})", at.written));
            self.problem(
                at.span,
                problem.hint("figures from so few answers would be marked, but never shown"),
            );
        }
        let seed = self.valid(
            file.seed.clone(),
            |seed| u64::try_from(*seed).ok(),
            |seed| Problem::new(format!("`{seed}` is not a seed: use a whole number from 0")),
        );
        Method {
            confidence: confidence.unwrap_or(default.confidence),
            interval: file.interval.unwrap_or(default.interval),
            seed: seed.unwrap_or(default.seed),
            correction: file.correction.unwrap_or(default.correction),
            hide_below,
            low_base,
        }
    }

    /// Named levels of the score, or of what lies between other ends.
    pub(super) fn levels(&mut self, file: Vec<At<file::Level>>, ends: Option<[f64; 2]>) -> Vec<LevelName> {
        let defaults = if ends.is_none() { Config::default().levels } else { Vec::new() };
        let [low, high] = ends.unwrap_or([-100.0, 100.0]);
        let mut levels: Vec<LevelName> = Vec::new();
        let spans: Vec<Span> = file.iter().map(|at| at.span).collect();
        let mut bounds: Vec<String> = Vec::new();
        for At { value, span, .. } in file {
            let Some(from) = value.from else {
                if !self.has_misfit(span) {
                    self.problem(span, Problem::new("the level has no lower bound `from`"));
                }
                continue;
            };
            if !(low..=high).contains(&from.value) {
                let what = if ends.is_none() { "an NPS" } else { "a value" };
                let problem = format!("`{}` is not {what} from {low} to {high}", from.written);
                self.problem(from.span, Problem::new(problem));
            } else if levels.last().is_some_and(|last| last.from >= from.value) {
                self.problem(
                    from.span,
                    Problem::new("the levels are not in rising order").hint("state the lowest one first"),
                );
            } else {
                let text = value.text.filter(|text| !text.trim().is_empty());
                levels.push(LevelName { from: from.value, name: value.name, text });
                bounds.push(from.written);
            }
        }
        if levels.len() < spans.len() {
            return defaults;
        }
        let usual = levels.iter().map(|l| l.from).eq(defaults.iter().map(|l| l.from));
        for ((level, bound), span) in levels.iter().zip(&bounds).zip(&spans) {
            if level.name.is_none() && !usual && !self.has_misfit(*span) {
                let problem = Problem::new(format!("the level from {bound} has no name"));
                self.problem(*span, problem.hint("only the five default levels may leave out their names"));
            }
        }
        match (levels.first(), spans.first()) {
            (Some(first), Some(span)) if first.from > low => {
                let problem = Problem::new(format!("the lowest level must start at {low}"));
                self.problem(*span, problem.hint(format!("add a first level: {{from: {low}, name: …}}")));
                defaults
            }
            (None, _) => defaults,
            _ => levels,
        }
    }
}
