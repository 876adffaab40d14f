//! Responses as a polars frame, batch by batch, and how many of them share client, period, region and score. The four
//! are packed into one integer: polars' own grouping of the columns costs more than reading their rows does.
//!
//! Where answers have weights or attributes, those that share the attributes too are counted and their weights summed.

use polars::prelude::{Column, DataFrame, PlHashMap, PolarsResult};

use crate::responses::{Detail, Response};
use crate::survey::Weights;

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
    /// Filled only in detail.
    attributes: Vec<u32>,
    weight: Vec<f64>,
}

impl Batch {
    /// The responses as a frame. The batch is empty afterwards.
    fn take_frame(&mut self) -> PolarsResult<DataFrame> {
        let height = self.client.len();
        let mut columns = vec![
            Column::new("client".into(), &self.client),
            Column::new("period".into(), &self.period),
            Column::new("region".into(), &self.region),
            Column::new("score".into(), &self.score),
        ];
        if !self.weight.is_empty() {
            columns.push(Column::new("attributes".into(), &self.attributes));
            columns.push(Column::new("weight".into(), &self.weight));
        }
        [&mut self.client, &mut self.region, &mut self.score, &mut self.attributes]
            .into_iter()
            .for_each(Vec::clear);
        self.period.clear();
        self.weight.clear();
        DataFrame::new(height, columns)
    }
}

/// Answers that share all of this.
type Alike = (Key, u32);

/// What one worker has counted.
#[derive(Debug)]
pub(super) struct Cells {
    batch: Batch,
    counted: Counted,
}

/// Answers by key, or by key and attributes.
#[derive(Debug)]
enum Counted {
    Plain(PlHashMap<Key, u64>),
    InDetail(PlHashMap<Alike, Weights>),
}

impl Cells {
    /// Nothing counted yet; weights and attributes are kept if they are asked for.
    pub(super) fn new(in_detail: bool) -> Self {
        let counted = if in_detail {
            Counted::InDetail(PlHashMap::default())
        } else {
            Counted::Plain(PlHashMap::default())
        };
        Self { batch: Batch::default(), counted }
    }

    /// Adds a response, and counts all that were added once they are many: a chunk may be a whole row group, of any
    /// number of rows.
    #[inline]
    pub(super) fn add(&mut self, response: Response) -> PolarsResult<()> {
        let Response { client, period, region, score, .. } = response;
        self.batch.client.push(client);
        self.batch.period.push(period);
        self.batch.region.push(region);
        self.batch.score.push(u32::try_from(score.index()).unwrap_or_default());
        if self.batch.client.len() >= BATCH { self.count() } else { Ok(()) }
    }

    /// The same with what else is known of it, where that is kept.
    pub(super) fn add_in_detail(&mut self, response: Response, detail: Detail) -> PolarsResult<()> {
        self.batch.attributes.push(detail.attributes);
        self.batch.weight.push(detail.weight);
        self.add(response)
    }

    /// Counts the responses added.
    pub(super) fn count(&mut self) -> PolarsResult<()> {
        let frame = self.batch.take_frame()?;
        let codes = |name| frame.column(name)?.u32();
        let (clients, regions, scores) = (codes("client")?, codes("region")?, codes("score")?);
        let periods = frame.column("period")?.i32()?;
        let places = clients.into_no_null_iter().zip(periods.into_no_null_iter());
        let rows = places.zip(regions.into_no_null_iter().zip(scores.into_no_null_iter()));
        let keys = rows.map(|((client, period), (region, score))| Key::new(client, period, region, score));
        match &mut self.counted {
            Counted::Plain(answers) => keys.for_each(|key| *answers.entry(key).or_default() += 1),
            Counted::InDetail(_) if frame.height() == 0 => {}
            Counted::InDetail(weights) => {
                let details = codes("attributes")?.into_no_null_iter();
                let weighed = frame.column("weight")?.f64()?.into_no_null_iter();
                for ((key, attributes), weight) in keys.zip(details).zip(weighed) {
                    weights.entry((key, attributes)).or_default().add(weight);
                }
            }
        }
        Ok(())
    }
}

/// What a worker's codes are among those of all workers, in the order of its codes from 1; the code 0 stays.
pub(super) struct Codes {
    pub(super) clients: Vec<u32>,
    pub(super) regions: Vec<u32>,
    pub(super) attributes: Vec<u32>,
}

impl Codes {
    fn common(&self, key: Key) -> Key {
        let (client, region) = (common(&self.clients, key.client()), common(&self.regions, key.region()));
        Key::new(client, key.period(), region, key.score())
    }
}

fn common(codes: &[u32], code: u32) -> u32 {
    (code as usize).checked_sub(1).and_then(|at| codes.get(at)).copied().unwrap_or(0)
}

/// Sums of all workers: each key once, in order; the same in detail, where that was asked for.
pub(super) struct Sums {
    pub(super) answers: Vec<(Key, u64)>,
    pub(super) detail: Vec<(Alike, Weights)>,
}

/// What the workers counted, added up.
pub(super) fn add_up(workers: Vec<(Cells, Codes)>) -> Sums {
    let (mut answers, mut detail) = (Vec::new(), Vec::new());
    for (cells, codes) in workers {
        match cells.counted {
            Counted::Plain(counted) => {
                answers.extend(counted.into_iter().map(|(key, answers)| (codes.common(key), answers)));
            }
            Counted::InDetail(counted) => {
                let all = |(key, attributes), weights| {
                    ((codes.common(key), common(&codes.attributes, attributes)), weights)
                };
                detail.extend(counted.into_iter().map(|(key, weights)| all(key, weights)));
            }
        }
    }
    let detail = each_once(detail, |sum: &mut Weights, other| *sum += &other);
    if !detail.is_empty() {
        answers = detail.iter().map(|((key, _), weights)| (*key, weights.answers())).collect();
    }
    Sums { answers: each_once(answers, |sum, other| *sum += other), detail }
}

/// What is counted under each key, in order of the keys.
fn each_once<K: Copy + Ord, V: Copy>(mut counted: Vec<(K, V)>, add: impl Fn(&mut V, V)) -> Vec<(K, V)> {
    counted.sort_unstable_by_key(|(key, _)| *key);
    counted.dedup_by(|(key, value), (kept, sum)| {
        let is_same = key == kept;
        if is_same {
            add(sum, *value);
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
        let mut cells = Cells::new(false);
        for at in 0..=5 * BATCH {
            let region = u32::from(at % 2 == 0);
            cells
                .add(Response { client: 0, period: 1, region, score, day: 0, is_labelled: false })
                .expect("a frame");
            assert!(cells.batch.client.len() < BATCH);
        }
        cells.count().expect("a frame");
        let codes = Codes { clients: Vec::new(), regions: vec![1], attributes: Vec::new() };
        let sums = add_up(vec![(cells, codes)]).answers;
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
