//! Rows that are passed over as a part of the header, and look like answers all the same: another export of the same system may have
//! no such rows.

use super::evidence::DateEvidence;
use super::look::Look;
use super::{Roles, Settings};
use crate::error::{Place, Problem, counted};
use crate::source::{Cell, Input, Inputs};

/// What should be doubted of rows that are passed over: those with a score on the scale and, where days are asked for, a date.
#[must_use]
pub fn passed_over(inputs: &Inputs, settings: &Settings) -> Vec<Problem> {
    let is_score = |text: &str| {
        let look = Look::of(Cell::Text(text.as_bytes()));
        look.and_then(|look| look.whole).is_some_and(|whole| settings.scale.score(whole).is_some())
    };
    let is_day = |text: &str| {
        !matches!(DateEvidence::of(text.as_bytes()), DateEvidence::Blank | DateEvidence::NoDate)
            || Look::of(Cell::Text(text.as_bytes())).is_some_and(Look::is_unix_time)
    };
    let Roles { score, date, .. } = &settings.roles;
    let is_answer = |row: &Vec<String>| {
        let has = |at: usize, is: &dyn Fn(&str) -> bool| row.get(at).is_some_and(|text| is(text));
        has(*score, &is_score) && date.is_none_or(|date| has(date, &is_day))
    };
    let doubt = |input: &Input| {
        let rows = input.passed_over.iter().enumerate().filter(|(_, row)| is_answer(row));
        let rows: Vec<usize> = rows.map(|(at, _)| at).collect();
        let first = rows.first()?;
        let above = input.passed_over.len() as u64 - *first as u64;
        let looks = if rows.len() == 1 { "looks" } else { "look" };
        let what = format!(
            "{} below the headings {looks} like answers, and {} passed over",
            counted(rows.len() as u64, "row"),
            if rows.len() == 1 { "is" } else { "are" },
        );
        let place = Place::Row { file: input.path.clone(), row: input.first_row() - above, column: None };
        let hint = "if the file has its answers right below one row of headings, state `source: {header_rows: 1, skip_rows: 0}`";
        Some(Problem::new(what).at(place).hint(hint))
    };
    inputs.files.iter().filter_map(doubt).collect()
}
