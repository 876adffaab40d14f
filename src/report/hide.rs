//! Which parts of a shown total may be shown, so that no hidden one can be found by subtraction.

use crate::survey::Counts;

/// Whether a part may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Visible {
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
pub(super) fn visible(parts: &[Counts], minimum: u64) -> Vec<Visible> {
    let mut visible: Vec<Visible> = parts
        .iter()
        .map(|part| if (1..minimum).contains(&part.n()) { Visible::TooFew } else { Visible::Yes })
        .collect();
    loop {
        let hidden = || parts.iter().zip(&visible).filter(|(_, visible)| **visible != Visible::Yes);
        let sum: Counts = hidden().map(|(part, _)| *part).sum();
        let groups = [sum.detractors(), sum.passives(), sum.promoters()];
        let is_mixed = groups.into_iter().filter(|answers| *answers > 0).count() > 1;
        if hidden().count() == 0 || (hidden().count() >= 2 && sum.n() >= minimum && is_mixed) {
            return visible;
        }
        let shown = |i: &usize| visible[*i] == Visible::Yes && parts[*i].n() > 0;
        let Some(smallest) = (0..parts.len()).filter(shown).min_by_key(|&i| parts[i].n()) else {
            return visible;
        };
        visible[smallest] = Visible::Complement;
    }
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
    fn empty_parts_and_large_ones_need_no_hiding() {
        assert_eq!(visible(&mixed(&[0, 5, 40]), 5), [Yes, Yes, Yes]);
        assert_eq!(visible(&[], 5), []);
    }
}
