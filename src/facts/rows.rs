//! The rows behind a figure: a pass of its own over the data, in the order of files and rows on one thread, that keeps
//! the first few and counts the others.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use super::selection::Selection;
use crate::error::Error;
use crate::responses::{
    Account, Again, Answered, Asking, Lead, Outside, Placed, Reader, Reason, Roles, Settings, Unusable,
    again, answered, cell, reading,
};
use crate::source::{CHUNK, Cell, Chunk, Inputs, Row, Spot, Stream, Visitor};
use crate::survey::{Client, Region};

/// How many rows that are left out are named for each reason.
const FIRST: usize = 5;

/// A row behind a figure, with its texts as they are in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowFound {
    /// Position of its file in the inputs.
    pub file: usize,
    /// Its number in the file, the header of a CSV file being row 1.
    pub row: u64,
    /// The score.
    pub score: String,
    /// The date, where dates are read.
    pub date: Option<String>,
    /// The region, where regions are read; of another cut, its value there.
    pub region: Option<String>,
    /// The weight, where weights are read.
    pub weight: Option<String>,
}

/// How many rows are behind a figure, and how many of the client's are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowsFound {
    /// How many of each file, by its position in the inputs.
    pub by_file: BTreeMap<usize, u64>,
    /// How many rows are left out of all that is reported, and the file and row of the first few, by reason.
    pub left_out: BTreeMap<Reason, (u64, Vec<(usize, u64)>)>,
}

impl RowsFound {
    /// All of them.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.by_file.values().sum()
    }
}

/// Finds the rows of a selection, of one client where one is given, and hands each over in the order of files and rows,
/// as long as that is wanted.
///
/// # Errors
/// With what makes the data unreadable.
pub fn rows(
    inputs: &Inputs,
    settings: &Settings,
    (selection, client): (&Selection, Option<&Client>),
    take: &mut dyn FnMut(RowFound) -> ControlFlow<()>,
) -> Result<RowsFound, Error> {
    let told_by_answers = settings.roles.further.len();
    let of_list = selection.question.and_then(|at| at.checked_sub(told_by_answers));
    let (inputs, settings, answers, question) =
        match (of_list, inputs.list.as_deref().zip(settings.list.as_deref())) {
            (Some(at), Some((list, of_list))) => (list, of_list, Some(answered(inputs, settings)?), Some(at)),
            _ => (inputs, settings, None, selection.question),
        };
    let reading = reading(inputs, settings)?;
    let again = again(inputs, settings)?;
    let (mut stream, mut chunk) = (Stream::new(inputs, CHUNK), Chunk::default());
    let mut account = Account::default();
    let mut search = Search {
        inputs,
        roles: &settings.roles,
        reader: Reader::new(reading, settings.roles.clone(), &settings.renamed),
        answers: answers.as_ref(),
        again: &again,
        asking: question
            .and_then(|at| Asking::each(&settings.roles, &settings.further, &reading).into_iter().nth(at)),
        selection,
        client,
        is_client: Vec::new(),
        regions: Vec::new(),
        is_wanted: true,
        file: 0,
        row: 0,
        take,
        found: RowsFound::default(),
    };
    loop {
        match stream.next_chunk(&mut chunk) {
            Ok(true) => {}
            Ok(false) => return Ok(search.found),
            Err(failure) => return Err(account.failed(inputs, *failure)),
        }
        let Some(first) = chunk.first else { continue };
        search.start(first);
        let before = search.row;
        chunk.rows(inputs, &mut search).map_err(|failure| account.failed(inputs, *failure))?;
        account.chunk(first, search.row - before);
    }
}

/// Looks at every row.
struct Search<'a> {
    inputs: &'a Inputs,
    roles: &'a Roles,
    reader: Reader,
    /// The answers, where rows are those of the list of all who were asked.
    answers: Option<&'a Answered>,
    /// The rows that do not count, as another one of the same respondent does.
    again: &'a Again,
    /// The further question that is meant; none where the one that leads the report is.
    asking: Option<Asking>,
    selection: &'a Selection,
    client: Option<&'a Client>,
    /// Whether a client is the wanted one, or within it, by its code.
    is_client: Vec<Option<bool>>,
    /// Whether a region of that code is among the wanted, whatever the period.
    regions: Vec<Option<Region>>,
    /// Whether more rows are to be handed over.
    is_wanted: bool,
    file: usize,
    /// Rows of the file so far.
    row: u64,
    take: &'a mut dyn FnMut(RowFound) -> ControlFlow<()>,
    found: RowsFound,
}

