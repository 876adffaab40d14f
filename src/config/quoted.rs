//! Texts as YAML has them.

use std::fmt::Write;

/// A text in YAML's double quotes, with what cannot be seen as its code.
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            '\u{a0}' | '\u{2007}'..='\u{2011}' | '\u{202f}' => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(letter));
            }
            _ if letter.is_control() => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(letter));
            }
            _ => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

/// A text without quotes where it can do without: a word of Latin letters, digits and `_` that stands for nothing else.
#[must_use]
pub fn written(text: &str) -> String {
    const MEANT_OTHERWISE: [&str; 10] = ["true", "false", "yes", "no", "on", "off", "null", "y", "n", "nan"];
    let is_word = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        && !MEANT_OTHERWISE.contains(&text.to_ascii_lowercase().as_str());
    if is_word { text.to_owned() } else { quoted(text) }
}
