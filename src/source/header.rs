//! The header of a text file: what it is written in, what separates its cells, and where the needed columns are.

use std::borrow::Cow;
use std::io::Read;
use std::path::Path;

use super::encoded::{self, Encoded, EncodedBy};
use super::equal::Trace;
use super::names::joined;
use super::open::{Opened, Stamp, failed, open};
use super::records::{BadQuote, Layout, after_first_record, after_records, cut, first_record};
use super::stream::MAX_RECORD;
use crate::config::{Delimiter, Source};
use crate::error::{Place, Problem};
use crate::files::{is_no_text, not_text};
use crate::survey::{Encoding, canonical};

/// What [`Delimiter::Auto`] chooses from; the first wins when nothing speaks for another.
const DELIMITERS: [u8; 4] = *b",;\t|";

/// How much is read at first. Few headers are longer.
const FIRST_BLOCK: usize = 64 << 10;

/// How much is looked at for anything that is not ASCII.
const ENCODED_BLOCK: usize = 256 << 10;

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
    pub(super) encoded: Encoded,
    /// The cells of the rows below the first that are no answers.
    pub(super) passed_over: Vec<Vec<String>>,
}

/// Reads the header of a file. Of several delimiters that one is taken under which most of the wanted columns
/// are found, then the one that makes most cells; a line `sep=;` before the header leaves no choice.
///
/// # Errors
/// When the file cannot be read, is no text, is empty, or its header has no end.
pub(super) fn read(path: &Path, source: &Source, wanted: &[&str]) -> Result<Header, Problem> {
    let start = Start::read(path, (source.delimiter, source.encoding), source.header_rows)?;
    let headings = |delimiter| {
        let mut names = start.names(&start.block, delimiter);
        source.rename(&mut names);
        names
    };
    if let Some(problem) = not_text(path, &start.block, start.length.is_none()) {
        return Err(problem);
    }
    let rank = |delimiter| {
        let names = headings(delimiter);
        (wanted.iter().filter(|name| names.iter().any(|own| own == *name)).count(), names.len())
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
    let names = headings(delimiter);
    let trace = start.trace(delimiter, source.rows_above());
    let mut encoded = Encoded { encoding: start.encoding, by: start.by, examples: Vec::new() };
    if start.by == EncodedBy::Guess {
        let places = names.iter().enumerate().filter(|(_, name)| wanted.contains(&name.as_str()));
        let places = places.map(|(at, _)| at).collect();
        let (width, encoding) = (names.len(), start.bytes_in());
        let layout = Layout { delimiter, width, places, encoding, is_of_several: false };
        let rows = after_records(&start.block, delimiter, source.rows_above()).unwrap_or_default();
        encoded.examples = encoded::examples(&names, rows, &layout);
    }
    let passed_over = (1..source.rows_above()).map(|at| start.row(&start.block, delimiter, at)).collect();
    Ok(Header { stamp: start.stamp, delimiter, names, trace, encoded, passed_over })
}

/// In which of the first rows after the header a cell holds this name, the header being row 1: there may be titles above the
/// real header. Nothing where there is no such row, or the file cannot be read.
pub(super) fn row_of(path: &Path, wanted: &str, encoding: Encoding) -> Option<usize> {
    let start = Start::read(path, (Delimiter::Auto, Some(encoding)), 1).ok()?;
    let under = |delimiter: u8| {
        let mut rest = start.block.as_slice();
        (2..=FIRST_ROWS).find(|_| {
            rest = after_first_record(rest, delimiter).unwrap_or_default();
            start.names(rest, delimiter).iter().any(|name| name == wanted)
        })
    };
    start.candidates.iter().filter_map(|delimiter| under(*delimiter)).min()
}

/// So many rows are looked through for a header.
const FIRST_ROWS: usize = 10;

/// The start of a file.
struct Start {
    stamp: Stamp,
    candidates: Vec<u8>,
    block: Vec<u8>,
    is_all: bool,
    /// Length of the text, where it is that of the file.
    length: Option<u64>,
    encoding: Encoding,
    by: EncodedBy,
    /// How many rows the header has.
    rows: usize,
}

impl Start {
    /// Reads until every candidate has a whole header, or there is no more, or it is too much.
    fn read(path: &Path, stated: (Delimiter, Option<Encoding>), rows: usize) -> Result<Self, Problem> {
        let start = Self::read_as(path, stated, rows)?;
        let is_text = !is_no_text(&start.block);
        if start.by != EncodedBy::Guess || start.encoding.keeps_ascii() || !is_text {
            return Ok(start);
        }
        Ok(Self { by: start.by, ..Self::read_as(path, (stated.0, Some(start.encoding)), rows)? })
    }

    fn read_as(
        path: &Path,
        (delimiter, stated): (Delimiter, Option<Encoding>),
        rows: usize,
    ) -> Result<Self, Problem> {
        let opened = open(path, stated.unwrap_or(Encoding::UTF_8))?;
        let candidates = match (delimiter, opened.delimiter) {
            (Delimiter::Byte(byte), _) | (Delimiter::Auto, Some(byte)) => vec![byte],
            (Delimiter::Auto, None) => DELIMITERS.to_vec(),
        };
        let Opened { mut bytes, ahead: block, stamp, lead, mark, .. } = opened;
        let length = (!bytes.has_other_length()).then(|| stamp.size.saturating_sub(lead));
        let known = mark.map(|mark| (mark, EncodedBy::Mark));
        let known = known.or(stated.map(|stated| (stated, EncodedBy::Stated)));
        let (encoding, by) = known.unwrap_or((Encoding::UTF_8, EncodedBy::Nothing));
        let mut start = Self { stamp, candidates, block, is_all: false, length, encoding, by, rows };
        let mut want = FIRST_BLOCK;
        loop {
            let missing = want.saturating_sub(start.block.len()) as u64;
            bytes.by_ref().take(missing).read_to_end(&mut start.block).map_err(|e| failed(path, &e))?;
            start.is_all = start.block.len() < want;
            let is_open = known.is_none() && want < ENCODED_BLOCK && start.block.is_ascii();
            if start.is_all || want >= MAX_RECORD || (start.is_enough() && !is_open) {
                break;
            }
            want *= 4;
        }
        if known.is_none() {
            (start.encoding, start.by) = encoded::looks_like(&start.block, start.is_all);
        }
        Ok(start)
    }

    /// What its bytes are in: UTF-8 too where they were in an encoding that does not keep to ASCII.
    fn bytes_in(&self) -> Encoding {
        self.encoding.of_cells()
    }

    /// The names in the first records of some of its bytes, in their canonical form.
    fn names(&self, bytes: &[u8], delimiter: u8) -> Vec<String> {
        let rows: Vec<_> = (0..self.rows).map(|at| self.row(bytes, delimiter, at)).collect();
        joined(&rows)
    }

    /// The cells of the record after so many others, in their canonical form.
    fn row(&self, bytes: &[u8], delimiter: u8, at: usize) -> Vec<String> {
        let cell = |cell: &Cow<'_, [u8]>| canonical(&self.bytes_in().text(cell).0).into_owned();
        let rest = after_records(bytes, delimiter, at).unwrap_or_default();
        first_record(rest, delimiter).iter().map(cell).collect()
    }

    /// What shows whether it may be the same as another; blank lines are no rows.
    fn trace(&self, delimiter: u8, above: usize) -> Trace {
        let rows = after_records(&self.block, delimiter, above).unwrap_or_default();
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
        let last = after_records(whole, delimiter, self.rows.saturating_sub(1)).unwrap_or_default();
        if !first_record(last, delimiter).is_empty() {
            return None;
        }
        match cut.bad_quote {
            Some((_, BadQuote::Open)) if self.is_all => Some(UNCLOSED),
            Some((_, BadQuote::Misclosed)) => Some(MISCLOSED),
            None if self.is_all => None,
            Some((_, BadQuote::Open)) | None => Some(TOO_LONG),
        }
    }
}

fn row_one(path: &Path) -> Place {
    Place::Row { file: path.to_owned(), row: 1, column: None }
}
