//! How the text of a cell tells a name: variants of a name are one, and a column may be told by another one. It is asked once for
//! each text, and not for each row.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use polars::prelude::PlHashMap;

use super::date;
use super::other_days::{Holder, OtherDays};
use super::reading::Reading;
use super::trim::spelt;
use crate::config::{By, Named, Shaping, Step as Stated, TIMES, Table, Wave};
use crate::source::Cell;
use crate::survey::{Decimal, MarksSeen, Number, canonical};

/// Stands between the names of a nested client; none holds it.
pub(super) const NESTED: char = '\0';

/// So many different texts are kept, to be told; of more none is: which ones were found first would hang on the threads.
const MOST: usize = 5_000;

/// Codes from this one on stand for cells of which a column, the first or a later one, cannot be told: their names are blank.
pub(super) const FIRST_MISSED: u32 = u32::MAX - MOST_MISSED - 2;

/// More columns than these are not told apart there.
const MOST_MISSED: u32 = 1 << 16;

/// The way from the text of a cell to a name; of most columns it is its own.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Telling(Vec<Step>);

/// A step of that way. Columns that others tell, and lists of variants, are known by their positions in the config.
#[derive(Debug, Clone, PartialEq)]
enum Step {
    Aliases(usize, Arc<BTreeMap<String, Named<String>>>),
    /// The value of a column of a table.
    Table(usize, Arc<Table>, usize),
    /// The class of a number, in the column of that name.
    Bands(usize, Arc<Vec<(f64, String)>>, String),
    /// The wave of a day, in the column of that name.
    Waves(usize, Arc<Vec<Wave>>, String),
}

/// How the names of a row are told, by role.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tellings {
    /// The region.
    pub region: Telling,
    /// The client, the outermost name first.
    pub client: Vec<Telling>,
    /// What else answers are told apart by: the column, and the second of those that are of two.
    pub attributes: Vec<Vec<Telling>>,
    /// What names whose answer it is, column by column.
    pub respondent: Vec<Telling>,
}

/// What was noticed of texts as they told names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shapes {
    /// Of each list of variants, by its position in the config: those that were met, and texts that are none.
    pub variants: BTreeMap<usize, Met>,
    /// Of each column that another one tells, by its position in the config: what tells nothing of it.
    pub missed: BTreeMap<usize, Missed>,
    /// How the numbers are written that tell classes.
    pub(super) marks: MarksSeen,
    /// One of these that may be read in two ways, and its column.
    pub(super) open: Option<(String, String)>,
    /// Dates in other columns than that of the answers' days.
    pub(super) days: OtherDays,
}

/// Texts that a list of variants was asked about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Met {
    /// Variants.
    pub variants: BTreeSet<String>,
    /// Others.
    pub others: Texts,
}

/// What tells nothing of a column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Missed {
    /// In how many rows that are used, or left out for want of a client.
    pub rows: u64,
    /// The texts, of all rows.
    pub texts: Texts,
}

/// Different texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Texts {
    all: BTreeSet<String>,
    has_too_many: bool,
}

impl Texts {
    fn note(&mut self, text: &str) {
        if !self.has_too_many && !self.all.contains(text) {
            self.all.insert(text.to_owned());
            self.limit();
        }
    }

    fn merge(&mut self, other: &Self) {
        self.has_too_many |= other.has_too_many;
        self.all.extend(other.all.iter().cloned());
        self.limit();
    }

    fn limit(&mut self) {
        self.has_too_many |= self.all.len() > MOST;
        if self.has_too_many {
            self.all.clear();
        }
    }

    /// All of them, sorted; none where they are too many to be kept.
    #[must_use]
    pub fn all(&self) -> Option<&BTreeSet<String>> {
        (!self.has_too_many).then_some(&self.all)
    }
}

impl Shapes {
    /// Adds what was noticed elsewhere.
    pub(super) fn merge(&mut self, other: &Self) {
        for (at, met) in &other.variants {
            let own = self.variants.entry(*at).or_default();
            own.variants.extend(met.variants.iter().cloned());
            own.others.merge(&met.others);
        }
        for (at, missed) in &other.missed {
            let own = self.missed.entry(*at).or_default();
            own.rows += missed.rows;
            own.texts.merge(&missed.texts);
        }
        self.marks.merge(other.marks);
        self.days.merge(&other.days);
        self.open = self.open.take().into_iter().chain(other.open.clone()).min();
    }
}

