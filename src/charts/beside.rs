//! Lines beside the one of a chart, labelled on the right: straight through, or by period. Labels say names in full where
//! there is room, else values, which the key then explains.

use super::Width;
use super::key::Sign;
use super::layout::{Axis, Wish, spread};
use super::plane::{Anchor, At, Dot, Plane};
use super::role::Role;
use super::series::stretches;
use super::text::Type;

/// A line beside the one of a chart.
pub struct Beside {
    /// What it is.
    pub name: String,
    /// How its last value is written.
    pub value: String,
    /// How it runs.
    pub course: Course,
}

/// How a line runs, in points, and what it is drawn as.
pub enum Course {
    /// A benchmark, straight through.
    Benchmark(f64),
    /// Several periods together, by the last of them; none where there is no figure.
    Windows(Vec<Option<f64>>),
    /// All participants together, by period.
    Together(Vec<Option<f64>>),
    /// A part of the participants, by period.
    Peers(Vec<Option<f64>>),
}

impl Course {
    fn stroke(&self) -> Role {
        match self {
            Self::Benchmark(_) => Role::BenchmarkLine,
            Self::Windows(_) => Role::Trailing,
            Self::Together(_) => Role::Together,
            Self::Peers(_) => Role::Peers,
        }
    }

    fn text(&self) -> Role {
        match self {
            Self::Benchmark(_) => Role::Benchmark,
            Self::Windows(_) => Role::Muted,
            Self::Together(_) => Role::Together,
            Self::Peers(_) => Role::Peers,
        }
    }

    /// Where its label belongs; none where it has no value at all.
    fn end(&self) -> Option<f64> {
        self.values().last().copied()
    }

    fn values(&self) -> Vec<f64> {
        match self {
            Self::Benchmark(value) => vec![*value],
            Self::Windows(values) | Self::Together(values) | Self::Peers(values) => {
                values.iter().flatten().copied().collect()
            }
        }
    }

    /// Points, index and value, with a gap between stretches; none of a straight line.
    fn stretches(&self) -> Vec<Vec<At>> {
        match self {
            Self::Benchmark(_) => Vec::new(),
            Self::Windows(values) | Self::Together(values) | Self::Peers(values) => {
                stretches(values.iter().copied())
            }
        }
    }
}

impl Beside {
    /// All values that the axis must hold.
    pub(super) fn values(&self) -> Vec<f64> {
        self.course.values()
    }
}

/// Between the plot and the labels on its right.
const LEADER: f64 = 16.0;

/// A line and its label.
struct Line<'a> {
    course: &'a Course,
    /// Where its label belongs, in points.
    value: f64,
    label: Vec<String>,
}

/// All of them.
pub(super) struct Lines<'a> {
    each: Vec<Line<'a>>,
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

impl<'a> Lines<'a> {
    pub(super) fn new(lines: &'a [Beside], width: Width) -> Self {
        let mut all = Self { each: Vec::new(), named: Vec::new(), text: width.small(), room: 0.0 };
        for line in lines {
            all.add(line, width);
        }
        let widest = all.text.widest(all.each.iter().flat_map(|line| &line.label).map(String::as_str));
        all.room = if all.each.is_empty() { 0.0 } else { LEADER + widest };
        all
    }

    /// Adds a line that is labelled with its value, and by its name in the label or in the key.
    fn add(&mut self, Beside { name, value, course }: &'a Beside, width: Width) {
        const MOST: f64 = 150.0;
        let Some(end) = course.end() else { return };
        let full = format!("{name}:\u{a0}{value}");
        if width == Width::Wide {
            self.each.push(Line { course, value: end, label: self.text.wrap(&full, MOST) });
            return;
        }
        self.named.push((Sign::Line(course.stroke()), full));
        let label = vec![value.clone()];
        let is_said = |other: &Line<'_>| other.course.stroke() == course.stroke() && other.label == label;
        if !self.each.iter().any(is_said) {
            self.each.push(Line { course, value: end, label });
        }
    }

    /// Whether another's line has a gap, or ends before the trend.
    #[expect(clippy::cast_precision_loss, reason = "a trend has few points")]
    pub(super) fn broken(&self, periods: usize) -> bool {
        let last = periods as f64;
        self.each.iter().map(|line| line.course.stretches()).any(|stretches| {
            let end = stretches.last().and_then(|stretch| stretch.last());
            // One that only begins late has no gap.
            stretches.len() > 1 || end.is_some_and(|(x, _)| *x + 1.5 < last)
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
            let (y, text) = (plot.down.at(line.value), line.course.text());
            plane.line([(plot.right, y), (plot.right + LEADER - 4.0, middle)], text, 1.0);
            plane.block((plot.right + LEADER, middle), Anchor::Start, self.text.role(text), &line.label);
        }
    }
}

impl Line<'_> {
    /// A line that would run through the reported value ends where that begins.
    fn draw(&self, plane: &Plane<'_>, plot: Plot) {
        let (y, stroke) = (plot.down.at(self.value), self.course.stroke());
        let crossed = plot.reported.filter(|at| (at.1 - y).abs() < 10.0);
        if let Course::Benchmark(_) = self.course {
            let end = crossed.map_or(plot.right, |at| at.0);
            plane.line([(plot.left, y), (end, y)], stroke, 1.5);
            return;
        }
        let panel = plane.panel(plot.across, plot.down);
        let thick = if stroke == Role::Trailing { 4.0 } else { 1.75 };
        let stretches = self.course.stretches();
        for stretch in &stretches {
            match stretch[..] {
                [alone] => panel.dot(alone, 2.5, stroke, Dot::Solid),
                _ => panel.line(stretch.clone(), stroke, thick),
            }
        }
        // From the last point to the label's own line.
        let end = plot.across.units.1;
        let last = stretches.last().and_then(|stretch| stretch.last());
        let reached = last.is_some_and(|(x, _)| plot.across.at(*x) + 0.5 >= end);
        if reached && crossed.is_none() {
            plane.line([(end + 4.0, y), (plot.right, y)], self.course.text(), 1.0);
        }
    }
}
