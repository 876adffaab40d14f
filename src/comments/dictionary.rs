//! The dictionary of themes: which of them a comment is about.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use regex::{Regex, RegexBuilder};
use regex_automata::util::syntax;
use regex_automata::{Input, MatchKind, PatternSet, meta};

use super::pattern::Pattern;
use super::words::{Exceptions, Stems, Tongue, Word, small, words};

/// So many themes a dictionary has at most: as many as a number has bits.
pub const MOST_THEMES: usize = 64;

/// So many words a reader of comments remembers at most.
const MOST_REMEMBERED: usize = 1 << 16;

/// Longer words are nobody's, and are not remembered.
const LONGEST: usize = 100;

/// The automaton of all patterns together takes so many bytes at most.
const LARGEST: usize = 64 << 20;

/// So many places that a pattern holds at are looked at, where some of a comment is not meant: each may take as long as the comment.
const MOST_LOOKED_AT: usize = 100;

/// What the automaton may remember of what it has read, in bytes.
const CACHE: usize = 8 << 20;

/// A theme: what it is called, and what it is found by.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Theme {
    /// Its name.
    pub name: String,
    /// Words and phrases that are about it.
    pub words: Vec<Vec<Word>>,
    /// Phrases that are not, though words of them are.
    pub not: Vec<Vec<Word>>,
    /// Patterns that what is about it holds.
    pub patterns: Vec<Pattern>,
}

/// Which themes of a dictionary: a bit for each, the first being the lowest.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Themes(pub u64);

impl Themes {
    /// How many there are.
    #[must_use]
    pub const fn count(self) -> u32 {
        self.0.count_ones()
    }

    /// The positions of each in the dictionary.
    pub fn each(self) -> impl Iterator<Item = usize> {
        (0..MOST_THEMES).filter(move |at| self.0 >> at & 1 == 1)
    }

    fn insert(&mut self, theme: usize) {
        self.0 |= 1_u64.checked_shl(u32::try_from(theme).unwrap_or(u32::MAX)).unwrap_or_default();
    }

    fn holds(self, theme: usize) -> bool {
        self.0.checked_shr(u32::try_from(theme).unwrap_or(u32::MAX)).unwrap_or_default() & 1 == 1
    }
}

/// What a phrase is of: a theme, and whether it says that this is not meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Meant {
    theme: usize,
    is_not: bool,
}

/// Where something begins and ends in a comment, in bytes.
type Span = (usize, usize);

/// A phrase, by the numbers of its words after the first.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Phrase {
    rest: Vec<u32>,
    meant: Meant,
}

/// All themes, ready to be looked for.
#[derive(Debug)]
pub struct Dictionary {
    themes: Vec<Theme>,
    stems: Stems,
    /// The number of each word, by what it is.
    by_stem: BTreeMap<(Tongue, String), Vec<u32>>,
    exact: BTreeMap<String, u32>,
    begins: Vec<(String, u32)>,
    /// By the number of their first word.
    phrases: Vec<Vec<Phrase>>,
    /// The patterns that are looked for all at once, which these are, and whether what is found so is all that they ask for; none
    /// without any.
    at_once: Option<(meta::Regex, Vec<(usize, bool)>)>,
    /// Those that can only be looked for by themselves.
    one_by_one: Vec<usize>,
    /// The theme of each pattern, and the pattern by itself.
    of_patterns: Vec<(usize, Regex)>,
}

impl PartialEq for Dictionary {
    fn eq(&self, other: &Self) -> bool {
        self.themes == other.themes
    }
}

/// What a reader of comments knows of words: by a word as it is written, the numbers of those that it is in a dictionary.
#[derive(Debug, Clone)]
pub struct Memory {
    dictionary: Arc<Dictionary>,
    /// Where those of each word stand among all; that of words in no dictionary is the first.
    known: HashMap<Box<str>, u32, foldhash::fast::RandomState>,
    numbers: Vec<Vec<u32>>,
    /// Of the comment at hand: its words, and what was found.
    words: Vec<(Span, u32)>,
    /// The patterns that it holds, of those that are looked for at once.
    held: PatternSet,
    found: Vec<(Meant, Span)>,
}

