//! Responses as the typed columns of a polars frame, batch by batch.

use polars::prelude::{
    ChunkedArray, Column, DataFrame, Float64Type, Int32Type, IntoSeries, PolarsNumericType, PolarsResult,
    UInt32Type,
};

use super::{Detail, Placed, Response, Roles};

/// How many responses are in a frame, at most: they fit a core's own cache.
const BATCH: usize = 1 << 13;

/// Who is given responses as frames: of the columns `client`, `period`, `value`, `weight` and one for each cut, where they are read;
/// and of `day`, of answers to the question that leads the report.
pub trait Take: Send {
    /// Takes a frame of answers to a question: 0 for the one that leads the report, then the further ones.
    ///
    /// # Errors
    /// When its columns are others.
    fn take(&mut self, question: usize, frame: &DataFrame) -> PolarsResult<()>;
}

/// The name of the column of a cut: of regions, which are the first, and of each attribute after them.
#[must_use]
pub fn cut_column(cut: usize) -> String {
    format!("cut {cut}")
}

/// Responses on their way into a frame, column by column: `client` (its code), `period` (its ordinal), `value` (the position
/// of its score on the scale), `weight`, the code of its value for each cut, and `day`, counted from 1970-01-01. Columns that
/// nothing is read for are left out.
#[derive(Debug)]
pub(super) struct Pending {
    client: Option<Vec<u32>>,
    period: Option<Vec<i32>>,
    region: Option<Vec<u32>>,
    attributes: Vec<Vec<u32>>,
    value: Vec<u32>,
    weight: Option<Vec<f64>>,
    day: Option<Vec<i32>>,
}

impl Pending {
    /// An empty one with the columns that these roles fill.
    pub(super) fn new(roles: &Roles) -> Self {
        Self {
            client: (!roles.client.is_empty()).then(Vec::new),
            period: roles.date.map(|_| Vec::new()),
            region: roles.region.map(|_| Vec::new()),
            attributes: vec![Vec::new(); roles.attributes.len()],
            value: Vec::new(),
            weight: roles.weight.map(|_| Vec::new()),
            day: None,
        }
    }

    /// The same with a column for the day, where there are dates.
    pub(super) fn with_days(roles: &Roles) -> Self {
        Self { day: roles.date.map(|_| Vec::new()), ..Self::new(roles) }
    }

    /// Adds a response, and tells whether they are enough for a frame: a chunk may be a whole row group, of any number of rows.
    #[expect(
        clippy::inline_always,
        reason = "the innermost loop: whether it is a call must not hang on who else calls it"
    )]
    #[inline(always)]
    pub(super) fn add(&mut self, response: Response, detail: Option<Detail>) -> bool {
        self.put(response.into(), u32::try_from(response.score.index()).unwrap_or_default(), detail)
    }

    /// The same of whatever was answered, by its code.
    #[expect(
        clippy::inline_always,
        reason = "the innermost loop: whether it is a call must not hang on who else calls it"
    )]
    #[inline(always)]
    pub(super) fn put(&mut self, placed: Placed, value: u32, detail: Option<Detail>) -> bool {
        if let Some(client) = &mut self.client {
            client.push(placed.client);
        }
        if let Some(period) = &mut self.period {
            period.push(placed.period);
        }
        if let Some(day) = &mut self.day {
            day.push(placed.day);
        }
        if let Some(region) = &mut self.region {
            region.push(placed.region);
        }
        self.value.push(value);
        if let Some(detail) = detail {
            for (column, code) in self.attributes.iter_mut().zip(detail.attributes) {
                column.push(code);
            }
            if let Some(weight) = &mut self.weight {
                weight.push(detail.weight);
            }
        }
        self.value.len() >= BATCH
    }

    /// The responses as a frame. The batch is empty afterwards.
    pub(super) fn take_frame(&mut self) -> PolarsResult<DataFrame> {
        let height = self.value.len();
        let mut columns = vec![column::<UInt32Type>("value", &mut self.value)];
        columns.extend(self.client.as_mut().map(|client| column::<UInt32Type>("client", client)));
        columns.extend(self.period.as_mut().map(|period| column::<Int32Type>("period", period)));
        let cuts = self.region.iter_mut().map(|region| (0, region));
        let cuts = cuts.chain(self.attributes.iter_mut().enumerate().map(|(at, column)| (at + 1, column)));
        columns.extend(cuts.map(|(cut, codes)| column::<UInt32Type>(&cut_column(cut), codes)));
        columns.extend(self.weight.as_mut().map(|weight| column::<Float64Type>("weight", weight)));
        columns.extend(self.day.as_mut().map(|day| column::<Int32Type>("day", day)));
        DataFrame::new(height, columns)
    }
}

/// These values as a column, without a copy; there is room for as many again.
fn column<T: PolarsNumericType>(name: &str, values: &mut Vec<T::Native>) -> Column
where
    ChunkedArray<T>: IntoSeries,
{
    let values = std::mem::replace(values, Vec::with_capacity(BATCH));
    ChunkedArray::<T>::from_vec(name.into(), values).into_series().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::Scale;

    #[test]
    fn a_frame_is_handed_over_before_it_is_large_however_many_rows_a_chunk_has() {
        let score = Scale::ZERO_TO_TEN.score(9).expect("on the scale");
        let mut batch = Pending::new(&Roles { region: Some(1), ..Roles::default() });
        let mut heights = Vec::new();
        for at in 0..=5 * BATCH {
            let region = u32::from(at % 2 == 0);
            let response = Response { client: 0, period: 1, region, score, day: 0, is_labelled: false };
            if batch.add(response, None) {
                heights.push(batch.take_frame().expect("a frame").height());
            }
        }
        heights.push(batch.take_frame().expect("a frame").height());
        assert_eq!(heights, [BATCH, BATCH, BATCH, BATCH, BATCH, 1]);
    }
}
