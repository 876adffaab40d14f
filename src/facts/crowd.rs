//! Several clients' answers together, as far as it matters whether they keep each other: what friends among them, who know
//! their own answers, could find out of the others.

use crate::config::Privacy;
use crate::survey::{Answers, Counts, Scale};

/// Who has more than this share of a group's answers, or of what they weigh, all but *is* the group.
const DOMINANT: (u64, u64) = (3, 4);

/// As many clients may put together what they know, at most.
const MOST_FRIENDS: usize = Privacy::MOST;

/// How few clients and answers a figure of several clients may be of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Least {
    pub(crate) clients: u64,
    pub(crate) answers: u64,
}

/// What one of several has of a sum.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Share {
    /// Its answers.
    pub(crate) counts: Counts,
    /// What they weigh together; as many as they are, where answers have no weights.
    pub(crate) weight: f64,
}

impl Share {
    /// That of these answers.
    pub(crate) fn of(answers: &Answers, scale: &Scale) -> Self {
        Self { counts: answers.counts(scale), weight: answers.weight() }
    }

    /// That of two together.
    pub(crate) fn and(self, other: Self) -> Self {
        Self { counts: self.counts + other.counts, weight: self.weight + other.weight }
    }
}

/// Several shares together.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Crowd {
    /// How many have answers.
    shares: u64,
    sum: Share,
    /// The largest bases, the largest first, and 0 where there are fewer.
    largest: [u64; MOST_FRIENDS + 1],
    /// The largest weights likewise.
    heaviest: [f64; MOST_FRIENDS + 1],
    /// How many have answers that are no detractors, no passives, no promoters.
    mixed: [u64; 3],
}

impl Crowd {
    /// Those who have answers of these.
    pub(crate) fn of(shares: impl IntoIterator<Item = Share>) -> Self {
        shares.into_iter().fold(Self::default(), |mut crowd, share| {
            crowd.add(share, share.weight);
            crowd
        })
    }

    /// Adds one more, whose weight counts as `heavy` where it is asked whether one has nearly all.
    pub(super) fn add(&mut self, share: Share, heavy: f64) {
        let n = share.counts.n();
        if n == 0 {
            return;
        }
        let outside = [share.counts.detractors(), share.counts.passives(), share.counts.promoters()];
        self.join(&Self {
            shares: 1,
            sum: share,
            largest: std::array::from_fn(|at| if at == 0 { n } else { 0 }),
            heaviest: std::array::from_fn(|at| if at == 0 { heavy } else { 0.0 }),
            mixed: outside.map(|of_group| u64::from(of_group < n)),
        });
    }

    /// Adds those of another crowd, none of whom is in this one.
    pub(crate) fn join(&mut self, other: &Self) {
        self.shares += other.shares;
        self.sum = self.sum.and(other.sum);
        self.largest = first(self.largest, other.largest, |a, b| a >= b);
        self.heaviest = first(self.heaviest, other.heaviest, |a, b| a >= b);
        for (mixed, more) in self.mixed.iter_mut().zip(other.mixed) {
            *mixed += more;
        }
    }

    /// How many have answers.
    pub(crate) fn shares(&self) -> u64 {
        self.shares
    }

    /// How many answers they have.
    pub(crate) fn n(&self) -> u64 {
        self.sum.counts.n()
    }

    /// Whether their sum gives none of them away, whichever of them are the friends who know it: what is left is of enough
    /// clients with enough answers, none of whom has nearly all of these or of what they weigh, and which are not all of one
    /// group. Nobody has nothing to give away.
    pub(crate) fn keep_each_other(&self, least: Least, friends: usize) -> bool {
        let are_enough = self.shares >= least.clients + friends as u64 && self.left(friends) >= least.answers;
        self.shares == 0 || (are_enough && self.are_mixed(friends) && !self.has_nearly_all(friends))
    }

    /// Whether those who are hidden among what is shown stay so, whichever of them are the friends: two of them at least are
    /// left, with enough answers, which are not all of one group, and none of them weighs nearly all.
    pub(super) fn hide_each_other(&self, answers: u64, friends: usize) -> bool {
        let are_enough = self.shares >= 2 + friends as u64 && self.left(friends) >= answers;
        self.shares == 0 || (are_enough && self.are_mixed(friends) && !self.weighs_nearly_all(friends))
    }

    /// How many answers are left without those of the friends, at the least.
    fn left(&self, friends: usize) -> u64 {
        self.n().saturating_sub(self.largest.iter().take(friends).sum())
    }

    /// Whether answers of several groups are left, whoever the friends are.
    fn are_mixed(&self, friends: usize) -> bool {
        self.mixed.iter().all(|outside| *outside > friends as u64)
    }

