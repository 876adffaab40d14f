//! The score over time, and whether it is calm.

mod chart;
mod control;
mod figures;

pub(super) use chart::{line, spark};
pub use control::{Control, ControlLimits, ControlRun};
pub use figures::{Point, Trend};
