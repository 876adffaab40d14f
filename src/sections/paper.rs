//! How a table stands on paper, where there is no scrolling and what is too wide would be cut off: by the widths of the
//! page's own font.
//!
//! A long table of few columns stands in two halves beside each other, if the longest word of every column has room there;
//! the widths of the columns are then stated, so that a browser with another font breaks words rather than let a column run
//! off the paper. Any other table is set as small as its longest words need.

use super::cell::Cell;
use crate::charts::ems;

/// The widths and gaps of `templates/print.css`, in font sizes of the table.
struct Style {
    /// The room from where text begins to the right edge, of A4 and of Letter the lesser. A hundredth is left for what rounding
    /// takes.
    room: f64,
    /// Between two columns, and between a number and a text more.
    gap: f64,
    gap_before_text: f64,
}

/// Halves of 81 mm in 6.6 pt, gaps of `.25rem` and `.5rem`.
const HALF: Style =
    Style { room: 81.0 / 25.4 * 72.0 / 6.6 * 0.99, gap: 2.5 / 6.6, gap_before_text: 5.0 / 6.6 };

/// 168 mm in 7.5 pt.
const WHOLE: Style = Style { room: 168.0 / 25.4 * 72.0 / 7.5 * 0.99, gap: 0.8, gap_before_text: 0.67 };

/// How wide a whole table lets a name and another text become before it breaks words, at least and at most; and a head.
const NAME: (f64, f64) = (10.0, 16.0);
const TEXT: (f64, f64) = (0.0, 12.0);
const HEAD: f64 = 9.0;

/// A table of fewer rows is not worth halving.
const FEWEST_ROWS: usize = 25;

/// A column in font sizes: what it needs so that no word is broken, and what it would like so that no line is.
struct Column {
    needed: f64,
    liked: f64,
}

/// The widths of the columns in per cent, where a table stands in two halves; empty where it does not.
pub(crate) fn halves(head: &[Cell], rows: &[Vec<Cell>]) -> Vec<String> {
    if rows.len() < FEWEST_ROWS {
        return Vec::new();
    }
    let column = |at: usize| {
        let gap = HALF.before(at, head);
        let words = widest(words_of(at, head, rows));
        let whole = widest(cells_of(at, rows).map(|cell| ems(&cell.text)));
        // A name may take a second line, and so may words in the place of a number; what else is text, such as a period,
        // would take one in every row.
        let needed = if at == 0 || is_number(head.get(at)) { words } else { words.max(whole) };
        Column { needed: needed + gap, liked: words.max(whole) + gap }
    };
    let columns: Vec<Column> = (0..head.len()).map(column).collect();
    let needed: f64 = columns.iter().map(|column| column.needed).sum();
    if needed > HALF.room {
        return Vec::new();
    }
    let liked: f64 = columns.iter().map(|column| column.liked - column.needed).sum();
    let share = if liked > 0.0 { ((HALF.room - needed) / liked).min(1.0) } else { 0.0 };
    let widths: Vec<f64> = columns.iter().map(|c| c.needed + (c.liked - c.needed) * share).collect();
    let all: f64 = widths.iter().sum();
    widths.iter().map(|width| format!("{:.2}", width / all * 100.0)).collect()
}

/// What the letters of a table are multiplied by so that it is no wider than the paper; none where it fits as it is.
pub(crate) fn fit(head: &[Cell], rows: &[Vec<Cell>]) -> Option<String> {
    let column = |at: usize| {
        let (least, most) = match at {
            0 => NAME,
            _ if is_number(head.get(at)) => (0.0, f64::INFINITY),
            _ => TEXT,
        };
        // A word that is wider than its column may be is broken, but for numbers.
        let cells = widest(cells_of(at, rows).map(|cell| longest_word(&cell.text)));
        let above = head.get(at).map_or(0.0, |head| longest_word(&head.text)).min(HEAD);
        cells.clamp(least, most).max(above) + WHOLE.before(at, head)
    };
    let needed: f64 = (0..head.len()).map(column).sum();
    (needed > WHOLE.room).then(|| format!("{:.3}", WHOLE.room / needed))
}

impl Style {
    /// What parts a column from the one before it.
    fn before(&self, at: usize, head: &[Cell]) -> f64 {
        let Some(before) = at.checked_sub(1) else { return 0.0 };
        let after_number = is_number(head.get(before)) && !is_number(head.get(at));
        self.gap + if after_number { self.gap_before_text } else { 0.0 }
    }
}

fn is_number(cell: Option<&Cell>) -> bool {
    cell.is_some_and(|cell| cell.number)
}

fn cells_of(at: usize, rows: &[Vec<Cell>]) -> impl Iterator<Item = &Cell> {
    rows.iter().filter_map(move |row| row.get(at))
}

/// The longest words of a column, its head's too.
fn words_of<'a>(at: usize, head: &'a [Cell], rows: &'a [Vec<Cell>]) -> impl Iterator<Item = f64> + 'a {
    head.get(at).into_iter().chain(cells_of(at, rows)).map(|cell| longest_word(&cell.text))
}

/// The width of what a browser does not break, at most.
pub(crate) fn longest_word(text: &str) -> f64 {
    widest(text.split_inclusive([' ', '-']).map(|word| ems(word.trim_end_matches(' '))))
}

fn widest(widths: impl Iterator<Item = f64>) -> f64 {
    widths.fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::super::table::{number, text};
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
        assert_eq!(table(&"W".repeat(40), "12.3", 60), Vec::<String>::new());
        assert_eq!(table(&"WWW ".repeat(30), "12.3", 60).len(), 4, "names may take more lines");
        assert_eq!(table("North", &"9".repeat(60), 60), Vec::<String>::new());
    }

    #[test]
    fn a_table_of_many_columns_is_set_smaller_in_proportion() {
        let fit = |columns: usize| {
            let head: Vec<Cell> = (0..columns).map(|_| number("n")).collect();
            let row = (0..columns).map(|_| number("1\u{202f}234\u{202f}567")).collect();
            fit(&head, &[row]).map(|fit| fit.parse::<f64>().expect("a number"))
        };
        assert_eq!(fit(8), None);
        let (one, two) = (fit(20).expect("too wide"), fit(40).expect("too wide"));
        assert!(one < 1.0 && (one / two - 2.0).abs() < 0.1, "{one} and {two}");
        assert_eq!(
            super::fit(&[text("Name")], &[vec![text("W".repeat(500))]]),
            None,
            "a long word is broken"
        );
    }
}
