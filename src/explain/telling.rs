//! The parts that an explanation is put together from.

use serde_json::Value;

use super::numbers::{after_sign, real, short};
use super::subject::Subject;
use super::{Behind, Explanation};

/// A part of an explanation.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// A sentence or several.
    Text(String),
    /// A table.
    Table {
        /// The names of its columns.
        head: Vec<String>,
        /// Its rows.
        rows: Vec<Vec<String>>,
    },
    /// A step of a computation.
    Formula(Formula),
}

/// A formula, the same with the numbers put in, and what it comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formula {
    /// What is computed.
    pub name: String,
    /// The same thing again and again, from symbols to the result.
    pub forms: Vec<String>,
}

impl Explanation {
    /// An explanation that says no more yet than what the figure is.
    pub(super) fn of(what: impl Into<String>) -> Self {
        Self {
            path: String::new(),
            what: what.into(),
            value: Value::Null,
            shown: None,
            forms: Vec::new(),
            counts: Vec::new(),
            steps: Vec::new(),
            sources: Vec::new(),
            rows: Vec::new(),
            result: None,
        }
    }

    pub(super) fn count(&mut self, text: impl Into<String>) {
        self.counts.push(Part::Text(text.into()));
    }

    pub(super) fn count_table(&mut self, head: &[&str], rows: Vec<Vec<String>>) {
        self.counts.push(table(head, rows));
    }

    pub(super) fn say(&mut self, text: impl Into<String>) {
        self.steps.push(Part::Text(text.into()));
    }

    pub(super) fn table(&mut self, head: &[&str], rows: Vec<Vec<String>>) {
        self.steps.push(table(head, rows));
    }

    /// The same, unless it has been said.
    pub(super) fn say_once(&mut self, text: String) {
        let said = Part::Text(text);
        if !self.steps.contains(&said) {
            self.steps.push(said);
        }
    }

    /// A sum of counts, which comes to the figure.
    pub(super) fn sum(&mut self, name: &str, symbols: &str, numbers: impl Into<String>, sum: u64) {
        let mut forms = vec![symbols.to_owned(), numbers.into(), sum.to_string()];
        forms.dedup();
        self.line(Formula { name: name.to_owned(), forms });
        self.comes_to_count(sum);
    }

    /// A sum of any numbers, which comes to the figure.
    pub(super) fn sum_of(&mut self, name: &str, symbols: &str, terms: &[f64], sum: f64) {
        let first = terms.iter().take(1).map(|term| short(*term));
        let terms: Vec<String> = first.chain(terms.iter().skip(1).map(|term| after_sign(*term))).collect();
        let forms = vec![symbols.to_owned(), terms.join(" + "), short(sum)];
        self.line(Formula { name: name.to_owned(), forms });
        self.comes_to(sum);
    }

    /// A part of a whole by the whole.
    pub(super) fn ratio(&mut self, name: &str, symbols: &str, (part, whole): (u64, u64), ratio: f64) {
        let forms = vec![symbols.to_owned(), format!("{part} / {whole}"), short(ratio)];
        self.line(Formula { name: name.to_owned(), forms });
    }

    /// A line of the computation, unless it is there.
    pub(super) fn line(&mut self, formula: Formula) {
        let formula = Part::Formula(formula);
        if !self.steps.contains(&formula) {
            self.steps.push(formula);
        }
    }

    /// What the steps come to.
    pub(super) fn comes_to(&mut self, value: f64) {
        self.result = Some(Value::from(value));
    }

    /// What the steps come to, a whole number.
    pub(super) fn comes_to_count(&mut self, count: u64) {
        self.comes_to(real(count));
    }

    /// The rows of answers that the figure is made of.
    pub(super) fn behind(&mut self, subject: &Subject, n: u64) {
        if let Some(selection) = &subject.selection {
            let name = subject.name.clone();
            self.rows.push(Behind { name, selection: selection.clone(), n });
        }
    }
}

fn table(head: &[&str], rows: Vec<Vec<String>>) -> Part {
    Part::Table { head: head.iter().map(|&text| text.to_owned()).collect(), rows }
}
