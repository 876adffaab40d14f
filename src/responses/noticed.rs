//! What was noticed while rows were read.

use super::date::{FORMS, Form};
use crate::survey::{Day, MarksSeen};

/// A column of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NumberColumn {
    /// That of the scores.
    Score,
    /// That of the weights.
    Weight,
}

/// What was met for the first time and may be read in two ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Opened {
    /// A number of a column.
    Number(NumberColumn),
    /// A date of a form.
    Date(Form),
}

/// What was noticed on the way, of all rows read.
#[derive(Debug, Clone, Copy, Default)]
pub struct Noticed {
    /// How many dates could be read, by the [place](Form::place) of their form.
    pub forms: [u64; FORMS],
    /// How many dates are after the reporting date, and the last of them.
    pub later: Option<(u64, Day)>,
    /// How scores are written.
    pub score_marks: MarksSeen,
    /// How weights are written.
    pub weight_marks: MarksSeen,
}

impl Noticed {
    /// How many dates could be read of the forms that are asked for.
    pub fn dates(&self, wanted: impl Fn(Form) -> bool) -> u64 {
        Form::all().zip(self.forms).filter(|(form, _)| wanted(*form)).map(|(_, dates)| dates).sum()
    }

    /// Adds what another reader noticed.
    pub fn merge(&mut self, other: &Self) {
        for (mine, others) in self.forms.iter_mut().zip(other.forms) {
            *mine += others;
        }
        self.later = match (self.later, other.later) {
            (Some((mine, last)), Some((others, later))) => Some((mine + others, last.max(later))),
            (mine, others) => mine.or(others),
        };
        self.score_marks.merge(other.score_marks);
        self.weight_marks.merge(other.weight_marks);
    }
}
