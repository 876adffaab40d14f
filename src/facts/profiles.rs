//! What answers say to several questions at once: how many have each profile, which is the group of the score and the answer to each
//! of the questions, in the one period that is reported on.
//!
//! Facts of single questions do not tell that. There are as many profiles as answers at most; answers that lack one of them have
//! none.

use std::collections::{BTreeMap, HashMap};

use polars::prelude::{DataFrame, PolarsResult};

use crate::config::MOST_DRIVERS;
use crate::responses::{BLANK, Reportable, cut_column, value_column};
use crate::survey::{Group, Region, Scale};

/// The bits of an answer: a scale has at most 101 points. All drivers have room beside the group.
const BITS: usize = 7;

/// Of which answers the profiles are needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileNeeds {
    /// The questions, by their positions among the further ones.
    pub questions: Vec<usize>,
    /// The attributes by whose values they are needed too, besides regions.
    pub cuts: Vec<usize>,
    /// Which period may be the reported one.
    pub reported: Reportable,
}

/// A group and the answers to questions, packed: they sort by the group, then by each answer in turn.
type Packed = u128;

/// The profiles of some answers of one period.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Profiles {
    /// The ordinal of the period; 0 where no dates are read.
    period: i32,
    counts: BTreeMap<Packed, u64>,
    /// The same by each value of a cut: of the regions, which are the first, and of each that is needed.
    by: BTreeMap<(usize, Region), BTreeMap<Packed, u64>>,
}

impl Profiles {
    /// How many answers have a profile.
    #[must_use]
    pub fn n(&self) -> u64 {
        self.counts.values().sum()
    }

    /// Each profile with its number, in one order: the group and the positions of so many answers on their scales.
    pub(crate) fn each(&self, questions: usize) -> impl Iterator<Item = (Group, Vec<usize>, u64)> {
        self.counts.iter().map(move |(packed, n)| {
            let at = |question: usize| {
                let answer = packed >> (BITS * (questions - 1 - question)) & ((1 << BITS) - 1);
                usize::try_from(answer).unwrap_or_default()
            };
            let group = match packed >> (BITS * questions) {
                0 => Group::Detractor,
                1 => Group::Passive,
                _ => Group::Promoter,
            };
            (group, (0..questions).map(at).collect(), *n)
        })
    }

    /// The only region that they are of; none where they are of several, or of none.
    pub(crate) fn only_region(&self) -> Option<&Region> {
        let mut regions = self.by.keys().filter(|(cut, _)| *cut == 0).map(|(_, region)| region);
        regions.next().filter(|_| regions.next().is_none())
    }

    /// Those of each value of a cut that has any: of regions, which come first, or of one that is needed.
    pub(crate) fn by(&self, cut: usize) -> impl Iterator<Item = (&Region, Self)> {
        let own = self.by.iter().filter(move |((at, _), _)| *at == cut);
        own.map(|((_, value), counts)| {
            (value, Self { period: self.period, counts: counts.clone(), by: BTreeMap::new() })
        })
    }

    /// Those of a period, by its ordinal; none where they are of another.
    pub(crate) fn in_period(&self, ordinal: Option<i32>) -> Self {
        if self.period == ordinal.unwrap_or_default() { self.clone() } else { Self::default() }
    }

    /// Takes in others: those of the later period where they differ.
    pub(super) fn absorb(&mut self, other: &Self) {
        if self.counts.is_empty() || self.period < other.period {
            *self = other.clone();
        } else if self.period == other.period {
            other.counts.iter().for_each(|(packed, n)| *self.counts.entry(*packed).or_default() += n);
            for (value, counts) in &other.by {
                let own = self.by.entry(value.clone()).or_default();
                for (packed, n) in counts {
                    *own.entry(*packed).or_default() += n;
                }
            }
        }
    }
}

/// What a worker has counted, by its codes of clients and of values.
#[derive(Debug, Default)]
pub(super) struct Profiler {
    /// The columns of the questions; nothing is counted without any.
    columns: Vec<String>,
    /// The group of each score.
    groups: Vec<Packed>,
    reported: Option<Reportable>,
    period: Option<i32>,
    counts: HashMap<(u32, Packed), u64>,
    /// The columns of the cuts, the regions first, and what was counted by each.
    pub(super) cuts: Vec<String>,
    by: HashMap<(u32, usize, u32, Packed), u64>,
}

impl Profiler {
    /// Nothing counted yet; nothing at all where no profiles are needed.
    pub(super) fn new(needs: Option<&ProfileNeeds>, scale: Scale) -> Self {
        let Some(needs) = needs else { return Self::default() };
        let group = |score| match scale.group(score) {
            Group::Detractor => 0,
            Group::Passive => 1,
            Group::Promoter => 2,
        };
        Self {
            columns: needs.questions.iter().take(MOST_DRIVERS).map(|at| value_column(at + 1)).collect(),
            groups: scale.scores().map(group).collect(),
            reported: Some(needs.reported),
            cuts: std::iter::once(0).chain(needs.cuts.iter().map(|at| at + 1)).map(cut_column).collect(),
            ..Self::default()
        }
    }

