//! What may be shown of counts, decided here for every part of a report: no hidden figure can be found as a shown total less
//! shown parts, and nothing is said of too few answers, or of too few clients who know their own.

use std::collections::{BTreeMap, BTreeSet};

use super::Cells;
use super::crowd::{Crowd, Share};
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

/// What may be shown of parts, where the sums of some groups of them, by position, can be known. Besides every part below the
/// minimum, the smallest others are hidden until what is hidden of each group is at least two parts, with at least the
/// minimum of answers together, not all of one group: a sum of detractors alone would say −100 of each part. None of fewer
/// answers than the minimum weighs nearly all of what is hidden. That is enough also for so many friends whose own parts
/// these are.
pub(crate) fn visible_in(
    parts: &[Share],
    known: &[Vec<usize>],
    minimum: u64,
    friends: usize,
) -> Vec<Visible> {
    let visible = parts.iter().map(|part| first_look(part, minimum)).collect();
    hide_more(visible, parts, known, minimum, friends)
}

/// Whether a part may be shown for its own sake.
fn first_look(part: &Share, minimum: u64) -> Visible {
    if is_small(*part, minimum) { Visible::TooFew } else { Visible::Yes }
}

/// Whether each of these parts may be shown for its own sake, and is not withheld.
pub(super) fn first_looks<'a>(
    names: impl Iterator<Item = &'a Region>,
    parts: &[Share],
    minimum: u64,
    is_withheld: impl Fn(&Region) -> bool,
) -> Vec<Visible> {
    let look = |(name, part): (&Region, &Share)| match first_look(part, minimum) {
        Visible::Yes if is_withheld(name) && part.counts.n() > 0 => Visible::Complement,
        visible => visible,
    };
    names.zip(parts).map(look).collect()
}

fn is_small(part: Share, minimum: u64) -> bool {
    (1..minimum).contains(&part.counts.n())
}

/// What is hidden, and as many more parts as it takes.
pub(crate) fn hide_more(
    mut visible: Vec<Visible>,
    parts: &[Share],
    known: &[Vec<usize>],
    minimum: u64,
    friends: usize,
) -> Vec<Visible> {
    let is_shown = |visible: &[Visible], at: usize| visible.get(at) == Some(&Visible::Yes);
    loop {
        // Hiding a part for one group may take it from another, which is then looked at again.
        let exposed = known.iter().find_map(|group| {
            let of_group = || group.iter().filter_map(|at| Some((*at, parts.get(*at)?)));
            let hidden = of_group().filter(|(at, _)| !is_shown(&visible, *at)).map(|(_, part)| *part);
            if hide_each_other(hidden, minimum, friends) {
                return None;
            }
            let shown = of_group().filter(|(at, part)| is_shown(&visible, *at) && part.counts.n() > 0);
            shown.min_by_key(|(at, part)| (part.counts.n(), *at)).map(|(at, _)| at)
        });
        match exposed.and_then(|at| visible.get_mut(at)) {
            Some(smallest) => *smallest = Visible::Complement,
            None => return visible,
        }
    }
}

/// Whether parts that are hidden keep each other so, where their sum is known.
pub(crate) fn hide_each_other(hidden: impl IntoIterator<Item = Share>, minimum: u64, friends: usize) -> bool {
    let mut crowd = Crowd::default();
    for part in hidden {
        crowd.add(part, if is_small(part, minimum) { part.weight } else { 0.0 });
    }
    crowd.hide_each_other(minimum, friends)
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
/// minimum none is shown, and none of those that are withheld.
pub(crate) fn parts(
    (cells, withheld): (&Cells, Option<&BTreeSet<Region>>),
    names: &BTreeSet<&Region>,
    ordinal: Option<i32>,
    (scale, minimum): (&Scale, u64),
) -> BTreeMap<Region, Part> {
    let values = values(cells, names, ordinal);
    let shares: Vec<Share> = values.values().map(|all| Share::of(all, scale)).collect();
    let is_withheld = |name: &Region| withheld.is_some_and(|withheld| withheld.contains(name));
    let hidden = first_looks(values.keys().copied(), &shares, minimum, is_withheld);
    let all = (0..shares.len()).collect();
    let visible = hide_more(hidden, &shares, &[all], minimum, 0);
    of_values(values, shares, visible)
}

/// The answers of these values in a period, or of all.
pub(super) fn values<'a>(
    cells: &Cells,
    names: &BTreeSet<&'a Region>,
    ordinal: Option<i32>,
) -> BTreeMap<&'a Region, Answers> {
    let mut values: BTreeMap<&Region, Answers> =
        names.iter().map(|name| (*name, Answers::default())).collect();
    let of_period = cells.range((ordinal, None)..);
    for ((_, value), answers) in of_period.take_while(|((cell, _), _)| ordinal.is_none() || *cell == ordinal)
    {
        if let Some(sum) = value.as_ref().and_then(|value| values.get_mut(value)) {
            *sum += answers;
        }
    }
    values
}

pub(super) fn of_values(
    values: BTreeMap<&Region, Answers>,
    shares: Vec<Share>,
    visible: Vec<Visible>,
) -> BTreeMap<Region, Part> {
    let of = values.into_iter().zip(shares.into_iter().zip(visible));
    let part = |((value, answers), (share, visible)): ((&Region, Answers), (Share, Visible))| {
        (value.clone(), Part { answers, counts: share.counts, visible })
    };
    of.map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use Visible::{Complement, TooFew, Yes};

    /// Parts with these bases, half promoters and half detractors.
    fn mixed(n: &[u64]) -> Vec<Share> {
        n.iter().map(|n| share(Counts::new(n / 2, 0, n - n / 2))).collect()
    }

    /// Answers without weights.
    fn share(counts: Counts) -> Share {
        Share { counts, weight: f64::from(u32::try_from(counts.n()).expect("few")) }
    }

    /// Where the sum of all is known.
    fn visible(parts: &[Share], minimum: u64) -> Vec<Visible> {
        visible_in(parts, &[(0..parts.len()).collect()], minimum, 0)
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
        let parts = [[0, 0, 40], [1, 0, 0], [5, 0, 0], [9, 9, 9]]
            .map(|[d, passives, p]| share(Counts::new(d, passives, p)));
        assert_eq!(visible(&parts, 5), [Yes, TooFew, Complement, Complement]);
    }

    #[test]
    fn a_part_is_hidden_in_every_group_whose_sum_is_known() {
        let parts = mixed(&[3, 20, 12, 40, 50]);
        let (all, first, rest) = (vec![0, 1, 2, 3, 4], vec![0, 1], vec![2, 3, 4]);
        assert_eq!(visible_in(&parts, &[], 5, 0), [TooFew, Yes, Yes, Yes, Yes]);
        assert_eq!(visible_in(&parts, std::slice::from_ref(&all), 5, 0), [TooFew, Yes, Complement, Yes, Yes]);
        assert_eq!(
            visible_in(&parts, &[first.clone(), rest.clone()], 5, 0),
            [TooFew, Complement, Yes, Yes, Yes]
        );
        // A group of one hidden part alone cannot be protected, but the whole can.
        assert_eq!(visible_in(&parts, &[vec![0], all], 5, 0), [TooFew, Yes, Complement, Yes, Yes]);
    }

    #[test]
    fn empty_parts_and_large_ones_need_no_hiding() {
        assert_eq!(visible(&mixed(&[0, 5, 40]), 5), [Yes, Yes, Yes]);
        assert_eq!(visible(&[], 5), []);
    }
}
