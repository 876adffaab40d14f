//! When there is no tally although every row was read: no rows, no regions worth the name, too many rows that
//! cannot be used.

use super::pass::Counted;
use crate::error::{Error, Kind, Place, Problem};
use crate::responses::{MOST_CLIENTS, MOST_PROFILES, MOST_REGIONS};
use crate::source::Inputs;

/// Refuses what no report can be made of.
///
/// # Errors
/// When there are no rows, more regions than are told apart, no usable row, or a larger share of rejected rows
/// than allowed.
pub(super) fn check(inputs: &Inputs, counted: &Counted, max_rejected: f64) -> Result<(), Error> {
    let (read, rejected) = (counted.account.rows_read(), counted.account.rows_rejected());
    let problem = if read == 0 {
        Problem::new("there are no answers: no file has a row after its header").at(only_file(inputs))
    } else if counted.has_too_many_regions {
        let column = inputs.region.as_deref().unwrap_or_default();
        Problem::new(format!(
            "column `{column}` holds more than {} different regions",
            grouped(MOST_REGIONS as u64)
        ))
        .hint("set `columns.region` to the column that holds the region, or leave it out")
    } else if counted.has_too_many_clients {
        Problem::new(format!(
            "the columns of `reports.one_per` name more than {} different clients",
            grouped(MOST_CLIENTS as u64)
        ))
        .hint("name the column that holds the client, not one that differs from answer to answer")
    } else if counted.has_too_many_profiles {
        Problem::new(format!(
            "the columns `{}` hold more than {} different sets of values",
            inputs.attributes.join("`, `"),
            grouped(MOST_PROFILES as u64)
        ))
        .hint("name columns that answers share, not one that differs from answer to answer")
    } else if rejected == read {
        let message = match read {
            1 => "the only row cannot be used".to_owned(),
            _ => format!("none of the {} rows can be used", grouped(read)),
        };
        with_reasons(Problem::new(message), inputs, counted)
    } else if share(rejected, read) > max_rejected {
        let message = format!(
            "{} of {} rows ({:.1} %) cannot be used, more than the {} % allowed",
            grouped(rejected),
            grouped(read),
            share(rejected, read) * 100.0,
            // Rounded, as a share such as 0.07 is not exact in binary.
            (max_rejected * 1e12).round() / 1e10,
        );
        with_reasons(Problem::new(message), inputs, counted)
            .hint("mend the rows, or raise `source.max_rejected` if they are rightly left out")
    } else {
        return Ok(());
    };
    Err(Error::new(Kind::Data, problem))
}

/// One hint for each reason: how many rows, and which.
fn with_reasons(problem: Problem, inputs: &Inputs, counted: &Counted) -> Problem {
    let rejected = counted.account.intake(inputs, None).rejected;
    rejected.iter().fold(problem.at(only_file(inputs)), |problem, (reason, rejects)| {
        let first: Vec<_> = match inputs.files.len() {
            1 => rejects.first.iter().map(|(_, row)| row.to_string()).collect(),
            _ => rejects.first.iter().map(|(file, row)| format!("{row} of `{file}`")).collect(),
        };
        let rows = if rejects.rows == 1 { "row" } else { "rows" };
        let more = if rejects.rows > first.len() as u64 { ", …" } else { "" };
        let count = grouped(rejects.rows);
        problem.hint(format!("{count} {rows}: {} ({rows} {}{more})", reason.describe(), first.join(", ")))
    })
}

/// The file, where there is only one.
fn only_file(inputs: &Inputs) -> Option<Place> {
    match inputs.files.as_slice() {
        [input] => Some(Place::File(input.path.clone())),
        _ => None,
    }
}

#[expect(clippy::cast_precision_loss, reason = "row counts stay far below 2^53")]
fn share(part: u64, whole: u64) -> f64 {
    part as f64 / whole as f64
}

/// A number with a comma before every three digits.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
