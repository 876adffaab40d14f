//! What was read, what was left out, and what should be doubted.

mod figures;
mod look_alikes;
mod tables;
mod warning_words;
mod warnings;
mod words;

pub use figures::{FileRead, Quality, Rejection};
pub(crate) use tables::quality as tables;
pub use warnings::{Doubt, Gathering, NamesOf, Slice, Warning, doubts, own_doubts};
