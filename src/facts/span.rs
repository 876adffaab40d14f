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
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use super::space::{Space, lot, value};
use super::together::{ByValue, Crossed, Of, Profiles, Set, Values};

const MAY_BE: [Of; 3] = [Of::MayBe(0), Of::MayBe(1), Of::MayBe(2)];

fn add(sums: &mut [u64; 3], groups: [u64; 3]) {
    sums.iter_mut().zip(groups).for_each(|(sum, n)| *sum += n);
}

/// More answers apart than this are thinned out before they are looked at again and again.
const MANY: usize = 1000;

/// As many answers as tell whether few of them, fewer than the minimum, or answers of one group are found, whatever is shown:
/// each that is left out is spanned by as many sets apart as the minimum.
pub(super) fn thinned(profiles: &Profiles, values: &Values, minimum: u64) -> Vec<Crossed> {
    if profiles.len() <= MANY {
        return profiles.all();
    }
    let all: Vec<IsShown> = values
        .iter()
        .map(|of| vec![true; of.keys().next_back().map_or(0, |last| *last as usize + 1)])
        .collect();
    let columns = Columns::new(values, &all.iter().collect::<Vec<_>>());
    let space = || Space::new(columns.width);
    let has_zeros =
        |group: usize| values.iter().flat_map(BTreeMap::values).any(|groups| groups.get(group) == Some(&0));
    let with_zeros: Vec<usize> = (0..3).filter(|group| has_zeros(*group)).collect();
    let families = std::iter::once(Of::All).chain(with_zeros.iter().copied().map(Of::MayBe));
    let mut sets: Vec<(Of, Vec<Space>)> =
        families.map(|of| (of, (0..minimum).map(|_| space()).collect())).collect();
    let (mut without, mut closed) = ([space(), space(), space()], space());
    let mut kept: BTreeMap<usize, Crossed> = BTreeMap::new();
    // Rows that follow each other differ in few values; those that differ in many are spanned by fewer.
    let order = (0..profiles.len()).map(|at| Reverse((lot(at as u64), at)));
    let mut order: BinaryHeap<Reverse<(u64, usize)>> = order.collect();
    while let Some(Reverse((_, at))) = order.pop() {
        let Some(crossed) = profiles.get(at) else { continue };
        let row = Row::new(at, &crossed, &columns);
        let n = row.n();
        let mut taken = Vec::new();
        for (of, sets) in sets.iter_mut().filter(|(of, _)| row.n_of(*of) > 0) {
            let mut left = n;
            for (number, set) in (0..).zip(sets) {
                if left > 0 && set.add(&row.columns) {
                    left -= 1;
                    taken.push((*of, number));
                }
            }
        }
        let mut is_kept = !taken.is_empty();
        for (without, group) in without.iter_mut().zip(row.groups) {
            is_kept |= group < n && without.add(&row.columns);
        }
        is_kept |= !row.is_open && closed.add(&row.columns) || row.is_given_away();
        if is_kept {
            kept.insert(at, Crossed { sets: taken, ..crossed });
        }
        // Where everybody may be of each group, nothing more is kept once all is spanned.
        let mut spaces = sets.iter().flat_map(|(_, sets)| sets).chain(&without).chain([&closed]);
        if with_zeros.is_empty() && spaces.all(Space::is_whole) {
            break;
        }
    }
    kept.into_values().collect()
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
    let sum = of_few.or_else(|| (0..3).find_map(|group| told.of_one_group(group)))?;
    let last = told.columns.of_value.last()?;
    let is_part = |column: Option<usize>| column.is_some_and(|at| sum.get(at).is_some_and(|of| *of != 0));
    Some((0..).zip(last).filter(|(_, column)| is_part(**column)).map(|(value, _)| value).collect())
}

