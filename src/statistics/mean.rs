//! Means of answers on the scale's own numbers: the interval around one, a difference of two, and one against a stated value.

use super::design::{Clustered, Linear, effective_n, mean_and_variance};
use super::share::{of_difference, of_one};
use super::{Contrast, difference_of_shares_traced, student};
use crate::survey::trace::{End, Formula, Side, Silent, Trace, Untested};
use crate::survey::{Answers, Confidence, Counts, Sample, Scale, Score};

/// A mean answer with all that its interval and tests need. It is no larger for more answers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mean {
    n: u64,
    effective_n: f64,
    /// The effective n less 1, as it is without a stated population: that makes a mean surer, but its deviation no better known.
    freedom: f64,
    value: f64,
    /// The weighted variance of a single answer, with the sum of weights as divisor.
    variance: f64,
    /// The ends of the scale.
    bounds: [f64; 2],
}

impl Mean {
    /// The mean of these answers; nothing when nobody answered. Its effective n is, without clusters, Kish's (Σw)² / Σw², and with
    /// clusters what the linearised variance of this mean leaves of it, as for [`sample`](super::sample).
    #[must_use]
    pub fn of(answers: &Answers, scale: &Scale) -> Option<Self> {
        Self::of_traced(answers, scale, &mut Silent)
    }

    /// The same, telling its steps: those of the mean, the effective n and the deviation.
    #[must_use]
    pub fn of_traced<T: Trace>(answers: &Answers, scale: &Scale, trace: &mut T) -> Option<Self> {
        let mean = answers.mean_traced(scale, trace)?;
        let n = answers.n();
        let weighed = |score: Score| match answers.design() {
            Some(design) => design.by_score().get(score.index()).map_or(0.0, |weight| weight.sum),
            None => real(answers.histogram().answers(score)),
        };
        let each = || scale.scores().map(|score| (weighed(score), f64::from(scale.answer(score))));
        let (alike, variance) = mean_and_variance(each);
        let effective_n = answers.design().map_or(real(n), |design| {
            let linear = Linear::of_scores(design, scale);
            let clustered = design.clusters().map(|clusters| Clustered::of(clusters, &linear));
            effective_n(design, &linear, clustered, trace)
        });
        // Where all are alike the mean is their number, whatever rounding leaves of it.
        let value = if variance > 0.0 { mean } else { alike };
        let bounds = [scale.low(), scale.high()].map(f64::from);
        let found = Self { n, effective_n, freedom: effective_n - 1.0, value, variance, bounds };
        if T::LISTENS {
            let given = each().filter(|(weight, _)| *weight > 0.0);
            let terms = given.flat_map(|(weight, score)| [score, weight]);
            let (all, is_weighted) = (answers.weight(), answers.design().is_some());
            let squares = variance * all;
            let of_squares = if is_weighted { Formula::WeightedSumOfSquares } else { Formula::SumOfSquares };
            trace.step(of_squares, &std::iter::once(value).chain(terms).collect::<Vec<_>>(), squares);
            match found.deviation() {
                Some(deviation) if is_weighted => {
                    trace.step(Formula::WeightedDeviation, &[squares, all, effective_n], deviation);
                }
                Some(deviation) => trace.step(Formula::Deviation, &[squares, effective_n], deviation),
                None => {}
            }
        }
        Some(found)
    }

    /// The same out of a population of so many who could answer, as [`Sample::out_of`] has it. Degrees of freedom stay those of the
    /// answers.
    #[must_use]
    pub fn out_of(self, population: u64) -> Self {
        self.out_of_traced(population, &mut Silent)
    }

    /// The same, telling its steps.
    #[must_use]
    pub fn out_of_traced(self, population: u64, trace: &mut impl Trace) -> Self {
        let sample = self.all_in([0.0, 0.0, 1.0]);
        let effective_n = sample.map(|sample| sample.out_of_traced(population, trace).effective_n());
        Self { effective_n: effective_n.unwrap_or(self.effective_n), ..self }
    }

