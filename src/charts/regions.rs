//! Regions as dots on one axis, in the report's order, with their intervals.

use crate::report::{Estimate, RegionRow, Report};
use crate::statistics::Verdict;

use super::key::{Key, Sign};
use super::layout::{Axis, Ticks, ticks};
use super::plane::{Anchor, Dot, Plane, chart};
use super::role::Role;
use super::{Caption, Chart, Labels, Width, Word};

/// More rows than this stand closer and have the axis above them too.
const LONG: usize = 15;

/// Between columns.
const GAP: f64 = 14.0;

/// Room for the sign that says above or below.
const SIGN: f64 = 18.0;

/// A row, measured and placed.
struct Row<'a> {
    region: &'a RegionRow,
    name: Vec<String>,
    /// Middle of the name.
    name_y: f64,
    /// Middle of the dot.
    dot_y: f64,
    value: String,
    base: String,
    /// Said instead of the dot.
    missing: Vec<String>,
}

/// Where columns are.
struct Columns {
    plot: (f64, f64),
    /// Room for names.
    name: f64,
    /// Left edge of the sign, right edges of value and base.
    sign: f64,
    value: f64,
    base: f64,
    /// Whether a name stands above its dot, for want of room beside it.
    stacked: bool,
}

/// Every region's score with its interval, against all answers; nothing where no region has a
/// score.
#[must_use]
pub fn regions(report: &Report, labels: &dyn Labels, width: Width, caption: Caption<'_>) -> Option<Chart> {
    report.regions.iter().find_map(|row| row.finding.estimate())?;
    let columns = Columns::new(report, labels, width);
    let ticks = ticks(values(report), if width == Width::Wide { 6 } else { 5 });
    let across = Axis { values: ticks.range, units: (columns.plot.0 + 6.0, columns.plot.1 - 6.0) };
    let long = report.regions.len() > LONG;
    let head = if long { 58.0 } else { 42.0 };
    let (rows, bottom) = rows(report, labels, width, &columns, head);
    let key = key(report, labels, width);
    let foot = bottom + 26.0;
    Some(chart(width, foot + key.height(), &caption, |plane| {
        let panel = plane.across(across);
        heading(plane, labels, width, &columns);
        let tracks = tracks(&rows, &columns, (head - 8.0, bottom));
        lines(plane, report, &ticks, across, &tracks);
        scale(plane, &ticks, labels, across, bottom, width);
        if long {
            scale(plane, &ticks, labels, across, head - 32.0, width);
        }
        let top = tracks.first().map_or(head, |(top, _)| *top);
        overall(plane, report, labels, across, (columns.sign - 6.0, top), width);
        for row in &rows {
            row.draw(plane, &panel, &columns, width);
        }
        key.draw(plane, foot);
    }))
}

/// All numbers that the axis must hold.
fn values(report: &Report) -> impl Iterator<Item = f64> {
    let of = |e: &Estimate| [e.interval.low(), e.interval.high(), e.nps.points()];
    let measured = report.regions.iter().filter_map(|row| row.finding.estimate()).flat_map(of);
    let benchmarks = report.regions.iter().filter(|row| row.finding.estimate().is_some());
    let benchmarks = benchmarks.flat_map(|row| &row.benchmarks).map(|versus| versus.benchmark.value.points());
    measured.chain(benchmarks).chain(report.overall.estimate().map(|e| e.nps.points()))
}

impl Columns {
    fn new(report: &Report, labels: &dyn Labels, width: Width) -> Self {
        const MOST: f64 = 280.0;
        let (body, small) = (width.body(), width.small());
        let estimates = || report.regions.iter().filter_map(|row| row.finding.estimate());
        let bases: Vec<String> =
            estimates().map(|e| labels.count(e.n)).chain([labels.word(Word::Base)]).collect();
        let scores: Vec<String> =
            estimates().map(|e| labels.nps(e.nps.points())).chain([labels.word(Word::Nps)]).collect();
        let base = width.units();
        let value = base - small.widest(bases.iter().map(String::as_str)) - GAP;
        let sign = value - body.bold().widest(scores.iter().map(String::as_str)) - SIGN;
        let names: Vec<String> =
            report.regions.iter().flat_map(|row| body.wrap(&labels.region(&row.region), MOST)).collect();
        let name = body.widest(names.iter().map(String::as_str)).min(MOST);
        match width {
            Width::Wide => Self { plot: (name + GAP, sign - 6.0), name, sign, value, base, stacked: false },
            Width::Narrow => {
                Self { plot: (0.0, width.units()), name: sign - 4.0, sign, value, base, stacked: true }
            }
        }
    }
}

