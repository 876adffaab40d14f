//! The answers that somebody is to be called back about. As the reported period is known only after all rows have been read, those of
//! the latest that may be it are kept, and no others: memory is that of one period's.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::closed::{ClosedOf, Closer, Fate};
use super::comment::said;
use super::filter::{Filter, Seen};
use super::intake::{Following, Reportable};
use super::reader::Reader;
use super::reading::Reading;
use super::response::{Detail, Response};
use super::roles::Carried;
use super::telling::{Shapes, Teller, Telling, told_of};
use super::trim::trimmed;
use crate::comments::{Dictionary, Memory};
use crate::source::Row;
use crate::survey::{Client, Day, Encoding, MOST_ATTRIBUTES, Scale};

/// An answer that somebody is to be called back about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// Whose it is; none without clients.
    pub client: Option<Client>,
    /// Its score.
    pub score: i32,
    /// Its day; none without dates.
    pub day: Option<Day>,
    /// What the list has as it is.
    pub cells: Vec<String>,
    /// What each column of comments says.
    pub comments: Vec<String>,
    /// Its region; none where it states none.
    pub region: Option<String>,
    /// What else answers are told apart by, likewise.
    pub attributes: Vec<Option<String>>,
    /// What its comment is about.
    pub themes: Vec<String>,
    /// The ordinal of its period; 0 without dates.
    pub period: i32,
}

/// What a worker has found.
#[derive(Debug)]
pub(super) struct Follower {
    following: Following,
    carried: Carried,
    comment: Vec<usize>,
    reading: Reading,
    filter: Option<Filter>,
    tellers: Vec<Option<Box<Teller>>>,
    /// What the row read last has where other columns tell it.
    told: Vec<Option<String>>,
    latest: i32,
    found: Vec<Found>,
    /// What becomes of them, where rows tell it.
    pub(super) closer: Option<Closer>,
}

/// An answer with its codes, and texts as they are in the file.
#[derive(Debug)]
struct Found {
    response: Response,
    attributes: [u32; MOST_ATTRIBUTES],
    cells: Vec<Vec<u8>>,
    comments: Vec<Vec<u8>>,
}

impl Follower {
    /// Nothing found yet.
    pub(super) fn new(
        following: &Following,
        (carried, comment): (&Carried, &[usize]),
        (reading, has_dates): (&Reading, bool),
    ) -> Self {
        let teller = |(_, telling): &(usize, Telling)| Teller::new(vec![telling.clone()], *reading);
        Self {
            following: following.clone(),
            carried: carried.clone(),
            comment: comment.to_vec(),
            reading: *reading,
            filter: Filter::new(&carried.only),
            tellers: carried.cells.iter().map(teller).collect(),
            told: Vec::new(),
            latest: i32::MIN,
            found: Vec::new(),
            closer: Closer::new(carried, has_dates),
        }
    }

    /// Reads what other columns tell of a row that is used, and gives the columns of which they tell nothing.
    pub(super) fn tell(&mut self, row: &impl Row) -> BTreeSet<usize> {
        let mut missed = BTreeSet::new();
        self.told.clear();
        for ((column, _), teller) in self.carried.cells.iter().zip(&mut self.tellers) {
            self.told.push(teller.as_mut().map(|teller| {
                let text = teller.typed(row.cell(*column));
                match teller.name(&String::from_utf8_lossy(trimmed(&text))) {
                    Ok((name, _)) => name,
                    Err(code) => {
                        missed.insert(told_of(code));
                        String::new()
                    }
                }
            }));
        }
        missed
    }

    /// Looks at a row that is used, of which it is told what other columns tell; and gives what became of it, where it is to
    /// be followed up and rows tell that.
    pub(super) fn look(
        &mut self,
        row: &impl Row,
        response: Response,
        detail: Option<&Detail>,
    ) -> Option<Fate> {
        let group = self.reading.scale.group(response.score);
        let is_held = self.filter.as_mut().is_some_and(|filter| filter.holds(row, &self.reading));
        let is_done = self.closer.as_mut().is_some_and(|closer| closer.see(row, &self.reading));
        if !is_held && !self.following.groups.contains(&group) {
            return None;
        }
        let closer = self.closer.as_mut();
        let fate = closer.map(|closer| closer.count(row, (response, is_done), &self.reading));
        if !self.following.reported.may_be(response.period) || response.period < self.latest {
            return fate;
        }
        if response.period > self.latest {
            self.latest = response.period;
            self.found.clear();
        }
        let text = |column: &usize| trimmed(&row.cell(*column).text()).to_vec();
        let cells = self.carried.cells.iter().zip(&self.told).map(|((column, _), told)| match told {
            Some(told) => told.clone().into_bytes(),
            None => text(column),
        });
        self.found.push(Found {
            response,
            attributes: detail.map_or([0; MOST_ATTRIBUTES], |detail| detail.attributes),
            cells: cells.collect(),
            comments: self.comment.iter().map(text).collect(),
        });
        fate
    }

