//! Counts in, estimates and comparisons out. Pure functions: no strings, no files, no clocks.
//!
//! Everything is computed unrounded from counts. Scores are in points (−100 to 100), shares from 0 to 1, means in the
//! scale's own numbers, variances of scores in squared units of the −1/0/+1 coding, p-values two-sided.
//!
//! A function whose name ends in `_traced` is the same as the one without: it tells its steps to a
//! [`Trace`](crate::survey::trace::Trace), which is how a figure is explained.

mod compare;
mod contrast;
mod control;
mod correction;
mod decompose;
mod design;
mod effect;
mod eigen;
mod estimate;
mod exact;
mod holm;
pub mod intervals;
mod mean;
mod measure;
mod mix;
mod moved;
mod normal;
mod parts;
mod rake;
mod ranks;
mod relative_weights;
mod sample_size;
mod search;
mod share;
pub mod student;
mod whole;

#[doc = include_str!("coverage.md")]
pub mod studies {}

pub use compare::{
    SMALLEST_CLEAR, Test, Trend, Verdict, against, against_traced, chance_at_or_above,
    chance_at_or_above_traced, difference, related_difference, related_difference_traced,
};
pub use contrast::Contrast;
pub use control::{
    Limits, Observed, RUN, limits_by_base, limits_by_base_traced, limits_by_moving_range,
    limits_by_moving_range_traced,
};
pub use correction::{benjamini_hochberg, corrected, corrected_together, corrected_traced};
pub use decompose::{Effect, Side, decompose, decompose_traced};
pub use design::{correlation, correlation_of_means, sample, sample_traced};
pub use effect::{Advance, BeforeAfter, adjusted, effect, periods_to_tell};
pub use estimate::{
    adjusted_wald, interval, interval_traced, spread, standard_error, standard_error_traced, wald,
};
pub use holm::holm;
pub use mean::{Mean, difference_of_means, difference_of_means_traced, mean_against, mean_against_traced};
pub use measure::{Measure, Unit};
pub use mix::{Category, Measured, at_mix, change_at_mix, change_at_mix_traced};
pub use moved::{Marginal, marginal_change, marginal_change_traced};
pub use normal::{below, critical, two_sided};
pub use parts::OfParts;
pub use rake::{Cell, Margin, RakeFault, rake};
pub use ranks::{Place, interval_among, places};
pub use relative_weights::{Alike, Correlations, DRAWS, GROUPS, Unfit, Weights, intervals_of_weights};
pub use sample_size::{
    Aim, USUAL_VARIANCE, expected_answers, invitations, planning_variance, planning_variance_traced,
};
pub use search::{Apart, Paired, corrected_among, corrected_among_traced};
pub use share::{
    difference_of_shares, difference_of_shares_traced, share_against, share_against_traced,
    upper_share_traced, wilson, wilson_traced,
};
pub use whole::{Rest, Summary, Whole};
