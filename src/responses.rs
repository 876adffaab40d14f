//! Columns and texts become typed responses. A row that cannot be used is counted under its reason.
//!
//! Here it is known what a score, a date and a region look like; where their cells come from, and what is
//! counted, is not. No row is dropped here: a row is a [`Response`] or it is [`Unusable`].

mod account;
mod date;
mod intake;
mod label;
mod marks;
mod memo;
mod month;
mod names;
mod number;
mod order;
mod pass;
mod pending;
mod read;
mod reason;
mod refusals;
mod repeats;
mod roles;
mod signs;
mod values;
mod weight;

use crate::config::DateOrder;
use crate::source::{Cell, Row};
use crate::survey::{
    Calendar, Client, Day, Decimal, MOST_ATTRIBUTES, MarksSeen, Renamed, Scale, Score, Tells, TimeZone,
    is_unseen,
};

pub(crate) use account::Account;
pub use date::{
    FORMS, Form, SPREADSHEETS_DIFFER, leading as leading_day, name as date_order_name, spreadsheet_day,
};
pub use intake::{Intake, OfClients, RejectedRows, Settings, Unused};
use memo::{Key, Memo};
pub use names::{MOST_CLIENTS, MOST_REGIONS, MOST_VALUES, Names};
pub use number::Marks;
pub(crate) use pass::lineage;
pub use pass::{Codes, Parts};
pub use pending::{Take, cut_column};

pub use read::{Read, in_chunks, read, reading};
pub use reason::{Outside, Reason};
pub use repeats::Repeated;
pub use roles::Roles;
pub(crate) use roles::cell;
pub use signs::{DecidingDates, Signs};

/// A usable answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Response {
    /// Code of its client in [`Reader::clients`]; 0 when no clients are read.
    pub client: u32,
    /// Ordinal of its period; 0 when no dates are read.
    pub period: i32,
    /// Code of its region in [`Reader::regions`]; 0 when it states none or no regions are read.
    pub region: u32,
    /// Its score.
    pub score: Score,
    /// Its day, counted from 1970-01-01; 0 when no dates are read.
    pub day: i32,
    /// Whether its score is the number of a label, such as `10 - definitely`.
    pub is_labelled: bool,
}

/// What else is known of a usable answer, where that is asked for. Most surveys do without, and read it apart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Detail {
    /// Codes of its attributes in [`Reader::cuts`]; 0 for one that is not read, or blank.
    pub attributes: [u32; MOST_ATTRIBUTES],
    /// How much it weighs, above 0 and at most [`LARGEST_WEIGHT`](crate::survey::LARGEST_WEIGHT); 1 when no weights are read.
    pub weight: f64,
}

/// Why a row is no response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unusable {
    /// It has a fault: it is left out and counted.
    Rejected {
        /// Why.
        reason: Reason,
        /// Code of its client; 0 where it has none or that cannot be told.
        client: u32,
    },
    /// Nothing is wrong with it, but it is outside the question.
    Outside {
        /// Why.
        why: Outside,
        /// Code of its client; 0 where it has none or that does not matter.
        client: u32,
    },
    /// A name is not UTF-8 text, which must be mended before anything can be reported by it.
    NotText(Naming),
    /// The weight is negative, too large or no number, which must be mended before anything can be weighted by it.
    BadWeight,
}

/// What a name is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    /// A region.
    Region,
    /// A client; its column at that level, from 0.
    Client(usize),
    /// An attribute; its column, from 0.
    Attribute(usize),
}

/// What texts are read against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// The scale of the scores.
    pub scale: Scale,
    /// How days are cut into periods.
    pub calendar: Calendar,
    /// Last day that counts.
    pub as_of: Day,
    /// How dates are written.
    pub order: DateOrder,
    /// How numbers are written.
    pub marks: Marks,
    /// In which zone the day of a moment is the one that counts; none: the day that is written, of an instant that of UTC.
    pub zone: Option<TimeZone>,
}

/// When an answer was given.
#[derive(Debug, Clone, Copy, Default)]
struct Dated {
    /// Ordinal of the period.
    period: i32,
    /// The day, counted from 1970-01-01.
    day: i32,
    /// How it is written.
    form: Form,
}

/// Why there is no telling when an answer was given, or no need to.
enum Undated {
    Fault(Reason),
    /// It is after the reporting date; and how it is written.
    AfterReport(Day, Form),
}

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

/// Stands between the names of a nested client; none holds it.
const NESTED: char = '\0';

const SECONDS_A_DAY: i64 = 86_400;

/// Days remembered: a power of two, more than the days of ten years.
const SLOTS_LOG2: u32 = 12;

