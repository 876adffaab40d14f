//! Why the score changed.

mod chart;
mod figures;

pub(super) use chart::waterfall;
pub use figures::{Accounts, Step, Why, WhyLine, WhySide};
