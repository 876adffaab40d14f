//! The one pass over the data: workers pull chunks, and read their rows into responses.

pub(super) mod merge;

use std::ops::ControlFlow;
use std::sync::{Mutex, PoisonError};
use std::thread;

use polars::prelude::{PolarsError, PolarsResult};

use super::account::{Account, Why};
use super::again::{Again, Respondents};
use super::by_account::ByAccount;
use super::columns::Columns;
use super::doubtful::Doubtful;
use super::evidence::is_of_another_order;
use super::feed::Feed;
use super::follow_up::Follower;
use super::further::{Asking, Lead, says};
use super::gathered::Gathered;
use super::list::{Beside, Gatherer, Lister};
use super::noted::Noted;
use super::pending::{BLANK, Pending, Take};
use super::quoted::Listener;
use super::repeats::Repeats;
use super::response::{Placed, answered_again};
use super::returned::{Marks, Returning};
use super::weight;
use super::{
    Detail, NumberColumn, Opened, Outside, Reader, Reading, Reason, Response, Roles, Settings, Unusable,
    cell, trimmed,
};
use crate::config::DateOrder;
use crate::error::Problem;
use crate::source::{Block, Cell, Chunk, Failure, Inputs, Row, Spot, Stream, Visitor, one_by_one};
use crate::survey::Score;

/// What one worker holds.
struct Worker<'a, T> {
    inputs: &'a Inputs,
    roles: &'a Roles,
    reader: Reader,
    /// Rows of the chunk so far.
    rows: u64,
    /// The order of dates, where it was found out and not stated.
    found_order: Option<DateOrder>,
    /// Whether weights and attributes are read.
    in_detail: bool,
    pending: Pending,
    /// Where rows can be read column by column.
    columns: Option<Columns>,
    /// The answers of a row to all questions that have one answer each.
    answers: Vec<u32>,
    /// The further questions.
    further: Vec<Asking>,
    taker: T,
    /// Why responses could not be taken.
    untaken: Option<PolarsError>,
    account: Account,
    noted: Noted,
    /// Regions by their codes.
    gathered: Gathered<u32>,
    repeats: Option<Repeats>,
    doubtful: Doubtful,
    failure: Option<Failure>,
    /// Rows that do not count.
    again: &'a Again,
    /// Whose the answers are, where that has to be known.
    respondents: Option<Respondents>,
    /// What finds the answers to follow up.
    follower: Option<Follower>,
    /// Who answered in the reported period and before, where that is told.
    returning: Option<Returning>,
    /// What tells from which accounts they come.
    by_account: Option<ByAccount>,
    /// What the list of all who were asked has to know of answers.
    gatherer: Option<Gatherer>,
    /// What hears the comments that may be shown.
    listener: Option<Listener>,
    /// Where rows are those of that list.
    lister: Option<Lister<'a>>,
    /// The number of the first further question, as the taker counts.
    first_question: usize,
}

