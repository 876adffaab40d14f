//! A config of what was found, with what was found as its comments.

use std::fmt::Write;
use std::path::Path;

use crate::config::{DateOrder, quoted, written};
use crate::error::counted;
use crate::source::{Described, EncodedBy};
use crate::survey::{Day, grouped};

use super::columns::{Column, plain};
use super::layout::brings;
use super::roles::{Role, periods};
use super::{Found, title};

/// How much of what was found a config says: less, where with more of it nothing can be built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    All,
    /// All but what else answers are told apart by.
    WithoutCuts,
    /// Neither that nor the region.
    ScoreAndDate,
    /// The score alone.
    Score,
}

impl Extent {
    /// From most to least.
    pub const ALL: [Self; 4] = [Self::All, Self::WithoutCuts, Self::ScoreAndDate, Self::Score];
}

/// Lines of comments are not longer.
const WIDTH: usize = 118;

/// More columns are not listed.
const MOST_LISTED: usize = 150;

impl Found {
    /// A config that says so much of what was found, for reports that are made today. Files are named by `name`.
    #[must_use]
    pub fn config(&self, extent: Extent, today: Day, name: impl Fn(&Path) -> String) -> String {
        let mut yaml = self.comments();
        let mut line = |line: &str| {
            yaml.push_str(line);
            yaml.push('\n');
        };
        let column = |at: usize| self.columns.get(at).map(|column| written(&column.name)).unwrap_or_default();
        let first = self.files.first().map(|(path, _)| title(path)).unwrap_or_default();
        line(&format!("title: {}", quoted(&first)));
        line(&format!("language: {}", self.language()));
        line("");
        line("source:");
        let files: Vec<String> = self.files.iter().map(|(path, _)| quoted(&name(path))).collect();
        match files.as_slice() {
            [file] => line(&format!("  files: {file}")),
            files => {
                line("  files:");
                for file in files {
                    line(&format!("    - {file}"));
                }
            }
        }
        if let Some(preset) = &self.preset {
            line(&format!("  preset: {}", preset.key));
        }
        // A sheet that was chosen among several, and a header that is not on top, are looked for by other columns later.
        let mut header_row = self.source.header_row.map(u64::from);
        if let [(_, glance)] = self.files.as_slice()
            && let Some(sheet) = &glance.described.sheet
        {
            line(&format!("  sheet: {}", quoted(&sheet.name)));
            header_row = Some(sheet.header_row).filter(|row| *row > 1);
        }
        if let Some(row) = header_row {
            line(&format!("  header_row: {row}"));
        }
        let joined = self.source.headings.iter().filter(|_| self.preset.is_none());
        let joined: Vec<String> = joined
            .map(|(name, others)| {
                let others: Vec<String> = others.iter().map(|other| written(other)).collect();
                format!("{}: [{}]", written(name), others.join(", "))
            })
            .collect();
        if !joined.is_empty() {
            line(&format!("  headings: {{{}}}", joined.join(", ")));
        }
        if let Some(encoding) = self.guessed() {
            line(&format!("  encoding: {encoding}"));
        }
        let date = self.roles.date.filter(|_| extent != Extent::Score);
        if let Some((_, Some(order))) = date {
            let guess = if self.roles.is_order_open { "  # a guess: no date tells it" } else { "" };
            line(&format!("  date_format: {}{guess}", format_of(order)));
        }
        line("");
        line("columns:");
        line(&format!("  score: {}", self.roles.score.map(column).unwrap_or_default()));
        if let Some((at, _)) = date {
            line(&format!("  date: {}", column(at)));
        }
        let has_regions = matches!(extent, Extent::All | Extent::WithoutCuts);
        if let Some(at) = self.roles.region.filter(|_| has_regions) {
            line(&format!("  region: {}", column(at)));
        }
        if !self.roles.cuts.is_empty() && extent == Extent::All {
            let cuts: Vec<String> = self.roles.cuts.iter().map(|at| column(*at)).collect();
            line("");
            line("# What else the score is told by.");
            line(&format!("cuts: [{}]", cuts.join(", ")));
        }
        if let Some([low, high]) = self.roles.scale {
            let (detractors, promoters) = if high == 5 { (3, 5) } else { (4, 6) };
            line("");
            line(&format!(
                "scale: {{low: {low}, high: {high}, detractors_to: {detractors}, promoters_from: {promoters}}}"
            ));
        }
        let days = date.and_then(|(at, _)| self.columns.get(at)).and_then(Column::span);
        if let Some(days) = days {
            line("");
            line(&format!("periods: {}", periods(days, today)));
        }
        for suggestion in self.suggestions() {
            line("");
            line(&suggestion);
        }
        yaml
    }

