//! Reports side by side, on so many threads: what a thread keeps at hand, and the work of all.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry::{Occupied, Vacant};
use std::num::NonZeroUsize;

use rayon::prelude::*;

use crate::config::Language;
use crate::error::Error;
use crate::other;
use crate::report::Report;
use crate::wording::Words;

/// What a thread keeps at hand from report to report.
#[derive(Default)]
pub(super) struct Desk {
    words: BTreeMap<(Language, BTreeMap<String, String>), Words>,
}

impl Desk {
    pub(super) fn words(&mut self, report: &Report) -> Result<&Words, Error> {
        match self.words.entry((report.head.language, report.head.wording.clone())) {
            Occupied(words) => Ok(words.into_mut()),
            Vacant(place) => Ok(place.insert(Words::of(&report.head)?)),
        }
    }
}

/// The work of each item on so many threads, in the order of the items.
pub(super) fn in_parallel<T: Sync, U: Send>(
    jobs: NonZeroUsize,
    items: &[T],
    work: impl Fn(&mut Desk, &T) -> U + Sync + Send,
) -> Result<Vec<U>, Error> {
    let pool =
        rayon::ThreadPoolBuilder::new().num_threads(jobs.get()).build().map_err(|error| other(&error))?;
    Ok(pool.install(|| items.par_iter().map_init(Desk::default, work).collect()))
}
