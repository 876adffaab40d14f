//! Where the counts of each group of answers are: those of a client and a period that share the values of some cuts.

use polars::prelude::PlHashMap;

/// Client, period and joint value of the cuts.
pub(super) type Key = (u32, i32, u32);

/// A client and a period.
type Spot = (u32, i32);

/// Groups are found by position as long as there are no more positions than this; beyond, they are looked up.
const MOST_POSITIONS: usize = 1 << 22;

/// Spots seen last are known without being looked up. A power of two.
const RECENT: usize = 1 << 8;

/// A number for each client and period, in the order in which they are first seen.
#[derive(Debug)]
pub(super) struct Spots {
    numbers: PlHashMap<Spot, u32>,
    pub(super) known: Vec<Spot>,
    recent: Box<[(Spot, u32); RECENT]>,
}

impl Spots {
    /// None yet.
    pub(super) fn new() -> Self {
        // No client has this code.
        let none = ((u32::MAX, i32::MAX), 0);
        Self { numbers: PlHashMap::default(), known: Vec::new(), recent: Box::new([none; RECENT]) }
    }

    /// The number of each row.
    pub(super) fn of(&mut self, clients: &[u32], periods: &[i32]) -> Vec<u32> {
        let rows = clients.iter().copied().zip(periods.iter().copied());
        rows.map(|spot| self.number(spot)).collect()
    }

    #[inline]
    fn number(&mut self, spot: Spot) -> u32 {
        let (client, period) = spot;
        // Clients have few periods each, which follow each other.
        let mixed = client.wrapping_mul(31).wrapping_add(period.cast_unsigned());
        let at = mixed as usize % RECENT;
        if let Some((_, number)) = self.recent.get(at).filter(|(known, _)| *known == spot) {
            return *number;
        }
        let number = *self.numbers.entry(spot).or_insert_with(|| {
            self.known.push(spot);
            u32::try_from(self.known.len() - 1).unwrap_or(u32::MAX)
        });
        if let Some(recent) = self.recent.get_mut(at) {
            *recent = (spot, number);
        }
        number
    }
}

/// The groups of one table, each with its place: their position in the order in which they are first seen.
#[derive(Debug, Default)]
pub(super) struct Groups {
    pub(super) keys: Vec<Key>,
    /// By number of the spot and joint value, one more than the place; 0 where there is none yet.
    by_position: Vec<u32>,
    /// So many joint values have room. A power of two, or 0.
    values: usize,
    /// The places of all, where there are too many positions, or keys are others than when they were counted.
    places: Option<PlHashMap<Key, u32>>,
}

impl Groups {
    /// The place of each row, whose spot and joint value are given.
    pub(super) fn of(&mut self, spots: &Spots, of_rows: &[u32], joints: &[u32]) -> Vec<u32> {
        let largest = joints.iter().max().map_or(0, |largest| *largest as usize + 1);
        let rows = of_rows.iter().copied().zip(joints.iter().copied());
        if self.places.is_some() || !self.have_positions(spots.known.len(), largest) {
            let mut last: Option<((u32, u32), u32)> = None;
            let place = |row: (u32, u32)| match last {
                Some((known, place)) if known == row => place,
                _ => {
                    let (client, period) = spots.known.get(row.0 as usize).copied().unwrap_or_default();
                    let place = self.place((client, period, row.1));
                    last = Some((row, place));
                    place
                }
            };
            return rows.map(place).collect();
        }
        let values = self.values;
        let place = |(spot, joint): (u32, u32)| {
            let at = spot as usize * values + joint as usize;
            match self.by_position.get(at) {
                Some(place) if *place > 0 => place - 1,
                _ => self.push(spots, spot, joint, at),
            }
        };
        rows.map(place).collect()
    }

    /// Makes positions for so many spots and joint values, if these are not too many.
    fn have_positions(&mut self, spots: usize, values: usize) -> bool {
        let wider = values.next_power_of_two().max(self.values);
        if spots.saturating_mul(wider) > MOST_POSITIONS {
            self.look_up();
            return false;
        }
        if wider > self.values && self.values > 0 {
            let mut positions = vec![0; self.by_position.len() / self.values * wider];
            for (old, new) in self.by_position.chunks(self.values).zip(positions.chunks_mut(wider)) {
                new.iter_mut().zip(old).for_each(|(new, old)| *new = *old);
            }
            self.by_position = positions;
        }
        self.values = wider;
        if self.by_position.len() < spots * wider {
            self.by_position.resize(spots * wider, 0);
        }
        true
    }

