//! What is left of a set of answers without one part of them after another.

use super::design::{Clustered, Linear, correlated, effective_n, sample, shares};
use crate::survey::trace::Silent;
use crate::survey::{Answers, Clusters, Counts, Design, Sample, Scale, Weight};

/// A part with at least one in so many of all clusters is taken away cluster by cluster: that takes no longer than so many
/// times the part, and rounds a little less.
const LARGE: usize = 16;

/// Where less than this share of what clusters differ by is left, too little of it is beyond rounding, and it is found
/// from the answers that are left.
const LEAST: f64 = 1e-4;

/// What figures need to know of a set of answers. It is no larger for more clusters.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// The answers as a sample out of endlessly many; nothing when nobody answered.
    pub sample: Option<Sample>,
    /// The answers by group, unweighted.
    pub counts: Counts,
    /// The weighted mean answer on the scale's own numbers; nothing when nobody answered.
    pub mean: Option<f64>,
    /// The sum of their weights.
    pub weight: f64,
    /// How many clusters they belong to; none without clusters.
    pub clusters: Option<u64>,
}

impl Summary {
    /// The summary of these answers.
    #[must_use]
    pub fn of(answers: &Answers, scale: &Scale) -> Self {
        Self {
            sample: sample(answers, scale),
            counts: answers.counts(scale),
            mean: answers.mean(scale),
            weight: answers.weight(),
            clusters: answers.design().and_then(Design::clusters).map(Clusters::count),
        }
    }
}

/// What is left without a part.
#[derive(Debug, Clone, PartialEq)]
pub struct Rest {
    /// Its answers.
    pub summary: Summary,
    /// How they move with those of the part, by the clusters that both share: the same as
    /// [`correlation`](super::correlation).
    pub correlation: f64,
}

/// Answers of which one part after another is taken away. That takes no longer for more clusters, unless the part has
/// them: one report for each of many clients would otherwise look at everybody's clusters each time.
#[derive(Debug, Clone, PartialEq)]
pub struct Whole {
    answers: Answers,
    scale: Scale,
    summary: Summary,
    sums: Option<Sums>,
}

/// Sums over clusters of several answers, with u = Σ w (s − θ) about the mean θ of all, and the weight W of a cluster.
#[derive(Debug, Clone, PartialEq)]
struct Sums {
    about: Linear,
    /// Σu².
    uu: f64,
    /// Σ u · W.
    uw: f64,
    /// ΣW².
    ww: f64,
}

impl Sums {
    fn add(&mut self, weights: &[Weight], times: f64) {
        let (u, w) = (self.about.score(weights), Weight::total(weights).sum);
        self.uu += times * u * u;
        self.uw += times * u * w;
        self.ww += times * w * w;
    }

    /// Σu² about the mean of others, from which that of all is `distance` away: u falls by `distance` × W.
    fn about(&self, distance: f64) -> f64 {
        self.uu - 2.0 * distance * self.uw + distance * distance * self.ww
    }
}

impl Whole {
    /// All of these answers, on this scale.
    #[must_use]
    pub fn new(answers: Answers, scale: &Scale) -> Self {
        let summary = Summary::of(&answers, scale);
        let sums = answers.design().filter(|_| answers.n() > 0).and_then(|design| {
            let about = Linear::of(design, scale);
            let mut sums = Sums { about, uu: 0.0, uw: 0.0, ww: 0.0 };
            design.clusters()?.named().values().for_each(|weights| sums.add(weights, 1.0));
            Some(sums)
        });
        Self { answers, scale: *scale, summary, sums }
    }

    /// All of them.
    #[must_use]
    pub fn summary(&self) -> &Summary {
        &self.summary
    }

    /// What is left without a part of them.
    #[must_use]
    pub fn without(&self, part: &Answers) -> Rest {
        if part.n() == 0 {
            return Rest { summary: self.summary.clone(), correlation: 0.0 };
        }
        self.clustered_without(part).unwrap_or_else(|| {
            let left = self.answers.without(part);
            Rest {
                correlation: super::correlation(part, &left, &self.scale),
                summary: Summary::of(&left, &self.scale),
            }
        })
    }

