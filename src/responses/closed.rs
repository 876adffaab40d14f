//! What became of the answers to follow up: how many respondents were called back, and how soon.

use std::collections::{BTreeMap, HashMap};

use super::filter::Filter;
use super::roles::Carried;
use super::{Reader, Reading, Response};
use crate::source::Row;
use crate::survey::Client;

/// What became of an answer to follow up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fate {
    /// Nobody has called back.
    Open,
    /// Somebody has, on a day that is not known.
    Called,
    /// On this day, counted from 1970-01-01.
    CalledOn(i32),
}

/// What became of the answers to follow up of a period.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Closed {
    /// How many there are.
    pub n: u64,
    /// To how many somebody has called back, on the reporting date at the latest.
    pub called: u64,
    /// After how many days, as far as both are known.
    pub after: BTreeMap<u32, u64>,
    /// How many calls are older than the answer, which cannot be.
    pub early: u64,
    /// How many calls state no day, or none that can be read, where calls do; and how many texts in place of a day say nothing of a call.
    pub undated: u64,
}

/// That of each client and period; the period is 0 where no dates are read.
pub(super) type ClosedOf = BTreeMap<(Option<Client>, i32), Closed>;

impl Closed {
    /// Adds those of others.
    pub fn absorb(&mut self, other: &Self) {
        self.n += other.n;
        self.called += other.called;
        self.early += other.early;
        self.undated += other.undated;
        other.after.iter().for_each(|(days, n)| *self.after.entry(*days).or_default() += n);
    }
}

/// What a worker has seen of them, by the codes of clients.
#[derive(Debug)]
pub(super) struct Closer {
    done: Option<Filter>,
    called_on: Option<usize>,
    has_dates: bool,
    of: HashMap<(u32, i32), Closed>,
}

impl Closer {
    /// Nothing seen yet; nothing where rows do not tell who was called back.
    pub(super) fn new(carried: &Carried, has_dates: bool) -> Option<Self> {
        let Carried { done, called_on, .. } = carried;
        let is_told = !done.is_empty() || called_on.is_some();
        is_told.then(|| Self {
            done: Filter::new(done),
            called_on: *called_on,
            has_dates,
            of: HashMap::new(),
        })
    }

    /// Looks at any row that is used: what values its status has must not hang on which are to be followed up.
    pub(super) fn see(&mut self, row: &impl Row, reading: &Reading) -> bool {
        self.done.as_mut().is_none_or(|done| done.holds(row, reading))
    }

    /// Counts an answer to follow up, of which is told whether its status says that it is done, and tells what became of it.
    pub(super) fn count(
        &mut self,
        row: &impl Row,
        (response, is_done): (Response, bool),
        reading: &Reading,
    ) -> Fate {
        let own = self.of.entry((response.client, response.period)).or_default();
        own.n += 1;
        let cell = self.called_on.map(|column| row.cell(column));
        let day = cell.and_then(|cell| reading.day(cell));
        // One after the reporting date was not made by then. Without a status a call has a day: other words say nothing of it.
        let is_made = day.is_none_or(|day| day <= reading.as_of);
        if self.done.is_none() && day.is_none() {
            own.undated += u64::from(cell.is_some_and(|cell| !cell.is_blank()));
            return Fate::Open;
        }
        if !is_done || !is_made {
            return Fate::Open;
        }
        own.called += 1;
        if self.called_on.is_some() && self.has_dates {
            let days = day.map(|day| i64::from(day.since_epoch()) - i64::from(response.day));
            match days.map(u32::try_from) {
                Some(Ok(days)) => *own.after.entry(days).or_default() += 1,
                Some(Err(_)) => own.early += 1,
                None => own.undated += 1,
            }
        }
        day.map_or(Fate::Called, |day| Fate::CalledOn(day.since_epoch()))
    }

    pub(super) fn take_filter(&mut self) -> Option<Filter> {
        self.done.take()
    }

    /// Adds all of it to what others have seen, by name.
    pub(super) fn named(self, reader: &Reader, all: &mut ClosedOf) {
        for ((client, period), own) in self.of.into_iter().collect::<BTreeMap<_, _>>() {
            all.entry((reader.client(client), period)).or_default().absorb(&own);
        }
    }
}
