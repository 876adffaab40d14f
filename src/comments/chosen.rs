//! Which comments are shown, of many: by a rule that can be told in a sentence, and that the order of the rows is no part of.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Which comments come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[schemars(rename = "OrderOfComments")]
pub enum Order {
    /// Those of the latest days.
    #[default]
    Newest,
    /// Those that say most.
    Longest,
}

/// A comment that may be shown.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Candidate<A> {
    /// The day of the answer; none where answers have none.
    pub day: Option<i32>,
    /// How many characters it had as it was written.
    pub length: usize,
    /// The place of its score on the scale.
    pub score: usize,
    /// The comment.
    pub text: String,
    /// The themes that it is about, by name.
    pub themes: BTreeSet<String>,
    /// What else is shown with it.
    pub also: A,
}

impl<A: Ord> Candidate<A> {
    /// Which of two comes first. What is equal in all that can be shown may be either.
    fn order(&self, other: &Self, order: Order) -> Ordering {
        let first = |own: &Self| match order {
            Order::Newest => (Reverse(own.day), Reverse(own.length)),
            // No comment has more characters than its length.
            Order::Longest => (Reverse(None), Reverse(own.length)),
        };
        let rest = |own: &Self| (Reverse(own.day), own.score);
        first(self)
            .cmp(&first(other))
            .then_with(|| rest(self).cmp(&rest(other)))
            .then_with(|| self.text.cmp(&other.text))
            .then_with(|| (&self.themes, &self.also).cmp(&(&other.themes, &other.also)))
    }
}

/// The comments that can still be among those shown, of all that have been offered: so many as are shown, and the first of
/// each theme. Offered in any order, or to several that are put together, they are the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Collector<A> {
    order: Order,
    most: usize,
    /// The first of all, in order.
    first: Vec<Candidate<A>>,
    /// The first of each theme.
    of_theme: BTreeMap<String, Candidate<A>>,
}

impl<A> Default for Collector<A> {
    fn default() -> Self {
        Self { order: Order::default(), most: 0, first: Vec::new(), of_theme: BTreeMap::new() }
    }
}

impl<A: Ord + Clone> Collector<A> {
    /// Of so many that are shown at most, by this order.
    #[must_use]
    pub fn new(order: Order, most: usize) -> Self {
        Self { order, most, first: Vec::new(), of_theme: BTreeMap::new() }
    }

    /// Whether a comment of this day, length and themes may be among those shown: if not, it need not be made ready.
    #[must_use]
    pub fn wants(&self, day: Option<i32>, length: usize, themes: &[&str]) -> bool {
        let is_first = |other: &Candidate<A>| match self.order {
            Order::Newest => (day, length) >= (other.day, other.length),
            Order::Longest => (length, day) >= (other.length, other.day),
        };
        self.first.len() < self.most
            || self.first.last().is_some_and(is_first)
            || self.most > 0 && themes.iter().any(|theme| self.of_theme.get(*theme).is_none_or(is_first))
    }

    /// Takes a comment in.
    pub fn offer(&mut self, candidate: Candidate<A>) {
        let order = self.order;
        for theme in &candidate.themes {
            match self.of_theme.get_mut(theme) {
                Some(other) if candidate.order(other, order).is_lt() => other.clone_from(&candidate),
                Some(_) => {}
                None => {
                    self.of_theme.insert(theme.clone(), candidate.clone());
                }
            }
        }
        // Words that were said before are not shown again: the first of them stays.
        let same = self.first.iter().position(|other| other.text == candidate.text);
        if let Some(at) = same {
            if self.first.get(at).is_some_and(|other| other.order(&candidate, order).is_le()) {
                return;
            }
            self.first.remove(at);
        }
        let at = self.first.partition_point(|other| other.order(&candidate, order).is_le());
        self.first.insert(at, candidate);
        self.first.truncate(self.most);
    }

    /// Takes in what another has collected.
    pub fn merge(&mut self, other: Self) {
        for candidate in other.first.into_iter().chain(other.of_theme.into_values()) {
            self.offer(candidate);
        }
    }

