//! What was read, what was left out, and what should be doubted.

mod figures;
mod look_alikes;
mod shorter_scale;
mod tables;
mod warning;
mod warning_words;
mod warnings;
mod words;

pub use figures::{FileRead, Quality, Rejection};
pub(crate) use tables::quality as tables;
pub use warning::{Doubt, Gathering, NamesOf, Slice, Warning};
pub use warnings::{doubts, own_doubts};
