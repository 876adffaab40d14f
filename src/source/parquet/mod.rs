//! Parquet files: their columns, and the rows of a row group, block by block. The only place that names the
//! `parquet` crate.
//!
//! A file is opened by each who reads row groups of it, so that several are read at once, and only the needed
//! columns are unpacked, page by page: memory is bounded by pages, or by the codes of a row group, not by rows.

mod block;
mod coded;
mod meaning;

use std::fs::{self, File};
use std::hash::Hasher;
use std::io::Read;
use std::path::{Path, PathBuf};

use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};

use super::guard;
use super::open::{Stamp, failed};
use super::row::{self, Cell, Row, Visitor};
use super::spot::{Spot, changed};
use crate::error::Problem;

use block::Block;
use coded::Coded;
pub use meaning::Holds;
pub(super) use meaning::Nest;

/// The first bytes of a Parquet file.
const MAGIC: &[u8] = b"PAR1";

/// How many rows are unpacked at once.
const ROWS: usize = 8 << 10;

/// What is known of a file without reading its rows.
#[derive(Debug)]
pub(super) struct About {
    pub(super) stamp: Stamp,
    /// Its columns, in order; those within structures by their path, such as `person.country`.
    pub(super) columns: Vec<Column>,
    /// What groups columns, by its path.
    pub(super) nests: Vec<(String, Nest)>,
    /// How many row groups it has.
    pub(super) groups: usize,
    /// How many rows all of them have.
    pub(super) rows: i64,
}

/// A column.
#[derive(Debug)]
pub(super) struct Column {
    pub(super) name: String,
    pub(super) holds: Holds,
    /// Whether a row may hold several values of it.
    pub(super) is_list: bool,
}

/// Whether a file is a Parquet file, by its first bytes; not where they cannot be read.
pub(super) fn is_parquet(path: &Path) -> bool {
    let mut start = Vec::new();
    let is_file = fs::metadata(path).is_ok_and(|about| about.is_file());
    let file = is_file.then(|| File::open(path).ok()).flatten();
    file.is_some_and(|file| file.take(MAGIC.len() as u64).read_to_end(&mut start).is_ok()) && start == MAGIC
}

/// Reads what stands at the end of a file.
///
/// # Errors
/// When that cannot be read.
pub(super) fn about(path: &Path) -> Result<About, Problem> {
    let (stamp, reader) = open(path)?;
    let meta = reader.metadata();
    let schema = meta.file_metadata().schema_descr();
    let columns = schema.columns().iter().map(|column| Column {
        name: column.path().string(),
        holds: meaning::holds(column),
        is_list: column.max_rep_level() > 0,
    });
    Ok(About {
        stamp,
        columns: columns.collect(),
        nests: meaning::nests(schema.root_schema()),
        groups: meta.num_row_groups(),
        rows: meta.file_metadata().num_rows(),
    })
}

/// The file whose row groups are being read: what stands at its end is as long as there are row groups.
#[derive(Default)]
pub(super) struct Opened(Option<(PathBuf, SerializedFileReader<File>)>);

impl Opened {
    fn file(&mut self, path: &Path, stamp: Stamp) -> Result<&SerializedFileReader<File>, Problem> {
        let now = fs::metadata(path).map_err(|error| failed(path, &error))?;
        if Stamp::of(&now) != stamp {
            return Err(changed(path));
        }
        let (_, reader) = match self.0.take().filter(|(of, _)| of == path) {
            Some(opened) => self.0.insert(opened),
            None => match open(path)? {
                (now, reader) if now == stamp => self.0.insert((path.to_owned(), reader)),
                _ => return Err(changed(path)),
            },
        };
        Ok(reader)
    }
}

