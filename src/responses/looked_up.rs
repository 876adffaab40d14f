//! Tables that tell columns by a key are read before anything else: what they say is then a part of the config.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::sync::Arc;

use super::roles::Need;
use super::trim::spelt;
use crate::config::{By, Config, Lookup, Named, Shaping, Step, Table};
use crate::error::{Place, Problem, counted_are};
use crate::source::{self, CHUNK, Chunk, Inputs, Row, Spot, Stream, Visitor};
use crate::survey::{Client, canonical};

/// So many keys of one kind are named.
const TOLD: usize = 5;

/// The config with what its tables hold, and what is wrong with them.
#[must_use]
pub fn looked_up(mut config: Config) -> (Config, Vec<Problem>) {
    let mut problems = Vec::new();
    let shaping = &mut config.columns.shaping;
    for lookup in shaping.lookups.iter_mut().filter(|lookup| !lookup.source.files.is_empty()) {
        match source::inputs(&lookup.source, &Need::of_table(lookup)) {
            Ok(inputs) => {
                let (table, found) = read(&inputs, lookup);
                lookup.table = Arc::new(table);
                problems.extend(found);
            }
            Err(faults) => problems.extend(faults.config.into_iter().chain(faults.data)),
        }
    }
    config.columns.shaping.clients = clients(&config);
    (config, problems)
}

/// What a table holds, and what is wrong with it.
fn read(inputs: &Inputs, lookup: &Lookup) -> (Table, Vec<Problem>) {
    let mut rows = Rows {
        inputs,
        lookup,
        file: 0,
        row: 0,
        keyed: BTreeMap::new(),
        several: Vec::new(),
        blank: Vec::new(),
        blanks: 0,
    };
    let (mut stream, mut chunk) = (Stream::new(inputs, CHUNK), Chunk::default());
    let failure = loop {
        match stream.next_chunk(&mut chunk) {
            Ok(true) => {}
            Ok(false) => break None,
            Err(failure) => break Some(failure),
        }
        if let Some(first) = chunk.first.filter(|first| first.file != rows.file) {
            (rows.file, rows.row) = (first.file, 0);
        }
        if let Err(failure) = chunk.rows(inputs, &mut rows) {
            break Some(failure);
        }
    };
    let mut problems = rows.problems();
    problems.extend(failure.map(|failure| {
        let place = failure
            .problem
            .place
            .is_none()
            .then(|| rows.place(failure.spot.file, rows.row + failure.spot.row, None));
        failure.problem.at(place.flatten())
    }));
    if rows.keyed.is_empty() && problems.is_empty() {
        let files = inputs.files.first().map(|file| Place::File(file.path.clone()));
        problems.push(Problem::new("the table has no rows").at(files));
    }
    (rows.keyed.into_iter().map(|(key, (values, _))| (key, values)).collect(), problems)
}

/// The file and the row in it.
type At = (usize, u64);

/// What the rows of a table say so far.
struct Rows<'a> {
    inputs: &'a Inputs,
    lookup: &'a Lookup,
    file: usize,
    /// Rows of the file so far.
    row: u64,
    /// By key: the values, and the file and row of the first that has it.
    keyed: BTreeMap<String, (Vec<String>, At)>,
    /// Keys that have other values before, with both places.
    several: Vec<(String, At, At)>,
    /// The first rows without a key, and how many there are.
    blank: Vec<At>,
    blanks: u64,
}

impl Visitor for Rows<'_> {
    fn row(&mut self, row: &impl Row, spot: Spot) -> ControlFlow<()> {
        let at = (spot.file, self.row);
        self.row += 1;
        if row.is_blank() {
            return ControlFlow::Continue(());
        }
        let text = |column: usize| {
            let text = row.cell(column).text();
            canonical(&String::from_utf8_lossy(&text)).into_owned()
        };
        let key = text(0);
        let key = String::from_utf8_lossy(&spelt(key.as_bytes())).into_owned();
        if key.is_empty() {
            self.blanks += 1;
            self.blank.extend((self.blank.len() < TOLD).then_some(at));
            return ControlFlow::Continue(());
        }
        let values: Vec<String> = (1..=self.lookup.columns.len()).map(text).collect();
        match self.keyed.get(&key) {
            Some((other, first)) if *other != values => self.several.push((key, *first, at)),
            Some(_) => {}
            None => {
                self.keyed.insert(key, (values, at));
            }
        }
        ControlFlow::Continue(())
    }
}

