//! Texts as words: whether one is another, however it is written.

use crate::survey::canonical;

/// Whether a word is another one, or a whole number that is and has a decimal.
pub(super) fn says(known: &str, word: &str) -> bool {
    let whole = || word.strip_suffix(".0").or_else(|| word.strip_suffix(",0"));
    known == word || whole() == Some(known)
}

/// A text as words are stated.
pub(super) fn worded(text: &[u8]) -> String {
    canonical(&String::from_utf8_lossy(text)).to_lowercase()
}

/// Whether a word is one of these, or a whole number that is and has a decimal: programs write numbers so beside blanks.
pub(super) fn stands_in(words: &[String], word: &str) -> bool {
    words.iter().any(|known| says(known, word))
}
