//! What rows of zeros and ones span, in numbers round a prime.

/// Numbers are counted round this prime, 2⁶¹ − 1: what is zero there is zero, but for chances that do not happen.
const PRIME: u64 = (1 << 61) - 1;

/// A number below twice the prime, round it.
fn round(number: u64) -> u64 {
    if number >= PRIME { number - PRIME } else { number }
}

fn times(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    let half = |half: u128| u64::try_from(half & u128::from(PRIME)).unwrap_or_default();
    // 2⁶¹ is 1 round the prime.
    round(half(product) + half(product >> 61))
}

/// The inverse, by the little theorem of Fermat.
fn inverse(of: u64) -> u64 {
    let (mut power, mut exponent, mut product) = (of, PRIME - 2, 1);
    while exponent > 0 {
        if exponent & 1 == 1 {
            product = times(product, power);
        }
        power = times(power, power);
        exponent >>= 1;
    }
    product
}

/// What rows span, by the sums that are zero on all of them: each starts as a column of its own, and every row that is not spanned
/// yet takes one away.
pub(super) struct Space {
    width: usize,
    null: Vec<Vec<u64>>,
    /// A mixture of them: all but never zero on a row that one of them is not zero on.
    mixed: Vec<u64>,
}

impl Space {
    pub(super) fn new(width: usize) -> Self {
        let unit = |at: usize| (0..width).map(|other| u64::from(other == at)).collect();
        Self { width, null: (0..width).map(unit).collect(), mixed: (1..=width as u64).map(lot).collect() }
    }

    pub(super) fn rank(&self) -> usize {
        self.width - self.null.len()
    }

    /// Adds a row with ones in these columns; whether it was outside.
    pub(super) fn add(&mut self, columns: &[usize]) -> bool {
        let mixed = value(&self.mixed, columns);
        if mixed == 0 {
            return false;
        }
        let on: Vec<u64> = self.null.iter().map(|sum| value(sum, columns)).collect();
        let Some(gone) = on.iter().position(|on| *on != 0) else { return false };
        let pivot = self.null.remove(gone);
        let by = inverse(on.get(gone).copied().unwrap_or(1));
        let others = on.iter().enumerate().filter(|(at, _)| *at != gone).map(|(_, on)| *on);
        for (sum, on) in self.null.iter_mut().zip(others) {
            subtract(sum, &pivot, times(on, by));
        }
        subtract(&mut self.mixed, &pivot, times(mixed, by));
        true
    }

    /// A sum that is zero on the space, and not on all of these rows.
    pub(super) fn missed<'a>(&self, rows: impl IntoIterator<Item = &'a [usize]>) -> Option<Vec<u64>> {
        let rows: Vec<&[usize]> = rows.into_iter().collect();
        self.null.iter().find(|sum| rows.iter().any(|row| value(sum, row) != 0)).cloned()
    }
}

/// What a sum gives an answer with ones in these columns.
pub(super) fn value(sum: &[u64], columns: &[usize]) -> u64 {
    columns.iter().filter_map(|at| sum.get(*at)).fold(0, |all, of| round(all + of))
}

/// Takes a multiple of another sum off.
fn subtract(sum: &mut [u64], other: &[u64], by: u64) {
    if by == 0 {
        return;
    }
    for (cell, of) in sum.iter_mut().zip(other).filter(|(_, of)| **of != 0) {
        *cell = round(*cell + PRIME - times(by, *of));
    }
}

/// A number that looks like chance, always the same.
pub(super) fn lot(at: u64) -> u64 {
    let mut mixed = at.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    (mixed ^ mixed >> 31) % PRIME
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_others_sum_to_is_spanned_and_one_that_they_do_not_is_missed() {
        let mut space = Space::new(4);
        assert!(space.add(&[0, 1]) && space.add(&[0, 2]) && space.add(&[0, 1, 2]));
        // Twice the third less the first and the second would be another one: these three span column 0 by itself.
        assert!(!space.add(&[0]) && !space.add(&[1]) && !space.add(&[1, 2]));
        assert_eq!(space.rank(), 3);
        let sum = space.missed([&[0, 1][..], &[0, 3]]).expect("column 3");
        assert_eq!((value(&sum, &[0, 1]), value(&sum, &[0, 3]) != 0), (0, true));
        assert_eq!(space.missed([&[0, 2][..]]), None);
        assert!(space.add(&[3]) && space.rank() == 4);
    }

    #[test]
    fn numbers_go_round_the_prime() {
        for (a, b) in [(3, 5), (PRIME - 1, PRIME - 1), (1 << 60, 12_345), (0, 7)] {
            let product = u64::try_from(u128::from(a) * u128::from(b) % u128::from(PRIME));
            assert_eq!(Ok(times(a, b)), product);
        }
        assert_eq!(times(inverse(987_654_321), 987_654_321), 1);
    }
}
