//! Names and their codes, so that rows are grouped by small numbers.

use polars::prelude::PlHashMap;

use super::memo::{Key, Memo};

/// Most different regions in the data. A column with more is an identifier, not a region.
pub const MOST_REGIONS: usize = 5_000;

/// Most different clients in the data.
pub const MOST_CLIENTS: usize = 500_000;

/// Most different sets of attributes in the data.
pub const MOST_PROFILES: usize = 1_000_000;

/// A power of two, more than the clients of most surveys.
const SLOTS_LOG2: u32 = 11;

/// The names seen so far; a name's code is its position from 1, and 0 stands for none.
#[derive(Debug)]
pub struct Names {
    codes: PlHashMap<Box<[u8]>, u32>,
    short: Memo<u32>,
    in_order: Vec<String>,
    most: usize,
    has_too_many: bool,
}

/// A name that is not UTF-8 text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NotText;

impl Names {
    /// No names yet, and room for so many.
    pub(super) fn new(most: usize) -> Self {
        let (codes, short) = (PlHashMap::default(), Memo::new(SLOTS_LOG2));
        Self { codes, short, in_order: Vec::new(), most, has_too_many: false }
    }

    /// The code of a trimmed text.
    ///
    /// # Errors
    /// When the text is not UTF-8, or holds a NUL byte, as cells of a Parquet file may.
    #[inline]
    pub(super) fn code(&mut self, text: &[u8]) -> Result<u32, NotText> {
        self.find(text, |text| !text.contains(&0))
    }

    /// The same for texts that were sound and then joined by NUL bytes.
    pub(super) fn code_joined(&mut self, text: &[u8]) -> Result<u32, NotText> {
        self.find(text, |_| true)
    }

    #[inline]
    fn find(&mut self, text: &[u8], is_sound: impl Fn(&[u8]) -> bool) -> Result<u32, NotText> {
        let key = Key::of(text);
        if let Some(code) = key.and_then(|key| self.short.get(key)) {
            return Ok(code);
        }
        let code = match self.codes.get(text) {
            _ if text.is_empty() => return Ok(0),
            Some(&code) => code,
            None if is_sound(text) => self.add(text)?,
            None => return Err(NotText),
        };
        if let Some(key) = key {
            self.short.put(key, code);
        }
        Ok(code)
    }

    /// Takes over names seen elsewhere: their codes here, in the order of their codes there from 1.
    pub(super) fn learn(&mut self, other: &Self) -> Vec<u32> {
        self.has_too_many |= other.has_too_many;
        other.in_order.iter().map(|name| self.code_joined(name.as_bytes()).unwrap_or(0)).collect()
    }

    #[cold]
    fn add(&mut self, text: &[u8]) -> Result<u32, NotText> {
        let name = str::from_utf8(text).map_err(|_| NotText)?;
        if self.in_order.len() >= self.most {
            self.has_too_many = true;
            return Ok(0);
        }
        self.in_order.push(name.to_owned());
        let code = u32::try_from(self.in_order.len()).unwrap_or(0);
        self.codes.insert(text.into(), code);
        Ok(code)
    }

    /// The name that a code stands for; nothing for 0.
    #[must_use]
    pub fn name(&self, code: u32) -> Option<&str> {
        (code as usize).checked_sub(1).and_then(|at| self.in_order.get(at)).map(String::as_str)
    }

    /// How many names: the codes from 1.
    #[must_use]
    pub fn count(&self) -> usize {
        self.in_order.len()
    }

    /// Whether there were more names than are told apart.
    #[must_use]
    pub fn has_too_many(&self) -> bool {
        self.has_too_many
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_bounded() {
        let mut names = Names::new(3);
        assert_eq!([&b"a"[..], b"b", b"a", b"c"].map(|text| names.code(text)), [1, 2, 1, 3].map(Ok));
        assert!(!names.has_too_many());
        assert_eq!(names.code(b"one more"), Ok(0));
        assert!(names.has_too_many());
        assert_eq!((names.in_order.len(), names.name(2), names.name(0)), (3, Some("b"), None));
    }
}
