//! The words of a text, and what is one word in several forms: by the stemmers of the Snowball project for English, Russian and
//! Ukrainian (<https://snowballstem.org>).

use std::borrow::Cow;
use std::collections::BTreeMap;

use snowball_stemmers_rs::{Algorithm, Stemmer};

use crate::survey::wanted;

/// Words whose forms a stemmer does not know to be of one word, each with another form of it: all in small letters.
pub type Exceptions = BTreeMap<String, String>;

/// What common words come to that stemmers do not bring together: forms of another root, and vowels that come and go.
const KNOWN: [(&str, &str); 30] = [
    ("best", "good"),
    ("better", "good"),
    ("bought", "buy"),
    ("paid", "pay"),
    ("people", "person"),
    ("slept", "sleep"),
    ("spoke", "speak"),
    ("taught", "teach"),
    ("told", "tell"),
    ("worse", "bad"),
    ("worst", "bad"),
    ("дети", "ребенок"),
    ("детей", "ребенок"),
    ("детям", "ребенок"),
    ("ждать", "ждал"),
    ("жду", "ждал"),
    ("ждешь", "ждал"),
    ("лучше", "хороший"),
    ("люди", "человек"),
    ("людей", "человек"),
    ("людям", "человек"),
    ("хуже", "плохой"),
    ("днів", "день"),
    ("дні", "день"),
    ("дня", "день"),
    ("дней", "день"),
    ("дни", "день"),
    ("гірше", "поганий"),
    ("краще", "добрий"),
    ("людям", "люди"),
];

/// In which language a stem is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Tongue {
    English,
    Russian,
    Ukrainian,
}

/// One of the words that a theme is found by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Word {
    /// Written `fast`: in any form.
    Stem(String),
    /// Written `fast*`: whatever begins so.
    Begins(String),
    /// Written `=fast`: in this form alone.
    Exact(String),
}

/// Why a text is none of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordFault {
    /// There is no letter or digit in it.
    Blank,
    /// An asterisk stands elsewhere than at the end of a word.
    Asterisk,
    /// One letter and an asterisk: nearly everything begins so.
    TooShort,
}

impl std::fmt::Display for WordFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Blank => "there is no word in it",
            Self::Asterisk => "an asterisk stands at the end of a word only, as in `fast*`",
            Self::TooShort => "too many words begin so",
        })
    }
}

impl Word {
    /// The words of a phrase, in their order: one, where it is a word.
    ///
    /// # Errors
    /// When it is none.
    pub fn phrase(text: &str) -> Result<Vec<Self>, WordFault> {
        let mut phrase = Vec::new();
        for part in text.split_whitespace() {
            let (is_exact, part) = part.strip_prefix('=').map_or((false, part), |rest| (true, rest));
            let (begins, part) = part.strip_suffix('*').map_or((false, part), |rest| (true, rest));
            if part.contains('*') || begins && is_exact {
                return Err(WordFault::Asterisk);
            }
            let mut own: Vec<String> = words(part).map(|(_, word)| small(word).into_owned()).collect();
            let Some(last) = own.pop() else {
                // A sign by itself stands for nothing.
                if begins {
                    return Err(WordFault::Asterisk);
                }
                continue;
            };
            let word = if is_exact { Self::Exact } else { Self::Stem };
            phrase.extend(own.into_iter().map(word));
            if begins && last.chars().count() < 2 {
                return Err(WordFault::TooShort);
            }
            phrase.push(if begins { Self::Begins(last) } else { word(last) });
        }
        if phrase.is_empty() { Err(WordFault::Blank) } else { Ok(phrase) }
    }
}

/// Whether a character stands in a word: what follows a letter to change it does too.
fn is_of_word(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}') || character.is_alphanumeric()
}

/// Apostrophes, which stand within words.
const APOSTROPHES: [char; 4] = ['\'', '\u{2019}', '\u{2bc}', '`'];

/// Whether an apostrophe of so many bytes stands there between two letters.
fn is_within(text: &str, at: usize, width: usize) -> bool {
    let parts = text.get(..at).zip(text.get(at..at + width)).zip(text.get(at + width..));
    parts.is_some_and(|((before, own), after)| {
        own.starts_with(APOSTROPHES)
            && before.ends_with(char::is_alphabetic)
            && after.starts_with(char::is_alphabetic)
    })
}

/// So many bytes of a text are looked at at once.
const BLOCK: usize = 64;

/// The words of a text, block by block.
struct Words<'a> {
    text: &'a str,
    /// Where the block at hand begins, and which of its bytes stand in words that have not been told yet.
    at: usize,
    bits: u64,
    /// So many bytes of the next one are those of a character that stands in no word.
    over: usize,
}

