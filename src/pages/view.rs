//! What a template sees: finished strings, in the order of the page. Nothing is computed here.

use std::fmt::Write;

use serde::Serialize;

use super::compared::{Compared, against, changes, participants as beside, trailing};
use super::history;
use super::key_findings::{KeyFindingView, key_findings};
use super::participants;
use super::tables::{self, Table};
use super::why;
use crate::charts::{Chart, Charts, Drawn};
use crate::report::{KeyFinding, Report};
use crate::wording::{FigureTexts, Labels, MethodEntry, Words};

/// The whole page.
#[derive(Serialize)]
pub(super) struct Page {
    lang: String,
    generator: String,
    window_title: String,
    /// The title as a CSS string, for the head of printed pages.
    running_title: String,
    accent: Option<String>,
    labels: Labels,
    logo: Option<String>,
    title: String,
    organisation: Option<String>,
    /// Whom it is for, in a line.
    recipient: Option<String>,
    dateline: String,
    headline: String,
    notes: Vec<String>,
    key_figures: Option<KeyFigures>,
    key_findings: Vec<KeyFindingView>,
    contents: Vec<Content>,
    sections: Vec<Section>,
    quality: Quality,
    method: Vec<MethodEntry>,
    footer: String,
}

/// The score, and what it is compared with.
#[derive(Serialize)]
pub(super) struct KeyFigures {
    score: String,
    level: String,
    precision: String,
    /// The trend in small, trusted SVG.
    trend: Option<String>,
    comparisons: Vec<Compared>,
}

/// A section, and what it found.
#[derive(Serialize)]
struct Content {
    id: &'static str,
    heading: &'static str,
    finding: Option<String>,
}

/// A heading and its figures.
#[derive(Serialize)]
struct Section {
    id: &'static str,
    heading: &'static str,
    figures: Vec<Figure>,
}

/// A chart with its texts and tables.
#[derive(Serialize)]
struct Figure {
    id: String,
    title: String,
    subtitle: String,
    how_to_read: String,
    /// The chart, trusted SVG; none where nothing can be drawn, and then the tables stand in its place.
    wide: Option<String>,
    narrow: Option<String>,
    notes: Vec<String>,
    tables: Vec<Table>,
    /// Whether the tables are closed at first even where there is no chart.
    folded: bool,
}

/// What was read and left out.
#[derive(Serialize)]
pub(super) struct Quality {
    sentences: Vec<String>,
    tables: Vec<Table>,
}

/// The page of a report.
pub(super) fn page(
    report: &Report,
    findings: &[(&KeyFinding, String)],
    words: &Words,
    charts: &Charts,
) -> Page {
    let sections = sections(report, words, charts);
    let heading_of = |figure: &str| {
        let holds = |section: &&Section| section.figures.iter().any(|held| held.id == figure);
        sections.iter().find(holds).map(|section| section.heading)
    };
    let key_findings = key_findings(report, findings, words, heading_of);
    let quality = quality(report, words);
    Page {
        lang: words.tag(),
        generator: report.generator.clone(),
        window_title: words.window_title(report),
        running_title: css_string(&words.window_title(report)),
        accent: accent(report),
        labels: *words.labels(),
        logo: report.brand.logo.clone().filter(|logo| logo.starts_with("data:image/")),
        title: report.title.clone(),
        organisation: report.organisation.clone(),
        recipient: report.recipient.as_deref().map(|recipient| words.recipient(recipient)),
        dateline: words.dateline(report),
        headline: words.headline(report),
        notes: notes(report, words),
        key_figures: key_figures(report, words, charts.spark.as_ref()),
        key_findings,
        contents: contents(&sections, &quality, words),
        sections,
        quality,
        method: words.method(report),
        footer: words.footer(report),
    }
}

/// What was read and left out.
pub(super) fn quality(report: &Report, words: &Words) -> Quality {
    Quality { sentences: words.quality(&report.quality), tables: tables::quality(report, words) }
}

/// What a reader must know about the headline; without a score also how many of those asked have answered, which
/// otherwise is a key figure.
pub(super) fn notes(report: &Report, words: &Words) -> Vec<String> {
    let response = report.response.filter(|_| report.overall.estimate().is_none());
    let note = words.note(&report.overall, &report.method);
    note.into_iter().chain(response.map(|response| words.response_note(response))).collect()
}

/// The score with its comparisons; none without a score, which the headline then says.
pub(super) fn key_figures(report: &Report, words: &Words, spark: Option<&Chart>) -> Option<KeyFigures> {
    /// The section on benchmarks shows them all.
    const MOST_BENCHMARKS: usize = 3;
    let estimate = report.overall.estimate()?;
    let mut comparisons = changes(report, words);
    comparisons.extend(trailing(report, words));
    comparisons.extend(beside(report, words));
    let benchmarks = report.benchmarks.iter().filter_map(|versus| against(versus, words));
    comparisons.extend(benchmarks.take(MOST_BENCHMARKS));
    Some(KeyFigures {
        score: words.points(estimate.nps.points(), 1),
        level: words.level(report, estimate.level).to_owned(),
        precision: words.precision(estimate, &report.method),
        trend: spark.map(|chart| chart.svg().to_owned()),
        comparisons,
    })
}

