//! Which sums of clients' answers are told to clients, decided for all of them at once: whoever sees one, and whatever friends
//! put together, no group of few clients can be worked out, on any level of nesting.

use std::collections::{BTreeMap, BTreeSet};

use super::ByMargin;
use super::crowd::{Crowd, Least, Share};
use crate::survey::Client;

/// Of more groups than this not every choice of several is looked at; it is taken that all of them are known to everyone.
const MOST_CHOSEN_FROM: usize = 60;

/// What a client has of a period, and what it shares with its peers; empty where it has none.
#[derive(Debug, Clone)]
pub(crate) struct Member<'a> {
    pub(crate) client: &'a Client,
    pub(crate) peers_in: String,
    pub(crate) share: Share,
    /// The same by each value that answers are raked by.
    pub(crate) by_margin: ByMargin,
}

/// Whom nothing must be worked out of, and by whom.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Guard {
    pub(crate) least: Least,
    /// So many clients may put together what they know.
    pub(crate) friends: usize,
    /// Whether what peers share is what they are nested in.
    pub(crate) is_nest: bool,
}

/// The sums of a period that are told.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Told {
    /// Whether that of all clients is, to all.
    pub(crate) all: bool,
    /// The groups of peers whose sum is told to those in them.
    pub(crate) peers_in: BTreeSet<String>,
}

/// The same clients at each level, the outermost first.
#[derive(Debug, Clone, Default)]
struct Levels(Vec<Level>);

/// Clients of one level.
#[derive(Debug, Clone, Default)]
struct Level {
    crowd: Crowd,
    /// Their answers by each value that answers are raked by. What a margin states of all says how many of the others have a
    /// value, and what they weigh, so that those with it have to keep each other too.
    by_margin: BTreeMap<Vec<(usize, u32)>, Crowd>,
}

/// Of so many values of several margins together, a client can work out from what its own answers weigh how many of the others'
/// have each; of more nobody can.
const MOST_CROSSED: usize = 20;

impl Level {
    fn of<'a>(nests: impl Iterator<Item = &'a [&'a Member<'a>]>) -> Self {
        let mut level = Self::default();
        for nest in nests {
            let shares = nest.iter().map(|member| member.share);
            level.crowd.join(&Crowd::of([shares.fold(Share::default(), Share::and)]));
            let mut by_margin = ByMargin::new();
            for (key, share) in nest.iter().flat_map(|member| &member.by_margin) {
                let sum = by_margin.entry(key.clone()).or_default();
                *sum = sum.and(*share);
            }
            for (key, share) in by_margin {
                level.by_margin.entry(key).or_default().join(&Crowd::of([share]));
            }
        }
        level
    }

    fn join(&mut self, other: &Self) {
        self.crowd.join(&other.crowd);
        for (key, crowd) in &other.by_margin {
            self.by_margin.entry(key.clone()).or_default().join(crowd);
        }
    }

    fn keep_each_other(&self, least: Least, friends: usize) -> bool {
        let crossed = self.by_margin.keys().filter(|values| values.len() > 1).count();
        let can_be_known = |values: &[(usize, u32)]| values.len() == 1 || crossed <= MOST_CROSSED;
        let by_margin = self.by_margin.iter().filter(|(values, _)| can_be_known(values));
        std::iter::once(&self.crowd)
            .chain(by_margin.map(|(_, crowd)| crowd))
            .all(|crowd| crowd.keep_each_other(least, friends))
    }
}

