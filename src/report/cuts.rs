//! Whether answers can be told by the cuts that a config has.

use std::collections::BTreeSet;

use crate::config::{Config, CutBy, Named};
use crate::error::{Error, Kind, Problem, all_or_nothing};
use crate::facts::{Cut, Excerpt, Facts, MOST_REGIONS, MOST_VALUES};
use crate::sections::quality::Doubt;
use crate::survey::Region;

/// That no cut has more values than a page can tell of.
///
/// # Errors
/// With each that has.
pub fn have_few_values(config: &Config, facts: &Facts) -> Result<(), Error> {
    let columns = &config.columns;
    let stated =
        columns.cuts.iter().filter_map(|cut: &CutBy| Some((columns.attributes.get(cut.attribute)?, cut)));
    let problems = stated.filter_map(|(column, cut)| {
        let (n, most) = (facts.count_values(Cut::attribute(cut.attribute)), MOST_VALUES);
        let [kind, verb, values] =
            if cut.pair.is_some() { ["table", "has", "cells"] } else { ["column", "holds", "values"] };
        let problem = Problem::new(format!(
            "the {kind} `{}` {verb} {n} {values}, more than the {most} that answers can be told apart by",
            column.value
        ));
        let problem = problem.at(column.place.clone());
        (n > most).then(|| problem.hint("name a column of groups, such as a size class, or leave it out"))
    });
    all_or_nothing(Kind::Data, problems.collect())
}

/// The position of a cut of the config among the values that answers have together: the regions are the first.
fn place(cut: Option<usize>) -> usize {
    cut.map_or(0, |cut| cut + 1)
}

/// So many values are named, of those that do not lie where they should.
const MOST_NAMED: usize = 5;

/// That each value of a cut lies in one of what the config says that it is within; of answers that name none of these it may be said
/// that they should.
///
/// # Errors
/// With each value that lies in several.
pub fn lie_within(config: &Config, facts: &Facts) -> Result<Vec<Doubt>, Error> {
    let (mut problems, mut doubts) = (Vec::new(), Vec::new());
    for (at, cut) in config.columns.cuts.iter().enumerate() {
        let Some(within) = &cut.within else { continue };
        let (own, outer) = (column(config, cut), within.column.value.as_str());
        let found = facts.all.cross.together(place(Some(at)), place(within.cut));
        let named = |others: &BTreeSet<&Region>| {
            let names = others.iter().filter_map(|other| match other {
                Region::Named(name) => Some(format!("`{name}`")),
                Region::NotStated | Region::Others => None,
            });
            names.collect::<Vec<String>>()
        };
        let name = |value: &Region| value.name().unwrap_or_default().to_owned();
        let in_several: Vec<(String, Vec<String>)> = found
            .iter()
            .map(|(value, others)| (name(value), named(others)))
            .filter(|(_, others)| others.len() > 1)
            .collect();
        for (value, others) in in_several.iter().take(MOST_NAMED) {
            let all = few_of(others);
            let problem = format!("`{value}` of the column `{own}` lies in several of `{outer}`: {all}");
            let hint = if in_several.len() > MOST_NAMED {
                format!("{} values do, of which the first {MOST_NAMED} are named", in_several.len())
            } else {
                format!(
                    "tell two of one name apart, such as `{value} ({})`, or mend the rows",
                    others[0].trim_matches('`')
                )
            };
            problems.push(Problem::new(problem).at(within.column.place.clone()).hint(hint));
        }
        let nowhere = found.iter().filter(|(_, others)| others.contains(&Region::NotStated));
        let nowhere: Vec<String> = nowhere.map(|(value, _)| format!("`{}`", name(value))).collect();
        if !nowhere.is_empty() {
            let told = format!("answers of {} in the column `{own}` name no `{outer}`", few_of(&nowhere));
            let told = Problem::new(told).at(within.column.place.clone());
            let told = told.hint("they are in no total of it: write where they lie into these rows");
            doubts.push(Doubt { warning: None, told });
        }
    }
    all_or_nothing(Kind::Data, problems)?;
    Ok(doubts)
}

/// The first of some names, and how many more there are.
fn few_of(names: &[String]) -> String {
    let some = names.iter().take(MOST_NAMED).cloned().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(MOST_NAMED) {
        0 => some,
        more => format!("{some} and {more} more"),
    }
}

fn column<'a>(config: &'a Config, cut: &CutBy) -> &'a str {
    config.columns.attributes.get(cut.attribute).map_or("", |column| column.value.as_str())
}

/// That the score is not told by the further cuts of a config, where it is not, and why.
#[must_use]
pub fn not_told(config: &Config, all: &Excerpt) -> Option<Doubt> {
    let columns = &config.columns;
    let stated = columns.cuts.iter().filter_map(|cut| columns.attributes.get(cut.attribute));
    let names: Vec<String> = stated.map(|column| format!("`{}`", column.value)).collect();
    let regions: BTreeSet<&Region> = all.cells.keys().filter_map(|(_, region)| region.as_ref()).collect();
    let has_many = regions.len() > MOST_REGIONS;
    let first = columns.cuts.first().filter(|_| all.by_cut.is_empty() || has_many)?;
    let too_many = format!("there are {} regions beside, more than {MOST_REGIONS}", regions.len());
    let why = if has_many {
        too_many.as_str()
    } else if columns.reader.is_empty() {
        "answers have weights, or belong to clusters, and what is hidden, or said of few, could be worked out"
    } else {
        "clients read the report, and nobody knows whose answers would be told"
    };
    let told = Problem::new(format!("nothing is told by {}: {why}", names.join(", ")));
    let place = columns.attributes.get(first.attribute).and_then(|column| column.place.clone());
    Some(Doubt { warning: None, told: told.at(place) })
}

/// Values that the order of a cut names, and that the data do not have.
#[must_use]
pub fn unknown_values(config: &Config, facts: &Facts) -> Vec<Doubt> {
    let of = |cut: &CutBy| {
        let known = facts.values(Cut::attribute(cut.attribute));
        let column = config.columns.attributes.get(cut.attribute).map_or("", |column| column.value.as_str());
        // That nobody is in a class is no slip of the pen.
        let stated = cut.order.iter().filter(|value| value.place.is_some());
        let unknown = stated.filter(|value| !known.contains_key(&value.value));
        let doubt = |value: &Named<String>| {
            let problem =
                Problem::new(format!("no used answer has `{}` in the column `{column}`", value.value));
            let problem = problem.did_you_mean(&value.value, known.keys().map(String::as_str));
            Doubt { warning: None, told: problem.at(value.place.clone()) }
        };
        unknown.map(doubt).collect::<Vec<_>>()
    };
    config.columns.cuts.iter().flat_map(of).collect()
}
