//! What respondents were asked.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::scale::Scale;

/// A question: what it is called, how it was asked, and what answers it takes.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// What it is called: the name of its column, where nothing else is stated. Of an option, the option; empty for all those
    /// together that have no name.
    pub name: String,
    /// How it was asked, word for word; absent where that is not stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ask: Option<String>,
    /// What is asked, and so what is measured.
    pub kind: QuestionKind,
    /// Of an outcome, the step that those it is of went through; absent where it is of all who were asked. Of an option, the
    /// question that it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// Where only those were asked whose answer to the question that leads the report was not higher: up to which. Its shares are of
    /// them, whether they answered or not; absent where all were asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_up_to: Option<i32>,
    /// The answers that it takes.
    pub scale: Scale,
}

/// What a question asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    /// How likely one is to recommend: measured by the Net Promoter Score.
    Nps,
    /// A rating on a scale: measured by its mean, and by the share of the answers in the top box, from the upper cut of the
    /// scale on.
    Rating,
    /// A step that those who were asked went through, or did not: measured by the share of those who did.
    Outcome,
    /// Whether those who were asked have answered the question that leads the report: measured by the share of those who have.
    Response,
    /// Yes or no: measured by the share of those who say yes. No is the lower point of its scale, yes the upper.
    YesNo,
    /// One of several options: each is measured by the share of those who chose it, among those who chose any.
    Choice,
    /// Several of several options: measured likewise.
    Choices,
    /// What comments are about: each theme is measured by the share of the comments that are about it.
    Themes,
}

impl QuestionKind {
    /// Whether it has options.
    #[must_use]
    pub const fn has_options(self) -> bool {
        matches!(self, Self::Choice | Self::Choices | Self::Themes)
    }
}

impl Question {
    /// What the question is called that it is, or that its option answers.
    #[must_use]
    pub fn asked(&self) -> &str {
        self.of.as_ref().filter(|_| self.kind.has_options()).unwrap_or(&self.name)
    }

    /// How likely one is to recommend, on a scale.
    #[must_use]
    pub fn nps(name: impl Into<String>, scale: Scale) -> Self {
        Self { name: name.into(), ask: None, of: None, kind: QuestionKind::Nps, asked_up_to: None, scale }
    }

    /// Yes or no.
    #[must_use]
    pub fn yes_no(name: impl Into<String>) -> Self {
        Self { kind: QuestionKind::YesNo, ..Self::nps(name, Scale::NO_OR_YES) }
    }
}
