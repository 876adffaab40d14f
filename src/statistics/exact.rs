//! The exact test of a difference of two scores.

use crate::survey::Counts;

/// With fewer answers than this to be expected outside the commonest group, the normal distribution is not to be relied
/// on: see the [study of false alarms](super::studies).
const FEW: u128 = 150;

/// The same where one sample is less than a tenth of both together: it is then one of many that are compared with all
/// others, and what counts is how likely chances are of which there are many.
const FEW_OF_MANY: u128 = 500;

/// With more than these the normal distribution is good enough wherever it is asked.
const MANY: u128 = 5000;

/// What adds no more than this share of a sum is left out of it.
const NEGLIGIBLE: f64 = 1e-15;

/// No draw that matters has more or fewer of a group than expected by more than this: where no group has a variance
/// above [`MANY`], the chance of that is below 10⁻¹⁸⁰ by Bernstein's inequality.
const REACH: u64 = 2200;

/// Two-sided p-value, 0 to 1, of the hypothesis that two samples come from the same answers; none where they are large
/// enough for the normal distribution. Given all answers of both together, the smaller sample is a draw of its n without
/// replacement, and p is the chance of a draw whose score is at least as far from that of the others, to either side, as
/// the one observed.
///
/// With D, Z and P answers of each group in both samples together, N in all, a draw of d, z and p has the chance
/// C(D, d) · C(Z, z) · C(P, p) / C(N, n), and the two scores differ by 100 (N (p − d) − n (P − D)) / (n (N − n)) points:
/// by a whole number over a constant, so ties are ties. Whatever the true shares, a p-value at or below a level has at
/// most the chance that the level says. Whether there is one depends on D, Z, P and n alone, which keeps that true.
///
/// Source: the randomization test of Pitman 1937, "Significance tests which may be applied to samples from any
/// populations", Supplement to the Journal of the Royal Statistical Society 4(1), of answers coded −1, 0 and 1. With two
/// groups only it is Fisher's exact test.
pub(super) fn two_sided(first: Counts, second: Counts) -> Option<f64> {
    let (own, all) = own_of_all(first, second);
    let few = if u128::from(own.n()) * 10 < u128::from(all.n()) { FEW_OF_MANY } else { FEW };
    is_below(few, own.n(), all).then(|| chance_as_far(own, all))
}

/// The same up to more answers, for differences where it matters most.
pub(super) fn of_many(first: Counts, second: Counts) -> Option<f64> {
    let (own, all) = own_of_all(first, second);
    is_below(MANY, own.n(), all).then(|| chance_as_far(own, all))
}

/// The smaller of two samples, and both together.
fn own_of_all(first: Counts, second: Counts) -> (Counts, Counts) {
    (if first.n() <= second.n() { first } else { second }, first + second)
}

/// Whether fewer than so many of n of these answers are to be expected outside the commonest group: n (N − largest
/// group) / N.
fn is_below(few: u128, n: u64, all: Counts) -> bool {
    let commonest = all.detractors().max(all.passives()).max(all.promoters());
    u128::from(n) * u128::from(all.n() - commonest) < few * u128::from(all.n())
}

fn chance_as_far(own: Counts, all: Counts) -> f64 {
    let balance = |counts: Counts| i128::from(counts.promoters()) - i128::from(counts.detractors());
    let (n, of) = (i128::from(own.n()), i128::from(all.n()));
    let expected = n * balance(all);
    let distance = (of * balance(own) - expected).abs();
    if distance == 0 {
        return 1.0;
    }
    // Promoters less detractors of a draw: so many or more, or so many or fewer.
    let (high, low) = (-(-expected - distance).div_euclid(of), (expected - distance).div_euclid(of));
    let draws = Draws::of(own.n(), all);
    // Of what is likely the rest is summed up: it is much less to look at.
    let is_likely = is_within(distance, own.n(), all);
    let mut sum = 0.0;
    let mut add = |passives: i128| {
        let active = n - passives;
        // With p promoters among those who are not passive, promoters less detractors are 2p − active.
        let (from, to) = ((active + high + 1).div_euclid(2), (active + low).div_euclid(2));
        if is_likely {
            draws.add(&mut sum, passives, to + 1, from - 1);
        } else {
            draws.add(&mut sum, passives, from, active);
            draws.add(&mut sum, passives, 0, to);
        }
    };
    // The likeliest first, so that little of the rest need be looked at.
    let (first, last) = draws.passives.span();
    let likely = (n * i128::from(all.passives()) / of).clamp(first, last);
    (likely..=last).for_each(&mut add);
    (first..likely).rev().for_each(&mut add);
    if is_likely { (1.0 - sum).max(0.0) } else { sum.min(1.0) }
}

