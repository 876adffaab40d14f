//! The data: a line for each answer, in fixed columns or separated by commas.

use std::fs;
use std::io::{BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

use memchr::memchr2;

use super::definition::{Definition, Variable};
use super::fault::Fault;
use super::value::{Into, Numbers, put};
use crate::error::Problem;
use crate::files::looked_in;
use crate::source::encoded::{EncodedBy, looks_like};
use crate::source::needed::Needed;
use crate::source::open::open;
use crate::source::records::{Layout, Rows};
use crate::source::row::Row;
use crate::source::stream::MAX_RECORD;
use crate::source::table::{Filling, Table, most_rows};
use crate::survey::{Encoding, canonical};

/// How much is looked at for anything that is not ASCII.
const FIRST_BLOCK: u64 = 256 << 10;

/// What the data of a definition end with, those that are fixed and those with commas, packed or not.
const ENDINGS: [[&str; 4]; 2] = [["asc", "dat", "txt", "csv"], ["csv", "txt", "asc", "dat"]];

/// The file with the data: what the definition calls it, in its own folder, else what is called as it is.
pub(super) fn beside(path: &Path, definition: &Definition) -> Result<PathBuf, Problem> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let own = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let unpacked = [".gz", ".zst"].iter().find_map(|end| own.strip_suffix(end)).unwrap_or(&own);
    let stem = unpacked.rsplit_once('.').map_or(unpacked, |(stem, _)| stem);
    let endings = ENDINGS[usize::from(definition.is_csv)];
    let stated = definition.data.as_deref().and_then(|name| name.rsplit(['/', '\\']).next());
    let mut names: Vec<String> =
        stated.filter(|name| !name.is_empty()).map(str::to_owned).into_iter().collect();
    names.extend(endings.map(|ending| format!("{stem}.{ending}")));
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let mut there: Vec<String> = fs::read_dir(here)
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| *name != own)
        .collect();
    there.sort_unstable();
    for name in &names {
        for packed in ["", ".gz", ".zst"] {
            let wanted = format!("{name}{packed}").to_lowercase();
            if let Some(found) = there.iter().find(|there| there.to_lowercase() == wanted) {
                return Ok(folder.join(found));
            }
        }
    }
    let (first, rest) =
        names.split_first().map_or(("", [].as_slice()), |(first, rest)| (first.as_str(), rest));
    let rest: Vec<String> = rest.iter().map(|name| format!("`{name}`")).collect();
    let what = format!(
        "the data of the Triple-S survey `{}` are not beside it: there is no `{first}`, and no {}",
        path.display(),
        rest.join(", ")
    );
    Err(looked_in(Problem::new(what).in_file(path), folder, Some(first)))
}

/// The needed variables, and what is worth telling of them.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) table: Table,
    /// Of each needed column, how many values have no label though others have.
    pub(super) without_label: Vec<u64>,
    /// The encoding, where it is a guess.
    pub(super) guess: Option<Encoding>,
}

/// Reads the needed variables.
pub(super) fn read(
    path: &Path,
    definition: &Definition,
    stated: Option<Encoding>,
    needed: &[Needed],
) -> Result<Found, Fault> {
    let (reader, encoding, guess) = opened(path, stated)?;
    let most = most_rows(fs::metadata(path)?.len(), needed.len());
    let names: Vec<String> =
        definition.variables.iter().map(|variable| canonical(&variable.name).into_owned()).collect();
    let wanted: Vec<(usize, &Variable, Numbers)> = needed
        .iter()
        .enumerate()
        .filter_map(|(at, needed)| {
            let own = names.iter().position(|name| !name.is_empty() && *name == needed.column.value)?;
            let variable = definition.variables.get(own)?;
            Some((at, variable, Numbers::of(variable, needed)))
        })
        .collect();
    let places: Vec<usize> = wanted.iter().map(|(_, variable, _)| variable.start).collect();
    let layout =
        Layout { delimiter: b',', width: 1, places, encoding: Encoding::UTF_8, is_of_several: false };
    let mut filling = Filling::new(needed.len());
    let mut without_label = vec![0; needed.len()];
    let (mut lines, mut row, mut number) = (Lines::new(reader), 0, 0);
    while let Some(line) = lines.next()? {
        number += 1;
        if number <= definition.skip || definition.is_csv && line.is_empty() {
            continue;
        }
        if row as u64 == most {
            return Err(Fault::damaged("it has more rows than a file of its size can have"));
        }
        filling.has_row(row);
        let line = encoding.text(line).0;
        let mut into = Into { filling: &mut filling, row, without_label: &mut without_label };
        if definition.is_csv {
            let mut records = Rows::new(line.as_bytes(), &layout);
            let record = records.next();
            for (place, (column, variable, numbers)) in wanted.iter().enumerate() {
                let cell =
                    record.as_ref().map(|record| record.cell(place).text().into_owned()).unwrap_or_default();
                put(&mut into, *column, (variable, *numbers), &String::from_utf8_lossy(&cell));
            }
            if record.is_some_and(|record| !record.is_blank()) {
                filling.fill(row);
            }
        } else {
            for (column, variable, numbers) in &wanted {
                put(&mut into, *column, (variable, *numbers), columns(&line, variable.start, variable.width));
            }
            if !line.trim().is_empty() {
                filling.fill(row);
            }
        }
        row += 1;
    }
    Ok(Found { table: filling.done(), without_label, guess })
}