/// Whether nothing is found of few answers, where they are told by these cuts: looked at once, all of them.
pub(super) fn can_be_told((profiles, values): (&Profiles, &Values), cuts: &[&IsShown], minimum: u64) -> bool {
    width(values, cuts) <= MOST_COLUMNS
        && finding((&thinned(profiles, values, minimum), values), cuts, minimum).is_none()
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
struct Columns {
    /// By cut and value: its column, none for the ones that others are told from.
    of_value: Vec<Vec<Option<usize>>>,
    width: usize,
    /// By cut: the answers of each shown value, and of all that are hidden together.
    groups: Vec<(ByValue, [u64; 3])>,
}

impl Columns {
    fn new(values: &Values, cuts: &[&IsShown]) -> Self {
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
struct Row {
    /// The position of the first of them.
    first: usize,
    /// Their columns.
    columns: Vec<usize>,
    groups: [u64; 3],
    /// Of which groups a told part of theirs says that nobody is.
    zero: [bool; 3],
    /// Whether a told part says that all of its answers are of one group, theirs.
    is_open: bool,
    sets: BTreeSet<Set>,
}

impl Row {
    /// Some answers, of which the first is at a position.
    fn new(first: usize, own: &Crossed, columns: &Columns) -> Self {
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

    fn n(&self) -> u64 {
        self.groups.iter().sum()
    }

    /// How many of these answers they are.
    fn n_of(&self, of: Of) -> u64 {
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
    fn is_given_away(&self) -> bool {
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
        let rank = self.space(rows.iter().copied()).rank();
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

    /// A sum that is zero for all answers but some of one group, which no told part says to be all of it.
    fn of_one_group(&self, group: usize) -> Option<Vec<u64>> {
        let closed = || self.rows.iter().filter(|row| !row.is_open);
        let others = closed().filter(|row| row.groups.get(group).is_some_and(|own| row.n() > *own));
        let (all, others) = (self.space(closed()), self.space(others));
        if others.rank() == all.rank() {
            None
        } else {
            others.missed(closed().map(|row| row.columns.as_slice()))
        }
    }

    fn space<'a>(&self, rows: impl Iterator<Item = &'a Row>) -> Space {
        let mut space = Space::new(self.columns.width);
        for row in rows {
            space.add(&row.columns);
        }
        space
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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

    #[test]
    fn of_many_answers_as_many_are_kept_as_it_takes_to_find_the_same() {
        let mut by_values: BTreeMap<Vec<u32>, [u64; 3]> = BTreeMap::new();
        for at in 0..9000_u64 {
            let value = |by: u64, of: u64| u32::try_from(lot(at * 7 + by) % of).expect("few");
            let values = vec![value(1, 4), value(2, 12), value(3, 12), value(4, 12)];
            by_values.entry(values).or_default()[usize::try_from(lot(at) % 3).expect("few")] += 1;
        }
        let of = |(values, groups)| Crossed { values, groups, sets: Vec::new() };
        let mut answers: Vec<Crossed> = by_values.into_iter().map(of).collect();
        let told = [all(4), all(13), all(12), all(12)];
        let told: Vec<&IsShown> = told.iter().collect();
        let finds = |answers: Vec<Crossed>| {
            let answers = Profiles::from(&*answers);
            let values = answers.values();
            let few = thinned(&answers, &values, 5);
            assert!(few.len() < 600, "{}", few.len());
            finding((&few, &values), &told, 5)
        };
        assert_eq!(finds(answers.clone()), None);
        // Who is of the first value of the second cut and of the third is a promoter, though nobody says so of either.
        let mut given_away = answers.clone();
        for answer in &mut given_away {
            if answer.values[1] == 0 {
                answer.groups[2] += std::mem::take(&mut answer.groups[0]);
            }
            if answer.values[2] == 0 {
                answer.groups[2] += std::mem::take(&mut answer.groups[1]);
            }
        }
        assert!(finds(given_away).is_some());
        // Three answers of a thirteenth value.
        for answer in answers.iter_mut().skip(40).take(3) {
            answer.values[1] = 12;
        }
        assert!(finds(answers).is_some());
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
            let rank = told.space(told.rows.iter()).rank();
            let is_found = (1_usize..1 << told.rows.len()).any(|set| {
                let is_in = |at: usize| set >> at & 1 == 1;
                let n: u64 = (0..told.rows.len()).filter(|at| is_in(*at)).map(|at| told.rows[at].n()).sum();
                let rest = (0..told.rows.len()).filter(|at| !is_in(*at)).map(|at| &told.rows[at]);
                n < 5 && told.space(rest).rank() < rank
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