/// Whether a draw of n answers whose promoters less detractors are off by no more than that over all answers is one of about
/// half of all draws, as far as a normal distribution says so: within 2/3 of the standard deviation, whose square is
/// n (N − n) / (N − 1) times the variance of the answers, coded −1, 0 and 1.
fn is_within(distance: i128, n: u64, all: Counts) -> bool {
    let [n, of, distance] = [n, all.n(), u64::try_from(distance).unwrap_or(u64::MAX)].map(real);
    let [detractors, promoters] = [all.detractors(), all.promoters()].map(real);
    let variance = (detractors + promoters) / of - ((promoters - detractors) / of).powi(2);
    let off = distance / of;
    off * off * (of - 1.0) * 9.0 < 4.0 * variance * n * (of - n)
}

/// All draws of n answers that matter.
struct Draws {
    n: i128,
    detractors: Ways,
    passives: Ways,
    promoters: Ways,
    /// ln C(N, n).
    all: f64,
    /// Of promoters among those who are not passive.
    odds: (i128, i128),
}

impl Draws {
    fn of(n: u64, all: Counts) -> Self {
        let group = |group: u64| Ways::of(group, n, all.n());
        let (detractors, promoters) = (all.detractors(), all.promoters());
        Self {
            n: n.into(),
            detractors: group(detractors),
            passives: group(all.passives()),
            promoters: group(promoters),
            all: ways(all.n(), n),
            odds: (i128::from(promoters) + 1, i128::from(detractors) + i128::from(promoters) + 2),
        }
    }

    /// Adds the chance of a draw with so many passives and `from` to `to` promoters.
    fn add(&self, sum: &mut f64, passives: i128, from: i128, to: i128) {
        let active = self.n - passives;
        let (least, most) = self.promoters.span();
        let (fewest, largest) = self.detractors.span();
        let (from, to) = (from.max(least).max(active - largest), to.min(most).min(active - fewest));
        if from > to {
            return;
        }
        let row = self.passives.at(passives) - self.all;
        // From the likeliest on, each is less likely than the one before, to either side.
        let likeliest = ((active + 1) * self.odds.0 / self.odds.1).clamp(from, to);
        let ways = self.promoters.at(likeliest) + self.detractors.at(active - likeliest);
        let start = libm::exp(ways + row);
        // (group − k) / (k + 1) times as many ways there are to draw one more than k.
        let (more, fewer) = (self.promoters.left(likeliest), self.detractors.left(active - likeliest));
        let mut chance = start;
        let ([mut taken, mut left], [mut others, mut others_left]) = (more, fewer);
        for _ in likeliest..=to {
            *sum += chance;
            if chance <= *sum * NEGLIGIBLE {
                break;
            }
            chance *= left / (taken + 1.0) * others / (others_left + 1.0);
            (taken, left, others, others_left) = (taken + 1.0, left - 1.0, others - 1.0, others_left + 1.0);
        }
        chance = start;
        ([taken, left], [others, others_left]) = (more, fewer);
        for _ in from..likeliest {
            chance *= taken / (left + 1.0) * others_left / (others + 1.0);
            (taken, left, others, others_left) = (taken - 1.0, left + 1.0, others + 1.0, others_left - 1.0);
            *sum += chance;
            if chance <= *sum * NEGLIGIBLE {
                break;
            }
        }
    }
}

