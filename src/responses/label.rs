//! Scores whose cells hold the whole label of an answer: `0 - Not at all likely`, `Extremely likely - 10`.

use super::month::MONTHS;

/// More digits than this are no point of a scale.
const MOST_DIGITS: usize = 3;

/// The whole number that a trimmed text holds at one of its ends, parted from words by a space, a dash, a colon or brackets:
/// it is the score, and the words say what it stands for.
///
/// Nothing where any other digit stands in the text, as in `7 of 10`, `9.5 - good` and dates; where the words are the name
/// of a month; and where the number may be negative (`bad -1`), a share (`10 % sure`) or the number of an item (`1) bad`). Bytes
/// that are no text stand for letters: words do not tell the score.
#[cold]
pub(super) fn score(text: &[u8]) -> Option<i64> {
    let text = String::from_utf8_lossy(text).replace(char::REPLACEMENT_CHARACTER, "x");
    let text = text.as_str();
    let is_digit = |c: char| c.is_ascii_digit();
    let first = &text[..text.len() - text.trim_start_matches(is_digit).len()];
    let last = &text[text.trim_end_matches(is_digit).len()..];
    let (digits, words) = if !first.is_empty() {
        (first, words_after(&text[first.len()..])?)
    } else if !last.is_empty() {
        (last, words_before(&text[..text.len() - last.len()])?)
    } else {
        in_brackets(text)?
    };
    let is_label =
        !words.contains(char::is_numeric) && words.contains(char::is_alphabetic) && !is_month(words);
    if is_label && digits.len() <= MOST_DIGITS { digits.parse().ok() } else { None }
}

/// The words after a number.
fn words_after(rest: &str) -> Option<&str> {
    let words = rest.trim_start_matches(parts);
    let is_parted = words.len() < rest.len() || rest.starts_with(['(', '[']);
    (is_parted && words.starts_with(|c: char| c.is_alphabetic() || "([\"'«“„‘’".contains(c))).then_some(words)
}

/// The words before a number.
fn words_before(rest: &str) -> Option<&str> {
    let words = rest.trim_end_matches(parts);
    let is_parted = words.len() < rest.len() || rest.ends_with([')', ']']);
    // A dash that touches the number and not the words may be a minus sign.
    let may_be_negative =
        rest.ends_with(is_dash) && rest.trim_end_matches(is_dash).ends_with(char::is_whitespace);
    let ends = |c: char| c.is_alphabetic() || ")]\"'»”“’!?".contains(c);
    (is_parted && !may_be_negative && words.ends_with(ends)).then_some(words)
}

/// A number in brackets at one end of a text, and the words at the other.
fn in_brackets(text: &str) -> Option<(&str, &str)> {
    for (open, close) in [('(', ')'), ('[', ']')] {
        if let Some((digits, words)) = text.strip_prefix(open).and_then(|rest| rest.split_once(close))
            && is_number(digits)
        {
            return Some((digits.trim(), words.trim_start_matches(parts)));
        }
        if let Some((words, digits)) = text.strip_suffix(close).and_then(|rest| rest.rsplit_once(open))
            && is_number(digits)
        {
            return Some((digits.trim(), words.trim_end_matches(parts)));
        }
    }
    None
}

fn is_number(text: &str) -> bool {
    let digits = text.trim();
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a character parts a number from words.
fn parts(c: char) -> bool {
    c.is_whitespace() || is_dash(c) || c == ':'
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Whether words are one, and that the name of a month or its first three letters or more: spreadsheets make `9-Sep` of `9/9`.
fn is_month(words: &str) -> bool {
    let word = words.trim_end_matches('.').to_lowercase();
    word.chars().nth(2).is_some() && MONTHS.iter().flatten().any(|month| month.starts_with(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_holds_its_score_at_one_end() {
        for (text, expected) in [
            ("10 - definitely", 10),
            ("0 - Not at all likely", 0),
            ("Точно порекомендую (10)", 10),
            ("Точно порекомендую(10)", 10),
            ("Extremely likely - 10", 10),
            ("Extremely likely-10", 10),
            ("Not at all likely: 0", 0),
            ("0: Not at all likely", 0),
            ("10 Extremely likely", 10),
            ("10-Extremely likely", 10),
            ("10 – \u{a0}Точно да", 10),
            ("10\u{a0}— Обов’язково", 10),
            ("(9) likely", 9),
            ("[9] likely", 9),
            ("likely [ 9 ]", 9),
            ("10 (best)", 10),
            ("10(best)", 10),
            ("10 - \"best\"", 10),
            ("Would recommend! 10", 10),
            ("5 Neutral - neither good, nor bad", 5),
            ("11 - more than all", 11),
            ("5 - Maybe", 5),
            ("5 - Decent", 5),
            ("5 - Да", 5),
        ] {
            assert_eq!(score(text.as_bytes()), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_leaves_a_doubt_is_no_label() {
        for text in [
            "",
            "-",
            "n/a",
            "definitely",
            "9.5 - good",
            "good - 9.5",
            "9,5 good",
            "7 of 10",
            "10/10",
            "7/10",
            "7-8 good",
            "between 7 and 8",
            "10 - 100 % sure",
            "10 % sure",
            "10% sure",
            "10th",
            "10+ good",
            "bad -1",
            "bad \u{2212}1",
            "- 1 bad",
            "1) bad",
            "1. bad",
            "bad (10",
            "10 -",
            "- 10",
            "(10)",
            "10 !",
            "№ 10",
            "9-Sep",
            "9 сентября",
            "10 жовтня",
            "Oct-10",
            "10 Oct.",
            "30 September 2026",
            "2026-09-30 good",
            "2026 good",
            "a 10 b",
            "q10",
            "10a",
            "9 \u{0969} good",
            "good < 9",
            "good, 9",
            "good.9",
        ] {
            assert_eq!(score(text.as_bytes()), None, "{text}");
        }
        assert_eq!(score(b"10 - \xff good"), Some(10));
        assert_eq!(score(b"\xc4\xe0 (10)"), Some(10));
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_a_label_or_none(text in ".{0,30}", number in 0_i64..=100, dash in "( - |: | – )") {
            let _ = score(text.as_bytes());
            proptest::prop_assert_eq!(score(format!("{number}{dash}words").as_bytes()), Some(number));
            proptest::prop_assert_eq!(score(format!("words{dash}{number}").as_bytes()), Some(number));
        }
    }
}
