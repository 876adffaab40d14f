//! What a text quotes: each quotation must be held by a comment of the data.

use std::ops::Range;

use super::document::Document;
use super::runs::{Run, runs};
use crate::error::Problem;

/// Words that a text says somebody else has said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// The words, as they are written, without the marks around them.
    pub text: String,
    /// Where they stand in the whole text, in bytes.
    pub range: Range<usize>,
}

/// Fewer words than these are a name, or a way of speaking.
const FEWEST: usize = 3;

/// The marks that open a quotation, and those that close it.
const MARKS: [(char, &[char]); 4] =
    [('«', &['»']), ('„', &['“', '”', '"']), ('“', &['”', '"']), ('"', &['"', '”'])];

/// What stands for words that are left out.
const LEFT_OUT: [&str; 5] = ["[...]", "[…]", "(…)", "...", "…"];

/// All that a text quotes, in its order: what stands in quotation marks, and block quotes; not what has fewer than three words.
#[must_use]
pub fn quotations(text: &str) -> Vec<Quotation> {
    found(&runs(&Document::read(text))).into_iter().map(|(quotation, ..)| quotation).collect()
}

/// The same, each with the run that it is in and where it is there.
pub(super) fn found(runs: &[Run]) -> Vec<(Quotation, usize, Range<usize>)> {
    let mut all = Vec::new();
    for (at, run) in runs.iter().enumerate() {
        let ranges = match run.quote {
            // Who has said it is no part of what was said.
            Some(_) if run.text.trim_start().starts_with(['—', '–']) => Vec::new(),
            Some(_) => std::iter::once(0..run.text.len()).collect(),
            None => marked(&run.text),
        };
        for range in ranges {
            let text = run.text.get(range.clone()).unwrap_or_default().trim().to_owned();
            if words(&text).len() >= FEWEST {
                all.push((Quotation { text, range: run.place(&range) }, at, range));
            }
        }
    }
    all
}

/// What stands between quotation marks, the outermost. What opens and is not closed runs on to the end, but for the plain mark,
/// which may be one of inches.
fn marked(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, &[char], char)> = None;
    let mut nested = 0_usize;
    for (at, c) in text.char_indices() {
        match open {
            None => {
                if let Some((opens, closes)) = MARKS.iter().find(|(opens, _)| *opens == c) {
                    open = Some((at + c.len_utf8(), closes, *opens));
                    nested = 0;
                }
            }
            Some((start, closes, opens)) => {
                if c == opens && !closes.contains(&c) {
                    nested += 1;
                } else if closes.contains(&c) && nested > 0 {
                    nested -= 1;
                } else if closes.contains(&c) {
                    found.push(start..at);
                    open = None;
                }
            }
        }
    }
    if let Some((start, ..)) = open.filter(|(.., opens)| *opens != '"') {
        found.push(start..text.len());
    }
    found
}

/// Words as they are compared: letters and digits alone, in small letters.
fn words(text: &str) -> Vec<String> {
    let small = text.to_lowercase();
    let words = small.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// A text as its words with single spaces around them.
pub(super) fn spaced(text: &str) -> String {
    format!(" {} ", words(text).join(" "))
}

/// What a quotation has between words that are left out.
pub(super) fn parts(quotation: &str) -> Vec<String> {
    let quotation = LEFT_OUT.iter().fold(quotation.to_owned(), |text, mark| text.replace(mark, "\n"));
    quotation.lines().map(spaced).filter(|part| !part.trim().is_empty()).collect()
}

/// Whether a comment, as its words, has these parts in their order.
pub(super) fn is_in(comment: &str, parts: &[String]) -> bool {
    let mut rest = comment;
    parts.iter().all(|part| {
        let Some(at) = rest.find(part) else { return false };
        // The space after it may be that before the next part.
        rest = rest.get(at + part.len() - 1..).unwrap_or_default();
        true
    })
}

/// Whether a comment holds a quotation: its words in their order, whatever the capitals, spaces and marks; `…` and `[...]` stand
/// for any words left out.
#[must_use]
pub fn holds(comment: &str, quotation: &str) -> bool {
    is_in(&spaced(comment), &parts(quotation))
}

/// The quotations that no comment holds, as errors; `holds` says whether any comment does.
#[must_use]
pub fn unheld(quotations: &[Quotation], holds: &dyn Fn(&str) -> bool) -> Vec<(Range<usize>, Problem)> {
    let unheld = quotations.iter().filter(|quotation| !holds(&quotation.text));
    let told = unheld.map(|Quotation { text, range }| {
        let short: String = text.chars().take(60).collect();
        let short = if short.len() < text.len() { format!("{}…", short.trim_end()) } else { short };
        let problem = Problem::new(format!("no comment of the data says “{short}”"))
            .hint("quote a comment word for word, with … for words that are left out")
            .hint("what is not quoted stands without quotation marks");
        (range.clone(), problem)
    });
    told.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        quotations(text).into_iter().map(|quotation| quotation.text).collect()
    }

    #[test]
    fn what_stands_in_marks_and_block_quotes_is_quoted() {
        for (text, expected) in [
            ("Some say «ждали очень *долго* сегодня», others", &["ждали очень долго сегодня"][..]),
            (
                "„wir haben gewartet“ and “we waited long” and \"too long a wait\"",
                &["wir haben gewartet", "we waited long", "too long a wait"],
            ),
            (
                "„дуже довго чекали” and «he said «not at all» to me»",
                &["дуже довго чекали", "he said «not at all» to me"],
            ),
            // Names and ways of speaking.
            ("the “South” and \"very slow\" 5\" wide", &[]),
            ("“never closed words\n\nand more", &["never closed words"]),
            ("> We waited for\n> an hour.\n>\n> — a client of South\n\nText", &["We waited for an hour."]),
            ("`\"code is not quoted here\"`", &[]),
        ] {
            assert_eq!(texts(text), expected, "{text}");
        }
        let text = "A «one &amp; two three» b";
        let all = quotations(text);
        assert_eq!(
            (&all[0].text[..], &text[all[0].range.clone()]),
            ("one & two three", "one &amp; two three")
        );
    }

    #[test]
    fn a_comment_holds_its_own_words_in_their_order() {
        let comment = "Waited 40 minutes!  Nobody was able to help, and the staff — rude.";
        for (quotation, is_held) in [
            ("waited 40 minutes", true),
            ("Waited 40 minutes … the staff, rude", true),
            ("minutes. Nobody [...] help and THE staff", true),
            ("able to help", true),
            ("the staff … waited 40 minutes", false),
            ("waited 4 minutes", false),
            ("ble to help", false),
            ("Nobody helped me", false),
        ] {
            assert_eq!(holds(comment, quotation), is_held, "{quotation}");
        }
        assert!(!holds("We were unable to help", "able to help"), "half a word says the contrary");
        assert!(holds("Ждали ДОЛГО, очень долго", "долго очень долго"));
    }

    #[test]
    fn quotations_that_nobody_said_are_errors() {
        let quotations = quotations("«we waited long» and «all was well there»");
        let unheld = unheld(&quotations, &|text| holds("All was well there.", text));
        assert_eq!(unheld.len(), 1);
        assert_eq!(
            (unheld[0].0.clone(), &unheld[0].1.message[..]),
            (2..16, "no comment of the data says “we waited long”")
        );
    }
}
