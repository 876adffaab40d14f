//! What a report says of how its survey was made.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What is stated of how a survey was made, each as it is to be read; absent where nothing is. These are the items that the American
/// Association for Public Opinion Research asks for (Survey Disclosure Checklist, 2021), as far as the data do not tell them.
#[derive(Debug, Clone, Default, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Disclosure {
    /// Who commissioned it; absent where that is not stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub commissioned_by: Option<String>,
    /// Who conducted it; absent where that is not stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conducted_by: Option<String>,
    /// The languages that it was asked in; absent where that is not stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub languages: Option<String>,
    /// Whom it is about, and where; absent where that is not stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub population: Option<String>,
    /// The list or source that people were asked from; absent where that is not stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// How they were chosen; absent where that is not stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub selection: Option<String>,
    /// Whether by chance; absent where that is not stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by_chance: Option<bool>,
    /// How the answers were collected; absent where that is not stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub collected: Option<String>,
    /// The channels that they came by; absent where that is not stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channels: Option<String>,
    /// The days of fieldwork; absent where that is not stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fieldwork: Option<String>,
    /// What was done to the data before they were read here; absent where that is not stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub processing: Option<String>,
    /// What the figures cannot say, such as who was not reached; absent where that is not stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limits: Option<String>,
}

impl Disclosure {
    /// What is stated here and, where nothing is, what is stated there. A text without a letter states nothing.
    #[must_use]
    pub fn over(self, other: &Self) -> Self {
        let text = |own: Option<String>, other: &Option<String>| {
            own.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()).or_else(|| other.clone())
        };
        Self {
            commissioned_by: text(self.commissioned_by, &other.commissioned_by),
            conducted_by: text(self.conducted_by, &other.conducted_by),
            languages: text(self.languages, &other.languages),
            population: text(self.population, &other.population),
            source: text(self.source, &other.source),
            selection: text(self.selection, &other.selection),
            by_chance: self.by_chance.or(other.by_chance),
            collected: text(self.collected, &other.collected),
            channels: text(self.channels, &other.channels),
            fieldwork: text(self.fieldwork, &other.fieldwork),
            processing: text(self.processing, &other.processing),
            limits: text(self.limits, &other.limits),
        }
    }

    /// Whether nothing is stated.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Every text by its key in the config, in the order that they are read in.
    #[must_use]
    pub fn texts(&self) -> [(&'static str, Option<&str>); 11] {
        [
            ("commissioned_by", self.commissioned_by.as_deref()),
            ("conducted_by", self.conducted_by.as_deref()),
            ("languages", self.languages.as_deref()),
            ("population", self.population.as_deref()),
            ("source", self.source.as_deref()),
            ("selection", self.selection.as_deref()),
            ("collected", self.collected.as_deref()),
            ("channels", self.channels.as_deref()),
            ("fieldwork", self.fieldwork.as_deref()),
            ("processing", self.processing.as_deref()),
            ("limits", self.limits.as_deref()),
        ]
    }
}
