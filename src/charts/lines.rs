//! Lines beside the trend's own, labelled on the right: benchmarks straight through, the other participants by
//! period. Labels say names in full where there is room, else values, which the key then explains.

use crate::report::{Finding, Moment, Point, Report};
use crate::sections::participants::Whose;

use super::key::Sign;
use super::layout::{Axis, Wish, spread};
use super::plane::{Anchor, At, Dot, Plane};
use super::role::Role;
use super::text::Type;
use super::{Labels, Width};

/// Between the plot and the labels on its right.
const LEADER: f64 = 16.0;

/// A line and its label.
struct Line {
    /// Where its label belongs, in points.
    value: f64,
    label: Vec<String>,
    text: Role,
    stroke: Role,
    course: Course,
}

/// How a line runs.
enum Course {
    /// Straight through at its value.
    Straight,
    /// Through points, index and NPS, with a gap between stretches.
    Stretches(Vec<Vec<At>>),
}

/// All of them.
pub(super) struct Lines {
    each: Vec<Line>,
    named: Vec<(Sign, String)>,
    text: Type,
    room: f64,
}

/// Where the plot is.
#[derive(Clone, Copy)]
pub(super) struct Plot {
    /// Index and points in units.
    pub(super) across: Axis,
    pub(super) down: Axis,
    /// Both edges.
    pub(super) left: f64,
    pub(super) right: f64,
    /// Labels go down to it.
    pub(super) lowest: f64,
    /// Where the reported value stands, if there is one.
    pub(super) reported: Option<At>,
}

impl Lines {
    pub(super) fn new(report: &Report, labels: &dyn Labels, width: Width) -> Self {
        let mut all = Self { each: Vec::new(), named: Vec::new(), text: width.small(), room: 0.0 };
        for versus in report.sections.benchmarks() {
            let benchmark = &versus.benchmark;
            let score = labels.stated(benchmark.value);
            let (value, course) = (benchmark.value.points(), Course::Straight);
            let line = Line {
                value,
                label: vec![score],
                text: Role::Benchmark,
                stroke: Role::BenchmarkLine,
                course,
            };
            all.add(line, benchmark.name.trim(), width);
        }
        let windows = trailing(report);
        if let Some((_, value)) = windows.last().and_then(|stretch| stretch.last()).copied() {
            let (label, course) = (vec![labels.nps(value)], Course::Stretches(windows));
            let line = Line { value, label, text: Role::Muted, stroke: Role::Trailing, course };
            all.add(line, &labels.trailing(), width);
        }
        for (whose, stroke, stretches) in others(report) {
            let Some((_, value)) = stretches.last().and_then(|stretch| stretch.last()).copied() else {
                continue;
            };
            let (label, course) = (vec![labels.nps(value)], Course::Stretches(stretches));
            all.add(Line { value, label, text: stroke, stroke, course }, &labels.whose(whose), width);
        }
        let widest = all.text.widest(all.each.iter().flat_map(|line| &line.label).map(String::as_str));
        all.room = if all.each.is_empty() { 0.0 } else { LEADER + widest };
        all
    }

    /// Adds a line that is labelled with its value, and by its name in the label or in the key.
    fn add(&mut self, mut line: Line, name: &str, width: Width) {
        const MOST: f64 = 150.0;
        let full = format!("{name}:\u{a0}{}", line.label.concat());
        if width == Width::Wide {
            line.label = self.text.wrap(&full, MOST);
            self.each.push(line);
            return;
        }
        self.named.push((Sign::Line(line.stroke), full));
        if !self.each.iter().any(|other| other.stroke == line.stroke && other.label == line.label) {
            self.each.push(line);
        }
    }

    /// All values that the axis must hold.
    pub(super) fn values(report: &Report) -> impl Iterator<Item = f64> {
        let benchmarks = report.sections.benchmarks().iter().map(|versus| versus.benchmark.value.points());
        let others = others(report).into_iter().flat_map(|(_, _, stretches)| stretches.concat());
        benchmarks.chain(others.chain(trailing(report).concat()).map(|(_, value)| value))
    }

    /// Whether another's line has a gap, or ends before the trend.
    #[expect(clippy::cast_precision_loss, reason = "a trend has few points")]
    pub(super) fn broken(&self, periods: usize) -> bool {
        let last = periods as f64;
        self.each.iter().any(|line| match &line.course {
            Course::Straight => false,
            // One that only begins late has no gap.
            Course::Stretches(stretches) if stretches.len() > 1 => true,
            Course::Stretches(stretches) => {
                let end = stretches.last().and_then(|stretch| stretch.last());
                end.is_some_and(|(x, _)| *x + 1.5 < last)
            }
        })
    }

