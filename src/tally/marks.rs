//! Finding out which mark stands before decimals, where a number may be read in two ways and the column leaves no doubt.

use super::pass::Counted;
use crate::error::{Error, Kind, Problem, all_or_nothing};
use crate::responses::{Marks, NumberColumn};
use crate::source::Inputs;
use crate::survey::{Decimal, MarksSeen};

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
    let name = match column {
        NumberColumn::Score => Some(inputs.score.as_str()),
        NumberColumn::Weight => inputs.weight.as_deref(),
    };
    let (what, hint) = seen.doubt(&String::from_utf8_lossy(text))?;
    Some(Problem::new(what).at(counted.account.place(inputs, *spot, name)).hint(hint))
}
