//! Which sheet of a workbook is read, and which row of it is the header: those that are stated, else those in which the needed columns
//! stand.

use std::cmp::Reverse;
use std::ops::ControlFlow;
use std::path::Path;

use super::book::{Book, Held, Sheet};
use super::fault::Fault;
use crate::config::Source;
use crate::error::Problem;
use crate::source::names::{joined, list, name};
use crate::survey::canonical;

/// In so many rows at the top of a sheet a header is looked for.
const FIRST_ROWS: u32 = 100;

/// The sheet and its header.
#[derive(Debug)]
pub(super) struct Choice {
    pub(super) sheet: Sheet,
    /// The row of the header, from 0.
    pub(super) header: u32,
    /// In their canonical form, by their columns.
    pub(super) headings: Vec<String>,
    /// What to say of the header where not all needed columns stand in it, though it was looked for.
    pub(super) taken: Option<String>,
    /// The cells of the rows below the first of the header that are no answers.
    pub(super) passed_over: Vec<Vec<String>>,
}

/// What stands in the rows at the top of a sheet.
#[derive(Debug)]
struct Top {
    sheet: Sheet,
    rows: Vec<Vec<String>>,
}

/// A row that may be the header.
struct Header {
    row: usize,
    headings: Vec<String>,
    lacks: Vec<String>,
}

/// Chooses the sheet and its header.
///
/// # Errors
/// When there is no such sheet, none with cells, or several that may be meant.
pub(super) fn choose(
    book: &mut Book,
    path: &Path,
    source: &Source,
    wanted: &[&str],
) -> Result<Choice, Problem> {
    let file = name(path);
    let sheets = book.sheets.clone();
    let names = || list(sheets.iter().map(|sheet| &sheet.name), sheets.len());
    let asked = match &source.sheet {
        None => sheets.iter().collect(),
        Some(stated) => {
            let looks = |sheet: &&Sheet| canonical(&sheet.name) == canonical(&stated.value);
            let found =
                sheets.iter().find(|sheet| sheet.name == stated.value).or_else(|| sheets.iter().find(looks));
            let Some(found) = found else {
                let problem = Problem::new(format!("`{file}` has no sheet `{}`", stated.value))
                    .at(stated.place.clone());
                let problem =
                    problem.did_you_mean(&stated.value, sheets.iter().map(|sheet| sheet.name.as_str()));
                return Err(problem.hint(format!("its sheets are {}", names())));
            };
            vec![found]
        }
    };
    let last = source.header_row.map_or(FIRST_ROWS, |row| row.max(FIRST_ROWS));
    let mut tops = Vec::new();
    for sheet in asked {
        let top = Top::read(book, sheet, last).map_err(|fault| fault.problem(path))?;
        if !top.rows.is_empty() || source.sheet.is_some() {
            tops.push(top);
        }
    }
    // Hidden ones are looked at where nothing else is there.
    if tops.iter().any(|top| !top.sheet.is_hidden) && source.sheet.is_none() {
        tops.retain(|top| !top.sheet.is_hidden);
    }
    let mut found: Vec<(Top, Header)> = tops
        .into_iter()
        .map(|top| {
            let header = top.header(source, wanted);
            (top, header)
        })
        .collect();
    if wanted.is_empty() && found.len() > 1 {
        // Nobody knows yet what is looked for: the one with most in it.
        let most = found.iter().map(|(top, _)| top.cells()).max();
        let at = found.iter().position(|(top, _)| Some(top.cells()) == most).unwrap_or(0);
        found = vec![found.swap_remove(at)];
    }
    let is_whole = |(_, header): &(Top, Header)| header.lacks.is_empty();
    if found.len() > 1 {
        match found.iter().filter(|found| is_whole(found)).count() {
            0 => return Err(in_none(path, &found)),
            1 => found.retain(is_whole),
            count => {
                let whole =
                    list(found.iter().filter(|found| is_whole(found)).map(|(top, _)| &top.sheet.name), count);
                let problem =
                    Problem::new(format!("{count} sheets of `{file}` have all needed columns: {whole}"));
                return Err(problem.in_file(path).hint("name the one that is meant in `source.sheet`"));
            }
        }
    }
    let Some((top, Header { row, headings, lacks })) = found.pop() else {
        return Err(Problem::new(format!("no sheet of `{file}` has any cells: {}", names())).in_file(path));
    };
    let taken = (!lacks.is_empty() && source.header_row.is_none()).then(|| {
        format!(
            "row {} of the sheet `{}` was taken for the header; if another one is, say so in `source.header_row`",
            row + 1,
            top.sheet.name
        )
    });
    let passed_over = (row + 1..row + source.rows_above()).map(|row| top.row(row)).collect();
    let header = u32::try_from(row).unwrap_or(0);
    Ok(Choice { sheet: top.sheet, header, headings, taken, passed_over })
}

