//! The facts of one report, as answers: of everybody, or of one client.

use std::collections::BTreeMap;

use super::frame::{Facts, Frame};
use crate::responses::Intake;
use crate::survey::{Answers, Region, Scale, Score, Weight};

/// Answers by period (none without dates) and value of a cut (none without its column), ordered by both.
pub type Cells = BTreeMap<(Option<i32>, Option<Region>), Answers>;

/// All that a report is made from.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Excerpt {
    /// Answers by period and region.
    pub cells: Cells,
    /// Answers by period and value, for each other cut that is needed.
    pub segments: Vec<Cells>,
    /// The account of the rows.
    pub intake: Intake,
}

impl Excerpt {
    /// All answers.
    #[must_use]
    pub fn n(&self) -> u64 {
        self.cells.values().map(Answers::n).sum()
    }
}

/// How facts are read as answers by one cut.
pub(super) struct Reading<'a> {
    /// The names of the values of the cut.
    pub(super) names: &'a [String],
    pub(super) scale: &'a Scale,
    pub(super) has_dates: bool,
    /// Whether there is a column of the cut.
    pub(super) has_values: bool,
    pub(super) is_weighted: bool,
    /// Where answers belong to clusters: the cut that names these, and the code of answers that name none.
    pub(super) cluster: Option<(usize, usize)>,
}

impl Reading<'_> {
    /// The answers of a frame by period and the first of its cuts.
    pub(super) fn cells(&self, frame: &Frame) -> Cells {
        let Facts { periods, cuts, values, n, sums, squares } = frame.read();
        let scores: Vec<Score> = self.scale.scores().collect();
        let by = cuts.first().map(|(_, codes)| *codes).unwrap_or_default();
        let cluster = self.cluster.and_then(|(cut, none)| {
            let (_, codes) = cuts.iter().find(|(other, _)| *other == cut)?;
            Some((*codes, none))
        });
        let mut cells = Cells::new();
        let weights = n.iter().zip(sums).zip(squares);
        let facts = periods.iter().zip(by).zip(values).zip(weights).enumerate();
        // Facts of a period and value mostly follow each other.
        let mut held: Option<((i32, u32), Answers)> = None;
        let mut put = |(period, code): (i32, u32), answers: Answers| {
            let period = self.has_dates.then_some(period);
            let name = self.names.get(code as usize).cloned();
            let value = self.has_values.then(|| name.map_or(Region::NotStated, Region::Named));
            *cells.entry((period, value)).or_default() += &answers;
        };
        for (at, (((period, by), value), ((n, sum), squares))) in facts {
            let key = (*period, *by);
            if held.as_ref().is_none_or(|(known, _)| *known != key) {
                let empty = Answers::from(crate::survey::Histogram::new(vec![0; scores.len()]));
                if let Some((key, answers)) = held.replace((key, empty)) {
                    put(key, answers);
                }
            }
            let (Some((_, answers)), Some(score)) = (&mut held, scores.get(*value as usize)) else {
                continue;
            };
            let weight = Weight { answers: *n, sum: *sum, squares: *squares };
            match cluster {
                Some((codes, none)) => {
                    let code = codes.get(at).map(|code| *code as usize).filter(|code| *code != none);
                    answers.weigh_in(code, *score, weight);
                }
                None if self.is_weighted => answers.weigh(*score, weight),
                None => answers.add(*score, *n),
            }
        }
        if let Some((key, answers)) = held {
            put(key, answers);
        }
        cells
    }
}
