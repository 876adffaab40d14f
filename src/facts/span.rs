//! What adding and subtracting can find of counts that are told by several cuts at once.
//!
//! A reader who knows which values go together can add up any shown parts, each with any sign. That gives each answer a
//! number which is a sum of one number for each of its values; where it is zero for all answers but few, those few are
//! found. None are where the answers hold as many sets apart from each other as the minimum, each of which alone forces
//! such a sum to be zero everywhere once it is zero on the set: then few answers leave at least one such set whole. In the
//! terms of linear algebra the sets are disjoint bases of the space that the answers span, each answer being a row with a
//! one for each of its values.
//!
//! A part that nobody of a group is in says so of each answer in it: of that group, those answers are left out of every sum.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::parity::Parity;
use super::space::{Space, Spanned, value};
use super::together::{ByValue, Crossed, Of, Set, Values};

pub(super) const MAY_BE: [Of; 3] = [Of::MayBe(0), Of::MayBe(1), Of::MayBe(2)];

fn add(sums: &mut [u64; 3], groups: [u64; 3]) {
    sums.iter_mut().zip(groups).for_each(|(sum, n)| *sum += n);
}

/// What is told by one cut: for each value by its position, whether it is shown.
pub(super) type IsShown = Vec<bool>;

/// A sum that finds few answers, or answers of one group only: the values of the last cut that it is made of. Nothing where none
/// does.
pub(super) fn finding(
    (crossed, values): (&[Crossed], &Values),
    cuts: &[&IsShown],
    minimum: u64,
) -> Option<BTreeSet<u32>> {
    let told = Told::new(crossed, values, cuts);
    if let Some(row) = told.rows.iter().find(|row| row.is_given_away()) {
        return Some(crossed.get(row.first)?.values.last().copied().into_iter().collect());
    }
    let of_few = std::iter::once(Of::All).chain(MAY_BE).find_map(|of| told.of_few(of, minimum));
    let sum = of_few.or_else(|| told.of_one_group())?;
    let last = told.columns.of_value.last()?;
    let is_part = |column: Option<usize>| column.is_some_and(|at| sum.get(at).is_some_and(|of| *of != 0));
    Some((0..).zip(last).filter(|(_, column)| is_part(**column)).map(|(value, _)| value).collect())
}

/// Of more values than this, together, it would take too long to know what may be told.
pub(super) const MOST_COLUMNS: usize = 1000;

/// Whether a sum is made of few answers of some group, whose weights would be told.
pub(super) fn tells_of_few_weights(
    (crossed, values): (&[Crossed], &Values),
    cuts: &[&IsShown],
    minimum: u64,
) -> bool {
    let told = Told::new(crossed, values, cuts);
    (0..3).any(|group| told.of_few(Of::Only(group), minimum).is_some())
}

/// How many columns what is told has.
pub(super) fn width(values: &Values, cuts: &[&IsShown]) -> usize {
    Columns::new(values, cuts).width
}

/// The columns that what is told has: column 0 is of all answers.
pub(super) struct Columns {
    /// By cut and value: its column, none for the ones that others are told from.
    of_value: Vec<Vec<Option<usize>>>,
    pub(super) width: usize,
    /// By cut: the answers of each shown value, and of all that are hidden together.
    groups: Vec<(ByValue, [u64; 3])>,
}

impl Columns {
    pub(super) fn new(values: &Values, cuts: &[&IsShown]) -> Self {
        let mut width = 1;
        let (mut all_columns, mut all_groups) = (Vec::new(), Vec::new());
        for (is_shown, groups) in cuts.iter().zip(values) {
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
            all_columns.push((0..).take(is_shown.len()).map(&mut column).collect());
            let mut hidden = [0; 3];
            groups.iter().filter(|(value, _)| !shown(**value)).for_each(|(_, own)| add(&mut hidden, *own));
            let told = groups.iter().filter(|(value, _)| shown(**value)).map(|(value, own)| (*value, *own));
            all_groups.push((told.collect(), hidden));
        }
        Self { of_value: all_columns, width, groups: all_groups }
    }

    /// The columns of some answers.
    fn of(&self, crossed: &Crossed) -> Vec<usize> {
        let of_values = crossed.values.iter().zip(&self.of_value);
        let of_values = of_values.filter_map(|(value, columns)| *columns.get(*value as usize)?);
        std::iter::once(0).chain(of_values).collect()
    }

