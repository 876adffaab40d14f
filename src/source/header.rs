//! The header of a text file: what it is written in, what separates its cells, and where the needed columns are.

use std::borrow::Cow;
use std::cmp::Reverse;
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
    let stated = (source.delimiter, source.encoding);
    let start = Start::read(path, stated, (source.titles(), source.header_rows))?;
    let headings = |delimiter| {
        let mut names = start.names(delimiter);
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
        return Err(start.without_header(path));
    };
    if let Some(what) = start.fault(delimiter) {
        let problem = Problem::new(what).at(row(path, start.titles));
        return Err(problem.hint("close each quote, and write it twice (`\"\"`) if it belongs to the name"));
    }
    let names = headings(delimiter);
    let (first, answers) = (start.titles, start.titles + source.rows_above());
    let trace = start.trace(delimiter, answers);
    let mut encoded = Encoded { encoding: start.encoding, by: start.by, examples: Vec::new() };
    if start.by == EncodedBy::Guess {
        let places = names.iter().enumerate().filter(|(_, name)| wanted.contains(&name.as_str()));
        let places = places.map(|(at, _)| at).collect();
        let (width, encoding) = (names.len(), start.bytes_in());
        let layout = Layout { delimiter, width, places, encoding, is_of_several: false };
        let rows = after_records(&start.block, delimiter, answers).unwrap_or_default();
        encoded.examples = encoded::examples(&names, rows, &layout);
    }
    let passed_over = (first + 1..answers).map(|at| start.row(delimiter, at)).collect();
    Ok(Header { stamp: start.stamp, delimiter, names, trace, encoded, passed_over })
}

/// In which of the first rows a cell holds this name, from 1: there may be titles above the real header. Nothing where there is no such
/// row, or the file cannot be read.
pub(super) fn row_of(path: &Path, wanted: &str, encoding: Encoding) -> Option<usize> {
    let start = Start::read(path, (Delimiter::Auto, Some(encoding)), (0, 1)).ok()?;
    let under = |delimiter: u8| {
        let at = start.top(delimiter).iter().position(|row| row.iter().any(|name| name == wanted))?;
        Some(at + 1)
    };
    start.candidates.iter().filter_map(|delimiter| under(*delimiter)).min()
}

/// Which row of a text file is its header by its looks, from 1: the first one that is no title. A title has next to nothing in it, and
/// ends long before most of the rows do.
#[must_use]
pub fn untitled(path: &Path, source: &Source) -> Option<u32> {
    let start = Start::read(path, (source.delimiter, source.encoding), (0, 1)).ok()?;
    let under = |delimiter: u8| {
        let top = start.top(delimiter);
        let end =
            |row: &Vec<String>| row.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        let mut ends: Vec<usize> = top.iter().map(end).collect();
        ends.sort_unstable();
        let usual = ends.get(ends.len() * 3 / 4).copied().unwrap_or_default();
        let is_title = |row: &Vec<String>| {
            row.iter().filter(|cell| !cell.is_empty()).count() <= 2 && end(row) * 2 <= usual
        };
        let row = top.iter().position(|row| !is_title(row))?;
        Some((usual, Reverse(row)))
    };
    let Reverse(row) = start.candidates.iter().filter_map(|delimiter| under(*delimiter)).max()?.1;
    u32::try_from(row + 1).ok()
}

/// So many rows are looked through for a header.
const FIRST_ROWS: usize = 100;

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
    /// How many rows are above the header.
    titles: usize,
    /// How many rows the header has.
    rows: usize,
}

impl Start {
    /// Reads until every candidate has a whole header, or there is no more, or it is too much.
    fn read(
        path: &Path,
        stated: (Delimiter, Option<Encoding>),
        rows: (usize, usize),
    ) -> Result<Self, Problem> {
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
        (titles, rows): (usize, usize),
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
        let mut start = Self { stamp, candidates, block, is_all: false, length, encoding, by, titles, rows };
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

    /// The names in the header, in their canonical form.
    fn names(&self, delimiter: u8) -> Vec<String> {
        let rows: Vec<_> = (0..self.rows).map(|at| self.row(delimiter, self.titles + at)).collect();
        joined(&rows)
    }

    /// The cells of the record after so many others, in their canonical form.
    fn row(&self, delimiter: u8, at: usize) -> Vec<String> {
        self.cells(after_records(&self.block, delimiter, at).unwrap_or_default(), delimiter)
    }

    /// The cells of the first record of some of its bytes, in their canonical form.
    fn cells(&self, bytes: &[u8], delimiter: u8) -> Vec<String> {
        let cell = |cell: &Cow<'_, [u8]>| canonical(&self.bytes_in().text(cell).0).into_owned();
        first_record(bytes, delimiter).iter().map(cell).collect()
    }

    /// The cells of its first rows.
    fn top(&self, delimiter: u8) -> Vec<Vec<String>> {
        let mut rest = self.block.as_slice();
        let rows = std::iter::from_fn(|| {
            let cells = self.cells(rest, delimiter);
            rest = after_first_record(rest, delimiter)?;
            Some(cells)
        });
        rows.take(FIRST_ROWS).collect()
    }

    /// The problem that there is nothing where the header is to be.
    fn without_header(&self, path: &Path) -> Problem {
        let is_empty = self.candidates.iter().all(|delimiter| self.row(*delimiter, 0).is_empty());
        let what = if is_empty {
            format!("`{}` is empty", path.display())
        } else {
            let row = self.titles + 1;
            format!("`{}` has no row {row}, which `header_row` says is its header", path.display())
        };
        Problem::new(what).in_file(path)
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
        let above = (self.titles + self.rows).saturating_sub(1);
        let last = after_records(whole, delimiter, above).unwrap_or_default();
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

fn row(path: &Path, above: usize) -> Place {
    Place::Row { file: path.to_owned(), row: above as u64 + 1, column: None }
}
