//! What of a text names things of the report and is no figure: days and periods, and names with numbers in them.

use std::collections::BTreeSet;
use std::ops::Range;

use serde_json::Value;

use super::known::texts;
use super::numbers::Number;
use crate::figures::Head;
use crate::survey::{Day, Period};
use crate::wording::Words;

/// Words beside the number of a period, as they begin, in the languages that have them built in.
const PERIODS: [&str; 8] = ["quarter", "week", "half", "квартал", "недел", "полугод", "тижд", "півріч"];
/// A word like these, whose stem changes.
const WEEK: &str = "тижн";

/// Names and dates of a report.
pub(super) struct Names {
    /// Texts with numbers in them, as [`alike`] has them.
    called: Vec<String>,
    /// Names of months, in the form that they have beside a day.
    months: BTreeSet<String>,
    /// The first and the last day that the report speaks of.
    days: Option<[Day; 2]>,
    /// The numbers of its periods within their years.
    numbers: BTreeSet<u32>,
}

/// One letter for each, so that places stay: small, and with plain spaces.
fn alike(text: &str) -> String {
    let letter = |c: char| if c.is_whitespace() { ' ' } else { c.to_lowercase().next().unwrap_or(c) };
    text.chars().map(letter).collect()
}

fn periods(json: &Value, found: &mut Vec<Period>) {
    if json.get("first_day").is_some() {
        found.extend(serde_json::from_value::<Period>(json.clone()));
        return;
    }
    match json {
        Value::Object(map) => map.values().for_each(|value| periods(value, found)),
        Value::Array(items) => items.iter().for_each(|value| periods(value, found)),
        _ => {}
    }
}

