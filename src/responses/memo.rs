//! What a short text stood for before. Surveys repeat few dates and names over many rows, and looking one up here is
//! several times as fast as reading it or hashing it.

/// What short texts stand for, each in the one slot that its bytes choose; a newer text takes the slot.
#[derive(Debug)]
pub(super) struct Memo<T> {
    slots: Vec<(Key, T)>,
    shift: u32,
}

/// A text of 1 to 16 bytes, or a day, as numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Key {
    /// Bytes of the text, or 0 for no text.
    length: u64,
    first: u64,
    last: u64,
}

/// Length of a day, which no text has.
const DAY: u64 = u64::MAX;

impl<T: Copy + Default> Memo<T> {
    /// A memo of 2 to the power of `log2` slots.
    pub(super) fn new(log2: u32) -> Self {
        // No text is empty, so these slots match none.
        let empty = Key { length: 0, first: 0, last: 0 };
        Self { slots: vec![(empty, T::default()); 1 << log2], shift: u64::BITS - log2 }
    }

    /// What this text stands for, if that is still known.
    #[inline]
    pub(super) fn get(&self, key: Key) -> Option<T> {
        self.slots.get(key.slot(self.shift)).filter(|(known, _)| *known == key).map(|(_, value)| *value)
    }

    /// Keeps what this text stands for.
    pub(super) fn put(&mut self, key: Key, value: T) {
        if let Some(slot) = self.slots.get_mut(key.slot(self.shift)) {
            *slot = (key, value);
        }
    }
}

impl Key {
    /// The key of a text, unless it is blank or long.
    #[inline]
    pub(super) fn of(text: &[u8]) -> Option<Self> {
        let length = text.len() as u64;
        match (text.first_chunk(), text.last_chunk()) {
            // The two overlap, and with the length say all there is.
            (Some(first), Some(last)) if length <= 16 => {
                Some(Self { length, first: u64::from_le_bytes(*first), last: u64::from_le_bytes(*last) })
            }
            (None, None) => {
                let half = |half: &[u8; 4]| u64::from(u32::from_le_bytes(*half));
                let first = match (text.first_chunk(), text.last_chunk(), text) {
                    (Some(first), Some(last), _) => half(first) | half(last) << 32,
                    (_, _, [first, .., last]) => {
                        let middle = text.get(text.len() / 2).copied().unwrap_or_default();
                        u64::from(u32::from_le_bytes([*first, middle, *last, 0]))
                    }
                    (_, _, [only]) => u64::from(*only),
                    (_, _, []) => return None,
                };
                Some(Self { length, first, last: 0 })
            }
            _ => None,
        }
    }

    /// The key of a day, counted from 1970-01-01.
    #[inline]
    pub(super) fn of_day(days: i64) -> Self {
        Self { length: DAY, first: days.cast_unsigned(), last: 0 }
    }

    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "only the top bits are left")]
    fn slot(self, shift: u32) -> usize {
        // Multiplying by 2^64 / φ spreads neighbouring numbers (Knuth, TAOCP 3, 6.4).
        let mixed = (self.first ^ self.last.rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (mixed >> shift) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_gives_back_its_own_value_or_none() {
        let mut memo = Memo::new(12);
        let texts: Vec<String> = (0..20_000).map(|number| format!("text {number}")).collect();
        for (text, value) in texts.iter().zip(0..) {
            memo.put(Key::of(text.as_bytes()).expect("short"), value);
        }
        let known = texts.iter().zip(0..).filter_map(|(text, value)| {
            let found = memo.get(Key::of(text.as_bytes()).expect("short"))?;
            assert_eq!(found, value);
            Some(())
        });
        assert!(known.count() > 1_000);
        assert!(Key::of(b"").is_none() && Key::of(b"2026-09-30T23:59:59").is_none());
        assert!(memo.get(Key::of(b"2026-09-30").expect("short")).is_none());
    }

    #[test]
    fn no_two_texts_and_no_day_share_a_key() {
        let mut keys: Vec<Key> = (-3..3).map(Key::of_day).collect();
        for length in 1..=16 {
            keys.push(Key::of(&b"a".repeat(length)).expect("short"));
            keys.push(Key::of(&b"\0".repeat(length)).expect("short"));
            let mut other = b"a".repeat(length);
            other[length / 2] = b'b';
            keys.push(Key::of(&other).expect("short"));
        }
        for (at, key) in keys.iter().enumerate() {
            assert!(!keys[..at].contains(key), "{key:?}");
        }
    }
}
