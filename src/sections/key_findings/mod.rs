//! What matters most.

mod figures;
#[cfg(test)]
mod tests;
mod words;
#[cfg(test)]
pub(crate) mod words_tests;

pub use figures::{About, KeyFinding, KeyFindingKind, KeyFindings};
