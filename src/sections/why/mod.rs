//! Why the score changed.

mod chart;

pub(super) use chart::waterfall;
