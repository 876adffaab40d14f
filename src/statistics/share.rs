//! Shares of the answers that are of the upper group, as "top two boxes" or everybody from a score on: the interval around
//! one, a difference of two, and one against a stated value.
//!
//! The scale may leave passives between its cuts or not: all below the upper group count alike.

use super::{Contrast, exact, normal};
use crate::survey::trace::{End, Formula, Side, Silent, Trace, Untested};
use crate::survey::{Confidence, Counts, Sample};

/// Wilson's interval around a share of n answers, both 0 to 1; n may be an effective one, above 0. Its ends are the values
/// that the score test just does not reject, so that it has a width where all answers are of one group, too; it always holds the
/// share.
///
/// (p + z²/2n ± z √(p (1 − p)/n + z²/4n²)) / (1 + z²/n)
///
/// Source: Wilson 1927, "Probable inference, the law of succession, and statistical inference", Journal of the American
/// Statistical Association 22(158).
#[must_use]
pub fn wilson(share: f64, n: f64, confidence: Confidence) -> [f64; 2] {
    wilson_traced(share, n, confidence, &mut Silent)
}

/// The same, telling its steps.
#[must_use]
pub fn wilson_traced(share: f64, n: f64, confidence: Confidence, trace: &mut impl Trace) -> [f64; 2] {
    let z = normal::critical(confidence.share());
    trace.step(Formula::Critical, &[confidence.share()], z);
    let square = z * z / n;
    let half = z * (share * (1.0 - share) / n + square / (4.0 * n)).max(0.0).sqrt();
    let end = |half: f64| (share + square / 2.0 + half) / (1.0 + square);
    // At 0 and 1 the end is the share itself; rounding would leave it beside.
    let low = if share <= 0.0 { share } else { end(-half).clamp(0.0, share) };
    let high = if share >= 1.0 { share } else { end(half).clamp(share, 1.0) };
    trace.step(Formula::WilsonEnd(End::Low), &[share, z, n], low);
    trace.step(Formula::WilsonEnd(End::High), &[share, z, n], high);
    [low, high]
}

/// Two samples that share no answer: z = (p₁ − p₂) / √(V₁ + V₂ − 2ρ √(V₁ V₂)), where V = p (1 − p)/n with the share p
/// of both together, and ρ is the [`correlation`](super::correlation) by clusters that both share. n is the effective one.
/// Where both have nothing but answers of one kind, the same in both, there is nothing to test: z is 0 and p is 1.
///
/// Where answers are few, or few outside the commoner group, p is the larger of that of z and that of Fisher's exact test, by
/// the same rule as for [`difference`](super::difference) of scores: the chance that shares lie at least as far apart, to
/// either side, when all answers are dealt out at random. (Some programs add up the tables that are no likelier than the one
/// observed: where samples differ in size that can come to less.) Not so where answers weigh differently, belong to clusters or are
/// out of a known population.
///
/// Sources: Fleiss, Levin and Paik 2003, Statistical Methods for Rates and Proportions, third edition, chapter 3, without
/// the correction for continuity; Fisher 1934, Statistical Methods for Research Workers, fifth edition, section 21.02.
#[must_use]
pub fn difference_of_shares(first: Sample, second: Sample, correlation: f64) -> Contrast {
    difference_of_shares_traced(first, second, correlation, &mut Silent)
}

/// The same, telling its steps.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
pub fn difference_of_shares_traced(
    first: Sample,
    second: Sample,
    correlation: f64,
    trace: &mut impl Trace,
) -> Contrast {
    trace.of(Side::First);
    let one = upper(first, trace);
    trace.of(Side::Second);
    let other = upper(second, trace);
    trace.of(Side::Whole);
    let contrast = of_two((one, other), correlation, trace);
    let plain = first.bare_counts().zip(second.bare_counts()).filter(|_| correlation == 0.0);
    let exact = plain.and_then(|(first, second)| exact::two_sided(two_groups(first), two_groups(second)));
    // Shares that are the same need no second test to say so.
    let Some(p) = exact.filter(|_| contrast.p < 1.0) else { return contrast };
    let (drawn, all) = (first.n().min(second.n()), first.n() + second.n());
    let larger = contrast.p.max(p);
    trace.step(Formula::Fisher, &[drawn as f64, all as f64], p);
    trace.step(Formula::Larger, &[contrast.p, p], larger);
    Contrast { p: larger, ..contrast }
}

