//! What is drawn, and how wide: what every kind of chart has in common.

use super::role::Role;
use super::text::Type;

/// A chart, drawn: on a wide sheet, one of very many rows in several parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    pub(super) svg: String,
}

impl Chart {
    /// The chart as an `<svg>` element, or one for each part, for use inside HTML without further escaping.
    #[must_use]
    pub fn svg(&self) -> &str {
        &self.svg
    }
}

/// A chart at both widths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// For screens and paper.
    pub wide: Chart,
    /// For phones.
    pub narrow: Chart,
}

impl Drawn {
    /// Draws a chart at both widths; nothing where there is nothing to draw.
    #[must_use]
    pub fn of(kind: &dyn Kind, format: &dyn Format, caption: &Caption<'_>) -> Option<Self> {
        let [wide, narrow] = Width::ALL.map(|width| kind.draw(format, width, caption));
        Some(Self { wide: wide?, narrow: narrow? })
    }
}

/// A kind of chart, with the numbers and texts of one.
pub trait Kind {
    /// Draws it; nothing where there is nothing to draw.
    fn draw(&self, format: &dyn Format, width: Width, caption: &Caption<'_>) -> Option<Chart>;
}

/// How the numbers along an axis are written in the language of a page.
pub trait Format {
    /// A score in points: no decimals, U+2212 for minus.
    fn score(&self, points: f64) -> String;
    /// A number of answers, digits grouped.
    fn count(&self, n: u64) -> String;
}

/// What a chart is called where it cannot be seen.
#[derive(Debug, Clone, Copy)]
pub struct Caption<'a> {
    /// Unique within the page; the ids of the chart's own elements begin with it.
    pub id: &'a str,
    /// The finding.
    pub title: &'a str,
    /// What is drawn: measure, place and period.
    pub description: &'a str,
}

/// How wide a chart is drawn. A unit is a CSS pixel when the chart is shown at its own width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// 720 units, for screens and paper.
    Wide,
    /// 340 units, for phones.
    Narrow,
}

impl Width {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Wide, Self::Narrow];

    pub(super) fn units(self) -> f64 {
        match self {
            Self::Wide => 720.0,
            Self::Narrow => 340.0,
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Wide => "wide",
            Self::Narrow => "narrow",
        }
    }

    /// Text that explains. On a narrow screen charts shrink, so its texts start larger.
    pub(super) fn small(self) -> Type {
        let size = if self == Self::Wide { 12.0 } else { 13.0 };
        Type { size, bold: false, role: Role::Muted }
    }

    /// Text that names.
    pub(super) fn body(self) -> Type {
        let size = if self == Self::Wide { 13.0 } else { 14.0 };
        Type { size, bold: false, role: Role::Ink }
    }
}
