//! A score over time in small: its line and band, and names for both ends.

use super::layout::{Axis, ticks};
use super::line::{draw_value, end_room, value_at};
use super::plane::{Anchor, chart};
use super::role::Role;
use super::series::{Series, across};
use super::time::PeriodName;
use super::{Caption, Chart, Format, Kind, Measured, Width};

/// Where the plot begins and ends, in units.
const PLOT: (f64, f64) = (8.0, 74.0);

/// A score over time, in small.
pub struct Spark {
    /// The score by period.
    pub series: Series,
    /// How the score of the last period is written; none without one.
    pub value: Option<String>,
    /// The first and the last period.
    pub ends: [PeriodName; 2],
}

impl Kind for Spark {
    /// The line without axis and other lines; nothing with fewer than two periods that have a score.
    fn draw(&self, _: &dyn Format, width: Width, caption: &Caption<'_>) -> Option<Chart> {
        if self.series.measured().count() < 2 {
            return None;
        }
        let [first, last] = &self.ends;
        let (top, bottom) = PLOT;
        let range = ticks(self.series.measured().flat_map(Measured::values), 5).range;
        let down = Axis { values: range, units: (bottom, top) };
        let end = end_room(self.value.as_deref(), &last.short, width);
        let across = across(self.series.0.len(), (6.0, width.units() - end));
        Some(chart(width, bottom + 26.0, caption, |plane| {
            let panel = plane.panel(across, down);
            self.series.bands(&panel);
            self.series.dots(&panel, 3.0);
            let at = value_at(&self.series, across, down);
            // Clear of the period's name when the point stands at the very foot.
            if let (Some(at), Some(last), Some(value)) = (at, self.series.last(), &self.value) {
                draw_value(plane, at, bottom - 6.0, (last, value), width);
            }
            let small = width.small();
            plane.text((0.0, bottom + 14.0), Anchor::Start, small, &first.full);
            let end = small.bold().role(Role::Ink);
            plane.text((width.units(), bottom + 14.0), Anchor::End, end, &last.full);
        }))
    }
}
