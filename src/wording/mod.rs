//! Wording: every word, number, date and plural that a reader sees, in the report's language. All rounding,
//! signs and units are here; all data about a language come from CLDR through ICU4X.
//!
//! One file for each language (`en.yaml`, `ru.yaml`, `uk.yaml`) fills the fields that `texts.rs` asks
//! for; the Rust files choose a wording and fill it. What lives here computes no figures and knows no HTML: texts are plain, and
//! names from outside stand in them unescaped.

mod choices;
mod design;
mod figures;
mod fill;
mod findings;
mod headline;
mod index;
mod index_cells;
#[cfg(test)]
pub(crate) mod index_sample;
#[cfg(test)]
mod index_tests;
mod labels;
mod languages;
#[cfg(test)]
mod law_tests;
mod method;
mod numbers;
mod periods;
mod plan;
mod plan_of_clients;
#[cfg(test)]
mod plan_tests;
mod response;
#[cfg(test)]
mod said;
#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod sentence_tests;
mod stated;
mod summary;
#[cfg(test)]
pub(crate) mod tests;
pub(crate) mod texts;
mod vocabulary;

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_datetime::DateTimeFormatterLoadError;
use icu_decimal::DecimalFormatter;
use icu_decimal::options::DecimalFormatterOptions;
use icu_locale_core::Locale;
use icu_plurals::PluralRules;

use crate::config::Language;
use crate::error::{Error, Kind, Problem};
use crate::figures::Head;
use crate::report::{Finding, Level, Method, RegionRow};
use crate::survey::Region;

pub use figures::FigureTexts;
pub(crate) use fill::fill;
pub(crate) use headline::{Told, telling_change};
pub use index::IndexLabels;
pub use index_cells::FunnelLimits;
pub use labels::Labels;
pub use languages::plural_forms;
pub use method::{About, MethodEntry, Reference};
pub(crate) use periods::capitalised;
pub use plan::{PlanTable, PlanWords};
pub use stated::{NamedText, all_texts, left_as_they_are, settled};
pub(crate) use texts::ExplainTexts;
pub use texts::Text;
pub(crate) use texts::WhyBy;

use languages::{locale, texts};
use periods::Dates;
use texts::Texts;
use vocabulary::Vocabulary;

/// The words of one language, ready to use. Cheap to make (some microseconds) and not shared between threads:
/// each report makes its own.
pub struct Words {
    pub(crate) texts: Arc<Texts>,
    locale: Locale,
    decimal: DecimalFormatter,
    plurals: PluralRules,
    dates: Dates,
    collator: CollatorBorrowed<'static>,
    /// Where the levels of the report start, in points: no score is shown on the other side of one.
    borders: Vec<f64>,
    /// The p-value up to which a difference is clear: none is shown on the other side of it.
    alpha: Option<f64>,
}

impl Words {
    /// The texts that explain figures.
    pub(crate) fn explain(&self) -> &ExplainTexts {
        &self.texts.explain
    }

    /// The words of a language.
    ///
    /// # Errors
    /// When the built-in CLDR data lack the language, which a test rules out.
    pub fn new(language: Language) -> Result<Self, Error> {
        Self::with(language, &BTreeMap::new())
    }

    /// The words of a language, with texts in place of some of its own, by name.
    ///
    /// # Errors
    /// When there is no text of a name, or it cannot be this one, and as [`Self::new`] has.
    pub fn with(language: Language, stated: &BTreeMap<String, String>) -> Result<Self, Error> {
        let texts = if stated.is_empty() {
            texts(language)
        } else {
            let restated = stated::restated(language, stated);
            Arc::new(restated.map_err(|problem| Error::new(Kind::Data, problem))?)
        };
        Self::load(texts, locale(language)).map_err(|error| {
            let message = format!("there are no language data for {language:?}: {error}");
            Error::new(Kind::Other, Problem::new(message))
        })
    }

    /// The words of a report: its language, and the texts that it has in place of the language's own.
    ///
    /// # Errors
    /// As [`Self::with`] has.
    pub fn of(head: &Head) -> Result<Self, Error> {
        Ok(Self::with(head.language, &head.wording)?.bounded(&head.levels, &head.method))
    }

    /// The same words, which show no score on the other side of the border of one of these levels, and no p-value on the
    /// other side of what the method leaves to chance.
    fn bounded(self, levels: &[Level], method: &Method) -> Self {
        Self { alpha: Some(method.confidence.alpha()), ..self.with_levels(levels) }
    }

    /// The same for scores alone.
    fn with_levels(self, levels: &[Level]) -> Self {
        Self { borders: levels.iter().map(|level| level.from).collect(), ..self }
    }

    fn load(texts: Arc<Texts>, locale: Locale) -> Result<Self, DateTimeFormatterLoadError> {
        let mut sorting = CollatorPreferences::from(&locale);
        sorting.numeric_ordering = Some(CollationNumericOrdering::True);
        Ok(Self {
            texts,
            decimal: DecimalFormatter::try_new((&locale).into(), DecimalFormatterOptions::default())?,
            plurals: PluralRules::try_new_cardinal((&locale).into())?,
            dates: Dates::load(&locale)?,
            collator: Collator::try_new(sorting, CollatorOptions::default())?,
            borders: Vec::new(),
            alpha: None,
            locale,
        })
    }

    /// The language tag for HTML's `lang`, such as `en-GB`.
    #[must_use]
    pub fn tag(&self) -> String {
        self.locale.to_string()
    }

    /// Fixed words.
    #[must_use]
    pub fn labels(&self) -> &Labels {
        &self.texts.labels
    }

    /// The texts of a part of the report, by what their names begin with.
    pub(crate) fn of_part<T: Default + texts::Visit>(&self, group: &str) -> T {
        let categories: Vec<_> = self.plurals.categories().collect();
        self.texts.of_parts.group(group, &categories)
    }

    /// Order of names in a list: the language's, with numbers in names by value; names that the language
    /// does not tell apart by code point.
    #[must_use]
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        self.collator.compare(a, b).then_with(|| a.cmp(b))
    }

    /// Puts neighbouring regions that stand equal into the order of their names.
    pub fn sort_equals(&self, rows: &mut [RegionRow]) {
        for equals in rows.chunk_by_mut(stand_equal) {
            equals.sort_by(|a, b| self.compare(self.region(&a.region), self.region(&b.region)));
        }
    }
}

/// Whether nothing but their names tells which of two regions comes first.
fn stand_equal(a: &RegionRow, b: &RegionRow) -> bool {
    let is_named = |row: &RegionRow| row.region != Region::NotStated;
    let same = match (&a.finding, &b.finding) {
        (Finding::Measured(a), Finding::Measured(b)) => a.nps == b.nps && a.low_base == b.low_base,
        (Finding::Hidden { .. }, Finding::Hidden { .. }) | (Finding::NoAnswers, Finding::NoAnswers) => true,
        _ => false,
    };
    same && is_named(a) == is_named(b)
}

/// What a client's target is called where nobody says: in a language, with the texts that stand in place of its own.
#[must_use]
pub fn target_name(language: Language, stated: &BTreeMap<Language, BTreeMap<String, String>>) -> String {
    let own = stated.get(&language).and_then(|texts| Some((texts, texts.get("labels.target")?)));
    own.map_or_else(
        || texts(language).labels.target.to_string(),
        |(stated, text)| Vocabulary::of(language, stated).resolved(text).into_owned(),
    )
}
