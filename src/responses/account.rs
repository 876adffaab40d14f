//! The account of all rows: each is used, outside the question, or left out for one reason.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::values::Values;
use super::{EncodingRead, FileTaken, Intake, OfClients, Outside, Reader, Reason, RejectedRows};
use crate::error::{Error, Kind, Place};
use crate::source::{Failure, Input, Inputs, Spot};
use crate::survey::{Client, Encoding};

/// How many rows are named for each reason.
const FIRST: usize = 5;

/// What became of the rows read so far.
#[derive(Debug, Default)]
pub(crate) struct Account {
    /// Rows of each chunk, by file and chunk.
    rows: BTreeMap<(usize, usize), u64>,
    rejected: BTreeMap<Reason, Rejects>,
    outside: BTreeMap<Outside, u64>,
    /// Rows of each file that are left out or outside the question.
    of_files: BTreeMap<(usize, Why), u64>,
    /// Used rows with fewer cells than the header.
    short: u64,
    /// Used rows whose score is the number of a label.
    labelled: u64,
    /// Those of each client, by its code.
    labelled_of_clients: Vec<u64>,
    /// Rows of a known client that are left out or outside the question.
    of_clients: BTreeMap<(u32, Why), u64>,
    /// What bytes were taken for that are no UTF-8 where they should be, and the files with names that are no text.
    pub(super) otherwise: Option<Encoding>,
    pub(super) doubtful: BTreeSet<usize>,
}

/// Why a row was not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Why {
    Rejected(Reason),
    Outside(Outside),
}

#[derive(Debug, Default)]
struct Rejects {
    rows: u64,
    first: Vec<Spot>,
    values: Values,
}

impl Account {
    /// Enters a chunk that has so many rows.
    pub(crate) fn chunk(&mut self, first: Spot, rows: u64) {
        self.rows.insert((first.file, first.chunk), rows);
    }

    /// Enters a row that is left out; the code of its client is 0 where that is not known. Chunks come in the order of files.
    pub(super) fn reject(&mut self, reason: Reason, client: u32, value: Option<&[u8]>, spot: Spot) {
        self.of_client(client, Why::Rejected(reason));
        let rejects = self.rejected.entry(reason).or_default();
        rejects.rows += 1;
        rejects.values.note(value);
        // Those of a chunk come in nearly their order.
        if rejects.first.len() < FIRST || rejects.first.last().is_some_and(|last| spot < *last) {
            let at = rejects.first.partition_point(|first| *first < spot);
            rejects.first.insert(at, spot);
            rejects.first.truncate(FIRST);
        }
    }

    /// Enters a row that is outside the question; the code of its client is 0 where that is not known.
    pub(super) fn set_aside(&mut self, why: Outside, client: u32) {
        self.of_client(client, Why::Outside(why));
        *self.outside.entry(why).or_default() += 1;
    }

    /// Enters of which file a row is that is left out or outside the question.
    pub(super) fn of_file(&mut self, file: usize, why: Why) {
        *self.of_files.entry((file, why)).or_default() += 1;
    }

    fn of_client(&mut self, client: u32, why: Why) {
        if client > 0 {
            *self.of_clients.entry((client, why)).or_default() += 1;
        }
    }

    /// Enters that a used row has fewer cells than the header.
    pub(super) fn note_short(&mut self) {
        self.short += 1;
    }

    /// Enters that the score of a used row is the number of a label; the code of its client is 0 where there is none.
    pub(super) fn note_labelled(&mut self, client: u32) {
        self.labelled += 1;
        let at = client as usize;
        if self.labelled_of_clients.len() <= at {
            self.labelled_of_clients.resize(at + 1, 0);
        }
        self.labelled_of_clients.iter_mut().skip(at).take(1).for_each(|rows| *rows += 1);
    }

    /// How many used rows of each client have a label as their score: the codes of clients are the worker's own.
    pub(super) fn labelled_of_clients(&self) -> impl Iterator<Item = (u32, u64)> {
        (0..).zip(self.labelled_of_clients.iter().copied()).filter(|(client, rows)| *client > 0 && *rows > 0)
    }

    /// Takes out which clients' rows are not used: their codes are the worker's own.
    pub(super) fn take_of_clients(&mut self) -> BTreeMap<(u32, Why), u64> {
        std::mem::take(&mut self.of_clients)
    }

    /// Adds what another worker entered, but for clients.
    pub(super) fn merge(&mut self, other: Self) {
        self.rows.extend(other.rows);
        self.short += other.short;
        self.labelled += other.labelled;
        for (why, rows) in other.outside {
            *self.outside.entry(why).or_default() += rows;
        }
        for (of, rows) in other.of_files {
            *self.of_files.entry(of).or_default() += rows;
        }
        for (reason, rejects) in other.rejected {
            let mine = self.rejected.entry(reason).or_default();
            mine.rows += rejects.rows;
            mine.first.extend(rejects.first);
            mine.first.sort_unstable();
            mine.first.truncate(FIRST);
            mine.values.merge(rejects.values);
        }
    }

