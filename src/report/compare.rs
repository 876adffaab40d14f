//! Tests become comparisons: those shown together are corrected together.

use super::types::{Benchmark, Change, Comparison, Finding, Since, Versus};
use crate::config;
use crate::statistics::{Test, Trend, Verdict, against, difference, holm};
use crate::survey::{Confidence, Period, Sample};

impl<V> Comparison<V> {
    /// The same comparison with its verdict in other terms.
    pub(super) fn map<W>(self, verdict: impl FnOnce(V) -> W) -> Comparison<W> {
        let Self { difference, z, p, p_adjusted, verdict: old } = self;
        Comparison { difference, z, p, p_adjusted, verdict: verdict(old) }
    }
}

/// One family of tests, corrected by Holm; where there is no test there is no comparison.
pub(super) fn compare(tests: Vec<Option<Test>>, confidence: Confidence) -> Vec<Option<Comparison<Verdict>>> {
    let p: Vec<f64> = tests.iter().flatten().map(|test| test.p).collect();
    let mut corrected = holm(&p).into_iter();
    tests
        .into_iter()
        .map(|test| {
            let test = test?;
            let p_adjusted = corrected.next()?;
            let verdict = test.verdict(p_adjusted, confidence);
            Some(Comparison { difference: test.difference, z: test.z, p: test.p, p_adjusted, verdict })
        })
        .collect()
}

/// The reported period against earlier ones, as one family.
pub(super) fn changes(
    now: Option<Sample>,
    then: [(Since, Period, Finding); 2],
    confidence: Confidence,
) -> Vec<Change> {
    let tests = then.iter().map(|(_, _, finding)| {
        let then = finding.estimate().and_then(|estimate| estimate.counts.sample());
        Some(difference(now?, then?))
    });
    let comparisons = compare(tests.collect(), confidence);
    then.into_iter()
        .zip(comparisons)
        .map(|((since, period, then), comparison)| Change {
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
    confidence: Confidence,
) -> Vec<Versus> {
    let tests = benchmarks.iter().map(|benchmark| Some(against(sample?, benchmark.value)));
    let comparisons = compare(tests.collect(), confidence);
    benchmarks
        .iter()
        .zip(comparisons)
        .map(|(benchmark, comparison)| Versus { benchmark: Benchmark::from(*benchmark), comparison })
        .collect()
}

impl From<&config::Benchmark> for Benchmark {
    fn from(stated: &config::Benchmark) -> Self {
        let config::Benchmark { name, value, statistic, year, n, source, region, industry, place: _ } =
            stated.clone();
        Self { name, value, statistic, year, n, source, region, industry }
    }
}
