//! Which of many bytes are wanted, found for 64 at once.

/// The bytes that are wanted, one bit each, the first being the lowest.
#[inline]
#[must_use]
pub fn wanted(block: &[u8; 64], is_wanted: impl Fn(u8) -> bool) -> u64 {
    // The bits of eight bytes are put side by side by adding the bytes up, as no two have the same one. This way the compiler
    // finds vector instructions for it.
    let mut bits = [0; 64];
    for (at, (bit, byte)) in bits.iter_mut().zip(block).enumerate() {
        *bit = if is_wanted(*byte) { 1_u8 << (at % 8) } else { 0 };
    }
    let (words, _) = bits.as_chunks();
    let sum = |word: &[u8; 8]| u64::from_le_bytes(*word).wrapping_mul(u64::from_ne_bytes([1; 8])) >> 56;
    words.iter().rev().fold(0, |mask, word| mask << 8 | sum(word))
}
