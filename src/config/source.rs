//! Where data are, and how their text is to be read: the answers, and a list of all who were asked.

use std::collections::BTreeMap;
use std::path::PathBuf;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::stated::Named;
use crate::survey::{Day, Decimal, Encoding, TimeZone, canonical};

/// Where the answers are and how their text is to be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// Folder that relative paths start from; never part of a pattern.
    pub folder: PathBuf,
    /// Paths or glob patterns, as they are stated, each with its place.
    pub files: Vec<Named<String>>,
    /// What text files are written in; none: found out from each of them.
    pub encoding: Option<Encoding>,
    /// The column that holds the name of each file, where that is wanted.
    pub file_column: Option<Named<String>>,
    /// What the name of each file is made of, where columns are told by it.
    pub file_pattern: Option<Named<Vec<NamePart>>>,
    /// Which sheet of a workbook is read, where it is stated.
    pub sheet: Option<Named<String>>,
    /// Which row of the sheet is the header, from 1, where it is stated.
    pub header_row: Option<u32>,
    /// How many rows the header has, from 1: of several, each names a part of its columns.
    pub header_rows: usize,
    /// How many rows right below the header are no answers.
    pub skip_rows: usize,
    /// What files may call columns otherwise, by their names.
    pub headings: BTreeMap<String, Vec<String>>,
    /// The export whose layout this is, where that is stated.
    pub preset: Option<Named<String>>,
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
    /// Which rows are meant: those for which all conditions of one of these hold; without any, all of them.
    pub only: Vec<Vec<Condition>>,
}

/// What the cells of a column have to be.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// The column.
    pub column: Named<String>,
    /// What its cells have to be.
    pub test: Test,
    /// Whether the column may lack in all files; its cells are then blank.
    pub is_optional: bool,
}

/// What a cell has to be.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// One of these texts, or none of them, by upper and lower case alike.
    Among {
        /// The texts, as they are stated.
        values: Vec<Named<String>>,
        /// Whether it is to be one of them.
        is_one: bool,
    },
    /// A day between these, both included.
    Days([Option<Day>; 2]),
    /// A number between these, both included.
    Numbers([Option<f64>; 2]),
    /// Blank, or not.
    Blank(bool),
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

/// Which answers count of a respondent who answers more than once in a period.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Keep {
    /// The last one.
    Last,
    /// The first one.
    First,
    /// All of them.
    #[default]
    All,
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
    /// Seconds since 1970-01-01 in UTC, or thousandths of them where the number has more than eleven digits.
    UnixTime,
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

/// A part of the name of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NamePart {
    /// This very text.
    Text(String),
    /// What stands here is the cell of this column in all rows.
    Column(String),
}

impl Default for Source {
    fn default() -> Self {
        Self {
            folder: PathBuf::new(),
            files: Vec::new(),
            encoding: None,
            file_column: None,
            file_pattern: None,
            sheet: None,
            header_row: None,
            header_rows: 1,
            skip_rows: 0,
            headings: BTreeMap::new(),
            preset: None,
            delimiter: Delimiter::Auto,
            date_format: DateFormat::Auto,
            decimal: None,
            time_zone: None,
            repeated: Repeated::Refuse,
            max_rejected: 0.2,
            only: Vec::new(),
        }
    }
}

impl Source {
    /// How many rows there are from the first of the header to the first answer.
    #[must_use]
    pub fn rows_above(&self) -> usize {
        self.header_rows + self.skip_rows
    }

    /// How many rows of a text file are above its header, as titles are.
    #[must_use]
    pub fn titles(&self) -> usize {
        self.header_row.map_or(0, |row| row.saturating_sub(1) as usize)
    }

    /// Calls the headings of a file by the names that its columns have, where it calls them otherwise. A heading that is a name
    /// already stays with that.
    pub fn rename(&self, headings: &mut [String]) {
        for (name, others) in &self.headings {
            if headings.contains(name) {
                continue;
            }
            let Some(found) = others.iter().find(|other| headings.contains(other)) else { continue };
            headings
                .iter_mut()
                .filter(|heading| *heading == found)
                .for_each(|heading| heading.clone_from(name));
        }
    }

    /// What a file with these headings calls a column.
    #[must_use]
    pub fn heading_of<'a>(&'a self, name: &'a str, has: impl Fn(&str) -> bool) -> &'a str {
        let others = self.headings.get(name).filter(|_| !has(name));
        others.and_then(|others| others.iter().find(|other| has(other))).map_or(name, String::as_str)
    }

    /// How other files than the answers are read, as far as nothing else is stated of them: the sheet and the header of the answers
    /// are not theirs, and what names of files tell, and which rows are meant, is said of the answers.
    #[must_use]
    pub(super) fn of_another(&self) -> Self {
        Self {
            sheet: None,
            header_row: None,
            file_column: None,
            file_pattern: None,
            only: Vec::new(),
            header_rows: 1,
            skip_rows: 0,
            headings: BTreeMap::new(),
            preset: None,
            ..self.clone()
        }
    }

    /// Whether a column is one that names of files tell.
    #[must_use]
    pub fn is_told_by_names(&self, column: &str) -> bool {
        let is_part = |part: &NamePart| matches!(part, NamePart::Column(name) if name == column);
        self.file_column.as_ref().is_some_and(|name| name.value == column)
            || self.file_pattern.as_ref().is_some_and(|pattern| pattern.value.iter().any(is_part))
    }
}

impl NamePart {
    /// The parts of a pattern such as `{period} {region}.csv`.
    ///
    /// # Errors
    /// With what is wrong with it.
    pub fn parts(pattern: &str) -> Result<Vec<Self>, &'static str> {
        let (mut parts, mut rest) = (Vec::new(), pattern);
        while let Some((text, after)) = rest.split_once('{') {
            let (column, after) = after.split_once('}').ok_or("a brace is never closed")?;
            let column = Self::Column(canonical(column).into_owned());
            if text.is_empty() && !parts.is_empty() {
                return Err("two columns stand side by side, so that there is no telling where one ends");
            }
            if column == Self::Column(String::new()) {
                return Err("a column has no name");
            }
            if parts.contains(&column) {
                return Err("a column is there twice");
            }
            parts.extend((!text.is_empty()).then(|| Self::text(text)));
            parts.push(column);
            rest = after;
        }
        if parts.is_empty() {
            return Err("it has no column");
        }
        parts.extend((!rest.is_empty()).then(|| Self::text(rest)));
        Ok(parts)
    }

    /// A text in the one form of its letters; spaces at its ends are a part of the name.
    fn text(text: &str) -> Self {
        Self::Text(canonical(&format!("|{text}|")).trim_matches('|').to_owned())
    }
}
