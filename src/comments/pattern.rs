//! Regular expressions that find themes: in linear time, whatever they are and whatever is written.

use regex::{Error, Regex, RegexBuilder};

/// So many bytes a compiled pattern takes at most: what is larger is a slip, such as a number of repetitions of repetitions.
const LARGEST: usize = 1 << 20;

/// A regular expression, which holds whatever the case of letters, and takes ё for е.
#[derive(Debug, Clone)]
pub struct Pattern {
    text: String,
    made: Regex,
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

/// Why a text is no pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokenPattern {
    /// What is wrong.
    pub why: String,
    /// At which of its characters, counted from 1; none where that is not known.
    pub at: Option<usize>,
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// When it is none, is too large, or holds of an empty text.
    pub fn new(text: &str) -> Result<Self, BrokenPattern> {
        let text = text.replace('ё', "е").replace('Ё', "Е");
        let made = RegexBuilder::new(&text).case_insensitive(true).size_limit(LARGEST).build();
        let because = |why: &str| BrokenPattern { why: why.to_owned(), at: None };
        if let Some(at) = text.chars().position(char::is_control) {
            // In YAML, `"\b"` is a backspace: it would be looked for, and never found.
            let why = "a control character stands there: in double quotes YAML takes `\\b` and the like for one; write the pattern in \
                       single quotes";
            return Err(BrokenPattern { why: why.to_owned(), at: Some(at + 1) });
        }
        match made {
            Ok(made) if made.is_match("") => Err(because("it holds of every text, also of an empty one")),
            Ok(made) => Ok(Self { text, made }),
            Err(Error::CompiledTooBig(_)) => {
                Err(because("it is too large: repetitions of repetitions make it so"))
            }
            Err(error) => Err(told(&error.to_string())),
        }
    }

    /// The pattern as it is written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The same, ready to be looked for.
    pub(super) const fn regex(&self) -> &Regex {
        &self.made
    }
}

/// What the library says of a pattern: the last line says why, and a caret under the pattern where.
fn told(message: &str) -> BrokenPattern {
    let why = message.lines().rev().find_map(|line| line.strip_prefix("error: "));
    let caret = message.lines().find(|line| line.trim_start().starts_with('^'));
    // The pattern is set in by four spaces.
    let at = caret.and_then(|line| line.chars().position(|character| character == '^')?.checked_sub(3));
    BrokenPattern { why: why.unwrap_or("it is no regular expression").to_owned(), at }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_pattern_says_why_and_where() {
        for (text, why, at) in [
            ("(дорог|цен[аы]", "unclosed group", Some(1)),
            ("дорог)", "unopened group", Some(6)),
            ("a{2,1}", "invalid repetition count range, the start must be <= the end", Some(2)),
            (r"(?=x)", "look-around, including look-ahead and look-behind, is not supported", Some(1)),
            ("(a{1000}){1000}", "it is too large: repetitions of repetitions make it so", None),
            (
                "\u{8}цен",
                "a control character stands there: in double quotes YAML takes `\\b` and the like for one; write the pattern in \
                 single quotes",
                Some(1),
            ),
            ("x*", "it holds of every text, also of an empty one", None),
            ("", "it holds of every text, also of an empty one", None),
        ] {
            let broken = Pattern::new(text).expect_err(text);
            assert_eq!((broken.why.as_str(), broken.at), (why, at), "{text}");
        }
        assert_eq!(Pattern::new("(дорог|Ещё|цен[аы])").expect("a pattern").text(), "(дорог|Еще|цен[аы])");
    }
}
