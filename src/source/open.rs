//! Files into plain bytes: gzip is undone, and a byte order mark taken off. Nothing is parsed here.

use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::Path;

use flate2::read::MultiGzDecoder;

use crate::error::Problem;

/// The mark that some programs put before UTF-8 text.
const BYTE_ORDER_MARK: [u8; 3] = [0xef, 0xbb, 0xbf];

/// The bytes of an open file, unpacked.
#[derive(Debug)]
pub(super) enum Bytes {
    /// As they are in the file.
    Plain(Counted),
    /// Packed by gzip, in one member or several.
    Gzip(Box<MultiGzDecoder<Counted>>),
}

/// A file, and how many of its bytes were read.
#[derive(Debug)]
pub(super) struct Counted {
    file: File,
    read: u64,
}

/// What was found at the start of a file.
#[derive(Debug)]
pub(super) struct Opened {
    /// The bytes that follow.
    pub(super) bytes: Bytes,
    /// Bytes read already to look for a byte order mark, which is not among them.
    pub(super) ahead: Vec<u8>,
    /// Length of the byte order mark, 0 or 3.
    pub(super) mark: u64,
}

impl Bytes {
    /// Bytes of the file read so far, as they are on disk.
    pub(super) fn bytes_read(&self) -> u64 {
        match self {
            Self::Plain(file) => file.read,
            Self::Gzip(decoder) => decoder.get_ref().read,
        }
    }
}

impl Read for Bytes {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Plain(file) => file.read(buffer),
            Self::Gzip(decoder) => decoder.read(buffer),
        }
    }
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
    let mut file = File::open(path)?;
    let kind = file.metadata()?;
    if kind.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if !kind.is_file() {
        // What is read twice, first for the header, must give the same bytes each time.
        return Err(io::Error::other("it is a pipe or a device, not a file"));
    }
    let mut magic = Vec::new();
    file.by_ref().take(2).read_to_end(&mut magic)?;
    file.rewind()?;
    let counted = Counted { file, read: 0 };
    let mut bytes = if magic == [0x1f, 0x8b] {
        Bytes::Gzip(Box::new(MultiGzDecoder::new(counted)))
    } else {
        Bytes::Plain(counted)
    };
    let mut ahead = Vec::new();
    bytes.by_ref().take(BYTE_ORDER_MARK.len() as u64).read_to_end(&mut ahead)?;
    let mark = if ahead == BYTE_ORDER_MARK {
        ahead.clear();
        BYTE_ORDER_MARK.len() as u64
    } else {
        0
    };
    Ok(Opened { bytes, ahead, mark })
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

/// What a file is that is no text, judged by its first bytes; nothing when it may be text.
pub(super) fn not_text(path: &Path, start: &[u8]) -> Option<Problem> {
    let name = path.display();
    let problem = if start.starts_with(b"PK\x03\x04") || start.starts_with(b"\xd0\xcf\x11\xe0") {
        Problem::new(format!("`{name}` is a workbook or an archive, not a CSV file"))
            .hint("save the sheet as CSV in UTF-8")
    } else if start.starts_with(b"\xff\xfe") || start.starts_with(b"\xfe\xff") {
        Problem::new(format!("`{name}` is in UTF-16")).hint("save it as CSV in UTF-8")
    } else if memchr::memchr(0, start).is_some() {
        Problem::new(format!("`{name}` is not a text file: it holds NUL bytes"))
            .hint("save the answers as CSV in UTF-8")
    } else {
        return None;
    };
    Some(problem.in_file(path))
}