    /// How many answers, unweighted.
    #[must_use]
    pub const fn n(self) -> u64 {
        self.n
    }

    /// How many unweighted, unrelated answers out of endlessly many would say as much.
    #[must_use]
    pub const fn effective_n(self) -> f64 {
        self.effective_n
    }

    /// The weighted mean, on the scale's own numbers.
    #[must_use]
    pub const fn mean(self) -> f64 {
        self.value
    }

    /// The standard deviation of a single answer, with divisor n − 1: the root of the weighted variance times nₑ / (nₑ − 1), with the
    /// effective n of the answers. Nothing where they are worth no more than one.
    #[must_use]
    pub fn deviation(self) -> Option<f64> {
        let freedom = self.freedom()?;
        Some((self.variance * (freedom + 1.0) / freedom).sqrt())
    }

    /// The standard error of the mean: the deviation over the root of the effective n.
    #[must_use]
    pub fn standard_error(self) -> Option<f64> {
        Some(self.deviation()? / self.effective_n.sqrt())
    }

    /// Student's interval: mean ± t · s / √n with n − 1 degrees of freedom and the effective n, clipped to the scale. Nothing for fewer
    /// than two answers, or such as are worth no more than one.
    ///
    /// Answers that are all alike give an interval without a width: it is made of nothing but how far they lie apart. How many there
    /// are tells nothing then, so that of few answers it claims too much; those of [`wilson`](super::wilson) do not.
    ///
    /// Source: Student 1908, "The probable error of a mean", Biometrika 6(1).
    #[must_use]
    pub fn interval(self, confidence: Confidence) -> Option<[f64; 2]> {
        self.interval_traced(confidence, &mut Silent)
    }

    /// The same, telling its steps from the deviation on.
    #[must_use]
    pub fn interval_traced(self, confidence: Confidence, trace: &mut impl Trace) -> Option<[f64; 2]> {
        let (deviation, error, freedom) = (self.deviation()?, self.standard_error()?, self.freedom()?);
        if error <= 0.0 {
            trace.step(Formula::NoWidth, &[], self.value);
            return Some([self.value; 2]);
        }
        trace.step(Formula::ErrorOfMean, &[deviation, self.effective_n], error);
        trace.step(Formula::Freedom, &[freedom + 1.0], freedom);
        let t = student::critical(confidence.share(), freedom);
        trace.step(Formula::CriticalT, &[confidence.share(), freedom], t);
        let ([low, high], half) = (self.bounds, t * error);
        let ends = [(End::Low, self.value - half), (End::High, self.value + half)];
        for (end, computed) in ends {
            trace.step(Formula::StudentEnd(end), &[self.value, t, error], computed);
        }
        Some(ends.map(|(_, computed)| {
            let cut = computed.clamp(low, high);
            if computed < low || computed > high {
                trace.step(Formula::CutAtScale, &[computed], cut);
            }
            cut
        }))
    }

    /// Degrees of freedom, above 0; nothing where the answers do not tell how far they lie apart.
    fn freedom(self) -> Option<f64> {
        const LEAST: f64 = 1e-9;
        (self.n > 1 && self.freedom > LEAST).then_some(self.freedom)
    }

    fn is_all_alike(self) -> bool {
        self.variance <= 0.0
    }

    /// As many answers, worth as much, in these groups of which one has all.
    fn all_in(self, shares: [f64; 3]) -> Option<Sample> {
        let [detractors, passives, promoters] = shares.map(|share| if share > 0.0 { self.n } else { 0 });
        Sample::weighted(Counts::new(detractors, passives, promoters), shares, self.effective_n)
    }
}

#[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
fn real(count: u64) -> f64 {
    count as f64
}

