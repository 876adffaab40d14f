//! JSON: objects one after another, as NDJSON has them, or in one array. An object is a row; keys within keys are named with a dot
//! between them, such as `answers.nps`.
//!
//! Where objects end is found without parsing them, so that chunks of whole objects are handed out, and only one of them is in memory
//! for each worker. Of each object the needed values are kept, and of the others only whether there are any.

mod cut;
mod object;

use std::collections::BTreeSet;
use std::io::{self, Read};
use std::path::Path;

use memchr::memchr_iter;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Deserializer;
use serde_json::de::SliceRead;

use super::equal::Trace;
use super::open::{Bytes, Opened, Stamp, failed, open};
use super::row::Visitor;
use super::spot::{Failure, Spot, changed};
use crate::config::Source;
use crate::error::Problem;
use crate::survey::Encoding;

use cut::Cutter;
pub(super) use object::Needed;
use object::Object;

/// How much is read at once.
const BLOCK: usize = 256 << 10;

/// Longest object in bytes, as of records of texts.
const MAX_OBJECT: usize = 8 << 20;

/// What is known of a file before its rows are read.
pub(super) struct About {
    pub(super) stamp: Stamp,
    /// The names of values, as far as objects were looked at.
    pub(super) names: Vec<String>,
    pub(super) trace: Trace,
}

/// The values of these names, as a file with these keys calls them.
pub(super) fn needed(names: &[String], source: &Source, keys: &[String]) -> Needed {
    let has = |key: &str| keys.iter().any(|own| own == key);
    let called: Vec<String> = names.iter().map(|name| source.heading_of(name, has).to_owned()).collect();
    Needed::new(&called)
}

/// Whether a text is JSON of this kind, by what it begins with.
fn is_json(start: &[u8]) -> bool {
    let mut letters = start.iter().copied().filter(|byte| !byte.is_ascii_whitespace());
    matches!(
        (letters.next(), letters.next()),
        (Some(b'{'), None | Some(b'"' | b'}')) | (Some(b'['), None | Some(b'{' | b']'))
    )
}

/// What is known of a file; nothing where it is no JSON, or cannot be opened. Objects are looked at until all that is wanted was found
/// in one of them, which may be to the end of the file.
///
/// # Errors
/// When it cannot be read, or is no JSON further on.
pub(super) fn about(path: &Path, source: &Source, wanted: &[&str]) -> Result<Option<About>, Problem> {
    let Ok(opened) = open(path, Encoding::UTF_8) else { return Ok(None) };
    let (stamp, lead, is_packed) = (opened.stamp, opened.lead, opened.bytes.has_other_length());
    let mut objects = Objects::new(opened);
    // What is wrong with the file is told where texts are read.
    if objects.more(path).is_err() || !is_json(&objects.ahead) {
        return Ok(None);
    }
    let trace = Trace::of_text(&objects.ahead, (!is_packed).then(|| stamp.size.saturating_sub(lead)));
    let (mut names, mut known) = (Vec::new(), BTreeSet::new());
    let mut is_empty = true;
    let mut text = Vec::new();
    while let Some(line) = objects.next(path, BLOCK, &mut text)? {
        is_empty = false;
        let mut look = |de: &mut Deserializer<SliceRead<'_>>| {
            object::names(&serde_json::Value::deserialize(de)?, "", &mut names, &mut known);
            Ok(true)
        };
        each(&text, &mut look).map_err(|fault| fault.problem(&text, line).in_file(path))?;
        let is_known = |key: &str| known.contains(key);
        if wanted.iter().all(|wanted| is_known(source.heading_of(wanted, is_known))) {
            break;
        }
    }
    let trace = if is_empty { Trace::NoRows } else { trace };
    Ok(Some(About { stamp, names, trace }))
}

/// The names of all values of a file.
///
/// # Errors
/// As [`about`].
pub(super) fn names(path: &Path, source: &Source) -> Result<Vec<String>, Problem> {
    // No name holds this, so that every object is looked at.
    Ok(about(path, source, &["\0"])?.map(|about| about.names).unwrap_or_default())
}

/// Gives the rows of a chunk of whole objects to a visitor, until that breaks off. The spot is moved on with the rows.
///
/// # Errors
/// When an object is none, or has something else where a needed value should be; the line is that of the first byte.
pub(super) fn visit(
    (text, line): (&[u8], u64),
    needed: &Needed,
    mut spot: Spot,
    visitor: &mut impl Visitor,
) -> Result<(), Box<Failure>> {
    let mut object = Object::new(needed);
    let read = each(text, |de| {
        object.read(de)?;
        let goes_on = visitor.row(&object, spot).is_continue();
        spot = spot.after(1);
        Ok(goes_on)
    });
    read.map_err(|fault| Box::new(Failure { spot, problem: fault.problem(text, line), column: None }))
}

