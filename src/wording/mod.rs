//! Wording: every word, number, date and plural that a reader sees, in the report's language. All rounding,
//! signs and units are here; all data about a language come from CLDR through ICU4X.
//!
//! One file for each language (`en`, `ru`) fills the fields that `texts.rs` asks for; the other files
//! choose a wording and fill it. What lives here computes no figures and knows no HTML: texts are plain, and
//! names from outside stand in them unescaped.

mod en;
mod figures;
mod fill;
mod findings;
mod headline;
mod labels;
mod method;
mod numbers;
mod periods;
mod quality;
mod ru;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;
mod texts;

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_datetime::DateTimeFormatterLoadError;
use icu_decimal::DecimalFormatter;
use icu_decimal::options::DecimalFormatterOptions;
use icu_plurals::PluralRules;

use crate::config::Language;
use crate::error::{Error, Kind, Problem};

pub use figures::FigureTexts;
pub use labels::Labels;
pub use method::{MethodEntry, Reference};

use periods::Dates;
use texts::Texts;

/// The words of one language, ready to use. Cheap to make (some microseconds) and not shared between threads:
/// each report makes its own.
pub struct Words {
    texts: &'static Texts,
    decimal: DecimalFormatter,
    plurals: PluralRules,
    dates: Dates,
    collator: CollatorBorrowed<'static>,
}

impl Words {
    /// The words of a language.
    ///
    /// # Errors
    /// When the built-in CLDR data lack the language, which a test rules out.
    pub fn new(language: Language) -> Result<Self, Error> {
        Self::load(texts(language)).map_err(|error| {
            let message = format!("there are no language data for {language:?}: {error}");
            Error::new(Kind::Other, Problem::new(message))
        })
    }

    fn load(texts: &'static Texts) -> Result<Self, DateTimeFormatterLoadError> {
        let locale = &texts.locale;
        let mut sorting = CollatorPreferences::from(locale);
        sorting.numeric_ordering = Some(CollationNumericOrdering::True);
        Ok(Self {
            texts,
            decimal: DecimalFormatter::try_new(locale.into(), DecimalFormatterOptions::default())?,
            plurals: PluralRules::try_new_cardinal(locale.into())?,
            dates: Dates::load(locale)?,
            collator: Collator::try_new(sorting, CollatorOptions::default())?,
        })
    }

    /// The language tag for HTML's `lang`, such as `en-GB`.
    #[must_use]
    pub fn tag(&self) -> String {
        self.texts.locale.to_string()
    }

    /// Fixed words.
    #[must_use]
    pub fn labels(&self) -> &'static Labels {
        &self.texts.labels
    }

    /// Order of names in a list: the language's, with numbers in names by value; names that the language
    /// does not tell apart by code point.
    #[must_use]
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        self.collator.compare(a, b).then_with(|| a.cmp(b))
    }
}

/// The texts of a language.
fn texts(language: Language) -> &'static Texts {
    match language {
        Language::En => &en::TEXTS,
        Language::Ru => &ru::TEXTS,
    }
}
