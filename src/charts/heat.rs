//! A map of rows and periods: a cell for each score, coloured by how far it is from a score in the middle.

use super::cell::{Corners, cell, frame, hatch, is_far};
use super::key::{Key, Sign};
use super::parts::in_parts;
use super::plane::{Anchor, Plane, chart};
use super::role::Role;
use super::text::Type;
use super::time::PeriodName;
use super::{Caption, Chart, Format, Kind, Width};

/// Between names and cells.
const GAP: f64 = 12.0;

/// Where the rows begin.
const TOP: f64 = 40.0;

/// A cell's height, and its least and greatest width.
const HEIGHT: f64 = 24.0;
const LEAST: f64 = 27.0;
const MOST: f64 = 56.0;

/// Colours from far below to far above; the middle one is near.
const SHADES: [Role; 7] =
    [Role::Below3, Role::Below2, Role::Below1, Role::Near, Role::Above1, Role::Above2, Role::Above3];

/// Scores by row and period.
pub struct Heat {
    /// The periods, the latest last.
    pub periods: Vec<PeriodName>,
    /// The rows, top to bottom.
    pub rows: Vec<Row>,
    /// The score in the middle of the colours, in points; the mean of all where there is none.
    pub centre: Option<f64>,
    /// Keys to cells.
    pub words: HeatWords,
}

/// A row.
pub struct Row {
    /// What the scores are of.
    pub name: String,
    /// A cell for each period.
    pub cells: Vec<Cell>,
}

/// What a cell shows.
pub enum Cell {
    /// A score.
    Score {
        /// In points.
        score: f64,
        /// How it is written among the others, where there is room for that.
        value: String,
        /// Whether it rests on too few answers to rely on.
        low_base: bool,
    },
    /// A score that is not shown.
    Hidden,
    /// No answers.
    Empty,
}

/// Keys to cells.
pub struct HeatWords {
    /// "fewer than 30 answers".
    pub low_base: String,
    /// "too few answers to show".
    pub hidden: String,
    /// "no answers".
    pub empty: String,
}

/// What colours are measured by: the score in the middle, and how many points a colour spans.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Shading {
    pub(super) centre: f64,
    pub(super) step: f64,
}

impl Shading {
    /// Steps such that at most a fifth of the scores are further away than the last colour begins.
    pub(super) fn of(centre: f64, scores: impl Iterator<Item = f64>) -> Self {
        let mut distances: Vec<f64> = scores.map(|score| (score - centre).abs()).collect();
        distances.sort_by(f64::total_cmp);
        let far = distances.get(distances.len() * 4 / 5).copied().unwrap_or_default();
        let step = [2.0, 4.0, 6.0, 10.0, 15.0, 20.0, 30.0].into_iter().find(|step| 2.5 * step >= far);
        Self { centre, step: step.unwrap_or(40.0) }
    }

    /// Which colour a score has, counted from the lowest.
    pub(super) fn shade(self, score: f64) -> usize {
        let steps = ((score - self.centre) / self.step).round().clamp(-3.0, 3.0);
        SHADES.iter().zip(-3_i32..).position(|(_, at)| f64::from(at) >= steps).unwrap_or(3)
    }
}

