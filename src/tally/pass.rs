//! The one pass over the data: workers pull chunks, read their rows into responses and count them.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::{Mutex, PoisonError};
use std::thread;

use polars::prelude::{PolarsError, PolarsResult};

use super::account::Account;
use super::cells::{self, Codes, Key};
use super::order::is_swapped;
use super::{Cells, Intake, RejectedRows, Stratum, Tally};
use crate::config::DateOrder;
use crate::error::{Error, Kind, Problem};
use crate::responses::{Naming, Reader, Reading, Reason, Unusable};
use crate::source::{Cell, Chunk, Failure, Inputs, Row, Spot, Stream, Visitor};
use crate::survey::{Answers, Client, Histogram, LARGEST_WEIGHT, Region, Score, Weights};

/// Answers in detail.
type Strata = BTreeMap<Stratum, Weights>;

/// What one client's rows came to.
#[derive(Debug, Default)]
pub(super) struct Part {
    cells: Cells,
    strata: Strata,
    rejected: BTreeMap<Reason, u64>,
}

impl Part {
    /// The same as a tally, which says nothing of files and the rows in them: other clients' rows stand there too.
    pub(super) fn tally(self, date_format: Option<&str>) -> Tally {
        let rows_used: u64 = self.cells.values().map(Answers::n).sum();
        let rejected = self.rejected.iter();
        let rejected =
            rejected.map(|(reason, rows)| (*reason, RejectedRows { rows: *rows, first: Vec::new() }));
        let intake = Intake {
            files: Vec::new(),
            rows_read: rows_used + self.rejected.values().sum::<u64>(),
            rows_used,
            rejected: rejected.collect(),
            date_format: date_format.map(str::to_owned),
        };
        Tally { cells: self.cells, strata: self.strata, segments: Vec::new(), intake }
    }
}

/// What the pass found.
#[derive(Debug)]
pub(super) struct Counted {
    /// The counts.
    pub(super) cells: Cells,
    /// The same in detail.
    pub(super) strata: Strata,
    /// What the attributes of a stratum are.
    pub(super) profiles: Vec<Vec<String>>,
    /// The parts of each client, and of what it is nested in.
    pub(super) clients: BTreeMap<Client, Part>,
    /// The account of all rows.
    pub(super) account: Account,
    /// The first date that is one only when day and month are swapped.
    pub(super) swapped: Option<(Spot, Vec<u8>)>,
    /// Whether there are more regions than are told apart.
    pub(super) has_too_many_regions: bool,
    /// Whether there are more clients than are told apart.
    pub(super) has_too_many_clients: bool,
    /// Whether there are more sets of attributes than are told apart.
    pub(super) has_too_many_profiles: bool,
}

/// Where the workers get their chunks from.
struct Feed<'a> {
    stream: Stream<'a>,
    /// Nothing is handed out after a failure.
    is_closed: bool,
    progress: &'a (dyn Fn(u64, u64) + Sync),
    size: u64,
}

impl Feed<'_> {
    fn next_chunk(&mut self, chunk: &mut Chunk) -> Result<Option<Spot>, Box<Failure>> {
        if self.is_closed || !self.stream.next_chunk(chunk).inspect_err(|_| self.is_closed = true)? {
            return Ok(None);
        }
        (self.progress)(self.stream.bytes_read(), self.size);
        Ok(chunk.first)
    }
}

/// What one worker holds.
struct Worker<'a> {
    inputs: &'a Inputs,
    reader: Reader,
    /// Rows of the chunk so far.
    rows: u64,
    /// The order of dates, where it was found out and not stated.
    found_order: Option<DateOrder>,
    /// Whether weights and attributes are read.
    in_detail: bool,
    cells: cells::Cells,
    /// Why responses could not be counted.
    uncounted: Option<PolarsError>,
    account: Account,
    swapped: Option<(Spot, Vec<u8>)>,
    failure: Option<Failure>,
}

