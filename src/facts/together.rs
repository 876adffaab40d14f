//! The answers of a period by the values that they have together. They may be many: what they are is unpacked when it is asked for.

use std::collections::BTreeMap;

use super::packed::{Field, MOST_ALIKE, Row, fields, packed, unpacked};
use crate::survey::Region;

/// The values that some answers have together, packed, and how many of each group these are.
type Profile = ([u64; 2], [u64; 3]);

/// Answers that share their values of all cuts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Crossed {
    /// The position of the value of each cut.
    pub(super) values: Vec<u32>,
    /// How many detractors, passives and promoters they are.
    pub(super) groups: [u64; 3],
    /// Which sets they are of that were found apart already.
    pub(super) sets: Vec<Set>,
}

/// A set: of all answers or of those that may be of a group, and its number.
pub(super) type Set = (Of, u64);

/// Of which answers a sum is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Of {
    /// Of all.
    All,
    /// Of those in no told part that nobody of this group is in.
    MayBe(usize),
    /// Of those of this group.
    Only(usize),
}

/// The answers of each value of a cut, by group.
pub(super) type ByValue = BTreeMap<u32, [u64; 3]>;

/// Those of each cut.
pub(super) type Values = Vec<ByValue>;

/// Answers of a period to a question.
#[derive(Debug)]
pub(crate) struct Together<'a> {
    /// Of each client.
    rows: Vec<&'a [Row]>,
    pub(super) question: usize,
    pub(super) cuts: usize,
}

/// The same, those of all clients as one, in the order of their values.
#[derive(Debug)]
pub(super) struct Profiles {
    all: Vec<Profile>,
    cuts: usize,
    /// Cuts and positions of their values: answers that have both are those of one more cut, and all others.
    pair: Option<[(usize, u32); 2]>,
}

/// Which values the answers of rows of a client and a period to a question have together, and how many these are; of one that
/// does not lead the report not all are there of those that are many.
pub(super) fn of_rows(rows: &[Row], question: usize) -> impl Iterator<Item = Profile> {
    rows.chunk_by(Row::is_like).filter_map(move |rows| {
        let mut groups = [0; 3];
        for (row, group) in rows.iter().filter_map(|row| Some((row, row.group(question)?))) {
            groups.iter_mut().skip(group).take(1).for_each(|n| *n += row.n());
        }
        rows.first().filter(|_| groups != [0; 3]).map(|row| (row.values, groups))
    })
}

/// The same of which more than a limit count as so many.
pub(super) fn up_to_limit((values, groups): Profile) -> Profile {
    (values, groups.map(|n| u64::min(n, MOST_ALIKE)))
}

impl<'a> Together<'a> {
    /// Those of these rows, which have values of so many cuts.
    pub(super) fn new(rows: Vec<&'a [Row]>, question: usize, cuts: usize) -> Self {
        Self { rows, question, cuts }
    }

    /// The rows of each client.
    pub(super) fn rows(&self) -> impl Iterator<Item = &[Row]> {
        self.rows.iter().copied()
    }

    /// All of them; values of one name stand together: those of each cut are given, by position.
    pub(super) fn profiles(&self, names: &[Vec<Region>]) -> Profiles {
        let all = self.rows.iter().flat_map(|rows| of_rows(rows, self.question));
        let mut all: Vec<Profile> = all.map(up_to_limit).collect();
        if self.rows.len() > 1 {
            all.sort_unstable_by_key(|(values, _)| *values);
            all.dedup_by(|(values, own), (kept, sums)| {
                let is_same = values == kept;
                sums.iter_mut().zip(own).filter(|_| is_same).for_each(|(sum, n)| *sum += *n);
                is_same
            });
        }
        let others = |names: &Vec<Region>| names.iter().position(|name| *name == Region::Others);
        let first: Vec<Option<usize>> = names.iter().map(others).collect();
        if first.iter().any(Option::is_some) {
            for (values, _) in &mut all {
                let own = unpacked(*values, self.cuts).zip(names.iter().zip(&first));
                *values = packed(own.map(|(at, (names, first))| {
                    let is_other = names.get(at as usize) == Some(&Region::Others);
                    first.filter(|_| is_other).and_then(|first| u32::try_from(first).ok()).unwrap_or(at)
                }));
            }
        }
        Profiles { all, cuts: self.cuts, pair: None }
    }
}

