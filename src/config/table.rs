//! Small CSV tables that the config names.

use std::path::Path;

use crate::error::{Place, Problem};
use crate::files::{looked_for, not_text, read_small, separator_line};
use crate::survey::{Decimal, MarksSeen, Nps, Number, Tells, canonical};

/// Larger files are no such tables.
const LARGEST: u64 = 16 << 20;

/// What a table holds: what it is called in messages, its columns, and how many of them, from the first on, it must
/// have. Columns of other names are left out of account.
pub(super) struct Kind<const N: usize> {
    pub(super) what: &'static str,
    pub(super) columns: [&'static str; N],
    pub(super) required: usize,
}

/// A row: its number, the header being row 1, and its cells by column, none where nothing is to be seen in it.
pub(super) struct Row<const N: usize> {
    pub(super) number: u64,
    pub(super) cells: [Option<String>; N],
    /// Which columns the table has.
    pub(super) has: [bool; N],
}

impl<const N: usize> Row<N> {
    /// A cell as a place to point at.
    pub(super) fn place(&self, kind: &Kind<N>, path: &Path, column: usize) -> Place {
        let column = kind.columns.get(column).map(|name| (*name).to_owned());
        Place::Row { file: path.to_owned(), row: self.number, column }
    }
}

/// Reads every row, gathering all problems. Blank rows are none, cells that are missing at the end of a row are blank, and
/// blank headings at the end of the header head nothing, as in survey data.
pub(super) fn read<const N: usize>(path: &Path, kind: &Kind<N>, problems: &mut Vec<Problem>) -> Vec<Row<N>> {
    let what = kind.what;
    let (delimiter, text) = match text(path, what) {
        Ok(text) => text,
        Err(problem) => {
            problems.push(problem);
            return Vec::new();
        }
    };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut records = reader.records().map_while(Result::ok);
    let mut header: Vec<String> =
        records.next().iter().flatten().map(|name| canonical(name).into_owned()).collect();
    let written = header.len();
    header.truncate(header.iter().rposition(|name| !name.is_empty()).map_or(0, |last| last + 1));
    let mut at = [None; N];
    for (place, column) in at.iter_mut().zip(kind.columns) {
        let mut found = (0..).zip(header.iter()).filter(|(_, cell)| cell.eq_ignore_ascii_case(column));
        *place = found.next().map(|(position, _)| position);
        if found.next().is_some() {
            let problem = Problem::new(format!("two columns of the {what} are named `{column}`"));
            problems.push(problem.in_file(path));
        }
    }
    for (place, column) in at.iter().zip(kind.columns).take(kind.required) {
        if place.is_none() {
            let problem = Problem::new(format!("no column `{column}` in the {what}")).in_file(path);
            let slip = header.iter().find(|name| is_slip(name, column));
            let hint = slip.map(|name| format!("its column `{name}` should be called `{column}`"));
            let names = || format!("its columns are `{}`", header.join("`, `"));
            problems.push(problem.hint(hint.unwrap_or_else(names)));
        }
    }
    if at.iter().take(kind.required).any(Option::is_none) {
        return Vec::new();
    }
    // What stands under a heading of almost the right name would be lost without a word.
    for name in header.iter().filter(|name| !kind.columns.iter().any(|c| c.eq_ignore_ascii_case(name))) {
        let slip = kind.columns.iter().zip(&at).find(|(c, place)| place.is_none() && is_slip(name, c));
        if let Some((column, _)) = slip {
            let problem = Problem::new(format!("unknown column `{name}` in the {what}")).in_file(path);
            problems.push(problem.hint(format!("did you mean `{column}`?")));
        }
    }
    let records: Vec<(u64, csv::StringRecord)> =
        (2..).zip(records).filter(|(_, record)| filled(record) > 0).collect();
    // Some programs end each row with a separator, and some each but the header. A single row that is longer may be one
    // whose cells a separator in a text has shifted.
    let mut lengths = records.iter().map(|(_, record)| record.len());
    let first = lengths.next();
    let are_even = records.len() > 1 && lengths.all(|length| Some(length) == first);
    let may_go_on = are_even || written > header.len();
    let mut rows = Vec::new();
    for (number, record) in records {
        let is_surplus_blank = filled(&record) <= header.len();
        if !is_surplus_blank || record.len() > written && !may_go_on {
            let problem =
                Problem::new(format!("the row has {} cells, and the header {}", record.len(), header.len()));
            let problem = problem.at(Place::Row { file: path.to_owned(), row: number, column: None });
            let problem = problem.hint("a text that holds the separator must stand in quotes");
            problems.push(if is_surplus_blank {
                problem.hint("if none does, take off the separator at the end of the row")
            } else {
                problem
            });
            continue;
        }
        if let Some(at) = record.iter().position(|cell| cell.contains(['\n', '\r'])) {
            let column = header.get(at).cloned();
            let problem =
                Problem::new("this cell goes on over several lines, which swallows the rows after it");
            let problem = problem.at(Place::Row { file: path.to_owned(), row: number, column });
            problems
                .push(problem.hint("close its quote, or write it twice (`\"\"`) if it belongs to the text"));
            continue;
        }
        let cell = |position: Option<usize>| {
            position.and_then(|at| record.get(at)).filter(|text| !canonical(text).is_empty())
        };
        let cells = at.map(|position| cell(position).map(str::to_owned));
        rows.push(Row { number, cells, has: at.map(|position| position.is_some()) });
    }
    rows
}

/// What separates the cells of a table, and its text from the header on.
fn text(path: &Path, what: &str) -> Result<(u8, String), Problem> {
    let unreadable = |why| looked_for(Problem::new(format!("the {what} {why}")).in_file(path), path);
    let bytes = read_small(path, LARGEST).map_err(|why: String| unreadable(why))?;
    if let Some(problem) = not_text(path, &bytes, false) {
        return Err(problem);
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let good = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
        let row = good.split(|byte| *byte == b'\n').count() as u64;
        let place = Place::Row { file: path.to_owned(), row, column: None };
        Problem::new(format!("the {what} is not UTF-8")).at(place).hint("save it as CSV in UTF-8")
    })?;
    let text = text.trim_start_matches('\u{feff}');
    if let Some((delimiter, rest)) = separator_line(text.as_bytes()) {
        return Ok((delimiter, String::from_utf8_lossy(rest).into_owned()));
    }
    let header = text.split(['\n', '\r']).find(|line| !line.is_empty()).unwrap_or_default();
    let count = |delimiter: u8| header.bytes().filter(|byte| *byte == delimiter).count();
    let more = |best, other| if count(other) > count(best) { other } else { best };
    Ok(([b';', b'\t', b'|'].into_iter().fold(b',', more), text.to_owned()))
}

