//! What an analyst says, as HTML. It has no element but those that are named here, and all text in it is escaped.

use std::collections::BTreeMap;

use serde::Serialize;

use super::templates::escaped;
use crate::commentary::{Mark, Piece, Told};

/// What the templates see of it: trusted HTML.
#[derive(Serialize)]
pub(super) struct Commentary {
    heading: String,
    /// What has to be known of it.
    note: Option<String>,
    /// At the head of the report.
    head: Option<String>,
    /// At the head of single parts, by the names that they have in `report.json`.
    parts: BTreeMap<&'static str, String>,
}

impl Commentary {
    /// The words as HTML.
    pub(super) fn of(told: &Told) -> Self {
        let head = html(&told.head);
        let parts = told.parts.iter().map(|(name, pieces)| (*name, html(pieces)));
        Self {
            heading: told.heading.clone(),
            note: told.note.clone(),
            head: Some(head).filter(|head| !head.is_empty()),
            parts: parts.filter(|(_, html)| !html.is_empty()).collect(),
        }
    }

    /// Whether anything is said of a part.
    pub(super) fn is_of(&self, part: &str) -> bool {
        self.parts.contains_key(part)
    }
}

fn html(pieces: &[Piece]) -> String {
    let (mut html, mut is_in_lines) = (String::new(), false);
    for piece in pieces {
        match piece {
            Piece::Open(mark) => {
                is_in_lines = *mark == Mark::Lines;
                html += &opening(mark);
            }
            Piece::Close(mark) => {
                is_in_lines = false;
                html += closing(mark);
                if let Mark::Heading(level) = mark {
                    html.extend(["</h", &level.to_string(), ">\n"]);
                }
            }
            Piece::Text(text) => html += &escaped(text),
            Piece::Code(text) if is_in_lines => html += &escaped(text),
            Piece::Code(text) => html.extend(["<code>", &escaped(text), "</code>"]),
            Piece::Figure { shown, pointer } => {
                html.extend(["<span data-figure=\"", &escaped(pointer), "\">", &escaped(shown), "</span>"]);
            }
            Piece::Break => html += "<br>\n",
            Piece::Rule => html += "<hr>\n",
        }
    }
    html
}

fn opening(mark: &Mark) -> String {
    match mark {
        Mark::Paragraph => "<p>".to_owned(),
        Mark::Heading(level) => format!("<h{level}>"),
        Mark::Quote => "<blockquote>\n".to_owned(),
        Mark::List(None) => "<ul>\n".to_owned(),
        Mark::List(Some(1)) => "<ol>\n".to_owned(),
        Mark::List(Some(first)) => format!("<ol start=\"{first}\">\n"),
        Mark::Item => "<li>".to_owned(),
        Mark::Emphasis => "<em>".to_owned(),
        Mark::Strong => "<strong>".to_owned(),
        Mark::Link(address) => format!("<a href=\"{}\" rel=\"noreferrer\">", escaped(address)),
        Mark::Lines => "<pre><code>".to_owned(),
    }
}

fn closing(mark: &Mark) -> &'static str {
    match mark {
        Mark::Paragraph => "</p>\n",
        Mark::Heading(_) => "",
        Mark::Quote => "</blockquote>\n",
        Mark::List(None) => "</ul>\n",
        Mark::List(Some(_)) => "</ol>\n",
        Mark::Item => "</li>\n",
        Mark::Emphasis => "</em>",
        Mark::Strong => "</strong>",
        Mark::Link(_) => "</a>",
        Mark::Lines => "</code></pre>\n",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_is_said_is_escaped() {
        let text = |text: &str| Piece::Text(text.to_owned());
        let link = Mark::Link("https://e.org/?a=\"><script>".to_owned());
        let figure = Piece::Figure { shown: "<41>".to_owned(), pointer: "/a\"b".to_owned() };
        let pieces = [
            Piece::Open(Mark::Paragraph),
            text("<script>alert(1)</script>\u{202e}"),
            Piece::Open(link.clone()),
            text("x"),
            Piece::Close(link),
            Piece::Code("<b>".to_owned()),
            figure,
            Piece::Close(Mark::Paragraph),
        ];
        let html = html(&pieces);
        for bare in ["<script", "<b>", "<41>", "\u{202e}", "a\"b"] {
            assert!(!html.contains(bare), "{html}");
        }
        assert!(html.contains("&lt;script") && html.starts_with("<p>") && html.ends_with("</p>\n"), "{html}");
    }
}
