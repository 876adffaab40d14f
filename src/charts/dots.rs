//! Scores as dots on one axis, one below the other, with their intervals.

use crate::report::{Estimate, Finding};
use crate::survey::Nps;

use super::key::{Key, diamond};
use super::layout::{Axis, Ticks, ticks};
use super::parts::in_parts;
use super::plane::{Anchor, At, Dot, Plane, chart};
use super::role::Role;
use super::text::Type;
use super::{Caption, Chart, Labels, Width, Word};

/// More rows than this stand closer and have the axis above them too.
const LONG: usize = 15;

/// Between columns.
const GAP: f64 = 14.0;

/// Room for the axis below the rows.
const FOOT: f64 = 26.0;

/// Room for the sign that says above or below.
const SIGN: f64 = 18.0;

/// What a row shows.
pub(super) enum Mark<'a> {
    /// A dot in its interval, or why there is none.
    Finding(&'a Finding),
    /// A score without an interval, as a diamond.
    Mean(Nps),
}

/// A row as it is asked for.
pub(super) struct Entry<'a> {
    pub(super) name: String,
    /// Below the name, smaller; may be empty.
    pub(super) note: String,
    pub(super) mark: Mark<'a>,
    pub(super) role: Role,
    /// Stands out among the others.
    pub(super) bold: bool,
    /// Says above or below.
    pub(super) sign: Option<&'static str>,
    /// Strokes beside the dot, in points; not drawn without one.
    pub(super) benchmarks: Vec<f64>,
}

/// The upright line through all rows.
pub(super) struct Upright {
    /// In points.
    pub(super) at: f64,
    /// Its name and value, above it; may be empty.
    pub(super) label: String,
}

/// All that is drawn.
pub(super) struct Dots<'a> {
    pub(super) entries: Vec<Entry<'a>>,
    pub(super) upright: Option<Upright>,
    pub(super) key: Key,
}

/// A row, measured and placed.
struct Row<'a> {
    entry: &'a Entry<'a>,
    name: Vec<String>,
    note: Vec<String>,
    /// Middles of name and note.
    name_y: f64,
    note_y: f64,
    /// Middle of the dot.
    dot_y: f64,
    value: String,
    base: String,
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
    /// The scores of all.
    scores: Vec<f64>,
}

/// The dots with their intervals; nothing where there is no score.
pub(super) fn dots(
    asked: &Dots<'_>,
    labels: &dyn Labels,
    width: Width,
    caption: &Caption<'_>,
) -> Option<Chart> {
    let Dots { entries, upright, key } = asked;
    entries.iter().find_map(|entry| entry.mark.score())?;
    let columns = Columns::new(entries, labels, width);
    let values = entries.iter().flat_map(Entry::values).chain(upright.as_ref().map(|line| line.at));
    let ticks = ticks(values, if width == Width::Wide { 6 } else { 5 });
    let across = Axis { values: ticks.range, units: (columns.plot.0 + 6.0, columns.plot.1 - 6.0) };
    let long = entries.len() > LONG;
    let head = if long { 58.0 } else { 42.0 };
    let (measured, bottom) = rows(entries, labels, width, &columns, head);
    let heights: Vec<f64> = measured.iter().map(|row| row.height).collect();
    let around = bottom - heights.iter().sum::<f64>() + FOOT + key.height();
    Some(in_parts(&heights, around, width, caption, |part, caption| {
        let (rows, bottom) = rows(entries.get(part).unwrap_or_default(), labels, width, &columns, head);
        let foot = bottom + FOOT;
        chart(width, foot + key.height(), caption, |plane| {
            heading(plane, labels, width, &columns);
            let tracks = tracks(&rows, &columns, (head - 8.0, bottom), width.small());
            lines(plane, upright.as_ref(), &ticks, across, &tracks);
            scale(plane, &ticks, labels, across, bottom, width);
            if long {
                scale(plane, &ticks, labels, across, head - 32.0, width);
            }
            let top = tracks.first().map_or(head, |(top, _)| *top);
            if let Some(line) = upright.as_ref().filter(|line| !line.label.is_empty()) {
                line.name(plane, across, (columns.sign - 6.0, top), width);
            }
            for row in &rows {
                row.draw(plane, across, &columns, width);
            }
            key.draw(plane, foot);
        })
    }))
}

