//! The figure that a placeholder asks for, as the page shows it.

use serde_json::Value;

use super::unit::unit;
use crate::error::Problem;
use crate::figures::{Chance, Response};
use crate::report::path::{self, Asked, Found};
use crate::sections::Report;
use crate::statistics::{Trend, Verdict};
use crate::survey::{Day, Period};
use crate::wording::Words;

/// A report, and the same as JSON, by which its figures are named.
pub(super) struct Figures<'a> {
    pub(super) report: &'a Report,
    pub(super) json: &'a Value,
    pub(super) words: &'a Words,
}

/// A figure as the page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shown {
    pub(super) text: String,
    /// Its JSON Pointer.
    pub(super) pointer: String,
}

/// Why there is no figure, in words that complete "… is …".
fn why_hidden(finding: &Value) -> (&'static str, &'static str) {
    match finding.get("why").and_then(Value::as_str) {
        Some("too_few") => {
            ("hidden: too few answers", "fewer have answered than `method.hide_below` asks for")
        }
        Some("complement") => ("hidden", "what is hidden beside it could be worked out, if it were told"),
        _ => ("hidden", "figures of single clients could be worked out, if it were told"),
    }
}

impl Figures<'_> {
    /// The figure of a path.
    ///
    /// # Errors
    /// When there is none, or it is hidden, or a group of several.
    pub(super) fn find(&self, figure: &str) -> Result<Shown, Problem> {
        if figure.is_empty() {
            let problem = Problem::new("the placeholder names no figure");
            return Err(
                problem.hint("name one, such as `{{overall.nps}}`: `plaudit explain CONFIG` lists them")
            );
        }
        let asked = Asked { figure: figure.to_owned(), ..Asked::default() };
        let found = path::lead(self.json, &asked).map_err(|mut problem| {
            // There are no options here.
            problem.hints.retain(|hint| !hint.contains("--figure"));
            problem
        })?;
        self.main(found, figure)
    }

    /// Of a group, the figure that a sentence is about.
    fn main(&self, mut found: Found<'_>, figure: &str) -> Result<Shown, Problem> {
        while let Value::Object(map) = found.value {
            let has = |key: &str| map.get(key).is_some_and(|value| !value.is_null());
            let state = map.get("state").and_then(Value::as_str);
            let key = match state {
                Some("measured") => {
                    if has("nps") {
                        "nps"
                    } else {
                        "value"
                    }
                }
                Some("no_answers") => {
                    return Err(Problem::new(format!("`{figure}` is none: nobody has answered there")));
                }
                Some(_) => {
                    let (what, why) = why_hidden(found.value);
                    let problem = Problem::new(format!("`{figure}` is {what}"));
                    return Err(problem.hint(format!("{why}: leave the sentence out")));
                }
                None if has("difference") => "difference",
                None if has("gap") => "gap",
                None if has("finding") => "finding",
                None if has("now") && has("measure") => "now",
                None if has("comparison") => "comparison",
                None if map.contains_key("comparison") => {
                    let problem =
                        Problem::new(format!("`{figure}` cannot be compared: one side has no figure"));
                    return Err(problem.hint("there are too few answers, or none, on one of the sides"));
                }
                None if has("place") => "place",
                None if has("rank") && map.len() == 1 => "rank",
                None if has("rows_read") => "rows_read",
                None => break,
            };
            let Some(value) = map.get(key) else { break };
            found.keys.push(key.to_owned());
            found.value = value;
        }
        match self.shown(&found) {
            Some(text) => Ok(Shown { text, pointer: found.pointer() }),
            None if found.value.is_null() => {
                Err(Problem::new(format!("`{figure}` is not there in this report")))
            }
            None => {
                let below = match found.value {
                    Value::Object(map) => map.keys().cloned().collect(),
                    Value::Array(items) => {
                        items.iter().filter_map(|item| path::names(item).into_iter().next()).collect()
                    }
                    _ => Vec::new(),
                };
                let problem = Problem::new(format!("`{figure}` is not one figure"));
                let below: Vec<String> = below.iter().take(12).map(|name| format!("`{name}`")).collect();
                Err(if below.is_empty() {
                    problem
                } else {
                    problem.hint(format!("name one of it, such as {}", below.join(", ")))
                })
            }
        }
    }

    /// A figure, a name or a date as the page writes it; nothing where a text cannot hold it.
    fn shown(&self, found: &Found<'_>) -> Option<String> {
        let (words, value) = (self.words, found.value);
        match value {
            Value::Number(number) => {
                let unit = unit(self.json, &found.keys, value);
                Some(unit.shown(number.as_f64()?, words, &self.report.head))
            }
            Value::String(text) => {
                let day = text.parse::<Day>().ok().map(|day| words.day(day));
                let trend = serde_json::from_value::<Trend>(value.clone()).ok();
                let trend = trend.map(|verdict| words.trend_verdict(verdict).to_owned());
                let verdict = serde_json::from_value::<Verdict>(value.clone()).ok();
                let verdict = verdict.map(|verdict| words.verdict(verdict).to_owned());
                let is_verdict = found.keys.last().is_some_and(|key| key == "verdict");
                day.or(trend.or(verdict).filter(|_| is_verdict)).or_else(|| Some(text.clone()))
            }
            Value::Object(map) if map.contains_key("first_day") => {
                serde_json::from_value::<Period>(value.clone()).ok().map(|period| words.period(period))
            }
            Value::Object(map) if map.contains_key("answered") => {
                let [.., rate] = words.response(serde_json::from_value::<Response>(value.clone()).ok()?);
                Some(rate)
            }
            Value::Object(map) if map.contains_key("low") && map.contains_key("high") => {
                let [low, high] = ["low", "high"].map(|end| map.get(end).and_then(Value::as_f64));
                Some(words.between(&words.points(low?, 1), &words.points(high?, 1)))
            }
            Value::Object(_) => {
                serde_json::from_value::<Chance>(value.clone()).ok().map(|chance| words.p_number_of(chance))
            }
            _ => None,
        }
    }
}
