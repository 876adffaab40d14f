//! The list of whom to call back: for whoever sends the reports, with everything that helps to call.

use super::spreadsheet::{csv, harmless};
use crate::config::Config;
use crate::responses::Call;
use crate::survey::Day;

/// A row for each of these answers to follow up, in their order. A column has the name that the data give it; how many days it is since
/// the answer, on the reporting date, and what the comment is about have names of their own. Nothing where no list is wanted.
#[must_use]
pub fn follow_up(config: &Config, calls: &[Call], as_of: Day) -> Option<Vec<u8>> {
    let follow_up = config.follow_up.as_ref()?;
    let columns = &config.columns;
    let shown = columns.cuts.iter().filter(|cut| cut.is_shown && cut.pair.is_none());
    let shown: Vec<usize> = shown.map(|cut| cut.attribute).collect();
    let carried = follow_up.carried();
    let has_themes = config.has_dictionary();
    let from_data = |column: &str| (column.to_owned(), true);
    let stated = columns.client.iter().chain(carried.iter().copied()).chain(&columns.date);
    let mut headings: Vec<(String, bool)> = stated.map(|column| from_data(&column.value)).collect();
    headings.extend(columns.date.as_ref().map(|_| ("days_since".to_owned(), false)));
    headings.push(from_data(&columns.score.value));
    headings.extend(columns.comment.iter().chain(&columns.region).map(|column| from_data(&column.value)));
    let attribute = |at: &usize| columns.attributes.get(*at).map(|column| from_data(&column.value));
    headings.extend(shown.iter().filter_map(attribute));
    headings.extend(has_themes.then(|| ("themes".to_owned(), false)));
    // A column of the data may be several of these, and stands once.
    let is_kept: Vec<bool> = (0..headings.len())
        .map(|at| {
            let (before, rest) = headings.split_at(at);
            rest.first().is_some_and(|own| !own.1 || !before.contains(own))
        })
        .collect();
    let row = |call: &Call| {
        let client = (0..columns.client.len()).map(|level| {
            let client = call.client.as_ref();
            client.and_then(|client| client.path().get(level)).map_or_else(String::new, |own| harmless(own))
        });
        let told = |text: &Option<String>| text.as_deref().map_or_else(String::new, harmless);
        let mut texts: Vec<String> = client.chain(call.cells.iter().map(|text| harmless(text))).collect();
        if columns.date.is_some() {
            let days = |day: Day| i64::from(as_of.since_epoch()) - i64::from(day.since_epoch());
            texts.push(call.day.map_or_else(String::new, |day| day.to_string()));
            texts.push(call.day.map_or_else(String::new, |day| days(day).to_string()));
        }
        texts.push(call.score.to_string());
        texts.extend(call.comments.iter().map(|text| harmless(text)));
        texts.extend(columns.region.as_ref().map(|_| told(&call.region)));
        texts.extend(shown.iter().filter_map(|at| call.attributes.get(*at)).map(told));
        texts.extend(has_themes.then(|| harmless(&call.themes.join("; "))));
        texts
    };
    let headings = headings.iter().map(|(heading, _)| harmless(heading)).collect();
    let kept = |texts: Vec<String>| {
        texts.into_iter().zip(&is_kept).filter(|(_, is_kept)| **is_kept).map(|(cell, _)| cell)
    };
    Some(csv(std::iter::once(headings).chain(calls.iter().map(row)).map(kept)))
}
