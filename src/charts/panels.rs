//! Small charts of a score over time, side by side, all on one scale.

use super::key::{Key, Sign};
use super::layout::{Axis, Reach, Ticks, ticks_within};
use super::parts::in_parts;
use super::plane::{Anchor, Dot, Plane, chart};
use super::role::Role;
use super::series::{Series, across};
use super::{Caption, Chart, Format, Kind, Width, axis};

/// With more panels than this, a map tells more.
const MOST: usize = 24;

/// Between panels.
const GUTTER: f64 = 20.0;

/// Height of a plot.
const PLOT: f64 = 64.0;

/// Room for the names of the periods below a plot, and from there to the next row.
const FOOT: f64 = 22.0;
const BETWEEN: f64 = 12.0;

/// The key stands nearer to the last row by this.
const ABOVE_KEY: f64 = 8.0;

/// Scores over time, a panel each.
pub struct Panels {
    /// The panels, in the order of reading.
    pub panels: Vec<Panel>,
    /// A line behind each, without dots: the score of all.
    pub behind: Series,
    /// What their values can be.
    pub reach: Reach,
    /// Names of the first and last period.
    pub ends: [String; 2],
    /// What marks mean.
    pub words: PanelsWords,
}

/// A panel.
pub struct Panel {
    /// What the scores are of.
    pub name: String,
    /// How the last score is written; none where there is none.
    pub value: Option<String>,
    /// The scores by period.
    pub series: Series,
}

/// What marks mean.
pub struct PanelsWords {
    /// Key to a band: "95 % interval".
    pub interval: String,
    /// Key to the line behind: "all answers".
    pub behind: String,
    /// Key to a hollow dot: "fewer than 30 answers".
    pub low_base: String,
    /// Key to a gap in a line: "gap: no answers or too few".
    pub gap: String,
}

impl Kind for Panels {
    /// The panels; nothing without one, or with more than can be compared.
    fn draw(&self, format: &dyn Format, width: Width, caption: &Caption<'_>) -> Option<Chart> {
        if self.panels.is_empty() || self.panels.len() > MOST {
            return None;
        }
        let grid = Grid::new(self, format, width);
        let Grid { columns, left, each, .. } = grid;
        let name = width.body();
        let names: Vec<Vec<String>> = self.panels.iter().map(|panel| panel.lines(width, each)).collect();
        let heads: Vec<f64> = names
            .chunks(columns)
            .map(|lines| name.leading() * real(lines.iter().map(Vec::len).max().unwrap_or(1)) + 6.0)
            .collect();
        let heights: Vec<f64> = heads.iter().map(|head| head + PLOT + FOOT + BETWEEN).collect();
        let key = self.key(width);
        Some(in_parts(&heights, key.height() - ABOVE_KEY, width, caption, |part, caption| {
            let (mut top, mut tops) = (0.0, Vec::new());
            for (head, height) in heads.iter().zip(&heights).skip(part.start).take(part.len()) {
                tops.push(top + head);
                top += height;
            }
            let foot = top - ABOVE_KEY;
            chart(width, foot + key.height(), caption, |plane| {
                let panels = self.panels.iter().zip(&names).skip(part.start * columns);
                for (at, (panel, lines)) in panels.enumerate() {
                    let Some(top) = tops.get(at / columns) else { break };
                    let x = left + real(at % columns) * (each + GUTTER);
                    let bottom = top - 6.0;
                    let height = name.leading() * real(lines.len());
                    plane.block((x, bottom - height / 2.0), Anchor::Start, name, lines);
                    if let Some(value) = &panel.value {
                        let y = bottom - name.leading() / 2.0;
                        plane.text((x + each, y), Anchor::End, name.bold(), value);
                    }
                    let place =
                        Place { across: (x, x + each), down: (*top, top + PLOT), first: at % columns == 0 };
                    self.plot(plane, &panel.series, &place, &grid, width);
                }
                key.draw(plane, foot);
            })
        }))
    }
}

/// What all panels have in common.
struct Grid {
    columns: usize,
    /// Where the first one begins, and how wide each is.
    left: f64,
    each: f64,
    ticks: Ticks,
    labels: Vec<String>,
}

