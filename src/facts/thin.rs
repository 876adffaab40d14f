//! Of many answers, as many as it takes to know what may be told of all.

use std::collections::BTreeMap;

use super::parity::Parity;
use super::space::{Space, Spanned};
use super::span::{Columns, IsShown, MAY_BE, MOST_COLUMNS, Row, finding, width};
use super::together::{Crossed, Of, Profiles, Values};

/// More answers apart than this are thinned out before they are looked at again and again.
const MANY: usize = 1000;

/// Where a value has fewer answers than so many times the minimum, all of them are kept.
const SCARCE: u64 = 8;

/// Of no more answers than this are all kept because they have scarce values.
const MOST_SCARCE: u64 = 1000;

/// As many answers as tell whether few of them, fewer than the minimum, or answers of one group are found, whatever is shown:
/// each that is left out is spanned by as many sets apart as the minimum.
pub(super) fn thinned(profiles: &Profiles, values: &Values, minimum: u64) -> Vec<Crossed> {
    if profiles.len() <= MANY {
        return profiles.all();
    }
    let quickly = || thinned_quickly(profiles, values, minimum);
    quickly().unwrap_or_else(|| {
        Thinning::<Space>::of(profiles, (values, |_| true), minimum).kept.into_values().collect()
    })
}

/// The same by what is odd, which takes a small part of the time; nothing where that does not tell enough. Answers with scarce values
/// are kept: all others may be of any group and belong to no part of one group alone.
fn thinned_quickly(profiles: &Profiles, values: &Values, minimum: u64) -> Option<Vec<Crossed>> {
    let n = |groups: &[u64; 3]| groups.iter().sum::<u64>();
    let is_scarce = |groups: &[u64; 3]| n(groups) < SCARCE * minimum || groups.contains(&0);
    let scarce: u64 = values.iter().flat_map(BTreeMap::values).filter(|own| is_scarce(own)).map(n).sum();
    if scarce > MOST_SCARCE {
        return None;
    }
    let mut common = values.clone();
    for of in &mut common {
        of.retain(|_, groups| !is_scarce(groups));
    }
    let is_common =
        |crossed: &Crossed| crossed.values.iter().zip(&common).all(|(value, of)| of.contains_key(value));
    let mut thinning = Thinning::<Parity>::of(profiles, (&common, is_common), minimum);
    if !thinning.spaces().all(Spanned::is_whole) {
        // Where values of one cut lie within those of another, nothing spans all columns.
        let columns = columns(&common);
        let mut space = Space::new(columns.width);
        for (at, crossed) in (0..profiles.len()).filter_map(|at| Some((at, profiles.get(at)?))) {
            if is_common(&crossed) {
                space.add(&Row::new(at, &crossed, &columns).columns);
            }
        }
        if thinning.spaces().any(|odd| odd.rank() != space.rank()) {
            return None;
        }
    }
    for crossed in thinning.kept.values_mut() {
        let sets = crossed.sets.clone();
        crossed.sets.extend(MAY_BE.iter().flat_map(|of| sets.iter().map(|(_, number)| (*of, *number))));
    }
    if scarce > 0 {
        let all = (0..profiles.len()).filter_map(|at| Some((at, profiles.get(at)?)));
        thinning.kept.extend(all.filter(|(_, crossed)| !is_common(crossed)));
    }
    Some(thinning.kept.into_values().collect())
}

/// Whether nothing is found of few answers, where they are told by these cuts: looked at once, all of them.
pub(super) fn can_be_told((profiles, values): (&Profiles, &Values), cuts: &[&IsShown], minimum: u64) -> bool {
    width(values, cuts) <= MOST_COLUMNS
        && finding((&thinned(profiles, values, minimum), values), cuts, minimum).is_none()
}

/// What is told where every value is shown.
fn columns(values: &Values) -> Columns {
    let all: Vec<IsShown> = values
        .iter()
        .map(|of| vec![true; of.keys().next_back().map_or(0, |last| *last as usize + 1)])
        .collect();
    Columns::new(values, &all.iter().collect::<Vec<_>>())
}

