//! All patterns of a dictionary, ready to be looked for in comments.
//!
//! Most patterns hold of no comment without certain [parts](super::required) in its words. What parts a word has is found once; which
//! comments a pattern has to be looked for in then takes next to nothing. The others are looked for at once, by one automaton.

use std::borrow::Cow;
use std::collections::BTreeMap;

use regex::{Regex, RegexBuilder};
use regex_automata::util::syntax;
use regex_automata::{Input, MatchKind, PatternID, PatternSet, meta};

use super::pattern::Pattern;
use super::required::{alike, required};

/// The automaton of all patterns together takes so many bytes at most.
const LARGEST: usize = 64 << 20;

/// What the automaton may remember of what it has read, in bytes.
const CACHE: usize = 8 << 20;

/// Which parts words have that patterns ask for: a bit for each, or for several where there are more.
pub(super) type Parts = u128;

/// Patterns, each by its position.
#[derive(Debug)]
pub(super) struct Search {
    /// The parts of words that some ask for; none where none does.
    parts: Option<meta::Regex>,
    /// Those that do: each holds only where all of its parts are.
    with_parts: Vec<(usize, Parts)>,
    /// The others, which these are, and whether what is found so is all that they ask for; none without any.
    at_once: Option<(meta::Regex, Vec<(usize, bool)>)>,
    /// Those that can only be looked for by themselves.
    one_by_one: Vec<usize>,
    /// Each by itself.
    alone: Vec<Regex>,
}

/// What a reader needs to look for patterns.
#[derive(Debug, Clone)]
pub(super) struct Held {
    parts: PatternSet,
    at_once: PatternSet,
}

impl Search {
    /// Of these patterns; nothing where they are too large together.
    pub(super) fn new(patterns: &[&Pattern]) -> Option<Self> {
        let alone = patterns.iter().map(|pattern| pattern.regex().clone()).collect();
        let mut all_parts = BTreeMap::new();
        let mut with_parts = Vec::new();
        // No automaton knows where words end of other than Latin letters: such a pattern is looked for without asking that, and by
        // itself where it is found so.
        let (mut at_once, mut texts, mut one_by_one) = (Vec::new(), Vec::new(), Vec::new());
        for (at, pattern) in patterns.iter().enumerate() {
            let text = pattern.text();
            let required = required(text);
            if !required.is_empty() {
                let bits = required.into_iter().map(|parts| {
                    let next = all_parts.len();
                    1 << (*all_parts.entry(parts).or_insert(next) % Parts::BITS as usize)
                });
                with_parts.push((at, bits.fold(0, |all: Parts, own: Parts| all | own)));
            } else if let Some(text) = anywhere(text) {
                at_once.push((at, matches!(text, Cow::Borrowed(_))));
                texts.push(text);
            } else {
                one_by_one.push(at);
            }
        }
        let mut parts = vec![String::new(); all_parts.len()];
        for (of, at) in &all_parts {
            let all: Vec<String> = of.iter().map(|part| regex::escape(part)).collect();
            parts.get_mut(*at)?.push_str(&all.join("|"));
        }
        let parts = if parts.is_empty() { None } else { Some(together(&parts, false)?) };
        let at_once = if texts.is_empty() { None } else { Some((together(&texts, true)?, at_once)) };
        Some(Self { parts, with_parts, at_once, one_by_one, alone })
    }

    /// What a reader needs.
    pub(super) fn held(&self) -> Held {
        let of = |regex: Option<&meta::Regex>| PatternSet::new(regex.map_or(0, meta::Regex::pattern_len));
        Held { parts: of(self.parts.as_ref()), at_once: of(self.at_once.as_ref().map(|(regex, _)| regex)) }
    }

    /// The parts that a word has.
    pub(super) fn parts(&self, word: &str, held: &mut Held) -> Parts {
        let Some(parts) = &self.parts else { return 0 };
        held.parts.clear();
        parts.which_overlapping_matches(&Input::new(&alike(word)), &mut held.parts);
        held.parts.iter().fold(0, |all, at| all | 1 << (at.as_usize() % Parts::BITS as usize))
    }

    /// Whether a comment whose words have these parts may hold any pattern.
    pub(super) fn may_hold_any(&self, parts: Parts) -> bool {
        let has_others = self.at_once.is_some() || !self.one_by_one.is_empty();
        has_others || self.with_parts.iter().any(|(_, asked)| parts & asked == *asked)
    }

