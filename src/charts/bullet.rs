//! The score against each stated benchmark, on one axis with the named levels behind.

use crate::figures::Head;
use crate::report::{Estimate, Report, Versus};
use crate::statistics::Verdict;

use super::key::{Key, Sign};
use super::layout::{Axis, Taken, ticks};
use super::parts::in_parts;
use super::plane::{Anchor, Dot, Plane, chart};
use super::role::Role;
use super::{Caption, Chart, Labels, Width, Word};

/// Between columns.
const GAP: f64 = 14.0;

/// Where the rows begin.
const TOP: f64 = 42.0;

/// A benchmark, measured and placed.
struct Row<'a> {
    versus: &'a Versus,
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

/// The score with its interval against each benchmark; nothing without benchmarks or without a score.
#[must_use]
pub fn bullet(report: &Report, labels: &dyn Labels, width: Width, caption: Caption<'_>) -> Option<Chart> {
    let estimate = report.head.overall.estimate()?;
    if report.sections.benchmarks().is_empty() {
        return None;
    }
    let benchmarks = report.sections.benchmarks().iter().map(|versus| versus.benchmark.value.points());
    let score = [estimate.interval.low(), estimate.interval.high(), estimate.nps.points()];
    let ticks = ticks(benchmarks.chain(score), if width == Width::Wide { 6 } else { 5 });
    let columns = Columns::new(report, labels, width);
    let across = Axis { values: ticks.range, units: columns.plot };
    let measured = rows(report.sections.benchmarks(), labels, width, &columns);
    let heights: Vec<f64> = measured.iter().map(|row| row.height).collect();
    let key = Key::new(
        &[
            (Sign::Whisker(Role::Accent), Word::Interval),
            (Sign::Tick(Role::Benchmark), Word::BenchmarkMarker),
        ],
        labels,
        width,
    );
    let levels = levels(&report.head, labels, across, width);
    let axis = 24.0 + if levels.is_empty() { 0.0 } else { 18.0 };
    Some(in_parts(&heights, TOP + axis + key.height(), width, &caption, |part, caption| {
        let rows = rows(report.sections.benchmarks().get(part).unwrap_or_default(), labels, width, &columns);
        let bottom = TOP + rows.iter().map(|row| row.height).sum::<f64>();
        let foot = bottom + axis;
        chart(width, foot + key.height(), caption, |plane| {
            let small = width.small();
            for (top, bottom) in tracks(&rows, bottom, width) {
                track(plane, &report.head, estimate, across, (top, bottom));
            }
            plane.line([(columns.plot.0, bottom), (columns.plot.1, bottom)], Role::Axis, 1.0);
            for tick in &ticks.at {
                let (x, label) = (across.at(*tick), labels.nps(*tick));
                let half = small.width(&label) / 2.0;
                plane.line([(x, bottom), (x, bottom + 4.0)], Role::Axis, 1.0);
                let x = x.min(width.units() - half).max(half);
                plane.text((x, bottom + 14.0), Anchor::Middle, small, &label);
            }
            for (x, name) in &levels {
                plane.text((*x, bottom + 31.0), Anchor::Middle, small, name);
            }
            heading(plane, estimate, labels, &columns, across, width);
            let panel = plane.across(across);
            for row in &rows {
                row.draw(plane, &panel, estimate, labels, &columns, width);
            }
            key.draw(plane, foot);
        })
    }))
}

impl Columns {
    fn new(report: &Report, labels: &dyn Labels, width: Width) -> Self {
        let small = width.small();
        let differences =
            report.sections.benchmarks().iter().filter_map(|versus| Some(difference(versus, labels)?.0));
        let differences: Vec<String> = differences.collect();
        let values: Vec<String> =
            report.sections.benchmarks().iter().map(|versus| labels.stated(versus.benchmark.value)).collect();
        let bold = width.body().bold();
        let column = |texts: &[String], heading: Word| {
            f64::max(bold.widest(texts.iter().map(String::as_str)), small.width(&labels.word(heading)))
        };
        let end = width.units();
        let benchmark = end - column(&differences, Word::Difference) - GAP;
        let first = benchmark - column(&values, Word::Benchmark);
        match width {
            Width::Wide => {
                let name = 190.0;
                Self { plot: (name + GAP, first - 1.5 * GAP), name, benchmark, difference: end }
            }
            Width::Narrow => Self { plot: (0.0, end), name: first - GAP, benchmark, difference: end },
        }
    }
}

/// The difference as it is written, with its sign and role.
fn difference(versus: &Versus, labels: &dyn Labels) -> Option<(String, Role)> {
    let comparison = versus.comparison.as_ref()?;
    let change = labels.change(comparison.difference.points());
    Some(match comparison.verdict {
        Verdict::Above => (format!("▲\u{a0}{change}"), Role::Above),
        Verdict::Below => (format!("▼\u{a0}{change}"), Role::Below),
        Verdict::Unclear => (change, Role::Muted),
    })
}