    /// Has all looked up from here on.
    pub(super) fn look_up(&mut self) {
        self.by_position = Vec::new();
        if self.places.is_none() {
            self.places = Some(self.keys.iter().copied().zip(0..).collect());
        }
    }

    #[cold]
    fn push(&mut self, spots: &Spots, spot: u32, joint: u32, at: usize) -> u32 {
        let (client, period) = spots.known.get(spot as usize).copied().unwrap_or_default();
        self.keys.push((client, period, joint));
        let place = u32::try_from(self.keys.len()).unwrap_or(u32::MAX);
        if let Some(position) = self.by_position.get_mut(at) {
            *position = place;
        }
        place - 1
    }

    /// The same groups with other keys, by which none is found before they are to be [looked up](Self::look_up).
    pub(super) fn rekeyed(&mut self, key: impl Fn(Key) -> Key) {
        self.keys.iter_mut().for_each(|own| *own = key(*own));
        self.places = None;
    }

    /// The place of a group that is looked up, a new one where it has none yet.
    pub(super) fn place(&mut self, key: Key) -> u32 {
        let Self { keys, places, .. } = self;
        *places.get_or_insert_default().entry(key).or_insert_with(|| {
            keys.push(key);
            u32::try_from(keys.len() - 1).unwrap_or(u32::MAX)
        })
    }

    /// The places in the order of their keys.
    pub(super) fn order(&self) -> Vec<u32> {
        let mut order: Vec<u32> = (0..).take(self.keys.len()).collect();
        order.sort_unstable_by_key(|place| self.keys.get(*place as usize));
        order
    }
}

/// A number for each combination of the values of several cuts, by pairs: the number so far and the next value.
#[derive(Debug)]
pub(super) struct Joint {
    pairs: Vec<PlHashMap<(u32, u32), u32>>,
    /// The values of each combination.
    values: Vec<Vec<u32>>,
}

impl Joint {
    /// None yet, of so many cuts.
    pub(super) fn new(cuts: usize) -> Self {
        Self { pairs: (1..cuts).map(|_| PlHashMap::default()).collect(), values: Vec::new() }
    }

    /// The joint value of each row, of several cuts.
    pub(super) fn of(&mut self, cuts: &[&[u32]], rows: usize) -> Vec<u32> {
        let Some((first, others)) = cuts.split_first() else { return vec![0; rows] };
        let mut joint = first.to_vec();
        let last = others.len();
        for (at, (values, pairs)) in others.iter().zip(&mut self.pairs).enumerate() {
            let is_last = at + 1 == last;
            for (row, (number, value)) in joint.iter_mut().zip(*values).enumerate() {
                let next = u32::try_from(pairs.len()).unwrap_or(u32::MAX);
                *number = *pairs.entry((*number, *value)).or_insert_with(|| {
                    if is_last {
                        self.values.push(cuts.iter().filter_map(|cut| cut.get(row).copied()).collect());
                    }
                    next
                });
            }
        }
        joint
    }

    /// The joint value of values of several cuts, a new one where they have none yet.
    fn number(&mut self, values: &[u32]) -> u32 {
        let Some((first, others)) = values.split_first() else { return 0 };
        let (mut joint, mut is_new) = (*first, false);
        for (value, pairs) in others.iter().zip(&mut self.pairs) {
            let next = u32::try_from(pairs.len()).unwrap_or(u32::MAX);
            is_new = !pairs.contains_key(&(joint, *value));
            joint = *pairs.entry((joint, *value)).or_insert(next);
        }
        if is_new {
            self.values.push(values.to_vec());
        }
        joint
    }

    /// The joint value here of each one there, by other codes of the values.
    pub(super) fn learn(&mut self, other: &Self, value: &dyn Fn(usize, u32) -> u32) -> Vec<u32> {
        let recode = |values: &Vec<u32>| -> Vec<u32> {
            values.iter().enumerate().map(|(cut, code)| value(cut, *code)).collect()
        };
        other.values.iter().map(|values| self.number(&recode(values))).collect()
    }

    /// The values of each joint value in their order, and where each is among them. None is left.
    pub(super) fn sorted(&mut self) -> (Vec<Vec<u32>>, Vec<u32>) {
        let values = std::mem::take(&mut self.values);
        let mut order: Vec<usize> = (0..values.len()).collect();
        order.sort_unstable_by(|a, b| values.get(*a).cmp(&values.get(*b)));
        let mut ranks = vec![0; values.len()];
        for (rank, at) in (0..).zip(&order) {
            if let Some(place) = ranks.get_mut(*at) {
                *place = rank;
            }
        }
        (order.into_iter().filter_map(|at| values.get(at).cloned()).collect(), ranks)
    }
}
