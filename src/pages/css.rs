//! Texts as CSS strings.

use std::fmt::Write;

/// A text for the edge of a page as a CSS string. Browsers do not break a word there, so that a long one gets places to be
/// broken at.
pub(super) fn css_line(text: &str) -> String {
    const LONGEST: usize = 24;
    let mut length = 0;
    let parted = text.chars().fold(String::with_capacity(text.len()), |mut parted, c| {
        length = if c.is_whitespace() { 0 } else { length + 1 };
        if length > LONGEST {
            parted.push('\u{200b}');
            length = 1;
        }
        parted.push(c);
        parted
    });
    css_string(&parted)
}

/// A text as a CSS string: everything but plain letters and digits as an escape, so that no text from
/// outside can end the string or the style sheet.
pub(super) fn css_string(text: &str) -> String {
    let mut string = "\"".to_owned();
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            string.push(c);
        } else if !c.is_control() {
            let _ = write!(string, "\\{:x} ", u32::from(c));
        }
    }
    string + "\""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_word_at_the_edge_of_a_page_can_be_broken() {
        assert_eq!(css_line(&"a".repeat(24)), format!("\"{}\"", "a".repeat(24)));
        assert_eq!(css_line(&"a".repeat(49)), format!("\"{0}\\200b {0}\\200b a\"", "a".repeat(24)));
        assert_eq!(css_line(&["b".repeat(20), "c".repeat(20)].join(" ")).matches("200b").count(), 0);
    }

    #[test]
    fn a_css_string_cannot_be_left() {
        assert_eq!(css_string("A\"}</style>Я"), "\"A\\22 \\7d \\3c \\2f style\\3e \\42f \"");
    }
}
