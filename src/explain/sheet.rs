//! An explanation as a page of its own.

use serde_json::Value;

use super::{Case, Explanation, Part};
use crate::error::Error;
use crate::pages::{Explained, Templates, explained};
use crate::wording::{Words, fill};
use crate::workings::numbers::short;

impl Explanation {
    /// Its value in a line, with numbers as formulas show them and what it is made of by the keys of `report.json`.
    fn value_in_line(&self, words: &Words) -> String {
        let texts = words.explain();
        match &self.value {
            Value::Null => texts.empty.to_string(),
            Value::Array(items) if items.is_empty() => texts.empty.to_string(),
            Value::Object(parts) if parts.is_empty() => texts.empty.to_string(),
            Value::Object(parts) => {
                let single_parts = parts.iter().filter(|(_, part)| !part.is_object() && !part.is_array());
                // An interval goes from its lower end to its upper one.
                let (low, others): (Vec<_>, Vec<_>) = single_parts.partition(|(key, _)| *key == "low");
                let named = low.into_iter().chain(others);
                let named: Vec<String> = named.map(|(key, part)| format!("{key} {}", single(part))).collect();
                if named.is_empty() {
                    let keys: Vec<&String> = parts.keys().collect();
                    return fill(&texts.group_of, &[("names", words.list(&keys))]);
                }
                named.join(", ")
            }
            value => single(value),
        }
    }

    /// What is said below its name: where it is, its value, and how the page shows it.
    #[must_use]
    pub fn facts(&self, words: &Words) -> Vec<String> {
        let shown = self.shown.iter().map(|shown| fill(&words.explain().on_page, &[("shown", shown)]));
        [format!("{} = {}", self.path, self.value_in_line(words))].into_iter().chain(shown).collect()
    }

    /// What it says part by part, each under its heading, up to where its method was published.
    #[must_use]
    pub fn passages(&self, words: &Words) -> Vec<(String, Vec<Part>)> {
        let [counts, steps, sources, _] = headings(words);
        let published = self.sources.iter().map(|source| (*source).to_owned()).collect::<Vec<_>>();
        let published = (!published.is_empty()).then_some(Part::List(published)).into_iter().collect();
        let all = [(counts, self.counts.clone()), (steps, self.steps.clone()), (sources, published)];
        let all = all.into_iter().filter(|(_, parts): &(_, Vec<Part>)| !parts.is_empty());
        all.map(|(heading, parts)| (heading.to_owned(), parts)).collect()
    }

    /// The page that says the same, with the rows behind it as they are given.
    ///
    /// # Errors
    /// When a template of the override folder does not render; the error has its place.
    pub fn page(&self, case: &Case<'_>, rows: Vec<Part>, templates: &Templates) -> Result<String, Error> {
        let words = Words::of(&case.report.head)?;
        let [.., of_rows] = headings(&words);
        let mut passages = self.passages(&words);
        passages.extend((!rows.is_empty()).then(|| (of_rows.to_owned(), rows)));
        let told = Explained { what: self.what.clone(), notes: self.facts(&words), passages };
        explained(case.report, told, &words, templates)
    }
}

/// The headings of counts, steps, sources and rows.
#[must_use]
pub fn headings(words: &Words) -> [&str; 4] {
    let texts = words.explain();
    [&texts.counts, &texts.steps, &texts.sources, &texts.rows]
}

/// A single value, with a number as formulas show it.
fn single(value: &Value) -> String {
    match value {
        Value::Number(number) => {
            number.as_f64().filter(|_| number.is_f64()).map_or_else(|| number.to_string(), short)
        }
        value => value.to_string(),
    }
}
