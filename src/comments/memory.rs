//! Which themes of a dictionary a comment is about, by a reader that remembers what each word is.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::dictionary::{Dictionary, Known, Meant, Themes};
use super::search::{Held, Parts};
use super::words::words;

/// So many words a reader of comments remembers at most.
const MOST_REMEMBERED: usize = 1 << 16;

/// Longer words are nobody's, and are not remembered.
const LONGEST: usize = 100;

/// So many places that a pattern holds at are looked at, where some of a comment is not meant: each may take as long as the comment.
const MOST_LOOKED_AT: usize = 100;

/// Where something begins and ends in a comment, in bytes.
type Span = (usize, usize);

/// A reader of comments.
#[derive(Debug, Clone)]
pub struct Memory {
    dictionary: Arc<Dictionary>,
    seen: Seen,
    held: Held,
    /// Of the comment at hand: the words that are something, each with how many are before it, and what was found.
    words: Vec<(usize, Span, u32)>,
    found: Vec<(Meant, Span)>,
}

/// What a reader knows of words, by a word as it is written.
#[derive(Debug, Clone)]
struct Seen {
    /// The place of each word in `known`; words that are in no theme have the first. Nearly all words are [`Short`], and need no
    /// memory of their own.
    short: HashMap<Short, u32, RandomState>,
    long: HashMap<Box<str>, u32, RandomState>,
    /// What words are, by their place.
    known: Vec<Known>,
}

/// A word of no more bytes than these, filled up with zeros, which stand in no word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Short(u64, u64, u64, u64);

impl Short {
    /// The word there in a text; nothing where it is longer.
    #[inline]
    fn of(text: &str, (start, end): Span) -> Option<Self> {
        let rest = text.as_bytes().get(start..)?;
        let length = end.checked_sub(start).filter(|length| *length <= 32)?;
        let mut bytes = [0; 32];
        // Of a text that goes on, as many bytes are taken at once as there may be.
        if let Some(all) = rest.first_chunk() {
            bytes = *all;
        } else {
            bytes.get_mut(..length)?.copy_from_slice(rest.get(..length)?);
        }
        let mut parts = [0; 4];
        for ((part, own), at) in parts.iter_mut().zip(bytes.as_chunks::<8>().0).zip([0, 8, 16, 24]) {
            let beyond = 64 - 8 * length.saturating_sub(at).min(8);
            let kept = u32::try_from(beyond).ok().and_then(|beyond| u64::MAX.checked_shr(beyond));
            *part = u64::from_le_bytes(*own) & kept.unwrap_or_default();
        }
        let [first, second, third, fourth] = parts;
        Some(Self(first, second, third, fourth))
    }
}

impl Seen {
    /// Forgets everything once it is too much.
    fn forget(&mut self) {
        if self.short.len().max(self.long.len()).max(self.known.len()) >= MOST_REMEMBERED {
            self.short.clear();
            self.long.clear();
            self.known.truncate(1);
        }
    }

    /// The place of a word of a text.
    #[inline]
    fn place(&mut self, (text, (start, end)): (&str, Span), of: (&Dictionary, &mut Held)) -> u32 {
        let short = Short::of(text, (start, end));
        if let Some(place) = short.and_then(|short| self.short.get(&short)) {
            return *place;
        }
        self.found_out((text.get(start..end).unwrap_or_default(), short), of)
    }

    /// The same of a word that is long, or has not been seen yet.
    #[cold]
    fn found_out(
        &mut self,
        (word, short): (&str, Option<Short>),
        (dictionary, held): (&Dictionary, &mut Held),
    ) -> u32 {
        if let Some(place) = self.long.get(word) {
            return *place;
        }
        let known = dictionary.known(word, held);
        let mut place = 0;
        if known != Known::default() {
            place = u32::try_from(self.known.len()).unwrap_or_default();
            self.known.push(known);
        }
        if let Some(short) = short {
            self.short.insert(short, place);
        } else if word.len() <= LONGEST {
            self.long.insert(word.into(), place);
        }
        place
    }