    /// Those that are shown: going through all in order, first those that speak of a theme that none before them does,
    /// then the others, until there are enough. They are told in order.
    #[must_use]
    pub fn chosen(self) -> Vec<Candidate<A>> {
        let order = self.order;
        let mut new: Vec<Candidate<A>> = Vec::new();
        let mut leaders: Vec<Candidate<A>> = self.of_theme.into_values().collect();
        leaders.sort_by(|a, b| a.order(b, order));
        let mut spoken_of: BTreeSet<String> = BTreeSet::new();
        for candidate in leaders {
            let is_new = !candidate.themes.is_subset(&spoken_of)
                && new.iter().all(|other| other.text != candidate.text);
            spoken_of.extend(candidate.themes.iter().cloned());
            if is_new {
                new.push(candidate);
            }
        }
        new.truncate(self.most);
        for candidate in self.first {
            if new.len() < self.most && new.iter().all(|other| other.text != candidate.text) {
                new.push(candidate);
            }
        }
        new.sort_by(|a, b| a.order(b, order));
        new
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(day: i32, score: usize, themes: u32, text: &str) -> Candidate<u8> {
        let length = text.chars().count();
        let themes = (0..4).filter(|bit| themes >> bit & 1 == 1).map(|bit: u32| bit.to_string()).collect();
        Candidate { day: Some(day), length, score, text: text.to_owned(), themes, also: 0 }
    }

    fn chosen(order: Order, most: usize, all: &[Candidate<u8>]) -> Vec<String> {
        let mut collector = Collector::new(order, most);
        for candidate in all {
            collector.offer(candidate.clone());
        }
        collector.chosen().into_iter().map(|candidate| candidate.text).collect()
    }

    #[test]
    fn the_newest_come_first_or_the_longest() {
        let all = [
            said(1, 0, 0, "a long one"),
            said(3, 0, 0, "new"),
            said(2, 0, 0, "older"),
            said(3, 0, 0, "newer"),
        ];
        assert_eq!(chosen(Order::Newest, 3, &all), ["newer", "new", "older"]);
        assert_eq!(chosen(Order::Longest, 3, &all), ["a long one", "newer", "older"]);
    }

    #[test]
    fn they_are_spread_over_themes_first() {
        let all = [
            said(9, 0, 0b01, "fast"),
            said(8, 0, 0b01, "faster"),
            said(7, 0, 0b00, "well"),
            said(1, 0, 0b10, "cheap"),
            said(0, 0, 0b11, "fast and cheap"),
        ];
        assert_eq!(chosen(Order::Newest, 2, &all), ["fast", "cheap"]);
        assert_eq!(chosen(Order::Newest, 3, &all), ["fast", "faster", "cheap"]);
        assert_eq!(chosen(Order::Newest, 1, &all), ["fast"]);
        assert_eq!(chosen(Order::Newest, 9, &all).len(), 5);
        assert_eq!(chosen(Order::Newest, 0, &all).len(), 0);
    }

    #[test]
    fn the_same_words_are_shown_once() {
        let all = [said(1, 0, 1, "ok"), said(2, 3, 2, "ok"), said(0, 0, 4, "ok"), said(0, 0, 0, "fine")];
        assert_eq!(chosen(Order::Newest, 5, &all), ["ok", "fine"]);
    }

    /// The rule as it is told, over all candidates at once.
    fn by_hand(order: Order, most: usize, all: &[Candidate<u8>]) -> Vec<String> {
        let mut sorted: Vec<&Candidate<u8>> = all.iter().collect();
        sorted.sort_by(|a, b| a.order(b, order));
        let (mut taken, mut spoken_of): (Vec<&Candidate<u8>>, BTreeSet<String>) =
            (Vec::new(), BTreeSet::new());
        for candidate in &sorted {
            if taken.len() < most && !candidate.themes.is_subset(&spoken_of) {
                taken.push(candidate);
                spoken_of.extend(candidate.themes.iter().cloned());
            }
        }
        for candidate in sorted {
            if taken.len() < most && taken.iter().all(|other| other.text != candidate.text) {
                taken.push(candidate);
            }
        }
        taken.sort_by(|a, b| a.order(b, order));
        taken.into_iter().map(|candidate| candidate.text.clone()).collect()
    }

    proptest::proptest! {
        #[test]
        fn the_order_of_rows_and_who_collects_change_nothing(
            rows in proptest::collection::vec((0..6_i32, 0..3_usize, 0..16_u32, 0..4_usize), 0..60),
            turn in 0..60_usize,
            most in 0..6_usize,
            longest: bool,
        ) {
            let order = if longest { Order::Longest } else { Order::Newest };
            let text = |n: usize, more: usize| format!("{n}{}", "x".repeat(more));
            let all: Vec<_> = rows
                .iter()
                .enumerate()
                .map(|(n, (day, score, themes, more))| said(*day, *score, *themes, &text(n, *more)))
                .collect();
            let expected = by_hand(order, most, &all);
            proptest::prop_assert_eq!(&chosen(order, most, &all), &expected);
            let (one, other) = all.split_at(turn.min(all.len()));
            let turned: Vec<_> = other.iter().rev().chain(one).cloned().collect();
            proptest::prop_assert_eq!(&chosen(order, most, &turned), &expected);
            let mut parts = [one, other].map(|part| {
                let mut collector = Collector::new(order, most);
                for candidate in part {
                    let themes: Vec<&str> = candidate.themes.iter().map(String::as_str).collect();
                    if collector.wants(candidate.day, candidate.length, &themes) {
                        collector.offer(candidate.clone());
                    }
                }
                collector
            });
            let [first, second] = &mut parts;
            first.merge(second.clone());
            let merged: Vec<String> = first.clone().chosen().into_iter().map(|candidate| candidate.text).collect();
            proptest::prop_assert_eq!(&merged, &expected);
        }
    }
}
