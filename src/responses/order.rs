//! Finding out in which order the dates are written, where the data leave no doubt.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::ControlFlow;

use super::account::Account;
use super::counted::Counted;
use super::evidence::DateEvidence;
use super::{
    Form, Opened, Reason, Roles, SPREADSHEETS_DIFFER, cell, date_order_name, spreadsheet_day, trimmed,
};
use crate::config::DateOrder;
use crate::error::{Error, Kind, Place, Problem};
use crate::source::{Cell, Chunk, Input, Inputs, Row, Spot, Stream, Visitor};
use crate::survey::Day;

/// The files, and what their columns are for.
type Of<'a> = (&'a Inputs, &'a Roles);

/// Whether the dates of a file are texts, which need an order of day and month.
pub(super) fn has_written_dates(input: &Input, roles: &Roles) -> bool {
    roles.date.is_some_and(|date| input.is_written(date))
}

/// The text of a row's date, where it is one; a sheet may hold days and texts in one column.
fn written_date<'a>(row: &'a impl Row, roles: &Roles) -> Cow<'a, [u8]> {
    let cell = cell(row, roles.date).filter(|cell| !row.is_ragged() && !cell.is_dated());
    cell.map(Cell::text).unwrap_or_default()
}

/// Stands for the order where no dates are read.
pub(super) const UNUSED: DateOrder = DateOrder::YearMonthDay;

/// What to do about day and month.
const STATE_IT: &str = "set `source.date_format` to `DD.MM.YYYY` or `MM/DD/YYYY`";

/// How much of a cell a message quotes, in characters.
const QUOTED: usize = 40;

/// The order that was found, and the date that shows it.
#[derive(Debug)]
pub(super) struct Settled {
    /// The order.
    pub(super) order: DateOrder,
    /// Whether dates are written in it: not where every one names its month by a word.
    pub(super) is_needed: bool,
    /// Text, row and file of a date that can be read in this order only.
    proof: Option<(String, u64, usize)>,
}

/// What was seen while nothing decided.
#[derive(Default)]
struct Seen {
    account: Account,
    /// What decides nothing here, as it is the same day in every order.
    passed_over: Option<DateOrder>,
    ambiguous: Option<(Spot, String, Day, Day)>,
    no_date: Option<(Spot, String)>,
    /// Whether there is one that is no number of days in a spreadsheet.
    has_other_than_numbers: bool,
    has_dates: bool,
    names_months: bool,
}

/// Reads dates until one can be read in one order only.
///
/// # Errors
/// When all can be read with day and month swapped, or none is a date; when a file cannot be read.
pub(super) fn settle((inputs, roles): Of<'_>, chunk_size: usize) -> Result<Settled, Error> {
    search((inputs, roles), chunk_size, Seen::default())
}

/// The same where some days have the year first and others do not: the others have to decide.
///
/// # Errors
/// As [`settle`].
pub(super) fn settle_beside_year_first((inputs, roles): Of<'_>, chunk_size: usize) -> Result<Settled, Error> {
    search(
        (inputs, roles),
        chunk_size,
        Seen { passed_over: Some(DateOrder::YearMonthDay), ..Seen::default() },
    )
}

fn search((inputs, roles): Of<'_>, chunk_size: usize, mut seen: Seen) -> Result<Settled, Error> {
    let (mut stream, mut chunk) = (Stream::new(inputs, chunk_size), Chunk::default());
    loop {
        match stream.next_chunk(&mut chunk) {
            Ok(true) => {}
            Ok(false) => return seen.conclude((inputs, roles)),
            Err(failure) => return Err(seen.account.failed(inputs, *failure)),
        }
        let Some(first) = chunk.first else { continue };
        if !inputs.files.get(first.file).is_some_and(|input| has_written_dates(input, roles)) {
            stream.skip_file();
            continue;
        }
        let mut search = Search { roles, seen: &mut seen, rows: 0, found: None };
        let read = chunk.rows(inputs, &mut search);
        let Search { rows, found, .. } = search;
        read.map_err(|failure| seen.account.failed(inputs, *failure))?;
        if let Some((order, text, spot)) = found {
            let proof = (text, seen.account.row_number(inputs, spot), spot.file);
            return Ok(Settled { order, is_needed: true, proof: Some(proof) });
        }
        seen.account.chunk(first, rows);
    }
}