    /// What else a config may say.
    fn suggestions(&self) -> Vec<String> {
        let of = |wanted: Role| {
            let columns = self.roles.all.iter().zip(&self.columns);
            columns.filter(move |(role, _)| **role == Some(wanted)).map(|(_, column)| &column.name)
        };
        let mut suggestions = Vec::new();
        if let Some(client) = of(Role::Client).next() {
            suggestions
                .push(format!("# One report for each of them:\n# reports: {{one_per: {}}}", written(client)));
        }
        let is_told = |name: &&String| {
            !self
                .roles
                .cuts
                .iter()
                .any(|at| self.columns.get(*at).is_some_and(|column| column.name == **name))
        };
        let others: Vec<String> = of(Role::Cut).filter(is_told).take(20).map(|name| written(name)).collect();
        if !others.is_empty() {
            let all = cut(&format!("# More that the score may be told by: cuts: [{}]", others.join(", ")));
            suggestions.push(all);
        }
        if let Some(weight) = of(Role::Weight).next() {
            suggestions.push(format!(
                "# Under `columns`, if answers are weighted by it:\n#   weight: {}",
                written(weight)
            ));
        }
        suggestions
    }

    /// The encoding that was guessed, where it was.
    fn guessed(&self) -> Option<&'static str> {
        let encoded = self.files.iter().filter_map(|(_, glance)| glance.encoded.as_ref());
        let mut guessed =
            encoded.filter(|encoded| encoded.by == EncodedBy::Guess).map(|encoded| encoded.encoding);
        let first = guessed.next()?;
        // What is stated holds for all files.
        let is_alone = self.files.len() == 1 || guessed.clone().count() + 1 == self.files.len();
        (is_alone && guessed.all(|other| other == first)).then(|| first.name())
    }

    /// The language of a page that its readers would want, by the letters of headings and values.
    fn language(&self) -> &'static str {
        let texts = self.columns.iter().flat_map(|column| std::iter::once(&column.name).chain(&column.first));
        let (mut latin, mut cyrillic, mut ukrainian) = (0_u32, 0_u32, 0_u32);
        for letter in texts.flat_map(|text| text.chars()) {
            match letter {
                'і' | 'ї' | 'є' | 'ґ' | 'І' | 'Ї' | 'Є' | 'Ґ' => ukrainian += 1,
                'а'..='я' | 'А'..='Я' | 'ё' | 'Ё' => cyrillic += 1,
                _ => latin += u32::from(letter.is_ascii_alphabetic()),
            }
        }
        if (cyrillic + ukrainian) * 2 <= latin {
            "en"
        } else if ukrainian * 50 > cyrillic {
            "uk"
        } else {
            "ru"
        }
    }

    fn comments(&self) -> String {
        let mut text = String::from(
            "# A first config by what the data look like. It is a guess: see what is said of each column, and change what is meant otherwise.\n#\n",
        );
        for (path, glance) in self.files.iter().take(20) {
            let mut parts = vec![kind(&glance.described)];
            if let Some(encoded) = &glance.encoded {
                let by = if encoded.by == EncodedBy::Guess { " (a guess)" } else { "" };
                parts.push(format!("{}{by}", encoded.encoding.name()));
            }
            parts.extend(
                glance.described.delimiter.map(|mark| format!("cells parted by {}", delimiter(mark))),
            );
            if let Some(row) = self.source.header_row.filter(|_| glance.encoded.is_some()) {
                parts.push(format!("its header in row {row}"));
            }
            let _ = writeln!(text, "# {}: {}", plain(&path.display().to_string()), parts.join(", "));
        }
        if self.files.len() > 20 {
            let _ = writeln!(text, "# … {} in all", counted(self.files.len() as u64, "file"));
        }
        if let Some(preset) = &self.preset {
            let _ = writeln!(
                text,
                "# It is laid out as exports of {} are: the preset `{}`.",
                preset.name, preset.key
            );
            text.push_str(&wrapped("#", "#", &format!("That brings {}.", brings(preset))));
        }
        let of_preset = self.preset.iter().flat_map(|preset| preset.source.only.iter().flatten());
        let mut conditions: Vec<String> =
            of_preset.map(|condition| format!("`{}`", plain(&condition.column.value))).collect();
        conditions.dedup();
        if !conditions.is_empty() {
            let by = conditions.join(", ");
            let _ = writeln!(text, "# Answers that are not complete, or are tests, are left out by {by}.");
        }
        let rows =
            if self.rows == 1 { "1 row was".to_owned() } else { format!("{} rows were", grouped(self.rows)) };
        let _ = writeln!(text, "# {rows} looked at.\n#\n# Column, what it may be for, a few values:");
        let width = self.columns.iter().map(|column| column.name.chars().count()).max().unwrap_or(0).min(32);
        let listed: Vec<_> = self.columns.iter().zip(&self.roles.all).collect();
        // Of many, those that may be for something.
        let is_of_use = |(_, role): &&(&Column, &Option<Role>)| {
            listed.len() <= MOST_LISTED
                || !matches!(role, None | Some(Role::Other | Role::Same | Role::Empty | Role::Comment))
        };
        let (first, others): (Vec<_>, Vec<_>) = listed.iter().partition(is_of_use);
        for (column, role) in first.into_iter().chain(others).take(MOST_LISTED) {
            let name = plain(&Column::shown(&column.name));
            let role = role.unwrap_or(Role::Other).describe();
            let values: Vec<String> = column.first.iter().map(|value| plain(&Column::shown(value))).collect();
            let told = format!("#   {name:<width$}  {role:<14}  {}", values.join(" | "));
            let _ = writeln!(text, "{}", cut(told.trim_end()));
        }
        if self.columns.len() > MOST_LISTED {
            let _ = writeln!(
                text,
                "#   … {} in all: those that may be for something stand first",
                counted(self.columns.len() as u64, "column")
            );
        }
        let doubts = self.doubts();
        if !doubts.is_empty() {
            text.push_str("#\n# To be looked at:\n");
            for doubt in doubts {
                text.push_str(&wrapped("#   -", "#    ", &doubt));
            }
        }
        text.push('\n');
        text
    }
}

