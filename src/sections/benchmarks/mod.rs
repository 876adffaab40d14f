//! The score against stated benchmarks.

mod figures;

pub use figures::Benchmarks;