impl Kind for Heat {
    /// The cells, as many of the latest periods as there is room for; nothing where no cell has a score.
    fn draw(&self, format: &dyn Format, width: Width, caption: &Caption<'_>) -> Option<Chart> {
        let scores = || self.rows.iter().flat_map(|row| &row.cells).filter_map(Cell::score);
        let middle = scores().sum::<f64>() / f64::max(1.0, real(scores().count()));
        scores().next()?;
        let shading = Shading::of(self.centre.unwrap_or(middle), scores());
        let stacked = width == Width::Narrow;
        let (body, small) = (width.body(), width.small());
        let room = if stacked { width.units() } else { 220.0 };
        let names: Vec<Vec<String>> = self.rows.iter().map(|row| body.wrap(&row.name, room)).collect();
        let left = if stacked { 0.0 } else { body.widest(names.iter().flatten().map(String::as_str)) + GAP };
        let periods = self.periods.len().min(fitting(width.units() - left));
        let skipped = self.periods.len() - periods;
        let cell = ((width.units() - left) / real(periods)).min(MOST);
        let leading = body.leading();
        let heights: Vec<f64> = names
            .iter()
            .map(|lines| match leading * real(lines.len()) {
                text if stacked => text + 3.0 + HEIGHT + 7.0,
                // A name of many lines keeps clear of its neighbours.
                text if text > HEIGHT => text + 6.0,
                _ => HEIGHT,
            })
            .collect();
        // Decimals that one score needs all have, where they have room.
        let in_full = self.values().all(|value| small.width(value) + 4.0 <= cell);
        let look = Look { shading, in_full, text: small };
        let key = self.key(skipped, shading, format, width);
        Some(in_parts(&heights, TOP + key.height(), width, caption, |part, caption| {
            let rows = self.rows.iter().zip(&names).zip(&heights).skip(part.start).take(part.len());
            let foot = TOP + rows.clone().map(|(_, height)| height).sum::<f64>();
            chart(width, foot + key.height(), caption, |plane| {
                self.heading(plane, (skipped, left, cell), width);
                let mut y = TOP;
                for ((row, lines), height) in rows {
                    let text = leading * real(lines.len());
                    let at = if stacked { y + text + 3.0 } else { y + (height - HEIGHT) / 2.0 };
                    let middle = if stacked { y + text / 2.0 } else { at + HEIGHT / 2.0 };
                    plane.block((0.0, middle), Anchor::Start, body, lines);
                    for (shown, x) in row.cells.iter().skip(skipped).zip(0_u32..) {
                        let x = left + cell * f64::from(x);
                        let corners = ((x + 0.5, at + 0.5), (x + cell - 0.5, at + HEIGHT - 0.5));
                        shown.draw(plane, corners, &look, format);
                    }
                    y += height;
                }
                key.draw(plane, foot);
            })
        }))
    }
}

#[expect(clippy::cast_precision_loss, reason = "a chart has few rows and columns")]
fn real(n: usize) -> f64 {
    n as f64
}

/// How many cells fit.
fn fitting(room: f64) -> usize {
    (1..=400_u32).take_while(|n| f64::from(*n) * LEAST <= room).count().max(1)
}

impl Heat {
    /// How all scores are written in full.
    fn values(&self) -> impl Iterator<Item = &str> {
        let cells = self.rows.iter().flat_map(|row| &row.cells);
        cells
            .filter_map(|cell| if let Cell::Score { value, .. } = cell { Some(value.as_str()) } else { None })
    }

    /// Names of the periods above their columns, as many as there is room for, and their years.
    fn heading(&self, plane: &Plane<'_>, (skipped, left, cell): (usize, f64, f64), width: Width) {
        let small = width.small();
        let shown: Vec<&PeriodName> = self.periods.iter().skip(skipped).collect();
        let widest = small.bold().widest(shown.iter().map(|period| period.short.as_str())) + 8.0;
        let every = (1..=60).find(|every| cell * real(*every) >= widest).unwrap_or(60);
        let at = |x: usize| left + cell * (real(x) + 0.5);
        let named = |x: &usize| (shown.len() - 1 - x).is_multiple_of(every);
        for (x, period) in shown.iter().enumerate().filter(|(x, _)| named(x)) {
            let text = if x + 1 == shown.len() { small.bold().role(Role::Ink) } else { small };
            // The last name may be wider than its column.
            let middle = at(x).min(width.units() - text.width(&period.short) / 2.0);
            plane.text((middle, 28.0), Anchor::Middle, text, &period.short);
        }
        // A year stands over the first of its columns, where it is not the name itself; one without room gives way to the next.
        let mut free = width.units();
        for (x, period) in shown.iter().enumerate().rev() {
            let before = x.checked_sub(1).and_then(|before| shown.get(before));
            let begins = before.is_none_or(|before| before.year != period.year);
            let from = left + cell * real(x) + 2.0;
            if begins && period.short != period.year && from + small.width(&period.year) <= free {
                plane.text((from, 11.0), Anchor::Start, small, &period.year);
                free = from - 6.0;
            }
        }
    }

