//! A file with all of its cells, for whoever is to see rows as they are: the needed cells are where they always are, and after
//! them come those of all columns, in the order of the file.

use std::borrow::Cow;
use std::hash::Hasher;
use std::sync::Arc;

use super::described::FileKind;
use super::filled::Place;
use super::inputs::{Format, Input, Inputs};
use super::json;
use super::needed::Needed;
use super::parquet;
use super::records::Layout;
use super::row::{Cell, Row};
use super::spot::changed;
use super::spss;
use super::triple_s;
use super::workbook;
use crate::error::Problem;

/// A file with all of its cells.
pub struct Whole {
    /// That file alone.
    pub inputs: Inputs,
    /// How many cells of a row are needed ones.
    needed: usize,
    /// How many others there are.
    columns: usize,
    /// Which of the needed cells tell whether a row is blank, where not all cells of the file do.
    seen: Option<Vec<usize>>,
}

impl Inputs {
    /// The names of all columns of a file, in their order.
    ///
    /// # Errors
    /// When it cannot be read any more.
    pub fn headings(&self, file: usize) -> Result<Vec<String>, Problem> {
        let Some(input) = self.files.get(file) else { return Ok(Vec::new()) };
        Ok(match &input.format {
            // Objects have been looked at until all needed values were found.
            Format::Json(_) => input.called(json::names(&input.path, &input.laid_out)?),
            Format::Parquet { .. } => {
                input.called(flat(input)?.into_iter().map(|(_, column)| column.name).collect())
            }
            Format::Text(_) | Format::Table { .. } => input.headings.clone(),
        })
    }

    /// A file with the cells of all of these columns, which are its [own](Self::headings), after the needed ones.
    ///
    /// # Errors
    /// When it cannot be read any more.
    pub fn whole(
        &self,
        file: usize,
        headings: &[String],
        needed: &[Needed],
    ) -> Result<Option<Whole>, Problem> {
        let Some(input) = self.files.get(file) else { return Ok(None) };
        let own = |(at, column): (usize, &String)| match input.filled.get(at) {
            Some(always @ Place::Always(_)) => always.clone(),
            Some(Place::Own(_)) | None => match headings.iter().position(|heading| heading == column) {
                Some(at) => Place::Own(at),
                None => Place::Always(String::new()),
            },
        };
        let wanted = self.columns.iter().take(needed.len());
        let mut filled: Vec<Place> = wanted.enumerate().map(own).collect();
        let is_own = |(at, place): (usize, &Place)| matches!(place, Place::Own(_)).then_some(at);
        let seen = matches!(input.format, Format::Parquet { .. })
            .then(|| filled.iter().enumerate().filter_map(is_own).collect());
        filled.extend((0..headings.len()).map(Place::Own));
        let format = match &input.format {
            Format::Text(layout) => {
                Format::Text(Layout { places: (0..layout.width).collect(), ..layout.clone() })
            }
            Format::Json(_) => Format::Json(json::Needed::whole(&json::names(&input.path, &input.laid_out)?)),
            Format::Parquet { groups, .. } => {
                let (places, columns): (Vec<usize>, Vec<_>) = flat(input)?.into_iter().unzip();
                let holds = columns.iter().map(|column| column.holds).collect();
                Format::Parquet { groups: *groups, places, holds }
            }
            Format::Table { first_row, .. } => {
                let (path, source) = (input.path.as_path(), &*input.laid_out);
                let all = || all(headings, needed);
                let read = match (&input.described.sheet, input.described.kind) {
                    (Some(sheet), _) => workbook::whole(path, (sheet, *first_row), headings)?,
                    (None, FileKind::TripleS) => {
                        triple_s::about(path, source, &all())?.map(|about| (about.stamp, about.table))
                    }
                    (None, _) => spss::about(path, source, &all())?.map(|about| (about.stamp, about.table)),
                };
                let still = read.filter(|(stamp, _)| *stamp == input.stamp);
                let (_, table) = still.ok_or_else(|| changed(path))?;
                Format::Table { table: Arc::new(table), first_row: *first_row }
            }
        };
        let input = Input { format, filled, ..input.clone() };
        let inputs =
            Self { files: vec![input], columns: self.columns.clone(), list: None, absent: Vec::new() };
        Ok(Some(Whole { inputs, needed: needed.len(), columns: headings.len(), seen }))
    }
}

impl Input {
    /// Its own names as the columns are called.
    fn called(&self, mut names: Vec<String>) -> Vec<String> {
        self.laid_out.rename(&mut names);
        names
    }
}

/// The columns of a Parquet file that have one value in a row at most, and their positions.
fn flat(input: &Input) -> Result<Vec<(usize, parquet::Column)>, Problem> {
    let columns = parquet::about(&input.path)?.columns.into_iter().enumerate();
    Ok(columns
        .filter(|(_, column)| !column.is_list && !matches!(column.holds, parquet::Holds::Other(_)))
        .collect())
}

/// All columns as needed ones, each for what it is needed for.
fn all(headings: &[String], needed: &[Needed]) -> Vec<Needed> {
    let of = |heading: &String| {
        let known = needed.iter().find(|needed| needed.column.value == *heading);
        known.cloned().unwrap_or_else(|| Needed::any(heading))
    };
    headings.iter().map(of).collect()
}

impl Whole {
    /// A row of it as it was without the cells that are not needed.
    pub fn needed<'a, R: Row>(&'a self, row: &'a R) -> impl Row + 'a {
        AsNeeded { row, seen: self.seen.as_deref() }
    }

    /// The texts of all cells of a row of it, in the order of the columns.
    pub fn cells<'a>(&'a self, row: &'a impl Row) -> impl Iterator<Item = Cow<'a, [u8]>> {
        (0..self.columns).map(move |at| row.cell(self.needed + at).text())
    }
}

/// A row that is blank where it was when only the needed cells were read.
struct AsNeeded<'a, R> {
    row: &'a R,
    seen: Option<&'a [usize]>,
}

impl<R: Row> Row for AsNeeded<'_, R> {
    fn is_ragged(&self) -> bool {
        self.row.is_ragged()
    }

    fn is_short(&self) -> bool {
        self.row.is_short()
    }

    fn is_blank(&self) -> bool {
        self.seen.map_or_else(|| self.row.is_blank(), |seen| seen.iter().all(|at| self.cell(*at).is_blank()))
    }

    fn write_cells(&self, order: Option<&[usize]>, to: &mut impl Hasher) -> bool {
        self.row.write_cells(order, to)
    }

    fn cell(&self, at: usize) -> Cell<'_> {
        self.row.cell(at)
    }
}
