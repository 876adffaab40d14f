//! The questions: the one that leads the report, and all others.

use std::collections::BTreeSet;

use super::Check;
use crate::config::file::{self, File, OneOrMany};
use crate::config::questions::MOST_OPTIONS;
use crate::config::questions::{Further, NO, Options, Reads, YES};
use crate::config::settings::Named;
use crate::config::tree::{At, Span};
use crate::error::Problem;
use crate::survey::{Question, QuestionKind, Scale, canonical};

/// How many questions a report has at most.
const MOST: usize = 50;

/// What a scale with no cuts of its own is cut at, in points, for the share of the highest answers: the two highest of five
/// points or more.
const FEW_POINTS: i64 = 5;

impl Check<'_> {
    /// All questions, the one that leads the report first; none where they are not listed.
    pub(super) fn questions(&mut self, file: &File) -> Vec<Further> {
        let Some(At { value: listed, span, .. }) = &file.questions else { return Vec::new() };
        for (is_stated, key) in [
            (file.columns.score.is_some(), "columns.score"),
            (file.scale.is_some(), "scale"),
            (file.question.is_some(), "question"),
            (listed.first().is_some_and(|of| of.value.levels.is_some()) && file.levels.is_some(), "levels"),
        ] {
            if is_stated {
                let problem = Problem::new(format!("`{key}` is stated beside `questions`"));
                let hint = format!(
                    "state it of a question in the list, and leave `{key}` out: the first one leads the report"
                );
                // Where it stands, as far as that is known.
                let top = key.split('.').next().unwrap_or(key);
                let at = self.stated.iter().find(|(stated, _)| stated == top).map_or(*span, |(_, at)| *at);
                self.problem(at, problem.hint(hint));
            }
        }
        if listed.is_empty() {
            let problem = Problem::new("the list of questions is empty");
            self.problem(
                *span,
                problem.hint("list the one that leads the report first: {column: nps, kind: nps}"),
            );
        }
        if let Some(beyond) = listed.get(MOST) {
            let problem = Problem::new(format!("{} questions are listed, more than {MOST}", listed.len()));
            self.problem(beyond.span, problem);
        }
        let mut questions: Vec<Further> = Vec::new();
        let mut names: BTreeSet<String> = BTreeSet::new();
        for (at, listed) in listed.iter().take(MOST).enumerate() {
            let first = || listed.value.columns.as_ref().and_then(|columns| columns.value.first());
            let name = listed.value.name.as_ref().or(listed.value.column.as_ref()).or_else(first);
            let name = name.map(|name| canonical(&name.value).into_owned()).unwrap_or_default();
            self.asked.insert(name.clone());
            let is_new = name.is_empty() || names.insert(name.to_lowercase());
            if !is_new {
                let problem = Problem::new(format!("two questions have the name `{name}`"));
                self.problem(listed.span, problem.hint("give each a `name` of its own"));
            }
            let leading = questions.first().map_or(Scale::ZERO_TO_TEN, |leading| leading.question.scale);
            let leading = (at > 0).then_some(leading);
            let Some(question) = self.question(&listed.value, listed.span, leading) else { continue };
            let same = |other: &Further| {
                let shared = question.columns().find(|own| other.columns().any(|of| of.value == own.value));
                Some((other.question.name.clone(), shared?.value.clone()))
            };
            if let Some((other, column)) = questions.iter().find_map(same).filter(|_| is_new) {
                let problem = Problem::new(format!(
                    "the column `{column}` holds the answers to `{other}` and to `{name}`"
                ));
                self.problem(listed.span, problem.hint("each question has a column of its own"));
            }
            questions.push(question);
        }
        questions
    }

    /// Whether the scale of the one that leads the report is stated.
    pub(super) fn states_scale(file: &File) -> bool {
        let listed = file.questions.as_ref().and_then(|listed| listed.value.first());
        listed.is_some_and(|leading| leading.value.scale.is_some())
    }

    /// One of them, beside the one that leads the report on that scale; without one, that itself.
    fn question(&mut self, file: &file::Question, span: Span, leading: Option<Scale>) -> Option<Further> {
        // What was taken out leaves nothing to check the rest by.
        if self.has_misfit(span) {
            return None;
        }
        let before = self.problems.len();
        if file.column.is_none() && file.columns.is_none() {
            let problem = Problem::new("the question has no `column`");
            self.problem(
                span,
                problem.hint("name the column that holds its answers: {column: nps, kind: nps}"),
            );
        }
        let column = file.column.as_ref().map(|at| self.name(&at.value, at.span, "column"));
        let name = file.name.as_ref().map(|at| self.name(&at.value, at.span, "question"));
        if file.kind.is_none() {
            let problem = Problem::new("the question has no `kind`");
            self.problem(span, problem.hint("state what it asks: nps, rating, yes_no, choice or choices"));
        }
        let kind = file.kind.unwrap_or(QuestionKind::Nps);
        if leading.is_none() && kind != QuestionKind::Nps {
            let problem = Problem::new("the first question leads the report, and must be of kind `nps`");
            self.problem(
                span,
                problem.hint("list the question that asks how likely one is to recommend first"),
            );
        }
        self.misplaced(file, kind, span);
        if matches!(kind, QuestionKind::Outcome | QuestionKind::Response | QuestionKind::Themes) {
            let (what, key) = match kind {
                QuestionKind::Themes => ("what comments are about is no question of the list", "themes"),
                _ => ("steps of outcomes are no questions", "outcomes"),
            };
            self.problem(span, Problem::new(what).hint(format!("list them under `{key}`")));
        }
        let scale = match kind {
            QuestionKind::Nps => self.scale(file.scale.as_ref()),
            QuestionKind::Rating => self.rating(file, span)?,
            QuestionKind::YesNo
            | QuestionKind::Outcome
            | QuestionKind::Response
            | QuestionKind::Choice
            | QuestionKind::Choices
            | QuestionKind::Themes => Scale::NO_OR_YES,
        };
        let reads = match kind {
            QuestionKind::YesNo => self.words(file, span),
            QuestionKind::Choice | QuestionKind::Choices => Reads::Options(self.options(file, kind, span)),
            QuestionKind::Nps
            | QuestionKind::Rating
            | QuestionKind::Outcome
            | QuestionKind::Response
            | QuestionKind::Themes => Reads::Numbers,
        };
        if self.problems.len() > before {
            return None;
        }
        let first = || match &reads {
            Reads::Options(options) => options.columns.first().cloned(),
            _ => None,
        };
        let column = column.or_else(first)?;
        let name = name.map_or_else(|| column.value.clone(), |name| name.value);
        let ask = file.ask.as_ref().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        let asked_up_to = self.asked_up_to(file.asked_up_to.as_ref(), leading.unwrap_or(scale));
        let question = Question { name, ask, kind, of: None, asked_up_to, scale };
        let ends = match kind {
            QuestionKind::Nps => None,
            QuestionKind::Rating => Some([scale.low(), scale.high()].map(f64::from)),
            _ => Some([0.0, 100.0]),
        };
        let before = self.problems.len();
        let levels = file.levels.as_ref().map(|at| self.levels(at.value.clone(), ends)).unwrap_or_default();
        if self.problems.len() > before {
            return None;
        }
        Some(Further { question, column, reads, levels, benchmarks: Vec::new() })
    }

    /// Tells of what questions of another kind have.
    fn misplaced(&mut self, file: &file::Question, kind: QuestionKind, span: Span) {
        let (is_rating, is_yes_no) = (kind == QuestionKind::Rating, kind == QuestionKind::YesNo);
        let (is_several, has_options) = (kind == QuestionKind::Choices, kind.has_options());
        for (there, key, of) in [
            (file.top_from.is_some() && !is_rating, "top_from", "rating"),
            (file.yes.is_some() && !is_yes_no, "yes", "yes_no"),
            (file.no.is_some() && !is_yes_no, "no", "yes_no"),
            (file.separator.is_some() && !is_several, "separator", "choices"),
            (file.columns.is_some() && !is_several, "columns", "choices"),
            (file.options.is_some() && !has_options, "options", "choice"),
            (file.asked_up_to.is_some() && !has_options, "asked_up_to", "choice"),
            (file.levels.is_some() && has_options, "levels", "nps"),
        ] {
            if there {
                let problem = Problem::new(format!("only a question of kind `{of}` has `{key}`"));
                self.problem(span, problem.hint(format!("leave `{key}` out, or state `kind: {of}`")));
            }
        }
        if (is_yes_no || has_options)
            && let Some(scale) = &file.scale
        {
            let kind = match kind {
                QuestionKind::Choice => "choice",
                QuestionKind::Choices => "choices",
                _ => "yes_no",
            };
            let problem = Problem::new(format!("a question of kind `{kind}` has no scale"));
            self.problem(scale.span, problem.hint("leave `scale` out, or state `kind: rating`"));
        }
    }

    /// How what was chosen is written.
    fn options(&mut self, file: &file::Question, kind: QuestionKind, span: Span) -> Options {
        if kind == QuestionKind::Choices {
            let stated = [file.separator.is_some(), file.columns.is_some()];
            let problem = match stated {
                [false, false] => Some("it is not stated how several options are written"),
                [true, true] => Some("several options have a `separator` or `columns`, not both"),
                _ if file.column.is_some() && file.columns.is_some() => {
                    Some("`columns` stand beside `column`, and only one of them can hold the answers")
                }
                _ => None,
            };
            if let Some(problem) = problem.filter(|_| !self.has_misfit(span)) {
                let hint = "state what stands between them in a cell: separator: \";\", or the columns that hold one \
                            each: columns: [a, b, c]";
                self.problem(span, Problem::new(problem).hint(hint));
            }
        }
        let separator = file.separator.as_ref().map(|at| {
            if at.value.trim().is_empty() {
                let problem = Problem::new("the separator of options is empty or blank");
                self.problem(at.span, problem.hint("such as separator: \";\""));
            }
            at.value.trim().to_owned()
        });
        let mut named = |listed: &Option<At<Vec<At<String>>>>, what: &str| {
            let Some(At { value: listed, span, .. }) = listed else { return Vec::new() };
            if listed.is_empty() && !self.has_misfit(*span) {
                self.problem(*span, Problem::new(format!("the list of {what}s is empty")));
            }
            let mut all: Vec<Named<String>> = Vec::new();
            for At { value, span, .. } in listed {
                let name = self.name(value, *span, what);
                if all.iter().any(|other| other.value == name.value) && !name.value.is_empty() {
                    self.problem(*span, Problem::new(format!("the {what} `{}` is listed twice", name.value)));
                    continue;
                }
                all.push(name);
            }
            all
        };
        let (columns, stated) = (named(&file.columns, "column"), named(&file.options, "option"));
        if let Some(beyond) = file.options.as_ref().and_then(|listed| listed.value.get(MOST_OPTIONS)) {
            let problem = Problem::new(format!("more than {MOST_OPTIONS} options are listed"));
            self.problem(
                beyond.span,
                problem.hint("list the ones that matter: all others are told together"),
            );
        }
        Options { separator, columns, stated, ..Options::default() }
    }

    /// The scale of a rating, cut where the top box begins.
    fn rating(&mut self, file: &file::Question, span: Span) -> Option<Scale> {
        let Some(scale) = &file.scale else {
            if !self.has_misfit(span) {
                let problem = Problem::new("a rating has no usual scale");
                self.problem(
                    span,
                    problem.hint("state its lowest and highest answer: scale: {low: 1, high: 5}"),
                );
            }
            return None;
        };
        let At { value: scale, span: at, .. } = scale;
        for (stated, key) in
            [(&scale.detractors_to, "detractors_to"), (&scale.promoters_from, "promoters_from")]
        {
            if let Some(stated) = stated {
                let problem = Problem::new(format!("a rating has no `{key}`"));
                let hint = "state as `top_from` from which answer on those count that its share is of";
                self.problem(stated.span, problem.hint(hint));
            }
        }
        let (Some(low), Some(high)) = (&scale.low, &scale.high) else {
            if !self.has_misfit(*at) {
                let problem = Problem::new("the scale of a rating needs both `low` and `high`");
                self.problem(*at, problem.hint("such as scale: {low: 1, high: 5}"));
            }
            return None;
        };
        let (low, high) = (low.value, high.value);
        let points = high.saturating_sub(low).saturating_add(1);
        let usual = if points >= FEW_POINTS { high - 1 } else { high };
        let top = file.top_from.as_ref().map_or(usual, |top| top.value);
        let is_inside = low < top && top <= high;
        if let Some(stated) = file.top_from.as_ref().filter(|_| low < high && !is_inside) {
            let problem = Problem::new(format!("`top_from` ({top}) is not above {low} and at most {high}"));
            let hint = "it is the lowest answer that counts into the share of the highest ones";
            self.problem(stated.span, problem.hint(hint));
            return None;
        }
        let point = |number: i64| i32::try_from(number).ok();
        let made = point(low).zip(point(high)).zip(point(top).zip(point(top - 1)));
        let scale = made.map(|((low, high), (top, below))| Scale::new(low, high, below, top));
        let why = match scale {
            Some(Ok(scale)) => return Some(scale),
            Some(Err(why)) => why.to_string(),
            None => "its numbers are too large".to_owned(),
        };
        self.problem(*at, Problem::new(format!("not a scale: {why}")));
        None
    }

    /// What stands for yes and for no.
    fn words(&mut self, file: &file::Question, span: Span) -> Reads {
        let mut of = |stated: &Option<At<OneOrMany>>, usual: [&str; 8]| -> Vec<String> {
            let Some(At { value, span, .. }) = stated else { return usual.map(str::to_owned).into() };
            let words = match value {
                OneOrMany::One(word) => vec![Named { value: word.clone(), place: None }],
                OneOrMany::Many(words) => {
                    words.iter().map(|word| Named { value: word.value.clone(), place: None }).collect()
                }
            };
            let words = words.into_iter().map(|word| canonical(&word.value).to_lowercase());
            let words: Vec<String> = words.collect();
            if (words.is_empty() || words.iter().any(String::is_empty)) && !self.has_misfit(*span) {
                let problem = Problem::new("a word for yes or no is empty");
                self.problem(*span, problem.hint("answers that are left blank count as none given"));
            }
            words
        };
        let stated = [file.yes.is_some(), file.no.is_some()];
        let (mut yes, mut no) = (of(&file.yes, YES), of(&file.no, NO));
        // What is stated of the one is not meant as the other, whatever is usual.
        match stated {
            [true, false] => no.retain(|word| !yes.contains(word)),
            [false, true] => yes.retain(|word| !no.contains(word)),
            _ => {}
        }
        if let Some(both) = yes.iter().find(|word| no.contains(word)) {
            let problem = Problem::new(format!("`{both}` is stated as `yes` and as `no`"));
            self.problem(span, problem.hint("each word stands for one of them"));
        }
        Reads::Words { yes, no }
    }
}