/// Reads all rows, each worker some of them.
fn read<'a, T: Take>(
    inputs: &'a Inputs,
    (reading, found_order): (Reading, Option<DateOrder>),
    settings: &'a Settings,
    progress: &(dyn Fn(u64, u64) + Sync),
    taker: &(dyn Fn() -> T + Sync),
    (chunk_size, beside, again): (usize, Option<&'a Beside<'a>>, &'a Again),
) -> Vec<PolarsResult<Worker<'a, T>>> {
    let stream = Stream::new(inputs, chunk_size);
    let feed = Mutex::new(Feed { stream, is_closed: false, progress, size: inputs.size() });
    let in_detail = settings.roles.weight.is_some() || !settings.roles.attributes.is_empty();
    let repeats = if settings.looks_for_repeats { Repeats::new(inputs) } else { None };
    let work = || {
        let further = Asking::each(&settings.roles, &settings.further, &reading);
        // A list of all who were asked tells nothing of the leading question.
        let first_question = 1 + beside.map_or(0, |beside| beside.questions);
        let with_one_answer = (first_question..).zip(&further);
        let with_one_answer = with_one_answer.filter(|(_, question)| !question.has_options());
        let leading = beside.is_none().then_some(0);
        let questions = leading.into_iter().chain(with_one_answer.map(|(at, _)| at));
        let pending = Pending::new(&settings.roles, questions).with_days(&settings.roles);
        // Whoever is known to have answered again need not be looked for once more.
        let has_respondents = !settings.roles.respondent.is_empty() && again.is_empty();
        let quotes = settings.quotes.filter(|_| beside.is_none());
        let Roles { kept, respondent, .. } = &settings.roles;
        let by_account = settings.roles.account.zip(settings.by_account);
        let by_account = by_account.map(|(columns, until)| ByAccount::new(columns, until, &reading));
        let is_plain = settings.follow_up.is_none() && settings.returning.is_none();
        let is_alone = beside.is_none() && is_plain && kept.is_empty() && respondent.is_empty();
        let is_alone = is_alone && by_account.is_none();
        let follower = |of| {
            Follower::new(
                of,
                (&settings.roles.follow_up, &settings.roles.comment),
                (&reading, settings.roles.date.is_some()),
            )
        };
        let columns = || Columns::new(&settings.roles, (&further, quotes.is_some()), pending.clone());
        let mut worker = Worker {
            columns: is_alone.then(columns).flatten(),
            inputs,
            roles: &settings.roles,
            reader: Reader::new(reading, settings.roles.clone(), &settings.renamed),
            gatherer: (!settings.roles.kept.is_empty()).then(Gatherer::default),
            listener: quotes.map(|quotes| Listener::new(quotes, settings.scale, reading.otherwise)),
            lister: beside.map(Lister::new),
            first_question,
            rows: 0,
            found_order,
            in_detail,
            pending,
            answers: Vec::new(),
            further,
            taker: taker(),
            untaken: None,
            account: Account::default(),
            noted: Noted::default(),
            gathered: Gathered::default(),
            repeats: repeats.clone(),
            doubtful: Doubtful::default(),
            failure: None,
            again,
            follower: settings.follow_up.as_ref().map(follower),
            returning: settings.returning.as_ref().map(|of| Returning::new(&of.told, settings.scale)),
            by_account: by_account.filter(|_| beside.is_none()),
            respondents: has_respondents.then(|| Respondents::new(&settings.further)),
        };
        if let Some(beside) = beside {
            // Names that both have in common have one code.
            worker.reader.learn(beside.names);
        }
        worker.run(&feed).map(|()| worker)
    };
    thread::scope(|scope| {
        // Where the system gives no more threads, those that there are do the work.
        let spawn = |_| thread::Builder::new().spawn_scoped(scope, work).ok();
        let handles: Vec<_> = (1..settings.threads.get()).map_while(spawn).collect();
        let mine = work();
        // A panic is a defect, and goes on as one.
        let join = |handle: thread::ScopedJoinHandle<'_, _>| {
            handle.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        handles.into_iter().map(join).chain([mine]).collect()
    })
}

