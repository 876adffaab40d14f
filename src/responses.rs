//! Columns and texts become typed responses. A row that cannot be used is counted under its reason.
//!
//! Here it is known what a score, a date and a region look like; where their cells come from, and what is
//! counted, is not. No row is dropped here: a row is a [`Response`] or it is [`Unusable`].

mod date;
mod memo;
mod names;
mod number;
mod weight;

use serde::{Deserialize, Serialize};

use crate::config::DateOrder;
use crate::source::{Cell, Row};
use crate::survey::{Calendar, Client, DEEPEST, Day, MOST_ATTRIBUTES, Scale, Score, TimeZone};

use memo::{Key, Memo};

pub use date::{leading as leading_day, name as date_order_name};
pub use names::{MOST_CLIENTS, MOST_PROFILES, MOST_REGIONS, Names};

/// Why a row cannot be used. A row with several faults counts once, under the first of them in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// More or fewer cells than the header; one empty cell more does not matter.
    RaggedRow,
    /// Nothing in a column that names whom the report is for.
    BlankClient,
    /// No answer in the score column.
    BlankScore,
    /// The score is not a number.
    ScoreNotANumber,
    /// The score is a number between two points of the scale.
    ScoreNotWhole,
    /// The score is outside the scale.
    ScoreOutOfScale,
    /// No date in the date column.
    BlankDate,
    /// The date cannot be read.
    UnreadableDate,
    /// The date is after the reporting date.
    DateAfterReport,
    /// No weight, or one of zero: the answer stands for nobody.
    NoWeight,
}

impl Reason {
    /// What is wrong with such a row, in plain English.
    #[must_use]
    pub const fn describe(self) -> &'static str {
        match self {
            Self::RaggedRow => "more or fewer cells than the header",
            Self::BlankClient => "no name of a client",
            Self::BlankScore => "no score",
            Self::ScoreNotANumber => "the score is not a number",
            Self::ScoreNotWhole => "the score is not a whole number",
            Self::ScoreOutOfScale => "the score is outside the scale",
            Self::BlankDate => "no date",
            Self::UnreadableDate => "the date cannot be read",
            Self::DateAfterReport => "the date is after the reporting date",
            Self::NoWeight => "no weight, or one of zero",
        }
    }
}

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
}

/// What else is known of a usable answer, where that is asked for. Most surveys do without, and read it apart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Detail {
    /// Code of its attributes in [`Reader::attributes`]; 0 when none are read, or the only one is blank.
    pub attributes: u32,
    /// How much it weighs, above 0 and at most [`LARGEST_WEIGHT`](crate::survey::LARGEST_WEIGHT); 1 when no weights are read.
    pub weight: f64,
}

/// Why a row is no response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unusable {
    /// It is left out and counted.
    Rejected {
        /// Why.
        reason: Reason,
        /// Code of its client; 0 where it has none or that cannot be told.
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
    /// In which zone the day of a moment is the one that counts; none: the day that is written, of an instant that of UTC.
    pub zone: Option<TimeZone>,
}

/// Stands between the names of a nested client, and between attributes; none holds it.
const NESTED: char = '\0';

const SECONDS_A_DAY: i64 = 86_400;

/// Days remembered: a power of two, more than the days of ten years.
const SLOTS_LOG2: u32 = 12;

/// Reads rows, and remembers the clients, regions and dates that it has seen.
#[derive(Debug)]
pub struct Reader {
    reading: Reading,
    clients: Names,
    regions: Names,
    attributes: Names,
    periods: Memo<i32>,
    path: Vec<u8>,
}

