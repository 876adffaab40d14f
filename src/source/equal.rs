//! Files of equal contents, as a file and a copy of it: answers that would be counted twice.
//!
//! Contents are text as it is read: unpacked, without a byte order mark. Only files that may be equal are read for this:
//! those that start alike, which their headers have shown already, and of which plain ones have a length in common with
//! another. How long packed text is, gzip says of its last member only, so that it is not asked.

use std::collections::BTreeMap;
use std::fs::File;
use std::hash::{DefaultHasher, Hasher};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::names::list;
use super::open::{failed, open};
use crate::error::Problem;
use crate::survey::Encoding;

/// How much of the text is looked at to tell files apart that start differently.
const START: usize = 4 << 10;

/// What a file shows of its contents before its rows are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trace {
    /// It has no rows, which are nobody's answers.
    NoRows,
    /// A text.
    Text {
        /// What its start is known by.
        start: u64,
        /// Its length in bytes, where the file is not packed.
        length: Option<u64>,
    },
    /// A file of that many bytes, of which a copy has the same ones.
    Bytes(u64),
}

impl Trace {
    /// That of a text with rows, by its first bytes, and its length where that is known.
    pub(super) fn of_text(first: &[u8], length: Option<u64>) -> Self {
        let mut hasher = DefaultHasher::new();
        hasher.write(first.get(..START).unwrap_or(first));
        Self::Text { start: hasher.finish(), length }
    }
}

/// What contents are known by: their length and SHA-256.
type Contents = (u64, [u8; 32]);

/// One problem for each group of equal files, and one for each file that cannot be read.
pub(super) fn problems<'a>(files: impl Iterator<Item = (&'a PathBuf, Trace)>) -> Vec<Problem> {
    let (mut texts, mut tables) = (BTreeMap::<_, Vec<_>>::new(), BTreeMap::<_, Vec<_>>::new());
    for (path, trace) in files {
        match trace {
            Trace::NoRows => {}
            Trace::Text { start, length } => texts.entry(start).or_default().push((path, length)),
            Trace::Bytes(size) => tables.entry(size).or_default().push(path),
        }
    }
    let mut problems = Vec::new();
    let mut equal: Vec<Vec<&PathBuf>> = Vec::new();
    for paths in tables.into_values().filter(|paths| paths.len() > 1) {
        let mut known = Known::default();
        for path in paths {
            known.add(path, File::open(path).and_then(|mut file| contents_of(&mut file)), &mut problems);
        }
        equal.extend(known.groups());
    }
    for files in texts.into_values().filter(|files| files.len() > 1) {
        equal.extend(equal_texts(&files, &mut problems));
    }
    equal.sort();
    problems.extend(equal.iter().map(|paths| repeated(paths)));
    problems
}

/// The groups of equal files among texts that start alike. Plain ones are read only where another has their length.
fn equal_texts<'a>(
    files: &[(&'a PathBuf, Option<u64>)],
    problems: &mut Vec<Problem>,
) -> Vec<Vec<&'a PathBuf>> {
    let mut known = Known::default();
    for (path, _) in files.iter().filter(|(_, length)| length.is_none()) {
        known.add(path, text(path), problems);
    }
    let packed: Vec<u64> = known.0.keys().map(|(length, _)| *length).collect();
    for (path, length) in files {
        let Some(length) = length else { continue };
        let of_plain = files.iter().filter(|(_, other)| *other == Some(*length)).count();
        if of_plain > 1 || packed.contains(length) {
            known.add(path, text(path), problems);
        }
    }
    known.groups()
}

/// Files by their contents.
#[derive(Default)]
struct Known<'a>(BTreeMap<Contents, Vec<&'a PathBuf>>);

impl<'a> Known<'a> {
    fn add(&mut self, path: &'a PathBuf, contents: io::Result<Contents>, problems: &mut Vec<Problem>) {
        match contents {
            Ok(contents) => self.0.entry(contents).or_default().push(path),
            Err(error) => problems.push(failed(path, &error)),
        }
    }

    /// The files that share their contents with another, sorted.
    fn groups(self) -> Vec<Vec<&'a PathBuf>> {
        let groups = self.0.into_values().filter(|paths| paths.len() > 1);
        groups
            .map(|mut paths| {
                paths.sort();
                paths
            })
            .collect()
    }
}

fn text(path: &Path) -> io::Result<Contents> {
    let opened = open(path, Encoding::UTF_8).map_err(|problem| io::Error::other(problem.message))?;
    contents_of(&mut io::Cursor::new(opened.ahead).chain(opened.bytes))
}

fn contents_of(bytes: &mut impl Read) -> io::Result<Contents> {
    let (mut hasher, mut length, mut block) = (Sha256::new(), 0, vec![0; 64 << 10]);
    loop {
        match bytes.read(&mut block) {
            Ok(0) => return Ok((length, hasher.finalize().into())),
            Ok(read) => {
                hasher.update(block.get(..read).unwrap_or_default());
                length += read as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

fn repeated(paths: &[&PathBuf]) -> Problem {
    let names = list(paths.iter().map(|path| path.display()), paths.len());
    let count = paths.len();
    let what = format!(
        "these {count} files have equal contents, so that their answers would count {count} times: {names}"
    );
    let problem = paths.first().map_or(Problem::new(&*what), |path| Problem::new(&*what).in_file(path));
    problem
        .hint("remove the copies, or name the files in `source.files` so that each is read once")
        .hint("if these answers are to count more than once, set `source.repeated: use`")
}
