//! Plain text laid out for a terminal: lines of a readable length, columns that align. Widths are counted in
//! characters, so that Cyrillic letters align as Latin ones do.

/// The longest line.
const WIDTH: usize = 80;

/// The widest line of a column's head, unless a word is wider.
const HEAD: usize = 12;

/// Between columns.
const GAP: &str = "  ";

/// The text in lines, broken at ordinary spaces, all but the first of them indented.
pub(super) fn wrapped(text: &str, first: &str, indent: &str) -> String {
    let lines = lines(text, WIDTH - length(indent));
    format!("{first}{}\n", lines.join(&format!("\n{indent}")))
}

/// A table with its columns to the right.
pub(super) fn table(head: &[String], rows: &[Vec<String>]) -> String {
    with_names(head, rows, 0)
}

/// A table with a first column of names, to the left.
pub(super) fn named_table(head: &[String], rows: &[Vec<String>]) -> String {
    with_names(head, rows, 1)
}

/// A table with so many columns to the left and all others to the right.
fn with_names(head: &[String], rows: &[Vec<String>], names: usize) -> String {
    let heads: Vec<Vec<String>> = head.iter().map(|text| lines(text, HEAD)).collect();
    let deepest = heads.iter().map(Vec::len).max().unwrap_or(0);
    // The heads stand on the rows.
    let line = |at: usize| -> Vec<&str> {
        let cell = |head: &Vec<String>| (at + head.len()).checked_sub(deepest);
        heads.iter().map(|head| cell(head).and_then(|at| head.get(at)).map_or("", String::as_str)).collect()
    };
    let mut all: Vec<Vec<&str>> = (0..deepest).map(line).collect();
    all.extend(rows.iter().map(|row| row.iter().map(String::as_str).collect::<Vec<_>>()));
    let width = |column: usize| all.iter().filter_map(|row| row.get(column)).map(|cell| length(cell)).max();
    let widths: Vec<usize> = (0..head.len()).map(|column| width(column).unwrap_or(0)).collect();
    let aligned = |row: &Vec<&str>| {
        let cells = (0..).zip(row.iter().zip(&widths)).map(|(at, (cell, width))| {
            if at < names { format!("{cell:<width$}") } else { format!("{cell:>width$}") }
        });
        cells.collect::<Vec<_>>().join(GAP).trim_end_matches(' ').to_owned() + "\n"
    };
    all.iter().map(aligned).collect()
}

/// A table with its columns to the left but for those of numbers, heads in one line.
pub(super) fn left_table(head: &[String], rows: &[Vec<String>]) -> String {
    let is_number = |cell: &String| {
        cell.is_empty() || cell.starts_with(|c: char| c.is_ascii_digit() || "−×-".contains(c))
    };
    let cells = |column: usize| rows.iter().filter_map(move |row| row.get(column));
    let columns: Vec<(usize, bool)> = (0..head.len())
        .map(|at| {
            let all = head.get(at).into_iter().chain(cells(at));
            (all.map(|cell| length(cell)).max().unwrap_or(0), !rows.is_empty() && cells(at).all(is_number))
        })
        .collect();
    let aligned = |row: &Vec<String>| {
        let cells = row.iter().zip(&columns).map(|(cell, &(width, to_the_right))| {
            if to_the_right { format!("{cell:>width$}") } else { format!("{cell:<width$}") }
        });
        cells.collect::<Vec<_>>().join(GAP).trim_end_matches(' ').to_owned() + "\n"
    };
    std::iter::once(&head.to_vec()).chain(rows).map(aligned).collect()
}

fn length(text: &str) -> usize {
    text.chars().count()
}

fn lines(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if length(line) + 1 + length(word) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_align_in_characters_whatever_the_script() {
        let head = ["Ответов".to_owned(), "A head of several words".to_owned()];
        let rows = [vec!["1\u{a0}027".to_owned(), "±5,0".to_owned()]];
        let expected =
            "         A head of\n           several\nОтветов      words\n  1\u{a0}027       ±5,0\n";
        assert_eq!(table(&head, &rows), expected);
    }

    #[test]
    fn no_line_ends_in_spaces() {
        let found = table(&["a very long head".to_owned(), "x".to_owned()], &[]);
        assert!(found.lines().all(|line| line == line.trim_end()), "{found}");
    }

    #[test]
    fn no_line_is_longer_than_a_terminal_is_wide_and_no_break_spaces_hold() {
        let text = wrapped(&"девять\u{a0}букв ".repeat(30), "- ", "  ");
        assert!(
            text.lines().all(|line| length(line) <= WIDTH && line.trim_end().ends_with("букв")),
            "{text}"
        );
    }
}
