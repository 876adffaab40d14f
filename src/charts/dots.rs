//! Scores as dots on one axis, one below the other, with their intervals.

use super::key::{Key, Sign, diamond};
use super::layout::{Axis, Reach, Ticks, ticks_within};
use super::parts::in_parts;
use super::plane::{Anchor, At, Dot, Plane, chart};
use super::role::Role;
use super::text::Type;
use super::{Caption, Chart, Format, Kind, Measured, Width, axis};

/// More rows than this stand closer and have the axis above them too.
const LONG: usize = 15;

/// Between columns.
const GAP: f64 = 14.0;

/// Room for the axis below the rows.
const FOOT: f64 = 26.0;

/// Room for the sign that says above or below.
const SIGN: f64 = 18.0;

/// Rows, top to bottom, with what they have in common.
pub struct Dots {
    /// The rows.
    pub rows: Vec<Row>,
    /// A line through all of them.
    pub upright: Option<Upright>,
    /// What their values can be.
    pub reach: Reach,
    /// What is said around them.
    pub words: DotsWords,
}

/// A row.
pub struct Row {
    /// What the score is of.
    pub name: String,
    /// Below the name, smaller; may be empty.
    pub note: String,
    /// What it shows.
    pub mark: Mark,
    /// How it stands out among the others.
    pub emphasis: Emphasis,
    /// Strokes beside the dot, in points; not drawn without one.
    pub benchmarks: Vec<f64>,
}

/// What a row shows.
pub enum Mark {
    /// A dot in its interval.
    Dot {
        /// Where it is.
        measured: Measured,
        /// How the score is written.
        value: String,
        /// How the number of answers is written.
        base: String,
    },
    /// A score in points without an interval, as a diamond, and how it is written.
    Diamond(f64, String),
    /// Why there is no score.
    Missing(String),
}

/// How a row stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Emphasis {
    /// The reader's own.
    Own,
    /// Above what it is compared with, beyond chance.
    Above,
    /// Below what it is compared with, beyond chance.
    Below,
    /// Not at all.
    None,
}

/// The upright line through all rows.
pub struct Upright {
    /// In points.
    pub at: f64,
    /// Its name and value, above it; may be empty.
    pub label: String,
}

/// What is said around the rows.
pub struct DotsWords {
    /// Heading of the scores: "NPS".
    pub score: String,
    /// Heading of the numbers of answers: "n".
    pub base: String,
    /// Key to a whisker: "95 % interval".
    pub interval: String,
    /// Key to a hollow dot: "fewer than 30 answers".
    pub low_base: String,
    /// Keys to what rows are compared with; none where they are not.
    pub compared: Option<ComparedWords>,
}

/// Keys to what rows are compared with.
pub struct ComparedWords {
    /// "above the rest".
    pub above: String,
    /// "below the rest".
    pub below: String,
    /// "not distinguishable from the rest".
    pub unclear: String,
    /// Key to a stroke: "the region's benchmark".
    pub benchmark: String,
}

/// A row, measured and placed.
struct Placed<'a> {
    row: &'a Row,
    name: Vec<String>,
    note: Vec<String>,
    /// Middles of name and note.
    name_y: f64,
    note_y: f64,
    /// Middle of the dot.
    dot_y: f64,
    /// Said instead of the dot.
    missing: Vec<String>,
    height: f64,
}

/// What all rows have in common: where columns are, and more.
struct Columns {
    plot: At,
    /// Room for names.
    name: f64,
    /// Left edge of the sign, right edges of value and base.
    sign: f64,
    value: f64,
    base: f64,
    /// Whether a name stands above its dot, for want of room beside it.
    stacked: bool,
    /// Between two rows.
    space: f64,
}

