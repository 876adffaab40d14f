//! Cells of a map, in the map and in its key.

use super::plane::Plane;
use super::role::Role;

pub(super) type Corners = ((f64, f64), (f64, f64));

pub(super) fn is_far(role: Role) -> bool {
    matches!(role, Role::Below3 | Role::Above3)
}

/// A cell of a colour. The two furthest are alike in shades of grey: a corner below says below, one above says above.
pub(super) fn cell(plane: &Plane<'_>, (from, to): Corners, role: Role) {
    const CORNER: f64 = 5.0;
    plane.bar(from, to, role);
    if is_far(role) {
        let (edge, inner) = if role == Role::Below3 { (to.1, -CORNER) } else { (from.1, CORNER) };
        plane.area([(to.0, edge), (to.0 - CORNER, edge), (to.0, edge + inner)], Role::OnFar);
    }
}

/// The outline of a cell.
pub(super) fn frame(plane: &Plane<'_>, (from, to): Corners) {
    let (a, b) = ((from.0 + 0.5, from.1 + 0.5), (to.0 - 0.5, to.1 - 0.5));
    plane.line([a, (b.0, a.1), b, (a.0, b.1), a], Role::Axis, 1.0);
}

/// Slanted lines across a cell.
pub(super) fn hatch(plane: &Plane<'_>, (from, to): Corners) {
    const APART: f64 = 7.0;
    let (wide, high) = (to.0 - from.0, to.1 - from.1);
    for at in (1..400_u32).map(|n| f64::from(n) * APART).take_while(|at| *at < wide + high) {
        let start = if at <= high { (from.0, from.1 + at) } else { (from.0 + at - high, to.1) };
        let end = if at <= wide { (from.0 + at, from.1) } else { (to.0, from.1 + at - wide) };
        plane.line([start, end], Role::Axis, 1.0);
    }
}
