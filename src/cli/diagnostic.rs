//! Problems on the terminal: message, place, the source line with a caret, what to do next.

use annotate_snippets::renderer::DEFAULT_TERM_WIDTH;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::error::{Error, Place, Problem};

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

/// Without control characters and marks of direction, which could move a terminal's cursor or turn its text.
pub(super) fn plain(text: &str) -> String {
    let harmless =
        |c: char| !c.is_control() && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().map(|c| if harmless(c) { c } else { '\u{fffd}' }).collect()
}
