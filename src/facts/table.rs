//! Answers by client, period and the values of some cuts: how many of each group gave each value of each question.

use std::collections::BTreeMap;

use super::columns::Columns;
use super::groups::{Groups, Joint, Key, Spots};
use super::lane::{Lane, Plan, Rows};
use crate::responses::{BLANK, cut_column};
use crate::survey::Weights;

/// The counts of some questions.
#[derive(Debug)]
enum Counts {
    Plain(Lane<u32>),
    Weighted(Lane<Weights>),
}

/// One grouping.
#[derive(Debug)]
pub(super) struct Table {
    /// The names of the columns of its cuts.
    pub(super) cuts: Vec<String>,
    joint: Joint,
    groups: Groups,
    counts: Vec<(Plan, Counts)>,
    /// The first and the last day of each group, counted from 1970-01-01; nothing where these are not kept.
    days: Option<Vec<[i32; 2]>>,
}

/// The days of nobody.
const NO_DAYS: [i32; 2] = [i32::MAX, i32::MIN];

/// Rows on their way into a table.
pub(super) struct Batch<'a> {
    /// The number of the client and period of each row.
    pub(super) spots: Vec<u32>,
    /// The cells of each row, for each [`Plan`].
    pub(super) cells: Vec<Vec<u32>>,
    pub(super) weights: Option<Vec<Weights>>,
    /// The day of each row, and its answer to the first question.
    pub(super) days: Option<(&'a [i32], &'a [u32])>,
    pub(super) of_cuts: Vec<&'a [u32]>,
}

impl Table {
    pub(super) fn new(cuts: &[usize], plans: &[Plan], is_weighted: bool) -> Self {
        let counts = |plan: &Plan| {
            let weighted = || Counts::Weighted(Lane::new(plan));
            let counts = if is_weighted { weighted() } else { Counts::Plain(Lane::new(plan)) };
            (plan.clone(), counts)
        };
        Self {
            cuts: cuts.iter().map(|cut| cut_column(*cut)).collect(),
            joint: Joint::new(cuts.len()),
            groups: Groups::default(),
            counts: plans.iter().map(counts).collect(),
            days: None,
        }
    }

    /// Keeps the first and the last day of each group.
    pub(super) fn keep_days(&mut self) {
        self.days = Some(Vec::new());
    }

    /// Counts rows. What is left of the room for blocks is given.
    pub(super) fn take(&mut self, batch: &Batch<'_>, spots: &Spots, room: &mut usize) {
        let places = match *batch.of_cuts {
            [codes] => self.groups.of(spots, &batch.spots, codes),
            ref several => {
                let joints = self.joint.of(several, batch.spots.len());
                self.groups.of(spots, &batch.spots, &joints)
            }
        };
        let groups = self.groups.keys.len();
        for ((plan, counts), cells) in self.counts.iter_mut().zip(&batch.cells) {
            let rows = Rows { places: &places, cells, of_each: plan.questions.len() };
            match counts {
                Counts::Plain(lane) => lane.add(rows, std::iter::repeat(1), groups, room),
                Counts::Weighted(lane) => {
                    let weights = batch.weights.iter().flatten().copied();
                    lane.add(rows, weights, groups, room);
                }
            }
        }
        if let (Some(kept), Some((days, answers))) = (&mut self.days, batch.days) {
            kept.resize(groups, NO_DAYS);
            for ((place, day), answer) in places.iter().zip(days).zip(answers) {
                if let Some(kept) = kept.get_mut(*place as usize).filter(|_| *answer != BLANK) {
                    // Most days lie between others, and then nothing has to be written.
                    if *day < kept[0] || *day > kept[1] {
                        note(kept, [*day, *day]);
                    }
                }
            }
        }
    }

    /// The same by other codes: `client` and `value` say which, the latter of the cut at a position.
    pub(super) fn recoded(mut self, client: &dyn Fn(u32) -> u32, value: &dyn Fn(usize, u32) -> u32) -> Self {
        let known = std::mem::replace(&mut self.joint, Joint::new(self.cuts.len()));
        let joints = self.joint.learn(&known, value);
        self.groups.rekeyed(|key| recoded(key, &joints, client, value));
        self
    }

