//! What a comment must have in its words, or a pattern does not hold of it: most comments have none of that, and need not be looked
//! through for the pattern.

use std::collections::BTreeSet;

use regex_syntax::ParserBuilder;
use regex_syntax::hir::literal::{ExtractKind, Extractor, Seq};
use regex_syntax::hir::{Capture, Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind, Repetition};

/// Parts of words with fewer letters stand in too many words to tell anything.
const SHORTEST: usize = 3;

/// A class of more characters is not told apart: digits, all letters.
const LARGEST_CLASS: usize = 10;

/// Parts of words, [alike].
pub(super) type Parts = BTreeSet<String>;

/// Of each of these, a word of every comment that a pattern holds of has one in it: of what the pattern begins with, and of what it ends
/// with. Nothing where that is not known.
pub(super) fn required(pattern: &str) -> Vec<Parts> {
    let Ok(parsed) = ParserBuilder::new().case_insensitive(true).build().parse(pattern) else {
        return Vec::new();
    };
    let parsed = with_letters_alike(&parsed);
    let of = |kind: ExtractKind| parts(&Extractor::new().kind(kind.clone()).extract(&parsed), &kind);
    let mut found: Vec<Parts> =
        [ExtractKind::Prefix, ExtractKind::Suffix].into_iter().filter_map(of).collect();
    found.dedup();
    found
}

/// Of each of these texts what stands in one word, whatever is before and after it: the first, or the last. Nothing where one of them has
/// nothing long enough.
fn parts(texts: &Seq, kind: &ExtractKind) -> Option<Parts> {
    let part = |text: &[u8]| {
        let text = String::from_utf8_lossy(text);
        let mut parts = text
            .split(|character: char| !character.is_alphanumeric())
            .filter(|part| part.chars().count() >= SHORTEST);
        let part = if kind.is_prefix() { parts.next() } else { parts.next_back() };
        part.map(alike)
    };
    let parts: Option<Parts> = texts.literals()?.iter().map(|text| part(text.as_bytes())).collect();
    parts.filter(|parts| !parts.is_empty())
}

/// A text in which letters are one that patterns take for one: those of either case, `ſ` and `s`, е and ё.
pub(super) fn alike(text: &str) -> String {
    text.chars().flat_map(alike_letters).collect()
}

/// Lower case alone leaves some letters apart whose upper case is one; each letter for itself, so that parts of texts stay parts.
fn alike_letters(letter: char) -> impl Iterator<Item = char> {
    let either = letter.to_lowercase().flat_map(char::to_uppercase).flat_map(char::to_lowercase);
    either.map(|letter| if letter == 'ё' { 'е' } else { letter })
}

/// The same pattern of texts with letters that are [alike]. Otherwise each letter would be a choice of two, and a word one of thousands.
fn with_letters_alike(pattern: &Hir) -> Hir {
    let all = |of: &[Hir]| of.iter().map(with_letters_alike).collect::<Vec<_>>();
    match pattern.kind() {
        HirKind::Class(Class::Unicode(class)) => alike_class(class).unwrap_or_else(|| pattern.clone()),
        HirKind::Concat(of) => Hir::concat(all(of)),
        HirKind::Alternation(of) => Hir::alternation(all(of)),
        HirKind::Capture(of) => {
            Hir::capture(Capture { sub: Box::new(with_letters_alike(&of.sub)), ..of.clone() })
        }
        HirKind::Repetition(of) => {
            Hir::repetition(Repetition { sub: Box::new(with_letters_alike(&of.sub)), ..of.clone() })
        }
        // Those of a literal are made so when it is known which stand together.
        HirKind::Class(Class::Bytes(_)) | HirKind::Literal(_) | HirKind::Empty | HirKind::Look(_) => {
            pattern.clone()
        }
    }
}

/// A class of few letters as one of letters that are alike.
fn alike_class(class: &ClassUnicode) -> Option<Hir> {
    if class.ranges().iter().map(ClassUnicodeRange::len).sum::<usize>() > 2 * LARGEST_CLASS {
        return None;
    }
    let characters = class.ranges().iter().flat_map(|range| range.start()..=range.end());
    let one = |character: char| {
        let mut letters = alike_letters(character);
        // What is two letters then stays as it is until a whole literal is made so.
        letters.next().filter(|_| letters.next().is_none()).unwrap_or(character)
    };
    let letters: BTreeSet<char> = characters.map(one).collect();
    let ranges = letters.into_iter().map(|character| ClassUnicodeRange::new(character, character));
    Some(Hir::class(Class::Unicode(ClassUnicode::new(ranges))))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use regex::RegexBuilder;

    use super::super::words::words;
    use super::*;

    #[test]
    fn what_a_pattern_begins_and_ends_with_is_required() {
        let of = |pattern| {
            required(pattern)
                .iter()
                .map(|of| of.iter().cloned().collect::<Vec<_>>().join(" "))
                .collect::<Vec<_>>()
        };
        assert_eq!(of("(дорог|цен[аы])"), ["дорог цена цены"]);
        assert_eq!(of(r"\bДОЛГО\b ждал[иа]?"), ["долго", "ждал ждала ждали"]);
        assert_eq!(of("(?-i:Price) ?list"), ["price pricelist", "list pricelist"]);
        assert_eq!(of("call (centre|center)s?"), ["call", "center centers centre centres"]);
        assert_eq!(of("не |ok"), Vec::<String>::new(), "too short");
        assert_eq!(of(r"\w+ing"), ["ing"]);
        assert_eq!(of(r"\d+"), Vec::<String>::new());
        assert_eq!(of("п\u{2bc}ять"), ["п\u{2bc}ять"]);
        assert_eq!(of("groß"), ["gross"]);
    }

    #[test]
    fn letters_that_are_alike_stay_so() {
        for letter in '\0'..=char::MAX {
            let once = alike(&letter.to_string());
            assert_eq!(alike(&once), once, "{letter:?}");
        }
    }

    proptest! {
        /// No comment that a pattern holds of lacks what it requires.
        #[test]
        fn whatever_a_pattern_holds_of_has_it(
            pattern in "(\\\\b)?[абвAKkſ]{1,4}(\\[аБcs\\]|\\(цен\\|дорог\\)|\\(\\?-i:Aбв\\)|\\[а-я\\]|ё|\\.|\\\\w)[абвs ]{0,4}(\\+|\\?|\\{2\\})?[вAs ]{0,4}(\\\\b)?",
            comment in "[абвАБВcskKſA ценадорогё\u{2bc}'\u{212a}]{0,40}",
        ) {
            let comment = comment.replace('ё', "е").replace('Ё', "Е");
            let Ok(made) = RegexBuilder::new(&pattern.replace('ё', "е")).case_insensitive(true).build() else { return Ok(()) };
            // The comment, and one that is made of what the pattern is written with.
            for text in [&comment, &format!("{comment} {}", pattern.replace(['(', ')', '[', ']', '|', '+', '?', '.', '\\'], ""))] {
                if made.is_match(text) {
                    for parts in required(&pattern.replace('ё', "е")) {
                        let has = words(text).any(|(_, word)| parts.iter().any(|part| alike(word).contains(part)));
                        prop_assert!(has, "{pattern} of {text}: {parts:?}");
                    }
                }
            }
        }
    }
}
