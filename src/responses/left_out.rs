//! The rows that are left out of all or a part of what is reported, with all of their cells: a pass of its own over the data, in
//! the order of files and rows on one thread, in the memory of a chunk however many rows there are.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

use super::account::Account;
use super::further::Asking;
use super::list::Answered;
use super::read::{Readings, readings};
use super::reason::{Outside, Reason};
use super::response::{Placed, Unusable, answered_again};
use super::{Reader, Reading, Roles, Settings};
use crate::error::{Error, Kind};
use crate::source::{CHUNK, Chunk, Input, Inputs, Needed, Row, Spot, Stream, Visitor, Whole};
use crate::survey::Encoding;

/// A row that is left out, with all that it holds.
pub struct LeftOut<'a> {
    /// Name of its file, without the folder.
    pub file: &'a str,
    /// The sheet, of a workbook.
    pub sheet: Option<&'a str>,
    /// Its number in the file, the header of a text file being row 1.
    pub row: u64,
    /// What it is left out of.
    pub standing: Standing,
    /// Why, in plain English that completes "a row …".
    pub reasons: &'a [&'static str],
    /// The columns that this is about.
    pub columns: &'a [&'a str],
    /// The text of each column of all files; what the row does not have is blank.
    pub cells: &'a [Cow<'a, str>],
    /// What stands beyond the cells of the header.
    pub beyond: &'a str,
}

/// What a row is left out of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Standing {
    /// Of everything, for a fault.
    #[default]
    Fault,
    /// Of everything: it is outside the question, and nothing is wrong with it.
    Outside,
    /// Of one or several of the further questions, for a fault in the answers to these.
    Answer,
}

/// Who is given rows that are left out.
pub trait TakeRows {
    /// Is told the columns of all files, each name as often as one file has it.
    ///
    /// # Errors
    /// When no row can be taken.
    fn start(&mut self, columns: &[&str]) -> Result<(), Error>;

    /// Takes a row.
    ///
    /// # Errors
    /// When it cannot be.
    fn take(&mut self, row: &LeftOut<'_>) -> Result<(), Error>;
}

/// Finds the rows that are left out, those of the list of all who were asked after those of the answers, for each of which
/// its needed columns are given. Progress is told as bytes read and bytes in all.
///
/// # Errors
/// With what makes the data unreadable, or the rows not taken.
pub fn left_out(
    inputs: &Inputs,
    settings: &Settings,
    [of_answers, of_list]: [&[Needed]; 2],
    progress: &(dyn Fn(u64, u64) + Sync),
    taker: &mut dyn TakeRows,
) -> Result<(), Error> {
    let size = inputs.size() + inputs.list.as_ref().map_or(0, |list| list.size());
    let Readings { reading, again, of_list: beside } =
        readings(inputs, settings, &|done, _| progress(done, 2 * size))?;
    let mut sides = vec![Side { inputs, settings, reading, again, needed: of_answers, answered: None }];
    let list = inputs.list.as_deref().zip(settings.list.as_deref()).zip(beside.as_ref());
    sides.extend(list.map(|((inputs, settings), (reading, answered))| Side {
        inputs,
        settings,
        reading: *reading,
        again: HashSet::new(),
        needed: of_list,
        answered: Some(answered),
    }));
    let files = sides.iter().flat_map(|side| (0..side.inputs.files.len()).map(move |file| (side, file)));
    let headings = files.clone().map(|(side, file)| side.inputs.headings(file));
    let headings =
        headings.collect::<Result<Vec<_>, _>>().map_err(|problem| Error::new(Kind::Data, problem))?;
    let (columns, places) = together(&headings);
    taker.start(&columns)?;
    let mut done = size;
    let mut readers: Vec<Judge<'_>> = sides.iter().map(Judge::new).collect();
    for (((side, file), headings), places) in files.zip(&headings).zip(&places) {
        let at = usize::from(side.answered.is_some());
        let Some(judge) = readers.get_mut(at) else { continue };
        let whole = side.inputs.whole(file, headings, side.needed);
        let Some(whole) = whole.map_err(|problem| Error::new(Kind::Data, problem))? else { continue };
        let (name, first_row) =
            (side.inputs.name(file), side.inputs.files.get(file).map_or(1, Input::first_row));
        let mut looking = Looking {
            judge,
            whole: &whole,
            name: &name,
            file,
            row: first_row,
            places,
            width: columns.len(),
            taker: &mut *taker,
            failed: None,
        };
        looking.file(&|read| progress(done + read, 2 * size))?;
        done += whole.inputs.size();
    }
    Ok(())
}

/// The answers, or the list of all who were asked.
struct Side<'a> {
    inputs: &'a Inputs,
    settings: &'a Settings,
    reading: Reading,
    /// The file and number of each row that does not count, as another one of the same respondent does.
    again: HashSet<(usize, u64)>,
    needed: &'a [Needed],
    /// Of the list, the answers that its rows are read beside.
    answered: Option<&'a Answered>,
}

