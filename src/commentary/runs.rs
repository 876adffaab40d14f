//! The words of a text, block by block, each with its place.

use std::ops::Range;

use super::document::{Bit, Document, Mark};

/// The words of a paragraph, a heading or an item.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Run {
    pub(super) text: String,
    /// Where each stretch of them begins, and what of the whole text it is.
    spans: Vec<(usize, Range<usize>)>,
    /// Which block quote it is in, the outermost where there are several.
    pub(super) quote: Option<usize>,
}

/// In the place of what is no text: no number, and no word.
const ELSE: char = '\u{fffc}';

impl Run {
    fn put(&mut self, text: &str, range: &Range<usize>) {
        self.spans.push((self.text.len(), range.clone()));
        self.text.push_str(text);
    }

    /// Where a stretch of it is in the whole text.
    pub(super) fn place(&self, range: &Range<usize>) -> Range<usize> {
        let find = |at: usize, is_end: bool| {
            let before =
                self.spans.partition_point(|(start, _)| if is_end { *start < at } else { *start <= at });
            let (start, of) = self.spans.get(before.saturating_sub(1))?;
            let length = self.spans.get(before).map_or(self.text.len(), |(next, _)| *next) - start;
            // What is not as it is written, as `&amp;`, is meant as a whole.
            Some(match (of.len() == length, is_end) {
                (true, _) => of.start + (at - start).min(length),
                (false, false) => of.start,
                (false, true) => of.end,
            })
        };
        let start = find(range.start, false).unwrap_or_default();
        start..find(range.end, true).unwrap_or(start).max(start)
    }
}

/// All of them, in the order of the text.
pub(super) fn runs(document: &Document) -> Vec<Run> {
    let (mut runs, mut run) = (Vec::new(), Run::default());
    let (mut depth, mut quotes) = (0_usize, 0_usize);
    let mut end = |run: &mut Run, quote: Option<usize>| {
        let done = std::mem::replace(run, Run { quote, ..Run::default() });
        if !done.text.trim().is_empty() {
            runs.push(done);
        }
    };
    for (bit, range) in &document.bits {
        match bit {
            Bit::Open(Mark::Quote) => {
                quotes += usize::from(depth == 0);
                depth += 1;
                end(&mut run, Some(quotes));
            }
            Bit::Close(Mark::Quote) => {
                depth = depth.saturating_sub(1);
                end(&mut run, Some(quotes).filter(|_| depth > 0));
            }
            Bit::Open(mark) | Bit::Close(mark) => {
                if !matches!(mark, Mark::Emphasis | Mark::Strong | Mark::Link(_)) {
                    let quote = run.quote;
                    end(&mut run, quote);
                }
            }
            Bit::Text(text) => run.put(text, range),
            Bit::Soft | Bit::Break => run.put(" ", range),
            Bit::Code(_) | Bit::Address(_) | Bit::Placeholder(_) => {
                run.put(ELSE.encode_utf8(&mut [0; 4]), range);
            }
            Bit::Rule => {
                let quote = run.quote;
                end(&mut run, quote);
            }
        }
    }
    end(&mut run, None);
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_know_where_they_are_written() {
        let text = "A *b* &amp; 4\\*1 `7`\nc\n\n> - d\n> - e\n\nf";
        let runs = runs(&Document::read(text));
        let texts: Vec<(&str, Option<usize>)> =
            runs.iter().map(|run| (run.text.as_str(), run.quote)).collect();
        assert_eq!(texts, [("A b & 4*1 \u{fffc} c", None), ("d", Some(1)), ("e", Some(1)), ("f", None)]);
        let place = |part: &str| {
            let at = runs[0].text.find(part).expect("there");
            &text[runs[0].place(&(at..at + part.len()))]
        };
        assert_eq!([place("b"), place("&"), place("4*1"), place("c")], ["b", "&amp;", "4\\*1", "c"]);
    }
}