    /// The numbers of the words that a word is whose place that is.
    fn numbers(&self, place: u32) -> &[u32] {
        self.known.get(place as usize).map(|known| known.numbers.as_slice()).unwrap_or_default()
    }

    /// The parts of words that it has.
    fn parts(&self, place: u32) -> Parts {
        self.known.get(place as usize).map_or(0, |known| known.parts)
    }
}

impl Memory {
    /// Nothing yet.
    #[must_use]
    pub fn new(dictionary: Arc<Dictionary>) -> Self {
        let known = vec![Known::default()];
        Self {
            seen: Seen { short: HashMap::default(), long: HashMap::default(), known },
            words: Vec::new(),
            found: Vec::new(),
            held: dictionary.search.held(),
            dictionary,
        }
    }

    /// The themes that a comment is about.
    pub fn themes(&mut self, comment: &str) -> Themes {
        // The dictionary is every worker's: to count who holds it would have them wait for each other.
        let Self { dictionary, seen, held, words: own, found } = self;
        // Between comments only: places stand in their words.
        seen.forget();
        own.clear();
        let mut parts = 0;
        for (at, (start, word)) in words(comment).enumerate() {
            let span = (start, start + word.len());
            let place = seen.place((comment, span), (dictionary, held));
            if place > 0 {
                parts |= seen.parts(place);
                own.push((at, span, place));
            }
        }
        find((own, seen), dictionary, found);
        // By theme, the parts of the comment that are not about it: in order, and apart.
        let mut not: BTreeMap<usize, Vec<Span>> = BTreeMap::new();
        for (meant, (start, end)) in found.iter().filter(|(meant, _)| meant.is_not) {
            let parts = not.entry(meant.theme).or_default();
            match parts.last_mut().filter(|last| *start < last.1) {
                Some(last) => last.1 = last.1.max(*end),
                None => parts.push((*start, *end)),
            }
        }
        let is_not = |theme: usize, (start, end): Span| {
            let parts = not.get(&theme).map(Vec::as_slice).unwrap_or_default();
            let next = parts.partition_point(|(_, to)| *to <= start);
            parts.get(next).is_some_and(|(from, _)| *from < end)
        };
        let mut themes = Themes::default();
        for (meant, span) in found.iter() {
            if !meant.is_not && !themes.holds(meant.theme) && !is_not(meant.theme, *span) {
                themes.insert(meant.theme);
            }
        }
        if !dictionary.search.may_hold_any(parts) {
            return themes;
        }
        // Each takes two bytes: whatever is found stands where it stood.
        let replaced = (comment.contains('ё') || comment.contains('Ё'))
            .then(|| comment.replace('ё', "е").replace('Ё', "Е"));
        let comment = replaced.as_deref().unwrap_or(comment);
        for (at, pattern, is_held) in dictionary.search.may_hold((comment, parts), held) {
            let Some(theme) = dictionary.of_patterns.get(at).filter(|theme| !themes.holds(**theme)) else {
                continue;
            };
            let is_found = if not.contains_key(theme) {
                let mut spans = pattern.find_iter(comment).map(|found| (found.start(), found.end()));
                spans.by_ref().take(MOST_LOOKED_AT).any(|span| !is_not(*theme, span))
            } else {
                is_held || pattern.is_match(comment)
            };
            if is_found {
                themes.insert(*theme);
            }
        }
        themes
    }
}

