//! What figures of a report are made of: a score or why it is not shown, a comparison, what every part of the report speaks
//! of, and how these come from counts.
//!
//! What lives here has no HTML, no rounding and no wording, and knows no part of the report.

mod beside;
mod compare;
mod comparison;
mod counted;
mod estimate;
mod head;
mod listed;
mod outline;
mod parts;
mod periods;
mod rest;

pub use beside::{Beside, Chance};
pub(crate) use compare::{against_all, asked_of_parts, changes, compare};
pub use comparison::{Benchmark, Change, Comparison, Since, Versus};
pub(crate) use counted::{Figures, by_period};
pub use estimate::{DesignFigures, Estimate, Finding, Hidden, Shares};
pub use head::{Brand, Head, Level, Margin, Method, Response, Weighting};
pub use listed::Listed;
pub use outline::{Outline, Scored};
pub(crate) use parts::{ByCut, by_cuts, findings, parts, parts_among, parts_by_cuts, sample_of, untold};
pub(crate) use periods::{are_far_apart, are_few, first_period, periods, speaks_of};
pub(crate) use rest::against_rest;
