//! Files in, typed columns out: every row becomes a response or is accounted for, in one pass, or in a second one where the
//! first has shown how dates or numbers are written.
//!
//! Workers pull chunks from the one stream, so that memory is bounded whatever the number of rows. What they
//! remember is kept in the order of files and rows: how many of them there are, and who gets which chunk, changes nothing.

use std::collections::HashSet;
use std::sync::Arc;

use polars::prelude::{DataFrame, PolarsResult};

use super::comment::TopicsOf;
use super::counted::{Counted, Parts};
use super::kept::Kept;
use super::list::{Answered, Beside};
use super::pass::merge;
use super::signs::Signs;
use super::{
    Account, Again, Call, Form, Intake, Marks, Names, OfClients, Reader, Reading, Roles, Settings, Take,
    date_order_name, marks, order, refusals, signs,
};
use crate::config::{DateFormat, DateOrder, Keep};
use crate::error::{Error, Kind, Problem, all_or_nothing};
use crate::source::{CHUNK, Inputs};
use crate::survey::Encoding;

/// All rows, read.
#[derive(Debug)]
pub struct Read<T> {
    /// What each worker's taker took, and what its codes are among those of all.
    pub parts: Parts<T>,
    /// The names that the codes stand for.
    pub names: Reader,
    /// The account of all rows.
    pub intake: Intake,
    /// What became of the rows of each client that are not used, with those of the clients within it.
    pub of_clients: OfClients,
    /// Both of each further question.
    pub further: Vec<(Intake, OfClients)>,
    /// What was chosen of the options of each, by code.
    pub options: Vec<Names>,
    /// What comments are about, by client and period.
    pub topics: TopicsOf,
    /// What is kept of the answers besides, by client.
    pub kept: Kept,
    /// The answers to follow up, of the last period that may be reported.
    pub calls: Vec<Call>,
    /// What may give rise to doubt, though every row was read.
    pub signs: Signs,
    /// How numbers were read that may be read in two ways.
    pub marks: Marks,
    /// What bytes were taken for that are no UTF-8 where they should be; none where there are none.
    pub otherwise: Option<Encoding>,
}

/// Reads all rows, and gives the responses of each worker to a taker of its own. Blank lines are not rows. Progress is told as
/// bytes read and bytes in all, as they are on disk, chunk by chunk and never from two threads at once.
///
/// # Errors
/// With the first thing, in the order of files and rows, that makes the data unreadable; else when the order
/// of day and month stays in doubt or differs between rows, when there are no rows, more than 5,000 regions, no
/// usable row, or more rejected ones than allowed.
pub fn read<T: Take>(
    inputs: &Inputs,
    settings: &Settings,
    progress: &(dyn Fn(u64, u64) + Sync),
    taker: &(dyn Fn() -> T + Sync),
) -> Result<Read<T>, Error> {
    in_chunks(inputs, settings, progress, taker, CHUNK)
}

/// The same in chunks of about so many bytes.
///
/// # Errors
/// As [`read`].
pub fn in_chunks<T: Take>(
    inputs: &Inputs,
    settings: &Settings,
    progress: &(dyn Fn(u64, u64) + Sync),
    taker: &(dyn Fn() -> T + Sync),
    chunk_size: usize,
) -> Result<Read<T>, Error> {
    let of_list = inputs.list.as_deref().zip(settings.list.as_deref());
    let left = of_list.map_or(0, |(list, _)| list.size());
    let progress = |done: u64, of: u64| progress(done, of + left);
    let Rows { mut counted, settled, marks: settled_marks, date_format, .. } =
        rows(inputs, settings, &progress, taker, (chunk_size, None))?;
    refusals::check(inputs, settings, &counted)?;
    let further = std::mem::take(&mut counted.further).into_iter();
    let further = further.map(|(account, of_clients)| (account.intake(inputs), of_clients)).collect();
    let are_compared = counted.repeats.is_some();
    let signs = signs::signs((inputs, &settings.roles), &mut counted, settled.as_ref());
    let repeated = are_compared.then(|| signs.repeated.rows());
    let intake = Intake {
        repeated,
        date_format,
        decimal: settled_marks.told,
        shapes: Arc::clone(&signs.shapes),
        ..counted.account.intake(inputs)
    };
    let answered = std::mem::take(&mut counted.answered);
    let read = Read {
        parts: counted.parts,
        names: counted.names,
        intake,
        of_clients: counted.of_clients,
        further,
        options: counted.options,
        topics: counted.topics,
        calls: counted.followed.take_calls(),
        kept: Kept { closed: counted.followed.closed, ..counted.kept },
        signs,
        marks: settled_marks.marks,
        otherwise: counted.account.otherwise,
    };
    let Some((list, of_list)) = of_list else { return Ok(read) };
    let before = inputs.size();
    let progress = |done: u64, of: u64| progress(before + done, before + of - left);
    let answers = (inputs, settings, &counted.account, &answered);
    with_list(read, answers, (list, of_list), &progress, taker, chunk_size)
}