/// Reads and counts all rows. The order of dates is given once more where it was found out, not stated.
///
/// # Errors
/// With the first failure in the order of files and rows.
pub(super) fn count(
    inputs: &Inputs,
    reading: Reading,
    found_order: Option<DateOrder>,
    threads: NonZeroUsize,
    progress: &(dyn Fn(u64, u64) + Sync),
    chunk_size: usize,
) -> Result<Counted, Error> {
    let stream = Stream::new(inputs, chunk_size);
    let feed = Mutex::new(Feed { stream, is_closed: false, progress, size: inputs.size() });
    let in_detail = inputs.weight.is_some() || !inputs.attributes.is_empty();
    let work = || {
        let mut worker = Worker {
            inputs,
            reader: Reader::new(reading),
            rows: 0,
            found_order,
            in_detail,
            cells: cells::Cells::new(in_detail),
            uncounted: None,
            account: Account::default(),
            swapped: None,
            failure: None,
        };
        worker.run(&feed).map(|()| worker)
    };
    let workers: Vec<_> = thread::scope(|scope| {
        // Where the system gives no more threads, those that there are do the work.
        let spawn = |_| thread::Builder::new().spawn_scoped(scope, work).ok();
        let handles: Vec<_> = (1..threads.get()).map_while(spawn).collect();
        let mine = work();
        // A panic is a defect, and goes on as one.
        let join = |handle: thread::ScopedJoinHandle<'_, _>| {
            handle.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        handles.into_iter().map(join).chain([mine]).collect()
    });
    merge(inputs, &reading, workers)
}

impl Worker<'_> {
    fn run(&mut self, feed: &Mutex<Feed<'_>>) -> PolarsResult<()> {
        let mut chunk = Chunk::default();
        loop {
            let next = feed.lock().unwrap_or_else(PoisonError::into_inner).next_chunk(&mut chunk);
            match next {
                Ok(Some(first)) => self.read(&chunk, first)?,
                Ok(None) => return self.cells.count(),
                Err(failure) => self.failure = Some(*failure),
            }
            if self.failure.is_some() {
                feed.lock().unwrap_or_else(PoisonError::into_inner).is_closed = true;
                return Ok(());
            }
        }
    }

    /// Reads the rows of a chunk and counts them.
    fn read(&mut self, chunk: &Chunk, first: Spot) -> PolarsResult<()> {
        self.rows = 0;
        if let Err(failure) = chunk.rows(self.inputs, self) {
            self.failure = Some(*failure);
        }
        if self.failure.is_none() {
            self.account.chunk(first, self.rows);
        }
        self.uncounted.take().map_or(Ok(()), Err)
    }

    #[cold]
    fn leave_out(&mut self, unusable: Unusable, row: &impl Row, spot: Spot) -> ControlFlow<()> {
        let naming = match unusable {
            Unusable::Rejected { reason, client } => {
                self.account.reject(reason, client, spot);
                if let (Reason::UnreadableDate, Some(cell)) = (reason, row.date()) {
                    self.note_swapped(&cell.text(), spot);
                }
                return ControlFlow::Continue(());
            }
            Unusable::NotText(naming) => naming,
            Unusable::BadWeight => {
                let text = row.weight().map(Cell::text).unwrap_or_default();
                let text: String = String::from_utf8_lossy(&text).trim().chars().take(40).collect();
                let problem = Problem::new(format!("`{text}` is not a weight"))
                    .hint(format!("a weight is a number above 0 and at most {LARGEST_WEIGHT}, such as 0.75"))
                    .hint("rows without a weight, or with one of 0, are left out and counted");
                self.failure = Some(Failure { spot, problem, column: self.inputs.weight.clone() });
                return ControlFlow::Break(());
            }
        };
        let (what, column) = match naming {
            Naming::Region => ("region", self.inputs.region.clone()),
            Naming::Client(level) => ("client", self.inputs.client.get(level).cloned()),
            Naming::Attribute(at) => ("attribute", self.inputs.attributes.get(at).cloned()),
        };
        let problem =
            Problem::new(format!("the {what} is not UTF-8 text")).hint("save the file as CSV in UTF-8");
        self.failure = Some(Failure { spot, problem, column });
        ControlFlow::Break(())
    }

    fn note_swapped(&mut self, cell: &[u8], spot: Spot) {
        if self.swapped.is_none() && self.found_order.is_some_and(|order| is_swapped(cell, order)) {
            self.swapped = Some((spot, cell.to_vec()));
        }
    }
}

impl Visitor for Worker<'_> {
    #[inline]
    fn row(&mut self, row: &impl Row, spot: Spot) -> ControlFlow<()> {
        self.rows += 1;
        let added = match self.reader.response(row) {
            Ok(response) if self.in_detail => match self.reader.detail(row, response.client) {
                Ok(detail) => self.cells.add_in_detail(response, detail),
                Err(unusable) => return self.leave_out(unusable, row, spot),
            },
            Ok(response) => self.cells.add(response),
            Err(unusable) => return self.leave_out(unusable, row, spot),
        };
        match added {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                self.uncounted = Some(error);
                ControlFlow::Break(())
            }
        }
    }
}

