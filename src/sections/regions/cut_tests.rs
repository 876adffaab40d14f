//! How further cuts read.

use super::cuts::{CUT, CUT_CHANGE, Cuts, Gathered, InCut};
use super::{RegionRow, Regions, Standing};
use crate::config::Language::{En, Ru, Uk};
use crate::figures::Finding;
use crate::sections::{KeyFinding, Page, Report, Section, Shown};
use crate::survey::Region;
use crate::wording::Words;
use crate::wording::sample::report;
use crate::wording::tests::plain;

/// The sample report, with what it tells of regions told of the sizes of its customers.
fn by_size(label: Option<&str>) -> Report {
    let mut report = report();
    let named = |row: &RegionRow| {
        let region = match &row.region {
            Region::Named(name) if name == "North" => Region::Named("large".to_owned()),
            Region::Named(_) => Region::Others,
            other => other.clone(),
        };
        RegionRow { region, benchmarks: Vec::new(), ..row.clone() }
    };
    let values = Regions(report.sections.regions().iter().map(named).collect());
    let label = label.map(str::to_owned);
    report.sections.cuts = Some(Cuts(vec![InCut {
        name: "size".to_owned(),
        label,
        ordered: false,
        others: Some(Gathered { values: 12, below: 30 }),
        values,
    }]));
    report
}

/// Reports whose further cuts say all that can be said.
pub(crate) fn reports() -> Vec<Report> {
    let mut of_one = by_size(None);
    for row in &mut of_one.sections.cuts.as_mut().expect("cuts").0[0].values.0 {
        (row.rest, row.standing) = (None, Standing::Unranked);
    }
    vec![by_size(None), of_one]
}

fn shown(report: &Report, words: &Words) -> Option<Shown> {
    Some(report.sections.cuts.as_ref()?.show(&Page { report, words }))
}

/// What a report says of its further cuts, in the language of the words.
pub(crate) fn said(words: &Words, report: &Report) -> Vec<String> {
    let mut told = Vec::new();
    let language =
        [En, Ru, Uk].into_iter().find(|own| crate::wording::tests::words(*own).tag() == words.tag());
    let mut report = report.clone();
    report.head.language = language.unwrap_or(En);
    let Some(cuts) = &report.sections.cuts else { return told };
    let Some(shown) = shown(&report, words) else { return told };
    told.push(shown.heading);
    let texts: super::CutTexts = words.of_part("cuts");
    told.extend(texts.of_others.iter().map(ToString::to_string));
    for figure in shown.figures {
        told.extend([figure.texts.title, figure.texts.subtitle, figure.texts.how_to_read]);
        told.extend(figure.notes);
        told.extend(figure.tables.into_iter().map(|table| table.caption));
    }
    for (kind, key) in [(CUT, "rest"), (CUT_CHANGE, "change")] {
        for at in 0..cuts.0[0].values.0.len() {
            let figures = vec![format!("/sections/cuts/0/values/{at}/{key}")];
            let finding = KeyFinding { kind: kind.clone(), figures };
            told.extend(cuts.tell(&finding, &report, words).map(|told| told.sentence));
        }
    }
    told
}

#[test]
fn a_value_stands_where_a_region_does_in_words_that_speak_of_the_column() {
    for (language, label, title, caption, head) in [
        (En, None, "Size. Clearly above the rest: large", "Size. NPS by segment", "size"),
        (Ru, Some("размер"), "Размер. Явно выше остальных: large", "Размер. NPS по сегментам", "размер"),
        (Uk, Some("Розмір"), "Розмір. Явно вище за решту: large", "Розмір. NPS за сегментами", "Розмір"),
    ] {
        let mut report = by_size(label);
        report.head.language = language;
        let words = Words::of(&report.head).expect("words");
        let shown = shown(&report, &words).expect("cuts");
        let figure = shown.figures.first().expect("a figure");
        assert_eq!((figure.id.as_str(), plain(&figure.texts.title).as_str()), ("cut-1-regions", title));
        let table = figure.tables.first().expect("a table");
        assert_eq!((table.id.as_str(), table.head[0].text.as_str()), ("table-cut-1-regions", head));
        assert!(table.caption.starts_with(caption), "{}", table.caption);
        // Regions keep the words of regions.
        assert!(!words.labels().region.to_lowercase().contains(head));
    }
}

#[test]
fn the_words_for_segments_are_those_of_the_vocabulary() {
    let mut report = by_size(None);
    for (name, word) in [("vocabulary.segments", "groups"), ("vocabulary.segment", "group")] {
        report.head.wording.insert(name.to_owned(), word.to_owned());
    }
    for row in &mut report.sections.cuts.as_mut().expect("cuts").0[0].values.0 {
        row.finding = Finding::NoAnswers;
    }
    let words = Words::of(&report.head).expect("words");
    let shown = shown(&report, &words).expect("cuts");
    assert_eq!(shown.figures[0].texts.title, "Size. No group has a score that can be shown");
}
