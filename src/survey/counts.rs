//! Counts of answers, and the proof that there are some.

use std::iter::Sum;
use std::ops::{Add, AddAssign};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::scale::{Group, Scale, Score};
use super::trace::{self, Formula, Silent, Trace};

/// How many detractors, passives and promoters. Counts add; they do not subtract.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// How many detractors.
    detractors: u64,
    /// How many passives.
    passives: u64,
    /// How many promoters.
    promoters: u64,
}

impl Counts {
    /// Counts from the three numbers.
    #[must_use]
    pub const fn new(detractors: u64, passives: u64, promoters: u64) -> Self {
        Self { detractors, passives, promoters }
    }

    /// One answer of a group.
    #[must_use]
    pub const fn of(group: Group) -> Self {
        match group {
            Group::Detractor => Self::new(1, 0, 0),
            Group::Passive => Self::new(0, 1, 0),
            Group::Promoter => Self::new(0, 0, 1),
        }
    }

    /// Answers that count as detractors.
    #[must_use]
    pub const fn detractors(&self) -> u64 {
        self.detractors
    }

    /// Answers that count as passives.
    #[must_use]
    pub const fn passives(&self) -> u64 {
        self.passives
    }

    /// Answers that count as promoters.
    #[must_use]
    pub const fn promoters(&self) -> u64 {
        self.promoters
    }

    /// All answers: the base.
    #[must_use]
    pub const fn n(&self) -> u64 {
        self.detractors + self.passives + self.promoters
    }

    /// The rest when a part of these counts is taken away. Counts do not subtract otherwise, and what is not a part
    /// leaves nothing.
    #[must_use]
    pub const fn without(self, part: Self) -> Self {
        Self {
            detractors: self.detractors.saturating_sub(part.detractors),
            passives: self.passives.saturating_sub(part.passives),
            promoters: self.promoters.saturating_sub(part.promoters),
        }
    }

    /// These counts as a sample, or nothing when nobody answered.
    #[must_use]
    pub fn sample(self) -> Option<Sample> {
        (self.n() > 0).then_some(Sample { counts: self, weighted: None })
    }
}

impl Add for Counts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            detractors: self.detractors + other.detractors,
            passives: self.passives + other.passives,
            promoters: self.promoters + other.promoters,
        }
    }
}

impl Sum for Counts {
    fn sum<I: Iterator<Item = Self>>(counts: I) -> Self {
        counts.fold(Self::default(), Add::add)
    }
}

/// Counts of at least one answer. Only a sample has an NPS, so there is no 0/0.
///
/// Where answers have weights or belong to clusters, or all who could answer are few, it also says what the shares
/// are and how many unweighted answers of their own kind would say as much: its effective n.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sample {
    counts: Counts,
    weighted: Option<Weighted>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Weighted {
    shares: [f64; 3],
    effective_n: f64,
}

/// An effective n beyond this would say no more, and could not be computed with.
const MOST_EFFECTIVE: f64 = 1e12;

impl Sample {
    /// A sample whose answers weigh differently, or not each by itself: shares of detractors, passives and promoters,
    /// which sum to 1, and the effective n, above 0. Nothing without an answer.
    #[must_use]
    pub fn weighted(counts: Counts, shares: [f64; 3], effective_n: f64) -> Option<Self> {
        let effective_n = effective_n.min(MOST_EFFECTIVE);
        (counts.n() > 0).then_some(Self { counts, weighted: Some(Weighted { shares, effective_n }) })
    }

    /// The same as a sample of `population` who could answer, at least as many as have: the effective n grows by
    /// (N − 1) / (N − n), which takes the finite population correction √((N − n) / (N − 1)) off every standard error.
    /// Fewer than have answered are no population, and change nothing.
    ///
    /// Source: Cochran 1977, Sampling Techniques, third edition, section 2.6.
    #[must_use]
    pub fn out_of(self, population: u64) -> Self {
        self.out_of_traced(population, &mut Silent)
    }

    /// The same, telling its steps.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
    pub fn out_of_traced(self, population: u64, trace: &mut impl Trace) -> Self {
        let n = self.n();
        if population < n {
            return self;
        }
        let of_all = self.effective_n();
        let grown = of_all * (population.max(2) - 1) as f64 / (population - n) as f64;
        trace.step(Formula::OutOfPopulation, &[of_all, population as f64, n as f64], grown);
        let effective_n = grown.min(MOST_EFFECTIVE);
        if effective_n < grown {
            trace.step(Formula::Census, &[], effective_n);
        }
        let weighted = Weighted { shares: self.shares(), effective_n };
        Self { weighted: Some(weighted), ..self }
    }

    /// The counts, of at least one answer; unweighted.
    #[must_use]
    pub const fn counts(self) -> Counts {
        self.counts
    }

    /// The base: one or more; unweighted.
    #[must_use]
    pub const fn n(self) -> u64 {
        self.counts.n()
    }

    /// Shares of detractors, passives and promoters, 0 to 1, summing to 1.
    #[must_use]
    pub fn shares(self) -> [f64; 3] {
        self.shares_traced(&mut Silent)
    }

