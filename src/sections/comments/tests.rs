//! How comments read.

use super::texts::CommentTexts;
use super::types::SECTION;
use super::{Comments, MaskedOften, OfGroup, Piece, Quote};
use crate::comments::chosen::Order;
use crate::comments::mask::Kind;
use crate::config::comments::Mode;
use crate::sections::{Page, Report, Section};
use crate::survey::{Group, Region};
use crate::wording::Words;
use crate::wording::sample::report;

fn with_comments(mode: Mode, order: Order, masked: Vec<MaskedOften>) -> Report {
    let mut report = report();
    let quote = Quote {
        score: 10,
        day: Some(report.head.as_of),
        region: Some(Region::Named("North".to_owned())),
        themes: vec!["Speed".to_owned()],
        text: vec![Piece::Text("Call ".to_owned()), Piece::Masked(Kind::Phone)],
    };
    let groups = [Group::Promoter, Group::Passive, Group::Detractor];
    let groups = groups.map(|group| OfGroup { group, n: 12, shown: vec![quote.clone()] }).to_vec();
    report.sections.comments = Some(Comments { mode, order, hide_below: 8, groups, masked });
    report
}

/// Reports whose comments say all that can be said.
pub(crate) fn reports() -> Vec<Report> {
    let all = Kind::ALL.map(|kind| MaskedOften { kind, n: 2 }).to_vec();
    vec![
        with_comments(Mode::Masked, Order::Newest, all),
        with_comments(Mode::Masked, Order::Longest, Vec::new()),
        with_comments(Mode::Full, Order::Newest, Vec::new()),
        with_comments(Mode::Coded, Order::Newest, Vec::new()),
    ]
}

/// What a report says of its comments.
pub(crate) fn said(words: &Words, report: &Report) -> Vec<String> {
    let Some(comments) = &report.sections.comments else { return Vec::new() };
    let shown = comments.show(&Page { report, words });
    let mut told = vec![shown.heading];
    let method = comments.method(&report.head, words);
    told.extend(method.into_iter().flat_map(|entry| [entry.term.to_string(), entry.text]));
    let texts: CommentTexts = words.of_part(SECTION);
    let orders = texts.orders.iter().chain(&texts.modes).chain(&texts.kinds);
    told.extend([&texts.spread, &texts.covering].into_iter().chain(orders).map(ToString::to_string));
    told.push(crate::wording::fill(&texts.hidden, &[("limit", "8".to_owned())]));
    for figure in shown.figures {
        told.extend([figure.texts.title, figure.texts.subtitle, figure.texts.how_to_read]);
        told.extend(figure.notes);
        told.extend(figure.quotes.into_iter().flat_map(|quote| quote.beside));
    }
    told
}
