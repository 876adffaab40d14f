//! A warning: for the page and `report.json`, and for the terminal.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::Problem;
use crate::responses::Reason;
use crate::survey::{Client, Day, Period, Region};

/// So many places where faults gather are named.
pub(crate) const MOST_PLACES: usize = 12;

/// What should be doubted.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Warning {
    /// Names that look alike count as different ones.
    LookAlikeNames {
        /// What they are names of.
        of: NamesOf,
        /// The column; absent where they are not values of one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        column: Option<String>,
        /// All of them.
        names: Vec<String>,
        /// Whether they differ by more than capitals: by letters of different alphabets that look alike;
        /// absent where they do not.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        by_letters: bool,
        /// How many more groups of such names there are besides those that are listed, at the last of
        /// these; absent where there are none.
        #[serde(default, skip_serializing_if = "is_none")]
        more: u64,
    },
    /// Rows of a file stand in another one too.
    RepeatedRows {
        /// How many.
        rows: u64,
        /// Whether not every row was looked at, so that it is about so many.
        about: bool,
        /// Names of the files, without their folders.
        files: Vec<String>,
    },
    /// Answers are dated before 2000, or years apart from nearly all others.
    FarDates {
        /// How many.
        answers: u64,
        /// The first of their periods.
        first: Period,
        /// The last of them.
        last: Period,
    },
    /// Rows are dated after today, or more than a year after the reporting date.
    FutureDates {
        /// How many rows are dated after the reporting date.
        rows: u64,
        /// The last of these days.
        last: Day,
    },
    /// There are answers of a whole later period than the reported one, or of a later one than that of the reporting date.
    NewerAnswers {
        /// How many rows are dated after the reporting date.
        rows: u64,
        /// The last of these days.
        last: Day,
    },
    /// The newest answer is older than one period before the reporting date.
    OldAnswers {
        /// Its day.
        last: Day,
    },
    /// The reported period has almost no answers, and one beside it has many.
    ThinPeriod {
        /// That one.
        beside: Period,
    },
    /// The order of day and month rests on few dates.
    DateOrder {
        /// How many dates would be none in the other order.
        rows: u64,
        /// Of how many.
        of: u64,
        /// The first of them, as it is written.
        text: String,
    },
    /// A considerable share of the rows are left out for one and the same value.
    ValueLeftOut {
        /// Why.
        reason: Reason,
        /// The value, as it is written.
        text: String,
        /// In how many rows.
        rows: u64,
        /// Of how many that are used or have faults.
        of: u64,
    },
    /// The answers of some periods are left out, as too few clients gave them for others of these to read of it.
    TooFewClients {
        /// The periods, the earliest first.
        periods: Vec<Period>,
    },
    /// Few answers of some periods have one of these values: there they are weighted together, as one value.
    WeighedTogether {
        /// The column.
        column: String,
        /// The values.
        values: Vec<String>,
        /// The periods, the earliest first; none without dates.
        periods: Vec<Period>,
    },
    /// Fewer of those who were asked have answered than is stated to be enough.
    LowResponse {
        /// How many have answered.
        answered: u64,
        /// Of how many.
        asked: u64,
        /// The share below which that is told, 0 to 1.
        below: f64,
    },
    /// More or fewer of those who were asked have answered than before, beyond chance.
    ResponseMoved {
        /// The earlier period.
        period: Period,
        /// Which share answered then, 0 to 1.
        then: f64,
        /// Which share has answered now.
        now: f64,
    },
    /// Answers are of nobody in the list of those who were asked, or have no key.
    UnlistedAnswers {
        /// How many, of periods in which somebody was asked.
        answers: u64,
        /// Of how many, whatever their period.
        of: u64,
    },
    /// Answers are of people who had answered before in the same period.
    AnsweredAgain {
        /// How many.
        answers: u64,
    },
    /// Answers come after others of the same respondent in the same period, and all count.
    AnsweredTwice {
        /// How many.
        answers: u64,
    },
    /// Answers are from before the day on which whom they are of was asked.
    EarlyAnswers {
        /// How many, of periods in which somebody was asked.
        answers: u64,
    },
    /// Answers have another region than the list of those who were asked.
    ListedElsewhere {
        /// How many.
        answers: u64,
        /// The column of the answers that says so.
        column: String,
    },
    /// Rows of a sheet are hidden, and were read like all others.
    HiddenRows {
        /// How many.
        rows: u64,
        /// The sheet.
        sheet: String,
        /// Name of the file, without its folder.
        file: String,
    },
    /// The encoding of files is a guess.
    EncodingGuessed {
        /// What they are taken to be in.
        encoding: String,
        /// Names of the files, without their folders.
        files: Vec<String>,
    },
    /// Names are no text in the encoding of their file, or are one in another.
    DoubtfulNames {
        /// In how many cells.
        cells: u64,
        /// What bytes were taken for that are no UTF-8 where they should be; absent where there are none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        encoding: Option<String>,
    },
    /// Files lack a column that others have: it is blank in all of their rows.
    MissingColumn {
        /// The column.
        column: String,
        /// Names of the files, without their folders.
        files: Vec<String>,
    },
    /// Most rows of a region, a period or a client have faults, or far more than of all others.
    FaultsGather {
        /// Where, most rows first.
        places: Vec<Gathering>,
        /// How many places there are besides.
        more: u64,
    },
}

