//! Problems on the terminal: message, place, the source line with a caret, what to do next.

use annotate_snippets::renderer::DEFAULT_TERM_WIDTH;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::error::{Error, Place, Problem};
use crate::files::as_called;

/// All problems of an error as text for a terminal, with a line at the end that says what that means.
pub(super) fn render(error: &Error, so: &str, styled: bool) -> String {
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(DEFAULT_TERM_WIDTH);
    let mut text = String::new();
    for problem in &error.problems {
        text += &one(problem, Level::ERROR, &renderer);
        text += "\n\n";
    }
    let count = error.problems.len();
    let what = if count == 1 { "1 problem".to_owned() } else { format!("{count} problems") };
    text + &format!("{what}; {so}\n")
}

/// Problems that do not keep anything from being written.
pub(super) fn warnings(problems: &[Problem], styled: bool) -> String {
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(DEFAULT_TERM_WIDTH);
    problems.iter().map(|problem| one(problem, Level::WARNING, &renderer) + "\n\n").collect()
}

fn one(problem: &Problem, level: Level<'static>, renderer: &Renderer) -> String {
    let group = Group::with_title(level.primary_title(plain(&problem.message)));
    let mut group = match &problem.place {
        None => group,
        Some(Place::Text { source, start, end }) => group.element(
            Snippet::source(source.text.as_str())
                .path(plain(&source.path.display().to_string()))
                .annotation(AnnotationKind::Primary.span(*start..*end)),
        ),
        Some(Place::File(path)) => group.element(Origin::path(plain(&path.display().to_string()))),
        Some(Place::Row { file, row, column }) => {
            let column = column.as_ref().map(|name| format!(", column `{name}`")).unwrap_or_default();
            group.element(Origin::path(plain(&format!("{}, row {row}{column}", file.display()))))
        }
    };
    if problem.place.is_some() {
        for hint in &problem.hints {
            group = group.element(Level::HELP.message(plain(hint)));
        }
    }
    let mut text = renderer.render(&[group]);
    if problem.place.is_none() {
        // Without a place there is no margin to hang the hints on.
        for hint in &problem.hints {
            text += "\n = help: ";
            text += &plain(hint);
        }
    }
    text
}

/// A message with the code of each character that cannot be seen, such as `\n` or `\u{200b}`: two names that look the same
/// are told apart, and nothing moves a terminal's cursor or turns its text.
pub(super) fn plain(text: &str) -> String {
    shown(&as_called(text), |c| is_unseen(c) || (c.is_whitespace() && c != ' '))
}

/// A text of the page on a terminal: as [`plain`], but with its spaces of other widths, at which lines are not broken.
pub(super) fn legible(text: &str) -> String {
    shown(text, is_unseen)
}

fn shown(text: &str, hidden: impl Fn(char) -> bool) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut shown, c| {
        if hidden(c) {
            shown.extend(c.escape_default());
        } else {
            shown.push(c);
        }
        shown
    })
}

/// Whether nothing is seen of a character, not even a gap: control characters, and those that Unicode calls default
/// ignorable (`DerivedCoreProperties.txt`), but for the selectors that only choose how the letter before them looks.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e00ff}' | '\u{e01f0}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_shown_by_its_code() {
        for (text, shown) in [
            ("region\u{200b}", "region\\u{200b}"),
            ("re\ngion", "re\\ngion"),
            ("\tregion\r\n", "\\tregion\\r\\n"),
            ("New\u{a0}York", "New\\u{a0}York"),
            ("a\u{2009}b\u{3000}c\u{2028}d", "a\\u{2009}b\\u{3000}c\\u{2028}d"),
            ("\u{feff}soft\u{ad}ly \u{202e}x\u{2066}", "\\u{feff}soft\\u{ad}ly \\u{202e}x\\u{2066}"),
            ("\u{1b}[31m\u{7}\u{9b}", "\\u{1b}[31m\\u{7}\\u{9b}"),
            ("\u{3164}\u{e0041}\u{2060}", "\\u{3164}\\u{e0041}\\u{2060}"),
        ] {
            assert_eq!(plain(text), shown);
        }
    }

    #[test]
    fn what_can_be_seen_stays_as_it_is() {
        // A letter of two characters, one with a selector of its looks, and marks that a message may hold of its own.
        for text in ["Регіон «Й» и\u{306}", "❤\u{fe0f} a\\b 'q' \"q\"", "−5 × 10′ … `x`", "日本 عربي"]
        {
            assert_eq!(plain(text), text);
        }
        assert_eq!(legible("1\u{a0}027\u{202f}%\u{200b}"), "1\u{a0}027\u{202f}%\\u{200b}");
    }
}
