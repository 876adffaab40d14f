//! The client among all that take part.

mod chart;
mod field;
mod figures;

pub(super) use chart::{named, standing};
pub use field::Field;
pub(crate) use field::{Seat, Tier, in_order};
pub use figures::{Group, MOST_NAMED, Mean, Moment, NAMED_AT_ENDS, Named, Participants, Rank};
