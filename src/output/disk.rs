//! What lies on the disk below an output folder. Symbolic links are seen as such, never followed.

use std::fmt::Write;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// What lies in the place of a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// Nothing.
    Nothing,
    /// A plain file.
    File {
        /// Its size.
        bytes: u64,
        /// When it changed last, where the system tells.
        times: Option<Times>,
    },
    /// Something else, there or in the place of a folder on the way.
    Blocked {
        /// Where.
        at: PathBuf,
        /// What, as a message.
        message: &'static str,
    },
}

/// Looks at a path with `/` below a folder.
pub(super) fn look(folder: &Path, path: &str) -> io::Result<Found> {
    let mut at = folder.to_owned();
    let mut rest = Some(path);
    while let Some(path) = rest {
        let (part, deeper) = path.split_once('/').map_or((path, None), |(part, rest)| (part, Some(rest)));
        at.push(part);
        let about = match fs::symlink_metadata(&at) {
            Ok(about) => about,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Found::Nothing),
            Err(error) => return Err(error),
        };
        let message = match deeper {
            Some(_) if about.is_dir() => {
                rest = deeper;
                continue;
            }
            None if about.is_file() => {
                return Ok(Found::File { bytes: about.len(), times: Times::of(&about) });
            }
            Some(_) if about.is_symlink() => "a symbolic link is in the place of a folder of the reports",
            Some(_) => "a file is in the place of a folder of the reports",
            None if about.is_dir() => "a folder is in the place of a file of the reports",
            None if about.is_symlink() => "a symbolic link is in the place of a file of the reports",
            None => "a pipe or a device is in the place of a file of the reports",
        };
        return Ok(Found::Blocked { at, message });
    }
    Ok(Found::Nothing)
}

/// When a file changed last, in seconds and nanoseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Times {
    /// What is in it.
    contents: (i64, i64),
    /// Anything about it, its name too, as the system itself keeps account of it: no program can set that.
    anything: (i64, i64),
}

impl Times {
    #[cfg(unix)]
    #[expect(clippy::unnecessary_wraps, reason = "other systems do not tell")]
    fn of(about: &fs::Metadata) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        let contents = (about.mtime(), about.mtime_nsec());
        Some(Self { contents, anything: (about.ctime(), about.ctime_nsec()) })
    }

    #[cfg(not(unix))]
    fn of(_: &fs::Metadata) -> Option<Self> {
        None
    }

    /// Whether nothing can have happened to a file since the run that listed it: it was written before the list
    /// was, moved to its place after that, and the list was moved to its own last. An edit would be younger than
    /// the list; a list that was touched, and files that were copied, do not have this order.
    pub(super) fn vouched_for_by(self, list: Self) -> bool {
        self.contents < list.contents && list.contents <= self.anything && self.anything <= list.anything
    }
}

/// How much of a file is read at a time.
const CHUNK: usize = 1 << 16;

/// The SHA-256 of a file.
pub(super) fn sha256_of(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let mut sha = Sha256::new();
    let mut chunk = vec![0; CHUNK];
    loop {
        let count = file.read(&mut chunk)?;
        match chunk.get(..count) {
            None | Some([]) => return Ok(hex(&sha.finalize())),
            Some(read) => sha.update(read),
        }
    }
}

/// Whether a page or its JSON says that this program made it.
pub(super) fn has_mark(path: &Path) -> bool {
    let mut start = Vec::new();
    let read = File::open(path).and_then(|file| file.take(CHUNK as u64).read_to_end(&mut start));
    let start = String::from_utf8_lossy(&start);
    read.is_ok() && MARKS.iter().any(|mark| start.contains(mark))
}

/// How the files of a report name the program.
const MARKS: [&str; 2] = ["<meta name=\"generator\" content=\"plaudit ", "\"generator\": \"plaudit "];

/// The SHA-256 of bytes.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// The SHA-256 of several texts together, with a zero byte after each.
#[must_use]
pub fn sha256_of_texts(texts: &[&[u8]]) -> String {
    let mut sha = Sha256::new();
    for text in texts {
        sha.update(text);
        sha.update([0]);
    }
    hex(&sha.finalize())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a text does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_the_ones_of_the_standard() {
        // FIPS 180-2, appendix B.1.
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sha256(b"abc"), abc);
        let file = tempfile::NamedTempFile::new().expect("a file");
        fs::write(file.path(), "abc").expect("written");
        assert_eq!(sha256_of(file.path()).expect("read"), abc);
    }

    #[test]
    fn what_is_no_plain_file_blocks_the_way() {
        let folder = tempfile::tempdir().expect("a folder");
        let blocked = |path: &str| matches!(look(folder.path(), path), Ok(Found::Blocked { .. }));
        fs::create_dir(folder.path().join("acme")).expect("made");
        fs::write(folder.path().join("acme/report.html"), "four").expect("written");
        assert!(matches!(look(folder.path(), "acme/report.html"), Ok(Found::File { bytes: 4, .. })));
        assert_eq!(look(folder.path(), "acme/other").expect("seen"), Found::Nothing);
        assert_eq!(look(folder.path(), "north/report.html").expect("seen"), Found::Nothing);
        assert!(blocked("acme"));
        assert!(blocked("acme/report.html/deeper"));
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(folder.path().join("acme"), folder.path().join("link")).expect("made");
            assert!(blocked("link"));
            assert!(blocked("link/report.html"));
        }
    }
}
