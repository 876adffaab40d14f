//! What the field of a variable holds, as a value of a table.

use super::definition::{Kind, Labelled, Variable, code};
use crate::source::needed::Needed;
use crate::source::parquet::Holds;
use crate::source::table::{Filling, Value};
use crate::survey::Day;

/// Between the labels of all values that were chosen.
const BETWEEN: &str = ";";

/// More digits than any number has exactly.
const DIGITS: usize = 15;

/// Where values go.
pub(super) struct Into<'a> {
    pub(super) filling: &'a mut Filling,
    pub(super) row: usize,
    /// Of each needed column, how many values have no label though others have.
    pub(super) without_label: &'a mut [u64],
}

/// What a value is where it is one of several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Numbers {
    /// Its label: words are wanted.
    Labels,
    /// Its code.
    Codes,
    /// Its score, which the definition states.
    Scores,
    /// The number within its label, which is another than its code: 1 stands for "0 - not at all".
    Labelled,
}

impl Numbers {
    /// What values of a variable are for what it is needed for.
    pub(super) fn of(variable: &Variable, needed: &Needed) -> Self {
        let values = || variable.values.iter();
        let is_other = |(code, value): (&String, &Labelled)| {
            number_in(&value.label).is_some_and(|number| number != code.as_str())
        };
        if (needed.takes)(Holds::Truths) {
            Self::Labels
        } else if values().any(|(_, value)| value.score.is_some()) {
            Self::Scores
        } else if values().any(is_other) {
            Self::Labelled
        } else {
            Self::Codes
        }
    }
}

/// The whole number that a label begins or ends with.
fn number_in(label: &str) -> Option<&str> {
    let is_digit = |c: char| c.is_ascii_digit();
    let first = label.find(|c| !is_digit(c)).unwrap_or(label.len());
    let last = label
        .rfind(|c| !is_digit(c))
        .map_or(0, |at| at + label.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
    let number = if first > 0 { label.get(..first) } else { label.get(last..) };
    number.filter(|number| !number.is_empty())
}

/// Puts what a field holds into its cell.
pub(super) fn put(
    into: &mut Into<'_>,
    column: usize,
    (variable, numbers): (&Variable, Numbers),
    field: &str,
) {
    let text = field.trim();
    if text.is_empty() {
        return;
    }
    let row = into.row;
    let mut put = |value: Value<'_>| into.filling.put(row, column, value);
    match variable.kind {
        Kind::Single => {
            let code = code(text, variable.is_literal);
            let known = variable.values.get(&code);
            if known.is_none() && variable.range.is_none() && !variable.values.is_empty() {
                into.without_label.iter_mut().skip(column).take(1).for_each(|count| *count += 1);
            }
            let label = known.map(|known| known.label.as_str()).filter(|label| !label.is_empty());
            match (numbers, label, known) {
                (Numbers::Scores, _, Some(known)) => {
                    // Without a score it is left out of whatever is computed, the standard says.
                    if let Some(score) = known.score {
                        put(Value::Number(score));
                    }
                }
                (Numbers::Labels, Some(label), _) => put(Value::Text(label)),
                (Numbers::Labelled, Some(label), _) => {
                    put(number_in(label).and_then(number).map_or(Value::Text(label), Value::Number));
                }
                _ => put(number(&code).map_or(Value::Text(&code), Value::Number)),
            }
        }
        Kind::Multiple => {
            let chosen = chosen(variable, field);
            if !chosen.is_empty() {
                put(Value::Text(&chosen.join(BETWEEN)));
            }
        }
        Kind::Quantity => {
            let Some(number) = number(text) else {
                put(Value::Text(text));
                return;
            };
            // What stands for no number is told by its label: 999 for "not stated".
            let is_within = variable.range.is_some_and(|(low, high)| (low..=high).contains(&number));
            let is_it = |code: &str| code.parse().is_ok_and(|code: f64| code.to_bits() == number.to_bits());
            let label = variable.values.iter().find(|(code, _)| !is_within && is_it(code));
            put(label.map_or(Value::Number(number), |(_, value)| Value::Text(&value.label)));
        }
        Kind::Character => {
            let size = variable.size.unwrap_or(usize::MAX);
            let end = text.char_indices().nth(size).map_or(text.len(), |(at, _)| at);
            put(Value::Text(text.get(..end).unwrap_or(text)));
        }
        Kind::Logical => match field.trim_end().chars().next_back() {
            Some('1') => put(Value::Truth(true)),
            Some('0') => put(Value::Truth(false)),
            _ => put(Value::Text(text)),
        },
        Kind::Date => {
            let day = text.get(..8).and_then(day);
            put(day.map_or(Value::Text(text), Value::day));
        }
        Kind::Time => put(Value::Text(text)),
    }
}

/// A number, where it is one that loses nothing by being one.
fn number(text: &str) -> Option<f64> {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'.' | b'+'));
    text.parse().ok().filter(|_| is_plain && digits <= DIGITS)
}

/// A day as `YYYYMMDD`.
fn day(text: &str) -> Option<i64> {
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<u32>().ok();
    let year = i32::try_from(number(0, 4)?).ok()?;
    let day = Day::new(year, number(4, 6)?, number(6, 8)?)?;
    Some(day.since_epoch().into())
}

/// The labels of the values that were chosen: each has a place that holds 1, or they stand one after another.
fn chosen(variable: &Variable, field: &str) -> Vec<String> {
    let mut chosen: Vec<String> = Vec::new();
    let mut add = |number: &str| {
        let known = variable.values.get(&code(number, false));
        // Places of values that are not described are none.
        let label = known.map(|known| if known.label.is_empty() { number } else { &known.label });
        let label = label.or(variable.range.is_some().then_some(number));
        chosen.extend(label.map(|label| label.replace(BETWEEN, ",")));
    };
    if let Some((subfields, width)) = variable.spread {
        let width = width.unwrap_or(variable.width / subfields.max(1)).max(1);
        let mut rest = field;
        for _ in 0..subfields {
            let end = rest.char_indices().nth(width).map_or(rest.len(), |(at, _)| at);
            let (number, after) = rest.split_at(end);
            let number = number.trim();
            if number.bytes().any(|byte| byte != b'0') {
                add(number);
            }
            if after.is_empty() {
                break;
            }
            rest = after;
        }
    } else {
        for (at, mark) in field.chars().enumerate() {
            if mark == '1' {
                add(&(at + 1).to_string());
            }
        }
    }
    chosen
}
