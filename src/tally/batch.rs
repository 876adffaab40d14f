//! Responses as a polars frame, grouped on one integer that packs period, client, region and score. Grouping on
//! several columns takes several times as long, and packing them within polars as long again.

use polars::prelude::{DataFrame, Int64Chunked, IntoColumn, NewChunkedArray, PolarsResult};

use crate::responses::Response;

/// Bits of a score's index, which is at most 100.
const SCORE_BITS: u32 = 7;
/// Bits of a region's code, which is at most 5,000.
const REGION_BITS: u32 = 13;
/// Bits of a client's code, which is at most 500,000. What is left is enough for the weeks of some centuries.
const CLIENT_BITS: u32 = 19;

/// Period ordinal, client and region code and score index in one number that orders as they do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Key(i64);

impl Key {
    #[inline]
    fn of(response: Response) -> Self {
        let Response { period, client, region, score } = response;
        let place = (i64::from(period) << CLIENT_BITS) | i64::from(client);
        let place = (place << REGION_BITS) | i64::from(region);
        Self((place << SCORE_BITS) | i64::try_from(score.index()).unwrap_or_default())
    }

    /// Ordinal of the period.
    pub(super) fn period(self) -> i32 {
        i32::try_from(self.0 >> (SCORE_BITS + REGION_BITS + CLIENT_BITS)).unwrap_or_default()
    }

    /// Code of the client.
    pub(super) fn client(self) -> u32 {
        self.part(SCORE_BITS + REGION_BITS, CLIENT_BITS)
    }

    /// Code of the region.
    pub(super) fn region(self) -> u32 {
        self.part(SCORE_BITS, REGION_BITS)
    }

    /// Index of the score.
    pub(super) fn score(self) -> usize {
        self.part(0, SCORE_BITS) as usize
    }

    fn part(self, start: u32, bits: u32) -> u32 {
        u32::try_from((self.0 >> start) & ((1 << bits) - 1)).unwrap_or_default()
    }
}

/// The keys of responses.
#[derive(Debug, Default)]
pub(super) struct Batch {
    keys: Vec<i64>,
}

impl Batch {
    /// Adds a response.
    #[inline]
    pub(super) fn push(&mut self, response: Response) {
        self.keys.push(Key::of(response).0);
    }

    /// How many responses there are.
    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    /// How many responses share each period, client, region and score. The batch is empty afterwards.
    pub(super) fn take_counts(&mut self) -> PolarsResult<Vec<(Key, u64)>> {
        let keys = Int64Chunked::from_slice("key".into(), &self.keys);
        self.keys.clear();
        let frame = DataFrame::new(keys.len(), vec![keys.clone().into_column()])?;
        let grouped = frame.group_by_with_series(vec![keys.clone().into_column()], false, false)?;
        let counts = grouped.get_groups().iter().filter_map(|group| {
            let key = keys.get(group.first() as usize)?;
            Some((Key(key), group.len() as u64))
        });
        Ok(counts.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::Scale;

    #[test]
    fn a_key_gives_back_what_it_was_made_of() {
        let scale = Scale::new(0, 100, 50, 60).expect("a scale");
        for (client, period, region, score) in
            [(0, 0, 0, 0), (1, -1, 1, 100), (500_000, -26_000, 5_000, 7), (9, 26_388, 0, 1)]
        {
            let score = scale.score(score).expect("on the scale");
            let key = Key::of(Response { client, period, region, score });
            assert_eq!(
                (key.client(), key.period(), key.region(), key.score()),
                (client, period, region, score.index())
            );
        }
    }
}