/// What all workers counted, as one.
fn merge(
    inputs: &Inputs,
    reading: &Reading,
    workers: Vec<PolarsResult<Worker<'_>>>,
) -> Result<Counted, Error> {
    let workers: Vec<_> = workers.into_iter().collect::<PolarsResult<_>>().map_err(|error| {
        Error::new(Kind::Other, Problem::new(format!("the answers do not fit a frame: {error}")))
    })?;
    let mut counted = Counted {
        cells: BTreeMap::new(),
        strata: BTreeMap::new(),
        profiles: Vec::new(),
        clients: BTreeMap::new(),
        account: Account::default(),
        swapped: None,
        has_too_many_regions: false,
        has_too_many_clients: false,
        has_too_many_profiles: false,
    };
    // Names and codes of all workers' together.
    let mut common = Reader::new(*reading);
    let (mut failures, mut parts) = (Vec::new(), Vec::new());
    for mut worker in workers {
        for ((client, reason), rows) in worker.account.take_of_clients() {
            for client in lineage(worker.reader.client(client)) {
                *counted.clients.entry(client).or_default().rejected.entry(reason).or_default() += rows;
            }
        }
        let [clients, regions, attributes] = common.learn(&worker.reader);
        parts.push((worker.cells, Codes { clients, regions, attributes }));
        counted.account.merge(worker.account);
        counted.swapped = counted.swapped.into_iter().chain(worker.swapped).min();
        failures.extend(worker.failure);
    }
    counted.has_too_many_regions = common.regions().has_too_many();
    counted.has_too_many_clients = common.clients().has_too_many();
    counted.has_too_many_profiles = common.attributes().has_too_many();
    if let Some(failure) = failures.into_iter().min_by_key(|failure| failure.spot) {
        return Err(counted.account.failed(inputs, failure));
    }
    let scores: Vec<Score> = reading.scale.scores().collect();
    let sums = cells::add_up(parts);
    let region = |code: u32| {
        let named = common.regions().name(code).map(|name| Region::Named(name.to_owned()));
        inputs.region.is_some().then(|| named.unwrap_or(Region::NotStated))
    };
    let period = |key: Key| inputs.date.is_some().then(|| key.period());
    for of_client in sums.answers.chunk_by(|(a, _), (b, _)| a.client() == b.client()) {
        let mut cells = Cells::new();
        for (key, answers) in of_client {
            let Some(&score) = scores.get(key.score() as usize) else { continue };
            let cell = cells.entry((period(*key), region(key.region())));
            let empty = || Answers::from(Histogram::new(vec![0; scores.len()]));
            cell.or_insert_with(empty).add(score, *answers);
        }
        add(&mut counted.cells, &cells);
        let client = of_client.first().and_then(|(key, _)| common.client(key.client()));
        for outer in lineage(client.as_ref().and_then(Client::parent)) {
            add(&mut counted.clients.entry(outer).or_default().cells, &cells);
        }
        if let Some(client) = client {
            counted.clients.entry(client).or_default().cells = cells;
        }
    }
    let (profiles, positions) = profiles(inputs, &common);
    for ((key, code), weights) in sums.detail {
        let Some(&score) = scores.get(key.score() as usize) else { continue };
        let profile = positions.get(code as usize).copied().unwrap_or(0);
        let stratum = Stratum { period: period(key), region: region(key.region()), profile, score };
        for client in lineage(common.client(key.client())) {
            let strata = &mut counted.clients.entry(client).or_default().strata;
            *strata.entry(stratum.clone()).or_default() += &weights;
        }
        *counted.strata.entry(stratum).or_default() += &weights;
    }
    counted.profiles = profiles;
    Ok(counted)
}

/// All sets of attributes, sorted, and the position among them of each code from 0.
fn profiles(inputs: &Inputs, common: &Reader) -> (Vec<Vec<String>>, Vec<usize>) {
    let codes = 0..=common.attributes().count();
    let mut sorted: Vec<(Vec<String>, usize)> = codes
        .map(|code| (common.profile(u32::try_from(code).unwrap_or(0), inputs.attributes.len()), code))
        .collect();
    sorted.sort_unstable();
    let mut positions = vec![0; sorted.len()];
    for (position, (_, code)) in sorted.iter().enumerate() {
        if let Some(place) = positions.get_mut(*code) {
            *place = position;
        }
    }
    (sorted.into_iter().map(|(profile, _)| profile).collect(), positions)
}

fn add(sum: &mut Cells, cells: &Cells) {
    for (key, answers) in cells {
        *sum.entry(key.clone()).or_default() += answers;
    }
}

/// A client, what it is nested in, and so on.
fn lineage(client: Option<Client>) -> impl Iterator<Item = Client> {
    std::iter::successors(client, Client::parent)
}
