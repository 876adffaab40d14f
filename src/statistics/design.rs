//! Answers with weights and in clusters as samples: how many unweighted, unrelated ones they are worth.

use std::collections::BTreeMap;

use crate::survey::trace::{Formula, Silent, Trace};
use crate::survey::{Answers, Clusters, Design, Group, Sample, Scale, Weight};

/// Answers as a sample; nothing when nobody answered. Its effective n is, without clusters, Kish's (Σw)² / Σw², and
/// with clusters what the linearised variance of the weighted mean leaves of it.
#[must_use]
pub fn sample(answers: &Answers, scale: &Scale) -> Option<Sample> {
    sample_traced(answers, scale, &mut Silent)
}

/// The same, telling its steps.
#[must_use]
pub fn sample_traced(answers: &Answers, scale: &Scale, trace: &mut impl Trace) -> Option<Sample> {
    let counts = answers.counts(scale);
    let Some(design) = answers.design() else { return counts.sample() };
    let shares = shares_traced(design, scale, trace);
    let linear = Linear::of_shares(shares, scale);
    let clustered = design.clusters().map(|clusters| Clustered::of(clusters, &linear));
    Sample::weighted(counts, shares, effective_n(design, &linear, clustered, trace))
}

/// How many unweighted, unrelated answers say as much as weighted ones do, with the scores coded as that of the measure is:
/// −1, 0 and 1 for a score, by the numbers of the scale for a mean.
///
/// Without clusters, (Σw)² / Σw² (Kish 1965, Survey Sampling, section 11.7). With clusters, V / Var, where V is the
/// weighted variance of a single answer and Var that of the weighted mean θ, linearised: with
/// u(c) = Σ w (s − θ) over the answers of cluster c, and C clusters,
///
/// Var = C / (C − 1) · Σ u(c)² / (Σw)²
///
/// (Taylor series; Woodruff 1971, Journal of the American Statistical Association 66; Lohr 2022, Sampling: Design and
/// Analysis, third edition, section 9.1). Clusters count as drawn with replacement, which errs on the safe side.
///
/// Clusters never make answers worth more than their weights alone leave them. Where there is one cluster, or none
/// differs from another, how much they differ is unknown, and each cluster is worth one answer:
/// (ΣW)² / ΣW² of the clusters' weights W.
///
/// Clusters of which nothing is known but their weights W count as if all answers of each were alike: they add V · ΣW² to Σu²,
/// which is what such clusters add on average.
pub(super) fn effective_n(
    design: &Design,
    linear: &Linear,
    clustered: Option<Clustered>,
    trace: &mut impl Trace,
) -> f64 {
    let Weight { sum, squares, .. } = design.total();
    let kish = sum * sum / squares;
    trace.step(Formula::Kish, &[sum, squares], kish);
    let Some(Clustered { clusters, spread, alike, squares }) = clustered else { return kish };
    let (variance, count) = (linear.variance, real(clusters));
    let all = spread + variance * alike;
    let rounding = 1e-15 * linear.reach * linear.reach;
    let left = if clusters > 1 && all > sum * sum * rounding && variance > rounding {
        if alike > 0.0 {
            trace.step(Formula::SpreadOfAlike, &[spread, variance, alike], all);
        }
        let variance_of_mean = count / (count - 1.0) * all / (sum * sum);
        trace.step(linear.formula, &[count, count - 1.0, all, sum], variance_of_mean);
        let left = variance / variance_of_mean;
        trace.step(Formula::Linearised, &[variance, variance_of_mean], left);
        left
    } else {
        let left = sum * sum / squares;
        trace.step(Formula::OneEach, &[sum, squares, count], left);
        left
    };
    trace.step(Formula::Smaller, &[kish, left], left.min(kish));
    left.min(kish)
}

#[expect(clippy::cast_precision_loss, reason = "far fewer answers and clusters than 2^53")]
fn real(count: u64) -> f64 {
    count as f64
}