fn rows<'a>(benchmarks: &'a [Versus], labels: &dyn Labels, width: Width, columns: &Columns) -> Vec<Row<'a>> {
    let (body, small) = (width.body(), width.small());
    let mut y = TOP;
    let mut rows = Vec::new();
    for versus in benchmarks {
        let name = body.wrap(&versus.benchmark.name, columns.name);
        let room = if width == Width::Wide { columns.name } else { width.units() };
        let note = small.wrap(&labels.benchmark_note(&versus.benchmark), room);
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
        rows.push(Row { versus, name, note, name_y, note_y, mark_y, height: end - y });
        y = end;
    }
    rows
}

/// Levels that lie on the axis, as values from and to, with their places in the report.
fn spans(head: &Head, across: Axis) -> Vec<(usize, f64, f64)> {
    let starts = head.levels.iter().map(|level| level.from);
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
fn levels(head: &Head, labels: &dyn Labels, across: Axis, width: Width) -> Vec<(f64, String)> {
    let mut taken = Taken::default();
    let names = spans(head, across).into_iter().filter_map(|(index, from, to)| {
        let name = labels.level(index, head.levels.get(index)?);
        let (from, to) = (across.at(from), across.at(to));
        let (middle, length) = (f64::midpoint(from, to), width.small().width(&name) + 8.0);
        (length <= to - from + 4.0 && taken.claim(middle, length)).then_some((middle, name))
    });
    names.collect()
}

/// Where levels and the line of the score run, from and to: past all rows, but never through a text that
/// stands above its marks.
fn tracks(rows: &[Row<'_>], bottom: f64, width: Width) -> Vec<(f64, f64)> {
    match width {
        Width::Wide => vec![(TOP, bottom)],
        Width::Narrow => rows.iter().map(|row| (row.mark_y - 12.0, row.mark_y + 12.0)).collect(),
    }
}

fn track(plane: &Plane<'_>, head: &Head, estimate: &Estimate, across: Axis, (top, bottom): (f64, f64)) {
    let panel = plane.across(across);
    for (index, from, to) in spans(head, across) {
        if index % 2 == 0 {
            panel.bar((from, top), (to, bottom), Role::Level);
        }
    }
    let score = estimate.nps.points();
    panel.line([(score, top), (score, bottom)], Role::Accent, 1.0);
}

/// The score above its line, and the names of the columns.
fn heading(
    plane: &Plane<'_>,
    estimate: &Estimate,
    labels: &dyn Labels,
    columns: &Columns,
    across: Axis,
    width: Width,
) {
    let small = width.small();
    let (heading_y, score_y) = match width {
        Width::Wide => (28.0, 28.0),
        Width::Narrow => (10.0, 28.0),
    };
    plane.text((columns.benchmark, heading_y), Anchor::End, small, &labels.word(Word::Benchmark));
    plane.text((columns.difference, heading_y), Anchor::End, small, &labels.word(Word::Difference));
    let text = width.body().bold().role(Role::Accent);
    let score = estimate.nps.points();
    let label = format!("{}\u{a0}{}", labels.word(Word::Nps), labels.nps(score));
    let half = text.width(&label) / 2.0;
    let x = across.at(score);
    let (low, high) = (columns.plot.0 + half, columns.plot.1 - half);
    plane.line([(x, TOP - 5.0), (x, TOP)], Role::Accent, 1.0);
    plane.text((x.min(high).max(low), score_y), Anchor::Middle, text, &label);
}

impl Row<'_> {
    fn draw(
        &self,
        plane: &Plane<'_>,
        panel: &Plane<'_>,
        estimate: &Estimate,
        labels: &dyn Labels,
        columns: &Columns,
        width: Width,
    ) {
        let (body, small, y) = (width.body(), width.small(), self.mark_y);
        plane.block((0.0, self.name_y), Anchor::Start, body, &self.name);
        plane.block((0.0, self.note_y), Anchor::Start, small, &self.note);
        panel.line([(estimate.interval.low(), y), (estimate.interval.high(), y)], Role::Accent, 2.5);
        let value = self.versus.benchmark.value.points();
        panel.line([(value, y - 10.0), (value, y + 10.0)], Role::Benchmark, 3.0);
        let dot = if estimate.low_base { Dot::Hollow } else { Dot::Solid };
        panel.dot((estimate.nps.points(), y), 5.0, Role::Accent, dot);
        let y = if width == Width::Wide { y } else { self.name_y };
        let stated = labels.stated(self.versus.benchmark.value);
        plane.text((columns.benchmark, y), Anchor::End, body, &stated);
        if let Some((text, role)) = difference(self.versus, labels) {
            plane.text((columns.difference, y), Anchor::End, body.bold().role(role), &text);
        }
    }
}