impl Words<'_> {
    /// Looks at the next block; nothing at the end of the text.
    fn advance(&mut self) -> Option<()> {
        let at = self.at + BLOCK;
        let rest = self.text.as_bytes().get(at..).filter(|rest| !rest.is_empty())?;
        self.at = at;
        self.look(rest);
        Some(())
    }

    /// Finds which bytes stand in words, of as many as there are in a block.
    fn look(&mut self, rest: &[u8]) {
        let mut filled = [0; BLOCK];
        let block = rest.first_chunk().unwrap_or_else(|| {
            filled.iter_mut().zip(rest).for_each(|(filled, byte)| *filled = *byte);
            &filled
        });
        // Whatever is not ASCII is taken for a letter, and nearly always is one.
        self.bits = wanted(block, |byte| byte.is_ascii_alphanumeric() || byte >= 0x80) & from(self.over);
        self.over = 0;
        // Bytes 0xd0 and 0xd1 begin what is from U+0400 to U+047F: most of what is Cyrillic.
        let is_begin = |byte: u8| byte >= 0xc0 && byte & 0xfe != 0xd0;
        let is_doubtful = |byte: u8| is_begin(byte) || byte == b'\'' || byte == b'`';
        // Hardly any block has one.
        let any = block.iter().fold(0, |any, byte| any | u8::from(is_doubtful(*byte)));
        let mut doubtful = if any > 0 { wanted(block, is_doubtful) } else { 0 };
        while doubtful != 0 {
            let within = doubtful.trailing_zeros() as usize;
            doubtful &= doubtful - 1;
            let start = self.at + within;
            let Some(character) = self.text.get(start..).and_then(|rest| rest.chars().next()) else {
                continue;
            };
            let end = within + character.len_utf8();
            let own = from(within) & !from(end);
            if is_of_word(character) || is_within(self.text, start, character.len_utf8()) {
                self.bits |= own;
            } else {
                self.bits &= !own;
                self.over = end.saturating_sub(BLOCK);
            }
        }
    }
}

/// The bits from one on, of 64.
fn from(bit: usize) -> u64 {
    u32::try_from(bit).ok().and_then(|bit| u64::MAX.checked_shl(bit)).unwrap_or_default()
}

impl<'a> Iterator for Words<'a> {
    type Item = (usize, &'a str);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        while self.bits == 0 {
            self.advance()?;
        }
        let first = self.bits.trailing_zeros() as usize;
        let start = self.at + first;
        let mut beyond = !self.bits & from(first);
        let end = loop {
            if beyond != 0 {
                let end = beyond.trailing_zeros() as usize;
                self.bits &= from(end);
                break self.at + end;
            }
            if self.advance().is_none() {
                self.bits = 0;
                break self.text.len();
            }
            beyond = !self.bits;
        };
        Some((start, self.text.get(start..end)?))
    }
}

/// The words of a text as they are written, each with where it begins: letters and digits, and apostrophes between letters.
pub fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut words = Words { text, at: 0, bits: 0, over: 0 };
    words.look(text.as_bytes());
    words
}

/// A word in small letters, with one kind of apostrophe, and е for ё, as most write it.
pub(super) fn small(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
        return Cow::Borrowed(word);
    }
    let one_form = |character: char| match character {
        'ё' => 'е',
        '\u{2019}' | '\u{2bc}' | '`' => '\'',
        other => other,
    };
    Cow::Owned(word.chars().flat_map(char::to_lowercase).map(one_form).collect())
}

/// What brings the forms of words together.
pub(super) struct Stems {
    of: [(Tongue, Stemmer); 3],
    exceptions: Exceptions,
}

impl std::fmt::Debug for Stems {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Stems").field("exceptions", &self.exceptions).finish_non_exhaustive()
    }
}

impl Stems {
    /// With these exceptions besides those that are known.
    pub(super) fn new(stated: &Exceptions) -> Self {
        let of = [
            (Tongue::English, Stemmer::create(Algorithm::English)),
            (Tongue::Russian, Stemmer::create(Algorithm::Russian)),
            (Tongue::Ukrainian, Stemmer::create(Algorithm::Ukrainian)),
        ];
        let mut exceptions: Exceptions =
            KNOWN.iter().map(|(form, word)| ((*form).to_owned(), (*word).to_owned())).collect();
        let stated = stated.iter().map(|(form, word)| (small(form).into_owned(), small(word).into_owned()));
        exceptions.extend(stated);
        Self { of, exceptions }
    }

