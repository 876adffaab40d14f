//! What may be shown of counts, decided here for every part of a report: no hidden figure can be found as a shown total less
//! shown parts, and nothing is said of too few answers, or of too few clients who know their own.

use std::collections::{BTreeMap, BTreeSet};

use super::Cells;
use crate::survey::{Answers, Counts, Region, Scale};

/// Whether a part may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Visible {
    /// It may (an empty part holds nothing to hide).
    Yes,
    /// It has fewer answers than the minimum.
    TooFew,
    /// It has enough, but the hidden parts together would be found as the total less the shown ones.
    Complement,
}

/// What may be shown of parts whose total is shown. Besides every part below the minimum, the smallest others are
/// hidden until what is hidden is at least two parts, with at least the minimum of answers together, not all of
/// one group: a sum of detractors alone would say −100 of each part.
pub(crate) fn visible(parts: &[Counts], minimum: u64) -> Vec<Visible> {
    visible_in(parts, &[(0..parts.len()).collect()], minimum)
}

/// The same where the sums of several groups of the parts, by position, can be known: what is hidden in each of them
/// is enough.
pub(crate) fn visible_in(parts: &[Counts], known: &[Vec<usize>], minimum: u64) -> Vec<Visible> {
    let mut visible: Vec<Visible> = parts
        .iter()
        .map(|part| if (1..minimum).contains(&part.n()) { Visible::TooFew } else { Visible::Yes })
        .collect();
    loop {
        // Hiding a part for one group may take it from another, which is then looked at again.
        let exposed = known.iter().find_map(|group| {
            let hidden = || group.iter().filter(|i| visible[**i] != Visible::Yes);
            let sum: Counts = hidden().map(|i| parts[*i]).sum();
            if hidden().count() == 0 || (hidden().count() >= 2 && sum.n() >= minimum && is_mixed(sum)) {
                return None;
            }
            let shown = group.iter().filter(|i| visible[**i] == Visible::Yes && parts[**i].n() > 0);
            shown.min_by_key(|i| (parts[**i].n(), **i)).copied()
        });
        match exposed {
            Some(smallest) => visible[smallest] = Visible::Complement,
            None => return visible,
        }
    }
}

/// Whether not all of several answers are of one group, which would say the score of each part of them.
pub(crate) fn is_mixed(counts: Counts) -> bool {
    let groups = [counts.detractors(), counts.passives(), counts.promoters()];
    groups.into_iter().filter(|answers| *answers > 0).count() > 1
}

/// The answers of one value of a cut in one period.
pub(crate) struct Part {
    pub(crate) answers: Answers,
    pub(crate) counts: Counts,
    pub(crate) visible: Visible,
}

impl Part {
    /// Answers on a scale of 0 to 10.
    #[cfg(test)]
    pub(crate) fn new(counts: Counts, visible: Visible) -> Self {
        let mut by_score = vec![0; 11];
        (by_score[0], by_score[7], by_score[10]) =
            (counts.detractors(), counts.passives(), counts.promoters());
        Self { answers: crate::survey::Histogram::new(by_score).into(), counts, visible }
    }

    /// Whether it may be shown; without answers it may, as it has nothing to hide.
    pub(crate) fn is_visible(&self) -> bool {
        self.visible == Visible::Yes
    }
}

/// Every value that a cut tells apart.
pub(crate) fn names(cells: &Cells) -> BTreeSet<&Region> {
    cells.keys().filter_map(|(_, value)| value.as_ref()).collect()
}