/// In how many ways each number of a group can be drawn.
struct Ways {
    group: f64,
    first: i128,
    /// ln C(group, k) for k from the first on.
    each: Vec<f64>,
}

impl Ways {
    fn of(group: u64, n: u64, all: u64) -> Self {
        let expected = u128::from(group) * u128::from(n) / u128::from(all);
        let expected = u64::try_from(expected).unwrap_or(u64::MAX);
        let first = expected.saturating_sub(REACH).max(n.saturating_sub(all - group));
        let last = expected.saturating_add(REACH).min(group).min(n);
        let start = ways(group, first);
        let more = (first + 1..=last).scan(start, |sum, k| {
            *sum += libm::log(real(group - k + 1) / real(k));
            Some(*sum)
        });
        Self { group: real(group), first: first.into(), each: std::iter::once(start).chain(more).collect() }
    }

    /// The least and the greatest number that matters.
    fn span(&self) -> (i128, i128) {
        (self.first, self.first + self.each.len() as i128 - 1)
    }

    /// k of the group, and how many are left of it.
    #[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
    fn left(&self, k: i128) -> [f64; 2] {
        let k = k as f64;
        [k, self.group - k]
    }

    /// ln C(group, k), −∞ outside the span.
    fn at(&self, k: i128) -> f64 {
        let at = usize::try_from(k - self.first).ok();
        at.and_then(|at| self.each.get(at)).copied().unwrap_or(f64::NEG_INFINITY)
    }
}

/// ln C(of, k): a sum of logarithms where they are few, which is more exact than a difference of large numbers.
fn ways(of: u64, k: u64) -> f64 {
    let k = k.min(of - k);
    if k <= 10_000 {
        return (1..=k).map(|i| libm::log(real(of - k + i) / real(i))).sum();
    }
    let [of, taken, left] = [of, k, of - k].map(|n| libm::lgamma(real(n) + 1.0));
    of - taken - left
}