/// How many cells a record has up to the last one in which something is to be seen.
fn filled(record: &csv::StringRecord) -> usize {
    let cells: Vec<&str> = record.iter().collect();
    cells.iter().rposition(|cell| !canonical(cell).is_empty()).map_or(0, |last| last + 1)
}

/// The score that a cell holds, with either mark before decimals; nothing where it holds none from −100 to 100. A mark that
/// could stand between thousands leaves no doubt: there are no thousands of points.
pub(super) fn points(text: &str) -> Option<Nps> {
    Nps::stated(Number::read(text.as_bytes(), None)?.value())
}

/// How the numbers of people or answers in a column are written.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Counts {
    /// The mark before decimals, where `source.decimal` states it.
    stated: Option<Decimal>,
    /// What the column tells of it.
    seen: MarksSeen,
}

impl Counts {
    /// Those of a column.
    pub(super) fn of<const N: usize>(rows: &[Row<N>], column: usize, stated: Option<Decimal>) -> Self {
        let mut seen = MarksSeen::default();
        for text in rows.iter().filter_map(|row| row.cells.get(column)?.as_deref()) {
            seen.note(tells(text).unwrap_or(Tells::Nothing));
        }
        Self { stated, seen }
    }

    /// The number from 1 on that a cell holds, with or without marks between thousands.
    ///
    /// # Errors
    /// When it holds no such number, or one that may be read in two ways and nothing tells which. `what` says what it
    /// should be.
    pub(super) fn read(self, text: &str, what: &str) -> Result<u64, Problem> {
        let tells = tells(text);
        let mark = self.stated.or(match tells {
            Some(Tells::That(mark)) => Some(mark),
            _ => self.seen.mark(),
        });
        if let (None, Some(Tells::Either(_)), Some((what, hint))) = (mark, tells, self.seen.doubt(text)) {
            return Err(Problem::new(what).hint(hint).hint("or write the number in digits alone"));
        }
        let count = |mark| {
            let number = Number::read(text.as_bytes(), mark).filter(Number::is_whole)?;
            u64::try_from(number.whole()).ok().filter(|n| *n > 0)
        };
        count(mark).ok_or_else(|| {
            let problem = Problem::new(format!("`{text}` is not {what}"));
            match self.stated.and_then(|stated| count(Some(stated.other()))) {
                Some(n) => problem.hint(format!(
                    "by `source.decimal` its mark stands before decimals; if {n} is meant, write that"
                )),
                None => problem,
            }
        })
    }
}

