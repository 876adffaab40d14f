//! What all workers of the pass have read, as one.

use std::collections::BTreeMap;

use polars::prelude::PolarsResult;

use super::super::account::{self, Account};
use super::super::again::Again;
use super::super::comment::TopicsOf;
use super::super::counted::Counted;
use super::super::doubtful::{self, Doubtful, Guessed};
use super::super::follow_up::Followed;
use super::super::further::Asking;
use super::super::gathered::Gathered;
use super::super::kept::Kept;
use super::super::list::{Answered, Beside, Found};
use super::super::names::{MOST_CHOSEN, Names};
use super::super::noted::Noted;
use super::super::pending::Take;
use super::super::returned::returned;
use super::super::{OfClients, Reader, Reading, Settings};
use super::Worker;
use crate::config::DateOrder;
use crate::error::{Error, Kind, Problem};
use crate::source::Inputs;
use crate::survey::{MarksSeen, Renamed};

/// Reads all rows, and gives the responses of each worker to a taker of its own. The order of dates is given once more where
/// it was found out, not stated; the answers, where rows are those of a list of all who were asked.
///
/// # Errors
/// With the first failure in the order of files and rows.
pub(in crate::responses) fn count<T: Take>(
    inputs: &Inputs,
    (reading, found_order): (Reading, Option<DateOrder>),
    settings: &Settings,
    progress: &(dyn Fn(u64, u64) + Sync),
    taker: &(dyn Fn() -> T + Sync),
    (chunk_size, beside, again): (usize, Option<&Beside<'_>>, &Again),
) -> Result<Counted<T>, Error> {
    let Settings { roles, keep, returning: returning_of, scale, marks, .. } = settings;
    let workers =
        super::read(inputs, (reading, found_order), settings, progress, taker, (chunk_size, beside, again));
    let mut workers: Vec<_> = workers.into_iter().collect::<PolarsResult<_>>().map_err(|error| {
        Error::new(Kind::Other, Problem::new(format!("the answers do not fit a frame: {error}")))
    })?;
    let mut counted = Counted {
        parts: Vec::new(),
        // Names and codes of all workers' together.
        names: Reader::new(reading, roles.clone(), &Renamed::default()),
        of_clients: BTreeMap::new(),
        account: Account::default(),
        further: roles.further.iter().map(|_| (Account::default(), OfClients::new())).collect(),
        options: roles.further.iter().map(|_| Names::new(MOST_CHOSEN)).collect(),
        topics: TopicsOf::new(),
        kept: Kept::default(),
        noted: Noted::default(),
        gathered: Gathered::default(),
        repeats: None,
        doubtful: <(Doubtful, Guessed)>::default(),
        answered: Answered::default(),
        found: Found::default(),
        filter: None,
        again: Again::default(),
        followed: Followed::default(),
    };
    if let Some(beside) = beside {
        counted.names.learn(beside.names);
    }
    let mut all = Vec::new();
    let mut decimal = MarksSeen::default();
    for Worker { reader, further, by_account, .. } in &mut workers {
        if let Some(own) = by_account {
            decimal.merge(own.marks);
        }
        all.extend(reader.all_names().chain(further.iter_mut().filter_map(Asking::options)));
    }
    counted.doubtful.1 = doubtful::guess(all);
    let otherwise = reading.otherwise.or(counted.doubtful.1.encoding);
    let decimal = marks.weight.or(decimal.mark());
    let (mut gathered, mut respondents, mut returning) = (Vec::new(), Vec::new(), Vec::new());
    let mut failures = Vec::new();
    for mut worker in workers {
        account::for_clients(&mut counted.of_clients, &mut worker.account, &worker.reader);
        let mut options = Vec::new();
        let of_each = counted.further.iter_mut().zip(&mut counted.options);
        for (((account, of_clients), names), mut question) in of_each.zip(worker.further) {
            account::for_clients(of_clients, &mut question.account, &worker.reader);
            let topics = std::mem::take(&mut question.topics);
            if let Some(own) = question.options() {
                topics.named(|code| worker.reader.client(code), own, &mut counted.topics);
                options.push(names.learn(own));
            } else {
                options.push(Vec::new());
            }
            account.merge(question.account);
        }
        match (&mut counted.filter, worker.reader.take_filter()) {
            (Some(all), Some(own)) => all.merge(own),
            (all, own) => *all = all.take().or(own),
        }
        worker.listener.into_iter().for_each(|own| own.named(&worker.reader, &mut counted.kept.quoted));
        counted.noted.merge(worker.noted);
        counted.noted.miss(worker.columns.into_iter().flat_map(|of| of.missed));
        counted.doubtful.0.merge(worker.doubtful);
        counted.gathered.named(worker.gathered, &worker.reader);
        match (&mut counted.repeats, worker.repeats) {
            (Some(all), Some(own)) => all.merge(own),
            (all, own) => *all = own,
        }
        if let Some(follower) = worker.follower.take() {
            counted.followed.merge(follower, &worker.reader, otherwise);
        }
        if let Some(own) = worker.by_account.take() {
            own.named(&worker.reader, (otherwise, decimal), &mut counted.kept.accounts);
        }
        let mut codes = counted.names.learn(&worker.reader);
        codes.options = options;
        gathered.extend(worker.gatherer.map(|own| (own, codes.clone())));
        respondents.extend(worker.respondents.map(|own| (own, codes.clients.clone())));
        returning.extend(worker.returning.map(|own| (own, codes.clone())));
        if let Some(lister) = worker.lister {
            counted.found.merge(lister.found());
        }
        counted.parts.push((worker.taker, codes));
        counted.account.merge(worker.account);
        failures.extend(worker.failure);
    }
    counted.account.otherwise = counted.doubtful.1.encoding;
    counted.account.doubtful = counted.doubtful.0.files();
    counted.answered = Answered::of(gathered, roles.kept.len());
    counted.again = Again::of(respondents, *keep);
    if let Some(of) = returning_of {
        counted.kept.returned = returned(returning, (of, scale), &counted.names);
    }
    match failures.into_iter().min_by_key(|failure| failure.spot) {
        Some(failure) => Err(counted.account.failed(inputs, failure)),
        None => Ok(counted),
    }
}
