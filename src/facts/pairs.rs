//! How many answers of a period values of different cuts have together, and whether such a pair may be told beside all else.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::packed::{Row, unpacked};
use super::space::lot;
use super::thin::can_be_told;
use super::together::{Together, of_rows};
use crate::survey::{Counts, Region};

/// Some answers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Bunch {
    groups: [u64; 3],
    /// The same for the same answers, and another one for others.
    pub(crate) mark: u64,
}

impl Bunch {
    /// How many of each group they are.
    pub(crate) fn counts(self) -> Counts {
        let [detractors, passives, promoters] = self.groups;
        Counts::new(detractors, passives, promoters)
    }

    fn add(&mut self, groups: [u64; 3], mark: u64) {
        self.groups.iter_mut().zip(groups).for_each(|(sum, n)| *sum += n);
        self.mark = self.mark.wrapping_add(mark);
    }

    /// What is left of these without some of them.
    pub(crate) fn without(self, part: Self) -> Self {
        let mut groups = self.groups;
        groups.iter_mut().zip(part.groups).for_each(|(n, of)| *n = n.saturating_sub(of));
        Self { groups, mark: self.mark.wrapping_sub(part.mark) }
    }
}

/// Answers of a period, by value and by pairs of values of different cuts.
#[derive(Debug)]
pub(crate) struct Pairs {
    /// All.
    pub(crate) all: Bunch,
    /// By cut, the regions first, those of each of its values that were asked for.
    pub(crate) values: Vec<Vec<Bunch>>,
    /// By both cuts, the first one first, and both values.
    both: BTreeMap<(usize, usize), Vec<Bunch>>,
    /// How many values of each cut are paired.
    widths: Vec<usize>,
}

impl Pairs {
    /// The answers that have a value of one cut and one of a later one.
    pub(crate) fn of(&self, (one, value): (usize, usize), (two, other): (usize, usize)) -> Bunch {
        let width = self.widths.get(two).copied().unwrap_or_default();
        let all = self.both.get(&(one, two));
        all.and_then(|all| all.get(value * width + other)).copied().unwrap_or_default()
    }
}

/// The sums of some rows.
struct Sums {
    all: Bunch,
    values: Vec<Vec<Bunch>>,
    tables: Vec<Vec<Bunch>>,
}

impl Sums {
    /// Those of others beside them.
    fn and(mut self, other: Self) -> Self {
        self.all.add(other.all.groups, other.all.mark);
        let own = self.values.iter_mut().chain(&mut self.tables).flatten();
        let others = other.values.into_iter().chain(other.tables).flatten();
        own.zip(others).for_each(|(sum, other)| sum.add(other.groups, other.mark));
        self
    }
}

/// So many rows are counted at once.
const PIECE: usize = 1 << 14;

/// Rows in pieces, none of which parts like ones.
fn pieces(mut rows: &[Row]) -> impl Iterator<Item = &[Row]> {
    std::iter::from_fn(move || {
        let last = rows.get(..PIECE.min(rows.len()))?.last()?;
        let more = rows.iter().skip(PIECE).take_while(|row| row.is_like(last)).count();
        let (piece, left) = rows.split_at(PIECE.min(rows.len()) + more);
        rows = left;
        Some(piece)
    })
}

/// The values of a cut that are asked for.
pub(crate) struct Asked<'a> {
    /// Each.
    pub(crate) values: Vec<&'a Region>,
    /// So many of them, the first ones, are asked for together with those of other cuts.
    pub(crate) paired: usize,
}

