//! Lists as CSV that spreadsheets open as they are meant, whatever texts are in them.

use csv::{Terminator, WriterBuilder};

/// Without it, spreadsheets take letters other than Latin ones for something else.
pub(super) const BYTE_ORDER_MARK: &str = "\u{feff}";

/// These rows, headings among them. Texts that somebody has written have to be [harmless] before.
pub(super) fn csv<C: AsRef<[u8]>>(rows: impl IntoIterator<Item = impl IntoIterator<Item = C>>) -> Vec<u8> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        // Writing into memory does not fail.
        let _ = writer.write_record(row);
    }
    [BYTE_ORDER_MARK.as_bytes(), &writer.into_inner().unwrap_or_default()].concat()
}

/// What a formula may begin with, and the same signs as wide as Chinese ones, which some spreadsheets take for them.
const SIGNS: [char; 8] = ['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];

/// A text in one line that no spreadsheet takes for a formula: one that looks like it has an apostrophe before it.
pub(super) fn harmless(text: &str) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if line.trim_start().starts_with(SIGNS) { format!("'{line}") } else { line }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn no_text_is_a_formula_and_none_has_two_lines() {
        for text in
            ["=1+1", "+7 900 123", "-5", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u{a0}=1", "\u{ff1d}1", "\n-1"]
        {
            let safe = harmless(text);
            assert!(safe.starts_with('\'') && !safe.contains(char::is_control), "{text:?}: {safe:?}");
        }
        for text in ["", "5", "a=1", "'=1", "мама", "1-2", "👍 +1"] {
            assert_eq!(harmless(text), text);
        }
        assert_eq!(harmless("one\r\ntwo\tthree"), "one  two three");
    }
}