/// Looks at the rows of a chunk.
struct Search<'a> {
    roles: &'a Roles,
    seen: &'a mut Seen,
    rows: u64,
    /// The first date that decides: its order, its text, and where it is.
    found: Option<(DateOrder, String, Spot)>,
}

impl Visitor for Search<'_> {
    fn row(&mut self, row: &impl Row, spot: Spot) -> ControlFlow<()> {
        self.rows += 1;
        let cell = written_date(row, self.roles);
        self.found = self.seen.look(&cell, spot).map(|order| (order, quoted(&cell), spot));
        if self.found.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

impl Seen {
    /// The order that this date decides, if it does.
    fn look(&mut self, cell: &[u8], spot: Spot) -> Option<DateOrder> {
        match DateEvidence::of(cell) {
            DateEvidence::Only(order) if Some(order) == self.passed_over => {}
            DateEvidence::Only(order) => return Some(order),
            DateEvidence::Blank => {}
            DateEvidence::Either => self.has_dates = true,
            DateEvidence::NamesMonth => self.names_months = true,
            DateEvidence::NoDate => {
                self.no_date.get_or_insert_with(|| (spot, quoted(cell)));
                self.has_other_than_numbers |= spreadsheet_day(cell).is_none();
            }
            DateEvidence::Ambiguous { day_first, month_first } => {
                self.ambiguous.get_or_insert_with(|| (spot, quoted(cell), day_first, month_first));
            }
        }
        None
    }

    /// What is to be said when no date decided.
    fn conclude(self, (inputs, roles): Of<'_>) -> Result<Settled, Error> {
        let at = |problem: Problem, spot| {
            let place = self.account.place(inputs, spot, inputs.column(roles.date));
            Err(Error::new(Kind::Data, problem.at(place)))
        };
        match (self.ambiguous, self.no_date) {
            (Some((spot, text, day_first, month_first)), _) => at(
                Problem::new(format!(
                    "`{text}` may be {day_first} or {month_first}, and no date in the column tells which"
                ))
                .hint(STATE_IT),
                spot,
            ),
            (None, Some((spot, text))) if !self.has_dates && !self.names_months => {
                let day = spreadsheet_day(text.as_bytes()).filter(|_| !self.has_other_than_numbers);
                let message = day.and_then(|day| numbers_of_days(&text, day));
                let message = message.unwrap_or_else(|| format!("holds no dates: `{text}` is none"));
                at(
                    Problem::new(format!("the date column {message}"))
                        .hint(Reason::UnreadableDate.advice(day.map(|_| text.as_str()))),
                    spot,
                )
            }
            // Day and month are the same in every date, or there is none: every order reads the same.
            _ => Ok(Settled {
                order: if self.has_dates { DateOrder::DayMonthYear } else { UNUSED },
                is_needed: self.has_dates || !self.names_months,
                proof: None,
            }),
        }
    }
}

/// What to say of a column that holds numbers of days, of which one is that day in most spreadsheets.
#[must_use]
pub fn numbers_of_days(text: &str, day: Day) -> Option<String> {
    let other = Day::from_epoch(i64::from(day.since_epoch()) + SPREADSHEETS_DIFFER)?;
    Some(format!(
        "holds numbers of days, as spreadsheets keep dates: `{text}` is {day} counted from 1899-12-30, or \
         {other} counted from 1904-01-01, and the number does not tell which"
    ))
}

impl Settled {
    /// `26-09-30` is a day of 2030 that is written the usual way, or one of 2026 with the year first. Days of one year are
    /// then spread over all the years that days look like: where the other reading puts all of them closer together, there
    /// is no telling.
    fn check_years<T>(
        &self,
        (inputs, roles): Of<'_>,
        counted: &Counted<T>,
        chunk_size: usize,
    ) -> Result<(), Error> {
        let days = counted.noted.days.first.zip(counted.noted.days.last);
        let Some(((text, _), ((first, _), (last, _)))) = self.proof((inputs, roles)).zip(days) else {
            return Ok(());
        };
        let last = counted.noted.noticed.later.map_or(last, |(_, later)| last.max(later.since_epoch()));
        let apart = last - first;
        // Few surveys with years of two digits go on for years, and only these are read once more.
        if both_ways(text.as_bytes()).is_none() || apart < 365 {
            return Ok(());
        }
        let Some(other) = YearFirst::of((inputs, roles), chunk_size)? else { return Ok(()) };
        let (Some((first, last)), Some((spot, text, day_first, year_first))) = (other.days, other.differs)
        else {
            return Ok(());
        };
        if last.since_epoch() - first.since_epoch() >= apart {
            return Ok(());
        }
        let years = (f64::from(apart) / 365.25).round();
        let problem = Problem::new(format!(
            "`{text}` may be {day_first} or {year_first}: read the first way the dates are {years} years apart, and \
             closer together the second way"
        ));
        let problem = problem.at(other.account.place(inputs, spot, inputs.column(roles.date)));
        let problem = problem.hint("write years with four digits: `2026-09-30`");
        let problem = problem.hint("if the day does come first, set `source.date_format` to `DD.MM.YYYY`");
        Err(Error::new(Kind::Data, problem))
    }

    /// Makes sure that every way of writing dates tells the order of its own: what `13.08.2026` tells, it does not tell of
    /// `08/01/2026`, nor of files with other headings.
    fn check_forms<T>(&self, (inputs, roles): Of<'_>, counted: &Counted<T>) -> Result<(), Error> {
        if !self.is_of_day_and_month() {
            return Ok(());
        }
        let group = |file: usize, form: Form| {
            let kin = inputs.files.get(file).and_then(Input::kin);
            (form.mark(), kin.map_or((Some(file), None), |kin| (None, Some(kin))))
        };
        let mut told = BTreeSet::new();
        for (file, noticed) in &counted.noted.noticed_in {
            let deciding = Form::all().filter(|form| form.decides() && noticed.dates(|f| f == *form) > 0);
            told.extend(deciding.map(|form| group(*file, form)));
        }
        let open = counted.noted.opened.iter().filter_map(|((opened, file), (spot, text))| match opened {
            Opened::Date(form) if !told.contains(&group(*file, *form)) => Some((*spot, text, *form)),
            _ => None,
        });
        let Some((spot, text, form)) = open.min_by_key(|(spot, ..)| *spot) else { return Ok(()) };
        let DateEvidence::Ambiguous { day_first, month_first } = DateEvidence::of(text) else {
            return Ok(());
        };
        let text = quoted(text);
        let mark = form.mark().unwrap_or_default();
        let problem = Problem::new(format!(
            "`{text}` may be {day_first} or {month_first}, and no date written like it, with `{mark}`, tells which"
        ));
        let problem = problem.at(counted.account.place(inputs, spot, inputs.column(roles.date)));
        let problem = match &self.proof {
            Some((proof, row, file)) => {
                let file = inputs.name(*file);
                problem.hint(format!(
                    "`{proof}` in row {row} of `{file}` tells only of dates that are written like it"
                ))
            }
            None => problem,
        };
        Err(Error::new(Kind::Data, problem.hint(STATE_IT)))
    }

    /// Whether it says which of day and month comes first.
    pub(super) fn is_of_day_and_month(&self) -> bool {
        self.order != DateOrder::YearMonthDay
    }

    /// The first date that shows it, and where that is.
    pub(super) fn proof(&self, (inputs, roles): Of<'_>) -> Option<(String, Option<Place>)> {
        let (text, row, file) = self.proof.as_ref()?;
        let place = inputs.files.get(*file).map(|input| Place::Row {
            file: input.path.clone(),
            row: *row,
            column: inputs.column(roles.date).map(str::to_owned),
        });
        Some((text.clone(), place))
    }

    /// Makes sure that no date speaks for the other order of day and month, that every way of writing dates tells its order,
    /// and that no years of two digits were taken for days.
    ///
    /// # Errors
    /// When one does, or they may have been.
    pub(super) fn check<T>(
        &self,
        (inputs, roles): Of<'_>,
        counted: &Counted<T>,
        chunk_size: usize,
    ) -> Result<(), Error> {
        self.check_years((inputs, roles), counted, chunk_size)?;
        self.check_swapped((inputs, roles), counted)?;
        self.check_forms((inputs, roles), counted)
    }

    fn check_swapped<T>(&self, (inputs, roles): Of<'_>, counted: &Counted<T>) -> Result<(), Error> {
        let (Some((spot, other)), Some((text, row, file))) = (&counted.noted.swapped, &self.proof) else {
            return Ok(());
        };
        let file = inputs.name(*file);
        let problem = Problem::new(format!(
            "`{}` is no {}, yet `{text}` in row {row} of `{file}` can be nothing else",
            quoted(other),
            date_order_name(self.order),
        ))
        .at(counted.account.place(inputs, *spot, inputs.column(roles.date)))
        .hint(STATE_IT);
        Err(Error::new(Kind::Data, problem))
    }
}

/// All dates read with a year of two digits first.
#[derive(Default)]
struct YearFirst {
    account: Account,
    /// The first and the last day.
    days: Option<(Day, Day)>,
    /// The first date that is another day with the day first: where and how it is written, and both days.
    differs: Option<(Spot, String, Day, Day)>,
}

impl YearFirst {
    /// Reads all dates once more; nothing where one cannot be read so, or at all.
    fn of((inputs, roles): Of<'_>, chunk_size: usize) -> Result<Option<Self>, Error> {
        let (mut stream, mut chunk) = (Stream::new(inputs, chunk_size), Chunk::default());
        let mut all = Self::default();
        loop {
            match stream.next_chunk(&mut chunk) {
                Ok(true) => {}
                Ok(false) => return Ok(Some(all)),
                Err(failure) => return Err(all.account.failed(inputs, *failure)),
            }
            let Some(first) = chunk.first else { continue };
            let mut reading = ReadingYears { roles, all: &mut all, rows: 0, is_other: false };
            let read = chunk.rows(inputs, &mut reading);
            let ReadingYears { rows, is_other, .. } = reading;
            read.map_err(|failure| all.account.failed(inputs, *failure))?;
            if is_other {
                return Ok(None);
            }
            all.account.chunk(first, rows);
        }
    }
}

struct ReadingYears<'a> {
    roles: &'a Roles,
    all: &'a mut YearFirst,
    rows: u64,
    /// Whether there is a date that is none with a year of two digits first.
    is_other: bool,
}