/// What an effective n needs to know of clusters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Clustered {
    /// How many, C.
    pub(super) clusters: u64,
    /// Σu² of those whose answers are known.
    pub(super) spread: f64,
    /// ΣW² of all others.
    pub(super) alike: f64,
    /// ΣW² of their weights W.
    pub(super) squares: f64,
}

impl Clustered {
    pub(super) fn of(clusters: &Clusters, linear: &Linear) -> Self {
        let named = clusters.named().values().map(|weights| Weight::total(weights).sum.powi(2));
        let alike = clusters.alike().squares;
        let squares = named.sum::<f64>() + Weight::total(clusters.single()).squares + alike;
        Self { clusters: clusters.count(), spread: linear.spread(clusters), alike, squares }
    }
}

/// How the scores of two sets of answers move together by the clusters that they share, −1 to 1; 0 where they share
/// none whose answers are known. The sets themselves share no answer.
///
/// The linearised covariance Σ u₁(c) u₂(c) / (W₁ W₂) over the product of the linearised standard errors, both
/// without their factors C / (C − 1).
#[must_use]
pub fn correlation(first: &Answers, second: &Answers, scale: &Scale) -> f64 {
    correlation_of(first, second, |design| Linear::of(design, scale))
}

/// The same of their means on the scale's own numbers.
#[must_use]
pub fn correlation_of_means(first: &Answers, second: &Answers, scale: &Scale) -> f64 {
    correlation_of(first, second, |design| Linear::of_scores(design, scale))
}

fn correlation_of(first: &Answers, second: &Answers, linear: impl Fn(&Design) -> Linear) -> f64 {
    let linear = |answers: &Answers| {
        let design = answers.design()?;
        let (linear, clusters) = (linear(design), design.clusters()?);
        let scores = linear.scores(clusters);
        Some((linear.spread(clusters), scores))
    };
    let (Some((spread, scores)), Some((other_spread, others))) = (linear(first), linear(second)) else {
        return 0.0;
    };
    let shared: f64 = scores.iter().filter_map(|(cluster, score)| Some(score * others.get(cluster)?)).sum();
    correlated(shared, spread, other_spread)
}

/// Share of a weight below which a sum of its parts, each −2 to 2 times as large, is rounding; as many times more where
/// they can be so many times as large.
const ROUNDING: f64 = 1e-13;

/// A correlation from Σ u₁(c) u₂(c) and both Σu².
pub(super) fn correlated(shared: f64, spread: f64, other_spread: f64) -> f64 {
    let spreads = (spread * other_spread).sqrt();
    if spreads > 0.0 { (shared / spreads).clamp(-1.0, 1.0) } else { 0.0 }
}

/// Shares of detractors, passives and promoters by their weights.
pub(super) fn shares(design: &Design, scale: &Scale) -> [f64; 3] {
    shares_traced(design, scale, &mut Silent)
}

fn shares_traced(design: &Design, scale: &Scale, trace: &mut impl Trace) -> [f64; 3] {
    let total = design.total().sum;
    [Group::Detractor, Group::Passive, Group::Promoter].map(|group| {
        let of_scores = design.by_score().iter().zip(scale.scores());
        let of_group = of_scores.filter(|(_, score)| scale.group(*score) == group);
        let weight = of_group.map(|(weight, _)| weight.sum).sum::<f64>();
        trace.step(Formula::WeightedShare(group), &[weight, total], weight / total);
        weight / total
    })
}

/// The weighted mean of coded answers, linearised.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Linear {
    pub(super) mean: f64,
    /// The weighted variance of a single answer, with divisor Σw.
    pub(super) variance: f64,
    /// What its variance by clusters is told as.
    formula: Formula,
    /// The code that is farthest from 0.
    reach: f64,
    /// The coded value of each score.
    coded: Vec<f64>,
}

impl Linear {
    /// Of groups coded −1, 0 and 1.
    pub(super) fn of(design: &Design, scale: &Scale) -> Self {
        Self::of_shares(shares(design, scale), scale)
    }