impl Reader {
    /// A reader that has seen nothing.
    #[must_use]
    pub fn new(reading: Reading) -> Self {
        let [clients, regions, attributes] = [MOST_CLIENTS, MOST_REGIONS, MOST_PROFILES].map(Names::new);
        Self { reading, clients, regions, attributes, periods: Memo::new(SLOTS_LOG2), path: Vec::new() }
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

    /// The attributes seen so far, all of an answer together as one name; see [`Self::profile`].
    #[must_use]
    pub fn attributes(&self) -> &Names {
        &self.attributes
    }

    /// The attributes of a code, one for each column; a blank one is empty.
    #[must_use]
    pub fn profile(&self, code: u32, columns: usize) -> Vec<String> {
        let joined = self.attributes.name(code).unwrap_or_default();
        let values = joined.split(NESTED).map(str::to_owned);
        values.chain(std::iter::repeat_with(String::new)).take(columns).collect()
    }

    /// The client of a code.
    #[must_use]
    pub fn client(&self, code: u32) -> Option<Client> {
        Client::new(self.clients.name(code)?.split(NESTED).map(str::to_owned).collect())
    }

    /// Takes over the names that another reader has seen: the codes here of its clients, of its regions and of its
    /// attributes, in the order of its own codes from 1.
    pub fn learn(&mut self, other: &Self) -> [Vec<u32>; 3] {
        let Self { clients, regions, attributes, .. } = self;
        [clients.learn(&other.clients), regions.learn(&other.regions), attributes.learn(&other.attributes)]
    }

    /// Reads a row.
    ///
    /// # Errors
    /// With the first thing that makes it unusable, in the order of [`Reason`], the region last.
    #[inline]
    pub fn response(&mut self, row: &impl Row) -> Result<Response, Unusable> {
        if row.is_ragged() {
            return Err(Unusable::Rejected { reason: Reason::RaggedRow, client: 0 });
        }
        let client = match row.client(0) {
            None => 0,
            Some(outermost) => self.client_code(outermost, row)?,
        };
        let rejected = |reason| Unusable::Rejected { reason, client };
        let answer = answer(row.score()).map_err(rejected)?;
        let score = self.reading.scale.score(answer).ok_or(rejected(Reason::ScoreOutOfScale))?;
        let period = match row.date() {
            Some(cell) => self.period(cell).map_err(rejected)?,
            None => 0,
        };
        let region = match row.region() {
            Some(cell) => {
                self.regions.code(trimmed(&cell.text())).map_err(|_| Unusable::NotText(Naming::Region))?
            }
            None => 0,
        };
        Ok(Response { client, period, region, score })
    }

    /// Reads what else is known of the answer in a row, whose client has that code.
    ///
    /// # Errors
    /// When its weight makes it unusable, or an attribute is no text.
    pub fn detail(&mut self, row: &impl Row, client: u32) -> Result<Detail, Unusable> {
        let weight = match row.weight() {
            Some(cell) => weight::read(cell).map_err(|fault| match fault {
                weight::Fault::None => Unusable::Rejected { reason: Reason::NoWeight, client },
                weight::Fault::Bad => Unusable::BadWeight,
            })?,
            None => 1.0,
        };
        let attributes = match row.attribute(0) {
            Some(first) => self.attributes_code(first, row)?,
            None => 0,
        };
        Ok(Detail { attributes, weight })
    }

    /// The code of all attributes together.
    fn attributes_code(&mut self, first: Cell<'_>, row: &impl Row) -> Result<u32, Unusable> {
        self.path.clear();
        let mut cell = Some(first);
        for at in 0..MOST_ATTRIBUTES {
            let Some(present) = cell else { break };
            let text = present.text();
            let value = trimmed(&text);
            if value.contains(&0) || str::from_utf8(value).is_err() {
                return Err(Unusable::NotText(Naming::Attribute(at)));
            }
            if at > 0 {
                self.path.push(0);
            }
            self.path.extend_from_slice(value);
            cell = row.attribute(at + 1);
        }
        self.attributes.code_joined(&self.path).map_err(|_| Unusable::NotText(Naming::Attribute(0)))
    }

    /// The client that one cell names, or several together.
    fn client_code(&mut self, outermost: Cell<'_>, row: &impl Row) -> Result<u32, Unusable> {
        let blank = Unusable::Rejected { reason: Reason::BlankClient, client: 0 };
        let (text, inner) = (outermost.text(), row.client(1));
        let name = trimmed(&text);
        if inner.is_none() {
            let code = self.clients.code(name).map_err(|_| Unusable::NotText(Naming::Client(0)))?;
            return if code == 0 { Err(blank) } else { Ok(code) };
        }
        self.path.clear();
        for level in 0..DEEPEST {
            let Some(cell) = row.client(level) else { break };
            let text = cell.text();
            let name = trimmed(&text);
            if name.is_empty() {
                return Err(blank);
            }
            if name.contains(&0) || str::from_utf8(name).is_err() {
                return Err(Unusable::NotText(Naming::Client(level)));
            }
            if level > 0 {
                self.path.push(0);
            }
            self.path.extend_from_slice(name);
        }
        self.clients.code_joined(&self.path).map_err(|_| Unusable::NotText(Naming::Client(0)))
    }

    fn period(&mut self, cell: Cell<'_>) -> Result<i32, Reason> {
        let days = match cell {
            Cell::Day(days) => Some(days),
            Cell::Instant(moment) => Some(self.reading.day_at(moment)),
            _ => None,
        };
        if let Some(days) = days {
            return self.remembered(Some(Key::of_day(days)), |reading| {
                reading.period_of(Day::from_epoch(days).ok_or(Reason::UnreadableDate)?)
            });
        }
        let text = cell.text();
        let text = trimmed(&text);
        self.remembered(Key::of(text), |reading| reading.period(text))
    }

    #[inline]
    fn remembered(
        &mut self,
        key: Option<Key>,
        read: impl FnOnce(&Reading) -> Result<i32, Reason>,
    ) -> Result<i32, Reason> {
        if let Some(period) = key.and_then(|key| self.periods.get(key)) {
            return Ok(period);
        }
        let period = read(&self.reading)?;
        if let Some(key) = key {
            self.periods.put(key, period);
        }
        Ok(period)
    }
}

/// The whole number that a cell holds.
#[inline]
fn answer(cell: Cell<'_>) -> Result<i64, Reason> {
    match cell {
        Cell::Written(_) | Cell::Text(_) | Cell::Decimal(..) => number::read(trimmed(&cell.text())),
        Cell::Whole(number) => Ok(number),
        Cell::Real(number) => number::whole(number),
        Cell::Day(_) | Cell::Instant(_) | Cell::Uuid(_) => Err(Reason::ScoreNotANumber),
    }
}

impl Reading {
    fn period(&self, text: &[u8]) -> Result<i32, Reason> {
        if text.is_empty() {
            return Err(Reason::BlankDate);
        }
        self.period_of(date::read(text, self.order, self.zone).ok_or(Reason::UnreadableDate)?)
    }

