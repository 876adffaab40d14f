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

/// What rows of zeros and ones span.
pub(super) trait Spanned {
    /// Of rows with so many columns.
    fn new(width: usize) -> Self;

    /// How many of them none of the others is spanned by.
    fn rank(&self) -> usize;

    /// Whether every row is spanned.
    fn is_whole(&self) -> bool;

    /// Adds a row with ones in these columns; whether it was outside.
    fn add(&mut self, columns: &[usize]) -> bool;
}

/// What rows span, by the sums that are zero on all of them: each starts as a column of its own, and every row that is not spanned
/// yet takes one away. A sum has a one in the column that it started as, and other numbers only in those of sums that are gone.
pub(super) struct Space {
    /// The columns that the sums left started as.
    left: Vec<usize>,
    /// Those of the sums that are gone.
    gone: Vec<usize>,
    /// Of each column, where among these it is.
    places: Vec<Option<usize>>,
    /// What each sum that is left has in them.
    sums: Vec<Vec<u64>>,
    /// A mixture of the sums left: all but never zero on a row that one of them is not zero on.
    mixed: Vec<u64>,
}

impl Spanned for Space {
    fn new(width: usize) -> Self {
        Self {
            left: (0..width).collect(),
            gone: Vec::new(),
            places: vec![None; width],
            sums: vec![Vec::new(); width],
            mixed: (1..=width as u64).map(lot).collect(),
        }
    }

    fn rank(&self) -> usize {
        self.gone.len()
    }

    fn is_whole(&self) -> bool {
        self.left.is_empty()
    }

    fn add(&mut self, columns: &[usize]) -> bool {
        let mixed = value(&self.mixed, columns);
        if mixed == 0 {
            return false;
        }
        let places: Vec<usize> = columns.iter().filter_map(|column| *self.places.get(*column)?).collect();
        let on = |(sum, start): (&Vec<u64>, &usize)| {
            round(value(sum, &places) + u64::from(columns.contains(start)))
        };
        let mut on: Vec<u64> = self.sums.iter().zip(&self.left).map(on).collect();
        let Some(at) = on.iter().position(|on| *on != 0) else { return false };
        let (pivot, start, by) = (self.sums.remove(at), self.left.remove(at), inverse(on.remove(at)));
        for (sum, on) in self.sums.iter_mut().zip(on) {
            let by = times(on, by);
            subtract(sum.iter_mut(), &pivot, by);
            sum.push(round(PRIME - by));
        }
        let by = times(mixed, by);
        for (column, of) in self.gone.iter().zip(&pivot).chain([(&start, &1)]) {
            subtract(self.mixed.iter_mut().skip(*column).take(1), &[*of], by);
        }
        self.places.iter_mut().skip(start).take(1).for_each(|place| *place = Some(self.gone.len()));
        self.gone.push(start);
        true
    }
}

impl Space {
    /// A sum that is zero on the space, and not on all of these rows.
    pub(super) fn missed<'a>(&self, rows: impl IntoIterator<Item = &'a [usize]>) -> Option<Vec<u64>> {
        let rows: Vec<&[usize]> = rows.into_iter().collect();
        let whole = |(sum, start): (&Vec<u64>, &usize)| {
            let of = |(column, place): (usize, &Option<usize>)| match place {
                Some(place) => sum.get(*place).copied().unwrap_or_default(),
                None => u64::from(column == *start),
            };
            self.places.iter().enumerate().map(of).collect::<Vec<u64>>()
        };
        let mut sums = self.sums.iter().zip(&self.left).map(whole);
        sums.find(|sum| rows.iter().any(|row| value(sum, row) != 0))
    }
}

/// What a sum gives an answer with ones in these columns.
pub(super) fn value(sum: &[u64], columns: &[usize]) -> u64 {
    columns.iter().filter_map(|at| sum.get(*at)).fold(0, |all, of| round(all + of))
}

/// Takes a multiple of another sum off.
fn subtract<'a>(sum: impl Iterator<Item = &'a mut u64>, other: &[u64], by: u64) {
    if by == 0 {
        return;
    }
    for (cell, of) in sum.zip(other) {
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
