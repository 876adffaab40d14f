//! Responses as the typed columns of a polars frame, batch by batch.

use polars::prelude::{
    ChunkedArray, Column, DataFrame, Float64Type, Int32Type, IntoSeries, PolarsNumericType, PolarsResult,
    UInt32Type,
};

use super::{Detail, Placed, Roles};

/// How many responses are in a frame, at most.
const BATCH: usize = 1 << 13;

/// How many numbers: they fit a core's own cache.
const NUMBERS: usize = 1 << 16;

/// What stands for the answer of a row to a question that it leaves blank.
pub const BLANK: u32 = u32::MAX;

/// Who is given responses as frames: of the columns `client`, `period`, `weight`, one for each cut, where they are read, and one of
/// the answers to each question.
pub trait Take: Send {
    /// Takes a frame of the answers of rows to the question that leads the report and all others with one answer each, which may be
    /// [blank](BLANK); and of `day`.
    ///
    /// # Errors
    /// When its columns are others.
    fn take(&mut self, frame: &DataFrame) -> PolarsResult<()>;

    /// Takes a frame of what was chosen of the options of a question, each of them being a row.
    ///
    /// # Errors
    /// When its columns are others.
    fn take_options(&mut self, question: usize, frame: &DataFrame) -> PolarsResult<()>;
}

/// The name of the column of the answers to a question: 0 is the one that leads the report, then come the further ones.
#[must_use]
pub fn value_column(question: usize) -> String {
    format!("value {question}")
}

/// The name of the column of a cut: of regions, which are the first, and of each attribute after them.
#[must_use]
pub fn cut_column(cut: usize) -> String {
    format!("cut {cut}")
}

/// Responses on their way into a frame, column by column: `client` (its code), `period` (its ordinal), the answer to each question
/// (the position of the score on its scale), `weight`, the code of its value for each cut, and `day`, counted from 1970-01-01.
/// Columns that nothing is read for are left out.
#[derive(Debug, Clone)]
pub(super) struct Pending {
    pub(super) client: Option<Vec<u32>>,
    pub(super) period: Option<Vec<i32>>,
    pub(super) region: Option<Vec<u32>>,
    pub(super) attributes: Vec<Vec<u32>>,
    pub(super) weight: Option<Vec<f64>>,
    pub(super) day: Option<Vec<i32>>,
    /// By question.
    pub(super) values: Vec<(usize, Vec<u32>)>,
    most: usize,
}

impl Pending {
    /// An empty one with the columns that these roles fill, and answers to these questions.
    pub(super) fn new(roles: &Roles, questions: impl Iterator<Item = usize>) -> Self {
        let values: Vec<(usize, Vec<u32>)> = questions.map(|question| (question, Vec::new())).collect();
        let columns = 4 + roles.attributes.len() + values.len();
        Self {
            client: (!roles.client.is_empty()).then(Vec::new),
            period: roles.date.map(|_| Vec::new()),
            region: roles.region.map(|_| Vec::new()),
            attributes: vec![Vec::new(); roles.attributes.len()],
            weight: roles.weight.map(|_| Vec::new()),
            day: None,
            values,
            most: BATCH.min(NUMBERS / columns),
        }
    }

    /// The same with a column for the day, where there are dates.
    pub(super) fn with_days(self, roles: &Roles) -> Self {
        Self { day: roles.date.map(|_| Vec::new()), ..self }
    }

