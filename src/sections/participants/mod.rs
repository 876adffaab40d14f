//! The client among all that take part.

mod chart;

pub(super) use chart::{named, standing};
