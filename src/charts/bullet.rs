//! The score against each stated benchmark, on one axis with the named levels behind.

use super::key::{Key, Sign};
use super::layout::{Axis, Taken, Ticks, ticks};
use super::parts::in_parts;
use super::plane::{Anchor, Plane, chart};
use super::role::Role;
use super::{Caption, Chart, Format, Kind, Measured, Width};

/// Between columns.
const GAP: f64 = 14.0;

/// Where the rows begin.
const TOP: f64 = 42.0;

/// A score against benchmarks.
pub struct Bullet {
    /// The score.
    pub score: Measured,
    /// The benchmarks, top to bottom.
    pub benchmarks: Vec<Benchmark>,
    /// The named levels of a score, lowest first.
    pub levels: Vec<Level>,
    /// What is said around them.
    pub words: BulletWords,
}

/// A benchmark.
pub struct Benchmark {
    /// Its name.
    pub name: String,
    /// Below the name, smaller: where it comes from.
    pub note: String,
    /// In points.
    pub points: f64,
    /// How it is written.
    pub value: String,
    /// How the difference of the score is written, and where the score stands; none where they are not compared.
    pub difference: Option<(String, Side)>,
}

/// On which side of a benchmark a score stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Above it, beyond chance.
    Above,
    /// Below it, beyond chance.
    Below,
    /// Not distinguishable.
    Unclear,
}

/// A level of scores.
pub struct Level {
    /// Where it begins, in points; it ends where the next one does.
    pub from: f64,
    /// Its name.
    pub name: String,
}

/// What is said around the rows.
pub struct BulletWords {
    /// The score with its name, above its line: "NPS 40".
    pub score: String,
    /// Heading of the benchmarks: "Benchmark".
    pub benchmark: String,
    /// Heading of the differences: "Difference".
    pub difference: String,
    /// Key to a whisker: "95 % interval".
    pub interval: String,
    /// Key to a stroke: "benchmark".
    pub marker: String,
}

/// A benchmark, measured and placed.
struct Placed<'a> {
    benchmark: &'a Benchmark,
    name: Vec<String>,
    note: Vec<String>,
    /// Middles of name, note and marks.
    name_y: f64,
    note_y: f64,
    mark_y: f64,
    height: f64,
}

/// Where columns are.
struct Columns {
    plot: (f64, f64),
    /// Room for names.
    name: f64,
    /// Right edges.
    benchmark: f64,
    difference: f64,
}

impl Kind for Bullet {
    /// The score with its interval against each benchmark; nothing without benchmarks.
    fn draw(&self, format: &dyn Format, width: Width, caption: &Caption<'_>) -> Option<Chart> {
        self.benchmarks.first()?;
        let benchmarks = self.benchmarks.iter().map(|benchmark| benchmark.points);
        let values = benchmarks.chain(self.score.values());
        let ticks = ticks(values, if width == Width::Wide { 6 } else { 5 });
        let columns = Columns::new(self, width);
        let across = Axis { values: ticks.range, units: columns.plot };
        let heights: Vec<f64> =
            place(&self.benchmarks, width, &columns).iter().map(|row| row.height).collect();
        let key = self.key(width);
        let levels = self.levels(across, width);
        let axis = 24.0 + if levels.is_empty() { 0.0 } else { 18.0 };
        Some(in_parts(&heights, TOP + axis + key.height(), width, caption, |part, caption| {
            let rows = place(self.benchmarks.get(part).unwrap_or_default(), width, &columns);
            let bottom = TOP + rows.iter().map(|row| row.height).sum::<f64>();
            let foot = bottom + axis;
            chart(width, foot + key.height(), caption, |plane| {
                for (top, bottom) in tracks(&rows, bottom, width) {
                    self.track(plane, across, (top, bottom));
                }
                plane.line([(columns.plot.0, bottom), (columns.plot.1, bottom)], Role::Axis, 1.0);
                scale(plane, &ticks, format, across, bottom, width);
                for (x, name) in &levels {
                    plane.text((*x, bottom + 31.0), Anchor::Middle, width.small(), name);
                }
                self.heading(plane, &columns, across, width);
                let panel = plane.across(across);
                for row in &rows {
                    row.draw(plane, &panel, self.score, &columns, width);
                }
                key.draw(plane, foot);
            })
        }))
    }
}