impl Mark<'_> {
    fn score(&self) -> Option<Nps> {
        match self {
            Self::Finding(finding) => finding.estimate().map(|estimate| estimate.nps),
            Self::Mean(nps) => Some(*nps),
        }
    }

    /// How its score is written among those of all.
    fn value(&self, labels: &dyn Labels, scores: &[f64]) -> Option<String> {
        Some(labels.nps_among(self.score()?.points(), scores))
    }

    fn estimate(&self) -> Option<&Estimate> {
        match self {
            Self::Finding(finding) => finding.estimate(),
            Self::Mean(_) => None,
        }
    }
}

impl Entry<'_> {
    /// All numbers that the axis must hold.
    fn values(&self) -> Vec<f64> {
        let Some(score) = self.mark.score() else { return Vec::new() };
        let interval = self.mark.estimate().map(|e| [e.interval.low(), e.interval.high()]);
        interval
            .into_iter()
            .flatten()
            .chain([score.points()])
            .chain(self.benchmarks.iter().copied())
            .collect()
    }
}

/// All scores of the rows.
fn scores(entries: &[Entry<'_>]) -> Vec<f64> {
    entries.iter().filter_map(|entry| Some(entry.mark.score()?.points())).collect()
}

impl Columns {
    fn new(entries: &[Entry<'_>], labels: &dyn Labels, width: Width) -> Self {
        const MOST: f64 = 280.0;
        let (body, small) = (width.body(), width.small());
        let estimates = entries.iter().filter_map(|entry| entry.mark.estimate());
        let bases: Vec<String> =
            estimates.map(|e| labels.count(e.n)).chain([labels.word(Word::Base)]).collect();
        let scores = scores(entries);
        let values = entries.iter().filter_map(|entry| entry.mark.value(labels, &scores));
        let values: Vec<String> = values.chain([labels.word(Word::Nps)]).collect();
        let base = width.units();
        let value = base - small.widest(bases.iter().map(String::as_str)) - GAP;
        let sign = value - body.bold().widest(values.iter().map(String::as_str)) - SIGN;
        let widest = |entry: &Entry<'_>| {
            let name = if entry.bold { body.bold() } else { body };
            let lines = name.wrap(&entry.name, MOST);
            let note = small.wrap(&entry.note, MOST);
            f64::max(
                name.widest(lines.iter().map(String::as_str)),
                small.widest(note.iter().map(String::as_str)),
            )
        };
        let name = entries.iter().map(widest).fold(0.0, f64::max).min(MOST);
        let space = if entries.len() > LONG { 5.0 } else { 6.0 };
        let (plot, name, stacked) = match width {
            Width::Wide => ((name + GAP, sign - 6.0), name, false),
            Width::Narrow => ((0.0, width.units()), sign - 4.0, true),
        };
        Self { plot, name, sign, value, base, stacked, space, scores }
    }
}

/// Places rows from `top` on; gives also where the last one ends.
fn rows<'a>(
    entries: &'a [Entry<'a>],
    labels: &dyn Labels,
    width: Width,
    columns: &Columns,
    top: f64,
) -> (Vec<Row<'a>>, f64) {
    let (body, small) = (width.body(), width.small());
    let mut y = top;
    let mut rows = Vec::new();
    for entry in entries {
        let name = if entry.bold { body.bold() } else { body }.wrap(&entry.name, columns.name);
        let wrapped = |text: &str, room| if text.is_empty() { Vec::new() } else { small.wrap(text, room) };
        let note = wrapped(&entry.note, columns.name);
        let missing = match entry.mark {
            Mark::Finding(finding) => wrapped(&labels.missing(finding), columns.plot.1 - columns.plot.0),
            Mark::Mean(_) => Vec::new(),
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
        rows.push(Row {
            entry,
            name,
            note,
            name_y: start + name_height / 2.0,
            note_y: start + name_height + note_height / 2.0,
            dot_y,
            value: entry.mark.value(labels, &columns.scores).unwrap_or_default(),
            base: entry.mark.estimate().map(|e| labels.count(e.n)).unwrap_or_default(),
            missing,
            height,
        });
        y += height;
    }
    (rows, y + 2.0)
}

fn heading(plane: &Plane<'_>, labels: &dyn Labels, width: Width, columns: &Columns) {
    let y = 10.0;
    let small = width.small();
    plane.text((columns.value, y), Anchor::End, small, &labels.word(Word::Nps));
    plane.text((columns.base, y), Anchor::End, small, &labels.word(Word::Base));
}

/// Where lines may run, from and to: past all rows, but never through a name that stands above its dot, nor through words
/// that stand in the place of one.
fn tracks(rows: &[Row<'_>], columns: &Columns, whole: At, small: Type) -> Vec<At> {
    if columns.stacked {
        let measured = rows.iter().filter(|row| row.entry.mark.score().is_some());
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
            line(*tick, if *tick == 0.0 { Role::Axis } else { Role::Grid }, 1.0);
        }
        if let Some(upright) = upright {
            line(upright.at, Role::Accent, 1.5);
        }
    }
}

/// The numbers of the axis, below `y`.
pub(super) fn scale(
    plane: &Plane<'_>,
    ticks: &Ticks,
    labels: &dyn Labels,
    across: Axis,
    y: f64,
    width: Width,
) {
    for tick in &ticks.at {
        let label = labels.nps(*tick);
        let half = width.small().width(&label) / 2.0;
        let x = across.at(*tick).min(width.units() - half).max(half);
        plane.text((x, y + 13.0), Anchor::Middle, width.small(), &label);
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

impl Row<'_> {
    fn draw(&self, plane: &Plane<'_>, across: Axis, columns: &Columns, width: Width) {
        let (body, small) = (width.body(), width.small());
        let (y, entry) = (self.dot_y, self.entry);
        let name = if entry.bold { body.bold() } else { body };
        plane.block((0.0, self.note_y), Anchor::Start, small, &self.note);
        let Some(score) = entry.mark.score() else {
            plane.block((0.0, self.name_y), Anchor::Start, name.role(Role::Muted), &self.name);
            plane.block((columns.plot.0, y), Anchor::Start, small, &self.missing);
            return;
        };
        plane.block((0.0, self.name_y), Anchor::Start, name, &self.name);
        self.mark(plane, across, score);
        let first_line = if columns.stacked { self.name_y - body.leading() * self.lines_above() } else { y };
        if let Some(glyph) = entry.sign {
            plane.text((columns.sign, first_line), Anchor::Start, small.role(entry.role), glyph);
        }
        plane.text((columns.value, first_line), Anchor::End, body.bold(), &self.value);
        plane.text((columns.base, first_line), Anchor::End, small, &self.base);
    }

    fn mark(&self, plane: &Plane<'_>, across: Axis, score: Nps) {
        let panel = plane.across(across);
        let (y, role, score) = (self.dot_y, self.entry.role, score.points());
        match self.entry.mark.estimate() {
            Some(estimate) => {
                panel.line([(estimate.interval.low(), y), (estimate.interval.high(), y)], role, 2.0);
                for x in &self.entry.benchmarks {
                    panel.line([(*x, y - 7.0), (*x, y + 7.0)], Role::Benchmark, 2.0);
                }
                let dot = if estimate.low_base { Dot::Hollow } else { Dot::Solid };
                panel.dot((score, y), 5.0, role, dot);
            }
            None => diamond(plane, (across.at(score), y), role),
        }
    }

    /// Lines of the name above its middle.
    #[expect(clippy::cast_precision_loss, reason = "a name has few lines")]
    fn lines_above(&self) -> f64 {
        (self.name.len().saturating_sub(1)) as f64 / 2.0
    }
}
