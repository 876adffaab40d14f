//! Responses as a polars frame, batch by batch, and how many of them share client, period, region and score. The four
//! are packed into one integer: polars' own grouping of the columns costs more than reading their rows does.

use polars::prelude::{Column, DataFrame, PlHashMap, PolarsResult};

use crate::responses::Response;

/// Bits of a score's index, which is at most 100.
const SCORE_BITS: u32 = 7;
/// Bits of a region's code, which is at most 5,000.
const REGION_BITS: u32 = 13;
/// Bits of a client's code, which is at most 500,000.
const CLIENT_BITS: u32 = 19;
/// Bits of a period's ordinal, which are enough for the weeks of some centuries.
const PERIOD_BITS: u32 = u64::BITS - SCORE_BITS - REGION_BITS - CLIENT_BITS;
/// The ordinals of early periods are negative.
const FIRST_PERIOD: i32 = -(1 << (PERIOD_BITS - 1));

/// Client and region code, period ordinal and score index in one number that orders as client, period, region and
/// score do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Key(u64);

impl Key {
    #[inline]
    fn new(client: u32, period: i32, region: u32, score: u32) -> Self {
        let period = period.wrapping_sub(FIRST_PERIOD).cast_unsigned();
        let place = (u64::from(client) << PERIOD_BITS) | u64::from(period);
        let place = (place << REGION_BITS) | u64::from(region);
        Self((place << SCORE_BITS) | u64::from(score))
    }

    /// Code of the client.
    pub(super) fn client(self) -> u32 {
        self.part(SCORE_BITS + REGION_BITS + PERIOD_BITS, CLIENT_BITS)
    }

    /// Ordinal of the period.
    pub(super) fn period(self) -> i32 {
        self.part(SCORE_BITS + REGION_BITS, PERIOD_BITS).cast_signed().wrapping_add(FIRST_PERIOD)
    }

    /// Code of the region.
    pub(super) fn region(self) -> u32 {
        self.part(SCORE_BITS, REGION_BITS)
    }

    /// Index of the score.
    pub(super) fn score(self) -> u32 {
        self.part(0, SCORE_BITS)
    }

    fn part(self, start: u32, bits: u32) -> u32 {
        u32::try_from((self.0 >> start) & ((1 << bits) - 1)).unwrap_or_default()
    }
}

/// How many responses are in a frame, at most: they fit a core's own cache.
const BATCH: usize = 1 << 15;

/// Responses on their way into a frame, column by column.
#[derive(Debug, Default)]
struct Batch {
    client: Vec<u32>,
    period: Vec<i32>,
    region: Vec<u32>,
    score: Vec<u32>,
}

impl Batch {
    /// The responses as a frame. The batch is empty afterwards.
    fn take_frame(&mut self) -> PolarsResult<DataFrame> {
        let height = self.client.len();
        let columns = vec![
            Column::new("client".into(), &self.client),
            Column::new("period".into(), &self.period),
            Column::new("region".into(), &self.region),
            Column::new("score".into(), &self.score),
        ];
        [&mut self.client, &mut self.region, &mut self.score].into_iter().for_each(Vec::clear);
        self.period.clear();
        DataFrame::new(height, columns)
    }
}

/// What one worker has counted.
#[derive(Debug, Default)]
pub(super) struct Cells {
    batch: Batch,
    answers: PlHashMap<Key, u64>,
}

impl Cells {
    /// Adds a response, and counts all that were added once they are many: a chunk may be a whole row group, of any
    /// number of rows.
    #[inline]
    pub(super) fn add(&mut self, response: Response) -> PolarsResult<()> {
        let Response { client, period, region, score } = response;
        self.batch.client.push(client);
        self.batch.period.push(period);
        self.batch.region.push(region);
        self.batch.score.push(u32::try_from(score.index()).unwrap_or_default());
        if self.batch.client.len() >= BATCH { self.count() } else { Ok(()) }
    }

    /// Counts the responses added.
    pub(super) fn count(&mut self) -> PolarsResult<()> {
        let frame = self.batch.take_frame()?;
        let codes = |name| frame.column(name)?.u32();
        let (clients, regions, scores) = (codes("client")?, codes("region")?, codes("score")?);
        let periods = frame.column("period")?.i32()?;
        let places = clients.into_no_null_iter().zip(periods.into_no_null_iter());
        let rows = places.zip(regions.into_no_null_iter().zip(scores.into_no_null_iter()));
        for ((client, period), (region, score)) in rows {
            *self.answers.entry(Key::new(client, period, region, score)).or_default() += 1;
        }
        Ok(())
    }
}

/// What a worker's codes are among those of all workers, in the order of its codes from 1; the code 0 stays.
pub(super) struct Codes {
    pub(super) clients: Vec<u32>,
    pub(super) regions: Vec<u32>,
}

impl Codes {
    fn common(&self, key: Key) -> Key {
        let common = |codes: &[u32], code: u32| {
            (code as usize).checked_sub(1).and_then(|at| codes.get(at)).copied().unwrap_or(0)
        };
        let (client, region) = (common(&self.clients, key.client()), common(&self.regions, key.region()));
        Key::new(client, key.period(), region, key.score())
    }
}

/// What the workers counted, added up: each key once, in order.
pub(super) fn add_up(workers: Vec<(Cells, Codes)>) -> Vec<(Key, u64)> {
    let counted = workers.into_iter().flat_map(|(cells, codes)| {
        cells.answers.into_iter().map(move |(key, answers)| (codes.common(key), answers))
    });
    let mut counted: Vec<_> = counted.collect();
    counted.sort_unstable();
    counted.dedup_by(|(key, answers), (kept, sum)| {
        let is_same = key == kept;
        if is_same {
            *sum += *answers;
        }
        is_same
    });
    counted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::Scale;

    #[test]
    fn a_frame_is_counted_before_it_is_large_however_many_rows_a_chunk_has() {
        let score = Scale::ZERO_TO_TEN.score(9).expect("on the scale");
        let mut cells = Cells::default();
        for at in 0..=5 * BATCH {
            let region = u32::from(at % 2 == 0);
            cells.add(Response { client: 0, period: 1, region, score }).expect("a frame");
            assert!(cells.batch.client.len() < BATCH);
        }
        cells.count().expect("a frame");
        let sums = add_up(vec![(cells, Codes { clients: Vec::new(), regions: vec![1] })]);
        let sums: Vec<_> = sums.into_iter().map(|(key, answers)| (key.region(), answers)).collect();
        let half = 5 * BATCH as u64 / 2;
        assert_eq!(sums, [(0, half), (1, half + 1)]);
    }

    #[test]
    fn a_key_gives_back_what_it_was_made_of() {
        for (client, period, region, score) in
            [(0, 0, 0, 0), (1, -1, 1, 100), (500_000, -26_000, 5_000, 7), (9, 26_388, 0, 1)]
        {
            let key = Key::new(client, period, region, score);
            assert_eq!(
                (key.client(), key.period(), key.region(), key.score()),
                (client, period, region, score)
            );
        }
        assert!(Key::new(1, -1, 5_000, 100) < Key::new(1, 0, 0, 0));
        assert!(Key::new(1, 26_388, 5_000, 100) < Key::new(2, -26_000, 0, 0));
    }
}
