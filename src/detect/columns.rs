//! What is in each column.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::path::PathBuf;

use super::names::is_called;
use crate::config::{DateOrder, Source};
use crate::responses::{DateEvidence, Look, spreadsheet_day, trimmed};
use crate::source::{
    CHUNK, Cell, Chunk, Faults, FileKind, Glance, Needed, Row, Spot, Stream, Visitor, inputs,
};
use crate::survey::{Day, canonical};

/// So many rows of each file are looked at: what a column holds is clear by then.
const MOST_ROWS: u64 = 20_000;

/// So many columns are looked at.
const MOST_COLUMNS: usize = 2_000;

/// More different values are not kept: they name nothing that answers share.
const MOST_VALUES: usize = 500;

/// So much of a text is kept to be shown.
const SHOWN: usize = 60;

/// What is in a column, as far as rows were looked at.
#[derive(Debug, Clone, Default)]
pub struct Column {
    /// Its heading.
    pub name: String,
    /// How many rows have something there.
    pub filled: u64,
    /// The different values, each with how many rows have it; up to a number of them.
    pub values: BTreeMap<String, u64>,
    /// Whether there are more.
    pub has_more: bool,
    /// How many are whole numbers, alone or with words, and the least and the largest of them.
    pub wholes: u64,
    /// The least and the largest whole number.
    pub range: Option<[i64; 2]>,
    /// How many of these are from 0 to 10.
    pub within: u64,
    /// How many of these have words beside them.
    pub labelled: u64,
    /// How many are numbers.
    pub numbers: u64,
    /// How many are typed as days or moments.
    pub typed_days: u64,
    /// How many are days as spreadsheets number them, by their looks.
    pub day_numbers: u64,
    /// How many are seconds since 1970 by their looks.
    pub unix_times: u64,
    /// How many dates are so in one order only, by that order: the year, the day or the month first.
    pub orders: [u64; 3],
    /// How many dates may be so in two.
    pub either: u64,
    /// How many dates there are whose day and month can be swapped, which gives another day.
    pub ambiguous: u64,
    /// How many name their month.
    pub worded: u64,
    /// Whether numbers with labels are told by these, as in files of statistics programs.
    pub has_labels: bool,
    /// The days that are known.
    pub days: Vec<Day>,
    /// The first few values, each once, in the order of rows.
    pub first: Vec<String>,
    /// How many letters all texts have together.
    pub letters: u64,
}

impl Column {
    /// How many of the values are dates in some order.
    #[must_use]
    pub fn dates(&self) -> u64 {
        self.orders.iter().sum::<u64>() + self.either + self.ambiguous + self.worded + self.typed_days
    }

    /// The days that nearly all are between: a few may be mistaken.
    #[must_use]
    pub fn span(&self) -> Option<[Day; 2]> {
        let mut days = self.days.clone();
        days.sort_unstable();
        let beyond = days.len() / 100;
        Some([*days.get(beyond)?, *days.get(days.len() - 1 - beyond)?])
    }

    /// Whether its numbers are days or moments.
    #[must_use]
    pub fn is_day_or_time(&self) -> bool {
        (self.day_numbers + self.unix_times) * 2 > self.filled
    }

    /// How many different values it has, at least.
    #[must_use]
    pub fn different(&self) -> usize {
        self.values.len()
    }

    fn take(&mut self, cell: Cell<'_>) {
        let Some(look) = Look::of(cell) else { return };
        self.filled += 1;
        let (bytes, encoding) = cell.coded();
        let text = canonical(&encoding.text(trimmed(&bytes)).0).into_owned();
        self.letters += text.chars().count() as u64;
        if self.first.len() < 4 && !self.first.contains(&text) {
            self.first.push(text.clone());
        }
        let is_full = self.values.len() >= MOST_VALUES;
        if let Some(rows) = self.values.get_mut(&text) {
            *rows += 1;
        } else if is_full {
            self.has_more = true;
        } else {
            self.values.insert(text, 1);
        }
        self.numbers += u64::from(look.number.is_some());
        self.labelled += u64::from(look.is_labelled);
        self.unix_times += u64::from(look.is_unix_time());
        if let Some(whole) = look.whole {
            self.wholes += 1;
            self.within += u64::from((0..=10).contains(&whole));
            let [least, most] = self.range.get_or_insert([whole; 2]);
            (*least, *most) = ((*least).min(whole), (*most).max(whole));
        }
        let Some(date) = look.date else {
            self.typed_days += 1;
            let day = match cell {
                Cell::Day(day) => Day::from_epoch(day),
                Cell::Local(moment) | Cell::Instant(moment) => Day::from_epoch(moment.div_euclid(86_400)),
                _ => None,
            };
            return self.day(day);
        };
        match date {
            DateEvidence::Blank => {}
            DateEvidence::NoDate => {
                self.day_numbers += u64::from(spreadsheet_day(trimmed(&bytes)).is_some());
            }
            // The same day in every order.
            DateEvidence::NamesMonth => {
                self.worded += 1;
                self.day(DateEvidence::day(trimmed(&bytes), DateOrder::DayMonthYear));
            }
            DateEvidence::Either => {
                self.either += 1;
                self.day(DateEvidence::day(trimmed(&bytes), DateOrder::DayMonthYear));
            }
            DateEvidence::Ambiguous { day_first, .. } => {
                self.ambiguous += 1;
                self.day(Some(day_first));
            }
            DateEvidence::Only(order) => {
                let at = match order {
                    DateOrder::YearMonthDay | DateOrder::UnixTime => 0,
                    DateOrder::DayMonthYear => 1,
                    DateOrder::MonthDayYear => 2,
                };
                self.orders.iter_mut().skip(at).take(1).for_each(|rows| *rows += 1);
                self.day(DateEvidence::day(trimmed(&bytes), order));
            }
        }
    }

