//! What should be doubted of what was found, in plain words.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::Found;
use super::columns::{Column, plain};
use super::roles::{Role, unfit};
use crate::error::counted;
use crate::responses::{Reason, numbers_of_days, spreadsheet_day};
use crate::source::EncodedBy;
use crate::survey::grouped;

impl Role {
    /// What it is called in a list of columns.
    pub(super) fn describe(self) -> &'static str {
        match self {
            Self::Score => "score",
            Self::AnotherScore => "another score?",
            Self::Rating => "rating?",
            Self::Date => "date",
            Self::AnotherDate => "another date",
            Self::DayNumbers => "days as numbers",
            Self::Region => "region",
            Self::Cut => "cut",
            Self::Weight => "weight?",
            Self::Client => "client?",
            Self::Comment => "comment?",
            Self::Person => "person or id",
            Self::Same => "always the same",
            Self::Empty => "empty",
            Self::Other => "",
        }
    }
}

impl Found {
    /// What should be doubted, and what to do about it.
    #[must_use]
    pub fn doubts(&self) -> Vec<String> {
        let mut doubts = Vec::new();
        let name = |at: usize| self.columns.get(at).map(|column| plain(&column.name)).unwrap_or_default();
        let encoded = self.files.iter().filter_map(|(path, glance)| Some((path, glance.encoded.as_ref()?)));
        for (path, _) in encoded.filter(|(_, encoded)| encoded.by == EncodedBy::Guess).take(5) {
            doubts.push(format!(
                "The encoding of {} is a guess: if letters look wrong, state another `source.encoding`.",
                plain(&path.display().to_string())
            ));
        }
        doubts.extend(self.again.iter().map(|path| {
            format!("{} is named twice, and was read once.", plain(&path.display().to_string()))
        }));
        if !self.header_rows.is_empty() {
            let of =
                |(path, row): &(PathBuf, u32)| format!("{row} in {}", plain(&path.display().to_string()));
            let rows: Vec<String> = self.header_rows.iter().map(of).collect();
            doubts.push(format!(
                "The header seems to be in another row of each file: {}. `source.header_row` holds for all text files: take the titles \
                 out of them, or read them apart.",
                few(&rows)
            ));
        }
        if let Some((preset, lacks)) = &self.nearly {
            let lacks: Vec<String> = lacks.iter().map(|heading| format!("`{}`", plain(heading))).collect();
            doubts.push(format!(
                "It looks nearly like an export of {} (the preset `{}`), but has no column {}: if it is one, export it again with that, \
                 or name what it is called now in `source.headings` beside `preset: {}`.",
                preset.name,
                preset.key,
                lacks.join(", "),
                preset.key
            ));
        }
        doubts.extend(self.joined.iter().cloned());
        let score = self.roles.score.and_then(|at| self.columns.get(at));
        match score {
            None => doubts.push(
                "No column looks like a score of 0 to 10: name it in `columns.score`, or nothing can be built."
                    .to_owned(),
            ),
            Some(score) => doubts.extend(self.of_score(score)),
        }
        doubts.extend(self.unfit());
        let others: Vec<String> = self.called(Role::AnotherScore).collect();
        if !others.is_empty() {
            doubts.push(format!(
                "More columns hold 0 to 10, of which one is the score: {}. If they are NPS questions too, list them all in \
                 `questions`; they are never added up.",
                few(&others)
            ));
        }
        if let Some((at, order)) = self.roles.date {
            if self.roles.is_order_open {
                let order = order.map_or("in no one order", |_| "day first");
                doubts.push(format!(
                    "Nothing in `{}` tells which of day and month comes first: it is taken as {order}. Ask whoever made the \
                     export, and state `source.date_format`.",
                    name(at)
                ));
            }
            let others: Vec<String> = self.called(Role::AnotherDate).collect();
            if !others.is_empty() {
                doubts.push(format!(
                    "`{}` was taken for the day of the answer; other dates are in {}.",
                    name(at),
                    few(&others)
                ));
            }
        } else {
            doubts.push(self.numbers_of_days().map_or_else(
                || "No column holds dates: there is no trend, and all answers are one period.".to_owned(),
                |(what, todo)| format!("{what}. Nothing is told by dates before that is mended: {todo}."),
            ));
        }
        let twice = self.twice();
        if !twice.is_empty() {
            doubts.push(format!(
                "Several columns have one name, and were not looked at: {}. Give each a name of its own.",
                few(&twice)
            ));
        }
        if self.rows == 0 {
            doubts.push("There are no rows of answers.".to_owned());
        }
        doubts
    }

