//! When nothing is counted although every row was read: no rows, no regions worth the name, too many rows that
//! cannot be used.

use super::pass::Counted;
use super::{MOST_CLIENTS, MOST_REGIONS, MOST_VALUES, Outside};
use super::{RejectedRows, Settings};
use crate::error::{Error, Kind, Place, Problem};
use crate::source::Inputs;
use crate::survey::grouped;

/// How much of a value a message quotes, in characters.
const QUOTED: usize = 40;

/// Refuses what no report can be made of.
///
/// # Errors
/// When there are no rows, more regions than are told apart, no usable row, or more rows with faults, as a share of these and
/// the usable ones, than allowed.
pub(super) fn check<T>(inputs: &Inputs, settings: &Settings, counted: &Counted<T>) -> Result<(), Error> {
    let (read, rejected) = (counted.account.rows_read(), counted.account.rows_rejected());
    let (asked, max_rejected) = (read - counted.account.rows_outside(), settings.max_rejected);
    let mut attributes = settings.roles.attributes.iter().zip(counted.names.cuts().skip(1));
    let overfull = attributes.find(|(_, names)| names.has_too_many());
    let overfull = overfull.map(|(column, _)| inputs.column(Some(*column)).unwrap_or_default());
    let problem = if read == counted.account.outside().get(&Outside::Blank).copied().unwrap_or(0) {
        Problem::new("there are no answers: no file has a row after its header").at(only_file(inputs))
    } else if counted.names.regions().has_too_many() {
        let column = inputs.column(settings.roles.region).unwrap_or_default();
        Problem::new(format!(
            "column `{column}` holds more than {} different regions",
            grouped(MOST_REGIONS as u64)
        ))
        .hint("set `columns.region` to the column that holds the region, or leave it out")
    } else if counted.names.clients().has_too_many() {
        Problem::new(format!(
            "the columns of `reports.one_per` name more than {} different clients",
            grouped(MOST_CLIENTS as u64)
        ))
        .hint("name the column that holds the client, not one that differs from answer to answer")
    } else if let Some(column) = overfull {
        Problem::new(format!(
            "the column `{column}` holds more than {} different values",
            grouped(MOST_VALUES as u64)
        ))
        .hint("name a column that answers share, not one that differs from answer to answer")
    } else if asked == 0 {
        nobody_answered(inputs, settings, counted)
    } else if rejected == asked {
        let message = match read {
            1 => "the only row cannot be used".to_owned(),
            _ => format!("none of the {} rows can be used", grouped(read)),
        };
        with_reasons(Problem::new(message), inputs, counted)
    } else if share(rejected, asked) > max_rejected {
        let message = format!(
            "{} of {} rows ({:.1} %) cannot be used, more than the {} % allowed",
            grouped(rejected),
            grouped(asked),
            share(rejected, asked) * 100.0,
            // Rounded, as a share such as 0.07 is not exact in binary.
            (max_rejected * 1e12).round() / 1e10,
        );
        with_reasons(Problem::new(message), inputs, counted)
            .hint("if the rest of such rows is rightly left out, allow more of them by `source.max_rejected`")
    } else {
        return Ok(());
    };
    Err(Error::new(Kind::Data, problem))
}

/// The problem that all rows are outside the question.
fn nobody_answered<T>(inputs: &Inputs, settings: &Settings, counted: &Counted<T>) -> Problem {
    let outside = counted.account.outside();
    let later = outside.get(&Outside::AfterReport).copied().unwrap_or(0);
    let message = match later {
        0 => {
            let column = inputs.column(Some(settings.roles.score)).unwrap_or_default();
            format!("no row has an answer in the column `{column}`")
        }
        _ => format!("no row has an answer of {} or earlier", settings.as_of),
    };
    let problem = with_reasons(Problem::new(message), inputs, counted);
    if later > 0 {
        problem.hint("state a later reporting date as `as_of` or with `--as-of`")
    } else {
        problem
    }
}

/// A few hints for each reason why rows are left out or outside the question: how many rows, which, for what values, and what
/// to do about them.
fn with_reasons<T>(problem: Problem, inputs: &Inputs, counted: &Counted<T>) -> Problem {
    let rows = |rows| if rows == 1 { "row" } else { "rows" };
    let intake = counted.account.intake(inputs);
    let mut problem = problem.at(only_file(inputs));
    for (reason, rejects) in &intake.rejected {
        let first: Vec<_> = match inputs.files.len() {
            1 => rejects.first.iter().map(|(_, row)| row.to_string()).collect(),
            _ => rejects.first.iter().map(|(file, row)| format!("{row} of `{file}`")).collect(),
        };
        let more = if rejects.rows > first.len() as u64 { ", …" } else { "" };
        let (count, rows) = (grouped(rejects.rows), rows(rejects.rows));
        let (values, first) = (values(rejects), first.join(", "));
        problem =
            problem.hint(format!("{count} {rows} {}{values} ({rows} {first}{more})", reason.describe()));
    }
    for (why, count) in &intake.outside {
        problem = problem.hint(format!("{} {} {}", grouped(*count), rows(*count), why.describe()));
    }
    for (reason, rejects) in &intake.rejected {
        problem = problem.hint(reason.advice(rejects.values.first().map(|(value, _)| value.as_str())));
    }
    problem
}

/// After a colon, the values that rows are left out for, the commonest first, and how often each is there.
fn values(rejects: &RejectedRows) -> String {
    let one = |(value, rows): &(String, u64)| match rows {
        1 => format!("`{}`", shortened(value)),
        rows => format!("`{}` ({} times)", shortened(value), grouped(*rows)),
    };
    let each: Vec<String> = rejects.values.iter().map(one).collect();
    if each.is_empty() {
        return String::new();
    }
    let told: u64 = rejects.values.iter().map(|(_, rows)| rows).sum();
    let more = if told < rejects.rows { ", …" } else { "" };
    format!(": {}{more}", each.join(", "))
}

/// A value as messages quote it.
fn shortened(value: &str) -> String {
    match value.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", &value[..end]),
        None => value.to_owned(),
    }
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