impl Rows<'_> {
    /// The number of a row as a user counts.
    fn number(&self, file: usize, row: u64) -> u64 {
        row + self.inputs.files.get(file).map_or(1, source::Input::first_row)
    }

    fn place(&self, file: usize, row: u64, column: Option<&Named<String>>) -> Option<Place> {
        let path = self.inputs.files.get(file)?.path.clone();
        let column = column.map(|column| column.value.clone());
        Some(Place::Row { file: path, row: self.number(file, row), column })
    }

    fn problems(&self) -> Vec<Problem> {
        let key = Some(&self.lookup.key);
        let mut problems = Vec::new();
        for (text, first, again) in self.several.iter().take(TOLD) {
            let here = if first.0 == again.0 {
                String::new()
            } else {
                format!(" of `{}`", self.inputs.name(first.0))
            };
            let what = format!(
                "`{text}` stands in row {}{here} too, with other values",
                self.number(first.0, first.1)
            );
            let hint = "a key tells one value of each column: remove one of the rows, or tell the two apart";
            problems.push(Problem::new(what).hint(hint).at(self.place(again.0, again.1, key)));
        }
        let more = self.several.len() - self.several.len().min(TOLD);
        if let Some(last) = problems.last_mut().filter(|_| more > 0) {
            last.hints.push(format!("{more} more keys do so"));
        }
        if let Some((file, row)) = self.blank.first() {
            let rows = self.blank.iter().map(|(file, row)| self.number(*file, *row).to_string());
            let rows = rows.collect::<Vec<_>>().join(", ");
            let more = if self.blanks > self.blank.len() as u64 { ", …" } else { "" };
            let what = format!("{} without a key", counted_are(self.blanks, "row"));
            let hint = match self.blanks {
                1 => "write the key into it, or remove it".to_owned(),
                _ => format!("write the key into rows {rows}{more}, or remove them"),
            };
            problems.push(Problem::new(what).hint(hint).at(self.place(*file, *row, key)));
        }
        problems
    }
}

/// The clients that a table has: those of each of its rows, where all columns that name clients are told by it or are its key, and
/// one at least is told.
fn clients(config: &Config) -> Vec<Client> {
    let (columns, shaping) = (&config.columns.client, &config.columns.shaping);
    let ways: Vec<Vec<Step<'_>>> = columns.iter().map(|column| shaping.way(column).1).collect();
    let of_table = |step: &Step<'_>| match step {
        Step::Told(_, told) => match told.by {
            By::Table(table, at) => Some((table, at)),
            By::Bands(_) | By::Waves(_) => None,
        },
        Step::Aliases(..) => None,
    };
    let Some((table, _)) = ways.iter().flatten().find_map(of_table) else { return Vec::new() };
    let Some(lookup) = shaping.lookups.get(table) else { return Vec::new() };
    let of = shaping.told.iter().find(|told| matches!(told.by, By::Table(own, _) if own == table));
    let key = of.map_or("", |told| told.of.value.as_str());
    let mut found = BTreeSet::new();
    for (own, values) in &*lookup.table {
        let name = |column: &Named<String>| name_in(shaping, column, (table, key), (own, values));
        let path: Option<Vec<String>> = columns.iter().map(name).collect();
        let client = path.filter(|path| path.iter().all(|name| !name.is_empty())).and_then(Client::new);
        found.extend(client.map(|client| config.reports.renamed.client(&client).unwrap_or(client)));
    }
    found.into_iter().collect()
}

/// What a row of a table has as the name of a column; nothing where it does not tell it.
fn name_in(
    shaping: &Shaping,
    column: &Named<String>,
    (table, key): (usize, &str),
    (own, values): (&String, &Vec<String>),
) -> Option<String> {
    let aliased = |name: &str, column: &str| {
        let aliases = shaping.aliases.iter().find(|aliases| aliases.column.value == column);
        aliases
            .and_then(|aliases| aliases.names.get(name))
            .map_or_else(|| name.to_owned(), |name| name.value.clone())
    };
    if column.value == key {
        return Some(aliased(own, key));
    }
    let told = shaping.told.iter().find(|told| told.column.value == column.value)?;
    match told.by {
        By::Table(of, at) if of == table => Some(aliased(values.get(at)?, &column.value)),
        By::Table(..) | By::Bands(_) | By::Waves(_) => None,
    }
}
