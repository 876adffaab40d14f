//! How further cuts read.

use super::cuts::{CUT, CUT_CHANGE, Cuts, Gathered, InCut, Lies, Lying};
use super::{AtMix, Mixed, RegionRow, Regions, Shifted, Standing};
use crate::config::Language::{En, Ru, Uk};
use crate::figures::Finding;
use crate::sections::{KeyFinding, Page, Report, Section, Shown};
use crate::statistics::Trend;
use crate::survey::{Interval, Nps, Region};
use crate::wording::sample::{comparison, report};
use crate::wording::tests::plain;
use crate::wording::{Words, fill};

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
    let all = values.0.iter().filter_map(|row| row.region.name());
    let first = report.sections.regions().iter().find_map(|row| row.region.name()).expect("a region");
    let lying = all.map(|name| Lying { value: name.to_owned(), within: first.to_owned() }).collect();
    report.sections.cuts = Some(Cuts(vec![InCut {
        name: "size".to_owned(),
        label,
        ordered: false,
        others: Some(Gathered { values: 12, below: 30 }),
        table: None,
        within: Some(Lies { column: "district".to_owned(), values: lying }),
        at_earlier_mix: Vec::new(),
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
    let mut all = vec![by_size(None), of_one];
    for (moved, verdict) in [(false, Trend::NoClearChange), (true, Trend::Improved), (true, Trend::Declined)]
    {
        let mut of_mix = by_size(None);
        let mut changes = of_mix.head.changes.iter().filter(|change| change.comparison.is_some());
        let change = changes.next().cloned().expect("a change");
        let shifted = |name: &str, before: f64| Shifted {
            region: Region::Named(name.to_owned()),
            before,
            after: 1.0 - before,
            p: 0.01,
            p_adjusted: 0.02,
            moved,
        };
        let cuts = of_mix.sections.cuts.as_mut().expect("cuts");
        let nps = Nps::stated(12.0).expect("a score");
        let mixed = Mixed { nps, interval: Interval::around(nps, 2.0, 22.0) };
        cuts.0[0].at_earlier_mix = vec![AtMix {
            since: change.since,
            period: change.period,
            shares: vec![shifted("large", 0.3), shifted("small", 0.7)],
            nps,
            interval: Interval::around(nps, 2.0, 22.0),
            change: comparison(-3.0, verdict),
            over_time: report().head.periods.iter().map(|_| Some(mixed)).collect(),
        }];
        all.push(of_mix);
    }
    all
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
    told.extend(cuts.method(&report.head, words).into_iter().map(|entry| entry.text));
    let mixes = cuts.0.iter().flat_map(|cut| &cut.at_earlier_mix);
    told.extend(mixes.map(|mix| mix.title(&report.head, words)));
    let texts: super::ModeTexts = words.of_part("cut_mode");
    let of = [
        &texts.of_nps,
        &texts.of_interval,
        &texts.of_change,
        &texts.of_share,
        &texts.of_shift,
        &texts.at_mix,
        &texts.over_time,
    ];
    let values = [("earlier", "then"), ("period", "now"), ("region", "large")];
    told.extend(of.map(|text| fill(text, &values)));
    told.extend(texts.heads.iter().chain(&texts.forms).chain(&texts.families).map(ToString::to_string));
    told.extend([&texts.term, &texts.as_it_is].map(ToString::to_string));
    let texts: super::CutTexts = words.of_part("cuts");
    told.extend(texts.of_others.iter().chain(&texts.of_within).map(ToString::to_string));
    for figure in shown.figures {
        told.extend([figure.texts.title, figure.texts.subtitle, figure.texts.how_to_read]);
        told.extend(figure.notes);
        // With the name of the cut before them, and without.
        for caption in figure.tables.into_iter().map(|table| table.caption) {
            told.extend(caption.split_once(". ").map(|(_, caption)| caption.to_owned()));
            told.push(caption);
        }
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
