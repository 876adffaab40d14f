//! Figures of a period and a region, from the counts.

use std::collections::BTreeMap;

use super::estimate::{DesignFigures, Estimate, Finding, Hidden, Shares};
use crate::config::Config;
use crate::facts::Excerpt;
use crate::statistics::{Measure, Summary, sample};
use crate::survey::{Answers, Histogram, Nps, Period, Region, Sample};

/// The counts, and how figures are made of them.
#[derive(Clone, Copy)]
pub(crate) struct Figures<'a> {
    pub(crate) config: &'a Config,
    pub(crate) excerpt: &'a Excerpt,
}

impl Figures<'_> {
    /// Answers of a period; of all, without one.
    pub(crate) fn answers(&self, period: Option<Period>) -> Answers {
        self.answers_of(period.map(Period::ordinal))
    }

    /// The same by ordinal.
    pub(crate) fn answers_of(&self, ordinal: Option<i32>) -> Answers {
        let cells = self.excerpt.cells.range((ordinal, None)..);
        let cells = cells.take_while(|((cell, _), _)| ordinal.is_none() || *cell == ordinal);
        cells.fold(Answers::default(), |mut sum, (_, answers)| {
            sum += answers;
            sum
        })
    }

    /// What all answers of a period measure, if that may be said.
    pub(crate) fn of_all(&self, period: Option<Period>) -> Finding {
        if period.is_some_and(|period| self.excerpt.left_out.contains(&period.ordinal())) {
            return Finding::Hidden { why: Hidden::TooFewClients };
        }
        self.finding(&self.answers(period), self.everyone())
    }

    /// Their unweighted histogram, with a number for every point of the scale.
    pub(crate) fn padded(&self, answers: &Answers) -> Histogram {
        let mut padded = Histogram::new(vec![0; self.config.question.scale.points()]);
        padded += answers.histogram();
        padded
    }

    /// Their weights by score, with a number for every point of the scale; nothing without weights.
    pub(crate) fn weights(&self, answers: &Answers) -> Option<Vec<f64>> {
        let design = answers.design().filter(|_| self.config.is_weighted())?;
        let sums = design.by_score().iter().map(|weight| weight.sum).chain(std::iter::repeat(0.0));
        Some(sums.take(self.config.question.scale.points()).collect())
    }

    /// These answers as a sample of all who could give them, where it is known how many those are.
    pub(crate) fn sample(&self, answers: &Answers, population: Option<u64>) -> Option<Sample> {
        let sample = sample(answers, &self.config.question.scale)?;
        Some(population.map_or(sample, |population| sample.out_of(population)))
    }

    /// How many could have answered in a period, in all regions.
    pub(crate) fn everyone(&self) -> Option<u64> {
        self.config.population.total
    }

    /// How many could have answered in one region, and how many in all others together. Where `other` is the only other
    /// region with answers, what is stated of either tells of both, so that comparing them is the same from both sides.
    pub(crate) fn populations(&self, region: &Region, other: Option<&Region>) -> [Option<u64>; 2] {
        let own = self.population_of(region);
        let theirs = other.and_then(|other| self.population_of(other));
        let left = |of: Option<u64>| self.everyone().and_then(|all| all.checked_sub(of?));
        let elsewhere = theirs.or_else(|| left(own));
        [if other.is_some() { own.or_else(|| left(theirs)) } else { own }, elsewhere]
    }

    /// How many could have answered in a period in one region.
    pub(crate) fn population_of(&self, region: &Region) -> Option<u64> {
        match region {
            Region::Named(name) => self.config.population.regions.get(name).copied(),
            Region::NotStated | Region::Others => None,
        }
    }

    /// What these answers measure, if enough of them.
    pub(crate) fn finding(&self, answers: &Answers, population: Option<u64>) -> Finding {
        self.finding_of(&Summary::of(answers, &self.config.question.scale), population)
    }

    /// The same of answers that are summed up already.
    pub(crate) fn finding_of(&self, answers: &Summary, population: Option<u64>) -> Finding {
        let Some(sample) = answers.sample else { return Finding::NoAnswers };
        if sample.n() < self.config.method.hide_below {
            return Finding::Hidden { why: Hidden::TooFew };
        }
        let sample = population.map_or(sample, |population| sample.out_of(population));
        Finding::Measured(self.estimate(sample, answers, population))
    }

    fn estimate(&self, sample: Sample, answers: &Summary, population: Option<u64>) -> Estimate {
        let nps = Nps::of(sample);
        let [detractors, passives, promoters] = sample.shares();
        let (method, measure) = (self.config.method, Measure::Nps);
        Estimate {
            n: sample.n(),
            counts: Some(sample.counts()),
            shares: Shares { detractors, passives, promoters },
            nps,
            interval: measure.interval(sample, (method.interval, method.seed), method.confidence),
            standard_error: measure.standard_error(sample),
            mean: answers.mean.unwrap_or_default(),
            level: self.config.levels.iter().rposition(|level| nps.reaches(level.from)).unwrap_or(0),
            low_base: sample.n() < method.low_base,
            design: (!sample.is_plain()).then(|| DesignFigures::of(sample, answers, population)),
        }
    }
}

impl DesignFigures {
    fn of(sample: Sample, answers: &Summary, population: Option<u64>) -> Self {
        Self {
            weighted_n: answers.weight,
            effective_n: sample.effective_n(),
            clusters: answers.clusters,
            population: population.filter(|population| *population >= sample.n()),
        }
    }
}

/// A client's answers by period; without dates, all of them.
pub(crate) fn by_period(excerpt: &Excerpt) -> BTreeMap<Option<i32>, Answers> {
    let mut periods: BTreeMap<Option<i32>, Answers> = BTreeMap::new();
    for ((period, _), answers) in &excerpt.cells {
        *periods.entry(*period).or_default() += answers;
    }
    periods
}