impl Profiles {
    /// The same with one more cut, of two values: the answers that have these two of others, and all that do not.
    pub(super) fn with_pair(self, pair: [(usize, u32); 2]) -> Self {
        Self { pair: Some(pair), ..self }
    }

    /// The values that some answers have, by position.
    fn values_of(&self, packed: [u64; 2]) -> impl Iterator<Item = u32> + use<> {
        unpacked(packed, self.cuts).chain(self.of_pair(packed))
    }

    /// Which of its two values some answers have of the cut that a pair makes.
    fn of_pair(&self, packed: [u64; 2]) -> Option<u32> {
        let has = |(cut, value): &(usize, u32)| unpacked(packed, self.cuts).nth(*cut) == Some(*value);
        self.pair.map(|pair| u32::from(!pair.iter().all(has)))
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// Those at a position.
    pub(super) fn get(&self, at: usize) -> Option<Crossed> {
        let (values, groups) = *self.all.get(at)?;
        Some(Crossed { values: self.values_of(values).collect(), groups, sets: Vec::new() })
    }

    /// All of them.
    pub(super) fn all(&self) -> Vec<Crossed> {
        (0..self.len()).filter_map(|at| self.get(at)).collect()
    }

    /// The answers of each value of each cut.
    pub(super) fn values(&self) -> Values {
        let fields: Vec<Field> = fields(self.cuts).collect();
        let mut sums: Vec<Vec<[u64; 3]>> = fields.iter().map(|field| vec![[0; 3]; field.codes()]).collect();
        let add =
            |sum: &mut [u64; 3], groups: &[u64; 3]| sum.iter_mut().zip(groups).for_each(|(sum, n)| *sum += n);
        let mut of_pair = [[0; 3]; 2];
        for (values, groups) in &self.all {
            for (field, sums) in fields.iter().zip(&mut sums) {
                if let Some(sum) = sums.get_mut(field.code(*values)) {
                    add(sum, groups);
                }
            }
            if let Some(sum) = self.of_pair(*values).and_then(|at| of_pair.get_mut(at as usize)) {
                add(sum, groups);
            }
        }
        let of_pair = self.pair.map(|_| of_pair.to_vec());
        let of_cut = |sums: Vec<[u64; 3]>| (0..).zip(sums).filter(|(_, sum)| *sum != [0; 3]).collect();
        sums.into_iter().chain(of_pair).map(of_cut).collect()
    }
}

#[cfg(test)]
impl From<&[Crossed]> for Profiles {
    fn from(crossed: &[Crossed]) -> Self {
        let profile = |of: &Crossed| (packed(of.values.iter().copied()), of.groups);
        Self {
            all: crossed.iter().map(profile).collect(),
            cuts: crossed.first().map_or(0, |of| of.values.len()),
            pair: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn like_answers_count_up_to_a_limit_of_each_client_and_values_of_one_name_together() {
        let row = |client, value, answers| Row::new(client, 0, [0, value].into_iter(), answers);
        let mut first = vec![row(0, 3, 0b01); 105];
        first.extend([row(0, 4, 0b10), row(0, 5, 0b11_00)]);
        let second = [row(1, 3, 0b01)];
        let together = Together::new(vec![&first, &second], 0, 2);
        let value = |at: u32| Region::Named(format!("{at}"));
        let names: Vec<Vec<Region>> = vec![vec![value(0)], (0..6).map(value).collect()];
        let crossed = |names: &[Vec<Region>]| {
            let profiles = together.profiles(names);
            profiles.all().into_iter().map(|of| (of.values, of.groups)).collect::<Vec<_>>()
        };
        let like = MOST_ALIKE + 1;
        assert_eq!(crossed(&names), [(vec![0, 3], [like, 0, 0]), (vec![0, 4], [0, 1, 0])]);
        let mut gathered = names;
        gathered[1][2] = Region::Others;
        gathered[1][4] = Region::Others;
        assert_eq!(crossed(&gathered), [(vec![0, 3], [like, 0, 0]), (vec![0, 2], [0, 1, 0])]);
        let values = together.profiles(&gathered).values();
        assert_eq!(values[1].iter().collect::<Vec<_>>(), [(&2, &[0, 1, 0]), (&3, &[like, 0, 0])]);
    }
}
