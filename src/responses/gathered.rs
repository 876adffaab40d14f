//! Where rows with faults gather.

use std::collections::BTreeMap;

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