impl Telling {
    /// The column that is read for another one, and how its texts tell the names of that.
    pub(super) fn of<'a>(shaping: &'a Shaping, column: &'a Named<String>) -> (&'a Named<String>, Self) {
        let (read, steps) = shaping.way(column);
        let step = |step: Stated<'_>| match step {
            Stated::Aliases(at, aliases) => Some(Step::Aliases(at, Arc::clone(&aliases.names))),
            Stated::Told(at, told) => Some(match &told.by {
                By::Table(table, column) => {
                    Step::Table(at, Arc::clone(&shaping.lookups.get(*table)?.table), *column)
                }
                By::Bands(bands) => Step::Bands(at, Arc::clone(bands), told.of.value.clone()),
                By::Waves(waves) => Step::Waves(at, Arc::clone(waves), told.of.value.clone()),
            }),
        };
        (read, Self(steps.into_iter().filter_map(step).collect()))
    }

    /// Whether there is nothing to do: the text is the name.
    pub(super) fn is_plain(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether what is read are numbers.
    pub(super) fn reads_numbers(&self) -> bool {
        self.0.iter().any(|step| matches!(step, Step::Bands(..)))
    }

    /// Whether what is read are days.
    pub(super) fn reads_days(&self) -> bool {
        self.0.iter().any(|step| matches!(step, Step::Waves(..)))
    }

    /// Whether a column that another one tells is on the way.
    pub(super) fn goes_by(&self, told: usize) -> bool {
        self.0.iter().any(|step| match step {
            Step::Aliases(..) => false,
            Step::Table(at, ..) | Step::Bands(at, ..) | Step::Waves(at, ..) => *at == told,
        })
    }

    /// The name that a text in its form tells.
    ///
    /// # Errors
    /// With the column of which it tells nothing, though it is not blank.
    pub(super) fn tell(&self, text: &str, reading: &Reading, shapes: &mut Shapes) -> Result<String, usize> {
        let mut text = Cow::Borrowed(text);
        for step in &self.0 {
            if text.is_empty() {
                break;
            }
            let (told, name) = match step {
                Step::Aliases(at, names) => {
                    let met = shapes.variants.entry(*at).or_default();
                    if let Some(name) = names.get(&*text) {
                        met.variants.insert(text.into_owned());
                        text = Cow::Owned(name.value.clone());
                    } else {
                        met.others.note(&text);
                    }
                    continue;
                }
                Step::Table(told, table, column) => {
                    let whole =
                        || str::from_utf8(&spelt(text.as_bytes())).ok().and_then(|key| table.get(key));
                    let found = table.get(&*text).or_else(whole);
                    (told, found.and_then(|values| values.get(*column)).cloned())
                }
                Step::Bands(told, bands, column) => {
                    let number = Number::read(text.as_bytes(), reading.marks.bands);
                    if let Some(number) = &number
                        && shapes.marks.note(number.tells)
                    {
                        shapes.open = Some((text.to_string(), column.clone()));
                    }
                    let value = number.map(|number| number.value());
                    let from = |(least, _): &&(f64, String)| value.is_some_and(|value| *least <= value);
                    (told, bands.iter().rev().find(from).map(|(_, name)| name.clone()))
                }
                Step::Waves(told, waves, column) => {
                    shapes.days.note(&Holder::Called(column.clone()), text.as_bytes());
                    let day = date::read(text.as_bytes(), reading.order, reading.zone);
                    let wave = day.and_then(|day| waves.iter().find(|wave| wave.has(day)));
                    (told, wave.map(|wave| wave.name.clone()))
                }
            };
            let Some(name) = name else {
                shapes.missed.entry(*told).or_default().texts.note(&text);
                return Err(*told);
            };
            text = Cow::Owned(name);
        }
        Ok(text.into_owned())
    }
}

