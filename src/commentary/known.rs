//! Every number that a report knows, so that one that is written out can be held against them.

use std::collections::BTreeSet;

use serde_json::Value;

use super::figure::Figures;
use super::unit::{Unit, unit};
use crate::figures::Chance;
use crate::report::path::names;

/// A number of a report.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Known {
    /// As the page counts it: a share in per cent.
    pub(super) number: f64,
    pub(super) is_percent: bool,
    /// The keys that lead to it; none of what stands nowhere by itself.
    pub(super) keys: Vec<String>,
}

/// All numbers of a report, the smallest first.
#[derive(Debug, Default)]
pub(super) struct Numbers(Vec<Known>);

/// What is no figure, though there are numbers in it: looks, texts, and places in lists.
const NO_FIGURES: [&str; 9] = [
    "brand",
    "wording",
    "commentary",
    "level",
    "year_starts",
    "schema",
    "generator",
    "key_findings",
    "max_rejected",
];

impl Numbers {
    /// Those of a report.
    pub(super) fn of(figures: &Figures<'_>) -> Self {
        let mut all = Self::default();
        let json = figures.json;
        each(json, &mut Vec::new(), &mut |keys, value| all.add_value(json, keys, value));
        let head = &figures.report.head;
        let level = head.method.confidence;
        for (number, is_percent) in [
            (level.alpha(), false),
            (100.0 * level.alpha(), true),
            (level.share(), false),
            (Chance::LEAST, false),
            (Chance::MOST, false),
        ] {
            all.add(number, is_percent, &[]);
        }
        let scale = &head.question.scale;
        scale.scores().for_each(|score| all.add(scale.answer(score).into(), false, &[]));
        if let Some(response) = head.response {
            let rate = real(response.answered) / real(response.asked);
            all.add(100.0 * rate, true, &["response".to_owned()]);
        }
        all.0.sort_by(|a, b| a.number.total_cmp(&b.number));
        all
    }

    fn add(&mut self, number: f64, is_percent: bool, keys: &[String]) {
        self.0.push(Known { number, is_percent, keys: keys.to_vec() });
    }

    fn add_value(&mut self, json: &Value, keys: &[String], value: &Value) {
        match value {
            Value::Number(number) => {
                let (Some(number), unit) = (number.as_f64(), unit(json, keys, value)) else { return };
                self.add(number * unit.times(), unit.is_percent(), keys);
                if unit == Unit::Share {
                    self.add(number, false, keys);
                }
            }
            // How many regions there are, and so on.
            Value::Array(items) if items.iter().all(Value::is_object) => {
                self.add(real(items.len() as u64), false, &[]);
            }
            _ => {}
        }
    }

    /// Whether one of them is this number, rounded to so many decimals. What has no sign may be the size of a change.
    pub(super) fn has(&self, number: f64, decimals: u8, is_signed: bool, is_percent: bool) -> bool {
        // Halves may go either way; and sums are not as exact as what is written.
        let near = 0.5 / 10_f64.powi(decimals.into()) + 1e-9;
        let among = |number: f64| {
            let first = self.0.partition_point(|known| known.number < number - near);
            let near = self.0.iter().skip(first).take_while(move |known| known.number <= number + near);
            near.into_iter().any(|known| known.is_percent || !is_percent)
        };
        among(number) || (!is_signed && among(-number))
    }

    /// The one nearest to a number, where it is near: within a tenth of it, or two of its unit.
    pub(super) fn nearest(&self, number: f64, is_percent: bool) -> Option<&Known> {
        let reach = f64::max(2.0, number.abs() / 10.0);
        let first = self.0.partition_point(|known| known.number < number - reach);
        let near = self.0.iter().skip(first).take_while(|known| known.number <= number + reach);
        near.filter(|known| !known.keys.is_empty() && (known.is_percent || !is_percent))
            .min_by(|a, b| (a.number - number).abs().total_cmp(&(b.number - number).abs()))
    }
}

#[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
fn real(count: u64) -> f64 {
    count as f64
}

/// Shows every value of a report, with the keys that lead to it.
fn each(value: &Value, keys: &mut Vec<String>, see: &mut impl FnMut(&[String], &Value)) {
    see(keys, value);
    let mut within = |key: String, value: &Value| {
        if !NO_FIGURES.contains(&key.as_str()) {
            keys.push(key);
            each(value, keys, see);
            keys.pop();
        }
    };
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| within(key.clone(), value)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, value)| within(at.to_string(), value));
        }
        _ => {}
    }
}

/// The texts of a report: names, titles and what else is stated of it; days and periods among them.
pub(super) fn texts(json: &Value) -> BTreeSet<String> {
    let mut texts = BTreeSet::new();
    each(json, &mut Vec::new(), &mut |keys, value| {
        // The head names some regions by keys.
        texts.extend(keys.last().cloned());
        texts.extend(value.as_str().map(str::to_owned));
    });
    texts
}

/// How a placeholder asks for a figure, by the keys that lead to it.
pub(super) fn asked_by(json: &Value, keys: &[String]) -> String {
    let (mut at, mut path) = (json, String::new());
    for (place, key) in keys.iter().enumerate() {
        let is_list = at.is_array();
        at = match at {
            Value::Array(items) => key.parse::<usize>().ok().and_then(|at| items.get(at)),
            other => other.get(key),
        }
        .unwrap_or(&Value::Null);
        let is_stepped_over = (place == 0 && key == "sections") || (!is_list && key == "finding");
        if is_stepped_over {
            continue;
        }
        let name = names(at).into_iter().next().filter(|_| is_list).unwrap_or_else(|| key.clone());
        let is_word = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        if !is_word && !name.contains(['"', '{', '}', '`', '\n']) {
            path.extend(["[\"", &name, "\"]"]);
        } else {
            path += if path.is_empty() { "" } else { "." };
            path += if is_word { &name } else { key };
        }
    }
    path
}