impl Dictionary {
    /// Of these themes, [so many](MOST_THEMES) at most, with words whose forms are stated.
    ///
    /// # Errors
    /// When all patterns together are too large.
    pub fn new(themes: Vec<Theme>, exceptions: &Exceptions) -> Result<Self, String> {
        let stems = Stems::new(exceptions);
        let mut numbers: BTreeMap<&Word, u32> = BTreeMap::new();
        let phrases = || {
            let of = |(theme, of): (usize, _)| {
                let Theme { words, not, .. }: &Theme = of;
                let are = |is_not| move |phrase| (phrase, Meant { theme, is_not });
                words.iter().map(are(false)).chain(not.iter().map(are(true)))
            };
            themes.iter().enumerate().flat_map(of)
        };
        for word in phrases().flat_map(|(phrase, _): (&Vec<Word>, _)| phrase) {
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            numbers.entry(word).or_insert(next);
        }
        let number = |word: &Word| numbers.get(word).copied().unwrap_or(u32::MAX);
        let mut by_first: Vec<Vec<Phrase>> = vec![Vec::new(); numbers.len()];
        for (phrase, meant) in phrases() {
            let Some((first, rest)) = phrase.split_first() else { continue };
            if let Some(of) = by_first.get_mut(number(first) as usize) {
                of.push(Phrase { rest: rest.iter().map(number).collect(), meant });
            }
        }
        let (mut by_stem, mut exact, mut begins) =
            (BTreeMap::<_, Vec<u32>>::new(), BTreeMap::new(), Vec::new());
        for (word, number) in &numbers {
            match word {
                Word::Stem(word) => {
                    for stem in stems.of(word) {
                        by_stem.entry(stem).or_default().push(*number);
                    }
                }
                Word::Exact(word) => {
                    exact.insert(word.clone(), *number);
                }
                Word::Begins(start) => begins.push((start.clone(), *number)),
            }
        }
        let patterns = themes
            .iter()
            .enumerate()
            .flat_map(|(theme, of)| of.patterns.iter().map(move |pattern| (theme, pattern.text())));
        let patterns: Vec<(usize, &str)> = patterns.collect();
        let too_large = "all patterns together are too large";
        let alone = patterns.iter().map(|(theme, text)| {
            Some((*theme, RegexBuilder::new(text).case_insensitive(true).build().ok()?))
        });
        let of_patterns = alone.collect::<Option<_>>().ok_or(too_large)?;
        // No automaton knows where words end of other than Latin letters: such a pattern is looked for without asking that, and by
        // itself where it is found so.
        let together: Vec<(usize, Cow<'_, str>)> =
            patterns.iter().enumerate().filter_map(|(at, (_, text))| Some((at, anywhere(text)?))).collect();
        let texts: Vec<&str> = together.iter().map(|(_, text)| &**text).collect();
        let of_texts = together.iter().map(|(at, text)| (*at, matches!(text, Cow::Borrowed(_))));
        let of_texts: Vec<(usize, bool)> = of_texts.collect();
        let is_together = |at: &usize| together.iter().any(|(other, _)| other == at);
        let one_by_one: Vec<usize> = (0..patterns.len()).filter(|at| !is_together(at)).collect();
        let settings = meta::Config::new()
            .match_kind(MatchKind::All)
            // What begins one of many patterns is so frequent that looking for it first takes longer.
            .auto_prefilter(false)
            .hybrid_cache_capacity(CACHE)
            .nfa_size_limit(Some(LARGEST));
        let at_once = meta::Builder::new()
            .configure(settings)
            .syntax(syntax::Config::new().case_insensitive(true))
            .build_many(&texts);
        let at_once = at_once.map_err(|_| too_large)?;
        let at_once = (!of_texts.is_empty()).then_some((at_once, of_texts));
        Ok(Self {
            stems,
            by_stem,
            exact,
            begins,
            phrases: by_first,
            at_once,
            one_by_one,
            of_patterns,
            themes,
        })
    }

    /// The themes, in their order.
    #[must_use]
    pub fn themes(&self) -> &[Theme] {
        &self.themes
    }

    /// The numbers of the words that a word is.
    fn numbers(&self, word: &str) -> Vec<u32> {
        let word = small(word);
        let by_stem = self.stems.of(&word).into_iter().filter_map(|stem| self.by_stem.get(&stem)).flatten();
        let begins = self.begins.iter().filter(|(start, _)| word.starts_with(start.as_str()));
        let mut found: Vec<u32> =
            by_stem.chain(self.exact.get(&*word)).chain(begins.map(|(_, number)| number)).copied().collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// What asks in a pattern where words begin or end.
const ENDS: [&str; 4] = [r"\b", r"\B", r"\<", r"\>"];

/// A pattern that finds all that another one does, and does not ask where words end; nothing where that is none.
fn anywhere(pattern: &str) -> Option<Cow<'_, str>> {
    if ENDS.iter().all(|end| !pattern.contains(end)) {
        return Some(Cow::Borrowed(pattern));
    }
    let (mut found, mut rest) = (String::new(), pattern);
    while let Some(at) = rest.find('\\') {
        let (before, after) = rest.split_at(at);
        let end = after.char_indices().nth(2).map_or(after.len(), |(end, _)| end);
        let (escape, next) = after.split_at(end);
        found.push_str(before);
        rest = next;
        if ENDS.contains(&escape) {
            // Of which end of a word it asks: `\b{start}`.
            rest = next.strip_prefix('{').and_then(|of| of.split_once('}')).map_or(next, |(_, next)| next);
            // What would be repeated is gone, but for a group of nothing.
            found.push_str("(?:)");
        } else {
            found.push_str(escape);
        }
    }
    found.push_str(rest);
    RegexBuilder::new(&found).case_insensitive(true).build().is_ok().then_some(Cow::Owned(found))
}

impl Memory {
    /// Nothing yet.
    #[must_use]
    pub fn new(dictionary: Arc<Dictionary>) -> Self {
        Self {
            known: HashMap::default(),
            numbers: vec![Vec::new()],
            words: Vec::new(),
            held: PatternSet::new(dictionary.at_once.as_ref().map_or(0, |(_, of)| of.len())),
            found: Vec::new(),
            dictionary,
        }
    }

    /// Where the numbers of the words that a word is stand, from memory where it has been seen.
    fn place(&mut self, word: &str) -> u32 {
        if let Some(known) = self.known.get(word) {
            return *known;
        }
        let numbers = self.dictionary.numbers(word);
        let place =
            if numbers.is_empty() { 0 } else { u32::try_from(self.numbers.len()).unwrap_or_default() };
        if place > 0 {
            self.numbers.push(numbers);
        }
        if word.len() <= LONGEST {
            self.known.insert(word.into(), place);
        }
        place
    }

    /// The themes that a comment is about.
    pub fn themes(&mut self, comment: &str) -> Themes {
        // What was seen is forgotten between comments only: places stand in their words.
        if self.known.len() >= MOST_REMEMBERED || self.numbers.len() >= MOST_REMEMBERED {
            self.known.clear();
            self.numbers.truncate(1);
        }
        let mut own = std::mem::take(&mut self.words);
        own.clear();
        for (start, word) in words(comment) {
            own.push(((start, start + word.len()), self.place(word)));
        }
        self.words = own;
        let dictionary = Arc::clone(&self.dictionary);
        self.find(&dictionary);
        // By theme, the parts of the comment that are not about it: in order, and apart.
        let mut not: BTreeMap<usize, Vec<Span>> = BTreeMap::new();
        for (meant, (start, end)) in self.found.iter().filter(|(meant, _)| meant.is_not) {
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
        for (meant, span) in &self.found {
            if !meant.is_not && !themes.holds(meant.theme) && !is_not(meant.theme, *span) {
                themes.insert(meant.theme);
            }
        }
        if dictionary.of_patterns.is_empty() {
            return themes;
        }
        // Each takes two bytes: whatever is found stands where it stood.
        let replaced = (comment.contains('ё') || comment.contains('Ё'))
            .then(|| comment.replace('ё', "е").replace('Ё', "Е"));
        let comment = replaced.as_deref().unwrap_or(comment);
        self.held.clear();
        if let Some((pattern, _)) = &dictionary.at_once {
            pattern.which_overlapping_matches(&Input::new(comment), &mut self.held);
        }
        let at_once = dictionary.at_once.iter().filter(|_| !self.held.is_empty());
        let held = at_once.flat_map(|(_, of)| self.held.iter().filter_map(|at| of.get(at.as_usize())));
        let one_by_one = dictionary.one_by_one.iter().map(|at| (*at, false));
        for (at, is_held) in one_by_one.chain(held.copied()) {
            let Some((theme, pattern)) = dictionary.of_patterns.get(at) else { continue };
            if themes.holds(*theme) {
                continue;
            }
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

    /// Finds the phrases among the words of the comment at hand.
    fn find(&mut self, dictionary: &Dictionary) {
        self.found.clear();
        let numbers = |place: u32| self.numbers.get(place as usize).map(Vec::as_slice).unwrap_or_default();
        for (at, ((start, end), place)) in self.words.iter().enumerate().filter(|(_, (_, place))| *place > 0)
        {
            let of = |number: &u32| dictionary.phrases.get(*number as usize);
            for phrase in numbers(*place).iter().filter_map(of).flatten() {
                let after = self.words.get(at + 1..).unwrap_or_default();
                let (mut end, mut is_whole) = (*end, after.len() >= phrase.rest.len());
                for (wanted, ((_, to), place)) in phrase.rest.iter().zip(after) {
                    is_whole = is_whole && numbers(*place).contains(wanted);
                    end = *to;
                }
                if is_whole {
                    self.found.push((phrase.meant, (*start, end)));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
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
        themes.each().filter_map(|at| Some(dictionary.themes.get(at)?.name.clone())).collect()
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
    fn a_pattern_that_asks_for_ends_of_words_is_found_where_it_holds_alone() {
        let patterns = [
            r"\bцен[аы]\b",
            r"\Bcost",
            r"\b{start}over",
            r"a\\b",
            r"(\bно\b)+ нет",
            r"[\w\s]+\b!",
            r"\<low\>",
        ];
        let themes = patterns.map(|pattern| theme(pattern, &[], &[], &[pattern])).to_vec();
        let mut memory = Memory::new(Arc::new(Dictionary::new(themes, &Exceptions::new()).expect("small")));
        assert!(memory.dictionary.one_by_one.is_empty());
        // Held against each pattern by itself.
        for comment in [
            "цены",
            "сцены",
            "цены, цена",
            "low-cost",
            "lowcost",
            "over",
            "moreover",
            r"a\b",
            "но нет",
            "дано нет",
            "ok!",
            "!",
        ] {
            let alone = |pattern: &&str| {
                let made = RegexBuilder::new(pattern).case_insensitive(true).build().expect("a pattern");
                made.is_match(comment)
            };
            let expected: Vec<&str> = patterns.iter().copied().filter(|of| alone(of)).collect();
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