/// Gives each row of a row group to a visitor, in order, until that breaks off. The group is the chunk of the
/// spot, which is moved on with the rows.
///
/// # Errors
/// When the rows cannot be unpacked, or the file is not the one it was.
pub(super) fn read_group(
    opened: &mut Opened,
    (path, stamp): (&Path, Stamp),
    places: &[usize],
    spot: &mut Spot,
    visitor: &mut impl Visitor,
) -> Result<(), Problem> {
    let reader = opened.file(path, stamp)?;
    let wrong = |error: ParquetError| damaged(path, &error.to_string());
    let group = reader.get_row_group(spot.chunk).map_err(wrong)?;
    let mut columns = Vec::new();
    for position in places {
        let about = group.metadata().column(*position).column_descr_ptr();
        let coded = || Coded::of(&about, group.get_column_page_reader(*position)?);
        columns.push(if let Some(coded) = guarded(path, || coded().map_err(wrong))?? {
            Values::Coded(coded.into())
        } else {
            let pages = guarded(path, || group.get_column_reader(*position).map_err(wrong))??;
            Values::Plain(Block::new(&about, pages).into())
        });
    }
    let mut left = usize::try_from(group.metadata().num_rows()).unwrap_or(0);
    while left > 0 {
        let rows = left.min(ROWS);
        for column in &mut columns {
            guarded(path, || column.read(rows).map_err(wrong))??;
        }
        if visitor.block(&Side { columns: &columns, rows }, *spot).is_break() {
            return Ok(());
        }
        *spot = spot.after(rows);
        left -= rows;
    }
    Ok(())
}

/// The values of a column.
enum Values {
    Coded(Box<Coded>),
    Plain(Box<Block>),
}

impl Values {
    fn read(&mut self, rows: usize) -> Result<(), ParquetError> {
        match self {
            Self::Coded(coded) => coded.read(rows),
            Self::Plain(block) => block.read(rows),
        }
    }

    #[inline]
    fn cell(&self, row: usize) -> Cell<'_> {
        match self {
            Self::Coded(coded) => coded.cell(row),
            Self::Plain(block) => block.cell(row),
        }
    }
}

/// The rows of blocks side by side.
struct Side<'a> {
    columns: &'a [Values],
    rows: usize,
}

impl row::Block for Side<'_> {
    fn rows(&self) -> usize {
        self.rows
    }

    fn row(&self, at: usize) -> impl Row {
        Across { columns: self.columns, row: at }
    }

    fn read<T: Clone>(&self, column: usize, mut made: impl FnMut(Cell<'_>) -> T, to: &mut Vec<T>) {
        match self.columns.get(column) {
            Some(Values::Coded(coded)) => coded.each(made, to),
            Some(Values::Plain(block)) => to.extend((0..self.rows).map(|row| made(block.cell(row)))),
            None => to.extend((0..self.rows).map(|_| made(Cell::Text(b"")))),
        }
    }
}

/// A row across the blocks of its columns.
struct Across<'a> {
    columns: &'a [Values],
    row: usize,
}

impl Row for Across<'_> {
    fn is_ragged(&self) -> bool {
        false
    }

    fn is_short(&self) -> bool {
        false
    }

    // Only the needed columns are unpacked: what is in the others is not known.
    fn is_blank(&self) -> bool {
        self.columns.iter().all(|column| column.cell(self.row).is_blank())
    }

    fn write_cells(&self, _: Option<&[usize]>, _: &mut impl Hasher) -> bool {
        false
    }

    // A cell is too large for registers: it is written where it is wanted, and not by way of another place, which would take
    // a third more time.
    #[inline(never)]
    fn cell(&self, at: usize) -> Cell<'_> {
        match self.columns.get(at) {
            Some(column) => column.cell(self.row),
            None => Cell::Text(b""),
        }
    }
}

fn open(path: &Path) -> Result<(Stamp, SerializedFileReader<File>), Problem> {
    let file = File::open(path).map_err(|error| failed(path, &error))?;
    let stamp = Stamp::of(&file.metadata().map_err(|error| failed(path, &error))?);
    let reader = guarded(path, || SerializedFileReader::new(file))?;
    Ok((stamp, reader.map_err(|error| damaged(path, &error.to_string()))?))
}

/// The crate's own checks do not find all damage: some makes it panic.
fn guarded<T>(path: &Path, work: impl FnOnce() -> T) -> Result<T, Problem> {
    guard::guarded(work).ok_or_else(|| damaged(path, "its parts do not agree with each other"))
}

fn damaged(path: &Path, why: &str) -> Problem {
    let why = why.strip_prefix("Parquet error: ").unwrap_or(why);
    Problem::new(format!("the Parquet file `{}` cannot be read: {why}", path.display()))
        .in_file(path)
        .hint("copy or write the file again; it may be compressed with snappy, gzip, lz4 or zstd")
}
