//! The score over time, and whether it is calm.

mod control;
mod figures;

pub use control::{Control, ControlLimits, ControlRun};
pub use figures::{Point, Trend};