/// How an order is stated in a config.
fn format_of(order: DateOrder) -> &'static str {
    crate::responses::date_order_name(order)
}

fn delimiter(mark: char) -> String {
    if mark == '\t' { "tabs".to_owned() } else { format!("`{mark}`") }
}

/// What a file is.
fn kind(described: &Described) -> String {
    let kind = described.kind.name();
    let packed = described.packed.map(|packed| format!(" packed by {}", packed.name())).unwrap_or_default();
    let sheet = described
        .sheet
        .as_ref()
        .map(|sheet| format!(", sheet `{}` with its header in row {}", plain(&sheet.name), sheet.header_row));
    format!("{kind}{packed}{}", sheet.unwrap_or_default())
}

/// Words in as many lines as they take, of which the first and the others begin so.
fn wrapped(first: &str, other: &str, words: &str) -> String {
    let (mut text, mut line) = (String::new(), first.to_owned());
    for word in words.split(' ') {
        if line.chars().count() + word.chars().count() >= WIDTH {
            let _ = writeln!(text, "{line}");
            other.clone_into(&mut line);
        }
        line.push(' ');
        line.push_str(word);
    }
    let _ = writeln!(text, "{line}");
    text
}

fn cut(line: &str) -> String {
    if line.chars().count() <= WIDTH {
        return line.to_owned();
    }
    line.chars().take(WIDTH - 1).chain(['…']).collect()
}
