//! Small CSV tables that the config names.

use std::path::Path;

use crate::error::{Place, Problem};
use crate::files::read_small_text;
use crate::survey::{Nps, Number, canonical};

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
}

impl<const N: usize> Row<N> {
    /// A cell as a place to point at.
    pub(super) fn place(&self, kind: &Kind<N>, path: &Path, column: usize) -> Place {
        let column = kind.columns.get(column).map(|name| (*name).to_owned());
        Place::Row { file: path.to_owned(), row: self.number, column }
    }
}

/// Reads every row, gathering all problems.
pub(super) fn read<const N: usize>(path: &Path, kind: &Kind<N>, problems: &mut Vec<Problem>) -> Vec<Row<N>> {
    let what = kind.what;
    let text = match read_small_text(path, LARGEST) {
        Ok(text) => text,
        Err(why) => {
            let problem = Problem::new(format!("the {what} {why}")).in_file(path);
            problems.push(if why.contains("UTF-8") {
                problem.hint("save it as CSV in UTF-8")
            } else {
                problem
            });
            return Vec::new();
        }
    };
    let header = text.lines().next().unwrap_or_default();
    let count = |delimiter: u8| header.bytes().filter(|byte| *byte == delimiter).count();
    let more = |best, other| if count(other) > count(best) { other } else { best };
    let delimiter = [b';', b'\t'].into_iter().fold(b',', more);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut records = reader.records().map_while(Result::ok);
    let header: Vec<String> =
        records.next().iter().flatten().map(|name| canonical(name).into_owned()).collect();
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
    let mut rows = Vec::new();
    for (number, record) in (2..).zip(records) {
        if record.len() != header.len() {
            let problem =
                Problem::new(format!("the row has {} cells, and the header {}", record.len(), header.len()));
            let problem = problem.at(Place::Row { file: path.to_owned(), row: number, column: None });
            problems.push(problem.hint("a text that holds the separator must stand in quotes"));
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
        rows.push(Row { number, cells: at.map(|position| cell(position).map(str::to_owned)) });
    }
    rows
}

/// The score that a cell holds, with either mark before decimals; nothing where it holds none from −100 to 100.
pub(super) fn points(text: &str) -> Option<Nps> {
    Nps::stated(Number::read(text.as_bytes(), None)?.value())
}

/// The number of people or answers that a cell holds, from 1 on, with or without marks between thousands.
pub(super) fn count(text: &str) -> Option<u64> {
    let number = Number::read_whole(text.as_bytes()).filter(Number::is_whole)?;
    u64::try_from(number.whole()).ok().filter(|n| *n > 0)
}

/// Whether a heading is that of a column but for one or two letters.
fn is_slip(name: &str, column: &str) -> bool {
    name.len() > 3 && strsim::damerau_levenshtein(&name.to_lowercase(), column) <= 2
}
