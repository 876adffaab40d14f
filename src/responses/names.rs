//! Names and their codes, so that rows are grouped by small numbers.

use std::collections::BTreeSet;

use polars::prelude::PlHashMap;

use super::memo::{Key, Memo};
use super::response::NESTED;
use crate::survey::{Renamed, canonical};

/// What a worker's codes are among those of all workers, in the order of its codes from 1; the code 0 stays.
#[derive(Debug, Clone)]
pub struct Codes {
    /// Of clients.
    pub clients: Vec<u32>,
    /// Of the values of each cut.
    pub cuts: Vec<Vec<u32>>,
    /// Of the options of each further question; none of one that has none.
    pub options: Vec<Vec<u32>>,
}

/// Most different regions in the data. A column with more is an identifier, not a region.
pub const MOST_REGIONS: usize = 5_000;

/// Most different clients in the data.
pub const MOST_CLIENTS: usize = 500_000;

/// Most different values of an attribute in the data.
pub const MOST_VALUES: usize = 1_000_000;

/// Most different options of a question in the data. A column with more is a text that somebody writes.
pub(crate) const MOST_CHOSEN: usize = 100_000;

/// A power of two, more than the clients of most surveys.
const SLOTS_LOG2: u32 = 11;

/// The names seen so far, in their canonical form; a name's code is its position from 1, and 0 stands for none.
#[derive(Debug)]
pub struct Names {
    /// By name, and by spelling too, so that a spelling is brought into its form when it is first seen and not in every
    /// row. Spellings are kept while there is room for two of each name; later ones are brought into their form each time.
    codes: PlHashMap<Box<[u8]>, u32>,
    short: Memo<u32>,
    in_order: Vec<String>,
    most: usize,
    has_too_many: bool,
    renamed: Renamed,
    /// Names that were found and count for others now.
    former: BTreeSet<String>,
}

/// A name that is not UTF-8 text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NotText;

impl Names {
    /// No names yet, and room for so many.
    pub(super) fn new(most: usize) -> Self {
        let (codes, short) = (PlHashMap::default(), Memo::new(SLOTS_LOG2));
        let renamed = Renamed::default();
        let former = BTreeSet::new();
        Self { codes, short, in_order: Vec::new(), most, has_too_many: false, renamed, former }
    }

    /// The same, where some of these had other names: rows under those count for the present ones.
    pub(super) fn renamed(self, renamed: &Renamed) -> Self {
        Self { renamed: renamed.clone(), ..self }
    }

