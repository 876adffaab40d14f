//! Which encoding a text file is in: stated, by its byte order mark, or as its first bytes look.

use super::records::{Layout, Rows};
use super::row::Row;
use crate::survey::{Encoding, canonical};

/// The encoding of a file, and how it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Encoded {
    /// The encoding.
    pub encoding: Encoding,
    /// How it is known.
    pub by: EncodedBy,
    /// What it makes of a few values that are not ASCII, where it is a guess.
    pub examples: Vec<String>,
}

/// How the encoding of a file is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EncodedBy {
    /// Nothing says otherwise than that it is UTF-8: its first bytes are ASCII.
    Nothing,
    /// Its first bytes are letters in UTF-8, which others hardly ever happen to be.
    Letters,
    /// A byte order mark says so.
    Mark,
    /// It is stated.
    Stated,
    /// It is a guess from its first bytes.
    Guess,
}

/// So many values show what a guess makes of a file.
const EXAMPLES: usize = 3;

/// The encoding of a text that starts with these bytes, where neither a mark nor a statement says so, and how that is known.
pub(super) fn looks_like(start: &[u8], is_all: bool) -> (Encoding, EncodedBy) {
    if let Some(wide) = wide(start) {
        return (wide, EncodedBy::Guess);
    }
    if start.is_ascii() {
        return (Encoding::UTF_8, EncodedBy::Nothing);
    }
    let (mut letters, mut others) = (0, 0);
    let mut chunks = start.utf8_chunks().peekable();
    while let Some(chunk) = chunks.next() {
        letters += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        // What is looked at may end within a letter.
        let is_cut = chunks.peek().is_none() && !is_all;
        others += if is_cut { 0 } else { chunk.invalid().len() };
    }
    if letters >= others {
        return (Encoding::UTF_8, EncodedBy::Letters);
    }
    // Lines in UTF-8 beside those of another encoding say nothing of that one.
    let lines = start.split(|byte| matches!(byte, b'\n' | b'\r'));
    (Encoding::guessed(lines.filter(|line| str::from_utf8(line).is_err())), EncodedBy::Guess)
}

/// UTF-16 without a mark: of many pairs of bytes the same one is zero, and the other never.
fn wide(start: &[u8]) -> Option<Encoding> {
    let (pairs, _) = start.as_chunks::<2>();
    let zeros = |at: usize| pairs.iter().filter(|pair| pair.get(at) == Some(&0)).count();
    // Few bytes may be a text with a zero byte in it by mistake.
    let least = if pairs.len() < 32 { pairs.len() / 2 } else { pairs.len() / 8 };
    match [zeros(0), zeros(1)] {
        [0, low] if low > least => Some(Encoding::UTF_16LE),
        [high, 0] if high > least => Some(Encoding::UTF_16BE),
        _ => None,
    }
}

/// What an encoding makes of a few values that are not ASCII: of the needed columns, else of the header or any other.
pub(super) fn examples(names: &[String], rows: &[u8], layout: &Layout) -> Vec<String> {
    let all = Layout { places: (0..layout.width).collect(), ..layout.clone() };
    let mut found = Vec::new();
    for layout in [layout, &all] {
        let mut records = Rows::new(rows, layout);
        while let Some(record) = records.next().filter(|_| found.len() < EXAMPLES) {
            for at in 0..layout.places.len() {
                let text = record.cell(at).text();
                note(&mut found, &String::from_utf8_lossy(&text));
            }
        }
        for name in names {
            note(&mut found, name);
        }
    }
    found
}

/// Adds a value that is not ASCII, unless there are enough.
fn note(found: &mut Vec<String>, text: &str) {
    /// A longer one is no name, and shows no more.
    const LONGEST: usize = 40;
    if found.len() < EXAMPLES && !text.is_ascii() {
        let text: String = canonical(text).chars().take(LONGEST).collect();
        if !found.contains(&text) {
            found.push(text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_encoding_is_known_by_the_first_bytes() {
        // By Python's codecs.
        let cases: [(&[u8], &str, EncodedBy); 9] = [
            (b"nps,day\n9,x\n", "UTF-8", EncodedBy::Nothing),
            ("nps\n9,Київ\n".as_bytes(), "UTF-8", EncodedBy::Letters),
            // Cut within a letter.
            (b"nps\n9,\xd0\x9a\xd0", "UTF-8", EncodedBy::Letters),
            (b"nps\n9,\xca\xe8\xbf\xe2\n8,\xcb\xfc\xe2\xb3\xe2\n", "windows-1251", EncodedBy::Guess),
            (b"nps\n9,\xeb\xc9\xa7\xd7\n8,\xec\xd8\xd7\xa6\xd7\n", "KOI8-U", EncodedBy::Guess),
            (b"nps\n9,\x8c\xae\xe1\xaa\xa2\xa0\n8,\x8a\xa0\xa7\xa0\xad\xec\n", "IBM866", EncodedBy::Guess),
            (b"nps\n9,Z\xfcrich\n8,K\xf6ln\n", "windows-1252", EncodedBy::Guess),
            (b"n\0p\0s\0\n\0\x39\0,\0\x1a\x04\x38\x04\n\0", "UTF-16LE", EncodedBy::Guess),
            (b"\0n\0p\0s\0\n\0\x39\0,\x04\x1a\x04\x38\0\n", "UTF-16BE", EncodedBy::Guess),
        ];
        for (start, name, by) in cases {
            let (encoding, known_by) = looks_like(start, false);
            assert_eq!((encoding.name(), known_by), (name, by), "{}", start.escape_ascii());
        }
        let mixed = ["9,Київ, Львів\n".as_bytes(), b"8,\xca\xe8\xbf\xe2\n"].concat();
        assert_eq!(looks_like(&mixed, true), (Encoding::UTF_8, EncodedBy::Letters));
    }
}