impl Kind for Dots {
    /// The dots with their intervals; nothing where there is no score.
    fn draw(&self, format: &dyn Format, width: Width, caption: &Caption<'_>) -> Option<Chart> {
        let Self { rows, upright, reach, words } = self;
        rows.iter().find_map(|row| row.mark.score())?;
        let columns = Columns::new(self, width);
        let values = rows.iter().flat_map(Row::values).chain(upright.as_ref().map(|line| line.at));
        let ticks = ticks_within(values, if width == Width::Wide { 6 } else { 5 }, *reach);
        let across = Axis { values: ticks.range, units: (columns.plot.0 + 6.0, columns.plot.1 - 6.0) };
        let long = rows.len() > LONG;
        let head = if long { 58.0 } else { 42.0 };
        let (measured, bottom) = place(rows, width, &columns, head);
        let heights: Vec<f64> = measured.iter().map(|row| row.height).collect();
        let key = self.key(width);
        let around = bottom - heights.iter().sum::<f64>() + FOOT + key.height();
        Some(in_parts(&heights, around, width, caption, |part, caption| {
            let (placed, bottom) = place(rows.get(part).unwrap_or_default(), width, &columns, head);
            let foot = bottom + FOOT;
            chart(width, foot + key.height(), caption, |plane| {
                heading(plane, words, width, &columns);
                let tracks = tracks(&placed, &columns, (head - 8.0, bottom), width.small());
                lines(plane, upright.as_ref(), &ticks, across, &tracks);
                axis::numbers(plane, &ticks, format, across, bottom, width);
                if long {
                    axis::numbers(plane, &ticks, format, across, head - 32.0, width);
                }
                let top = tracks.first().map_or(head, |(top, _)| *top);
                if let Some(line) = upright.as_ref().filter(|line| !line.label.is_empty()) {
                    line.name(plane, across, (columns.sign - 6.0, top), width);
                }
                for row in &placed {
                    row.draw(plane, across, &columns, width);
                }
                key.draw(plane, foot);
            })
        }))
    }
}

impl Dots {
    fn key(&self, width: Width) -> Key {
        let words = &self.words;
        let measured = || self.rows.iter().filter_map(|row| Some((row, row.mark.measured()?)));
        let some = |wanted| measured().any(|(row, _)| row.emphasis == wanted);
        let whisker = (measured().next().is_some(), Sign::Whisker(Role::Unclear), words.interval.as_str());
        let low = measured().any(|(_, measured)| measured.low_base);
        let low = (low, Sign::Dot(Role::Unclear, Dot::Hollow), words.low_base.as_str());
        let Some(compared) = &words.compared else { return Key::new([whisker, low], width) };
        let strokes = measured().any(|(row, _)| !row.benchmarks.is_empty());
        let signs = [
            (some(Emphasis::Above), Sign::Glyph(Role::Above, "▲"), compared.above.as_str()),
            (some(Emphasis::Below), Sign::Glyph(Role::Below, "▼"), &compared.below),
            (some(Emphasis::None), Sign::Dot(Role::Unclear, Dot::Solid), &compared.unclear),
            whisker,
            low,
            (strokes, Sign::Tick(Role::Benchmark), &compared.benchmark),
        ];
        Key::new(signs, width)
    }
}

impl Mark {
    fn score(&self) -> Option<f64> {
        match self {
            Self::Dot { measured, .. } => Some(measured.score),
            Self::Diamond(score, _) => Some(*score),
            Self::Missing(_) => None,
        }
    }

    fn measured(&self) -> Option<Measured> {
        if let Self::Dot { measured, .. } = self { Some(*measured) } else { None }
    }

    /// How the score is written.
    fn value(&self) -> &str {
        match self {
            Self::Dot { value, .. } | Self::Diamond(_, value) => value,
            Self::Missing(_) => "",
        }
    }

    /// How the number of answers is written.
    fn base(&self) -> &str {
        if let Self::Dot { base, .. } = self { base } else { "" }
    }
}

impl Emphasis {
    fn role(self) -> Role {
        match self {
            Self::Own => Role::Accent,
            Self::Above => Role::Above,
            Self::Below => Role::Below,
            Self::None => Role::Unclear,
        }
    }

    /// Says above or below.
    fn sign(self) -> Option<&'static str> {
        match self {
            Self::Above => Some("▲"),
            Self::Below => Some("▼"),
            Self::Own | Self::None => None,
        }
    }
}

