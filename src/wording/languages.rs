//! What there is of a language: its texts, its locale, and the plural categories that it has.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use fixed_decimal::Decimal;
use icu_locale_core::{Locale, locale};
use icu_plurals::{PluralCategory, PluralRules};

use super::texts::{CATEGORIES, OfParts, Text, Texts, group, within};
use super::vocabulary::{GROUP, Vocabulary};
use crate::config::Language;

/// The file of a language, in the format that `plaudit wording` prints.
const EN: &str = include_str!("en.yaml");
const RU: &str = include_str!("ru.yaml");
const UK: &str = include_str!("uk.yaml");

/// A language that is built in.
struct BuiltIn {
    texts: Arc<Texts>,
    /// Those of its texts that name words of its vocabulary, as its file has them.
    patterns: BTreeMap<String, String>,
    /// Its vocabulary.
    words: BTreeMap<String, String>,
    /// The names of words in the order of its file.
    order: Vec<String>,
}

/// The built-in languages, each read when it is first used.
static BUILT_IN: [LazyLock<BuiltIn>; 3] = [
    LazyLock::new(|| read(Language::En, EN)),
    LazyLock::new(|| read(Language::Ru, RU)),
    LazyLock::new(|| read(Language::Uk, UK)),
];

/// Reads a language. A test rules out that a file lacks a text, which would stay empty.
fn read(language: Language, yaml: &str) -> BuiltIn {
    let (mut words, mut order, mut named) = (BTreeMap::new(), Vec::new(), BTreeMap::new());
    for (name, text) in entries(yaml) {
        match name.strip_prefix(GROUP) {
            Some(word) => {
                order.push(word.to_owned());
                words.insert(word.to_owned(), text)
            }
            None => named.insert(name, text),
        };
    }
    let mut patterns = BTreeMap::new();
    let vocabulary = Vocabulary::built_in(language, &words);
    for (name, text) in &mut named {
        if let Cow::Owned(resolved) = vocabulary.resolved(text) {
            patterns.insert(name.clone(), std::mem::replace(text, resolved));
        }
    }
    let texts = Arc::new(filled(&categories(&locale(language)), &named));
    BuiltIn { texts, patterns, words, order }
}

/// The built-in language whose texts a language has where nobody states others: itself, or English.
fn built_in(language: Language) -> &'static BuiltIn {
    let [en, ru, uk] = &BUILT_IN;
    match language {
        Language::En | Language::Other(_) => en,
        Language::Ru => ru,
        Language::Uk => uk,
    }
}

/// The words of a language by name.
pub(crate) fn words(language: Language) -> &'static BTreeMap<String, String> {
    &built_in(language).words
}

/// The vocabulary of a language, with the words among the stated texts in place of its own.
pub(crate) fn vocabulary(language: Language, stated: &BTreeMap<String, String>) -> Vocabulary<'_> {
    Vocabulary::of(language, words(language), stated)
}

/// The names of the words of a language, in the order of its file.
pub(crate) fn word_names(language: Language) -> &'static [String] {
    &built_in(language).order
}

/// A text of a language with the names of words; nothing where it has none, and is the same however they are called. A
/// plural form that English lacks is that for any number.
pub(crate) fn pattern(language: Language, name: &str, is_form: bool) -> Option<&'static str> {
    let patterns = &built_in(language).patterns;
    let any = || patterns.get(&within(name.rsplit_once('.').filter(|_| is_form)?.0, "other"));
    patterns.get(name).or_else(any).map(String::as_str)
}

/// The texts of a built-in file by name. As `plaudit wording` prints them, each stands in a line and in double quotes, so that
/// lines are all that there is to read: a tenth of the time that a whole YAML parser takes for it, which would be felt in a
/// small report. A test compares with such a parser.
fn entries(yaml: &str) -> impl Iterator<Item = (String, String)> {
    let mut plural = "";
    yaml.lines().filter_map(move |line| {
        let (name, text) = line.split_once(':')?;
        let (indent, name) = (name.len() - name.trim_start().len(), name.trim_start());
        if text.is_empty() {
            plural = name;
        }
        let text = serde_json::from_str(text.trim_start()).ok()?;
        Some((if indent > 2 { within(plural, name) } else { name.to_owned() }, text))
    })
}

/// Texts with these by name; a plural form that is not among them is that for any number.
fn filled(categories: &[PluralCategory], named: &BTreeMap<String, String>) -> Texts {
    let (mut texts, mut groups) = (Texts::default(), BTreeSet::new());
    texts.each(categories, |name, text, is_form| {
        let any = || named.get(&within(name.rsplit_once('.').filter(|_| is_form)?.0, "other"));
        if let Some(own) = named.get(name).or_else(any) {
            *text = Text::from(own.as_str());
        }
        if !groups.contains(group(name)) {
            groups.insert(group(name).to_owned());
        }
    });
    texts.of_parts = OfParts::of(named, &groups);
    texts
}

