//! What matters most.

mod figures;
#[cfg(test)]
mod tests;
mod words;
#[cfg(test)]
pub(crate) mod words_tests;

pub use figures::KeyFindings;
pub(crate) use figures::{CHANGE, NO_CLEAR_CHANGE, change_since};
