//! Responses in, counts out: one pass over the data, batch by batch. The last place that names polars.
//!
//! Workers pull chunks from the one stream, so that memory is bounded whatever the number of rows. What they
//! count only adds up, and what they remember is kept in the order of files and rows: how many of them there
//! are, and who gets which chunk, changes nothing.

mod account;
mod cells;
mod marks;
mod order;
mod pass;
mod refusals;
mod repeats;
mod rows;
mod signs;
#[cfg(test)]
mod tests;
mod values;

use std::collections::BTreeMap;
use std::num::NonZeroUsize;

use crate::config::{DateFormat, DateOrder};
use crate::error::Error;
use crate::responses::{Form, Marks, Outside, Reading, Reason, Roles, date_order_name};
use crate::source::{CHUNK, Inputs};
use crate::survey::{
    Answers, Calendar, Client, Day, Decimal, Region, Renamed, Scale, Score, TimeZone, Weights,
};

pub use repeats::Repeated;
pub use rows::{RowFound, RowsFound, Selection, Which, rows};
pub use signs::{DecidingDates, Signs};

/// Answers by period and region.
pub type Cells = BTreeMap<(Option<i32>, Option<Region>), Answers>;

/// Counts of all used answers, and the account of all rows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tally {
    /// Answers, not weighted yet, for each period (none without dates) and region (none without a region column)
    /// that has any, ordered by period ordinal and region.
    pub cells: Cells,
    /// The same answers told apart by their attributes too, with their weights; empty where neither is asked for.
    pub strata: BTreeMap<Stratum, Weights>,
    /// Answers for each period and value of a column, for each column that a change is taken apart by; not counted
    /// here, but where answers get their weights.
    pub segments: Vec<Cells>,
    /// What was read.
    pub intake: Intake,
}

/// Answers that share all that they are told apart by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stratum {
    /// Ordinal of their period; none without dates.
    pub period: Option<i32>,
    /// Their region; none without a region column.
    pub region: Option<Region>,
    /// Their attributes: a position in [`Tallies::profiles`].
    pub profile: usize,
    /// Their score.
    pub score: Score,
}

/// The counts of all, and those of each client that a report of its own is for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tallies {
    /// Everybody's.
    pub all: Tally,
    /// Each client's, without names and rows of files; of nested clients also those that hold others. Empty when
    /// no clients are asked for.
    pub clients: BTreeMap<Client, Tally>,
    /// Every set of attributes that answers have, sorted: a value for each column, empty where that is blank.
    pub profiles: Vec<Vec<String>>,
    /// What may give rise to doubt, though every row was read.
    pub signs: Signs,
    /// How numbers were read that may be read in two ways.
    pub marks: Marks,
}

/// The account of all rows: `rows_read = rows_used + Σ outside + Σ rejected.rows`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Intake {
    /// Name (without folder) and data rows of each file, sorted by path.
    pub files: Vec<(String, u64)>,
    /// Data rows of all files.
    pub rows_read: u64,
    /// Rows counted in the cells.
    pub rows_used: u64,
    /// Used rows with fewer cells than the header: those that are missing count as blank.
    pub rows_short: u64,
    /// Used rows whose score is the number of a label, such as `10 - definitely`.
    pub rows_labelled: u64,
    /// Rows outside the question, by why.
    pub outside: BTreeMap<Outside, u64>,
    /// Rows left out for a fault, by reason.
    pub rejected: BTreeMap<Reason, RejectedRows>,
    /// How dates were read, such as `DD.MM.YYYY`; none without dates that are texts.
    pub date_format: Option<String>,
    /// The mark before decimals, where there are numbers that may be read in two ways.
    pub decimal: Option<Decimal>,
}

/// Rows left out for one reason.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RejectedRows {
    /// How many.
    pub rows: u64,
    /// File name and row of the first five, in the order of files and rows; the header is row 1.
    pub first: Vec<(String, u64)>,
    /// The commonest values that they are left out for, as they are written, each with its rows, most first; none where the
    /// reason is no value, of too many different ones, and of a client's rows.
    pub values: Vec<(String, u64)>,
}

/// What the tally is made by.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// What the columns are for.
    pub roles: Roles,
    /// The scale of the scores.
    pub scale: Scale,
    /// How days are cut into periods.
    pub calendar: Calendar,
    /// The reporting date: rows of later days are left out.
    pub as_of: Day,
    /// How dates are written.
    pub date_format: DateFormat,
    /// How numbers are written, where that is stated.
    pub marks: Marks,
    /// In which zone the day of a moment is the one that counts.
    pub zone: Option<TimeZone>,
    /// Former names of clients: rows under them count for the client.
    pub renamed: Renamed,
    /// Whether rows that stand in several files are counted as such.
    pub looks_for_repeats: bool,
    /// Share of rows with faults, among these and the used ones, above which there is no tally, 0 to 1.
    pub max_rejected: f64,
    /// How many threads share the work.
    pub threads: NonZeroUsize,
}

