//! What was read, what was left out, and what should be doubted.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::shaped::{Shaped, shaped};
use super::warning::Warning;
use crate::config::{DateFormat, Keep};
use crate::figures::{Figures, Head, parts};
use crate::responses::{EncodingRead, FileTaken, Outside, Reason, RepeatedRows};
use crate::sections::View;
use crate::source::{Described, FileKind, Packing, SheetRead};
use crate::survey::{Days, Decimal, Period, Region};

/// What was read and what was left out. `rows_read = rows_used + Σ outside + Σ rejected.rows`, and
/// `rows_used = rows_before + rows_shown + rows_after`.
#[derive(Debug, Clone, Default, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quality {
    /// Files in the order read.
    pub files: Vec<FileRead>,
    /// Data rows read, header rows apart.
    pub rows_read: u64,
    /// Rows counted as answers.
    pub rows_used: u64,
    /// Used rows with fewer cells than the header, of which the missing ones count as blank; absent where there are none.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub rows_short: u64,
    /// Used rows whose score is the number of a label, such as `10 - definitely`; absent where there are none.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub rows_labelled: u64,
    /// Which answers count of a respondent who answers more than once in a period; absent where all do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeats: Option<Keep>,
    /// Used rows that stand in another file too, the same in every column; absent where no files were compared, and for who has no
    /// data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeated: Option<RepeatedRows>,
    /// Rows outside the question, by why: nothing is wrong with them; absent where there are none.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub outside: BTreeMap<Outside, u64>,
    /// Rows left out for a fault, by reason, most first.
    pub rejected: Vec<Rejection>,
    /// Share of rows with faults, among these and the used ones, at which the build would have stopped, 0 to 1.
    #[schemars(range(min = 0, max = 1))]
    pub max_rejected: f64,
    /// Used rows of periods before the first one of the trend.
    pub rows_before: u64,
    /// Used rows of the trend's periods, or all without dates.
    pub rows_shown: u64,
    /// Used rows of periods after the reported one.
    pub rows_after: u64,
    /// The first and the last day of the answers of the reported period; absent without dates, where the score of these is not
    /// shown, of few answers of a client, and for who has no data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<Days>,
    /// Used rows of the reported period whose region is not stated; none without regions, or where that
    /// is hidden.
    pub region_not_stated: Option<u64>,
    /// How dates were read, such as `DD.MM.YYYY`; none without dates.
    pub date_format: Option<String>,
    /// How that is known; absent without dates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_format_by: Option<FormatBy>,
    /// The mark before decimals, where there are numbers that may be read in two ways; absent where there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decimal: Option<Decimal>,
    /// The time zone that moments were converted to, such as `Europe/Kyiv`; absent where none is stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// Columns that were shaped before anything was counted; absent where there are none, and of clients' reports.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shaped: Vec<Shaped>,
    /// What could be read and should be doubted; absent where there is nothing of the kind.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Warning>,
}

impl Quality {
    /// The account of all rows.
    pub(crate) fn of(view: &View<'_>) -> Self {
        let (counts, head) = (view.counts, view.head);
        let intake = &counts.excerpt.intake;
        let rows = |keep: &dyn Fn(i32) -> bool| -> u64 {
            let kept = counts.excerpt.cells.iter().filter(|((period, _), _)| period.is_some_and(keep));
            kept.map(|(_, answers)| answers.n()).sum()
        };
        let first = view.head.periods.first().map(|period| period.ordinal());
        let rows_before = first.map_or(0, |first| rows(&|period| period < first));
        let rows_after = head.period.map_or(0, |last| rows(&|period| period > last.ordinal()));
        let mut rejected: Vec<Rejection> = intake
            .rejected
            .iter()
            .map(|(reason, rows)| Rejection { reason: *reason, rows: rows.rows, first: rows.first.clone() })
            .collect();
        rejected.sort_by(|a, b| b.rows.cmp(&a.rows).then(a.reason.cmp(&b.reason)));
        let zone = counts.config.source.time_zone.filter(|_| counts.config.columns.date.is_some());
        let date_format = intake.date_format.clone();
        let is_stated = matches!(counts.config.source.date_format, DateFormat::Stated(_));
        let by = if is_stated { FormatBy::Stated } else { FormatBy::Found };
        Self {
            files: intake.files.iter().map(FileRead::of).collect(),
            rows_read: intake.rows_read,
            rows_used: intake.rows_used,
            rows_short: intake.rows_short,
            rows_labelled: intake.rows_labelled,
            repeats: Some(counts.config.keep).filter(|keep| *keep != Keep::All),
            repeated: intake.repeated,
            outside: intake.outside.clone(),
            rejected,
            max_rejected: counts.config.source.max_rejected,
            rows_before,
            rows_shown: intake.rows_used - rows_before - rows_after,
            rows_after,
            days: days(view),
            region_not_stated: not_stated(counts, head.period),
            date_format_by: date_format.as_ref().map(|_| by),
            date_format,
            decimal: intake.decimal,
            time_zone: zone.map(|zone| zone.name().to_owned()),
            shaped: if view.among.is_none() { shaped(counts.config, &intake.shapes) } else { Vec::new() },
            warnings: Vec::new(),
        }
    }

