//! How the figures were made.

mod disclosure;
mod words;
