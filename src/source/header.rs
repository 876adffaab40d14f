//! The header of a file: what separates its cells, and where the needed columns are.

use std::io::Read;
use std::path::Path;

use super::open::{failed, not_text, open};
use super::records::{cut, first_record};
use super::stream::MAX_RECORD;
use crate::config::Delimiter;
use crate::error::{Place, Problem};

/// What [`Delimiter::Auto`] chooses from; the first wins when nothing speaks for another.
const DELIMITERS: [u8; 4] = *b",;\t|";

/// How much is read at first. Few headers are longer.
const FIRST_BLOCK: usize = 64 << 10;

/// The names of the columns, trimmed, and what separates them.
#[derive(Debug)]
pub(super) struct Header {
    pub(super) delimiter: u8,
    pub(super) names: Vec<String>,
}

/// Reads the header of a file. Of several delimiters that one is taken under which most of the wanted columns
/// are found, then the one that makes most cells.
///
/// # Errors
/// When the file cannot be read, is no text, is empty, or its header has no end or is not UTF-8.
pub(super) fn read(path: &Path, delimiter: Delimiter, wanted: &[&str]) -> Result<Header, Problem> {
    let candidates = match &delimiter {
        Delimiter::Auto => &DELIMITERS[..],
        Delimiter::Byte(byte) => std::slice::from_ref(byte),
    };
    let start = Start::read(path, candidates)?;
    if let Some(problem) = not_text(path, &start.block) {
        return Err(problem);
    }
    let rank = |delimiter| {
        let cells = first_record(&start.block, delimiter);
        let found = wanted.iter().filter(|name| cells.iter().any(|cell| is_named(cell, name))).count();
        (found, cells.len())
    };
    let mut best = ((0, 0), None);
    for &delimiter in candidates {
        let rank = rank(delimiter);
        if rank > best.0 {
            best = (rank, Some(delimiter));
        }
    }
    let Some(delimiter) = best.1 else {
        return Err(Problem::new(format!("`{}` is empty", path.display())).in_file(path));
    };
    if !start.is_enough(delimiter) {
        let problem = Problem::new("a quote in the header is never closed").at(row_one(path));
        return Err(problem.hint("close it, or write it twice (`\"\"`) if it belongs to the name"));
    }
    let cells = first_record(&start.block, delimiter);
    let names = cells.iter().map(|cell| str::from_utf8(cell).map(|name| name.trim().to_owned()));
    let names = names.collect::<Result<_, _>>().map_err(|_| {
        Problem::new("the header is not UTF-8 text").at(row_one(path)).hint("save the file as CSV in UTF-8")
    })?;
    Ok(Header { delimiter, names })
}

/// Whether a cell holds this name.
fn is_named(cell: &[u8], name: &str) -> bool {
    str::from_utf8(cell).is_ok_and(|cell| cell.trim() == name)
}

/// The start of a file.
struct Start {
    block: Vec<u8>,
    is_all: bool,
}

impl Start {
    /// Reads until every candidate has a whole header, or there is no more, or it is too much.
    fn read(path: &Path, candidates: &[u8]) -> Result<Self, Problem> {
        let opened = open(path)?;
        let mut bytes = opened.bytes;
        let mut start = Self { block: opened.ahead, is_all: false };
        let mut want = FIRST_BLOCK;
        loop {
            let missing = want.saturating_sub(start.block.len()) as u64;
            bytes.by_ref().take(missing).read_to_end(&mut start.block).map_err(|e| failed(path, &e))?;
            start.is_all = start.block.len() < want;
            if start.is_all || want >= MAX_RECORD || candidates.iter().all(|&d| start.is_enough(d)) {
                return Ok(start);
            }
            want *= 4;
        }
    }

    /// Whether the header is whole under this delimiter.
    fn is_enough(&self, delimiter: u8) -> bool {
        let cut = cut(&self.block, delimiter);
        let whole = self.block.get(..cut.end.unwrap_or(0)).unwrap_or_default();
        (self.is_all && cut.open_quote.is_none()) || !first_record(whole, delimiter).is_empty()
    }
}

fn row_one(path: &Path) -> Place {
    Place::Row { file: path.to_owned(), row: 1, column: None }
}
