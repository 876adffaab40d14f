//! Who recommends: the answers of the period by group and by score.

mod chart;
mod figures;

pub(super) use chart::{bars, histogram};
pub use figures::Composition;