    /// Why columns that are called as a score is hold none.
    #[must_use]
    pub fn unfit(&self) -> Vec<String> {
        let is_taken =
            |role: &Option<Role>| matches!(role, Some(Role::Score | Role::AnotherScore | Role::Rating));
        let columns = self.roles.all.iter().zip(&self.columns);
        columns.filter(|(role, _)| !is_taken(role)).filter_map(|(_, column)| unfit(column)).take(5).collect()
    }

    /// That days are numbers, where no column has dates, and what to do about it.
    #[must_use]
    pub fn numbers_of_days(&self) -> Option<(String, &'static str)> {
        if self.roles.date.is_some() {
            return None;
        }
        let at = self.roles.all.iter().position(|role| *role == Some(Role::DayNumbers))?;
        let column = self.columns.get(at)?;
        let text = column.first.iter().find(|text| spreadsheet_day(text.as_bytes()).is_some())?;
        let what = numbers_of_days(text, spreadsheet_day(text.as_bytes())?)?;
        Some((format!("`{}` {what}", plain(&column.name)), Reason::UnreadableDate.advice(Some(text))))
    }

    fn of_score(&self, score: &Column) -> Vec<String> {
        let mut doubts = Vec::new();
        let name = plain(&score.name);
        let blank = self.rows.saturating_sub(score.filled);
        if blank > 0 && self.rows > 0 {
            let (blank, of) = (grouped(blank), counted(self.rows, "row"));
            doubts.push(format!("Without `{name}` {blank} of {of}: left out, and counted as such."));
        }
        if let Some([low, high]) = self.roles.scale {
            doubts.push(format!(
                "`{name}` goes from {low} to {high}, which is no scale of NPS: the score is one of 0 to 10. Say in `scale` who is a \
                 promoter, or ask of it as a rating in `questions`."
            ));
        }
        if let Some([least, most]) = score.range.filter(|[least, most]| *least < 0 || *most > 10) {
            let far = if most > 10 { most } else { least };
            doubts.push(format!(
                "`{name}` holds {far}, which is on no scale of 0 to 10: such rows are left out, and counted."
            ));
        }
        let odd = score.filled.saturating_sub(score.wholes);
        if odd > 0 && !score.has_labels {
            doubts.push(format!(
                "{} of `{name}` {} no whole number.",
                counted(odd, "cell"),
                if odd == 1 { "is" } else { "are" }
            ));
        }
        if let Some(label) = backwards(score) {
            doubts.push(format!(
                "`{}`: the scale of `{name}` may be the other way round, so that low numbers are the good ones. Scores are \
                 never turned here.",
                plain(label)
            ));
        }
        doubts
    }

    fn called(&self, wanted: Role) -> impl Iterator<Item = String> {
        let columns = self.roles.all.iter().zip(&self.columns);
        columns
            .filter(move |(role, _)| **role == Some(wanted))
            .map(|(_, column)| format!("`{}`", plain(&column.name)))
    }

    /// Headings that several columns of one file have.
    fn twice(&self) -> Vec<String> {
        let mut twice = BTreeSet::new();
        for (_, glance) in &self.files {
            let mut seen = BTreeSet::new();
            for heading in glance.headings.iter().filter(|heading| !heading.is_empty()) {
                if !seen.insert(heading) {
                    twice.insert(format!("`{}`", plain(heading)));
                }
            }
        }
        twice.into_iter().collect()
    }
}

/// The first few of several names.
fn few(names: &[String]) -> String {
    match names {
        [first @ .., _, _, _] if first.len() >= 6 => {
            format!(
                "{} and {} more",
                names.iter().take(6).cloned().collect::<Vec<_>>().join(", "),
                names.len() - 6
            )
        }
        names => names.join(", "),
    }
}

/// A label that says good things of a low number, or bad ones of a high one.
fn backwards(score: &Column) -> Option<&str> {
    const GOOD: [&str; 9] = [
        "extremely likely",
        "very likely",
        "definitely",
        "excellent",
        "best",
        "точно",
        "обязательно",
        "отлично",
        "обов",
    ];
    const BAD: [&str; 9] = ["not ", "unlikely", "never", "worst", "poor", " не ", "не ", "ніколи", "плохо"];
    if score.labelled == 0 {
        return None;
    }
    score.values.keys().map(String::as_str).find(|label| {
        let text = label.to_lowercase();
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let Ok(number) = digits.parse::<u32>() else { return false };
        let is = |words: &[&str]| words.iter().any(|word| text.contains(word));
        (number <= 1 && is(&GOOD) && !is(&BAD)) || (number >= 9 && is(&BAD))
    })
}
