//! The sections of a page: every figure of the report's parts with its texts, its chart and its tables.

use std::collections::BTreeSet;

use serde::Serialize;

use super::commentary::Commentary;
use super::footnotes::{Footnote, footnotes};
use crate::sections::shown::Quoted;
use crate::sections::table::Table;
use crate::sections::{self, Page, Report};
use crate::wording::{FigureTexts, MethodEntry, Words};

/// A heading and its figures.
#[derive(Serialize)]
pub(super) struct Section {
    /// The name that it has in `report.json`.
    name: &'static str,
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
    /// What is quoted in the place of a chart.
    quotes: Vec<Quoted>,
    /// What the contents call it, and what it found, where it stands there by itself.
    #[serde(skip)]
    pub(super) leads: Option<[String; 2]>,
}

impl Figure {
    /// Whether there is a chart, so that tables are behind it and not in its place.
    pub(super) fn is_drawn(&self) -> bool {
        self.wide.is_some()
    }
}

/// A table of the appendix, where a chart names it.
#[derive(Serialize)]
pub(super) struct Reference {
    pub(super) id: String,
    pub(super) name: String,
}

/// All sections that have a figure or are spoken of, in the order of the page.
pub(super) fn sections(
    report: &Report,
    words: &Words,
    method: &[MethodEntry],
    commentary: Option<&Commentary>,
) -> Vec<Section> {
    let page = Page { report, words };
    let mut said = BTreeSet::new();
    let mut figure = |shown: sections::Figure| {
        let FigureTexts { title, subtitle, how_to_read, .. } = shown.texts;
        Figure {
            id: shown.id,
            title,
            subtitle,
            said_above: shown.drawn.is_some() && !said.insert(how_to_read.clone()),
            how_to_read,
            wide: shown.drawn.as_ref().map(|drawn| drawn.wide.svg().to_owned()),
            narrow: shown.drawn.as_ref().map(|drawn| drawn.narrow.svg().to_owned()),
            terms: footnotes(method, shown.rests_on),
            notes: shown.notes,
            tables: shown.tables,
            numbers: Vec::new(),
            folded: shown.folded,
            quotes: shown.quotes,
            leads: shown.leads,
        }
    };
    let shown = report.sections.each().map(|(name, part)| (name, part.show(&page)));
    // What is said of a part stands there though nothing can be drawn.
    let is_said = |name: &str| commentary.is_some_and(|commentary| commentary.is_of(name));
    let shown = shown.filter(|(name, shown)| !shown.figures.is_empty() || is_said(name));
    shown
        .map(|(name, shown)| Section {
            name,
            id: shown.id,
            heading: shown.heading,
            figures: shown.figures.into_iter().map(&mut figure).collect(),
        })
        .collect()
}
