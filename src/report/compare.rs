//! Tests become comparisons: those shown together are corrected together.

use super::types::{Benchmark, Change, Comparison, Finding, Since, Versus};
use crate::config::{self, Method, Statistic};
use crate::statistics::{
    Test, Trend, Verdict, against, chance_at_or_above, corrected_together, related_difference,
};
use crate::survey::{Period, Sample};

impl<V> Comparison<V> {
    /// The same comparison with its verdict in other terms.
    pub(super) fn map<W>(self, verdict: impl FnOnce(V) -> W) -> Comparison<W> {
        let Self { difference, z, p, p_adjusted, verdict: old } = self;
        Comparison { difference, z, p, p_adjusted, verdict: verdict(old) }
    }
}

/// One family of tests, corrected together; where there is no test there is no comparison.
pub(super) fn compare(tests: Vec<Option<Test>>, method: Method) -> Vec<Option<Comparison<Verdict>>> {
    let made: Vec<Test> = tests.iter().flatten().copied().collect();
    let mut corrected = corrected_together(&made, method.correction, method.confidence).into_iter();
    tests
        .into_iter()
        .map(|test| {
            let (test, p_adjusted) = test.and_then(|_| corrected.next())?;
            let verdict = test.verdict(p_adjusted, method.confidence);
            Some(Comparison { difference: test.difference, z: test.z, p: test.p, p_adjusted, verdict })
        })
        .collect()
}

/// The reported period against earlier ones, as one family. Each comes with how its answers move with those of the
/// reported one.
pub(super) fn changes(
    now: Option<Sample>,
    then: Vec<(Since, Period, Finding, f64)>,
    method: Method,
) -> Vec<Change> {
    let tests = then.iter().map(|(_, _, finding, correlation)| {
        Some(related_difference(now?, finding.estimate()?.sample()?, *correlation))
    });
    let comparisons = compare(tests.collect(), method);
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
pub(super) fn against_all(
    sample: Option<Sample>,
    benchmarks: &[&config::Benchmark],
    method: Method,
) -> Vec<Versus> {
    let tests = benchmarks
        .iter()
        .map(|benchmark| Some(against(sample?, benchmark.value, benchmark.statistic.answers(benchmark.n))));
    let chance = |benchmark: &config::Benchmark| {
        let is_target = benchmark.statistic == Statistic::Target;
        sample.filter(|_| is_target).map(|sample| chance_at_or_above(sample, benchmark.value))
    };
    let comparisons = compare(tests.collect(), method);
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