/// The problem that none of several sheets has all needed columns.
fn in_none(path: &Path, found: &[(Top, Header)]) -> Problem {
    let problem =
        Problem::new(format!("none of {} sheets of `{}` has all needed columns", found.len(), name(path)))
            .in_file(path);
    found.iter().take(12).fold(problem, |problem, (top, header)| {
        let lacks = list(header.lacks.iter(), header.lacks.len());
        let headings: Vec<&String> = header.headings.iter().filter(|heading| !heading.is_empty()).collect();
        let has = list(headings.iter(), headings.len());
        problem.hint(format!(
            "the sheet `{}` lacks {lacks}; its row {} has {has}",
            top.sheet.name,
            header.row + 1
        ))
    })
}

impl Top {
    /// Reads the rows of a sheet up to one; none where it has no cells there.
    fn read(book: &mut Book, sheet: &Sheet, last: u32) -> Result<Self, Fault> {
        let mut rows: Vec<Vec<String>> = Vec::new();
        book.cells(&sheet.name, &mut |(row, column), held| {
            if row >= last {
                return ControlFlow::Break(());
            }
            let Held::Value(value) = held else { return ControlFlow::Continue(()) };
            let text = String::from_utf8_lossy(&value.cell().text()).into_owned();
            let (row, column) = (row as usize, column as usize);
            if rows.len() <= row {
                rows.resize(row + 1, Vec::new());
            }
            if let Some(row) = rows.get_mut(row) {
                if row.len() <= column {
                    row.resize(column + 1, String::new());
                }
                row.iter_mut().skip(column).take(1).for_each(|cell| *cell = canonical(&text).into_owned());
            }
            ControlFlow::Continue(())
        })?;
        Ok(Self { sheet: sheet.clone(), rows })
    }

    /// How many cells hold something.
    fn cells(&self) -> usize {
        self.rows.iter().flatten().filter(|cell| !cell.is_empty()).count()
    }

    /// The row that is stated, from 1; else the first one in which all needed columns stand; else the one in which most of them
    /// do, and of several the one with most cells.
    fn header(&self, source: &Source, wanted: &[&str]) -> Header {
        let at = |row: usize| {
            let headings = self.headings(row, source);
            let is_there = |wanted: &&&str| headings.iter().any(|heading| heading == **wanted);
            let lacks = wanted
                .iter()
                .filter(|wanted| !wanted.is_empty() && !is_there(wanted))
                .map(|wanted| (*wanted).to_owned())
                .collect();
            Header { row, headings, lacks }
        };
        if let Some(stated) = source.header_row {
            return at(stated.saturating_sub(1) as usize);
        }
        let mut best: Option<(usize, Header)> = None;
        for row in 0..self.rows.len() {
            let header = at(row);
            let cells = header.headings.iter().filter(|heading| !heading.is_empty()).count();
            if header.lacks.is_empty() && !wanted.is_empty() {
                return header;
            }
            let rank = |lacks: usize, cells: usize| (Reverse(lacks), cells);
            let is_better = best
                .as_ref()
                .is_none_or(|(most, other)| rank(header.lacks.len(), cells) > rank(other.lacks.len(), *most));
            if is_better {
                best = Some((cells, header));
            }
        }
        best.map_or_else(|| at(0), |(_, header)| header)
    }

    /// The headings of a row. One that is merged over several rows stands in the first of them, so that a blank cell has what stands
    /// right above it.
    fn headings(&self, row: usize, source: &Source) -> Vec<String> {
        let rows: Vec<_> = (row..row + source.header_rows).map(|row| self.row(row)).collect();
        let mut headings = joined(&rows);
        source.rename(&mut headings);
        headings
    }

    fn row(&self, row: usize) -> Vec<String> {
        let own = self.rows.get(row).cloned().unwrap_or_default();
        let above = row.checked_sub(1).and_then(|above| self.rows.get(above)).cloned().unwrap_or_default();
        let width = own.len().max(above.len());
        let cell = |cells: &[String], at: usize| cells.get(at).cloned().unwrap_or_default();
        (0..width)
            .map(|at| {
                let own = cell(&own, at);
                if own.is_empty() { cell(&above, at) } else { own }
            })
            .collect()
    }
}