/// Every section with what its first figure found.
fn contents(sections: &[Section], quality: &Quality, words: &Words) -> Vec<Content> {
    let labels = words.labels();
    let figures = sections.iter().map(|section| Content {
        id: section.id,
        heading: section.heading,
        finding: section.figures.first().map(|figure| figure.title.clone()),
    });
    let finding = quality.sentences.first().cloned();
    let last = [
        Content { id: "data-quality", heading: labels.data_quality, finding },
        Content { id: "method", heading: labels.method, finding: None },
    ];
    figures.chain(last).collect()
}

fn sections(report: &Report, words: &Words, charts: &Charts) -> Vec<Section> {
    let labels = words.labels();
    let figure = |id: &str,
                  texts: Option<FigureTexts>,
                  drawn: &Option<Drawn>,
                  tables: Vec<Table>,
                  notes: Vec<String>| {
        let FigureTexts { title, subtitle, how_to_read, .. } = texts?;
        let (wide, narrow) = match drawn {
            Some(Drawn { wide, narrow }) => (Some(wide.svg().to_owned()), Some(narrow.svg().to_owned())),
            None => (None, None),
        };
        let folded = id == "named";
        Some(Figure { id: id.to_owned(), title, subtitle, how_to_read, wide, narrow, notes, tables, folded })
    };
    let trend = tables::trend(report, words);
    let unweighted: Vec<String> = words.unweighted_note(report).map(str::to_owned).into_iter().collect();
    let composition = figure(
        "composition",
        words.composition(report),
        &charts.composition,
        vec![tables::composition(report, words)],
        unweighted.clone(),
    );
    let histogram = figure(
        "histogram",
        words.histogram(report),
        &charts.histogram,
        tables::histogram(report, words).into_iter().collect(),
        unweighted,
    );
    let trend = figure("trend", words.trend(report), &charts.trend, trend, words.control(report));
    let standing = figure(
        "participants",
        words.standing(report),
        &charts.standing,
        participants::standing(report, words).into_iter().collect(),
        participants::notes(report, words),
    );
    let named = figure(
        "named",
        words.named(report),
        &charts.named,
        participants::named(report, words).into_iter().collect(),
        Vec::new(),
    );
    let regions = figure(
        "regions",
        words.regions(report),
        &charts.regions,
        tables::regions(report, words),
        tables::region_notes(report, words),
    );
    let heat = figure(
        "region-map",
        words.region_map(report),
        &charts.heat,
        history::region_map(report, words),
        words.latest_periods(report).map(str::to_owned).into_iter().collect(),
    );
    // Too many regions for lines of their own are in the map.
    let panels = figure(
        "region-lines",
        words.region_lines(report).filter(|_| charts.panels.is_some()),
        &charts.panels,
        history::region_lines(report, words).into_iter().collect(),
        Vec::new(),
    );
    let whys = report.why.iter().enumerate().map(|(at, account)| {
        figure(
            &why::id(report, account),
            Some(words.why(report, account)),
            charts.why.get(at).unwrap_or(&None),
            vec![why::table(report, account, words)],
            words.why_note(report, account).map(str::to_owned).into_iter().collect(),
        )
    });
    let whys = whys.collect();
    let benchmarks = figure(
        "benchmarks",
        words.benchmarks(report),
        &charts.benchmarks,
        vec![tables::benchmarks(report, words)],
        Vec::new(),
    );
    let sections = [
        ("who-recommends", labels.composition, vec![composition, histogram]),
        ("over-time", labels.trend, vec![trend]),
        ("among-participants", words.participants_heading(), vec![standing, named]),
        ("by-region", labels.regions, vec![regions, heat, panels]),
        ("why-it-changed", words.why_heading(), whys),
        ("against-benchmarks", labels.benchmarks, vec![benchmarks]),
    ];
    sections
        .into_iter()
        .map(|(id, heading, figures)| Section {
            id,
            heading,
            figures: figures.into_iter().flatten().collect(),
        })
        .filter(|section| !section.figures.is_empty())
        .collect()
}

/// A text as a CSS string: everything but plain letters and digits as an escape, so that no text from
/// outside can end the string or the style sheet.
pub(super) fn css_string(text: &str) -> String {
    let mut string = "\"".to_owned();
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            string.push(c);
        } else if !c.is_control() {
            let _ = write!(string, "\\{:x} ", u32::from(c));
        }
    }
    string + "\""
}

/// The report's accent colour, where it is one.
pub(super) fn accent(report: &Report) -> Option<String> {
    report.brand.accent.clone().filter(|accent| is_colour(accent))
}

/// Whether a text is a colour as `#rrggbb`.
pub(super) fn is_colour(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|hex| hex.len() == 6 && hex.bytes().all(|b| b.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_css_string_cannot_be_left() {
        assert_eq!(css_string("A\"}</style>Я"), "\"A\\22 \\7d \\3c \\2f style\\3e \\42f \"");
    }

    #[test]
    fn only_colours_are_colours() {
        assert!(is_colour("#12436d"));
        assert!(!is_colour("red") && !is_colour("#12436d;}") && !is_colour("#12436"));
    }
}
