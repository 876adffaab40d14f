//! Names and words that a config states, in the forms that a sentence gives them.
//!
//! A stemmer alone does not know surnames: for Russian `Иванов` is to `Иван` what `городов` is to `город`, and a stated
//! `Волков` would cover every wolf. Endings of cases are therefore taken off one by one here, and the stemmer is asked for
//! what is no such surname.

use std::collections::HashMap;
use std::ops::Range;

use snowball_stemmers_rs::{Algorithm, Stemmer};

use super::found::{Found, Kind};

/// What a config states, to be looked up by the form of a word.
#[derive(Debug, Clone, Default)]
pub(super) struct Stated {
    phrases: Vec<Phrase>,
    /// The phrases whose first word may be written in this form.
    first: HashMap<String, Vec<usize>>,
    /// The letters that first words begin with: all forms of a word begin as it does.
    initials: Vec<char>,
}

#[derive(Debug, Clone)]
struct Phrase {
    kind: Kind,
    /// The forms of each word.
    words: Vec<Vec<String>>,
}

/// Endings of cases after a hard consonant, in Russian and Ukrainian.
const HARD: [&str; 16] =
    ["", "а", "у", "о", "ы", "и", "і", "е", "ом", "ой", "ою", "ам", "ами", "ах", "ові", "ів"];

/// Endings of cases after a soft consonant.
const SOFT: [&str; 24] = [
    "ь", "й", "я", "ю", "е", "є", "и", "і", "ї", "ем", "єм", "їм", "ей", "єй", "ею", "єю", "ью", "ям", "ями",
    "ях", "еві", "єві", "ів", "їв",
];

/// Endings of adjectives, and of surnames that are some.
const ADJECTIVE: [&str; 30] = [
    "ый", "ий", "ій", "ой", "ая", "яя", "а", "ого", "его", "ому", "ему", "ым", "им", "ім", "ей", "ою", "ею",
    "ую", "юю", "у", "ые", "ие", "і", "их", "ых", "іх", "ыми", "ими", "ої", "е",
];

/// Endings that surnames such as Ivanov take from adjectives.
const OF_SURNAMES: [&str; 6] = ["ым", "ых", "ыми", "им", "их", "ими"];

/// Ends of words that a stemmer takes for endings of cases: `островом` and `острый` have one stem.
const MISTAKEN: [&str; 5] = ["ов", "ев", "єв", "їв", "ів"];

/// The longest word that is looked at for its forms: what is longer is no word of a language.
const LONGEST: usize = 40;

impl Stated {
    pub(super) fn new(names: &[String], words: &[String]) -> Self {
        let mut stated = Self::default();
        let names = names.iter().map(|name| (name, Kind::Name));
        for (text, kind) in names.chain(words.iter().map(|word| (word, Kind::Word))) {
            let form = |place| stated_forms(text.get(place).unwrap_or_default(), kind);
            let words: Vec<Vec<String>> = tokens(text).map(form).collect();
            let Some(first) = words.first() else { continue };
            stated.initials.extend(first.iter().filter_map(|form| form.chars().nth(1)));
            for form in first {
                stated.first.entry(form.clone()).or_default().push(stated.phrases.len());
            }
            stated.initials.sort_unstable();
            stated.initials.dedup();
            stated.phrases.push(Phrase { kind, words });
        }
        stated
    }

    /// Where any of them stands in a text: whole words only, and of several the one with most words.
    pub(super) fn find(&self, text: &str) -> Vec<Found> {
        let mut all = Vec::new();
        if self.phrases.is_empty() {
            return all;
        }
        let places: Vec<Range<usize>> = tokens(text).collect();
        let mut at = 0;
        while let Some(place) = places.get(at) {
            let word = text.get(place.clone()).unwrap_or_default();
            let initial = word.chars().next().into_iter().flat_map(char::to_lowercase).map(careless).next();
            if initial.is_none_or(|initial| !self.initials.contains(&initial)) {
                at += 1;
                continue;
            }
            let forms = forms(word);
            let starting = forms.iter().filter_map(|form| self.first.get(form)).flatten();
            let phrases = starting.filter_map(|at| self.phrases.get(*at));
            let found = phrases.filter(|phrase| phrase.is_at(text, places.get(at..).unwrap_or_default()));
            // The first of two as long: names come before words.
            let longest = found.min_by_key(|phrase| (usize::MAX - phrase.words.len(), phrase.kind));
            let taken = longest.map_or(1, |phrase| phrase.words.len());
            if let (Some(phrase), Some(last)) = (longest, places.get(at + taken - 1)) {
                all.push(Found { place: place.start..last.end, kind: phrase.kind });
            }
            at += taken;
        }
        all
    }
}

