//! Dots by two measures, each with its name, parted by a line at the mean of either.

use super::key::{Key, Sign};
use super::layout::{Axis, Reach, ticks_within};
use super::plane::{Anchor, At, Dot, Plane, chart};
use super::role::Role;
use super::text::Type;
use super::{Caption, Chart, Format, Kind, Width, axis};

/// Dots, with what they have in common.
pub struct Scatter {
    /// The dots.
    pub points: Vec<Point>,
    /// The means: across, and up.
    pub means: [f64; 2],
    /// What is said around them.
    pub words: ScatterWords,
}

/// A dot, in per cent.
pub struct Point {
    /// What it is.
    pub name: String,
    /// Across, and up.
    pub at: [f64; 2],
    /// The ends of its interval upwards.
    pub ends: [f64; 2],
    /// Whether it is one of those to look at.
    pub stands_out: bool,
}

/// What is said around dots.
pub struct ScatterWords {
    /// What is across, and what is up.
    pub axes: [String; 2],
    /// Key to the dots that stand out, and to the others.
    pub dots: [String; 2],
    /// Key to the lines.
    pub means: String,
    /// Key to a whisker.
    pub interval: String,
}

/// Room for the numbers below the plot, and between a title and the plot.
const FOOT: f64 = 26.0;
const GAP: f64 = 12.0;

/// The radius of a dot.
const RADIUS: f64 = 5.0;

/// A rectangle: left, top, right, bottom.
type Block = [f64; 4];

/// What stands beside a dot.
struct Label {
    lines: Vec<String>,
    middle: At,
    /// From the dot to it, where it is not beside it.
    leader: Option<At>,
}

impl Kind for Scatter {
    /// The dots; nothing without any.
    fn draw(&self, format: &dyn Format, width: Width, caption: &Caption<'_>) -> Option<Chart> {
        self.points.first()?;
        let small = width.small();
        let most = if width == Width::Wide { 6 } else { 5 };
        let of = |at: usize| self.points.iter().filter_map(move |point| point.at.get(at).copied());
        let ticks = [
            ticks_within(of(0).chain([self.means[0]]), most, Reach::PERCENT),
            ticks_within(
                of(1).chain(self.points.iter().flat_map(|point| point.ends)).chain([self.means[1]]),
                most,
                Reach::PERCENT,
            ),
        ];
        let upright = axis::ValueAxis::new(&ticks[1], format, width);
        let [across_name, up_name] = self.words.axes.each_ref().map(|name| small.wrap(name, width.units()));
        let top = height(small, &up_name) + GAP;
        let bottom = top + if width == Width::Wide { 330.0 } else { 300.0 };
        let plot: Block = [upright.left, top, width.units(), bottom];
        let axes = [
            Axis { values: ticks[0].range, units: (plot[0] + 12.0, plot[2] - 12.0) },
            Axis { values: ticks[1].range, units: (bottom - 8.0, top + 8.0) },
        ];
        let dots: Vec<At> =
            self.points.iter().map(|point| (axes[0].at(point.at[0]), axes[1].at(point.at[1]))).collect();
        let (labels, listed) = self.labels(&dots, plot, width);
        let foot = bottom + FOOT + height(small, &across_name);
        let list_end = foot + height(small, &listed) + if listed.is_empty() { 0.0 } else { 8.0 };
        let key = self.key(width);
        Some(chart(width, list_end + key.height(), caption, |plane| {
            plane.block((0.0, height(small, &up_name) / 2.0), Anchor::Start, small, &up_name);
            upright.draw(plane, axes[1], plot[2]);
            for tick in &ticks[0].at {
                let x = axes[0].at(*tick);
                plane.line([(x, top), (x, bottom)], axis::role(*tick), 1.0);
            }
            axis::numbers(plane, &ticks[0], format, axes[0], bottom, width);
            let middle = f64::midpoint(plot[0], plot[2]);
            plane.block(
                (middle, bottom + FOOT + height(small, &across_name) / 2.0),
                Anchor::Middle,
                small,
                &across_name,
            );
            let [x, y] = [axes[0].at(self.means[0]), axes[1].at(self.means[1])];
            plane.line([(x, top), (x, bottom)], Role::LimitLine, 1.5);
            plane.line([(plot[0], y), (plot[2], y)], Role::LimitLine, 1.5);
            for (point, (x, y)) in self.points.iter().zip(&dots) {
                let [low, high] = point.ends.map(|end| axes[1].at(end));
                plane.line([(*x, low), (*x, high)], point.role(), 1.5);
                plane.dot((*x, *y), RADIUS, point.role(), Dot::Solid);
            }
            for ((point, dot), label) in self.points.iter().zip(&dots).zip(&labels) {
                label.draw(plane, *dot, point.text(width));
            }
            let list = (0.0, foot + 8.0 + height(small, &listed) / 2.0);
            plane.block(list, Anchor::Start, small, &listed);
            key.draw(plane, list_end);
        }))
    }
}