/// The text of a cell, of which a typed number has the mark before decimals that texts are read by.
pub(super) fn written(cell: Cell<'_>, mark: Option<Decimal>) -> Cow<'_, [u8]> {
    let text = cell.text();
    if cell.is_text() || cell.is_dated() || mark != Some(Decimal::Comma) {
        return text;
    }
    Cow::Owned(text.iter().map(|byte| if *byte == b'.' { b',' } else { *byte }).collect())
}

/// How texts tell the names of a role, part by part, and what was noticed so far.
#[derive(Debug)]
pub(super) struct Teller {
    parts: Vec<Telling>,
    reading: Reading,
    pub(super) shapes: Shapes,
    /// Names by themselves: what a cell says need not be one.
    pub(super) codes: PlHashMap<Box<[u8]>, u32>,
    /// The code of what could not be told last, until that is asked for.
    pub(super) missed: Option<u32>,
}

impl Teller {
    /// One of these parts; none where texts are names.
    pub(super) fn new(parts: Vec<Telling>, reading: Reading) -> Option<Box<Self>> {
        let is_plain = parts.iter().all(Telling::is_plain);
        (!is_plain).then(|| {
            let (shapes, codes) = (Shapes::default(), PlHashMap::default());
            Box::new(Self { parts, reading, shapes, codes, missed: None })
        })
    }

    /// How many texts are remembered at most, where names have room for so many: numbers and days may be different in every row.
    pub(super) fn room(&self, room: usize) -> usize {
        let is_many = self.parts.iter().any(|part| part.reads_numbers() || part.reads_days());
        if is_many { room.min(1 << 16) } else { room }
    }

    /// The text of a cell that is typed.
    pub(super) fn typed<'a>(&self, cell: Cell<'a>) -> Cow<'a, [u8]> {
        let is_measured = self.parts.iter().any(Telling::reads_numbers);
        written(cell, self.reading.marks.bands.filter(|_| is_measured))
    }

    /// Whether a column that another one tells is on the way to these names.
    pub(super) fn goes_by(&self, told: usize) -> bool {
        self.parts.iter().any(|part| part.goes_by(told))
    }

    /// The name that a spelling tells, in its form, and whether it is blank.
    ///
    /// # Errors
    /// With the code of what cannot be told.
    pub(super) fn name(&mut self, spelling: &str) -> Result<(String, bool), u32> {
        let is_of_two = self.parts.len() > 1 && !spelling.contains(NESTED) && spelling.contains(TIMES);
        let between = if is_of_two { TIMES.to_owned() } else { NESTED.to_string() };
        let (mut name, mut is_blank, mut missed) = (String::new(), false, None);
        for (at, part) in spelling.split(&between).enumerate() {
            if at > 0 {
                name.push_str(&between);
            }
            let part = canonical(part);
            let told = match self.parts.get(at) {
                Some(telling) => telling.tell(&part, &self.reading, &mut self.shapes),
                None => Ok(part.into_owned()),
            };
            match told {
                Ok(told) => {
                    is_blank |= told.is_empty();
                    // As in a value that has the sign in it.
                    name.push_str(&if is_of_two { told.replace(TIMES, " \u{2715} ") } else { told });
                }
                Err(told) => missed = missed.or(Some(told)),
            }
        }
        match missed {
            Some(told) => Err(FIRST_MISSED + u32::try_from(told).unwrap_or(MOST_MISSED).min(MOST_MISSED - 1)),
            None => Ok((name, is_blank)),
        }
    }
}

/// The column of a code that stands for what cannot be told.
pub(super) fn told_of(code: u32) -> usize {
    code.saturating_sub(FIRST_MISSED) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_what_is_missed_are_none_of_names_or_of_what_is_not_known() {
        let last = FIRST_MISSED + MOST_MISSED - 1;
        assert!(last < u32::MAX - 1 && FIRST_MISSED > 1_000_000);
        assert_eq!([told_of(FIRST_MISSED), told_of(last)], [0, (1 << 16) - 1]);
    }

    #[test]
    fn of_too_many_texts_none_is_told_whoever_noted_them() {
        let of = |numbers: std::ops::Range<usize>| {
            let mut texts = Texts::default();
            numbers.for_each(|number| texts.note(&number.to_string()));
            texts
        };
        assert_eq!(of(0..MOST).all().map(BTreeSet::len), Some(MOST));
        assert_eq!(of(0..MOST + 1).all(), None);
        let mut halves = of(0..MOST / 2);
        halves.merge(&of(MOST / 2..MOST + 1));
        halves.note("0");
        assert_eq!(halves.all(), None);
    }
}
