//! Files into plain bytes: gzip and zstd are undone, encodings in which a delimiter may be a part of a letter become UTF-8, and
//! what programs put before the text is taken off: a byte order mark, or two, and a first line `sep=;` that states the
//! delimiter. Nothing else is parsed here.

use std::fmt;
use std::fs::{self, File, Metadata};
use std::io::{self, BufRead, BufReader, Read, Seek};
use std::path::Path;
use std::time::SystemTime;

use flate2::bufread::GzDecoder;

use super::described::Packing;
use crate::error::Problem;
use crate::files::separator_line;
use crate::survey::{Decoder, Encoding};

/// The first bytes of gzip data.
const GZIP: &[u8] = b"\x1f\x8b";

/// The first bytes of zstd data.
const ZSTD: &[u8] = b"\x28\xb5\x2f\xfd";

/// How many bytes are looked at for what stands before the text.
const LONGEST_LEAD: u64 = 32;

/// The bytes of an open file, unpacked, and of UTF-8 where they were in an encoding that does not keep to ASCII.
#[derive(Debug)]
pub(super) struct Bytes {
    packed: Packed,
    recoded: Option<Recoded>,
}

/// The bytes of an open file, unpacked.
enum Packed {
    /// As they are in the file.
    Not(Counted),
    /// By gzip, in one member or several.
    Gzip(Box<GzDecoder<BufReader<Counted>>>),
    /// By zstd, in one frame or several.
    Zstd(Box<zstd::Decoder<'static, BufReader<Counted>>>),
}

/// How much of a text in another encoding is made UTF-8 at once.
const PIECE: usize = 64 << 10;

/// A text on its way from another encoding.
#[derive(Debug)]
struct Recoded {
    decoder: Decoder,
    /// What is UTF-8 already, and how much of it was read.
    text: String,
    read: usize,
    is_at_end: bool,
}

/// A file, and how many of its bytes were read.
#[derive(Debug)]
pub(super) struct Counted {
    file: File,
    read: u64,
}

/// What shows that a file is still the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    /// Its size in bytes.
    pub(super) size: u64,
    /// When it was last written, where the system tells.
    modified: Option<SystemTime>,
}

/// What was found at the start of a file.
#[derive(Debug)]
pub(super) struct Opened {
    /// The bytes that follow.
    pub(super) bytes: Bytes,
    /// The first bytes of the text, which are not among them.
    pub(super) ahead: Vec<u8>,
    /// Length of what stood before the text, as its bytes are counted.
    pub(super) lead: u64,
    /// The encoding that a byte order mark states.
    pub(super) mark: Option<Encoding>,
    /// The delimiter that a line before the text states.
    pub(super) delimiter: Option<u8>,
    /// The file as it is now.
    pub(super) stamp: Stamp,
}

impl Bytes {
    /// Whether the text has another length than the file.
    pub(super) fn has_other_length(&self) -> bool {
        self.recoded.is_some() || !matches!(self.packed, Packed::Not(_))
    }

    fn file(&self) -> &Counted {
        match &self.packed {
            Packed::Not(file) => file,
            Packed::Gzip(decoder) => decoder.get_ref().get_ref(),
            Packed::Zstd(decoder) => decoder.get_ref().get_ref(),
        }
    }

    /// Bytes of the file read so far, as they are on disk.
    pub(super) fn bytes_read(&self) -> u64 {
        self.file().read
    }

    /// Whether the file is still what it was.
    pub(super) fn is_still(&self, stamp: Stamp) -> bool {
        self.file().file.metadata().is_ok_and(|now| Stamp::of(&now) == stamp)
    }
}

impl fmt::Debug for Packed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Not(_) => "Not",
            Self::Gzip(_) => "Gzip",
            Self::Zstd(_) => "Zstd",
        })
    }
}

impl Stamp {
    pub(super) fn of(meta: &Metadata) -> Self {
        Self { size: meta.len(), modified: meta.modified().ok() }
    }
}

impl Read for Bytes {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match &mut self.recoded {
            Some(recoded) => recoded.read(&mut self.packed, buffer),
            None => self.packed.read(buffer),
        }
    }
}

impl Recoded {
    fn read(&mut self, from: &mut Packed, buffer: &mut [u8]) -> io::Result<usize> {
        while self.read == self.text.len() && !self.is_at_end {
            let mut piece = vec![0; PIECE];
            let length = from.read(&mut piece)?;
            self.is_at_end = length == 0;
            self.text.clear();
            self.read = 0;
            self.decoder.add(piece.get(..length).unwrap_or_default(), self.is_at_end, &mut self.text);
        }
        let mut rest = self.text.as_bytes().get(self.read..).unwrap_or_default();
        let length = rest.read(buffer)?;
        self.read += length;
        Ok(length)
    }
}

impl Read for Packed {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let decoder = match self {
            Self::Not(file) => return file.read(buffer),
            Self::Zstd(decoder) => return decoder.read(buffer).map_err(of_zstd),
            Self::Gzip(decoder) => decoder,
        };
        loop {
            let read = decoder.read(buffer)?;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            // The end of a member, which another may follow.
            match decoder.get_mut().fill_buf()? {
                [] => return Ok(0),
                [first, ..] if GZIP.first() == Some(first) => {}
                _ => return Err(io::Error::other("something that is not gzip data follows its gzip data")),
            }
            start_next_member(decoder)?;
        }
    }
}