/// The columns of all files, each name as often as one of them has it, and for each file where its columns are among them.
fn together(headings: &[Vec<String>]) -> (Vec<&str>, Vec<Vec<usize>>) {
    let (mut all, mut known) = (Vec::new(), HashMap::new());
    let mut places = vec![Vec::new(); headings.len()];
    for (own, places) in headings.iter().zip(&mut places) {
        let mut times: HashMap<&str, usize> = HashMap::new();
        for name in own {
            let time = times.entry(name).or_default();
            *time += 1;
            places.push(*known.entry((name.as_str(), *time)).or_insert_with(|| {
                all.push(name.as_str());
                all.len() - 1
            }));
        }
    }
    (all, places)
}

/// Tells what becomes of rows.
struct Judge<'a> {
    side: &'a Side<'a>,
    roles: &'a Roles,
    reader: Reader,
    further: Vec<Asking>,
}

/// What becomes of a row that is left out.
#[derive(Default)]
struct Verdict {
    standing: Standing,
    reasons: Vec<&'static str>,
    /// Positions of columns.
    columns: Vec<usize>,
}

impl Verdict {
    fn add(&mut self, reason: &'static str, columns: impl IntoIterator<Item = usize>) {
        if !self.reasons.contains(&reason) {
            self.reasons.push(reason);
        }
        for column in columns {
            if !self.columns.contains(&column) {
                self.columns.push(column);
            }
        }
    }
}

impl<'a> Judge<'a> {
    fn new(side: &'a Side<'a>) -> Self {
        let roles = &side.settings.roles;
        Self {
            side,
            roles,
            reader: Reader::new(side.reading, roles.clone(), &side.settings.renamed),
            further: Asking::each(roles, &side.settings.further, &side.reading),
        }
    }

    /// What becomes of a row; nothing of one that counts wherever it says something.
    fn look(&mut self, row: &impl Row, at: (usize, u64)) -> Option<Verdict> {
        let Some(answered) = self.side.answered else {
            let read = self.reader.response(row);
            let read = if self.side.again.contains(&at) { Err(answered_again(read)) } else { read };
            let placed = read.and_then(|read| self.detailed(row, read.into()));
            let may_answer = match read {
                Ok(_) => placed,
                Err(Unusable::Outside { why: Outside::NoAnswer, .. }) => self.placed(row),
                Err(Unusable::Rejected { reason, .. }) if reason.is_of_answer() => self.placed(row),
                Err(why) => Err(why),
            };
            return self.verdict(row, placed, may_answer, read.is_ok());
        };
        let placed = if row.is_blank() {
            Err(Unusable::Outside { why: Outside::Blank, client: 0 })
        } else {
            self.reader.listed(row)
        };
        let (row, has_score) = answered.join(self.roles, row, placed.map_or(i32::MAX, |placed| placed.day));
        let placed = placed.and_then(|placed| self.detailed(&row, placed));
        self.verdict(&row, placed, placed, has_score)
    }

    fn placed(&mut self, row: &impl Row) -> Result<Placed, Unusable> {
        let placed = self.reader.placed(row)?;
        self.detailed(row, placed)
    }

    fn detailed(&mut self, row: &impl Row, placed: Placed) -> Result<Placed, Unusable> {
        self.reader.detail(row, placed.client).map(|_| placed)
    }

    /// What becomes of a row as a whole, and of the answers in it to the further questions where it may have some.
    fn verdict(
        &mut self,
        row: &impl Row,
        placed: Result<Placed, Unusable>,
        may_answer: Result<Placed, Unusable>,
        has_score: bool,
    ) -> Option<Verdict> {
        let mut verdict = Verdict { standing: Standing::Answer, ..Verdict::default() };
        match placed {
            Ok(_) => {}
            Err(Unusable::Rejected { reason, .. }) => {
                verdict.standing = Standing::Fault;
                verdict.add(reason.describe(), self.at_fault(reason));
            }
            Err(Unusable::Outside { why, .. }) => {
                verdict.standing = Standing::Outside;
                verdict.add(why.describe(), self.outside(why));
            }
            // Nothing can be reported of such data.
            Err(Unusable::NotText(_) | Unusable::BadWeight) => return None,
        }
        if may_answer.is_ok() {
            for question in &mut self.further {
                if let Err(reason) = question.answer(row, has_score.into()) {
                    verdict.add(reason.describe(), question.columns_at_fault(reason));
                }
            }
        }
        (!verdict.reasons.is_empty()).then_some(verdict)
    }

