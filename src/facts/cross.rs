//! Which values of all cuts answers have together. Many answers have some that no other has, so that each is kept as a row of
//! numbers, sorted. Of questions that do not lead the report like ones are kept only up to a limit: it is never asked how many more
//! they are.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use rayon::slice::ParallelSliceMut;

use super::packed::{
    GROUP_BITS, MOST_QUESTIONS, REGION_BITS, Row, halves, most_codes, packed_columns, settle, unpacked,
};
use super::together::{Together, of_rows, up_to_limit};
use crate::responses::cut_column;
use crate::survey::{Group, Region, Scale};

/// A column of more values than this is no cut.
pub(crate) const MOST_VALUES: usize = 1000;

/// Beside more regions than this nothing is told by further cuts: it would take too long to know what may be.
pub(crate) const MOST_REGIONS: usize = 500;

/// So many cuts have room beside the regions.
const MOST_CUTS: usize = 11;

/// Rows are sorted, and like ones let go, when there are so many.
const FIRST_LIMIT: usize = 1 << 18;

/// What one worker gathers of all questions.
#[derive(Debug)]
pub(super) struct Gatherer {
    /// The names of the columns of the cuts.
    pub(super) cuts: Vec<String>,
    /// Of each question, what its answers of each value are in a row.
    groups: Vec<Vec<u64>>,
    /// Those of so many questions, one after the other.
    parts: Vec<Rows>,
}

/// Rows of some questions.
#[derive(Debug)]
struct Rows {
    rows: Vec<Row>,
    limit: usize,
}

impl Gatherer {
    /// Nothing yet, of these cuts, the regions first, and questions with these scales.
    pub(super) fn new(cuts: &[usize], scales: &[Scale]) -> Self {
        let group = |score, scale: &Scale| match scale.group(score) {
            Group::Detractor => 1,
            Group::Passive => 2,
            Group::Promoter => 3,
        };
        let groups = scales.iter().enumerate().map(|(at, scale)| {
            scale.scores().map(|score| group(score, scale) << (GROUP_BITS * (at % MOST_QUESTIONS))).collect()
        });
        let parts = scales.chunks(MOST_QUESTIONS).map(|_| Rows { rows: Vec::new(), limit: FIRST_LIMIT });
        Self {
            cuts: cuts.iter().take(MOST_CUTS + 1).map(|cut| cut_column(*cut)).collect(),
            groups: groups.collect(),
            parts: parts.collect(),
        }
    }

    /// Whether there is anything to gather.
    pub(super) fn is_wanted(&self) -> bool {
        !self.cuts.is_empty()
    }

    /// Takes rows of these clients and periods, with these values of each cut and these answers to each question.
    pub(super) fn take(
        &mut self,
        (clients, periods): (&[u32], &[i32]),
        cuts: &[&[u32]],
        questions: &[&[u32]],
    ) {
        let packed = packed_columns(cuts, clients.len());
        let of_parts = self.groups.chunks(MOST_QUESTIONS).zip(questions.chunks(MOST_QUESTIONS));
        for (part, (groups, questions)) in self.parts.iter_mut().zip(of_parts) {
            let mut answers = vec![0; clients.len()];
            for (groups, values) in groups.iter().zip(questions) {
                for (answers, value) in answers.iter_mut().zip(*values) {
                    *answers |= groups.get(*value as usize).copied().unwrap_or_default();
                }
            }
            let rows = clients.iter().zip(periods).zip(packed.iter().zip(answers));
            let rows = rows.filter(|(_, (_, answers))| *answers > 0);
            part.rows.extend(rows.map(|((client, period), (packed, answers))| {
                Row::of_packed(*client, *period, halves(*packed), answers)
            }));
            let before = part.rows.len();
            if before > part.limit {
                part.rows.sort_unstable();
                let questions = questions.len();
                settle(&mut part.rows, questions);
                // Where hardly any are alike, all have to be kept, and it is not soon looked again.
                let by = if part.rows.len() > before / 10 * 9 { 16 } else { 4 };
                part.limit = part.limit.max(part.rows.len() * by);
            }
        }
    }

    /// Its rows by other codes, sorted: `client` and `value` say which, the latter of the cut at a position.
    pub(super) fn recoded(
        mut self,
        client: impl Fn(u32) -> u32,
        value: impl Fn(usize, u32) -> u32,
    ) -> Gathered {
        let cuts = self.cuts.len();
        // Looked up once for each code, not for each row.
        let codes = |at: usize| (0..=most_codes(at)).map(|code| value(at, code)).collect();
        let codes: Vec<Vec<u32>> = (0..cuts).map(codes).collect();
        for rows in &mut self.parts {
            for row in &mut rows.rows {
                let values = unpacked(row.values, cuts).zip(&codes);
                let values =
                    values.map(|(code, codes)| codes.get(code as usize).copied().unwrap_or_default());
                *row = row.recoded(client(row.client()), values);
            }
            rows.rows.sort_unstable();
        }
        Gathered(self.parts.into_iter().map(|part| part.rows).collect())
    }
}

/// What a worker gathered, by codes that are the same for all.
#[derive(Debug)]
pub(super) struct Gathered(Vec<Vec<Row>>);

/// Which values of all cuts the answers of some clients to a question have together. Cheap to copy.
#[derive(Debug, Clone, Default)]
pub struct Cross {
    /// Of several questions.
    rows: Arc<Vec<Row>>,
    /// Which of them this one is.
    question: usize,
    own: Range<usize>,
    /// The values of each cut, the regions first, in the order of their codes; those that name none last.
    values: Arc<[Vec<Region>]>,
    has_dates: bool,
}

