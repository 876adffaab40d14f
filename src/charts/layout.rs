//! Where things go: axes with round ticks, labels that make way for one another.

/// A straight scale from values to units of the drawing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Axis {
    /// Values at both ends; they differ.
    pub(super) values: (f64, f64),
    /// Units at both ends.
    pub(super) units: (f64, f64),
}

impl Axis {
    /// Units at a value.
    pub(super) fn at(self, value: f64) -> f64 {
        let share = (value - self.values.0) / (self.values.1 - self.values.0);
        self.units.0 + share * (self.units.1 - self.units.0)
    }

    /// Units in one step of values.
    pub(super) fn step(self) -> f64 {
        self.at(1.0) - self.at(0.0)
    }

    /// An axis of units themselves, from 0 to `length`.
    pub(super) fn plain(length: f64) -> Self {
        Self { values: (0.0, length), units: (0.0, length) }
    }
}

/// What values along an axis can be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reach {
    /// The lowest and the highest.
    pub ends: (f64, f64),
    /// The narrowest range shown, so that noise is not drawn as drama.
    pub least: f64,
}

impl Reach {
    /// NPS points.
    pub const POINTS: Self = Self { ends: (-100.0, 100.0), least: 20.0 };
    /// Per cent.
    pub const PERCENT: Self = Self { ends: (0.0, 100.0), least: 20.0 };

    /// Means of answers on a scale: a fifth of it is shown at least.
    #[must_use]
    pub fn scale(low: f64, high: f64) -> Self {
        Self { ends: (low, high), least: (high - low) / 5.0 }
    }
}

/// A range of values and the round ones to mark in it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Ticks {
    /// Both ends, within the reach of the values.
    pub(super) range: (f64, f64),
    /// Round values within the range, lowest first.
    pub(super) at: Vec<f64>,
}

/// A range that holds all `values`, in NPS points, with a little air, and 0 where that is near, marked at `most` values
/// or fewer.
pub(super) fn ticks(values: impl IntoIterator<Item = f64>, most: u32) -> Ticks {
    ticks_within(values, most, Reach::POINTS)
}

/// The same of values that reach so far.
pub(super) fn ticks_within(values: impl IntoIterator<Item = f64>, most: u32, reach: Reach) -> Ticks {
    let (lowest, highest) = reach.ends;
    let (low, high) = values
        .into_iter()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
    let (low, high) = if low <= high { (low, high) } else { (lowest.max(0.0), lowest.max(0.0)) };
    let air = (0.04 * (high - low)).max((reach.least - (high - low)) / 2.0);
    let (mut low, mut high) = ((low - air).max(lowest), (high + air).min(highest));
    let near = 0.3 * (high - low);
    if low > 0.0 && low <= near && lowest <= 0.0 {
        low = 0.0;
    }
    if high < 0.0 && -high <= near {
        high = 0.0;
    }
    let step = [0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 25.0, 50.0]
        .into_iter()
        .find(|step| (high - low) / step <= f64::from(most.saturating_sub(1)))
        .unwrap_or(100.0);
    let (first, last) = ((low / step).ceil(), (high / step).floor());
    let at = std::iter::successors(Some(first), |tick| Some(tick + 1.0))
        .take_while(|tick| *tick <= last)
        .map(|tick| tick * step)
        .collect();
    Ticks { range: (low, high), at }
}

/// A label on a line: where its middle would like to be, and its length.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wish {
    pub(super) middle: f64,
    pub(super) length: f64,
}

