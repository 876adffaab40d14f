//! What stands at the top of a text: who wrote it.

use std::ops::Range;

/// Who wrote a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) enum By {
    /// Somebody who is not named.
    #[default]
    Analyst,
    /// Somebody of this name.
    Named(String),
    /// A program.
    Machine,
}

/// The top of a text.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Front {
    /// Who wrote it.
    pub(super) by: By,
    /// Where the text itself begins.
    pub(super) ends: usize,
    /// Lines that say something else, and where they are.
    pub(super) unknown: Vec<Range<usize>>,
}

/// The one key that there is.
const KEY: &str = "written-by";

/// What a line says of who wrote the text; nothing where it says something else.
fn written_by(line: &str) -> Option<By> {
    let (key, value) = line.split_once(':')?;
    let value = value.trim().trim_matches(['"', '\'']).trim();
    (key.trim().eq_ignore_ascii_case(KEY) && !value.is_empty())
        .then(|| if value.eq_ignore_ascii_case("ai") { By::Machine } else { By::Named(value.to_owned()) })
}

/// Reads the lines between two `---`, or a first line `written-by: …` alone. A text may do without either, and begin with a line
/// across the page, which is `---` too, and then nothing closes it.
pub(super) fn front(text: &str) -> Front {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    if let Some(by) = written_by(first) {
        return Front { by, ends: first.len(), unknown: Vec::new() };
    }
    if first.trim_end() != "---" {
        return Front::default();
    }
    let mut front = Front { ends: first.len(), ..Front::default() };
    for line in lines {
        let start = front.ends;
        front.ends += line.len();
        if line.trim_end() == "---" {
            return front;
        }
        match written_by(line) {
            Some(by) => front.by = by,
            None if line.trim().is_empty() => {}
            None if line.contains(':') => front.unknown.push(start..start + line.trim_end().len()),
            None => break,
        }
    }
    Front::default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_wrote_a_text_stands_at_its_top() {
        let named = |name: &str| By::Named(name.to_owned());
        for (text, by, rest) in [
            ("Words.\n", By::Analyst, "Words.\n"),
            ("written-by: ai\nWords.", By::Machine, "Words."),
            ("Written-By: AI\n\nWords.", By::Machine, "\nWords."),
            ("---\nwritten-by: Anna Ivanova\n---\nWords.", named("Anna Ivanova"), "Words."),
            ("---\n\nwritten-by: 'ai'\n---", By::Machine, ""),
            // A line across the page, and no more.
            ("---\nWords: of nobody\n", By::Analyst, "---\nWords: of nobody\n"),
            ("---\nWords.\n---\n", By::Analyst, "---\nWords.\n---\n"),
            ("written-by:\nWords.", By::Analyst, "written-by:\nWords."),
            ("", By::Analyst, ""),
        ] {
            let front = front(text);
            assert_eq!((&front.by, &text[front.ends..]), (&by, rest), "{text:?}");
        }
        let front = front("---\nauthor: me\nwritten-by: ai\n---\n");
        assert_eq!((front.by, front.unknown.first()), (By::Machine, Some(&(4..14))));
    }
}
