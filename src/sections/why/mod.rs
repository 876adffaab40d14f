//! Why the score changed.

mod figures;

pub use figures::{Accounts, Step, Why, WhyLine, WhySide};
