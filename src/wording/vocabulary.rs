//! The vocabulary of a language: the words for what reports are about, which all of its texts are made with, so that one of
//! them can be changed everywhere at once.
//!
//! A text names a word by `@` in braces, `{@promoters}`, with the form where the language has several, `{@promoters.genitive}`,
//! and with a capital where it shall begin with one, `{@Promoters}`. Words take the places of their names when a language is
//! read or restated, once; no text that is filled has any left.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::config::Language;

/// What the names of words begin with among those of texts.
pub(crate) const GROUP: &str = "vocabulary.";

/// The form that is meant where a word is stated without one.
pub(crate) const PLAIN: &str = "nominative";

/// What begins the name of a word in a text.
const OPENS: &str = "{@";

/// The words of a language, with those that are stated in place of its own.
pub(crate) struct Vocabulary<'a> {
    language: Language,
    /// By name, without the group.
    own: &'a BTreeMap<String, String>,
    stated: BTreeMap<&'a str, &'a str>,
}

impl<'a> Vocabulary<'a> {
    /// These words of a language, with those among the stated texts in place of its own.
    pub(crate) fn of(
        language: Language,
        own: &'a BTreeMap<String, String>,
        stated: &'a BTreeMap<String, String>,
    ) -> Self {
        let words = stated.iter().filter_map(|(name, word)| Some((name.strip_prefix(GROUP)?, word.as_str())));
        Self { language, own, stated: words.collect() }
    }

    /// The words that a language's own file has.
    pub(crate) fn built_in(language: Language, own: &'a BTreeMap<String, String>) -> Self {
        Self { language, own, stated: BTreeMap::new() }
    }

    /// Whether a word is stated.
    pub(crate) fn is_changed(&self) -> bool {
        !self.stated.is_empty()
    }

    /// A text with words in place of their names. A name that there is no word of stays, for a test to find.
    pub(crate) fn resolved<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut rest = text;
        let mut made = String::new();
        while let Some((before, name, after)) = next_name(rest) {
            made.push_str(before);
            match self.word(name) {
                Some((word, is_stated)) => {
                    if is_stated && self.language == Language::En {
                        fit_article(&mut made, &word);
                    }
                    made.push_str(&word);
                }
                None => made.extend([OPENS, name, "}"]),
            }
            rest = after;
        }
        if rest.len() == text.len() {
            return text.into();
        }
        made.push_str(rest);
        made.into()
    }

    /// The word of a name as it stands in a text, and whether somebody has stated it.
    fn word(&self, name: &str) -> Option<(Cow<'_, str>, bool)> {
        let key = with_first(name, char::to_ascii_lowercase);
        let own = self.own.get(&*key).map(String::as_str);
        let stated = self.stated.get(&*key).copied();
        let is_built_in = Language::ALL.contains(&self.language);
        let word = match (own, stated) {
            (Some(own), Some(stated)) if is_built_in => in_a_sentence(own, stated),
            (_, Some(stated)) => stated.into(),
            (own, None) => own?.into(),
        };
        let has_capital = *key != *name;
        Some((if has_capital { capitalised(word) } else { word }, stated.is_some()))
    }
}

/// The names of all words in a text, in lower case.
pub(crate) fn names(mut text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    std::iter::from_fn(move || {
        let (_, name, after) = next_name(text)?;
        text = after;
        Some(with_first(name, char::to_ascii_lowercase))
    })
}

/// The text before the first name of a word, the name, and the text after it.
fn next_name(text: &str) -> Option<(&str, &str, &str)> {
    let (before, opened) = text.split_once(OPENS)?;
    let (name, after) = opened.split_once('}')?;
    Some((before, name, after))
}

/// A text with another first letter.
fn with_first(text: &str, change: impl Fn(&char) -> char) -> Cow<'_, str> {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) if change(&first) != first => {
            std::iter::once(change(&first)).chain(letters).collect::<String>().into()
        }
        _ => text.into(),
    }
}

fn capitalised(word: Cow<'_, str>) -> Cow<'_, str> {
    let mut letters = word.chars();
    match letters.next() {
        Some(first) if !first.is_uppercase() => {
            first.to_uppercase().chain(letters).collect::<String>().into()
        }
        _ => word,
    }
}

/// A stated word within a sentence: small like the one that it stands for, where its only capital is the first letter.
fn in_a_sentence<'w>(own: &str, stated: &'w str) -> Cow<'w, str> {
    let mut letters = stated.chars();
    let is_name = own.starts_with(char::is_uppercase);
    match letters.next() {
        Some(first) if first.is_uppercase() && !is_name && !letters.clone().any(char::is_uppercase) => {
            first.to_lowercase().chain(letters).collect::<String>().into()
        }
        _ => stated.into(),
    }
}

