//! The words of one language.

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

use super::dates::Dates;
use super::labels::Labels;
use super::languages::{locale, texts, vocabulary, word_names};
use super::stated;
use super::texts::{self, ExplainTexts, Text, Texts};
use super::vocabulary::GROUP;
use crate::config::Language;
use crate::error::{Error, Kind, Problem};
use crate::figures::{Head, Level, Method};

/// The words for regions begin so in the vocabulary, and those for the values of another cut.
const REGION: &str = "region";
const SEGMENT: &str = "segment";

/// The words of one language, ready to use. Cheap to make (some microseconds) and not shared between threads:
/// each report makes its own.
pub struct Words {
    pub(crate) texts: Arc<Texts>,
    pub(super) locale: Locale,
    pub(super) decimal: DecimalFormatter,
    pub(super) plurals: PluralRules,
    pub(super) dates: Dates,
    pub(super) collator: CollatorBorrowed<'static>,
    /// Where the levels of the report start, in points: no score is shown on the other side of one.
    pub(super) borders: Vec<f64>,
    /// The p-value up to which a difference is clear: none is shown on the other side of it.
    pub(super) alpha: Option<f64>,
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
    pub(super) fn bounded(self, levels: &[Level], method: &Method) -> Self {
        Self { alpha: Some(method.confidence.alpha()), ..self.with_levels(levels) }
    }

    /// The same for scores alone.
    pub(super) fn with_levels(self, levels: &[Level]) -> Self {
        Self { borders: levels.iter().map(|level| level.from).collect(), ..self }
    }

    pub(super) fn load(texts: Arc<Texts>, locale: Locale) -> Result<Self, DateTimeFormatterLoadError> {
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

    /// The words of a report for the values of another cut in the place of its regions, which are called segments, and the cut by
    /// its name.
    ///
    /// # Errors
    /// As [`Self::of`] has.
    pub(crate) fn by_cut(head: &Head, called: &str) -> Result<Self, Error> {
        let words = vocabulary(head.language, &head.wording);
        let mut stated = head.wording.clone();
        for name in word_names(head.language).iter().filter(|name| name.starts_with(REGION)) {
            let word = words.resolved(&format!("{{@{}}}", name.replacen(REGION, SEGMENT, 1))).into_owned();
            stated.insert(format!("{GROUP}{name}"), word);
        }
        let mut made = Self::with(head.language, &stated)?.bounded(&head.levels, &head.method);
        Arc::make_mut(&mut made.texts).labels.region = Text::from(called);
        Ok(made)
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
}

/// What a client's target is called where nobody says: in a language, with the texts that stand in place of its own.
#[must_use]
pub fn target_name(language: Language, stated: &BTreeMap<Language, BTreeMap<String, String>>) -> String {
    let own = stated.get(&language).and_then(|texts| Some((texts, texts.get("labels.target")?)));
    own.map_or_else(
        || texts(language).labels.target.to_string(),
        |(stated, text)| vocabulary(language, stated).resolved(text).into_owned(),
    )
}
