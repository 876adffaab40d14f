//! A set of answers with all that figures are made of: scores, weights, clusters.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use super::counts::{Counts, Histogram};
use super::scale::{Scale, Score};
use super::trace::{self, Formula, Silent, Trace};

/// Answers of any set: how many gave each score and, where they are weighted or clustered, what their weights come to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Answers {
    histogram: Histogram,
    design: Option<Box<Design>>,
}

/// What weights and clusters come to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Design {
    by_score: Vec<Weight>,
    clusters: Option<Clusters>,
}

/// Weights of several answers.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Weight {
    /// How many answers.
    pub answers: u64,
    /// The sum of their weights.
    pub sum: f64,
    /// The sum of the squares of their weights.
    pub squares: f64,
}

/// Answers by the cluster that they belong to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Clusters {
    named: BTreeMap<usize, Vec<Weight>>,
    single: Vec<Weight>,
    alike: Alike,
}

/// Clusters that count as if all answers of each were alike: nothing is known of how they answered.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Alike {
    /// How many.
    pub clusters: u64,
    /// ΣW² of their weights W.
    pub squares: f64,
}

impl Answers {
    /// Adds unweighted answers of one score.
    pub fn add(&mut self, score: Score, answers: u64) {
        self.histogram.add(score, answers);
    }

    /// Adds weighted answers of one score.
    pub fn weigh(&mut self, score: Score, weight: Weight) {
        self.histogram.add(score, weight.answers);
        add_at(&mut self.design.get_or_insert_default().by_score, score, weight);
    }

    /// Adds weighted answers of one score that all belong to one cluster; without one, each is one by itself.
    pub fn weigh_in(&mut self, cluster: Option<usize>, score: Score, weight: Weight) {
        self.weigh(score, weight);
        let clusters = self.design.get_or_insert_default().clusters.get_or_insert_default();
        let place = match cluster {
            Some(cluster) => clusters.named.entry(cluster).or_default(),
            None => &mut clusters.single,
        };
        add_at(place, score, weight);
    }

    /// How many answers gave each score.
    #[must_use]
    pub fn histogram(&self) -> &Histogram {
        &self.histogram
    }

    /// All answers, unweighted.
    #[must_use]
    pub fn n(&self) -> u64 {
        self.histogram.n()
    }

    /// The answers by group, unweighted.
    #[must_use]
    pub fn counts(&self, scale: &Scale) -> Counts {
        self.histogram.counts(scale)
    }

    /// The weights; none where every answer counts once and by itself.
    #[must_use]
    pub fn design(&self) -> Option<&Design> {
        self.design.as_deref()
    }

    /// How much all of them weigh: as many as there are, without weights.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
    pub fn weight(&self) -> f64 {
        self.design().map_or(self.n() as f64, |design| Weight::total(&design.by_score).sum)
    }

    /// The weighted mean answer on the scale's own numbers, or nothing when nobody answered.
    #[must_use]
    pub fn mean(&self, scale: &Scale) -> Option<f64> {
        self.mean_traced(scale, &mut Silent)
    }

    /// The same, telling its steps.
    #[must_use]
    pub fn mean_traced(&self, scale: &Scale, trace: &mut impl Trace) -> Option<f64> {
        let Some(design) = self.design() else { return self.histogram.mean_traced(scale, trace) };
        let terms =
            || design.by_score.iter().zip(scale.scores()).map(|(w, score)| (w.sum, scale.answer(score)));
        let sum: f64 = terms().map(|(weight, answer)| weight * f64::from(answer)).sum();
        let mean = (sum / self.weight()).clamp(f64::from(scale.low()), f64::from(scale.high()));
        trace::mean(
            trace,
            [Formula::WeightedSumOfScores, Formula::WeightedMeanScore],
            terms(),
            (sum, self.weight(), mean),
        );
        (self.n() > 0).then_some(mean)
    }

    /// The same answers, not told apart by clusters any more.
    #[must_use]
    pub fn unclustered(&self) -> Self {
        let design = self.design.as_ref();
        let design = design.map(|design| Design { by_score: design.by_score.clone(), clusters: None });
        Self { histogram: self.histogram.clone(), design: design.map(Box::new) }
    }

