//! The score by region: now, against the rest, and over time.

mod figures;
mod types;

pub(crate) use figures::known_regions;
pub use types::{RegionRow, Regions, Standing};
