//! Intervals around a score, as pure functions of how large the three groups are. Sizes need not be whole, so that
//! shares of weighted answers with their effective number serve as well as counts.
//!
//! All ends are in points and may lie beyond ±100, or beside the raw score:
//! [`Interval::around`](crate::survey::Interval::around) sets that right. How well each method keeps its level is in
//! the [study of coverage](super::studies).

mod bootstrap;
mod random;
mod tango;

use crate::survey::trace::{Basis, End, Formula, Silent, Trace};
use crate::survey::{Group, Sample};

pub(super) use bootstrap::quantile;
pub use bootstrap::{RESAMPLES, bootstrap, bootstrap_traced};
pub(super) use random::SplitMix64;
pub use tango::{score_test, tango, tango_traced};

/// How many answers each group has: counts, or shares times an effective number. At least one is above zero.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sizes {
    /// Detractors.
    pub detractors: f64,
    /// Passives.
    pub passives: f64,
    /// Promoters.
    pub promoters: f64,
}

impl Sizes {
    /// Shares of the groups, which sum to 1, of `n` answers, above zero.
    #[must_use]
    pub fn of_shares(detractors: f64, passives: f64, promoters: f64, n: f64) -> Self {
        Self { detractors: detractors * n, passives: passives * n, promoters: promoters * n }
    }

    /// All answers.
    #[must_use]
    pub fn n(self) -> f64 {
        self.promoters + self.detractors + self.passives
    }

    /// The mean of answers coded −1, 0 and 1: the score over 100.
    #[must_use]
    pub fn mean(self) -> f64 {
        (self.promoters - self.detractors) / self.n()
    }

    /// The variance of that mean: the per-answer variance p + d − (p − d)², with divisor n, over n.
    #[must_use]
    pub fn variance(self) -> f64 {
        self.variance_traced(Basis::Given, &mut Silent)
    }

    /// The same, telling its steps, from n on.
    #[must_use]
    pub fn variance_traced(self, basis: Basis, trace: &mut impl Trace) -> f64 {
        let Self { detractors, passives, promoters } = self;
        let (n, mean) = (self.n(), self.mean());
        let variance = ((promoters + detractors) / n - mean * mean).max(0.0);
        trace.step(Formula::N(basis), &[detractors, passives, promoters], n);
        trace.step(Formula::Mean(basis), &[promoters, detractors, n], mean);
        trace.step(Formula::Variance(basis), &[promoters, detractors, n, mean], variance);
        variance / n
    }

    /// With answers added: so many to each end, so many to the middle.
    #[must_use]
    pub fn with(self, each_end: f64, middle: f64) -> Self {
        Self {
            detractors: self.detractors + each_end,
            passives: self.passives + middle,
            promoters: self.promoters + each_end,
        }
    }

    /// With ¾, 1½ and ¾ answers added, as [`adjusted_wald`](super::adjusted_wald) has it.
    #[must_use]
    pub fn adjusted(self) -> Self {
        self.adjusted_traced(&mut Silent)
    }

    /// The same, telling its steps.
    #[must_use]
    pub fn adjusted_traced(self, trace: &mut impl Trace) -> Self {
        const EACH_END: f64 = 0.75;
        const MIDDLE: f64 = 1.5;
        let adjusted = self.with(EACH_END, MIDDLE);
        trace.step(Formula::Added(Group::Detractor), &[self.detractors, EACH_END], adjusted.detractors);
        trace.step(Formula::Added(Group::Passive), &[self.passives, MIDDLE], adjusted.passives);
        trace.step(Formula::Added(Group::Promoter), &[self.promoters, EACH_END], adjusted.promoters);
        adjusted
    }

    /// What a sample is computed with, telling its steps where it is not simply its counts.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
    pub fn traced(sample: Sample, trace: &mut impl Trace) -> Self {
        if !sample.is_plain() {
            let ([detractors, passives, promoters], n) = (sample.shares(), sample.effective_n());
            let sizes = Self::of_shares(detractors, passives, promoters, n);
            trace.step(Formula::EffectiveSize(Group::Detractor), &[detractors, n], sizes.detractors);
            trace.step(Formula::EffectiveSize(Group::Passive), &[passives, n], sizes.passives);
            trace.step(Formula::EffectiveSize(Group::Promoter), &[promoters, n], sizes.promoters);
            return sizes;
        }
        let counts = sample.counts();
        Self {
            detractors: counts.detractors() as f64,
            passives: counts.passives() as f64,
            promoters: counts.promoters() as f64,
        }
    }
}

impl From<Sample> for Sizes {
    fn from(sample: Sample) -> Self {
        Self::traced(sample, &mut Silent)
    }
}

/// Wald's interval, in points: mean ± z standard errors. Without added answers it has no width where all are in one
/// group; with some added ([`Sizes::with`]) it is one of the adjusted ones.
#[must_use]
pub fn wald(sizes: Sizes, z: f64) -> (f64, f64) {
    wald_traced(sizes, Basis::Given, |_| z, &mut Silent)
}

/// The same, telling its steps, z by what gives it.
#[must_use]
pub fn wald_traced<T: Trace>(
    sizes: Sizes,
    basis: Basis,
    z: impl FnOnce(&mut T) -> f64,
    trace: &mut T,
) -> (f64, f64) {
    let (mean, variance, n) = (sizes.mean(), sizes.variance_traced(basis, trace), sizes.n());
    let error = variance.sqrt();
    trace.step(Formula::StandardError(basis), &[variance * n, n], 100.0 * error);
    let z = z(trace);
    let half = z * error;
    let (low, high) = (100.0 * (mean - half), 100.0 * (mean + half));
    trace.step(Formula::WaldEnd(basis, End::Low), &[100.0 * mean, z, 100.0 * error], low);
    trace.step(Formula::WaldEnd(basis, End::High), &[100.0 * mean, z, 100.0 * error], high);
    (low, high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_of_an_effective_number_are_as_good_as_counts() {
        let counts = Sizes { detractors: 8.0, passives: 13.0, promoters: 15.0 };
        let shares = Sizes::of_shares(8.0 / 36.0, 13.0 / 36.0, 15.0 / 36.0, 36.0);
        for ((a, b), (c, d)) in [
            (wald(counts.adjusted(), 1.96), wald(shares.adjusted(), 1.96)),
            (tango(counts, 1.96), tango(shares, 1.96)),
        ] {
            assert!((a - c).abs() < 1e-9 && (b - d).abs() < 1e-9, "{a} … {b} against {c} … {d}");
        }
    }
}