impl PartialEq for Cross {
    fn eq(&self, other: &Self) -> bool {
        let places = |cross: &Self| {
            let rows = cross.rows().chunk_by(|a, b| a.place == b.place);
            rows.map(|rows| {
                let profiles = of_rows(rows, cross.question).map(up_to_limit);
                (rows.first().map(|row| row.place), profiles.collect::<Vec<_>>())
            })
            .filter(|(_, profiles)| !profiles.is_empty())
            .collect::<Vec<_>>()
        };
        self.values == other.values && places(self) == places(other)
    }
}

impl Cross {
    /// What all workers gathered of so many questions, for each of them; the names of the values of each cut are given.
    pub(super) fn each(
        gathered: Vec<Gathered>,
        names: &[&[String]],
        has_dates: bool,
        questions: usize,
    ) -> Vec<Self> {
        let mut parts: Vec<Vec<Row>> = Vec::new();
        for Gathered(rows) in gathered {
            parts.resize_with(rows.len().max(parts.len()), Vec::new);
            for (all, mut own) in parts.iter_mut().zip(rows) {
                if all.is_empty() {
                    *all = own;
                } else {
                    all.append(&mut own);
                }
            }
        }
        for rows in &mut parts {
            // Those of each worker are sorted already, which this way of sorting makes use of.
            rows.par_sort();
            settle(rows, MOST_QUESTIONS);
        }
        Self::of_parts(parts, names, has_dates, questions)
    }

    /// Of rows in their order, of so many questions one part after another.
    pub(super) fn of_parts(
        parts: Vec<Vec<Row>>,
        names: &[&[String]],
        has_dates: bool,
        questions: usize,
    ) -> Vec<Self> {
        let values = |names: &&[String]| {
            names.iter().cloned().map(Region::Named).chain([Region::NotStated]).collect::<Vec<_>>()
        };
        let values: Arc<[Vec<Region>]> = names.iter().map(values).collect();
        let parts: Vec<Arc<Vec<Row>>> = parts.into_iter().map(Arc::new).collect();
        let of = |question: usize| {
            let rows = parts.get(question / MOST_QUESTIONS).cloned().unwrap_or_default();
            let question = question % MOST_QUESTIONS;
            Self { own: 0..rows.len(), rows, question, values: values.clone(), has_dates }
        };
        (0..questions).map(of).collect()
    }

    /// The answers of clients with these codes.
    pub(super) fn of(&self, clients: &Range<u32>) -> Self {
        let before = |code: u32| self.rows.partition_point(|row| row.client() < code);
        Self { own: before(clients.start)..before(clients.end), ..self.clone() }
    }

    /// Whether there are so many regions in all that some are not told apart here.
    pub(crate) fn is_coarse(&self) -> bool {
        self.values.first().is_some_and(|regions| regions.len() > 1 << REGION_BITS)
    }

    fn rows(&self) -> &[Row] {
        self.rows.get(self.own.clone()).unwrap_or_default()
    }

    /// The values of each cut, the regions first, by the positions that [`Together`] has; some values of each further cut
    /// standing together.
    pub(crate) fn values_gathered(&self, gathered: &[BTreeSet<Region>]) -> Vec<Vec<Region>> {
        let mut values = self.values.to_vec();
        for (values, gathered) in values.iter_mut().skip(1).zip(gathered) {
            for value in values.iter_mut().filter(|value| gathered.contains(value)) {
                *value = Region::Others;
            }
        }
        values
    }

    /// The values of one cut that the answers with each named value of another have: both by their positions, the regions first.
    pub(crate) fn together(&self, of: usize, with: usize) -> BTreeMap<&Region, BTreeSet<&Region>> {
        let pair = |row: &Row| {
            let mut codes = unpacked(row.values, self.values.len());
            let (first, last) = (of.min(with), of.max(with));
            let (one, other) = (codes.nth(first)?, codes.nth(last - first - 1)?);
            Some(if of < with { (one, other) } else { (other, one) })
        };
        let pairs: BTreeSet<(u32, u32)> = self.rows().iter().filter_map(pair).collect();
        let name = |cut: usize, code: u32| self.values.get(cut)?.get(code as usize);
        let mut found: BTreeMap<&Region, BTreeSet<&Region>> = BTreeMap::new();
        for (value, other) in pairs {
            if let (Some(value @ Region::Named(_)), Some(other)) = (name(of, value), name(with, other)) {
                found.entry(value).or_default().insert(other);
            }
        }
        found
    }

    /// The answers of some periods.
    pub(crate) fn by_period(
        &self,
        is_wanted: impl Fn(Option<i32>) -> bool,
    ) -> BTreeMap<Option<i32>, Together<'_>> {
        let mut of_periods: BTreeMap<Option<i32>, Vec<&[Row]>> = BTreeMap::new();
        // Rows of a client and period follow each other.
        let mut left = self.rows();
        while let Some(first) = left.first() {
            let (rows, after) = left.split_at(left.partition_point(|row| row.place == first.place));
            left = after;
            let ordinal = self.has_dates.then_some(first.period());
            if is_wanted(ordinal) && rows.iter().any(|row| row.group(self.question).is_some()) {
                of_periods.entry(ordinal).or_default().push(rows);
            }
        }
        of_periods
            .into_iter()
            .map(|(ordinal, rows)| (ordinal, Together::new(rows, self.question, self.values.len())))
            .collect()
    }
}
