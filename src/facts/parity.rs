//! What rows of zeros and ones span, as far as it is seen by what is odd and what is even.

use super::space::Spanned;

/// What rows span where two ones make a zero. Rows of which none is spanned by the others here are so in all numbers too, so that as
/// many of them span at least as much; but what is spanned here need not be. Each column starts as a sum of its own that is even
/// on all rows, and every row that is not spanned yet takes one away: sums are the bits of numbers, all looked at together.
pub(super) struct Parity {
    /// By column, the sums that it is part of: so many numbers for each.
    sums: Vec<u64>,
    /// The sums that are odd on a row.
    odd: Vec<u64>,
    width: usize,
    rank: usize,
}

impl Spanned for Parity {
    fn new(width: usize) -> Self {
        let bits = u64::BITS as usize;
        let numbers = width.div_ceil(bits).max(1);
        let mut sums = vec![0; width * numbers];
        for (column, sums) in sums.chunks_exact_mut(numbers).enumerate() {
            sums.iter_mut().skip(column / bits).take(1).for_each(|sums| *sums = 1 << (column % bits));
        }
        Self { sums, odd: vec![0; numbers], width, rank: 0 }
    }

    fn rank(&self) -> usize {
        self.rank
    }

    fn is_whole(&self) -> bool {
        self.rank == self.width
    }

    fn add(&mut self, columns: &[usize]) -> bool {
        let numbers = self.odd.len();
        self.odd.fill(0);
        for column in columns {
            let start = column * numbers;
            let sums = self.sums.get(start..start + numbers).unwrap_or_default();
            self.odd.iter_mut().zip(sums).for_each(|(odd, sums)| *odd ^= sums);
        }
        let Some((at, odd)) = self.odd.iter().enumerate().find(|(_, odd)| **odd != 0) else { return false };
        let one = odd & odd.wrapping_neg();
        // One of the odd sums is added to all of them: the others are even then, and itself is gone.
        for sums in self.sums.chunks_exact_mut(numbers) {
            if sums.get(at).is_some_and(|sums| sums & one != 0) {
                sums.iter_mut().zip(&self.odd).for_each(|(sums, odd)| *sums ^= odd);
            }
        }
        self.rank += 1;
        true
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::space::Space;
    use super::*;

    #[test]
    fn what_is_spanned_by_halves_only_is_outside() {
        let mut parity = Parity::new(3);
        assert!(parity.add(&[0, 1]) && parity.add(&[0, 2]));
        assert!(!parity.add(&[1, 2]), "the sum of both is even in column 0");
        assert!(parity.add(&[2]) && parity.is_whole());
        // In all numbers, where halves are numbers too, the three rows span everything.
        let mut space = Space::new(3);
        assert!(space.add(&[0, 1]) && space.add(&[0, 2]) && space.add(&[1, 2]));
    }

    proptest! {
        /// By elimination of whole rows, and never more than in all numbers.
        #[test]
        fn the_rank_is_that_of_the_rows_without_what_is_even(
            rows in prop::collection::vec(prop::collection::btree_set(0_usize..128, 1..6), 1..60),
        ) {
            let (mut parity, mut space) = (Parity::new(128), Space::new(128));
            let mut reduced: Vec<u128> = Vec::new();
            for row in rows {
                let columns: Vec<usize> = row.into_iter().collect();
                let mut bits = columns.iter().fold(0_u128, |bits, column| bits | 1 << column);
                for other in &reduced {
                    bits = bits.min(bits ^ other);
                }
                prop_assert_eq!(parity.add(&columns), bits != 0);
                if bits != 0 {
                    reduced.push(bits);
                    reduced.sort_unstable_by(|a, b| b.cmp(a));
                }
                space.add(&columns);
                prop_assert_eq!(parity.rank(), reduced.len());
                prop_assert!(parity.rank() <= space.rank());
            }
        }
    }
}
