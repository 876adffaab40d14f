//! What further questions measured of every client: what the index of a batch has of them beside the score.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::types::{Gap, Gauge, Level, Line, Questions};
use super::words::Said;
use crate::config::{Audience, Config, MOST_BESIDE};
use crate::figures::{Finding, Since};
use crate::statistics::Trend;
use crate::survey::{Question, QuestionKind};
use crate::wording::Words;

/// What is measured by a further question, of the answers of all clients together.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "QuestionOfAll")]
pub struct OfAll {
    /// What was asked.
    pub question: Question,
    /// What is measured.
    pub measure: Gauge,
    /// The reported period; all answers without dates.
    pub finding: Finding<Level>,
}

/// The same of one client.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "QuestionOfClient")]
pub struct OfClient {
    /// The reported period; all answers without dates.
    pub finding: Finding<Level>,
    /// Against the period before, as the client's own report has it.
    pub change: Option<Gap<Trend>>,
}

/// The measures that an index has, each with its question: those of the questions that the config names, else of the first ones.
/// Where there is no room for all, a question has its first one only. One that is passed on has none: of each question clients would
/// have to be hidden apart.
pub(crate) fn beside(config: &Config) -> Vec<(&Question, Gauge)> {
    if config.index.audience == Audience::Clients {
        return Vec::new();
    }
    let mut offered: Vec<&Question> = config.further.iter().map(|further| &further.question).collect();
    // The rate of those who answered has a column beside the score.
    offered.retain(|of| !of.kind.has_options() && of.kind != QuestionKind::Response);
    let chosen: Vec<&Question> = if let Some(names) = &config.index.questions {
        names
            .iter()
            .filter_map(|name| offered.iter().find(|question| question.name == *name).copied())
            .collect()
    } else {
        let is_asked = |question: &&Question| question.kind != QuestionKind::Outcome;
        offered.into_iter().filter(is_asked).take(MOST_BESIDE).collect()
    };
    let all = |most: usize| {
        let of =
            |question: &&'_ Question| Gauge::of(question.kind).iter().take(most).copied().collect::<Vec<_>>();
        let each =
            chosen.iter().flat_map(move |question| of(question).into_iter().map(|gauge| (*question, gauge)));
        each.collect::<Vec<_>>()
    };
    let every = all(usize::MAX);
    if every.len() > MOST_BESIDE { all(1) } else { every }
}

impl Questions {
    fn find(&self, question: &Question, measure: Gauge) -> Option<&Line> {
        let is_it = |asked: &Question| asked.name == question.name && asked.kind == question.kind;
        self.lines()
            .find(|(asked, line)| is_it(&asked.question) && line.measure == measure)
            .map(|(_, line)| line)
    }

    /// What these measure of all clients together.
    pub(crate) fn of_all(&self, config: &Config) -> Vec<OfAll> {
        let of = |(question, measure): (&Question, Gauge)| {
            let finding = self.find(question, measure).map_or(Finding::NoAnswers, |line| line.now.clone());
            OfAll { question: question.clone(), measure, finding }
        };
        beside(config).into_iter().map(of).collect()
    }

    /// What the same measure of the client whose report this is part of.
    pub(crate) fn of_client(&self, config: &Config) -> Vec<OfClient> {
        let of = |(question, measure): (&Question, Gauge)| {
            let Some(line) = self.find(question, measure) else {
                return OfClient { finding: Finding::NoAnswers, change: None };
            };
            let change = line.changes.iter().find(|change| change.since == Since::PreviousPeriod);
            OfClient { finding: line.now.clone(), change: change.and_then(|change| change.comparison) }
        };
        beside(config).into_iter().map(of).collect()
    }
}

/// What the index says of one measure.
pub(crate) struct Beside<'a> {
    said: Said<'a>,
    of: &'a OfAll,
}

impl<'a> Beside<'a> {
    pub(crate) fn new(words: &'a Words, of: &'a OfAll) -> Self {
        Self { said: Said::new(words), of }
    }

    /// What it is called: `goals: mean`.
    pub(crate) fn name(&self) -> String {
        self.said.whole_line_of(&self.of.question, self.of.measure)
    }

    /// Its value, or why there is none.
    pub(crate) fn value(&self, finding: &Finding<Level>) -> String {
        self.said.finding(finding, self.of.measure.unit(&self.of.question))
    }

    /// By how much it changed: with its sign.
    pub(crate) fn change(&self, gap: &Gap<Trend>) -> String {
        let unit = self.of.measure.unit(&self.of.question);
        self.said.words.change_to(unit.shown(gap.gap), unit.decimals())
    }
}