/// The numbers of the axis below the rows, with their marks.
fn scale(plane: &Plane<'_>, ticks: &Ticks, format: &dyn Format, across: Axis, bottom: f64, width: Width) {
    let small = width.small();
    for tick in &ticks.at {
        let (x, label) = (across.at(*tick), format.score(*tick));
        let half = small.width(&label) / 2.0;
        plane.line([(x, bottom), (x, bottom + 4.0)], Role::Axis, 1.0);
        let x = x.min(width.units() - half).max(half);
        plane.text((x, bottom + 14.0), Anchor::Middle, small, &label);
    }
}

impl Columns {
    fn new(Bullet { benchmarks, words, .. }: &Bullet, width: Width) -> Self {
        let differences: Vec<String> =
            benchmarks.iter().filter_map(|benchmark| Some(benchmark.difference()?.0)).collect();
        let differences = differences.iter().map(String::as_str);
        let values = benchmarks.iter().map(|benchmark| benchmark.value.as_str());
        let bold = width.body().bold();
        let heading = |text: &str| width.small().width(text);
        let end = width.units();
        let benchmark = end - f64::max(bold.widest(differences), heading(&words.difference)) - GAP;
        let first = benchmark - f64::max(bold.widest(values), heading(&words.benchmark));
        match width {
            Width::Wide => {
                let name = 190.0;
                Self { plot: (name + GAP, first - 1.5 * GAP), name, benchmark, difference: end }
            }
            Width::Narrow => Self { plot: (0.0, end), name: first - GAP, benchmark, difference: end },
        }
    }
}

impl Benchmark {
    /// The difference as it is written, with its sign and role.
    fn difference(&self) -> Option<(String, Role)> {
        let (difference, side) = self.difference.as_ref()?;
        Some(match side {
            Side::Above => (format!("▲\u{a0}{difference}"), Role::Above),
            Side::Below => (format!("▼\u{a0}{difference}"), Role::Below),
            Side::Unclear => (difference.clone(), Role::Muted),
        })
    }
}

fn place<'a>(benchmarks: &'a [Benchmark], width: Width, columns: &Columns) -> Vec<Placed<'a>> {
    let (body, small) = (width.body(), width.small());
    let mut y = TOP;
    let mut placed = Vec::new();
    for benchmark in benchmarks {
        let name = body.wrap(&benchmark.name, columns.name);
        let room = if width == Width::Wide { columns.name } else { width.units() };
        let note = small.wrap(&benchmark.note, room);
        #[expect(clippy::cast_precision_loss, reason = "a label has few lines")]
        let (name_height, note_height) =
            (body.leading() * name.len() as f64, small.leading() * note.len() as f64);
        let text = name_height + note_height;
        let start = y + 7.0;
        let (mark_y, end) = match width {
            Width::Wide => (start + text / 2.0, start + text + 7.0),
            Width::Narrow => (start + text + 17.0, start + text + 36.0),
        };
        let (name_y, note_y) = (start + name_height / 2.0, start + name_height + note_height / 2.0);
        placed.push(Placed { benchmark, name, note, name_y, note_y, mark_y, height: end - y });
        y = end;
    }
    placed
}

impl Bullet {
    fn key(&self, width: Width) -> Key {
        let signs = [
            (true, Sign::Whisker(Role::Accent), self.words.interval.as_str()),
            (true, Sign::Tick(Role::Benchmark), &self.words.marker),
        ];
        Key::new(signs, width)
    }