    /// The answers of each told part that some answers are in.
    fn parts<'a>(&'a self, crossed: &'a Crossed) -> impl Iterator<Item = [u64; 3]> + 'a {
        let part = |(value, (told, hidden)): (&u32, &(ByValue, [u64; 3]))| {
            told.get(value).copied().unwrap_or(*hidden)
        };
        crossed.values.iter().zip(&self.groups).map(part)
    }
}

/// Answers as far as what is told tells them apart.
struct Told {
    columns: Columns,
    rows: Vec<Row>,
}

/// Answers that nothing tells apart.
pub(super) struct Row {
    /// The position of the first of them.
    first: usize,
    /// Their columns.
    pub(super) columns: Vec<usize>,
    pub(super) groups: [u64; 3],
    /// Of which groups a told part of theirs says that nobody is.
    zero: [bool; 3],
    /// Whether a told part says that all of its answers are of one group, theirs.
    pub(super) is_open: bool,
    sets: BTreeSet<Set>,
}

impl Row {
    /// Some answers, of which the first is at a position.
    pub(super) fn new(first: usize, own: &Crossed, columns: &Columns) -> Self {
        let mut row = Self {
            first,
            columns: columns.of(own),
            groups: own.groups,
            zero: [false; 3],
            is_open: false,
            sets: own.sets.iter().copied().collect(),
        };
        for part in columns.parts(own) {
            row.zero.iter_mut().zip(part).for_each(|(zero, n)| *zero |= n == 0);
            row.is_open |= part.iter().filter(|n| **n > 0).count() == 1;
        }
        row
    }

    pub(super) fn n(&self) -> u64 {
        self.groups.iter().sum()
    }

    /// How many of these answers they are.
    pub(super) fn n_of(&self, of: Of) -> u64 {
        match of {
            Of::All => self.n(),
            Of::MayBe(group) => {
                if self.zero.get(group) == Some(&true) {
                    0
                } else {
                    self.n()
                }
            }
            Of::Only(group) => self.groups.get(group).copied().unwrap_or_default(),
        }
    }

    /// Adds others that nothing tells from these.
    fn join(&mut self, other: Self) {
        add(&mut self.groups, other.groups);
        self.zero.iter_mut().zip(other.zero).for_each(|(zero, of)| *zero |= of);
        self.is_open |= other.is_open;
        self.sets.extend(other.sets);
    }

    /// Whether several told parts together say of which group they are, and none by itself.
    pub(super) fn is_given_away(&self) -> bool {
        !self.is_open && self.zero.iter().filter(|zero| **zero).count() > 1
    }
}

impl Told {
    fn new(crossed: &[Crossed], values: &Values, cuts: &[&IsShown]) -> Self {
        let columns = Columns::new(values, cuts);
        let mut rows: BTreeMap<Vec<usize>, Row> = BTreeMap::new();
        for (first, own) in crossed.iter().enumerate() {
            let own = Row::new(first, own, &columns);
            match rows.get_mut(&own.columns) {
                Some(row) => row.join(own),
                None => {
                    rows.insert(own.columns.clone(), own);
                }
            }
        }
        Self { columns, rows: rows.into_values().collect() }
    }

    /// A sum that is zero for all of some answers but fewer than the minimum of them.
    fn of_few(&self, of: Of, minimum: u64) -> Option<Vec<u64>> {
        let rows: Vec<&Row> = self.rows.iter().filter(|row| row.n_of(of) > 0).collect();
        if matches!(of, Of::MayBe(_)) && rows.len() == self.rows.len() {
            return None;
        }
        if self.has_sets(&rows, of, minimum) {
            return None;
        }
        let rank = self.spanned::<Space>(rows.iter().copied()).rank();
        // Answers without which a set is not whole are kept for sets that need them.
        let mut scarce: BTreeSet<usize> = BTreeSet::new();
        loop {
            let mut left: Vec<u64> = rows.iter().map(|row| row.n_of(of)).collect();
            let failed = (0..minimum).find_map(|number| {
                let mut order: Vec<(usize, &Row, u64)> = rows
                    .iter()
                    .zip(&left)
                    .enumerate()
                    .filter(|(_, (_, left))| **left > 0)
                    .map(|(at, (row, left))| (at, *row, *left))
                    .collect();
                let is_of_another = |row: &Row| !row.sets.contains(&(of, number));
                order
                    .sort_by_key(|(at, row, left)| (is_of_another(row), scarce.contains(at), Reverse(*left)));
                let mut space = Space::new(self.columns.width);
                for (at, row, _) in order {
                    if space.rank() == rank {
                        break;
                    }
                    if let Some(left) = left.get_mut(at).filter(|_| space.add(&row.columns)) {
                        *left -= 1;
                    }
                }
                (space.rank() < rank).then_some(space)
            });
            let sum = failed?.missed(rows.iter().map(|row| row.columns.as_slice()))?;
            let is_touched = |(_, row): &(usize, &&Row)| value(&sum, &row.columns) != 0;
            let touched: Vec<(usize, &&Row)> = rows.iter().enumerate().filter(is_touched).collect();
            let n: u64 = touched.iter().map(|(_, row)| row.n_of(of)).sum();
            let before = scarce.len();
            scarce.extend(touched.into_iter().map(|(at, _)| at));
            if n < minimum || scarce.len() == before {
                return Some(sum);
            }
        }
    }