    /// The code of a text; 0 where it is blank.
    ///
    /// # Errors
    /// When the text is not UTF-8, or holds a NUL byte, as cells of a Parquet file may.
    #[expect(
        clippy::inline_always,
        reason = "the innermost loop: whether it is a call must not hang on who else calls it"
    )]
    #[inline(always)]
    pub(super) fn code(&mut self, text: &[u8]) -> Result<u32, NotText> {
        self.find(text, |text| !text.contains(&0))
    }

    /// The same for texts that were sound and then joined by NUL bytes.
    #[inline]
    pub(super) fn code_joined(&mut self, text: &[u8]) -> Result<u32, NotText> {
        self.find(text, |_| true)
    }

    #[expect(
        clippy::inline_always,
        reason = "the innermost loop: whether it is a call must not hang on who else calls it"
    )]
    #[inline(always)]
    fn find(&mut self, text: &[u8], is_sound: impl Fn(&[u8]) -> bool) -> Result<u32, NotText> {
        match self.known(text) {
            Some(code) => Ok(code),
            None if is_sound(text) => {
                let code = self.spelt(text)?;
                if let Some(key) = Key::of(text) {
                    self.short.put(key, code);
                }
                Ok(code)
            }
            None => Err(NotText),
        }
    }

    /// The code of a text that was seen before; 0 of an empty one.
    #[expect(
        clippy::inline_always,
        reason = "the innermost loop: whether it is a call must not hang on who else calls it"
    )]
    #[inline(always)]
    pub(super) fn known(&mut self, text: &[u8]) -> Option<u32> {
        let key = Key::of(text);
        if let Some(code) = key.and_then(|key| self.short.get(key)) {
            return Some(code);
        }
        let code = if text.is_empty() { 0 } else { *self.codes.get(text)? };
        if let Some(key) = key {
            self.short.put(key, code);
        }
        Some(code)
    }

    /// Takes over names seen elsewhere: their codes here, in the order of their codes there from 1.
    pub(super) fn learn(&mut self, other: &Self) -> Vec<u32> {
        self.has_too_many |= other.has_too_many;
        self.former.extend(other.former.iter().cloned());
        other.in_order.iter().map(|name| self.named(name)).collect()
    }

    /// The code of a spelling that is not known.
    #[cold]
    fn spelt(&mut self, text: &[u8]) -> Result<u32, NotText> {
        let spelling = str::from_utf8(text).map_err(|_| NotText)?;
        let mut name = String::with_capacity(spelling.len());
        let mut is_blank = false;
        for (at, part) in spelling.split(NESTED).enumerate() {
            if at > 0 {
                name.push(NESTED);
            }
            let part = canonical(part);
            is_blank |= part.is_empty();
            name.push_str(&part);
        }
        if !self.renamed.is_empty() {
            let path: Vec<String> = name.split(NESTED).map(str::to_owned).collect();
            if let Some(now) = self.renamed.present(&path) {
                self.former.insert(std::mem::replace(&mut name, now.join(&NESTED.to_string())));
            }
        }
        let code = if is_blank { 0 } else { self.named(&name) };
        if name != spelling && self.codes.len() < self.most.saturating_mul(2) {
            self.codes.insert(text.into(), code);
        }
        Ok(code)
    }

    /// The code of a name in its canonical form; 0 where there are too many.
    fn named(&mut self, name: &str) -> u32 {
        if let Some(&code) = self.codes.get(name.as_bytes()) {
            return code;
        }
        if self.in_order.len() >= self.most {
            self.has_too_many = true;
            return 0;
        }
        self.in_order.push(name.to_owned());
        let code = u32::try_from(self.in_order.len()).unwrap_or(0);
        self.codes.insert(name.as_bytes().into(), code);
        code
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

    /// Names that were found and count for others now.
    pub(super) fn former(&self) -> impl Iterator<Item = &str> {
        self.former.iter().map(String::as_str)
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

    /// The codes of these texts, and the names that they stand for.
    fn codes(texts: &[&str]) -> (Vec<u32>, Vec<String>) {
        let mut names = Names::new(10);
        let codes = texts.iter().map(|text| names.code(text.as_bytes()).expect("text")).collect();
        (codes, names.in_order)
    }

    #[test]
    fn spellings_of_a_name_have_its_code_whichever_comes_first() {
        let spellings =
            ["Zu\u{308}rich", "Z\u{fc}rich", "St\u{a0}Gallen", "St  Gallen", "\u{feff}St Gallen "];
        let there_and_back = || spellings.iter().chain(spellings.iter().rev()).copied();
        let (found, names) = codes(&there_and_back().collect::<Vec<_>>());
        assert_eq!(found, [1, 1, 2, 2, 2, 2, 2, 2, 1, 1]);
        assert_eq!(names, ["Zürich", "St Gallen"]);
        assert_eq!(codes(&["\u{200b}", " \u{a0}", "x"]), (vec![0, 0, 1], vec!["x".to_owned()]));
    }

    #[test]
    fn spellings_are_bounded_and_read_beyond_that() {
        let mut names = Names::new(3);
        for spaces in 1..100 {
            assert_eq!(names.code(format!("a{}b", " ".repeat(spaces)).as_bytes()), Ok(1));
        }
        assert_eq!(names.codes.len(), 6);
        assert_eq!(names.code("a\u{200b} b".as_bytes()), Ok(1));
        assert!(!names.has_too_many());
    }

    #[test]
    fn joined_names_are_brought_into_their_form_one_by_one() {
        let mut names = Names::new(9);
        let mut code = |text: &str| names.code_joined(text.as_bytes());
        assert_eq!(code(" North\0A\u{200b}cme"), Ok(1));
        assert_eq!(code("North\0Acme"), Ok(1));
        assert_eq!(code("North\0\u{200b}"), Ok(0));
        assert_eq!((names.name(1), names.name(2)), (Some("North\0Acme"), None));
    }
}