    /// Whether one can be left with nearly all answers, or with nearly all that they weigh.
    fn has_nearly_all(&self, friends: usize) -> bool {
        // The one with most is left with most of the rest where the friends are those who come next.
        let rest = self.n().saturating_sub(self.largest.iter().skip(1).take(friends).sum());
        self.largest[0] * DOMINANT.1 > rest * DOMINANT.0 || self.weighs_nearly_all(friends)
    }

    #[expect(clippy::cast_precision_loss, reason = "3 and 4 are small")]
    fn weighs_nearly_all(&self, friends: usize) -> bool {
        let rest = self.sum.weight - self.heaviest.iter().skip(1).take(friends).sum::<f64>();
        // Sums of weights may differ in the last digit from what they are.
        self.heaviest[0] * DOMINANT.1 as f64 > rest * DOMINANT.0 as f64 * (1.0 + 1e-9)
    }
}

/// The first of two ordered lists together.
fn first<T: Copy, const N: usize>(a: [T; N], b: [T; N], before: impl Fn(T, T) -> bool) -> [T; N] {
    let (mut of_a, mut of_b) = (a.into_iter().peekable(), b.into_iter().peekable());
    std::array::from_fn(|at| match (of_a.peek(), of_b.peek()) {
        (Some(x), Some(y)) if before(*x, *y) => of_a.next().unwrap_or(a[at]),
        (_, Some(_)) => of_b.next().unwrap_or(a[at]),
        _ => of_a.next().unwrap_or(a[at]),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEAST: Least = Least { clients: 3, answers: 5 };

    fn share(d: u64, p: u64) -> Share {
        Share { counts: Counts::new(d, 0, p), weight: f64::from(u32::try_from(d + p).expect("few")) }
    }

    /// What is left of shares without some of them, looked at one by one.
    fn keeps(shares: &[Share], friends: &[usize]) -> bool {
        let left: Vec<Share> =
            (0..shares.len()).filter(|at| !friends.contains(at)).map(|at| shares[at]).collect();
        let (n, weight) =
            (left.iter().map(|s| s.counts.n()).sum::<u64>(), left.iter().map(|s| s.weight).sum::<f64>());
        let sum: Counts = left.iter().map(|s| s.counts).sum();
        let groups = [sum.detractors(), sum.passives(), sum.promoters()];
        left.len() >= 3
            && n >= 5
            && groups.iter().filter(|g| **g > 0).count() > 1
            && left.iter().all(|s| 4 * s.counts.n() <= 3 * n && s.weight <= 0.75 * weight * (1.0 + 1e-9))
    }

    #[test]
    fn a_sum_keeps_its_clients_where_each_choice_of_friends_leaves_enough_of_enough_others() {
        let mut lot: u64 = 5;
        let mut below = |limit: u64| {
            lot = lot.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (lot >> 33) % limit
        };
        let mut seen = [[0; 2]; 4];
        for _ in 0..20_000 {
            let of = 1 + below(7);
            let one_sided = below(3) == 0;
            let shares: Vec<Share> = (0..of)
                .map(|_| {
                    let n = 1 + below(3) * below(12);
                    let d = if one_sided { u64::from(below(4) == 0) } else { below(n + 1) };
                    Share {
                        weight: f64::from(u32::try_from(1 + below(40)).expect("few")),
                        ..share(d, n.saturating_sub(d))
                    }
                })
                .collect();
            let at = shares.len();
            let crowd = Crowd::of(shares.iter().copied());
            let mut all = keeps(&shares, &[]);
            for (friends, seen) in seen.iter_mut().enumerate() {
                // Friends may be fewer than allowed, and then are known to be safe from the step before.
                let chosen: Vec<Vec<usize>> = (0..1_usize << at)
                    .filter(|set| set.count_ones() as usize == friends)
                    .map(|set| (0..at).filter(|bit| set >> bit & 1 == 1).collect())
                    .collect();
                all &= !chosen.is_empty() && chosen.iter().all(|set| keeps(&shares, set));
                assert_eq!(crowd.keep_each_other(LEAST, friends), all, "{friends} of {shares:?}");
                seen[usize::from(all)] += 1;
            }
        }
        assert!(seen.iter().flatten().all(|times| *times > 100), "{seen:?}");
    }

    #[test]
    fn of_crowds_put_together_the_same_is_known_as_of_one() {
        let shares = [share(3, 4), share(0, 9), share(1, 1), share(2, 0), share(5, 5), share(0, 0)];
        let (one, other) = shares.split_at(2);
        let mut joined = Crowd::of(one.iter().copied());
        joined.join(&Crowd::of(other.iter().copied()));
        assert_eq!(joined, Crowd::of(shares));
        assert_eq!((joined.shares(), joined.n()), (5, 30));
    }
}
