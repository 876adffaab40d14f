//! What may give rise to doubt though every row was read: nothing is judged here.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::order::Settled;
use super::pass::Counted;
use super::repeats::Repeated;
use super::{Form, Roles};
use crate::error::Place;
use crate::source::{Inputs, Spot};
use crate::survey::{Day, Region};

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
    let (first, last) = (day(counted.days.first), day(counted.days.last));
    let noticed = &counted.noticed;
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
        repeated: counted.repeats.take().map(super::repeats::Repeats::found).unwrap_or_default(),
    }
}