/// An error of zstd data as one of gzip data is: what the system says of the file is no fault of its data.
fn of_zstd(error: io::Error) -> io::Error {
    match error.kind() {
        io::ErrorKind::Other => io::Error::new(io::ErrorKind::InvalidData, error),
        _ => error,
    }
}

fn start_next_member(decoder: &mut GzDecoder<BufReader<Counted>>) -> io::Result<()> {
    // A decoder is only reset by giving it another reader, so its own is taken out and put back.
    let file = decoder.get_ref().get_ref().file.try_clone()?;
    let reader = decoder.reset(BufReader::with_capacity(0, Counted { file, read: 0 }));
    decoder.reset(reader);
    Ok(())
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        self.read += read as u64;
        Ok(read)
    }
}

/// Opens a file; gzip and zstd are known by its first bytes, whatever the name says. It is in the encoding that a byte order mark
/// states, else in this one.
///
/// # Errors
/// When it cannot be opened or read, or is not a file.
pub(super) fn open(path: &Path, encoding: Encoding) -> Result<Opened, Problem> {
    try_open(path, encoding).map_err(|error| failed(path, &error))
}

fn try_open(path: &Path, encoding: Encoding) -> io::Result<Opened> {
    // Looked at first, as opening a pipe waits for somebody to write to it.
    let kind = fs::metadata(path)?;
    if kind.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if !kind.is_file() {
        // What is read twice, first for the header, must give the same bytes each time.
        return Err(io::Error::other("it is a pipe or a device, not a file"));
    }
    let mut file = File::open(path)?;
    let stamp = Stamp::of(&file.metadata()?);
    let mut magic = Vec::new();
    file.by_ref().take(ZSTD.len() as u64).read_to_end(&mut magic)?;
    file.rewind()?;
    let counted = Counted { file, read: 0 };
    let mut packed = if magic.starts_with(GZIP) {
        Packed::Gzip(Box::new(GzDecoder::new(BufReader::new(counted))))
    } else if magic == ZSTD {
        Packed::Zstd(Box::new(zstd::Decoder::with_buffer(BufReader::new(counted))?))
    } else {
        Packed::Not(counted)
    };
    let mut ahead = Vec::new();
    packed.by_ref().take(LONGEST_LEAD).read_to_end(&mut ahead)?;
    let mark = Encoding::marked(&ahead).map(|(mark, _)| mark);
    let mut marks = 0;
    while let Some((_, length)) = ahead.get(marks..).and_then(Encoding::marked) {
        marks += length;
    }
    let mut bytes = Bytes { packed, recoded: None };
    let encoding = mark.unwrap_or(encoding);
    if !encoding.keeps_ascii() {
        let mut recoded =
            Recoded { decoder: encoding.decoder(), text: String::new(), read: 0, is_at_end: false };
        recoded.decoder.add(ahead.get(marks..).unwrap_or_default(), false, &mut recoded.text);
        bytes.recoded = Some(recoded);
        (ahead, marks) = (Vec::new(), 0);
        bytes.by_ref().take(LONGEST_LEAD).read_to_end(&mut ahead)?;
    }
    let text = ahead.get(marks..).unwrap_or_default();
    let (delimiter, text) = separator_line(text).map_or((None, text), |(byte, after)| (Some(byte), after));
    let lead = ahead.len() - text.len();
    ahead.drain(..lead);
    Ok(Opened { bytes, ahead, lead: lead as u64, mark, delimiter, stamp })
}

/// What to tell when a file cannot be opened or read.
pub(super) fn failed(path: &Path, error: &io::Error) -> Problem {
    let name = path.display();
    match error.kind() {
        io::ErrorKind::NotFound => Problem::new(format!("no file `{name}`")),
        io::ErrorKind::IsADirectory => Problem::new(format!("`{name}` is a folder"))
            .hint(format!("to read all CSV files in it, write `{}`", path.join("*.csv").display())),
        io::ErrorKind::UnexpectedEof => {
            Problem::new(format!("`{name}` ends in the middle of its {} data", packing(path)))
                .hint("the file was cut short: copy or download it again")
        }
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => {
            Problem::new(format!("the {} data of `{name}` are damaged", packing(path)))
                .hint("copy or download the file again")
        }
        _ => Problem::new(format!("`{name}` cannot be read: {error}")),
    }
    .in_file(path)
}

/// By what a file is packed, where it is.
pub(super) fn packed(path: &Path) -> Option<Packing> {
    let mut magic = Vec::new();
    File::open(path).and_then(|file| file.take(ZSTD.len() as u64).read_to_end(&mut magic)).ok()?;
    if magic == ZSTD {
        return Some(Packing::Zstd);
    }
    magic.starts_with(GZIP).then_some(Packing::Gzip)
}

/// By what a file is packed, of those that are.
fn packing(path: &Path) -> &'static str {
    packed(path).unwrap_or(Packing::Gzip).name()
}
