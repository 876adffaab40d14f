//! Values that few answers of a period share: they are weighted together with another value. A weight that a few answers alone
//! have would tell whose they are, and a few answers that stand for many others make every figure less sure than it need be.

use std::collections::BTreeSet;

/// The values that each value of a margin is weighted together with, as the first of them; by position, with the numbers of
/// answers. Whichever is the smallest and has fewer answers than this is put together with the next smallest. A value without
/// answers stays alone.
pub(super) fn joined(answers: &[u64], least: u64) -> Vec<usize> {
    let mut first: Vec<usize> = (0..answers.len()).collect();
    let groups = answers.iter().enumerate().filter(|(_, n)| **n > 0).map(|(at, n)| (*n, at));
    let mut groups: BTreeSet<(u64, usize)> = groups.collect();
    while let Some((n, smallest)) = groups.pop_first().filter(|(n, _)| *n < least) {
        let Some((of_next, next)) = groups.pop_first() else { break };
        let (to, from) = (smallest.min(next), smallest.max(next));
        if let Some(joined) = first.get_mut(from) {
            *joined = to;
        }
        groups.insert((n + of_next, to));
    }
    // What a value is put together with is before it, and so known already.
    let mut roots: Vec<usize> = Vec::new();
    for (at, to) in first.into_iter().enumerate() {
        roots.push(roots.get(to).copied().unwrap_or(at));
    }
    roots
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
