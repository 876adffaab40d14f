//! Where data are, and how their text is to be read: the answers, and a list of all who were asked.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Deserialize;

use super::stated::Named;
use crate::survey::{Decimal, TimeZone};

/// Where the answers are and how their text is to be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// Folder that relative paths start from; never part of a pattern.
    pub folder: PathBuf,
    /// Paths or glob patterns, as they are stated, each with its place.
    pub files: Vec<Named<String>>,
    /// Which sheet of a workbook is read, where it is stated.
    pub sheet: Option<Named<String>>,
    /// Which row of the sheet is the header, from 1, where it is stated.
    pub header_row: Option<u32>,
    /// What separates cells.
    pub delimiter: Delimiter,
    /// How dates are written.
    pub date_format: DateFormat,
    /// The mark before decimals; none: found out from the data, where these leave no doubt.
    pub decimal: Option<Decimal>,
    /// The zone whose days count, where it is stated; moments are converted to it.
    pub time_zone: Option<TimeZone>,
    /// What becomes of answers that are there twice.
    pub repeated: Repeated,
    /// Share of rows with faults, among these and the used ones, above which the build stops, 0 to 1.
    pub max_rejected: f64,
}

/// The list of all who were asked: a row for each of them, in which answers are found by a key.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    /// Its files.
    pub source: Source,
    /// What names a person: columns of the answers, of which the list has its own.
    pub key: Vec<Named<String>>,
    /// What it calls columns of the answers, by what these are called there; all others have one name in both.
    pub columns: BTreeMap<String, Named<String>>,
}

/// What becomes of answers that are there twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Repeated {
    /// They are an error.
    Refuse,
    /// They are counted as often as they are there.
    Use,
}

/// What separates cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delimiter {
    /// Found out from each file's header: comma, semicolon, tab or pipe.
    Auto,
    /// One byte.
    Byte(u8),
}

/// How dates are written. A time after the date is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateFormat {
    /// Found out from the data, where that leaves no doubt.
    Auto,
    /// Stated.
    Stated(DateOrder),
}

/// Order of day, month and year. Separators `-`, `.`, `/` and space are all read; years have four digits,
/// or two, which then mean 2000 to 2099. `YearMonthDay` also reads `YYYYMMDD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateOrder {
    /// `YYYY-MM-DD`, as ISO 8601.
    YearMonthDay,
    /// `DD.MM.YYYY`, `D/M/YY`.
    DayMonthYear,
    /// `MM/DD/YYYY`, `M/D/YY`.
    MonthDayYear,
}

impl Delimiter {
    /// The one that is stated so.
    pub(super) fn stated(text: &str) -> Option<Self> {
        Some(match text {
            "auto" => Self::Auto,
            "comma" => Self::Byte(b','),
            "semicolon" => Self::Byte(b';'),
            "tab" | "\\t" => Self::Byte(b'\t'),
            "pipe" => Self::Byte(b'|'),
            _ => match text.as_bytes() {
                [byte] if byte.is_ascii() && !matches!(byte, b'"' | b'\n' | b'\r' | 0) => Self::Byte(*byte),
                _ => return None,
            },
        })
    }
}