    fn day(&mut self, day: Option<Day>) {
        self.days.extend(day);
    }

    /// A value as it is shown: in one line, and not too long.
    #[must_use]
    pub fn shown(value: &str) -> String {
        let mut shown: String = value.chars().take(SHOWN).collect();
        if shown.len() < value.len() {
            shown.push('…');
        }
        shown
    }
}

/// A text that stays within a comment.
pub(super) fn plain(text: &str) -> String {
    let is_break = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}');
    text.chars().map(|c| if is_break(c) { ' ' } else { c }).collect()
}

/// Looks at the first rows of each file, column by column.
pub(super) fn look(files: &[(PathBuf, Glance)], source: &Source) -> Result<(Vec<Column>, u64), Faults> {
    let mut names: Vec<&String> = Vec::new();
    let mut seen = BTreeSet::new();
    for heading in files.iter().flat_map(|(_, glance)| &glance.headings) {
        if !heading.is_empty() && seen.insert(heading) {
            names.push(heading);
        }
    }
    if names.len() > MOST_COLUMNS {
        // Those that are called as if they mattered are not to be left out.
        let (called, others): (Vec<&String>, _) = names.iter().partition(|name| is_called(name));
        names = called.into_iter().chain(others).take(MOST_COLUMNS).collect();
    }
    // Two columns of one name are none that a config could name.
    let is_once = |name: &&String| {
        files.iter().all(|(_, glance)| glance.headings.iter().filter(|other| other == name).count() < 2)
    };
    names.retain(is_once);
    let needed: Vec<Needed> = names.iter().map(|name| Needed::any(name)).collect();
    let inputs = inputs(source, &needed)?;
    let has_labels =
        files.iter().any(|(_, glance)| matches!(glance.described.kind, FileKind::Spss | FileKind::TripleS));
    let column = |name: &&String| Column { name: (*name).clone(), has_labels, ..Column::default() };
    let columns = names.iter().map(column).collect();
    let mut looking = Looking { columns, rows: 0, of_file: 0 };
    let (mut stream, mut chunk, mut file) = (Stream::new(&inputs, CHUNK), Chunk::default(), None);
    loop {
        let next = stream.next_chunk(&mut chunk).and_then(|is_there| {
            let of = chunk.first.map(|spot| spot.file);
            if is_there && file != of {
                (file, looking.of_file) = (of, 0);
            }
            if is_there && looking.of_file < MOST_ROWS {
                chunk.rows(&inputs, &mut looking)?;
            }
            Ok(is_there)
        });
        match next {
            Ok(false) => break,
            Ok(true) => {}
            Err(failure) => {
                return Err(Faults { config: Vec::new(), data: vec![failure.problem] });
            }
        }
    }
    Ok((looking.columns, looking.rows))
}

struct Looking {
    columns: Vec<Column>,
    rows: u64,
    of_file: u64,
}

impl Visitor for Looking {
    fn row(&mut self, row: &impl Row, _: Spot) -> ControlFlow<()> {
        if self.of_file >= MOST_ROWS {
            return ControlFlow::Break(());
        }
        self.of_file += 1;
        if row.is_blank() || row.is_ragged() {
            return ControlFlow::Continue(());
        }
        self.rows += 1;
        for (at, column) in self.columns.iter_mut().enumerate() {
            column.take(row.cell(at));
        }
        ControlFlow::Continue(())
    }
}
