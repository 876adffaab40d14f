//! What a figure of a report rests on: the counts, the formula with the numbers put in, step by step, its source, and
//! which rows of the data are behind it.
//!
//! A branch of the line that ends here: it starts from a report and the counts that it was made from. The steps are
//! worked out once more and must come to what the report says, else there is no explanation. The texts are English, as
//! all that the command line says, but for names, units and values as the page shows them.

mod comparison;
mod control;
mod describe;
mod design;
mod estimate;
mod family;
mod interval;
mod listing;
mod numbers;
mod page;
mod participants;
mod path;
mod place;
mod quality;
mod settings;
mod subject;
mod telling;
mod why;

use serde_json::Value;

use crate::config::Config;
use crate::error::{Error, Kind, Problem};
use crate::facts::{Excerpt, Selection};
use crate::report::Report;
use crate::wording::Words;

pub use listing::{Listed, list};
pub use numbers::short;
pub use page::Page;
pub use path::{Asked, Found};
pub use telling::{Formula, Part};

/// A report and what it was made from.
pub struct Case<'a> {
    /// The report.
    pub report: &'a Report,
    /// The settings that it was made by.
    pub config: &'a Config,
    /// The counts that it was made from.
    pub excerpt: &'a Excerpt,
    /// How the answers of a client move with those of the others and of its peers, by clusters that they share.
    pub correlations: [f64; 2],
    /// What its page shows.
    pub page: Page,
}

/// What a figure rests on.
#[derive(Debug, Clone, PartialEq)]
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
    forms: Vec<Vec<String>>,
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

/// What a figure rests on.
///
/// # Errors
/// When there is no such figure, or what the steps come to is not what the report says.
pub fn explain(case: &Case<'_>, asked: &Asked) -> Result<Explanation, Error> {
    let report = serde_json::to_value(case.report).map_err(|error| crate::other(&error))?;
    let found = path::find(&report, asked).map_err(|problem| Error::new(Kind::Usage, problem))?;
    let words = Words::of(&case.report.head)?;
    let mut explanation = describe::describe(case, &words, &found);
    explanation.path = found.pointer();
    explanation.value = found.value.clone();
    explanation.shown = case.on_page(&explanation.forms);
    match &explanation.result {
        Some(result) if !agree(result, &explanation.value) => {
            let problem = Problem::new(format!(
                "the steps to `{}` come to {result}, but the report says {}",
                explanation.path, explanation.value
            ));
            Err(Error::new(Kind::Other, problem.hint("this is a fault of the program: please report it")))
        }
        _ => Ok(explanation),
    }
}

/// Whether two values are the same, but for the rounding of sums.
fn agree(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => match (a.as_f64(), b.as_f64()) {
            (Some(a), Some(b)) => (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0),
            _ => false,
        },
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len()
                && a.iter().all(|(key, value)| b.get(key).is_some_and(|other| agree(value, other)))
        }
        _ => a == b,
    }
}
