//! How columns were shaped before anything was counted: variants of names, and columns that others tell.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::texts::{ExplainTexts, ShapedTexts};
use super::warning::Doubt;
use crate::config::{Aliases, By, Config, Named, Told};
use crate::error::{Problem, counted};
use crate::responses::{Met, Missed, Shapes, Signs, Texts};
use crate::survey::grouped;
use crate::wording::{Words, fill};
use crate::workings::Explanation;

/// So many texts are told of what tells nothing.
const MOST: usize = 12;

/// A column that is shaped.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shaped {
    /// The column.
    pub column: String,
    /// By what.
    pub by: ShapedBy,
    /// The column that tells it; absent of variants of names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// In how many rows that one is filled and tells nothing, so that this one is blank; absent of variants.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows: Option<u64>,
    /// How many different values tell nothing, or how many variants the data have; absent where they are too many to be kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub values: Option<u64>,
}

/// By what a column is shaped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShapedBy {
    /// Variants count as one name.
    Aliases,
    /// A table tells it.
    Table,
    /// It is the class of a number.
    Bands,
    /// It is the wave of a day.
    Waves,
}

impl ShapedBy {
    fn of(told: &Told) -> Self {
        match told.by {
            By::Table(..) => Self::Table,
            By::Bands(_) => Self::Bands,
            By::Waves(_) => Self::Waves,
        }
    }
}

/// The columns that were shaped, with what became of their values.
pub(super) fn shaped(config: &Config, shapes: &Shapes) -> Vec<Shaped> {
    let shaping = &config.columns.shaping;
    let count = |texts: Option<usize>| texts.map(|texts| texts as u64);
    let aliases = shaping.aliases.iter().enumerate().map(|(at, aliases)| Shaped {
        column: aliases.column.value.clone(),
        by: ShapedBy::Aliases,
        of: None,
        rows: None,
        values: Some(shapes.variants.get(&at).map_or(0, |met| met.variants.len() as u64)),
    });
    let told = shaping.told.iter().enumerate().map(|(at, told)| {
        let missed = shapes.missed.get(&at);
        Shaped {
            column: told.column.value.clone(),
            by: ShapedBy::of(told),
            of: Some(told.of.value.clone()),
            rows: Some(missed.map_or(0, |missed| missed.rows)),
            values: missed.map_or(Some(0), |missed| count(missed.texts.all().map(BTreeSet::len))),
        }
    });
    aliases.chain(told).collect()
}

/// Variants that the data do not have, and values that tell nothing of a column. Neither is a matter of the page, which says how many
/// rows that is.
pub(super) fn doubts(config: &Config, signs: &Signs) -> Vec<Doubt> {
    let (shaping, shapes) = (&config.columns.shaping, &*signs.shapes);
    let unmet =
        shaping.aliases.iter().enumerate().flat_map(|(at, aliases)| never(aliases, shapes.variants.get(&at)));
    let missed = shaping.told.iter().zip(0..).filter_map(|(told, at)| {
        let missed = shapes.missed.get(&at)?;
        let is_none = missed.texts == Texts::default();
        (!is_none).then(|| untold(told, missed))
    });
    unmet.chain(missed).map(|told| Doubt { warning: None, told }).collect()
}

/// That the data do not have some variants, of which the first few are named each by itself.
fn never(Aliases { column, names }: &Aliases, met: Option<&Met>) -> Vec<Problem> {
    let is_unmet = |variant: &String| met.is_none_or(|met| !met.variants.contains(variant));
    let unmet: Vec<_> = names.iter().filter(|(variant, _)| is_unmet(variant)).collect();
    let known: BTreeSet<&String> = names.values().map(|name| &name.value).collect();
    let others = met.and_then(|met| met.others.all()).into_iter().flatten();
    let others: Vec<&str> = others.filter(|text| !known.contains(text)).map(String::as_str).collect();
    let (column, more) = (&column.value, unmet.len() - unmet.len().min(MOST));
    let problem = |(variant, name): &(&String, &Named<String>)| {
        let what = format!("no row has `{variant}`, a variant of `{}`, in the column `{column}`", name.value);
        Problem::new(what).did_you_mean(variant, others.iter().copied()).at(name.place.clone())
    };
    let mut problems: Vec<Problem> = unmet.iter().take(MOST).map(problem).collect();
    if let Some(last) = problems.last_mut().filter(|_| more > 0) {
        last.hints.push(format!("no row has {} either", counted(more as u64, "more variant")));
    }
    problems
}

