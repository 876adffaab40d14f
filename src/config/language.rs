//! Languages of pages: those that are built in, and those whose texts a file gives.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use icu_locale_core::subtags::{self, Region, Script};
use icu_locale_core::{LanguageIdentifier, Locale};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::wording::{self, StatedText};
use crate::error::{Place, Problem};

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

/// The language that is stated by its code or as the path of a file, which is relative to the folder and read once. Problems
/// without a place are those of what is stated.
pub(super) fn stated(text: &str, folder: &Path, given: &mut AllGiven) -> Result<Language, Vec<Problem>> {
    let known = Language::of_any_code(text);
    let known = known.filter(|known| Language::ALL.contains(known) || given.contains_key(known));
    if let Some(language) = known {
        return Ok(language);
    }
    if Path::new(text).extension().is_none() && !text.contains(['/', '\\']) {
        let problem = Problem::new(format!("unknown language `{text}`"))
            .hint(format!("use {}, or a file with the texts of another language", Language::CODES));
        let code = Code::parse(text);
        return Err(vec![match code {
            Some(code) => problem.hint(format!(
                "`plaudit wording --new {code} > {code}.yaml` writes one to start from; then write `{code}.yaml` here"
            )),
            None => problem,
        }]);
    }
    let path = folder.join(text);
    if let Some((language, _)) = given.iter().find(|(_, other)| other.path == path) {
        return Ok(*language);
    }
    let (language, read) = wording::language(&path)?;
    if let Some(other) = given.get(&language) {
        let (code, other) = (language.code(), other.path.display());
        let problem =
            Problem::new(format!("`{}` gives the language `{code}`, as `{other}` does", path.display()));
        return Err(vec![problem.hint("put its texts into one file")]);
    }
    given.insert(language, Arc::new(read));
    Ok(language)
}

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
