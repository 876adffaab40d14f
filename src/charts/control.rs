//! Control limits behind the trend: steps around a centre, and rings around scores outside.

use crate::report::{Control, Report};

use super::layout::Axis;
use super::plane::{Anchor, Dot, Plane};
use super::role::Role;
use super::text::Type;

/// All values that the axis must hold.
pub(super) fn values(report: &Report) -> impl Iterator<Item = f64> {
    report.control.iter().flat_map(|control| &control.limits).flat_map(|limits| [limits.low, limits.high])
}

/// Whether some score has a ring.
pub(super) fn has_rings(report: &Report) -> bool {
    report.control.as_ref().is_some_and(|control| !control.outside.is_empty())
}

/// Draws the centre, both limits, and their name above the upper one where it begins.
pub(super) fn limits(
    plane: &Plane<'_>,
    report: &Report,
    (across, down): (Axis, Axis),
    text: Type,
    name: &str,
) {
    let Some(control) = &report.control else { return };
    let panel = plane.panel(across, down);
    let steps: Vec<Vec<(f64, f64, f64)>> = steps(control, report);
    for stretch in &steps {
        for of in [|step: &(f64, f64, f64)| step.1, |step: &(f64, f64, f64)| step.2] {
            let points: Vec<(f64, f64)> = stretch
                .iter()
                .flat_map(|step| [(step.0 - 0.5, of(step)), (step.0 + 0.5, of(step))])
                .collect();
            panel.line(clipped(points, across), Role::LimitLine, 1.0);
        }
    }
    let centre = down.at(control.centre.points());
    plane.line([(across.units.0, centre), (across.units.1, centre)], Role::Axis, 0.8);
    if let Some((x, _, high)) = steps.first().and_then(|stretch| stretch.first()) {
        let x = across.at((x - 0.5).max(across.values.0));
        let half = text.size * 0.7;
        plane.text((x + 2.0, (down.at(*high) - half - 1.0).max(half)), Anchor::Start, text, name);
    }
}

/// Steps do not leave the plot.
fn clipped(points: Vec<(f64, f64)>, across: Axis) -> Vec<(f64, f64)> {
    points.into_iter().map(|(x, y)| (x.clamp(across.values.0, across.values.1), y)).collect()
}

/// Index, lower and upper limit of the periods that have some, in stretches without a gap.
fn steps(control: &Control, report: &Report) -> Vec<Vec<(f64, f64, f64)>> {
    let mut steps = vec![Vec::new()];
    for (point, x) in report.trend.iter().zip(0_u32..) {
        match (control.of(point.period), steps.last_mut()) {
            (Some(limits), Some(stretch)) => stretch.push((f64::from(x), limits.low, limits.high)),
            _ => steps.push(Vec::new()),
        }
    }
    steps.retain(|stretch: &Vec<_>| !stretch.is_empty());
    steps
}

/// Rings around the scores outside the limits.
pub(super) fn rings(plane: &Plane<'_>, report: &Report, (across, down): (Axis, Axis)) {
    let Some(control) = &report.control else { return };
    let panel = plane.panel(across, down);
    for (point, x) in report.trend.iter().zip(0_u32..) {
        if let (true, Some(estimate)) = (control.outside.contains(&point.period), point.finding.estimate()) {
            panel.dot((f64::from(x), estimate.nps.points()), 8.5, Role::Ink, Dot::Hollow);
        }
    }
}
