//! Where rows with faults gather.

use std::collections::BTreeMap;

use super::Reader;
use crate::survey::Region;

/// How many rows with faults there are of each region, and of each period by its ordinal, as far as these can be told.
#[derive(Debug, Clone)]
pub(super) struct Gathered<R> {
    pub(super) regions: BTreeMap<R, u64>,
    pub(super) periods: BTreeMap<i32, u64>,
}

impl<R> Default for Gathered<R> {
    fn default() -> Self {
        Self { regions: BTreeMap::new(), periods: BTreeMap::new() }
    }
}

impl Gathered<Region> {
    /// Adds what a worker has gathered, whose codes are this reader's.
    pub(super) fn named(&mut self, own: Gathered<u32>, reader: &Reader) {
        for (code, rows) in own.regions {
            let named = reader.regions().name(code).map(|name| Region::Named(name.to_owned()));
            *self.regions.entry(named.unwrap_or(Region::NotStated)).or_default() += rows;
        }
        for (period, rows) in own.periods {
            *self.periods.entry(period).or_default() += rows;
        }
    }
}
