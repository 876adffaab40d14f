//! An estimate that is explained, and whose it is.

use super::formulas::by_words;
use super::subject::Subject;
use super::{Explanation, Material};
use crate::facts::Which;
use crate::figures::{Estimate, Weighting};
use crate::survey::{Answers, Group, Sample, Scale};
use crate::wording::{ExplainTexts, Text, Words, fill};

/// An estimate and whose it is.
pub(crate) struct Figure<'a> {
    pub(crate) from: &'a Material<'a>,
    pub(crate) estimate: &'a Estimate,
    pub(crate) subject: &'a Subject,
}

impl Figure<'_> {
    pub(crate) fn of(&self) -> &str {
        &self.subject.name
    }

    /// What a figure is, of these answers.
    pub(super) fn what(&self, text: &Text) -> String {
        fill(text, &[("of", self.of())])
    }

    pub(super) fn words(&self) -> &Words {
        self.from.words
    }

    pub(super) fn texts(&self) -> &ExplainTexts {
        self.from.words.explain()
    }

    pub(super) fn scale(&self) -> &Scale {
        &self.from.head.question.scale
    }

    pub(super) fn answers(&self) -> Answers {
        self.from.answers(self.subject)
    }

    pub(super) fn group_name(&self, group: Group) -> String {
        by_words(self.words(), key(group))
    }

    pub(crate) fn sample(&self) -> Option<Sample> {
        self.estimate.sample()
    }

    /// A form that the page may show it in. It has more of all answers of a report than the score and the base.
    pub(super) fn shown_of_all(&self, told: Explanation, form: String) -> Explanation {
        if self.subject.selection.which == Which::All { told.shown(form) } else { told }
    }

    pub(super) fn is_weighted(&self) -> bool {
        self.from.head.method.weighting.as_ref().is_some_and(Weighting::has_weights)
    }
}

/// A group as `report.json` calls it, and formulas.
pub(super) fn key(group: Group) -> &'static str {
    match group {
        Group::Detractor => "detractors",
        Group::Passive => "passives",
        Group::Promoter => "promoters",
    }
}