    /// Levels that lie on the axis, as values from and to, with their places.
    fn spans(&self, across: Axis) -> Vec<(usize, f64, f64)> {
        let starts = self.levels.iter().map(|level| level.from);
        let ends = starts.clone().skip(1).chain([100.0]);
        starts
            .zip(ends)
            .map(|(from, to)| (from.max(across.values.0), to.min(across.values.1)))
            .enumerate()
            .filter(|(_, (from, to))| from < to)
            .map(|(index, (from, to))| (index, from, to))
            .collect()
    }

    /// Level names that fit under their spans, with their middles.
    fn levels(&self, across: Axis, width: Width) -> Vec<(f64, &str)> {
        let mut taken = Taken::default();
        let names = self.spans(across).into_iter().filter_map(|(index, from, to)| {
            let name = self.levels.get(index)?.name.as_str();
            let (from, to) = (across.at(from), across.at(to));
            let (middle, length) = (f64::midpoint(from, to), width.small().width(name) + 8.0);
            (length <= to - from + 4.0 && taken.claim(middle, length)).then_some((middle, name))
        });
        names.collect()
    }

    fn track(&self, plane: &Plane<'_>, across: Axis, (top, bottom): (f64, f64)) {
        let panel = plane.across(across);
        for (index, from, to) in self.spans(across) {
            if index % 2 == 0 {
                panel.bar((from, top), (to, bottom), Role::Level);
            }
        }
        panel.line([(self.score.score, top), (self.score.score, bottom)], Role::Accent, 1.0);
    }

    /// The score above its line, and the names of the columns.
    fn heading(&self, plane: &Plane<'_>, columns: &Columns, across: Axis, width: Width) {
        let (small, words) = (width.small(), &self.words);
        let (heading_y, score_y) = match width {
            Width::Wide => (28.0, 28.0),
            Width::Narrow => (10.0, 28.0),
        };
        plane.text((columns.benchmark, heading_y), Anchor::End, small, &words.benchmark);
        plane.text((columns.difference, heading_y), Anchor::End, small, &words.difference);
        let text = width.body().bold().role(Role::Accent);
        let half = text.width(&words.score) / 2.0;
        let x = across.at(self.score.score);
        let (low, high) = (columns.plot.0 + half, columns.plot.1 - half);
        plane.line([(x, TOP - 5.0), (x, TOP)], Role::Accent, 1.0);
        plane.text((x.min(high).max(low), score_y), Anchor::Middle, text, &words.score);
    }
}

/// Where levels and the line of the score run, from and to: past all rows, but never through a text that
/// stands above its marks.
fn tracks(rows: &[Placed<'_>], bottom: f64, width: Width) -> Vec<(f64, f64)> {
    match width {
        Width::Wide => vec![(TOP, bottom)],
        Width::Narrow => rows.iter().map(|row| (row.mark_y - 12.0, row.mark_y + 12.0)).collect(),
    }
}

impl Placed<'_> {
    fn draw(&self, plane: &Plane<'_>, panel: &Plane<'_>, score: Measured, columns: &Columns, width: Width) {
        let (body, small, y) = (width.body(), width.small(), self.mark_y);
        plane.block((0.0, self.name_y), Anchor::Start, body, &self.name);
        plane.block((0.0, self.note_y), Anchor::Start, small, &self.note);
        panel.line([(score.low, y), (score.high, y)], Role::Accent, 2.5);
        let at = self.benchmark.points;
        panel.line([(at, y - 10.0), (at, y + 10.0)], Role::Benchmark, 3.0);
        panel.dot((score.score, y), 5.0, Role::Accent, score.dot());
        let y = if width == Width::Wide { y } else { self.name_y };
        plane.text((columns.benchmark, y), Anchor::End, body, &self.benchmark.value);
        if let Some((text, role)) = self.benchmark.difference() {
            plane.text((columns.difference, y), Anchor::End, body.bold().role(role), &text);
        }
    }
}
