//! Where messages are: in a stream one after another, in a file where its end says.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};

use super::fault::Fault;
use super::flat::{Table, long};
use super::schema::Schema;

/// What a file begins and ends with, and what an older kind of it begins with.
const FILE: &[u8] = b"ARROW1";
const OLDER: &[u8] = b"FEA1";

/// What stands before the length of a message, but in old streams.
const GOES_ON: [u8; 4] = [0xff; 4];

/// Messages say where columns are and hold none of them: none is longer, in bytes.
const LONGEST: u64 = 64 << 20;

/// What messages are about, by the numbers of these.
const SCHEMA: i64 = 1;
const DICTIONARY: i64 = 2;
const BATCH: i64 = 3;

/// What a message is about.
pub(super) enum Header<'a> {
    Dictionary(Table<'a>),
    Batch(Table<'a>),
    Other,
}

/// All messages of a file.
pub(super) struct Messages {
    file: BufReader<File>,
    size: u64,
    /// Where they are, the last first; nothing where they stand one after another.
    places: Option<Vec<u64>>,
    next: u64,
    schema: Vec<u8>,
}

/// A message, and where the buffers are that it tells of.
pub(super) struct Message<'a> {
    bytes: Vec<u8>,
    pub(super) body: Body<'a>,
}

/// Where the buffers of a message are.
pub(super) struct Body<'a> {
    file: &'a mut BufReader<File>,
    start: u64,
    length: u64,
}

impl Messages {
    /// Those of a file; nothing where it is no Arrow file.
    pub(super) fn of(file: File, size: u64) -> Result<Option<Self>, Fault> {
        let mut file = BufReader::new(file);
        let mut start = Vec::new();
        file.by_ref().take(8).read_to_end(&mut start)?;
        let mut messages = Self { file, size, places: None, next: 0, schema: Vec::new() };
        if start.starts_with(OLDER) {
            return Err(Fault::Unread("is of an older kind (Feather version 1)"));
        }
        if start.starts_with(FILE) {
            messages.find()?;
            return Ok(Some(messages));
        }
        if start.get(..4) != Some(GOES_ON.as_slice()) {
            return Ok(None);
        }
        let Some((bytes, body, length)) = messages.at(0).ok().flatten() else { return Ok(None) };
        messages.next = body.saturating_add(length);
        messages.schema = bytes;
        Ok(Some(messages))
    }

    /// Finds the messages of a file by what stands at its end.
    fn find(&mut self) -> Result<(), Fault> {
        let cut = || Fault::damaged("it is cut short");
        let end = self.size.checked_sub(10).ok_or_else(cut)?;
        let mut last = [0; 10];
        self.file.seek(SeekFrom::Start(end))?;
        self.file.read_exact(&mut last)?;
        let (length, mark) = last.split_at(4);
        if mark != FILE {
            return Err(cut());
        }
        let length = length.first_chunk().map_or(0, |bytes| u32::from_le_bytes(*bytes));
        let start =
            end.checked_sub(length.into()).filter(|_| u64::from(length) <= LONGEST).ok_or_else(cut)?;
        self.file.seek(SeekFrom::Start(start))?;
        let mut bytes = Vec::new();
        self.file.by_ref().take(length.into()).read_to_end(&mut bytes)?;
        let footer = Table::of(&bytes)?;
        // Dictionaries before the batches that need them.
        let blocks = footer.items(2, 24)?.chain(footer.items(3, 24)?);
        let mut places: Vec<u64> =
            blocks.map(|block| u64::try_from(long(block, 0)).map_err(|_| cut())).collect::<Result<_, _>>()?;
        places.reverse();
        self.places = Some(places);
        self.schema = bytes;
        Ok(())
    }

    /// The columns.
    pub(super) fn schema(&self) -> Result<Schema, Fault> {
        let root = Table::of(&self.schema)?;
        let schema = match (&self.places, root.number(1, 1, 0)?) {
            (Some(_), _) => root.table(1)?,
            (None, SCHEMA) => root.table(2)?,
            (None, _) => None,
        };
        Schema::read(schema.ok_or_else(|| Fault::damaged("it does not say which columns it has"))?)
    }

    /// The next message.
    pub(super) fn next(&mut self) -> Result<Option<Message<'_>>, Fault> {
        let at = match &mut self.places {
            Some(places) => places.pop(),
            None => Some(self.next),
        };
        let Some((bytes, start, length)) = at.map(|at| self.at(at)).transpose()?.flatten() else {
            return Ok(None);
        };
        self.next = start.saturating_add(length);
        Ok(Some(Message { bytes, body: Body { file: &mut self.file, start, length } }))
    }

    /// A message, where its buffers start, and their length; nothing at the end of a stream.
    fn at(&mut self, at: u64) -> Result<Option<(Vec<u8>, u64, u64)>, Fault> {
        if at >= self.size {
            return Ok(None);
        }
        self.file.seek(SeekFrom::Start(at))?;
        let mut word = [0; 4];
        self.file.read_exact(&mut word)?;
        let mut start = at + 4;
        if word == GOES_ON {
            self.file.read_exact(&mut word)?;
            start += 4;
        }
        let length = u64::from(u32::from_le_bytes(word));
        if length == 0 {
            return Ok(None);
        }
        if length > LONGEST || length > self.size.saturating_sub(start) {
            return Err(Fault::damaged("it is cut short"));
        }
        let mut bytes = Vec::new();
        self.file.by_ref().take(length).read_to_end(&mut bytes)?;
        start += length;
        let body = Table::of(&bytes)?.number(3, 8, 0)?;
        let body = u64::try_from(body).ok().filter(|body| *body <= self.size.saturating_sub(start));
        let body = body.ok_or_else(|| Fault::damaged("it is cut short"))?;
        Ok(Some((bytes, start, body)))
    }
}

impl<'a> Message<'a> {
    /// What it is about, and its buffers.
    pub(super) fn parts(&mut self) -> Result<(Header<'_>, &mut Body<'a>), Fault> {
        let root = Table::of(&self.bytes)?;
        let header = match (root.number(1, 1, 0)?, root.table(2)?) {
            (DICTIONARY, Some(table)) => Header::Dictionary(table),
            (BATCH, Some(table)) => Header::Batch(table),
            _ => Header::Other,
        };
        Ok((header, &mut self.body))
    }
}

impl Body<'_> {
    /// Some of its bytes.
    pub(super) fn bytes(&mut self, offset: i64, length: i64) -> Result<Vec<u8>, Fault> {
        let outside = || Fault::damaged("a buffer lies outside of it");
        let (offset, length) = (u64::try_from(offset).ok(), u64::try_from(length).ok());
        let (offset, length) = offset.zip(length).ok_or_else(outside)?;
        if offset.checked_add(length).is_none_or(|end| end > self.length) {
            return Err(outside());
        }
        self.file.seek(SeekFrom::Start(self.start + offset))?;
        let mut bytes = Vec::new();
        self.file.by_ref().take(length).read_to_end(&mut bytes)?;
        if (bytes.len() as u64) < length {
            return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
        }
        Ok(bytes)
    }
}
