//! The words as the page has them: which part they stand in, with the figures that they ask for.

use std::collections::BTreeMap;
use std::ops::Range;

use serde_json::Value;

use super::document::{Bit, DEEPEST, Document, Mark};
use super::figure::Figures;
use super::front::By;
use super::texts::CommentaryTexts;
use crate::error::Problem;
use crate::sections::{Report, headings};
use crate::survey::canonical;
use crate::wording::fill;

/// A piece of the words, ready for a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// What begins here.
    Open(Mark),
    /// What ends here.
    Close(Mark),
    /// Text.
    Text(String),
    /// What stays letter by letter.
    Code(String),
    /// A figure as the page shows it.
    Figure {
        /// How.
        shown: String,
        /// Its JSON Pointer.
        pointer: String,
    },
    /// A line end.
    Break,
    /// A line across the page.
    Rule,
}

/// What an analyst says of the figures, as a page has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What the page calls it.
    pub heading: String,
    /// What has to be known of it, if anything.
    pub note: Option<String>,
    /// What stands at the head of the report.
    pub head: Vec<Piece>,
    /// What stands at the head of single parts, by their names.
    pub parts: BTreeMap<&'static str, Vec<Piece>>,
}

/// So many things that are wrong are told one by one.
pub(super) const MOST: usize = 50;

/// The first heading below those of parts.
const HIGHEST: u8 = 3;
const LOWEST: u8 = 6;

/// Something wrong, and where in the text.
pub(super) type Found = (Range<usize>, Problem);

/// The words of a report, and what is wrong with them: errors, then what should only be doubted.
pub(super) fn told(document: &Document, figures: &Figures<'_>) -> (Told, Vec<Found>, Vec<Found>) {
    let words = figures.words;
    let texts: CommentaryTexts = words.of_part("commentary");
    let heading = match &document.by {
        By::Analyst => texts.analyst.to_string(),
        By::Named(name) => fill(&texts.named, &[("name", name)]),
        By::Machine => texts.machine.to_string(),
    };
    let note = (document.by == By::Machine).then(|| texts.checked.to_string());
    let told = Told { heading, note, head: Vec::new(), parts: BTreeMap::new() };
    let mut telling = Telling {
        figures,
        document,
        told,
        part: None,
        levels: Vec::new(),
        errors: Vec::new(),
        doubts: Vec::new(),
    };
    telling.all(&headings(words));
    let Telling { told, mut errors, doubts, .. } = telling;
    let lost = document.placeholders.iter().filter(|placeholder| !placeholder.is_met);
    errors.extend(lost.map(|placeholder| {
        let problem =
            Problem::new("no figure can stand here").hint("placeholders stand in text, not in an address");
        (placeholder.range.clone(), problem)
    }));
    errors.extend(document.too_deep.iter().map(|range| {
        (range.clone(), Problem::new(format!("what is nested more than {DEEPEST} deep is not shown")))
    }));
    (told, errors, doubts)
}

struct Telling<'a> {
    figures: &'a Figures<'a>,
    document: &'a Document,
    told: Told,
    /// The part that the words stand in; none at the head.
    part: Option<&'static str>,
    /// The levels of the headings that are open there, as they are written.
    levels: Vec<u8>,
    errors: Vec<Found>,
    doubts: Vec<Found>,
}

impl Telling<'_> {
    fn put(&mut self, piece: Piece) {
        let told = &mut self.told;
        self.part.map_or(&mut told.head, |part| told.parts.entry(part).or_default()).push(piece);
    }

    fn all(&mut self, parts: &[(&'static str, String)]) {
        let bits = &self.document.bits;
        let (mut at, mut depth) = (0, 0_usize);
        while let Some((bit, range)) = bits.get(at) {
            at += 1;
            match bit {
                Bit::Open(Mark::Heading(level)) => {
                    let rest = bits.get(at..).unwrap_or_default();
                    let length = rest
                        .iter()
                        .take_while(|(bit, _)| !matches!(bit, Bit::Close(Mark::Heading(_))))
                        .count();
                    let own = rest.get(..length).unwrap_or_default();
                    let named = (depth == 0).then(|| part_of(own, parts)).flatten();
                    if self.heading(*level, named, range) {
                        at += length + 1;
                    }
                }
                Bit::Open(mark) => {
                    depth += 1;
                    self.put(Piece::Open(mark.clone()));
                }
                Bit::Close(Mark::Heading(_)) => self.put(Piece::Close(Mark::Heading(self.level()))),
                Bit::Close(mark) => {
                    depth = depth.saturating_sub(1);
                    self.put(Piece::Close(mark.clone()));
                }
                Bit::Text(text) | Bit::Address(text) => self.put(Piece::Text(text.clone())),
                Bit::Code(text) => self.put(Piece::Code(text.clone())),
                Bit::Placeholder(place) => self.placeholder(*place),
                Bit::Soft => self.put(Piece::Text(" ".to_owned())),
                Bit::Break => self.put(Piece::Break),
                Bit::Rule => self.put(Piece::Rule),
            }
        }
    }

    /// The level of the innermost heading, as the page has it.
    fn level(&self) -> u8 {
        let depth = u8::try_from(self.levels.len()).unwrap_or(LOWEST);
        depth.saturating_add(HIGHEST - 1).clamp(HIGHEST, LOWEST)
    }

    /// Begins a heading, or what stands in a part; then it is no heading any more, which it says.
    fn heading(&mut self, level: u8, named: Option<(&'static str, &str)>, range: &Range<usize>) -> bool {
        if let Some((name, _)) = named
            && self.figures.report.sections.shows(name)
        {
            self.part = Some(name);
            self.levels.clear();
            return true;
        }
        // Headings that follow each other are one below the other, whatever their levels.
        self.levels.retain(|outer| *outer < level);
        self.levels.push(level);
        let mark = Mark::Heading(self.level());
        self.put(Piece::Open(mark.clone()));
        let Some((name, heading)) = named else { return false };
        let problem = Problem::new(format!("the report does not show the part `{name}`"))
            .hint("what is said of it stands with the rest of the text, under this heading");
        self.doubts.push((range.clone(), problem));
        self.put(Piece::Text(heading.to_owned()));
        self.put(Piece::Close(mark));
        true
    }

    fn placeholder(&mut self, place: usize) {
        let Some(placeholder) = self.document.placeholders.get(place) else { return };
        // Where so many are wrong, those tell enough.
        if self.errors.len() > MOST {
            return;
        }
        match self.figures.find(&placeholder.path) {
            Ok(shown) => self.put(Piece::Figure { shown: shown.text, pointer: shown.pointer }),
            Err(problem) => self.errors.push((placeholder.range.clone(), problem)),
        }
    }
}

/// The part that a heading names, by its name or by its heading on the page.
fn part_of<'a>(
    heading: &[(Bit, Range<usize>)],
    parts: &'a [(&'static str, String)],
) -> Option<(&'static str, &'a str)> {
    let text: String = heading
        .iter()
        .filter_map(|(bit, _)| if let Bit::Text(text) = bit { Some(text.as_str()) } else { None })
        .collect();
    let alike = |text: &str| canonical(text).to_lowercase();
    let (own, as_name) = (alike(&text), alike(&text).replace([' ', '-'], "_"));
    let is_it = |(name, heading): &&(&'static str, String)| *name == as_name || alike(heading) == own;
    parts.iter().find(is_it).map(|(name, heading)| (*name, heading.as_str()))
}

/// A report as JSON, without the words that are looked at.
pub(super) fn json(report: &Report) -> Result<Value, serde_json::Error> {
    serde_json::to_value(Report { commentary: None, ..report.clone() })
}
