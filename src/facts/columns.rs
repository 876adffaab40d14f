//! What was counted, column by column: from here on it is frames.

use std::collections::BTreeSet;

use super::groups::Key;

/// Counts in the order of groups and values, column by column.
#[derive(Debug, Default)]
pub(super) struct Columns {
    pub(super) client: Vec<u32>,
    pub(super) period: Vec<i32>,
    pub(super) joint: Vec<u32>,
    /// The position of the score on its scale.
    pub(super) value: Vec<u32>,
    /// How many answers.
    pub(super) n: Vec<u64>,
    /// What they weigh, and the squares of that; nothing where they have no weights.
    pub(super) weights: Option<[Vec<f64>; 2]>,
}

impl Columns {
    /// Of counts that hold each option chosen, and all that chose any as that value: who chose one of these is 1, who did not 0.
    pub(super) fn chosen(&self, all: u32, meant: &BTreeSet<u32>) -> Self {
        let mut chosen =
            Self { weights: self.weights.as_ref().map(|_| Default::default()), ..Self::default() };
        let keys = self.client.iter().zip(&self.period).zip(&self.joint);
        let keys: Vec<Key> = keys.map(|((client, period), joint)| (*client, *period, *joint)).collect();
        let mut start = 0;
        for group in keys.chunk_by(|one, other| one == other) {
            let rows = start..start + group.len();
            start = rows.end;
            let Some(key) = group.first() else { continue };
            let (mut whole, mut part) = ((0, [0.0; 2]), (0, [0.0; 2]));
            for at in rows {
                let (Some(value), Some(n)) = (self.value.get(at), self.n.get(at)) else { continue };
                let of = |weights: &Vec<f64>| weights.get(at).copied().unwrap_or_default();
                let weights = self.weights.as_ref().map(|weights| [of(&weights[0]), of(&weights[1])]);
                let sum = if *value == all { &mut whole } else { &mut part };
                if *value == all || meant.contains(value) {
                    sum.0 += n;
                    for (sum, weight) in sum.1.iter_mut().zip(weights.unwrap_or_default()) {
                        *sum += weight;
                    }
                }
            }
            let rest = (whole.0 - whole.0.min(part.0), [whole.1[0] - part.1[0], whole.1[1] - part.1[1]]);
            for (value, (n, sums)) in [(0, rest), (1, part)] {
                if n > 0 {
                    chosen.push(*key, value, n);
                    for (column, sum) in chosen.weights.iter_mut().flatten().zip(sums) {
                        column.push(sum);
                    }
                }
            }
        }
        chosen
    }

    /// Makes room for so many facts without weights.
    pub(super) fn reserve(&mut self, facts: usize) {
        for codes in [&mut self.client, &mut self.joint, &mut self.value] {
            codes.reserve_exact(facts);
        }
        self.period.reserve_exact(facts);
        self.n.reserve_exact(facts);
    }

    /// Adds answers without weights.
    pub(super) fn push(&mut self, (client, period, joint): Key, value: u32, n: u64) {
        self.client.push(client);
        self.period.push(period);
        self.joint.push(joint);
        self.value.push(value);
        self.n.push(n);
    }
}
