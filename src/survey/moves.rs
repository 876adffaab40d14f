//! In which groups the same respondents were before, and in which they are now.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::answers::Answers;
use super::counts::{Counts, Histogram};
use super::scale::{Group, Scale};

/// How many respondents went from each group to each: those of each group before, by their group now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Moves {
    /// Where those are who were detractors.
    detractors: Counts,
    /// Where those are who were passives.
    passives: Counts,
    /// Where those are who were promoters.
    promoters: Counts,
}

/// The groups, lowest first.
pub const GROUPS: [Group; 3] = [Group::Detractor, Group::Passive, Group::Promoter];

impl Moves {
    /// From how many of each group before there are in each group now.
    #[must_use]
    pub const fn new([detractors, passives, promoters]: [Counts; 3]) -> Self {
        Self { detractors, passives, promoters }
    }

    /// Adds a respondent.
    pub fn add(&mut self, then: Group, now: Group) {
        let own = match then {
            Group::Detractor => &mut self.detractors,
            Group::Passive => &mut self.passives,
            Group::Promoter => &mut self.promoters,
        };
        *own = *own + Counts::of(now);
    }

    /// Adds all others.
    pub fn absorb(&mut self, other: Self) {
        for (own, other) in [
            (&mut self.detractors, other.detractors),
            (&mut self.passives, other.passives),
            (&mut self.promoters, other.promoters),
        ] {
            *own = *own + other;
        }
    }

    /// Where those of each group before are now, detractors first.
    #[must_use]
    pub const fn rows(self) -> [Counts; 3] {
        [self.detractors, self.passives, self.promoters]
    }

    /// How many went from one group to another.
    #[must_use]
    pub fn of(self, then: Group, now: Group) -> u64 {
        self.cells()
            .into_iter()
            .find(|(own, other, _)| (*own, *other) == (then, now))
            .map_or(0, |cell| cell.2)
    }

    /// All of them, by the group before and the group now.
    #[must_use]
    pub fn cells(self) -> Vec<(Group, Group, u64)> {
        let of = |counts: Counts| [counts.detractors(), counts.passives(), counts.promoters()];
        let rows = GROUPS.into_iter().zip(self.rows());
        rows.flat_map(|(then, row)| GROUPS.into_iter().zip(of(row)).map(move |(now, n)| (then, now, n)))
            .collect()
    }

    /// The groups before.
    #[must_use]
    pub const fn then(self) -> Counts {
        Counts::new(self.detractors.n(), self.passives.n(), self.promoters.n())
    }

    /// The groups now.
    #[must_use]
    pub fn now(self) -> Counts {
        self.rows().into_iter().sum()
    }

    /// How many respondents there are.
    #[must_use]
    pub const fn n(self) -> u64 {
        self.then().n()
    }

    /// The same, from numbers that may come from anywhere; nothing where they are too large to be summed.
    #[must_use]
    pub fn sum(self) -> Option<u64> {
        self.cells().into_iter().try_fold(0_u64, |sum, (.., n)| sum.checked_add(n))
    }

    /// How many are in a higher group now.
    #[must_use]
    pub fn rose(self) -> u64 {
        self.cells().into_iter().filter(|(then, now, _)| now > then).map(|(.., n)| n).sum()
    }

    /// How many are in a lower group now.
    #[must_use]
    pub fn fell(self) -> u64 {
        self.cells().into_iter().filter(|(then, now, _)| now < then).map(|(.., n)| n).sum()
    }

    /// By how many groups each has moved, as answers on [a scale of its own](Changes::GROUPS): a promoter who was a detractor has moved
    /// by two. Their mean, times 100, is the change of the score in points.
    #[must_use]
    pub fn changes(self) -> Changes {
        let place = |group: Group| GROUPS.iter().position(|own| *own == group).unwrap_or_default();
        let mut by: BTreeMap<i32, u64> = BTreeMap::new();
        for (then, now, n) in self.cells() {
            let steps = i32::try_from(place(now)).unwrap_or(0) - i32::try_from(place(then)).unwrap_or(0);
            *by.entry(steps).or_default() += n;
        }
        Changes(by)
    }
}

/// By how much numbers of the same respondents have changed: how many changed by each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes(BTreeMap<i32, u64>);

impl Changes {
    /// How far a group can be from another one.
    pub const GROUPS: i32 = 2;

    /// Adds a change.
    pub fn add(&mut self, by: i32) {
        *self.0.entry(by).or_default() += 1;
    }

    /// Adds all others.
    pub fn absorb(&mut self, other: &Self) {
        other.0.iter().for_each(|(by, n)| *self.0.entry(*by).or_default() += n);
    }

    /// How many there are.
    #[must_use]
    pub fn n(&self) -> u64 {
        self.0.values().sum()
    }

    /// How many rose.
    #[must_use]
    pub fn rose(&self) -> u64 {
        self.0.range(1..).map(|(_, n)| n).sum()
    }

    /// How many fell.
    #[must_use]
    pub fn fell(&self) -> u64 {
        self.0.range(..0).map(|(_, n)| n).sum()
    }

    /// The same as answers, on a scale from the largest fall to the largest rise that there can be, so many at most, 1 to 50.
    #[must_use]
    pub fn answers(&self, most: i32) -> Option<(Answers, Scale)> {
        // Where its groups are cut does not matter.
        let scale = Scale::new(-most, most, -1, 1).ok()?;
        let n = |by: i32| self.0.get(&by).copied().unwrap_or_default();
        Some((Histogram::new((-most..=most).map(n).collect()).into(), scale))
    }
}
