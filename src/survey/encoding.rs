//! The encodings that texts are written in: which there are, what bytes stand for in each, and which one bytes seem to be in.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{CoderResult, REPLACEMENT};

/// An encoding of the WHATWG Encoding Standard, such as `windows-1251`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Encoding(&'static encoding_rs::Encoding);

/// Stands for bytes that are no text.
const LOST: char = char::REPLACEMENT_CHARACTER;

/// The encodings that a text is looked for in, by their names: what people call them is told from these.
const NAMES: [&str; 42] = [
    "utf-8",
    "utf-16le",
    "utf-16be",
    "windows-1250",
    "windows-1251",
    "windows-1252",
    "windows-1253",
    "windows-1254",
    "windows-1255",
    "windows-1256",
    "windows-1257",
    "windows-1258",
    "windows-874",
    "koi8-r",
    "koi8-u",
    "ibm866",
    "cp866",
    "cp1251",
    "cp1252",
    "iso-8859-1",
    "iso-8859-2",
    "iso-8859-3",
    "iso-8859-4",
    "iso-8859-5",
    "iso-8859-6",
    "iso-8859-7",
    "iso-8859-8",
    "iso-8859-10",
    "iso-8859-13",
    "iso-8859-14",
    "iso-8859-15",
    "iso-8859-16",
    "macintosh",
    "x-mac-cyrillic",
    "gbk",
    "gb18030",
    "big5",
    "shift_jis",
    "euc-jp",
    "euc-kr",
    "iso-2022-jp",
    "latin1",
];

/// Encodings with Cyrillic letters in the upper half, where one letter after another may look like one of UTF-8.
const CYRILLIC: [&str; 6] = ["windows-1251", "KOI8-R", "KOI8-U", "IBM866", "ISO-8859-5", "x-mac-cyrillic"];

impl Encoding {
    /// What texts are in where nothing says otherwise.
    pub const UTF_8: Self = Self(encoding_rs::UTF_8);
    /// In units of two bytes, the lower one first.
    pub const UTF_16LE: Self = Self(encoding_rs::UTF_16LE);
    /// The same with the higher one first.
    pub const UTF_16BE: Self = Self(encoding_rs::UTF_16BE);

    /// The one that goes by this name, or by one of the others that programs know it by.
    #[must_use]
    pub fn named(label: &str) -> Option<Self> {
        encoding_rs::Encoding::for_label(label.as_bytes()).filter(|found| *found != REPLACEMENT).map(Self)
    }

    /// Names of encodings.
    pub fn names() -> impl Iterator<Item = &'static str> {
        NAMES.into_iter()
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// The one that a byte order mark at the start of a text states, and the length of the mark.
    #[must_use]
    pub fn marked(start: &[u8]) -> Option<(Self, usize)> {
        encoding_rs::Encoding::for_bom(start).map(|(found, length)| (Self(found), length))
    }

    /// Whether each byte below 0x80 is the same character as in ASCII, and part of no other: cells can be told apart before
    /// their texts are known.
    #[must_use]
    pub fn keeps_ascii(self) -> bool {
        self == Self::UTF_8 || self.0.is_single_byte()
    }

    /// What the bytes of cells are in: UTF-8 where the text is made UTF-8 before it is split.
    #[must_use]
    pub fn of_cells(self) -> Self {
        if self.keeps_ascii() { self } else { Self::UTF_8 }
    }

    /// The text that bytes stand for, and whether that is beyond doubt: bytes that stand for nothing are replaced, and what can
    /// only be UTF-8 is read so, as programs write two encodings into one file.
    #[must_use]
    pub fn text(self, bytes: &[u8]) -> (Cow<'_, str>, bool) {
        if self != Self::UTF_8
            && let Ok(text) = str::from_utf8(bytes)
            && !text.is_ascii()
            && self.is_hardly(text)
        {
            return (Cow::Borrowed(text), false);
        }
        let (text, has_lost) = self.0.decode_without_bom_handling(bytes);
        let is_sound = !has_lost && !text.contains(LOST);
        (text, is_sound)
    }

