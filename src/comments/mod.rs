//! What people say in their own words: the words of a comment, and the themes that a dictionary finds in it.
//!
//! Nothing here knows of rows, scores or pages: what a comment says hangs on nothing but its words.

mod dictionary;
mod frequent;
mod pattern;
mod words;

pub use dictionary::{Dictionary, MOST_THEMES, Memory, Theme, Themes};
pub use frequent::Frequent;
pub use pattern::{BrokenPattern, Pattern};
pub use words::{Exceptions, Word, WordFault, words};