impl Names {
    /// Those of a report.
    pub(super) fn of(head: &Head, json: &Value, words: &Words) -> Self {
        let mut all = Vec::new();
        periods(json, &mut all);
        all.sort_by_key(|period| (period.first_day(), period.last_day()));
        all.dedup();
        let texts = texts(json);
        let days = texts.iter().filter_map(|text| text.parse::<Day>().ok());
        let days = days.chain(all.iter().flat_map(|period| [period.first_day(), period.last_day()]));
        let days = days.chain([head.as_of]).fold(None, |ends: Option<[Day; 2]>, day| {
            Some(ends.map_or([day, day], |[first, last]| [first.min(day), last.max(day)]))
        });
        let of_period = |period: &Period| {
            let [first, last] = [period.first_day(), period.last_day()];
            let (within, year) = words.period_tick(*period);
            let forms = [
                words.period(*period),
                words.period_inside(*period),
                words.period_axis(*period),
                words.period_year(*period),
                period.key(),
                words.day(first),
                words.day(last),
            ];
            // A year alone is told by its number.
            let within = Some(within).filter(|text| year.is_some() && text.contains(char::is_alphabetic));
            forms.into_iter().chain(within).collect::<Vec<_>>()
        };
        let names = all.iter().flat_map(of_period).chain(texts).chain([words.day(head.as_of)]);
        let has = |name: &str, is_digit: bool| name.contains(|c: char| c.is_ascii_digit() == is_digit);
        let names = names.filter(|name| has(name, true) && has(name, false)).map(|name| alike(name.trim()));
        let called: BTreeSet<String> = names.collect();
        let month = |month: u32| Day::new(2026, month, 15).map(|day| alike(&words.day(day)));
        let months = (1..=12).filter_map(month).flat_map(|day| {
            let words = day.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 2);
            words.map(str::to_owned).collect::<Vec<_>>()
        });
        let numbers = all.iter().map(|period| period.number()).collect();
        Self { called: called.into_iter().collect(), months: months.collect(), days, numbers }
    }

    /// The stretches of a text that are such names.
    pub(super) fn within(&self, text: &str) -> Vec<Range<usize>> {
        let alike = alike(text);
        // Where each letter of the one is in the other.
        let places: Vec<(usize, usize)> = alike
            .char_indices()
            .map(|(at, _)| at)
            .zip(text.char_indices().map(|(at, _)| at))
            .chain([(alike.len(), text.len())])
            .collect();
        let place = |at: usize| {
            let found = places.binary_search_by_key(&at, |(own, _)| *own);
            found.ok().and_then(|found| places.get(found)).map_or(text.len(), |(_, other)| *other)
        };
        let is_apart = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
        let mut found = Vec::new();
        for name in &self.called {
            for (start, name) in alike.match_indices(name.as_str()) {
                let end = start + name.len();
                let before = alike.get(..start).and_then(|text| text.chars().next_back());
                let after = alike.get(end..).and_then(|text| text.chars().next());
                if is_apart(before) && is_apart(after) {
                    found.push(place(start)..place(end));
                }
            }
        }
        found
    }

    /// Whether a number is that of a day, a year or a period, by what it is and what stands beside it.
    pub(super) fn are_date(&self, text: &str, number: &Number) -> bool {
        let (Some(reading), false) = (number.readings.first(), number.is_signed || number.is_percent) else {
            return false;
        };
        if reading.decimals > 0 {
            return false;
        }
        let is = |of: i64| (reading.number - real(of)).abs() < 0.1;
        let years = self.days.map(|days| days.map(Day::year));
        if years.is_some_and(|[first, last]| (first..=last).any(|year| is(year.into()))) {
            return true;
        }
        let before = text.get(..number.range.start).unwrap_or_default().trim_end();
        let after = text.get(number.range.end..).unwrap_or_default();
        let is_end = |c: char| !c.is_alphabetic();
        let last = alike(before.rsplit(is_end).next().unwrap_or_default());
        // Beside what makes it an ordinal: `3-й`, `3rd`.
        let mut next = after.split(is_end).filter(|word| !word.is_empty()).take(2).map(alike);
        let next: Vec<String> = next.by_ref().collect();
        let first = next.first().map_or("", String::as_str);
        let is_ordinal =
            after.starts_with(|c: char| c == '-' || c.is_alphabetic()) && first.chars().count() <= 3;
        let beside = [Some(&last), next.first(), next.get(1).filter(|_| is_ordinal)];
        let is_month = |word: &String| self.months.contains(word);
        let is_period = |word: &String| PERIODS.iter().chain([&WEEK]).any(|stem| word.starts_with(stem));
        let beside: Vec<&String> = beside.into_iter().flatten().collect();
        (beside.iter().any(|word| is_month(word)) && (1..=31).any(is))
            || (beside.iter().any(|word| is_period(word))
                && self.numbers.iter().any(|number| is((*number).into())))
    }

    /// The days that a text writes in digits, and times: where each is, and whether the report speaks of it.
    pub(super) fn days_in(&self, text: &str) -> Vec<(Range<usize>, bool)> {
        let mut found = Vec::new();
        let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | '/' | '-' | ':');
        let mut at = 0;
        while let Some(start) = text.get(at..).and_then(|rest| rest.find(is_part)).map(|start| at + start) {
            let rest = text.get(start..).unwrap_or_default();
            let written = rest.get(..rest.find(|c| !is_part(c)).unwrap_or(rest.len())).unwrap_or_default();
            at = start + written.len().max(1);
            let own = written.trim_matches(['.', '/', '-', ':']);
            let own_start = start + written.find(own).unwrap_or_default();
            if let Some(is_known) = self.is_known(own) {
                found.push((own_start..own_start + own.len(), is_known));
            }
        }
        found
    }

    /// Whether digits with marks are a day that the report speaks of, or a time; nothing where they are neither.
    fn is_known(&self, written: &str) -> Option<bool> {
        let mark = written.chars().find(|c| !c.is_ascii_digit())?;
        let parts: Vec<u32> = written
            .split(mark)
            .map(|part| part.parse().ok().filter(|_| part.len() <= 4))
            .collect::<Option<_>>()?;
        let within = |day: Day| self.days.is_some_and(|[first, last]| (first..=last).contains(&day));
        let year = |year: u32| i32::try_from(if year < 100 { 2000 + year } else { year }).ok();
        match (mark, parts.as_slice()) {
            (':', [hour, minute] | [hour, minute, _]) if *hour < 24 && *minute < 60 => Some(true),
            ('-' | '/' | '.', [first, month, last]) => {
                let (of, day) = if *first > 31 { (*first, *last) } else { (*last, *first) };
                let days = [(*month, day), (day, *month)].map(|(month, day)| Day::new(year(of)?, month, day));
                let days: Vec<Day> = days.into_iter().flatten().collect();
                (!days.is_empty()).then(|| days.into_iter().any(within))
            }
            _ => None,
        }
    }
}

fn real(number: i64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "days and years")]
    let real = number as f64;
    real
}
