//! Where data are, and how their text is to be read.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::Check;
use crate::config::file::{self, OneOrMany};
use crate::config::settings::{DateFormat, DateOrder, Delimiter, NamePart, Named, Source};
use crate::config::tree::At;
use crate::error::Problem;
use crate::survey::{Decimal, Encoding, TimeZone, canonical};

/// No sheet of a workbook has more rows.
const LAST_ROW: u32 = 1 << 20;

/// A header of more rows is none.
const MOST_HEADER_ROWS: i64 = 5;

/// More rows below a header are no notes on its columns.
const MOST_SKIPPED: i64 = 1_000;

impl Check<'_> {
    pub(super) fn source(&mut self, file: &file::Source, default: &Source) -> Source {
        let files = self.files(file);
        Source { files, ..self.layout(file, default) }
    }

    fn files(&mut self, file: &file::Source) -> Vec<Named<String>> {
        match file.files.clone() {
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
        }
    }

    /// How files are laid out, wherever they are.
    pub(super) fn layout(&mut self, file: &file::Source, default: &Source) -> Source {
        let stated = file.encoding.clone().filter(|stated| stated.value.trim() != "auto");
        let encoding =
            self.valid(stated, |name| Encoding::named(name.trim()), |name| no_encoding(name.trim()));
        let file_column = file.file_column.as_ref().map(|at| self.name(&at.value, at.span, "column"));
        let file_pattern = self.file_pattern(file.file_pattern.as_ref(), file_column.as_ref());
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
                .hint("use auto, YYYY-MM-DD, DD.MM.YYYY, MM/DD/YYYY or unix; separators and a time after it do not matter")
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
        let max_rejected = self.valid(
            file.max_rejected.clone(),
            |percent| (0.0..=100.0).contains(percent).then_some(*percent / 100.0),
            |percent| Problem::new(format!("`{percent}` is not a share from 0 to 100 per cent")),
        );
        let header_row = self.valid(
            file.header_row.clone(),
            |row| u32::try_from(*row).ok().filter(|row| (1..=LAST_ROW).contains(row)),
            |row| {
                Problem::new(format!("`{row}` is no row of a sheet"))
                    .hint("rows are counted from 1, as spreadsheets number them")
            },
        );
        let header_rows = self.rows("header_rows", file.header_rows.as_ref(), 1..=MOST_HEADER_ROWS);
        let skip_rows = self.rows("skip_rows", file.skip_rows.as_ref(), 0..=MOST_SKIPPED);
        let headings = self.headings(&file.headings, default);
        let sheet = file.sheet.clone().map(|At { value, span, .. }| self.named(value, span));
        Source {
            folder: self.folder.to_owned(),
            files: Vec::new(),
            header_rows: header_rows.unwrap_or(default.header_rows),
            skip_rows: skip_rows.unwrap_or(default.skip_rows),
            headings,
            preset: default.preset.clone(),
            sheet: sheet.or_else(|| default.sheet.clone()),
            header_row: header_row.or(default.header_row),
            encoding: encoding.or(default.encoding.filter(|_| file.encoding.is_none())),
            file_column: file_column.or_else(|| default.file_column.clone()),
            file_pattern: file_pattern.or_else(|| default.file_pattern.clone()),
            delimiter: delimiter.unwrap_or(default.delimiter),
            date_format: date_format.unwrap_or(default.date_format),
            // `auto` in a client's own file undoes what the shared one states.
            decimal: decimal.or(default.decimal.filter(|_| file.decimal.is_none())),
            time_zone: time_zone.or(default.time_zone),
            repeated: file.repeated.unwrap_or(default.repeated),
            max_rejected: max_rejected.unwrap_or(default.max_rejected),
            only: self.conditions(file.only.as_ref()).unwrap_or_else(|| default.only.clone()),
        }
    }

    /// A number of rows.
    fn rows(&mut self, key: &str, stated: Option<&At<i64>>, may_be: RangeInclusive<i64>) -> Option<usize> {
        self.valid(
            stated.cloned(),
            |rows| usize::try_from(*rows).ok().filter(|_| may_be.contains(rows)),
            |rows| {
                let (least, most) = (may_be.start(), may_be.end());
                Problem::new(format!("`{rows}` is no number of rows that `{key}` can have"))
                    .hint(format!("it is a whole number from {least} to {most}"))
            },
        )
    }

    /// What files may call columns otherwise.
    fn headings(
        &mut self,
        stated: &BTreeMap<String, At<OneOrMany>>,
        default: &Source,
    ) -> BTreeMap<String, Vec<String>> {
        let mut headings = default.headings.clone();
        let mut known: Vec<(String, String)> = Vec::new();
        for (name, At { value, span, .. }) in stated {
            let name = canonical(name).into_owned();
            let others = self.names(value, *span, "column");
            for other in &others {
                let of = known.iter().find(|(heading, of)| *heading == other.value && *of != name);
                if let Some((_, of)) = of {
                    let what = format!("the heading `{}` stands for `{of}` and for `{name}`", other.value);
                    let problem = Problem::new(what).at(other.place.clone());
                    self.problems.push(problem.hint("a column of a file has one name"));
                }
                known.push((other.value.clone(), name.clone()));
            }
            headings.insert(name, others.into_iter().map(|other| other.value).collect());
        }
        headings
    }

    /// What the names of files are made of.
    fn file_pattern(
        &mut self,
        stated: Option<&At<String>>,
        file_column: Option<&Named<String>>,
    ) -> Option<Named<Vec<NamePart>>> {
        let At { value: pattern, span, .. } = stated?;
        let mut parts = NamePart::parts(pattern);
        let is_name =
            |part: &NamePart| matches!((part, file_column), (NamePart::Column(a), Some(b)) if *a == b.value);
        if parts.as_ref().is_ok_and(|parts| parts.iter().any(is_name)) {
            parts = Err("a column of it is `source.file_column` too");
        }
        let parts = parts.map_err(|why| {
            let problem =
                Problem::new(format!("`{pattern}` does not say what file names are made of: {why}"));
            self.problem(*span, problem.hint("write it as {period} {region}.csv, in quotes"));
        });
        Some(Named { value: parts.ok()?, place: Some(self.at(*span)) })
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

/// What to say of a name that no encoding has.
fn no_encoding(name: &str) -> Problem {
    let problem = Problem::new(format!("there is no encoding `{name}`"));
    let number = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let is_meant = |known: &&str| !number(name).is_empty() && number(known) == number(name);
    let problem = match Encoding::names().find(is_meant) {
        Some(known) => problem.hint(format!("did you mean `{known}`?")),
        None => problem.did_you_mean(&name.to_lowercase(), Encoding::names()),
    };
    problem.hint(
        "use auto, utf-8, utf-16, windows-1251, windows-1252, koi8-r, ibm866, gb18030, shift_jis or another",
    )
}

/// Only the order of the letters Y, M and D matters.
fn date_format(text: &str) -> Option<DateFormat> {
    match text {
        "auto" => return Some(DateFormat::Auto),
        "unix" => return Some(DateFormat::Stated(DateOrder::UnixTime)),
        _ => {}
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
