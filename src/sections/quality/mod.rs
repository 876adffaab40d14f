//! What was read, what was left out, and what should be doubted.

mod conditions;
mod explain;
mod figures;
mod look_alikes;
mod respondents;
mod shaped;
mod shorter_scale;
mod sources;
mod tables;
mod texts;
mod warning;
mod warning_words;
mod warnings;
mod words;

pub use figures::{FileRead, FormatBy, Quality, Rejection};
pub use shaped::{Shaped, ShapedBy};
pub(crate) use tables::quality as tables;
#[cfg(test)]
pub(crate) use texts::{ExplainTexts, ShapedTexts};
pub use warning::{Doubt, Gathering, NamesOf, Slice, Warning};
pub use warnings::{doubts, own_doubts, response_doubts};