impl Visitor for ReadingYears<'_> {
    fn row(&mut self, row: &impl Row, spot: Spot) -> ControlFlow<()> {
        self.rows += 1;
        let cell = written_date(row, self.roles);
        if trimmed(&cell).is_empty() {
            return ControlFlow::Continue(());
        }
        let Some((day_first, year_first)) = both_ways(&cell) else {
            self.is_other = true;
            return ControlFlow::Break(());
        };
        let (first, last) = self.all.days.unwrap_or((year_first, year_first));
        self.all.days = Some((first.min(year_first), last.max(year_first)));
        if day_first != year_first && self.all.differs.is_none() {
            self.all.differs = Some((spot, quoted(&cell), day_first, year_first));
        }
        ControlFlow::Continue(())
    }
}

/// The days that three numbers of one or two digits are with the day first and with the year first, where both are days.
fn both_ways(cell: &[u8]) -> Option<(Day, Day)> {
    let text = str::from_utf8(trimmed(cell)).ok()?;
    let date = text.split_whitespace().next()?;
    let parts: Vec<&str> = date.split(['-', '.', '/']).collect();
    let [a, b, c] = parts.as_slice() else { return None };
    let number = |part: &str| part.parse::<u32>().ok().filter(|_| part.len() <= 2);
    let (a, b, c) = (number(a)?, number(b)?, number(c)?);
    let day = |year: u32, day| Day::new(i32::try_from(year).ok()? + 2000, b, day);
    Some((day(c, a)?, day(a, c)?))
}

/// The start of a cell, as text.
fn quoted(cell: &[u8]) -> String {
    String::from_utf8_lossy(cell).trim().chars().take(QUOTED).collect()
}
