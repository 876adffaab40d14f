//! Counts in, estimates and comparisons out. Pure functions: no strings, no files, no clocks.
//!
//! Everything is computed unrounded from counts. Scores are in points (−100 to 100), variances in squared
//! units of the −1/0/+1 coding, p-values two-sided from the normal distribution.

mod compare;
mod correction;
mod estimate;
mod holm;
pub mod intervals;
mod normal;
mod ranks;
#[doc = include_str!("coverage.md")]
pub mod studies {}

pub use compare::{Test, Trend, Verdict, against, chance_at_or_above, difference};
pub use correction::{benjamini_hochberg, corrected};
pub use estimate::{adjusted_wald, interval, spread, standard_error, wald};
pub use holm::holm;
pub use ranks::{Place, places};