    /// The same from the shares of the groups.
    pub(super) fn of_shares([detractors, _, promoters]: [f64; 3], scale: &Scale) -> Self {
        let coded = scale.scores().map(|score| match scale.group(score) {
            Group::Detractor => -1.0,
            Group::Passive => 0.0,
            Group::Promoter => 1.0,
        });
        let mean = promoters - detractors;
        let variance = (detractors + promoters - mean * mean).max(0.0);
        Self { mean, variance, formula: Formula::VarianceOfMean, reach: 1.0, coded: coded.collect() }
    }

    /// Of answers coded as the numbers of the scale less its lowest, which changes nothing but how much is lost to rounding.
    pub(super) fn of_scores(design: &Design, scale: &Scale) -> Self {
        let coded: Vec<f64> =
            scale.scores().map(|score| f64::from(scale.answer(score) - scale.low())).collect();
        let weights = || design.by_score().iter().zip(&coded).map(|(weight, coded)| (weight.sum, *coded));
        let (mean, variance) = mean_and_variance(weights);
        let reach = coded.last().copied().unwrap_or(1.0);
        Self { mean, variance, formula: Formula::VarianceOfMeanScore, reach, coded }
    }

    /// u of one cluster. What is no more than rounding is none: where all answers are of one cluster, two such numbers would
    /// seem to move together.
    pub(super) fn score(&self, weights: &[Weight]) -> f64 {
        let of_scores = weights.iter().zip(&self.coded);
        let score: f64 = of_scores.map(|(weight, coded)| weight.sum * (coded - self.mean)).sum();
        let weight: f64 = weights.iter().map(|weight| weight.sum).sum();
        if score.abs() > ROUNDING * self.reach * weight { score } else { 0.0 }
    }

    fn scores(&self, clusters: &Clusters) -> BTreeMap<usize, f64> {
        clusters.named().iter().map(|(cluster, weights)| (*cluster, self.score(weights))).collect()
    }

    /// Σ u² over all clusters.
    pub(super) fn spread(&self, clusters: &Clusters) -> f64 {
        let named: f64 = clusters.named().values().map(|weights| self.score(weights).powi(2)).sum();
        named + self.spread_of_single(clusters.single())
    }

    /// The part of Σu² that is of answers of which each is a cluster by itself.
    pub(super) fn spread_of_single(&self, single: &[Weight]) -> f64 {
        let single = single.iter().zip(&self.coded);
        single.map(|(weight, coded)| weight.squares * (coded - self.mean).powi(2)).sum()
    }
}

