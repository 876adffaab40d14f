//! The score against stated benchmarks.

mod chart;
mod figures;

pub(super) use chart::bullet;
pub use figures::Benchmarks;
