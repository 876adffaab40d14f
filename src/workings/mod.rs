//! The workings of a figure: the counts, the formula with the numbers put in, step by step, its source, and which rows of
//! the data are behind it.
//!
//! What parts of a report explain their figures with. The steps are those that the statistics record; the texts are in the
//! language of the report.

pub(crate) mod comparison;
mod design;
pub(crate) mod estimate;
pub(crate) mod family;
pub(crate) mod figure;
mod formulas;
mod interval;
pub(crate) mod numbers;
mod sources;
pub(crate) mod subject;
mod telling;

use serde_json::Value;

use crate::config::Config;
use crate::facts::{Excerpt, Selection};
use crate::figures::Head;
use crate::wording::Words;

pub use telling::{Formula, Part};

/// What figures are explained from: what every part of their report speaks of, what it was made from, and its words.
pub(crate) struct Material<'a> {
    /// The head of the report.
    pub(crate) head: &'a Head,
    /// The settings that it was made by.
    pub(crate) config: &'a Config,
    /// The counts that it was made from.
    pub(crate) excerpt: &'a Excerpt,
    /// The words of its language.
    pub(crate) words: &'a Words,
}

/// What a figure rests on.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Explanation {
    /// Where it is in `report.json`, as a JSON Pointer.
    pub path: String,
    /// What it is, in words.
    pub what: String,
    /// Its value in `report.json`.
    pub value: Value,
    /// The same as the page shows it, where it does.
    pub shown: Option<String>,
    /// Forms that the page may show it in, piece by piece, the likeliest first.
    pub(crate) forms: Vec<Vec<String>>,
    /// The counts that it comes from.
    pub counts: Vec<Part>,
    /// How it comes from them.
    pub steps: Vec<Part>,
    /// Where the method was published.
    pub sources: Vec<&'static str>,
    /// The rows that it is made of.
    pub rows: Vec<Behind>,
    /// What the steps come to; none where there is nothing to work out.
    pub result: Option<Value>,
}

/// Rows of the data that a figure is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Behind {
    /// What they are.
    pub name: String,
    /// Which they are.
    pub selection: Selection,
    /// How many they are.
    pub n: u64,
}

/// What the figures of a part rest on that these keys lead to, as far as it has them.
pub(crate) fn listed(
    keys: impl IntoIterator<Item = String>,
    explain: impl Fn(&[&str]) -> Option<Explanation>,
) -> Vec<(String, Explanation)> {
    let told = |key: String| {
        let told = explain(&key.split('/').collect::<Vec<_>>())?;
        Some((key, told))
    };
    keys.into_iter().filter_map(told).collect()
}
