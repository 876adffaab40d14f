//! The files as one stream of bounded chunks, each of whole records of one file, without the header; a row group
//! of a Parquet file, and a piece of a table, is a chunk that is only named here, and read by who gets it.

use std::io::{self, Read};
use std::path::Path;

use memchr::{memchr, memchr2_iter};

use super::filled::Filled;
use super::index;
use super::inputs::{Format, Input, Inputs};
use super::json;
use super::open::{Bytes, Stamp, failed, open};
use super::parquet;
use super::records::{BadQuote, Layout, Rows, after_first_record, cut};
use super::row::Visitor;
use super::spot::{Failure, Spot, changed};
use crate::error::Problem;

/// Bytes of a chunk. Large enough that handing over costs nothing, small enough to stay in the cache.
pub const CHUNK: usize = 1 << 20;

/// Longest record in bytes. A quote that nobody closed would otherwise swallow the file.
pub(super) const MAX_RECORD: usize = 8 << 20;

/// A stretch of whole records. It is filled again and again, to spare the memory its owner.
#[derive(Default)]
pub struct Chunk {
    /// Where its first record is.
    pub first: Option<Spot>,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    /// The line on which it begins, where that is known.
    line: u64,
    /// The Parquet file whose row group it is.
    opened: parquet::Opened,
}

impl Chunk {
    /// The records of a text file.
    pub(super) fn bytes(&self) -> &[u8] {
        self.buffer.get(self.start..self.end).unwrap_or_default()
    }

    /// Gives each of its rows to a visitor, in order, until that breaks off.
    ///
    /// # Errors
    /// When a row cannot be read at all.
    pub fn rows(&mut self, inputs: &Inputs, visitor: &mut impl Visitor) -> Result<(), Box<Failure>> {
        let Some((mut spot, input)) = self.first.and_then(|s| Some((s, inputs.files.get(s.file)?))) else {
            return Ok(());
        };
        let visitor = &mut Filled { places: &input.filled, visitor };
        match &input.format {
            Format::Text(layout) => {
                if let Some(at) = memchr(0, self.bytes()) {
                    spot.row = row_of_byte(self.bytes(), layout, at);
                    let problem = Problem::new("this row holds a NUL byte, so the file is no text file")
                        .hint("save the answers as CSV in UTF-8");
                    return Err(Box::new(Failure { spot, problem, column: None }));
                }
                // Whether all of them were wanted does not matter here.
                let _ = index::visit(self.bytes(), layout, spot, visitor);
                Ok(())
            }
            Format::Parquet { places, .. } => {
                let file = (&*input.path, input.stamp);
                let read = parquet::read_group(&mut self.opened, file, places, &mut spot, visitor);
                read.map_err(|problem| Box::new(Failure { spot, problem, column: None }))
            }
            Format::Json(needed) => json::visit((&self.buffer, self.line), needed, spot, visitor),
            Format::Table { table, .. } => {
                let _ = table.visit(spot, visitor);
                Ok(())
            }
        }
    }
}

/// The row of a chunk that holds a byte, from 0.
fn row_of_byte(bytes: &[u8], layout: &Layout, at: usize) -> u64 {
    let (mut rows, mut row) = (Rows::new(bytes, layout), 0);
    while rows.next().is_some() && bytes.len() - rows.rest().len() <= at {
        row += 1;
    }
    row
}

/// The chunks of all inputs, in the order of files and rows.
#[derive(Debug)]
pub struct Stream<'a> {
    inputs: &'a Inputs,
    chunk_size: usize,
    file: usize,
    open: Option<Open>,
    /// The same where it is JSON, and how many chunks it has had.
    objects: Option<(json::Objects, usize)>,
    /// The next row group of a Parquet file, or piece of a table.
    group: usize,
    finished_bytes: u64,
}

/// The file that is being read.
#[derive(Debug)]
struct Open {
    bytes: Bytes,
    /// The start of a record whose end is not read yet.
    carried: Vec<u8>,
    /// Bytes of text before the carried ones.
    offset: u64,
    chunk: usize,
    /// How many records are still to come that are above the answers.
    above: usize,
    is_at_end: bool,
}

impl<'a> Stream<'a> {
    /// The inputs in chunks of about that many bytes.
    #[must_use]
    pub fn new(inputs: &'a Inputs, chunk_size: usize) -> Self {
        Self {
            inputs,
            chunk_size: chunk_size.max(1),
            file: 0,
            open: None,
            objects: None,
            group: 0,
            finished_bytes: 0,
        }
    }