    /// Units that the labels take on the right.
    pub(super) fn room(&self) -> f64 {
        self.room
    }

    /// Entries of the key: those that have no name in the plot.
    pub(super) fn named(&self) -> &[(Sign, String)] {
        &self.named
    }

    /// Units that a label takes upright.
    #[expect(clippy::cast_precision_loss, reason = "a label has few lines")]
    fn length(&self, label: &[String]) -> f64 {
        self.text.leading() * label.len() as f64 + 3.0
    }

    /// Units that all labels take upright.
    pub(super) fn height(&self) -> f64 {
        self.each.iter().map(|line| self.length(&line.label)).sum()
    }

    /// Draws lines and labels.
    pub(super) fn draw(&self, plane: &Plane<'_>, plot: Plot) {
        let wishes: Vec<Wish> = self
            .each
            .iter()
            .map(|line| Wish { middle: plot.down.at(line.value), length: self.length(&line.label) })
            .collect();
        for (line, middle) in self.each.iter().zip(spread(&wishes, 0.0, plot.lowest)) {
            line.draw(plane, plot);
            let y = plot.down.at(line.value);
            plane.line([(plot.right, y), (plot.right + LEADER - 4.0, middle)], line.text, 1.0);
            plane.block((plot.right + LEADER, middle), Anchor::Start, self.text.role(line.text), &line.label);
        }
    }
}

impl Line {
    /// A line that would run through the reported value ends where that begins.
    fn draw(&self, plane: &Plane<'_>, plot: Plot) {
        let y = plot.down.at(self.value);
        let crossed = plot.reported.filter(|at| (at.1 - y).abs() < 10.0);
        match &self.course {
            Course::Straight => {
                let end = crossed.map_or(plot.right, |at| at.0);
                plane.line([(plot.left, y), (end, y)], self.stroke, 1.5);
            }
            Course::Stretches(stretches) => {
                let panel = plane.panel(plot.across, plot.down);
                for stretch in stretches {
                    match stretch[..] {
                        [alone] => panel.dot(alone, 2.5, self.stroke, Dot::Solid),
                        _ if self.stroke == Role::Trailing => panel.line(stretch.clone(), self.stroke, 4.0),
                        _ => panel.line(stretch.clone(), self.stroke, 1.75),
                    }
                }
                // From the last point to the label's own line.
                let end = plot.across.units.1;
                let last = stretches.last().and_then(|stretch| stretch.last());
                let reached = last.is_some_and(|(x, _)| plot.across.at(*x) + 0.5 >= end);
                if reached && crossed.is_none() {
                    plane.line([(end + 4.0, y), (plot.right, y)], self.text, 1.0);
                }
            }
        }
    }
}

/// The window of several periods that ends with each.
fn trailing(report: &Report) -> Vec<Vec<At>> {
    stretches(report, |point| point.trailing.as_ref())
}

/// Index and NPS of the periods of the trend that have a figure, in stretches without a gap.
fn stretches<'a>(report: &'a Report, of: impl Fn(&'a Point) -> Option<&'a Finding>) -> Vec<Vec<At>> {
    let mut stretches: Vec<Vec<At>> = vec![Vec::new()];
    for (point, x) in report.sections.points().iter().zip(0_u32..) {
        match (of(point).and_then(Finding::estimate), stretches.last_mut()) {
            (Some(estimate), Some(stretch)) => stretch.push((f64::from(x), estimate.nps.points())),
            _ => stretches.push(Vec::new()),
        }
    }
    stretches.retain(|stretch| !stretch.is_empty());
    stretches
}

/// The others' lines: whose, how they are drawn, and where they run.
fn others(report: &Report) -> Vec<(Whose<'_>, Role, Vec<Vec<At>>)> {
    let Some(participants) = &report.sections.participants else { return Vec::new() };
    let all: fn(&Moment) -> Option<&Finding> = |moment| Some(&moment.pooled);
    let peers: fn(&Moment) -> Option<&Finding> = |moment| moment.peers.as_ref();
    let run = |of: fn(&Moment) -> Option<&Finding>| {
        stretches(report, |point| {
            let moment = participants.trend.iter().find(|moment| moment.period == point.period);
            moment.and_then(of)
        })
    };
    Whose::over_time(participants)
        .map(|(whose, _)| match whose {
            Whose::Peers(..) => (whose, Role::Peers, run(peers)),
            _ => (whose, Role::Together, run(all)),
        })
        .collect()
}
