//! Control limits behind a line: steps around a centre, and crosses through scores outside.

use super::layout::Axis;
use super::plane::{At, Plane};
use super::role::Role;
use super::series::{Series, stretches};

/// The limits that chance alone keeps to.
pub struct Limits {
    /// The score around which they lie, in points.
    pub centre: f64,
    /// Lower and upper limit of each period, in points; none of a period without a figure.
    pub steps: Vec<Option<(f64, f64)>>,
    /// Whether the score of each period lies outside.
    pub outside: Vec<bool>,
}

impl Limits {
    /// All values that the axis must hold.
    pub(super) fn values(&self) -> impl Iterator<Item = f64> {
        self.steps.iter().flatten().flat_map(|(low, high)| [*low, *high])
    }

    /// Whether limits are drawn.
    pub(super) fn are_drawn(&self) -> bool {
        self.steps.iter().any(Option::is_some)
    }

    /// Whether some score has a cross.
    pub(super) fn has_crosses(&self) -> bool {
        self.outside.contains(&true)
    }

    /// Draws the centre and both limits.
    pub(super) fn draw(&self, plane: &Plane<'_>, (across, down): (Axis, Axis)) {
        let panel = plane.panel(across, down);
        // Steps do not leave the plot.
        let clip = |x: f64| x.clamp(across.values.0, across.values.1);
        for stretch in stretches(self.steps.iter().copied()) {
            for of in [|(low, _): (f64, f64)| low, |(_, high): (f64, f64)| high] {
                let steps = stretch.iter().map(|(x, limits)| (*x, of(*limits)));
                let points = steps.flat_map(|(x, limit)| [(clip(x - 0.5), limit), (clip(x + 0.5), limit)]);
                panel.line(points.collect::<Vec<_>>(), Role::LimitLine, 1.0);
            }
        }
        let centre = down.at(self.centre);
        plane.line([(across.units.0, centre), (across.units.1, centre)], Role::Axis, 0.8);
    }

    /// Crosses through the scores outside the limits: a ring would be taken for a low base.
    pub(super) fn crosses(&self, plane: &Plane<'_>, series: &Series, (across, down): (Axis, Axis)) {
        for ((point, outside), x) in series.0.iter().zip(&self.outside).zip(0_u32..) {
            if let (true, Some(point)) = (outside, point) {
                cross(plane, (across.at(f64::from(x)), down.at(point.score)), 8.0);
            }
        }
    }
}

/// A cross centred on a place in units.
pub(super) fn cross(plane: &Plane<'_>, (x, y): At, reach: f64) {
    plane.line([(x - reach, y - reach), (x + reach, y + reach)], Role::Ink, 1.5);
    plane.line([(x - reach, y + reach), (x + reach, y - reach)], Role::Ink, 1.5);
}
