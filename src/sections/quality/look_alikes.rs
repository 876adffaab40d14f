//! Doubts about names that look alike and count as different ones.

use std::collections::BTreeMap;

use super::warning::{Doubt, MOST_PLACES, NamesOf, Warning};
use crate::config::Config;
use crate::error::{Place, Problem};
use crate::facts::{Cut, Facts};
use crate::responses::Signs;
use crate::survey::{careless, grouped, look_alikes};

/// Columns of more different values than this are not looked at for values that look alike.
const MOST_VALUES: usize = 50_000;

/// Names that look alike: of regions, with their answers, of clients, and of what else tells answers apart.
pub(super) fn alike(
    regions: &BTreeMap<String, u64>,
    config: &Config,
    facts: &Facts,
    signs: &Signs,
) -> Vec<Doubt> {
    let mut clients = BTreeMap::new();
    for (client, intake) in facts.intakes() {
        clients.insert(client.to_string(), intake.rows_used);
    }
    let columns = &config.columns;
    let place = signs.only_file();
    let mut doubts = groups_alike(NamesOf::Regions, None, regions, place.as_ref());
    doubts.extend(groups_alike(NamesOf::Clients, None, &clients, place.as_ref()));
    for (at, column) in columns.attributes.iter().enumerate() {
        // Of a table, its columns may be told of by themselves.
        if columns.pair(at).is_some() {
            continue;
        }
        let values = facts.values(Cut::attribute(at));
        // A column of so many values holds numbers of things, and those look alike.
        if values.len() > MOST_VALUES {
            continue;
        }
        let mut of_column = groups_alike(NamesOf::Values, Some(&column.value), &values, place.as_ref());
        if columns.cluster == Some(at) {
            // The page never says who is behind the answers.
            for doubt in &mut of_column {
                doubt.warning = None;
            }
        }
        doubts.extend(of_column);
    }
    doubts
}

/// Whether names that look alike differ by more than capitals and what is written without care.
fn differ_by_letters(names: &[&str]) -> bool {
    let mut folded = names.iter().map(|name| careless(name));
    let first = folded.next();
    folded.any(|other| Some(other) != first)
}

/// The groups of names that look alike, each with its number of answers; `place` is where they stand.
pub(super) fn groups_alike(
    of: NamesOf,
    column: Option<&str>,
    answers: &BTreeMap<String, u64>,
    place: Option<&Place>,
) -> Vec<Doubt> {
    let what = match (of, column) {
        (NamesOf::Regions, _) => "regions".to_owned(),
        (NamesOf::Clients, _) => "clients".to_owned(),
        (NamesOf::Values, column) => format!("values of the column `{}`", column.unwrap_or_default()),
    };
    let groups = look_alikes(answers.keys().map(String::as_str));
    let more = groups.len().saturating_sub(MOST_PLACES);
    let told = |names: &[&str]| {
        let count = |name: &&str| match answers.get(*name).copied().unwrap_or(0) {
            1 => format!("`{name}` (1 answer)"),
            n => format!("`{name}` ({} answers)", grouped(n)),
        };
        let each = names.iter().map(count).collect::<Vec<_>>().join(", ");
        let problem = Problem::new(format!("these {what} look alike and count as different ones: {each}"))
            .at(place.cloned())
            .hint("if they are the same, write them the same in the data");
        let letters = "some of their letters are of another alphabet, such as a Latin `C` for a Cyrillic `С`";
        if differ_by_letters(names) { problem.hint(letters) } else { problem }
    };
    let mut doubts: Vec<Doubt> = groups
        .iter()
        .take(MOST_PLACES)
        .map(|names| Doubt {
            warning: Some(Warning::LookAlikeNames {
                of,
                column: column.map(str::to_owned),
                names: names.iter().map(|name| (*name).to_owned()).collect(),
                by_letters: differ_by_letters(names),
                more: 0,
            }),
            told: told(names),
        })
        .collect();
    if let (Some(last), true) = (doubts.last_mut(), more > 0) {
        if let Some(Warning::LookAlikeNames { more: besides, .. }) = &mut last.warning {
            *besides = more as u64;
        }
        last.told.hints.push(format!("{more} more groups of {what} look alike"));
    }
    doubts
}
