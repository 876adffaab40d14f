//! The score against stated benchmarks.

mod chart;

pub(super) use chart::bullet;
