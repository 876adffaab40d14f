//! The key below a chart: what its marks mean, as far as they occur.

use super::Width;
use super::cell::{cell, frame, hatch};
use super::limits::cross;
use super::plane::{Anchor, Dot, Plane};
use super::role::Role;
use super::text::Type;

/// A mark that needs a word.
#[derive(Debug, Clone, Copy)]
pub(super) enum Sign {
    /// A dot.
    Dot(Role, Dot),
    /// A filled square.
    Area(Role),
    /// A horizontal line.
    Line(Role),
    /// A dot in its interval.
    Whisker(Role),
    /// An upright stroke.
    Tick(Role),
    /// A sign of the font.
    Glyph(Role, &'static str),
    /// A diamond.
    Diamond(Role),
    /// A triangle that points up or down.
    Triangle(Role, Way, Dot),
    /// A cross.
    Cross,
    /// A line with a gap in it.
    Gap,
    /// A cell of a colour.
    Cell(Role),
    /// A cell in outline.
    Frame,
    /// A hatched cell.
    Hatched,
}

/// Where a triangle points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Up,
    Down,
}

/// A mark and its meaning, placed.
struct Entry {
    sign: Sign,
    lines: Vec<String>,
    x: f64,
    y: f64,
}

/// A key, laid out.
pub(super) struct Key {
    entries: Vec<Entry>,
    text: Type,
    height: f64,
}

/// Room for a sign, and between entries.
const SIGN: f64 = 22.0;
const GAP: f64 = 18.0;

/// Clear of the chart above.
const ABOVE: f64 = 16.0;

impl Key {
    /// Lays the entries that occur out in rows across the whole width.
    pub(super) fn new<'a>(signs: impl IntoIterator<Item = (bool, Sign, &'a str)>, width: Width) -> Self {
        let (text, room) = (width.small(), width.units());
        let (mut x, mut y, mut height) = (0.0, ABOVE, 0.0);
        let mut entries = Vec::new();
        for (_, sign, meaning) in signs.into_iter().filter(|(occurs, ..)| *occurs) {
            let lines = text.wrap(meaning, room - SIGN);
            let length = SIGN + text.widest(lines.iter().map(String::as_str));
            if x > 0.0 && x + length > room {
                (x, y) = (0.0, height + ABOVE);
            }
            #[expect(clippy::cast_precision_loss, reason = "an entry has few lines")]
            let below = y + text.leading() * lines.len() as f64 - text.leading() / 2.0;
            height = f64::max(height, below - text.leading() / 2.0 + 2.0);
            entries.push(Entry { sign, lines, x, y });
            x += length + GAP;
        }
        let height = if entries.is_empty() { 0.0 } else { height + text.leading() / 2.0 };
        Self { entries, text, height }
    }

    /// Units that it takes below the chart; 0 without entries.
    pub(super) fn height(&self) -> f64 {
        self.height
    }

    /// Draws it from `top` on.
    pub(super) fn draw(&self, plane: &Plane<'_>, top: f64) {
        for Entry { sign, lines, x, y } in &self.entries {
            let (x, mut y) = (*x, top + y);
            sign.draw(plane, x, y, self.text);
            for line in lines {
                plane.text((x + SIGN, y), Anchor::Start, self.text, line);
                y += self.text.leading();
            }
        }
    }
}

impl Sign {
    fn draw(self, plane: &Plane<'_>, x: f64, y: f64, text: Type) {
        let middle = x + 8.0;
        match self {
            Self::Dot(role, dot) => plane.dot((middle, y), 4.0, role, dot),
            Self::Area(role) => plane.bar((x, y - 5.0), (x + 16.0, y + 5.0), role),
            Self::Line(role) => plane.line([(x, y), (x + 16.0, y)], role, 1.5),
            Self::Whisker(role) => {
                plane.line([(x, y), (x + 16.0, y)], role, 2.0);
                plane.dot((middle, y), 3.5, role, Dot::Solid);
            }
            Self::Tick(role) => plane.bar((middle - 1.0, y - 6.0), (middle + 1.0, y + 6.0), role),
            Self::Glyph(role, glyph) => plane.text((middle, y), Anchor::Middle, text.role(role), glyph),
            Self::Gap => {
                plane.line([(x, y), (x + 5.0, y)], Role::Accent, 2.0);
                plane.line([(x + 11.0, y), (x + 16.0, y)], Role::Accent, 2.0);
            }
            Self::Cross => cross(plane, (middle, y), 5.0),
            Self::Cell(role) => cell(plane, ((x, y - 6.0), (x + 16.0, y + 6.0)), role),
            Self::Frame => frame(plane, ((x, y - 6.0), (x + 16.0, y + 6.0))),
            Self::Hatched => hatch(plane, ((x, y - 6.0), (x + 16.0, y + 6.0))),
            Self::Diamond(role) => diamond(plane, (middle, y), role),
            Self::Triangle(role, way, dot) => triangle(plane, (middle, y), 5.0, role, way, dot),
        }
    }
}

/// A diamond centred on a place in units.
pub(super) fn diamond(plane: &Plane<'_>, (x, y): (f64, f64), role: Role) {
    const REACH: f64 = 5.5;
    plane.area([(x, y - REACH), (x + REACH, y), (x, y + REACH), (x - REACH, y)], role);
}

/// A triangle centred on a place in units, filled or in outline.
pub(super) fn triangle(plane: &Plane<'_>, (x, y): (f64, f64), reach: f64, role: Role, way: Way, dot: Dot) {
    let foot = if way == Way::Up { 0.8 * reach } else { -0.8 * reach };
    let corners = [(x - reach, y + foot), (x + reach, y + foot), (x, y - foot)];
    match dot {
        Dot::Solid => plane.area(corners, role),
        Dot::Hollow => plane.line([corners.as_slice(), &corners[..2]].concat(), role, 1.5),
    }
}
