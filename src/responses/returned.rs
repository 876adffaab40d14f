//! Respondents who answered in the reported period and before: in which groups they were then and are now, and how their scores
//! moved after somebody had called them back, or had not.
//!
//! Kept of an answer are whose it is, as a number, where and when it was given, and its score: 56 bytes, however long the row is.

use std::collections::BTreeMap;

use super::Response;
use super::closed::Fate;
use super::intake::Reportable;
use super::key::Key;
use super::names::in_common;
use crate::survey::{Changes, Client, Moves, Scale, Score};

/// An answer that counts. In this order those of a respondent about a client stand together, the oldest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Answer {
    respondent: Key,
    client: u32,
    period: i32,
    /// In seconds since 1970-01-01.
    moment: i64,
    /// Of several at one moment the highest is the last: the order of rows is no part of it.
    score: Score,
    /// Its day, counted from 1970-01-01.
    day: i32,
    /// What became of it, where it is to be followed up.
    fate: Option<Fate>,
}

/// The answers that a worker has read.
#[derive(Debug, Default)]
pub(super) struct Returning(Vec<Answer>);

impl Returning {
    /// Adds an answer, where it is known whose it is.
    pub(super) fn look(
        &mut self,
        respondent: Option<Key>,
        (response, moment): (Response, i64),
        fate: Option<Fate>,
    ) {
        let Response { client, period, score, day, .. } = response;
        self.0.extend(respondent.map(|respondent| Answer {
            respondent,
            client,
            period,
            moment,
            score,
            day,
            fate,
        }));
    }
}

/// Those about a client who answered in the reported period and before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Returned {
    /// The ordinal of that period.
    pub period: i32,
    /// How many answered in it of whom it is known.
    pub n: u64,
    /// Their groups then and now, by each earlier period in which some of them answered.
    pub moves: BTreeMap<i32, Moves>,
    /// Of those whose answer before this one was to be followed up: how the scores moved of those who were not called back, and of those
    /// who were.
    pub after: [Changes; 2],
}

/// That of each client.
pub(super) type ReturnedOf = BTreeMap<Option<Client>, Returned>;

impl Returned {
    /// Adds those about others.
    pub(super) fn absorb(&mut self, other: &Self) {
        self.period = other.period;
        self.n += other.n;
        for (period, moves) in &other.moves {
            self.moves.entry(*period).or_default().absorb(*moves);
        }
        self.after.iter_mut().zip(&other.after).for_each(|(own, other)| own.absorb(other));
    }

    /// Adds a respondent, by the last answer of each period, the oldest first.
    fn add(&mut self, answers: &[&Answer], scale: &Scale) {
        let Some((now, before)) = answers.split_last().filter(|(now, _)| now.period == self.period) else {
            return;
        };
        self.n += 1;
        for then in before {
            let moves = self.moves.entry(then.period).or_default();
            moves.add(scale.group(then.score), scale.group(now.score));
        }
        let followed = before.last().and_then(|then| Some((then, then.fate?)));
        if let Some((then, fate)) = followed {
            // What is done after the next answer has no part in it.
            let is_called = match fate {
                Fate::Open => false,
                Fate::Called => true,
                Fate::CalledOn(day) => day < now.day,
            };
            let change = scale.answer(now.score) - scale.answer(then.score);
            self.after.iter_mut().skip(usize::from(is_called)).take(1).for_each(|own| own.add(change));
        }
    }
}

/// What the answers of all workers come to, each with what its codes of clients are among those of all.
pub(super) fn returned(
    workers: Vec<(Returning, Vec<u32>)>,
    (reported, scale): (Reportable, &Scale),
    client: impl Fn(u32) -> Option<Client>,
) -> ReturnedOf {
    let mut all: Vec<Answer> = Vec::new();
    for (own, clients) in workers {
        let answers = own.0.into_iter().filter(|one| reported.is_until(one.period));
        all.extend(answers.map(|one| Answer { client: in_common(&clients, one.client), ..one }));
    }
    let Some(period) = all.iter().map(|one| one.period).filter(|period| reported.may_be(*period)).max()
    else {
        return ReturnedOf::new();
    };
    all.sort_unstable();
    let whose = |one: &Answer| (one.respondent, one.client);
    let mut by_code: BTreeMap<u32, Returned> = BTreeMap::new();
    for answers in all.chunk_by(|one, other| whose(one) == whose(other)) {
        let of_periods = answers.chunk_by(|one, other| one.period == other.period);
        let last: Vec<&Answer> = of_periods.filter_map(<[Answer]>::last).collect();
        let code = answers.first().map_or(0, |answer| answer.client);
        let none = || Returned { period, ..Returned::default() };
        by_code.entry(code).or_insert_with(none).add(&last, scale);
    }
    let mut found = ReturnedOf::new();
    for (code, of) in by_code {
        found.entry(client(code)).or_default().absorb(&of);
    }
    found
}
