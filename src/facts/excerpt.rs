//! The facts of one report, as answers: of everybody, or of one client.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use super::cross::Cross;
use super::frame::{Frame, Slices};
use super::profiles::Profiles;
use crate::responses::{Intake, KeptOf};
use crate::survey::{Answers, Days, Histogram, Region, Scale, Score, Topics, Weight};

/// Answers by period (none without dates) and value of a cut (none without its column), ordered by both.
pub type Cells = BTreeMap<(Option<i32>, Option<Region>), Answers>;

/// All that a report is made from.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Excerpt {
    /// Answers by period and region.
    pub cells: Cells,
    /// Those by each further cut, in the order of the config; empty where none of these may be told.
    pub by_cut: Vec<Cells>,
    /// Which values of all these cuts answers have together.
    pub cross: Cross,
    /// The first and the last day of the answers of each period; nothing without dates, and of a further question.
    pub days: BTreeMap<i32, Days>,
    /// What comments of each period are about, with the scores of their answers.
    pub topics: BTreeMap<Option<i32>, Topics>,
    /// What is kept of the answers besides; nothing of a further question.
    pub kept: KeptOf,
    /// What answers say to several questions at once; nothing of a further question.
    pub profiles: Profiles,
    /// All this of each further question.
    pub further: Vec<Excerpt>,
    /// The account of the rows.
    pub intake: Intake,
    /// Regions of a period that are not shown, though they have answers enough: what is hidden could be worked out else.
    pub withheld: BTreeMap<Option<i32>, BTreeSet<Region>>,
    /// Periods whose answers are left out, and nothing is said of: too few clients gave them for others of these to read of it.
    pub left_out: BTreeSet<i32>,
    /// Whether nothing is told of it at all: too few clients gave answers.
    pub is_withheld: bool,
    /// Whether figures are told rounded only: more could be worked out of exact ones.
    pub is_told_rounded: bool,
}

impl Excerpt {
    /// All answers.
    #[must_use]
    pub fn n(&self) -> u64 {
        self.cells.values().map(Answers::n).sum()
    }

    /// Takes away what more cuts than the regions tell.
    pub(crate) fn leave_out_cuts(&mut self) {
        self.by_cut.clear();
        self.cross = Cross::default();
    }

    /// The same of which nobody knows how clusters answered.
    #[must_use]
    pub fn with_clusters_alike(&self) -> Self {
        let mut alike = self.clone();
        for answers in [&mut alike.cells].into_iter().chain(&mut alike.by_cut).flat_map(BTreeMap::values_mut)
        {
            *answers = answers.with_clusters_alike();
        }
        alike
    }
}

/// How facts are read as answers by one cut.
pub(super) struct ByCut<'a> {
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

impl ByCut<'_> {
    /// The answers of a frame by period and the first of its cuts.
    pub(super) fn cells(&self, frame: &Frame) -> Cells {
        let Slices { clients, periods, cuts, values, n, weights } = frame.read();
        let scores: Vec<Score> = self.scale.scores().collect();
        let by = cuts.first().map(|(_, codes)| *codes).unwrap_or_default();
        let cluster = self.cluster.and_then(|(cut, none)| {
            let (_, codes) = cuts.iter().find(|(other, _)| *other == cut)?;
            Some((*codes, none))
        });
        let mut cells = Cells::new();
        // Facts of a period and value mostly follow each other.
        let (mut key, mut cell) = (None, Answers::default());
        let facts = periods.iter().zip(by).zip(values.iter().zip(n)).enumerate();
        for (at, ((period, by), (value, n))) in facts {
            if key != Some((*period, *by)) {
                self.put(&mut cells, key, cell);
                key = Some((*period, *by));
                cell = Answers::from(Histogram::new(vec![0; scores.len()]));
            }
            let Some(score) = scores.get(*value as usize) else { continue };
            let weight = || match weights.map(|weights| weights.map(|weights| weights.get(at).copied())) {
                Some([Some(sum), Some(squares)]) => Weight { answers: *n, sum, squares },
                _ => Weight::of(*n),
            };
            match cluster {
                Some((codes, none)) => {
                    let code = codes.get(at).map(|code| *code as usize).filter(|code| *code != none);
                    // A cluster is one client's own: how sure the score of several clients is would tell one that shares
                    // clusters with others how these answered them.
                    let client = clients.get(at).map_or(0, |client| *client as usize);
                    cell.weigh_in(code.map(|code| client * none + code), *score, weight());
                }
                None if self.is_weighted => cell.weigh(*score, weight()),
                None => cell.add(*score, *n),
            }
        }
        self.put(&mut cells, key, cell);
        cells
    }

    /// Puts answers of a period and value among the others.
    fn put(&self, cells: &mut Cells, key: Option<(i32, u32)>, answers: Answers) {
        let Some((period, code)) = key else { return };
        let name = self.names.get(code as usize).cloned();
        let value = self.has_values.then(|| name.map_or(Region::NotStated, Region::Named));
        match cells.entry((self.has_dates.then_some(period), value)) {
            Entry::Vacant(entry) => {
                entry.insert(answers);
            }
            Entry::Occupied(mut entry) => *entry.get_mut() += &answers,
        }
    }
}