/// What tells nothing of a column.
fn untold(told: &Told, missed: &Missed) -> Problem {
    let (of, column) = (&told.of.value, &told.column.value);
    let (what, hint) = match told.by {
        By::Table(..) => {
            ("the table lacks", "add them to the table, or list them as `aliases` of what it has")
        }
        By::Bands(_) => {
            ("is in no class", "a class begins with its least number; what is no number is in none")
        }
        By::Waves(_) => {
            ("is in no wave", "a wave has the days that are stated of it; what is no date is in none")
        }
    };
    let rows = match missed.rows {
        0 => String::new(),
        1 => "1 row has".to_owned(),
        rows => format!("{} rows have", grouped(rows)),
    };
    let values = missed.texts.all();
    let different = match values.map(BTreeSet::len) {
        Some(n) => counted(n as u64, "value"),
        None => "very many values".to_owned(),
    };
    let what = match missed.rows {
        0 => format!("{different} of `{of}` that {what}: `{column}` is blank there"),
        _ => format!("{rows} a `{of}` that {what} ({different}): `{column}` is blank there"),
    };
    let problem = Problem::new(what).at(told.of.place.clone());
    let named: Vec<String> =
        values.into_iter().flatten().take(MOST).map(|text| format!("`{}`", cut(text))).collect();
    let more = values.map_or(0, |texts| texts.len() - named.len());
    let more = if more > 0 { format!(" and {} more", grouped(more as u64)) } else { String::new() };
    let problem =
        if named.is_empty() { problem } else { problem.hint(format!("{}{more}", named.join(", "))) };
    problem.hint(hint)
}

/// As much of a text as a message quotes.
fn cut(text: &str) -> String {
    text.chars().take(60).collect()
}

impl Shaped {
    /// What a number of it is.
    pub(super) fn explained(
        &self,
        (words, texts): (&Words, &ExplainTexts),
        leaf: &str,
    ) -> Option<Explanation> {
        let n = match leaf {
            "rows" => self.rows?,
            "values" => self.values?,
            _ => return None,
        };
        let what = match (leaf, self.by) {
            ("rows", _) => &texts.shaped_rows,
            (_, ShapedBy::Aliases) => &texts.shaped_variants,
            _ => &texts.shaped_values,
        };
        let column = ("column", self.column.clone());
        let what = fill(what, &[column, ("of", self.of.clone().unwrap_or_default())]);
        let mut told = Explanation::of(what).shown(words.count(n));
        told.comes_to_count(n);
        Some(told)
    }

    /// What the account says of it, one sentence each.
    pub(super) fn said(&self, words: &Words) -> Vec<String> {
        let texts: ShapedTexts = words.of_part("shaped");
        let values = words.count(self.values.unwrap_or_default());
        let pattern = match self.by {
            ShapedBy::Aliases => &texts.aliases,
            ShapedBy::Table => &texts.table,
            ShapedBy::Bands => &texts.bands,
            ShapedBy::Waves => &texts.waves,
        };
        let of = self.of.clone().unwrap_or_default();
        let said = fill(pattern, &[("column", self.column.clone()), ("of", of), ("n", values)]);
        let rows = self.rows.filter(|rows| *rows > 0);
        let blank = rows.map(|rows| fill(&texts.blank, &[("n", words.count(rows))]));
        std::iter::once(said).chain(blank).collect()
    }
}
