//! `plaudit wording`: every text of a page by name, as YAML that a config can name.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::arguments::Wording;
use super::say::{Done, Written};
use crate::config::{self, Language, quoted};
use crate::error::{Kind, all_or_nothing};
use crate::wording::{all_texts, plural_forms, settled};

pub(super) fn run(wanted: &Wording) -> Done {
    if let Some(language) = wanted.new {
        return Ok(Written { text: to_translate(language), ..Written::default() });
    }
    let (language, stated) = match &wanted.config {
        None => (wanted.language.unwrap_or(Language::En), BTreeMap::new()),
        Some(path) => {
            let mut loaded = config::load(path)?.then(settled);
            all_or_nothing(Kind::Config, std::mem::take(&mut loaded.problems))?;
            let language = wanted.language.unwrap_or(loaded.config.language);
            (language, loaded.config.texts.remove(&language).unwrap_or_default())
        }
    };
    Ok(Written { text: listed(language, &stated), ..Written::default() })
}

/// A file to translate: all texts in English, with the forms that the plurals of the language have.
fn to_translate(language: Language) -> String {
    let code = language.code();
    let mut yaml = format!(
        "# The texts of a page, to be translated into the language `{code}`. A config then has `language: {code}.yaml`.\n\
         # Texts that are left out stay English. Each keeps the {{placeholders}} named above it; \\u00a0 is a space that no\n\
         # line is broken at. Dates, numbers and sorting are the language's own already.\n\
         # Texts take their words from the vocabulary, which comes first: {{@promoters}} is a word as it stands there,\n\
         # {{@Promoters}} the same with a capital. A word may have as many forms as the language needs, each by a name of\n\
         # your own: vocabulary.promoters: {{nominative: …, genitive: …}}, which texts take as {{@promoters.genitive}}.\n\
         # Plural forms, each with some of the numbers that take it:\n"
    );
    for (form, numbers) in plural_forms(language) {
        let _ = writeln!(yaml, "#   {form}: {}", numbers.join(", "));
    }
    let _ = writeln!(yaml, "{code}:");
    write_texts(&mut yaml, language, &BTreeMap::new(), true);
    yaml
}

fn listed(language: Language, stated: &BTreeMap<String, String>) -> String {
    let named = match language {
        Language::Other(code) => format!("language: {code}.yaml"),
        Language::En | Language::Ru | Language::Uk => "wording: texts.yaml".to_owned(),
    };
    let mut yaml = format!(
        "# The texts of a page in {}. Change what you like and leave out the rest, in a file that a config names:\n\
         # {named}. A text keeps its {{placeholders}}; \\u00a0 is a space that no line is broken at.\n\
         # Texts take their words from the vocabulary, which comes first, by names such as {{@promoters}}.\n{}:\n",
        language.name(),
        language.code()
    );
    write_texts(&mut yaml, language, stated, false);
    yaml
}

/// Every text in a line, with its placeholders above it where they are wanted.
fn write_texts(
    yaml: &mut String,
    language: Language,
    stated: &BTreeMap<String, String>,
    with_placeholders: bool,
) {
    let mut plural = String::new();
    for text in all_texts(language, stated) {
        let is_first = text.name.rsplit_once('.').is_none_or(|(name, _)| !text.is_form || name != plural);
        if with_placeholders && is_first && !text.placeholders.is_empty() {
            let names: Vec<String> = text.placeholders.iter().map(|name| format!("{{{name}}}")).collect();
            let _ = writeln!(yaml, "  # {}", names.join(", "));
        }
        // Writing to a text never fails.
        let _ = match text.name.rsplit_once('.').filter(|_| text.is_form) {
            None => writeln!(yaml, "  {}: {}", text.name, quoted(&text.text)),
            Some((name, form)) => {
                if name != plural {
                    let _ = writeln!(yaml, "  {name}:");
                    name.clone_into(&mut plural);
                }
                writeln!(yaml, "    {form}: {}", quoted(&text.text))
            }
        };
    }
}