    /// Adds what another worker has counted, by other codes, as [`recoded`](Self::recoded) has it.
    pub(super) fn absorb(
        &mut self,
        other: Self,
        client: &dyn Fn(u32) -> u32,
        value: &dyn Fn(usize, u32) -> u32,
    ) {
        let joints = self.joint.learn(&other.joint, value);
        self.groups.look_up();
        let keys = other.groups.keys.iter().map(|key| recoded(*key, &joints, client, value));
        let places: Vec<u32> = keys.map(|key| self.groups.place(key)).collect();
        let groups = self.groups.keys.len();
        if let Some(kept) = &mut self.days {
            kept.resize(groups, NO_DAYS);
            for (place, days) in places.iter().zip(other.days.iter().flatten()) {
                kept.get_mut(*place as usize).into_iter().for_each(|kept| note(kept, *days));
            }
        }
        for ((_, own), (_, others)) in self.counts.iter_mut().zip(other.counts) {
            match (own, others) {
                (Counts::Plain(own), Counts::Plain(others)) => own.absorb(others, &places, groups),
                (Counts::Weighted(own), Counts::Weighted(others)) => own.absorb(others, &places, groups),
                // Tables of one grouping are all of one kind.
                _ => {}
            }
        }
    }

    /// The same with other codes of the values themselves, of the one question that it counts.
    pub(super) fn revalued(mut self, value: &dyn Fn(u32) -> u32) -> Self {
        for (_, counts) in &mut self.counts {
            match counts {
                Counts::Plain(lane) => lane.revalued(value),
                Counts::Weighted(lane) => lane.revalued(value),
            }
        }
        self
    }

    /// Numbers the joint values anew, in their order. The values of the cuts of each are handed back; none where there is one
    /// cut, whose values are the joint ones.
    pub(super) fn sort_joints(&mut self) -> Vec<Vec<u32>> {
        for (_, counts) in &mut self.counts {
            match counts {
                Counts::Plain(lane) => lane.settle(),
                Counts::Weighted(lane) => lane.settle(),
            }
        }
        let (values, ranks) = self.joint.sorted();
        self.groups.rekeyed(|(client, period, joint)| {
            (client, period, ranks.get(joint as usize).copied().unwrap_or(joint))
        });
        values
    }

    /// Has blocks take themselves for full.
    #[cfg(test)]
    pub(super) fn pretend_many(&mut self) {
        for (_, counts) in &mut self.counts {
            match counts {
                Counts::Plain(lane) => lane.pretend_many(),
                Counts::Weighted(lane) => lane.pretend_many(),
            }
        }
    }

    /// The first and the last day of each client's answers of each period, by its code.
    pub(super) fn days(&self) -> BTreeMap<(u32, i32), [i32; 2]> {
        let mut days = BTreeMap::new();
        let kept = self.groups.keys.iter().zip(self.days.iter().flatten());
        for ((client, period, _), own) in kept.filter(|(_, own)| **own != NO_DAYS) {
            note(days.entry((*client, *period)).or_insert(NO_DAYS), *own);
        }
        days
    }

    /// All that was counted of a question, in the order of groups and values.
    pub(super) fn facts(&self, question: usize) -> Columns {
        let mut facts = Columns::default();
        let at = |plan: &Plan| plan.questions.iter().position(|other| *other == question);
        let of = self.counts.iter().find_map(|(plan, counts)| Some((plan.cells(at(plan)?), counts)));
        let Some((cells, counts)) = of else { return facts };
        let order = self.groups.order();
        let key = |place: u32| self.groups.keys.get(place as usize).copied().unwrap_or_default();
        match counts {
            Counts::Plain(lane) => {
                let counts = lane.counts(&order, cells);
                facts.reserve(counts.len());
                for (place, value, n) in counts {
                    facts.push(key(place), value, n);
                }
            }
            Counts::Weighted(lane) => {
                let counts = lane.counts(&order, cells);
                facts.reserve(counts.len());
                let weights = |of: fn(&Weights) -> f64| counts.iter().map(|(_, _, sum)| of(sum)).collect();
                facts.weights = Some([weights(Weights::sum), weights(Weights::squares)]);
                for (place, value, weights) in counts {
                    facts.push(key(place), value, weights.answers());
                }
            }
        }
        facts
    }
}

/// A key by other codes.
fn recoded(
    (of, period, joint): Key,
    joints: &[u32],
    client: &dyn Fn(u32) -> u32,
    value: &dyn Fn(usize, u32) -> u32,
) -> Key {
    // Of one cut, its values are the joint ones.
    (client(of), period, joints.get(joint as usize).copied().unwrap_or_else(|| value(0, joint)))
}

/// Widens the first and the last day.
#[inline]
fn note([first, last]: &mut [i32; 2], [own_first, own_last]: [i32; 2]) {
    *first = own_first.min(*first);
    *last = own_last.max(*last);
}
