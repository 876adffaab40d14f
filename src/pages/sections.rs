//! The sections of a page: every figure with its texts, its chart and its tables.

use std::collections::BTreeSet;

use serde::Serialize;

use super::appendix::Reference;
use super::footnotes::{Footnote, footnotes, of_figure};
use super::tables::{self, Table};
use super::{history, participants, why};
use crate::charts::Drawn;
use crate::report::Report;
use crate::sections::Charts;
use crate::wording::{FigureTexts, MethodEntry, Words};

/// A heading and its figures.
#[derive(Serialize)]
pub(super) struct Section {
    pub(super) id: &'static str,
    pub(super) heading: String,
    pub(super) figures: Vec<Figure>,
}

/// A chart with its texts and tables.
#[derive(Serialize)]
pub(super) struct Figure {
    pub(super) id: String,
    pub(super) title: String,
    subtitle: String,
    how_to_read: String,
    /// Whether a figure above says the same of how to read it, so that paper need not.
    said_above: bool,
    /// The chart, trusted SVG; none where nothing can be drawn, and then the tables stand in its place.
    wide: Option<String>,
    narrow: Option<String>,
    /// Definitions that it rests on.
    pub(super) terms: Vec<Footnote>,
    notes: Vec<String>,
    pub(super) tables: Vec<Table>,
    /// The same tables in the appendix; none where they are not there.
    pub(super) numbers: Vec<Reference>,
    /// Whether the tables are closed at first even where there is no chart.
    folded: bool,
}

impl Figure {
    /// Whether there is a chart, so that tables are behind it and not in its place.
    pub(super) fn is_drawn(&self) -> bool {
        self.wide.is_some()
    }
}

/// What sections are made of.
struct Made<'a> {
    report: &'a Report,
    words: &'a Words,
    charts: &'a Charts,
    method: &'a [MethodEntry],
}

/// All sections that have a figure, in the order of the page.
pub(super) fn sections(
    report: &Report,
    words: &Words,
    charts: &Charts,
    method: &[MethodEntry],
) -> Vec<Section> {
    let made = Made { report, words, charts, method };
    let labels = words.labels();
    let sections = [
        ("who-recommends", &*labels.composition, made.composition()),
        ("over-time", &*labels.trend, vec![made.trend()]),
        ("among-participants", words.participants_heading(), made.participants()),
        ("by-region", &*labels.regions, made.regions()),
        ("why-it-changed", words.why_heading(), made.why()),
        ("against-benchmarks", &*labels.benchmarks, vec![made.benchmarks()]),
    ];
    let mut sections: Vec<Section> = sections
        .into_iter()
        .map(|(id, heading, figures)| Section {
            id,
            heading: heading.to_owned(),
            figures: figures.into_iter().flatten().collect(),
        })
        .filter(|section| !section.figures.is_empty())
        .collect();
    let mut said = BTreeSet::new();
    for figure in sections.iter_mut().flat_map(|section| &mut section.figures) {
        figure.said_above = figure.wide.is_some() && !said.insert(figure.how_to_read.clone());
    }
    sections
}

impl Made<'_> {
    /// A figure; none without texts.
    fn figure(
        &self,
        id: &str,
        texts: Option<FigureTexts>,
        drawn: Option<&Drawn>,
        tables: impl IntoIterator<Item = Table>,
        notes: impl IntoIterator<Item = String>,
    ) -> Option<Figure> {
        let FigureTexts { title, subtitle, how_to_read, .. } = texts?;
        Some(Figure {
            id: id.to_owned(),
            title,
            subtitle,
            how_to_read,
            said_above: false,
            wide: drawn.map(|drawn| drawn.wide.svg().to_owned()),
            narrow: drawn.map(|drawn| drawn.narrow.svg().to_owned()),
            terms: footnotes(self.method, of_figure(id)),
            notes: notes.into_iter().collect(),
            tables: tables.into_iter().collect(),
            numbers: Vec::new(),
            folded: id == "named",
        })
    }

    fn composition(&self) -> Vec<Option<Figure>> {
        let Self { report, words, charts, .. } = self;
        let unweighted = || words.unweighted_note(&report.head).map(str::to_owned);
        vec![
            self.figure(
                "composition",
                words.composition(report),
                charts.composition.as_ref(),
                [tables::composition(report, words)],
                unweighted(),
            ),
            self.figure(
                "histogram",
                words.histogram(report),
                charts.histogram.as_ref(),
                tables::histogram(report, words),
                unweighted(),
            ),
        ]
    }

    fn trend(&self) -> Option<Figure> {
        let Self { report, words, charts, .. } = self;
        let tables = tables::trend(report, words);
        self.figure("trend", words.trend(report), charts.trend.as_ref(), tables, words.control(report))
    }

    fn participants(&self) -> Vec<Option<Figure>> {
        let Self { report, words, charts, .. } = self;
        let standing = participants::standing(report, words);
        let notes = participants::notes(report, words);
        let named = participants::named(report, words);
        vec![
            self.figure("participants", words.standing(report), charts.standing.as_ref(), standing, notes),
            self.figure(
                "named",
                words.named(report),
                charts.named.as_ref(),
                named,
                words.named_selection(report),
            ),
        ]
    }

    fn regions(&self) -> Vec<Option<Figure>> {
        let Self { report, words, charts, .. } = self;
        let tables = tables::regions(report, words);
        let notes = tables::region_notes(report, words);
        let (map, latest) = (history::region_map(report, words), words.latest_periods(report));
        // Too many regions for lines of their own are in the map.
        let lines = words.region_lines(report).filter(|_| charts.panels.is_some());
        let table = history::region_lines(report, words);
        vec![
            self.figure("regions", words.regions(report), charts.regions.as_ref(), tables, notes),
            self.figure(
                "region-map",
                words.region_map(report),
                charts.heat.as_ref(),
                map,
                latest.map(str::to_owned),
            ),
            self.figure("region-lines", lines, charts.panels.as_ref(), table, None),
        ]
    }

    fn why(&self) -> Vec<Option<Figure>> {
        let Self { report, words, charts, .. } = self;
        let accounts = report.sections.why().iter().enumerate();
        accounts
            .map(|(at, account)| {
                self.figure(
                    &why::id(report, account),
                    Some(words.why(report, account)),
                    charts.why.get(at).and_then(Option::as_ref),
                    [why::table(report, account, words)],
                    words.why_note(report, account).map(str::to_owned),
                )
            })
            .collect()
    }

    fn benchmarks(&self) -> Option<Figure> {
        let Self { report, words, charts, .. } = self;
        let table = [tables::benchmarks(report, words)];
        self.figure("benchmarks", words.benchmarks(report), charts.benchmarks.as_ref(), table, None)
    }
}