/// Some columns of a line, as far as it has them.
fn columns(line: &str, start: usize, width: usize) -> &str {
    let end = start.saturating_add(width).min(line.len());
    if line.is_ascii() {
        return line.get(start..end).unwrap_or_default();
    }
    let at = |column: usize| line.char_indices().nth(column).map_or(line.len(), |(at, _)| at);
    line.get(at(start)..at(start.saturating_add(width))).unwrap_or_default()
}

/// The bytes of a file, the encoding that they are in, and that which they are guessed to be in.
fn opened(
    path: &Path,
    stated: Option<Encoding>,
) -> Result<(impl BufRead + use<>, Encoding, Option<Encoding>), Fault> {
    let as_encoded = |encoding| {
        let opened = open(path, encoding).map_err(|problem| Fault::damaged(problem.message))?;
        let (mut start, mut bytes, known) = (opened.ahead, opened.bytes, opened.mark.or(stated));
        bytes.by_ref().take(FIRST_BLOCK).read_to_end(&mut start)?;
        Ok::<_, Fault>((start, bytes, known))
    };
    let (mut start, mut bytes, known) = as_encoded(stated.unwrap_or(Encoding::UTF_8))?;
    let (encoding, by) = match known {
        Some(known) => (known, EncodedBy::Stated),
        None => looks_like(&start, (start.len() as u64) < FIRST_BLOCK),
    };
    if known.is_none() && !encoding.keeps_ascii() {
        (start, bytes, _) = as_encoded(encoding)?;
    }
    let guess = (by == EncodedBy::Guess).then_some(encoding);
    Ok((BufReader::new(Cursor::new(start).chain(bytes)), encoding.of_cells(), guess))
}

/// Lines, however they end.
struct Lines<R> {
    bytes: R,
    line: Vec<u8>,
}

impl<R: BufRead> Lines<R> {
    fn new(bytes: R) -> Self {
        Self { bytes, line: Vec::new() }
    }

    /// The next line, without its end.
    fn next(&mut self) -> Result<Option<&[u8]>, Fault> {
        self.line.clear();
        let mut is_there = false;
        loop {
            let block = self.bytes.fill_buf()?;
            if block.is_empty() {
                return Ok(is_there.then_some(&self.line));
            }
            is_there = true;
            let end = memchr2(b'\n', b'\r', block);
            self.line.extend_from_slice(block.get(..end.unwrap_or(block.len())).unwrap_or_default());
            if self.line.len() > MAX_RECORD {
                return Err(Fault::damaged("a line of it is longer than 8 MiB"));
            }
            let Some(end) = end else {
                let all = block.len();
                self.bytes.consume(all);
                continue;
            };
            let first = block.get(end).copied();
            self.bytes.consume(end + 1);
            let second = self.bytes.fill_buf()?.first().copied();
            if matches!((first, second), (Some(b'\r'), Some(b'\n')) | (Some(b'\n'), Some(b'\r'))) {
                self.bytes.consume(1);
            }
            return Ok(Some(&self.line));
        }
    }
}