/// Places rows from `top` on; gives also where the last one ends.
fn rows<'a>(
    report: &'a Report,
    labels: &dyn Labels,
    width: Width,
    columns: &Columns,
    top: f64,
) -> (Vec<Row<'a>>, f64) {
    let (body, small) = (width.body(), width.small());
    let space = if report.regions.len() > LONG { 5.0 } else { 10.0 };
    let mut y = top;
    let mut rows = Vec::new();
    for region in &report.regions {
        let estimate = region.finding.estimate();
        let name = body.wrap(&labels.region(&region.region), columns.name);
        let missing = match estimate {
            Some(_) => Vec::new(),
            None => small.wrap(&labels.missing(&region.finding), columns.plot.1 - columns.plot.0),
        };
        #[expect(clippy::cast_precision_loss, reason = "a name has few lines")]
        let (name_height, missing_height) =
            (body.leading() * name.len() as f64, small.leading() * missing.len() as f64);
        let (name_y, dot_y, height) = if columns.stacked {
            let below = f64::max(missing_height, 14.0);
            (y + name_height / 2.0, y + name_height + 4.0 + below / 2.0, name_height + below + 18.0)
        } else {
            let height = f64::max(name_height, missing_height).max(14.0) + space;
            (y + height / 2.0, y + height / 2.0, height)
        };
        rows.push(Row {
            region,
            name,
            name_y,
            dot_y,
            value: estimate.map(|e| labels.nps(e.nps.points())).unwrap_or_default(),
            base: estimate.map(|e| labels.count(e.n)).unwrap_or_default(),
            missing,
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

/// Where lines may run, from and to: past all rows, but never through a name that stands above its dot.
fn tracks(rows: &[Row<'_>], columns: &Columns, whole: (f64, f64)) -> Vec<(f64, f64)> {
    if columns.stacked {
        let measured = rows.iter().filter(|row| row.region.finding.estimate().is_some());
        measured.map(|row| (row.dot_y - 9.0, row.dot_y + 9.0)).collect()
    } else {
        vec![whole]
    }
}

/// The lines of the axis and of all answers.
fn lines(plane: &Plane<'_>, report: &Report, ticks: &Ticks, across: Axis, tracks: &[(f64, f64)]) {
    let overall = report.overall.estimate().map(|estimate| estimate.nps.points());
    for (top, bottom) in tracks {
        let line = |value, role, width| {
            let x = across.at(value);
            plane.line([(x, *top), (x, *bottom)], role, width);
        };
        for tick in &ticks.at {
            line(*tick, if *tick == 0.0 { Role::Axis } else { Role::Grid }, 1.0);
        }
        if let Some(score) = overall {
            line(score, Role::Accent, 1.5);
        }
    }
}

/// The numbers of the axis, below `y`.
fn scale(plane: &Plane<'_>, ticks: &Ticks, labels: &dyn Labels, across: Axis, y: f64, width: Width) {
    for tick in &ticks.at {
        let label = labels.nps(*tick);
        let half = width.small().width(&label) / 2.0;
        let x = across.at(*tick).min(width.units() - half).max(half);
        plane.text((x, y + 13.0), Anchor::Middle, width.small(), &label);
    }
}

/// The name of the line of all answers, above it and left of `right`, tied to where the line begins.
fn overall(
    plane: &Plane<'_>,
    report: &Report,
    labels: &dyn Labels,
    across: Axis,
    (right, top): (f64, f64),
    width: Width,
) {
    let Some(estimate) = report.overall.estimate() else { return };
    let score = estimate.nps.points();
    let text = width.small().bold().role(Role::Accent);
    let label = format!("{}\u{a0}{}", labels.word(Word::Overall), labels.nps(score));
    let half = text.width(&label) / 2.0;
    let x = across.at(score).min(right - half).max(half);
    plane.text((x, 10.0), Anchor::Middle, text, &label);
    // Numbers or a name may stand between: then only a stub.
    let foot = if top < 35.0 { top } else { 26.0 };
    plane.line([(across.at(score), 20.0), (across.at(score), foot)], Role::Accent, 1.5);
}

impl Row<'_> {
    fn draw(&self, plane: &Plane<'_>, panel: &Plane<'_>, columns: &Columns, width: Width) {
        let (body, small) = (width.body(), width.small());
        let y = self.dot_y;
        let Some(estimate) = self.region.finding.estimate() else {
            plane.block((0.0, self.name_y), Anchor::Start, body.role(Role::Muted), &self.name);
            plane.block((columns.plot.0, y), Anchor::Start, small, &self.missing);
            return;
        };
        plane.block((0.0, self.name_y), Anchor::Start, body, &self.name);
        let verdict = self.region.rest.as_ref().map_or(Verdict::Unclear, |rest| rest.verdict);
        let role = role(verdict);
        let (low, high, score) = (estimate.interval.low(), estimate.interval.high(), estimate.nps.points());
        panel.line([(low, y), (high, y)], role, 2.0);
        for versus in &self.region.benchmarks {
            let x = versus.benchmark.value.points();
            panel.line([(x, y - 7.0), (x, y + 7.0)], Role::Benchmark, 2.0);
        }
        let dot = if estimate.low_base { Dot::Hollow } else { Dot::Solid };
        panel.dot((score, y), 5.0, role, dot);
        let first_line = if columns.stacked { self.name_y - body.leading() * self.lines_above() } else { y };
        if let Some(glyph) = glyph(verdict) {
            plane.text((columns.sign, first_line), Anchor::Start, small.role(role), glyph);
        }
        plane.text((columns.value, first_line), Anchor::End, body.bold(), &self.value);
        plane.text((columns.base, first_line), Anchor::End, small, &self.base);
    }

    /// Lines of the name above its middle.
    #[expect(clippy::cast_precision_loss, reason = "a name has few lines")]
    fn lines_above(&self) -> f64 {
        (self.name.len().saturating_sub(1)) as f64 / 2.0
    }
}

fn role(verdict: Verdict) -> Role {
    match verdict {
        Verdict::Above => Role::Above,
        Verdict::Below => Role::Below,
        Verdict::Unclear => Role::Unclear,
    }
}

fn glyph(verdict: Verdict) -> Option<&'static str> {
    match verdict {
        Verdict::Above => Some("▲"),
        Verdict::Below => Some("▼"),
        Verdict::Unclear => None,
    }
}

fn key(report: &Report, labels: &dyn Labels, width: Width) -> Key {
    let measured = || report.regions.iter().filter_map(|row| Some((row, row.finding.estimate()?)));
    let verdict = |wanted| {
        measured().any(|(row, _)| row.rest.as_ref().map_or(Verdict::Unclear, |rest| rest.verdict) == wanted)
    };
    let occurring = [
        (verdict(Verdict::Above), Sign::Glyph(Role::Above, "▲"), Word::AboveRest),
        (verdict(Verdict::Below), Sign::Glyph(Role::Below, "▼"), Word::BelowRest),
        (verdict(Verdict::Unclear), Sign::Dot(Role::Unclear, Dot::Solid), Word::UnclearRest),
        (measured().next().is_some(), Sign::Whisker(Role::Unclear), Word::Interval),
        (measured().any(|(_, e)| e.low_base), Sign::Dot(Role::Unclear, Dot::Hollow), Word::LowBase),
        (
            measured().any(|(row, _)| !row.benchmarks.is_empty()),
            Sign::Tick(Role::Benchmark),
            Word::RegionBenchmark,
        ),
    ];
    let signs: Vec<(Sign, Word)> =
        occurring.into_iter().filter(|(occurs, ..)| *occurs).map(|(_, sign, word)| (sign, word)).collect();
    Key::new(&signs, labels, width)
}