    /// The patterns that it may hold, each by itself, and whether it is certain to.
    pub(super) fn may_hold<'a>(
        &'a self,
        (comment, parts): (&str, Parts),
        held: &'a mut Held,
    ) -> impl Iterator<Item = (usize, &'a Regex, bool)> {
        held.at_once.clear();
        if let Some((regex, _)) = &self.at_once {
            regex.which_overlapping_matches(&Input::new(comment), &mut held.at_once);
        }
        let of_parts = self.with_parts.iter().filter(move |(_, asked)| parts & asked == *asked);
        let of_parts = of_parts.map(|(at, _)| (*at, false));
        let of_all = self.at_once.iter().flat_map(|(_, of)| of).enumerate();
        let is_held = |at: usize| PatternID::new(at).is_ok_and(|at| held.at_once.contains(at));
        let at_once = of_all.filter(move |(at, _)| is_held(*at));
        let one_by_one = self.one_by_one.iter().map(|at| (*at, false));
        let all = of_parts.chain(at_once.map(|(_, of)| *of)).chain(one_by_one);
        all.filter_map(|(at, is_held)| Some((at, self.alone.get(at)?, is_held)))
    }
}

/// An automaton for several patterns, that holds whatever the case of letters is, or as they are.
fn together(patterns: &[impl AsRef<str>], is_of_any_case: bool) -> Option<meta::Regex> {
    let settings = meta::Config::new()
        .match_kind(MatchKind::All)
        // What begins one of many patterns is so frequent that looking for it first takes longer.
        .auto_prefilter(false)
        .hybrid_cache_capacity(CACHE)
        .nfa_size_limit(Some(LARGEST));
    let syntax = syntax::Config::new().case_insensitive(is_of_any_case);
    meta::Builder::new().configure(settings).syntax(syntax).build_many(patterns).ok()
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

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    #[test]
    fn each_pattern_is_found_where_it_holds_by_itself() {
        let patterns = [
            r"\bцен[аы]\b",
            r"\Bcost",
            r"\b{start}over",
            r"a\\b",
            r"(\bно\b)+ нет",
            r"[\w\s]+\b!",
            r"\<low\>",
            r"(долго|ждал[иа]?) .*оператор",
            r"\w+ing",
            "на",
        ];
        let patterns = patterns.map(|text| Pattern::new(text).expect("a pattern"));
        let search = Search::new(&patterns.each_ref()).expect("small");
        assert!(search.one_by_one.is_empty());
        assert_eq!((search.with_parts.len(), search.at_once.as_ref().map(|(_, of)| of.len())), (7, Some(3)));
        let mut held = search.held();
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
            "ДОЛГО ждала оператора",
            "ждали: операторы",
            "оператор, долго",
            "waiting",
            "ing",
            "",
        ] {
            let parts = words(comment).map(|(_, word)| search.parts(word, &mut held));
            let parts = parts.fold(0, |all, own| all | own);
            let may_hold: Vec<_> = search.may_hold((comment, parts), &mut held).collect();
            assert!(may_hold.is_empty() || search.may_hold_any(parts));
            let found = may_hold.iter().filter(|(_, pattern, is_held)| *is_held || pattern.is_match(comment));
            let mut found: Vec<usize> = found.map(|(at, ..)| *at).collect();
            found.sort_unstable();
            let holds = |(_, pattern): &(usize, &Regex)| pattern.is_match(comment);
            let expected: Vec<usize> =
                search.alone.iter().enumerate().filter(holds).map(|(at, _)| at).collect();
            assert_eq!(found, expected, "{comment}");
        }
    }

    #[test]
    fn of_more_parts_than_there_are_bits_none_is_lost() {
        let patterns = (0..300).map(|at| Pattern::new(&format!("word{at}x")).expect("a pattern"));
        let patterns: Vec<Pattern> = patterns.collect();
        let search = Search::new(&patterns.iter().collect::<Vec<_>>()).expect("small");
        let mut held = search.held();
        for at in 0..300 {
            let word = format!("word{at}x");
            let parts = search.parts(&word, &mut held);
            assert!(
                search
                    .may_hold((&word, parts), &mut held)
                    .any(|(own, pattern, _)| own == at && pattern.is_match(&word))
            );
        }
    }
}
