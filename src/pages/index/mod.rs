//! The page of an index: its words, its charts, the table of its clients.

mod cell_words;
mod chart;
mod clients;
mod page;
#[cfg(test)]
pub(crate) mod sample;
mod words;
#[cfg(test)]
mod words_tests;

pub use chart::{IndexCharts, draw_index};
pub(in crate::pages) use page::page;
