//! Files into plain bytes: gzip is undone, and what programs put before the text is taken off: a byte order mark,
//! or two, and a first line `sep=;` that states the delimiter. Nothing else is parsed here.

use std::fs::{self, File, Metadata};
use std::io::{self, BufRead, BufReader, Read, Seek};
use std::path::Path;
use std::time::SystemTime;

use flate2::bufread::GzDecoder;

use crate::error::Problem;
use crate::files::separator_line;

/// The mark that some programs put before UTF-8 text.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// The first bytes of gzip data.
const GZIP: &[u8] = b"\x1f\x8b";

/// How many bytes are looked at for what stands before the text.
const LONGEST_LEAD: u64 = 32;

/// The bytes of an open file, unpacked.
#[derive(Debug)]
pub(super) enum Bytes {
    /// As they are in the file.
    Plain(Counted),
    /// Packed by gzip, in one member or several.
    Gzip(Box<GzDecoder<BufReader<Counted>>>),
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
    /// Length of what stood before the text.
    pub(super) lead: u64,
    /// The delimiter that a line before the text states.
    pub(super) delimiter: Option<u8>,
    /// The file as it is now.
    pub(super) stamp: Stamp,
}

impl Bytes {
    /// Whether they are packed in the file.
    pub(super) fn is_packed(&self) -> bool {
        matches!(self, Self::Gzip(_))
    }

    fn file(&self) -> &Counted {
        match self {
            Self::Plain(file) => file,
            Self::Gzip(decoder) => decoder.get_ref().get_ref(),
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

impl Stamp {
    pub(super) fn of(meta: &Metadata) -> Self {
        Self { size: meta.len(), modified: meta.modified().ok() }
    }
}

impl Read for Bytes {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let decoder = match self {
            Self::Plain(file) => return file.read(buffer),
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

/// Opens a file; gzip is known by its first bytes, whatever the name says.
///
/// # Errors
/// When it cannot be opened or read, or is not a file.
pub(super) fn open(path: &Path) -> Result<Opened, Problem> {
    try_open(path).map_err(|error| failed(path, &error))
}

fn try_open(path: &Path) -> io::Result<Opened> {
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
    file.by_ref().take(GZIP.len() as u64).read_to_end(&mut magic)?;
    file.rewind()?;
    let counted = Counted { file, read: 0 };
    let mut bytes = if magic == GZIP {
        Bytes::Gzip(Box::new(GzDecoder::new(BufReader::new(counted))))
    } else {
        Bytes::Plain(counted)
    };
    let mut ahead = Vec::new();
    bytes.by_ref().take(LONGEST_LEAD).read_to_end(&mut ahead)?;
    let mut text = &ahead[..];
    while let Some(after) = text.strip_prefix(BYTE_ORDER_MARK) {
        text = after;
    }
    let (delimiter, text) = separator_line(text).map_or((None, text), |(byte, after)| (Some(byte), after));
    let lead = ahead.len() - text.len();
    ahead.drain(..lead);
    Ok(Opened { bytes, ahead, lead: lead as u64, delimiter, stamp })
}

/// What to tell when a file cannot be opened or read.
pub(super) fn failed(path: &Path, error: &io::Error) -> Problem {
    let name = path.display();
    match error.kind() {
        io::ErrorKind::NotFound => Problem::new(format!("no file `{name}`")),
        io::ErrorKind::IsADirectory => Problem::new(format!("`{name}` is a folder"))
            .hint(format!("to read all CSV files in it, write `{}`", path.join("*.csv").display())),
        io::ErrorKind::UnexpectedEof => Problem::new(format!("`{name}` ends in the middle of its gzip data"))
            .hint("the file was cut short: copy or download it again"),
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => {
            Problem::new(format!("the gzip data of `{name}` are damaged"))
                .hint("copy or download the file again")
        }
        _ => Problem::new(format!("`{name}` cannot be read: {error}")),
    }
    .in_file(path)
}