/// The same with what the list of all who were asked tells.
fn with_list<T: Take>(
    mut read: Read<T>,
    (inputs, settings, account, answered): (&Inputs, &Settings, &Account, &Answered),
    (list, of_list): (&Inputs, &Settings),
    progress: &(dyn Fn(u64, u64) + Sync),
    taker: &(dyn Fn() -> T + Sync),
    chunk_size: usize,
) -> Result<Read<T>, Error> {
    let beside = Beside::new(answered, &read.names, settings.roles.further.len());
    let Rows { mut counted, .. } =
        rows(list, of_list, progress, taker, (chunk_size, Some(&beside))).map_err(of_list_alone)?;
    refusals::check_list((list, of_list), &mut counted, &beside, (inputs, settings, account))?;
    read.signs.apart = Some(signs::apart((inputs, &settings.roles), account, beside.signs(&counted.found)));
    read.signs.guessed.extend(signs::guessed(list));
    read.signs.absent.extend(list.absent.iter().cloned());
    read.signs.doubtful.extend(signs::doubtful(list, &counted));
    read.parts.extend(counted.parts);
    // The codes of those that the answers have too are the same.
    read.names = counted.names;
    let further = counted.further.into_iter();
    read.further.extend(further.map(|(account, of_clients)| (account.intake(list), of_clients)));
    read.options.extend(counted.options);
    Ok(read)
}

/// The same error, where what is to be stated of dates may be stated of the list alone: answers may well be written otherwise.
fn of_list_alone(mut error: Error) -> Error {
    let is_of_dates =
        |problem: &&mut Problem| problem.hints.iter().any(|hint| hint.contains("`source.date_format`"));
    for problem in error.problems.iter_mut().filter(is_of_dates) {
        problem.hints.push(
            "where answers are written otherwise, state it as `outcomes: {list: {date_format: …}}`"
                .to_owned(),
        );
    }
    error
}

/// Takes nothing.
struct Nobody;

impl Take for Nobody {
    fn take(&mut self, _: &DataFrame) -> PolarsResult<()> {
        Ok(())
    }

    fn take_options(&mut self, _: usize, _: &DataFrame) -> PolarsResult<()> {
        Ok(())
    }
}

/// The rows of these files that do not count, as another one of the same respondent does.
///
/// # Errors
/// As [`read`].
pub(crate) fn again(inputs: &Inputs, settings: &Settings) -> Result<Again, Error> {
    if settings.roles.respondent.is_empty() || settings.keep == Keep::All {
        return Ok(Again::default());
    }
    Ok(rows(inputs, settings, &|_, _| {}, &|| Nobody, (CHUNK, None))?.counted.again)
}

/// The answers of these files, as far as a list of all who were asked needs to know them.
///
/// # Errors
/// As [`read`].
pub(crate) fn answered(inputs: &Inputs, settings: &Settings) -> Result<Answered, Error> {
    Ok(rows(inputs, settings, &|_, _| {}, &|| Nobody, (CHUNK, None))?.counted.answered)
}

/// What the answers are read against, and what the list of all who were asked is read against and beside, where there is one: also
/// where so many rows have faults that no report can be made of them.
///
/// # Errors
/// With what makes the data unreadable.
pub(super) fn readings(
    inputs: &Inputs,
    settings: &Settings,
    progress: &(dyn Fn(u64, u64) + Sync),
) -> Result<Readings, Error> {
    let Rows { counted, reading, .. } = rows(inputs, settings, progress, &|| Nobody, (CHUNK, None))?;
    let again = counted.again.numbered(inputs, &counted.account);
    let Some((list, of_list)) = inputs.list.as_deref().zip(settings.list.as_deref()) else {
        return Ok(Readings { reading, again, of_list: None });
    };
    let beside = Beside::new(&counted.answered, &counted.names, settings.roles.further.len());
    let of_list = rows(list, of_list, progress, &|| Nobody, (CHUNK, Some(&beside)))?.reading;
    Ok(Readings { reading, again, of_list: Some((of_list, counted.answered)) })
}

