//! Kinds of chart: plain numbers and finished texts in, SVG out, ready to stand in an HTML page. The only place that
//! names plotters.
//!
//! What lives here opens no file, computes no statistics and knows no part of a report: places, marks and labels only.
//! Every text is given; only the numbers along an axis, which a chart chooses itself, are written by a [`Format`].
//! Colours are classes that `templates/charts.css` gives a meaning, in light, dark and print.
//!
//! A chart is drawn twice, at two [`Width`]s; both go into the page and its style sheet shows one of them.

mod axis;
pub mod bars;
pub mod beside;
pub mod bullet;
pub mod dots;
mod fonts;
pub mod funnel;
pub mod heat;
pub mod histogram;
mod key;
mod layout;
pub mod limits;
pub mod line;
mod names;
pub mod panels;
mod parts;
mod plane;
mod role;
pub mod series;
pub mod spark;
mod svg;
mod text;
pub mod time;
pub mod waterfall;

#[cfg(test)]
mod tests;

pub use fonts::{FONT_FILES, FontFile};
pub use text::ems;

use role::Role;
use text::Type;

/// A chart, drawn: on a wide sheet, one of very many rows in several parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    svg: String,
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

/// A score within its interval, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measured {
    /// The score.
    pub score: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
    /// Whether it rests on too few answers to rely on, and is drawn hollow.
    pub low_base: bool,
}

impl Measured {
    /// All numbers that an axis must hold.
    fn values(self) -> [f64; 3] {
        [self.low, self.high, self.score]
    }

    fn dot(self) -> plane::Dot {
        if self.low_base { plane::Dot::Hollow } else { plane::Dot::Solid }
    }
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

    fn units(self) -> f64 {
        match self {
            Self::Wide => 720.0,
            Self::Narrow => 340.0,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Wide => "wide",
            Self::Narrow => "narrow",
        }
    }

    /// Text that explains. On a narrow screen charts shrink, so its texts start larger.
    fn small(self) -> Type {
        let size = if self == Self::Wide { 12.0 } else { 13.0 };
        Type { size, bold: false, role: Role::Muted }
    }

    /// Text that names.
    fn body(self) -> Type {
        let size = if self == Self::Wide { 13.0 } else { 14.0 };
        Type { size, bold: false, role: Role::Ink }
    }
}
