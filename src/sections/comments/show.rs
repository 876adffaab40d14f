//! Comments as the page shows them.

use super::texts::CommentTexts;
use super::types::{COMMENTS, Comments, OfGroup, Piece, Quote, SECTION};
use crate::comments::chosen::Order;
use crate::comments::mask::Kind;
use crate::config::comments::Mode;
use crate::sections::shown::{Quoted, QuotedPiece};
use crate::sections::{Figure, Page, Shown};
use crate::survey::Group;
use crate::wording::{About, FigureTexts, Words, fill};

/// Everything that the page has of them.
pub(super) fn shown(comments: &Comments, page: &Page<'_>) -> Shown {
    let texts: CommentTexts = page.words.of_part(SECTION);
    let figures = comments.groups.iter().enumerate().map(|(at, of)| {
        let notes = if at == 0 { notes(comments, page.words, &texts) } else { Vec::new() };
        figure(of, page, &texts, notes)
    });
    Shown { id: "own-words", heading: texts.heading.to_string(), figures: figures.collect() }
}

/// What has to be known of all of them.
fn notes(comments: &Comments, words: &Words, texts: &CommentTexts) -> Vec<String> {
    let order = usize::from(comments.order == Order::Longest);
    let mut notes = vec![texts.orders.get(order).map(ToString::to_string).unwrap_or_default()];
    let [as_written, coded] = &texts.modes;
    let [covered, nothing] = &texts.covered;
    notes.push(match comments.mode {
        Mode::Full => as_written.to_string(),
        Mode::Coded | Mode::None => coded.to_string(),
        Mode::Masked if comments.masked.is_empty() => nothing.to_string(),
        Mode::Masked => {
            let of = |kind: Kind, n: u64| format!("{} {}", marker(kind, texts), words.count(n));
            let list: Vec<String> =
                comments.masked.iter().map(|of_kind| of(of_kind.kind, of_kind.n)).collect();
            fill(covered, &[("list", words.list(&list))])
        }
    });
    notes
}

fn figure(of: &OfGroup, page: &Page<'_>, texts: &CommentTexts, notes: Vec<String>) -> Figure {
    let Page { report, words } = page;
    let [subject, _] = words.dated_subject(&report.head, None);
    let subtitle = fill(&texts.subtitle, &[subject]);
    let values = [
        ("group", words.group(of.group).to_owned()),
        ("shown", words.count(u64::try_from(of.shown.len()).unwrap_or(u64::MAX))),
        ("n", words.count(of.n)),
    ];
    let figure_texts = FigureTexts {
        title: fill(&texts.title, &values),
        description: subtitle.clone(),
        how_to_read: texts.spread.to_string(),
        caption: subtitle.clone(),
        subtitle,
    };
    let id = match of.group {
        Group::Promoter => "comments-of-promoters",
        Group::Passive => "comments-of-passives",
        Group::Detractor => "comments-of-detractors",
    };
    let quotes = of.shown.iter().map(|quote| quoted(quote, words, texts)).collect();
    Figure::of_quotes(id, figure_texts, &[COMMENTS, About::GROUPS], quotes).with_notes(notes)
}

/// A comment with what is told beside it.
fn quoted(quote: &Quote, words: &Words, texts: &CommentTexts) -> Quoted {
    let piece = |piece: &Piece| match piece {
        Piece::Text(text) => QuotedPiece { text: text.clone(), is_covered: false },
        Piece::Masked(kind) => QuotedPiece { text: marker(*kind, texts).to_owned(), is_covered: true },
    };
    let score = fill(&texts.score, &[("score", words.score(quote.score))]);
    let day = quote.day.map(|day| words.day(day));
    let region = quote.region.as_ref().map(|region| words.region(region).to_owned());
    let themes =
        (!quote.themes.is_empty()).then(|| fill(&texts.themes, &[("list", words.list(&quote.themes))]));
    Quoted {
        pieces: quote.text.iter().map(piece).collect(),
        beside: [Some(score), day, region, themes].into_iter().flatten().collect(),
    }
}

/// What stands in the place of what is covered.
fn marker(kind: Kind, texts: &CommentTexts) -> &str {
    let at = Kind::ALL.iter().position(|own| *own == kind);
    at.and_then(|at| texts.kinds.get(at)).map_or("", |text| text)
}
