//! Finding out which mark stands before decimals, where a number may be read in two ways and the column leaves no doubt.

use super::pass::Counted;
use crate::error::{Error, Kind, Problem, all_or_nothing};
use crate::responses::{Marks, MarksSeen, NumberColumn};
use crate::source::Inputs;
use crate::survey::{Decimal, Number, Tells};

/// How much of a cell a message quotes, in characters.
const QUOTED: usize = 40;

/// How numbers are to be read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Settled {
    /// By column.
    pub(super) marks: Marks,
    /// Whether some were read otherwise, and all rows have to be counted once more.
    pub(super) are_otherwise: bool,
    /// What is to be told of it: where numbers may be read in two ways, the mark.
    pub(super) told: Option<Decimal>,
}

/// Settles how numbers are read, after they were counted as if each mark that may be before decimals were.
///
/// # Errors
/// When a number may be read in two ways, and its column tells neither way or both.
pub(super) fn settle(inputs: &Inputs, counted: &Counted, stated: Marks) -> Result<Settled, Error> {
    let mut settled = Settled { marks: stated, are_otherwise: false, told: None };
    let mut problems = Vec::new();
    let columns = [
        (NumberColumn::Score, counted.noticed.score_marks, &mut settled.marks.score),
        (NumberColumn::Weight, counted.noticed.weight_marks, &mut settled.marks.weight),
    ];
    for (column, seen, mark) in columns {
        if !seen.is_open() {
            continue;
        }
        if mark.is_none() {
            *mark = seen.mark();
            match *mark {
                Some(found) => settled.are_otherwise |= !seen.were_read_by(found),
                None => problems.extend(doubt(inputs, counted, column, seen)),
            }
        }
        settled.told = settled.told.or(*mark);
    }
    all_or_nothing(Kind::Data, problems)?;
    Ok(settled)
}

/// The problem of a number that may be read in two ways.
fn doubt(inputs: &Inputs, counted: &Counted, column: NumberColumn, seen: MarksSeen) -> Option<Problem> {
    let (spot, text) = counted.opened.get(&column)?;
    let Tells::Either(own) = Number::read(text, None)?.tells else { return None };
    let value = |mark| Number::read(text, Some(mark)).map(|number| number.value());
    let name = match column {
        NumberColumn::Score => Some(inputs.score.as_str()),
        NumberColumn::Weight => inputs.weight.as_deref(),
    };
    let text: String = String::from_utf8_lossy(text).chars().take(QUOTED).collect();
    let why = if seen.tells_both() {
        "other numbers in the column have a point before decimals, and others a comma"
    } else {
        "no number in the column tells which"
    };
    let problem =
        Problem::new(format!("`{text}` may be {} or {}, and {why}", value(own)?, value(own.other())?));
    let problem = problem.at(counted.account.place(inputs, *spot, name));
    Some(problem.hint("set `source.decimal` to `comma` or `point`, whichever stands before decimals"))
}
