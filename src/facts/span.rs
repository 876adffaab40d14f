//! What adding and subtracting can find of counts that are told by several cuts at once.
//!
//! A reader who knows which values go together can add up any shown parts, each with any sign. That gives each answer a
//! number which is a sum of one number for each of its values; where it is zero for all answers but few, those few are
//! found. None are where the answers hold as many sets apart from each other as the minimum, each of which alone forces
//! such a sum to be zero everywhere once it is zero on the set: then few answers leave at least one such set whole. In the
//! terms of linear algebra the sets are disjoint bases of the space that the answers span, each answer being a row with a
//! one for each of its values.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Answers that share their values of all cuts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Crossed {
    /// The position of the value of each cut.
    pub(super) values: Vec<u32>,
    /// How many detractors, passives and promoters they are.
    pub(super) groups: [u64; 3],
}

impl Crossed {
    fn n(&self) -> u64 {
        self.groups.iter().sum()
    }
}

/// More answers apart than this are thinned out before they are looked at again and again.
const MANY: usize = 4000;

/// As many answers as tell whether few of them, fewer than the minimum, or answers of one group are found, whatever is shown:
/// each that is left out is spanned by as many sets apart as the minimum, without those of each group, and among those that no
/// value says to be of one group.
pub(super) fn thinned(crossed: Vec<Crossed>, minimum: u64) -> Vec<Crossed> {
    if crossed.len() <= MANY {
        return crossed;
    }
    let cuts = crossed.first().map_or(0, |first| first.values.len());
    let values = |at: usize| crossed.iter().filter_map(move |crossed| crossed.values.get(at));
    let all: Vec<IsShown> =
        (0..cuts).map(|at| vec![true; values(at).max().map_or(0, |last| *last as usize + 1)]).collect();
    let told = Columns::new(&crossed, &all.iter().collect::<Vec<_>>());
    let space = || Space::new(told.width);
    let mut sets: Vec<Space> = (0..minimum).map(|_| space()).collect();
    let (mut without, mut closed) = ([space(), space(), space()], space());
    let mut order: Vec<usize> = (0..crossed.len()).collect();
    // Rows that differ in many values are spanned by few.
    order.sort_by_key(|at| lot(*at as u64));
    let mut kept: BTreeSet<usize> = BTreeSet::new();
    for at in order {
        let Some(own) = crossed.get(at) else { continue };
        let (columns, n) = (told.of(own), own.n());
        let mut left = n;
        for set in &mut sets {
            if left > 0 && set.add(&columns) {
                left -= 1;
            }
        }
        let mut is_kept = left < n;
        for (without, group) in without.iter_mut().zip(own.groups) {
            is_kept |= group < n && without.add(&columns);
        }
        is_kept |= !told.is_open(own, &all) && closed.add(&columns);
        if is_kept {
            kept.insert(at);
        }
    }
    let is_kept = |(at, crossed): (usize, Crossed)| kept.contains(&at).then_some(crossed);
    crossed.into_iter().enumerate().filter_map(is_kept).collect()
}

/// What is told by one cut: for each value by its position, whether it is shown.
pub(super) type IsShown = Vec<bool>;

/// A sum that finds few answers, or answers of one group only: the values of the last cut that it is made of. Nothing where none
/// does.
pub(super) fn finding(crossed: &[Crossed], cuts: &[&IsShown], minimum: u64) -> Option<BTreeSet<u32>> {
    let told = Told::new(crossed, cuts);
    let sum = told.of_few(minimum).or_else(|| (0..3).find_map(|group| told.of_one_group(group)))?;
    let last = told.columns.of_value.last()?;
    let is_part = |column: Option<usize>| column.is_some_and(|at| sum.get(at).is_some_and(|of| *of != 0));
    Some((0..).zip(last).filter(|(_, column)| is_part(**column)).map(|(value, _)| value).collect())
}

/// The columns that what is told has: column 0 is of all answers.
struct Columns {
    /// By cut and value: its column, none for the ones that others are told from.
    of_value: Vec<Vec<Option<usize>>>,
    width: usize,
    /// The answers of each value, by cut.
    groups: Vec<BTreeMap<u32, [u64; 3]>>,
}