/// What is wrong with an object, and how many bytes are before it.
struct Fault {
    at: usize,
    why: serde_json::Error,
}

impl Fault {
    /// The same as a problem, in a text that begins on that line.
    fn problem(self, text: &[u8], line: u64) -> Problem {
        // The line of the error is one within the object.
        let before = text.get(..self.at).unwrap_or_default();
        let line =
            line + memchr_iter(b'\n', before).count() as u64 + (self.why.line() as u64).saturating_sub(1);
        let why = self.why.to_string();
        // What serde adds of line and column counts from the object.
        let why = why.rsplit_once(" at line ").map_or(why.as_str(), |(why, _)| why);
        Problem::new(format!("line {line}: {why}"))
    }
}

/// Reads each object of a text of whole ones, until no more are wanted.
fn each(
    text: &[u8],
    mut read: impl FnMut(&mut Deserializer<SliceRead<'_>>) -> Result<bool, serde_json::Error>,
) -> Result<(), Fault> {
    let mut at = 0;
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let Some(start) = rest.iter().position(|byte| *byte == b'{') else { return Ok(()) };
        at += start;
        let mut de = Deserializer::from_slice(text.get(at..).unwrap_or_default());
        if !read(&mut de).map_err(|why| Fault { at, why })? {
            return Ok(());
        }
        at += de.into_iter::<IgnoredAny>().byte_offset();
    }
}

/// A file that is being read, object by object.
#[derive(Debug)]
pub(super) struct Objects {
    bytes: Bytes,
    /// What is read, and not handed out.
    ahead: Vec<u8>,
    cutter: Cutter,
    is_at_end: bool,
}

impl Objects {
    /// A file from its start.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub(super) fn open(path: &Path) -> Result<Self, Problem> {
        open(path, Encoding::UTF_8).map(Self::new)
    }

    fn new(Opened { bytes, ahead, .. }: Opened) -> Self {
        Self { bytes, ahead, cutter: Cutter::default(), is_at_end: false }
    }

    /// Bytes of the file read so far, as they are on disk.
    pub(super) fn bytes_read(&self) -> u64 {
        self.bytes.bytes_read()
    }

    /// Makes sure that the file is the one that was looked at, and that all of it was read if it is at its end.
    ///
    /// # Errors
    /// When it is not.
    pub(super) fn check_unchanged(&self, path: &Path, stamp: Stamp) -> Result<(), Problem> {
        let is_same = self.bytes.is_still(stamp) && (!self.is_at_end || self.bytes_read() == stamp.size);
        if is_same { Ok(()) } else { Err(changed(path)) }
    }

    /// Reads on by a block.
    fn more(&mut self, path: &Path) -> Result<(), Problem> {
        let before = self.ahead.len();
        let read = io::copy(&mut self.bytes.by_ref().take(BLOCK as u64), &mut self.ahead);
        read.map_err(|error| failed(path, &error))?;
        self.is_at_end = self.ahead.len() - before < BLOCK;
        Ok(())
    }

    /// Puts the next whole objects into a text, up to about so many bytes, and tells on which line it begins; nothing where there are
    /// no more.
    ///
    /// # Errors
    /// When the file cannot be read on, holds something else than objects, or ends within one.
    pub(super) fn next(
        &mut self,
        path: &Path,
        size: usize,
        text: &mut Vec<u8>,
    ) -> Result<Option<u64>, Problem> {
        let line = self.cutter.line();
        loop {
            let end = self.cutter.cut(&self.ahead, size).map_err(|problem| problem.in_file(path))?;
            let is_enough = self.cutter.read() >= size || self.is_at_end;
            if let Some(end) = end.filter(|_| is_enough) {
                text.clear();
                text.extend_from_slice(self.ahead.get(..end).unwrap_or_default());
                self.ahead.drain(..end);
                self.cutter.handed_out(end);
                return Ok(Some(line));
            }
            if self.is_at_end {
                return self.cutter.end().map(|()| None).map_err(|problem| problem.in_file(path));
            }
            if self.cutter.read() > MAX_OBJECT {
                return Err(self.cutter.too_long().in_file(path));
            }
            self.more(path)?;
        }
    }
}
