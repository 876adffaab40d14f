//! The trend in small, for beside the score: its line and band, and names for both ends.

use crate::report::Report;

use super::layout::{Axis, ticks};
use super::plane::{Anchor, chart};
use super::role::Role;
use super::trend::{across, band, dots, end_room, runs, value, value_at};
use super::{Caption, Chart, Labels, Width};

/// Where the plot begins and ends, in units.
const PLOT: (f64, f64) = (8.0, 74.0);

/// The score by period without axis and benchmarks, which the trend itself has; nothing with fewer than two
/// periods that have a score.
#[must_use]
pub fn spark(report: &Report, labels: &dyn Labels, width: Width, caption: Caption<'_>) -> Option<Chart> {
    let measured = || report.sections.points().iter().filter_map(|point| point.finding.estimate());
    let (first, last) = (report.sections.points().first()?, report.sections.points().last()?);
    if measured().count() < 2 {
        return None;
    }
    let values = measured().flat_map(|e| [e.interval.low(), e.interval.high(), e.nps.points()]);
    let (top, bottom) = PLOT;
    let down = Axis { values: ticks(values, 5).range, units: (bottom, top) };
    let across =
        across(report.sections.points().len(), (6.0, width.units() - end_room(report, labels, width)));
    Some(chart(width, bottom + 26.0, &caption, |plane| {
        let panel = plane.panel(across, down);
        for run in runs(report.sections.points()) {
            band(&panel, &run);
        }
        dots(&panel, report.sections.points(), 3.0);
        // Clear of the period's name when the point stands at the very foot.
        if let (Some(at), Some(estimate)) = (value_at(report, across, down), last.finding.estimate()) {
            value(plane, at, bottom - 6.0, estimate, labels, width);
        }
        let small = width.small();
        plane.text((0.0, bottom + 14.0), Anchor::Start, small, &labels.period(&first.period));
        let end = small.bold().role(Role::Ink);
        plane.text((width.units(), bottom + 14.0), Anchor::End, end, &labels.period(&last.period));
    }))
}