impl Phrase {
    /// Whether its words follow each other here, the first of which has been found.
    fn is_at(&self, text: &str, places: &[Range<usize>]) -> bool {
        let mut rest = self.words.iter().enumerate().skip(1);
        rest.all(|(n, stated)| {
            let (Some(before), Some(place)) = (places.get(n - 1), places.get(n)) else { return false };
            let between = text.get(before.end..place.start).unwrap_or_default();
            let is_close = between.len() <= 6 && between.chars().all(|c| c.is_whitespace() || is_joint(c));
            is_close
                && forms(text.get(place.clone()).unwrap_or_default()).iter().any(|form| stated.contains(form))
        })
    }
}

fn is_joint(c: char) -> bool {
    matches!(c, '-' | '.' | '\u{2010}'..='\u{2015}')
}

/// The words of a text: letters, digits and marks, with apostrophes between letters.
fn tokens(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let start = loop {
            let (at, c) = rest.next()?;
            if c.is_alphanumeric() {
                break at..at + c.len_utf8();
            }
        };
        let mut end = start.end;
        while let Some((at, c)) = rest.peek().copied() {
            let next = text.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
            let is_within = c.is_alphanumeric()
                || matches!(c, '\u{300}'..='\u{36f}')
                || is_apostrophe(c) && next.is_some_and(char::is_alphabetic);
            if !is_within {
                break;
            }
            end = at + c.len_utf8();
            rest.next();
        }
        Some(start.start..end)
    })
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '`' | '‘' | '′')
}

/// Nobody cares for the dots of `ё`, and there are many apostrophes.
fn careless(c: char) -> char {
    match c {
        'ё' => 'е',
        c if is_apostrophe(c) => '\'',
        c => c,
    }
}

/// The forms of a word that a config states: of a name no stem, which other words have too.
fn stated_forms(word: &str, kind: Kind) -> Vec<String> {
    let mut forms = forms(word);
    let is_mistaken = MISTAKEN.iter().any(|end| word.ends_with(end));
    forms.retain(|form| !form.starts_with('~') || kind == Kind::Word && !is_mistaken);
    forms
}

/// The forms by which two words are compared: they are the same word where they have one in common. Each tells by its
/// first letter what it is: `=` the word, `h`, `s` and `a` the word without an ending of its kind, `~` its stem.
fn forms(word: &str) -> Vec<String> {
    let small: String = word.chars().take(LONGEST + 3).flat_map(char::to_lowercase).map(careless).collect();
    let small = small.strip_suffix("'s").unwrap_or(&small);
    let letters = small.chars().count();
    let mut forms = vec![format!("={small}")];
    if !(2..=LONGEST).contains(&letters) || small.chars().any(|c| c.is_ascii_digit()) {
        return forms;
    }
    let stem = |language| Stemmer::create(language).stem(small).into_owned();
    if small.chars().all(|c| c.is_ascii_alphabetic() || c == '\'') {
        forms.push(format!("~{}", stem(Algorithm::English)));
        return forms;
    }
    let is_surname = |bare: &str| bare.ends_with(['в', 'н']) && bare.chars().count() > 3;
    // After these, some endings are written as after a soft consonant.
    let is_mixed = |bare: &str| bare.ends_with(['ж', 'ч', 'ш', 'щ', 'ц', 'р']);
    let bare = |end: &&str| small.strip_suffix(end).filter(|bare| bare.chars().count() >= 2);
    // `Иваново` is a town.
    let hard = HARD.iter().filter_map(|end| bare(end).filter(|bare| *end != "о" || !is_surname(bare)));
    let surname = OF_SURNAMES.iter().filter_map(bare).filter(|bare| is_surname(bare));
    forms.extend(hard.chain(surname).map(|bare| format!("h{bare}")));
    let soft = SOFT.iter().filter_map(bare);
    forms.extend(soft.map(|bare| format!("{}{bare}", if is_mixed(bare) { 'h' } else { 's' })));
    forms.extend(ADJECTIVE.iter().filter_map(bare).map(|bare| format!("a{bare}")));
    forms.extend([Algorithm::Russian, Algorithm::Ukrainian].map(|language| format!("~{}", stem(language))));
    forms
}