/// The weighted mean of values and their variance, with the sum of weights as divisor; 0 exactly where all are alike.
pub(super) fn mean_and_variance<I: Iterator<Item = (f64, f64)>>(values: impl Fn() -> I) -> (f64, f64) {
    let weighed = || values().filter(|(weight, _)| *weight > 0.0);
    let all: f64 = weighed().map(|(weight, _)| weight).sum();
    let mean = weighed().map(|(weight, value)| weight * value).sum::<f64>() / all;
    let mut each = weighed();
    if let (Some((_, only)), None) = (each.next(), each.next()) {
        return (only, 0.0);
    }
    let squares: f64 = weighed().map(|(weight, value)| weight * (value - mean).powi(2)).sum();
    (mean, squares / all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::{spread, wald};
    use crate::survey::{Confidence, Counts, Nps};

    const SCALE: Scale = Scale::ZERO_TO_TEN;

    /// So many answers of the same weight each.
    #[expect(clippy::cast_precision_loss, reason = "few")]
    fn weight(answers: u64, each: f64) -> Weight {
        Weight { answers, sum: answers as f64 * each, squares: answers as f64 * each * each }
    }

    fn add(answers: &mut Answers, cluster: Option<usize>, score: i64, weight: Weight) {
        answers.weigh_in(cluster, SCALE.score(score).expect("on the scale"), weight);
    }

    fn effective(answers: &Answers) -> f64 {
        sample(answers, &SCALE).expect("not empty").effective_n()
    }

    #[test]
    fn fifty_answers_of_weight_one_and_fifty_of_two_are_worth_ninety() {
        let mut answers = Answers::default();
        for (score, each) in [(10, 1.0), (3, 2.0)] {
            answers.weigh(SCALE.score(score).expect("on the scale"), weight(50, each));
        }
        let sample = sample(&answers, &SCALE).expect("not empty");
        assert!((sample.effective_n() - 90.0).abs() < 1e-9);
        assert!((Nps::of(sample).points() + 100.0 / 3.0).abs() < 1e-9);
    }

    /// 12, 18 and 30 of 120: a standard error of 0.100830, of which 0.710072 is left.
    #[test]
    fn a_population_takes_its_part_off_the_standard_error() {
        let sample = Counts::new(12, 18, 30).sample().expect("not empty");
        let error = |sample: Sample| spread(sample) / 100.0 / sample.effective_n().sqrt();
        let (all, of_few) = (error(sample), error(sample.out_of(120)));
        assert!((all - 0.100_830).abs() < 1e-6, "{all}");
        assert!((of_few / all - 0.710_072).abs() < 1e-6, "{}", of_few / all);
        let interval = wald(sample.out_of(120), Confidence::NINETY_FIVE);
        assert!((interval.low() - 15.967).abs() < 1e-3 && (interval.high() - 44.033).abs() < 1e-3);
        assert_eq!(sample.out_of(59), sample, "fewer than have answered are no population");
        assert!((sample.out_of(1_000_000_000).effective_n() - 60.0).abs() < 1e-4);
    }

    /// Answers that are clusters by themselves have the variance with divisor n − 1: as many less one.
    #[test]
    fn answers_that_stand_alone_are_worth_all_but_one_whether_they_have_names_or_not() {
        let (mut named, mut alone) = (Answers::default(), Answers::default());
        for (score, n) in [(2, 3), (8, 4), (10, 5)] {
            add(&mut alone, None, score, weight(n, 1.0));
            for at in 0..n {
                let name = usize::try_from(score * 100).expect("small") + usize::try_from(at).expect("small");
                add(&mut named, Some(name), score, weight(1, 1.0));
            }
        }
        for answers in [&named, &alone] {
            assert!((effective(answers) - 11.0).abs() < 1e-9, "{}", effective(answers));
        }
    }

    #[test]
    fn a_cluster_is_worth_one_answer_where_nothing_is_known_of_how_clusters_differ() {
        let (mut one, mut same) = (Answers::default(), Answers::default());
        add(&mut one, Some(1), 2, weight(5, 1.0));
        add(&mut one, Some(1), 10, weight(5, 1.0));
        assert!((effective(&one) - 1.0).abs() < 1e-12);
        for cluster in 0..4 {
            add(&mut same, Some(cluster), 10, weight(5, 1.0));
        }
        assert!((effective(&same) - 4.0).abs() < 1e-12, "all promoters");
        // Each cluster has the same score: alike, and worth no more than without clusters.
        let mut alike = Answers::default();
        for cluster in 0..4 {
            add(&mut alike, Some(cluster), 10, weight(3, 1.0));
            add(&mut alike, Some(cluster), 0, weight(1, 1.0));
        }
        assert!((effective(&alike) - 4.0).abs() < 1e-12);
    }

    #[test]
    fn clusters_that_both_sets_share_move_them_together() {
        let (mut before, mut after, mut others) = <(Answers, Answers, Answers)>::default();
        for (cluster, score) in [(1, 10), (2, 0), (3, 10), (4, 8)] {
            add(&mut before, Some(cluster), score, weight(3, 1.0));
            add(&mut after, Some(cluster), score, weight(2, 1.0));
            add(&mut others, Some(cluster + 10), score, weight(2, 1.0));
        }
        assert!((correlation(&before, &after, &SCALE) - 1.0).abs() < 1e-12);
        assert!(correlation(&before, &others, &SCALE).abs() < 1e-12);
        assert!(correlation(&before, &Answers::default(), &SCALE).abs() < 1e-12);
    }
}
