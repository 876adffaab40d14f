//! What matters most.

mod figures;
#[cfg(test)]
mod tests;

pub use figures::{About, KeyFinding, KeyFindingKind, KeyFindings};
