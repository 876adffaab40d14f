//! Finding out which mark stands before decimals, where a number may be read in two ways and the column leaves no doubt.

use super::counted::Counted;
use super::{Marks, Noticed, NumberColumn, Opened, Roles};
use crate::error::{Error, Kind, Problem, all_or_nothing};
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

/// Settles how numbers are read, after they were counted as stated, or else as if each mark that may be before decimals
/// were. What a column shows holds for the column; what is stated is for a column that leaves doubt. No file settles what
/// another leaves open: files of several people are written in several ways.
///
/// # Errors
/// When a number may be read in two ways, nothing is stated, and its file or its column tells neither way or both.
pub(super) fn settle<T>(
    inputs: &Inputs,
    roles: &Roles,
    counted: &Counted<T>,
    stated: Marks,
) -> Result<Settled, Error> {
    let mut settled = Settled { marks: stated, are_otherwise: false, told: None };
    let mut problems = Vec::new();
    let columns =
        [(NumberColumn::Score, &mut settled.marks.score), (NumberColumn::Weight, &mut settled.marks.weight)];
    for (column, mark) in columns {
        let seen = seen(&counted.noted.noticed, column);
        if !seen.is_open() {
            continue;
        }
        let open_in = |wanted: &dyn Fn(MarksSeen) -> bool| {
            let mut files =
                counted.noted.noticed_in.iter().map(|(file, noticed)| (*file, self::seen(noticed, column)));
            files.find(|(_, seen)| seen.is_open() && wanted(*seen))
        };
        let silent = open_in(&|seen| seen.mark().is_none());
        match (seen.mark(), silent, *mark) {
            (Some(found), None, None) => {
                settled.are_otherwise |= !seen.were_read_by(found);
                *mark = Some(found);
            }
            (Some(found), None, Some(stated)) => {
                settled.are_otherwise |= found != stated;
                *mark = Some(found);
            }
            (_, _, Some(_)) => {}
            (shown, silent, None) => {
                let file = silent.or_else(|| open_in(&|_| true));
                problems.extend(file.and_then(|(file, own)| {
                    let seen = if shown.is_some() { own } else { seen };
                    doubt((inputs, roles), counted, column, (file, seen), shown.is_some())
                }));
            }
        }
        settled.told = settled.told.or(*mark);
    }
    problems.extend(of_classes(inputs, counted, &mut settled));
    all_or_nothing(Kind::Data, problems)?;
    Ok(settled)
}

/// Settles the same of numbers that tell classes, which are not known by file: one file alone tells of itself.
fn of_classes<T>(inputs: &Inputs, counted: &Counted<T>, settled: &mut Settled) -> Option<Problem> {
    let shapes = counted.shapes();
    let (text, column) = shapes.open?;
    let seen = shapes.marks;
    let mark = &mut settled.marks.bands;
    match (seen.mark().filter(|_| inputs.files.len() == 1), *mark) {
        (Some(found), stated) => {
            settled.are_otherwise |= stated.map_or(!seen.were_read_by(found), |stated| stated != found);
            *mark = Some(found);
        }
        (None, Some(_)) => {}
        (None, None) => {
            let (what, hint) = seen.doubt(&text)?;
            let what = format!("in the column `{column}`, {what}");
            return Some(Problem::new(what).hint(hint));
        }
    }
    settled.told = settled.told.or(*mark);
    None
}

fn seen(noticed: &Noticed, column: NumberColumn) -> MarksSeen {
    match column {
        NumberColumn::Score => noticed.score_marks,
        NumberColumn::Weight => noticed.weight_marks,
    }
}

/// The problem of a number of a file that may be read in two ways.
fn doubt<T>(
    (inputs, roles): (&Inputs, &Roles),
    counted: &Counted<T>,
    column: NumberColumn,
    (file, seen): (usize, MarksSeen),
    others_tell: bool,
) -> Option<Problem> {
    let (spot, text) = counted.noted.opened.get(&(Opened::Number(column), file))?;
    let name = match column {
        NumberColumn::Score => Some(roles.score),
        NumberColumn::Weight => roles.weight,
    };
    let name = inputs.column(name);
    let (what, hint) = seen.doubt(&String::from_utf8_lossy(text))?;
    let problem = Problem::new(what).at(counted.account.place(inputs, *spot, name)).hint(hint);
    Some(if others_tell {
        problem.hint("other files tell it of themselves only, as files may be written in different ways")
    } else {
        problem
    })
}