    /// The stems of a word in small letters, in each language that it may be of: letters tell some of them apart.
    pub(super) fn of(&self, word: &str) -> Vec<(Tongue, String)> {
        let word = self.exceptions.get(word).map_or(word, String::as_str);
        let has = |letters: &str| word.chars().any(|character| letters.contains(character));
        let is_cyrillic = word.chars().any(|character| matches!(character, '\u{400}'..='\u{4ff}'));
        let may_be = |tongue: Tongue| match tongue {
            Tongue::English => !is_cyrillic,
            Tongue::Russian => is_cyrillic && !has("іїєґ'"),
            Tongue::Ukrainian => is_cyrillic && !has("ыэъё"),
        };
        let stem = |(tongue, stemmer): &(Tongue, Stemmer)| (*tongue, stemmer.stem(word).into_owned());
        self.of.iter().filter(|(tongue, _)| may_be(*tongue)).map(stem).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_are_letters_and_digits_and_apostrophes_between_letters() {
        let all = |text| words(text).map(|(at, word)| format!("{at}{word}")).collect::<Vec<_>>();
        assert_eq!(
            all("Don't—'quote' 24/7, п\u{2bc}ять…"),
            ["0Don't", "9quote", "1624", "197", "22п\u{2bc}ять"]
        );
        assert_eq!(all("  ,. \u{1f600} "), Vec::<String>::new());
        assert_eq!(all("кафе\u{301}й"), ["0кафе\u{301}й"]);
        assert_eq!(all("rock 'n' roll's'"), ["0rock", "6n", "9roll's"]);
    }

    /// The same, a character after the other.
    fn one_by_one(text: &str) -> Vec<(usize, &str)> {
        let is_in = |(at, character): (usize, char)| {
            is_of_word(character) || is_within(text, at, character.len_utf8())
        };
        let mut found: Vec<(usize, usize)> = Vec::new();
        for (at, character) in text.char_indices().filter(|character| is_in(*character)) {
            match found.last_mut().filter(|(_, end)| *end == at) {
                Some((_, end)) => *end = at + character.len_utf8(),
                None => found.push((at, at + character.len_utf8())),
            }
        }
        found.into_iter().map(|(start, end)| (start, &text[start..end])).collect()
    }

    proptest! {
        #[test]
        fn words_are_the_same_wherever_blocks_end(
            text in "[ab0 .'`\u{2019}\u{2bc}\u{300}ёЯїß\u{2014}«»\u{1f600}\u{4e00}\u{a0}]{0,150}",
            any in ".{0,100}",
            shift in 0_usize..70,
        ) {
            for text in [&text, &any, &format!("{}{text}", "x".repeat(shift)), &format!("{}{any}", " ".repeat(shift))] {
                prop_assert_eq!(words(text).collect::<Vec<_>>(), one_by_one(text), "{:?}", text);
            }
        }
    }

    #[test]
    fn forms_of_a_word_have_a_stem_in_common() {
        let stems = Stems::new(&Exceptions::from([("wait".to_owned(), "queue".to_owned())]));
        let are_one = |one: &str, other: &str| {
            let [one, other] = [one, other].map(|word| stems.of(&small(word)));
            one.iter().any(|stem| other.contains(stem))
        };
        for (one, other) in [
            ("price", "Prices"),
            ("wait", "queues"),
            ("delivery", "deliveries"),
            ("скорость", "СКОРОСТИ"),
            ("цена", "ценами"),
            ("дорогой", "дорогая"),
            ("ждал", "ждать"),
            ("оператор", "операторами"),
            ("швидкість", "швидкістю"),
            ("ціна", "ціни"),
            ("дорогий", "дорога"),
            ("лучше", "хорошего"),
        ] {
            assert!(are_one(one, other), "{one} {other}: {:?} {:?}", stems.of(one), stems.of(&small(other)));
        }
        for (one, other) in [("price", "pride"), ("цена", "сцена"), ("fast", "breakfast")] {
            assert!(!are_one(one, other), "{one} {other}");
        }
    }

    #[test]
    fn a_phrase_has_words_in_any_form_with_any_end_and_as_they_are() {
        let word = |text: &str| Word::phrase(text);
        assert_eq!(
            word("Быстр* =ПИТАНИЕ, call-back"),
            Ok(vec![
                Word::Begins("быстр".to_owned()),
                Word::Exact("питание".to_owned()),
                Word::Stem("call".to_owned()),
                Word::Stem("back".to_owned()),
            ])
        );
        for (text, fault) in [
            ("", WordFault::Blank),
            (" … ", WordFault::Blank),
            ("fa*st", WordFault::Asterisk),
            ("=fast*", WordFault::Asterisk),
            ("*", WordFault::Asterisk),
            ("f*", WordFault::TooShort),
        ] {
            assert_eq!(word(text), Err(fault), "{text}");
        }
    }
}
