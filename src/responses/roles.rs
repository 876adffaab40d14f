//! Which columns are needed, what for, and where their cells are. A new role starts here.

use crate::config::{Columns, Further, Named, Reads};
use crate::source::{Cell, Holds, Needed, Row};

/// The positions of the cells that a row is asked for, among the needed columns, by what they mean.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Roles {
    /// The score.
    pub score: usize,
    /// The date.
    pub date: Option<usize>,
    /// The region.
    pub region: Option<usize>,
    /// What names the client, the outermost first.
    pub client: Vec<usize>,
    /// The weight.
    pub weight: Option<usize>,
    /// What else answers are told apart by.
    pub attributes: Vec<usize>,
    /// Of each that is of two columns, the second.
    pub beside: Vec<Option<usize>>,
    /// The answers to each question besides the one that leads the report.
    pub further: Vec<usize>,
    /// What has to be known of the base of each of them; all its columns, where each holds an option.
    pub bases: Vec<Vec<usize>>,
}

impl Roles {
    /// The columns that are needed, each once, by what it is first needed for; and what each is needed for.
    #[must_use]
    pub fn of(columns: &Columns, further: &[Further]) -> (Self, Vec<Needed>) {
        let mut needed: Vec<Needed> = Vec::new();
        // The region may well be what the reports are for: what is wrong with it is said once.
        let mut place = |column: &Named<String>, role: Need| {
            needed.iter().position(|other| other.column.value == column.value).unwrap_or_else(|| {
                needed.push(role.of(column));
                needed.len() - 1
            })
        };
        let roles = Self {
            score: place(&columns.score, SCORE),
            date: columns.date.as_ref().map(|column| place(column, DATE)),
            region: columns.region.as_ref().map(|column| place(column, NAME)),
            weight: columns.weight.as_ref().map(|column| place(column, WEIGHT)),
            client: columns.client.iter().chain(&columns.reader).map(|column| place(column, NAME)).collect(),
            attributes: columns
                .attributes
                .iter()
                .enumerate()
                .map(|(at, column)| {
                    let [first, _] = columns.pair(at).unwrap_or([column; 2]);
                    place(first, NAME)
                })
                .collect(),
            beside: (0..columns.attributes.len())
                .map(|at| columns.pair(at).map(|[_, second]| place(second, NAME)))
                .collect(),
            further: further
                .iter()
                .map(|question| {
                    let need = match question.reads {
                        Reads::Numbers => ANSWER,
                        Reads::Options(_) => OPTION,
                        Reads::Response => SCORE,
                        Reads::Words { .. } | Reads::Outcome { .. } => WORD,
                    };
                    place(&question.column, need)
                })
                .collect(),
            bases: further
                .iter()
                .map(|question| match &question.reads {
                    Reads::Outcome { bases, .. } => {
                        bases.iter().map(|base| place(&base.column, WORD)).collect()
                    }
                    Reads::Options(options) => {
                        options.columns.iter().map(|column| place(column, OPTION)).collect()
                    }
                    Reads::Numbers | Reads::Words { .. } | Reads::Response => Vec::new(),
                })
                .collect(),
        };
        (roles, needed)
    }
}

/// The cell of a role, where there is one.
#[inline]
pub(crate) fn cell<R: Row>(row: &R, role: Option<usize>) -> Option<Cell<'_>> {
    role.map(|at| row.cell(at))
}

/// What is wanted of a column, how to write it, and what will do.
#[derive(Clone, Copy)]
struct Need(&'static str, &'static str, fn(Holds) -> bool);

impl Need {
    fn of(self, column: &Named<String>) -> Needed {
        let Self(what, hint, takes) = self;
        Needed { column: column.clone(), what, hint, takes }
    }
}

/// Numbers may be days: 20260930.
fn is_written(holds: Holds) -> bool {
    matches!(holds, Holds::Texts | Holds::Numbers)
}

const SCORE: Need =
    Need("scores", "write it as a column of whole numbers, or name another in `columns.score`", is_written);
const ANSWER: Need = Need("answers", "write it as a column of whole numbers, or name another", is_written);
/// Numbers too: 1 for yes.
const WORD: Need = Need("answers", "write it as a column of texts, or name another", |holds| {
    is_written(holds) || holds == Holds::Truths
});
/// Numbers and truths too: whether the option of a column was chosen.
const OPTION: Need = Need("options", "write it as a column of texts, or name another", |holds| {
    is_written(holds) || holds == Holds::Truths
});
const DATE: Need =
    Need("days", "write it as a column of dates or timestamps, or name another in `columns.date`", |holds| {
        is_written(holds) || holds == Holds::Dates
    });
const WEIGHT: Need =
    Need("weights", "write it as a column of numbers, or name another in `columns.weight`", is_written);
/// It names a region, a client or something else that answers share.
const NAME: Need = Need("names", "write it as a column of texts, or name another", |holds| {
    !matches!(holds, Holds::Other(_))
});
