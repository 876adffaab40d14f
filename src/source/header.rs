//! The header of a text file: what separates its cells, and where the needed columns are.

use std::io::Read;
use std::path::Path;

use super::equal::Trace;
use super::open::{Opened, Stamp, failed, open};
use super::records::{BadQuote, after_first_record, cut, first_record};
use super::stream::MAX_RECORD;
use crate::config::Delimiter;
use crate::error::{Place, Problem};
use crate::files::not_text;
use crate::survey::canonical;

/// What [`Delimiter::Auto`] chooses from; the first wins when nothing speaks for another.
const DELIMITERS: [u8; 4] = *b",;\t|";

/// How much is read at first. Few headers are longer.
const FIRST_BLOCK: usize = 64 << 10;

const UNCLOSED: &str = "a quote in the header is never closed";
const MISCLOSED: &str = "a quote in the header is not closed properly: text follows its closing quote";
const TOO_LONG: &str = "the header is longer than 8 MiB";

/// The names of the columns in their canonical form, what separates them, and the file that they were read from.
#[derive(Debug)]
pub(super) struct Header {
    pub(super) stamp: Stamp,
    pub(super) delimiter: u8,
    pub(super) names: Vec<String>,
    pub(super) trace: Trace,
}

/// Reads the header of a file. Of several delimiters that one is taken under which most of the wanted columns
/// are found, then the one that makes most cells; a line `sep=;` before the header leaves no choice.
///
/// # Errors
/// When the file cannot be read, is no text, is empty, or its header has no end or is not UTF-8.
pub(super) fn read(path: &Path, delimiter: Delimiter, wanted: &[&str]) -> Result<Header, Problem> {
    let start = Start::read(path, delimiter)?;
    if let Some(problem) = not_text(path, &start.block, start.length.is_none()) {
        return Err(problem);
    }
    let rank = |delimiter| {
        let cells = first_record(&start.block, delimiter);
        let found = wanted.iter().filter(|name| cells.iter().any(|cell| is_named(cell, name))).count();
        (found, cells.len())
    };
    let mut best = ((0, 0), None);
    for &delimiter in &start.candidates {
        let rank = rank(delimiter);
        if rank > best.0 {
            best = (rank, Some(delimiter));
        }
    }
    let Some(delimiter) = best.1 else {
        return Err(Problem::new(format!("`{}` is empty", path.display())).in_file(path));
    };
    if let Some(what) = start.fault(delimiter) {
        let problem = Problem::new(what).at(row_one(path));
        return Err(problem.hint("close each quote, and write it twice (`\"\"`) if it belongs to the name"));
    }
    let cells = first_record(&start.block, delimiter);
    let names = cells.iter().map(|cell| str::from_utf8(cell).map(|name| canonical(name).into_owned()));
    let names = names.collect::<Result<_, _>>().map_err(|_| {
        Problem::new("the header is not UTF-8 text").at(row_one(path)).hint("save the file as CSV in UTF-8")
    })?;
    Ok(Header { stamp: start.stamp, delimiter, names, trace: start.trace(delimiter) })
}

/// In which of the first rows after the header a cell holds this name, the header being row 1: there may be titles above the
/// real header. Nothing where there is no such row, or the file cannot be read.
pub(super) fn row_of(path: &Path, wanted: &str) -> Option<usize> {
    let start = Start::read(path, Delimiter::Auto).ok()?;
    let under = |delimiter: u8| {
        let mut rest = start.block.as_slice();
        (2..=FIRST_ROWS).find(|_| {
            rest = after_first_record(rest, delimiter).unwrap_or_default();
            first_record(rest, delimiter).iter().any(|cell| is_named(cell, wanted))
        })
    };
    start.candidates.iter().filter_map(|delimiter| under(*delimiter)).min()
}

/// So many rows are looked through for a header.
const FIRST_ROWS: usize = 10;

/// Whether a cell holds this name.
fn is_named(cell: &[u8], name: &str) -> bool {
    str::from_utf8(cell).is_ok_and(|cell| canonical(cell) == name)
}

/// The start of a file.
struct Start {
    stamp: Stamp,
    candidates: Vec<u8>,
    block: Vec<u8>,
    is_all: bool,
    /// Length of the text, where the file is not packed.
    length: Option<u64>,
}

impl Start {
    /// Reads until every candidate has a whole header, or there is no more, or it is too much.
    fn read(path: &Path, delimiter: Delimiter) -> Result<Self, Problem> {
        let opened = open(path)?;
        let candidates = match (delimiter, opened.delimiter) {
            (Delimiter::Byte(byte), _) | (Delimiter::Auto, Some(byte)) => vec![byte],
            (Delimiter::Auto, None) => DELIMITERS.to_vec(),
        };
        let Opened { mut bytes, ahead: block, stamp, lead, .. } = opened;
        let length = (!bytes.is_packed()).then(|| stamp.size.saturating_sub(lead));
        let mut start = Self { stamp, candidates, block, is_all: false, length };
        let mut want = FIRST_BLOCK;
        loop {
            let missing = want.saturating_sub(start.block.len()) as u64;
            bytes.by_ref().take(missing).read_to_end(&mut start.block).map_err(|e| failed(path, &e))?;
            start.is_all = start.block.len() < want;
            if start.is_all || want >= MAX_RECORD || start.is_enough() {
                return Ok(start);
            }
            want *= 4;
        }
    }

    /// What shows whether it may be the same as another; blank lines are no rows.
    fn trace(&self, delimiter: u8) -> Trace {
        let rows = after_first_record(&self.block, delimiter).unwrap_or_default();
        if self.is_all && rows.iter().all(|byte| matches!(byte, b'\n' | b'\r')) {
            return Trace::NoRows;
        }
        Trace::of_text(&self.block, self.length)
    }

    /// Whether reading on would change nothing under any delimiter.
    fn is_enough(&self) -> bool {
        let is_settled = |&delimiter| !matches!(self.fault(delimiter), Some(UNCLOSED | TOO_LONG));
        self.candidates.iter().all(is_settled)
    }

    /// Why the header is not whole under this delimiter; nothing when it is.
    fn fault(&self, delimiter: u8) -> Option<&'static str> {
        let cut = cut(&self.block, delimiter);
        let whole = self.block.get(..cut.end.unwrap_or(0)).unwrap_or_default();
        if !first_record(whole, delimiter).is_empty() {
            return None;
        }
        match cut.bad_quote {
            Some((_, BadQuote::Open)) => Some(UNCLOSED),
            Some((_, BadQuote::Misclosed)) => Some(MISCLOSED),
            None if self.is_all => None,
            None => Some(TOO_LONG),
        }
    }
}

fn row_one(path: &Path) -> Place {
    Place::Row { file: path.to_owned(), row: 1, column: None }
}