impl Grid {
    fn new(panels: &Panels, format: &dyn Format, width: Width) -> Self {
        let columns = if width == Width::Wide { 4 } else { 2 };
        let all = || panels.panels.iter().map(|panel| &panel.series).chain([&panels.behind]);
        let shown = || all().flat_map(Series::measured);
        // A band may leave the plot: an interval of few answers would flatten all others.
        let firm = shown().filter(|measured| !measured.low_base).flat_map(|firm| [firm.low, firm.high]);
        let ticks = ticks_within(firm.chain(shown().map(|measured| measured.score)), 4, panels.reach);
        let ticks = Ticks { at: few(&ticks.at), ..ticks };
        let labels: Vec<String> = ticks.at.iter().map(|tick| format.score(*tick)).collect();
        let left = width.small().widest(labels.iter().map(String::as_str)) + 6.0;
        let each = (width.units() - left - GUTTER * real(columns - 1)) / real(columns);
        Self { columns, left, each, ticks, labels }
    }
}

impl Panel {
    /// The lines of the name. The score stands beside the last one, or below it where there is no room.
    fn lines(&self, width: Width, room: f64) -> Vec<String> {
        let name = width.body();
        let mut lines = name.wrap(&self.name, room);
        let taken = self.value.as_ref().map_or(0.0, |value| name.bold().width(value) + 8.0);
        if name.width(lines.last().map_or("", String::as_str)) + taken > room {
            lines.push(String::new());
        }
        lines
    }
}

/// At most three of the marks, evenly.
fn few(ticks: &[f64]) -> Vec<f64> {
    let every = ticks.len().div_ceil(3).max(1);
    let zero = ticks.iter().position(|tick| *tick == 0.0).unwrap_or_default();
    ticks.iter().enumerate().filter(|(at, _)| at % every == zero % every).map(|(_, tick)| *tick).collect()
}

#[expect(clippy::cast_precision_loss, reason = "a chart has few panels")]
fn real(n: usize) -> f64 {
    n as f64
}

/// Where a panel is.
struct Place {
    across: (f64, f64),
    down: (f64, f64),
    /// Whether it is the first of its row, which has the numbers of the axis.
    first: bool,
}

impl Panels {
    fn plot(&self, plane: &Plane<'_>, series: &Series, at: &Place, grid: &Grid, width: Width) {
        let ((left, right), (top, bottom), small) = (at.across, at.down, width.small());
        let down = Axis { values: grid.ticks.range, units: (bottom, top) };
        for (tick, label) in grid.ticks.at.iter().zip(&grid.labels) {
            let y = down.at(*tick);
            plane.line([(left, y), (right, y)], axis::role(*tick), 1.0);
            if at.first {
                plane.text((left - 6.0, y), Anchor::End, small, label);
            }
        }
        let panel = plane.panel(across(series.0.len(), (left + 5.0, right - 6.0)), down);
        for run in self.behind.runs().into_iter().filter(|run| run.len() > 1) {
            panel.line(run.iter().map(|(x, all)| (*x, all.score)).collect::<Vec<_>>(), Role::Unclear, 1.0);
        }
        series.within(grid.ticks.range).bands(&panel);
        series.dots(&panel, 2.2);
        let ([start, end], y) = (&self.ends, bottom + 14.0);
        plane.text((right, y), Anchor::End, small, end);
        if small.width(start) + small.width(end) + 10.0 <= right - left {
            plane.text((left, y), Anchor::Start, small, start);
        }
    }

    fn key(&self, width: Width) -> Key {
        let (each, words) = (|| self.panels.iter().map(|panel| &panel.series), &self.words);
        let behind = self.behind.runs().iter().any(|run| run.len() > 1);
        let low = each().flat_map(Series::measured).any(|measured| measured.low_base);
        let signs = [
            (true, Sign::Area(Role::Band), words.interval.as_str()),
            (behind, Sign::Line(Role::Unclear), &words.behind),
            (low, Sign::Dot(Role::Accent, Dot::Hollow), &words.low_base),
            (each().any(Series::has_gap), Sign::Gap, &words.gap),
        ];
        Key::new(signs, width)
    }
}