/// A sample against a stated share, 0 to 1: z = (p − b) / √(b (1 − b)/n), whose variance is the one that answers would have
/// if the stated share were the true one, as in [`wilson`]. n is the effective one.
///
/// Where the stated share is that of `answers` answers, m, b (1 − b)/m is added to the variance. A share of 0 or 1 of m
/// answers has no variance of its own, though others would have been likely as well: there both are taken as two samples,
/// with the variance p̄ (1 − p̄) (1/n + 1/m) of the share p̄ of both together.
///
/// Taken as exact, a share of 0 or 1 says that there is no answer of the one or the other kind. A single one shows
/// that to be wrong: p is 0 and z infinite. Without one there is nothing against it: z is 0 and p is 1.
///
/// Source: Wilson 1927, as above.
#[must_use]
pub fn share_against(sample: Sample, value: f64, answers: Option<u64>) -> Contrast {
    share_against_traced(sample, value, answers, &mut Silent)
}

/// The same, telling its steps.
#[must_use]
pub fn share_against_traced(
    sample: Sample,
    value: f64,
    answers: Option<u64>,
    trace: &mut impl Trace,
) -> Contrast {
    of_one(upper(sample, trace), value, answers, trace)
}

/// The share of the upper group, 0 to 1, telling how it comes about where answers count once and by themselves.
#[must_use]
pub fn upper_share_traced(sample: Sample, trace: &mut impl Trace) -> f64 {
    let [share, _] = upper(sample, trace);
    share
}

/// The same of a share of n answers.
pub(super) fn of_one(
    [share, n]: [f64; 2],
    value: f64,
    answers: Option<u64>,
    trace: &mut impl Trace,
) -> Contrast {
    #[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
    let answers = answers.map(|answers| answers as f64);
    let (own, difference) = (value * (1.0 - value), share - value);
    if let Some(m) = answers.filter(|_| own <= 0.0) {
        return of_two(([share, n], [value, m]), 0.0, trace);
    }
    trace.step(Formula::DifferenceOfShares, &[share, value], difference);
    if own <= 0.0 && difference.abs() > 0.0 {
        return Contrast { difference, statistic: f64::INFINITY.copysign(difference), p: 0.0 };
    }
    trace.step(Formula::VarianceOfShare, &[value, n], own / n);
    let variance = answers.map_or(own / n, |m| {
        trace.step(Formula::VarianceOfShare, &[value, m], own / m);
        of_difference([own / n, own / m], 0.0, trace)
    });
    contrast(difference, variance, trace)
}

/// Two shares, each of its n answers, by z alone.
pub(super) fn of_two(
    ([share, n], [other, other_n]): ([f64; 2], [f64; 2]),
    correlation: f64,
    trace: &mut impl Trace,
) -> Contrast {
    let difference = share - other;
    trace.step(Formula::DifferenceOfShares, &[share, other], difference);
    let pooled = (share * n + other * other_n) / (n + other_n);
    let single = pooled * (1.0 - pooled);
    if single <= 0.0 {
        return Contrast::untested_traced(difference, Untested::Alike, trace);
    }
    trace.step(Formula::PooledShare, &[share, n, other, other_n], pooled);
    let (one, another) = (single / n, single / other_n);
    for (side, n, variance) in [(Side::First, n, one), (Side::Second, other_n, another)] {
        trace.of(side);
        trace.step(Formula::VarianceOfShare, &[pooled, n], variance);
    }
    trace.of(Side::Whole);
    let variance = of_difference([one, another], correlation, trace);
    contrast(difference, variance, trace)
}

/// The variance of a difference of two values with these variances.
pub(super) fn of_difference([one, other]: [f64; 2], correlation: f64, trace: &mut impl Trace) -> f64 {
    // Clusters that moved exactly alike leave rounding alone, of which nothing is to be concluded.
    let variance = (one + other - 2.0 * correlation * (one * other).sqrt()).max((one + other) * 1e-9);
    if correlation == 0.0 {
        trace.step(Formula::SumOfVariances, &[one, other], variance);
    } else {
        trace.step(Formula::SumOfRelatedVariances, &[one, other, correlation], variance);
    }
    variance
}

/// A difference with this variance, tested by z.
pub(super) fn contrast(difference: f64, variance: f64, trace: &mut impl Trace) -> Contrast {
    if variance <= 0.0 {
        return Contrast::untested(difference);
    }
    let statistic = difference / variance.sqrt();
    trace.step(Formula::ZOfShares, &[difference, variance], statistic);
    let p = normal::two_sided(statistic);
    trace.step(Formula::TwoSidedOfShares, &[statistic.abs()], p);
    Contrast { difference, statistic, p }
}

