//! What there is of a language: its texts, its locale, and the plural categories that it has.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use icu_locale_core::{Locale, locale};
use icu_plurals::{PluralCategory, PluralRules};

use super::texts::{Text, Texts, within};
use crate::config::Language;

/// The file of a language, in the format that `plaudit wording` prints.
const EN: &str = include_str!("en.yaml");
const RU: &str = include_str!("ru.yaml");
const UK: &str = include_str!("uk.yaml");

/// The built-in languages, each read when it is first used.
static BUILT_IN: [LazyLock<Arc<Texts>>; 3] = [
    LazyLock::new(|| read(Language::En, EN)),
    LazyLock::new(|| read(Language::Ru, RU)),
    LazyLock::new(|| read(Language::Uk, UK)),
];

/// Reads a language. A test rules out that a file lacks a text, which would stay empty.
fn read(language: Language, yaml: &str) -> Arc<Texts> {
    let named: BTreeMap<String, String> = entries(yaml).collect();
    Arc::new(filled(&categories(&locale(language)), &named))
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

/// Texts with these by name.
fn filled(categories: &[PluralCategory], named: &BTreeMap<String, String>) -> Texts {
    let mut texts = Texts::default();
    texts.each(categories, |name, text, _| {
        if let Some(own) = named.get(name) {
            *text = Text::from(own.as_str());
        }
    });
    texts
}

/// The texts of a language.
pub(super) fn texts(language: Language) -> &'static Arc<Texts> {
    let [en, ru, uk] = &BUILT_IN;
    match language {
        Language::En => en,
        Language::Ru => ru,
        Language::Uk => uk,
    }
}

/// The locale whose CLDR data are used.
pub(super) fn locale(language: Language) -> Locale {
    match language {
        Language::En => locale!("en-GB"),
        Language::Ru => locale!("ru"),
        Language::Uk => locale!("uk"),
    }
}

/// The plural categories of a locale by CLDR; where it has no data, the one that every language has.
pub(super) fn categories(locale: &Locale) -> Vec<PluralCategory> {
    let rules = PluralRules::try_new_cardinal(locale.into());
    rules.map_or_else(|_| vec![PluralCategory::Other], |rules| rules.categories().collect())
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use serde::Deserialize;

    use super::{EN, RU, UK, categories, entries, locale, texts};
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
            assert_eq!(parsed.keys().collect::<Vec<_>>(), [language.code()]);
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
            let stated: BTreeSet<String> = entries(yaml).map(|(name, _)| name).collect();
            let mut needed = BTreeSet::new();
            let mut all = texts(language).as_ref().clone();
            all.each(&categories(&locale(language)), |name, _, _| {
                needed.insert(name.to_owned());
            });
            assert!(needed.len() > 700, "the texts are found");
            let lacks: Vec<_> = needed.difference(&stated).collect();
            let unknown: Vec<_> = stated.difference(&needed).collect();
            assert!(lacks.is_empty() && unknown.is_empty(), "{language:?} lacks {lacks:?}, has {unknown:?}");
        }
    }
}