/// The texts of a language; those of English, in the plural forms of the language, where it is not built in.
pub(crate) fn texts(language: Language) -> Arc<Texts> {
    match language {
        Language::Other(code) => Arc::new(filled(&categories(&code.locale()), &named(Language::En))),
        Language::En | Language::Ru | Language::Uk => Arc::clone(&built_in(language).texts),
    }
}

/// The texts of a language by name.
fn named(language: Language) -> BTreeMap<String, String> {
    let mut named = BTreeMap::new();
    Texts::clone(&texts(language)).each(&categories(&locale(language)), |name, text, _| {
        named.insert(name.to_owned(), text.to_string());
    });
    named
}

/// The locale whose CLDR data are used.
pub(crate) fn locale(language: Language) -> Locale {
    match language {
        Language::En => locale!("en-GB"),
        Language::Ru => locale!("ru"),
        Language::Uk => locale!("uk"),
        Language::Other(code) => code.locale(),
    }
}

/// The plural categories of a locale by CLDR; where it has no data, the one that every language has.
pub(crate) fn categories(locale: &Locale) -> Vec<PluralCategory> {
    let rules = PluralRules::try_new_cardinal(locale.into());
    rules.map_or_else(|_| vec![PluralCategory::Other], |rules| rules.categories().collect())
}

/// The plural forms of a language by CLDR's names, in its order, each with the first numbers that take it.
#[must_use]
pub fn plural_forms(language: Language) -> Vec<(&'static str, Vec<String>)> {
    /// So many numbers show what a form is for.
    const SHOWN: usize = 5;
    let locale = locale(language);
    let has = categories(&locale);
    let Ok(rules) = PluralRules::try_new_cardinal((&locale).into()) else { return Vec::new() };
    let numbers =
        (0..=120).map(Decimal::from).chain(["1.5", "1000000"].map(|n| n.parse().unwrap_or_default()));
    let numbers: Vec<Decimal> = numbers.collect();
    let forms = CATEGORIES.into_iter().filter(|(category, _)| has.contains(category));
    forms
        .map(|(category, form)| {
            let takes = |number: &&Decimal| rules.category_for(*number) == category;
            (form, numbers.iter().filter(takes).take(SHOWN).map(Decimal::to_string).collect())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use serde::Deserialize;

    use crate::wording::texts::{Seen, Text, Visit};

    use super::{EN, GROUP, RU, Texts, UK, categories, entries, locale, texts};
    use crate::config::Language;

    const FILES: [(Language, &str); 3] = [(Language::En, EN), (Language::Ru, RU), (Language::Uk, UK)];

    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Named {
        Text(String),
        Forms(BTreeMap<String, String>),
    }

    #[test]
    fn the_file_of_each_language_is_yaml_that_says_what_is_read() {
        for (language, yaml) in FILES {
            let parsed: BTreeMap<String, BTreeMap<String, Named>> =
                serde_saphyr::from_str(yaml).expect("YAML");
            assert_eq!(parsed.keys().collect::<Vec<_>>(), [&language.code()]);
            let parsed: BTreeMap<String, String> = parsed
                .into_values()
                .flatten()
                .flat_map(|(name, named)| match named {
                    Named::Text(text) => vec![(name, text)],
                    Named::Forms(forms) => {
                        forms.into_iter().map(|(form, text)| (format!("{name}.{form}"), text)).collect()
                    }
                })
                .collect();
            assert_eq!(entries(yaml).count(), parsed.len(), "each text once");
            assert_eq!(entries(yaml).collect::<BTreeMap<_, _>>(), parsed);
        }
    }

    #[test]
    fn the_file_of_each_language_has_every_text_and_no_other() {
        for (language, yaml) in FILES {
            let names = entries(yaml).map(|(name, _)| name);
            let stated: BTreeSet<String> = names.filter(|name| !name.starts_with(GROUP)).collect();
            let mut needed = BTreeSet::new();
            let mut all = Texts::clone(&texts(language));
            all.each(&categories(&locale(language)), |name, _, _| {
                needed.insert(name.to_owned());
            });
            assert!(needed.len() > 700, "the texts are found");
            let mut of_parts = BTreeSet::new();
            let mut see = |name: &str, _: &mut Text, _: bool| {
                of_parts.insert(name.to_owned());
            };
            crate::sections::see_texts(&mut Seen {
                categories: &categories(&locale(language)),
                see: &mut see,
            });
            let mut seen = Seen { categories: &categories(&locale(language)), see: &mut see };
            crate::commentary::CommentaryTexts::default().visit("commentary", &mut seen);
            let stated_of_parts: BTreeSet<String> = all.of_parts.names().map(str::to_owned).collect();
            assert_eq!(
                of_parts, stated_of_parts,
                "{language:?}: the texts that parts ask for are there, and no other"
            );
            let lacks: Vec<_> = needed.difference(&stated).collect();
            let unknown: Vec<_> = stated.difference(&needed).collect();
            assert!(lacks.is_empty() && unknown.is_empty(), "{language:?} lacks {lacks:?}, has {unknown:?}");
        }
    }
}
