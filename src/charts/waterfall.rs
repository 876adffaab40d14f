//! From an earlier score to the reported one, step by step, one below the other.

use super::key::{Key, Sign};
use super::layout::{Axis, ticks};
use super::parts::in_parts;
use super::plane::{Anchor, Dot, Plane, chart};
use super::role::Role;
use super::text::Type;
use super::{Caption, Chart, Format, Kind, Width, axis};

/// Between columns.
const GAP: f64 = 14.0;

/// Where the rows begin.
const TOP: f64 = 4.0;

/// Room for the axis below the rows.
const FOOT: f64 = 26.0;

/// Half the height of a bar.
const HALF: f64 = 6.0;

/// A bar is at least so long, so that a step of nothing is seen.
const LEAST: f64 = 1.5;

/// What leads from one score to another.
pub struct Waterfall {
    /// The scores and the steps between them, in the order of reading.
    pub rows: Vec<Row>,
    /// What is said around them.
    pub words: WaterfallWords,
}

/// A score, or a step that leads to the next row.
pub struct Row {
    /// What it is.
    pub name: String,
    /// How it is written.
    pub value: String,
    /// What it shows.
    pub mark: Mark,
}

/// What a row shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Mark {
    /// A score in points.
    Score(f64),
    /// A step from one score to another, in points.
    Step(f64, f64),
}

/// What is said around the rows.
pub struct WaterfallWords {
    /// Key to a dot: "NPS".
    pub score: String,
    /// Key to a bar: "raised the score".
    pub raised: String,
    /// Key to a bar: "lowered the score".
    pub lowered: String,
}

/// A row, measured and placed.
struct Placed<'a> {
    row: &'a Row,
    name: Vec<String>,
    name_y: f64,
    first_line: f64,
    y: f64,
    height: f64,
}

impl Kind for Waterfall {
    /// The scores and the steps between them; nothing without rows.
    fn draw(&self, format: &dyn Format, width: Width, caption: &Caption<'_>) -> Option<Chart> {
        self.rows.first()?;
        let values = self.rows.iter().flat_map(|row| [row.mark.from(), row.mark.to()]);
        let ticks = ticks(values, if width == Width::Wide { 6 } else { 5 });
        let bold = width.body().bold();
        let value = bold.widest(self.rows.iter().map(|row| row.value.as_str()));
        let stacked = width == Width::Narrow;
        let (name, plot) = if stacked {
            (width.units() - value - GAP, (0.0, width.units()))
        } else {
            let lines: Vec<String> = self.rows.iter().flat_map(|row| bold.wrap(&row.name, 240.0)).collect();
            let name = bold.widest(lines.iter().map(String::as_str));
            (name, (name + GAP, width.units() - value - GAP))
        };
        let across = Axis { values: ticks.range, units: (plot.0 + HALF, plot.1 - HALF) };
        let heights: Vec<f64> = place(&self.rows, name, width).iter().map(|row| row.height).collect();
        let key = self.key(width);
        Some(in_parts(&heights, TOP + FOOT + key.height(), width, caption, |part, caption| {
            let rows = place(self.rows.get(part).unwrap_or_default(), name, width);
            let bottom = TOP + rows.iter().map(|row| row.height).sum::<f64>();
            let foot = bottom + FOOT;
            chart(width, foot + key.height(), caption, |plane| {
                let whole = [(TOP, bottom)];
                let each: Vec<_> = rows.iter().map(|row| (row.y - 9.0, row.y + 9.0)).collect();
                for (top, bottom) in if stacked { each.as_slice() } else { &whole } {
                    for tick in &ticks.at {
                        let x = across.at(*tick);
                        plane.line([(x, *top), (x, *bottom)], axis::role(*tick), 1.0);
                    }
                }
                axis::numbers(plane, &ticks, format, across, bottom, width);
                for pair in rows.windows(2).filter(|_| !stacked) {
                    let x = within(across, pair[0].row.mark.to());
                    plane.line([(x, pair[0].y), (x, pair[1].y)], Role::Axis, 1.0);
                }
                for row in &rows {
                    row.draw(plane, across, width);
                }
                key.draw(plane, foot);
            })
        }))
    }
}

impl Waterfall {
    fn key(&self, width: Width) -> Key {
        let words = &self.words;
        let some = |raises| self.rows.iter().any(|row| row.mark.raises() == Some(raises));
        let signs = [
            (true, Sign::Dot(Role::Accent, Dot::Solid), words.score.as_str()),
            (some(true), Sign::Area(Role::Above), &words.raised),
            (some(false), Sign::Area(Role::Below), &words.lowered),
        ];
        Key::new(signs, width)
    }
}

impl Mark {
    fn from(self) -> f64 {
        let (Self::Score(from) | Self::Step(from, _)) = self;
        from
    }

    fn to(self) -> f64 {
        let (Self::Score(to) | Self::Step(_, to)) = self;
        to
    }

    /// Whether a step leads upwards.
    fn raises(self) -> Option<bool> {
        if let Self::Step(from, to) = self { Some(to >= from) } else { None }
    }
}

impl Row {
    fn type_of_name(&self, width: Width) -> Type {
        if matches!(self.mark, Mark::Step(..)) { width.body() } else { width.body().bold() }
    }
}

/// Places rows whose names have so much room.
fn place(rows: &[Row], room: f64, width: Width) -> Vec<Placed<'_>> {
    let body = width.body();
    let stacked = width == Width::Narrow;
    let mut y = TOP;
    let mut placed = Vec::new();
    for row in rows {
        let name = row.type_of_name(width).wrap(&row.name, room);
        #[expect(clippy::cast_precision_loss, reason = "a name has few lines")]
        let text = body.leading() * name.len() as f64;
        let (start, middle, height) = if stacked {
            (y, y + text + 12.0, text + 28.0)
        } else {
            let height = text.max(2.0 * HALF) + 10.0;
            (y + (height - text) / 2.0, y + height / 2.0, height)
        };
        placed.push(Placed {
            row,
            name,
            name_y: start + text / 2.0,
            first_line: if stacked { start + body.leading() / 2.0 } else { middle },
            y: middle,
            height,
        });
        y += height;
    }
    placed
}

/// Units at a value, within the plot.
fn within(across: Axis, value: f64) -> f64 {
    across.at(value.clamp(across.values.0, across.values.1))
}

impl Placed<'_> {
    fn draw(&self, plane: &Plane<'_>, across: Axis, width: Width) {
        let (bold, mark) = (width.body().bold(), self.row.mark);
        plane.block((0.0, self.name_y), Anchor::Start, self.row.type_of_name(width), &self.name);
        plane.text((width.units(), self.first_line), Anchor::End, bold, &self.row.value);
        let (from, to) = (within(across, mark.from()), within(across, mark.to()));
        let Some(raises) = mark.raises() else {
            plane.dot((to, self.y), 5.0, Role::Accent, Dot::Solid);
            return;
        };
        let (low, high) = (from.min(to), from.max(to));
        let more = (LEAST - (high - low)).max(0.0) / 2.0;
        let role = if raises { Role::Above } else { Role::Below };
        plane.bar((low - more, self.y - HALF), (high + more, self.y + HALF), role);
    }
}