/// Makes an English article at the end of a text go with the word that follows it.
fn fit_article(text: &mut String, word: &str) {
    /// Words that begin with a vowel and sound as if they did not.
    const CONSONANTS: [&str; 6] = ["eu", "one", "uni", "us", "ut", "ub"];
    let Some(before) = ["a ", "an "].iter().find_map(|article| {
        let cut = text.len().checked_sub(article.len())?;
        let is_article = text.get(cut..).is_some_and(|end| end.eq_ignore_ascii_case(article));
        (is_article && !text.get(..cut)?.ends_with(char::is_alphanumeric)).then_some(cut)
    }) else {
        return;
    };
    let word = word.to_lowercase();
    let has_vowel = word.starts_with(['a', 'e', 'i', 'o', 'u']);
    let is_an = has_vowel && !CONSONANTS.iter().any(|begins| word.starts_with(begins));
    text.truncate(before + 1);
    text.push_str(if is_an { "n " } else { " " });
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::names;
    use crate::config::Language::{self, En, Other, Ru};

    fn resolved(language: Language, stated: &[(&str, &str)], text: &str) -> String {
        let named = |(name, word): &(&str, &str)| (format!("vocabulary.{name}"), (*word).to_owned());
        let stated: BTreeMap<_, _> = stated.iter().map(named).collect();
        crate::wording::languages::vocabulary(language, &stated).resolved(text).into_owned()
    }

    #[test]
    fn words_take_the_places_of_their_names_small_or_with_a_capital() {
        let text = "{@Promoters} outnumber {@detractors}: {promoters}";
        assert_eq!(resolved(En, &[], text), "Promoters outnumber detractors: {promoters}");
        for (word, first, second) in [
            ("Fans", "Fans outnumber", "as many fans"),
            ("fans", "Fans outnumber", "as many fans"),
            ("VIP guests", "VIP guests outnumber", "as many VIP guests"),
            ("Friends of Acme", "Friends of Acme outnumber", "as many Friends of Acme"),
            ("iFans", "IFans outnumber", "as many iFans"),
        ] {
            let said = |text| resolved(En, &[("promoters", word)], text);
            assert_eq!(said("{@Promoters} outnumber"), first);
            assert_eq!(said("as many {@promoters}"), second);
        }
        // What stands for a name keeps its capital, and so does a word of a language that is not built in.
        assert_eq!(resolved(En, &[("nps", "Score")], "the {@nps}, {@Nps}"), "the Score, Score");
        let german = Other(crate::config::Code::parse("de").expect("a code"));
        assert_eq!(resolved(german, &[("promoters", "Fans")], "mehr {@promoters}"), "mehr Fans");
        assert_eq!(resolved(german, &[("promoters.genitive", "Fans")], "{@promoters.genitive}"), "Fans");
    }

    #[test]
    fn each_form_is_a_word_of_its_own() {
        let stated = [("promoters.nominative", "Фанаты"), ("promoters.genitive", "фанатов")];
        let text = "{@Promoters.genitive} больше: {@promoters.nominative}, {@critics}";
        assert_eq!(resolved(Ru, &stated, text), "Фанатов больше: фанаты, {@critics}");
        assert_eq!(resolved(Ru, &stated[..1], text), "Промоутеров больше: фанаты, {@critics}");
        assert_eq!(
            names(text).collect::<Vec<_>>(),
            ["promoters.genitive", "promoters.nominative", "critics"]
        );
    }

    #[test]
    fn an_english_article_goes_with_the_word_after_it() {
        for (word, said) in
            [("office", "An office, an office"), ("unit", "A unit, a unit"), ("Area", "An area, an area")]
        {
            assert_eq!(resolved(En, &[("region", word)], "A {@region}, a {@region}"), said);
        }
        assert_eq!(resolved(En, &[("region", "office")], "data {@region}"), "data office");
        assert_eq!(resolved(Ru, &[("region.nominative", "office")], "a {@region.nominative}"), "a office");
    }
}