    /// Whether some answers hold as many sets apart as the minimum, as far as that is seen by what is odd: where it is, it holds.
    fn has_sets(&self, rows: &[&Row], of: Of, minimum: u64) -> bool {
        let mut left: Vec<u64> = rows.iter().map(|row| row.n_of(of)).collect();
        let mut rank = None;
        (0..minimum).all(|number| {
            let mut order: Vec<usize> = (0..rows.len()).collect();
            let place = |at: &usize| {
                let is_of_another = rows.get(*at).is_none_or(|row| !row.sets.contains(&(of, number)));
                (is_of_another, Reverse(left.get(*at).copied()))
            };
            order.sort_by_cached_key(place);
            let mut space = Parity::new(self.columns.width);
            for at in order {
                if rank == Some(space.rank()) || space.is_whole() {
                    break;
                }
                let Some((row, left)) = rows.get(at).zip(left.get_mut(at)) else { continue };
                if *left > 0 && space.add(&row.columns) {
                    *left -= 1;
                }
            }
            // The first may be of as many as there are.
            *rank.get_or_insert_with(|| self.rank(space.rank(), rows)) == space.rank()
        })
    }

    /// How many of some rows none of the others is spanned by, of which so many are known to be so already.
    fn rank(&self, known: usize, rows: &[&Row]) -> usize {
        if known == self.columns.width { known } else { self.spanned::<Space>(rows.iter().copied()).rank() }
    }

    /// A sum that is zero for all answers but some of one group, which no told part says to be all of it.
    fn of_one_group(&self) -> Option<Vec<u64>> {
        let closed: Vec<&Row> = self.rows.iter().filter(|row| !row.is_open).collect();
        let mut rank = None;
        (0..3).find_map(|group| {
            let is_other = |row: &&&Row| row.groups.get(group).is_some_and(|own| row.n() > *own);
            let others = || closed.iter().filter(is_other).copied();
            let known = self.spanned::<Parity>(others()).rank();
            let rank = *rank.get_or_insert_with(|| self.rank(known, &closed));
            if known == rank {
                return None;
            }
            let others: Space = self.spanned(others());
            if others.rank() == rank {
                None
            } else {
                others.missed(closed.iter().map(|row| row.columns.as_slice()))
            }
        })
    }

