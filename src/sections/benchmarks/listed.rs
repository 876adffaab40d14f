//! The benchmarks as a list of figures has them.

use super::Benchmarks;
use crate::figures::{Head, Listed};

impl Benchmarks {
    /// Each benchmark, the difference from it, and the chance to reach a target.
    pub(super) fn list_all(&self, head: &Head) -> Vec<Listed> {
        let of = self.0.iter().flat_map(|versus| Listed::versus("benchmarks", versus));
        of.map(|figure| figure.in_period(head.period)).collect()
    }
}