    /// The colours with the scores that they stand for, then the signs that occur.
    fn key(&self, skipped: usize, shading: Shading, format: &dyn Format, width: Width) -> Key {
        let shown = || self.rows.iter().flat_map(|row| row.cells.iter().skip(skipped));
        let coloured = shown().filter(|cell| !cell.is_low()).filter_map(Cell::score);
        let used: Vec<usize> = coloured.map(|score| shading.shade(score)).collect();
        let edge = |at: f64| format.score(shading.centre + at * shading.step);
        let shades: Vec<(bool, Sign, String)> = (0..)
            .zip(SHADES.into_iter().zip(-3_i32..))
            .map(|(shade, (role, at))| {
                let at = f64::from(at);
                // U+2026 between two numbers, of which either may be negative.
                let text = match at {
                    -3.0 => format!("…\u{a0}{}", edge(at + 0.5)),
                    3.0 => format!("{}\u{a0}…", edge(at - 0.5)),
                    _ => format!("{}\u{a0}…\u{a0}{}", edge(at - 0.5), edge(at + 0.5)),
                };
                (used.contains(&shade), Sign::Cell(role), text)
            })
            .collect();
        let (low, words) = (shown().any(Cell::is_low), &self.words);
        let hidden = shown().any(|cell| matches!(cell, Cell::Hidden));
        let empty = shown().any(|cell| matches!(cell, Cell::Empty));
        let signs = [
            (low, Sign::Frame, words.low_base.as_str()),
            (hidden, Sign::Hatched, &words.hidden),
            (empty, Sign::Glyph(Role::Muted, "–"), &words.empty),
        ];
        let shades = shades.iter().map(|(occurs, sign, text)| (*occurs, *sign, text.as_str()));
        Key::new(shades.chain(signs), width)
    }
}

/// What all cells have in common.
struct Look {
    shading: Shading,
    /// Whether scores are written with all their decimals.
    in_full: bool,
    text: Type,
}

impl Cell {
    fn score(&self) -> Option<f64> {
        if let Self::Score { score, .. } = self { Some(*score) } else { None }
    }

    fn is_low(&self) -> bool {
        matches!(self, Self::Score { low_base: true, .. })
    }

    /// A score on its colour; hatched where it is not shown, and without colour, framed, from a low base.
    fn draw(&self, plane: &Plane<'_>, (from, to): Corners, look: &Look, format: &dyn Format) {
        let middle = (f64::midpoint(from.0, to.0), f64::midpoint(from.1, to.1));
        match self {
            Self::Score { score, value, low_base } => {
                let value = if look.in_full { value.clone() } else { format.score(*score) };
                if *low_base {
                    frame(plane, (from, to));
                    plane.text(middle, Anchor::Middle, look.text, &value);
                } else {
                    let role = SHADES.get(look.shading.shade(*score)).copied().unwrap_or(Role::Near);
                    cell(plane, (from, to), role);
                    let on = look.text.role(if is_far(role) { Role::OnFar } else { Role::OnShade });
                    plane.text(middle, Anchor::Middle, on, &value);
                }
            }
            Self::Hidden => hatch(plane, (from, to)),
            Self::Empty => plane.text(middle, Anchor::Middle, look.text, "–"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_as_far_apart_as_the_scores_ask_for() {
        let shading = Shading::of(40.0, [30.0, 35.0, 40.0, 44.0, 50.0].into_iter());
        assert_eq!(shading, Shading { centre: 40.0, step: 4.0 });
        let shades = [-100.0, 31.0, 36.0, 40.0, 41.9, 42.1, 49.0, 100.0].map(|score| shading.shade(score));
        assert_eq!(shades, [0, 1, 2, 3, 3, 4, 5, 6]);
        assert_eq!(Shading::of(0.0, [-100.0, 100.0].into_iter()), Shading { centre: 0.0, step: 40.0 });
        assert_eq!(Shading::of(0.0, std::iter::empty()), Shading { centre: 0.0, step: 2.0 });
    }
}
