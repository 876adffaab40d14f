//! An explanation as a page of its own.

use serde_json::Value;

use super::numbers::short;
use super::{Case, Explanation, Part};
use crate::error::Error;
use crate::pages::{Explained, Passage, Piece, Templates, explained};
use crate::wording::{Words, fill};

impl Explanation {
    /// Its value in a line, with numbers as formulas show them.
    #[must_use]
    pub fn value_in_line(&self) -> String {
        match &self.value {
            Value::Null => "nothing".to_owned(),
            Value::Array(items) if items.is_empty() => "nothing".to_owned(),
            Value::Object(ends) if ends.len() == 2 && ends.contains_key("low") => ["low", "high"]
                .map(|end| format!("{end} {}", single(ends.get(end).unwrap_or(&Value::Null))))
                .join(", "),
            Value::Object(parts) => {
                let single_parts = parts.iter().filter(|(_, part)| !part.is_object() && !part.is_array());
                let single_parts: Vec<String> =
                    single_parts.map(|(key, part)| format!("{key} {}", single(part))).collect();
                match parts.keys().map(String::as_str).collect::<Vec<_>>().as_slice() {
                    [] => "nothing".to_owned(),
                    all if single_parts.is_empty() => format!("a group of {}", all.join(", ")),
                    _ => single_parts.join(", "),
                }
            }
            value => single(value),
        }
    }

    /// What is said below its name: where it is, its value, and how the page shows it.
    #[must_use]
    pub fn facts(&self, words: &Words) -> Vec<String> {
        let shown = self.shown.iter().map(|shown| fill(&words.explain().on_page, &[("shown", shown)]));
        [format!("{} = {}", self.path, self.value_in_line())].into_iter().chain(shown).collect()
    }

    /// The page that says the same, with the rows behind it as they are given.
    ///
    /// # Errors
    /// When a template of the override folder does not render; the error has its place.
    pub fn page(&self, case: &Case<'_>, rows: Vec<Piece>, templates: &Templates) -> Result<String, Error> {
        let words = Words::of(&case.report.head)?;
        let [of_counts, of_steps, of_sources, of_rows] = headings(&words);
        let sources = self.sources.iter().map(|source| (*source).to_owned()).collect::<Vec<_>>();
        let sources = if sources.is_empty() { Vec::new() } else { vec![Piece::List(sources)] };
        let passages = [
            (of_counts, pieces(&self.counts)),
            (of_steps, pieces(&self.steps)),
            (of_sources, sources),
            (of_rows, rows),
        ];
        let passages = passages.into_iter().filter(|(_, pieces)| !pieces.is_empty());
        let explanation = Explained {
            what: self.what.clone(),
            notes: self.facts(&words),
            passages: passages
                .map(|(heading, pieces)| Passage { heading: heading.to_owned(), pieces })
                .collect(),
        };
        explained(case.report, &explanation, &words, templates)
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

/// The parts for a page, formulas in a row together.
fn pieces(parts: &[Part]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for part in parts {
        match (part, pieces.last_mut()) {
            (Part::Formula(formula), Some(Piece::Formulas(all))) => {
                all.push((formula.name.clone(), formula.forms.clone()));
            }
            (Part::Formula(formula), _) => {
                pieces.push(Piece::Formulas(vec![(formula.name.clone(), formula.forms.clone())]));
            }
            (Part::Text(text), _) => pieces.push(Piece::Text(text.clone())),
            (Part::Table { head, rows }, _) => pieces.push(Piece::Table(head.clone(), rows.clone())),
        }
    }
    pieces
}
