//! A figure beside another one: an earlier period, or a stated benchmark.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::estimate::Finding;
use crate::config::Statistic;
use crate::statistics::{Trend, Verdict};
use crate::survey::{Nps, NpsChange, Period};

/// A difference of two measured scores and how sure it is.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Comparison_{V}")]
pub struct Comparison<V> {
    /// Difference of the raw scores in points.
    pub difference: NpsChange,
    /// Test statistic of the adjusted scores.
    pub z: f64,
    /// Two-sided p-value, 0 to 1.
    #[schemars(range(min = 0, max = 1))]
    pub p: f64,
    /// The p-value after correction for the comparisons shown together with this one.
    #[schemars(range(min = 0, max = 1))]
    pub p_adjusted: f64,
    /// What the corrected p-value says at the report's confidence level.
    pub verdict: V,
}

/// Which earlier period a change is measured from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Since {
    /// The period before.
    PreviousPeriod,
    /// The same period a year earlier; by year that is the period before, and no change is measured from it twice.
    YearEarlier,
    /// A period that the config names.
    Named,
}

/// The reported period against an earlier one.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// Which earlier period; the first of these that it is, where it is several.
    pub since: Since,
    /// That period.
    pub period: Period,
    /// What it measured.
    pub then: Finding,
    /// The change, where both sides are measured.
    pub comparison: Option<Comparison<Trend>>,
}

/// A stated benchmark as the config or a table gives it.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Benchmark {
    /// Its name.
    pub name: String,
    /// Its value in NPS points.
    pub value: Nps,
    /// What the value is.
    pub statistic: Statistic,
    /// Year it stands for.
    pub year: Option<i32>,
    /// Its own base, where known.
    pub n: Option<u64>,
    /// Where it was published.
    pub source: Option<String>,
    /// The one region it is for.
    pub region: Option<String>,
    /// The industry it is for.
    pub industry: Option<String>,
}

impl Benchmark {
    /// How many answers its value rests on, where that is known.
    #[must_use]
    pub fn answers(&self) -> Option<u64> {
        self.statistic.answers(self.n)
    }

    /// What a comparison with it asks. Benchmarks of the same value that rest on as many answers ask the same, whatever
    /// they are called.
    pub(crate) fn asked(&self) -> (u64, Option<u64>) {
        // Adding nothing makes a negative zero a positive one.
        ((self.value.points() + 0.0).to_bits(), self.answers())
    }
}

/// A measured score against a stated benchmark.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Versus {
    /// The benchmark.
    pub benchmark: Benchmark,
    /// The score less the benchmark. The benchmark counts as exact, unless it rests on
    /// answers of its own; none where the score is not measured.
    pub comparison: Option<Comparison<Verdict>>,
    /// How likely it is that the true score is at or above the benchmark, 0 to 1; for a target only, and where the
    /// score is measured.
    #[schemars(range(min = 0, max = 1))]
    pub chance_at_or_above: Option<f64>,
}
