//! The values of a cut below those that they lie in, as cities below their regions: what a total is made of.

use std::collections::BTreeMap;

use super::types::RegionRow;
use crate::sections::table::{Cell, Table, finding, finding_head, text};
use crate::survey::Region;
use crate::wording::{Words, capitalised};

/// Before the name of what lies in another: an em space, which stays where a row begins with it.
const DEEPER: &str = "\u{2003}";

/// Values, and the words that speak of them.
type Told<'a> = (&'a [RegionRow], &'a Words);

/// The table of the values of a cut below those of another; none where none of them lies there.
pub(super) fn table(
    (outer, of_outer): Told<'_>,
    (values, words): Told<'_>,
    within: &BTreeMap<&str, &str>,
    (id, caption): (&str, String),
) -> Option<Table> {
    let lies_in = |row: &RegionRow, outer: &Region| {
        let found = row.region.name().and_then(|name| within.get(name));
        found.is_some() && found.copied() == outer.name()
    };
    let line = |row: &RegionRow, name: String| {
        let cells = finding(&row.finding, words);
        [text(name)].into_iter().chain(cells).collect::<Vec<Cell>>()
    };
    let mut rows = Vec::new();
    for outer in outer {
        let parts = values.iter().filter(|row| lies_in(row, &outer.region));
        let parts: Vec<Vec<Cell>> =
            parts.map(|row| line(row, format!("{DEEPER}{}", words.region(&row.region)))).collect();
        if !parts.is_empty() {
            rows.push(line(outer, of_outer.region(&outer.region).to_owned()));
            rows.extend(parts);
        }
    }
    let name = capitalised(&of_outer.labels().region);
    let head = [text(name)].into_iter().chain(finding_head(words)).collect();
    (!rows.is_empty()).then(|| Table::new(id, caption, head, rows))
}
