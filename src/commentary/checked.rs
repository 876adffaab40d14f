//! Whether the report knows every number that is written out.

use std::ops::Range;

use super::dates::Names;
use super::document::Document;
use super::figure::Figures;
use super::front::By;
use super::known::{Numbers, asked_by};
use super::numbers::{Number, Reading, numbers};
use super::quoted;
use super::runs::{Run, runs};
use super::told::{Found, MOST};
use super::unit::unit;
use crate::error::{Problem, counted};

/// Numbers that the report does not know.
pub(super) fn unknown(document: &Document, figures: &Figures<'_>) -> Vec<Found> {
    let runs = runs(document);
    let quoted = quoted::found(&runs);
    let has_digits = |run: &Run| run.text.contains(|c: char| c.is_ascii_digit());
    if !runs.iter().any(has_digits) {
        return Vec::new();
    }
    let names = Names::of(&figures.report.head, figures.json, figures.words);
    let known = Numbers::of(figures);
    let mut found: Vec<Found> = Vec::new();
    let mut more: Option<(Range<usize>, u64)> = None;
    for (at, run) in runs.iter().enumerate().filter(|(_, run)| has_digits(run)) {
        let mut tell = |range: &Range<usize>, problem: &dyn Fn() -> Problem| {
            let place = run.place(range);
            if found.len() < MOST {
                found.push((place, problem()));
            } else {
                more.get_or_insert((place, 0)).1 += 1;
            }
        };
        // What somebody is quoted with is held against comments, and names hold numbers that are no figures.
        let mut passed_over = names.within(&run.text);
        passed_over.extend(quoted.iter().filter(|(_, of, _)| *of == at).map(|(.., range)| range.clone()));
        let is_in = |ranges: &[Range<usize>], range: &Range<usize>| {
            ranges
                .iter()
                .any(|other| other.start <= range.end && range.end <= other.end && range.start < other.end)
        };
        for (range, is_known) in names.days_in(&run.text) {
            if !is_known && !is_in(&passed_over, &range) {
                let written = run.text.get(range.clone()).unwrap_or_default();
                tell(&range, &|| Problem::new(format!("the report does not speak of the day `{written}`")));
            }
            passed_over.push(range);
        }
        for number in numbers(&run.text) {
            let is_known = is_in(&passed_over, &number.range)
                || is_known(&known, &number)
                || names.are_date(&run.text, &number);
            if !is_known {
                let written = run.text.get(number.range.clone()).unwrap_or_default();
                tell(&number.range, &|| not_there(written, &number, &known, figures));
            }
        }
    }
    found.extend(more.map(|(range, n)| {
        (range, Problem::new(format!("{} more that no figure of the report is", counted(n, "number"))))
    }));
    if document.by == By::Machine {
        for (_, problem) in &mut found {
            let hint = "of a text that a machine wrote, each number has to be a figure of the report";
            problem.hints.push(hint.to_owned());
        }
    }
    found
}

fn is_known(known: &Numbers, number: &Number) -> bool {
    let has =
        |reading: &Reading| known.has(reading.number, reading.decimals, number.is_signed, number.is_percent);
    number.readings.iter().any(has) || (!number.parts.is_empty() && number.parts.iter().all(has))
}

/// That no figure is a number, with the one that is near to it.
fn not_there(written: &str, number: &Number, known: &Numbers, figures: &Figures<'_>) -> Problem {
    let sign = if number.is_percent { "%" } else { "" };
    let problem = Problem::new(format!("no figure of the report is `{written}{sign}`"));
    let value = number.readings.first().or(number.parts.first()).map(|reading| reading.number);
    let near = value.and_then(|value| {
        let plain = known.nearest(value, number.is_percent);
        // Without a sign it may be the size of a change.
        let turned = known.nearest(-value, number.is_percent).filter(|_| !number.is_signed);
        let far = |known: &super::known::Known, value: f64| (known.number - value).abs();
        match (plain, turned) {
            (Some(plain), Some(turned)) if far(turned, -value) < far(plain, value) => Some(turned),
            (plain, turned) => plain.or(turned),
        }
    });
    let Some(near) = near else {
        return problem
            .hint("write a figure as a placeholder, such as `{{overall.nps}}`, and it is always right");
    };
    let path = asked_by(figures.json, &near.keys);
    let shown = figures.find(&path).map_or_else(
        |_| {
            let value = serde_json::Value::Null;
            unit(figures.json, &near.keys, &value).shown(near.number, figures.words, &figures.report.head)
        },
        |shown| shown.text,
    );
    problem.hint(format!("near to it is {shown}, which `{{{{{path}}}}}` always writes as it is"))
}
