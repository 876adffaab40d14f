//! The steps that those who were asked went through: each becomes a question of its own, whether one has gone through it.

use std::collections::BTreeMap;

use super::Check;
use crate::config::file::{self, File, OneOrMany};
use crate::config::questions::{Base, Further, Reads, Side};
use crate::config::settings::{Config, Named};
use crate::config::tree::{At, Span};
use crate::error::Problem;
use crate::survey::{Question, QuestionKind, canonical};

/// How many steps there are at most.
const MOST: usize = 20;

/// A step as it is stated, with what can be used of it.
struct Step {
    name: String,
    column: Named<String>,
    side: Side,
    values: Vec<String>,
    of: Option<At<String>>,
    /// Whether its values are of the column of all outcomes, which holds no others.
    is_shared: bool,
    span: Span,
}

impl Check<'_> {
    /// Adds every step after the questions whose names are taken, and whether there is a score at all.
    pub(super) fn outcomes(&mut self, file: &File, questions: Vec<Further>, shared: &mut Config) {
        shared.list = self.list(file, shared);
        let steps = self.steps(file, &questions, shared);
        shared.low_response = self.low_response(file);
        shared.further = questions.into_iter().chain(steps).collect();
    }

    fn steps(&mut self, file: &File, questions: &[Further], leading: &Config) -> Vec<Further> {
        let Some(At { value: outcomes, span, .. }) = &file.outcomes else { return Vec::new() };
        if let Some(asked) = outcomes.asked.as_ref().filter(|asked| asked.value != "all") {
            let problem = Problem::new(format!("`{}` is not whom outcomes are of", asked.value));
            let problem = problem.hint("all rows are those who were asked: `asked: all`");
            // Who has a list of them may well have named it here.
            let hint =
                "where answers are in a file apart, name the list: `list: {files: asked.csv, key: id}`";
            self.problem(asked.span, problem.hint(hint));
        }
        let shared = outcomes.column.as_ref().map(|at| self.name(&at.value, at.span, "column"));
        if outcomes.steps.is_empty() && outcomes.list.is_none() && !self.has_misfit(*span) {
            let problem = Problem::new("`outcomes` has no steps");
            self.problem(*span, problem.hint("list them: steps: [{name: satisfied, values: [satisfied]}]"));
        }
        if let Some(beyond) = outcomes.steps.get(MOST) {
            let problem =
                Problem::new(format!("{} steps are listed, more than {MOST}", outcomes.steps.len()));
            self.problem(beyond.span, problem);
        }
        let stated = outcomes.steps.iter().take(MOST);
        let steps: Vec<Step> = stated
            .filter_map(|at| self.step(&at.value, at.span, (shared.as_ref(), outcomes.list.is_some())))
            .collect();
        self.named_twice(&steps, questions, &leading.question.name);
        self.valued_twice(&steps);
        self.asked_already(&steps, questions, leading);
        let known: Vec<String> =
            steps.iter().filter(|step| step.is_shared).flat_map(|step| step.values.clone()).collect();
        let mut made = Vec::new();
        for (at, step) in steps.iter().enumerate() {
            let Some(bases) = self.bases(&steps, at) else { continue };
            let mut question = Question::yes_no(step.name.clone());
            question.kind = QuestionKind::Outcome;
            question.of = step.of.as_ref().map(|of| canonical(&of.value).into_owned());
            let known = step.is_shared.then(|| known.clone());
            let reads = Reads::Outcome { values: step.values.clone(), known, bases, side: step.side };
            made.push(Further {
                question,
                column: step.column.clone(),
                reads,
                levels: Vec::new(),
                benchmarks: Vec::new(),
            });
        }
        // Of a list that cannot be used no columns are looked for, least of all among the answers.
        if outcomes.list.is_some() && leading.list.is_none() {
            return Vec::new();
        }
        let mut question = Question::yes_no(String::new());
        question.kind = QuestionKind::Response;
        let column = leading.columns.score.clone();
        made.push(Further {
            question,
            column,
            reads: Reads::Response,
            levels: Vec::new(),
            benchmarks: Vec::new(),
        });
        made
    }

    /// A step that reads the answers to a question would tell what that hides: it is of all who were asked, and the question of fewer.
    fn asked_already(&mut self, steps: &[Step], questions: &[Further], leading: &Config) {
        for step in steps {
            let column = &step.column.value;
            let is_it = |question: &&Further| question.columns().any(|of| of.value == *column);
            let further = questions.iter().find(is_it).map(|question| question.question.name.as_str());
            let first = (leading.columns.score.value == *column).then_some(leading.question.name.as_str());
            let Some(question) = first.or(further) else { continue };
            let problem =
                format!("the step `{}` reads the column `{column}`, which is that of a question", step.name);
            let problem = match question {
                "" => Problem::new(problem),
                name => Problem::new(format!("{problem}, `{name}`")),
            };
            self.problem(
                step.span,
                problem
                    .hint("it would tell what is hidden of the question, which fewer have answered than were asked")
                    .hint("name a column that says what became of the row, such as a status"),
            );
        }
    }

    /// The share below which a response rate is low.
    fn low_response(&mut self, file: &File) -> Option<f64> {
        let stated = file.outcomes.as_ref()?.value.low_response.clone();
        self.valid(
            stated,
            |share| (1.0..=100.0).contains(share).then_some(share / 100.0),
            |share| {
                let problem =
                    Problem::new(format!("`{share}` is not a response rate from 1 to 100 per cent"));
                problem.hint("below it, the report says that the response rate is low")
            },
        )
    }

    fn step(
        &mut self,
        file: &file::Step,
        span: Span,
        (shared, has_list): (Option<&Named<String>>, bool),
    ) -> Option<Step> {
        let before = self.problems.len();
        if let Some(answer) = &file.answer {
            let problem = match (has_list, &file.column) {
                (false, _) => Some("only beside a list of all who were asked has a step an `answer`"),
                (true, Some(_)) => Some("the step has a `column` of the list and an `answer`"),
                (true, None) => None,
            };
            if let Some(problem) = problem {
                let hint = "`column` is one of the rows of all who were asked, `answer` one of the answers";
                self.problem(answer.span, Problem::new(problem).hint(hint));
            }
        }
        for (there, key, example) in [
            (file.name.is_some(), "name", "{name: satisfied, values: [satisfied]}"),
            (file.values.is_some(), "values", "{name: satisfied, values: [satisfied]}"),
            (
                file.column.is_some() || file.answer.is_some() || shared.is_some(),
                "column",
                "outcomes: {column: status}",
            ),
        ] {
            if !there && !self.has_misfit(span) {
                let problem = Problem::new(format!("the step has no `{key}`"));
                self.problem(span, problem.hint(format!("state it: {example}")));
            }
        }
        let own = file.answer.as_ref().or(file.column.as_ref());
        let own = own.map(|at| self.name(&at.value, at.span, "column"));
        let side = if file.answer.is_some() { Side::Answers } else { Side::Asked };
        let name = file.name.as_ref().map(|at| self.name(&at.value, at.span, "step"));
        let values = match file.values.as_ref().map(|at| &at.value) {
            None => Vec::new(),
            Some(OneOrMany::One(value)) => vec![value.clone()],
            Some(OneOrMany::Many(values)) => values.iter().map(|at| at.value.clone()).collect(),
        };
        let values: Vec<String> = values.iter().map(|value| canonical(value).to_lowercase()).collect();
        if self.problems.len() > before || self.has_misfit(span) {
            return None;
        }
        let is_the_shared = |own: &Named<String>| shared.is_some_and(|shared| shared.value == own.value);
        let is_shared = side == Side::Asked && own.as_ref().is_none_or(is_the_shared);
        let column = own.or_else(|| shared.cloned())?;
        Some(Step { name: name?.value, column, side, values, of: file.of.clone(), is_shared, span })
    }

    fn named_twice(&mut self, steps: &[Step], questions: &[Further], leading: &str) {
        for (at, step) in steps.iter().enumerate() {
            let others = steps.iter().take(at).map(|other| other.name.as_str());
            let questions = questions.iter().map(|other| other.question.name.as_str());
            if others
                .chain(questions)
                .chain([leading])
                .any(|other| other.to_lowercase() == step.name.to_lowercase())
            {
                let problem = Problem::new(format!("the name `{}` is taken already", step.name));
                self.problem(step.span, problem.hint("give each step and each question a name of its own"));
            }
        }
    }

    /// Tells of values of one column that stand for two steps of the same base: their parts would be more than the whole.
    fn valued_twice(&mut self, steps: &[Step]) {
        let mut seen: BTreeMap<(&str, Side, Option<&str>, &str), &str> = BTreeMap::new();
        for step in steps {
            for value in &step.values {
                let of = step.of.as_ref().map(|of| of.value.as_str());
                if let Some(other) = seen.insert((&step.column.value, step.side, of, value), &step.name) {
                    let name = &step.name;
                    let problem = Problem::new(format!("`{value}` stands for `{other}` and for `{name}`"));
                    self.problem(step.span, problem.hint("each value of a column stands for one step"));
                }
            }
        }
    }

    /// What rows have to hold to be in the base of a step: the step that it is of, what that is of, and so on.
    fn bases(&mut self, steps: &[Step], at: usize) -> Option<Vec<Base>> {
        let (mut bases, mut step) = (Vec::new(), steps.get(at)?);
        while let Some(of) = &step.of {
            let name = canonical(&of.value).into_owned();
            let Some(base) = steps.iter().find(|other| other.name == name) else {
                let problem =
                    Problem::new(format!("there is no step `{name}` that `{}` could be of", step.name));
                self.problem(
                    of.span,
                    problem.did_you_mean(&name, steps.iter().map(|step| step.name.as_str())),
                );
                return None;
            };
            if bases.len() > steps.len() {
                let problem = Problem::new(format!("`{}` is, at length, of itself", step.name));
                self.problem(of.span, problem.hint("a step is of one that comes before it"));
                return None;
            }
            let (column, values) = (base.column.clone(), base.values.clone());
            bases.push(Base { column, values, side: base.side });
            step = base;
        }
        Some(bases)
    }
}