/// These values in a period, those without an answer in it too; without a period, in all of them. Of fewer answers than the
/// minimum none is shown.
pub(crate) fn parts(
    cells: &Cells,
    names: &BTreeSet<&Region>,
    ordinal: Option<i32>,
    (scale, minimum): (&Scale, u64),
) -> BTreeMap<Region, Part> {
    let mut values: BTreeMap<&Region, Answers> =
        names.iter().map(|name| (*name, Answers::default())).collect();
    let of_period = cells.range((ordinal, None)..);
    for ((_, value), answers) in of_period.take_while(|((cell, _), _)| ordinal.is_none() || *cell == ordinal)
    {
        if let Some(sum) = value.as_ref().and_then(|value| values.get_mut(value)) {
            *sum += answers;
        }
    }
    let counts: Vec<Counts> = values.values().map(|all| all.counts(scale)).collect();
    let visible = visible(&counts, minimum);
    let parts = values.into_iter().zip(counts.into_iter().zip(visible));
    parts
        .map(|((value, answers), (counts, visible))| (value.clone(), Part { answers, counts, visible }))
        .collect()
}

/// How few clients and answers a figure of several clients may be of.
#[derive(Clone, Copy)]
pub(crate) struct Least {
    pub(crate) clients: u64,
    pub(crate) answers: u64,
}

/// A client who gave more than this share of a group's answers all but *is* the group.
const DOMINANT: (u64, u64) = (3, 4);

/// Whether a figure of several clients, of whom one gave the `largest` number of answers, gives none of them away: it is of
/// enough of them with enough answers, none of whom has nearly all of these, which are not all of one group; or it is of
/// nobody.
pub(crate) fn keep_each_other((clients, largest): (u64, u64), counts: Counts, least: Least) -> bool {
    let are_enough = clients >= least.clients && counts.n() >= least.answers;
    clients == 0 || (are_enough && is_mixed(counts) && largest * DOMINANT.1 <= counts.n() * DOMINANT.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Visible::{Complement, TooFew, Yes};

    /// Parts with these bases, half promoters and half detractors.
    fn mixed(n: &[u64]) -> Vec<Counts> {
        n.iter().map(|n| Counts::new(n / 2, 0, n - n / 2)).collect()
    }

    #[test]
    fn a_single_small_part_takes_the_next_smallest_with_it() {
        assert_eq!(visible(&mixed(&[40, 3, 12, 90]), 5), [Yes, TooFew, Complement, Yes]);
    }

    #[test]
    fn two_small_parts_hide_each_other_only_when_they_are_enough_together() {
        assert_eq!(visible(&mixed(&[40, 3, 4]), 5), [Yes, TooFew, TooFew]);
        assert_eq!(visible(&mixed(&[40, 2, 2]), 5), [Complement, TooFew, TooFew]);
    }

    #[test]
    fn parts_of_one_group_alone_do_not_hide_each_other() {
        let parts = [Counts::new(0, 0, 40), Counts::new(1, 0, 0), Counts::new(5, 0, 0), Counts::new(9, 9, 9)];
        assert_eq!(visible(&parts, 5), [Yes, TooFew, Complement, Complement]);
    }

    #[test]
    fn a_part_is_hidden_in_every_group_whose_sum_is_known() {
        let parts = mixed(&[3, 20, 12, 40, 50]);
        let (all, first, rest) = (vec![0, 1, 2, 3, 4], vec![0, 1], vec![2, 3, 4]);
        assert_eq!(visible_in(&parts, &[], 5), [TooFew, Yes, Yes, Yes, Yes]);
        assert_eq!(visible_in(&parts, std::slice::from_ref(&all), 5), [TooFew, Yes, Complement, Yes, Yes]);
        assert_eq!(
            visible_in(&parts, &[first.clone(), rest.clone()], 5),
            [TooFew, Complement, Yes, Yes, Yes]
        );
        // A group of one hidden part alone cannot be protected, but the whole can.
        assert_eq!(visible_in(&parts, &[vec![0], all], 5), [TooFew, Yes, Complement, Yes, Yes]);
    }

    #[test]
    fn empty_parts_and_large_ones_need_no_hiding() {
        assert_eq!(visible(&mixed(&[0, 5, 40]), 5), [Yes, Yes, Yes]);
        assert_eq!(visible(&[], 5), []);
    }
}
