//! Which rows are meant: the conditions that they have to meet.

use super::Check;
use crate::config::file::{FullHolds, Held, Holds, Only};
use crate::config::settings::{Condition, Named, Test};
use crate::config::tree::{At, Span};
use crate::error::Problem;
use crate::survey::Day;

/// What conditions look like.
const SHAPE: &str =
    "name columns with what they have to hold, such as `{finished: [yes, \"1\"], kind: {not: test}}`";

impl Check<'_> {
    /// The conditions of rows; none where they are not stated.
    pub(super) fn conditions(&mut self, stated: Option<&At<Only>>) -> Option<Vec<Vec<Condition>>> {
        let At { value, span, .. } = stated?;
        Some(match value {
            Only::All(held) => vec![self.held(held, *span)],
            Only::Any(any) => {
                if any.is_empty() {
                    self.problem(*span, Problem::new("the list of conditions is empty").hint(SHAPE));
                }
                any.iter().map(|at| self.held(&at.value, at.span)).collect()
            }
        })
    }

    /// The conditions of some columns, all of which have to hold.
    pub(super) fn held(&mut self, held: &Held, span: Span) -> Vec<Condition> {
        if held.is_empty() {
            self.problem(span, Problem::new("there is no condition").hint(SHAPE));
        }
        let mut conditions = Vec::new();
        for (column, holds) in held {
            let column = self.name(column, holds.span, "column");
            let tests = match &holds.value {
                Holds::Value => vec![self.among(vec![(holds.written.clone(), holds.span)], true, holds.span)],
                Holds::Values(values) => {
                    let values = values.iter().map(|at| (at.value.clone(), at.span)).collect();
                    vec![self.among(values, true, holds.span)]
                }
                Holds::Full(full) => self.tests(full, holds.span),
            };
            let is_optional = matches!(&holds.value, Holds::Full(full) if full.optional);
            let of = |test| Condition { column: column.clone(), test, is_optional };
            conditions.extend(tests.into_iter().map(of));
        }
        conditions
    }

    fn tests(&mut self, full: &FullHolds, span: Span) -> Vec<Test> {
        let before = self.problems.len();
        let mut tests = Vec::new();
        for (stated, is_one) in [(&full.is, true), (&full.not, false)] {
            if let Some(At { value, span, .. }) = stated {
                let values = value.each(*span);
                tests.push(self.among(values, is_one, *span));
            }
        }
        let mut day = |stated: &Option<At<String>>| {
            self.valid(
                stated.clone(),
                |day| day.parse::<Day>().ok(),
                |day| Problem::new(day.parse::<Day>().err().unwrap_or_default()),
            )
        };
        let days = [day(&full.from), day(&full.until)];
        let numbers = [&full.least, &full.most].map(|stated| stated.as_ref().map(|at| at.value));
        if let [Some(from), Some(until)] = days
            && from > until
        {
            self.problem(span, Problem::new(format!("no day is from {from} until {until}")));
        }
        if let [Some(least), Some(most)] = numbers
            && least > most
        {
            self.problem(span, Problem::new(format!("no number is at least {least} and at most {most}")));
        }
        if days.iter().any(Option::is_some) {
            tests.push(Test::Days(days));
        }
        if numbers.iter().any(Option::is_some) {
            tests.push(Test::Numbers(numbers));
        }
        tests.extend(full.blank.as_ref().map(|at| Test::Blank(at.value)));
        if tests.is_empty() && self.problems.len() == before && !self.has_misfit(span) {
            let problem = Problem::new("nothing is said of what the column has to hold");
            self.problem(
                span,
                problem.hint(
                    "use is, not, from and until (days), least and most (numbers), or blank (true or false)",
                ),
            );
        }
        tests
    }

    pub(super) fn among(&mut self, values: Vec<(String, Span)>, is_one: bool, span: Span) -> Test {
        if values.is_empty() {
            self.problem(span, Problem::new("the list of values is empty"));
        }
        let values: Vec<Named<String>> =
            values.into_iter().map(|(value, span)| self.named(value, span)).collect();
        Test::Among { values, is_one }
    }
}
