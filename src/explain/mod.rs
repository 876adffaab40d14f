//! What a figure of a report rests on: the counts, the formula with the numbers put in, step by step, its source, and
//! which rows of the data are behind it.
//!
//! A branch of the line that ends here: it starts from a report and the counts that it was made from. Each part of the
//! report explains its own figures, with [`workings`](crate::workings); the steps are worked out once more and must come to
//! what the report says, else there is no explanation.

mod head;
mod listing;
mod page;
mod settings;
mod sheet;

use std::cell::OnceCell;

use serde_json::Value;

use crate::config::Config;
use crate::error::{Error, Kind, Problem};
use crate::facts::Excerpt;
use crate::report::{Report, path};
use crate::wording::Words;
use crate::workings::Material;

pub use crate::report::path::{Asked, Found};
pub use crate::workings::{Behind, Explanation, Formula, Part};
pub use listing::{Listed, list};
pub use sheet::headings;

/// A report and what it was made from.
pub struct Case<'a> {
    /// The report.
    pub report: &'a Report,
    /// The settings that it was made by.
    pub config: &'a Config,
    /// The counts that it was made from.
    pub excerpt: &'a Excerpt,
    /// What can be read on its page, charts too; drawn when it is first asked for.
    page: OnceCell<String>,
    /// The words of its language, put together when they are first asked for.
    words: OnceCell<Words>,
}

impl<'a> Case<'a> {
    /// The case of a report.
    #[must_use]
    pub fn new(report: &'a Report, config: &'a Config, excerpt: &'a Excerpt) -> Self {
        Self { report, config, excerpt, page: OnceCell::new(), words: OnceCell::new() }
    }

    /// The words that it is explained in.
    fn words(&self) -> Result<&Words, Error> {
        if let Some(words) = self.words.get() {
            return Ok(words);
        }
        let words = Words::of(&self.report.head)?;
        Ok(self.words.get_or_init(|| words))
    }

    /// What its parts explain their figures from.
    fn material<'b>(&'b self, words: &'b Words) -> Material<'b> {
        let Self { report, config, excerpt, .. } = *self;
        Material { head: &report.head, config, excerpt, words }
    }
}

/// What a figure rests on.
///
/// # Errors
/// When there is no such figure, or what the steps come to is not what the report says.
pub fn explain(case: &Case<'_>, asked: &Asked) -> Result<Explanation, Error> {
    let report = serde_json::to_value(case.report).map_err(|error| crate::other(&error))?;
    explain_in(case, &report, asked)
}

/// The same, for whoever asks for many figures of a report and has its JSON.
///
/// # Errors
/// As [`explain`].
pub fn explain_in(case: &Case<'_>, report: &Value, asked: &Asked) -> Result<Explanation, Error> {
    let found = path::find(report, asked).map_err(|problem| Error::new(Kind::Usage, problem))?;
    let words = case.words()?;
    let from = case.material(words);
    let keys: Vec<&str> = found.keys.iter().map(String::as_str).collect();
    let told = match keys.as_slice() {
        ["sections", part, rest @ ..] => case.report.sections.explain(part, &from, rest),
        keys => head::head(&from, keys),
    };
    let told = told.unwrap_or_else(|| settings::setting(words, &found));
    let shown = case.on_page(&told.forms);
    let told = Explanation { path: found.pointer(), value: found.value.clone(), shown, ..told };
    match &told.result {
        Some(result) if !agree(result, &told.value) => {
            let (path, value) = (&told.path, &told.value);
            let problem =
                Problem::new(format!("the steps to `{path}` come to {result}, but the report says {value}"));
            Err(Error::new(Kind::Other, problem.hint("this is a fault of the program: please report it")))
        }
        _ => Ok(told),
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