/// What a whole number tells of the mark before decimals: one that is whole in one reading only leaves no doubt.
fn tells(text: &str) -> Option<Tells> {
    let number = Number::read(text.as_bytes(), None)?;
    Some(match number.tells {
        Tells::Either(own) if !number.is_whole() => Tells::That(own.other()),
        tells => tells,
    })
}

/// Whether a heading is that of a column but for one or two letters.
fn is_slip(name: &str, column: &str) -> bool {
    name.len() > 3 && strsim::damerau_levenshtein(&name.to_lowercase(), column) <= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    const KIND: Kind<3> = Kind { what: "table", columns: ["client", "invited", "language"], required: 1 };

    /// The number of a row, and its cells.
    type Cells = (u64, [Option<String>; 3]);

    /// The rows, or the messages of the problems.
    fn read_text(text: &[u8]) -> Result<Vec<Cells>, Vec<String>> {
        let file = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(file.path(), text).expect("written");
        let mut problems = Vec::new();
        let rows = read(file.path(), &KIND, &mut problems);
        if problems.is_empty() {
            Ok(rows.into_iter().map(|row| (row.number, row.cells)).collect())
        } else {
            Err(problems.into_iter().map(|problem| problem.message).collect())
        }
    }

    #[test]
    fn tables_are_read_as_forgivingly_as_data() {
        let cell = |text: &str| Some(text.to_owned());
        let expected =
            Ok(vec![(2, [cell("Acme"), cell("1 200"), cell("en")]), (3, [cell("Beta"), cell("7"), None])]);
        for text in [
            "client,invited,language\nAcme,1 200,en\nBeta,7,\n",
            "client,invited,language\nAcme,1 200,en\nBeta,7\n",
            // Separators at the end of all rows, with the header or without it.
            "client,invited,language,,\nAcme,1 200,en,,\nBeta,7,,,\n",
            "client,invited,language,,\nAcme,1 200,en\nBeta,7\n",
            "client,invited,language,\nAcme,1 200,en,,,\nBeta,7,,\n",
            "client,invited,language\nAcme,1 200,en,\nBeta,7,,\n",
            // What spreadsheets put before and after.
            "sep=;\r\nclient;invited;language\r\nAcme;1 200;en\r\nBeta;7\r\n;;\r\n\r\n;;;;;\r\n",
            "\u{feff}sep=|\nclient|invited|language\nAcme|1 200|en\nBeta|7\n",
            "\u{feff}\u{feff}client\tinvited\tlanguage\rAcme\t1 200\ten\rBeta\t7\t\r",
            "\n\nclient|invited|language\n\nAcme|1 200|en\n\nBeta|7\n",
        ] {
            assert_eq!(read_text(text.as_bytes()), expected, "{text:?}");
        }
        let blank_between = read_text(b"client,invited\n,,\nAcme,5\n").expect("rows");
        assert_eq!(blank_between, [(3, [cell("Acme"), cell("5"), None])]);
    }

    #[test]
    fn a_row_that_may_be_shifted_is_told() {
        for (text, expected) in [
            ("client,invited\nA, Inc,5\nB,5\n", "the row has 3 cells, and the header 2"),
            ("client,invited\nA, Inc,\n", "the row has 3 cells, and the header 2"),
            ("client,invited\nA, Inc,\nB,5\n", "the row has 3 cells, and the header 2"),
            ("client,invited,\nA, Inc,5\nB,5,\n", "the row has 3 cells, and the header 2"),
            (
                "client,invited\n\"A,5\nB,5\n",
                "this cell goes on over several lines, which swallows the rows after it",
            ),
        ] {
            assert_eq!(read_text(text.as_bytes()), Err(vec![expected.to_owned()]), "{text:?}");
        }
        for (bytes, expected) in [
            (&b"\xff\xfec\0l\0"[..], "is in UTF-16"),
            (b"PK\x03\x04", "is a workbook or an archive, not a CSV file"),
            (b"client\n\xca\xe8\xe5\xe2\n", "the table is not UTF-8"),
            (b"", "no column `client` in the table"),
        ] {
            let told = read_text(bytes).expect_err("a problem");
            assert!(told.iter().any(|message| message.ends_with(expected)), "{told:?}");
        }
    }

    /// What each of these cells of one column is read as; of problems the message.
    fn counts(cells: &[&str], stated: Option<Decimal>) -> Vec<Result<u64, String>> {
        let row = |text: &&str| Row { number: 2, cells: [Some((*text).to_owned())], has: [true] };
        let rows: Vec<Row<1>> = cells.iter().map(row).collect();
        let counts = Counts::of(&rows, 0, stated);
        cells.iter().map(|text| counts.read(text, "a number").map_err(|problem| problem.message)).collect()
    }

    #[test]
    fn numbers_of_people_follow_their_column_and_then_what_is_stated() {
        use Decimal::{Comma, Point};
        for (cells, stated, expected) in [
            (&["1200", "1 200", "1’200", "12.0"][..], None, &[1200, 1200, 1200, 12][..]),
            // Only one reading is whole, and tells of the others.
            (&["1.250", "10.000"], None, &[1250, 10_000]),
            (&["1,250", "10,000", "10.000"], None, &[1250, 10_000, 10]),
            (&["1.250.000", "10.000"], None, &[1_250_000, 10_000]),
            (&["7.0", "10.000", "10,000"], None, &[7, 10, 10_000]),
            (&["10.000", "10,000"], Some(Comma), &[10_000, 10]),
            (&["10.000", "10,000"], Some(Point), &[10, 10_000]),
        ] {
            let expected: Vec<_> = expected.iter().map(|n| Ok(*n)).collect();
            assert_eq!(counts(cells, stated), expected, "{cells:?}");
        }
        let doubt = "`10.000` may be 10 or 10000, and no number in the column tells which";
        assert_eq!(counts(&["10.000", "7"], None), [Err(doubt.to_owned()), Ok(7)]);
        let both = counts(&["10.000", "1.250", "1,250"], None);
        assert!(
            both.first().is_some_and(|read| read.as_ref().is_err_and(|why| why.contains("others a comma")))
        );
        assert_eq!(both.get(1..), Some(&[Ok(1250), Ok(1250)][..]));
        for (cell, stated) in
            [("1.250", Some(Point)), ("1,250", Some(Comma)), ("12,5", None), ("0", None), ("-3", None)]
        {
            assert_eq!(counts(&[cell], stated), [Err(format!("`{cell}` is not a number"))]);
        }
    }

    #[test]
    fn scores_leave_no_doubt() {
        for (text, expected) in
            [("45,5", 45.5), ("45.5", 45.5), ("1,250", 1.25), ("-1.250", -1.25), ("\u{2212}7", -7.0)]
        {
            assert_eq!(points(text).map(Nps::points), Some(expected), "{text}");
        }
        assert_eq!([points("120"), points("1,250.5"), points("x")], [None; 3]);
    }
}