/// Reads rows, and remembers the clients, regions and dates that it has seen.
#[derive(Debug)]
pub struct Reader {
    reading: Reading,
    roles: Roles,
    clients: Names,
    regions: Names,
    attributes: Vec<Names>,
    days: Memo<Dated>,
    path: Vec<u8>,
    noticed: Noticed,
    /// What the row read last was the first to hold that may be read in two ways.
    opened: Vec<Opened>,
}

impl Reader {
    /// A reader of these columns that has seen nothing, with the former names of clients.
    #[must_use]
    pub fn new(reading: Reading, roles: Roles, renamed: &Renamed) -> Self {
        let [clients, regions] = [MOST_CLIENTS, MOST_REGIONS].map(Names::new);
        let clients = clients.renamed(renamed);
        let attributes = roles.attributes.iter().map(|_| Names::new(MOST_VALUES)).collect();
        Self {
            reading,
            roles,
            clients,
            regions,
            attributes,
            days: Memo::new(SLOTS_LOG2),
            path: Vec::new(),
            noticed: Noticed::default(),
            opened: Vec::new(),
        }
    }

    /// What was noticed since this was asked last.
    pub fn take_noticed(&mut self) -> Noticed {
        std::mem::take(&mut self.noticed)
    }

    /// What the row read last was the first to hold, since [what was noticed](Self::take_noticed) was taken, that may be read
    /// in two ways; told once.
    #[inline]
    pub fn take_opened(&mut self) -> Option<Opened> {
        self.opened.pop()
    }

    /// The regions seen so far.
    #[must_use]
    pub fn regions(&self) -> &Names {
        &self.regions
    }

    /// The clients seen so far; see [`Self::client`].
    #[must_use]
    pub fn clients(&self) -> &Names {
        &self.clients
    }

    /// The values seen so far of each cut: of the regions, which are the first, and of each attribute after them.
    pub fn cuts(&self) -> impl Iterator<Item = &Names> {
        std::iter::once(&self.regions).chain(&self.attributes)
    }

    /// The client of a code.
    #[must_use]
    pub fn client(&self, code: u32) -> Option<Client> {
        Client::new(self.clients.name(code)?.split(NESTED).map(str::to_owned).collect())
    }

    /// Clients as they were called before, as far as rows call them so.
    pub fn former_clients(&self) -> impl Iterator<Item = Client> {
        let path = |name: &str| name.split(NESTED).map(str::to_owned).collect();
        self.clients.former().filter_map(move |name| Client::new(path(name)))
    }

    /// Takes over the names that another reader of the same columns has seen: the codes here of its own.
    pub fn learn(&mut self, other: &Self) -> Codes {
        let clients = self.clients.learn(&other.clients);
        let mut cuts = vec![self.regions.learn(&other.regions)];
        cuts.extend(self.attributes.iter_mut().zip(&other.attributes).map(|(own, others)| own.learn(others)));
        Codes { clients, cuts }
    }

    /// Reads a row. Whether it is outside the question is told first: what is wrong with it then does not matter.
    ///
    /// # Errors
    /// With the first thing that makes it unusable, in the order of [`Reason`], the region last.
    #[inline]
    pub fn response(&mut self, row: &impl Row) -> Result<Response, Unusable> {
        // Most rows are answers: whether one is blank is asked only of the others.
        self.answer(row).map_err(|why| match why {
            Unusable::Rejected { .. } | Unusable::Outside { .. } if row.is_blank() => {
                Unusable::Outside { why: Outside::Blank, client: 0 }
            }
            why => why,
        })
    }

    #[inline]
    fn answer(&mut self, row: &impl Row) -> Result<Response, Unusable> {
        let dated = cell(row, self.roles.date).map(|cell| self.dated(cell)).transpose();
        if let Err(Undated::AfterReport(day, form)) = dated {
            self.note_form(form);
            let (rows, last) = self.noticed.later.unwrap_or((0, day));
            self.noticed.later = Some((rows + 1, last.max(day)));
            return Err(Unusable::Outside { why: Outside::AfterReport, client: 0 });
        }
        if row.is_ragged() {
            return Err(Unusable::Rejected { reason: Reason::RaggedRow, client: 0 });
        }
        let client = if self.roles.client.is_empty() { Ok(0) } else { self.client_code(row) };
        let score = row.cell(self.roles.score);
        if score.is_blank() {
            return Err(Unusable::Outside { why: Outside::NoAnswer, client: client.unwrap_or(0) });
        }
        let client = client?;
        let rejected = |reason| Unusable::Rejected { reason, client };
        let (answer, is_labelled) = self.score(score).map_err(rejected)?;
        let score = self.reading.scale.score(answer).ok_or(rejected(Reason::ScoreOutOfScale))?;
        let Dated { period, day, .. } = match dated {
            Ok(dated) => dated.unwrap_or_default(),
            Err(Undated::Fault(reason)) => return Err(rejected(reason)),
            Err(Undated::AfterReport(..)) => Dated::default(),
        };
        let region = match cell(row, self.roles.region) {
            Some(cell) => self.regions.code(&cell.text()).map_err(|_| Unusable::NotText(Naming::Region))?,
            None => 0,
        };
        Ok(Response { client, period, region, score, day, is_labelled })
    }

