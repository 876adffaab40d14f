//! What benchmarks offer as key findings.

use crate::figures::Versus;
use crate::sections::finding::{Candidate, KeyFindingKind, Look};

/// A target is reached, missed, or neither for sure.
pub(super) const TARGET: KeyFindingKind = KeyFindingKind::new("target");
/// The score differs from a benchmark.
pub(super) const BENCHMARK: KeyFindingKind = KeyFindingKind::new("benchmark");

/// The score against each of them.
pub(super) fn candidates(look: Look<'_>, benchmarks: &[Versus]) -> Vec<Candidate> {
    let one = |(at, versus): (usize, &Versus)| {
        let score = (None, "/overall".to_owned(), 1.0);
        look.versus(versus, &format!("/sections/benchmarks/{at}"), score, [TARGET, BENCHMARK])
    };
    let all = benchmarks.iter().enumerate().filter_map(one);
    let (targets, others): (Vec<_>, Vec<_>) = all.partition(|told| told.kind == TARGET);
    targets.into_iter().chain(others).collect()
}
