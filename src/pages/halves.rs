//! Long tables of few columns stand in two halves beside each other on paper. Nothing is cut off there: a table is halved
//! only if the longest word of every column has room, by the widths of the page's own font, and the columns' widths are
//! then stated, so that a browser with another font breaks words rather than let a column run off the paper.

use super::tables::Cell;
use crate::charts::ems;

/// A table of fewer rows is not worth it.
const FEWEST_ROWS: usize = 25;

/// The width of a half of A4, the narrower paper, in font sizes of 7.5 pt: 178 mm between the margins, 8 mm between the
/// halves (`templates/print.css`). A hundredth is left for what rounding takes.
const ROOM: f64 = 85.0 / 25.4 * 72.0 / 7.5 * 0.99;

/// What stands beside the text of a cell, in font sizes: `.35rem`, and `.5rem` more between a number and a text.
const GAP: f64 = 3.5 / 7.5;
const GAP_BEFORE_TEXT: f64 = 5.0 / 7.5;

/// A column in font sizes: what it needs so that no word is broken, and what it would like so that no line is.
struct Column {
    needed: f64,
    liked: f64,
}

/// The widths of the columns in per cent, where a table stands in two halves; empty where it does not.
pub(super) fn halves(head: &[Cell], rows: &[Vec<Cell>]) -> Vec<String> {
    if rows.len() < FEWEST_ROWS {
        return Vec::new();
    }
    let columns: Vec<Column> = (0..head.len()).map(|at| column(at, head, rows)).collect();
    let needed: f64 = columns.iter().map(|column| column.needed).sum();
    if needed > ROOM {
        return Vec::new();
    }
    // What is left over goes where it is liked, and what nobody likes to all.
    let liked: f64 = columns.iter().map(|column| column.liked - column.needed).sum();
    let share = if liked > 0.0 { ((ROOM - needed) / liked).min(1.0) } else { 0.0 };
    let widths: Vec<f64> = columns.iter().map(|c| c.needed + (c.liked - c.needed) * share).collect();
    let all: f64 = widths.iter().sum();
    widths.iter().map(|width| format!("{:.2}", width / all * 100.0)).collect()
}

fn column(at: usize, head: &[Cell], rows: &[Vec<Cell>]) -> Column {
    let is_number = |cell: Option<&Cell>| cell.is_some_and(|cell| cell.number);
    let gap = if at + 1 < head.len() { GAP } else { 0.0 };
    let before = at.checked_sub(1).and_then(|before| head.get(before));
    let after_number = is_number(before) && !is_number(head.get(at));
    let gaps = gap + if after_number { GAP_BEFORE_TEXT } else { 0.0 };
    let cells = || rows.iter().filter_map(|row| row.get(at));
    let whole = cells().map(|cell| ems(&cell.text)).fold(0.0, f64::max);
    let words = head.get(at).into_iter().chain(cells()).map(longest_word).fold(0.0, f64::max);
    // A name may take a second line, and so may a word in the place of a number; what else is text, such as a period, would
    // take one in every row.
    let needed = if at == 0 || is_number(head.get(at)) { words } else { words.max(whole) };
    Column { needed: needed + gaps, liked: words.max(whole) + gaps }
}

/// The width of what a browser does not break, at most.
fn longest_word(cell: &Cell) -> f64 {
    cell.text.split_inclusive([' ', '-']).map(|word| ems(word.trim_end())).fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::super::tables::{number, text};
    use super::*;

    fn table(name: &str, score: &str, rows: usize) -> Vec<String> {
        let head = [text("Region"), text("Period"), number("NPS"), number("n")];
        let row = || vec![text(name), text("Q3 2026"), number(score), number("1,234")];
        halves(&head, &(0..rows).map(|_| row()).collect::<Vec<_>>())
    }

    #[test]
    fn a_long_table_of_short_words_is_halved_and_its_columns_fill_the_half() {
        let widths = table("North Caucasus", "12.3", 25);
        assert_eq!(widths.len(), 4);
        let all: f64 = widths.iter().map(|width| width.parse::<f64>().expect("a number")).sum();
        assert!((all - 100.0).abs() < 0.1, "{widths:?}");
        assert_eq!(table("North Caucasus", "12.3", 24), Vec::<String>::new());
    }

    #[test]
    fn what_has_no_room_in_a_half_is_not_halved() {
        assert_eq!(table(&"W".repeat(30), "12.3", 60), Vec::<String>::new());
        assert_eq!(table(&"WWW ".repeat(30), "12.3", 60).len(), 4, "names may take more lines");
        assert_eq!(table("North", &"9".repeat(60), 60), Vec::<String>::new());
    }
}
