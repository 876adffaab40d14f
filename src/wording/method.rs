//! How the figures were made: definitions, and the publications that they rest on.

use serde::Serialize;

use super::Words;
use super::text::Text;

/// A definition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MethodEntry {
    /// What is defined.
    pub term: Text,
    /// The definition, in whole sentences.
    pub text: String,
    /// The publication it rests on.
    pub source: Option<Reference>,
    /// What it belongs to, for those who point to it.
    #[serde(skip)]
    pub about: Option<About>,
}

/// What a definition belongs to, by name: a part of the report names what it rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About(pub &'static str);

impl About {
    /// The score.
    pub const NPS: Self = Self("nps");
    /// Promoters, passives and detractors.
    pub const GROUPS: Self = Self("groups");
    /// Weights, clusters and populations.
    pub const DESIGN: Self = Self("design");
    /// The confidence interval.
    pub const INTERVAL: Self = Self("interval");
    /// When a difference is clear, alone and among several.
    pub const COMPARISON: Self = Self("comparison");
    /// What the score is held against.
    pub const BENCHMARKS: Self = Self("benchmarks");
    /// How key findings are chosen.
    pub const KEY_FINDINGS: Self = Self("key_findings");
    /// When there are too few answers.
    pub const BASES: Self = Self("bases");
    /// Names of levels.
    pub const LEVELS: Self = Self("levels");
}

/// A publication.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reference {
    /// Author, title, year.
    pub text: Text,
    /// Where it can be read, `https://…`.
    pub url: &'static str,
}

impl MethodEntry {
    pub(crate) fn new(term: &Text, text: impl Into<String>) -> Self {
        Self { term: term.clone(), text: text.into(), source: None, about: None }
    }

    pub(crate) fn about(self, about: About) -> Self {
        Self { about: Some(about), ..self }
    }

    pub(crate) fn after(mut self, text: &Text, url: &'static str) -> Self {
        self.source = Some(Reference { text: text.clone(), url });
        self
    }
}

impl Words {}
