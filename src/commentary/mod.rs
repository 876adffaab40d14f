//! What an analyst says of the figures: a text in `CommonMark`, whose words stand beside the figures that they are about.
//!
//! A text asks for figures by placeholders, which the page fills, so that no word goes stale. Numbers that are written out are held
//! against all figures of the report, and quotations against the comments of the data. `report.json` has the text as it was
//! written: whoever draws the page again fills it again, from the same figures.

mod checked;
mod dates;
mod document;
mod figure;
mod front;
mod heard;
mod known;
mod numbers;
mod quoted;
mod runs;
mod texts;
mod told;
mod unit;

use std::ops::Range;
use std::sync::Arc;

use crate::error::{Error, Kind, Place, Problem, SourceText, all_or_nothing};
use crate::sections::Report;
use crate::wording::Words;

use document::Document;
use figure::Figures;
use front::By;

pub use document::Mark;
pub use heard::Heard;
pub use quoted::{Quotation, holds, quotations, unheld};
pub use told::{Piece, Told};

#[cfg(test)]
pub(crate) use texts::CommentaryTexts;

/// The words of a report as its page has them; none where nobody says anything.
///
/// # Errors
/// When a figure that they ask for is none of the report.
pub fn told(report: &Report, words: &Words) -> Result<Option<Told>, Error> {
    let Some(text) = &report.commentary else { return Ok(None) };
    let json = told::json(report).map_err(|error| unreadable(&error))?;
    let (told, errors, _) = told::told(&Document::read(text), &Figures { report, json: &json, words });
    let in_words = |(range, problem): (Range<usize>, Problem)| {
        let line = text.get(..range.start).unwrap_or_default().matches('\n').count() + 1;
        Problem { message: format!("the commentary, line {line}: {}", problem.message), ..problem }
    };
    all_or_nothing(Kind::Data, errors.into_iter().take(told::MOST).map(in_words).collect())?;
    let is_empty = told.head.is_empty() && told.parts.is_empty();
    Ok(Some(told).filter(|_| !is_empty))
}

/// Looks at the words of a report as they are written in a file.
///
/// # Errors
/// With figures that they ask for and that the report does not have or hides, and, of words that a machine wrote, with numbers that
/// are none of its figures. Else what should be doubted of them.
pub fn checked(
    source: &Arc<SourceText>,
    report: &Report,
    (words, heard): (&Words, &Heard),
) -> Result<Vec<Problem>, Error> {
    let json = told::json(report).map_err(|error| unreadable(&error))?;
    let figures = Figures { report, json: &json, words };
    let document = Document::read(&source.text);
    let (_, mut errors, mut doubts) = told::told(&document, &figures);
    errors.extend(document.unknown.iter().map(|range| {
        let problem = Problem::new("the top of a text says who wrote it, and nothing else");
        (range.clone(), problem.hint("write `written-by: ai`, or `written-by:` and a name"))
    }));
    let unheld = unheld(&quotations(&source.text), &|text| heard.holds(report.head.client.as_ref(), text));
    errors.extend(unheld.into_iter().map(|(range, problem)| {
        let names_none = "no column of comments is named: `columns: {comment: comment}`";
        (range, if heard.has_comments { problem } else { problem.hint(names_none) })
    }));
    let as_shown: [(&[Range<usize>], &str, &str); 2] = [
        (
            &document.html,
            "HTML is shown as the text that it is",
            "write Markdown, such as `**words**` for bold ones",
        ),
        (
            &document.pictures,
            "no picture is fetched: its description stands in its place",
            "describe in words what it shows",
        ),
    ];
    for (ranges, what, hint) in as_shown {
        // One of a kind tells of all.
        doubts.extend(ranges.first().map(|range| (range.clone(), Problem::new(what).hint(hint))));
    }
    doubts.extend(document.unsafe_links.iter().map(|(address, range)| {
        let address: String = address.chars().take(60).collect();
        let problem = Problem::new(format!("no link leads to `{address}`: the address is shown as text"));
        (range.clone(), problem.hint("links may begin with https://, http:// or mailto:"))
    }));
    let numbers = checked::unknown(&document, &figures);
    if document.by == By::Machine {
        errors.extend(numbers);
    } else {
        doubts.extend(numbers);
    }
    let placed = |mut found: Vec<told::Found>| -> Vec<Problem> {
        found.sort_by_key(|(range, _)| (range.start, range.end));
        // Of very many, the first tell enough.
        found.truncate(2 * told::MOST);
        found.into_iter().map(|(range, problem)| problem.at(place(source, &range))).collect()
    };
    all_or_nothing(Kind::Config, placed(errors))?;
    Ok(placed(doubts))
}

/// A place in the text, as far as its line goes.
fn place(source: &Arc<SourceText>, range: &Range<usize>) -> Place {
    let text = source.text.get(range.clone()).unwrap_or_default();
    let end = range.start + text.trim_end().find('\n').unwrap_or(text.trim_end().len());
    Place::Text { source: Arc::clone(source), start: range.start, end }
}

fn unreadable(error: &serde_json::Error) -> Error {
    Error::new(Kind::Other, Problem::new(error.to_string()))
}
