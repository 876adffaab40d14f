//! What a template sees: finished strings, in the order of the page. Nothing is computed here.

use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;

use super::tables::{self, Table};
use crate::charts::{Charts, Drawn, WOFF2_REGULAR, WOFF2_SEMIBOLD};
use crate::report::{Change, Finding, Report, Versus};
use crate::statistics::{Trend, Verdict};
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
    fonts: Fonts,
    labels: &'static Labels,
    logo: Option<String>,
    title: String,
    organisation: Option<String>,
    dateline: String,
    headline: String,
    notes: Vec<String>,
    key_figures: Option<KeyFigures>,
    contents: Vec<Content>,
    sections: Vec<Section>,
    quality: Quality,
    method: Vec<MethodEntry>,
    footer: String,
}

/// Fonts as base64.
#[derive(Serialize)]
struct Fonts {
    regular: String,
    semibold: String,
}

/// The score, and what it is compared with.
#[derive(Serialize)]
struct KeyFigures {
    score: String,
    level: String,
    precision: String,
    /// The trend in small, trusted SVG.
    trend: Option<String>,
    comparisons: Vec<Compared>,
}

/// The score against one earlier score or benchmark.
#[derive(Serialize)]
struct Compared {
    with: String,
    /// The other score and where it comes from.
    facts: String,
    difference: Option<String>,
    verdict: String,
    /// `up`, `down` or `unclear`: how the difference is marked, beside saying it.
    tone: &'static str,
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
    id: &'static str,
    title: String,
    subtitle: String,
    how_to_read: String,
    /// The chart, trusted SVG; none where nothing can be drawn, and then the tables stand in its place.
    wide: Option<String>,
    narrow: Option<String>,
    notes: Vec<String>,
    tables: Vec<Table>,
}

/// What was read and left out.
#[derive(Serialize)]
struct Quality {
    sentences: Vec<String>,
    tables: Vec<Table>,
}

/// The page of a report.
pub(super) fn page(report: &Report, words: &Words, charts: &Charts) -> Page {
    let sections = sections(report, words, charts);
    let quality =
        Quality { sentences: words.quality(&report.quality), tables: tables::quality(report, words) };
    Page {
        lang: words.tag(),
        generator: report.generator.clone(),
        window_title: words.window_title(report),
        running_title: css_string(&words.window_title(report)),
        accent: report.brand.accent.clone().filter(|accent| is_colour(accent)),
        fonts: Fonts { regular: STANDARD.encode(WOFF2_REGULAR), semibold: STANDARD.encode(WOFF2_SEMIBOLD) },
        labels: words.labels(),
        logo: report.brand.logo.clone().filter(|logo| logo.starts_with("data:image/")),
        title: report.title.clone(),
        organisation: report.organisation.clone(),
        dateline: words.dateline(report),
        headline: words.headline(report),
        notes: words.note(&report.overall, &report.method).into_iter().collect(),
        key_figures: key_figures(report, words, charts),
        contents: contents(&sections, &quality, words),
        sections,
        quality,
        method: words.method(report),
        footer: words.footer(report),
    }
}

/// The score with its comparisons; none without a score, which the headline then says.
fn key_figures(report: &Report, words: &Words, charts: &Charts) -> Option<KeyFigures> {
    /// The section on benchmarks shows them all.
    const MOST_BENCHMARKS: usize = 3;
    let estimate = report.overall.estimate()?;
    // Against a period with nothing to compare, a row would only say so twice.
    let worth = |change: &&Change| change.comparison.is_some() || !matches!(change.then, Finding::NoAnswers);
    let changes = report.changes.iter().filter(worth).map(|change| since(change, words));
    let benchmarks = report.benchmarks.iter().filter_map(|versus| against(versus, words));
    Some(KeyFigures {
        score: words.points(estimate.nps.points(), 1),
        level: words.level(report, estimate.level).to_owned(),
        precision: words.precision(estimate, &report.method),
        trend: charts.spark.as_ref().map(|chart| chart.svg().to_owned()),
        comparisons: changes.chain(benchmarks.take(MOST_BENCHMARKS)).collect(),
    })
}

fn since(change: &Change, words: &Words) -> Compared {
    let comparison = change.comparison.as_ref();
    Compared {
        with: words.since(change).to_owned(),
        facts: words.change_facts(change),
        difference: comparison.map(|c| words.change(c.difference.points())),
        verdict: comparison
            .map_or(words.labels().no_comparison, |c| words.trend_verdict(c.verdict))
            .to_owned(),
        tone: match comparison.map(|c| c.verdict) {
            Some(Trend::Improved) => "up",
            Some(Trend::Declined) => "down",
            Some(Trend::NoClearChange) | None => "unclear",
        },
    }
}

fn against(versus: &Versus, words: &Words) -> Option<Compared> {
    let comparison = versus.comparison.as_ref()?;
    Some(Compared {
        with: versus.benchmark.name.clone(),
        facts: words.benchmark_brief(&versus.benchmark),
        difference: Some(words.change(comparison.difference.points())),
        verdict: words.verdict(comparison.verdict).to_owned(),
        tone: match comparison.verdict {
            Verdict::Above => "up",
            Verdict::Below => "down",
            Verdict::Unclear => "unclear",
        },
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
    let figure =
        |id, texts: Option<FigureTexts>, drawn: &Option<Drawn>, tables: Vec<Table>, notes: Vec<String>| {
            let FigureTexts { title, subtitle, how_to_read, .. } = texts?;
            let (wide, narrow) = match drawn {
                Some(Drawn { wide, narrow }) => (Some(wide.svg().to_owned()), Some(narrow.svg().to_owned())),
                None => (None, None),
            };
            Some(Figure { id, title, subtitle, how_to_read, wide, narrow, notes, tables })
        };
    let trend = tables::trend(report, words);
    let composition = figure(
        "composition",
        words.composition(report),
        &charts.composition,
        vec![tables::composition(report, words)],
        Vec::new(),
    );
    let histogram = figure(
        "histogram",
        words.histogram(report),
        &charts.histogram,
        tables::histogram(report, words).into_iter().collect(),
        Vec::new(),
    );
    let trend = figure("trend", words.trend(report), &charts.trend, trend, Vec::new());
    let regions = figure(
        "regions",
        words.regions(report),
        &charts.regions,
        tables::regions(report, words),
        tables::region_notes(report, words),
    );
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
        ("by-region", labels.regions, vec![regions]),
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
fn css_string(text: &str) -> String {
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

/// Whether a text is a colour as `#rrggbb`.
fn is_colour(text: &str) -> bool {
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