    /// Adds the answers of a row to all questions, and tells whether there are enough rows for a frame: a chunk may be a whole row
    /// group, of any number of rows.
    #[expect(
        clippy::inline_always,
        reason = "the innermost loop: whether it is a call must not hang on who else calls it"
    )]
    #[inline(always)]
    pub(super) fn put(&mut self, placed: Placed, answers: &[u32], detail: Option<&Detail>) -> bool {
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
        if let Some(detail) = detail {
            for (column, code) in self.attributes.iter_mut().zip(detail.attributes) {
                column.push(code);
            }
            if let Some(weight) = &mut self.weight {
                weight.push(detail.weight);
            }
        }
        let mut rows = 0;
        for ((_, values), answer) in self.values.iter_mut().zip(answers) {
            values.push(*answer);
            rows = values.len();
        }
        rows >= self.most
    }

    /// Adds the responses of another one with the same columns, which is empty afterwards, and tells whether there are enough for a
    /// frame.
    pub(super) fn append(&mut self, other: &mut Self) -> bool {
        fn append<T>(to: &mut Vec<T>, from: &mut Vec<T>) {
            if to.is_empty() {
                std::mem::swap(to, from);
            } else {
                to.append(from);
            }
        }
        self.codes().zip(other.codes()).for_each(|(to, from)| append(to, from));
        self.numbers().zip(other.numbers()).for_each(|(to, from)| append(to, from));
        self.weight.iter_mut().zip(&mut other.weight).for_each(|(to, from)| append(to, from));
        self.rows() >= self.most
    }

    /// Leaves out the rows that are not kept.
    pub(super) fn keep(&mut self, are_kept: &[bool]) {
        fn keep<T>(column: &mut Vec<T>, are_kept: &[bool]) {
            let mut are_kept = are_kept.iter();
            column.retain(|_| are_kept.next().is_some_and(|is_kept| *is_kept));
        }
        self.codes().for_each(|column| keep(column, are_kept));
        self.numbers().for_each(|column| keep(column, are_kept));
        self.weight.iter_mut().for_each(|column| keep(column, are_kept));
    }

    fn rows(&self) -> usize {
        self.values.first().map_or(0, |(_, values)| values.len())
    }

    fn codes(&mut self) -> impl Iterator<Item = &mut Vec<u32>> {
        let of_cuts = self.client.iter_mut().chain(&mut self.region).chain(&mut self.attributes);
        of_cuts.chain(self.values.iter_mut().map(|(_, values)| values))
    }

    fn numbers(&mut self) -> impl Iterator<Item = &mut Vec<i32>> {
        self.period.iter_mut().chain(&mut self.day)
    }

    /// The responses as a frame. The batch is empty afterwards.
    pub(super) fn take_frame(&mut self) -> PolarsResult<DataFrame> {
        let most = self.most;
        let height = self.rows();
        let values = self.values.iter_mut();
        let values = values.map(|(at, values)| column::<UInt32Type>(&value_column(*at), values, most));
        let mut columns: Vec<Column> = values.collect();
        columns.extend(self.client.as_mut().map(|client| column::<UInt32Type>("client", client, most)));
        columns.extend(self.period.as_mut().map(|period| column::<Int32Type>("period", period, most)));
        let cuts = self.region.iter_mut().map(|region| (0, region));
        let cuts = cuts.chain(self.attributes.iter_mut().enumerate().map(|(at, column)| (at + 1, column)));
        columns.extend(cuts.map(|(cut, codes)| column::<UInt32Type>(&cut_column(cut), codes, most)));
        columns.extend(self.weight.as_mut().map(|weight| column::<Float64Type>("weight", weight, most)));
        columns.extend(self.day.as_mut().map(|day| column::<Int32Type>("day", day, most)));
        DataFrame::new(height, columns)
    }
}

/// These values as a column, without a copy; there is room for so many again.
fn column<T: PolarsNumericType>(name: &str, values: &mut Vec<T::Native>, most: usize) -> Column
where
    ChunkedArray<T>: IntoSeries,
{
    let values = std::mem::replace(values, Vec::with_capacity(most));
    ChunkedArray::<T>::from_vec(name.into(), values).into_series().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_is_handed_over_before_it_is_large_however_many_rows_a_chunk_has() {
        let mut batch = Pending::new(&Roles { region: Some(1), ..Roles::default() }, 0..1);
        let mut heights = Vec::new();
        for at in 0..=5 * BATCH {
            let region = u32::from(at % 2 == 0);
            if batch.put(Placed { client: 0, period: 1, region, day: 0 }, &[9], None) {
                heights.push(batch.take_frame().expect("a frame").height());
            }
        }
        heights.push(batch.take_frame().expect("a frame").height());
        assert_eq!(heights, [BATCH, BATCH, BATCH, BATCH, BATCH, 1]);
    }
}