/// All positions of so many rows, each far from those before it: rows that follow each other differ in few values, and those that
/// differ in many are spanned by fewer.
fn scattered(rows: usize) -> impl Iterator<Item = usize> {
    // By steps of the golden section, each falls into the largest gap (Knuth, TAOCP 3, 6.4); it is made one that leaves none out.
    let mut step = usize::try_from((rows as u128 * 0x9e37_79b9) >> 32).unwrap_or_default().max(1);
    while common_divisor(step, rows) > 1 {
        step += 1;
    }
    (0..rows).scan(0, move |at, _| {
        let place = *at;
        *at = if rows - place > step { place + step } else { place + step - rows };
        Some(place)
    })
}

fn common_divisor(a: usize, b: usize) -> usize {
    if b == 0 { a } else { common_divisor(b, a % b) }
}

/// Answers that were kept, by position, and what they span.
struct Thinning<S> {
    kept: BTreeMap<usize, Crossed>,
    /// Sets apart, of all answers and of those that may be of a group which some part has none of.
    sets: Vec<(Of, Vec<S>)>,
    /// The answers of which not all are of a group.
    without: [S; 3],
    /// Those in no part that is of one group.
    closed: S,
}

impl<S: Spanned> Thinning<S> {
    /// Of the answers that are meant, which have these values.
    fn of(
        profiles: &Profiles,
        (values, is_meant): (&Values, impl Fn(&Crossed) -> bool),
        minimum: u64,
    ) -> Self {
        let columns = columns(values);
        let space = || S::new(columns.width);
        let has_zeros = |group: usize| {
            values.iter().flat_map(BTreeMap::values).any(|groups| groups.get(group) == Some(&0))
        };
        let with_zeros: Vec<usize> = (0..3).filter(|group| has_zeros(*group)).collect();
        let families = std::iter::once(Of::All).chain(with_zeros.iter().copied().map(Of::MayBe));
        let sets = families.map(|of| (of, (0..minimum).map(|_| space()).collect())).collect();
        let without = [space(), space(), space()];
        let mut found = Self { kept: BTreeMap::new(), sets, without, closed: space() };
        for at in scattered(profiles.len()) {
            let Some(crossed) = profiles.get(at).filter(&is_meant) else { continue };
            found.look(at, crossed, &columns);
            // Where everybody may be of each group, nothing more is kept once all is spanned.
            if with_zeros.is_empty() && found.spaces().all(S::is_whole) {
                break;
            }
        }
        found
    }

    /// Keeps some answers where something needs them.
    fn look(&mut self, at: usize, crossed: Crossed, columns: &Columns) {
        let row = Row::new(at, &crossed, columns);
        let n = row.n();
        let mut taken = Vec::new();
        for (of, sets) in self.sets.iter_mut().filter(|(of, _)| row.n_of(*of) > 0) {
            let mut left = n;
            for (number, set) in (0..).zip(sets) {
                if left > 0 && set.add(&row.columns) {
                    left -= 1;
                    taken.push((*of, number));
                }
            }
        }
        let mut is_kept = !taken.is_empty();
        for (without, group) in self.without.iter_mut().zip(row.groups) {
            is_kept |= group < n && without.add(&row.columns);
        }
        is_kept |= !row.is_open && self.closed.add(&row.columns) || row.is_given_away();
        if is_kept {
            self.kept.insert(at, Crossed { sets: taken, ..crossed });
        }
    }

    fn spaces(&self) -> impl Iterator<Item = &S> {
        self.sets.iter().flat_map(|(_, sets)| sets).chain(&self.without).chain([&self.closed])
    }
}

#[cfg(test)]
mod tests {
    use super::super::space::lot;
    use super::*;

    #[test]
    fn every_position_is_there_once_and_neighbours_are_far_apart() {
        for rows in [1, 2, 3, 4, 10, 89, 1000, 4096, 9973] {
            let order: Vec<usize> = scattered(rows).collect();
            assert_eq!(order.iter().copied().collect::<std::collections::BTreeSet<_>>(), (0..rows).collect());
            let near = order.windows(2).filter(|pair| pair[0].abs_diff(pair[1]) * 4 < rows).count();
            assert!(rows < 10 || near == 0, "{near} of {rows}");
        }
    }

    fn all(n: usize) -> IsShown {
        vec![true; n]
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
}