    /// The same, telling its steps where they follow from the counts.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
    pub fn shares_traced(self, trace: &mut impl Trace) -> [f64; 3] {
        if let Some(weighted) = self.weighted {
            return weighted.shares;
        }
        let Counts { detractors, passives, promoters } = self.counts;
        let n = self.n() as f64;
        let groups =
            [(Group::Detractor, detractors), (Group::Passive, passives), (Group::Promoter, promoters)];
        groups.map(|(group, answers)| {
            let share = answers as f64 / n;
            trace.step(Formula::Share(group), &[answers as f64, n], share);
            share
        })
    }

    /// How many unweighted, unrelated answers out of endlessly many would say as much: the base itself, where they
    /// are that.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
    pub fn effective_n(self) -> f64 {
        self.weighted.map_or(self.n() as f64, |weighted| weighted.effective_n)
    }

    /// The counts, where the sample is as good as nothing but them: unweighted, or weighted all alike.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
    pub fn bare_counts(self) -> Option<Counts> {
        const NEAR: f64 = 1e-9;
        let bare = Self { weighted: None, ..self };
        let alike = self.shares().into_iter().zip(bare.shares()).all(|(own, bare)| (own - bare).abs() < NEAR);
        let n = self.n() as f64;
        (alike && (self.effective_n() - n).abs() < NEAR * n).then_some(self.counts)
    }

    /// Whether it is nothing but its counts.
    #[must_use]
    pub const fn is_plain(self) -> bool {
        self.weighted.is_none()
    }
}

/// How many answers gave each score of a scale, lowest score first.
#[derive(Debug, Clone, Default, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Histogram {
    by_score: Vec<u64>,
}

impl Histogram {
    /// A histogram from one number for each point of the scale, lowest first.
    #[must_use]
    pub fn new(by_score: Vec<u64>) -> Self {
        Self { by_score }
    }

    /// Adds `answers` answers of one score.
    pub fn add(&mut self, score: Score, answers: u64) {
        let index = score.index();
        if self.by_score.len() <= index {
            self.by_score.resize(index + 1, 0);
        }
        self.by_score[index] += answers;
    }

    /// How many answers gave this score.
    #[must_use]
    pub fn answers(&self, score: Score) -> u64 {
        self.by_score.get(score.index()).copied().unwrap_or(0)
    }

    /// How many points of a scale it has numbers for.
    #[must_use]
    pub fn points(&self) -> usize {
        self.by_score.len()
    }

    /// The rest when a part of these answers is taken away, as [`Counts::without`] has it.
    #[must_use]
    pub fn without(&self, part: &Self) -> Self {
        let rest = self.by_score.iter().enumerate();
        let theirs = |at: usize| part.by_score.get(at).copied().unwrap_or(0);
        Self { by_score: rest.map(|(at, answers)| answers.saturating_sub(theirs(at))).collect() }
    }

    /// All answers.
    #[must_use]
    pub fn n(&self) -> u64 {
        self.by_score.iter().sum()
    }

    /// The answers by group, cut as the scale says.
    #[must_use]
    pub fn counts(&self, scale: &Scale) -> Counts {
        scale.scores().fold(Counts::default(), |sum, score| {
            let answers = self.answers(score);
            sum + match scale.group(score) {
                Group::Detractor => Counts::new(answers, 0, 0),
                Group::Passive => Counts::new(0, answers, 0),
                Group::Promoter => Counts::new(0, 0, answers),
            }
        })
    }

    /// The mean answer on the scale's own numbers, or nothing when nobody answered.
    #[must_use]
    pub fn mean(&self, scale: &Scale) -> Option<f64> {
        self.mean_traced(scale, &mut Silent)
    }

    /// The same, telling its steps.
    #[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
    pub(super) fn mean_traced(&self, scale: &Scale, trace: &mut impl Trace) -> Option<f64> {
        let n = self.n();
        let terms = || scale.scores().map(|score| (self.answers(score), scale.answer(score)));
        let sum: i128 = terms().map(|(answers, answer)| i128::from(answers) * i128::from(answer)).sum();
        let (sum, all) = (sum as f64, n as f64);
        let given = terms().map(|(answers, answer)| (answers as f64, answer));
        trace::mean(trace, [Formula::SumOfScores, Formula::MeanScore], given, (sum, all, sum / all));
        (n > 0).then(|| sum / all)
    }
}

impl AddAssign<&Self> for Histogram {
    fn add_assign(&mut self, other: &Self) {
        if self.by_score.len() < other.by_score.len() {
            self.by_score.resize(other.by_score.len(), 0);
        }
        for (mine, theirs) in self.by_score.iter_mut().zip(&other.by_score) {
            *mine += theirs;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_no_sample() {
        assert!(Counts::default().sample().is_none());
        assert_eq!(Counts::new(0, 1, 0).sample().map(Sample::n), Some(1));
    }

    #[test]
    fn a_histogram_is_cut_by_its_scale() {
        let scale = Scale::ZERO_TO_TEN;
        let histogram = Histogram::new(vec![1, 0, 0, 0, 0, 0, 2, 3, 4, 5, 6]);
        assert_eq!(histogram.counts(&scale), Counts::new(3, 7, 11));
        let mean = histogram.mean(&scale).expect("there are answers");
        assert!((mean - (12.0 + 21.0 + 32.0 + 45.0 + 60.0) / 21.0).abs() < 1e-12);
    }
}
