//! What becomes of a row that is no answer: it has a fault, or it is none of the answers that are asked about.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Look, spreadsheet_day};
use crate::source::Cell;

/// What dates are like.
const DATES: &str =
    "dates are read when written like `2026-09-30`, `30.09.2026`, `9/30/2026` or `30 Sep 2026`";

/// Whether a value is the number of a moment by its looks.
fn is_unix_time(value: &str) -> bool {
    Look::of(Cell::Text(value.as_bytes())).is_some_and(Look::is_unix_time)
}

/// Why a row cannot be used. A row with several faults counts once, under the first of them in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// More cells than the header, and not all of those beyond it empty.
    RaggedRow,
    /// Nothing in a column that names whom the report is for.
    BlankClient,
    /// The score is not a number.
    ScoreNotANumber,
    /// The score is a number between two points of the scale.
    ScoreNotWhole,
    /// The score is outside the scale.
    ScoreOutOfScale,
    /// The text is neither one for yes nor one for no.
    NeitherYesNorNo,
    /// The outcome is none that a step stands for.
    UnknownOutcome,
    /// The row is in a step, but not in the one that it is of.
    OutsideBase,
    /// No date in the date column.
    BlankDate,
    /// The date cannot be read.
    UnreadableDate,
    /// No weight, or one of zero: the answer stands for nobody.
    NoWeight,
}

impl Reason {
    /// Its key in `report.json`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::RaggedRow => "ragged_row",
            Self::BlankClient => "blank_client",
            Self::ScoreNotANumber => "score_not_a_number",
            Self::ScoreNotWhole => "score_not_whole",
            Self::ScoreOutOfScale => "score_out_of_scale",
            Self::NeitherYesNorNo => "neither_yes_nor_no",
            Self::UnknownOutcome => "unknown_outcome",
            Self::OutsideBase => "outside_base",
            Self::BlankDate => "blank_date",
            Self::UnreadableDate => "unreadable_date",
            Self::NoWeight => "no_weight",
        }
    }

    /// What such rows are like, in plain English that completes "12 rows …".
    #[must_use]
    pub const fn describe(self) -> &'static str {
        match self {
            Self::RaggedRow => "with more cells than the header",
            Self::BlankClient => "without the name of a client",
            Self::ScoreNotANumber => "with a score that is not a number",
            Self::ScoreNotWhole => "with a score that is not a whole number",
            Self::ScoreOutOfScale => "with a score outside the scale",
            Self::NeitherYesNorNo => "with an answer that is neither yes nor no",
            Self::UnknownOutcome => "with an outcome that no step stands for",
            Self::OutsideBase => "in a step, but not in the one that it is of",
            Self::BlankDate => "without a date",
            Self::UnreadableDate => "with a date that cannot be read",
            Self::NoWeight => "without a weight, or with one of zero",
        }
    }

    /// Whether it is a fault of the answer itself: another question may well be answered in the row.
    #[must_use]
    pub const fn is_of_answer(self) -> bool {
        matches!(
            self,
            Self::ScoreNotANumber
                | Self::ScoreNotWhole
                | Self::ScoreOutOfScale
                | Self::NeitherYesNorNo
                | Self::UnknownOutcome
                | Self::OutsideBase
        )
    }

    /// Whether it is a fault of an outcome, which is none that a report can be made with.
    #[must_use]
    pub const fn is_of_outcome(self) -> bool {
        matches!(self, Self::UnknownOutcome | Self::OutsideBase)
    }

    /// What to do about such rows; `value` is the commonest one that they are left out for, where that is known.
    #[must_use]
    pub fn advice(self, value: Option<&str>) -> &'static str {
        match self {
            Self::RaggedRow => "put a cell that holds the delimiter in quotes",
            Self::BlankClient => "name the client in every row",
            Self::ScoreNotANumber => {
                "leave the cell of the score blank where there is no answer: such rows are no faults; \
                                      a score is a whole number, alone or beside its label: `10 - definitely`"
            }
            Self::ScoreNotWhole => "name the column of single answers as `columns.score`: an average is none",
            Self::ScoreOutOfScale => "if the question had another scale, state it as `scale`",
            Self::NeitherYesNorNo => "list what stands for each as `yes` and `no` of the question",
            Self::UnknownOutcome => "list each value under `values` of a step of `outcomes`",
            Self::OutsideBase => "mend the data, or leave out `of`: the step is then of all who were asked",
            Self::BlankDate => "date every row, or leave out `columns.date`",
            Self::UnreadableDate => match value.and_then(|value| spreadsheet_day(value.as_bytes())) {
                Some(_) => {
                    "in the spreadsheet, give the column the format YYYY-MM-DD and export it again: it holds numbers of \
                            days now"
                }
                None if value.is_some_and(is_unix_time) => {
                    "such numbers look like seconds since 1970: state `source.date_format: unix`, by which dates with the year first \
                            are read too"
                }
                None => DATES,
            },
            Self::NoWeight => "give every answer a weight above 0",
        }
    }
}

/// Why a sound row is outside the question. Nothing is wrong with such a row, so it is never counted as a fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outside {
    /// The report is of other rows: not all conditions hold.
    NotMeant,
    /// Its date is after the reporting date.
    AfterReport,
    /// Another answer of the same respondent in the same period counts.
    AnsweredAgain,
    /// The question was not answered: the cell of the score is blank.
    NoAnswer,
    /// All of its cells are blank.
    Blank,
}

impl Outside {
    /// Its key in `report.json`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::NotMeant => "not_meant",
            Self::AfterReport => "after_report",
            Self::AnsweredAgain => "answered_again",
            Self::NoAnswer => "no_answer",
            Self::Blank => "blank",
        }
    }

    /// What such rows are like, in plain English that completes "12 rows …".
    #[must_use]
    pub const fn describe(self) -> &'static str {
        match self {
            Self::NotMeant => "that `source.where` leaves out",
            Self::AfterReport => "dated after the reporting date",
            Self::AnsweredAgain => "of respondents of whom another answer of the period counts",
            Self::NoAnswer => "without an answer to the question",
            Self::Blank => "with nothing in them",
        }
    }
}
