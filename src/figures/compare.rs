//! Tests become comparisons: those shown together are corrected together.

use std::collections::BTreeMap;

use super::comparison::{Benchmark, Change, Comparison, Since, Versus};
use super::estimate::Finding;
use crate::config::{self, Config, Method, Statistic};
use crate::statistics::{Measure, Test, Trend, Verdict, chance_at_or_above, corrected_together};
use crate::survey::{Period, Sample};

impl<V> Comparison<V> {
    /// The same comparison with its verdict in other terms.
    pub(crate) fn map<W>(self, verdict: impl FnOnce(V) -> W) -> Comparison<W> {
        let Self { difference, z, p, p_adjusted, verdict: old } = self;
        Comparison { difference, z, p, p_adjusted, verdict: verdict(old) }
    }

    /// Whether it could be one.
    pub(crate) fn is_sound(&self) -> bool {
        (-200.0..=200.0).contains(&self.difference.points())
            && (0.0..=1.0).contains(&self.p)
            && (0.0..=1.0).contains(&self.p_adjusted)
    }
}

/// One family of tests, corrected together; where there is no test there is no comparison. Each test comes with what it
/// asks: those that ask the same are one, which counts once and has one p-value, whichever side each starts from.
pub(crate) fn compare<H: Ord>(
    asked: &[Option<(H, Test)>],
    method: Method,
) -> Vec<Option<Comparison<Verdict>>> {
    let mut places: BTreeMap<&H, usize> = BTreeMap::new();
    let mut tests: Vec<Test> = Vec::new();
    for (hypothesis, test) in asked.iter().flatten() {
        places.entry(hypothesis).or_insert_with(|| {
            tests.push(*test);
            tests.len() - 1
        });
    }
    let corrected = corrected_together(&tests, method.correction, method.confidence);
    let comparison = |asked: &Option<(H, Test)>| {
        let (hypothesis, own) = asked.as_ref()?;
        let (test, p_adjusted) = corrected.get(*places.get(hypothesis)?)?;
        let verdict = own.verdict(*p_adjusted, method.confidence);
        Some(Comparison { difference: own.difference, z: own.z, p: test.p, p_adjusted: *p_adjusted, verdict })
    };
    asked.iter().map(comparison).collect()
}

/// What each part of a whole asks when it is compared with the rest, as a number: parts with the same number ask the same.
/// That is so of the only two parts that have answers, as each of them is the rest of the other.
pub(crate) fn asked_of_parts(has_answers: &[bool]) -> Vec<usize> {
    let with_answers: Vec<usize> = (0..has_answers.len()).filter(|at| has_answers[*at]).collect();
    match with_answers[..] {
        [first, second] => (0..has_answers.len()).map(|at| if at == second { first } else { at }).collect(),
        _ => (0..has_answers.len()).collect(),
    }
}

/// The reported period against earlier ones, as one family. Each comes with how its answers move with those of the
/// reported one.
pub(crate) fn changes(
    now: Option<Sample>,
    then: Vec<(Since, Period, Finding, f64)>,
    config: &Config,
) -> Vec<Change> {
    let measure = Measure::Nps;
    let tests = then.iter().map(|(_, period, finding, correlation)| {
        let test = measure.difference(now?, finding.estimate()?.sample()?, *correlation);
        Some((period.ordinal(), test))
    });
    let comparisons = compare(&tests.collect::<Vec<_>>(), config.method);
    then.into_iter()
        .zip(comparisons)
        .map(|((since, period, then, _), comparison)| Change {
            since,
            period,
            then,
            comparison: comparison.map(|c| c.map(Trend::from)),
        })
        .collect()
}

/// A score against each benchmark, as one family.
pub(crate) fn against_all(
    sample: Option<Sample>,
    benchmarks: &[&config::Benchmark],
    config: &Config,
) -> Vec<Versus> {
    let measure = Measure::Nps;
    let tests = benchmarks.iter().map(|stated| {
        let benchmark = Benchmark::from(*stated);
        Some((benchmark.asked(), measure.against(sample?, benchmark.value, benchmark.answers())))
    });
    let chance = |benchmark: &config::Benchmark| {
        let is_target = benchmark.statistic == Statistic::Target;
        sample.filter(|_| is_target).map(|sample| chance_at_or_above(sample, benchmark.value))
    };
    let comparisons = compare(&tests.collect::<Vec<_>>(), config.method);
    benchmarks
        .iter()
        .zip(comparisons)
        .map(|(benchmark, comparison)| Versus {
            benchmark: Benchmark::from(*benchmark),
            comparison,
            chance_at_or_above: chance(benchmark),
        })
        .collect()
}

impl From<&config::Benchmark> for Benchmark {
    fn from(stated: &config::Benchmark) -> Self {
        let config::Benchmark { name, value, statistic, year, n, source, region, industry, place: _ } =
            stated.clone();
        Self { name, value, statistic, year, n, source, region, industry }
    }
}

impl Versus {
    /// What of it cannot be, if anything cannot.
    pub(crate) fn fault(&self) -> Option<&'static str> {
        if !self.comparison.as_ref().is_none_or(Comparison::is_sound) {
            return Some("a comparison is out of range");
        }
        let is_chance = self.chance_at_or_above.is_none_or(|chance| (0.0..=1.0).contains(&chance));
        (!is_chance).then_some("a chance is out of range")
    }
}
