//! Whom rows are of, as numbers that are short and as good as never the same for two.

use std::borrow::Cow;
use std::hash::{BuildHasher, Hasher};

use polars::prelude::PlFixedStateQuality;

use super::trim::{spelt, trimmed};
use crate::source::Row;

/// A key as 128 bits, so that no two of a list have them in common.
pub(super) type Key = [u64; 2];

/// The key of a row; none where one of its columns is blank.
pub(super) fn key_of(columns: &[usize], row: &impl Row) -> Option<Key> {
    key_of_texts(columns.iter().map(|column| row.cell(*column).text()))
}

/// A key of several texts; none where one of them is blank.
pub(super) fn key_of_texts<'a>(texts: impl Iterator<Item = Cow<'a, [u8]>>) -> Option<Key> {
    let mut hashers = [0, 1].map(|seed| PlFixedStateQuality::with_seed(seed).build_hasher());
    for text in texts {
        let text = spelt(trimmed(&text));
        if text.is_empty() {
            return None;
        }
        for hasher in &mut hashers {
            hasher.write_usize(text.len());
            hasher.write(&text);
        }
    }
    Some(hashers.each_ref().map(Hasher::finish))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_compared_as_it_looks() {
        let alike =
            [("17", "17.0"), ("Zu\u{308}rich 1", "Z\u{fc}rich\u{a0}1"), ("a\u{200b}b", "ab"), ("0.0", "0")];
        for (one, other) in alike {
            assert_eq!(spelt(one.as_bytes()), spelt(other.as_bytes()), "{one} {other}");
        }
        for (one, other) in [("017", "17"), ("a", "A"), ("1.5.0", "1.5"), (".0", ""), ("17.00", "17")] {
            assert_ne!(spelt(one.as_bytes()), spelt(other.as_bytes()), "{one} {other}");
        }
    }
}