    /// The same with small clusters counting as if all answers of each were alike: those of fewer answers than this, single answers,
    /// and the next smallest clusters until these have so many answers together. What the others add to how sure a score is then
    /// tells nothing of fewer answers.
    #[must_use]
    pub fn with_small_clusters_alike(&self, least: u64) -> Self {
        let mut answers = self.clone();
        let Some(clusters) = answers.design.as_mut().and_then(|design| design.clusters.as_mut()) else {
            return answers;
        };
        if least <= 1 {
            return answers;
        }
        let Weight { answers: mut taken, squares, .. } = Weight::total(&std::mem::take(&mut clusters.single));
        clusters.alike.clusters += taken;
        clusters.alike.squares += squares;
        let sizes = clusters.named.iter().map(|(cluster, weights)| (Weight::total(weights), *cluster));
        let mut sizes: Vec<(Weight, usize)> = sizes.collect();
        sizes.sort_by_key(|(weight, cluster)| (weight.answers, *cluster));
        for (weight, cluster) in sizes {
            if weight.answers < least || (1..least).contains(&taken) {
                clusters.named.remove(&cluster);
                clusters.alike.clusters += 1;
                clusters.alike.squares += weight.sum * weight.sum;
                taken += weight.answers;
            }
        }
        answers
    }

    /// The same with all clusters counting as if all answers of each were alike.
    #[must_use]
    pub fn with_clusters_alike(&self) -> Self {
        self.with_small_clusters_alike(u64::MAX)
    }

    /// The same with so many answers of one score given another, each with the mean weight of those of its score; clusters
    /// are taken in their order. Fewer where there are not so many.
    #[must_use]
    pub fn regraded(&self, [from, to]: [Score; 2], answers: u64) -> Self {
        let mut regraded = self.clone();
        let answers = self.histogram.answers(from).min(answers);
        let mut moved = Histogram::default();
        moved.add(from, answers);
        regraded.histogram = regraded.histogram.without(&moved);
        regraded.histogram.add(to, answers);
        let Some(design) = &mut regraded.design else { return regraded };
        regrade(&mut design.by_score, [from, to], answers);
        if let Some(Clusters { named, single, .. }) = &mut design.clusters {
            let mut left = answers;
            for weights in named.values_mut().chain([single]) {
                left -= regrade(weights, [from, to], left);
            }
        }
        regraded
    }

    /// The rest when a part of these answers is taken away. What is not a part leaves nothing.
    #[must_use]
    pub fn without(&self, part: &Self) -> Self {
        let design = self.design.as_ref().map(|design| match &part.design {
            None => design.clone(),
            Some(part) => Box::new(design.without(part)),
        });
        Self { histogram: self.histogram.without(&part.histogram), design }
    }
}

impl Design {
    /// Weights by score, the lowest first; shorter than the scale where nobody gave the highest scores.
    #[must_use]
    pub fn by_score(&self) -> &[Weight] {
        &self.by_score
    }

    /// The weights of all.
    #[must_use]
    pub fn total(&self) -> Weight {
        Weight::total(&self.by_score)
    }

    /// Where answers belong to clusters: which.
    #[must_use]
    pub fn clusters(&self) -> Option<&Clusters> {
        self.clusters.as_ref()
    }

    fn without(&self, part: &Self) -> Self {
        let clusters = self.clusters.as_ref().map(|clusters| {
            let Some(part) = &part.clusters else { return clusters.clone() };
            let named = clusters.named.iter().map(|(cluster, weights)| {
                let rest = part
                    .named
                    .get(cluster)
                    .map_or_else(|| weights.clone(), |part| Weight::rest(weights, part));
                (*cluster, rest)
            });
            Clusters {
                named: named.filter(|(_, weights)| Weight::total(weights).answers > 0).collect(),
                single: Weight::rest(&clusters.single, &part.single),
                alike: clusters.alike.without(part.alike),
            }
        });
        Self { by_score: Weight::rest(&self.by_score, &part.by_score), clusters }
    }
}

impl Clusters {
    /// The weights by score of each cluster of several answers.
    #[must_use]
    pub fn named(&self) -> &BTreeMap<usize, Vec<Weight>> {
        &self.named
    }

    /// The weights by score of answers of which each is a cluster by itself.
    #[must_use]
    pub fn single(&self) -> &[Weight] {
        &self.single
    }

    /// Those of which nothing is known but their number and weights.
    #[must_use]
    pub fn alike(&self) -> Alike {
        self.alike
    }

    /// How many clusters.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.named.len() as u64 + Weight::total(&self.single).answers + self.alike.clusters
    }
}

impl Alike {
    fn without(self, part: Self) -> Self {
        match self.clusters.saturating_sub(part.clusters) {
            0 => Self::default(),
            clusters => Self { clusters, squares: (self.squares - part.squares).max(0.0) },
        }
    }
}

fn add_at(weights: &mut Vec<Weight>, score: Score, weight: Weight) {
    let index = score.index();
    if weights.len() <= index {
        weights.resize(index + 1, Weight::default());
    }
    if let Some(sum) = weights.get_mut(index) {
        *sum += weight;
    }
}

