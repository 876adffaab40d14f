//! How the figures were made.

mod words;