impl Together<'_> {
    /// The answers of these values of each cut, the regions first, and of pairs of them; what each value is called by its position
    /// is given.
    pub(crate) fn pairs(&self, names: &[Vec<Region>], asked: &[Asked<'_>]) -> Pairs {
        let place = |(names, asked): (&Vec<Region>, &Asked<'_>)| {
            let by_name: BTreeMap<&Region, usize> = asked.values.iter().copied().zip(0..).collect();
            names.iter().map(|name| by_name.get(name).copied()).collect::<Vec<Option<usize>>>()
        };
        let places: Vec<Vec<Option<usize>>> = names.iter().zip(asked).map(place).collect();
        // Cut by cut, in the order of the pairs of cuts.
        let width = |cut: usize| asked.get(cut).map_or(0, |asked| asked.paired);
        let cuts: Vec<usize> = (0..asked.len()).filter(|cut| width(*cut) > 0).collect();
        let both = || {
            cuts.iter()
                .enumerate()
                .flat_map(|(at, one)| cuts.iter().skip(at + 1).map(move |two| (*one, *two)))
        };
        let none = || Sums {
            all: Bunch::default(),
            values: asked.iter().map(|asked| vec![Bunch::default(); asked.values.len()]).collect(),
            tables: both().map(|(one, two)| vec![Bunch::default(); width(one) * width(two)]).collect(),
        };
        let add = |mut sums: Sums, rows: &[Row]| {
            let mut own: Vec<Option<usize>> = Vec::new();
            for (values, groups) in of_rows(rows, self.question) {
                // A number that looks like chance for each choice of values, as often as there are answers with these; of 0 it were none.
                let mark = lot((values[0] ^ lot(values[1].wrapping_add(1))).wrapping_add(1));
                sums.all.add(groups, mark);
                own.clear();
                own.extend(
                    unpacked(values, self.cuts)
                        .zip(&places)
                        .map(|(code, places)| *places.get(code as usize)?),
                );
                for (value, sums) in own.iter().zip(&mut sums.values) {
                    if let Some(sum) = value.and_then(|value| sums.get_mut(value)) {
                        sum.add(groups, mark);
                    }
                }
                own.iter_mut()
                    .zip(asked)
                    .for_each(|(value, asked)| *value = value.filter(|at| *at < asked.paired));
                let mut table = sums.tables.iter_mut();
                for (at, one) in cuts.iter().enumerate() {
                    let first = own.get(*one).copied().flatten();
                    for two in cuts.iter().skip(at + 1) {
                        let Some(table) = table.next() else { break };
                        let second = own.get(*two).copied().flatten();
                        let Some((first, second)) = first.zip(second) else { continue };
                        if let Some(sum) = table.get_mut(first * width(*two) + second) {
                            sum.add(groups, mark);
                        }
                    }
                }
            }
            sums
        };
        let pieces: Vec<&[Row]> = self.rows().flat_map(pieces).collect();
        let sums = pieces.into_par_iter().fold(none, add).reduce(none, Sums::and);
        let widths = asked.iter().map(|asked| asked.paired).collect();
        Pairs { all: sums.all, values: sums.values, both: both().zip(sums.tables).collect(), widths }
    }

    /// Whether answers that have a value of each of two cuts may be told beside all that is shown of these cuts: no few answers are
    /// found by adding and subtracting, nor some of one group only. Where each value is shown is given by its position, the regions
    /// first, and so is what it is called.
    pub(crate) fn may_be_told(
        &self,
        names: &[Vec<Region>],
        shown: &[Vec<bool>],
        pair: [(usize, &Region); 2],
        minimum: u64,
    ) -> bool {
        let pair = pair.map(|(cut, value)| {
            let at = names.get(cut).and_then(|names| names.iter().position(|name| name == value));
            (cut, at.and_then(|at| u32::try_from(at).ok()).unwrap_or(u32::MAX))
        });
        let profiles = self.profiles(names).with_pair(pair);
        let values = profiles.values();
        let of_pair = vec![true; 2];
        let told: Vec<&Vec<bool>> = shown.iter().chain([&of_pair]).collect();
        can_be_told((&profiles, &values), &told, minimum)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(names: &[&str]) -> Vec<Region> {
        names.iter().map(|name| Region::Named((*name).to_owned())).collect()
    }

    /// Three regions by two sizes and two channels: detractors, passives and promoters, one client after the other.
    const ANSWERS: [([u32; 3], [u64; 3]); 5] = [
        ([0, 0, 0], [300, 2, 1]),
        ([0, 1, 0], [4, 0, 5]),
        ([1, 0, 1], [0, 7, 9]),
        ([2, 1, 1], [1, 1, 1]),
        ([2, 1, 0], [0, 0, 6]),
    ];

    fn rows() -> Vec<Row> {
        let of = |(values, groups): &([u32; 3], [u64; 3])| {
            let row = |group: usize| Row::new(0, 0, values.iter().copied(), group as u64 + 1);
            (0..3)
                .flat_map(|group| vec![row(group); usize::try_from(groups[group]).expect("few")])
                .collect::<Vec<_>>()
        };
        ANSWERS.iter().flat_map(of).collect()
    }

    #[test]
    fn pairs_are_the_answers_that_have_both_values_each_counted_once() {
        let rows = rows();
        let together = Together::new(vec![&rows], 0, 3);
        let names = [named(&["n", "s", "w"]), named(&["big", "small"]), named(&["phone", "web"])];
        let asked = names.iter().map(|names| Asked { values: names.iter().collect(), paired: names.len() });
        let pairs = together.pairs(&names, &asked.collect::<Vec<_>>());
        assert_eq!(pairs.all.counts(), Counts::new(305, 10, 22));
        for ((one, two), [a, b]) in [((0, 1), [0, 0]), ((0, 2), [2, 1]), ((1, 2), [1, 0]), ((0, 1), [1, 1])] {
            let has = |values: &[u32; 3]| values[one] as usize == a && values[two] as usize == b;
            let sum = ANSWERS
                .iter()
                .filter(|(values, _)| has(values))
                .fold([0; 3], |sum, (_, groups)| [0, 1, 2].map(|group: usize| sum[group] + groups[group]));
            assert_eq!(
                pairs.of((one, a), (two, b)).counts(),
                Counts::new(sum[0], sum[1], sum[2]),
                "{one} {two}"
            );
        }
        // Who is of the second region is big and on the web, and nobody else is.
        let second = pairs.values[0][1];
        assert_eq!(pairs.of((1, 0), (2, 1)).mark, second.mark);
        assert_ne!(pairs.of((1, 0), (2, 0)).mark, second.mark);
        assert_eq!(second.without(second), Bunch::default());
    }

    #[test]
    fn answers_with_the_first_value_of_each_cut_are_told_from_none() {
        let row = |one, two| Row::new(0, 0, [one, two].into_iter(), 1);
        let rows = [row(0, 0), row(0, 1), row(1, 0), row(1, 1)];
        let names = [named(&["n", "s"]), named(&["big", "small"])];
        let asked = names.iter().map(|names| Asked { values: names.iter().collect(), paired: names.len() });
        let together = Together::new(vec![&rows], 0, 2);
        let pairs = together.pairs(&names, &asked.collect::<Vec<_>>());
        let both = [(0, 0), (0, 1), (1, 0), (1, 1)].map(|(one, two)| pairs.of((0, one), (1, two)).mark);
        let alone =
            [pairs.values[0][0].mark, pairs.values[0][1].mark, pairs.values[1][0].mark, pairs.all.mark];
        let different: std::collections::BTreeSet<u64> = both.into_iter().chain(alone).chain([0]).collect();
        assert_eq!(different.len(), 9);
    }

    #[test]
    fn a_pair_that_leaves_few_answers_of_a_shown_value_may_not_be_told() {
        // Of twenty by phone from the north two are not small.
        let of = |values: [u32; 2], n: usize| {
            let row = |at: usize| Row::new(0, 0, values.into_iter(), at as u64 % 3 + 1);
            (0..n).map(row).collect::<Vec<_>>()
        };
        let names = [named(&["n", "s"]), named(&["small", "large"])];
        for (left, may_be) in [(2, false), (8, true)] {
            let rows = [of([0, 0], 18), of([0, 1], left), of([1, 0], 20), of([1, 1], 20)].concat();
            let together = Together::new(vec![&rows], 0, 2);
            let pair = [(0, &names[0][0]), (1, &names[1][0])];
            let shown = vec![vec![true; 2]; 2];
            assert_eq!(together.may_be_told(&names, &shown, pair, 5), may_be);
            // What is left of the region tells them, too.
            let shown = vec![vec![true; 2], vec![false; 2]];
            assert_eq!(together.may_be_told(&names, &shown, pair, 5), may_be);
        }
    }
}