impl Search<'_> {
    fn start(&mut self, first: Spot) {
        if first.file != self.file {
            (self.file, self.row) = (first.file, 0);
        }
    }

    /// Whether the row is one of the client's; all are, where none is asked for.
    fn is_of_client(&mut self, code: u32) -> bool {
        let Some(wanted) = self.client else { return true };
        let at = code as usize;
        if self.is_client.len() <= at {
            self.is_client.resize(at + 1, None);
        }
        let reader = &self.reader;
        let is = || reader.client(code).is_some_and(|client| client.is_within(wanted));
        self.is_client.get_mut(at).is_some_and(|known| *known.get_or_insert_with(is))
    }

    fn is_meant(&mut self, period: i32, code: u32) -> bool {
        let at = code as usize;
        if self.regions.len() <= at {
            self.regions.resize(at + 1, None);
        }
        let period = self.roles.date.is_some().then_some(period);
        let Some(known) = self.regions.get_mut(at) else { return false };
        let by = self.selection.by;
        if known.is_none() && (by.is_some() || self.roles.region.is_some()) {
            // Regions are the first cut, and attributes come after them.
            let name = self.reader.cuts().nth(by.map_or(0, |at| at + 1)).and_then(|names| names.name(code));
            *known = Some(name.map_or(Region::NotStated, |name| Region::Named(name.to_owned())));
        }
        self.selection.holds(period, known.as_ref())
    }
}

impl Search<'_> {
    /// Where the answer of a row belongs to the question that is meant; whether it has a score may be known already.
    fn answered(&mut self, row: &impl Row, has_score: Option<bool>) -> Result<Placed, Unusable> {
        let Some(asking) = &mut self.asking else { return self.reader.response(row).map(Placed::from) };
        let lead = match has_score {
            Some(has_score) => has_score.into(),
            None => match self.reader.response(row) {
                Err(why @ Unusable::Outside { why: Outside::NotMeant, .. }) => return Err(why),
                read => read.map_or(Lead::None, |response| Lead::Some(Some(response.score))),
            },
        };
        let placed = self.reader.placed(row)?;
        match asking.answer(row, lead) {
            Ok(Some(_)) => Ok(placed),
            Ok(None) => Err(Unusable::Outside { why: Outside::NoAnswer, client: placed.client }),
            Err(reason) => Err(Unusable::Rejected { reason, client: placed.client }),
        }
    }
}

impl Visitor for Search<'_> {
    fn row(&mut self, row: &impl Row, spot: Spot) -> ControlFlow<()> {
        let number = self.row + self.inputs.files.get(spot.file).map_or(1, crate::source::Input::first_row);
        self.row += 1;
        if let Some(answers) = self.answers {
            let day = self.reader.placed(row).map_or(i32::MAX, |placed| placed.day);
            let (row, has_score) = answers.join(self.roles, row, day);
            self.look(&row, (spot, number), Some(has_score));
        } else if !self.again.holds(spot) {
            self.look(row, (spot, number), None);
        }
        ControlFlow::Continue(())
    }
}

impl Search<'_> {
    /// Looks at a row of that number.
    fn look(&mut self, row: &impl Row, (spot, number): (Spot, u64), has_score: Option<bool>) {
        let placed = self.answered(row, has_score);
        // A weight may make it unusable too.
        let by = self.selection.by;
        let placed = placed.and_then(|placed| {
            let detail = self.reader.detail(row, placed.client)?;
            let value = by.and_then(|at| detail.attributes.get(at).copied());
            Ok(Placed { region: value.unwrap_or(placed.region), ..placed })
        });
        match placed {
            Ok(placed) => {
                if !self.is_of_client(placed.client) || !self.is_meant(placed.period, placed.region) {
                    return;
                }
                *self.found.by_file.entry(spot.file).or_default() += 1;
                if self.is_wanted {
                    // Where the column says it otherwise, what it stands for.
                    let told = self.reader.told_name(by.map_or(0, |at| at + 1), placed.region);
                    let found = RowFound {
                        file: spot.file,
                        row: number,
                        score: text(row.cell(self.asking.as_ref().map_or(self.roles.score, Asking::column))),
                        date: cell(row, self.roles.date).map(text),
                        region: told.or_else(|| {
                            let column =
                                by.map_or(self.roles.region, |at| self.roles.attributes.get(at).copied());
                            cell(row, column).map(text)
                        }),
                        weight: cell(row, self.roles.weight).map(text),
                    };
                    self.is_wanted = (self.take)(found).is_continue();
                }
            }
            Err(Unusable::Rejected { reason, client }) if self.is_of_client(client) => {
                let (rows, first) = self.found.left_out.entry(reason).or_default();
                *rows += 1;
                if first.len() < FIRST {
                    first.push((spot.file, number));
                }
            }
            // What must be mended has been told when the rows were counted.
            Err(_) => {}
        }
    }
}

/// The text of a cell without the white space around it.
fn text(cell: Cell<'_>) -> String {
    String::from_utf8_lossy(&cell.text()).trim().to_owned()
}
