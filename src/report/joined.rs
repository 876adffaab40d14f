//! Values that few answers of a period share: they are weighted together with another value. A weight that a few answers alone
//! have would tell whose they are, and a few answers that stand for many others make every figure less sure than it need be.

/// The values that each value of a margin is weighted together with, as the first of them; by position, with the numbers of
/// answers. Whichever is the smallest and has fewer answers than this is put together with the next smallest. A value without
/// answers stays alone.
pub(super) fn joined(answers: &[u64], least: u64) -> Vec<usize> {
    let mut first: Vec<usize> = (0..answers.len()).collect();
    let mut sums = answers.to_vec();
    loop {
        let mut groups: Vec<(u64, usize)> =
            sums.iter().enumerate().filter(|(_, n)| **n > 0).map(|(at, n)| (*n, at)).collect();
        groups.sort_unstable();
        let [(n, smallest), (_, next), ..] = groups[..] else { return first };
        if n >= least {
            return first;
        }
        let (to, from) = (smallest.min(next), smallest.max(next));
        let moved = sums.get_mut(from).map(std::mem::take).unwrap_or_default();
        if let Some(sum) = sums.get_mut(to) {
            *sum += moved;
        }
        first.iter_mut().filter(|first| **first == from).for_each(|first| *first = to);
    }
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn the_smallest_is_put_together_with_the_next_until_there_are_enough() {
        assert_eq!(joined(&[40, 5, 90], 5), [0, 1, 2]);
        assert_eq!(joined(&[40, 4, 9], 5), [0, 1, 1]);
        assert_eq!(joined(&[40, 1, 2, 1], 5), [0, 0, 0, 0]);
        assert_eq!(joined(&[40, 1, 2, 3], 5), [0, 1, 1, 1]);
        assert_eq!(joined(&[40, 0, 2, 3], 5), [0, 1, 2, 2]);
        assert_eq!(joined(&[3], 5), [0]);
        assert_eq!(joined(&[], 5), Vec::<usize>::new());
    }
}