    /// The code of the region that a row states, whatever else is wrong with the row; 0 where it states none. Nothing where
    /// there are no regions, or that cannot be told.
    pub fn region(&mut self, row: &impl Row) -> Option<u32> {
        self.regions.code(trimmed(&cell(row, self.roles.region)?.text())).ok()
    }

    /// The ordinal of the period that a row falls into, whatever else is wrong with the row, as far as its date can be read,
    /// were it only the beginning of it.
    #[must_use]
    pub fn period(&self, row: &impl Row) -> Option<i32> {
        let cell = cell(row, self.roles.date)?;
        let day = match self.reading.days(cell) {
            Some(days) => Day::from_epoch(days),
            None => leading_day(trimmed(&cell.text()), self.reading.order),
        };
        self.reading.dated(day?).ok().map(|dated| dated.period)
    }

    /// Reads what else is known of the answer in a row, whose client has that code.
    ///
    /// # Errors
    /// When its weight makes it unusable, or an attribute is no text.
    pub fn detail(&mut self, row: &impl Row, client: u32) -> Result<Detail, Unusable> {
        let weight = match cell(row, self.roles.weight) {
            Some(cell) => {
                let read = weight::read(cell, self.reading.marks.weight);
                let (weight, tells) = read.map_err(|fault| match fault {
                    weight::Fault::None => Unusable::Rejected { reason: Reason::NoWeight, client },
                    weight::Fault::Bad => Unusable::BadWeight,
                })?;
                if self.noticed.weight_marks.note(tells) {
                    self.opened.push(Opened::Number(NumberColumn::Weight));
                }
                weight
            }
            None => 1.0,
        };
        let mut attributes = [0; MOST_ATTRIBUTES];
        let columns = self.roles.attributes.iter().zip(&mut self.attributes).zip(&mut attributes);
        for (at, ((column, names), code)) in columns.enumerate() {
            let value = row.cell(*column).text();
            *code = names.code(&value).map_err(|_| Unusable::NotText(Naming::Attribute(at)))?;
        }
        Ok(Detail { attributes, weight })
    }

    /// The client that one cell names, or several together.
    fn client_code(&mut self, row: &impl Row) -> Result<u32, Unusable> {
        let blank = Unusable::Rejected { reason: Reason::BlankClient, client: 0 };
        let code = if let [column] = *self.roles.client {
            self.clients.code(&row.cell(column).text()).map_err(|_| Unusable::NotText(Naming::Client(0)))?
        } else {
            self.path.clear();
            for (level, column) in self.roles.client.iter().enumerate() {
                let name = row.cell(*column).text();
                if name.contains(&0) || str::from_utf8(&name).is_err() {
                    return Err(Unusable::NotText(Naming::Client(level)));
                }
                if level > 0 {
                    self.path.push(0);
                }
                self.path.extend_from_slice(&name);
            }
            let code = self.clients.code_joined(&self.path);
            code.map_err(|_| Unusable::NotText(Naming::Client(0)))?
        };
        if code == 0 { Err(blank) } else { Ok(code) }
    }

    fn dated(&mut self, cell: Cell<'_>) -> Result<Dated, Undated> {
        let dated = if let Some(days) = self.reading.days(cell) {
            self.remembered(Some(Key::of_day(days)), |reading| reading.dated_days(days))
        } else {
            let text = cell.text();
            let text = trimmed(&text);
            self.remembered(Key::of(text), |reading| reading.dated_text(text))
        }?;
        self.note_form(dated.form);
        Ok(dated)
    }

    #[inline]
    fn note_form(&mut self, form: Form) {
        if let Some(dates) = self.noticed.forms.get_mut(form.place()) {
            if *dates == 0 && form.is_open() {
                self.opened.push(Opened::Date(form));
            }
            *dates += 1;
        }
    }

    #[inline]
    fn remembered(
        &mut self,
        key: Option<Key>,
        read: impl FnOnce(&Reading) -> Result<Dated, Undated>,
    ) -> Result<Dated, Undated> {
        if let Some(dated) = key.and_then(|key| self.days.get(key)) {
            return Ok(dated);
        }
        let dated = read(&self.reading)?;
        if let Some(key) = key {
            self.days.put(key, dated);
        }
        Ok(dated)
    }

