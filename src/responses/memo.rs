//! Which period a date text fell into before. Surveys repeat few dates over many rows, and looking one up is
//! several times as fast as reading it.

/// Slots: a power of two, more than the days of ten years.
const SLOTS_LOG2: u32 = 12;

/// The periods of short texts, each in the one slot that its bytes choose; a newer text takes the slot.
#[derive(Debug)]
pub(super) struct Memo {
    slots: Vec<(u128, i32)>,
}

/// A text of 1 to 16 bytes as a number, zeros after it. Data hold no NUL bytes, so no two texts are the same.
#[derive(Debug, Clone, Copy)]
pub(super) struct Key(u128);

impl Default for Memo {
    fn default() -> Self {
        // No text is zero, so these slots match none.
        Self { slots: vec![(0, 0); 1 << SLOTS_LOG2] }
    }
}

impl Memo {
    /// The period of this text, if it is still known.
    #[inline]
    pub(super) fn get(&self, key: Key) -> Option<i32> {
        self.slots.get(key.slot()).filter(|(text, _)| *text == key.0).map(|(_, period)| *period)
    }

    /// Keeps the period of this text.
    pub(super) fn put(&mut self, key: Key, period: i32) {
        if let Some(slot) = self.slots.get_mut(key.slot()) {
            *slot = (key.0, period);
        }
    }
}

impl Key {
    /// The key of a text, unless it is blank or long.
    #[inline]
    pub(super) fn of(text: &[u8]) -> Option<Self> {
        let mut bytes = [0; 16];
        bytes.get_mut(..text.len())?.copy_from_slice(text);
        let key = u128::from_le_bytes(bytes);
        (key != 0).then_some(Self(key))
    }

    #[expect(clippy::cast_possible_truncation, reason = "both halves are mixed, and the top bits are kept")]
    fn slot(self) -> usize {
        // Multiplying by 2^64 / φ spreads neighbouring numbers (Knuth, TAOCP 3, 6.4).
        let mixed =
            (self.0 as u64 ^ ((self.0 >> 64) as u64).rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (mixed >> (u64::BITS - SLOTS_LOG2)) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_gives_back_its_own_period_or_none() {
        let mut memo = Memo::default();
        let texts: Vec<String> = (0..20_000).map(|number| format!("text {number}")).collect();
        for (text, period) in texts.iter().zip(0..) {
            memo.put(Key::of(text.as_bytes()).expect("short"), period);
        }
        let known = texts.iter().zip(0..).filter_map(|(text, period)| {
            let found = memo.get(Key::of(text.as_bytes()).expect("short"))?;
            assert_eq!(found, period);
            Some(())
        });
        assert!(known.count() > 1_000);
        assert!(Key::of(b"").is_none() && Key::of(b"2026-09-30T23:59:59").is_none());
        assert!(memo.get(Key::of(b"2026-09-30").expect("short")).is_none());
    }
}
