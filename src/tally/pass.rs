//! The one pass over the data: workers pull chunks, read their rows into responses and count them.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::sync::{Mutex, PoisonError};
use std::thread;

use polars::prelude::PolarsError;

use super::account::Account;
use super::batch::{Batch, Key};
use super::order::is_swapped;
use crate::config::DateOrder;
use crate::error::{Error, Kind, Problem};
use crate::responses::{MOST_REGIONS, Reader, Reading, Reason, Unusable};
use crate::source::{Chunk, Failure, Inputs, Layout, Rows, Spot, Stream};
use crate::survey::{Histogram, Region, Score};

/// Answers by score, for each period and region.
type Cells = BTreeMap<(Option<i32>, Option<Region>), Histogram>;

/// What the pass found.
#[derive(Debug)]
pub(super) struct Counted {
    /// The counts.
    pub(super) cells: Cells,
    /// The account of all rows.
    pub(super) account: Account,
    /// The first date that is one only when day and month are swapped.
    pub(super) swapped: Option<(Spot, Vec<u8>)>,
    /// Whether there are more regions than are told apart.
    pub(super) has_too_many_regions: bool,
}

/// How many responses are grouped at once, at least: enough that groups are larger than what they cost.
const BATCH: usize = 60_000;

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
    /// The order of dates, where it was found out and not stated.
    found_order: Option<DateOrder>,
    batch: Batch,
    counts: BTreeMap<Key, u64>,
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
    let work = || {
        let mut worker = Worker {
            inputs,
            reader: Reader::new(reading),
            found_order,
            batch: Batch::default(),
            counts: BTreeMap::new(),
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
    fn run(&mut self, feed: &Mutex<Feed<'_>>) -> Result<(), PolarsError> {
        let mut chunk = Chunk::default();
        loop {
            let next = feed.lock().unwrap_or_else(PoisonError::into_inner).next_chunk(&mut chunk);
            match next {
                Ok(Some(first)) => self.read(chunk.bytes(), first)?,
                Ok(None) => return self.count(),
                Err(failure) => self.failure = Some(*failure),
            }
            if self.failure.is_some() {
                feed.lock().unwrap_or_else(PoisonError::into_inner).is_closed = true;
                return Ok(());
            }
        }
    }

    /// Reads the rows of a chunk and counts them.
    fn read(&mut self, bytes: &[u8], first: Spot) -> Result<(), PolarsError> {
        let Some(layout) = self.inputs.files.get(first.file).map(|input| input.layout) else { return Ok(()) };
        if let Some(at) = memchr::memchr(0, bytes) {
            let spot = Spot { row: row_of_byte(bytes, layout, at), ..first };
            let problem = Problem::new("this row holds a NUL byte, so the file is no text file")
                .hint("save the answers as CSV in UTF-8");
            self.failure = Some(Failure { spot, problem, column: None });
            return Ok(());
        }
        let mut spot = first;
        for row in Rows::new(bytes, layout) {
            match self.reader.response(row, &layout) {
                Ok(response) => self.batch.push(response),
                Err(Unusable::Rejected(reason)) => {
                    self.account.reject(reason, spot);
                    if reason == Reason::UnreadableDate {
                        self.note_swapped(&row.date.text(), spot);
                    }
                }
                Err(Unusable::RegionNotText) => {
                    let problem =
                        Problem::new("the region is not UTF-8 text").hint("save the file as CSV in UTF-8");
                    self.failure = Some(Failure { spot, problem, column: self.inputs.region.clone() });
                    return Ok(());
                }
            }
            spot.row += 1;
        }
        self.account.chunk(first, spot.row);
        if self.batch.len() >= BATCH { self.count() } else { Ok(()) }
    }

    /// Counts the responses gathered so far.
    fn count(&mut self) -> Result<(), PolarsError> {
        for (key, answers) in self.batch.take_counts()? {
            *self.counts.entry(key).or_default() += answers;
        }
        Ok(())
    }

    fn note_swapped(&mut self, cell: &[u8], spot: Spot) {
        if self.swapped.is_none() && self.found_order.is_some_and(|order| is_swapped(cell, order)) {
            self.swapped = Some((spot, cell.to_vec()));
        }
    }
}

/// The row of a chunk that holds a byte, from 0.
fn row_of_byte(bytes: &[u8], layout: Layout, at: usize) -> u64 {
    let (mut rows, mut row) = (Rows::new(bytes, layout), 0);
    while rows.next().is_some() && bytes.len() - rows.bytes_left() <= at {
        row += 1;
    }
    row
}

/// What all workers counted, as one.
fn merge(
    inputs: &Inputs,
    reading: &Reading,
    workers: Vec<Result<Worker<'_>, PolarsError>>,
) -> Result<Counted, Error> {
    let workers: Vec<_> = workers.into_iter().collect::<Result<_, _>>().map_err(|error| {
        Error::new(Kind::Other, Problem::new(format!("the answers cannot be grouped: {error}")))
    })?;
    let mut counted = Counted {
        cells: BTreeMap::new(),
        account: Account::default(),
        swapped: None,
        has_too_many_regions: false,
    };
    let mut failures = Vec::new();
    let scores: Vec<Score> = reading.scale.scores().collect();
    let mut regions = BTreeSet::new();
    for worker in workers {
        for (key, answers) in worker.counts {
            let period = inputs.date.is_some().then(|| key.period());
            let region = inputs.region.is_some().then(|| worker.reader.regions().region(key.region()));
            let histogram = counted
                .cells
                .entry((period, region))
                .or_insert_with(|| Histogram::new(vec![0; scores.len()]));
            if let Some(&score) = scores.get(key.score()) {
                histogram.add(score, answers);
            }
        }
        counted.has_too_many_regions |= worker.reader.regions().has_too_many();
        regions.extend(worker.reader.regions().names().iter().cloned());
        counted.account.merge(worker.account);
        counted.swapped = counted.swapped.into_iter().chain(worker.swapped).min();
        failures.extend(worker.failure);
    }
    counted.has_too_many_regions |= regions.len() > MOST_REGIONS;
    match failures.into_iter().min_by_key(|failure| failure.spot) {
        None => Ok(counted),
        Some(failure) => Err(counted.account.failed(inputs, failure)),
    }
}
