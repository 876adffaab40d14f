//! `plaudit wording`: every text of a page by name, as YAML that a config can name.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::arguments::Wording;
use super::{Done, Written};
use crate::config::{self, Language};
use crate::error::{Kind, all_or_nothing};
use crate::wording::{all_texts, settle};

pub(super) fn run(wanted: &Wording) -> Done {
    let (language, stated) = match &wanted.config {
        None => (wanted.language.unwrap_or(Language::En), BTreeMap::new()),
        Some(path) => {
            let mut loaded = config::load(path)?;
            let faults = settle(&mut loaded.config);
            loaded.add(faults);
            all_or_nothing(Kind::Config, loaded.problems)?;
            let language = wanted.language.unwrap_or(loaded.config.language);
            (language, loaded.config.texts.remove(&language).unwrap_or_default())
        }
    };
    Ok(Written { text: listed(language, &stated), ..Written::default() })
}

fn listed(language: Language, stated: &BTreeMap<String, String>) -> String {
    let mut yaml = format!(
        "# The texts of a page in {}. Change what you like and leave out the rest, in a file that a config names:\n\
         # wording: texts.yaml. A text keeps its {{placeholders}}; \\u00a0 is a space that no line is broken at.\n{}:\n",
        language.name(),
        language.code()
    );
    let mut plural = String::new();
    for text in all_texts(language, stated) {
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
    yaml
}

/// A text in YAML's double quotes, with what cannot be seen as its code.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            '\u{a0}' | '\u{2007}'..='\u{2011}' | '\u{202f}' => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(letter));
            }
            _ => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}