impl Columns {
    fn new(crossed: &[Crossed], cuts: &[&IsShown]) -> Self {
        let mut groups: Vec<BTreeMap<u32, [u64; 3]>> = vec![BTreeMap::new(); cuts.len()];
        for Crossed { values, groups: own } in crossed {
            for (value, of_cut) in values.iter().zip(&mut groups) {
                of_cut.entry(*value).or_default().iter_mut().zip(own).for_each(|(sum, n)| *sum += n);
            }
        }
        let mut width = 1;
        let of_cut = |(is_shown, groups): (&&IsShown, &BTreeMap<u32, [u64; 3]>)| {
            let shown = |value: u32| is_shown.get(value as usize) == Some(&true);
            let n = |value: &u32| groups.get(value).map_or(0, |groups| groups.iter().sum::<u64>());
            let hides = groups.keys().any(|value| !shown(*value));
            let largest = groups.keys().copied().max_by_key(|value| (n(value), Reverse(*value)));
            let mut column = |value: u32| {
                let is_told =
                    shown(value) && groups.contains_key(&value) && (hides || largest != Some(value));
                is_told.then(|| {
                    width += 1;
                    width - 1
                })
            };
            (0..).take(is_shown.len()).map(&mut column).collect()
        };
        Self { of_value: cuts.iter().zip(&groups).map(of_cut).collect(), width, groups }
    }

    /// The columns of some answers.
    fn of(&self, crossed: &Crossed) -> Vec<usize> {
        let of_values = crossed.values.iter().zip(&self.of_value);
        let of_values = of_values.filter_map(|(value, columns)| *columns.get(*value as usize)?);
        std::iter::once(0).chain(of_values).collect()
    }

    /// Whether a shown value of theirs has answers of one group only, and so says theirs.
    fn is_open(&self, crossed: &Crossed, cuts: &[impl AsRef<[bool]>]) -> bool {
        let is_alike = |groups: &[u64; 3]| groups.iter().filter(|n| **n > 0).count() == 1;
        crossed.values.iter().zip(cuts).zip(&self.groups).any(|((value, is_shown), groups)| {
            is_shown.as_ref().get(*value as usize) == Some(&true) && groups.get(value).is_some_and(is_alike)
        })
    }
}

/// Answers as far as what is told tells them apart.
struct Told {
    columns: Columns,
    rows: Vec<Row>,
}

/// Answers that nothing tells apart.
struct Row {
    /// Their columns.
    columns: Vec<usize>,
    groups: [u64; 3],
    /// Whether a shown value says that all of its answers are of one group, theirs.
    is_open: bool,
}

impl Row {
    fn n(&self) -> u64 {
        self.groups.iter().sum()
    }
}

impl Told {
    fn new(crossed: &[Crossed], cuts: &[&IsShown]) -> Self {
        let columns = Columns::new(crossed, cuts);
        let mut rows: BTreeMap<Vec<usize>, Row> = BTreeMap::new();
        for own in crossed {
            let row = rows.entry(columns.of(own)).or_insert_with_key(|columns| Row {
                columns: columns.clone(),
                groups: [0; 3],
                is_open: false,
            });
            row.groups.iter_mut().zip(own.groups).for_each(|(sum, n)| *sum += n);
            row.is_open |= columns.is_open(own, cuts);
        }
        Self { columns, rows: rows.into_values().collect() }
    }

    /// A sum that is zero for all answers but fewer than the minimum.
    fn of_few(&self, minimum: u64) -> Option<Vec<u64>> {
        let rank = self.space(self.rows.iter()).rank();
        // Answers without which a set is not whole are kept for sets that need them.
        let mut scarce: BTreeSet<usize> = BTreeSet::new();
        loop {
            let mut left: Vec<u64> = self.rows.iter().map(Row::n).collect();
            let failed = (0..minimum).find_map(|_| {
                let mut order: Vec<usize> = (0..left.len()).filter(|at| left.get(*at) != Some(&0)).collect();
                order.sort_by_key(|at| (scarce.contains(at), Reverse(left.get(*at).copied())));
                let mut space = Space::new(self.columns.width);
                for at in order {
                    if space.rank() == rank {
                        break;
                    }
                    let is_new = self.rows.get(at).is_some_and(|row| space.add(&row.columns));
                    if let Some(left) = left.get_mut(at).filter(|_| is_new) {
                        *left -= 1;
                    }
                }
                (space.rank() < rank).then_some(space)
            });
            let space = failed?;
            let sum = space.missed(&self.rows)?;
            let touched: Vec<usize> = (0..self.rows.len())
                .filter(|at| self.rows.get(*at).is_some_and(|row| of(&sum, &row.columns) != 0))
                .collect();
            let n: u64 = touched.iter().filter_map(|at| self.rows.get(*at)).map(Row::n).sum();
            let before = scarce.len();
            scarce.extend(touched);
            if n < minimum || scarce.len() == before {
                return Some(sum);
            }
        }
    }