/// Finds the phrases of a dictionary among the words of a comment.
fn find(
    (words, seen): (&[(usize, Span, u32)], &Seen),
    dictionary: &Dictionary,
    found: &mut Vec<(Meant, Span)>,
) {
    found.clear();
    for (at, (nth, (start, end), place)) in words.iter().enumerate() {
        let of = |number: &u32| dictionary.phrases.get(*number as usize);
        for phrase in seen.numbers(*place).iter().filter_map(of).flatten() {
            let after = words.get(at + 1..).unwrap_or_default();
            let (mut end, mut is_whole) = (*end, after.len() >= phrase.rest.len());
            for (wanted, (expected, (own, (_, to), place))) in phrase.rest.iter().zip((nth + 1..).zip(after))
            {
                is_whole = is_whole && *own == expected && seen.numbers(*place).contains(wanted);
                end = *to;
            }
            if is_whole {
                found.push((phrase.meant, (*start, end)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::dictionary::Theme;
    use super::super::pattern::Pattern;
    use super::super::words::{Exceptions, Word};
    use super::*;

    fn theme(name: &str, words: &[&str], not: &[&str], patterns: &[&str]) -> Theme {
        let phrases = |all: &[&str]| all.iter().map(|text| Word::phrase(text).expect("words")).collect();
        let patterns = patterns.iter().map(|text| Pattern::new(text).expect("a pattern")).collect();
        Theme { name: name.to_owned(), words: phrases(words), not: phrases(not), patterns }
    }

    /// The names of the themes of a comment.
    fn found(memory: &mut Memory, comment: &str) -> Vec<String> {
        let themes = memory.themes(comment);
        let dictionary = Arc::clone(&memory.dictionary);
        themes.each().filter_map(|at| Some(dictionary.themes().get(at)?.name.clone())).collect()
    }

    #[test]
    fn themes_are_found_by_words_in_any_form_by_beginnings_phrases_and_patterns() {
        let themes = vec![
            theme(
                "speed",
                &["быстр*", "скорость", "fast", "quick", "швидк*"],
                &["быстрое питание", "fast food"],
                &[],
            ),
            theme("price", &["=сума"], &["цена вопроса"], &["(дорог|цен[аы])"]),
            theme("people", &["call centre", "кол-центр"], &[], &[]),
            theme("more", &[], &[], &["ещё раз"]),
        ];
        let mut memory = Memory::new(Arc::new(Dictionary::new(themes, &Exceptions::new()).expect("small")));
        for (comment, expected) in [
            ("Быстро и недорого!", &["speed", "price"][..]),
            ("БЫСТРЕЕ НЕ БЫВАЕТ", &["speed"]),
            ("Скорости не хватает", &["speed"]),
            ("They are the quickest", &[]),
            ("quickly, fast", &["speed"]),
            ("breakfast", &[]),
            ("Быстрое питание", &[]),
            ("Быстрым питанием не пользуюсь, но быстро", &["speed"]),
            ("fast food is not fast", &["speed"]),
            ("Fast-food", &[]),
            ("Цена вопроса", &[]),
            ("Цена вопроса, а цены выше", &["price"]),
            ("Дорого", &["price"]),
            ("сума", &["price"]),
            ("сумами", &[]),
            ("the call centres", &["people"]),
            ("call the centre", &[]),
            ("Кол\u{2011}центром доволен", &["people"]),
            ("Звонили еще раз", &["more"]),
            ("Звонили ЕЩЁ РАЗ", &["more"]),
            ("Дуже швидко", &["speed"]),
            ("", &[]),
            ("\u{1f600}", &[]),
        ] {
            assert_eq!(found(&mut memory, comment), expected, "{comment}");
            // From memory too.
            assert_eq!(found(&mut memory, comment), expected, "{comment}");
        }
    }

    #[test]
    fn a_long_comment_takes_as_long_as_it_is_long() {
        let themes = vec![theme("a", &["xx*"], &["xx xx xx"], &["(x+x+)+y", "(a|aa)+$"])];
        let mut memory = Memory::new(Arc::new(Dictionary::new(themes, &Exceptions::new()).expect("small")));
        let start = std::time::Instant::now();
        for text in ["x".repeat(1 << 20), "a".repeat(1 << 20), "xx ".repeat(1 << 14)] {
            memory.themes(&text);
        }
        assert!(start.elapsed().as_secs() < 20);
    }
}
