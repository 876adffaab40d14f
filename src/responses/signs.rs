//! What may give rise to doubt though every row was read: nothing is judged here.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::account::Account;
use super::counted::Counted;
use super::filter::{Filter, Seen};
use super::list;
use super::order::Settled;
use super::repeats::Repeated;
use super::telling::{NESTED, Shapes};
use super::{Form, Roles};
use crate::error::Place;
use crate::source::{Absent, EncodedBy, Inputs, Spot};
use crate::survey::{Day, Encoding, Region};

/// What was noticed of all rows together.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Signs {
    /// The path of each file.
    pub paths: Vec<PathBuf>,
    /// The first day of a used row, and where that is; none without dates.
    pub first: Option<(Day, Option<Place>)>,
    /// The last one likewise.
    pub last: Option<(Day, Option<Place>)>,
    /// How many rows are dated after the reporting date, and the last of these days.
    pub later: Option<(u64, Day)>,
    /// What the order of day and month was found out from; none where it was stated, or leaves no choice.
    pub order: Option<DecidingDates>,
    /// How many rows of a region have faults.
    pub faults_by_region: BTreeMap<Region, u64>,
    /// How many rows of a period have faults, by its ordinal, as far as their dates can be read.
    pub faults_by_period: BTreeMap<i32, u64>,
    /// How many rows of a file stand in another one too.
    pub repeated: Repeated,
    /// How many answers come after another one of the same respondent in the same period, whether they count or not.
    pub answered_again: u64,
    /// How many answers name no respondent, where respondents are named.
    pub nameless: u64,
    /// Answers that do not go with the list of all who were asked; none without such a list.
    pub apart: Option<Apart>,
    /// What was seen of each condition that rows have to meet, in their order.
    pub conditions: Vec<Seen>,
    /// What was seen of those that tell whom to follow up.
    pub follow_up: Vec<Seen>,
    /// What was noticed of texts that tell names.
    pub shapes: Arc<Shapes>,
    /// Files whose encoding is a guess, by encoding.
    pub guessed: Vec<GuessedEncoding>,
    /// Names that are no text in the encoding of their file, of the answers and of such a list.
    pub doubtful: Vec<DoubtfulNames>,
    /// Columns that some files lack, of the answers and of such a list.
    pub absent: Vec<Absent>,
}

/// Files whose encoding is a guess.
#[derive(Debug, Clone, PartialEq)]
pub struct GuessedEncoding {
    /// What it is taken to be.
    pub encoding: Encoding,
    /// The names of the files, without their folders.
    pub files: Vec<String>,
    /// A few values as they were read.
    pub values: Vec<String>,
    /// The first of the files.
    pub place: Option<Place>,
}

/// Names that are no text in the encoding of their file, or are one in another.
#[derive(Debug, Clone, PartialEq)]
pub struct DoubtfulNames {
    /// How many cells.
    pub cells: u64,
    /// The file without its folder, the row and the column of the first few.
    pub first: Vec<(String, u64, String)>,
    /// All such names as they were read, sorted.
    pub names: Vec<String>,
    /// What those were taken for that are no UTF-8 where they should be.
    pub encoding: Option<Encoding>,
    /// Where the first of them is.
    pub place: Option<Place>,
}

/// Answers that do not go with the list of all who were asked.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Apart {
    /// How many answers there are.
    pub answers: u64,
    /// Those of nobody in the list, in periods in which somebody was asked.
    pub unlisted: Told,
    /// How many of these have no key.
    pub without_key: u64,
    /// Those of a key that has another one before, in the same period.
    pub again: Told,
    /// Those from before the day on which whom they are of was asked.
    pub early: Told,
    /// Those that are said to be of another region than the list says.
    pub region: Told,
}

/// Rows of answers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Told {
    /// How many.
    pub rows: u64,
    /// The first few: the file without its folder, the row, and the key as it is written.
    pub first: Vec<(String, u64, String)>,
    /// Where the first of them is.
    pub place: Option<Place>,
}

/// The dates that tell the order of day and month.
#[derive(Debug, Clone, PartialEq)]
pub struct DecidingDates {
    /// How many rows have a date that is none with day and month swapped.
    pub rows: u64,
    /// Of how many with a date.
    pub of: u64,
    /// The first of them.
    pub text: String,
    /// Where that is.
    pub place: Option<Place>,
}

impl Signs {
    /// The file, where there is only one.
    #[must_use]
    pub fn only_file(&self) -> Option<Place> {
        match self.paths.as_slice() {
            [path] => Some(Place::File(path.clone())),
            _ => None,
        }
    }

    /// The name of a file, without its folder.
    #[must_use]
    pub fn name(&self, file: usize) -> String {
        let name = self.paths.get(file).and_then(|path| path.file_name());
        name.unwrap_or_default().to_string_lossy().into_owned()
    }
}