/// The share of the upper group, and of how many answers.
#[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
fn upper(sample: Sample, trace: &mut impl Trace) -> [f64; 2] {
    let [.., share] = sample.shares();
    if sample.is_plain() {
        trace.step(Formula::UpperShare, &[sample.counts().promoters() as f64, sample.n() as f64], share);
    }
    // Sums of weights may leave a little more than all.
    [share.clamp(0.0, 1.0), sample.effective_n()]
}

/// Counts of the upper group and of all others.
fn two_groups(counts: Counts) -> Counts {
    Counts::new(counts.n() - counts.promoters(), 0, counts.promoters())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LEVEL: Confidence = Confidence::NINETY_FIVE;

    /// So many of so many.
    fn sample(upper: u64, n: u64) -> Sample {
        Counts::new(n - upper, 0, upper).sample().expect("answers")
    }

    fn weighted(share: f64, effective_n: f64) -> Sample {
        Sample::weighted(Counts::new(50, 0, 50), [1.0 - share, 0.0, share], effective_n).expect("answers")
    }

    fn near(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-9, "{found} against {expected}");
    }

    #[test]
    fn intervals_are_those_computed_independently() {
        for (upper, n, expected) in [
            (57, 100, [47.2154, 66.2667]),
            (23, 57, [28.6175, 53.3027]),
            (4, 100, [1.5663, 9.8371]),
            (0, 20, [0.0, 16.1125]),
            (20, 20, [83.8875, 100.0]),
            (1, 3, [6.1492, 79.2340]),
        ] {
            let found = wilson(f64::from(upper) / f64::from(n), f64::from(n), LEVEL);
            for (found, expected) in found.into_iter().zip(expected) {
                assert!(
                    (100.0 * found - expected).abs() < 5e-5,
                    "{upper} of {n}: {found} against {expected}"
                );
            }
        }
    }

    #[test]
    fn the_ends_of_the_scale_are_met_exactly() {
        for n in [1.0, 7.0, 20.0, 333.3, 1e12] {
            let ([low, _], [_, high]) = (wilson(0.0, n, LEVEL), wilson(1.0, n, LEVEL));
            assert_eq!([low.to_bits(), high.to_bits()], [0.0_f64.to_bits(), 1.0_f64.to_bits()]);
        }
    }

    /// From z alone .184297; by whole numbers 149338349/518212694.
    #[test]
    fn fourteen_of_thirty_and_nine_of_thirty_are_no_clear_difference() {
        let by_z = of_two(([14.0 / 30.0, 30.0], [9.0 / 30.0, 30.0]), 0.0, &mut Silent);
        assert!((by_z.statistic - 1.327_642).abs() < 5e-7 && (by_z.p - 0.184_297).abs() < 5e-7, "{by_z:?}");
        let found = difference_of_shares(sample(14, 30), sample(9, 30), 0.0);
        near(found.difference, 5.0 / 30.0);
        near(found.statistic, by_z.statistic);
        near(found.p, 149_338_349.0 / 518_212_694.0);
    }

    /// By a program in Python that counts every table in whole numbers (`math.comb` and `fractions`), and by `scipy`: of
    /// Fisher's test where answers are few, .006215874108814398 of z where they are not.
    #[test]
    fn p_values_are_those_of_fishers_test_where_answers_are_few() {
        for ((upper, n), (other, other_n), expected) in [
            ((3, 20), (30, 80), 0.065_998_990_645_977_89),
            ((0, 10), (6, 40), 173_269.0 / 529_690.0),
            ((4, 4), (0, 4), 1.0 / 35.0),
            ((2, 2), (0, 2), 1.0 / 3.0),
            ((5, 5), (0, 3), 1.0 / 56.0),
            ((7, 12), (20, 25), 3_796_713.0 / 15_833_188.0),
            ((300, 700), (250, 700), 0.006_215_874_108_814_398),
        ] {
            near(difference_of_shares(sample(upper, n), sample(other, other_n), 0.0).p, expected);
        }
    }

    /// Of C(9, 3) = 84 ways to deal out 6 among 3 and 6 answers, 1 + 18 leave the three with none or one, and 20 with three, which
    /// is as far from the two to be expected, though likelier than one.
    #[test]
    fn what_is_as_far_to_the_other_side_counts_however_likely_it_is() {
        near(difference_of_shares(sample(1, 3), sample(5, 6), 0.0).p, 39.0 / 84.0);
    }

    #[test]
    fn passives_count_with_those_below() {
        let with = |passives| Counts::new(16 - passives, passives, 14).sample().expect("answers");
        let plain = difference_of_shares(with(0), sample(9, 30), 0.0);
        assert_eq!(difference_of_shares(with(10), sample(9, 30), 0.0), plain);
    }

    #[test]
    fn answers_of_one_kind_alone_are_no_difference() {
        for upper in [0, 20] {
            let found = difference_of_shares(sample(upper, 20), sample(upper, 20), 0.0);
            assert_eq!(found, Contrast::untested(0.0));
        }
    }

    /// From the formulas as written, in Python.
    #[test]
    fn effective_numbers_and_clusters_in_common_count() {
        let (first, second) = (weighted(0.45, 90.5), weighted(0.30, 60.25));
        for (correlation, z, p) in [
            (0.0, 1.849_516_477_617_090_3, 0.064_383_270_726_738_4),
            (0.3, 2.201_022_629_971_695, 0.027_734_421_831_036_984),
        ] {
            let found = difference_of_shares(first, second, correlation);
            near(found.statistic, z);
            near(found.p, p);
        }
    }

    /// From the formulas as written, in Python.
    #[test]
    fn a_stated_share_with_answers_of_its_own_is_less_sure_than_an_exact_one() {
        let found = share_against(sample(14, 30), 0.6, None);
        near(found.difference, 14.0 / 30.0 - 0.6);
        near(found.statistic, -1.490_711_984_999_859_4);
        near(found.p, 0.136_037_128_114_143_67);
        let found = share_against(sample(14, 30), 0.6, Some(100));
        near(found.statistic, -1.307_440_900_921_226_7);
        near(found.p, 0.191_063_014_045_694_48);
    }

    #[test]
    fn a_stated_share_of_none_or_all_is_refuted_by_a_single_answer() {
        let found = share_against(sample(1, 30), 0.0, None);
        assert!(found.p == 0.0 && found.statistic.is_infinite() && found.statistic > 0.0, "{found:?}");
        let found = share_against(sample(29, 30), 1.0, None);
        assert!(found.p == 0.0 && found.statistic.is_infinite() && found.statistic < 0.0, "{found:?}");
        for (upper, value) in [(0, 0.0), (30, 1.0)] {
            for answers in [None, Some(20)] {
                assert_eq!(share_against(sample(upper, 30), value, answers), Contrast::untested(0.0));
            }
        }
        // Not so where it is that of a few answers: from the formulas as written, in Python.
        let found = share_against(sample(1, 30), 0.0, Some(20));
        near(found.statistic, 0.824_786_098_842_322_6);
        near(found.p, 0.409_493_040_178_115_05);
        let found = share_against(sample(38, 40), 1.0, Some(25));
        near(found.statistic, -1.135_641_906_448_745_7);
    }

    fn any_sample() -> impl Strategy<Value = Sample> {
        let counts = (0_u64..200, 0_u64..200).prop_filter("answers", |(below, upper)| below + upper > 0);
        (counts, prop::option::of(0.05..1.0_f64)).prop_map(|((below, upper), worth)| {
            let plain = Counts::new(below, 0, upper).sample().expect("answers");
            worth.map_or(plain, |worth| {
                Sample::weighted(plain.counts(), plain.shares(), worth * plain.effective_n())
                    .expect("answers")
            })
        })
    }

    proptest! {
        #[test]
        fn an_interval_holds_its_share(share in 0.0..=1.0_f64, n in 0.01..1e9_f64, level in 0.5..0.9999_f64) {
            let [low, high] = wilson(share, n, Confidence::new(level).expect("a level"));
            prop_assert!(0.0 <= low && low <= share && share <= high && high <= 1.0);
        }

        /// The ends are where the score test is at the level.
        #[test]
        fn the_score_test_is_at_its_level_at_the_ends(upper in 1_u64..100, more in 1_u64..100) {
            let sample = sample(upper, upper + more);
            let ends = wilson(sample.shares()[2], sample.effective_n(), LEVEL);
            for end in ends {
                let p = share_against(sample, end, None).p;
                prop_assert!((p - LEVEL.alpha()).abs() < 1e-9, "{p}");
            }
        }

        #[test]
        fn turned_round_a_difference_changes_its_sign(
            first in any_sample(), second in any_sample(), correlation in prop::option::of(-1.0..1.0_f64)
        ) {
            let correlation = correlation.unwrap_or(0.0);
            let there = difference_of_shares(first, second, correlation);
            let back = difference_of_shares(second, first, correlation);
            prop_assert!((there.difference + back.difference).abs() < 1e-12);
            prop_assert!((there.statistic + back.statistic).abs() < 1e-9 * there.statistic.abs().max(1.0));
            prop_assert!((there.p - back.p).abs() < 1e-12 && (0.0..=1.0).contains(&there.p));
            prop_assert!((-1.0..=1.0).contains(&there.difference));
        }
    }
}
