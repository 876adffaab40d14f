//! Control limits behind the trend: steps around a centre, and crosses through scores outside.

use crate::report::{Control, Report};

use super::layout::Axis;
use super::plane::{At, Plane};
use super::role::Role;

/// All values that the axis must hold.
pub(super) fn values(report: &Report) -> impl Iterator<Item = f64> {
    report
        .sections
        .control()
        .into_iter()
        .flat_map(|control| &control.limits)
        .flat_map(|limits| [limits.low, limits.high])
}

/// Whether limits are drawn.
pub(super) fn has_limits(report: &Report) -> bool {
    report.sections.control().is_some_and(|control| !steps(control, report).is_empty())
}

/// Whether some score has a cross.
pub(super) fn has_crosses(report: &Report) -> bool {
    report.sections.control().is_some_and(|control| !control.outside.is_empty())
}

/// Draws the centre and both limits.
pub(super) fn limits(plane: &Plane<'_>, report: &Report, (across, down): (Axis, Axis)) {
    let Some(control) = report.sections.control() else { return };
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
}

/// Steps do not leave the plot.
fn clipped(points: Vec<(f64, f64)>, across: Axis) -> Vec<(f64, f64)> {
    points.into_iter().map(|(x, y)| (x.clamp(across.values.0, across.values.1), y)).collect()
}

/// Index, lower and upper limit of the periods that have some, in stretches without a gap.
fn steps(control: &Control, report: &Report) -> Vec<Vec<(f64, f64, f64)>> {
    let mut steps = vec![Vec::new()];
    for (point, x) in report.sections.points().iter().zip(0_u32..) {
        match (control.of(point.period), steps.last_mut()) {
            (Some(limits), Some(stretch)) => stretch.push((f64::from(x), limits.low, limits.high)),
            _ => steps.push(Vec::new()),
        }
    }
    steps.retain(|stretch: &Vec<_>| !stretch.is_empty());
    steps
}

/// Crosses through the scores outside the limits: a ring would be taken for a low base.
pub(super) fn crosses(plane: &Plane<'_>, report: &Report, (across, down): (Axis, Axis)) {
    let Some(control) = report.sections.control() else { return };
    for (point, x) in report.sections.points().iter().zip(0_u32..) {
        if let (true, Some(estimate)) = (control.outside.contains(&point.period), point.finding.estimate()) {
            cross(plane, (across.at(f64::from(x)), down.at(estimate.nps.points())), 8.0);
        }
    }
}

/// A cross centred on a place in units.
pub(super) fn cross(plane: &Plane<'_>, (x, y): At, reach: f64) {
    plane.line([(x - reach, y - reach), (x + reach, y + reach)], Role::Ink, 1.5);
    plane.line([(x - reach, y + reach), (x + reach, y - reach)], Role::Ink, 1.5);
}