impl Warning {
    /// Whether it says something of periods only: others tell what single answers, regions or clients have in their rows.
    #[must_use]
    pub fn is_of_periods(&self) -> bool {
        match self {
            Self::NewerAnswers { .. }
            | Self::OldAnswers { .. }
            | Self::ThinPeriod { .. }
            | Self::LowResponse { .. }
            | Self::ResponseMoved { .. }
            | Self::TooFewClients { .. } => true,
            Self::LookAlikeNames { .. }
            | Self::RepeatedRows { .. }
            | Self::FarDates { .. }
            | Self::FutureDates { .. }
            | Self::DateOrder { .. }
            | Self::ValueLeftOut { .. }
            | Self::WeighedTogether { .. }
            | Self::UnlistedAnswers { .. }
            | Self::AnsweredAgain { .. }
            | Self::AnsweredTwice { .. }
            | Self::EarlyAnswers { .. }
            | Self::ListedElsewhere { .. }
            | Self::HiddenRows { .. }
            | Self::EncodingGuessed { .. }
            | Self::DoubtfulNames { .. }
            | Self::MissingColumn { .. }
            | Self::FaultsGather { .. } => false,
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_none(number: &u64) -> bool {
    *number == 0
}

/// What names are names of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NamesOf {
    /// Of regions.
    Regions,
    /// Of clients.
    Clients,
    /// Of what segments, margins and clusters tell apart.
    Values,
}

/// Where rows with faults gather.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gathering {
    /// The place.
    pub of: Slice,
    /// How many of its rows have faults.
    pub rows: u64,
}

/// A part of all rows.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Slice {
    /// Those of a region.
    Region(Region),
    /// Those of a period.
    Period(Period),
    /// Those of a client.
    Client(Client),
}

/// A warning, and how it is told on the terminal.
#[derive(Debug, Clone, PartialEq)]
pub struct Doubt {
    /// What the page says; none where nobody but who has the data may read it.
    pub warning: Option<Warning>,
    /// What the terminal says, with numbers that the page may have to hide.
    pub told: Problem,
}

impl Doubt {
    /// Whether these, which are about the answers of all clients, tell of it too: of the places where faults gather, and of
    /// names of regions that look alike.
    #[must_use]
    pub fn is_told_by(&self, shared: &[Self]) -> bool {
        shared.iter().any(|shared| match (&self.warning, &shared.warning) {
            (
                Some(Warning::FaultsGather { places: own, .. }),
                Some(Warning::FaultsGather { places: all, .. }),
            ) => own.iter().all(|own| all.iter().any(|place| place.of == own.of)),
            (
                Some(Warning::LookAlikeNames { of: NamesOf::Regions, names: own, .. }),
                Some(Warning::LookAlikeNames { of: NamesOf::Regions, names: all, more, .. }),
            ) => *more > 0 || own.iter().all(|name| all.contains(name)),
            _ => false,
        })
    }
}