    /// A sum that is zero for all answers but some of one group, which no shown value says to be all of it.
    fn of_one_group(&self, group: usize) -> Option<Vec<u64>> {
        let closed = || self.rows.iter().filter(|row| !row.is_open);
        let others = closed().filter(|row| row.groups.get(group).is_some_and(|own| row.n() > *own));
        let (all, others) = (self.space(closed()), self.space(others));
        if others.rank() == all.rank() { None } else { others.missed(closed()) }
    }

    fn space<'a>(&self, rows: impl Iterator<Item = &'a Row>) -> Space {
        let mut space = Space::new(self.columns.width);
        for row in rows {
            space.add(&row.columns);
        }
        space
    }
}

/// Numbers are counted round this prime, 2⁶¹ − 1: what is zero there is zero, but for chances that do not happen.
const PRIME: u64 = (1 << 61) - 1;

fn times(a: u64, b: u64) -> u64 {
    u64::try_from(u128::from(a) * u128::from(b) % u128::from(PRIME)).unwrap_or_default()
}

/// The inverse, by the little theorem of Fermat.
fn inverse(of: u64) -> u64 {
    let (mut power, mut exponent, mut product) = (of, PRIME - 2, 1);
    while exponent > 0 {
        if exponent & 1 == 1 {
            product = times(product, power);
        }
        power = times(power, power);
        exponent >>= 1;
    }
    product
}

/// What rows span, by the sums that are zero on all of them: each starts as a column of its own, and every row that is not spanned
/// yet takes one away.
struct Space {
    width: usize,
    null: Vec<Vec<u64>>,
    /// A mixture of them: all but never zero on a row that one of them is not zero on.
    mixed: Vec<u64>,
}

impl Space {
    fn new(width: usize) -> Self {
        let unit = |at: usize| (0..width).map(|other| u64::from(other == at)).collect();
        Self { width, null: (0..width).map(unit).collect(), mixed: (1..=width as u64).map(lot).collect() }
    }

    fn rank(&self) -> usize {
        self.width - self.null.len()
    }

    /// Adds a row with ones in these columns; whether it was outside.
    fn add(&mut self, columns: &[usize]) -> bool {
        let mixed = of(&self.mixed, columns);
        if mixed == 0 {
            return false;
        }
        let on: Vec<u64> = self.null.iter().map(|sum| of(sum, columns)).collect();
        let Some(gone) = on.iter().position(|on| *on != 0) else { return false };
        let pivot = self.null.remove(gone);
        let by = inverse(on.get(gone).copied().unwrap_or(1));
        let others = on.iter().enumerate().filter(|(at, _)| *at != gone).map(|(_, on)| *on);
        for (sum, on) in self.null.iter_mut().zip(others) {
            subtract(sum, &pivot, times(on, by));
        }
        subtract(&mut self.mixed, &pivot, times(mixed, by));
        true
    }

    /// A sum that is zero on the space, and not on all of these rows.
    fn missed<'a>(&self, rows: impl IntoIterator<Item = &'a Row>) -> Option<Vec<u64>> {
        let rows: Vec<&Row> = rows.into_iter().collect();
        self.null.iter().find(|sum| rows.iter().any(|row| of(sum, &row.columns) != 0)).cloned()
    }
}

/// What a sum gives an answer with ones in these columns.
fn of(sum: &[u64], columns: &[usize]) -> u64 {
    columns.iter().filter_map(|at| sum.get(*at)).fold(0, |all, of| (all + of) % PRIME)
}

/// Takes a multiple of another sum off.
fn subtract(sum: &mut [u64], other: &[u64], by: u64) {
    if by == 0 {
        return;
    }
    for (cell, of) in sum.iter_mut().zip(other).filter(|(_, of)| **of != 0) {
        *cell = (*cell + PRIME - times(by, *of)) % PRIME;
    }
}