    fn at_fault(&self, reason: Reason) -> Vec<usize> {
        match reason {
            Reason::RaggedRow => Vec::new(),
            Reason::BlankClient => self.roles.client.clone(),
            Reason::BlankDate | Reason::UnreadableDate => self.roles.date.into_iter().collect(),
            Reason::NoWeight => self.roles.weight.into_iter().collect(),
            Reason::ScoreNotANumber
            | Reason::ScoreNotWhole
            | Reason::ScoreOutOfScale
            | Reason::NeitherYesNorNo
            | Reason::UnknownOutcome
            | Reason::OutsideBase => vec![self.roles.score],
        }
    }

    fn outside(&self, why: Outside) -> Vec<usize> {
        match why {
            Outside::NotMeant => self.roles.only.iter().flatten().map(|(column, ..)| *column).collect(),
            Outside::AfterReport => self.roles.date.into_iter().collect(),
            Outside::AnsweredAgain => self.roles.respondent.clone(),
            Outside::NoAnswer => vec![self.roles.score],
            Outside::Blank => Vec::new(),
        }
    }
}

/// Looks at the rows of a file.
struct Looking<'a, 'j> {
    judge: &'a mut Judge<'j>,
    whole: &'a Whole,
    name: &'a str,
    /// The position of the file.
    file: usize,
    /// Number of the row.
    row: u64,
    /// Where its columns are among those of all files.
    places: &'a [usize],
    /// How many these are.
    width: usize,
    taker: &'a mut dyn TakeRows,
    failed: Option<Error>,
}

impl Looking<'_, '_> {
    fn file(&mut self, progress: &dyn Fn(u64)) -> Result<(), Error> {
        let inputs = &self.whole.inputs;
        let (mut stream, mut chunk) = (Stream::new(inputs, CHUNK), Chunk::default());
        let mut account = Account::default();
        loop {
            match stream.next_chunk(&mut chunk) {
                Ok(true) => {}
                Ok(false) => return Ok(()),
                Err(failure) => return Err(account.failed(inputs, *failure)),
            }
            let Some(first) = chunk.first else { continue };
            let before = self.row;
            chunk.rows(inputs, self).map_err(|failure| account.failed(inputs, *failure))?;
            if let Some(error) = self.failed.take() {
                return Err(error);
            }
            account.chunk(first, self.row - before);
            progress(stream.bytes_read());
        }
    }
}

impl Visitor for Looking<'_, '_> {
    fn row(&mut self, row: &impl Row, _: Spot) -> ControlFlow<()> {
        let number = self.row;
        self.row += 1;
        let Some(verdict) = self.judge.look(&self.whole.needed(row), (self.file, number)) else {
            return ControlFlow::Continue(());
        };
        let inputs = self.judge.side.inputs;
        let columns: Vec<&str> =
            verdict.columns.iter().filter_map(|column| inputs.column(Some(*column))).collect();
        let otherwise = self.judge.side.reading.otherwise.unwrap_or(Encoding::UTF_8);
        let mut cells = vec![Cow::Borrowed(""); self.width];
        for (place, cell) in self.places.iter().zip(self.whole.cells(row)) {
            if let Some(own) = cells.get_mut(*place) {
                *own = text(cell, otherwise);
            }
        }
        let beyond = row.beyond();
        let sheet = self.whole.inputs.files.first().and_then(|input| input.described.sheet.as_ref());
        let taken = self.taker.take(&LeftOut {
            file: self.name,
            sheet: sheet.map(|sheet| sheet.name.as_str()),
            row: number,
            standing: verdict.standing,
            reasons: &verdict.reasons,
            columns: &columns,
            cells: &cells,
            beyond: &beyond,
        });
        match taken {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                self.failed = Some(error);
                ControlFlow::Break(())
            }
        }
    }
}

/// The text of a cell, which is UTF-8 or, as far as it is not, in that encoding.
fn text(cell: Cow<'_, [u8]>, otherwise: Encoding) -> Cow<'_, str> {
    match cell {
        Cow::Borrowed(bytes) => match str::from_utf8(bytes) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) => otherwise.text(bytes).0,
        },
        Cow::Owned(bytes) => Cow::Owned(match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => otherwise.text(error.as_bytes()).0.into_owned(),
        }),
    }
}
