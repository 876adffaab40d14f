//! Counts in, estimates and comparisons out. Pure functions: no strings, no files, no clocks.
//!
//! Everything is computed unrounded from counts. Scores are in points (−100 to 100), variances in squared
//! units of the −1/0/+1 coding, p-values two-sided.

mod compare;
mod control;
mod correction;
mod decompose;
mod design;
mod estimate;
mod exact;
mod holm;
pub mod intervals;
mod normal;
mod rake;
mod ranks;
mod sample_size;
mod whole;

#[doc = include_str!("coverage.md")]
pub mod studies {}

pub use compare::{
    SMALLEST_CLEAR, Test, Trend, Verdict, against, chance_at_or_above, difference, exact_p, exact_p_of_many,
    related_difference, score_statistic,
};
pub use control::{Limits, Measure, RUN, limits_by_base, limits_by_moving_range};
pub use correction::{benjamini_hochberg, corrected, corrected_together};
pub use decompose::{Effect, Side, decompose};
pub use design::{Clustering, Worth, correlation, sample, worth};
pub use estimate::{adjusted_wald, interval, spread, standard_error, wald};
pub use holm::holm;
pub use normal::{below, critical, two_sided};
pub use rake::{Cell, Margin, RakeFault, rake};
pub use ranks::{Place, places};
pub use sample_size::{Aim, USUAL_VARIANCE, expected_answers, invitations, planning_variance};
pub use whole::{Rest, Summary, Whole};