    /// The day of a moment, both counted from 1970-01-01, the moment in seconds.
    fn day_at(&self, moment: i64) -> i64 {
        self.zone.map_or(moment.div_euclid(SECONDS_A_DAY), |zone| zone.day_at(moment))
    }

    fn period_of(&self, day: Day) -> Result<i32, Reason> {
        if day > self.as_of {
            return Err(Reason::DateAfterReport);
        }
        Ok(self.calendar.period_of(day).ordinal())
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

/// A cell without the white space around it, no-break spaces included.
#[inline]
fn trimmed(cell: &[u8]) -> &[u8] {
    match (cell.first(), cell.last()) {
        (Some(first), Some(last)) if first.is_ascii_graphic() && last.is_ascii_graphic() => cell,
        (None, _) | (_, None) => cell,
        _ => str::from_utf8(cell).map_or(cell.trim_ascii(), |text| text.trim().as_bytes()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::{Granularity, Month};

    fn reader() -> Reader {
        Reader::new(Reading {
            scale: Scale::ZERO_TO_TEN,
            calendar: Calendar { by: Granularity::Month, year_starts: Month::JANUARY },
            as_of: Day::new(2026, 9, 30).expect("a day"),
            order: DateOrder::YearMonthDay,
            zone: None,
        })
    }

    struct Cells<'a> {
        is_ragged: bool,
        score: Cell<'a>,
        date: Cell<'a>,
        region: Cell<'a>,
        client: [Option<Cell<'a>>; DEEPEST],
        weight: Option<Cell<'a>>,
        attributes: Vec<Cell<'a>>,
    }

    impl Row for Cells<'_> {
        fn is_ragged(&self) -> bool {
            self.is_ragged
        }

        fn score(&self) -> Cell<'_> {
            self.score
        }

        fn date(&self) -> Option<Cell<'_>> {
            Some(self.date)
        }

        fn region(&self) -> Option<Cell<'_>> {
            Some(self.region)
        }

        fn client(&self, level: usize) -> Option<Cell<'_>> {
            self.client.get(level).copied().flatten()
        }