impl Scatter {
    fn key(&self, width: Width) -> Key {
        let words = &self.words;
        let some = |wanted| self.points.iter().any(|point| point.stands_out == wanted);
        let [out, others] = &words.dots;
        let signs = [
            (some(true), Sign::Dot(Role::Below, Dot::Solid), out.as_str()),
            (some(false), Sign::Dot(Role::Unclear, Dot::Solid), others),
            (true, Sign::Tick(Role::Unclear), &words.interval),
            (true, Sign::Line(Role::LimitLine), &words.means),
        ];
        Key::new(signs, width)
    }

    /// A label for each dot: its name where all names have room, else its number; and then the list that the numbers are of.
    fn labels(&self, dots: &[At], plot: Block, width: Width) -> (Vec<Label>, Vec<String>) {
        let room = if width == Width::Wide { 150.0 } else { 100.0 };
        let lines = |point: &Point| point.text(width).wrap(&point.name, room);
        let names: Vec<Vec<String>> = self.points.iter().map(lines).collect();
        if let Some(labels) = self.placed(&names, (dots, plot), width) {
            return (labels, Vec::new());
        }
        let numbers: Vec<Vec<String>> = (1..=self.points.len()).map(|at| vec![at.to_string()]).collect();
        let labels = self.placed(&numbers, (dots, plot), width).unwrap_or_default();
        let line = |(at, point): (usize, &Point)| {
            width.small().wrap(&format!("{at}. {}", point.name), width.units())
        };
        (labels, (1..).zip(&self.points).flat_map(line).collect())
    }

    /// Each label as near to its dot as those before it allow; nothing where one finds no place.
    fn placed(&self, all: &[Vec<String>], (dots, plot): (&[At], Block), width: Width) -> Option<Vec<Label>> {
        // The sines of 0 to 90 degrees in four steps: the same on every machine.
        const SINES: [f64; 5] = [0.0, 0.382_683, std::f64::consts::FRAC_1_SQRT_2, 0.923_880, 1.0];
        const DISTANCES: [f64; 9] = [3.0, 10.0, 20.0, 32.0, 46.0, 62.0, 80.0, 100.0, 124.0];
        let around = |(x, y): At| [x - RADIUS - 1.0, y - RADIUS - 1.0, x + RADIUS + 1.0, y + RADIUS + 1.0];
        let mut taken: Vec<Block> = dots.iter().map(|dot| around(*dot)).collect();
        // To the right first, then to the left, above and below.
        let turns = [(1.0, 1.0), (-1.0, 1.0), (1.0, -1.0), (-1.0, -1.0)];
        let ways = SINES.into_iter().zip(SINES.into_iter().rev());
        let ways: Vec<At> = ways
            .flat_map(|(sine, cosine)| turns.map(|(across, down)| (across * cosine, down * sine)))
            .collect();
        let mut labels = Vec::new();
        for ((point, lines), dot) in self.points.iter().zip(all).zip(dots) {
            let text = point.text(width);
            let half = (text.widest(lines.iter().map(String::as_str)) / 2.0 + 1.0, height(text, lines) / 2.0);
            let spots = DISTANCES.iter().flat_map(|away| {
                ways.iter().map(move |(across, down)| {
                    let (x, y) = (RADIUS + away + half.0, RADIUS + away + half.1);
                    (*away, (dot.0 + across * x, dot.1 + down * y))
                })
            });
            let block = |(x, y): At| [x - half.0, y - half.1, x + half.0, y + half.1];
            let is_free = |(_, middle): &(f64, At)| {
                let own = block(*middle);
                is_within(own, plot) && taken.iter().all(|other| !overlap(own, *other))
            };
            let (away, middle) = spots.into_iter().find(is_free)?;
            let own = block(middle);
            let [left, top, right, bottom] = own;
            let leader = (away > 12.0).then(|| (dot.0.clamp(left, right), dot.1.clamp(top, bottom)));
            labels.push(Label { lines: lines.clone(), middle, leader });
            taken.push(own);
        }
        Some(labels)
    }
}

impl Point {
    fn role(&self) -> Role {
        if self.stands_out { Role::Below } else { Role::Unclear }
    }

    fn text(&self, width: Width) -> Type {
        let text = width.small().role(Role::Ink);
        if self.stands_out { text.bold() } else { text }
    }
}

impl Label {
    fn draw(&self, plane: &Plane<'_>, dot: At, text: Type) {
        if let Some(end) = self.leader {
            plane.line([dot, end], Role::Axis, 1.0);
        }
        plane.block(self.middle, Anchor::Middle, text, &self.lines);
    }
}

#[expect(clippy::cast_precision_loss, reason = "a text has few lines")]
fn height(text: Type, lines: &[String]) -> f64 {
    text.leading() * lines.len() as f64
}

fn is_within([left, top, right, bottom]: Block, plot: Block) -> bool {
    left >= plot[0] + 2.0 && top >= plot[1] && right <= plot[2] && bottom <= plot[3] - 1.0
}

fn overlap([left, top, right, bottom]: Block, other: Block) -> bool {
    left < other[2] && other[0] < right && top < other[3] && other[1] < bottom
}