impl Settings {
    /// As many threads as the machine runs at once, at most 16.
    #[must_use]
    pub fn default_threads() -> NonZeroUsize {
        const MOST: NonZeroUsize = NonZeroUsize::MIN.saturating_add(15);
        std::thread::available_parallelism().map_or(NonZeroUsize::MIN, |threads| threads.min(MOST))
    }
}

/// Reads all rows and counts them. Blank lines are not rows. Progress is told as bytes read and bytes in all,
/// as they are on disk, chunk by chunk and never from two threads at once.
///
/// # Errors
/// With the first thing, in the order of files and rows, that makes the data unreadable; else when the order
/// of day and month stays in doubt or differs between rows, when there are no rows, more than 5,000 regions, no
/// usable row, or more rejected ones than allowed.
pub fn tally(
    inputs: &Inputs,
    settings: &Settings,
    progress: &(dyn Fn(u64, u64) + Sync),
) -> Result<Tallies, Error> {
    tally_in_chunks(inputs, settings, progress, CHUNK)
}

fn tally_in_chunks(
    inputs: &Inputs,
    settings: &Settings,
    progress: &(dyn Fn(u64, u64) + Sync),
    chunk_size: usize,
) -> Result<Tallies, Error> {
    let roles = &settings.roles;
    let has_written_dates = has_written_dates(inputs, roles);
    let (mut reading, mut settled) = reading(inputs, settings, chunk_size)?;
    let count = |reading, found: Option<&order::Settled>| {
        let order = found.map(|settled| settled.order);
        pass::count(inputs, reading, order, settings, progress, chunk_size)
    };
    let mut counted = count(reading, settled.as_ref())?;
    if counted.swapped.is_some() && settled.as_ref().is_some_and(|settled| !settled.is_of_day_and_month()) {
        let found = order::settle_beside_year_first((inputs, roles), chunk_size)?;
        reading.order = found.order;
        counted = count(reading, Some(&found))?;
        settled = Some(found);
    }
    let settled_marks = marks::settle(inputs, roles, &counted, reading.marks)?;
    if settled_marks.are_otherwise {
        reading.marks = settled_marks.marks;
        counted = count(reading, settled.as_ref())?;
    }
    if let Some(settled) = &settled {
        settled.check((inputs, roles), &counted, chunk_size)?;
    }
    refusals::check(inputs, settings, &counted)?;
    let has_order = has_written_dates && settled.as_ref().is_none_or(|settled| settled.is_needed);
    let has_year_first = counted.noticed.dates(|form| form == Form::YEAR_FIRST) > 0;
    let year_first = Some(DateOrder::YearMonthDay).filter(|order| has_year_first && *order != reading.order);
    let orders = [Some(reading.order), year_first].into_iter().flatten().map(date_order_name);
    let date_format = has_order.then(|| orders.collect::<Vec<_>>().join(", "));
    let decimal = settled_marks.told;
    let told = |intake| Intake { date_format: date_format.clone(), decimal, ..intake };
    let signs = signs::signs((inputs, roles), &mut counted, settled.as_ref());
    let clients = counted.clients.into_iter().map(|(client, part)| {
        let tally = part.tally();
        (client, Tally { intake: told(tally.intake), ..tally })
    });
    Ok(Tallies {
        clients: clients.collect(),
        profiles: counted.profiles,
        all: Tally {
            intake: told(counted.account.intake(inputs)),
            cells: counted.cells,
            strata: counted.strata,
            segments: Vec::new(),
        },
        signs,
        marks: settled_marks.marks,
    })
}

/// Whether any dates are texts.
fn has_written_dates(inputs: &Inputs, roles: &Roles) -> bool {
    inputs.files.iter().any(|input| order::has_written_dates(input, roles))
}

/// What the texts are read against, and how the order of dates was found out, where it was.
fn reading(
    inputs: &Inputs,
    settings: &Settings,
    chunk_size: usize,
) -> Result<(Reading, Option<order::Settled>), Error> {
    let settled = match settings.date_format {
        DateFormat::Auto if has_written_dates(inputs, &settings.roles) => {
            Some(order::settle((inputs, &settings.roles), chunk_size)?)
        }
        DateFormat::Auto | DateFormat::Stated(_) => None,
    };
    let order = match settings.date_format {
        DateFormat::Stated(order) => order,
        DateFormat::Auto => settled.as_ref().map_or(order::UNUSED, |settled| settled.order),
    };
    let Settings { scale, calendar, as_of, marks, zone, .. } = *settings;
    Ok((Reading { scale, calendar, as_of, order, marks, zone }, settled))
}
