//! Columns that others tell: by a table, as classes of numbers, as waves of days.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Check;
use crate::config::file::{self, File};
use crate::config::settings::{Config, Named};
use crate::config::shaping::{By, Lookup, Shaping, Table, Told, Wave};
use crate::config::tree::{At, Span};
use crate::error::Problem;
use crate::survey::Day;

impl Check<'_> {
    /// The columns that others tell, each once.
    pub(super) fn told(&mut self, file: &File, shared: &Config) -> Shaping {
        let mut shaping = Shaping::default();
        for at in &file.lookups {
            self.lookup(at, shared, &mut shaping);
        }
        for (column, At { value, span, .. }) in &file.bands {
            let of = value.of.as_ref().map(|at| self.name(&at.value, at.span, "column"));
            if of.is_none() && !self.has_misfit(*span) {
                let problem = Problem::new("the classes are of no column");
                self.problem(*span, problem.hint("name the column that holds the numbers: of: revenue"));
            }
            let bands = self.bands(value.from.as_ref(), *span);
            let column = self.name(column, *span, "column");
            shaping.told.extend(of.map(|of| Told { column, of, by: By::Bands(Arc::new(bands)) }));
        }
        for (column, At { value, span, .. }) in &file.waves {
            let of = value.of.as_ref().map(|at| self.name(&at.value, at.span, "column"));
            let of = of.or_else(|| shared.columns.date.clone());
            if of.is_none() && !self.has_misfit(*span) {
                let problem = Problem::new("the waves are of no column");
                let hint = "name the column that holds the days: of: date, or in `columns.date`";
                self.problem(*span, problem.hint(hint));
            }
            let waves = self.waves(value.days.as_ref(), *span);
            let column = self.name(column, *span, "column");
            shaping.told.extend(of.map(|of| Told { column, of, by: By::Waves(Arc::new(waves)) }));
        }
        self.once(&shaping);
        shaping
    }

    /// That each column is told once, and none by itself.
    fn once(&mut self, shaping: &Shaping) {
        for (at, told) in shaping.told.iter().enumerate() {
            let name = &told.column.value;
            let mut problem = None;
            if shaping.told.iter().take(at).any(|other| other.column.value == *name) {
                let what = format!("the column `{name}` is told twice");
                problem = Some(Problem::new(what).hint("give one of them another name"));
            } else if told.of.value == *name {
                let what = format!("the column `{name}` is told by itself");
                problem = Some(Problem::new(what).hint("give what is told a name of its own"));
            } else if shaping.columns_of(name).iter().skip(1).any(|other| other == name) {
                problem = Some(Problem::new(format!("the column `{name}` is told by others that it tells")));
            }
            self.problems.extend(problem.map(|problem| problem.at(told.column.place.clone())));
        }
    }

    fn lookup(
        &mut self,
        At { value: lookup, span, .. }: &At<file::Lookup>,
        shared: &Config,
        to: &mut Shaping,
    ) {
        for (is_there, key, what) in [
            (lookup.files.is_some(), "files", "name the files that hold it: files: cities.csv"),
            (lookup.key.is_some(), "key", "name the column by which it is looked up: key: city"),
            (lookup.columns.is_some(), "columns", "name its columns that are wanted: columns: [region]"),
        ] {
            if !is_there && !self.has_misfit(*span) {
                self.problem(*span, Problem::new(format!("the table has no `{key}`")).hint(what));
            }
        }
        let (Some(key), Some(columns), Some(_)) = (&lookup.key, &lookup.columns, &lookup.files) else {
            return;
        };
        let mut called = |stated: &At<file::Called>| -> Vec<(Named<String>, Named<String>)> {
            let each = stated.value.each(stated.span).into_iter();
            each.map(|(own, there, span)| {
                (self.name(&own, span, "column"), self.name(&there, span, "column"))
            })
            .collect()
        };
        let (keys, columns) = (called(key), called(columns));
        let [(of, key_there)] = keys.as_slice() else {
            let problem = Problem::new("the key of a table is one column");
            return self
                .problem(key.span, problem.hint("name it: key: city, or {city: its name in the table}"));
        };
        let source = file::Source {
            files: lookup.files.clone(),
            encoding: lookup.encoding.clone(),
            sheet: lookup.sheet.clone(),
            header_row: lookup.header_row.clone(),
            delimiter: lookup.delimiter.clone(),
            ..file::Source::default()
        };
        let source = self.source(&source, &shared.source.of_another());
        let at = to.lookups.len();
        let (told, there): (Vec<_>, Vec<_>) = columns.into_iter().unzip();
        to.told.extend(told.into_iter().enumerate().map(|(column, own)| Told {
            column: own,
            of: of.clone(),
            by: By::Table(at, column),
        }));
        let table = Arc::new(Table::new());
        to.lookups.push(Lookup { source, key: key_there.clone(), columns: there, table });
    }

    /// Classes of numbers, lowest first.
    fn bands(&mut self, stated: Option<&At<BTreeMap<String, At<f64>>>>, span: Span) -> Vec<(f64, String)> {
        const SHAPE: &str = "name each with the least number that is in it: from: {small: 0, large: 1000000}";
        let mut bands: Vec<(f64, String)> = Vec::new();
        for (name, from) in stated.iter().flat_map(|at| &at.value) {
            let name = self.name(name, from.span, "class").value;
            if !from.value.is_finite() {
                self.problem(from.span, Problem::new(format!("`{}` is not a number", from.written)));
            } else if let Some((_, other)) =
                bands.iter().find(|(least, _)| least.total_cmp(&from.value).is_eq())
            {
                let problem = format!("`{other}` and `{name}` begin with the same number");
                self.problem(
                    from.span,
                    Problem::new(problem).hint("give each class a least number of its own"),
                );
            } else if bands.iter().any(|(_, other)| *other == name) {
                self.problem(from.span, Problem::new(format!("two classes are called `{name}`")));
            } else {
                bands.push((from.value, name));
            }
        }
        if bands.is_empty() && !self.has_misfit(span) {
            self.problem(span, Problem::new("there are no classes").hint(SHAPE));
        }
        bands.sort_by(|(one, _), (other, _)| one.total_cmp(other));
        bands
    }

    /// Waves of days, earliest first.
    fn waves(&mut self, stated: Option<&At<BTreeMap<String, At<file::Days>>>>, span: Span) -> Vec<Wave> {
        const SHAPE: &str =
            "name each with its days: days: {Spring 2026: {from: 2026-03-01, until: 2026-04-15}}";
        let mut waves: Vec<Wave> = Vec::new();
        for (name, At { value: days, span, .. }) in stated.iter().flat_map(|at| &at.value) {
            let name = self.name(name, *span, "wave").value;
            let before = self.problems.len();
            if waves.iter().any(|other| other.name == name) {
                self.problem(*span, Problem::new(format!("two waves are called `{name}`")));
            }
            let [from, until] = [&days.from, &days.until].map(|stated| {
                self.valid(
                    stated.clone(),
                    |day| day.parse::<Day>().ok(),
                    |day| Problem::new(day.parse::<Day>().err().unwrap_or_default()),
                )
            });
            if self.problems.len() > before || self.has_misfit(*span) {
                continue;
            }
            if from.is_none() && until.is_none() {
                self.problem(*span, Problem::new(format!("the wave `{name}` has no days")).hint(SHAPE));
                continue;
            }
            if let (Some(first), Some(last)) = (from, until)
                && first > last
            {
                self.problem(*span, Problem::new(format!("no day is from {first} until {last}")));
                continue;
            }
            let wave = Wave { name, from, until };
            let shared = waves.iter().find_map(|other| Some((&other.name, shared_day(other, &wave)?)));
            if let Some((other, day)) = shared {
                let what = format!("the waves `{other}` and `{}` overlap: {day} is in both", wave.name);
                self.problem(*span, Problem::new(what).hint("each day can be in one wave only"));
                continue;
            }
            waves.push(wave);
        }
        if stated.is_none_or(|at| at.value.is_empty()) && !self.has_misfit(span) {
            self.problem(span, Problem::new("there are no waves").hint(SHAPE));
        }
        waves.sort_by_key(|wave| wave.from);
        waves
    }
}

/// A day that two waves have both.
fn shared_day(one: &Wave, other: &Wave) -> Option<Day> {
    let bounds = [one.from, other.from, one.until, other.until];
    bounds.into_iter().flatten().find(|day| one.has(*day) && other.has(*day))
}