impl<T: Take> Worker<'_, T> {
    fn run(&mut self, feed: &Mutex<Feed<'_>>) -> PolarsResult<()> {
        let mut chunk = Chunk::default();
        loop {
            let next = feed.lock().unwrap_or_else(PoisonError::into_inner).next_chunk(&mut chunk);
            match next {
                Ok(Some(first)) => self.read(&mut chunk, first)?,
                Ok(None) => {
                    self.repeats.iter_mut().for_each(Repeats::sort);
                    return self.hand_over();
                }
                Err(failure) => self.failure = Some(*failure),
            }
            if self.failure.is_some() {
                feed.lock().unwrap_or_else(PoisonError::into_inner).is_closed = true;
                return Ok(());
            }
        }
    }

    /// Gives the taker what is pending.
    fn hand_over(&mut self) -> PolarsResult<()> {
        self.taker.take(&self.pending.take_frame()?)?;
        let mut further = (self.first_question..).zip(&mut self.further);
        further.try_for_each(|(at, question)| question.hand_over(at, &mut self.taker))
    }

    /// Reads the rows of a chunk.
    fn read(&mut self, chunk: &mut Chunk, first: Spot) -> PolarsResult<()> {
        self.rows = 0;
        if let Err(failure) = chunk.rows(self.inputs, self) {
            self.failure = Some(*failure);
        }
        self.noted.notice(first.file, &self.reader.take_noticed());
        if self.failure.is_none() {
            self.account.chunk(first, self.rows);
            self.further.iter_mut().for_each(|question| question.account.chunk(first, self.rows));
        }
        self.untaken.take().map_or(Ok(()), Err)
    }

    #[cold]
    fn leave_out(&mut self, unusable: Unusable, row: &impl Row, spot: Spot) -> ControlFlow<()> {
        let naming = match unusable {
            Unusable::Rejected { reason, client } => {
                self.account.of_file(spot.file, Why::Rejected(reason));
                let value = match reason {
                    Reason::ScoreNotANumber | Reason::ScoreNotWhole | Reason::ScoreOutOfScale => {
                        Some(row.cell(self.roles.score))
                    }
                    Reason::UnreadableDate => cell(row, self.roles.date),
                    Reason::RaggedRow
                    | Reason::BlankClient
                    | Reason::NeitherYesNorNo
                    | Reason::UnknownOutcome
                    | Reason::OutsideBase
                    | Reason::BlankDate
                    | Reason::NoWeight => None,
                };
                let value = value.map(Cell::text);
                self.account.reject(reason, client, value.as_deref().map(trimmed), spot);
                self.gather(reason, row);
                if let (Reason::UnreadableDate, Some(cell)) = (reason, cell(row, self.roles.date)) {
                    self.note_swapped(&cell.text(), spot);
                }
                return ControlFlow::Continue(());
            }
            Unusable::Outside { why, client } => {
                if let (Some(own), Outside::NoAnswer) = (&mut self.by_account, why) {
                    own.miss(row, client);
                }
                self.account.of_file(spot.file, Why::Outside(why));
                self.account.set_aside(why, client);
                return ControlFlow::Continue(());
            }
            Unusable::NotText(naming) => naming,
            Unusable::BadWeight => {
                let text = cell(row, self.roles.weight).map(Cell::text).unwrap_or_default();
                let problem = weight::problem(&text);
                self.failure = Some(Failure {
                    spot,
                    problem,
                    column: self.inputs.column(self.roles.weight).map(str::to_owned),
                });
                return ControlFlow::Break(());
            }
        };
        let (what, column) = naming.of(self.roles);
        let column = self.inputs.column(column).map(str::to_owned);
        let problem = Problem::new(format!("the {what} is not text"))
            .hint("write the column as texts without NUL bytes");
        self.failure = Some(Failure { spot, problem, column });
        ControlFlow::Break(())
    }

    /// Notes where a row with a fault belongs. Cells beyond those of the header mean that none is where it should be.
    fn gather(&mut self, reason: Reason, row: &impl Row) {
        if reason == Reason::RaggedRow {
            return;
        }
        if let Some(region) = self.reader.region(row) {
            *self.gathered.regions.entry(region).or_default() += 1;
        }
        if let Some(period) = self.reader.period(row) {
            *self.gathered.periods.entry(period).or_default() += 1;
        }
    }

    /// Notes what is told of a row only after it is known to be used.
    #[inline]
    fn used(&mut self, (response, detail): (Response, Option<&Detail>), row: &impl Row, spot: Spot) {
        self.noted.days.look(response.day, spot);
        let fate = self.follower.as_mut().and_then(|follower| follower.look(row, response, detail));
        if let Some(returning) = &mut self.returning {
            let moment = self.reader.moment(row);
            let said = self.further.iter().find_map(Asking::last_comment).map(|said| !said.is_empty());
            let says = said.unwrap_or_else(|| says(row, &self.roles.comment));
            let chosen = self.further.iter().flat_map(Asking::last_told).collect();
            let names_account = self.roles.account.is_some_and(|of| !row.cell(of.account).is_blank());
            let is_apart = self.further.iter().any(|question| question.is_asked_of_some(response.score));
            let marks = Marks { says, chosen, is_apart, fate, names_account };
            returning.look(self.reader.respondent(row), (response, detail, moment), &marks);
        }
        self.by_account.iter_mut().for_each(|own| own.look(row, response));
        if row.is_short() {
            self.account.note_short();
        }
        if response.is_labelled {
            self.account.note_labelled(response.client);
        }
        if let Some(repeats) = &mut self.repeats {
            repeats.look(spot.file, row);
        }
    }

    /// Reads the answers of a row to the further questions, beside that to the one that leads the report. Without that it may have
    /// some.
    fn answer_further(
        &mut self,
        row: &impl Row,
        spot: Spot,
        (read, detail): (Result<Response, Unusable>, Result<Option<Detail>, Unusable>),
    ) {
        let placed = match read {
            Ok(response) => detail.map(|detail| (Placed::from(response), detail)),
            Err(Unusable::Outside { why: Outside::NoAnswer, .. }) => self.placed(row),
            Err(Unusable::Rejected { reason, .. }) if reason.is_of_answer() => self.placed(row),
            Err(why) => Err(why),
        };
        if let (Some(gatherer), Ok((placed, _))) = (&mut self.gatherer, placed) {
            gatherer.look(self.roles, row, (spot, placed), read.is_ok());
        }
        if let (Some(respondents), Ok((placed, _))) = (&mut self.respondents, placed) {
            respondents.look((&mut self.reader, self.roles), row, (spot, placed), read.is_ok());
        }
        let score = read.map_or(BLANK, |response| value(response.score));
        let lead = read.map_or(Lead::None, |response| Lead::Some(Some(response.score)));
        self.answer(row, spot, placed, (Some(score), lead));
    }

    /// Reads the answers of a row to the further questions, of which it is known where they belong; beside that to the leading one, if
    /// it tells that too.
    fn answer(
        &mut self,
        row: &impl Row,
        spot: Spot,
        placed: Result<(Placed, Option<Detail>), Unusable>,
        (score, lead): (Option<u32>, Lead),
    ) {
        let (placed, detail) = match placed {
            Ok(placed) => placed,
            Err(why) => {
                self.further.iter_mut().for_each(|question| question.leave_out(why, spot));
                return;
            }
        };
        self.answers.clear();
        self.answers.extend(score);
        for (at, question) in (self.first_question..).zip(&mut self.further) {
            if !question.has_options() {
                self.answers.push(question.read(row, (spot, placed.client), lead));
                continue;
            }
            if question.read_options(row, (placed, detail.as_ref()), lead) {
                self.untaken = self.untaken.take().or(question.hand_over(at, &mut self.taker).err());
            }
            if question.took_doubtful() {
                self.doubtful.note([question.column()].into(), spot);
            }
        }
        let is_answered = self.answers.iter().any(|answer| *answer != BLANK);
        if is_answered && self.pending.put(placed, &self.answers, detail.as_ref()) {
            self.untaken = self.untaken.take().or(self.hand_over().err());
        }
    }

    fn placed(&mut self, row: &impl Row) -> Result<(Placed, Option<Detail>), Unusable> {
        let placed = self.reader.placed(row)?;
        let detail = self.in_detail.then(|| self.reader.detail(row, placed.client)).transpose()?;
        Ok((placed, detail))
    }

    /// Reads a row of the list of all who were asked, as if its answer had been written into it.
    fn listed(&mut self, row: &impl Row, spot: Spot) -> ControlFlow<()> {
        let Some(lister) = self.lister.as_mut().filter(|_| !row.is_blank()) else {
            let blank = Unusable::Outside { why: Outside::Blank, client: 0 };
            self.answer(row, spot, Err(blank), (None, Lead::None));
            return self.leave_out(blank, row, spot);
        };
        let placed = self.reader.listed(row);
        let (row, has_score) = lister.join(self.roles, (row, spot), placed.ok());
        let placed = placed.and_then(|placed| {
            let detail = self.in_detail.then(|| self.reader.detail(&row, placed.client)).transpose()?;
            Ok((placed, detail))
        });
        self.answer(&row, spot, placed, (None, has_score.into()));
        self.note_first(&row, spot);
        match placed {
            Err(unusable) => self.leave_out(unusable, &row, spot),
            Ok(_) if self.untaken.is_some() => ControlFlow::Break(()),
            Ok(_) => ControlFlow::Continue(()),
        }
    }

    /// Notes what a row was the first to hold, and its names that are no text in the encoding of their file.
    #[inline]
    fn note_first(&mut self, row: &impl Row, spot: Spot) {
        while let Some(opened) = self.reader.take_opened() {
            self.note_opened(opened, row, spot);
        }
        if let Some(column) = self.reader.take_doubtful() {
            let columns = std::iter::once(column).chain(std::iter::from_fn(|| self.reader.take_doubtful()));
            self.doubtful.note(columns.collect(), spot);
        }
    }

    /// Notes the first number or date of a file that may be read in two ways: chunks come in their order.
    #[cold]
    fn note_opened(&mut self, opened: Opened, row: &impl Row, spot: Spot) {
        let cell = match opened {
            Opened::Number(NumberColumn::Score) => Some(row.cell(self.roles.score)),
            Opened::Number(NumberColumn::Weight) => cell(row, self.roles.weight),
            Opened::Date(_) => cell(row, self.roles.date),
        };
        let text = cell.map(Cell::text).unwrap_or_default();
        self.noted.opened.entry((opened, spot.file)).or_insert_with(|| (spot, trimmed(&text).to_vec()));
    }

    fn note_swapped(&mut self, cell: &[u8], spot: Spot) {
        if self.noted.swapped.is_none()
            && self.found_order.is_some_and(|order| is_of_another_order(cell, order))
        {
            self.noted.swapped = Some((spot, cell.to_vec()));
        }
    }
}