    /// Takes rows of these clients and periods, and of these values of each cut.
    pub(super) fn take(
        &mut self,
        frame: &DataFrame,
        (clients, periods): (&[u32], &[i32]),
        cuts: &[&[u32]],
    ) -> PolarsResult<()> {
        // A list of all who were asked tells nothing of the score.
        let names: Vec<String> =
            std::iter::once(value_column(0)).chain(self.columns.iter().cloned()).collect();
        let Some(reported) = self.reported.filter(|_| frame.get_column_index(&value_column(0)).is_some())
        else {
            return Ok(());
        };
        let values = |name: &String| frame.column(name)?.u32()?.cont_slice();
        let values = names.iter().map(values).collect::<PolarsResult<Vec<&[u32]>>>()?;
        for (at, (client, period)) in clients.iter().zip(periods).enumerate() {
            if !reported.may_be(*period) || self.period.is_some_and(|latest| *period < latest) {
                continue;
            }
            let Some(packed) = self.packed(&values, at) else { continue };
            if self.period.is_none_or(|latest| latest < *period) {
                // Of a period before one that may be reported on nothing is told.
                self.period = Some(*period);
                self.counts.clear();
                self.by.clear();
            }
            *self.counts.entry((*client, packed)).or_default() += 1;
            for (cut, codes) in cuts.iter().enumerate() {
                let code = codes.get(at).copied().unwrap_or_default();
                *self.by.entry((*client, cut, code, packed)).or_default() += 1;
            }
        }
        Ok(())
    }

    /// The profile of a row; none where it lacks an answer.
    fn packed(&self, values: &[&[u32]], row: usize) -> Option<Packed> {
        let mut answers =
            values.iter().map(|answers| answers.get(row).copied().filter(|answer| *answer != BLANK));
        let group = *self.groups.get(answers.next()?? as usize)?;
        answers.try_fold(group, |packed, answer| Some(packed << BITS | Packed::from(answer?)))
    }

    /// Adds what was counted to what others counted, by the codes of all and by names.
    pub(super) fn named(
        self,
        all: &mut BTreeMap<u32, Profiles>,
        client: impl Fn(u32) -> u32,
        value: impl Fn(usize, u32) -> Region,
    ) {
        let Some(period) = self.period else { return };
        let mut own: BTreeMap<u32, Profiles> = BTreeMap::new();
        // Whatever the order of a worker's, sums are the same.
        let none = || Profiles { period, ..Profiles::default() };
        for ((code, packed), n) in self.counts.into_iter().collect::<BTreeMap<_, _>>() {
            let of = own.entry(client(code)).or_insert_with(none);
            *of.counts.entry(packed).or_default() += n;
        }
        for ((code, cut, named, packed), n) in self.by.into_iter().collect::<BTreeMap<_, _>>() {
            let of = own.entry(client(code)).or_insert_with(none);
            *of.by.entry((cut, value(cut, named))).or_default().entry(packed).or_default() += n;
        }
        for (code, profiles) in own {
            all.entry(code).or_default().absorb(&profiles);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profiles(period: i32, of: &[(Packed, u64)]) -> Profiles {
        let counts: BTreeMap<Packed, u64> = of.iter().copied().collect();
        Profiles { period, by: [((0, Region::Named("North".to_owned())), counts.clone())].into(), counts }
    }

    #[test]
    fn a_profile_is_what_it_was_made_of() {
        let packed = |group: Packed, answers: [Packed; 3]| {
            answers.iter().fold(group, |packed, answer| packed << BITS | answer)
        };
        let of = profiles(3, &[(packed(2, [100, 0, 5]), 7), (packed(0, [1, 2, 3]), 1)]);
        let each: Vec<_> = of.each(3).collect();
        assert_eq!(
            each,
            [(Group::Detractor, vec![1, 2, 3], 1), (Group::Promoter, vec![100, 0, 5], 7)],
            "in order"
        );
        assert_eq!((of.n(), of.in_period(Some(3)).n(), of.in_period(Some(4)).n()), (8, 8, 0));
    }

    #[test]
    fn of_different_periods_the_later_one_is_kept_whoever_comes_first() {
        let (earlier, later) = (profiles(3, &[(1, 5)]), profiles(4, &[(1, 2), (9, 1)]));
        for (one, other) in [(&earlier, &later), (&later, &earlier)] {
            let mut all = Profiles::default();
            all.absorb(one);
            all.absorb(other);
            assert_eq!(all, later);
        }
        let mut twice = later.clone();
        twice.absorb(&later);
        assert_eq!(twice, profiles(4, &[(1, 4), (9, 2)]));
    }
}