impl Row {
    /// All numbers that the axis must hold.
    fn values(&self) -> Vec<f64> {
        match &self.mark {
            Mark::Dot { measured, .. } => [&measured.values(), self.benchmarks.as_slice()].concat(),
            Mark::Diamond(score, _) => [&[*score], self.benchmarks.as_slice()].concat(),
            Mark::Missing(_) => Vec::new(),
        }
    }

    fn type_of_name(&self, width: Width) -> Type {
        if self.emphasis == Emphasis::Own { width.body().bold() } else { width.body() }
    }
}

impl Columns {
    fn new(Dots { rows, words, .. }: &Dots, width: Width) -> Self {
        const MOST: f64 = 280.0;
        let small = width.small();
        let bases = rows.iter().map(|row| row.mark.base()).chain([words.base.as_str()]);
        let values = rows.iter().map(|row| row.mark.value()).chain([words.score.as_str()]);
        let base = width.units();
        let value = base - small.widest(bases) - GAP;
        let sign = value - width.body().bold().widest(values) - SIGN;
        let widest = |row: &Row| {
            let name = row.type_of_name(width);
            let lines = name.wrap(&row.name, MOST);
            let note = small.wrap(&row.note, MOST);
            f64::max(
                name.widest(lines.iter().map(String::as_str)),
                small.widest(note.iter().map(String::as_str)),
            )
        };
        let name = rows.iter().map(widest).fold(0.0, f64::max).min(MOST);
        let space = if rows.len() > LONG { 5.0 } else { 6.0 };
        let (plot, name, stacked) = match width {
            Width::Wide => ((name + GAP, sign - 6.0), name, false),
            Width::Narrow => ((0.0, width.units()), sign - 4.0, true),
        };
        Self { plot, name, sign, value, base, stacked, space }
    }
}

/// Places rows from `top` on; gives also where the last one ends.
fn place<'a>(rows: &'a [Row], width: Width, columns: &Columns, top: f64) -> (Vec<Placed<'a>>, f64) {
    let (body, small) = (width.body(), width.small());
    let mut y = top;
    let mut placed = Vec::new();
    for row in rows {
        let name = row.type_of_name(width).wrap(&row.name, columns.name);
        let wrapped = |text: &str, room| if text.is_empty() { Vec::new() } else { small.wrap(text, room) };
        let note = wrapped(&row.note, columns.name);
        let missing = match &row.mark {
            Mark::Missing(why) => wrapped(why, columns.plot.1 - columns.plot.0),
            Mark::Dot { .. } | Mark::Diamond(..) => Vec::new(),
        };
        #[expect(clippy::cast_precision_loss, reason = "a name has few lines")]
        let [name_height, note_height, missing_height] = [(body, &name), (small, &note), (small, &missing)]
            .map(|(text, lines)| text.leading() * lines.len() as f64);
        let text = name_height + note_height;
        let (start, dot_y, height) = if columns.stacked {
            let below = f64::max(missing_height, 14.0);
            (y, y + text + 4.0 + below / 2.0, text + below + 18.0)
        } else {
            let height = f64::max(text, missing_height).max(14.0) + columns.space;
            (y + (height - text) / 2.0, y + height / 2.0, height)
        };
        placed.push(Placed {
            row,
            name,
            note,
            name_y: start + name_height / 2.0,
            note_y: start + name_height + note_height / 2.0,
            dot_y,
            missing,
            height,
        });
        y += height;
    }
    (placed, y + 2.0)
}

fn heading(plane: &Plane<'_>, words: &DotsWords, width: Width, columns: &Columns) {
    let y = 10.0;
    let small = width.small();
    plane.text((columns.value, y), Anchor::End, small, &words.score);
    plane.text((columns.base, y), Anchor::End, small, &words.base);
}