    /// What stands for the codes is known by this reader, and bytes that are no text are in the other encoding, where one is known.
    fn calls(self, reader: &Reader, otherwise: Option<Encoding>, calls: &mut Vec<Call>) {
        let dictionary = self.following.dictionary;
        let mut themes = dictionary.map(|dictionary| (Memory::new(Arc::clone(&dictionary)), dictionary));
        let has_dates = self.following.reported != Reportable::All;
        let scale = self.reading.scale;
        for found in self.found {
            calls.push(found.call(reader, (otherwise, &scale, has_dates), themes.as_mut()));
        }
    }
}

impl Found {
    fn call(
        self,
        reader: &Reader,
        (otherwise, scale, has_dates): (Option<Encoding>, &Scale, bool),
        themes: Option<&mut (Memory, Arc<Dictionary>)>,
    ) -> Call {
        let Self { response, attributes, cells, comments } = self;
        let text = |bytes: Vec<u8>| match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => otherwise.unwrap_or(Encoding::UTF_8).text(error.as_bytes()).0.into_owned(),
        };
        let codes = std::iter::once(response.region).chain(attributes).zip(reader.cuts());
        let mut values = codes.map(|(code, names)| names.name(code).map(str::to_owned));
        let region = values.next().flatten();
        let attributes = values.collect();
        let themes = themes.map_or_else(Vec::new, |(memory, dictionary)| {
            let found = memory.themes(&said(comments.iter().map(Vec::as_slice), otherwise));
            let theme = |at: usize| Some(dictionary.themes().get(at)?.name.clone());
            found.each().filter_map(theme).collect()
        });
        Call {
            client: reader.client(response.client),
            score: scale.answer(response.score),
            day: Day::from_epoch(response.day.into()).filter(|_| has_dates),
            cells: cells.into_iter().map(text).collect(),
            comments: comments.into_iter().map(text).collect(),
            region,
            attributes,
            themes,
            period: response.period,
        }
    }
}

/// What all workers have found.
#[derive(Debug, Default)]
pub(super) struct Followed {
    /// Answers of the last period of each, in no order.
    calls: Vec<Call>,
    filter: Option<Filter>,
    /// What tells which are done.
    done: Option<Filter>,
    shapes: Shapes,
    /// What became of those of all periods.
    pub(super) closed: ClosedOf,
}

impl Followed {
    /// Adds what a worker has found, whose codes are this reader's.
    pub(super) fn merge(&mut self, mut own: Follower, reader: &Reader, otherwise: Option<Encoding>) {
        let of_closer = own.closer.as_mut().and_then(Closer::take_filter);
        for (all, own) in [(&mut self.filter, own.filter.take()), (&mut self.done, of_closer)] {
            match (all, own) {
                (Some(all), Some(own)) => all.merge(own),
                (all, own) => *all = all.take().or(own),
            }
        }
        own.closer.take().into_iter().for_each(|closer| closer.named(reader, &mut self.closed));
        own.tellers.iter().flatten().for_each(|teller| self.shapes.merge(&teller.shapes));
        own.calls(reader, otherwise, &mut self.calls);
    }

    /// What was noticed of texts as they told others.
    pub(super) fn shapes(&self) -> Shapes {
        let mut shapes = self.shapes.clone();
        for filter in self.filter.iter().chain(&self.done) {
            shapes.merge(&filter.shapes());
        }
        shapes
    }

    /// What was seen of each condition, in their order; those last that tell which answers are done.
    pub(super) fn take_seen(&mut self) -> Vec<Seen> {
        self.filter.take().into_iter().chain(self.done.take()).flat_map(Filter::seen).collect()
    }

    /// The answers, in the order of clients, and of one client's the lowest scores and then the oldest first.
    pub(super) fn take_calls(&mut self) -> Vec<Call> {
        let mut calls = std::mem::take(&mut self.calls);
        calls.sort_by(|one, other| one.rank().cmp(&other.rank()));
        calls
    }
}

impl Call {
    /// What tells its place among others: whatever else they differ in comes last, so that the order of rows does not matter.
    fn rank(&self) -> impl Ord + '_ {
        let first = (&self.client, self.score, self.day);
        (first, &self.cells, &self.comments, (&self.region, &self.attributes, &self.themes))
    }
}
