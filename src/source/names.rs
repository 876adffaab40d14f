//! Names of files and columns in messages.

use std::path::Path;

/// How many names a list in a message holds at most.
const NAMES_SHOWN: usize = 12;

/// The name of a file, without its folder.
pub(super) fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// Names in backticks, the first twelve of them.
pub(super) fn list(names: impl Iterator<Item = impl std::fmt::Display>, count: usize) -> String {
    let shown: Vec<_> = names.take(NAMES_SHOWN).map(|name| format!("`{name}`")).collect();
    match count.saturating_sub(shown.len()) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

/// The names of columns that several rows tell together. A heading covers the blank cells after it, as merged ones do, as far as there is
/// something below them; and only where it covers several columns these are told apart by the row below.
pub(super) fn joined(rows: &[Vec<String>]) -> Vec<String> {
    if let [only] = rows {
        return only.clone();
    }
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let cell = |row: usize, at: usize| rows.get(row).and_then(|row| row.get(at)).map_or("", String::as_str);
    let mut names = vec![String::new(); width];
    // The first of the columns that are under one heading of the row above.
    let mut above = vec![0; width];
    for row in 0..rows.len() {
        let is_covered = |at: usize| {
            let has_below = (row + 1..rows.len()).any(|below| !cell(below, at).is_empty());
            at > 0 && cell(row, at).is_empty() && has_below && above.get(at) == above.get(at - 1)
        };
        let mut first: Vec<usize> = Vec::with_capacity(width);
        for at in 0..width {
            first.push(first.last().copied().filter(|_| is_covered(at)).unwrap_or(at));
        }
        let mut covered = vec![0_usize; width];
        for of in &above {
            covered.iter_mut().skip(*of).take(1).for_each(|columns| *columns += 1);
        }
        for (at, name) in names.iter_mut().enumerate() {
            let own = first.get(at).map_or("", |first| cell(row, *first));
            let is_alone = above.get(at).and_then(|of| covered.get(*of)).is_some_and(|columns| *columns == 1);
            if name.is_empty() {
                own.clone_into(name);
            } else if !own.is_empty() && !is_alone {
                *name = format!("{name} / {own}");
            }
        }
        above = first;
    }
    names
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn a_heading_over_several_columns_is_told_with_what_stands_below_it() {
        let of = |rows: &[&str]| {
            let cells = |row: &&str| row.split(',').map(str::to_owned).collect();
            joined(&rows.iter().map(cells).collect::<Vec<_>>()).join("|")
        };
        for (rows, expected) in [
            (&["a,b"][..], "a|b"),
            (
                &["id,How likely?,,Used,,", ",Response,Why,Phone,Web,"],
                "id|How likely? / Response|How likely? / Why|Used / Phone|Used / Web|",
            ),
            (&["id,Score", ",Response"], "id|Score"),
            (&["id,Score", ",Response,Late"], "id|Score / Response|Score / Late"),
            (&["id,", ",Date"], "id|id / Date"),
            (&["", "a,b"], "a|b"),
            (
                &["2026,,,2025,", "Q1,,Q2,Q1,Q2", "a,b,c,d,e"],
                "2026 / Q1 / a|2026 / Q1 / b|2026 / Q2|2025 / Q1|2025 / Q2",
            ),
        ] {
            assert_eq!(of(rows), expected, "{rows:?}");
        }
    }
}