/// Where lines may run, from and to: past all rows, but never through a name that stands above its dot, nor through words
/// that stand in the place of one.
fn tracks(rows: &[Placed<'_>], columns: &Columns, whole: At, small: Type) -> Vec<At> {
    if columns.stacked {
        let measured = rows.iter().filter(|row| row.row.mark.score().is_some());
        measured.map(|row| (row.dot_y - 9.0, row.dot_y + 9.0)).collect()
    } else {
        let mut from = whole.0;
        let mut tracks = Vec::new();
        for row in rows.iter().filter(|row| !row.missing.is_empty()) {
            #[expect(clippy::cast_precision_loss, reason = "a note has few lines")]
            let half = small.leading() * row.missing.len() as f64 / 2.0;
            tracks.push((from, row.dot_y - half));
            from = row.dot_y + half;
        }
        tracks.push((from, whole.1));
        tracks
    }
}

/// The lines of the axis and the upright one.
fn lines(plane: &Plane<'_>, upright: Option<&Upright>, ticks: &Ticks, across: Axis, tracks: &[At]) {
    for (top, bottom) in tracks {
        let line = |value, role, width| {
            let x = across.at(value);
            plane.line([(x, *top), (x, *bottom)], role, width);
        };
        for tick in &ticks.at {
            line(*tick, axis::role(*tick), 1.0);
        }
        if let Some(upright) = upright {
            line(upright.at, Role::Accent, 1.5);
        }
    }
}

impl Upright {
    /// The name of the line, above it and left of `right`, tied to where the line begins.
    fn name(&self, plane: &Plane<'_>, across: Axis, (right, top): At, width: Width) {
        let text = width.small().bold().role(Role::Accent);
        let half = text.width(&self.label) / 2.0;
        let x = across.at(self.at).min(right - half).max(half);
        plane.text((x, 10.0), Anchor::Middle, text, &self.label);
        // Numbers or a name may stand between: then only a stub.
        let foot = if top < 35.0 { top } else { 26.0 };
        plane.line([(across.at(self.at), 20.0), (across.at(self.at), foot)], Role::Accent, 1.5);
    }
}

impl Placed<'_> {
    fn draw(&self, plane: &Plane<'_>, across: Axis, columns: &Columns, width: Width) {
        let (body, small) = (width.body(), width.small());
        let (y, row) = (self.dot_y, self.row);
        let name = row.type_of_name(width);
        plane.block((0.0, self.note_y), Anchor::Start, small, &self.note);
        if row.mark.score().is_none() {
            plane.block((0.0, self.name_y), Anchor::Start, name.role(Role::Muted), &self.name);
            plane.block((columns.plot.0, y), Anchor::Start, small, &self.missing);
            return;
        }
        plane.block((0.0, self.name_y), Anchor::Start, name, &self.name);
        self.mark(plane, across);
        let first_line = if columns.stacked { self.name_y - body.leading() * self.lines_above() } else { y };
        if let Some(glyph) = row.emphasis.sign() {
            let text = small.role(row.emphasis.role());
            plane.text((columns.sign, first_line), Anchor::Start, text, glyph);
        }
        plane.text((columns.value, first_line), Anchor::End, body.bold(), row.mark.value());
        plane.text((columns.base, first_line), Anchor::End, small, row.mark.base());
    }

    fn mark(&self, plane: &Plane<'_>, across: Axis) {
        let panel = plane.across(across);
        let (y, role) = (self.dot_y, self.row.emphasis.role());
        match &self.row.mark {
            Mark::Dot { measured, .. } => {
                panel.line([(measured.low, y), (measured.high, y)], role, 2.0);
                for x in &self.row.benchmarks {
                    panel.line([(*x, y - 7.0), (*x, y + 7.0)], Role::Benchmark, 2.0);
                }
                panel.dot((measured.score, y), 5.0, role, measured.dot());
            }
            Mark::Diamond(score, _) => diamond(plane, (across.at(*score), y), role),
            Mark::Missing(_) => {}
        }
    }

    /// Lines of the name above its middle.
    #[expect(clippy::cast_precision_loss, reason = "a name has few lines")]
    fn lines_above(&self) -> f64 {
        (self.name.len().saturating_sub(1)) as f64 / 2.0
    }
}
