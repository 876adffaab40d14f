//! A comment as one line that can be shown beside others.

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::survey::canonical;

/// How many marks one letter may have: more than any language writes, and fewer than reach into the lines around.
const MOST_MARKS: usize = 4;

/// A comment in one line: single spaces, composed letters, and nothing that cannot be seen or that would turn the line around;
/// nor what no page may hold, or more marks on a letter than lines have room for.
#[must_use]
pub fn tidied(text: &str) -> Cow<'_, str> {
    let line = canonical(text);
    if line.is_ascii() {
        return line;
    }
    let mut marks = 0;
    let stays = |c: &char| {
        let is_mark = canonical_marks(*c);
        marks = if is_mark { marks + 1 } else { 0 };
        marks <= MOST_MARKS && !is_no_character(*c)
    };
    let kept: String = line.chars().filter(stays).collect();
    // What is taken out may have parted letters and marks that are one character together.
    let same = kept.len() == line.len();
    if same { line } else { Cow::Owned(canonical(&kept).into_owned()) }
}

/// Marks on letters that text can be piled up with.
fn canonical_marks(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}')
        || matches!(c, '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// What Unicode has set aside for programs, and marks of annotations that a page does not show.
fn is_no_character(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}' | '\u{fff9}'..='\u{fffb}') || u32::from(c) & 0xfffe == 0xfffe
}

/// A text of at most so many characters as a reader counts them, cut after a word, with an ellipsis where something is cut
/// off. What lies in these places, in the order of the text, is never cut in two, nor is a character; a first word that is
/// longer than all that may be shown is.
#[must_use]
pub fn trimmed<'a>(text: &'a str, whole: &[Range<usize>], most: usize) -> Cow<'a, str> {
    let mut characters = text.grapheme_indices(true).map(|(at, _)| at).skip(most.saturating_sub(1));
    let (Some(cut), Some(_)) = (characters.next(), characters.next()) else { return Cow::Borrowed(text) };
    let cut = word_before(text, cut);
    let next = whole.partition_point(|place| place.end <= cut);
    let cut = whole.get(next).filter(|place| place.start < cut).map_or(cut, |place| place.start);
    let kept = text.get(..cut).unwrap_or_default();
    let kept =
        kept.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '-' | '–' | '—'));
    Cow::Owned(format!("{kept}…"))
}

/// Where the last whole word before a place ends; the place itself where only one word is before it.
fn word_before(text: &str, place: usize) -> usize {
    let (before, after) = text.split_at_checked(place).unwrap_or((text, ""));
    if after.starts_with(char::is_whitespace) {
        return place;
    }
    before.rfind(char::is_whitespace).filter(|end| *end > 0).unwrap_or(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_is_one_line_of_what_can_be_seen() {
        assert_eq!(tidied(" Good,\r\n\tbut\u{a0}slow\u{0} "), "Good, but slow");
        assert_eq!(tidied("a\u{202e}b\u{2066}c\u{2069}\u{feff}d\u{85}e"), "abcd e");
        assert_eq!(tidied("no \u{fffe}such\u{fdd0}\u{1ffff} \u{fff9}character"), "no such character");
        assert_eq!(tidied("\u{0}\u{7}"), "");
        let piled = format!("o{} k", "\u{30b}".repeat(50));
        assert_eq!(tidied(&piled), format!("ő{} k", "\u{30b}".repeat(4)));
        assert_eq!(tidied("дякую за сервіс й ёлку 👩‍👩‍👧"), "дякую за сервіс й ёлку 👩‍👩‍👧");
    }

    #[test]
    fn tidying_again_changes_nothing() {
        for text in
            ["a \u{fffe} b", "o\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}", "и\u{fdd0}\u{306}", "\u{fffe} x"]
        {
            let once = tidied(text).into_owned();
            assert_eq!(tidied(&once), once.as_str(), "{text:?}");
        }
    }

    #[test]
    fn a_text_is_trimmed_at_a_word() {
        assert_eq!(trimmed("one two three", &[], 13), "one two three");
        assert_eq!(trimmed("one two three", &[], 12), "one two…");
        assert_eq!(trimmed("one two, three", &[], 9), "one two…");
        assert_eq!(trimmed("one two three", &[], 8), "one two…");
        assert_eq!(trimmed("one two three", &[], 7), "one…");
        assert_eq!(trimmed("incomprehensible", &[], 6), "incom…");
        assert_eq!(trimmed("", &[], 6), "");
    }

    #[test]
    fn a_character_is_never_cut_in_two() {
        let family = "👩‍👩‍👧";
        let text = family.repeat(5);
        assert_eq!(trimmed(&text, &[], 3), format!("{}…", family.repeat(2)));
        assert_eq!(trimmed(&text, &[], 5), text.as_str());
        assert_eq!(trimmed("e\u{301}e\u{301}e\u{301}", &[], 2), "e\u{301}…");
    }

    #[test]
    fn a_marker_is_never_cut_in_two() {
        let text = "ring [phone number] at once";
        let whole: Vec<Range<usize>> = std::iter::once(5..19).collect();
        assert_eq!(trimmed(text, &whole, 16), "ring…");
        assert_eq!(trimmed(text, &whole, 21), "ring [phone number]…");
    }
}
