//! The score over time.

mod chart;

pub(super) use chart::{line, spark};