    /// What of it does not agree with itself, if anything does not.
    pub(crate) fn fault(&self, head: &Head) -> Option<&'static str> {
        let sum = |numbers: &[u64]| numbers.iter().try_fold(0, |sum: u64, n| sum.checked_add(*n));
        let rejected: Vec<u64> = self.rejected.iter().map(|rejection| rejection.rows).collect();
        let outside: Vec<u64> = self.outside.values().copied().collect();
        let rejected =
            sum(&rejected).zip(sum(&outside)).and_then(|(rejected, outside)| rejected.checked_add(outside));
        let in_time = sum(&[self.rows_before, self.rows_shown, self.rows_after]);
        let read = rejected.and_then(|rejected| rejected.checked_add(self.rows_used));
        if read != Some(self.rows_read) || in_time != Some(self.rows_used) {
            return Some("the rows read are not those used and those left out");
        }
        let of_files = self.files.iter().try_fold(0, |sum: u64, file| sum.checked_add(file.rows));
        let is_of_files = self.files.is_empty() || of_files == Some(self.rows_read);
        if !is_of_files || !self.files.iter().all(FileRead::adds_up) {
            return Some("the rows of the files are not those read, used and left out");
        }
        if self.rows_short.max(self.rows_labelled) > self.rows_used {
            return Some("more rows than are used are short or have labels");
        }
        if self.days.is_some_and(|days| !are_of(days, head)) {
            return Some("the days of the answers are not those of a period whose score is shown");
        }
        (!(0.0..=1.0).contains(&self.max_rejected)).then_some("the share of rejected rows is none")
    }

    /// The same for who has no data: without names of files, numbers of rows, days and repeated rows, and without what is doubted of
    /// single answers or clients.
    #[must_use]
    pub fn without_places(mut self) -> Self {
        self.files.clear();
        (self.days, self.repeated) = (None, None);
        self.shaped.clear();
        self.rejected.iter_mut().for_each(|rejection| rejection.first.clear());
        self.warnings.retain(Warning::is_of_periods);
        self
    }
}

/// The first and the last day of the answers of the period, where no one answer is known by its day: to whoever has the data, and to
/// a client of its own answers where these are not few. Not where clients read of each other.
fn days(view: &View<'_>) -> Option<Days> {
    let Figures { config, excerpt } = view.counts;
    let estimate = view.head.overall.estimate()?;
    let are_told = config.columns.reader.is_empty() && (view.among.is_none() || !estimate.low_base);
    excerpt.days.get(&view.head.period?.ordinal()).copied().filter(|_| are_told)
}

/// Whether these can be the days of the answers that a report is on.
fn are_of(days: Days, head: &Head) -> bool {
    let are_in = |period: Period| {
        period.first_day() <= days.first && days.first <= days.last && days.last <= period.last_day()
    };
    head.overall.estimate().is_some() && head.period.is_some_and(are_in)
}

/// How many answers of the period state no region; none without regions or where that number is hidden.
fn not_stated(counts: Figures<'_>, period: Option<Period>) -> Option<u64> {
    counts.config.columns.region.as_ref()?;
    let parts = parts(counts, period);
    parts.first_key_value()?;
    match parts.get(&Region::NotStated) {
        None => Some(0),
        Some(part) => part.is_visible().then(|| part.counts.n()),
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_zero(rows: &u64) -> bool {
    *rows == 0
}

/// One input file.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileRead {
    /// File name without its folder.
    pub name: String,
    /// Data rows read from it.
    pub rows: u64,
    /// Those of them that were counted as answers.
    pub rows_used: u64,
    /// Those of them that are outside the question, by why; absent where there are none.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub outside: BTreeMap<Outside, u64>,
    /// Those of them that were left out for a fault, by reason; absent where there are none.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub rejected: BTreeMap<Reason, u64>,
    /// What kind of file it is.
    pub kind: FileKind,
    /// By what it is packed; absent where it is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub packed: Option<Packing>,
    /// What stands between the cells of a text file; absent of others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<char>,
    /// The sheet of a workbook; absent of others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<SheetRead>,
    /// What it was read in; absent of UTF-8 where nothing says so, and of files that are no text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<EncodingRead>,
}

impl FileRead {
    fn of(taken: &FileTaken) -> Self {
        let FileTaken { name, rows, rejected, outside, described, encoding } = taken.clone();
        let Described { kind, packed, delimiter, sheet } = described;
        let unused: u64 = rejected.values().chain(outside.values()).sum();
        let rows_used = rows.saturating_sub(unused);
        Self { name, rows, rows_used, outside, rejected, kind, packed, delimiter, sheet, encoding }
    }

    /// How many of its rows are left out for a fault.
    pub(super) fn faults(&self) -> u64 {
        self.rejected.values().sum()
    }

    /// How many of its rows are outside the question.
    pub(super) fn set_aside(&self) -> u64 {
        self.outside.values().sum()
    }

    /// Whether its rows are those used and those that are not.
    fn adds_up(&self) -> bool {
        let parts = self.rejected.values().chain(self.outside.values()).chain([&self.rows_used]);
        parts.copied().try_fold(0, u64::checked_add) == Some(self.rows)
    }
}

/// How the format of dates is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FormatBy {
    /// It is stated.
    Stated,
    /// The dates of all rows say so together.
    Found,
}

/// Rows left out for one reason.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rejection {
    /// The reason.
    pub reason: Reason,
    /// How many rows.
    pub rows: u64,
    /// The first few: file name and row, the header being row 1.
    pub first: Vec<(String, u64)>,
}