/// A number that looks like chance, always the same.
fn lot(at: u64) -> u64 {
    let mut mixed = at.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    (mixed ^ mixed >> 31) % PRIME
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Answers in equal numbers of each group, or of the first and last where there are two.
    fn crossed(rows: &[(&[u32], u64)]) -> Vec<Crossed> {
        let of = |(values, n): &(&[u32], u64)| Crossed {
            values: values.to_vec(),
            groups: [n / 3, n / 3, n - n / 3 * 2],
        };
        rows.iter().map(of).collect()
    }

    fn all(n: usize) -> IsShown {
        vec![true; n]
    }

    #[test]
    fn a_city_is_what_is_left_of_its_region() {
        // Region 0 has cities 0, 1 and 2; region 1 has 3 and 4.
        let answers = crossed(&[(&[0, 0], 30), (&[0, 1], 30), (&[0, 2], 3), (&[1, 3], 40), (&[1, 4], 9)]);
        let (regions, mut cities) = (all(2), all(5));
        cities[2] = false;
        cities[4] = false;
        let found = finding(&answers, &[&regions, &cities], 5).expect("city 2");
        assert_eq!(found, BTreeSet::from([0, 1]));
        cities[1] = false;
        assert_eq!(finding(&answers, &[&regions, &cities], 5), None);
    }

    #[test]
    fn two_values_that_differ_by_one_answer_on_either_side_tell_the_difference() {
        let answers = crossed(&[(&[0, 0], 30), (&[0, 1], 1), (&[1, 0], 1), (&[1, 1], 30)]);
        assert!(finding(&answers, &[&all(2), &all(2)], 5).is_some());
        let answers = crossed(&[(&[0, 0], 30), (&[0, 1], 3), (&[1, 0], 3), (&[1, 1], 30)]);
        assert_eq!(finding(&answers, &[&all(2), &all(2)], 5), None);
    }

    #[test]
    fn what_is_in_two_values_of_different_cuts_but_for_two_answers_is_found_by_a_third_cut() {
        let answers = crossed(&[
            (&[0, 0, 0], 30),
            (&[1, 1, 0], 30),
            (&[1, 0, 0], 2),
            (&[1, 0, 1], 30),
            (&[2, 0, 1], 20),
        ]);
        let told = [all(3), all(2), all(2)];
        let told: Vec<&IsShown> = told.iter().collect();
        assert!(finding(&answers, &told[..2], 5).is_none());
        assert_eq!(finding(&answers, &told, 5), Some(BTreeSet::from([1])));
    }

    #[test]
    fn answers_of_one_group_alone_are_not_found_but_where_a_shown_value_says_so() {
        let mixed = |values: &[u32], n| Crossed { values: values.to_vec(), groups: [n, 0, n] };
        let alike = |values: &[u32], n| Crossed { values: values.to_vec(), groups: [0, 0, n] };
        // Region 0 is city 0 and twelve promoters of city 1.
        let answers = [mixed(&[0, 0], 20), alike(&[0, 1], 12), mixed(&[1, 1], 20)];
        assert!(finding(&answers, &[&all(2), &all(2)], 5).is_some());
        // City 1 is told to be of promoters only.
        let answers = [mixed(&[0, 0], 20), alike(&[0, 1], 12), mixed(&[1, 2], 20)];
        assert_eq!(finding(&answers, &[&all(2), &all(3)], 5), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

        /// Each set of rows with few answers is looked at: whether a sum is zero on all others and not on it.
        #[test]
        fn no_few_answers_are_found_where_none_are_said_to_be(
            answers in prop::collection::btree_map(prop::collection::vec(0_u32..3, 3), 1_u64..7, 1..9),
            hidden in prop::collection::vec(prop::collection::vec(prop::bool::weighted(0.8), 3), 3),
        ) {
            let rows: Vec<(&[u32], u64)> = answers.iter().map(|(values, n)| (&values[..], *n)).collect();
            let cuts: Vec<&IsShown> = hidden.iter().collect();
            let crossed = crossed(&rows);
            let told = Told::new(&crossed, &cuts);
            let rank = told.space(told.rows.iter()).rank();
            let is_found = (1_usize..1 << told.rows.len()).any(|set| {
                let is_in = |at: usize| set >> at & 1 == 1;
                let n: u64 = (0..told.rows.len()).filter(|at| is_in(*at)).map(|at| told.rows[at].n()).sum();
                let rest = (0..told.rows.len()).filter(|at| !is_in(*at)).map(|at| &told.rows[at]);
                n < 5 && told.space(rest).rank() < rank
            });
            match told.of_few(5) {
                None => prop_assert!(!is_found),
                // It may be wary, but not where every row alone is many.
                Some(sum) => prop_assert!(told.rows.iter().any(|row| of(&sum, &row.columns) != 0)),
            }
            if told.rows.iter().all(|row| row.n() >= 5) {
                prop_assert!(told.of_few(5).is_none());
            }
        }
    }
}
