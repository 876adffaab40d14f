//! Which values rows are left out for.

use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A value of more bytes is not remembered.
const LONGEST: usize = 100;

/// So many different values are told apart.
const MOST: usize = 5_000;

/// So many of them are told.
const TOLD: usize = 5;

/// How often each value was found. Of more different values than [`MOST`] none is told: which ones were found first would
/// depend on how many threads there are.
#[derive(Debug, Clone, Default)]
pub(super) struct Values {
    rows: BTreeMap<Box<[u8]>, u64>,
    has_too_many: bool,
}

impl Values {
    /// Notes the value of a row.
    pub(super) fn note(&mut self, value: Option<&[u8]>) {
        let Some(value) = value.filter(|value| !self.has_too_many && value.len() <= LONGEST) else { return };
        if let Some(rows) = self.rows.get_mut(value) {
            *rows += 1;
        } else {
            self.rows.insert(value.into(), 1);
            self.limit();
        }
    }

    /// Adds what others have noted.
    pub(super) fn merge(&mut self, other: Self) {
        self.has_too_many |= other.has_too_many;
        for (value, rows) in other.rows {
            *self.rows.entry(value).or_default() += rows;
        }
        self.limit();
    }

    fn limit(&mut self) {
        self.has_too_many |= self.rows.len() > MOST;
        if self.has_too_many {
            self.rows = BTreeMap::new();
        }
    }

    /// The commonest ones, each with its rows, most first; equal ones in the order of their letters.
    pub(super) fn commonest(&self) -> Vec<(String, u64)> {
        let mut values: Vec<(&[u8], u64)> = self.rows.iter().map(|(value, rows)| (&**value, *rows)).collect();
        values.sort_unstable_by_key(|(value, rows)| (Reverse(*rows), *value));
        let told = values.into_iter().take(TOLD);
        let text = |value| String::from_utf8_lossy(value).replace(char::is_control, " ");
        told.map(|(value, rows)| (text(value), rows)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commonest_values_are_told_whoever_found_them() {
        let values = |each: &[(&str, u64)]| {
            let mut values = Values::default();
            for (value, rows) in each {
                (0..*rows).for_each(|_| values.note(Some(value.as_bytes())));
            }
            values
        };
        let mut one = values(&[("n/a", 2), ("b", 3), ("c", 1), ("e", 1)]);
        one.merge(values(&[("n/a", 2), ("a", 3), ("d", 1), (&"x".repeat(101), 9)]));
        let expected = [("n/a", 4), ("a", 3), ("b", 3), ("c", 1), ("d", 1)];
        assert_eq!(one.commonest(), expected.map(|(value, rows)| (value.to_owned(), rows)));
        one.note(None);
        assert_eq!(one.commonest().len(), 5);
    }

    #[test]
    fn of_too_many_none_is_told_whoever_found_them() {
        let of = |numbers: std::ops::Range<usize>| {
            let mut values = Values::default();
            numbers.for_each(|number| values.note(Some(number.to_string().as_bytes())));
            values
        };
        assert_eq!(of(0..MOST).commonest().len(), 5);
        assert!(of(0..MOST + 1).commonest().is_empty());
        let mut halves = of(0..MOST / 2);
        halves.merge(of(MOST / 2..MOST + 1));
        halves.note(Some(b"0"));
        assert!(halves.commonest().is_empty());
    }
}
