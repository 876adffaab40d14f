//! What was read, what was left out, and what should be doubted.

mod figures;
mod look_alikes;
mod warnings;

pub use figures::{FileRead, Quality, Rejection};
pub use warnings::{Doubt, Gathering, NamesOf, Slice, Warning, doubts, own_doubts};
