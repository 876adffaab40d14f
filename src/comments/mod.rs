//! What people say in their own words: the words of a comment, the themes that a dictionary finds in it, what in it tells who
//! wrote it, and which of many are shown.
//!
//! Nothing here knows of rows, scores or pages: what a comment says hangs on nothing but its words.

pub mod chosen;
mod dictionary;
mod frequent;
pub mod mask;
mod memory;
mod pattern;
mod required;
mod search;
pub mod tidy;
mod words;

pub use dictionary::{Dictionary, MOST_THEMES, Theme, Themes};
pub use frequent::Frequent;
pub use memory::Memory;
pub use pattern::{BrokenPattern, Pattern};
pub use words::{Exceptions, Word, WordFault, words};