    /// Whether a text that is one in UTF-8 makes hardly any sense in this encoding: letters of UTF-8 are then odd pairs of a
    /// letter and a sign, or small letters that stand after capitals.
    fn is_hardly(self, text: &str) -> bool {
        let beyond = || text.chars().filter(|c| !c.is_ascii());
        let is_usual = |c: char| matches!(c, '\u{a0}'..='\u{24f}' | '\u{400}'..='\u{52f}' | '\u{2010}'..='\u{203a}' | '\u{2116}' | '\u{3040}'..='\u{d7a3}');
        // `Ні` in Windows-1251 is one letter of UTF-8.
        let fewest = if CYRILLIC.contains(&self.name()) { 2 } else { 1 };
        beyond().all(is_usual) && beyond().count() >= fewest
    }

    /// The one that these texts seem to be in, which are not UTF-8 and not UTF-16.
    #[must_use]
    pub fn guessed<'a>(texts: impl Iterator<Item = &'a [u8]>) -> Self {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        for text in texts {
            detector.feed(text, false);
            detector.feed(b"\n", false);
        }
        detector.feed(b"", true);
        Self(detector.guess(None, Utf8Detection::Deny))
    }

    /// What makes UTF-8 of a text in this encoding, piece by piece.
    #[must_use]
    pub fn decoder(self) -> Decoder {
        Decoder(self.0.new_decoder_without_bom_handling())
    }
}

/// What makes UTF-8 of a text in another encoding, piece by piece.
pub struct Decoder(encoding_rs::Decoder);

impl Decoder {
    /// Adds what these bytes stand for, which come after those before; bytes that stand for nothing are replaced.
    pub fn add(&mut self, bytes: &[u8], is_last: bool, to: &mut String) {
        let mut rest = bytes;
        loop {
            to.reserve(rest.len().max(16));
            let (result, read, _) = self.0.decode_to_string(rest, to, is_last);
            rest = rest.get(read..).unwrap_or_default();
            if result == CoderResult::InputEmpty {
                return;
            }
        }
    }
}

impl std::fmt::Debug for Decoder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Decoder").field(&self.0.encoding().name()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_encodings_are_those_that_programs_know() {
        for (label, name) in [
            ("cp1251", "windows-1251"),
            (" Windows-1251 ", "windows-1251"),
            ("cp866", "IBM866"),
            ("utf8", "UTF-8"),
            ("utf-16", "UTF-16LE"),
            ("latin1", "windows-1252"),
            ("gb2312", "GBK"),
        ] {
            assert_eq!(Encoding::named(label).map(Encoding::name), Some(name), "{label}");
        }
        assert!(Encoding::names().all(|name| Encoding::named(name).is_some()));
        assert_eq!([Encoding::named("win-1251"), Encoding::named("iso-2022-kr")], [None; 2]);
    }

    /// Bytes by Python's codecs.
    #[test]
    fn utf_8_in_another_encoding_is_known_and_short_words_are_not_taken_for_it() {
        let windows_1251 = Encoding::named("windows-1251").expect("known");
        for (bytes, text, is_sound) in [
            (&b"\xca\xe8\xbf\xe2"[..], "Київ", true),
            ("Київ".as_bytes(), "Київ", false),
            // No, in Ukrainian: a Greek letter of UTF-8.
            (b"\xcd\xb3", "Ні", true),
            (b"\xcd\xb2, \xcd\xb3", "НІ, Ні", true),
            (b"\xd0\xb3", "Рі", true),
            ("東京".as_bytes(), "東京", false),
            (b"Kyiv", "Kyiv", true),
        ] {
            assert_eq!(windows_1251.text(bytes), (text.into(), is_sound));
        }
        let windows_1252 = Encoding::named("windows-1252").expect("known");
        assert_eq!(windows_1252.text("Zürich".as_bytes()), ("Zürich".into(), false));
        assert_eq!(windows_1252.text(b"Z\xfcrich"), ("Zürich".into(), true));
        // What stands for nothing is replaced.
        let greek = Encoding::named("iso-8859-7").expect("known");
        assert_eq!(greek.text(b"a\xd2b"), ("a\u{fffd}b".into(), false));
    }

    #[test]
    fn a_text_is_made_utf_8_however_it_is_cut() {
        let bytes = b"\x82\xa0,\x95\x5c,\x81";
        for size in 1..bytes.len() {
            let mut decoder = Encoding::named("shift_jis").expect("known").decoder();
            let mut text = String::new();
            bytes.chunks(size).for_each(|part| decoder.add(part, false, &mut text));
            decoder.add(b"", true, &mut text);
            assert_eq!(text, "あ,表,\u{fffd}");
        }
    }
}
