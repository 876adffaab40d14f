//! Columns and texts become typed responses. A row that cannot be used is counted under its reason.
//!
//! Here it is known what a score, a date and a region look like; where their cells come from, and what is
//! counted, is not. No row is dropped here: a row is a [`Response`] or it is [`Unusable`].

mod date;
mod memo;
mod number;
mod regions;

use serde::{Deserialize, Serialize};

use crate::config::DateOrder;
use crate::source::{Layout, Row};
use crate::survey::{Calendar, Day, Scale, Score};

use memo::{Key, Memo};

pub use date::name as date_order_name;
pub use regions::{MOST_REGIONS, Regions};

/// Why a row cannot be used. A row with several faults counts once, under the first of them in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// More or fewer cells than the header; one empty cell more does not matter.
    RaggedRow,
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
}

impl Reason {
    /// What is wrong with such a row, in plain English.
    #[must_use]
    pub const fn describe(self) -> &'static str {
        match self {
            Self::RaggedRow => "more or fewer cells than the header",
            Self::BlankScore => "no score",
            Self::ScoreNotANumber => "the score is not a number",
            Self::ScoreNotWhole => "the score is not a whole number",
            Self::ScoreOutOfScale => "the score is outside the scale",
            Self::BlankDate => "no date",
            Self::UnreadableDate => "the date cannot be read",
            Self::DateAfterReport => "the date is after the reporting date",
        }
    }
}

/// A usable answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Response {
    /// Ordinal of its period; 0 when no dates are read.
    pub period: i32,
    /// Code of its region in the [`Regions`]; 0 when it states none or no regions are read.
    pub region: u32,
    /// Its score.
    pub score: Score,
}

/// Why a row is no response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unusable {
    /// It is left out and counted.
    Rejected(Reason),
    /// Its region is not UTF-8 text, which must be mended before anything can be reported by region.
    RegionNotText,
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
}

/// Reads rows, and remembers the regions and the dates that it has seen.
#[derive(Debug)]
pub struct Reader {
    reading: Reading,
    regions: Regions,
    periods: Memo,
}

impl Reader {
    /// A reader that has seen nothing.
    #[must_use]
    pub fn new(reading: Reading) -> Self {
        Self { reading, regions: Regions::default(), periods: Memo::default() }
    }

    /// The regions seen so far.
    #[must_use]
    pub fn regions(&self) -> &Regions {
        &self.regions
    }

    /// Reads a row of a file laid out like this.
    ///
    /// # Errors
    /// With the first thing that makes it unusable, in the order of [`Reason`], the region last.
    #[inline]
    pub fn response(&mut self, row: Row<'_>, layout: &Layout) -> Result<Response, Unusable> {
        if row.width != layout.width {
            return Err(Unusable::Rejected(Reason::RaggedRow));
        }
        let answer = number::read(trimmed(&row.score.text())).map_err(Unusable::Rejected)?;
        let score = self.reading.scale.score(answer).ok_or(Unusable::Rejected(Reason::ScoreOutOfScale))?;
        let period = match layout.date {
            Some(_) => self.period(trimmed(&row.date.text())).map_err(Unusable::Rejected)?,
            None => 0,
        };
        let region = match layout.region {
            Some(_) => self.regions.code(trimmed(&row.region.text())).map_err(|_| Unusable::RegionNotText)?,
            None => 0,
        };
        Ok(Response { period, region, score })
    }

    fn period(&mut self, text: &[u8]) -> Result<i32, Reason> {
        let key = Key::of(text);
        if let Some(period) = key.and_then(|key| self.periods.get(key)) {
            return Ok(period);
        }
        let period = self.reading.period(text)?;
        if let Some(key) = key {
            self.periods.put(key, period);
        }
        Ok(period)
    }
}

impl Reading {
    fn period(&self, text: &[u8]) -> Result<i32, Reason> {
        if text.is_empty() {
            return Err(Reason::BlankDate);
        }
        let day = date::read(text, self.order).ok_or(Reason::UnreadableDate)?;
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
        let day = |order| date::read(text, order);
        if text.is_empty() {
            Self::Blank
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
    use crate::source::Cell;
    use crate::survey::{Granularity, Month};

    const LAYOUT: Layout = Layout { delimiter: b',', width: 3, score: 0, date: Some(1), region: Some(2) };

    fn read(
        width: usize,
        score: &'static str,
        date: &'static str,
        region: &'static [u8],
    ) -> Result<Response, Unusable> {
        let reading = Reading {
            scale: Scale::ZERO_TO_TEN,
            calendar: Calendar { by: Granularity::Month, year_starts: Month::JANUARY },
            as_of: Day::new(2026, 9, 30).expect("a day"),
            order: DateOrder::YearMonthDay,
        };
        let row =
            Row { width, score: Cell(score.as_bytes()), date: Cell(date.as_bytes()), region: Cell(region) };
        Reader::new(reading).response(row, &LAYOUT)
    }

    #[test]
    fn a_row_with_several_faults_counts_under_the_first() {
        use Reason::{BlankDate, BlankScore, DateAfterReport, RaggedRow, ScoreOutOfScale, UnreadableDate};
        let rejected = |reason| Err(Unusable::Rejected(reason));
        assert_eq!(read(2, "", "", b""), rejected(RaggedRow));
        assert_eq!(read(3, " \u{a0}", "", b""), rejected(BlankScore));
        assert_eq!(read(3, "11", "", b""), rejected(ScoreOutOfScale));
        assert_eq!(read(3, "-1", "", b""), rejected(ScoreOutOfScale));
        assert_eq!(read(3, "9", "\t", b""), rejected(BlankDate));
        assert_eq!(read(3, "9", "soon", b"\xff"), rejected(UnreadableDate));
        assert_eq!(read(3, "9", "2026-10-01", b"\xff"), rejected(DateAfterReport));
        assert_eq!(read(3, "9", "2026-09-30", b"\xff"), Err(Unusable::RegionNotText));
    }

    #[test]
    fn white_space_around_a_cell_means_nothing() {
        let plain = read(3, "9", "2026-09-30", b"North").expect("a response");
        assert_eq!(read(3, " 9\u{a0}", "\u{202f}2026-09-30 ", b" North\t"), Ok(plain));
        assert_eq!(read(3, "9", "2026-09-30", "\u{a0}".as_bytes()).map(|r| r.region), Ok(0));
    }

    #[test]
    fn a_date_cell_tells_its_order_when_it_can() {
        use DateEvidence::{Ambiguous, Blank, Either, NoDate, Only};
        assert_eq!(DateEvidence::of(b" "), Blank);
        assert_eq!(DateEvidence::of(b"soon"), NoDate);
        assert_eq!(DateEvidence::of(b"2026-01-02"), Only(DateOrder::YearMonthDay));
        assert_eq!(DateEvidence::of(b"13/01/2026"), Only(DateOrder::DayMonthYear));
        assert_eq!(DateEvidence::of(b"1/13/26"), Only(DateOrder::MonthDayYear));
        assert_eq!(DateEvidence::of(b"02.02.2026"), Either);
        assert!(matches!(DateEvidence::of(b"01.02.2026"), Ambiguous { .. }));
    }

    #[test]
    fn the_codes_of_regions_are_bounded() {
        let mut regions = Regions::default();
        for number in 0..MOST_REGIONS {
            regions.code(format!("R{number}").as_bytes()).expect("text");
        }
        assert!(!regions.has_too_many());
        assert_eq!(regions.code(b"one more"), Ok(0));
        assert!(regions.has_too_many());
        assert_eq!(regions.names().len(), MOST_REGIONS);
    }
}