    fn spanned<'a, S: Spanned>(&self, rows: impl Iterator<Item = &'a Row>) -> S {
        let mut spanned = S::new(self.columns.width);
        for row in rows {
            spanned.add(&row.columns);
        }
        spanned
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::together::Profiles;
    use super::*;

    fn values_of(crossed: &[Crossed]) -> Values {
        Profiles::from(crossed).values()
    }

    /// Answers in equal numbers of each group, or of the first and last where there are two.
    fn crossed(rows: &[(&[u32], u64)]) -> Vec<Crossed> {
        let of = |(values, n): &(&[u32], u64)| Crossed {
            values: values.to_vec(),
            groups: [n / 3, n / 3, n - n / 3 * 2],
            sets: Vec::new(),
        };
        rows.iter().map(of).collect()
    }

    fn found(crossed: &[Crossed], cuts: &[&IsShown], minimum: u64) -> Option<BTreeSet<u32>> {
        finding((crossed, &values_of(crossed)), cuts, minimum)
    }

    fn groups(rows: &[(&[u32], [u64; 3])]) -> Vec<Crossed> {
        let of = |(values, groups): &(&[u32], [u64; 3])| Crossed {
            values: values.to_vec(),
            groups: *groups,
            sets: Vec::new(),
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
        let told = found(&answers, &[&regions, &cities], 5).expect("city 2");
        assert_eq!(told, BTreeSet::from([0, 1]));
        cities[1] = false;
        assert_eq!(found(&answers, &[&regions, &cities], 5), None);
    }

    #[test]
    fn two_values_that_differ_by_one_answer_on_either_side_tell_the_difference() {
        let answers = crossed(&[(&[0, 0], 30), (&[0, 1], 1), (&[1, 0], 1), (&[1, 1], 30)]);
        assert!(found(&answers, &[&all(2), &all(2)], 5).is_some());
        let answers = crossed(&[(&[0, 0], 30), (&[0, 1], 3), (&[1, 0], 3), (&[1, 1], 30)]);
        assert_eq!(found(&answers, &[&all(2), &all(2)], 5), None);
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
        assert!(found(&answers, &told[..2], 5).is_none());
        assert_eq!(found(&answers, &told, 5), Some(BTreeSet::from([1])));
    }

    #[test]
    fn answers_of_one_group_alone_are_not_found_but_where_a_shown_value_says_so() {
        // Region 0 is city 0 and twelve promoters of city 1.
        let answers = groups(&[(&[0, 0], [20, 9, 20]), (&[0, 1], [0, 0, 12]), (&[1, 1], [20, 9, 20])]);
        assert!(found(&answers, &[&all(2), &all(2)], 5).is_some());
        // City 1 is told to be of promoters only.
        let answers = groups(&[(&[0, 0], [20, 9, 20]), (&[0, 1], [0, 0, 12]), (&[1, 2], [20, 9, 20])]);
        assert_eq!(found(&answers, &[&all(2), &all(3)], 5), None);
    }

    #[test]
    fn what_nobody_of_a_group_is_in_says_so_of_each_answer() {
        // Nobody of region 0 is a detractor, nobody of size 1 a passive: who is in both is a promoter.
        let answers =
            groups(&[(&[0, 0], [0, 9, 9]), (&[0, 1], [0, 0, 8]), (&[1, 0], [9, 9, 9]), (&[1, 1], [9, 0, 9])]);
        assert_eq!(found(&answers, &[&all(2), &all(2)], 5), Some(BTreeSet::from([1])));
        // The detractors of region 1 and size 1 are those of size 1, though few are there beside many of region 0.
        let answers =
            groups(&[(&[0, 0], [0, 9, 9]), (&[0, 1], [0, 9, 8]), (&[1, 0], [9, 9, 9]), (&[1, 1], [2, 1, 1])]);
        assert!(found(&answers, &[&all(2), &all(2)], 5).is_some());
        let answers =
            groups(&[(&[0, 0], [1, 9, 9]), (&[0, 1], [1, 9, 8]), (&[1, 0], [9, 9, 9]), (&[1, 1], [2, 1, 2])]);
        assert_eq!(found(&answers, &[&all(2), &all(2)], 5), None);
    }

    #[test]
    fn a_lone_answer_of_its_group_tells_its_weight() {
        let tells = |answers: &[Crossed]| {
            let values = values_of(answers);
            tells_of_few_weights((answers, &values), &[&all(2), &all(2)], 5)
        };
        assert!(tells(&groups(&[(&[0, 0], [9, 9, 9]), (&[0, 1], [1, 9, 9]), (&[1, 0], [9, 9, 9])])));
        // Every value has nine, but all of region 0 but size 0 have one.
        let answers = [(&[0, 0][..], [9, 9, 9]), (&[0, 1], [1, 9, 9]), (&[1, 1], [9, 9, 9])];
        assert!(tells(&groups(&answers)));
        let answers = [(&[0, 0][..], [9, 9, 9]), (&[0, 1], [9, 9, 9]), (&[1, 1], [9, 9, 9])];
        assert!(!tells(&groups(&answers)));
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
            let told = Told::new(&crossed, &values_of(&crossed), &cuts);
            let rank = told.spanned::<Space>(told.rows.iter()).rank();
            let is_found = (1_usize..1 << told.rows.len()).any(|set| {
                let is_in = |at: usize| set >> at & 1 == 1;
                let n: u64 = (0..told.rows.len()).filter(|at| is_in(*at)).map(|at| told.rows[at].n()).sum();
                let rest = (0..told.rows.len()).filter(|at| !is_in(*at)).map(|at| &told.rows[at]);
                n < 5 && told.spanned::<Space>(rest).rank() < rank
            });
            match told.of_few(Of::All, 5) {
                None => prop_assert!(!is_found),
                // It may be wary, but not where every row alone is many.
                Some(sum) => prop_assert!(told.rows.iter().any(|row| value(&sum, &row.columns) != 0)),
            }
            if told.rows.iter().all(|row| row.n() >= 5) {
                prop_assert!(told.of_few(Of::All, 5).is_none());
            }
        }
    }
}
