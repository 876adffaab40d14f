//! What was chosen of the options of a question, by the values of all cuts together. Which options are told is known only when all
//! is read; so it is kept how often each was chosen, and all rows of whoever chose any as one more.

use std::collections::{BTreeMap, BTreeSet};

use super::packed::{GROUP_BITS, MOST_ALIKE, MOST_QUESTIONS, Row, halves, packed, packed_columns, unpacked};
use crate::responses::{ANSWERED, cut_column};

/// Picks are sorted, and like ones added, when there are so many.
const FIRST_LIMIT: usize = 1 << 18;

/// How often an option was chosen by a client in a period, with these values of all cuts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Pick {
    /// The client and the period.
    at: (u32, i32),
    values: [u64; 2],
    code: u32,
    n: u32,
}

impl Pick {
    fn is_like(&self, other: &Self) -> bool {
        self.at == other.at && self.values == other.values
    }
}

/// What one worker has gathered; with the codes of all workers, what all of them have.
#[derive(Debug, Default)]
pub(super) struct Picks {
    /// The names of the columns of the cuts.
    pub(super) cuts: Vec<String>,
    counts: Vec<Pick>,
    limit: usize,
}

impl Picks {
    /// Nothing yet, of these cuts, the regions first.
    pub(super) fn new(cuts: &[usize]) -> Self {
        let cuts = cuts.iter().map(|cut| cut_column(*cut)).collect();
        Self { cuts, counts: Vec::new(), limit: FIRST_LIMIT }
    }

    /// Whether there is anything to gather.
    pub(super) fn is_wanted(&self) -> bool {
        !self.cuts.is_empty()
    }

    /// Takes what was chosen in rows of these clients and periods, with these values of each cut.
    pub(super) fn take(&mut self, (clients, periods): (&[u32], &[i32]), cuts: &[&[u32]], codes: &[u32]) {
        let places = clients.iter().copied().zip(periods.iter().copied());
        let values = packed_columns(cuts, clients.len()).into_iter().map(halves);
        let picks = places.zip(values).zip(codes);
        self.counts.extend(picks.map(|((at, values), code)| Pick { at, values, code: *code, n: 1 }));
        if self.counts.len() > self.limit {
            self.settle();
            self.limit = self.limit.max(self.counts.len() * 4);
        }
    }

    fn settle(&mut self) {
        self.counts.sort_unstable();
        self.counts.dedup_by(|pick, kept| {
            let is_same = pick.is_like(kept) && pick.code == kept.code;
            kept.n = kept.n.saturating_add(if is_same { pick.n } else { 0 });
            is_same
        });
    }

    /// Adds what another worker has gathered, by other codes: those of a client, of the value of the cut at a position, of an option.
    pub(super) fn learn(
        &mut self,
        other: Self,
        (client, option): (impl Fn(u32) -> u32, impl Fn(u32) -> u32),
        value: impl Fn(usize, u32) -> u32,
    ) {
        let cuts = other.cuts.len();
        let recoded = |Pick { at: (of, period), values, code, n }: Pick| {
            let values = unpacked(values, cuts).enumerate().map(|(at, code)| value(at, code));
            Pick { at: (client(of), period), values: packed(values), code: option(code), n }
        };
        self.cuts = other.cuts;
        self.counts.extend(other.counts.into_iter().map(recoded));
        self.settle();
    }

    /// Rows of who chose, and who did not, each of these options, as if each were a question of its own.
    ///
    /// Who chose several is not told apart from several who chose one each: of every single option it is as many all the same.
    pub(super) fn rows(&self, options: &[BTreeSet<u32>]) -> Vec<Vec<Row>> {
        let mut options_of: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (at, meant) in options.iter().enumerate() {
            for code in meant {
                options_of.entry(*code).or_default().push(at);
            }
        }
        let mut parts = vec![Vec::new(); options.len().div_ceil(MOST_QUESTIONS)];
        let mut chosen = vec![0_u64; options.len()];
        for of_each in self.counts.chunk_by(Pick::is_like) {
            let Some(Pick { at: (client, period), values, .. }) = of_each.first().copied() else { continue };
            chosen.fill(0);
            let mut all = 0;
            for pick in of_each {
                if pick.code == ANSWERED {
                    all += u64::from(pick.n);
                }
                for option in options_of.get(&pick.code).into_iter().flatten() {
                    chosen.iter_mut().skip(*option).take(1).for_each(|n| *n += u64::from(pick.n));
                }
            }
            for (rows, chosen) in parts.iter_mut().zip(chosen.chunks(MOST_QUESTIONS)) {
                rows.extend(
                    nested(all, chosen)
                        .map(|(n, answers)| Row::of_packed(client, period, values, answers).times(n)),
                );
            }
        }
        parts
    }
}

/// So many answers as rows of like ones, of which so many chose each option: how many each row stands for, up to the limit, and the
/// groups of its answers. The first answers choose whatever any does.
fn nested(all: u64, chosen: &[u64]) -> impl Iterator<Item = (u64, u64)> {
    let ends: BTreeSet<u64> = chosen.iter().map(|n| (*n).min(all)).chain([all]).filter(|n| *n > 0).collect();
    let starts: Vec<u64> = std::iter::once(0).chain(ends.iter().copied()).collect();
    let chosen = chosen.to_vec();
    starts.into_iter().zip(ends).map(move |(start, end)| {
        let group = |n: &u64| if *n > start { 3 } else { 1 };
        let answers = chosen.iter().enumerate().map(|(at, n)| group(n) << (GROUP_BITS * at)).sum();
        ((end - start).min(MOST_ALIKE), answers)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_have_as_many_of_each_option_as_chose_it() {
        let mut picks = Picks::new(&[0, 1]);
        // Three with one value: all chose the option 1, one the option 2; and one with another, who chose neither.
        let codes = [ANSWERED, 1, ANSWERED, 1, 2, ANSWERED, 1, ANSWERED];
        let second = [7, 7, 7, 7, 7, 7, 7, 9];
        picks.take((&[4; 8], &[-1; 8]), &[&[2; 8], &second], &codes);
        let mut all = Picks::default();
        all.learn(picks, (|client| client + 1, |code| code), |cut, value| value + u32::from(cut == 0));
        let options = [BTreeSet::from([1]), BTreeSet::from([2]), BTreeSet::from([1, 2]), BTreeSet::new()];
        let [rows] = &all.rows(&options)[..] else { panic!("one part") };
        let of = |value: u32, option: usize, group: usize| {
            let is_it = |row: &&Row| {
                unpacked(row.values, 2).eq([3, value])
                    && row.group(option) == Some(group)
                    && row.client() == 5
            };
            rows.iter().filter(is_it).map(|row| row.n()).sum::<u64>()
        };
        assert_eq!([0, 1, 3].map(|option| [of(7, option, 0), of(7, option, 2)]), [[0, 3], [2, 1], [3, 0]]);
        assert_eq!([0, 1].map(|option| [of(9, option, 0), of(9, option, 2)]), [[1, 0], [1, 0]]);
        assert!(
            rows.iter().all(|row| row.period() == -1) && rows.is_sorted_by_key(|row| (row.place, row.values))
        );
    }
}
