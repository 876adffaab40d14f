//! Numbers along an axis, and the lines to read values by.

use super::layout::{Axis, Ticks};
use super::plane::{Anchor, Plane};
use super::role::Role;
use super::{Format, Width};

/// What the line at a value is: zero means something.
pub(super) fn role(value: f64) -> Role {
    if value == 0.0 { Role::Axis } else { Role::Grid }
}

/// The numbers of an axis across, below `y`.
pub(super) fn numbers(
    plane: &Plane<'_>,
    ticks: &Ticks,
    format: &dyn Format,
    across: Axis,
    y: f64,
    width: Width,
) {
    for tick in &ticks.at {
        let label = format.score(*tick);
        let half = width.small().width(&label) / 2.0;
        let x = across.at(*tick).min(width.units() - half).max(half);
        plane.text((x, y + 13.0), Anchor::Middle, width.small(), &label);
    }
}

/// An upright axis on the left of a plot: its numbers and their lines through the plot.
pub(super) struct ValueAxis {
    /// Values and how each is written.
    ticks: Vec<(f64, String)>,
    /// Where the plot begins.
    pub(super) left: f64,
    width: Width,
}

impl ValueAxis {
    pub(super) fn new(ticks: &Ticks, format: &dyn Format, width: Width) -> Self {
        let ticks: Vec<(f64, String)> = ticks.at.iter().map(|tick| (*tick, format.score(*tick))).collect();
        let left = width.small().widest(ticks.iter().map(|(_, label)| label.as_str())) + 10.0;
        Self { ticks, left, width }
    }

    /// Draws it with lines as far as `right`.
    pub(super) fn draw(&self, plane: &Plane<'_>, down: Axis, right: f64) {
        for (tick, label) in &self.ticks {
            let y = down.at(*tick);
            plane.line([(self.left, y), (right, y)], role(*tick), 1.0);
            plane.text((self.left - 8.0, y), Anchor::End, self.width.small(), label);
        }
    }
}