/// Two sets of answers that share none: t = (m₁ − m₂) / √(v₁ + v₂ − 2ρ √(v₁ v₂)), where v = s²/n, with
///
/// ν = (v₁ + v₂)² / (v₁²/(n₁ − 1) + v₂²/(n₂ − 1))
///
/// degrees of freedom; n is the effective one, and ρ the [`correlation_of_means`](super::correlation_of_means) by clusters
/// that both share, which leaves ν as it is.
///
/// Of answers worth no more than one nobody knows how far they lie apart, and there is no test: t is 0 and p is 1.
///
/// Where the answers of each set are all alike, they have no variance, and t would be infinite from two answers of each on. There are
/// then two kinds of answers, and what is tested is that all of one set are of the one kind and all of the other of the other: the
/// [`difference_of_shares`](super::difference_of_shares) of 1 and 0, with its z = √(n₁ + n₂) and, where answers are few, Fisher's exact test. Where they
/// are all the same number there is nothing to test: p is 1.
///
/// Sources: Welch 1947, "The generalization of 'Student's' problem when several different population variances are
/// involved", Biometrika 34; Satterthwaite 1946, "An approximate distribution of estimates of variance components",
/// Biometrics Bulletin 2(6).
#[must_use]
pub fn difference_of_means(first: Mean, second: Mean, correlation: f64) -> Contrast {
    difference_of_means_traced(first, second, correlation, &mut Silent)
}

/// The same, telling its steps from the means and deviations on.
#[must_use]
pub fn difference_of_means_traced<T: Trace>(
    first: Mean,
    second: Mean,
    correlation: f64,
    trace: &mut T,
) -> Contrast {
    let difference = first.value - second.value;
    trace.step(Formula::DifferenceOfMeans, &[first.value, second.value], difference);
    let spread = |mean: Mean| mean.deviation().zip(mean.freedom());
    let Some((one, other)) = spread(first).zip(spread(second)) else {
        return Contrast::untested_traced(difference, Untested::OneAnswer, trace);
    };
    if first.is_all_alike() && second.is_all_alike() {
        return of_alike(first, second, correlation, trace);
    }
    let side = |side: Side, mean: Mean, (deviation, freedom): (f64, f64), trace: &mut T| {
        trace.of(side);
        let variance = deviation * deviation / mean.effective_n;
        trace.step(Formula::VarianceOfMeanAnswer, &[deviation, mean.effective_n], variance);
        trace.step(Formula::Freedom, &[freedom + 1.0], freedom);
        (variance, freedom)
    };
    let (one, freedom) = side(Side::First, first, one, trace);
    let (other, other_freedom) = side(Side::Second, second, other, trace);
    trace.of(Side::Whole);
    let variance = of_difference([one, other], correlation, trace);
    let welch = (one + other).powi(2) / (one * one / freedom + other * other / other_freedom);
    trace.step(Formula::Welch, &[one, other, freedom, other_freedom], welch);
    by_t(difference, variance, welch, trace)
}