impl Levels {
    /// Of members in the order of their clients, who are all of one level.
    fn of(members: &[&Member<'_>]) -> Self {
        let depth = members.first().map_or(0, |member| member.client.level());
        let crowd = |level: usize| {
            let nests = members.chunk_by(|a, b| a.client.path().get(..level) == b.client.path().get(..level));
            Level::of(nests)
        };
        Self((1..=depth).map(crowd).collect())
    }

    /// Adds others, of the same level.
    fn join(&mut self, other: &Self) {
        self.0.resize(self.0.len().max(other.0.len()), Level::default());
        self.0.iter_mut().zip(&other.0).for_each(|(crowd, other)| crowd.join(other));
    }

    /// How many answers there are.
    fn n(&self) -> u64 {
        self.0.last().map_or(0, |level| level.crowd.n())
    }

    /// Whether the clients of every level keep each other from friends among them. What all of them are nested in is the
    /// friends' own.
    fn keep_each_other(&self, guard: Guard, all: &Self) -> bool {
        self.0.iter().zip(&all.0).enumerate().all(|(at, (level, all))| {
            let is_outer = at + 1 < self.0.len();
            let is_own = is_outer && (level.crowd.shares() <= 1 && guard.is_nest || all.crowd.shares() <= 1);
            is_own || level.keep_each_other(guard.least, guard.friends)
        })
    }

    /// The same of those who are left when the sums of some groups, which so many of the friends are in, are taken off all.
    fn keep_each_other_beside(&self, known: usize, guard: Guard, all: &Self) -> bool {
        self.0.iter().zip(&all.0).enumerate().all(|(at, (level, all))| {
            let is_outer = at + 1 < self.0.len();
            // In other regions there may be clients that a friend's own is nested with, whose reports it may see.
            let friends = if is_outer && !guard.is_nest { guard.friends } else { guard.friends - known };
            (is_outer && all.crowd.shares() <= 1) || level.keep_each_other(guard.least, friends)
        })
    }
}

/// The sums of a period that are told of members in the order of their clients.
pub(crate) fn told(members: &[Member<'_>], guard: Guard) -> Told {
    let with_answers: Vec<&Member<'_>> = members.iter().filter(|m| m.share.counts.n() > 0).collect();
    let mut by_group: BTreeMap<&str, Vec<&Member<'_>>> = BTreeMap::new();
    for member in &with_answers {
        by_group.entry(&member.peers_in).or_default().push(member);
    }
    let all = Levels::of(&with_answers);
    let groups: BTreeMap<&str, Levels> =
        by_group.into_iter().map(|(name, members)| (name, Levels::of(&members))).collect();
    let is_told = all.keep_each_other(guard, &all);
    let mut peers_in: BTreeSet<&str> = groups
        .iter()
        .filter(|(name, group)| !name.is_empty() && group.keep_each_other(guard, &all))
        .map(|(name, _)| *name)
        .collect();
    if is_told {
        keep_the_rest(&mut peers_in, &groups, &all, guard);
    }
    Told { all: is_told, peers_in: peers_in.into_iter().map(str::to_owned).collect() }
}

/// Takes groups out until no choice of them, taken off all, leaves few others.
fn keep_the_rest(told: &mut BTreeSet<&str>, groups: &BTreeMap<&str, Levels>, all: &Levels, guard: Guard) {
    if guard.friends <= 1 {
        for (name, rest) in beside_each(groups) {
            if !rest.keep_each_other_beside(guard.friends, guard, all) {
                told.remove(name);
            }
        }
        return;
    }
    loop {
        let names: Vec<&str> = told.iter().copied().collect();
        let exposing = if names.len() <= MOST_CHOSEN_FROM {
            let mut choices = choices(&names, guard.friends).into_iter();
            choices.find(|known| !beside(known, groups).keep_each_other_beside(known.len(), guard, all))
        } else {
            let is_safe = beside(&names, groups).keep_each_other_beside(0, guard, all);
            Some(names).filter(|_| !is_safe)
        };
        let smallest =
            exposing.into_iter().flatten().min_by_key(|name| (groups.get(name).map(Levels::n), *name));
        match smallest {
            Some(name) => told.remove(name),
            None => return,
        };
    }
}

/// All groups but some.
fn beside(known: &[&str], groups: &BTreeMap<&str, Levels>) -> Levels {
    let mut rest = Levels::default();
    groups.iter().filter(|(name, _)| !known.contains(name)).for_each(|(_, group)| rest.join(group));
    rest
}

/// All groups but one, for each.
fn beside_each<'a>(groups: &BTreeMap<&'a str, Levels>) -> Vec<(&'a str, Levels)> {
    let mut after = vec![Levels::default()];
    for group in groups.values().rev() {
        let mut more = after.last().cloned().unwrap_or_default();
        more.join(group);
        after.push(more);
    }
    after.pop();
    let mut before = Levels::default();
    let rest = |((name, group), mut rest): ((&&'a str, &Levels), Levels)| {
        rest.join(&before);
        before.join(group);
        (*name, rest)
    };
    groups.iter().zip(after.into_iter().rev()).map(rest).collect()
}

/// Every choice of up to so many of these; of very many, all of them together.
pub(crate) fn choices<'a>(names: &[&'a str], most: usize) -> Vec<Vec<&'a str>> {
    if names.len() > MOST_CHOSEN_FROM {
        return vec![names.to_vec()];
    }
    let mut chosen: Vec<Vec<&str>> = vec![Vec::new()];
    for name in names {
        let with: Vec<Vec<&str>> = chosen
            .iter()
            .filter(|set| set.len() < most)
            .map(|set| set.iter().copied().chain([*name]).collect())
            .collect();
        chosen.extend(with);
    }
    chosen.retain(|set| !set.is_empty());
    chosen
}
