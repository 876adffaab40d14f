//! Which parts of a shown total may be shown, so that no hidden one can be found by subtraction.

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

/// What may be shown of parts with these bases, whose total is shown. Besides every part below the minimum,
/// the smallest others are hidden until at least two are, with at least the minimum of answers together.
pub(super) fn visible(n: &[u64], minimum: u64) -> Vec<Visible> {
    let mut visible: Vec<Visible> =
        n.iter().map(|n| if (1..minimum).contains(n) { Visible::TooFew } else { Visible::Yes }).collect();
    loop {
        let hidden =
            || n.iter().zip(&visible).filter(|(_, visible)| **visible != Visible::Yes).map(|(n, _)| *n);
        if hidden().count() == 0 || (hidden().count() >= 2 && hidden().sum::<u64>() >= minimum) {
            return visible;
        }
        let smallest = (0..n.len()).filter(|&i| visible[i] == Visible::Yes && n[i] > 0).min_by_key(|&i| n[i]);
        match smallest {
            Some(i) => visible[i] = Visible::Complement,
            None => return visible,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Visible::{Complement, TooFew, Yes};

    #[test]
    fn a_single_small_part_takes_the_next_smallest_with_it() {
        assert_eq!(visible(&[40, 3, 12, 90], 5), [Yes, TooFew, Complement, Yes]);
    }

    #[test]
    fn two_small_parts_hide_each_other_only_when_they_are_enough_together() {
        assert_eq!(visible(&[40, 3, 4], 5), [Yes, TooFew, TooFew]);
        assert_eq!(visible(&[40, 2, 2], 5), [Complement, TooFew, TooFew]);
    }

    #[test]
    fn empty_parts_and_large_ones_need_no_hiding() {
        assert_eq!(visible(&[0, 5, 40], 5), [Yes, Yes, Yes]);
        assert_eq!(visible(&[], 5), []);
    }
}
