//! Names and their codes, so that rows are grouped by small numbers.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use polars::prelude::PlHashMap;

use super::memo::{Key, Memo};
use super::telling::{FIRST_MISSED, NESTED, Teller, told_of};
use crate::source::Cell;
use crate::survey::{Encoding, Renamed, canonical};

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

/// What a code of a worker's is among those of all; 0 where it stands for nothing.
pub(super) fn in_common(codes: &[u32], code: u32) -> u32 {
    (code as usize).checked_sub(1).and_then(|at| codes.get(at)).copied().unwrap_or_default()
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
    /// By name, and by spelling in UTF-8 too.
    own: Spellings,
    /// By spelling in each other encoding that was met.
    coded: Vec<(Encoding, Spellings)>,
    in_order: Vec<String>,
    most: usize,
    has_too_many: bool,
    renamed: Renamed,
    /// Names that were found and count for others now.
    former: BTreeSet<String>,
    /// Spellings that are no text in the encoding of their file, or are one in another: each is asked for every time.
    doubtful: BTreeMap<(&'static str, Box<[u8]>), u32>,
    /// Whether one of these was asked for since that was asked last.
    met_doubtful: bool,
    /// What bytes are in that are no UTF-8 where they should be; none: that is not known before all of them are seen.
    otherwise: Option<Encoding>,
    /// The bytes of names that are not known before that is.
    unread: BTreeMap<u32, Box<[u8]>>,
    /// How texts tell names, where they are not names themselves.
    pub(super) teller: Option<Box<Teller>>,
}

/// What spellings stand for, so that one is brought into its form when it is first seen and not in every row. They are kept while
/// there is room for two of each name; later ones are brought into their form each time.
#[derive(Debug)]
struct Spellings {
    short: Memo<u32>,
    codes: PlHashMap<Box<[u8]>, u32>,
}

/// A name with a NUL byte, which no text holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NotText;

impl Names {
    /// No names yet, and room for so many.
    pub(super) fn new(most: usize) -> Self {
        Self {
            own: Spellings::new(),
            coded: Vec::new(),
            in_order: Vec::new(),
            most,
            has_too_many: false,
            renamed: Renamed::default(),
            former: BTreeSet::new(),
            doubtful: BTreeMap::new(),
            met_doubtful: false,
            otherwise: None,
            unread: BTreeMap::new(),
            teller: None,
        }
    }

    /// The same, where some of these had other names: rows under those count for the present ones.
    pub(super) fn renamed(self, renamed: &Renamed) -> Self {
        Self { renamed: renamed.clone(), ..self }
    }

    /// The same, where it is known what bytes are in that are no UTF-8 where they should be.
    pub(super) fn otherwise(self, otherwise: Option<Encoding>) -> Self {
        Self { otherwise, ..self }
    }

    /// The same, where texts are not names themselves but tell them.
    pub(super) fn told(self, teller: Option<Box<Teller>>) -> Self {
        Self { teller, ..self }
    }

    /// The code of the text of a cell; 0 where it is blank.
    ///
    /// # Errors
    /// When the text holds a NUL byte, as cells of a Parquet file may.
    #[expect(
        clippy::inline_always,
        reason = "the innermost loop: whether it is a call must not hang on who else calls it"
    )]
    #[inline(always)]
    pub(super) fn code_of(&mut self, cell: Cell<'_>) -> Result<u32, NotText> {
        match cell {
            Cell::Coded(..) => self.find_coded(cell),
            Cell::Written(_) | Cell::Text(_) => self.code(&cell.text()),
            _ => self.code(&self.typed(cell)),
        }
    }

    /// The same of a text.
    ///
    /// # Errors
    /// As [`code_of`](Self::code_of).
    #[inline]
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
        match self.known_text(text) {
            Some(code) if code < FIRST_MISSED => Ok(code),
            Some(code) => Ok(self.or_missed(code)),
            None if is_sound(text) => {
                let code = self.spelt(text, Encoding::UTF_8);
                Ok(self.or_missed(code))
            }
            None => Err(NotText),
        }
    }

    #[inline(never)]
    fn find_coded(&mut self, cell: Cell<'_>) -> Result<u32, NotText> {
        if let Some(code) = self.known(cell) {
            return Ok(self.or_missed(code));
        }
        let (text, encoding) = cell.coded();
        if text.contains(&0) {
            return Err(NotText);
        }
        let code = self.spelt(&text, encoding);
        Ok(self.or_missed(code))
    }

    /// The code of a cell that may tell nothing: 0 then, and it is noted.
    fn or_missed(&mut self, code: u32) -> u32 {
        if code < FIRST_MISSED {
            return code;
        }
        if let Some(teller) = &mut self.teller {
            teller.missed = Some(code);
        }
        0
    }

    /// The column of which the text read last told nothing; said once.
    pub(super) fn take_missed(&mut self) -> Option<usize> {
        self.teller.as_mut()?.missed.take().map(told_of)
    }

    /// The text of a cell that is typed.
    fn typed<'a>(&self, cell: Cell<'a>) -> Cow<'a, [u8]> {
        self.teller.as_ref().map_or_else(|| cell.text(), |teller| teller.typed(cell))
    }

    /// The code of the text of a cell that was seen before and leaves no doubt; 0 of an empty one. Of a text that tells nothing of a
    /// column it is [`FIRST_MISSED`] or more.
    #[expect(
        clippy::inline_always,
        reason = "the innermost loop: whether it is a call must not hang on who else calls it"
    )]
    #[inline(always)]
    pub(super) fn known(&mut self, cell: Cell<'_>) -> Option<u32> {
        let encoding = match cell {
            Cell::Written(_) | Cell::Text(_) => return self.known_text(&cell.text()),
            Cell::Coded(_, encoding) => encoding,
            _ => return self.own.known(&self.typed(cell)),
        };
        let (text, _) = cell.coded();
        let (_, spellings) = self.coded.iter_mut().find(|(known, _)| *known == encoding)?;
        spellings.known(&text)
    }

    #[expect(
        clippy::inline_always,
        reason = "the innermost loop: whether it is a call must not hang on who else calls it"
    )]
    #[inline(always)]
    fn known_text(&mut self, text: &[u8]) -> Option<u32> {
        self.own.known(text)
    }

    /// Takes over names seen elsewhere: their codes here, in the order of their codes there from 1.
    pub(super) fn learn(&mut self, other: &Self) -> Vec<u32> {
        self.has_too_many |= other.has_too_many;
        self.former.extend(other.former.iter().cloned());
        if let (Some(own), Some(other)) = (&mut self.teller, &other.teller) {
            own.shapes.merge(&other.shapes);
        }
        other.in_order.iter().map(|name| self.named(name)).collect()
    }

    /// The code of a spelling that is not known, or leaves a doubt.
    #[cold]
    fn spelt(&mut self, text: &[u8], encoding: Encoding) -> u32 {
        if let Some(code) = self.doubtful.get(&(encoding.name(), text.into())) {
            self.met_doubtful = true;
            return *code;
        }
        let is_unread = encoding == Encoding::UTF_8 && str::from_utf8(text).is_err();
        let read_by = if is_unread { self.otherwise } else { Some(encoding) };
        let Some(read_by) = read_by else { return self.unread(text) };
        let (spelling, is_sound) = read_by.text(text);
        let formed = self.formed(&spelling);
        let missed = formed.as_ref().err().copied();
        let (name, is_blank) = formed.unwrap_or_default();
        if !is_sound || is_unread {
            // By its name it would be known, and not be asked for here.
            let is_lost = name.contains(char::REPLACEMENT_CHARACTER);
            let code = match (missed, is_blank, is_lost) {
                (Some(code), ..) => code,
                (_, true, _) => 0,
                (_, _, true) => self.coded_as(name),
                _ => self.named(&name),
            };
            self.doubt(text, encoding, code);
            return code;
        }
        let code = match missed {
            Some(code) => code,
            None if is_blank => 0,
            None => self.named(&name),
        };
        let room = self.most.saturating_mul(2);
        let room = self.teller.as_ref().map_or(room, |teller| teller.room(room));
        let is_told = self.teller.is_some();
        let is_own = encoding == Encoding::UTF_8;
        if !is_own && self.coded.iter().all(|(known, _)| *known != encoding) {
            self.coded.push((encoding, Spellings::new()));
        }
        let coded = self.coded.iter_mut().find(|(known, _)| *known == encoding).filter(|_| !is_own);
        let spellings = coded.map_or(&mut self.own, |(_, spellings)| spellings);
        if (is_told || !is_own || name != spelling) && spellings.codes.len() < room {
            spellings.codes.insert(text.into(), code);
        }
        if let Some(key) = Key::of(text) {
            spellings.short.put(key, code);
        }
        code
    }

    /// The code of bytes that are no UTF-8, of which it is not known yet what they are.
    fn unread(&mut self, text: &[u8]) -> u32 {
        // A no-break space in most encodings.
        let is_blank = text.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0xa0);
        let code = if is_blank { 0 } else { self.coded_as(String::new()) };
        if code > 0 {
            self.unread.insert(code, text.into());
        }
        self.doubt(text, Encoding::UTF_8, code);
        code
    }

    fn doubt(&mut self, text: &[u8], encoding: Encoding, code: u32) {
        self.met_doubtful = true;
        if self.doubtful.len() < self.most.saturating_mul(2) {
            self.doubtful.insert((encoding.name(), text.into()), code);
        }
    }

    /// Whether a spelling that leaves a doubt was asked for since this was asked last.
    #[inline]
    pub(super) fn took_doubtful(&mut self) -> bool {
        std::mem::take(&mut self.met_doubtful)
    }

    /// The bytes of names that are not known yet.
    pub(super) fn unread_names(&self) -> impl Iterator<Item = &[u8]> {
        self.unread.values().map(AsRef::as_ref)
    }

    /// Reads those by this encoding.
    pub(super) fn read_as(&mut self, encoding: Encoding) {
        for (code, text) in std::mem::take(&mut self.unread) {
            let (name, is_blank) = self.formed(&encoding.text(&text).0).unwrap_or((String::new(), true));
            let lost = || char::REPLACEMENT_CHARACTER.to_string();
            let place = (code as usize).checked_sub(1).and_then(|at| self.in_order.get_mut(at));
            if let Some(place) = place {
                *place = if is_blank { lost() } else { name };
            }
        }
    }

    /// What spellings that leave a doubt were read as, the names that are not known yet apart.
    pub(super) fn doubtful_names(&self) -> impl Iterator<Item = &str> {
        self.doubtful.values().filter_map(|code| self.name(*code))
    }

    /// The name that a spelling tells, in its form and as it is now, and whether it is blank.
    fn formed(&mut self, spelling: &str) -> Result<(String, bool), u32> {
        let (mut name, is_blank) = match &mut self.teller {
            Some(teller) => teller.name(spelling)?,
            None => in_form(spelling),
        };
        if !self.renamed.is_empty() {
            let path: Vec<String> = name.split(NESTED).map(str::to_owned).collect();
            if let Some(now) = self.renamed.present(&path) {
                self.former.insert(std::mem::replace(&mut name, now.join(&NESTED.to_string())));
            }
        }
        Ok((name, is_blank))
    }

    /// The code of a name in its canonical form; 0 where there are too many.
    fn named(&mut self, name: &str) -> u32 {
        if let Some(&code) = self.codes().get(name.as_bytes()) {
            return code;
        }
        let code = self.coded_as(name.to_owned());
        if code > 0 {
            self.codes().insert(name.as_bytes().into(), code);
        }
        code
    }

    /// The codes by name.
    fn codes(&mut self) -> &mut PlHashMap<Box<[u8]>, u32> {
        self.teller.as_mut().map_or(&mut self.own.codes, |teller| &mut teller.codes)
    }

    /// A code of its own for a name; 0 where there are too many.
    fn coded_as(&mut self, name: String) -> u32 {
        if self.in_order.len() >= self.most {
            self.has_too_many = true;
            return 0;
        }
        self.in_order.push(name);
        u32::try_from(self.in_order.len()).unwrap_or(0)
    }

    /// The name that a code stands for; nothing for 0.
    #[must_use]
    pub fn name(&self, code: u32) -> Option<&str> {
        (code as usize).checked_sub(1).and_then(|at| self.in_order.get(at)).map(String::as_str)
    }

    /// The place of each name by its spelling, from 1, in the order of codes: codes go by the order of rows that happened to be read.
    pub(super) fn places(&self) -> Vec<u32> {
        let mut by_name: Vec<(&String, usize)> = self.in_order.iter().zip(0..).collect();
        by_name.sort_unstable();
        let mut places = vec![0; by_name.len()];
        for (place, (_, at)) in (1..).zip(by_name) {
            places.get_mut(at).into_iter().for_each(|own| *own = place);
        }
        places
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

/// A spelling in its form, and whether it is blank.
fn in_form(spelling: &str) -> (String, bool) {
    let (mut name, mut is_blank) = (String::with_capacity(spelling.len()), false);
    for (at, part) in spelling.split(NESTED).enumerate() {
        if at > 0 {
            name.push(NESTED);
        }
        let part = canonical(part);
        is_blank |= part.is_empty();
        name.push_str(&part);
    }
    (name, is_blank)
}

impl Spellings {
    fn new() -> Self {
        Self { short: Memo::new(SLOTS_LOG2), codes: PlHashMap::default() }
    }

    /// The code of a text that was seen before; 0 of an empty one.
    #[expect(
        clippy::inline_always,
        reason = "the innermost loop: whether it is a call must not hang on who else calls it"
    )]
    #[inline(always)]
    fn known(&mut self, text: &[u8]) -> Option<u32> {
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
        assert_eq!(names.own.codes.len(), 6);
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
