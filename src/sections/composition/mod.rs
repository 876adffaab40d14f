//! Who recommends: the answers of the period by group and by score.

mod figures;

pub use figures::Composition;