impl<T: Take> Visitor for Worker<'_, T> {
    #[inline]
    fn row(&mut self, row: &impl Row, spot: Spot) -> ControlFlow<()> {
        self.rows += 1;
        if self.lister.is_some() {
            return self.listed(row, spot);
        }
        let read = self.reader.response(row);
        let read = if self.again.holds(spot) { Err(answered_again(read)) } else { read };
        let detail = match read {
            Ok(response) if self.in_detail => self.reader.detail(row, response.client).map(Some),
            _ => Ok(None),
        };
        let is_alone = self.further.is_empty() && self.gatherer.is_none();
        if !is_alone {
            self.answer_further(row, spot, (read, detail));
        }
        self.note_first(row, spot);
        let mut missed = self.reader.take_missed();
        if let (Some(follower), Ok(_)) = (&mut self.follower, read) {
            missed.extend(follower.tell(row));
        }
        let is_told = matches!(read, Ok(_) | Err(Unusable::Rejected { reason: Reason::BlankClient, .. }));
        if is_told && !missed.is_empty() {
            self.noted.miss(missed.into_iter().map(|told| (told, 1)));
        }
        let (response, detail) = match read.and_then(|response| Ok((response, detail?))) {
            Ok(both) => both,
            Err(unusable) => return self.leave_out(unusable, row, spot),
        };
        self.used((response, detail.as_ref()), row, spot);
        let heard = (self.roles, &self.reader, self.further.as_slice());
        self.listener.iter_mut().for_each(|listener| listener.hear(row, response, heard));
        if let Some(respondents) = self.respondents.as_mut().filter(|_| is_alone) {
            respondents.look((&mut self.reader, self.roles), row, (spot, response.into()), true);
        }
        // With further questions it is on its way already.
        if is_alone && self.pending.put(response.into(), &[value(response.score)], detail.as_ref()) {
            self.untaken = self.hand_over().err();
        }
        if self.untaken.is_none() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }

    fn block(&mut self, block: &impl Block, spot: Spot) -> ControlFlow<()> {
        let Some(mut columns) = self.columns.take_if(|columns| !columns.leave_alone()) else {
            return one_by_one(self, block, spot);
        };
        let days = columns.read((block, spot), (self.roles, &mut self.reader), &mut self.further);
        for (day, at) in days.into_iter().flatten() {
            self.noted.days.look(day, spot.after(at));
        }
        self.rows += columns.kept().count() as u64;
        self.listener.iter_mut().for_each(|listener| listener.hear_silent(&columns.rows));
        if let Some(repeats) = &mut self.repeats {
            columns.kept().for_each(|at| repeats.look(spot.file, &block.row(at)));
        }
        if self.pending.append(&mut columns.rows) {
            self.untaken = self.untaken.take().or(self.hand_over().err());
        }
        let read = columns.odd().try_for_each(|at| self.row(&block.row(at), spot.after(at)));
        self.columns = Some(columns);
        if self.untaken.is_none() { read } else { ControlFlow::Break(()) }
    }
}

/// The position of a score on its scale.
#[inline]
fn value(score: Score) -> u32 {
    u32::try_from(score.index()).unwrap_or(BLANK)
}
