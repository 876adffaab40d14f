//! Which parts of a shown total may be shown, so that no hidden one can be found by subtraction.

use crate::survey::Counts;

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
