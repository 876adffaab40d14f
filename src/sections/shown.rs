//! What a part shows: its figures, each with texts, a chart and the tables behind it, as finished strings.

use serde::Serialize;

use super::table::Table;
use crate::charts::{Caption, Drawn, Format, Kind};
use crate::wording::{About, FigureTexts, Words};

/// A part as the page shows it.
pub(crate) struct Shown {
    /// What the page calls it.
    pub(crate) id: &'static str,
    /// Its heading.
    pub(crate) heading: String,
    /// Its figures, in the order of the page.
    pub(crate) figures: Vec<Figure>,
}

/// A chart with its texts and tables.
pub(crate) struct Figure {
    /// What the page calls it.
    pub(crate) id: String,
    /// Its texts.
    pub(crate) texts: FigureTexts,
    /// The chart; none where nothing can be drawn, and then the tables stand in its place.
    pub(crate) drawn: Option<Drawn>,
    /// The definitions that it rests on.
    pub(crate) rests_on: &'static [About],
    /// What has to be known of it.
    pub(crate) notes: Vec<String>,
    /// The numbers behind the chart.
    pub(crate) tables: Vec<Table>,
    /// Whether the tables are closed at first even where there is no chart.
    pub(crate) folded: bool,
    /// What the contents call it, and what it found, where it stands there by itself.
    pub(crate) leads: Option<[String; 2]>,
    /// What is quoted in the place of a chart.
    pub(crate) quotes: Vec<Quoted>,
}

/// What somebody said, and what is told of it beside it.
#[derive(Serialize)]
pub(crate) struct Quoted {
    /// What was said, in pieces; none where only what is beside it is told.
    pub(crate) pieces: Vec<QuotedPiece>,
    /// What is told of it.
    pub(crate) beside: Vec<String>,
}

/// A piece of it.
#[derive(Serialize)]
pub(crate) struct QuotedPiece {
    /// What it says, or what stands in its place.
    pub(crate) text: String,
    /// Whether something else stands there.
    pub(crate) is_covered: bool,
}

impl Figure {
    /// A figure with its chart, which the page calls by the name before it; none without texts.
    pub(crate) fn new(
        id: impl Into<String>,
        texts: Option<FigureTexts>,
        (name, chart): (&str, Option<impl Kind>),
        rests_on: &'static [About],
        words: &Words,
    ) -> Option<Self> {
        Self::in_format(id, texts, (name, chart), rests_on, words)
    }

    /// The same with numbers along its axis that are written another way.
    pub(crate) fn in_format(
        id: impl Into<String>,
        texts: Option<FigureTexts>,
        (name, chart): (&str, Option<impl Kind>),
        rests_on: &'static [About],
        format: &dyn Format,
    ) -> Option<Self> {
        let texts = texts?;
        let caption = Caption { id: name, title: &texts.title, description: &texts.description };
        let drawn = chart.and_then(|chart| Drawn::of(&chart, format, &caption));
        let (id, notes, tables) = (id.into(), Vec::new(), Vec::new());
        let quotes = Vec::new();
        Some(Self { id, texts, drawn, rests_on, notes, tables, folded: false, leads: None, quotes })
    }

    /// What was said in the place of a chart.
    pub(crate) fn of_quotes(
        id: impl Into<String>,
        texts: FigureTexts,
        rests_on: &'static [About],
        quotes: Vec<Quoted>,
    ) -> Self {
        let (id, notes, tables) = (id.into(), Vec::new(), Vec::new());
        Self { id, texts, drawn: None, rests_on, notes, tables, folded: false, leads: None, quotes }
    }

    /// The same with tables behind it.
    pub(crate) fn with_tables(self, tables: impl IntoIterator<Item = Table>) -> Self {
        Self { tables: tables.into_iter().collect(), ..self }
    }

    /// The same with notes.
    pub(crate) fn with_notes(self, notes: impl IntoIterator<Item = String>) -> Self {
        Self { notes: notes.into_iter().collect(), ..self }
    }
}