/// What all rows are read against.
pub(super) struct Readings {
    /// The answers.
    pub(super) reading: Reading,
    /// The file and number of each row that does not count, as another one of the same respondent does.
    pub(super) again: HashSet<(usize, u64)>,
    /// The list of all who were asked, beside the answers.
    pub(super) of_list: Option<(Reading, Answered)>,
}

/// All rows of some files, and how they were read.
struct Rows<T> {
    counted: Counted<T>,
    /// What they were read against.
    reading: Reading,
    /// How the order of dates was found out, where it was.
    settled: Option<order::Settled>,
    marks: marks::Settled,
    /// How dates were read; none without dates that are texts.
    date_format: Option<String>,
}

/// Reads all rows: those of the answers, or those of the list of all who were asked, beside the answers.
fn rows<T: Take>(
    inputs: &Inputs,
    settings: &Settings,
    progress: &(dyn Fn(u64, u64) + Sync),
    taker: &(dyn Fn() -> T + Sync),
    (chunk_size, beside): (usize, Option<&Beside<'_>>),
) -> Result<Rows<T>, Error> {
    let roles = &settings.roles;
    let has_written_dates = has_written_dates(inputs, roles);
    let (mut reading, mut settled) = settled(inputs, settings, chunk_size)?;
    let count = |reading, found: Option<&order::Settled>| {
        let order = found.map(|settled| settled.order);
        let count = |again: &Again| {
            merge::count(inputs, (reading, order), settings, progress, taker, (chunk_size, beside, again))
        };
        let counted = count(&Again::default())?;
        if counted.again.is_empty() {
            return Ok(counted);
        }
        // Which rows do not count is known only after all have been seen.
        let mut rest = count(&counted.again)?;
        rest.names.respondents_of(counted.names);
        Ok(Counted { again: counted.again, ..rest })
    };
    let mut counted = count(reading, settled.as_ref())?;
    if counted.noted.swapped.is_some()
        && settled.as_ref().is_some_and(|settled| !settled.is_of_day_and_month())
    {
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
    if settings.date_format == DateFormat::Auto {
        let noticed = (reading.order, &counted.noted.noticed);
        let own = inputs.column(roles.date);
        all_or_nothing(Kind::Data, counted.shapes().days.doubts(inputs, own, noticed))?;
    }
    if let Some(settled) = &settled {
        settled.check((inputs, roles), &counted, chunk_size)?;
    }
    let has_order = has_written_dates && settled.as_ref().is_none_or(|settled| settled.is_needed);
    let has_year_first = counted.noted.noticed.dates(|form| form == Form::YEAR_FIRST) > 0;
    let year_first = Some(DateOrder::YearMonthDay).filter(|order| has_year_first && *order != reading.order);
    let orders = [Some(reading.order), year_first].into_iter().flatten().map(date_order_name);
    let date_format = has_order.then(|| orders.collect::<Vec<_>>().join(", "));
    reading.otherwise = reading.otherwise.or(counted.account.otherwise);
    Ok(Rows { counted, reading, settled, marks: settled_marks, date_format })
}

/// What the texts of these files are read against, where numbers leave no doubt.
///
/// # Errors
/// When the order of day and month stays in doubt, or a file cannot be read.
pub fn reading(inputs: &Inputs, settings: &Settings) -> Result<Reading, Error> {
    Ok(settled(inputs, settings, CHUNK)?.0)
}

/// Whether any dates are texts.
fn has_written_dates(inputs: &Inputs, roles: &Roles) -> bool {
    inputs.files.iter().any(|input| order::has_written_dates(input, roles))
}

/// What the texts are read against, and how the order of dates was found out, where it was.
fn settled(
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
    let Settings { scale, calendar, as_of, marks, zone, otherwise, .. } = *settings;
    Ok((Reading { scale, calendar, as_of, order, marks, zone, otherwise }, settled))
}