    /// The whole number that a cell of a score holds, and whether it is that of a label.
    #[inline]
    fn score(&mut self, cell: Cell<'_>) -> Result<(i64, bool), Reason> {
        let (answer, tells) = match cell {
            Cell::Written(_) | Cell::Text(_) => {
                let text = cell.text();
                let text = trimmed(&text);
                match number::read(text, self.reading.marks.score) {
                    Ok(read) => read,
                    Err(reason) => {
                        self.noticed.score_marks.note(number::tells(text));
                        return label::score(text).map(|score| (score, true)).ok_or(reason);
                    }
                }
            }
            // The text of a typed number has a point before its decimals, whatever is stated of texts.
            Cell::Decimal(..) => (number::read(&cell.text(), Some(Decimal::Point))?.0, Tells::Nothing),
            Cell::Whole(number) => (number, Tells::Nothing),
            Cell::Real(number) => (number::whole(number)?, Tells::Nothing),
            Cell::Day(_) | Cell::Instant(_) | Cell::Uuid(_) => return Err(Reason::ScoreNotANumber),
        };
        if self.noticed.score_marks.note(tells) {
            self.opened.push(Opened::Number(NumberColumn::Score));
        }
        Ok((answer, false))
    }
}

impl Reading {
    fn dated_text(&self, text: &[u8]) -> Result<Dated, Undated> {
        if text.is_empty() {
            return Err(Undated::Fault(Reason::BlankDate));
        }
        let day = date::read(text, self.order, self.zone).ok_or(Undated::Fault(Reason::UnreadableDate))?;
        let form = Form::of(text, self.order);
        match self.dated(day) {
            Ok(dated) => Ok(Dated { form, ..dated }),
            Err(Undated::AfterReport(day, _)) => Err(Undated::AfterReport(day, form)),
            Err(fault) => Err(fault),
        }
    }

    /// The day of a cell that is typed as a day or a moment, counted from 1970-01-01.
    fn days(&self, cell: Cell<'_>) -> Option<i64> {
        match cell {
            Cell::Day(days) => Some(days),
            Cell::Instant(moment) => {
                Some(self.zone.map_or(moment.div_euclid(SECONDS_A_DAY), |zone| zone.day_at(moment)))
            }
            _ => None,
        }
    }

    fn dated_days(&self, days: i64) -> Result<Dated, Undated> {
        self.dated(Day::from_epoch(days).ok_or(Undated::Fault(Reason::UnreadableDate))?)
    }

    fn dated(&self, day: Day) -> Result<Dated, Undated> {
        if day > self.as_of {
            return Err(Undated::AfterReport(day, Form::SETTLED));
        }
        let period = self.calendar.period_of(day).ordinal();
        Ok(Dated { period, day: day.since_epoch(), form: Form::SETTLED })
    }
}

/// What a date cell says about how dates are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateEvidence {
    /// Nothing: it is blank.
    Blank,
    /// It is no date in any order.
    NoDate,
    /// It is a date in this order only.
    Only(DateOrder),
    /// It names its month by a word, and is the same day in every order.
    NamesMonth,
    /// Day and month can be swapped, which gives the same day.
    Either,
    /// Day and month can be swapped, which gives another day.
    Ambiguous {
        /// The day if the day comes first.
        day_first: Day,
        /// The day if the month comes first.
        month_first: Day,
    },
}

impl DateEvidence {
    /// What this cell says.
    #[must_use]
    pub fn of(cell: &[u8]) -> Self {
        let text = trimmed(cell);
        let day = |order| date::read(text, order, None);
        if text.is_empty() {
            Self::Blank
        } else if date::names_its_month(text) {
            Self::NamesMonth
        } else if day(DateOrder::YearMonthDay).is_some() {
            Self::Only(DateOrder::YearMonthDay)
        } else {
            match (day(DateOrder::DayMonthYear), day(DateOrder::MonthDayYear)) {
                (None, None) => Self::NoDate,
                (Some(_), None) => Self::Only(DateOrder::DayMonthYear),
                (None, Some(_)) => Self::Only(DateOrder::MonthDayYear),
                (Some(day_first), Some(month_first)) if day_first == month_first => Self::Either,
                (Some(day_first), Some(month_first)) => Self::Ambiguous { day_first, month_first },
            }
        }
    }
}

/// A cell without the white space around it, no-break spaces and characters that cannot be seen included.
#[inline]
#[must_use]
pub fn trimmed(cell: &[u8]) -> &[u8] {
    match (cell.first(), cell.last()) {
        (Some(first), Some(last)) if first.is_ascii_graphic() && last.is_ascii_graphic() => cell,
        (None, _) | (_, None) => cell,
        _ => str::from_utf8(cell).map_or(cell.trim_ascii(), |text| text.trim_matches(is_unseen).as_bytes()),
    }
}

#[cfg(test)]
mod tests;