#[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
fn real(n: u64) -> f64 {
    n as f64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::statistics::difference;

    fn p(first: [u64; 3], second: [u64; 3]) -> f64 {
        let [first, second] = [first, second].map(|[d, z, p]| Counts::new(d, z, p));
        let all = first + second;
        chance_as_far(if first.n() <= second.n() { first } else { second }, all)
    }

    fn near(found: f64, expected: f64) {
        assert!((found / expected - 1.0).abs() < 1e-9, "{found} against {expected}");
    }

    /// By a separate program in Python that counts every draw in whole numbers: `math.comb` and `fractions`.
    #[test]
    fn p_values_are_those_counted_draw_by_draw() {
        for (first, second, expected) in [
            ([3, 0, 0], [0, 0, 3], 0.1),
            ([0, 0, 1], [0, 4, 0], 0.2),
            ([5, 1, 0], [20, 30, 50], 1265.0 / 1_183_013.0),
            ([1, 2, 3], [2, 2, 2], 57.0 / 77.0),
            ([0, 0, 10], [200, 300, 500], 0.006_027_802_011_978_85),
            ([2, 0, 28], [100, 0, 100], 5.459_076_311_588_8e-6),
            ([30, 40, 30], [15, 45, 60], 0.000_314_674_016_085_462),
            ([0, 1, 199], [2000, 8000, 90_000], 0.000_100_212_241_658_642),
            ([60, 100, 140], [90, 110, 100], 0.000_367_256_293_184_749),
            ([250, 0, 0], [0, 0, 250], 1.713_145_506_481_94e-149),
        ] {
            near(p(first, second), expected);
            near(p(second, first), expected);
        }
    }

    /// Fisher's tea-tasting lady, "The Design of Experiments", 1935: 8 cups, 4 of each kind, 3 of each told right. One
    /// side has the chance 17/70, both together 34/70.
    #[test]
    fn two_groups_give_fishers_exact_test() {
        near(p([3, 0, 1], [1, 0, 3]), 34.0 / 70.0);
        near(p([3, 1, 0], [1, 3, 0]), 34.0 / 70.0);
    }

    #[test]
    fn scores_that_are_the_same_are_as_far_apart_as_any() {
        near(p([8, 13, 15], [60, 120, 120]), p([15, 13, 8], [120, 120, 60]));
        for same in [p([7, 3, 2], [7, 3, 2]), p([0, 5, 0], [3, 0, 3]), p([0, 9, 0], [0, 1, 0])] {
            assert!((same - 1.0).abs() < 1e-15);
        }
    }

    /// Of 1,000,000 answers, 100 that are no promoters, and of those 100 or 30 among the first 100,000: by a separate
    /// program, as products of 100 fractions.
    #[test]
    fn many_answers_that_are_nearly_all_of_one_group_are_counted_too() {
        near(p([100, 0, 99_900], [0, 0, 900_000]).ln(), -230.303_075_560_893_78);
        near(p([30, 0, 99_970], [70, 0, 899_930]), 2.439_844_331_478_559e-8);
        near(p([0, 30, 99_970], [0, 70, 899_930]), 2.439_844_331_478_559e-8);
    }

    #[test]
    fn large_samples_need_no_counting() {
        let counts = |[d, z, p]: [u64; 3]| Counts::new(d, z, p);
        assert_eq!(two_sided(counts([60, 100, 140]), counts([90, 110, 100])), None);
        assert!(two_sided(counts([60, 100, 40]), counts([900, 1100, 1000])).is_some());
        assert!(two_sided(counts([10, 20, 5000]), counts([10, 20, 5000])).is_some());
    }

    #[test]
    fn a_few_answers_are_clear_only_where_the_exact_test_says_so() {
        let sample = |d, z, p| Counts::new(d, z, p).sample().expect("answers");
        let test = difference(sample(3, 0, 0), sample(0, 0, 3));
        assert!(test.z < -2.4 && (test.p - 0.1).abs() < 1e-12, "{test:?}");
        // The z test's, where that is the less sure of the two.
        let test = difference(sample(0, 0, 30), sample(10, 40, 450));
        assert!(test.p > p([0, 0, 30], [10, 40, 450]), "{test:?}");
    }

    proptest! {
        /// Every subset of the answers, one by one.
        #[test]
        fn p_values_are_shares_of_all_subsets(answers in prop::collection::vec(-1_i32..=1, 2..13), n in 1_usize..7) {
            let (n, of) = (n.min(answers.len() / 2), answers.len());
            let number = |n: usize| i32::try_from(n).expect("few");
            let count = |part: &[i32]| {
                let of = |score| part.iter().filter(|answer| **answer == score).count() as u64;
                Counts::new(of(-1), of(0), of(1))
            };
            let whole: i32 = answers.iter().sum();
            let far = |sum: i32| (sum * number(of) - whole * number(n)).abs();
            let sums: Vec<i32> = (0_u32..1 << of)
                .filter(|set| set.count_ones() as usize == n)
                .map(|set| (0..of).filter(|i| set >> i & 1 == 1).map(|i| answers[i]).sum())
                .collect();
            let own: i32 = answers[..n].iter().sum();
            let as_far = sums.iter().filter(|sum| far(**sum) >= far(own)).count();
            let expected = f64::from(number(as_far)) / f64::from(number(sums.len()));
            let found = chance_as_far(count(&answers[..n]), count(&answers));
            prop_assert!((found - expected).abs() < 1e-12, "{} against {}", found, expected);
        }

        #[test]
        fn p_values_are_chances_whatever_the_counts(
            first in prop::array::uniform3(0_u64..3000), second in prop::array::uniform3(0_u64..100_000)
        ) {
            prop_assume!(first.iter().sum::<u64>() > 0 && second.iter().sum::<u64>() > 0);
            let (there, back) = (p(first, second), p(second, first));
            prop_assert!((0.0..=1.0).contains(&there) && (there - back).abs() < 1e-12);
        }
    }
}