/// Middles for labels so that none overlaps another and all lie between `low` and `high` (as far as they
/// fit there), each as near to its wish as the others allow. The answer is in the order of the wishes.
pub(super) fn spread(wishes: &[Wish], low: f64, high: f64) -> Vec<f64> {
    /// Labels that touch: where the first begins, their length, which they are, and the sum of where each
    /// would have the first begin.
    struct Cluster {
        start: f64,
        length: f64,
        members: Vec<usize>,
        starts: f64,
    }
    let settle = |cluster: &mut Cluster| {
        #[expect(clippy::cast_precision_loss, reason = "a chart has few labels")]
        let mean = cluster.starts / cluster.members.len() as f64;
        cluster.start = mean.min(high - cluster.length).max(low);
    };
    let mut order: Vec<(usize, Wish)> = wishes.iter().copied().enumerate().collect();
    order.sort_by(|a, b| a.1.middle.total_cmp(&b.1.middle).then(a.0.cmp(&b.0)));
    let mut clusters: Vec<Cluster> = Vec::new();
    for (index, wish) in order {
        let starts = wish.middle - wish.length / 2.0;
        let mut new = Cluster { start: 0.0, length: wish.length, members: vec![index], starts };
        settle(&mut new);
        while let Some(before) = clusters.pop_if(|before| before.start + before.length > new.start) {
            #[expect(clippy::cast_precision_loss, reason = "a chart has few labels")]
            let moved = new.starts - before.length * new.members.len() as f64;
            let members = [before.members, new.members].concat();
            new = Cluster {
                start: 0.0,
                length: before.length + new.length,
                members,
                starts: before.starts + moved,
            };
            settle(&mut new);
        }
        clusters.push(new);
    }
    let mut middles = vec![0.0; wishes.len()];
    for cluster in clusters {
        let mut start = cluster.start;
        for index in cluster.members {
            if let (Some(middle), Some(wish)) = (middles.get_mut(index), wishes.get(index)) {
                *middle = start + wish.length / 2.0;
                start += wish.length;
            }
        }
    }
    middles
}

/// Stretches of a line that are taken.
#[derive(Debug, Default)]
pub(super) struct Taken(Vec<(f64, f64)>);

impl Taken {
    /// Takes the stretch around `middle`, or nothing where any of it is taken.
    pub(super) fn claim(&mut self, middle: f64, length: f64) -> bool {
        let (from, to) = (middle - length / 2.0, middle + length / 2.0);
        let free = self.0.iter().all(|&(start, end)| to <= start || end <= from);
        if free {
            self.0.push((from, to));
        }
        free
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ticks_are_round_and_few() {
        assert_eq!(ticks([-100.0, 100.0], 5).at, [-100.0, -50.0, 0.0, 50.0, 100.0]);
        assert_eq!(ticks([30.0, 55.0], 6).range, (29.0, 56.0), "a little air");
        assert_eq!(ticks([12.0, 50.0], 6).range, (0.0, 51.52), "zero is near");
        let constant = ticks([42.0, 42.0], 5);
        assert_eq!(constant.range, (32.0, 52.0));
        assert_eq!(constant.at, [35.0, 40.0, 45.0, 50.0]);
        assert!(!ticks([], 5).at.is_empty());
        assert_eq!(ticks([100.0], 5).range, (90.0, 100.0));
    }

    #[test]
    fn labels_with_room_stay_where_they_would_be() {
        let wish = |middle| Wish { middle, length: 10.0 };
        assert_eq!(spread(&[wish(50.0), wish(20.0)], 0.0, 100.0), [50.0, 20.0]);
        assert_eq!(spread(&[wish(50.0), wish(50.0)], 0.0, 100.0), [45.0, 55.0]);
        assert_eq!(spread(&[wish(0.0), wish(120.0)], 0.0, 100.0), [5.0, 95.0]);
    }

    proptest! {
        #[test]
        fn spread_labels_never_overlap(
            wishes in prop::collection::vec((-20.0..220.0_f64, 1.0..15.0_f64), 0..12)
        ) {
            let wishes: Vec<Wish> = wishes.into_iter().map(|(middle, length)| Wish { middle, length }).collect();
            let middles = spread(&wishes, 0.0, 200.0);
            let mut spans: Vec<(f64, f64)> = middles
                .iter()
                .zip(&wishes)
                .map(|(middle, wish)| (middle - wish.length / 2.0, middle + wish.length / 2.0))
                .collect();
            spans.sort_by(|a, b| a.0.total_cmp(&b.0));
            for pair in spans.windows(2) {
                prop_assert!(pair[0].1 <= pair[1].0 + 1e-9);
            }
            for (from, to) in spans {
                prop_assert!(from >= -1e-9 && to <= 200.0 + 1e-9);
            }
        }
    }
}
