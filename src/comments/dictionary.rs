//! The dictionary of themes: what each is found by.

use std::collections::BTreeMap;

use super::pattern::Pattern;
use super::search::{Held, Parts, Search};
use super::words::{Exceptions, Stems, Tongue, Word, small};

/// So many themes a dictionary has at most: as many as a number has bits.
pub const MOST_THEMES: usize = 64;

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

    pub(super) fn insert(&mut self, theme: usize) {
        self.0 |= 1_u64.checked_shl(u32::try_from(theme).unwrap_or(u32::MAX)).unwrap_or_default();
    }

    pub(super) fn holds(self, theme: usize) -> bool {
        self.0.checked_shr(u32::try_from(theme).unwrap_or(u32::MAX)).unwrap_or_default() & 1 == 1
    }
}

/// What a phrase is of: a theme, and whether it says that this is not meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Meant {
    pub(super) theme: usize,
    pub(super) is_not: bool,
}

/// A phrase, by the numbers of its words after the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) rest: Vec<u32>,
    pub(super) meant: Meant,
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
    pub(super) phrases: Vec<Vec<Phrase>>,
    /// All patterns, and the theme of each.
    pub(super) search: Search,
    pub(super) of_patterns: Vec<usize>,
}

impl PartialEq for Dictionary {
    fn eq(&self, other: &Self) -> bool {
        self.themes == other.themes
    }
}

/// What a word is to a dictionary.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Known {
    /// The numbers of the words of it that it is.
    pub(super) numbers: Vec<u32>,
    /// Which parts it has that patterns ask for.
    pub(super) parts: Parts,
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
            .flat_map(|(theme, of)| of.patterns.iter().map(move |pattern| (theme, pattern)));
        let (of_patterns, all): (Vec<usize>, Vec<&Pattern>) = patterns.unzip();
        let search = Search::new(&all).ok_or("all patterns together are too large")?;
        Ok(Self { stems, by_stem, exact, begins, phrases: by_first, search, of_patterns, themes })
    }

    /// The themes, in their order.
    #[must_use]
    pub fn themes(&self) -> &[Theme] {
        &self.themes
    }

    /// What a word is.
    pub(super) fn known(&self, word: &str, held: &mut Held) -> Known {
        let parts = self.search.parts(word, held);
        let word = small(word);
        let by_stem = self.stems.of(&word).into_iter().filter_map(|stem| self.by_stem.get(&stem)).flatten();
        let begins = self.begins.iter().filter(|(start, _)| word.starts_with(start.as_str()));
        let mut numbers: Vec<u32> =
            by_stem.chain(self.exact.get(&*word)).chain(begins.map(|(_, number)| number)).copied().collect();
        numbers.sort_unstable();
        numbers.dedup();
        Known { numbers, parts }
    }
}
