//! The responses of a chunk as a polars frame, grouped on one integer that packs period, region and score.
//! Grouping on three columns takes several times as long.

use polars::prelude::{
    Column, DataFrame, DataType, Int32Chunked, IntoColumn, NewChunkedArray, PolarsResult, UInt32Chunked,
};

use crate::responses::Response;

/// Bits of a score's index, which is at most 100.
const SCORE_BITS: u32 = 7;
/// Bits of a region's code, which is at most 5,000.
const REGION_BITS: u32 = 13;

/// Period ordinal, region code and score index in one number that orders as they do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key(i64);

impl Key {
    /// Ordinal of the period.
    pub(super) fn period(self) -> i32 {
        i32::try_from(self.0 >> (SCORE_BITS + REGION_BITS)).unwrap_or_default()
    }

    /// Code of the region.
    pub(super) fn region(self) -> u32 {
        u32::try_from((self.0 >> SCORE_BITS) & ((1 << REGION_BITS) - 1)).unwrap_or_default()
    }

    /// Index of the score.
    pub(super) fn score(self) -> usize {
        usize::try_from(self.0 & ((1 << SCORE_BITS) - 1)).unwrap_or_default()
    }
}

/// Responses, column by column.
#[derive(Debug, Default)]
pub(super) struct Batch {
    periods: Vec<i32>,
    regions: Vec<u32>,
    scores: Vec<u32>,
}

impl Batch {
    /// Adds a response.
    #[inline]
    pub(super) fn push(&mut self, response: Response) {
        self.periods.push(response.period);
        self.regions.push(response.region);
        self.scores.push(u32::try_from(response.score.index()).unwrap_or_default());
    }

    /// How many responses there are.
    pub(super) fn len(&self) -> usize {
        self.scores.len()
    }

    /// How many responses share each period, region and score. The batch is empty afterwards.
    pub(super) fn take_counts(&mut self) -> PolarsResult<Vec<(Key, u64)>> {
        let frame = DataFrame::new(
            self.len(),
            vec![
                Int32Chunked::from_slice("period".into(), &self.periods).into_column(),
                UInt32Chunked::from_slice("region".into(), &self.regions).into_column(),
                UInt32Chunked::from_slice("score".into(), &self.scores).into_column(),
            ],
        )?;
        self.periods.clear();
        self.regions.clear();
        self.scores.clear();
        let wide = |name| frame.column(name)?.cast(&DataType::Int64);
        let shifted = |column: Column, bits: u32| column.as_materialized_series() * (1_i64 << bits);
        let place = (&shifted(wide("period")?, REGION_BITS) + wide("region")?.as_materialized_series())?;
        let key = (&shifted(place.into(), SCORE_BITS) + wide("score")?.as_materialized_series())?;
        let grouped = frame.group_by_with_series(vec![key.clone().into()], false, false)?;
        let keys = key.i64()?;
        let counts = grouped.get_groups().iter().filter_map(|group| {
            let key = keys.get(group.first() as usize)?;
            Some((Key(key), group.len() as u64))
        });
        Ok(counts.collect())
    }
}
