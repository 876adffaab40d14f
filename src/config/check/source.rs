//! Where data are, and how they are to be read.

use super::Check;
use crate::config::file::{self, OneOrMany};
use crate::config::settings::{DateFormat, DateOrder, Delimiter, Source};
use crate::config::tree::At;
use crate::error::Problem;
use crate::survey::{Decimal, TimeZone};

/// No sheet of a workbook has more rows.
const LAST_ROW: u32 = 1 << 20;

impl Check<'_> {
    /// What is stated of a source; what is not, as it is by default.
    pub(super) fn source(&mut self, file: &file::Source, default: &Source) -> Source {
        let files = match file.files.clone() {
            None => {
                self.missing("source.files", "source: {files: answers.csv}");
                Vec::new()
            }
            Some(At { value: OneOrMany::One(path), span, .. }) => vec![self.named(path, span)],
            Some(At { value: OneOrMany::Many(paths), span, .. }) => {
                if paths.is_empty() {
                    self.problem(
                        span,
                        Problem::new("the list of files is empty").hint("name one, such as answers.csv"),
                    );
                }
                paths.into_iter().map(|at| self.named(at.value, at.span)).collect()
            }
        };
        let delimiter = self.valid(
            file.delimiter.clone(),
            |text| Delimiter::stated(text),
            |text| {
                Problem::new(format!("`{text}` cannot separate cells"))
                    .hint("use auto, comma, semicolon, tab, pipe, or one ASCII character other than a quote")
            },
        );
        let date_format = self.valid(file.date_format.clone(), |text| date_format(text), |text| {
            Problem::new(format!("unknown date format `{text}`"))
                .hint("use auto, YYYY-MM-DD, DD.MM.YYYY or MM/DD/YYYY; separators and a time after it do not matter")
        });
        let stated = file.decimal.clone().filter(|stated| stated.value != "auto");
        let decimal = self.valid(
            stated,
            |text| decimal(text),
            |text| {
                let problem = Problem::new(format!("`{text}` is no mark before decimals"));
                problem.did_you_mean(text, ["comma", "point"]).hint("use auto, comma or point")
            },
        );
        let time_zone = self.valid(
            file.time_zone.clone(),
            |name| TimeZone::named(name.trim()),
            |name| no_zone(name.trim()),
        );
        let header_row = self.valid(
            file.header_row.clone(),
            |row| u32::try_from(*row).ok().filter(|row| (1..=LAST_ROW).contains(row)),
            |row| {
                Problem::new(format!("`{row}` is no row of a sheet"))
                    .hint("rows are counted from 1, as spreadsheets number them")
            },
        );
        let sheet = file.sheet.clone().map(|At { value, span, .. }| self.named(value, span));
        let max_rejected = self.valid(
            file.max_rejected.clone(),
            |percent| (0.0..=100.0).contains(percent).then_some(*percent / 100.0),
            |percent| Problem::new(format!("`{percent}` is not a share from 0 to 100 per cent")),
        );
        Source {
            folder: self.folder.to_owned(),
            files,
            sheet: sheet.or_else(|| default.sheet.clone()),
            header_row: header_row.or(default.header_row),
            delimiter: delimiter.unwrap_or(default.delimiter),
            date_format: date_format.unwrap_or(default.date_format),
            // `auto` in a client's own file undoes what the shared one states.
            decimal: decimal.or(default.decimal.filter(|_| file.decimal.is_none())),
            time_zone: time_zone.or(default.time_zone),
            repeated: file.repeated.unwrap_or(default.repeated),
            max_rejected: max_rejected.unwrap_or(default.max_rejected),
        }
    }
}

/// The mark before decimals.
fn decimal(text: &str) -> Option<Decimal> {
    match text {
        "comma" | "," => Some(Decimal::Comma),
        "point" | "." => Some(Decimal::Point),
        _ => None,
    }
}

/// What to say of a name that no time zone has: which one it is like, as a whole or by its city.
fn no_zone(name: &str) -> Problem {
    let problem = Problem::new(format!("there is no time zone `{name}`"));
    let is_city = |zone: &&str| zone.rsplit('/').next().is_some_and(|city| city.eq_ignore_ascii_case(name));
    let problem = match TimeZone::names().find(is_city) {
        Some(zone) => problem.hint(format!("did you mean `{zone}`?")),
        None => problem.did_you_mean(name, TimeZone::names()),
    };
    if problem.hints.is_empty() {
        problem.hint("use a name of the IANA database, such as `Europe/Kyiv`, `Europe/Berlin` or `UTC`")
    } else {
        problem
    }
}

/// Only the order of the letters Y, M and D matters.
fn date_format(text: &str) -> Option<DateFormat> {
    if text == "auto" {
        return Some(DateFormat::Auto);
    }
    let date = text.split([' ', 'T']).next().unwrap_or(text).to_ascii_uppercase();
    let mut order: Vec<char> = Vec::new();
    for letter in date.chars() {
        match letter {
            'Y' | 'M' | 'D' if order.last() == Some(&letter) => {}
            'Y' | 'M' | 'D' => order.push(letter),
            '-' | '.' | '/' => {}
            _ => return None,
        }
    }
    Some(DateFormat::Stated(match order[..] {
        ['Y', 'M', 'D'] => DateOrder::YearMonthDay,
        ['D', 'M', 'Y'] => DateOrder::DayMonthYear,
        ['M', 'D', 'Y'] => DateOrder::MonthDayYear,
        _ => return None,
    }))
}