    /// The same by the clusters of the part alone; nothing without clusters, for a large part, or where too little is left.
    fn clustered_without(&self, part: &Answers) -> Option<Rest> {
        let (all, own) = (self.answers.design()?.clusters()?, part.design()?.clusters()?);
        if own.named().len() * LARGE >= all.named().len() || all.alike().clusters > 0 {
            return None;
        }
        let left = self.answers.unclustered().without(&part.unclustered());
        let (design, before) = (left.design().filter(|_| left.n() > 0)?, self.sums.as_ref()?);
        let left_shares = shares(design, &self.scale);
        let (linear, part_linear) =
            (Linear::of_shares(left_shares, &self.scale), Linear::of(part.design()?, &self.scale));
        let (mut sums, mut clusters, mut shared) = (before.clone(), all.named().len() as u64, 0.0);
        for (cluster, weights) in own.named() {
            let Some(whole) = all.named().get(cluster) else { continue };
            let rest = Weight::rest(whole, weights);
            sums.add(whole, -1.0);
            if Weight::total(&rest).answers > 0 {
                sums.add(&rest, 1.0);
                shared += part_linear.score(weights) * linear.score(&rest);
            } else {
                clusters -= 1;
            }
        }
        let distance = linear.mean - before.about.mean;
        let spread = sums.about(distance);
        let is_enough =
            spread >= LEAST * (before.uu + distance * distance * before.ww) && sums.ww >= LEAST * before.ww;
        if !is_enough {
            return None;
        }
        let single = Weight::rest(all.single(), own.single());
        let single_total = Weight::total(&single);
        let clustered = Clustered {
            clusters: clusters + single_total.answers,
            alike: 0.0,
            spread: spread + linear.spread_of_single(&single),
            squares: sums.ww + single_total.squares,
        };
        let counts = left.counts(&self.scale);
        let effective = effective_n(design, &linear, Some(clustered), &mut Silent);
        Some(Rest {
            correlation: correlated(shared, part_linear.spread(own), clustered.spread),
            summary: Summary {
                sample: Sample::weighted(counts, left_shares, effective),
                counts,
                mean: left.mean(&self.scale),
                weight: left.weight(),
                clusters: Some(clustered.clusters),
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::statistics::correlation;

    const SCALE: Scale = Scale::ZERO_TO_TEN;

    /// Cluster, score, how many, and the weight of each.
    type Row = (Option<usize>, i64, u64, f64);

    fn answers(rows: &[Row]) -> Answers {
        let mut answers = Answers::default();
        for (cluster, score, n, each) in rows {
            #[expect(clippy::cast_precision_loss, reason = "few")]
            let sum = *n as f64 * each;
            let weight = Weight { answers: *n, sum, squares: sum * each };
            answers.weigh_in(*cluster, SCALE.score(*score).expect("on the scale"), weight);
        }
        answers
    }

    /// That what is left is what the answers that are left come to by themselves.
    fn check(part: &[Row], others: &[Row]) -> Result<(), TestCaseError> {
        let (part, others) = (answers(part), answers(others));
        let mut all = part.clone();
        all += &others;
        let found = Whole::new(all, &SCALE).without(&part);
        let expected = Summary::of(&others, &SCALE);
        let near = |a: f64, b: f64| (a - b).abs() <= 1e-10 * a.abs().max(b.abs()).max(1.0);
        let sizes = |summary: &Summary| (summary.counts, summary.clusters.unwrap_or(0));
        prop_assert_eq!(sizes(&found.summary), sizes(&expected));
        prop_assert!(near(found.summary.weight, expected.weight));
        prop_assert!(near(found.summary.mean.unwrap_or(-1.0), expected.mean.unwrap_or(-1.0)));
        let worth = |summary: &Summary| summary.sample.map_or(0.0, Sample::effective_n);
        let [one, other] = [&found.summary, &expected].map(worth);
        prop_assert!(near(one, other), "{} against {}", one, other);
        let moves = correlation(&part, &others, &SCALE);
        prop_assert!((found.correlation - moves).abs() < 1e-7, "{} against {}", found.correlation, moves);
        Ok(())
    }

    /// So many rows in any of so many clusters, or in none.
    fn rows(rows: std::ops::Range<usize>, clusters: usize) -> impl Strategy<Value = Vec<Row>> {
        let weight = prop::sample::select(vec![0.25, 1.0, 3.7]);
        let row = (prop::option::of(0..clusters), 0_i64..=10, 1_u64..6, weight);
        prop::collection::vec(row, rows)
    }

    /// Whole numbers only, so that nothing but the way of counting could make a difference.
    fn plain(rows: &[Row]) -> Vec<Row> {
        rows.iter().map(|(cluster, score, n, _)| (*cluster, *score, *n, 1.0)).collect()
    }

    proptest! {
        #[test]
        fn without_a_small_part_the_answers_left_are_what_they_come_to(
            part in rows(1..8, 300), others in rows(200..500, 300)
        ) {
            check(&part, &others)?;
            check(&plain(&part), &plain(&others))?;
        }

        #[test]
        fn without_any_part_the_answers_left_are_what_they_come_to(part in rows(0..40, 12), others in rows(0..40, 12)) {
            check(&part, &others)?;
            check(&plain(&part), &plain(&others))?;
        }
    }

    /// Those that are left have no spread, in whatever order their weights are summed up.
    #[test]
    fn answers_of_one_cluster_move_with_no_others() {
        let part = [(None, 8, 2, 3.7), (Some(5), 0, 1, 0.25)];
        let others = [(Some(5), 0, 2, 0.25), (Some(5), 8, 1, 3.7)];
        check(&part, &others).expect("as they come to");
        assert!(correlation(&answers(&part), &answers(&others), &SCALE).abs() < 1e-12);
    }

    /// A part of few clusters and nearly all answers, of which nothing but rounding would be left.
    #[test]
    fn next_to_nothing_is_left_without_loss() {
        let large = [(Some(900), 0, 10_000_000, 1.0), (Some(901), 10, 10_000_000, 1.0)];
        let others = |score: fn(usize) -> i64, shared: bool| -> Vec<Row> {
            let names = (0..100).map(|at| if shared && at < 2 { 900 + at } else { at });
            names.map(|at| (Some(at), score(at), 1 + at as u64 % 3, 1.0)).collect()
        };
        for shared in [false, true] {
            for score in
                [|at: usize| [3, 8, 10][at % 3], |_: usize| 10, |at: usize| if at == 7 { 3 } else { 10 }]
            {
                check(&large, &others(score, shared)).expect("as they come to");
                check(&others(score, shared)[..5], &large).expect("as they come to");
            }
        }
        check(&large, &[]).expect("nothing is left");
    }
}
