//! Who recommends: the groups' shares, and the answers by score.

mod chart;

pub(super) use chart::{bars, histogram};
