//! The score by region: now, against the rest, and over time.

mod chart;
mod figures;
mod types;

pub(super) use chart::{dots, heat, panels};
pub(crate) use figures::known_regions;
pub use types::{RegionRow, Regions, Standing};