        fn weight(&self) -> Option<Cell<'_>> {
            self.weight
        }

        fn attribute(&self, at: usize) -> Option<Cell<'_>> {
            self.attributes.get(at).copied()
        }
    }

    fn row<'a>(score: &'a str, date: &'a str, region: &'a [u8]) -> Cells<'a> {
        let [score, date, region] = [score.as_bytes(), date.as_bytes(), region].map(Cell::Written);
        Cells {
            is_ragged: false,
            score,
            date,
            region,
            client: [None; DEEPEST],
            weight: None,
            attributes: Vec::new(),
        }
    }

    fn read(width: usize, score: &str, date: &str, region: &[u8]) -> Result<Response, Unusable> {
        reader().response(&Cells { is_ragged: width != 3, ..row(score, date, region) })
    }

    #[test]
    fn a_row_with_several_faults_counts_under_the_first() {
        use Reason::{BlankDate, BlankScore, DateAfterReport, RaggedRow, ScoreOutOfScale, UnreadableDate};
        let rejected = |reason| Err(Unusable::Rejected { reason, client: 0 });
        assert_eq!(read(2, "", "", b""), rejected(RaggedRow));
        assert_eq!(read(3, " \u{a0}", "", b""), rejected(BlankScore));
        assert_eq!(read(3, "11", "", b""), rejected(ScoreOutOfScale));
        assert_eq!(read(3, "-1", "", b""), rejected(ScoreOutOfScale));
        assert_eq!(read(3, "9", "\t", b""), rejected(BlankDate));
        assert_eq!(read(3, "9", "soon", b"\xff"), rejected(UnreadableDate));
        assert_eq!(read(3, "9", "2026-10-01", b"\xff"), rejected(DateAfterReport));
        assert_eq!(read(3, "9", "2026-09-30", b"\xff"), Err(Unusable::NotText(Naming::Region)));
    }

    #[test]
    fn white_space_around_a_cell_means_nothing() {
        let plain = read(3, "9", "2026-09-30", b"North").expect("a response");
        assert_eq!(read(3, " 9\u{a0}", "\u{202f}2026-09-30 ", b" North\t"), Ok(plain));
        assert_eq!(read(3, "9", "2026-09-30", "\u{a0}".as_bytes()).map(|r| r.region), Ok(0));
    }

    #[test]
    fn a_date_cell_tells_its_order_when_it_can() {
        use DateEvidence::{Ambiguous, Blank, Either, NamesMonth, NoDate, Only};
        assert_eq!(DateEvidence::of(b" "), Blank);
        assert_eq!(DateEvidence::of(b"soon"), NoDate);
        assert_eq!(DateEvidence::of(b"2026-01-02"), Only(DateOrder::YearMonthDay));
        assert_eq!(DateEvidence::of(b"13/01/2026"), Only(DateOrder::DayMonthYear));
        assert_eq!(DateEvidence::of(b"1/13/26"), Only(DateOrder::MonthDayYear));
        assert_eq!(DateEvidence::of(b"02.02.2026"), Either);
        assert_eq!(DateEvidence::of(b"28 Sep 2026"), NamesMonth);
        assert!(matches!(DateEvidence::of(b"01.02.2026"), Ambiguous { .. }));
    }

    #[test]
    fn typed_cells_are_read_as_their_texts_would_be() {
        let typed = |score, date| reader().response(&Cells { score, date, ..row("", "", b"") });
        let plain = read(3, "9", "2026-09-30", b"");
        let (nine, day) = (Cell::Whole(9), Cell::Day(20_726));
        assert_eq!(typed(nine, day), plain);
        assert_eq!(typed(Cell::Real(9.0), Cell::Text(b"2026-09-30")), plain);
        let rejected = |reason| Err(Unusable::Rejected { reason, client: 0 });
        assert_eq!(typed(Cell::Real(9.5), day), rejected(Reason::ScoreNotWhole));
        assert_eq!(typed(Cell::Real(f64::NAN), day), rejected(Reason::BlankScore));
        assert_eq!(typed(Cell::Real(f64::INFINITY), day), rejected(Reason::ScoreOutOfScale));
        assert_eq!(typed(day, day), rejected(Reason::ScoreNotANumber));
        assert_eq!(typed(nine, Cell::Instant(20_726 * 86_400 + 86_399)), plain);
        assert_eq!(typed(nine, Cell::Instant(20_727 * 86_400)), rejected(Reason::DateAfterReport));
        assert_eq!(typed(nine, Cell::Instant(i64::MIN)), rejected(Reason::UnreadableDate));
        assert_eq!(typed(nine, Cell::Day(20_727)), rejected(Reason::DateAfterReport));
        assert_eq!(typed(nine, Cell::Day(i64::MAX)), rejected(Reason::UnreadableDate));
        assert_eq!(typed(nine, Cell::Text(b"")), rejected(Reason::BlankDate));
    }

    #[test]
    fn attributes_are_told_apart_all_together() {
        let mut reader = reader();
        let mut code = |attributes: &[&'static str]| {
            let attributes = attributes.iter().map(|text| Cell::Written(text.as_bytes())).collect();
            reader.detail(&Cells { attributes, ..row("9", "2026-09-30", b"") }, 0).map(|d| d.attributes)
        };
        assert_eq!([code(&["f", " 18"]), code(&["m", ""]), code(&["f", "18"])], [Ok(1), Ok(2), Ok(1)]);
        assert_eq!([code(&["", ""]), code(&[""]), code(&["f"])], [Ok(3), Ok(0), Ok(4)]);
        assert_eq!(code(&["f", "a\0b"]), Err(Unusable::NotText(Naming::Attribute(1))));
        assert_eq!(reader.profile(1, 2), ["f", "18"]);
        assert_eq!(reader.profile(2, 2), ["m", ""]);
        assert_eq!(reader.profile(0, 1), [""]);
    }

    #[test]
    fn a_client_is_named_by_all_its_columns() {
        let client = |cells: [Option<Cell<'static>>; DEEPEST]| {
            let mut reader = reader();
            let response = reader.response(&Cells { client: cells, ..row("9", "2026-09-30", b"") });
            response.map(|response| reader.client(response.client).map(|client| client.to_string()))
        };
        let cell = |text: &'static str| Some(Cell::Written(text.as_bytes()));
        assert_eq!(client([None; DEEPEST]), Ok(None));
        assert_eq!(client([cell(" Acme "), None, None]), Ok(Some("Acme".to_owned())));
        assert_eq!(client([cell("\"North\""), cell("Acme"), None]), Ok(Some("North / Acme".to_owned())));
        assert_eq!(client([Some(Cell::Whole(-7)), None, None]), Ok(Some("-7".to_owned())));
        let rejected = Err(Unusable::Rejected { reason: Reason::BlankClient, client: 0 });
        assert_eq!(client([cell(" "), None, None]), rejected);
        assert_eq!(client([cell("North"), cell(""), None]), rejected);
        assert_eq!(
            client([Some(Cell::Text(b"A\0B")), None, None]),
            Err(Unusable::NotText(Naming::Client(0)))
        );
        let broken = Some(Cell::Written(b"\xff"));
        assert_eq!(client([broken, None, None]), Err(Unusable::NotText(Naming::Client(0))));
        assert_eq!(client([cell("North"), broken, None]), Err(Unusable::NotText(Naming::Client(1))));
    }
}