    /// Rows read.
    pub(super) fn rows_read(&self) -> u64 {
        self.rows.values().sum()
    }

    /// Rows left out.
    pub(super) fn rows_rejected(&self) -> u64 {
        self.rejected.values().map(|rejects| rejects.rows).sum()
    }

    /// Rows outside the question.
    pub(super) fn rows_outside(&self) -> u64 {
        self.outside.values().sum()
    }

    /// Rows outside the question, by why.
    pub(super) fn outside(&self) -> &BTreeMap<Outside, u64> {
        &self.outside
    }

    /// Number of a row in its file, the header of a text file being row 1. All chunks before it must have been
    /// entered.
    pub(super) fn row_number(&self, inputs: &Inputs, spot: Spot) -> u64 {
        let before: u64 =
            self.rows.range((spot.file, 0)..(spot.file, spot.chunk)).map(|(_, rows)| rows).sum();
        before + spot.row + inputs.files.get(spot.file).map_or(1, Input::first_row)
    }

    /// A row as a place to point at.
    pub(super) fn place(&self, inputs: &Inputs, spot: Spot, column: Option<&str>) -> Option<Place> {
        let file = inputs.files.get(spot.file)?.path.clone();
        Some(Place::Row { file, row: self.row_number(inputs, spot), column: column.map(str::to_owned) })
    }

    /// A failure as an error that says where.
    pub(crate) fn failed(&self, inputs: &Inputs, failure: Failure) -> Error {
        let Failure { spot, mut problem, column } = failure;
        if problem.place.is_none() {
            problem.place = self.place(inputs, spot, column.as_deref());
        }
        Error::new(Kind::Data, problem)
    }

    /// The account in the terms of the user.
    pub(super) fn intake(&self, inputs: &Inputs) -> Intake {
        let taken = |(file, input): (usize, &Input)| {
            let rows = self.rows.range((file, 0)..(file + 1, 0)).map(|(_, rows)| rows).sum();
            let otherwise = self.otherwise.filter(|_| self.doubtful.contains(&file));
            let encoding = input.encoded.as_ref().and_then(|encoded| EncodingRead::of(encoded, otherwise));
            let (mut rejected, mut outside) = (BTreeMap::new(), BTreeMap::new());
            for ((of, why), rows) in &self.of_files {
                match why {
                    _ if *of != file => {}
                    Why::Rejected(reason) => *rejected.entry(*reason).or_default() += rows,
                    Why::Outside(why) => *outside.entry(*why).or_default() += rows,
                }
            }
            let described = input.described.clone();
            FileTaken { name: inputs.name(file), rows, rejected, outside, described, encoding }
        };
        let rejected = self.rejected.iter().map(|(&reason, rejects)| {
            let first =
                rejects.first.iter().map(|&spot| (inputs.name(spot.file), self.row_number(inputs, spot)));
            let values = rejects.values.commonest();
            (reason, RejectedRows { rows: rejects.rows, first: first.collect(), values })
        });
        Intake {
            files: inputs.files.iter().enumerate().map(taken).collect(),
            rows_read: self.rows_read(),
            rows_used: self.rows_read() - self.rows_rejected() - self.rows_outside(),
            rows_short: self.short,
            rows_labelled: self.labelled,
            repeated: None,
            outside: self.outside.clone(),
            rejected: rejected.collect(),
            unlisted: Vec::new(),
            date_format: None,
            decimal: None,
            shapes: Arc::default(),
        }
    }
}

/// Adds what a worker knows of each client's rows, apart from the answers, to that client and to what it is nested in.
pub(super) fn for_clients(clients: &mut OfClients, account: &mut Account, reader: &Reader) {
    for ((client, why), rows) in account.take_of_clients() {
        for client in lineage(reader.client(client)) {
            let part = clients.entry(client).or_default();
            *match why {
                Why::Rejected(reason) => part.rejected.entry(reason).or_default(),
                Why::Outside(why) => part.outside.entry(why).or_default(),
            } += rows;
        }
    }
    for (client, rows) in account.labelled_of_clients() {
        for client in lineage(reader.client(client)) {
            clients.entry(client).or_default().labelled += rows;
        }
    }
}

/// A client, what it is nested in, and so on.
pub(crate) fn lineage(client: Option<Client>) -> impl Iterator<Item = Client> {
    std::iter::successors(client, Client::parent)
}