/// Two sets of answers of which each has only one number.
fn of_alike(first: Mean, second: Mean, correlation: f64, trace: &mut impl Trace) -> Contrast {
    let difference = first.value - second.value;
    let kinds = if difference > 0.0 {
        [[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]
    } else {
        [[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]]
    };
    let samples = first.all_in(kinds[0]).zip(second.all_in(kinds[1])).filter(|_| difference.abs() > 0.0);
    let Some((first, second)) = samples else {
        return Contrast::untested_traced(difference, Untested::Alike, trace);
    };
    trace.step(Formula::TwoKinds, &[], difference);
    let of_kinds = difference_of_shares_traced(first, second, correlation, trace);
    Contrast { difference, ..of_kinds }
}

/// A mean against a stated one: t = (m − b) / √(s²/n) with n − 1 degrees of freedom; n is the effective one. Where the stated mean is
/// that of `answers` answers, it is taken to be one of independent answers that spread as the sample's own do, and s² over their
/// number is added to the variance.
///
/// Of answers worth no more than one nobody knows how far they lie apart, and there is no test: t is 0 and p is 1.
///
/// Answers that are all alike have no variance, and t would be infinite from two answers on. If b were the true mean, no more than a
/// share q = (b − e) / (a − e) of all could give their answer a, where e is the end of the scale beyond b. What is tested is that
/// all of them do: the [share](super::share_against) 1 against q.
///
/// Source: Student 1908, "The probable error of a mean", Biometrika 6(1).
#[must_use]
pub fn mean_against(mean: Mean, value: f64, answers: Option<u64>) -> Contrast {
    mean_against_traced(mean, value, answers, &mut Silent)
}

/// The same, telling its steps from the mean and deviation on.
#[must_use]
pub fn mean_against_traced(mean: Mean, value: f64, answers: Option<u64>, trace: &mut impl Trace) -> Contrast {
    let difference = mean.value - value;
    trace.step(Formula::DifferenceOfMeans, &[mean.value, value], difference);
    let spread = mean.freedom().zip(mean.standard_error()).zip(mean.deviation());
    let Some(((freedom, error), deviation)) = spread else {
        return Contrast::untested_traced(difference, Untested::OneAnswer, trace);
    };
    if mean.is_all_alike() {
        let [low, high] = mean.bounds;
        let (value, end) = (value.clamp(low, high), if difference > 0.0 { low } else { high });
        if (mean.value - value).abs() <= 0.0 {
            return Contrast::untested_traced(difference, Untested::Alike, trace);
        }
        let most = (value - end) / (mean.value - end);
        trace.step(Formula::TwoKinds, &[], difference);
        let Contrast { statistic, p, .. } = of_one([1.0, mean.effective_n], most, answers, trace);
        return Contrast { difference, statistic: statistic.copysign(difference), p };
    }
    let own = error * error;
    trace.step(Formula::VarianceOfMeanAnswer, &[deviation, mean.effective_n], own);
    let variance = answers.map_or(own, |answers| {
        let of_stated = own * mean.effective_n / real(answers);
        trace.step(Formula::VarianceOfMeanAnswer, &[deviation, real(answers)], of_stated);
        of_difference([own, of_stated], 0.0, trace)
    });
    trace.step(Formula::Freedom, &[freedom + 1.0], freedom);
    by_t(difference, variance, freedom, trace)
}

fn by_t(difference: f64, variance: f64, freedom: f64, trace: &mut impl Trace) -> Contrast {
    let statistic = difference / variance.sqrt();
    trace.step(Formula::TOfMeans, &[difference, variance], statistic);
    let p = student::two_sided(statistic, freedom);
    trace.step(Formula::TwoSidedOfT, &[statistic.abs(), freedom], p);
    Contrast { difference, statistic, p }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::statistics::correlation_of_means;
    use crate::survey::{Histogram, Weight};

    const LEVEL: Confidence = Confidence::NINETY_FIVE;

    fn scale(low: i32, high: i32) -> Scale {
        Scale::new(low, high, high - 2, high - 1).expect("a scale")
    }

    /// So many answers of each number of a scale from 1.
    fn mean(answers: &[u64]) -> Mean {
        let high = i32::try_from(answers.len()).expect("few");
        Mean::of(&Histogram::new(answers.to_vec()).into(), &scale(1, high)).expect("answers")
    }

    #[expect(clippy::cast_precision_loss, reason = "few")]
    fn weight(answers: u64, each: f64) -> Weight {
        Weight { answers, sum: answers as f64 * each, squares: answers as f64 * each * each }
    }

    fn near(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-9, "{found} against {expected}");
    }

    fn ends(found: Option<[f64; 2]>, expected: [f64; 2]) {
        found
            .expect("an interval")
            .into_iter()
            .zip(expected)
            .for_each(|(found, expected)| near(found, expected));
    }

    const NOW: [u64; 7] = [0, 0, 2, 5, 9, 10, 4];
    const BEFORE: [u64; 7] = [1, 0, 3, 8, 9, 6, 3];

    /// Mean 5.3, deviation 1.118805, interval 4.882231 to 5.717769; more digits by `scipy`.
    #[test]
    fn a_mean_of_thirty_ratings_is_the_one_computed_independently() {
        let now = mean(&NOW);
        assert_eq!(now.n(), 30);
        near(now.mean(), 5.3);
        near(now.deviation().expect("many"), 1.118_804_780_974_337);
        ends(now.interval(LEVEL), [4.882_231_428_949_881, 5.717_768_571_050_119]);
    }

    /// t 1.562395 at 56.076923 degrees of freedom, p .123821; more digits by `scipy`.
    #[test]
    fn a_difference_of_means_is_the_one_computed_independently() {
        let found = difference_of_means(mean(&NOW), mean(&BEFORE), 0.0);
        near(found.difference, 0.5);
        near(found.statistic, 1.562_394_777_601_82);
        near(found.p, 0.123_821_349_487_950_39);
        let related = difference_of_means(mean(&NOW), mean(&BEFORE), 0.4);
        near(related.statistic, 2.005_513_432_851_925);
        near(related.p, 0.049_742_709_745_439_81);
    }

    /// By `scipy`, and with answers from the formula as written.
    #[test]
    fn a_stated_mean_with_answers_of_its_own_is_less_sure_than_an_exact_one() {
        let found = mean_against(mean(&NOW), 5.0, None);
        near(found.statistic, 1.468_681_311_036_681_9);
        near(found.p, 0.152_683_901_909_209_1);
        let found = mean_against(mean(&NOW), 5.0, Some(200));
        near(found.statistic, 1.369_552_384_314_393_7);
        near(found.p, 0.181_339_424_257_880_13);
    }

    /// From the formulas as written, with `numpy`.
    #[test]
    fn weights_count() {
        let (mut answers, scale) = (Answers::default(), scale(1, 5));
        for (score, n, each) in [(2, 5, 1.0), (5, 4, 1.0), (4, 3, 2.0), (1, 6, 0.5)] {
            answers.weigh(scale.score(score).expect("on the scale"), weight(n, each));
        }
        let found = Mean::of(&answers, &scale).expect("answers");
        near(found.mean(), 19.0 / 6.0);
        near(found.effective_n(), 14.4);
        near(found.deviation().expect("many"), 1.516_082_933_973_787_4);
        ends(found.interval(LEVEL), [2.306_161_603_454_917_5, 4.027_171_729_878_415_5]);
    }

    /// Three clusters and two answers that are one each: from the formulas as written, in Python.
    fn clustered(scale: &Scale) -> Answers {
        let mut answers = Answers::default();
        for (cluster, above, n, each) in [
            (Some(1), 4, 3, 1.0),
            (Some(1), 3, 1, 1.0),
            (Some(2), 1, 2, 2.0),
            (Some(2), 2, 1, 1.0),
            (Some(3), 3, 2, 0.5),
            (None, 0, 2, 1.5),
        ] {
            let score = scale.score(i64::from(scale.low()) + above).expect("on the scale");
            answers.weigh_in(cluster, score, weight(n, each));
        }
        answers
    }

    #[test]
    fn clusters_count() {
        let found = Mean::of(&clustered(&scale(1, 5)), &scale(1, 5)).expect("answers");
        near(found.mean(), 2.846_153_846_153_846_3);
        near(found.effective_n(), 3.628_646_919_760_813_5);
        near(found.deviation().expect("many"), 1.775_646_575_820_533_8);
        // −0.372123 and 6.064431 beyond the scale.
        ends(found.interval(LEVEL), [1.0, 5.0]);
        let low = Confidence::new(0.5).expect("a level");
        assert!(found.interval(low).is_some_and(|[low, high]| 1.0 < low && high < 5.0));
    }

    #[test]
    fn where_a_scale_begins_changes_nothing_but_the_mean() {
        let near_zero = Mean::of(&clustered(&scale(0, 100)), &scale(0, 100)).expect("answers");
        let itself =
            correlation_of_means(&clustered(&scale(0, 100)), &clustered(&scale(0, 100)), &scale(0, 100));
        assert!(0.5 < itself && itself < 1.0, "single answers are shared by nobody");
        for low in [-50, 1_000_000, i32::MAX - 100] {
            let scale = scale(low, low + 100);
            let far = Mean::of(&clustered(&scale), &scale).expect("answers");
            near(far.effective_n(), near_zero.effective_n());
            assert!((far.mean() - near_zero.mean() - f64::from(low)).abs() < 1e-6);
            let answers = clustered(&scale);
            near(correlation_of_means(&answers, &answers, &scale), itself);
        }
    }

    #[test]
    fn answers_of_two_kinds_alone_have_means_that_move_as_their_scores_do() {
        let scale = Scale::ZERO_TO_TEN;
        let score = |answer| scale.score(answer).expect("on the scale");
        let (mut first, mut second) = <(Answers, Answers)>::default();
        for (cluster, low, high) in [(1, 3, 1), (2, 1, 4), (3, 2, 2), (4, 1, 5)] {
            first.weigh_in(Some(cluster), score(0), weight(low, 1.5));
            first.weigh_in(Some(cluster), score(10), weight(high, 1.0));
            second.weigh_in(Some(cluster), score(0), weight(high, 1.0));
            second.weigh_in(Some(cluster), score(10), weight(low + 1, 1.0));
        }
        let correlation = crate::statistics::correlation(&first, &second, &scale);
        assert!(correlation < -0.5);
        near(correlation_of_means(&first, &second, &scale), correlation);
        let (mean, sample) = (Mean::of(&first, &scale), crate::statistics::sample(&first, &scale));
        near(mean.expect("answers").effective_n(), sample.expect("answers").effective_n());
    }

    #[test]
    fn a_population_makes_a_mean_surer_and_leaves_its_deviation() {
        let (all, of_few) = (mean(&NOW), mean(&NOW).out_of(120));
        near(of_few.effective_n(), 30.0 * 119.0 / 90.0);
        assert_eq!(all.deviation(), of_few.deviation());
        let half = |mean: Mean| mean.interval(LEVEL).map(|[low, high]| (high - low) / 2.0).expect("many");
        near(half(of_few) / half(all), (90.0_f64 / 119.0).sqrt());
        let everybody = mean(&NOW).out_of(30).interval(LEVEL).expect("many");
        assert!(everybody.into_iter().all(|end| (end - 5.3).abs() < 1e-5), "{everybody:?}");
        assert_eq!(all.out_of(29), all, "fewer than have answered are no population");
    }

    #[test]
    fn of_one_answer_nobody_knows_how_sure_it_is() {
        let one = mean(&[0, 0, 0, 1, 0]);
        assert_eq!((one.interval(LEVEL), one.deviation(), one.standard_error()), (None, None, None));
        let many = mean(&[3, 1, 4, 1, 5]);
        near(difference_of_means(one, many, 0.0).p, 1.0);
        near(difference_of_means(one, mean(&[1, 0, 0, 0, 0]), 0.0).p, 1.0);
        near(difference_of_means(many, one, 0.0).difference, 46.0 / 14.0 - 4.0);
        near(mean_against(one, 1.0, None).p, 1.0);
        assert_eq!(Mean::of(&Answers::default(), &Scale::ZERO_TO_TEN), None);
        // All in one cluster are worth one.
        let mut answers = Answers::default();
        for score in [2, 9] {
            let score = Scale::ZERO_TO_TEN.score(score).expect("on the scale");
            answers.weigh_in(Some(1), score, weight(5, 1.0));
        }
        let one = Mean::of(&answers, &Scale::ZERO_TO_TEN).expect("answers");
        assert_eq!((one.n(), one.interval(LEVEL)), (10, None));
    }

    /// Fisher's exact test by whole numbers: 2 of C(4, 2) = 6, 2 of C(10, 5) = 252; and one answer of the scale's lower end.
    #[test]
    fn answers_that_are_all_alike_are_compared_as_two_kinds() {
        let all = |n| (mean(&[0, 0, 0, 0, n]), mean(&[0, 0, 0, n, 0]));
        for (n, p) in [(2, 1.0 / 3.0), (5, 1.0 / 126.0)] {
            let (high, low) = all(n);
            let found = difference_of_means(high, low, 0.0);
            near(found.difference, 1.0);
            near(found.statistic, (2.0 * real(n)).sqrt());
            near(found.p, p);
            let back = difference_of_means(low, high, 0.0);
            assert_eq!((back.p, back.statistic), (found.p, -found.statistic));
        }
        let (same, _) = all(20);
        assert_eq!(difference_of_means(same, same, 0.0), Contrast::untested(0.0));
        assert_eq!(same.interval(LEVEL), Some([5.0, 5.0]));
    }

    /// If the true mean were 4.2 of 1 to 5, no more than 0.8 of all could answer 5: z = 0.2 / √(0.8 · 0.2 / n).
    #[test]
    fn answers_that_are_all_alike_are_held_against_what_a_stated_mean_allows() {
        let fives = |n| mean(&[0, 0, 0, 0, n]);
        near(mean_against(fives(2), 4.2, None).statistic, 0.2 / (0.16_f64 / 2.0).sqrt());
        near(mean_against(fives(2), 4.2, None).p, 0.479_500_122_186_953_5);
        near(mean_against(fives(20), 4.2, None).statistic, 5.0_f64.sqrt());
        near(mean_against(fives(20), 4.2, Some(20)).statistic, 2.5_f64.sqrt());
        // 4 is below 4.5, of which no more than half could be 4 if the others are 5.
        let fours = mean_against(mean(&[0, 0, 0, 10, 0]), 4.5, None);
        near(fours.statistic, -(10.0_f64.sqrt()));
        assert_eq!(mean_against(fives(20), 5.0, None), Contrast::untested(0.0));
        assert!(mean_against(fives(2), 1.0, None).p.abs() < 1e-15, "a mean at the end has no other answer");
    }

    fn any_mean() -> impl Strategy<Value = Mean> {
        let answers = prop::collection::vec((0_u64..40, 0.1..5.0_f64, prop::option::of(0_usize..4)), 5);
        (answers, any::<bool>()).prop_filter_map("answers", |(answers, is_plain)| {
            if is_plain {
                let counts = answers.iter().map(|(n, ..)| *n).collect();
                return Mean::of(&Histogram::new(counts).into(), &scale(1, 5));
            }
            let mut all = Answers::default();
            for (score, (n, each, cluster)) in scale(1, 5).scores().zip(answers).filter(|(_, (n, ..))| *n > 0)
            {
                all.weigh_in(cluster, score, weight(n, each));
            }
            Mean::of(&all, &scale(1, 5))
        })
    }

    proptest! {
        #[test]
        fn an_interval_holds_its_mean(mean in any_mean(), level in 0.5..0.9999_f64) {
            if let Some([low, high]) = mean.interval(Confidence::new(level).expect("a level")) {
                prop_assert!(1.0 <= low && low <= mean.mean() && mean.mean() <= high && high <= 5.0);
            }
        }

        #[test]
        fn turned_round_a_difference_changes_its_sign(
            first in any_mean(), second in any_mean(), correlation in -1.0..1.0_f64
        ) {
            let there = difference_of_means(first, second, correlation);
            let back = difference_of_means(second, first, correlation);
            prop_assert!((there.difference + back.difference).abs() < 1e-12);
            prop_assert!((there.statistic + back.statistic).abs() < 1e-9 * there.statistic.abs().max(1.0));
            prop_assert!((there.p - back.p).abs() < 1e-12 && (0.0..=1.0).contains(&there.p));
            let found = mean_against(first, second.mean(), Some(second.n()));
            prop_assert!((0.0..=1.0).contains(&found.p));
        }
    }
}