/// The answers that do not go with the list of all who were asked, with where they are.
pub(super) fn apart(
    (inputs, roles): (&Inputs, &Roles),
    account: &Account,
    list::Apart { unlisted, without, again, early, region, count }: list::Apart,
) -> Apart {
    let all = [&unlisted, &again, &early, &region];
    let first: Vec<Spot> = all.into_iter().flat_map(|rows| rows.iter().take(list::FIRST)).copied().collect();
    let keys = if first.is_empty() { BTreeMap::new() } else { list::keys_at(inputs, roles, &first) };
    let column = inputs.column(roles.key.first().copied());
    let [unlisted, again, early, region] = all.map(|rows| Told {
        rows: rows.len() as u64,
        first: rows
            .iter()
            .take(list::FIRST)
            .map(|spot| {
                let key = keys.get(spot).cloned().unwrap_or_default();
                (inputs.name(spot.file), account.row_number(inputs, *spot), key)
            })
            .collect(),
        place: rows.first().and_then(|spot| account.place(inputs, *spot, column)),
    });
    Apart { answers: count, unlisted, without_key: without, again, early, region }
}

impl<T> Counted<T> {
    /// What was noticed of texts as they told others, and in how many rows.
    pub(super) fn shapes(&self) -> Shapes {
        let mut shapes = self.names.shapes();
        shapes.merge(&self.filter.as_ref().map(Filter::shapes).unwrap_or_default());
        shapes.merge(&self.followed.shapes());
        for (told, rows) in &self.noted.missed {
            shapes.missed.entry(*told).or_default().rows += rows;
        }
        shapes
    }
}

/// Takes what was noticed out of what was counted.
pub(super) fn signs<T>(
    (inputs, roles): (&Inputs, &Roles),
    counted: &mut Counted<T>,
    settled: Option<&Settled>,
) -> Signs {
    let day = |found: Option<(i32, Spot)>| {
        let (days, spot) = found.filter(|_| roles.date.is_some())?;
        let place = counted.account.place(inputs, spot, inputs.column(roles.date));
        Some((Day::from_epoch(days.into())?, place))
    };
    let (first, last) = (day(counted.noted.days.first), day(counted.noted.days.last));
    let noticed = &counted.noted.noticed;
    let order = settled.filter(|settled| settled.is_of_day_and_month()).and_then(|settled| {
        let (text, place) = settled.proof((inputs, roles))?;
        Some(DecidingDates { rows: noticed.dates(Form::decides), of: noticed.dates(|_| true), text, place })
    });
    Signs {
        paths: inputs.files.iter().map(|input| input.path.clone()).collect(),
        first,
        last,
        later: noticed.later,
        order,
        faults_by_region: std::mem::take(&mut counted.gathered.regions),
        faults_by_period: std::mem::take(&mut counted.gathered.periods),
        answered_again: counted.again.repeated,
        nameless: counted.again.nameless,
        apart: None,
        shapes: Arc::new(counted.shapes()),
        conditions: counted.filter.take().map(Filter::seen).unwrap_or_default(),
        follow_up: counted.followed.take_seen(),
        guessed: guessed(inputs),
        absent: inputs.absent.clone(),
        doubtful: doubtful(inputs, counted).into_iter().collect(),
        repeated: counted.repeats.take().map(super::repeats::Repeats::found).unwrap_or_default(),
    }
}

/// The files whose encoding is a guess.
pub(super) fn guessed(inputs: &Inputs) -> Vec<GuessedEncoding> {
    let mut found: Vec<GuessedEncoding> = Vec::new();
    for (file, input) in inputs.files.iter().enumerate() {
        let Some(encoded) = input.encoded.as_ref().filter(|encoded| encoded.by == EncodedBy::Guess) else {
            continue;
        };
        let at = found.iter().position(|other| other.encoding == encoded.encoding).unwrap_or_else(|| {
            let place = Some(Place::File(input.path.clone()));
            let (files, values) = (Vec::new(), Vec::new());
            found.push(GuessedEncoding { encoding: encoded.encoding, files, values, place });
            found.len() - 1
        });
        if let Some(of_encoding) = found.get_mut(at) {
            of_encoding.files.push(inputs.name(file));
            let new = encoded.examples.iter().filter(|value| !of_encoding.values.contains(value));
            let new: Vec<String> =
                new.take(EXAMPLES.saturating_sub(of_encoding.values.len())).cloned().collect();
            of_encoding.values.extend(new);
        }
    }
    found
}

/// So many values show what a guess makes of files.
const EXAMPLES: usize = 5;

/// The names that are no text in the encoding of their file, where there are any.
pub(super) fn doubtful<T>(inputs: &Inputs, counted: &Counted<T>) -> Option<DoubtfulNames> {
    let (cells, guessed) = &counted.doubtful;
    let at = |(spot, column): &(Spot, usize)| {
        let column = inputs.column(Some(*column)).unwrap_or_default().to_owned();
        (inputs.name(spot.file), counted.account.row_number(inputs, *spot), column)
    };
    let first = cells.first();
    let (spot, column) = *first.first()?;
    Some(DoubtfulNames {
        cells: cells.count(),
        first: first.iter().map(at).collect(),
        names: guessed.names.iter().map(|name| name.replace(NESTED, " / ")).collect(),
        encoding: guessed.encoding,
        place: counted.account.place(inputs, spot, inputs.column(Some(column))),
    })
}
