//! The drivers: which questions are held against the score.

use super::Check;
use crate::config::file::OneOrMany;
use crate::config::questions::{Further, MOST_DRIVERS};
use crate::config::settings::{Config, Named};
use crate::config::tree::{At, Span};
use crate::error::Problem;
use crate::survey::{QuestionKind, canonical};

/// What can be a driver.
const KINDS: &str = "drivers are questions of kind `rating` or `yes_no`";

impl Check<'_> {
    /// The questions that are drivers, by name; none where none are stated.
    pub(super) fn drivers(&mut self, stated: Option<&At<OneOrMany>>, config: &Config) -> Vec<Named<String>> {
        let Some(At { value, span, .. }) = stated else { return Vec::new() };
        let listed = value.each(*span);
        let before = self.problems.len();
        let mut drivers: Vec<Named<String>> = Vec::new();
        for (name, span) in &listed {
            let driver = self.name(name, *span, "driver");
            if driver.value.is_empty() {
                continue;
            }
            if drivers.iter().any(|other| other.value == driver.value) {
                let problem = Problem::new(format!("the driver `{}` is named twice", driver.value));
                self.problem(*span, problem.hint("name each question once"));
            } else if self.is_driver((&driver.value, *span), config) {
                drivers.push(driver);
            }
        }
        if self.problems.len() == before && !self.has_misfit(*span) {
            if listed.len() < 2 {
                let problem = Problem::new("drivers are told apart, and fewer than two are named");
                self.problem(
                    *span,
                    problem.hint("such as `drivers: [speed, price]`, or leave `drivers` out"),
                );
            } else if let Some((_, span)) = listed.get(MOST_DRIVERS) {
                let problem =
                    Problem::new(format!("{} drivers are named, more than {MOST_DRIVERS}", listed.len()));
                self.problem(*span, problem.hint("name those that one could do something about"));
            }
        }
        // What is wrong is told; a part of them would be another analysis.
        if self.problems.len() > before { Vec::new() } else { drivers }
    }

    /// Whether a question can be a driver; tells why not.
    fn is_driver(&mut self, (name, span): (&str, Span), config: &Config) -> bool {
        let is_it = |further: &&Further| further.question.name == name;
        let is_named = config.question.name == name;
        let kind = config.further.iter().find(is_it).map(|further| further.question.kind);
        let problem = match kind {
            Some(QuestionKind::Rating | QuestionKind::YesNo) => return true,
            Some(kind) => {
                let what = match kind {
                    QuestionKind::Nps | QuestionKind::Rating | QuestionKind::YesNo => {
                        "asks how likely one is to recommend, as what drivers are held against does"
                    }
                    QuestionKind::Outcome | QuestionKind::Response => "is a step of outcomes",
                    QuestionKind::Choice | QuestionKind::Choices => "has options, and no scale",
                    QuestionKind::Themes => "is what comments are about, and has no scale",
                };
                Problem::new(format!("`{name}` cannot be a driver: it {what}")).hint(KINDS)
            }
            None if is_named => {
                let problem =
                    Problem::new(format!("`{name}` leads the report: it is what drivers are held against"));
                problem.hint(KINDS)
            }
            // What is wrong with that question is told there.
            None if self.asked.contains(name) => return false,
            None => {
                let problem = Problem::new(format!("no question is called `{name}`"));
                let can_be = || {
                    let kinds = [QuestionKind::Rating, QuestionKind::YesNo];
                    config.further.iter().filter(move |further| kinds.contains(&further.question.kind))
                };
                let of_column = can_be().find(|further| further.column.value == canonical(name));
                let names = || can_be().map(|further| further.question.name.as_str());
                match of_column {
                    Some(further) => {
                        let called = &further.question.name;
                        problem.hint(format!("the question of the column `{name}` is called `{called}`"))
                    }
                    None if can_be().next().is_none() => problem
                        .hint("list it under `questions`: {column: speed, kind: rating, scale: {low: 1, high: 5}}")
                        .hint(KINDS),
                    None => {
                        let known: Vec<String> = names().map(|name| format!("`{name}`")).collect();
                        let hints = problem.hints.len();
                        let problem = problem.did_you_mean(name, names());
                        let is_told = problem.hints.len() > hints;
                        let possible = format!("{KINDS}: {}", known.join(", "));
                        if is_told { problem } else { problem.hint(possible) }
                    }
                }
            }
        };
        self.problem(span, problem);
        false
    }
}
