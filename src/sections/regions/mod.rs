//! The score by region, now and over time.

mod chart;

pub(super) use chart::{dots, heat, panels};
