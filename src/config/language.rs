//! Languages of pages: those that are built in, and those whose texts a file gives.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use icu_locale_core::subtags::{self, Region, Script};
use icu_locale_core::{LanguageIdentifier, Locale};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::Place;

/// Language of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
#[schemars(extend("minLength" = 2))]
pub enum Language {
    /// English.
    En,
    /// Russian.
    Ru,
    /// Ukrainian.
    Uk,
    /// One that is not built in, whose texts a file gives.
    Other(Code),
}

impl Language {
    /// All languages that are built in.
    pub const ALL: [Self; 3] = [Self::En, Self::Ru, Self::Uk];

    /// What may be written, for a message.
    pub const CODES: &'static str = "en, ru or uk";

    /// Its code, as it is written in a config.
    #[must_use]
    pub fn code(self) -> String {
        match self {
            Self::En => "en".to_owned(),
            Self::Ru => "ru".to_owned(),
            Self::Uk => "uk".to_owned(),
            Self::Other(code) => code.to_string(),
        }
    }

    /// Its English name, or its code where it is not built in, for a message.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::En => "English".to_owned(),
            Self::Ru => "Russian".to_owned(),
            Self::Uk => "Ukrainian".to_owned(),
            Self::Other(code) => format!("`{code}`"),
        }
    }

    /// The built-in language of a code, in capitals or not.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        let code = code.trim().to_lowercase();
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// The language of a code, built in or not.
    #[must_use]
    pub fn of_any_code(code: &str) -> Option<Self> {
        Self::of_code(code).or_else(|| Code::parse(code).map(Self::Other))
    }
}

impl From<Language> for String {
    fn from(language: Language) -> Self {
        language.code()
    }
}

impl TryFrom<String> for Language {
    type Error = String;

    fn try_from(code: String) -> Result<Self, String> {
        Self::of_any_code(&code).ok_or_else(|| format!("`{code}` is not the code of a language, such as en"))
    }
}

/// The code of a language by BCP 47: language, script and region, such as `de`, `pt-BR` or `zh-Hant`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code {
    language: subtags::Language,
    script: Option<Script>,
    region: Option<Region>,
}

impl Code {
    /// Reads a code, in capitals or not; nothing where it is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let LanguageIdentifier { language, script, region, variants } = text.trim().parse().ok()?;
        (variants.is_empty() && !language.is_unknown()).then_some(Self { language, script, region })
    }

    /// The locale whose CLDR data are used.
    #[must_use]
    pub fn locale(self) -> Locale {
        let Self { language, script, region } = self;
        LanguageIdentifier { language, script, region, variants: subtags::Variants::new() }.into()
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.locale().to_string())
    }
}

/// A text of the page as a config states it.
#[derive(Debug, Clone, PartialEq)]
pub struct StatedText {
    /// The language that it is stated for.
    pub language: Language,
    /// What it is called: `labels.promoters`.
    pub name: String,
    /// The text.
    pub text: String,
    /// Where its name stands.
    pub name_place: Place,
    /// Where it stands itself.
    pub place: Place,
}

/// A language that a file gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Given {
    /// The file.
    pub path: PathBuf,
    /// Where its code stands there.
    pub place: Place,
    /// Its texts.
    pub texts: Vec<StatedText>,
}

/// The languages that files give.
pub(super) type AllGiven = BTreeMap<Language, Arc<Given>>;

#[cfg(test)]
mod tests {
    use super::{Code, Language};

    #[test]
    fn codes_are_read_in_capitals_or_not_and_written_as_the_standard_does() {
        for (text, code) in [("de", "de"), ("PT-br", "pt-BR"), ("zh-hant", "zh-Hant"), (" fil ", "fil")] {
            assert_eq!(Code::parse(text).map(|code| code.to_string()).as_deref(), Some(code));
        }
        for text in ["", "German", "de.yaml", "und", "d", "de-1996", "de_", "x"] {
            assert_eq!(Code::parse(text), None, "{text}");
        }
        assert_eq!(Language::of_any_code("RU"), Some(Language::Ru));
        assert_eq!(Language::of_any_code("en-US").map(Language::code).as_deref(), Some("en-US"));
    }
}