    /// Bytes read so far, as they are on disk.
    #[must_use]
    pub fn bytes_read(&self) -> u64 {
        let group = match self.inputs.files.get(self.file) {
            Some(input) => input.size() / input.format.groups().max(1) as u64 * self.group as u64,
            None => 0,
        };
        let of_json = self.objects.as_ref().map_or(0, |(objects, _)| objects.bytes_read());
        self.finished_bytes + group + of_json + self.open.as_ref().map_or(0, |open| open.bytes.bytes_read())
    }

    /// Passes over the rest of the file that is being read.
    pub fn skip_file(&mut self) {
        self.finished_bytes += self.inputs.files.get(self.file).map_or(0, |input| input.stamp.size);
        self.file += 1;
        (self.open, self.objects, self.group) = (None, None, 0);
    }

    /// Fills the chunk with the next records; false when there are none.
    ///
    /// # Errors
    /// When a file cannot be opened or read on, was changed since its header was read, or has a record without
    /// end or a quote that swallows rows.
    pub fn next_chunk(&mut self, chunk: &mut Chunk) -> Result<bool, Box<Failure>> {
        while let Some(input) = self.inputs.files.get(self.file) {
            let layout = match &input.format {
                Format::Text(layout) => layout,
                format if self.group < format.groups() => {
                    chunk.first = Some(Spot { file: self.file, chunk: self.group, row: 0 });
                    self.group += 1;
                    return Ok(true);
                }
                Format::Json(_) => {
                    if self.next_objects(chunk)? {
                        return Ok(true);
                    }
                    self.skip_file();
                    continue;
                }
                Format::Parquet { .. } | Format::Table { .. } => {
                    self.skip_file();
                    continue;
                }
            };
            let spot =
                Spot { file: self.file, chunk: self.open.as_ref().map_or(0, |open| open.chunk), row: 0 };
            let fail = |problem| Box::new(Failure { spot, problem, column: None });
            let mut file = match self.open.take() {
                Some(file) => file,
                None => Open::new(input).map_err(fail)?,
            };
            let filled = file.fill(chunk, input, layout.delimiter, self.chunk_size);
            let is_finished = file.is_at_end && file.carried.is_empty();
            if filled.is_err() || is_finished {
                // Whatever else seems wrong comes from that.
                file.check_unchanged(&input.path, input.stamp, is_finished).map_err(fail)?;
            }
            filled.map_err(fail)?;
            if is_finished {
                self.finished_bytes += file.bytes.bytes_read();
                self.file += 1;
            } else {
                file.chunk += 1;
                self.open = Some(file);
            }
            if !chunk.bytes().is_empty() {
                chunk.first = Some(spot);
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Fills the chunk with the next objects of a file; false when it has no more.
    fn next_objects(&mut self, chunk: &mut Chunk) -> Result<bool, Box<Failure>> {
        let Some(input) = self.inputs.files.get(self.file) else { return Ok(false) };
        let number = self.objects.as_ref().map_or(0, |(_, chunks)| *chunks);
        let spot = Spot { file: self.file, chunk: number, row: 0 };
        let fail = |problem| Box::new(Failure { spot, problem, column: None });
        let (objects, chunks) = match &mut self.objects {
            Some(open) => open,
            none => none.insert((json::Objects::open(&input.path).map_err(fail)?, 0)),
        };
        let next = objects.next(&input.path, self.chunk_size, &mut chunk.buffer);
        if !matches!(next, Ok(Some(_))) {
            // Whatever else seems wrong comes from that.
            objects.check_unchanged(&input.path, input.stamp).map_err(fail)?;
        }
        let Some(line) = next.map_err(fail)? else { return Ok(false) };
        *chunks += 1;
        chunk.line = line;
        chunk.first = Some(spot);
        Ok(true)
    }
}

impl Open {
    fn new(input: &Input) -> Result<Self, Problem> {
        let opened = open(&input.path, input.encoding())?;
        Ok(Self {
            bytes: opened.bytes,
            carried: opened.ahead,
            offset: opened.lead,
            chunk: 0,
            above: input.laid_out.titles() + input.laid_out.rows_above(),
            is_at_end: false,
        })
    }

    /// Makes sure that the file is the one whose header was read, and that all of it was read if it should be.
    fn check_unchanged(&self, path: &Path, stamp: Stamp, is_finished: bool) -> Result<(), Problem> {
        if self.bytes.is_still(stamp) && (!is_finished || self.bytes.bytes_read() == stamp.size) {
            return Ok(());
        }
        Err(changed(path))
    }

    /// Fills the chunk up to the last end of a record within about that many bytes.
    fn fill(&mut self, chunk: &mut Chunk, input: &Input, delimiter: u8, size: usize) -> Result<(), Problem> {
        let Chunk { buffer, start, end, .. } = chunk;
        let mut filled = self.carried.len();
        if buffer.len() < filled {
            buffer.resize(filled, 0);
        }
        if let Some(front) = buffer.get_mut(..filled) {
            front.copy_from_slice(&self.carried);
        }
        let mut wanted = size.max(filled);
        let whole = loop {
            if buffer.len() < wanted {
                buffer.resize(wanted, 0);
            }
            let room = buffer.get_mut(filled..wanted).unwrap_or_default();
            let (read, is_full) = read_up_to(&mut self.bytes, room).map_err(|e| failed(&input.path, &e))?;
            filled += read;
            self.is_at_end = !is_full;
            let is_last = self.is_at_end || filled >= MAX_RECORD;
            let text = buffer.get(..filled).unwrap_or_default();
            let cut = cut(text, delimiter);
            match (cut.end, cut.bad_quote) {
                (_, None) if self.is_at_end => break filled,
                // The records before a bad quote are handed over first.
                (Some(end), _) => break end,
                (None, Some((quote, why))) if why == BadQuote::Misclosed || is_last => {
                    let why = if why == BadQuote::Open && !self.is_at_end { None } else { Some(why) };
                    return Err(bad_quote(input, self.offset + quote as u64, why));
                }
                (None, _) if !is_last => wanted = filled + size,
                (None, _) => {
                    return Err(Problem::new("this record is longer than 8 MiB")
                        .hint("is `source.delimiter` right, and is this a CSV file?"));
                }
            }
        };
        let text = buffer.get(..whole).unwrap_or_default();
        *end = whole;
        *start = 0;
        while self.above > 0 {
            let rows = after_first_record(text.get(*start..).unwrap_or_default(), delimiter);
            *start = whole - rows.map_or(0, <[u8]>::len);
            if rows.is_none() {
                break;
            }
            self.above -= 1;
        }
        self.carried.clear();
        self.carried.extend_from_slice(buffer.get(whole..filled).unwrap_or_default());
        self.offset += whole as u64;
        Ok(())
    }
}

/// Fills the room as far as there is something to read, and tells whether it is full.
fn read_up_to(bytes: &mut Bytes, room: &mut [u8]) -> io::Result<(usize, bool)> {
    let mut read = 0;
    while let Some(rest) = room.get_mut(read..).filter(|rest| !rest.is_empty()) {
        match bytes.read(rest) {
            Ok(0) => return Ok((read, false)),
            Ok(more) => read += more,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok((read, true))
}

/// A quote that does not close as it should, at that many bytes into the text; without a reason as far as a record may go.
fn bad_quote(input: &Input, offset: u64, why: Option<BadQuote>) -> Problem {
    let quote = match line_at(input, offset) {
        Ok(line) => format!("the quote that opens on line {line}"),
        Err(_) => "a quote that opens here".to_owned(),
    };
    let what = match why {
        Some(BadQuote::Open) => "is never closed",
        None => "is not closed within 8 MiB",
        Some(BadQuote::Misclosed) => "is not closed properly: text follows its closing quote on a later line",
    };
    Problem::new(format!("{quote} {what}"))
        .hint("close it, or write it twice (`\"\"`) if it belongs to the text")
}

/// The line of a byte, from 1. Lines are not counted while all goes well, so this reads the file once more.
fn line_at(input: &Input, offset: u64) -> io::Result<u64> {
    let opened = open(&input.path, input.encoding()).map_err(|problem| io::Error::other(problem.message))?;
    let before = offset.saturating_sub(opened.lead);
    let mut text = io::Cursor::new(opened.ahead).chain(opened.bytes).take(before);
    let first_line = 1 + u64::from(opened.delimiter.is_some());
    let (mut line, mut after_return, mut block) = (first_line, false, vec![0; 64 << 10]);
    loop {
        let read = text.read(&mut block)?;
        let bytes = block.get(..read).unwrap_or_default();
        for at in memchr2_iter(b'\n', b'\r', bytes) {
            let previous = at.checked_sub(1).and_then(|at| bytes.get(at));
            let is_second = previous.map_or(after_return, |&byte| byte == b'\r');
            line += u64::from(bytes.get(at) == Some(&b'\r') || !is_second);
        }
        let Some(last) = bytes.last() else { return Ok(line) };
        after_return = *last == b'\r';
    }
}