/// Gives so many answers of one score another, and says how many there were.
fn regrade(weights: &mut Vec<Weight>, [from, to]: [Score; 2], answers: u64) -> u64 {
    let Some(all) = weights.get_mut(from.index()) else { return 0 };
    let moved = all.mean_of(all.answers.min(answers));
    let left = all.answers - moved.answers;
    *all = all.mean_of(left);
    add_at(weights, to, moved);
    moved.answers
}

impl Weight {
    /// What so many of them weigh, if each weighs as all do on average.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
    pub fn mean_of(self, answers: u64) -> Self {
        let share = if self.answers == 0 { 0.0 } else { answers as f64 / self.answers as f64 };
        Self { answers, sum: self.sum * share, squares: self.squares * share }
    }

    /// Of answers that count as one each.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
    pub fn of(answers: u64) -> Self {
        Self { answers, sum: answers as f64, squares: answers as f64 }
    }

    /// The sum of several.
    #[must_use]
    pub fn total(weights: &[Self]) -> Self {
        weights.iter().fold(Self::default(), |mut sum, weight| {
            sum += *weight;
            sum
        })
    }

    /// Weights by score less a part of them; nothing at all where no answer is left, whatever rounding would leave.
    #[must_use]
    pub fn rest(weights: &[Self], part: &[Self]) -> Vec<Self> {
        let parts = part.iter().copied().chain(std::iter::repeat(Self::default()));
        let rest =
            weights.iter().zip(parts).map(|(whole, part)| match whole.answers.saturating_sub(part.answers) {
                0 => Self::default(),
                answers => Self {
                    answers,
                    sum: (whole.sum - part.sum).max(0.0),
                    squares: (whole.squares - part.squares).max(0.0),
                },
            });
        rest.collect()
    }
}

impl AddAssign for Weight {
    fn add_assign(&mut self, other: Self) {
        self.answers += other.answers;
        self.sum += other.sum;
        self.squares += other.squares;
    }
}

impl AddAssign<&Self> for Answers {
    fn add_assign(&mut self, other: &Self) {
        self.histogram += &other.histogram;
        let Some(theirs) = &other.design else { return };
        let mine = self.design.get_or_insert_default();
        sum_up(&mut mine.by_score, &theirs.by_score);
        if let Some(theirs) = &theirs.clusters {
            let mine = mine.clusters.get_or_insert_default();
            mine.alike.clusters += theirs.alike.clusters;
            mine.alike.squares += theirs.alike.squares;
            sum_up(&mut mine.single, &theirs.single);
            for (cluster, weights) in &theirs.named {
                sum_up(mine.named.entry(*cluster).or_default(), weights);
            }
        }
    }
}

fn sum_up(mine: &mut Vec<Weight>, theirs: &[Weight]) {
    if mine.len() < theirs.len() {
        mine.resize(theirs.len(), Weight::default());
    }
    mine.iter_mut().zip(theirs).for_each(|(sum, weight)| *sum += *weight);
}

impl From<Histogram> for Answers {
    fn from(histogram: Histogram) -> Self {
        Self { histogram, design: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weight(answers: u64, each: f64) -> Weight {
        #[expect(clippy::cast_precision_loss, reason = "few")]
        let n = answers as f64;
        Weight { answers, sum: n * each, squares: n * each * each }
    }

    #[test]
    fn what_is_taken_away_leaves_the_rest_of_weights_and_clusters() {
        let scale = Scale::ZERO_TO_TEN;
        let score = |answer| scale.score(answer).expect("on the scale");
        let (mut part, mut other) = (Answers::default(), Answers::default());
        part.weigh_in(Some(1), score(9), weight(2, 0.1));
        part.weigh_in(Some(2), score(0), weight(1, 0.7));
        part.weigh_in(None, score(7), weight(3, 0.3));
        other.weigh_in(Some(1), score(9), weight(1, 1.5));
        other.weigh_in(None, score(7), weight(1, 2.0));
        let mut all = part.clone();
        all += &other;
        assert_eq!((all.n(), all.counts(&scale)), (8, Counts::new(1, 4, 3)));
        assert!((all.weight() - (0.2 + 0.7 + 0.9 + 1.5 + 2.0)).abs() < 1e-12);
        let rest = all.without(&part);
        assert_eq!(rest.n(), 2);
        let design = rest.design().expect("weighted");
        let clusters = design.clusters().expect("clustered");
        assert_eq!((clusters.count(), clusters.named().len()), (2, 1), "no cluster of nobody is left");
        assert!((rest.weight() - 3.5).abs() < 1e-12);
        assert_eq!(rest.mean(&scale).map(|mean| (mean * 1e9).round()), Some((27.5 / 3.5 * 1e9_f64).round()));
    }
}
