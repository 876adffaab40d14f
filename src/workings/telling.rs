//! The parts that an explanation is put together from.

use serde_json::Value;

use super::numbers::{after_sign, real, short};
use super::subject::Subject;
use super::{Behind, Explanation};
use crate::figures::{Comparison, Finding, Scored};
use crate::wording::{Text, Words, fill};

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
    /// A list.
    List(Vec<String>),
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
    pub(crate) fn of(what: impl Into<String>) -> Self {
        Self { what: what.into(), ..Self::default() }
    }

    /// What something is that is stated and not computed, and by what.
    pub(crate) fn stated([what, by]: &[Text; 2]) -> Self {
        Self { what: what.to_string(), steps: vec![Part::Text(by.to_string())], ..Self::default() }
    }

    /// Why something is not there.
    pub(crate) fn nothing(words: &Words, why: &Text) -> Self {
        Self::stated(&[words.explain().none.clone(), why.clone()])
    }

    /// A form that the page may show the figure in.
    pub(crate) fn shown(mut self, form: impl Into<String>) -> Self {
        self.forms.push(vec![form.into()]);
        self
    }

    /// Another form of the same.
    pub(crate) fn or_shown(mut self, form: impl Into<String>) -> Self {
        if let Some(forms) = self.forms.last_mut() {
            forms.push(form.into());
        }
        self
    }

    /// A difference in points, in the forms that a sentence and a table have.
    pub(crate) fn difference_shown(self, words: &Words, points: f64) -> Self {
        self.shown(words.change_in_points(points))
            .or_shown(words.change_to(points, 1))
            .or_shown(words.change(points))
    }

    /// A p-value in such forms.
    pub(crate) fn p_shown(self, words: &Words, p: f64) -> Self {
        self.shown(words.p_value(p)).or_shown(words.p_number(p))
    }

    /// A score in the list of figures, and whose it is.
    pub(crate) fn score<E: Scored>(words: &Words, of: &str, finding: &Finding<E>) -> Self {
        Self::of(fill(&words.explain().listed.score, &[("of", of)])).shown(words.finding(finding))
    }

    /// A comparison in the list of figures.
    pub(crate) fn compared<V>(what: impl Into<String>, words: &Words, found: &Comparison<V>) -> Self {
        Self::of(what).difference_shown(words, found.difference.points()).p_shown(words, found.p_adjusted)
    }

    pub(crate) fn count(&mut self, text: impl Into<String>) {
        self.counts.push(Part::Text(text.into()));
    }

    pub(crate) fn count_table<H: AsRef<str>>(&mut self, head: &[H], rows: Vec<Vec<String>>) {
        self.counts.push(table(head, rows));
    }

    pub(crate) fn say(&mut self, text: impl Into<String>) {
        self.steps.push(Part::Text(text.into()));
    }

    pub(crate) fn table<H: AsRef<str>>(&mut self, head: &[H], rows: Vec<Vec<String>>) {
        self.steps.push(table(head, rows));
    }

    /// The same, unless it has been said.
    pub(crate) fn say_once(&mut self, text: String) {
        let said = Part::Text(text);
        if !self.steps.contains(&said) {
            self.steps.push(said);
        }
    }

    /// A sum of counts, which comes to the figure.
    pub(crate) fn sum(&mut self, name: &str, symbols: &str, numbers: impl Into<String>, sum: u64) {
        let mut forms = vec![symbols.to_owned(), numbers.into(), sum.to_string()];
        forms.dedup();
        self.line(Formula { name: name.to_owned(), forms });
        self.comes_to_count(sum);
    }

    /// A place, which comes after those that stand above it.
    pub(crate) fn place(&mut self, [name, form]: &[Text; 2], above: u64) {
        self.sum(name, form, format!("1 + {above}"), 1 + above);
    }

    /// A sum of any numbers, which comes to the figure.
    pub(crate) fn sum_of(&mut self, name: &str, symbols: &str, terms: &[f64], sum: f64) {
        let first = terms.iter().take(1).map(|term| short(*term));
        let terms: Vec<String> = first.chain(terms.iter().skip(1).map(|term| after_sign(*term))).collect();
        let forms = vec![symbols.to_owned(), terms.join(" + "), short(sum)];
        self.line(Formula { name: name.to_owned(), forms });
        self.comes_to(sum);
    }

    /// A part of a whole by the whole.
    pub(crate) fn ratio(&mut self, name: &str, symbols: &str, (part, whole): (u64, u64), ratio: f64) {
        let forms = vec![symbols.to_owned(), format!("{part} / {whole}"), short(ratio)];
        self.line(Formula { name: name.to_owned(), forms });
    }

    /// A line of the computation, unless it is there.
    pub(crate) fn line(&mut self, formula: Formula) {
        let formula = Part::Formula(formula);
        if !self.steps.contains(&formula) {
            self.steps.push(formula);
        }
    }

    /// What the steps come to.
    pub(crate) fn comes_to(&mut self, value: f64) {
        self.result = Some(Value::from(value));
    }

    /// What the steps come to, a whole number.
    pub(crate) fn comes_to_count(&mut self, count: u64) {
        self.comes_to(real(count));
    }

    /// The rows of answers that the figure is made of.
    pub(crate) fn behind(&mut self, subject: &Subject, n: u64) {
        self.rows.push(Behind { name: subject.name.clone(), selection: subject.selection.clone(), n });
    }
}

fn table<H: AsRef<str>>(head: &[H], rows: Vec<Vec<String>>) -> Part {
    Part::Table { head: head.iter().map(|text| text.as_ref().to_owned()).collect(), rows }
}
